export function focusOn(id) {
  const element = document.getElementById(id);
  if (element) {
    element.scrollIntoView({ block: "center" });
    element.focus({ preventScroll: true });
  }
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
