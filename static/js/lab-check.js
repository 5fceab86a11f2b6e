// check() in a cell: the server compares, for what is expected never leaves it.

import { post } from "./lab-server.js";

// What is said in the cell before the server has answered, or instead of it.
export function checkTexts(texts, section) {
  const said = Object.entries(texts).filter(([name]) => name.startsWith("check-"));
  const { lang, dir } = section.closest("[lang][dir]") || document.documentElement;
  return { language: lang, direction: dir, texts: Object.fromEntries(said.map(([name, text]) => [name.slice(6), text])) };
}

export async function checked(url, name, value) {
  if (!url) return { state: "enrol" };
  try {
    const answer = await post(url, { name, value: JSON.parse(value) });
    return answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : { state: "unasked" };
  } catch {
    return { state: "unasked" };
  }
}
