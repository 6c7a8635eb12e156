// Makes pages quicker; every one works without it. Sends nothing but the page's own forms, keeps nothing.
"use strict";

(() => {
  const PART = { "x-seloste-part": "1" };

  // Posts a form's fields and puts the part of a page that comes back in place. The newest question wins.
  const asker = (place) => {
    let running = null;
    // No answer must not look like an empty one.
    const failed = () => { if (place.dataset.failed) place.textContent = place.dataset.failed; };
    return async (address, body) => {
      if (running) running.abort();
      running = new AbortController();
      place.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(address, {
          method: "POST",
          headers: { ...PART, "content-type": "application/x-www-form-urlencoded" },
          body,
          signal: running.signal,
          redirect: "error",
        });
        if (answer.status === 401) { location.reload(); return; }
        const text = await answer.text();
        if (answer.ok) place.innerHTML = text; else failed();
        place.removeAttribute("aria-busy");
      } catch (error) {
        if (error.name === "AbortError") return;
        failed();
        place.removeAttribute("aria-busy");
      }
    };
  };

  const later = (milliseconds, work) => {
    let timer = 0;
    return (...given) => { clearTimeout(timer); timer = setTimeout(() => work(...given), milliseconds); };
  };

  // Find as you type: the search form of the page itself, results beside it.
  const place = document.querySelector("[data-find-results]");
  const page = document.querySelector("form[data-find-here]");
  if (place && page) {
    const field = page.querySelector("[data-find-words]");
    const ask = asker(place);
    const run = later(90, () => {
      history.replaceState({ words: field.value }, "");
      ask(page.action, new URLSearchParams(new FormData(page)));
    });
    // Coming back from a card, the search is where it was left.
    if (!field.value && history.state && history.state.words) field.value = history.state.words;
    field.addEventListener("input", run);
    if (field.value && !place.querySelector("li")) run();
    // The browser gives `autofocus` its due only when it next draws: what a quick hand types until then would be lost.
    if (document.activeElement === document.body) field.focus();
    // A whole number or address is sent as it is: the server opens the card of whoever has it.
    const belongs = (words) => words.includes("@") || (/^[\d\s+()/.-]+$/.test(words) && words.replace(/\D/g, "").length >= 5);
    page.addEventListener("submit", (event) => { if (!belongs(field.value)) { event.preventDefault(); run(); } });
    field.addEventListener("keydown", (event) => {
      const first = place.querySelector("a");
      if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
      if (event.key === "Escape") { field.value = ""; run(); }
    });
    place.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
      const links = [...place.querySelectorAll("a")];
      const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
      event.preventDefault();
      if (next < 0) field.focus(); else if (links[next]) links[next].focus();
    });
  }

  // "/" goes to the search field of any page.
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const field = document.querySelector("[data-find-words]:not([hidden])");
      if (field) { event.preventDefault(); field.focus(); field.select(); }
    }
    if (event.key === "Escape") {
      for (const menu of document.querySelectorAll("details.menu[open]")) {
        menu.open = false;
        menu.querySelector("summary").focus();
      }
    }
  });
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
  });

  // An identifier that somebody has already: said while it is typed.
  for (const box of document.querySelectorAll("[data-taken]")) {
    const field = document.getElementById(box.dataset.taken);
    if (!field) continue;
    const ask = asker(box);
    const form = field.form;
    const run = later(250, () => {
      const body = new URLSearchParams({ csrf: form.elements.csrf.value, item: box.dataset.item, value: field.value });
      ask(box.dataset.address, body);
    });
    field.addEventListener("input", run);
  }

  // The statement's check while one types; a finding leads to its line.
  const draft = document.querySelector("form[data-check]");
  const findings = document.querySelector("[data-found]");
  if (draft && findings) {
    const text = draft.elements.text;
    const ask = asker(findings);
    const run = later(400, () => ask(draft.dataset.check, new URLSearchParams({ csrf: draft.elements.csrf.value, text: text.value })));
    text.addEventListener("input", run);
    document.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-line]");
      if (!link) return;
      event.preventDefault();
      const lines = text.value.split("\n");
      const line = Math.min(Number(link.dataset.line), lines.length);
      const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
      text.focus();
      text.setSelectionRange(start, start + lines[line - 1].length);
      text.scrollTop = text.scrollHeight * (line - 1) / lines.length - text.clientHeight / 3;
    });
    addEventListener("beforeunload", (event) => { if (text.value !== text.defaultValue && !draft.dataset.sent) event.preventDefault(); });
  }

  // Work that goes on: the page's figures are fetched anew until it is done.
  const progress = document.querySelector("[data-progress]");
  if (progress) {
    const look = async () => {
      try {
        const answer = await fetch(location.pathname, { headers: PART, redirect: "error" });
        if (answer.ok) progress.innerHTML = await answer.text();
        if (progress.querySelector("[data-done]")) { location.reload(); return; }
      } catch { /* asked again a moment later */ }
      setTimeout(look, 1000);
    };
    setTimeout(look, 1000);
  }

  // A form is not sent twice by two presses.
  for (const form of document.querySelectorAll("form[method=post]:not([data-find-here])")) {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
      // What is answered with a file leaves the page where it is: it can be asked for again.
      if (form.enctype !== "multipart/form-data") setTimeout(() => { delete form.dataset.sent; }, 5000);
    });
  }
  addEventListener("pageshow", () => { for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent; });
})();
