// Print the pages alone: all images are fetched first, since what is not there is printed blank.
export async function printPages(paper) {
  if (paper.printing) return;
  paper.printing = true;
  const root = document.documentElement;
  const words = paper.element.dataset.wordsPrinting.replace("{count}", paper.sheets.length);
  for (const sheet of paper.sheets) {
    paper.tell(words.replace("{number}", sheet.number));
    paper.wantImage(sheet, true);
    sheet.image.loading = "eager";
    await sheet.image.decode().catch(() => {});
  }
  paper.tell("");
  root.classList.add("pl-printing");
  paper.element.classList.add("is-printed");
  print();
  root.classList.remove("pl-printing");
  paper.element.classList.remove("is-printed");
  paper.printing = false;
  paper.lay();
}
