// Requests that change something, with the page's token: and with a fresh one where the old one is no longer good, because
// its reader has signed in again meanwhile.

const SIGN_OUT = "form[action$='/account/logout/'] [name=csrfmiddlewaretoken]"; // on every page of whoever is signed in
let token = "";

// The page's own; where it has not come that far yet, when it has.
async function ofThisPage() {
  if (document.readyState === "loading") await new Promise((done) => document.addEventListener("DOMContentLoaded", done, { once: true }));
  return document.querySelector(SIGN_OUT)?.value || "";
}

async function send(url, body, headers) {
  token ||= await ofThisPage();
  if (!token) return new Response(null, { status: 403 }); // nobody is signed in
  const all = { "Content-Type": "application/json", "X-CSRFToken": token, ...headers };
  return fetch(url, { method: "POST", headers: all, body: JSON.stringify(body) });
}

async function renewed() {
  const page = await fetch(location.pathname, { cache: "no-store" });
  const whole = new DOMParser().parseFromString(await page.text(), "text/html");
  const fresh = whole.querySelector(SIGN_OUT)?.value;
  if (!fresh) return false; // nobody is signed in
  token = fresh;
  return true;
}

// An exercise may be worked on in two programming languages: each has its own notebook, draft and versions.
export const inLanguage = (url, kernel) => (url && kernel ? `${url}${url.includes("?") ? "&" : "?"}kernel=${kernel}` : url);

export async function post(url, body, headers = {}) {
  const answer = await send(url, body, headers);
  if (answer.status !== 403 || !(await renewed())) return answer;
  return send(url, body, headers);
}
