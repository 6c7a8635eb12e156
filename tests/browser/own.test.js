// People on their own pages: in by a link, every page in three languages, light and dark, wide and on a phone, without scripts.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ALL_VIEWS, VIEWS, look, turn } from "./look.js";
import { World } from "./world.js";

const REGISTER = "retail-customers";
const PAGES = ["data", "choices", "requests", "log", "history", "events", "edit/contact", "edit/identity", "copy", "ask", "ask?kind=erase"];
const REASONS = "details.why";

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

// The demonstration has one sample person, and an address gets a few links at once: one session serves all views.
test("own pages are clean in three languages, both themes, wide and on a phone", async () => {
  const page = await world.atHome(REGISTER);
  await page.goto(`/my/${REGISTER}/data`);
  const event = await page.locator(".timeline .entry-head a").first().getAttribute("href");
  for (const lang of ["fi", "sv", "en"]) {
    // Every theme at every width once; the other languages in the two that differ most.
    for (const { name: view, ...options } of lang === "fi" ? ALL_VIEWS : VIEWS) {
      await turn(page, options);
      for (const one of [...PAGES.map((one) => `/my/${REGISTER}/${one}`), event]) {
        const path = one.includes("?") ? `${one}&lang=${lang}` : `${one}?lang=${lang}`;
        const name = one.replace(`/my/${REGISTER}/`, "").replace(/[^a-z]+/g, "-").slice(0, 20);
        await look(page, `own-${name}-${lang}-${view}`, path, REASONS);
      }
    }
  }
  await page.context().close();
});

test("strangers see the way in and the form, clean at every width", async () => {
  for (const { name: view, ...options } of ALL_VIEWS) {
    const page = await world.visitor(options);
    for (const lang of ["fi", "sv", "en"]) {
      await look(page, `own-way-in-${lang}-${view}`, `/my/${REGISTER}?lang=${lang}`);
      await look(page, `own-ask-stranger-${lang}-${view}`, `/my/${REGISTER}/ask?lang=${lang}`);
    }
    await look(page, `own-registers-${view}`, "/my");
    await look(page, `own-spent-${view}`, `/my/${REGISTER}/in/nothing`);
    await page.context().close();
  }
});

test("without scripts: in, forbid, allow again, correct, ask, out", async () => {
  const page = await world.atHome(REGISTER, { javaScriptEnabled: false, viewport: { width: 360, height: 700 } });
  await page.goto(`/my/${REGISTER}/choices`);
  const forbid = page.locator("button[value='set prohibition direct-marketing phone']");
  if (await forbid.count()) await forbid.click();
  await page.locator("button[value='lift prohibition direct-marketing phone']").click();
  await page.waitForSelector("button[value='set prohibition direct-marketing phone']");
  await page.goto(`/my/${REGISTER}/edit/contact`);
  await page.fill("#i-street-0", "Omakatu 9");
  await Promise.all([page.waitForURL(`**/my/${REGISTER}/data`), page.click("main form button.primary")]);
  assert.match(await page.innerText("main"), /Omakatu 9/);
  await page.goto(`/my/${REGISTER}/ask?kind=erase`);
  assert.equal(await page.inputValue("#kind"), "erase");
  await Promise.all([page.waitForURL(`**/my/${REGISTER}/requests`), page.click("main form button.primary")]);
  await page.click("details.menu.right > summary");
  await Promise.all([page.waitForURL(`**/my/${REGISTER}`), page.click("form[action$='/out'] button")]);
  await page.goto(`/my/${REGISTER}/data`);
  assert.match(page.url(), new RegExp(`/my/${REGISTER}$`));
  await page.context().close();
});
