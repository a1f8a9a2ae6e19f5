// The search box at the top: suggestions below it, walked by the arrows, put away by Escape or by leaving.
export function search() {
  const found = document.querySelector("[data-suggestions]");
  if (!found) return;
  const form = found.closest("form");
  const box = form.querySelector("[data-search]");
  form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      found.replaceChildren();
      box.focus();
    }
    if (event.key === "ArrowDown" || event.key === "ArrowUp") walk(event, box, found);
  });
  form.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !form.contains(event.relatedTarget)) found.replaceChildren();
  });
  document.addEventListener("click", (event) => {
    if (!form.contains(event.target)) found.replaceChildren();
  });
}

function walk(event, box, found) {
  const stops = [box, ...found.querySelectorAll("a")];
  if (stops.length < 2) return;
  event.preventDefault();
  const at = stops.indexOf(document.activeElement);
  stops[(at + (event.key === "ArrowDown" ? 1 : -1) + stops.length) % stops.length].focus();
}
