// Keys while the viewer has the focus, or anywhere on a page that holds nothing else.
const KEYS = { ArrowLeft: "previous", ArrowRight: "next", PageUp: "previous", PageDown: "next", Home: "first", End: "last", "+": "larger", "=": "larger", "-": "smaller", 0: "width", r: "rotate" };

export function keys(paper, acts, find) {
  const whole = paper.element.matches("[data-whole]");
  document.addEventListener("keydown", (event) => {
    const inside = paper.element.contains(event.target) || (whole && event.target === document.body);
    if (!inside || event.altKey || event.isComposing || document.querySelector("dialog[open]")) return;
    const act = named(event, acts, find);
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  }, { capture: true });
}

function named(event, acts, find) {
  const control = event.ctrlKey || event.metaKey;
  const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  if (find.offered && control && name === "f") return find.open;
  if (event.target.closest("[data-viewer-find]")) return name === "Escape" ? find.toggle : undefined;
  if (control || event.target.matches("input, select")) return undefined;
  if (find.offered && name === "/") return find.open;
  return acts[KEYS[name]];
}
