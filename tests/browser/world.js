// A world to visit: a fresh demonstration installation, served on a free port by the program that SELOSTE names, and
// people who sign in to it in a real browser.

import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const here = dirname(fileURLToPath(import.meta.url));
const program = process.env.SELOSTE ?? resolve(here, "../../target/debug/seloste");
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
export const screenshots = resolve(here, "../../target/screenshots");

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Starts the program and reads what it prints: its address, and who may sign in where.
const serve = (data) => new Promise((done, failed) => {
  const child = spawn(program, ["demo", "--data", data, "--listen", "127.0.0.1:0", "--people", "60"], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  const people = {}, own = {};
  let address = "", register = "", said = "", rest = "";
  const wait = setTimeout(() => failed(new Error(`the server did not start in five minutes:\n${said}`)), 300_000);
  child.stderr.on("data", (bytes) => { said += bytes; });
  child.on("error", failed);
  child.on("exit", (code) => failed(new Error(`the server ended with ${code}:\n${said}`)));
  child.stdout.on("data", (bytes) => {
    said += bytes;
    rest += bytes;
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) {
      address = line.match(/serves on (http:\/\/[^/\s]+)/)?.[1] ?? address;
      register = line.match(/\/r\/([a-z0-9-]+)\/notice/)?.[1] ?? register;
      const home = line.match(/\/my\/([a-z0-9-]+) +sign in as (\S+)$/);
      if (home) own[home[1]] = home[2];
      const sign = line.match(/^ {2}([a-z-]+) +(\S+) +(\S.*)$/);
      if (sign && register && sign[1] !== "role" && !line.includes("seloste_")) {
        people[register] ??= {};
        people[register][sign[1]] ??= { user: sign[2], password: sign[3].trim() };
      }
      if (line.startsWith("API keys") && address) {
        clearTimeout(wait);
        child.removeAllListeners("exit");
        done({ child, address, people, own, mail: join(data, "mail") });
      }
    }
  });
});

const answers = async (address) => {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      if ((await fetch(`${address}/notices`)).ok) return;
    } catch { /* not yet */ }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error(`${address} does not answer`);
};

export class World {
  static async make() {
    mkdirSync(screenshots, { recursive: true });
    const world = new World();
    world.folder = mkdtempSync(join(tmpdir(), "seloste-browser-"));
    Object.assign(world, await serve(join(world.folder, "installation")));
    await answers(world.address);
    world.browser = await chromium.launch({ executablePath: chromiumPath, args: FLAGS });
    return world;
  }

  async end() {
    await this.browser?.close();
    this.child?.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }

  // A browser of one's own.
  async visitor(options = {}) {
    const context = await this.browser.newContext({
      viewport: { width: 1280, height: 800 }, locale: "fi-FI", baseURL: this.address, ...options,
    });
    const page = await context.newPage();
    page.complaints = [];
    page.on("pageerror", (error) => page.complaints.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("Failed to load resource")) page.complaints.push(message.text());
    });
    page.on("request", (request) => {
      const url = request.url();
      if (!url.startsWith(this.address) && !url.startsWith("data:")) page.complaints.push(`a request left the house: ${url}`);
    });
    return page;
  }

  // Somebody who is signed in.
  async person(register, role, options = {}) {
    const page = await this.visitor(options);
    const who = this.people[register]?.[role];
    if (!who) throw new Error(`nobody is ${role} in ${register}: ${JSON.stringify(this.people)}`);
    await page.goto(`/sign-in?then=/r/${register}`);
    await page.fill("#user", who.user);
    await page.fill("#password", who.password);
    await Promise.all([page.waitForURL(`**/r/${register}`), page.press("#password", "Enter")]);
    return page;
  }

  // The path of the newest sign-in link that was mailed, waited for.
  async link(before) {
    const mails = () => (existsSync(this.mail) ? readdirSync(this.mail).filter((name) => name.endsWith(".eml")).sort() : []);
    if (before === undefined) return mails().length;
    for (let tries = 0; tries < 200; tries += 1) {
      const found = mails();
      if (found.length > before) {
        const text = readFileSync(join(this.mail, found.at(-1)), "utf8").replace(/=\r?\n/g, "").replace(/=3D/g, "=");
        return text.match(/http:\/\/[^/\s]+(\/my\/[^\s]+\/in\/[^\s]+)/)[1];
      }
      await new Promise((later) => setTimeout(later, 50));
    }
    throw new Error("no mail came");
  }

  // Somebody on their own pages.
  async atHome(register, options = {}) {
    const page = await this.visitor(options);
    const before = await this.link();
    await page.goto(`/my/${register}`);
    await page.fill("#email", this.own[register]);
    await page.press("#email", "Enter");
    await page.waitForSelector(".banner.done");
    await page.goto(await this.link(before));
    await Promise.all([page.waitForURL(`**/my/${register}/data`), page.click("main button[type=submit]")]);
    return page;
  }
}
