// Everything works without this file. It only spares steps: focus on what went wrong, no double sending, live regions.
"use strict";

document.querySelector(".summary")?.focus();

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.sent) {
    if (form.dataset.sent) event.preventDefault();
    return;
  }
  const question = form.dataset.confirm;
  if (question && !window.confirm(question)) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  window.setTimeout(() => delete form.dataset.sent, 5000);
});

// Who switches the language takes along what they typed: one form goes by itself, the others with it.
document.addEventListener("submit", (event) => {
  if (event.submitter?.name !== "language") return;
  event.target.addEventListener("formdata", ({ formData }) => {
    const others = [...document.querySelectorAll("main form")].filter((form) => form !== event.target);
    for (const [name, value] of others.flatMap((form) => [...new FormData(form)]))
      if (typeof value === "string" && !formData.has(name)) formData.append(name, value);
  }, { once: true });
});

window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});

// What has data-poll waits for something: the page is asked for again until it waits no more, then its parts with data-live are put
// in place and #said says so.
const renewed = (live, fresh) => {
  const held = live.contains(document.activeElement);
  live.replaceWith(fresh);
  if (!held) return;
  const heading = fresh.querySelector("h2");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus();
};
const poll = async (wait) => {
  const waiting = document.querySelector("[data-poll]");
  let page = null;
  try {
    const answer = await fetch(waiting.dataset.poll, { headers: { Accept: "text/html", "X-Portwright-Live": "1" } });
    if (answer.ok && !answer.redirected) page = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch { /* Asked again below. */ }
  if (!page?.querySelector("[data-live]") || page.querySelector("[data-poll]")) {
    window.setTimeout(() => poll(Math.min(wait * 1.5, 10000)), wait);
    return;
  }
  for (const live of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(live.id);
    if (fresh) renewed(live, document.adoptNode(fresh));
  }
  const said = document.getElementById("said");
  if (said) said.textContent = waiting.dataset.said;
};
if (document.querySelector("[data-poll]")) window.setTimeout(() => poll(1000), 1000);
