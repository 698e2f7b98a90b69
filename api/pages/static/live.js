// An order's page as it goes. Without this file the page is as true as when it was asked for.
// The stream says that something happened; then the page is asked for again, and of it the parts with data-live that differ are put in
// place. Focus and what was unfolded stay, and one polite region says what happened.
"use strict";

const root = document.querySelector("[data-refresh]");
if (root) {
  const said = document.getElementById("said");
  const SOON = 150, LEAST_WAIT = 2000, MOST_WAIT = 60000, LEAST_REST = 4000;
  let stream, wait = LEAST_WAIT, renewing = false, again = false, timer = 0, resting = 0, news = [], closed = !root.dataset.events, over = false;

  // Which element has the focus, so that its like can have it afterwards.
  const focused = (live) => {
    const at = document.activeElement;
    if (!at || !live.contains(at)) return null;
    const like = `${at.tagName.toLowerCase()}${at.getAttribute("href") ? `[href="${CSS.escape(at.getAttribute("href"))}"]` : ""}`;
    return { id: at.id, like, place: [...live.querySelectorAll(like)].indexOf(at) };
  };
  const focus = (live, was) => {
    const same = (was.id && document.getElementById(was.id)) || live.querySelectorAll(was.like)[Math.max(was.place, 0)];
    const to = same ?? live.querySelector("h1, h2") ?? live;
    if (!same) to.setAttribute("tabindex", "-1");
    to.focus({ preventScroll: true });
  };

  const put = (live, fresh) => {
    if (live.innerHTML === fresh.innerHTML && live.className === fresh.className) return;
    if (live.querySelector("form[data-sent]")) return;
    const was = focused(live);
    const open = [...live.querySelectorAll("details")].map((one) => one.open);
    live.className = fresh.className;
    live.replaceChildren(...document.adoptNode(fresh).childNodes);
    live.querySelectorAll("details").forEach((one, place) => { if (place < open.length) one.open = open[place]; });
    if (was) focus(live, was);
  };

  // The same words again are no change to who listens.
  const say = (text) => { if (said && text) said.textContent = said.textContent === text ? `${text}\u00a0` : text; };

  const stop = () => {
    stream?.close();
    over = true;
    say(root.dataset.signedOut);
  };

  const renew = async () => {
    if (renewing) { again = true; return; }
    renewing = true;
    try {
      const answer = await fetch(root.dataset.refresh, { headers: { Accept: "text/html", "X-Portwright-Live": "1" } });
      if (answer.redirected || answer.status === 401 || answer.status === 403) { stop(); return; }
      if (answer.ok) {
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        for (const live of document.querySelectorAll("[data-live]")) {
          const fresh = page.getElementById(live.id);
          if (fresh) put(live, fresh);
        }
        written(page.querySelector("[data-refresh]")?.dataset.commented);
        document.title = page.title;
        say([...new Set(news)].join(". "));
        news = [];
      }
    } catch { /* The next news asks again. */ } finally {
      renewing = false;
      if (again) { again = false; soon(); }
    }
  };
  const soon = () => { window.clearTimeout(timer); timer = window.setTimeout(renew, SOON); };

  // A comment has a position of its own, and no place in the timeline.
  const written = (position) => {
    if (!(Number(position) > Number(root.dataset.commented))) return false;
    root.dataset.commented = position;
    news.push(root.dataset.comment);
    return true;
  };
  const commented = (event) => { if (written(JSON.parse(event.data).position)) soon(); };

  // A closed order has no stream. What people still write is asked for, more and more seldom, and only while somebody looks.
  const rest = (pause) => {
    window.clearTimeout(resting);
    resting = window.setTimeout(async () => {
      if (document.hidden || over) return;
      await renew();
      rest(Math.min(pause * 1.5, MOST_WAIT));
    }, pause);
  };

  const heard = (event) => {
    wait = LEAST_WAIT;
    if (Number(event.lastEventId || Infinity) <= Number(root.dataset.seen)) return;
    try { news.push(JSON.parse(event.data).text); } catch { /* What is no line of the timeline has nothing to say. */ }
    news = news.filter(Boolean);
    soon();
  };

  const follow = () => {
    stream = new EventSource(root.dataset.events);
    for (const name of root.dataset.eventNames.split(" ").filter(Boolean)) stream.addEventListener(name, name === "comment" ? commented : heard);
    stream.addEventListener("end", () => { stream.close(); closed = true; rest(LEAST_REST); });
    // Broken connections are taken up by the browser; an answer that was no stream is asked for again, more and more seldom.
    stream.onerror = () => {
      if (stream.readyState !== EventSource.CLOSED) return;
      window.setTimeout(() => { soon(); follow(); }, wait * (0.75 + Math.random() / 2));
      wait = Math.min(wait * 2, MOST_WAIT);
    };
  };

  const begin = () => { if (closed) rest(LEAST_REST); else follow(); };
  begin();
  document.addEventListener("visibilitychange", () => { if (closed && !document.hidden) rest(SOON); });
  window.addEventListener("pagehide", () => { stream?.close(); window.clearTimeout(resting); });
  window.addEventListener("pageshow", (event) => { if (event.persisted) { soon(); begin(); } });
}
