// One key for what is done all day. No key works while somebody types, and none is needed: each has its button.
import { openDialog } from "./dialogs.js";
import { openRow } from "./rows.js";

const KEYS = { "/": search, "?": list, j: () => step(1), k: () => step(-1), Enter: enter, x: select, n: () => press("n"), e: () => press("e") };

export function keyboard() {
  document.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "k") return act(event, search);
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return undefined;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    return Object.hasOwn(KEYS, name) ? act(event, KEYS[name]) : undefined;
  });
}

function act(event, key) {
  if (key() !== false) event.preventDefault();
}

function typing(target) {
  if (document.querySelector("dialog[open]")) return true;
  return target.isContentEditable || (target.matches("input, textarea, select") && !["checkbox", "radio"].includes(target.type));
}

function search() {
  const box = document.querySelector("[data-search]");
  if (!box) return false;
  box.focus();
  box.select();
  return true;
}

function list() {
  const dialog = document.getElementById("shortcuts");
  if (dialog) openDialog(dialog);
  return Boolean(dialog);
}

function visibleRows() {
  return [...document.querySelectorAll("table[data-rows] tbody tr[data-href]")].filter((row) => row.offsetParent);
}

function cursor() {
  return document.querySelector("tr.is-cursor");
}

function step(by) {
  const all = visibleRows();
  if (!all.length) return false;
  const at = all.indexOf(cursor());
  const row = all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(Math.max(at + by, 0), all.length - 1)];
  cursor()?.classList.remove("is-cursor");
  row.classList.add("is-cursor");
  (row.querySelector("a[href]") ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
  row.dispatchEvent(new CustomEvent("row:cursor", { bubbles: true }));
  return true;
}

function enter() {
  const row = cursor();
  if (!row || document.activeElement.closest("a, button, summary, input")) return false;
  openRow(row);
  return true;
}

function select() {
  const box = cursor()?.querySelector(".pl-w-check input");
  if (!box) return false;
  box.click();
  return true;
}

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) return false;
  target.click();
  return true;
}
