// Numbers are checked while they are typed. Without this file they are checked when they are saved.
"use strict";

const PAUSE = 400;
const BUDGET = 8000;

for (const form of document.querySelectorAll("form[data-preview]")) {
  const field = form.querySelector("textarea");
  const said = document.getElementById("numbers-said");
  let waiting = 0;
  let asked = null;
  let last = field.value;

  const show = (text) => {
    const fresh = new DOMParser().parseFromString(text, "text/html").getElementById("verdicts");
    const shown = document.getElementById("verdicts");
    if (!fresh || !shown) return;
    shown.replaceWith(document.adoptNode(fresh));
    said.textContent = fresh.dataset.said;
  };

  const check = async () => {
    asked?.abort();
    const mine = new AbortController();
    asked = mine;
    const late = window.setTimeout(() => mine.abort("late"), BUDGET);
    said.textContent = form.dataset.checking;
    try {
      const sent = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.preview, {
        method: "POST", body: sent, signal: mine.signal, redirect: "error",
        headers: { Accept: "text/html", "X-CSRF-Token": sent.get("csrf") },
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const text = await answer.text();
      if (asked === mine) show(text);
    } catch {
      if (asked === mine) said.textContent = form.dataset.unchecked;
    } finally {
      window.clearTimeout(late);
    }
  };

  field.addEventListener("input", () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => {
      if (field.value === last) return;
      last = field.value;
      check();
    }, PAUSE);
  });
  form.addEventListener("submit", () => { window.clearTimeout(waiting); asked?.abort(); asked = null; });
}
