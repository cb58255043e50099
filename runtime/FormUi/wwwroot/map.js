import { load, loadStyles, tell } from "./load.js";

const maps = new Map();
const INK = "#1557a8";

export async function show(id, owner, options, points) {
  loadStyles("./lib/leaflet/leaflet.css");
  await load("./lib/leaflet/leaflet.js");
  const box = document.getElementById(id);
  if (!box || maps.has(id)) {
    return;
  }

  const L = window.L;
  const isTouch = window.matchMedia("(pointer: coarse)").matches;
  // One finger scrolls the page, two move the map: a map in a form must not hold whoever scrolls past it.
  const map = L.map(box, { attributionControl: false, dragging: !isTouch, scrollWheelZoom: false, keyboard: true });
  map.setView([options.lat, options.lon], options.zoom);
  const shown = { map, box, owner, options, points: points.map(([lon, lat]) => [lat, lon]), layer: L.layerGroup().addTo(map) };
  maps.set(id, shown);
  box.style.touchAction = isTouch ? "pan-y" : "";
  await ground(L, shown);
  // Whoever left while the boundaries came has taken the map away.
  if (maps.get(id) !== shown) {
    return;
  }

  if (!options.readOnly) {
    map.on("click", (click) => put(L, shown, click.latlng));
    box.addEventListener("keydown", (key) => {
      if (key.target !== box) {
        return;
      }

      if (key.key === "Enter") {
        key.preventDefault();
        put(L, shown, map.getCenter());
      } else if (key.key === "Backspace" || key.key === "Delete") {
        key.preventDefault();
        shown.points = shown.points.slice(0, -1);
        changed(L, shown);
      }
    });
  }

  paint(L, shown);
  fit(shown);
  // On a page that is not turned to yet it has no size.
  shown.sizes = new ResizeObserver(() => {
    const wasUnseen = map.getSize().x === 0;
    map.invalidateSize();
    if (wasUnseen) {
      fit(shown);
    }
  });
  shown.sizes.observe(box);
}

export function draw(id, points) {
  const shown = maps.get(id);
  if (shown) {
    shown.points = points.map(([lon, lat]) => [lat, lon]);
    paint(window.L, shown);
    fit(shown);
  }
}

export function remove(id) {
  const shown = maps.get(id);
  maps.delete(id);
  shown?.sizes?.disconnect();
  shown?.map.remove();
}

async function ground(L, shown) {
  const { map, options } = shown;
  if (options.tiles) {
    L.tileLayer(options.tiles, { maxZoom: 19 }).addTo(map);
  } else {
    degrees(L).addTo(map);
  }

  if (!options.boundaries) {
    return;
  }

  try {
    const answer = await fetch(options.boundaries);
    if (!answer.ok) {
      return;
    }

    const layer = L.geoJSON(await answer.json(), {
      interactive: false,
      style: { color: "#7a8aa0", weight: 1.5, fillColor: "#e3ebf6", fillOpacity: options.tiles ? 0 : 0.5 },
      onEachFeature: (feature, area) =>
        feature.properties?.name &&
        area.bindTooltip(feature.properties.name, { permanent: true, direction: "center", className: "lc-map-name", interactive: false }),
    }).addTo(map);
    layer.bringToBack();
    shown.bounds = layer.getBounds();
  } catch {
    // Without boundaries there is the grid.
  }
}

// Where no pictures are: a grid with its degrees, so that one sees where one is and how far things are apart.
function degrees(L) {
  const Grid = L.GridLayer.extend({
    createTile(at) {
      const tile = document.createElement("canvas");
      const size = this.getTileSize();
      tile.width = size.x;
      tile.height = size.y;
      const context = tile.getContext("2d");
      context.strokeStyle = "#9aa8bb";
      context.strokeRect(0.5, 0.5, size.x, size.y);
      context.fillStyle = "#4a5a70";
      context.font = "11px sans-serif";
      const corner = this._map.unproject(at.scaleBy(size), at.z);
      const digits = Math.max(0, Math.min(5, Math.floor(at.z / 3) - 1));
      context.fillText(`${corner.lng.toFixed(digits)}, ${corner.lat.toFixed(digits)}`, 5, 14);
      return tile;
    },
  });
  return new Grid();
}

function put(L, shown, place) {
  const point = [place.lat, place.lng];
  shown.points = shown.options.shape === "point" ? [point] : [...shown.points, point];
  changed(L, shown);
}

function changed(L, shown) {
  paint(L, shown);
  tell(
    shown.owner,
    "PutAsync",
    shown.points.map(([lat, lon]) => [lon, lat]),
  );
}

const PIN =
  '<svg viewBox="0 0 24 34" width="28" height="40" aria-hidden="true"><path d="M12 1C5.9 1 1 5.9 1 12c0 8 11 21 11 21s11-13 11-21c0-6.1-4.9-11-11-11Z" fill="#c62f2f" stroke="#fff" stroke-width="1.5"/><circle cx="12" cy="12" r="4.2" fill="#fff"/></svg>';

function paint(L, shown) {
  const { layer, options, points } = shown;
  layer.clearLayers();
  const style = { color: INK, weight: 3, fillColor: INK, fillOpacity: 0.18, interactive: false };
  const shape = options.shape === "area" ? L.polygon(points, style) : options.shape === "line" ? L.polyline(points, style) : null;
  shape?.addTo(layer);
  points.forEach((point, index) => {
    const isPoint = options.shape === "point";
    const marker = L.marker(point, {
      draggable: !options.readOnly,
      keyboard: false,
      icon: L.divIcon({
        className: isPoint ? "lc-map-pin" : "lc-map-corner",
        html: isPoint ? PIN : "",
        iconSize: isPoint ? [28, 40] : [16, 16],
        iconAnchor: isPoint ? [14, 40] : [8, 8],
      }),
    });
    marker.on("drag", (move) => {
      points[index] = [move.target.getLatLng().lat, move.target.getLatLng().lng];
      shape?.setLatLngs(points);
    });
    marker.on("dragend", () => changed(L, shown));
    marker.addTo(layer);
  });
}

// A map without size, on a page that is not turned to, can be fitted to nothing.
function fit(shown) {
  const { map, points, bounds } = shown;
  if (map.getSize().x === 0) {
    return;
  }

  if (points.length === 1) {
    map.setView(points[0], Math.max(map.getZoom(), 15));
  } else if (points.length > 1) {
    map.fitBounds(points, { padding: [32, 32], maxZoom: 17 });
  } else if (bounds?.isValid()) {
    map.fitBounds(bounds, { padding: [8, 8] });
  }
}
