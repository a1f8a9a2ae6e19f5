// Pages of a document: which one is being read, next and previous, larger and smaller.
const ZOOMS = ["75", "fit", "125", "150", "200"];

export function viewers() {
  for (const viewer of document.querySelectorAll("[data-viewer]")) begin(viewer);
  document.addEventListener("htmx:load", (event) => {
    for (const viewer of event.target.querySelectorAll?.("[data-viewer]") ?? []) begin(viewer);
  });
}

function begin(viewer) {
  if (viewer.dataset.begun) return;
  viewer.dataset.begun = "1";
  const now = viewer.querySelector("[data-page-now]");
  const pages = [...viewer.querySelectorAll("[data-page]")];
  const seen = new Map();
  const watcher = new IntersectionObserver((entries) => {
    for (const entry of entries) seen.set(entry.target, entry.intersectionRatio);
    const shown = pages.reduce((best, page) => ((seen.get(page) ?? 0) > (seen.get(best) ?? 0) ? page : best), pages[0]);
    now.textContent = shown.dataset.page;
  }, { threshold: [0, 0.25, 0.5, 0.75, 1] });
  for (const page of pages) watcher.observe(page);
  viewer.addEventListener("click", (event) => {
    const button = event.target.closest("[data-page-step], [data-zoom-step]");
    if (button?.dataset.pageStep) turn(pages, Number(now.textContent), Number(button.dataset.pageStep));
    if (button?.dataset.zoomStep) zoom(viewer, Number(button.dataset.zoomStep));
  });
}

function turn(pages, now, by) {
  const at = pages.findIndex((page) => Number(page.dataset.page) === now);
  pages[Math.min(Math.max(at + by, 0), pages.length - 1)]?.scrollIntoView({ block: "start" });
}

function zoom(viewer, by) {
  const at = ZOOMS.indexOf(viewer.dataset.zoom);
  viewer.dataset.zoom = ZOOMS[Math.min(Math.max(at + by, 0), ZOOMS.length - 1)];
}
