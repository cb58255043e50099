// Tells in the reader's language what Blazor's connection is doing, and brings it back where it can.
const dialog = document.getElementById("components-reconnect-modal");
const part = (name) => dialog.querySelector(name);

function show(state) {
  for (const text of dialog.querySelectorAll("[data-state]")) {
    text.hidden = text.dataset.state !== state;
  }
  part("[data-action=retry]").hidden = state !== "failed";
  part("[data-action=reload]").hidden = state !== "gone";
  if (!dialog.open) {
    dialog.showModal();
  }
}

async function retry() {
  show("trying");
  try {
    // False: the server answered, but no longer knows this page.
    if (!(await Blazor.reconnect()) && !(await Blazor.resumeCircuit())) {
      show("gone");
    }
  } catch {
    show("failed");
  }
}

dialog.addEventListener("components-reconnect-state-changed", ({ detail }) => {
  switch (detail.state) {
    case "show":
      show("trying");
      break;
    case "hide":
      dialog.close();
      break;
    case "failed":
      show("failed");
      break;
    case "rejected":
      show("gone");
      break;
  }
});
dialog.addEventListener("cancel", (event) => event.preventDefault());
part("[data-action=retry]").addEventListener("click", retry);
part("[data-action=reload]").addEventListener("click", () => location.reload());
document.addEventListener("visibilitychange", () => {
  // A phone that was put away lost its connection; looking at it again is the moment to try.
  if (document.visibilityState === "visible" && !part("[data-state=failed]").hidden && dialog.open) {
    retry();
  }
});
