// Search in the text of all pages, however its letters are typed: `hoi nghi` finds `Hội nghị`. The server gives the text once;
// the places are marked in whatever text lies over the pages in view.
import { pressed } from "./viewer-paper.js";

const PAUSE = 200;

export function finding(paper) {
  const form = paper.element.querySelector("[data-viewer-find]");
  if (!form) return { offered: false };
  const box = form.querySelector("input");
  const told = form.querySelector("output");
  let texts;
  let places = [];
  let at = -1;
  let asked = null;

  async function search() {
    const words = patternOf(box.value);
    texts ??= textsOf(paper);
    const pages = await texts.catch(() => {
      texts = undefined;
      return [];
    });
    asked = words;
    places = words ? pages.flatMap((text, page) => [...fold(text).folded.matchAll(words)].map((_found, nth) => ({ page: page + 1, nth }))) : [];
    at = places.findIndex((place) => place.page >= paper.now);
    if (at < 0 && places.length) at = 0;
    go();
  }

  function go() {
    told.textContent = places.length ? `${at + 1} / ${places.length}` : asked && paper.element.dataset.wordsNone;
    if (places.length && !paper.seen.some((sheet) => sheet.number === places[at].page)) paper.show(places[at].page);
    mark(paper, asked, places[at], true);
  }

  function step(by) {
    if (!places.length) return;
    at = (at + by + places.length) % places.length;
    go();
  }

  function open() {
    form.hidden = false;
    pressed(paper.element, "find", true);
    box.focus();
    box.select();
  }

  function toggle() {
    if (form.hidden) return open();
    form.hidden = true;
    asked = null;
    mark(paper, null);
    pressed(paper.element, "find", false);
    paper.scroller.focus({ preventScroll: true });
    return undefined;
  }

  let timer;
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(search, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    step(1);
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.shiftKey) return;
    event.preventDefault();
    step(-1);
  });
  paper.addEventListener("now", () => asked && mark(paper, asked, places[at], false));
  // The text of a page comes after the jump to it: then the place itself can be brought into view.
  paper.addEventListener("text", (event) => asked && mark(paper, asked, places[at], event.detail === places[at]?.page));
  return { offered: true, open, toggle, step };
}

async function textsOf(paper) {
  const answer = await fetch(paper.element.dataset.text);
  if (!answer.ok) throw new Error(`The text answered ${answer.status}.`);
  return (await answer.json()).pages;
}

function patternOf(typed) {
  const words = fold(typed).folded.trim().split(/\s+/).filter(Boolean);
  return words.length ? new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s*"), "g") : null;
}

// The text without accents and case, and where each of its letters came from.
function fold(text) {
  const letters = [];
  const from = [];
  for (let at = 0; at < text.length; at += 1) {
    const plain = text[at].normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace("đ", "d");
    for (const letter of plain) {
      letters.push(letter);
      from.push(at);
    }
  }
  return { folded: letters.join(""), from };
}

function mark(paper, words, place, bring) {
  if (!("highlights" in CSS)) return;
  const all = [];
  let current = null;
  for (const sheet of words ? paper.seen : []) {
    const ranges = rangesIn(sheet.text, words);
    if (sheet.number === place?.page) current = ranges[place.nth] ?? null;
    all.push(...ranges.filter((range) => range !== current));
  }
  CSS.highlights.set("pl-found", new Highlight(...all));
  CSS.highlights.set("pl-found-now", new Highlight(...(current ? [current] : [])));
  if (current && bring && current.startContainer.parentElement.closest(".is-drawn, .is-placed")) bringIntoView(paper, current);
}

function bringIntoView(paper, range) {
  const area = paper.area();
  const place = range.getBoundingClientRect();
  if (place.top < area.top || place.bottom > area.bottom) range.startContainer.parentElement.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
}

function rangesIn(element, words) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const nodes = [];
  let length = 0;
  while (walker.nextNode()) {
    nodes.push({ node: walker.currentNode, start: length });
    length += walker.currentNode.data.length;
  }
  const { folded, from } = fold(nodes.map(({ node }) => node.data).join(""));
  const spot = (at) => {
    const { node, start } = nodes.findLast((one) => one.start <= at);
    return [node, at - start];
  };
  return [...folded.matchAll(words)].map((found) => {
    const range = new Range();
    range.setStart(...spot(from[found.index]));
    const [node, at] = spot(from[found.index + found[0].length - 1]);
    range.setEnd(node, at + 1);
    return range;
  });
}
