// Large text and strong contrast (适老化), kept in this browser. Loaded in the head, so that a page never shows itself in the other size first.
const root = document.documentElement;
const switches = { large: "lc-large", contrast: "lc-contrast" };

function stored(name) {
  try {
    return localStorage.getItem(`comfort-${name}`) === "on";
  } catch {
    return false;
  }
}

function apply() {
  for (const [name, className] of Object.entries(switches)) {
    root.classList.toggle(className, stored(name));
  }

  for (const button of document.querySelectorAll("[data-comfort]")) {
    button.setAttribute("aria-pressed", String(stored(button.dataset.comfort)));
  }
}

document.addEventListener("click", (click) => {
  const button = click.target.closest?.("[data-comfort]");
  if (button) {
    try {
      localStorage.setItem(`comfort-${button.dataset.comfort}`, stored(button.dataset.comfort) ? "off" : "on");
    } catch {
      // A browser that keeps nothing shows it on this page alone.
      root.classList.toggle(switches[button.dataset.comfort]);
      return;
    }

    apply();
  }
});

apply();
new MutationObserver(() => apply()).observe(root, { childList: true, subtree: true });
