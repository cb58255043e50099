// Starts Blazor, tells in the reader's language what its connection is doing, and brings it back where it can.
const quickTries = 15;

const dialog = document.getElementById("components-reconnect-modal");
const part = (name) => dialog.querySelector(name);

function show(state) {
  for (const text of dialog.querySelectorAll("[data-state]")) {
    text.hidden = text.dataset.state !== state;
  }
  part("[data-action=retry]").hidden = state === "gone";
  part("[data-action=look]").hidden = state !== "gone";
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

// A phone that was put away, or out of reach, lost its connection: looking at it again is the moment to try.
function retryWhereItFailed() {
  if (dialog.open && !part("[data-state=failed]").hidden && document.visibilityState === "visible") {
    retry();
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
part("[data-action=look]").addEventListener("click", () => {
  // What was typed can be copied; the bar below still offers to reload.
  dialog.close();
  document.getElementById("blazor-error-ui").style.display = "block";
});
document.addEventListener("visibilitychange", retryWhereItFailed);
window.addEventListener("online", retryWhereItFailed);

Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: quickTries,
      retryIntervalMilliseconds: (tries) => (tries >= quickTries ? null : Math.min(500 + tries * 500, 4000)),
    },
  },
});
