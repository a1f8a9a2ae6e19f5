// A place to drop files: shows what was chosen, refuses too large or wrong kinds at once, shows the sending.
const UNITS = ["B", "KB", "MB", "GB"];

export function fileDrops() {
  document.addEventListener("change", (event) => {
    const drop = event.target.closest("[data-drop]");
    if (drop && event.target.type === "file") show(drop, event.target);
  });
  for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, (event) => over(event, true));
  for (const kind of ["dragleave", "drop"]) document.addEventListener(kind, (event) => over(event, false));
  document.addEventListener("click", remove);
  document.addEventListener("htmx:xhr:progress", progress);
  document.addEventListener("htmx:afterRequest", (event) => hideProgress(event.target));
}

/** Show the files of an input that stands in a place to drop files. */
export function showFiles(input) {
  show(input.closest("[data-drop]"), input);
}

function over(event, isOver) {
  event.target.closest?.("[data-drop]")?.classList.toggle("is-over", isOver);
}

function show(drop, input) {
  const list = drop.querySelector("[data-drop-files]");
  const refused = [...input.files].filter((file) => reasonAgainst(drop, input, file));
  list.replaceChildren(...[...input.files].map((file) => line(list, file, reasonAgainst(drop, input, file))));
  if (refused.length) input.files = without(input.files, refused);
  drop.classList.toggle("is-filled", input.files.length > 0);
}

function reasonAgainst(drop, input, file) {
  const list = drop.querySelector("[data-drop-files]");
  if (drop.dataset.max && file.size > Number(drop.dataset.max)) return list.dataset.tooLarge;
  const endings = (input.accept || "").split(",").map((ending) => ending.trim().toLowerCase()).filter((ending) => ending.startsWith("."));
  const fits = !endings.length || endings.some((ending) => file.name.toLowerCase().endsWith(ending));
  return fits ? "" : list.dataset.wrongKind;
}

function line(list, file, refusal) {
  const item = document.createElement("li");
  item.className = `pl-drop__file${refusal ? " is-refused" : ""}`;
  const name = document.createElement("span");
  name.className = "pl-drop__name";
  name.textContent = refusal ? `${file.name} ${refusal}` : file.name;
  const size = document.createElement("span");
  size.className = "pl-second";
  size.textContent = readable(file.size);
  item.append(name, size);
  if (!refusal) item.append(removeButton(list, file));
  return item;
}

function removeButton(list, file) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-quiet btn-sm";
  button.textContent = list.dataset.remove;
  button.dataset.removeFile = file.name;
  return button;
}

function remove(event) {
  const button = event.target.closest("[data-remove-file]");
  if (!button) return;
  const drop = button.closest("[data-drop]");
  const input = drop.querySelector("input[type=file]");
  input.files = without(input.files, [...input.files].filter((file) => file.name === button.dataset.removeFile));
  show(drop, input);
  input.focus();
}

function without(files, refused) {
  const kept = new DataTransfer();
  for (const file of files) if (!refused.includes(file)) kept.items.add(file);
  return kept.files;
}

function readable(size) {
  let unit = 0;
  while (size >= 1024 && unit < UNITS.length - 1) {
    size /= 1024;
    unit += 1;
  }
  return `${size.toLocaleString(document.documentElement.lang, { maximumFractionDigits: unit > 1 && size < 100 ? 1 : 0 })} ${UNITS[unit]}`;
}

function progress(event) {
  const bar = event.target.querySelector?.("[data-drop-progress]");
  if (!bar || !event.detail.lengthComputable) return;
  const percent = Math.floor((100 * event.detail.loaded) / event.detail.total);
  bar.hidden = false;
  bar.querySelector("progress").value = percent;
  bar.querySelector("[data-drop-percent]").textContent = `${percent} %`;
}

function hideProgress(form) {
  const bar = form.querySelector?.("[data-drop-progress]");
  if (bar) bar.hidden = true;
}
