// People are looked for while their names are typed. Without this file they are found when the form is saved.
"use strict";

const PAUSE = 300;

for (const form of document.querySelectorAll("form[data-find]")) {
  const list = document.getElementById("people");
  let waiting = 0;
  let asked = null;

  const find = async (typed) => {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const csrf = form.elements.namedItem("csrf").value;
    try {
      const answer = await fetch(form.dataset.find, {
        method: "POST", body: new URLSearchParams({ csrf, q: typed }), signal: mine.signal, redirect: "error",
        headers: { Accept: "text/html", "X-CSRF-Token": csrf },
      });
      if (!answer.ok) return;
      const found = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("people");
      if (found && asked === mine) list.replaceChildren(...document.adoptNode(found).children);
    } catch { /* What is typed is looked for again when the form is saved. */ }
  };

  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches('input[list="people"]') || [...list.options].some((one) => one.value === field.value)) return;
    window.clearTimeout(waiting);
    if (field.value.trim().length > 1) waiting = window.setTimeout(() => find(field.value), PAUSE);
  });
}
