// Passkeys: asks the browser for a credential and posts it. A form with data-passkey="sign-in | confirm | add" takes its
// options from the address in data-options-from, or from the JSON in data-options.

const toBytes = (text) => {
  const padded = text.replace(/-/g, "+").replace(/_/g, "/").padEnd(Math.ceil(text.length / 4) * 4, "=");
  return Uint8Array.from(atob(padded), (letter) => letter.charCodeAt(0));
};

const toText = (buffer) => {
  const letters = Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join("");
  return btoa(letters).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
};

const withBytes = (list) => (list || []).map((entry) => ({ ...entry, id: toBytes(entry.id) }));

const requestOptions = (publicKey) => ({
  ...publicKey,
  challenge: toBytes(publicKey.challenge),
  allowCredentials: withBytes(publicKey.allowCredentials),
});

const creationOptions = (publicKey, alone) => ({
  ...publicKey,
  challenge: toBytes(publicKey.challenge),
  user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
  excludeCredentials: withBytes(publicKey.excludeCredentials),
  authenticatorSelection: {
    ...publicKey.authenticatorSelection,
    residentKey: alone ? "required" : "discouraged",
    requireResidentKey: alone,
    userVerification: alone ? "required" : publicKey.authenticatorSelection?.userVerification,
  },
});

const plain = (credential) => {
  const { response } = credential;
  const shared = { clientDataJSON: toText(response.clientDataJSON) };
  const answer = response.attestationObject
    ? {
        ...shared,
        attestationObject: toText(response.attestationObject),
        transports: response.getTransports ? response.getTransports() : [],
      }
    : {
        ...shared,
        authenticatorData: toText(response.authenticatorData),
        signature: toText(response.signature),
        userHandle: response.userHandle ? toText(response.userHandle) : null,
      };
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
};

const optionsOf = async (form) => {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.dataset.optionsFrom, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error("no options");
  return (await answer.json()).request_options;
};

const ask = async (form) => {
  const { publicKey } = await optionsOf(form);
  if (form.dataset.passkey !== "add") return navigator.credentials.get({ publicKey: requestOptions(publicKey) });
  const alone = form.querySelector("[name=passwordless]")?.checked ?? true;
  return navigator.credentials.create({ publicKey: creationOptions(publicKey, alone) });
};

const start = async (form) => {
  const error = form.querySelector("[data-passkey-error]");
  const button = form.querySelector("[data-passkey-start]");
  error.hidden = true;
  button.setAttribute("aria-busy", "true");
  try {
    form.elements.credential.value = JSON.stringify(plain(await ask(form)));
    form.submit();
  } catch {
    error.hidden = false;
    button.removeAttribute("aria-busy");
  }
};

if (window.PublicKeyCredential) {
  for (const form of document.querySelectorAll("[data-passkey]")) {
    form.hidden = false;
    form.querySelector("[data-passkey-start]").addEventListener("click", (event) => {
      event.preventDefault();
      start(form);
    });
  }
}
