// The text of a page that is shown as an image: read aloud beside it, or laid over it where the places of its words are known.
const measured = document.createElement("canvas").getContext("2d");

export function textBeside(paper) {
  const visible = () => {
    for (const sheet of paper.seen) layText(paper, sheet);
  };
  paper.addEventListener("now", visible);
  visible();
}

export async function layText(paper, sheet) {
  if (sheet.hasText || !paper.element.dataset.words) return;
  sheet.hasText = true;
  try {
    const answer = await fetch(paper.element.dataset.words.replace("/0/", `/${sheet.number}/`));
    if (!answer.ok) throw new Error(`The text answered ${answer.status}.`);
    const told = await answer.json();
    if (told.words.length) place(sheet, told.words);
    else sheet.text.textContent = told.text;
    paper.dispatchEvent(new CustomEvent("text", { detail: sheet.number }));
  } catch (error) {
    sheet.hasText = false;
    console.warn(`The text of page ${sheet.number} is missing.`, error);
  }
}

// Words lie where they were read, as wide as they are printed. Places are parts of the page, so that they grow with it.
function place(sheet, words) {
  measured.font = "100px sans-serif";
  sheet.text.replaceChildren(...words.flatMap(([x, y, width, height, word]) => {
    const span = document.createElement("span");
    span.textContent = word;
    const size = height * sheet.height;
    const natural = (measured.measureText(word).width * size) / 100;
    span.style.left = `${x * 100}%`;
    span.style.top = `${y * 100}%`;
    span.style.fontSize = `calc(${size}px * var(--total-scale-factor))`;
    span.style.transform = `scaleX(${(width * sheet.width) / (natural || 1)})`;
    return [span, " "];
  }));
  sheet.text.classList.add("is-placed");
}
