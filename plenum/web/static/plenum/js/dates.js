// A day as the office writes it: the points come by themselves, the calendar is one click away.
export function dates() {
  document.addEventListener("click", (event) => {
    const box = event.target.closest("[data-pick]")?.closest("[data-date]");
    if (box) open(box);
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-native]")) take(event.target);
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-date] > input:not([data-native])")) punctuate(event);
  });
}

function mark() {
  return document.documentElement.lang === "ru" ? "." : "/";
}

function open(box) {
  const native = box.querySelector("[data-native]");
  const found = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:\s+(\d{2}:\d{2}))?/.exec(box.querySelector("input").value);
  if (found) {
    const [, day, month, year, clock] = found;
    const iso = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    native.value = native.type === "date" ? iso : `${iso}T${clock ?? "08:00"}`;
  }
  native.showPicker();
}

function take(native) {
  if (!native.value) return;
  const [day, clock] = native.value.split("T");
  const text = native.closest("[data-date]").querySelector("input");
  text.value = [day.split("-").reverse().join(mark()), clock].filter(Boolean).join(" ");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  text.dispatchEvent(new Event("change", { bubbles: true }));
}

function punctuate(event) {
  const text = event.target;
  if (!event.inputType?.startsWith("insert") || text.selectionStart !== text.value.length) return;
  if (/^\d{2}$/.test(text.value) || /^\d{2}[./]\d{2}$/.test(text.value)) text.value += mark();
}
