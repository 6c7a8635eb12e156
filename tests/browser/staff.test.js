// People who work here, from the first account on: the set-up, start codes, a second factor that a role asks for (a passkey of a
// virtual authenticator), signing in with the organisation's own provider, and the pages of those who keep accounts. Every page is
// looked at narrow and wide, light and dark.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import { chromium } from "playwright-core";
import { VIEWS, look as lookAt, turn } from "./look.js";
import { screenshots } from "./world.js";

const here = import.meta.dirname;
const program = process.env.SELOSTE ?? resolve(here, "../../target/debug/seloste");
const REGISTER = "webshop-customers";
const AT = "verkkopuoti-malli";
const PASSWORD = "kolme vihreää käpyä";

let folder, data, address, child, browser, door, code, keeper;

const listening = (server) => new Promise((done) => server.listen(0, "127.0.0.1", () => done(server.address().port)));

// A port that was free a moment ago.
const freePort = async () => {
  const server = createServer();
  const port = await listening(server);
  await new Promise((done) => server.close(done));
  return port;
};

// The provider: any name may sign in, and is then known by it.
const vouch = async () => {
  door = createServer();
  const issuer = `http://127.0.0.1:${await listening(door)}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "seloste-staff", client_secret: "a secret & more", redirect_uris: [`${address}/my-identity/directory`],
      token_endpoint_auth_method: "client_secret_basic", id_token_signed_response_alg: "RS256",
    }],
    pkce: { required: () => true },
    cookies: { keys: ["test"] },
  });
  door.on("request", provider.callback());
  return issuer;
};

// A new installation whose service agents need a second factor, served under the name that passkeys want.
before(async () => {
  mkdirSync(screenshots, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "seloste-staff-"));
  data = join(folder, "installation");
  const text = readFileSync(resolve(here, "../../registers/webshop-customers.toml"), "utf8");
  const strict = text.replace('id = "service-agent"\n', 'id = "service-agent"\nsign-in = "second-factor"\n');
  assert.notEqual(strict, text);
  writeFileSync(join(folder, "strict.toml"), strict);
  execFileSync(program, ["init", "--data", data, join(folder, "strict.toml")], { stdio: "inherit" });
  const port = await freePort();
  address = `http://localhost:${port}`;
  writeFileSync(join(data, "directory.secret"), "a secret & more\n", { mode: 0o600 });
  const head = readFileSync(join(data, "installation.toml"), "utf8");
  writeFileSync(join(data, "installation.toml"), `origin = "${address}"\n${head}`);
  appendFileSync(join(data, "installation.toml"), `
[[identity-provider]]
id = "directory"
name = { fi = "Esimerkkihakemisto", sv = "Exempelkatalog", en = "Example directory" }
issuer = "${await vouch()}"
client-id = "seloste-staff"
client-secret-file = "directory.secret"
staff-of = ["${AT}"]
`);
  child = spawn(program, ["serve", "--data", data, "--listen", `127.0.0.1:${port}`], { stdio: ["ignore", "pipe", "inherit"] });
  code = await new Promise((done, failed) => {
    let said = "";
    const wait = setTimeout(() => failed(new Error(`no set-up code in five minutes: ${said}`)), 300_000);
    child.on("exit", (status) => failed(new Error(`the server ended with ${status}: ${said}`)));
    child.stdout.on("data", (bytes) => {
      said += bytes;
      const found = said.match(/with the code (\S+)/);
      if (!found) return;
      clearTimeout(wait);
      child.removeAllListeners("exit");
      done(found[1]);
    });
  });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
});
after(async () => {
  await browser?.close();
  child?.kill("SIGTERM");
  door?.close();
  rmSync(folder, { recursive: true, force: true });
});

const visitor = async () => {
  const context = await browser.newContext({ locale: "en-GB", baseURL: address, viewport: VIEWS[0].viewport });
  const page = await context.newPage();
  page.complaints = [];
  page.on("pageerror", (error) => page.complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("Failed to load resource")) page.complaints.push(message.text());
  });
  return page;
};

// Looks at the page as it stands, in every view.
const look = async (page, name) => {
  for (const view of VIEWS) {
    await turn(page, view);
    await lookAt(page, `staff-${name}-${view.name}`);
  }
};

// A device that holds passkeys and has its owner at hand.
const authenticator = async (page) => {
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  await session.send("WebAuthn.addVirtualAuthenticator", {
    options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
  });
};

const signIn = async (page, user) => {
  await page.goto(`/sign-in?at=${AT}`);
  await page.fill("#user", user);
  await page.fill("#password", PASSWORD);
  await page.press("#password", "Enter");
};

const undertake = async (page) => {
  await page.waitForURL("**/undertakings*");
  await page.click("main section.sheet button.primary");
  await page.waitForLoadState();
};

// The keeper of accounts adds somebody and hands the code over.
const add = async (name, user, role) => {
  await keeper.goto(`/r/${REGISTER}/people-at-work`);
  await keeper.click("main details.sheet > summary");
  await keeper.fill("#name", name);
  await keeper.fill("#user", user);
  await keeper.fill("#email", `${user}@verkkopuoti-malli.example.fi`);
  await keeper.selectOption("#role", role);
  await keeper.fill("#task", "Answers customers");
  await keeper.click("main details.sheet button.primary");
  return (await keeper.locator("p.number code").innerText()).trim();
};

test("the first account is made in the browser, with the code on the terminal", async () => {
  keeper = await visitor();
  await keeper.goto(`/setup?at=${AT}`);
  await look(keeper, "setup");
  await keeper.fill("#code", code);
  await keeper.fill("#name", "Katri Esimerkki");
  await keeper.fill("#email", "katri@verkkopuoti-malli.example.fi");
  await keeper.fill("#user", "katri");
  await keeper.fill("#new", "lyhyt");
  await keeper.fill("#again", "lyhyt");
  await keeper.evaluate(() => document.querySelector("main form").setAttribute("novalidate", ""));
  await keeper.click("main button.primary");
  await keeper.waitForSelector(".banner.error");
  await look(keeper, "setup-refused");
  for (const [field, text] of [["#code", code], ["#new", PASSWORD], ["#again", PASSWORD]]) await keeper.fill(field, text);
  await keeper.click("main button.primary");
  await keeper.waitForURL("**/undertakings*");
  await look(keeper, "undertakings");
  await undertake(keeper);
  await keeper.goto(`/r/${REGISTER}/people-at-work`);
  await look(keeper, "people");
});

test("a role that asks for a second factor leads to a passkey first, and the passkey signs in", async () => {
  const start = await add("Aino Esimerkki", "aino", "service-agent");
  await look(keeper, "start-code");
  const page = await visitor();
  await authenticator(page);
  await page.goto(`/start?at=${AT}`);
  await look(page, "start");
  await page.fill("#code", start);
  await page.fill("#new", PASSWORD);
  await page.fill("#again", PASSWORD);
  await page.click("main form button.primary");
  await page.waitForURL("**/sign-in/second*");
  await look(page, "enrol");
  await page.goto("/account");
  assert.match(page.url(), /\/sign-in\?/, "nothing opens before the factor is there");
  await page.goto(`/sign-in/second?at=${AT}`);
  await page.click("form[data-passkey=create] button");
  await page.waitForSelector("section.sheet li code");
  assert.equal(await page.locator("section.sheet li code").count(), 10, "recovery codes are shown once");
  await look(page, "recovery-codes");
  await page.click("main a.primary");
  await page.goto("/account");
  assert.equal(new URL(page.url()).pathname, "/account", "and in");
  await look(page, "account");
  await page.context().clearCookies();
  await signIn(page, "aino");
  await page.waitForSelector("form[data-passkey=get]");
  await look(page, "second");
  await page.click("form[data-passkey=get] button");
  await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
  await page.goto("/account");
  assert.equal(new URL(page.url()).pathname, "/account");
  await page.context().close();
});

test("a passkey is added on the account page", async () => {
  await authenticator(keeper);
  await keeper.goto("/account");
  await keeper.click("form[action*='passkey/begin'] >> xpath=.. >> summary");
  await keeper.fill("#passkey-password", PASSWORD);
  await keeper.click("form[action*='passkey/begin'] button");
  await keeper.waitForSelector("form[data-passkey=create]");
  await look(keeper, "passkey");
  await keeper.fill("#label", "Token of the shop");
  await keeper.click("form[data-passkey=create] button.primary");
  await keeper.waitForSelector("section.sheet li code");
  await keeper.goto("/account");
  await keeper.click("form[action*='app/begin'] >> xpath=.. >> summary");
  await keeper.fill("#app-password", PASSWORD);
  await keeper.click("form[action*='app/begin'] button");
  await keeper.waitForSelector("main svg");
  await look(keeper, "code-app");
});

test("the organisation's provider signs in who was bound with a start code, and nobody else", async () => {
  const identify = async (page, name) => {
    await page.fill("input[name=login]", name);
    await page.fill("input[name=password]", "x");
    await page.click("button[type=submit]");
    // The page that asks for leave has a button of the same kind: it is another page only when the field is gone.
    await page.waitForSelector("input[name=login]", { state: "detached" });
    await page.click("button[type=submit]");
  };
  const stranger = await visitor();
  await stranger.goto(`/sign-in?at=${AT}`);
  await look(stranger, "sign-in");
  await stranger.click("a[href*='with=directory']");
  await identify(stranger, "eero-in-the-directory");
  await stranger.waitForSelector(".banner.error");
  await look(stranger, "not-bound");
  await stranger.context().close();

  const start = await add("Eero Esimerkki", "eero", "reader");
  const page = await visitor();
  await page.goto(`/start?at=${AT}`);
  await page.fill("#code", start);
  await page.click("button[name=with]");
  await page.waitForSelector("main a.primary");
  await look(page, "bind");
  await page.click("main a.primary");
  await identify(page, "eero-in-the-directory");
  await undertake(page);
  await page.goto("/account");
  assert.equal(new URL(page.url()).pathname, "/account");
  await look(page, "account-of-the-directory");
  await page.context().close();

  const again = await visitor();
  await again.goto(`/sign-in?at=${AT}`);
  await again.click("a[href*='with=directory']");
  await identify(again, "eero-in-the-directory");
  await again.waitForURL((url) => url.hostname === "localhost" && !url.pathname.startsWith("/my-identity"));
  await again.goto("/account");
  assert.equal(new URL(again.url()).pathname, "/account");
  await keeper.goto(`/r/${REGISTER}/people-at-work`);
  await keeper.click("main table a:text('Eero')");
  await look(keeper, "colleague");
  await keeper.click("form:has(input[name=what]) button");
  await keeper.waitForLoadState();
  await again.goto("/account");
  assert.match(again.url(), /\/sign-in\?/, "disconnected: out at once");
  await again.context().close();
});

test("a person's own sessions are seen and ended", async () => {
  await keeper.goto("/sessions");
  await look(keeper, "sessions");
});
