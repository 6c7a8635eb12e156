// People on their own pages: in by a link, every page in three languages, light and dark, wide and on a phone, without scripts.

import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { World, screenshots } from "./world.js";

const REGISTER = "retail-customers";
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PAGES = ["data", "choices", "requests", "log", "history", "events", "edit/contact", "edit/identity", "copy", "ask", "ask?kind=erase"];
const VIEWS = [
  { name: "wide-light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "narrow-dark", viewport: { width: 320, height: 640 }, colorScheme: "dark" },
  { name: "narrow-light", viewport: { width: 320, height: 640 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
];

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

const look = async (page, name, path) => {
  if (path) await page.goto(path);
  for (const why of await page.locator("details.why").all()) await why.evaluate((one) => { one.open = true; });
  await page.screenshot({ path: join(screenshots, `own-${name}.png`), fullPage: true });
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  assert.deepEqual(told, [], `${name}: axe`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`);
  assert.deepEqual(page.complaints, [], `${name}: console`);
};

// The demonstration has one sample person, and an address gets a few links at once: one session serves all views.
test("own pages are clean in three languages, both themes, wide and on a phone", async () => {
  const page = await world.atHome(REGISTER);
  await page.goto(`/my/${REGISTER}/data`);
  const event = await page.locator(".timeline .entry-head a").first().getAttribute("href");
  for (const lang of ["fi", "sv", "en"]) {
    // Every theme at every width once; the other languages in the two that differ most.
    for (const { name: view, viewport, colorScheme } of lang === "fi" ? VIEWS : VIEWS.slice(0, 2)) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      for (const one of [...PAGES.map((one) => `/my/${REGISTER}/${one}`), event]) {
        const path = one.includes("?") ? `${one}&lang=${lang}` : `${one}?lang=${lang}`;
        const name = one.replace(`/my/${REGISTER}/`, "").replace(/[^a-z]+/g, "-").slice(0, 20);
        await look(page, `${name}-${lang}-${view}`, path);
      }
    }
  }
  await page.context().close();
});

test("strangers see the way in and the form, clean at every width", async () => {
  for (const { name: view, ...options } of VIEWS) {
    const page = await world.visitor(options);
    for (const lang of ["fi", "sv", "en"]) {
      await look(page, `way-in-${lang}-${view}`, `/my/${REGISTER}?lang=${lang}`);
      await look(page, `ask-stranger-${lang}-${view}`, `/my/${REGISTER}/ask?lang=${lang}`);
    }
    await look(page, `registers-${view}`, "/my");
    await look(page, `spent-${view}`, `/my/${REGISTER}/in/nothing`);
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
