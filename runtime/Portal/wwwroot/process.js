// A process wider than the screen opens where the case is, not at its beginning.
export function showCurrent(frame) {
  const current = frame?.querySelector("[data-state=now]") ?? null;
  if (current && frame.scrollWidth > frame.clientWidth) {
    const box = current.getBoundingClientRect();
    frame.scrollLeft += box.left + box.width / 2 - (frame.getBoundingClientRect().left + frame.clientWidth / 2);
  }
}
