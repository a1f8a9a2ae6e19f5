// Native dialogs: data-dialog="ID" opens, data-close and a click on the backdrop close.
export function dialogs() {
  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-dialog]");
    if (opener) {
      const dialog = document.getElementById(opener.dataset.dialog);
      if (!dialog) return;
      event.preventDefault();
      opener.closest("details[data-menu]")?.removeAttribute("open");
      openDialog(dialog);
      return;
    }
    if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
    else if (event.target.matches("dialog.pl-dialog")) closeByBackdrop(event);
  });
  openMarked(document);
  document.addEventListener("htmx:load", (event) => openMarked(event.target));
}

export function openDialog(dialog) {
  if (!dialog.open) dialog.showModal();
  (dialog.querySelector("[autofocus], input:not([type=hidden]), textarea, select") ?? dialog.querySelector(".pl-dialog__title")).focus();
}

function closeByBackdrop(event) {
  const box = event.target.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside && !event.target.querySelector("form[data-dirty]")) event.target.close();
}

function openMarked(root) {
  for (const dialog of root.querySelectorAll?.("dialog[data-open]") ?? []) openDialog(dialog);
}
