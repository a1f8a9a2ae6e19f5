// Rows of a table: a click opens, boxes select (Shift selects a run), a bar shows what can be done with them.
export function rows() {
  document.addEventListener("click", open);
  document.addEventListener("auxclick", (event) => event.button === 1 && open(event));
  document.addEventListener("click", run, true);
  document.addEventListener("change", (event) => {
    const table = event.target.closest("table[data-rows]");
    if (!table || event.target.type !== "checkbox") return;
    if (event.target.matches("[data-select-all]")) for (const box of boxes(table)) box.checked = event.target.checked;
    count(table);
  });
}

export function openRow(row, inNewTab = false) {
  const link = row.querySelector("a[data-open], a.pl-title, a[href]");
  if (link && !inNewTab) link.click();
  else if (inNewTab) window.open(row.dataset.href, "_blank", "noopener");
  else location.assign(row.dataset.href);
}

function open(event) {
  const row = event.target.closest("tr[data-href]");
  if (!row || event.defaultPrevented) return;
  if (event.target.closest("a, button, input, select, textarea, label, summary, details, .pl-w-check")) return;
  if (String(getSelection())) return;
  openRow(row, event.metaKey || event.ctrlKey || event.button === 1);
}

let last = null;

function run(event) {
  const box = event.target.closest?.("table[data-rows] tbody .pl-w-check input");
  if (!box) return;
  const all = boxes(box.closest("table"));
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    for (const each of all.slice(from, to + 1)) each.checked = box.checked;
  }
  last = box;
}

function boxes(table) {
  return [...table.querySelectorAll("tbody .pl-w-check input[type=checkbox]")];
}

function count(table) {
  const all = boxes(table);
  const chosen = all.filter((box) => box.checked).length;
  const head = table.querySelector("[data-select-all]");
  if (head) {
    head.checked = chosen > 0 && chosen === all.length;
    head.indeterminate = chosen > 0 && chosen < all.length;
  }
  const bar = (table.closest("form") ?? document).querySelector("[data-bulk]");
  if (!bar) return;
  bar.hidden = chosen === 0;
  bar.querySelector("[data-bulk-count]").textContent = chosen;
}
