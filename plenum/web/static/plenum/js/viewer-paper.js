// The pages of a viewer in their places: which are in view, how large they are, which way up.
const SIZES = [50, 75, 100, 125, 150, 200, 300];
const PIXELS_A_POINT = 96 / 72;
// No line of a page is longer than this unless somebody asks for it; plenum.css says the same before this runs.
const WIDEST = 1000;
// The page that is being read reaches over this part of what is in view.
const READ_AT = 0.35;

export class Paper extends EventTarget {
  constructor(element) {
    super();
    this.element = element;
    this.scroller = element.querySelector(".pl-viewer__pages");
    this.sheets = [...element.querySelectorAll("[data-page]")].map((figure) => sheetOf(figure));
    this.zoom = "width";
    this.turn = 0;
    this.now = 1;
    this.seen = [];
  }

  begin() {
    this.element.classList.add("is-laid");
    this.lay();
    let waiting = false;
    const soon = () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        this.look();
      });
    };
    document.addEventListener("scroll", soon, { capture: true, passive: true });
    new ResizeObserver(() => {
      if (!this.printing) this.lay();
    }).observe(this.scroller);
  }

  // Bring a page to the top of what is in view.
  show(number) {
    const wanted = Math.min(Math.max(Math.round(number), 1), this.sheets.length);
    this.sheets[wanted - 1].figure.scrollIntoView({ block: "start", inline: "nearest", behavior: "instant" });
    this.look(wanted);
  }

  resize(zoom) {
    this.zoom = zoom;
    this.lay();
    this.dispatchEvent(new Event("size"));
  }

  // The next of the sizes, counted from what the page has now.
  step(by) {
    const percent = (this.scaleOf(this.sheets[this.now - 1]) / PIXELS_A_POINT) * 100;
    const next = by > 0 ? SIZES.find((size) => size > percent + 1) : SIZES.findLast((size) => size < percent - 1);
    if (next) this.resize(String(next));
  }

  rotate() {
    this.turn = (this.turn + 90) % 360;
    this.lay();
  }

  // CSS pixels a point.
  scaleOf(sheet) {
    const [width, height] = this.turn % 180 ? [sheet.height, sheet.width] : [sheet.width, sheet.height];
    if (this.zoom === "width") return Math.min(this.room.width, WIDEST) / width;
    if (this.zoom === "page") return Math.min(this.room.width / width, this.room.height / height);
    return (Number(this.zoom) / 100) * PIXELS_A_POINT;
  }

  // Give each page its size; what is being read stays where it is.
  lay() {
    const style = getComputedStyle(this.scroller);
    const area = this.area();
    this.room = {
      width: this.scroller.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight),
      height: (this.scrolls() ? this.scroller.clientHeight : innerHeight - area.top) - 48,
    };
    const held = this.sheets[this.now - 1].figure;
    const before = held.getBoundingClientRect();
    const depth = (area.top - before.top) / (before.height || 1);
    for (const sheet of this.sheets) this.place(sheet);
    const after = held.getBoundingClientRect();
    const by = after.top + depth * after.height - area.top;
    if (depth > 0) (this.scrolls() ? this.scroller : window).scrollBy({ top: by, behavior: "instant" });
    this.look();
  }

  place(sheet) {
    const scale = this.scaleOf(sheet);
    const [width, height] = [sheet.width * scale, sheet.height * scale];
    const turned = this.turn % 180;
    Object.assign(sheet.box.style, { width: `${turned ? height : width}px`, height: `${turned ? width : height}px` });
    Object.assign(sheet.leaf.style, { width: `${width}px`, height: `${height}px`, transform: `translate(-50%, -50%) rotate(${this.turn}deg)` });
    sheet.leaf.style.setProperty("--total-scale-factor", scale);
    sheet.image.sizes = `${Math.ceil(width)}px`;
  }

  scrolls() {
    return ["auto", "scroll"].includes(getComputedStyle(this.scroller).overflowY);
  }

  // What can be seen of the pages, in the window's coordinates.
  area() {
    const box = this.scroller.getBoundingClientRect();
    const head = this.element.querySelector(".pl-viewer__head").getBoundingClientRect();
    const top = this.scrolls() ? Math.max(box.top, 0) : Math.max(head.bottom, 0);
    return { top, bottom: Math.min(box.bottom, innerHeight) };
  }

  // Note which pages are in view and which is being read.
  look(wanted = 0) {
    const area = this.area();
    const line = area.top + (area.bottom - area.top) * READ_AT;
    const places = this.sheets.map((sheet) => sheet.figure.getBoundingClientRect());
    this.seen = this.sheets.filter((_sheet, at) => places[at].bottom > area.top && places[at].top < area.bottom);
    const read = places.findLastIndex((place) => place.top <= line) + 1;
    this.now = wanted || Math.max(read, 1);
    this.dispatchEvent(new Event("now"));
  }

  // A page's image is fetched again when it is in view, or left to whoever draws the page better.
  wantImage(sheet, wanted) {
    if (wanted && sheet.kept) {
      [sheet.image.srcset, sheet.image.src] = sheet.kept;
      sheet.kept = null;
    } else if (!wanted && !sheet.kept && !sheet.image.complete) {
      sheet.kept = [sheet.image.srcset, sheet.image.src];
      sheet.image.removeAttribute("srcset");
      sheet.image.removeAttribute("src");
    }
  }

  tell(words) {
    const place = this.element.querySelector("[data-viewer-told]");
    place.textContent = words;
    place.hidden = !words;
  }
}

export function pressed(element, act, open) {
  for (const button of element.querySelectorAll(`[data-viewer-act="${act}"][aria-expanded]`)) button.ariaExpanded = String(open);
}

function sheetOf(figure) {
  const image = figure.querySelector("img");
  return {
    figure,
    image,
    number: Number(figure.dataset.page),
    box: figure.querySelector(".pl-viewer__sheet"),
    leaf: figure.querySelector(".pl-viewer__leaf"),
    text: figure.querySelector(".pl-viewer__text"),
    width: Number(image.getAttribute("width")) / PIXELS_A_POINT,
    height: Number(image.getAttribute("height")) / PIXELS_A_POINT,
    hasLetters: "letters" in figure.dataset,
    kept: null,
  };
}
