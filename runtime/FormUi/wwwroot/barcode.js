export async function canScan() {
  return "BarcodeDetector" in window && !!navigator.mediaDevices?.getUserMedia && (await window.BarcodeDetector.getSupportedFormats()).length > 0;
}

// Shows what the camera sees until it sees a code, or somebody closes it.
export async function scan(hint, close) {
  let stream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" } });
  } catch {
    return { text: null, failed: true };
  }

  const dialog = document.createElement("dialog");
  dialog.className = "lc-scan";
  const video = document.createElement("video");
  video.playsInline = true;
  video.muted = true;
  video.srcObject = stream;
  const text = document.createElement("p");
  text.textContent = hint;
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = close;
  button.addEventListener("click", () => dialog.close());
  dialog.append(video, text, button);
  document.body.append(dialog);
  dialog.showModal();
  try {
    await video.play();
    const detector = new window.BarcodeDetector();
    while (dialog.open) {
      const [code] = await detector.detect(video).catch(() => []);
      if (code) {
        return { text: code.rawValue, failed: false };
      }

      await new Promise(requestAnimationFrame);
    }

    return { text: null, failed: false };
  } finally {
    stream.getTracks().forEach((track) => track.stop());
    dialog.remove();
  }
}
