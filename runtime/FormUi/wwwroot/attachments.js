import { load, tell } from "./load.js";

const PIECE = 4 * 1024 * 1024;
const SEND_AS_IS = 2 * 1024 * 1024;
const LONGEST_EDGE = 2048;
const SMALL_EDGE = 240;
const running = new Map();

// Takes the files that are chosen inside an element and uploads them one after the other (tus 1.0.0). A break is waited out; after a
// reload the same file goes on where it was.
export function attach(id, owner, options) {
  const root = document.getElementById(id);
  const uploads = new Set();
  running.set(id, uploads);
  root?.addEventListener("change", async (chosen) => {
    if (chosen.target.type !== "file") {
      return;
    }

    const files = [...chosen.target.files];
    const isCamera = chosen.target.dataset.camera !== undefined;
    chosen.target.value = "";
    for (const file of files) {
      await take(file, isCamera, owner, options, uploads);
    }
  });
}

export function detach(id) {
  running.get(id)?.forEach((upload) => upload.abort());
  running.delete(id);
}

// A picture that was drawn here; answers its id, or what is wrong.
export async function keepBlob(blob, name, options) {
  await load("./lib/tus-js-client/tus.min.js");
  try {
    return { id: await upload(new File([blob], name, { type: blob.type }), name, options, () => {}, new Set()), problem: null };
  } catch (failure) {
    return { id: null, problem: explain(failure) };
  }
}

async function take(file, isCamera, owner, options, uploads) {
  const token = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  if (!(await tell(owner, "Begin", token, file.name, file.size, file.type))) {
    return;
  }

  try {
    await load("./lib/tus-js-client/tus.min.js");
    const takenAt = isCamera ? new Date().toISOString() : null;
    const place = isCamera ? await placeNow() : null;
    const content = options.kind === "photo" && file.size > SEND_AS_IS ? await scaled(file, LONGEST_EDGE, 0.88) : file;
    const id = await upload(content, file.name, options, (percent) => show(token, percent), uploads);
    const small = options.needsSmall && options.kind === "photo" ? await address(await scaled(file, SMALL_EDGE, 0.8)) : null;
    await tell(owner, "KeptAsync", token, { id, name: file.name, mediaType: content.type, bytes: content.size, small, takenAt, ...place });
  } catch (failure) {
    await tell(owner, "Failed", token, file.name, explain(failure));
  }
}

function upload(content, name, options, progress, uploads) {
  return new Promise((resolve, reject) => {
    const tusUpload = new window.tus.Upload(content, {
      endpoint: options.uploads,
      chunkSize: PIECE,
      retryDelays: [0, 1000, 3000, 5000, 10000, 20000],
      metadata: { filename: name, kind: options.kind },
      removeFingerprintOnSuccess: true,
      onProgress: (sent, all) => progress(Math.floor((sent / all) * 100)),
      onError: reject,
      onSuccess: () => resolve(tusUpload.url.split("/").pop()),
    });
    uploads.add(tusUpload);
    tusUpload.findPreviousUploads().then((previous) => {
      if (previous.length > 0) {
        tusUpload.resumeFromPreviousUpload(previous[0]);
      }

      tusUpload.start();
    }, reject);
  });
}

// The server says what it refuses in the reader's language.
function explain(failure) {
  try {
    return JSON.parse(failure.originalResponse.getBody()).detail ?? null;
  } catch {
    return null;
  }
}

function show(token, percent) {
  const bar = document.querySelector(`progress[data-upload="${token}"]`);
  if (bar) {
    bar.value = percent;
  }
}

// Smaller, upright, as JPEG: field work goes over mobile networks. What cannot be drawn is sent as it is, the server says what is wrong.
async function scaled(file, longest, quality) {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return (await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality))) ?? file;
  } catch {
    return file;
  }
}

function address(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}

function placeNow() {
  return new Promise((resolve) => {
    if (!navigator.geolocation) {
      resolve(null);
      return;
    }

    navigator.geolocation.getCurrentPosition(
      ({ coords }) => resolve({ lon: coords.longitude, lat: coords.latitude, accuracy: coords.accuracy }),
      () => resolve(null),
      { enableHighAccuracy: true, timeout: 8000, maximumAge: 30000 },
    );
  });
}
