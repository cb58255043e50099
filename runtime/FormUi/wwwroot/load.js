const loading = new Map();

// Libraries that are no modules put themselves into the window; each is loaded once, when it is first needed.
export function load(path) {
  const address = new URL(path, import.meta.url).href;
  if (!loading.has(address)) {
    loading.set(
      address,
      new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = resolve;
        script.onerror = () => {
          loading.delete(address);
          script.remove();
          reject(new Error(`Expected ${address}, but it cannot be loaded.`));
        };
        document.head.append(script);
      }),
    );
  }

  return loading.get(address);
}

export function loadStyles(path) {
  const address = new URL(path, import.meta.url).href;
  if (!document.querySelector(`link[href="${address}"]`)) {
    const link = document.createElement("link");
    link.rel = "stylesheet";
    link.href = address;
    document.head.append(link);
  }
}

// Tells the component something that must not get lost: while the connection is away it tries again.
export async function tell(owner, method, ...args) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await owner.invokeMethodAsync(method, ...args);
    } catch (failure) {
      if (attempt === 60) {
        throw failure;
      }

      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  }
}
