// Makes the player of recordings quicker: keys, speed, the picture as a place to press, notes where one is. The page plays
// without it. Keeps nothing, and asks for nothing but the page itself when its address has run out.
"use strict";

(() => {
  const box = document.querySelector("[data-player]");
  if (!box) return;
  const sound = box.querySelector("audio");
  const picture = box.querySelector("[data-waveform]");
  const position = box.querySelector("[data-position]");
  const speed = box.querySelector("[data-speed]");
  const lost = box.querySelector("[data-lost]");
  const note = document.querySelector("form[data-note]");
  const length = () => (Number.isFinite(sound.duration) && sound.duration) || Number(box.dataset.length) / 1000;
  for (const hidden of box.querySelectorAll("[data-scripted]")) hidden.hidden = false;

  const clock = (seconds) => {
    const whole = Math.max(0, Math.floor(seconds));
    const two = (number) => String(number).padStart(2, "0");
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
    return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
  };
  const show = () => {
    position.textContent = `${clock(sound.currentTime)} / ${clock(length())}`;
    if (picture) picture.style.setProperty("--at", String(Math.min(1, sound.currentTime / (length() || 1))));
  };
  const go = (to) => { sound.currentTime = Math.max(0, Math.min(to, length())); show(); };
  const pace = (step) => {
    const at = Math.max(0, Math.min(speed.options.length - 1, speed.selectedIndex + step));
    speed.selectedIndex = at;
    sound.playbackRate = Number(speed.value);
  };
  const loud = (step) => { sound.volume = Math.max(0, Math.min(1, sound.volume + step)); };
  const write = () => {
    if (!note) return;
    note.elements.at.value = clock(sound.currentTime);
    note.elements.text.focus();
  };

  sound.addEventListener("timeupdate", show);
  sound.addEventListener("loadedmetadata", show);
  speed.addEventListener("change", () => pace(0));
  for (const button of box.querySelectorAll("[data-skip]")) {
    button.addEventListener("click", () => go(sound.currentTime + Number(button.dataset.skip)));
  }
  if (picture) {
    const point = (event) => {
      const frame = picture.getBoundingClientRect();
      go(((event.clientX - frame.left) / frame.width) * length());
    };
    picture.addEventListener("pointerdown", (event) => { picture.setPointerCapture(event.pointerId); point(event); });
    picture.addEventListener("pointermove", (event) => { if (picture.hasPointerCapture(event.pointerId)) point(event); });
  }
  for (const link of document.querySelectorAll("a[data-at]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      go(Number(link.dataset.at));
      sound.play();
      box.focus();
    });
  }

  const keys = {
    " ": () => { if (sound.paused) sound.play(); else sound.pause(); },
    ArrowLeft: () => go(sound.currentTime - 5),
    ArrowRight: () => go(sound.currentTime + 5),
    j: () => go(sound.currentTime - 10),
    l: () => go(sound.currentTime + 10),
    ArrowUp: () => loud(0.1),
    ArrowDown: () => loud(-0.1),
    "+": () => pace(1),
    "-": () => pace(-1),
    n: write,
  };
  box.addEventListener("keydown", (event) => {
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (!keys[key] || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest("select, input, textarea")) return;
    if (key === " " && event.target.closest("button, a")) return;
    event.preventDefault();
    keys[key]();
  });

  // An address lives for minutes: when it has run out, the page is asked for a new one, and playing goes on where it was.
  let renewed = 0;
  sound.addEventListener("error", async () => {
    const [at, playing] = [sound.currentTime, !sound.paused];
    if (Date.now() - renewed < 30_000) { lost.hidden = false; return; }
    renewed = Date.now();
    try {
      const answer = await fetch(location.pathname, { redirect: "error" });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const address = page.querySelector("[data-player] audio")?.getAttribute("src");
      if (!answer.ok || !address) throw new Error("no address");
      sound.src = address;
      sound.addEventListener("loadedmetadata", () => { go(at); if (playing) sound.play(); }, { once: true });
    } catch { lost.hidden = false; }
  });
  show();
})();
