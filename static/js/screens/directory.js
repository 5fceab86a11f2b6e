// Filters act at once: the list and the counts are fetched and put in place, the address follows. Without this
// script the form is sent by its button and everything is the same.

const root = document.querySelector("[data-directory]");
let running = null;

async function show(url, { push }) {
  running?.abort();
  running = new AbortController();
  const results = root.querySelector("#results");
  results.setAttribute("aria-busy", "true");
  let page;
  try {
    const response = await fetch(url, { signal: running.signal, headers: { Accept: "text/html" } });
    if (!response.ok) throw new Error(String(response.status));
    page = new DOMParser().parseFromString(await response.text(), "text/html");
  } catch (error) {
    if (error.name !== "AbortError") location.assign(url);
    return;
  }
  const fresh = page.querySelector("[data-directory]");
  if (!fresh) return location.assign(url);
  if (push) history.pushState(null, "", url);
  const focused = document.activeElement;
  const mark = focused && root.contains(focused) ? [focused.name, focused.value, focused.id] : null;
  const open = new Set([...root.querySelectorAll("details")].map((box, n) => (box.open ? n : -1)));
  const filters = root.querySelector(".filterbox");
  const freshFilters = fresh.querySelector(".filterbox");
  if (filters && freshFilters) {
    freshFilters.querySelectorAll("details").forEach((box, n) => {
      if (open.has(n + 1)) box.open = true;
    });
    freshFilters.open = filters.open;
    filters.replaceWith(freshFilters);
  }
  results.replaceWith(fresh.querySelector("#results"));
  if (mark) {
    const [name, value, id] = mark;
    const again = id ? document.getElementById(id) : root.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    again?.focus({ preventScroll: true });
  }
}

function address(form) {
  const query = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value);
  const text = query.toString();
  return text ? `?${text}` : location.pathname;
}

if (root) {
  const form = root.querySelector("form.filters");
  form.addEventListener("change", (event) => {
    if (event.target.type === "checkbox") show(address(form), { push: true });
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show(address(form), { push: true });
  });
  window.addEventListener("popstate", () => location.reload());
}
