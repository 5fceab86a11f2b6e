"""A page that runs from right to left is mirrored: its frame and arrows are, its drawings' words and its numbers are not."""

from playwright.sync_api import Page

WIDTHS = (360, 1280)
#: What is not as it must be. A drawing is mirrored where an odd number of its ancestors' transformations mirror it.
WRONG = """() => {
  const wrong = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const tell = (what, element) => wrong.push(`${what}: ${element.outerHTML.slice(0, 120)}`);
  const mirrored = (element) => {
    let sign = 1;
    for (let one = element; one; one = one.parentElement) {
      const matrix = getComputedStyle(one).transform.match(/^matrix\\(([^,]+)/);
      if (matrix) sign *= Math.sign(parseFloat(matrix[1])) || 1;
    }
    return sign < 0;
  };
  if (document.documentElement.dir !== "rtl") wrong.push(`dir=${document.documentElement.dir}`);
  if (document.documentElement.scrollWidth > innerWidth) {
    wrong.push(`wider than ${innerWidth}`);
    for (const one of document.body.querySelectorAll("*")) {
      const box = one.getBoundingClientRect();
      if (box.width && (box.right > innerWidth + 1 || box.left < -1)) { tell("sticks out", one); break; }
    }
  }
  for (const icon of document.querySelectorAll(".icon--flip")) if (seen(icon)) {
    const rtl = getComputedStyle(icon).direction === "rtl";
    if (mirrored(icon) !== rtl) tell(rtl ? "not mirrored" : "mirrored", icon);
  }
  for (const word of document.querySelectorAll("svg text")) if (seen(word) && mirrored(word)) tell("mirrored words", word);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const node = texts.currentNode;
    if (!/^\\s*\\u200e?[+−-]?\\d[\\d.,]*\\s*%?\\s*$/.test(node.data) || !seen(node.parentElement)) continue;
    let last = -Infinity;
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (box.width < 0.5 || /\\s/.test(node.data[at])) continue;
      if (box.left < last - 0.5) { tell("number out of order", node.parentElement); break; }
      last = box.left;
    }
  }
  return wrong;
}"""


def wrong(page: Page) -> list[str]:
    """What is not mirrored, mirrored that must not be, or too wide, on a phone and on a desk; the width stays as it was."""
    before = page.viewport_size
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        found += [f"{width}: {one}" for one in page.evaluate(WRONG)]
    page.set_viewport_size(before)
    return found
