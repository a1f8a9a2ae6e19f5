// A file to be read: its page images, and on top of them pages, search, sizes, small pages, printing. On a wide screen
// pdf.js draws what is in view once it is ready; until then, on a phone and when it fails, the images of the server stay.
import { finding } from "./viewer-find.js";
import { keys } from "./viewer-keys.js";
import { Paper, pressed } from "./viewer-paper.js";
import { printPages } from "./viewer-print.js";
import { textBeside } from "./viewer-text.js";
import { smallPages } from "./viewer-thumbs.js";

const WIDE = "(min-width: 600px)";
// To find a page pdf.js may have to walk through the whole file. A scan of this size (bytes) has no letters that would be worth
// it: it stays with the images until a page is shown larger than they are.
const LARGE = 8 * 1024 * 1024;
const WIDEST_IMAGE = 1400;

export function viewers() {
  for (const element of document.querySelectorAll("[data-viewer]")) begin(element);
  document.addEventListener("htmx:load", (event) => {
    for (const element of event.target.querySelectorAll?.("[data-viewer]") ?? []) begin(element);
  });
}

function begin(element) {
  if (element.dataset.begun) return;
  element.dataset.begun = "1";
  const paper = new Paper(element);
  if (!paper.sheets.length) return;
  const find = finding(paper);
  const acts = {
    previous: () => paper.show(paper.now - 1),
    next: () => paper.show(paper.now + 1),
    first: () => paper.show(1),
    last: () => paper.show(paper.sheets.length),
    smaller: () => paper.step(-1),
    larger: () => paper.step(1),
    width: () => paper.resize("width"),
    rotate: () => paper.rotate(),
    print: () => printPages(paper),
    thumbs: smallPages(paper),
    more: () => pressed(element, "more", element.classList.toggle("is-unfolded")),
    find: find.toggle,
    "found-before": () => find.step(-1),
  };
  element.addEventListener("click", (event) => {
    const name = event.target.closest("[data-viewer-act]")?.dataset.viewerAct;
    if (name) acts[name]();
  });
  number(paper);
  sizes(paper);
  keys(paper, acts, find);
  paper.begin();
  // Printed by the browser's own key: it fetches what it still can of the images.
  addEventListener("beforeprint", () => paper.sheets.forEach((sheet) => paper.wantImage(sheet, true)));
  const drawable = element.dataset.pdf && matchMedia(WIDE).matches;
  const late = Number(element.dataset.size) > LARGE && !paper.sheets.some((sheet) => sheet.hasLetters);
  if (drawable && !late) drawn(paper);
  else textBeside(paper);
  if (drawable && late) whenLarge(paper);
}

function whenLarge(paper) {
  const look = () => {
    if (!paper.seen.some((sheet) => sheet.image.width * devicePixelRatio > WIDEST_IMAGE * 1.1)) return;
    paper.removeEventListener("size", look);
    drawn(paper);
  };
  paper.addEventListener("size", look);
}

function number(paper) {
  const box = paper.element.querySelector("[data-viewer-page]");
  paper.addEventListener("now", () => {
    if (document.activeElement !== box) box.value = paper.now;
  });
  box.addEventListener("focus", () => box.select());
  box.addEventListener("change", () => paper.show(Number(box.value) || paper.now));
  box.addEventListener("blur", () => { box.value = paper.now; });
}

function sizes(paper) {
  const choice = paper.element.querySelector("[data-viewer-zoom]");
  choice.addEventListener("change", () => paper.resize(choice.value));
  paper.addEventListener("size", () => { choice.value = paper.zoom; });
}

// The first image is on the screen before the engine, which is ten times as large, is asked for.
async function drawn(paper) {
  const first = paper.sheets[0].image;
  await new Promise((go) => {
    if (first.complete) go();
    for (const name of ["load", "error"]) first.addEventListener(name, go, { once: true });
  });
  try {
    const { drawPages } = await import("./viewer-pdf.js");
    await drawPages(paper);
  } catch (error) {
    console.warn("The pages are shown as images.", error);
    textBeside(paper);
  }
}
