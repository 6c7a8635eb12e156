// Those who keep a register's statement visit their pages: versions, the editor, the preview, duties, proofs, measures. What axe
// finds, a line wider than the screen, or a word in the console fails.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { VIEWS, look, speak } from "./look.js";
import { World } from "./world.js";

const REGISTER = "webshop-customers";
const BASE = `/r/${REGISTER}/statement`;

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

// Puts a text into the editor. Typing a whole statement key by key would only measure the machine.
const put = (page, text) => page.$eval("#text", (field, value) => {
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true }));
}, text);

// Begins a draft, and gives its address.
const draft = async (page, why) => {
  await page.goto(BASE);
  await page.fill("#why", why);
  await Promise.all([page.waitForURL(/\/draft\/\d+$/), page.press("#why", "Enter")]);
  return page.url();
};

// The address of the proof report, once there is one.
const proven = async (page) => {
  const path = `/r/${REGISTER}/proof`;
  await page.goto(path);
  await page.waitForSelector("main a[href$='/proof.pdf']", { timeout: 300_000 });
  return path;
};

for (const lang of ["fi", "sv", "en"]) {
  for (const { name: view, ...options } of VIEWS) {
    test(`the pages of the statement are clean in ${lang}, ${view}`, async () => {
      const page = await world.person(REGISTER, "privacy-officer", options);
      await speak(page, lang);
      const at = await draft(page, `Kokeilu ${lang} ${view}`);
      const text = await page.inputValue("#text");
      await put(page, text.replace("P3Y", "P2Y").replace(/\[\[consent\]\]/, "# Kommentti jää.\n[[consent]]"));
      await Promise.all([page.waitForNavigation(), page.click("button[name=do][value=save]")]);
      const name = (part) => `statement-${part}-${lang}-${view}`;
      await look(page, name("draft"));
      await look(page, name("preview"), `${at}/preview`);
      await look(page, name("list"), BASE);
      await look(page, name("version"), `${BASE}/version/1`);
      await look(page, name("duties"), `${BASE}/duties`);
      await look(page, name("proof"), await proven(page));
      await look(page, name("measures"), `/r/${REGISTER}/measures`);
      await page.context().close();
    });
  }
}

test("a comment in the text stays when a passage is changed by its form", async () => {
  const page = await world.person(REGISTER, "privacy-officer");
  const at = await draft(page, "Kommentit");
  const text = await page.inputValue("#text");
  await put(page, `# Ensimmäinen rivi on kommentti.\n${text}`);
  await Promise.all([page.waitForNavigation(), page.click("button[name=do][value=save]")]);
  await page.goto(`${at}?at=contact`);
  const phone = page.locator("#beside input[type=text], #beside input:not([type])").last();
  await phone.fill("+358 9 555 0199");
  await Promise.all([page.waitForNavigation(), page.locator("#beside button[type=submit]").last().click()]);
  const changed = await page.inputValue("#text");
  assert.ok(changed.startsWith("# Ensimmäinen rivi on kommentti.\n"), changed.slice(0, 80));
  assert.ok(changed.includes("+358 9 555 0199"));
  await page.context().close();
});

test("of two editors the second is told, and what was typed is still there", async () => {
  const one = await world.person(REGISTER, "privacy-officer");
  const at = await draft(one, "Kaksi kirjoittajaa");
  const other = await world.person(REGISTER, "privacy-officer");
  await other.goto(at);
  await put(one, `# Ensimmäinen\n${await one.inputValue("#text")}`);
  await Promise.all([one.waitForNavigation(), one.click("button[name=do][value=save]")]);
  await put(other, `# Toinen\n${await other.inputValue("#text")}`);
  await other.fill("#why", "Toisen syy");
  await Promise.all([other.waitForNavigation(), other.click("button[name=do][value=save]")]);
  assert.equal(await other.locator(".banner.error").count(), 1);
  assert.ok((await other.inputValue("#text")).startsWith("# Toinen\n"));
  assert.equal(await other.inputValue("#why"), "Toisen syy");
  await one.context().close();
  await other.context().close();
});

test("people are counted by a job, on a page that needs no script", async () => {
  const page = await world.person(REGISTER, "privacy-officer");
  const at = await draft(page, "Laskenta");
  const text = await page.inputValue("#text");
  await put(page, text.replace("P3Y", "P2Y"));
  await Promise.all([page.waitForNavigation(), page.click("button[name=do][value=save]")]);
  const plain = await page.context().browser().newContext({
    javaScriptEnabled: false, baseURL: world.address, storageState: await page.context().storageState(), locale: "fi-FI",
  });
  const still = await plain.newPage();
  await still.goto(`${at}/preview`);
  await still.locator("button[name=do][value=count]").click();
  await still.waitForSelector("ul.figures", { timeout: 30_000 });
  assert.match(await still.innerText("main"), /60/);
  await plain.close();
  await page.context().close();
});

test("the claims are checked when a keeper asks, on a page that comes back by itself", async () => {
  const page = await world.person(REGISTER, "privacy-officer", { javaScriptEnabled: false });
  await page.goto(await proven(page));
  await Promise.all([page.waitForNavigation(), page.locator("main form button[type=submit]").click()]);
  assert.equal(await page.locator("main progress").count(), 1);
  await page.waitForSelector("main form button[type=submit]", { timeout: 300_000 });
  await page.context().close();
});
