// Beside a text that holds a file: choose the file, and its text is put in. Without this script it is pasted.
document.addEventListener("change", async ({ target }) => {
  if (!target.matches?.("[data-cells-file]")) return;
  const text = target.closest("[data-cells]")?.querySelector("textarea");
  const [file] = target.files;
  if (!text || !file) return;
  text.value = await file.text();
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.dispatchEvent(new Event("change", { bubbles: true }));
  target.value = "";
});
document.documentElement.classList.add("cells-from-file");
