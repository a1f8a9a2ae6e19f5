// The panel beside the list, on wide screens: a click on a row or j and k choose, Enter and the title open.
const WIDE = matchMedia("(min-width: 1180px)");
const PATIENCE = 120;

const panel = document.getElementById("panel");
let wanted = 0;
let timer = 0;

if (panel) {
  const first = document.querySelector("tr[data-panel]");
  if (WIDE.matches) first?.setAttribute("aria-current", "true");
  place(first);
  document.addEventListener("click", onClick, true);
  document.addEventListener("row:cursor", (event) => {
    if (!WIDE.matches || !event.target.dataset.panel) return;
    clearTimeout(timer);
    timer = setTimeout(() => choose(event.target), PATIENCE);
  });
}

function onClick(event) {
  const row = event.target.closest("tr[data-panel]");
  if (!row || !WIDE.matches || event.button !== 0 || event.metaKey || event.ctrlKey) return;
  if (event.target.closest("a, button, input, summary") || String(getSelection())) return;
  event.preventDefault();
  event.stopPropagation();
  choose(row);
}

async function choose(row) {
  const turn = ++wanted;
  for (const other of document.querySelectorAll("tr[data-panel][aria-current]")) other.removeAttribute("aria-current");
  row.setAttribute("aria-current", "true");
  panel.setAttribute("aria-busy", "true");
  try {
    const answer = await fetch(row.dataset.panel, { headers: { "HX-Request": "true" }, credentials: "same-origin" });
    if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
    const html = await answer.text();
    if (turn !== wanted) return;
    panel.replaceChildren(document.createRange().createContextualFragment(html));
    panel.scrollTop = 0;
    place(row);
  } catch {
    if (turn === wanted) location.assign(row.dataset.href);
  } finally {
    if (turn === wanted) panel.removeAttribute("aria-busy");
  }
}

function place(row) {
  const rows = [...document.querySelectorAll("tr[data-panel]")];
  const shown = panel.querySelector("[data-place]");
  if (shown && row) shown.textContent = `${rows.indexOf(row) + 1} / ${rows.length}`;
}
