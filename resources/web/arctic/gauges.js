// Scale bar, north arrow and frame labels of an exported page, computed as in scene/furniture.py.
"use strict";

(function () {
  const MAX_BAR = 150; // length of the scale bar, pixels
  const [LETTER, MIN_GAP] = [5.6, 10]; // width of a letter, and minimum gap between labels at the frame, pixels
  const MIN_REPEAT = 160; // minimum distance between two labels of one line at a side, pixels
  const CORNER = 14; // minimum distance of a label from a corner, pixels
  const EARTH = 6371008.8; // mean radius, metres: accurate to 0.3 %, less than half a pixel of the bar

  // A view is {x, y, resolution, width, height}: its centre in projected metres, metres per pixel, its size in pixels.
  arctic.gauges = (view, grid, graticule, unit = { word: "km", metres: 1000 }) => {
    const { pixels, text, marks, at } = scale(view, grid, unit);
    const [north, northText] = direction(view, grid);
    return {
      scale_px: pixels,
      scale_text: text,
      scale_marks: marks,
      scale_at: at,
      north,
      north_text: northText,
      frame: graticule ? frame(view, graticule) : [],
    };
  };

  /** @typedef {Payload<"ViewMoved">} View */
  /** @typedef {[number, number]} Pair */
  /** @typedef {{ text: string, side: Side, x: number, y: number, along: number, weight: number }} Crossing */
  /** @typedef {"top" | "bottom" | "left" | "right"} Side */

  /**
   * Longitude and latitude in degrees from the projection's table; null off the map.
   * @type {(grid: Grid, x: number, y: number) => Pair | null}
   */
  function unproject(grid, x, y) {
    if (grid.centre) return fromCentre(grid.centre, x, y);
    const [dx, dy] = grid.pole ? [x - grid.pole[0], y - grid.pole[1]] : [x, y];
    const distance = grid.pole ? Math.hypot(dx, dy) : dy;
    const rising = grid.pole ? 1 : -1;
    for (let i = 1; i < grid.rows.length; i += 1) {
      const [a, b] = [grid.rows[i - 1], grid.rows[i]];
      if ((distance - a[1]) * rising < 0 || (distance - b[1]) * rising > 0) continue;
      const share = (distance - a[1]) / (b[1] - a[1]);
      const between = (/** @type {number} */ at) => a[at] + share * (b[at] - a[at]);
      if (grid.pole) return [grid.down + (Math.atan2(dx, -dy) * 180) / Math.PI, between(0)];
      const lon = dx / between(2);
      return Math.abs(lon) <= 180 ? [grid.down + lon, between(0)] : null;
    }
    return null;
  }

  /**
   * The inverse of the equal-area projection of a hemisphere, on a sphere.
   * @type {(centre: Pair, x: number, y: number) => Pair | null}
   */
  function fromCentre([lon, lat], x, y) {
    const rad = Math.PI / 180;
    const half = Math.hypot(x, y) / (2 * EARTH);
    if (half > Math.SQRT1_2) return null;
    const [away, azimuth] = [2 * Math.asin(half), Math.atan2(x, y)];
    const [sine, cosine] = [Math.sin(lat * rad), Math.cos(lat * rad)];
    const height = sine * Math.cos(away) + cosine * Math.sin(away) * Math.cos(azimuth);
    const turn = Math.atan2(Math.sin(azimuth) * Math.sin(away) * cosine, Math.cos(away) - sine * height);
    return [((lon + turn / rad + 540) % 360) - 180, Math.asin(height) / rad];
  }

  /** @type {(a: Pair, b: Pair) => number} */
  function distance([lon1, lat1], [lon2, lat2]) {
    const rad = Math.PI / 180;
    /** @type {(a: number, b: number) => number} */
    const half = (a, b) => Math.sin(((b - a) * rad) / 2) ** 2;
    const h = half(lat1, lat2) + Math.cos(lat1 * rad) * Math.cos(lat2 * rad) * half(lon1, lon2);
    return 2 * EARTH * Math.asin(Math.sqrt(h));
  }

  /** @type {Record<string, (number: string) => string>} */
  const lengths = {
    m: (number) => arctic.tr("{number} m", { number }),
    km: (number) => arctic.tr("{number} km", { number }),
    nmi: (number) => arctic.tr("{number} nmi", { number }),
    mi: (number) => arctic.tr("{number} mi", { number }),
  };

  /** @type {(view: View, grid: Grid, unit: { word: string, metres: number }) => { pixels: number, text: string, marks: string[], at: string }} */
  function scale(view, grid, unit) {
    const middle = unproject(grid, view.x, view.y);
    const step = 8 * view.resolution;
    const [left, right] = [unproject(grid, view.x - step, view.y), unproject(grid, view.x + step, view.y)];
    if (!middle || !left || !right || !(view.width > 0)) return { pixels: 0, text: "", marks: [], at: "" };
    const metres = distance(left, right) / 16;
    const longest = metres * Math.min(MAX_BAR, view.width / 3);
    // Kilometres are round when metres are.
    const one = unit.word === "km" ? 1 : unit.metres;
    const power = one * 10 ** Math.floor(Math.log10(longest / one));
    const length = power * (longest >= 5 * power ? 5 : longest >= 2 * power ? 2 : 1);
    const small = unit.word === "km" && length < 1000;
    const number = small ? length : length / unit.metres;
    /** @param {number} value */
    const format = (value) => Number(value.toPrecision(6)).toLocaleString(document.documentElement.lang);
    const whole = lengths[small ? "m" : unit.word](format(number));
    const half = format(number / 2);
    // The middle number is left out where it would touch the last.
    const hasRoom = (half.length + whole.length) * LETTER + MIN_GAP <= length / metres;
    const place = latitude(Math.round(middle[1]));
    const at = arctic.tr("at {latitude}", { latitude: place });
    return { pixels: length / metres, text: arctic.tr("{length} at {latitude}", { length: whole, latitude: place }), marks: hasRoom ? ["0", half, whole] : ["0", whole], at };
  }

  /** @param {number} degrees */
  function latitude(degrees) {
    if (degrees === 0) return arctic.tr("the Equator");
    const values = { degrees: Math.abs(degrees) };
    return degrees > 0 ? arctic.tr("{degrees}°N", values) : arctic.tr("{degrees}°S", values);
  }

  /** @type {(view: View, grid: Grid) => [number, string]} */
  function direction(view, grid) {
    if (grid.centre) return [northOf(view, grid), arctic.tr("North")];
    if (!grid.pole) return [0, arctic.tr("North")];
    const [across, up] = [grid.pole[0] - view.x, grid.pole[1] - view.y];
    if (Math.hypot(across, up) < view.resolution) return [0, arctic.tr("North Pole")];
    return [((Math.atan2(across, up) * 180) / Math.PI + 360) % 360, arctic.tr("North Pole")];
  }

  /**
   * Degrees clockwise from up in which the meridian runs north; along it the longitude does not change.
   * @type {(view: View, grid: Grid) => number}
   */
  function northOf(view, grid) {
    const { x, y, resolution } = view;
    const [here, right, up] = [unproject(grid, x, y), unproject(grid, x + resolution, y), unproject(grid, x, y + resolution)];
    if (!here || !right || !up) return 0;
    /** @type {(place: Pair) => number} */
    const turn = (place) => ((place[0] - here[0] + 540) % 360) - 180;
    const [dx, dy] = [-turn(up), turn(right)];
    const rises = dx * (right[1] - here[1]) + dy * (up[1] - here[1]);
    const degrees = (Math.atan2(dx, dy) * 180) / Math.PI + (rises < 0 ? 180 : 0);
    return (degrees + 360) % 360;
  }

  /** @type {(view: View, graticule: Drawing) => Messages.FrameLabel[]} */
  function frame(view, graticule) {
    /** @type {Record<Side, Crossing[]>} */
    const sides = { top: [], bottom: [], left: [], right: [] };
    for (const crossing of crossings(view, graticule)) sides[crossing.side].push(crossing);
    return Object.entries(sides).flatMap(([side, candidates]) =>
      spaced(candidates, side === "top" || side === "bottom" ? view.width : view.height),
    );
  }

  /** @type {(crossing: Crossing) => number} */
  const half = ({ text }) => (text.length * LETTER + MIN_GAP) / 2;

  /** @type {(candidates: Crossing[], length: number) => Crossing[]} */
  function spaced(candidates, length) {
    /** @type {Crossing[]} */
    const chosen = [];
    for (const one of candidates.sort((a, b) => a.weight - b.weight || a.along - b.along)) {
      const within = one.along >= CORNER && one.along <= length - CORNER;
      /** @type {(other: Crossing) => boolean} */
      const clear = (other) =>
        Math.abs(one.along - other.along) >= (one.text === other.text ? MIN_REPEAT : half(one) + half(other));
      if (within && chosen.every(clear)) chosen.push(one);
    }
    return chosen;
  }

  /** @type {(view: View, graticule: Drawing) => Generator<Crossing>} */
  function* crossings(view, { shapes, names }) {
    const [width, height] = [view.width, view.height];
    const [x0, y1] = [view.x - (width / 2) * view.resolution, view.y + (height / 2) * view.resolution];
    /** @type {(part: number[], i: number) => Pair} */
    const pixel = (part, i) => [(part[i] - x0) / view.resolution, (y1 - part[i + 1]) / view.resolution];
    for (const { feature, parts } of shapes) {
      const text = names?.[feature];
      if (!text || feature.startsWith("parallel-")) continue;
      // Round numbers come first.
      const weight = Math.min(Number(text.replace(/\D/g, "")) % 30, 1);
      for (const part of parts) {
        let from = pixel(part, 0);
        for (let i = 2; i < part.length; i += 2) {
          const to = pixel(part, i);
          for (const [side, at] of /** @type {[Side, number][]} */ ([["left", 0], ["right", width]])) {
            const y = cut(from, to, 0, at);
            if (y >= 0 && y <= height) yield { text, side, x: at, y, along: y, weight };
          }
          for (const [side, at] of /** @type {[Side, number][]} */ ([["top", 0], ["bottom", height]])) {
            const x = cut(from, to, 1, at);
            if (x >= 0 && x <= width) yield { text, side, x, y: at, along: x, weight };
          }
          from = to;
        }
      }
    }
  }

  /**
   * Where a segment crosses the edge `at` of one axis, on the other axis; NaN if it does not.
   * @type {(from: Pair, to: Pair, axis: 0 | 1, at: number) => number}
   */
  function cut(from, to, axis, at) {
    if (from[axis] < at === to[axis] < at) return NaN;
    const other = 1 - axis;
    return from[other] + ((to[other] - from[other]) * (at - from[axis])) / (to[axis] - from[axis]);
  }
})();
