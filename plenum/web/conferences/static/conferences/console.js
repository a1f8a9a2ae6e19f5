// The console: a button is sent without leaving the page; what it changed comes back by the stream.
// Without this script every button is an ordinary form.

import { keepTime } from "./clock.js";

const form = document.getElementById("conduct");
const refused = document.getElementById("refused");
const KINDS = ["stage", "moved", "countdown", "message", "snapshot"];
const PATIENCE = 2000; // milliseconds for the stream to bring what was done, before the page is loaded anew

keepTime();
for (const kind of KINDS) document.addEventListener(`live:${kind}`, showCurrent);
showCurrent();

form?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = event.submitter;
  if (!button || button.getAttribute("aria-busy") === "true") return;
  button.setAttribute("aria-busy", "true");
  form.elements._once.value = crypto.randomUUID?.() ?? uuid();
  try {
    await send(button.formAction, new FormData(form, button));
  } catch {
    say(form.dataset.lost);
  } finally {
    button.removeAttribute("aria-busy");
  }
});

async function send(address, body) {
  const heard = nextEvent();
  const answer = await fetch(address, { method: "POST", body, headers: { "HX-Request": "true" }, redirect: "manual" });
  if (answer.type === "opaqueredirect" || answer.ok) {
    say("");
    if (address.endsWith("/message/")) document.getElementById("message-text").value = "";
    if (!(await heard)) location.reload();
  } else {
    say(words(await answer.text()));
  }
}

/** True once anything came by the stream, false when nothing came in time. */
function nextEvent() {
  return new Promise((settle) => {
    const late = setTimeout(() => settle(false), PATIENCE);
    for (const kind of KINDS) document.addEventListener(`live:${kind}`, () => { clearTimeout(late); settle(true); }, { once: true });
  });
}

/** A long agenda keeps the item that is on in sight. */
function showCurrent() {
  const column = document.querySelector(".cf-column--agenda");
  const item = column?.querySelector("[aria-current]");
  if (!item || column.scrollHeight <= column.clientHeight) return;
  column.scrollTop = item.offsetTop - column.clientHeight / 3;
}

function say(text) {
  refused.hidden = !text;
  refused.textContent = text;
}

function words(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return (page.querySelector("[data-refusal], .pl-notice__words, main p") ?? page.body).textContent.trim();
}

// randomUUID exists in secure contexts only; a hall's own network may not have one.
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
