// Forms with files: sent by script so that the progress can be seen; without a script the browser sends them.
import { say, words } from "./notices.js";
import { showFiles } from "./drops.js";

export function uploads() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-upload]") || event.defaultPrevented || form.hasAttribute("hx-post")) return;
    if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;
    event.preventDefault();
    if (!form.dataset.going) send(form, event.submitter);
  });
}

function send(form, button) {
  const request = new XMLHttpRequest();
  const finish = begin(form, button);
  request.upload.addEventListener("progress", (event) => show(form, event));
  request.addEventListener("load", () => {
    if (request.getResponseHeader("X-Next")) {
      form.removeAttribute("data-dirty");
      location.assign(request.getResponseHeader("X-Next"));
      return;
    }
    finish();
    answer(form, request);
  });
  for (const kind of ["error", "timeout", "abort"]) request.addEventListener(kind, () => { finish(); say(words("wordsLost")); });
  request.open("POST", form.action);
  request.setRequestHeader("X-Upload", "1");
  request.send(new FormData(form, button));
}

function begin(form, button) {
  form.dataset.going = "1";
  button?.setAttribute("aria-busy", "true");
  button?.setAttribute("aria-disabled", "true");
  return () => {
    delete form.dataset.going;
    button?.removeAttribute("aria-busy");
    button?.removeAttribute("aria-disabled");
    for (const bar of form.querySelectorAll("[data-drop-progress]")) bar.hidden = true;
  };
}

function show(form, event) {
  if (!event.lengthComputable) return;
  const percent = Math.floor((100 * event.loaded) / event.total);
  for (const bar of form.querySelectorAll("[data-drop-progress]")) {
    bar.hidden = false;
    bar.querySelector("progress").value = percent;
    // All is sent; what follows is the gate looking at it.
    bar.querySelector("[data-drop-percent]").textContent = percent < 100 ? `${percent} %` : bar.dataset.checking;
  }
}

function answer(form, request) {
  const page = new DOMParser().parseFromString(request.responseText, "text/html");
  if (request.getResponseHeader("HX-Retarget")) {
    document.getElementById("notices").append(...page.body.children);
    return;
  }
  const fresh = page.getElementById("main");
  if (!fresh || request.status >= 500) {
    say(words("wordsFailed"));
    return;
  }
  const files = new Map([...form.querySelectorAll("input[type=file]")].map((input) => [input.name, input.files]));
  document.getElementById("main").replaceWith(fresh);
  document.title = page.title;
  window.htmx?.process(fresh);
  for (const input of fresh.querySelectorAll("[data-drop] input[type=file]")) {
    if (!files.get(input.name)?.length) continue;
    input.files = files.get(input.name);
    showFiles(input);
  }
  (fresh.querySelector("[data-summary]") ?? fresh.querySelector("h1"))?.focus();
}
