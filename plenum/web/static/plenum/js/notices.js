// The notices of the page: a live region at the top of the content.
const FADE_AFTER = 8000;

export function notices() {
  document.addEventListener("click", (event) => {
    const cross = event.target.closest("[data-dismiss]");
    if (cross) cross.closest(".pl-notice").remove();
  });
  watchFading(document);
  document.addEventListener("htmx:load", (event) => watchFading(event.target));
}

/** Say a sentence in the notices region; the same sentence is said once. */
export function say(text, tone = "danger") {
  const region = document.getElementById("notices");
  if (!region || [...region.querySelectorAll("[data-said]")].some((said) => said.dataset.said === text)) return;
  const notice = document.createElement("div");
  notice.className = `pl-notice pl-tone-${tone}`;
  notice.dataset.said = text;
  if (tone === "danger") notice.setAttribute("role", "alert");
  const words = document.createElement("div");
  words.className = "pl-notice__words";
  words.textContent = text;
  const cross = document.createElement("button");
  cross.type = "button";
  cross.className = "btn btn-quiet btn-sm";
  cross.dataset.dismiss = "";
  cross.textContent = region.dataset.wordsClose;
  notice.append(words, cross);
  region.append(notice);
  notice.scrollIntoView({ block: "nearest" });
}

/** A sentence of the page's own language, carried by the notices region. */
export function words(name) {
  return document.getElementById("notices")?.dataset[name] ?? "";
}

function watchFading(root) {
  for (const notice of root.querySelectorAll?.('.pl-notice[data-fade="1"]') ?? []) {
    setTimeout(() => {
      if (notice.matches(":hover, :focus-within")) return;
      notice.classList.add("is-leaving");
      setTimeout(() => notice.remove(), 320);
    }, FADE_AFTER);
  }
}
