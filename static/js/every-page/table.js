// A table whose headings sort it. Without a script the table stands in the author's order.
// Spaces between digits, and the mark that holds a minus sign in front of its number in Arabic.
const SPACES = /[\s\u00a0\u202f\u200e]/g;

function plain(cell) {
  const text = cell.textContent.trim();
  const digits = text.replace(SPACES, "").replace("−", "-");
  // Read as this page writes numbers: the mark before the last one or two groups decides.
  const decimal = /[.,]\d{1,2}$|[.,]\d{4,}$/.test(digits) ? digits.match(/[.,](?=\d+$)/)?.[0] : null;
  const number = decimal
    ? digits.slice(0, digits.lastIndexOf(decimal)).replace(/[.,]/g, "") + "." + digits.slice(digits.lastIndexOf(decimal) + 1)
    : digits.replace(/[.,]/g, "");
  return { text, number: text === "" || Number.isNaN(Number(number)) ? null : Number(number) };
}

for (const table of document.querySelectorAll("table[data-sortable]")) {
  const headings = [...table.tHead.rows[0].cells];
  headings.forEach((heading, index) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tbl__sort";
    button.append(...heading.childNodes);
    heading.append(button);
    button.addEventListener("click", () => {
      const rises = heading.ariaSort !== "ascending";
      for (const other of headings) other.ariaSort = null;
      heading.ariaSort = rises ? "ascending" : "descending";
      const rows = [...table.tBodies[0].rows].map((row) => [plain(row.cells[index]), row]);
      rows.sort(([a], [b]) => {
        if (a.number === null && b.number === null) return (rises ? 1 : -1) * a.text.localeCompare(b.text, document.documentElement.lang);
        if (a.number === null) return 1;
        if (b.number === null) return -1;
        return (rises ? 1 : -1) * (a.number - b.number);
      });
      table.tBodies[0].append(...rows.map(([, row]) => row));
    });
  });
}
