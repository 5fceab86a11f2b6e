// Passkeys and security keys. The form says what to do: data-passkey="create" or "get", where the options are
// (data-passkey-data: a block of JSON in the page; data-passkey-options: an address), and which button starts it.

const toBytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (char) => char.charCodeAt(0));
const toText = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const withBytes = (items) => (items ?? []).map((item) => ({ ...item, id: toBytes(item.id) }));

async function options(form) {
  if (form.dataset.passkeyData) return JSON.parse(document.getElementById(form.dataset.passkeyData).textContent);
  const response = await fetch(form.dataset.passkeyOptions, { headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`The options did not come: ${response.status}`);
  return response.json();
}

async function create(publicKey, isPasswordless) {
  const selection = { ...publicKey.authenticatorSelection };
  if (isPasswordless !== undefined) {
    selection.residentKey = isPasswordless ? "required" : "discouraged";
    selection.requireResidentKey = isPasswordless;
    if (isPasswordless) selection.userVerification = "required";
  }
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: toBytes(publicKey.challenge),
      user: { ...publicKey.user, id: toBytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
      authenticatorSelection: selection,
    },
  });
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(credential.response.clientDataJSON),
      attestationObject: toText(credential.response.attestationObject),
      transports: credential.response.getTransports?.() ?? [],
    },
  };
}

async function get(publicKey) {
  const credential = await navigator.credentials.get({
    publicKey: { ...publicKey, challenge: toBytes(publicKey.challenge), allowCredentials: withBytes(publicKey.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response;
  return {
    ...common(credential),
    response: {
      clientDataJSON: toText(clientDataJSON),
      authenticatorData: toText(authenticatorData),
      signature: toText(signature),
      userHandle: userHandle ? toText(userHandle) : null,
    },
  };
}

function common(credential) {
  return {
    type: credential.type,
    id: credential.id,
    rawId: toText(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

// What needs a passkey is shown only where the browser has them.
const isAble = Boolean(window.PublicKeyCredential);
if (isAble) { for (const part of document.querySelectorAll(".needs-passkey")) part.hidden = false; }

for (const form of isAble ? document.querySelectorAll("form[data-passkey]") : []) {
  const button = document.getElementById(form.dataset.passkeyButton);
  const trouble = document.querySelector(".passkey-trouble");
  button.addEventListener("click", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    button.setAttribute("aria-busy", "true");
    try {
      const given = await options(form);
      const passwordless = form.querySelector("[name=passwordless]");
      const credential = form.dataset.passkey === "create"
        ? await create(given.creation_options.publicKey, passwordless?.checked)
        : await get(given.request_options.publicKey);
      form.querySelector("[name=credential]").value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      console.warn(error);
      trouble.hidden = false;
      button.removeAttribute("aria-busy");
    }
  });
}
