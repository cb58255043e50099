import { keepBlob } from "./attachments.js";

const pads = new Map();
const INK = "#101828";

export async function begin(id) {
  const { default: SignaturePad } = await import("./lib/signature_pad/signature_pad.min.js");
  const canvas = document.getElementById(id);
  if (!canvas) {
    return;
  }

  const pad = new SignaturePad(canvas, { penColor: INK, minWidth: 0.8, maxWidth: 2.8 });
  pads.set(id, { pad, canvas, isWritten: false });
  // What was drawn stays when the screen turns: it is drawn again in the new size.
  const size = () => {
    const ratio = Math.max(window.devicePixelRatio || 1, 1);
    const width = Math.round(canvas.offsetWidth * ratio);
    if (width === 0 || (canvas.width === width && canvas.dataset.sized)) {
      return;
    }

    const strokes = pad.toData();
    canvas.dataset.sized = "yes";
    canvas.width = width;
    canvas.height = Math.round(canvas.offsetHeight * ratio);
    canvas.getContext("2d").scale(ratio, ratio);
    pad.fromData(strokes);
  };
  size();
  new ResizeObserver(size).observe(canvas);
}

export function clear(id) {
  const shown = pads.get(id);
  shown?.pad.clear();
  if (shown) {
    shown.isWritten = false;
  }
}

// For those who cannot draw: the name as it would be written.
export function write(id, nameId) {
  const shown = pads.get(id);
  const name = document.getElementById(nameId)?.value.trim();
  if (!shown || !name) {
    return;
  }

  clear(id);
  const context = shown.canvas.getContext("2d");
  const { offsetWidth: width, offsetHeight: height } = shown.canvas;
  context.fillStyle = INK;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.font = `${Math.min(height * 0.5, (width * 0.9) / Math.max(name.length, 3))}px KaiTi, STKaiti, "Noto Serif CJK SC", cursive`;
  context.fillText(name, width / 2, height / 2);
  shown.isWritten = true;
}

export async function keep(id, nameId, options) {
  const shown = pads.get(id);
  const signer = document.getElementById(nameId)?.value ?? "";
  if (!shown || (shown.pad.isEmpty() && !shown.isWritten)) {
    return { id: null, signer, isEmpty: true, problem: null };
  }

  if (!signer.trim()) {
    return { id: null, signer, isEmpty: false, problem: null };
  }

  const blob = await new Promise((resolve) => shown.canvas.toBlob(resolve, "image/png"));
  const kept = await keepBlob(blob, "signature.png", options);
  return { ...kept, signer, isEmpty: false };
}
