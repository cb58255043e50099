// An editor for expressions: what is offered at the caret, and what is wrong marked in the text. The text belongs to the browser alone:
// nothing is written back into it while a person types, and a composition (Chinese input) is left in peace until it ends.

const pause = 150;

export function attach(box, dotnet, text) {
  const area = box.querySelector("textarea");
  const list = box.querySelector("[role=listbox]");
  const marks = box.querySelector(".marks");
  const state = { offered: [], start: 0, caret: 0, active: -1, timer: 0, told: text, marked: text, problems: [], composing: false, asked: 0 };
  area.value = text;
  draw();

  area.addEventListener("compositionstart", () => (state.composing = true));
  area.addEventListener("compositionend", () => {
    state.composing = false;
    changed();
  });
  area.addEventListener("input", () => state.composing || changed());
  area.addEventListener("scroll", () => ([marks.scrollTop, marks.scrollLeft] = [area.scrollTop, area.scrollLeft]));
  area.addEventListener("blur", close);
  area.addEventListener("mouseup", close);
  area.addEventListener("keydown", pressed);
  list.addEventListener("mousedown", (event) => {
    const index = [...list.children].indexOf(event.target.closest("[role=option]"));
    event.preventDefault();
    take(index);
  });

  function changed() {
    // What was offered for another text would be written into the wrong place.
    close();
    draw();
    clearTimeout(state.timer);
    state.timer = setTimeout(() => ask(false), pause);
  }

  async function ask(wanted) {
    const [number, written, caret] = [++state.asked, area.value, area.selectionStart];
    if (written !== state.told) {
      state.told = written;
      dotnet.invokeMethodAsync("WriteAsync", written);
    }

    const offer = await dotnet.invokeMethodAsync("Offer", written, caret, wanted);
    if (number === state.asked && isWhere(written, caret) && document.activeElement === area) {
      [state.offered, state.start, state.caret, state.active] = [offer.items, offer.start, caret, offer.items.length > 0 ? 0 : -1];
      state.offeredFor = written;
      show();
    }
  }

  function isWhere(written, caret) {
    return written === area.value && caret === area.selectionStart && caret === area.selectionEnd;
  }

  function pressed(event) {
    // 229: the key that ended a composition, which Safari sends after it.
    if (event.isComposing || event.keyCode === 229) {
      return;
    }

    // Where Ctrl+Space switches the input method, Alt+Down asks too.
    if ((event.key === " " && event.ctrlKey) || (event.key === "ArrowDown" && event.altKey)) {
      event.preventDefault();
      ask(true);
    } else if (state.offered.length > 0) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        event.preventDefault();
        state.active = (state.active + step + state.offered.length) % state.offered.length;
        show();
      } else if (event.key === "Enter" || event.key === "Tab") {
        event.preventDefault();
        take(state.active);
      } else if (event.key === "Escape") {
        event.preventDefault();
        close();
      } else if (event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End") {
        close();
      }
    }
  }

  function take(index) {
    const item = state.offered[index];
    if (!item || !isWhere(state.offeredFor, state.caret)) {
      close();
      return;
    }

    // Written as if typed, so that it can be undone.
    area.focus();
    area.setSelectionRange(state.start, area.selectionStart);
    document.execCommand("insertText", false, item.text);
    close();
  }

  function close() {
    [state.offered, state.active] = [[], -1];
    show();
  }

  function show() {
    list.replaceChildren(
      ...state.offered.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}-${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", index === state.active);
        const [name, type] = [document.createElement("b"), document.createElement("span")];
        [name.textContent, type.textContent] = [item.name, item.type];
        option.append(name, type);
        return option;
      }),
    );
    list.hidden = state.offered.length === 0;
    area.setAttribute("aria-expanded", !list.hidden);
    if (state.active >= 0) {
      area.setAttribute("aria-activedescendant", `${list.id}-${state.active}`);
      list.children[state.active].scrollIntoView({ block: "nearest" });
    } else {
      area.removeAttribute("aria-activedescendant");
    }
  }

  function draw() {
    const parts = [];
    let at = 0;
    for (const { start, length } of state.marked === area.value ? state.problems : []) {
      if (start >= at) {
        const mark = document.createElement("mark");
        mark.textContent = area.value.slice(start, start + Math.max(length, 1)) || " ";
        parts.push(area.value.slice(at, start), mark);
        at = start + Math.max(length, 1);
      }
    }
    marks.replaceChildren(...parts, area.value.slice(at), "\n");
  }

  return {
    mark: (written, problems) => {
      [state.marked, state.problems] = [written, problems];
      draw();
    },
  };
}
