// pdf.js draws what is in view over the server's images, from parts of the file fetched as they are needed.
import { layText } from "./viewer-text.js";

// Bytes fetched at a time: about three scanned pages.
const PIECE = 256 * 1024;
// A canvas never holds more pixels than this, however large the page is shown.
const PIXELS = 16_000_000;
const PAUSE = 120;

export async function drawPages(paper) {
  const { engine: address, worker, parts: folder, pdf } = paper.element.dataset;
  const engine = await import(address);
  engine.GlobalWorkerOptions.workerSrc = worker;
  const base = new URL(folder, document.baseURI).href;
  const parts = await partsOf(engine, pdf);
  const loading = engine.getDocument({
    range: parts,
    rangeChunkSize: PIECE,
    disableAutoFetch: true,
    disableStream: true,
    // Decoders written as scripts: the policy of the pages allows no compiled code.
    useWasm: false,
    wasmUrl: `${base}decoders/`,
    standardFontDataUrl: `${base}fonts/`,
    useWorkerFetch: true,
    enableXfa: false,
    verbosity: 0,
  });
  parts.failed = () => loading.destroy();
  const file = await loading.promise;
  if (file.numPages !== paper.sheets.length) throw new Error(`The file has ${file.numPages} pages.`);
  new Drawing(paper, engine, file).begin();
}

class Drawing {
  constructor(paper, engine, file) {
    Object.assign(this, { paper, engine, file, drawn: new Set(), busy: false });
  }

  begin() {
    for (const sheet of this.paper.sheets) this.paper.wantImage(sheet, false);
    this.paper.element.dataset.drawn = "";
    let timer;
    this.paper.addEventListener("now", () => {
      clearTimeout(timer);
      timer = setTimeout(() => this.draw(), this.paper.seen.some((sheet) => !sheet.canvas) ? 0 : PAUSE);
    });
    this.draw();
  }

  // Draw what is in view and one page around it, one after the other; what left the view is given back.
  async draw() {
    if (this.busy) return;
    this.busy = true;
    for (let sheet = this.next(); sheet; sheet = this.next()) {
      try {
        await this.one(sheet);
      } catch (error) {
        console.warn(`Page ${sheet.number} is shown as an image.`, error);
        sheet.failed = true;
        this.paper.wantImage(sheet, true);
        layText(this.paper, sheet);
      }
    }
    this.busy = false;
  }

  next() {
    if (!this.paper.element.isConnected) {
      this.file.destroy();
      return undefined;
    }
    const seen = this.paper.seen.map((sheet) => sheet.number);
    const around = [...seen, seen.at(-1) + 1, seen[0] - 1].map((number) => this.paper.sheets[number - 1]).filter(Boolean);
    for (const sheet of this.drawn) if (!around.includes(sheet)) this.drop(sheet);
    return around.find((sheet) => !sheet.failed && (!sheet.canvas || sheet.drawnAt !== this.scaleOf(sheet)));
  }

  // Device pixels a point.
  scaleOf(sheet) {
    const scale = this.paper.scaleOf(sheet) * devicePixelRatio;
    return Math.min(scale, Math.sqrt(PIXELS / (sheet.width * sheet.height)));
  }

  async one(sheet) {
    const scale = this.scaleOf(sheet);
    const page = await this.file.getPage(sheet.number);
    const plain = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (scale * sheet.width) / plain.width });
    const canvas = document.createElement("canvas");
    canvas.ariaHidden = "true";
    [canvas.width, canvas.height] = [Math.ceil(viewport.width), Math.ceil(viewport.height)];
    await page.render({ canvas, viewport, annotationMode: this.engine.AnnotationMode.ENABLE }).promise;
    if (sheet.canvas) sheet.canvas.replaceWith(canvas);
    else sheet.image.after(canvas);
    Object.assign(sheet, { canvas, drawnAt: scale });
    this.drawn.add(sheet);
    if (!sheet.lettered) await this.letters(sheet, page, plain);
  }

  // Text that can be selected, found and read aloud; a scan has none, and the server may have read it.
  async letters(sheet, page, viewport) {
    sheet.lettered = true;
    const content = await page.getTextContent();
    if (!content.items.some((item) => item.str?.trim())) {
      await layText(this.paper, sheet);
      return;
    }
    sheet.hasText = true;
    sheet.text.replaceChildren();
    await new this.engine.TextLayer({ textContentSource: content, container: sheet.text, viewport }).render();
    sheet.text.classList.add("is-drawn");
    this.paper.dispatchEvent(new CustomEvent("text", { detail: sheet.number }));
  }

  drop(sheet) {
    this.drawn.delete(sheet);
    sheet.canvas.width = 0;
    sheet.canvas.remove();
    sheet.canvas = null;
    if (!sheet.text.matches(".is-drawn")) return;
    sheet.text.classList.remove("is-drawn");
    sheet.text.replaceChildren();
    sheet.lettered = false;
  }
}

// The file as pdf.js asks for it. The first part tells how long it is.
async function partsOf(engine, address) {
  const first = await fetched(address, 0, PIECE);
  const parts = new engine.PDFDataRangeTransport(first.length, first.bytes);
  parts.requestDataRange = async (begin, end) => {
    try {
      const part = await fetched(address, begin, end).catch(() => fetched(address, begin, end));
      parts.onDataRange(begin, part.bytes);
    } catch (error) {
      console.warn("A part of the file did not come.", error);
      parts.failed();
    }
  };
  return parts;
}

async function fetched(address, begin, end) {
  const answer = await fetch(address, { headers: { Range: `bytes=${begin}-${end - 1}` } });
  if (answer.status !== 206) throw new Error(`The file answered ${answer.status}.`);
  return { bytes: new Uint8Array(await answer.arrayBuffer()), length: Number(answer.headers.get("Content-Range").split("/")[1]) };
}
