// A quiz answered without leaving the page, and marks that appear by themselves. Both work without this script:
// the form is sent and the page comes back, the marks are there when the page is loaded again.

const EVERY = 3000; // ms between two questions for the marks
let busy = false;

async function answer(form, button) {
  const section = form.closest("[data-activity]");
  busy = true;
  button?.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "fetch" },
    });
    // A panel comes with what was taken, what is missing and what was refused; for all else the page itself must speak.
    if (![200, 409, 422].includes(response.status)) throw new Error(String(response.status));
    const fresh = document.createRange().createContextualFragment(await response.text()).firstElementChild;
    section.replaceWith(fresh);
    (fresh.querySelector(".errors, [data-feedback]") || fresh).focus();
  } catch {
    form.submit();
  } finally {
    busy = false;
  }
}

// In the capturing phase: before the page's own guard against a second click, which would keep the form for itself.
document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.matches("[data-activity-form]")) return;
    event.preventDefault();
    if (!busy) answer(form, event.submitter);
  },
  { capture: true },
);

async function look() {
  for (const place of document.querySelectorAll("[data-poll]")) {
    try {
      const response = await fetch(place.dataset.poll, { headers: { "X-Requested-With": "fetch" } });
      if (!response.ok) continue;
      const fresh = document.createRange().createContextualFragment(await response.text()).firstElementChild;
      // What did not change is left alone, so that nothing is read out twice.
      if (fresh.textContent !== place.textContent || !fresh.dataset.poll) place.replaceWith(fresh);
    } catch {
      // The network is away: the next round asks again.
    }
  }
  setTimeout(look, document.hidden ? EVERY * 5 : EVERY);
}
if (document.querySelector("[data-activity], [data-lab], [data-poll]")) setTimeout(look, EVERY);
