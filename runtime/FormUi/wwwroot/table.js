import { tell } from "./load.js";

// A table of cells: those that are typed are edited by an input of our own above the cell, so that no key is lost on its way; all others
// ask their owner for an editor. Tab goes from cell to cell, Enter down, Escape takes back, arrows move up and down; in a cell of several
// lines Enter and arrows belong to the text.
export function listen(id, owner) {
  const box = document.getElementById(id);
  if (!box || box.dataset.listens) {
    return;
  }

  box.dataset.listens = "yes";
  let editor = null;
  let isOpen = false;

  box.addEventListener("focusin", (came) => {
    const cell = came.target.closest("td[data-edit]");
    if (!cell || came.target !== cell) {
      return;
    }

    if (cell.dataset.edit === "text") {
      if (isOpen) {
        isOpen = false;
        tell(owner, "Close");
      }

      edit(cell);
    } else {
      isOpen = true;
      tell(owner, "Open", rowOf(cell), cell.dataset.column).then(() => focusInside(cell));
    }
  });

  box.addEventListener("focusout", () => {
    setTimeout(() => {
      if (isOpen && !box.contains(document.activeElement) && !document.querySelector(".mud-dialog")) {
        isOpen = false;
        tell(owner, "Close");
      }
    }, 200);
  });

  function edit(cell) {
    close();
    const isLong = cell.dataset.lines === "many";
    const input = document.createElement(isLong ? "textarea" : "input");
    input.className = "lc-cell-input";
    input.autocomplete = "off";
    input.inputMode = cell.dataset.mode;
    input.value = cell.dataset.value ?? "";
    input.setAttribute("aria-label", `${cell.dataset.label} ${rowOf(cell) + 1}`);
    const from = cell.getBoundingClientRect();
    const around = box.getBoundingClientRect();
    // On a phone the cell's label stands in it.
    const label = Math.max(0, parseFloat(getComputedStyle(cell, "::before").height) || 0) + (isPhone(cell) ? parseFloat(getComputedStyle(cell).paddingTop) : 0);
    input.style.left = `${from.left - around.left + box.scrollLeft}px`;
    input.style.top = `${from.top - around.top + box.scrollTop + label}px`;
    input.style.width = `${from.width}px`;
    input.style.height = `${Math.max(from.height - label, isLong ? 96 : 0)}px`;
    editor = { cell, input, before: input.value };
    input.addEventListener("keydown", steer);
    input.addEventListener("blur", close);
    input.addEventListener("paste", spread);
    box.append(input);
    input.focus({ preventScroll: true });
    input.select();
  }

  function close() {
    if (!editor) {
      return;
    }

    const { cell, input, before } = editor;
    editor = null;
    input.remove();
    if (input.value !== before) {
      // Whoever comes back before the server has answered finds what was typed.
      cell.dataset.value = input.value;
      tell(owner, "TypeAsync", rowOf(cell), cell.dataset.column, input.value);
    }
  }

  function steer(key) {
    if (key.isComposing || !editor) {
      return;
    }

    const { cell, input, before } = editor;
    if (key.key === "Tab") {
      const cells = [...box.querySelectorAll("td[data-edit]")];
      const next = cells[cells.indexOf(cell) + (key.shiftKey ? -1 : 1)];
      key.preventDefault();
      if (next) {
        next.focus();
      } else {
        leave(key.shiftKey);
      }
    } else if (key.key === "Escape") {
      input.value = before;
      input.select();
    } else if (input instanceof HTMLTextAreaElement) {
      return;
    } else if (key.key === "Enter" || key.key === "ArrowDown") {
      key.preventDefault();
      const below = beside(cell, 1);
      if (below) {
        below.focus();
      } else if (key.key === "Enter") {
        close();
        tell(owner, "NextRowAsync", cell.dataset.column);
      }
    } else if (key.key === "ArrowUp") {
      key.preventDefault();
      beside(cell, -1)?.focus();
    }
  }

  // To what comes behind the table, or before it.
  function leave(isBack) {
    close();
    const outside = [...document.querySelectorAll("a[href], button:not([disabled]), input:not([disabled]), select, textarea, [tabindex='0']")].filter(
      (element) => element.offsetParent !== null && !box.contains(element),
    );
    const side = isBack ? Node.DOCUMENT_POSITION_PRECEDING : Node.DOCUMENT_POSITION_FOLLOWING;
    const there = outside.filter((element) => box.compareDocumentPosition(element) & side);
    (isBack ? there.at(-1) : there[0])?.focus();
  }

  function spread(pasted) {
    const text = pasted.clipboardData?.getData("text/plain") ?? "";
    const rows = cellsOf(text);
    // Lines that are no cells belong into the cell that takes lines.
    if (!editor || (rows.length === 1 && rows[0].length === 1) || (editor.input instanceof HTMLTextAreaElement && !text.includes("\t"))) {
      return;
    }

    pasted.preventDefault();
    const { cell, input } = editor;
    editor.before = input.value;
    close();
    tell(owner, "PasteAsync", rowOf(cell), cell.dataset.column, rows);
  }

  function beside(cell, rows) {
    return box.querySelector(`tr[data-row="${rowOf(cell) + rows}"] td[data-column="${CSS.escape(cell.dataset.column)}"][data-edit]`);
  }
}

export function go(id) {
  const cell = document.getElementById(id);
  cell?.scrollIntoView({ block: "center", inline: "nearest" });
  cell?.focus({ preventScroll: true });
}

// As spreadsheets copy: cells between tabs, rows between line ends, and a cell of several lines in quotes, its own quotes doubled.
function cellsOf(text) {
  const rows = [[]];
  for (const [, quoted, plain, end] of text.replace(/\r\n?/g, "\n").matchAll(/(?:"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*))(\t|\n|$)/g)) {
    rows.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\n") {
      rows.push([]);
    } else if (end === "") {
      break;
    }
  }

  // What ends with a line end has no row behind it.
  return rows.length > 1 && rows.at(-1).length === 1 && rows.at(-1)[0] === "" ? rows.slice(0, -1) : rows;
}

function isPhone(cell) {
  return getComputedStyle(cell).display !== "table-cell";
}

function rowOf(cell) {
  return Number(cell.closest("tr").dataset.row);
}

function focusInside(cell, attempt = 0) {
  const inside = cell.querySelector("input:not([type=hidden]), select, textarea, button");
  if (inside) {
    inside.focus({ preventScroll: true });
  } else if (attempt < 20) {
    setTimeout(() => focusInside(cell, attempt + 1), 25);
  }
}
