// What a notebook's JSON says, and how it is made smaller for the way to the server.

const LARGEST_SENT = 1_000_000; // characters of a draft; above it the outputs stay in this browser
// Package → the module of it to import ahead.
const WARM = { pandas: "pandas", numpy: "numpy", matplotlib: "matplotlib.pyplot", scipy: "scipy.stats", seaborn: "seaborn" };
const RARE = ["scipy", "seaborn"]; // kept for offline only where a notebook imports them

const sourceOf = (cell) => [cell.source].flat().join("");

// What people wrote, without what came of it: two notebooks with the same sources are the same work.
export const sourcesOf = (notebook) => JSON.stringify(notebook.cells.map((cell) => [cell.cell_type, sourceOf(cell)]));

// What the notebook will import: the packages to load, and the modules to import ahead.
export function importsOf(notebook) {
  const code = notebook.cells.filter((cell) => cell.cell_type === "code").map(sourceOf).join("\n");
  const packages = Object.keys(WARM).filter((name) => new RegExp(`^\\s*(import|from)\\s.*\\b${name}\\b`, "m").test(code));
  return { packages, modules: packages.map((name) => WARM[name]), isRare: packages.some((name) => RARE.includes(name)) };
}

function withoutOutputs(notebook) {
  const cells = notebook.cells.map((cell) => (cell.cell_type === "code" ? { ...cell, outputs: [], execution_count: null } : cell));
  return { ...notebook, cells };
}

export function packed(notebook) {
  return JSON.stringify(notebook).length > LARGEST_SENT ? withoutOutputs(notebook) : notebook;
}

export function download(notebook, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(notebook, null, 1)], { type: "application/x-ipynb+json" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
