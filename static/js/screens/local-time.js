// Times are written by the server in a zone the page names. Where the device is in another one, its own time is added.

const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const page = document.documentElement.lang;
const language = page === "en" ? "en-GB" : page || undefined;

for (const time of document.querySelectorAll("time[data-moment]")) {
  const instant = new Date(time.dateTime);
  const offset = (timeZone) => instant.toLocaleString("en", { timeZone, dateStyle: "short", timeStyle: "short" });
  if (!device || offset(device) === offset(time.dataset.zone)) continue;
  const line = time.closest(".when").nextElementSibling;
  const parts = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    numberingSystem: "latn",
  };
  line.querySelector("b").textContent = instant.toLocaleString(language, parts);
  line.hidden = false;
}

// The zone is chosen at once; the button is for browsers without scripts.
for (const select of document.querySelectorAll("select[data-zone]")) {
  select.form.querySelector("button").hidden = true;
  select.addEventListener("change", () => select.form.requestSubmit());
}
