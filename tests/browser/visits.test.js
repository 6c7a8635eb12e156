// People visiting the pages: every page in three languages, light and dark, narrow and wide, by keyboard alone, without
// scripts. What axe finds, a line wider than the screen, or a word in the console fails.

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { VIEWS, look, speak } from "./look.js";
import { World } from "./world.js";

const REGISTER = "webshop-customers";
const KEEPING = `/r/${REGISTER}/for/register-keeping`;
const CARE = `/r/${REGISTER}/for/customer-care`;

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

// The first card with an order.
const firstCard = async (page) => {
  await page.goto(`${KEEPING}/list?object=order`);
  const href = await page.locator(".hits a").first().getAttribute("href");
  assert.match(href, /\/s\/[a-z0-9]+$/);
  return href;
};

const pagesOf = async (page) => {
  const card = await firstCard(page);
  await page.goto(card);
  const object = await page.locator(".timeline .entry-head a").first().getAttribute("href");
  assert.match(object, /\/o\/[a-z0-9]+$/);
  const pages = {
    home: "/", register: `/r/${REGISTER}`, find: `${KEEPING}/find`, list: `${KEEPING}/list`, "new-group": `${KEEPING}/new`,
    new: `${KEEPING}/new?group=customers`, card, edit: `${card}/edit/contact`, permissions: `${card}/permissions`,
    why: `${card}/why`, history: `${card}/history`, timeline: `${card}/timeline`, close: `${card}/close`,
    "add-order": `${card}/add/order`, import: `${KEEPING}/import`, extracts: `${KEEPING}/extracts`, batches: `${KEEPING}/batches`,
    notice: `/r/${REGISTER}/notice`, notices: "/notices", sessions: "/sessions", account: "/account",
    refused: `${CARE}/find`, absent: "/nothing", object, "object-edit": `${object}/edit`,
  };
  return pages;
};

for (const lang of ["fi", "sv", "en"]) {
  for (const { name: view, ...options } of VIEWS) {
    test(`every page is clean in ${lang}, ${view}`, async () => {
      const page = await world.person(REGISTER, "register-keeper", options);
      await speak(page, lang);
      for (const [name, path] of Object.entries(await pagesOf(page))) await look(page, `${name}-${lang}-${view}`, path);
      await page.context().close();
    });
  }
}

test("strangers see the front, a notice and the way in, clean at every width", async () => {
  for (const { name: view, ...options } of VIEWS) {
    const page = await world.visitor(options);
    await look(page, `front-${view}`, "/");
    await look(page, `sign-in-${view}`, `/sign-in?then=/r/${REGISTER}`);
    await look(page, `stranger-notice-${view}`, `/r/${REGISTER}/notice?lang=sv`);
    assert.deepEqual(await page.context().cookies().then((all) => all.filter((one) => one.name.includes("session"))), []);
    await page.context().close();
  }
});

test("a theme is chosen and kept, whatever the device says", async () => {
  const page = await world.person(REGISTER, "register-keeper", { colorScheme: "light" });
  await page.click("details.menu.right > summary");
  await page.click("button[name=theme][value=dark]");
  await page.waitForSelector("html[data-theme=dark]");
  await page.goto(`${KEEPING}/find`);
  await look(page, "find-dark-by-choice");
  await page.click("details.menu.right > summary");
  await look(page, "menu-open");
  await page.click("button[name=theme][value=auto]");
  await page.waitForSelector("html[data-theme=auto]");
  await page.context().close();
});

test("by keyboard alone: skip link, search, results, card, menus", async () => {
  const page = await world.person(REGISTER, "register-keeper");
  const name = (await page.goto(`${KEEPING}/list`), await page.locator(".hits strong").first().innerText());
  await page.goto(`${KEEPING}/batches`);
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.id), "main");
  await page.keyboard.press("/");
  assert.equal(await page.evaluate(() => document.activeElement.name), "words");
  await page.goto(`${KEEPING}/find`);
  assert.equal(await page.evaluate(() => document.activeElement.name), "words", "the search field has the focus at once");
  await page.keyboard.type(name.split(" ").at(-1).slice(0, 4));
  await page.waitForSelector("[data-find-results] a");
  await look(page, "find-typed");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowUp");
  assert.equal(await page.evaluate(() => document.activeElement.name), "words");
  await page.keyboard.press("ArrowDown");
  await Promise.all([page.waitForURL(/\/s\/[a-z0-9]+$/), page.keyboard.press("Enter")]);
  const typed = page.url();
  await page.goBack();
  await page.waitForSelector("[data-find-results] a");
  await page.goto(typed);
  const menu = page.locator("header details.menu").first();
  await menu.locator("summary").focus();
  await page.keyboard.press("Enter");
  assert.equal(await menu.getAttribute("open"), "");
  await page.keyboard.press("Escape");
  assert.equal(await menu.getAttribute("open"), null);
  await page.context().close();
});

test("a search that gets no answer says so, and works again", async () => {
  const page = await world.person(REGISTER, "register-keeper");
  await page.goto(`${KEEPING}/find`);
  const failed = await page.getAttribute("[data-find-results]", "data-failed");
  await page.route(`**${KEEPING}/find`, (route) => route.abort());
  await page.keyboard.type("a");
  await page.waitForFunction((text) => document.querySelector("[data-find-results]").textContent === text, failed);
  await page.unroute(`**${KEEPING}/find`);
  await page.keyboard.press("Backspace");
  await page.keyboard.type("a");
  await page.waitForFunction((text) => document.querySelector("[data-find-results]").textContent !== text, failed);
  await page.context().close();
});

test("an identifier that is taken is said while it is typed", async () => {
  const page = await world.person(REGISTER, "register-keeper");
  await page.goto(`${KEEPING}/list`);
  const rows = await page.locator(".hits .rest").allInnerTexts();
  const email = rows.flatMap((row) => row.split(" · ")).find((text) => text.includes("@"));
  assert.ok(email, "nobody in the list has an e-mail address to try with");
  await page.goto(`${KEEPING}/new?group=customers`);
  await page.fill("#i-email-0", email);
  await page.waitForSelector("[data-taken='i-email-0'] a");
  await look(page, "new-taken");
  await page.context().close();
});

test("without scripts: search, card, edit, language", async () => {
  const page = await world.person(REGISTER, "register-keeper", { javaScriptEnabled: false });
  await page.goto(`${KEEPING}/list`);
  const name = await page.locator(".hits strong").first().innerText();
  await page.goto(`${KEEPING}/find`);
  await page.fill("#find-words", name);
  await page.press("#find-words", "Enter");
  await Promise.all([page.waitForURL(/\/s\/[a-z0-9]+$/), page.click(".hits a >> nth=0")]);
  const card = page.url();
  await page.goto(`${card}/edit/contact`);
  await page.fill("#i-town-0", "Nokia");
  await Promise.all([page.waitForURL(card), page.click("main button.primary")]);
  assert.match(await page.innerText("main"), /Nokia/);
  await page.goto(`${card}/edit/contact`);
  await page.fill("#i-postal-code-0", "12");
  await page.click("main button.primary");
  await page.waitForSelector("#i-postal-code-0[aria-invalid=true]");
  assert.equal(await page.inputValue("#i-postal-code-0"), "12");
  await page.context().close();
});

test("a session that ends in the middle of a form loses nothing that was typed", async () => {
  const page = await world.person(REGISTER, "register-keeper");
  await page.goto(`${await firstCard(page)}/edit/contact`);
  await page.fill("#i-town-0", "Kirjoitettu kaupunki");
  await page.context().clearCookies();
  await page.click("main button.primary");
  await page.waitForSelector(".typed");
  assert.match(await page.innerText(".typed"), /Kirjoitettu kaupunki/);
  await look(page, "session-over");
  await page.context().close();
});

for (const { name: view, ...options } of VIEWS) {
  test(`a file is brought in step by step, tried before anything is stored, ${view}`, async () => {
    const page = await world.person(REGISTER, "register-keeper", options);
    await page.goto(`${KEEPING}/import`);
    const rows = [
      "Etunimet;Sukunimi;Sähköpostiosoite;Puhelin;Tuntematon",
      `Testi;Tuotavainen;tuotavainen.${view}@example.fi;${view === "wide-light" ? "040 555 0190" : "040 555 0192"};x`,
      "Testi;Virheinen;ei-osoite;040 555 0191;y",
    ];
    await page.setInputFiles("#file", { name: "asiakkaat.csv", mimeType: "text/csv", buffer: Buffer.from(rows.join("\r\n")) });
    await page.click("main button.primary");
    await look(page, `import-columns-${view}`);
    await page.click("button[value=try]");
    await page.waitForSelector(".banner.error");
    await page.selectOption("select[name='m.4']", "-");
    await page.click("button[value=try]");
    await page.waitForSelector("button[value=run]");
    await look(page, `import-tried-${view}`);
    await page.click("a.figure[href$='rows=failed']");
    await page.waitForURL("**rows=failed**");
    assert.match(await page.locator("main table").last().innerText(), /3\s/, "the row that would fail is not listed");
    await look(page, `import-tried-rows-${view}`);
    await page.click("button[value=run]");
    await page.waitForSelector(".banner.done");
    await look(page, `import-done-${view}`);
    await page.click("main .actions a.primary");
    await page.waitForURL("**/batches/*");
    await look(page, `batch-${view}`);
    await page.click("a.figure >> nth=0");
    await look(page, `batch-rows-${view}`);
    await page.context().close();
  });
}
