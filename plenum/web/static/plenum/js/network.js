// What htmx says when an answer does not come: one clear sentence, and everything that was typed stays.
import { say, words } from "./notices.js";

const PATIENCE = 2500;

export function network() {
  document.addEventListener("htmx:sendError", () => say(words("wordsLost")));
  document.addEventListener("htmx:timeout", () => say(words("wordsLost")));
  document.addEventListener("htmx:responseError", () => say(words("wordsFailed")));
  watchLine();
}

function watchLine() {
  const bar = document.getElementById("network");
  if (!bar) return;
  let timer = 0;
  // A short gap is no news: the bar appears only when the line stays away.
  window.addEventListener("offline", () => {
    timer = setTimeout(() => { bar.hidden = navigator.onLine; }, PATIENCE);
  });
  window.addEventListener("online", () => {
    clearTimeout(timer);
    bar.hidden = true;
  });
}
