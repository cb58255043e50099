import { load, loadStyles, tell } from "./load.js";

const PAUSE = 300;
const editors = new Map();

export async function edit(id, owner, html, label) {
  loadStyles("./lib/quill/quill.snow.css");
  await load("./lib/quill/quill.js");
  const box = document.getElementById(`${id}-text`);
  if (!box) {
    return;
  }

  const quill = new window.Quill(box, {
    theme: "snow",
    modules: { toolbar: document.getElementById(`${id}-tools`) },
    formats: ["bold", "italic", "underline", "strike", "header", "list", "blockquote", "link"],
  });
  quill.root.setAttribute("role", "textbox");
  quill.root.setAttribute("aria-multiline", "true");
  quill.root.setAttribute("aria-label", label);
  // Tab goes on to the next field, as everywhere else in a form.
  delete quill.keyboard.bindings.Tab;
  put(quill, html);
  editors.set(id, quill);
  let waiting;
  const write = () => {
    waiting = undefined;
    tell(owner, "WriteAsync", content(quill));
  };
  quill.on("text-change", (_change, _before, source) => {
    clearTimeout(waiting);
    if (source === "user" && !quill.composition.isComposing) {
      waiting = setTimeout(write, PAUSE);
    }
  });
  // Whoever leaves is about to turn the page or to submit: what was written last goes first.
  quill.root.addEventListener("blur", () => {
    if (waiting) {
      clearTimeout(waiting);
      write();
    }
  });
  quill.root.addEventListener("compositionend", () => {
    clearTimeout(waiting);
    waiting = setTimeout(write, PAUSE);
  });
}

export function replace(id, html) {
  const quill = editors.get(id);
  if (quill && !quill.hasFocus()) {
    put(quill, html);
  }
}

function put(quill, html) {
  quill.setContents(quill.clipboard.convert({ html }), "silent");
}

// Quill writes every blank as one that does not break.
function content(quill) {
  return quill.getLength() <= 1 ? "" : quill.getSemanticHTML().replaceAll("&nbsp;", " ");
}
