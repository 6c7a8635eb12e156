// Asks the browser for a passkey when a form marked data-passkey is sent: "get" to sign in, "create" to add one. The challenge
// comes with the page; the answer goes into the form's own field. Without this script the forms beside it serve.
"use strict";

(() => {
  const bytes = (text) => {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
  };
  const text = (buffer) => {
    const plain = String.fromCharCode(...new Uint8Array(buffer));
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  };
  const withIds = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  const get = async (options) => {
    const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: withIds(options.allowCredentials) };
    const { id, rawId, type, response } = await navigator.credentials.get({ publicKey });
    return {
      id, type, rawId: text(rawId), extensions: {},
      response: {
        authenticatorData: text(response.authenticatorData),
        clientDataJSON: text(response.clientDataJSON),
        signature: text(response.signature),
        userHandle: response.userHandle ? text(response.userHandle) : null,
      },
    };
  };

  const create = async (options) => {
    const publicKey = {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withIds(options.excludeCredentials),
    };
    const { id, rawId, type, response } = await navigator.credentials.create({ publicKey });
    return {
      id, type, rawId: text(rawId), extensions: {},
      response: {
        attestationObject: text(response.attestationObject),
        clientDataJSON: text(response.clientDataJSON),
      },
    };
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const wrong = form.querySelector(".wrong");
      wrong.hidden = true;
      try {
        const { publicKey } = JSON.parse(form.dataset.challenge);
        const ask = form.dataset.passkey === "create" ? create : get;
        form.elements.passkey.value = JSON.stringify(await ask(publicKey));
        form.submit();
      } catch {
        wrong.textContent = form.dataset.failed;
        wrong.hidden = false;
      }
    });
  }
})();
