// Keeping watch and letting in: the log is searched under a case, somebody is invited to their own pages, a caller is found by number.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { VIEWS, look, speak } from "./look.js";
import { World } from "./world.js";

const REGISTER = "webshop-customers";
const KEEPING = `/r/${REGISTER}/for/register-keeping`;

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

const firstCard = async (page) => {
  await page.goto(`${KEEPING}/find`);
  await page.fill("[data-find-words]", world.own[REGISTER]);
  await Promise.all([page.waitForURL(/\/s\/[a-z0-9]+$/), page.press("[data-find-words]", "Enter")]);
  return new URL(page.url()).pathname;
};

for (const lang of ["fi", "sv", "en"]) {
  for (const { name: view, ...options } of VIEWS) {
    test(`the log and an invitation are clean in ${lang}, ${view}`, async () => {
      const keeper = await world.person(REGISTER, "register-keeper", options);
      await speak(keeper, lang);
      const card = await firstCard(keeper);
      await look(keeper, `invite-${lang}-${view}`, `${card}/invite`);
      const officer = await world.person(REGISTER, "privacy-officer", options);
      await speak(officer, lang);
      await look(officer, `log-${lang}-${view}`, `${KEEPING}/log`);
      await officer.fill("#case", "Tapaus 2026-7");
      await Promise.all([officer.waitForNavigation(), officer.click("button[value=log]")]);
      assert.ok(await officer.locator("tbody tr").count() > 0);
      await look(officer, `log-found-${lang}-${view}`);
      await Promise.all([officer.waitForNavigation(), officer.click("button[value=events]")]);
      await look(officer, `log-events-${lang}-${view}`);
      await keeper.context().close();
      await officer.context().close();
    });
  }
}

test("a log search keeps what was typed when something is wrong with it", async () => {
  const page = await world.person(REGISTER, "privacy-officer");
  await page.goto(`${KEEPING}/log`);
  await page.fill("#case", "Tapaus 2026-8");
  await page.fill("#user", "ei.kukaan");
  await Promise.all([page.waitForNavigation(), page.press("#user", "Enter")]);
  assert.equal(await page.locator(".banner.error").count(), 1);
  assert.deepEqual([await page.inputValue("#case"), await page.inputValue("#user")], ["Tapaus 2026-8", "ei.kukaan"]);
  await page.context().close();
});

test("an installation that has no address of its own says that it invites nobody, and keeps what was chosen", async () => {
  const page = await world.person(REGISTER, "register-keeper");
  const card = await firstCard(page);
  await page.click(`a[href="${card}/invite"]`);
  await page.fill("#days", "3");
  await page.check("[name=key]");
  await Promise.all([page.waitForNavigation(), page.click("main form button.primary")]);
  assert.equal(await page.locator(".banner.error").count(), 1);
  assert.equal(await page.inputValue("#days"), "3");
  assert.ok(await page.isChecked("[name=key]"));
  await look(page, "not-invited");
  await page.context().close();
});

test("a caller's number and Enter open the card from any page, with scripts and without", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await world.person(REGISTER, "register-keeper", { javaScriptEnabled });
    for (const from of [`/r/${REGISTER}`, `${KEEPING}/find`, `${KEEPING}/list`]) {
      await page.goto(from);
      await page.locator("[data-find-words]").first().fill(world.own[REGISTER]);
      await Promise.all([page.waitForURL(/\/s\/[a-z0-9]+$/), page.locator("[data-find-words]").first().press("Enter")]);
    }
    await page.context().close();
  }
});
