// The device's own time is added where the page's zone has another one at that moment.
import { deepStrictEqual as same, strictEqual as is } from "node:assert/strict";
import { page } from "./page.js";

let pages = 0;

async function shown(zone, { language = "en" } = {}) {
  const { document } = page({ language });
  const own = {};
  const line = { hidden: true, querySelector: () => own };
  const time = { dateTime: "2026-06-01T14:00:00Z", dataset: { zone }, closest: () => ({ nextElementSibling: line }) };
  document.querySelectorAll = (wanted) => (wanted.startsWith("time") ? [time] : []);
  await import(`../../static/js/screens/local-time.js?${++pages}`);
  return { isShown: !line.hidden, text: own.textContent };
}

const device = Intl.DateTimeFormat().resolvedOptions().timeZone;
const elsewhere = new Date("2026-06-01T14:00:00Z").toLocaleString("en", { timeZone: device }) ===
    new Date("2026-06-01T14:00:00Z").toLocaleString("en", { timeZone: "Asia/Tokyo" })
  ? "Africa/Kampala"
  : "Asia/Tokyo";

Deno.test("nothing is added where the device has the page's time", async () =>
  same(await shown(device), { isShown: false, text: undefined }));

Deno.test("the device's time stands in the page's language, with Latin digits", async () => {
  const words = {
    weekday: "long",
    day: "numeric",
    month: "long",
    hour: "2-digit",
    minute: "2-digit",
    hour12: false,
    numberingSystem: "latn",
  };
  for (const [language, locale] of [["en", "en-GB"], ["fr", "fr"], ["ar", "ar"]]) {
    const { isShown, text } = await shown(elsewhere, { language });
    is(isShown, true);
    is(text, new Date("2026-06-01T14:00:00Z").toLocaleString(locale, words));
    is(/\d/.test(text), true);
  }
});
