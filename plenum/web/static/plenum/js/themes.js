// Light, dark or as the device: at once here, and remembered by the server's cookie for the next page.
export function themes() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest("[data-theme-form]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    const chosen = event.submitter.value;
    if (chosen) document.documentElement.dataset.bsTheme = chosen;
    else delete document.documentElement.dataset.bsTheme;
    for (const button of form.querySelectorAll("button")) button.toggleAttribute("aria-pressed", false);
    event.submitter.setAttribute("aria-pressed", "true");
    const body = new FormData(form, event.submitter);
    fetch(form.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
  });
}
