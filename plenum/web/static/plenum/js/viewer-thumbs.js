// Small pages beside the large ones: made when somebody opens the panel, their images loaded as they come into view.
import { pressed } from "./viewer-paper.js";

export function smallPages(paper) {
  const panel = paper.element.querySelector("[data-viewer-thumbs]");
  const current = () => {
    panel.querySelector("[aria-current]")?.removeAttribute("aria-current");
    const button = panel.children[paper.now - 1];
    if (!button) return;
    button.setAttribute("aria-current", "page");
    if (!panel.hidden) bring(panel, button);
  };
  paper.addEventListener("now", current);
  return () => {
    panel.hidden = !panel.hidden;
    if (!panel.children.length) panel.append(...paper.sheets.map((sheet) => small(paper, sheet)));
    pressed(paper.element, "thumbs", !panel.hidden);
    current();
  };
}

function small(paper, sheet) {
  const button = document.createElement("button");
  button.type = "button";
  const image = new Image();
  image.loading = "lazy";
  image.decoding = "async";
  [image.width, image.height] = [sheet.width, sheet.height].map(Math.round);
  image.alt = "";
  image.src = sheet.figure.dataset.small;
  const number = document.createElement("span");
  number.textContent = sheet.number;
  button.append(image, number);
  button.ariaLabel = sheet.image.alt;
  button.addEventListener("click", () => paper.show(sheet.number));
  return button;
}

// As `scrollIntoView`, without moving the page around the panel.
function bring(panel, button) {
  const above = button.offsetTop - panel.scrollTop;
  if (above < 0 || above + button.offsetHeight > panel.clientHeight) panel.scrollTop = button.offsetTop - panel.clientHeight / 3;
}
