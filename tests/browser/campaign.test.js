// Marketing and its neighbours at the desk: who is reached and why not, a mailing to its end, totals that name nobody, people who look
// alike, where a text names somebody, who must be told of a breach. Each page wide and light, narrow and dark.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { VIEWS, look, speak, turn } from "./look.js";
import { World } from "./world.js";

const REGISTER = "retail-customers";
const AT = `/r/${REGISTER}/for`;

let world;
before(async () => { world = await World.make(); });
after(async () => { await world?.end(); });

for (const lang of ["fi", "sv", "en"]) {
  test(`who is reached, mailings and totals are clean in ${lang}`, async () => {
    const page = await world.person(REGISTER, "marketer");
    await speak(page, lang);
    const ways = `${AT}/marketing/reach`;
    await page.goto(ways);
    const names = await page.locator(`main a[href*='/reach/']`).first().getAttribute("href");
    for (const { name: view, ...options } of VIEWS) {
      await turn(page, options);
      await look(page, `campaign-reach-${lang}-${view}`, ways);
      await look(page, `campaign-names-${lang}-${view}`, names);
      await look(page, `campaign-mailings-${lang}-${view}`, `${AT}/marketing/mailings`);
      await look(page, `campaign-new-${lang}-${view}`, `${AT}/marketing/mailings/new`);
    }
    await page.context().close();
    const analyst = await world.person(REGISTER, "assortment-analyst");
    await speak(analyst, lang);
    for (const { name: view, ...options } of VIEWS) {
      await turn(analyst, options);
      await look(analyst, `campaign-totals-${lang}-${view}`, `${AT}/statistics/totals`);
    }
    await analyst.context().close();
  });

  test(`look-alikes, mentions and leaving are clean in ${lang}`, async () => {
    const keeping = `${AT}/register-keeping`;
    const pages = { "register-keeper": ["duplicates", "history"], "privacy-officer": ["readers", "leave", "disclosures"] };
    for (const [role, below] of Object.entries(pages)) {
      const page = await world.person(REGISTER, role);
      await speak(page, lang);
      await page.goto(`${keeping}/list`);
      const card = await page.locator(".hits a").first().getAttribute("href");
      for (const { name: view, ...options } of VIEWS) {
        await turn(page, options);
        for (const one of below) {
          await look(page, `campaign-${one}-${lang}-${view}`, `${card}/${one}`);
          assert.equal(await page.locator("main code", { hasText: "not-granted" }).count(), 0, `${role} may not see ${one}`);
        }
        if (role === "privacy-officer") await look(page, `campaign-mentions-${lang}-${view}`, `${keeping}/mentions`);
      }
      await page.context().close();
    }
  });
}
