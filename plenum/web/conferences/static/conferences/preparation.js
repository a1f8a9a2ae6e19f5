// The agenda by keyboard: Alt and an arrow key press the button that does the same.

const agenda = document.querySelector("[data-agenda]");

agenda?.addEventListener("keydown", (event) => {
  if (!event.altKey || event.ctrlKey || event.metaKey) return;
  const button = event.target.closest("[data-item]")?.querySelector(`[data-shift="${event.key}"]`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

// After a move the item that was moved is in focus again, so that the next key moves it on.
const moved = location.hash.startsWith("#item-") && document.querySelector(location.hash);
if (moved) moved.focus();

// A page that came back from the browser's memory has sent its key already.
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload();
});
