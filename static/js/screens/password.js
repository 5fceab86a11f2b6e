// Show and hide what is typed into a password field.
for (const button of document.querySelectorAll("[data-show-password]")) {
  const input = document.getElementById(button.dataset.showPassword);
  button.hidden = false;
  button.addEventListener("click", () => {
    const isShown = input.type === "password";
    input.type = isShown ? "text" : "password";
    button.setAttribute("aria-pressed", String(isShown));
    input.focus();
  });
  // A shown password would be kept among the browser's suggestions: hide it before it is sent.
  input.form?.addEventListener("submit", () => {
    input.type = "password";
  });
}
