// data-copy="text": into the clipboard, and said for a moment in the button's own name.
export function copyButtons() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    await navigator.clipboard.writeText(button.dataset.copy);
    const name = button.getAttribute("aria-label");
    button.setAttribute("aria-label", button.dataset.copied);
    button.title = button.dataset.copied;
    setTimeout(() => {
      button.setAttribute("aria-label", name);
      button.removeAttribute("title");
    }, 2000);
  });
}
