// The notebook's script is fetched when somebody opens a notebook, or when a reader who may hand it in comes near it: never with
// the lesson itself.
const loading = new Map();

function load(section) {
  const module = section.dataset.labModule;
  if (!loading.has(module)) loading.set(module, import(module).catch((error) => (loading.delete(module), Promise.reject(error))));
  return loading.get(module);
}

// Once it is there it listens for itself, and is told who is near.
const near = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      load(target).then(({ comeNear }) => comeNear(target), () => {});
    }
  },
  { rootMargin: "100% 0px" },
);

for (const section of document.querySelectorAll("[data-lab]")) {
  const button = section.querySelector("[data-lab-open]");
  button.hidden = false;
  const languages = section.querySelector("[data-lab-kernels]");
  if (languages) languages.hidden = false;
  button.addEventListener("click", async () => {
    button.setAttribute("aria-busy", "true");
    try {
      const { open } = await load(section);
      open(section);
    } catch {
      /* the network is away: the next click asks again */
    }
    button.removeAttribute("aria-busy");
  });
  const watch = () => section.dataset.submitUrl && near.observe(section);
  // Whoever comes by a link to the exercise, or reads a short lesson, has shown no interest by scrolling yet.
  window.addEventListener("scroll", watch, { once: true, passive: true });
}

const noted = (name) => {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null; // nothing is kept here
  }
};

// A lesson that is kept for offline is kept as it is now.
if (noted("school-lab-kept")?.includes(location.pathname)) {
  window.addEventListener("load", () => document.querySelectorAll("[data-lab]").forEach((section) => load(section).catch(() => {})));
}

// What has not reached the server is sent from whatever page is open, and not lost by signing out unasked.
const waiting = noted("school-lab-waiting");
if (waiting) {
  import(waiting.module).then(({ sendAll }) => sendAll(), () => {});
  for (const section of document.querySelectorAll("[data-lab][data-submit-url]")) load(section).catch(() => {});
  for (const form of document.querySelectorAll("form[action$='/account/logout/']")) {
    form.addEventListener("submit", (event) => {
      if (noted("school-lab-waiting") && !confirm(waiting.warning)) event.preventDefault();
    });
  }
}
