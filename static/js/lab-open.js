// The notebook's script is fetched when somebody opens a notebook, not with every lesson.
let isThere = false;
for (const section of document.querySelectorAll("[data-lab]")) {
  const button = section.querySelector("[data-lab-open]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    if (isThere) return; // from the first click on the notebook's own script listens
    isThere = true;
    button.setAttribute("aria-busy", "true");
    try {
      await import(section.dataset.labModule);
      button.click();
    } catch {
      isThere = false;
    }
    button.removeAttribute("aria-busy");
  });
}
