/* What a notebook in R needs that one in Python has of itself: R is fetched with a bar that moves, the data files are written into
   R's own folder, and what check() says is put into its cell from here, for this kernel knows no channel of Jupyter's.

   docs/reference/notebooks.md says how R works in the laboratory. */

const SIGNS = { right: "✓", wrong: "✗" };

export const KERNELS = { python: "python", r: "webR" };

export function settingsOfR() {
  return JSON.parse(document.getElementById("jupyter-config-data").textContent).schoolR;
}

// Into the browser's cache, from where R's worker takes it.
export async function fetchR(report) {
  const { files } = settingsOfR();
  const total = files.reduce((sum, [, , wire]) => sum + wire, 0);
  let loaded = 0;
  report(0, total);
  await Promise.all(
    files.map(async ([path, bytes, wire]) => {
      const answer = await fetch(path);
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      for (const reader = answer.body.getReader();;) {
        const { done, value } = await reader.read();
        if (done) break;
        loaded += (value.length / bytes) * wire;
        report(Math.round(loaded), total);
      }
    }),
  );
}

// What JSON writes for a text, R reads as the same text.
const literal = JSON.stringify;

export function beginningInR(files, plain, check) {
  const written = Object.entries(files)
    .map(([name, text]) => `  put(${literal(name)}, ${literal(text)})`)
    .join("\n");
  return `
local({
  put <- function(name, text) {
    file <- file(name, "wb")
    writeBin(charToRaw(enc2utf8(text)), file)
    close(file)
  }
${written}
  plain <- new.env(parent = baseenv())
  eval(parse(text = ${literal(plain)}, keep.source = FALSE), plain)
  eval(parse(text = ${literal(check)}, keep.source = FALSE), list2env(list(plain = plain), parent = baseenv()))
})
invisible(NULL)
`;
}

// The line of check() as an output of a cell: the same words as check.py writes.
export function lineOf({ language, direction, texts }, name, { state = "told", text = "", feedback = [] }) {
  const said = text || texts[state] || "";
  const note = state in SIGNS ? texts.note || "" : "";
  const line = [SIGNS[state], `${name}:`, said, ...feedback].filter(Boolean).join(" ") + (note && ` (${note})`);
  const more = [
    ...feedback.map((part) => `\n<div dir="auto">${escaped(part)}</div>`),
    ...(note ? [`\n<div><em>${escaped(note)}</em></div>`] : []),
  ];
  const sign = note ? `${SIGNS[state]} ` : "";
  const html = `<div class="school-check school-check--${state}" dir="${direction}" lang="${language}">${sign}` +
    `<code dir="ltr">${escaped(name)}</code> ${note ? `<strong>${escaped(said)}</strong>` : escaped(said)}${more.join("")}</div>`;
  return { output_type: "display_data", data: { "text/html": html, "text/plain": line }, metadata: {} };
}

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
