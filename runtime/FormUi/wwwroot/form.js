// Milliseconds. What follows from a key is to be on the screen within 150.
const PAUSE = 50;

export function focusOn(id) {
  const element = document.getElementById(id);
  if (element) {
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }
}

export function scrollTo(id) {
  document.getElementById(id)?.scrollIntoView({ block: "start", behavior: "instant" });
}

// Tells a text while it is typed, in each pause, as if its field had been left; so all that depends on it follows. While an input method
// composes nothing is told: what stands in the field then is not text yet.
export function listen(id) {
  const form = document.getElementById(id);
  if (!form || form.dataset.listens) {
    return;
  }

  form.dataset.listens = "yes";
  const waiting = new Map();
  const stop = (element) => {
    clearTimeout(waiting.get(element));
    waiting.delete(element);
  };
  const later = (element) => {
    stop(element);
    waiting.set(
      element,
      setTimeout(() => {
        waiting.delete(element);
        element.dispatchEvent(new Event("change", { bubbles: true }));
      }, PAUSE),
    );
  };
  const isText = (element) =>
    (element instanceof HTMLTextAreaElement || (element instanceof HTMLInputElement && ["text", "tel"].includes(element.type))) && !element.closest("[data-own]");
  form.addEventListener("input", (typed) => isText(typed.target) && !typed.isComposing && later(typed.target));
  form.addEventListener("compositionstart", (composing) => stop(composing.target));
  form.addEventListener("compositionend", (composed) => isText(composed.target) && later(composed.target));
  // Leaving the field tells by itself.
  form.addEventListener("change", (told) => stop(told.target), true);
}

export function currentPosition() {
  const failed = (failure) => ({ failure, lon: 0, lat: 0, accuracy: 0 });
  if (!navigator.geolocation) {
    return failed("unavailable");
  }

  return new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ failure: null, lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
      (error) => resolve(failed(error.code === error.PERMISSION_DENIED ? "denied" : "unavailable")),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 10000 },
    ),
  );
}

// What people call the device before them; the browser's own words where it has them.
export function deviceName() {
  const agent = navigator.userAgent;
  const named = (names) => names.find(([, pattern]) => pattern.test(agent))?.[0];
  const system = named([["Android", /Android/], ["iOS", /iPhone|iPad/], ["HarmonyOS", /HarmonyOS|OpenHarmony/], ["Windows", /Windows/], ["macOS", /Mac OS/], ["Linux", /Linux/]]);
  const browser = named([["Edge", /Edg/], ["Firefox", /Firefox/], ["Chrome", /Chrom/], ["Safari", /Safari/]]);
  return [system, browser].filter(Boolean).join(" · ") || null;
}
