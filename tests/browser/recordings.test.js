// Recorded calls at the desk: the list, the player by mouse and by keys, notes, a session that a trainer leads; in three
// languages, light and dark, wide and on a phone, with and without scripts.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { VIEWS, look, speak } from "./look.js";
import { World, screenshots } from "./world.js";

const REGISTER = "call-recordings";
const QUALITY = `/r/${REGISTER}/for/service-quality`;
const TRAINING = `/r/${REGISTER}/for/training`;
let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

// The newest recording that one may hear.
const newest = async (page) => {
  await page.goto(`${QUALITY}/recordings`);
  const href = await page.locator(".recordings .hits a").first().getAttribute("href");
  assert.match(href, /\/recording\/[a-z0-9]+$/);
  return href;
};

const play = async (page) => {
  await page.locator("[data-player]").focus();
  await page.keyboard.press(" ");
  await page.waitForFunction(() => !document.querySelector("audio").paused && document.querySelector("audio").readyState >= 2);
};
const pause = async (page) => {
  await page.keyboard.press(" ");
  await page.waitForFunction(() => document.querySelector("audio").paused);
};

for (const lang of ["fi", "sv", "en"]) {
  for (const { name: view, ...options } of VIEWS) {
    test(`list, player and sessions are clean in ${lang}, ${view}`, async () => {
      const page = await world.person(REGISTER, "assessor", options);
      await speak(page, lang);
      const recording = await newest(page);
      await look(page, `recordings-list-${lang}-${view}`, `${QUALITY}/recordings`);
      await look(page, `recordings-list-empty-${lang}-${view}`, `${QUALITY}/recordings?until=1990-01-01`);
      await look(page, `recordings-player-${lang}-${view}`, recording);
      await page.context().close();
      const trainer = await world.person(REGISTER, "trainer", options);
      await speak(trainer, lang);
      await look(trainer, `recordings-picker-${lang}-${view}`, `${TRAINING}/recordings`);
      await look(trainer, `recordings-sessions-${lang}-${view}`, `${TRAINING}/led`);
      await trainer.context().close();
    });
  }
}

test("a recording plays, seeks by picture and keys, and changes its speed", async () => {
  const page = await world.person(REGISTER, "assessor");
  await page.goto(await newest(page));
  assert.equal(await page.evaluate(() => document.querySelector("audio").readyState), 0, "nothing is fetched unheard");
  await play(page);
  await pause(page);
  const at = () => page.evaluate(() => document.querySelector("audio").currentTime);
  const length = await page.evaluate(() => document.querySelector("audio").duration);
  assert.ok(length > 1, `${length}`);
  const frame = await page.locator("[data-waveform]").boundingBox();
  await page.mouse.click(frame.x + frame.width / 2, frame.y + frame.height / 2);
  assert.ok(Math.abs(await at() - length / 2) < length / 10, `${await at()} of ${length}`);
  await page.locator("[data-player]").focus();
  const before = await at();
  await page.keyboard.press("ArrowLeft");
  assert.ok(await at() < before);
  await page.keyboard.press("+");
  assert.equal(await page.evaluate(() => document.querySelector("audio").playbackRate), 1.25);
  await page.keyboard.press("ArrowDown");
  assert.ok(await page.evaluate(() => document.querySelector("audio").volume) < 1);
  const from = await at();
  await play(page);
  await page.waitForFunction((before) => document.querySelector("audio").currentTime > before, from);
  await pause(page);
  assert.deepEqual(page.complaints, []);
  await page.context().close();
});

test("a note is written where one is, and leads back there", async () => {
  const page = await world.person(REGISTER, "assessor");
  const recording = await newest(page);
  await page.goto(recording);
  await page.evaluate(() => { document.querySelector("audio").currentTime = 2; });
  await page.locator("[data-player]").focus();
  await page.keyboard.press("n");
  assert.equal(await page.inputValue("#note-at"), "0:02");
  await page.keyboard.type("Tervehtii nimellä");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page, "recordings-noted");
  await page.click("a[data-at='2']");
  await page.waitForFunction(() => document.querySelector("audio").currentTime >= 2);
  await page.context().close();
});

test("without scripts a recording plays all the same, from where a note is", async () => {
  const page = await world.person(REGISTER, "assessor", { javaScriptEnabled: false });
  const recording = await newest(page);
  await page.goto(`${recording}?t=1`);
  assert.equal(await page.locator("audio[controls]").count(), 1);
  assert.match(await page.locator("audio").getAttribute("src"), /\/sound\/[\w-]+#t=1$/);
  assert.equal(await page.locator("[data-scripted]:visible").count(), 0);
  await page.screenshot({ path: join(screenshots, "recordings-player-plain.png"), fullPage: true });
  await page.context().close();
});

test("a trainer opens a session and plays in it until it is ended", async () => {
  const page = await world.person(REGISTER, "trainer");
  await page.goto(`${TRAINING}/recordings`);
  await page.locator("input[name=pick]").first().check();
  await page.locator("input[name=trainee]").first().check();
  await Promise.all([page.waitForURL(/\/led\/[a-z0-9]+$/), page.locator("form[action$='/led'] button[type=submit]").click()]);
  await look(page, "recordings-session-open");
  const session = page.url();
  await page.locator(".second a").first().click();
  await play(page);
  await page.goto(session);
  await Promise.all([page.waitForNavigation(), page.locator("form[action$='/close'] button").click()]);
  assert.equal(await page.locator(".second a").count(), 0);
  await look(page, "recordings-session-over");
  await page.context().close();
});
