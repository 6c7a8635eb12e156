// People's requests at the desk: taken in with a scan, a document seen, decided, shown in a meeting; what others are given; a breach. Each
// page light and dark, wide and on a phone, without scripts too.

import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { World, screenshots } from "./world.js";

const REGISTER = "webshop-customers";
const KEEPING = `/r/${REGISTER}/for/register-keeping`;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
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
  await page.goto(path);
  for (const one of await page.locator("main details").all()) await one.evaluate((details) => { details.open = true; });
  await page.screenshot({ path: join(screenshots, `desk-${name}.png`), fullPage: true });
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  assert.deepEqual(told, [], `${name}: axe`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`);
  assert.deepEqual(page.complaints, [], `${name}: console`);
};

// Sends the form of a step by its name.
const take = async (page, step, fill = {}) => {
  const form = page.locator(`main form:has(input[name=step][value='${step}'])`).first();
  await form.evaluate((one) => { for (let at = one.parentElement; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true; });
  for (const [name, value] of Object.entries(fill)) {
    const field = form.locator(`[name=${name}]`).first();
    if (await field.evaluate((one) => one.tagName === "SELECT")) await field.selectOption(value);
    else await field.fill(value);
  }
  await Promise.all([page.waitForLoadState("load"), form.locator("button[type=submit]").click()]);
};

test("a request at the desk is clean from receipt to the meeting, and so is what others are given", async () => {
  const page = await world.person(REGISTER, "privacy-officer");
  await page.goto(`${KEEPING}/list?object=order`);
  const card = await page.locator(".hits a").first().getAttribute("href");
  await page.goto(`${KEEPING}/requests/new`);
  await page.selectOption("#kind", "inspect");
  await page.selectOption("#channel", "outlet");
  await page.fill("#subject", card.split("/").at(-1));
  await page.fill("#words", "Haluan nähdä tietoni");
  await page.setInputFiles("#files", { name: "kirje väärinpäin.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 <script>") });
  await Promise.all([page.waitForURL("**/requests/*"), page.click("main form button.primary")]);
  const request = new URL(page.url()).pathname;
  assert.match(await page.innerText("main"), /kirje väärinpäin\.pdf/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='/files/1']")]);
  assert.equal(download.suggestedFilename(), "kirje väärinpäin.pdf");
  await take(page, "identify", { method: "document-seen", document: "passport" });
  for (const { name: view, viewport, colorScheme } of VIEWS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    for (const lang of ["fi", "sv", "en"]) {
      if (lang !== "fi" && view !== "wide-light") continue;
      await page.goto("/");
      await page.locator("details.menu.right").evaluate((menu) => { menu.open = true; });
      await page.click(`button[name=lang][value=${lang}]`);
      await page.waitForSelector(`html[lang=${lang}]`);
      const pages = {
        queue: `${KEEPING}/requests`, intake: `${KEEPING}/requests/new`, case: request,
        disclosures: `${card}/disclosures`, notices: `${KEEPING}/disclosures`, breaches: `${KEEPING}/breaches`,
      };
      for (const [name, path] of Object.entries(pages)) await look(page, `${name}-${lang}-${view}`, path);
    }
  }
  await page.goto(request);
  await take(page, "decide", { outcome: "granted" });
  await take(page, "show", { form: "meeting", minutes: "20", why: "Toimisto, henkilö paikalla" });
  for (const { name: view, viewport, colorScheme } of VIEWS) {
    await page.setViewportSize(viewport);
    await page.emulateMedia({ colorScheme });
    await look(page, `decided-${view}`, request);
    await look(page, `meeting-${view}`, `${request}/view`);
  }
  await page.context().close();
});
