// Coming to one's own pages with an identity from a certified OpenID provider, run here on loopback: connected once, used then.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { appendFileSync } from "node:fs";
import { createServer } from "node:http";
import { join, resolve } from "node:path";
import { after, before, test } from "node:test";
import Provider from "oidc-provider";
import { World } from "./world.js";

const REGISTER = "retail-customers";
let world, door, served;

// The provider: any name may sign in, and is then known by it.
const vouch = async () => {
  door = createServer();
  await new Promise((done) => door.listen(0, "127.0.0.1", done));
  const issuer = `http://127.0.0.1:${door.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: "seloste", client_secret: "a secret & more", redirect_uris: [`${world.address}/my-identity/tunnistus`],
      token_endpoint_auth_method: "client_secret_basic", id_token_signed_response_alg: "RS256",
    }],
    pkce: { required: () => true },
    cookies: { keys: ["test"] },
  });
  door.on("request", provider.callback());
  return issuer;
};

// The demonstration's installation, served again with the provider in its settings and at the same address.
const again = async (issuer) => {
  const data = join(world.folder, "installation");
  const ended = new Promise((done) => world.child.once("exit", done));
  world.child.kill("SIGTERM");
  await ended;
  appendFileSync(join(data, "tunnistus.secret"), "a secret & more\n", { mode: 0o600 });
  appendFileSync(join(data, "installation.toml"), `
[[identity-provider]]
id = "tunnistus"
name = { fi = "Esimerkkitunnistus", sv = "Exempelidentifiering", en = "Example ID" }
issuer = "${issuer}"
client-id = "seloste"
client-secret-file = "tunnistus.secret"
`);
  const program = process.env.SELOSTE ?? resolve(import.meta.dirname, "../../target/debug/seloste");
  served = spawn(program, ["serve", "--data", data, "--listen", world.address.replace("http://", "")], { stdio: "inherit" });
  world.child = served;
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      if ((await fetch(`${world.address}/notices`)).ok) return;
    } catch { /* not yet */ }
    await new Promise((later) => setTimeout(later, 100));
  }
  throw new Error("the server did not come back");
};

// Signs in at the provider's own pages.
const identify = async (page, name) => {
  await page.fill("input[name=login]", name);
  await page.fill("input[name=password]", "x");
  await page.click("button[type=submit]");
  // The page that asks for leave has a button of the same kind: it is another page only when the field is gone.
  await page.waitForSelector("input[name=login]", { state: "detached" });
  await page.click("button[type=submit]");
};

before(async () => {
  world = await World.make();
  await again(await vouch());
});
after(async () => {
  await world?.end();
  door?.close();
});

test("an identity is connected once and opens the person's own pages from then on", async () => {
  const page = await world.atHome(REGISTER);
  await page.click("form[action$='/connect'] button");
  await page.click("main a.primary");
  await identify(page, "aino-at-the-bank");
  await page.waitForURL(`**/my/${REGISTER}/data`);
  assert.equal(await page.locator("form[action$='/disconnect']").count(), 1, "the identity is not listed");
  const mine = await page.locator("main").innerText();
  await page.context().close();

  const other = await world.visitor();
  await other.goto(`/my/${REGISTER}`);
  await other.click(`a[href='/my/${REGISTER}/with/tunnistus']`);
  await identify(other, "aino-at-the-bank");
  await other.waitForURL(`**/my/${REGISTER}/data`);
  assert.equal(await other.locator("main").innerText(), mine);
  await other.context().close();
});

test("an identity that nobody has connected opens nothing", async () => {
  const page = await world.visitor();
  await page.goto(`/my/${REGISTER}/with/tunnistus`);
  await identify(page, "somebody-else");
  await page.waitForSelector(".banner.error");
  await page.goto(`/my/${REGISTER}/data`);
  assert.match(page.url(), new RegExp(`/my/${REGISTER}$`));
  await page.context().close();
});
