// Forms: sent once, guarded against leaving with unsent words, errors brought into view.
import { words } from "./notices.js";

export function forms() {
  document.addEventListener("submit", sendOnce);
  document.addEventListener("input", (event) => event.target.closest("form[data-guard]")?.setAttribute("data-dirty", ""));
  window.addEventListener("beforeunload", (event) => {
    if (!document.querySelector("form[data-dirty]")) return;
    event.preventDefault();
    event.returnValue = words("wordsLeave");
  });
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const button of document.querySelectorAll("[data-sending]")) wake(button);
  });
  document.addEventListener("htmx:afterRequest", (event) => wakeIn(event.target));
  document.addEventListener("click", goBack);
  showSummary(document);
  document.addEventListener("htmx:load", (event) => showSummary(event.target));
}

function sendOnce(event) {
  const form = event.target;
  if (event.defaultPrevented || form.dataset.going || !form.matches("[data-form]") || form.method === "get") return;
  if (form.querySelector("[data-sending]")) {
    event.preventDefault();
    return;
  }
  form.removeAttribute("data-dirty");
  const button = event.submitter;
  // After the browser has read the form: a disabled button would take its own name out of what is sent.
  if (button) setTimeout(() => sleep(button), 0);
}

function sleep(button) {
  button.dataset.sending = "";
  button.setAttribute("aria-busy", "true");
  button.setAttribute("aria-disabled", "true");
}

function wake(button) {
  delete button.dataset.sending;
  button.removeAttribute("aria-busy");
  button.removeAttribute("aria-disabled");
}

function wakeIn(root) {
  // The element that asked is the form; a moment later than sleep(), which waits for the browser.
  setTimeout(() => {
    for (const button of root.querySelectorAll?.("[data-sending]") ?? []) wake(button);
  }, 10);
}

function goBack(event) {
  const link = event.target.closest("[data-back]");
  if (link && history.length > 1) {
    event.preventDefault();
    history.back();
  }
}

function showSummary(root) {
  root.querySelector?.("[data-summary]")?.focus();
}
