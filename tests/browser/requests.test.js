// People's requests at the desk: taken in with a scan, a document seen, decided, shown in a meeting; what others are given; a breach. Each
// page light and dark, wide and on a phone, without scripts too.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ALL_VIEWS, look, speak, turn } from "./look.js";
import { World } from "./world.js";

const REGISTER = "webshop-customers";
const KEEPING = `/r/${REGISTER}/for/register-keeping`;
const FOLDED = "main details";

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

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

// One pixel, as a scanner would send it.
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

test("a request at the desk is clean from receipt to the meeting, and so is what others are given", async () => {
  const page = await world.person(REGISTER, "privacy-officer");
  await page.goto(`${KEEPING}/list?object=order`);
  const card = await page.locator(".hits a").first().getAttribute("href");
  await page.goto(`${KEEPING}/requests/new`);
  await page.selectOption("#kind", "inspect");
  await page.selectOption("#channel", "outlet");
  await page.fill("#subject", card.split("/").at(-1));
  await page.fill("#words", "Haluan nähdä tietoni");
  await page.setInputFiles("#files", [
    { name: "kirje väärinpäin.pdf", mimeType: "application/pdf", buffer: Buffer.from("%PDF-1.7 <script>") },
    { name: "sivu.png", mimeType: "image/png", buffer: Buffer.from(PIXEL, "base64") },
  ]);
  await Promise.all([page.waitForURL("**/requests/*"), page.click("main form button.primary")]);
  const request = new URL(page.url()).pathname;
  assert.match(await page.innerText("main"), /kirje väärinpäin\.pdf/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='/files/1']")]);
  assert.equal(download.suggestedFilename(), "kirje väärinpäin.pdf");
  await take(page, "identify", { method: "document-seen", document: "passport" });
  for (const { name: view, ...options } of ALL_VIEWS) {
    await turn(page, options);
    for (const lang of ["fi", "sv", "en"]) {
      if (lang !== "fi" && view !== "wide-light") continue;
      await speak(page, lang);
      const pages = {
        queue: `${KEEPING}/requests`, intake: `${KEEPING}/requests/new`, case: request,
        scan: `${request}/files/2/look?turned=1`, disclosures: `${card}/disclosures`, notices: `${KEEPING}/disclosures`, breaches: `${KEEPING}/breaches`,
      };
      for (const [name, path] of Object.entries(pages)) await look(page, `desk-${name}-${lang}-${view}`, path, FOLDED);
    }
  }
  await page.goto(request);
  await take(page, "decide", { outcome: "granted" });
  await take(page, "show", { form: "meeting", minutes: "20", why: "Toimisto, henkilö paikalla" });
  for (const { name: view, ...options } of ALL_VIEWS) {
    await turn(page, options);
    await look(page, `desk-decided-${view}`, request, FOLDED);
    await look(page, `desk-meeting-${view}`, `${request}/view`, FOLDED);
  }
  await page.context().close();
});
