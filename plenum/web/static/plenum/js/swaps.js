// After a part of the page was exchanged: the reader's place moves to its heading, and the title follows.
export function swaps() {
  document.addEventListener("htmx:afterSettle", (event) => {
    const part = event.detail.elt ?? event.target;
    if (event.detail.requestConfig?.elt?.closest?.("[data-keep-focus]")) return;
    if (part.closest("[data-keep-focus]") || part.id === "notices") return;
    if (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select")) return;
    const heading = part.querySelector("[data-summary], h1[tabindex], h2[tabindex], h3[tabindex]");
    heading?.focus({ preventScroll: false });
  });
}
