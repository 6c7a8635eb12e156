// Looking at a page with every eye there is: a screenshot, what axe finds, whether a line is wider than the screen, what the console
// says. Each of them fails a test.

import AxeBuilder from "@axe-core/playwright";
import assert from "node:assert/strict";
import { join } from "node:path";
import { screenshots } from "./world.js";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// The two views that differ most, and all four.
export const VIEWS = [
  { name: "wide-light", viewport: { width: 1280, height: 800 }, colorScheme: "light" },
  { name: "narrow-dark", viewport: { width: 320, height: 640 }, colorScheme: "dark" },
];
export const ALL_VIEWS = [
  ...VIEWS,
  { name: "narrow-light", viewport: { width: 320, height: 640 }, colorScheme: "light" },
  { name: "wide-dark", viewport: { width: 1280, height: 800 }, colorScheme: "dark" },
];

// Goes to a page, if a path is given, opens what `open` selects, and looks.
export const look = async (page, name, path, open) => {
  if (path) await page.goto(path);
  if (open) for (const one of await page.locator(open).all()) await one.evaluate((details) => { details.open = true; });
  await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  const found = await new AxeBuilder({ page }).withTags(RULES).analyze();
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
  assert.deepEqual(told, [], `${name}: axe`);
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(wider <= 0, `${name} is ${wider} px wider than the screen`);
  assert.deepEqual(page.complaints, [], `${name}: console`);
};

// Puts the window into a view.
export const turn = async (page, { viewport, colorScheme }) => {
  await page.setViewportSize(viewport);
  await page.emulateMedia({ colorScheme });
};

// Changes the language of the desk.
export const speak = async (page, lang) => {
  await page.goto("/");
  await page.locator("details.menu.right").evaluate((menu) => { menu.open = true; });
  await page.click(`button[name=lang][value=${lang}]`);
  await page.waitForSelector(`html[lang=${lang}]`);
};
