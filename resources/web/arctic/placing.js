// Positions of a popup and views of the map in which feature and popup are visible.
// Boxes are in pixels of the map, from its upper left corner; those of the projection in metres.
"use strict";

(function () {
  const GAP = 14; // pixels between a feature and its popup
  const EDGE = 8; // pixels between a popup and the edge of the map
  const MARGIN = 24; // pixels around a feature that the map shows
  const SMALL = 48; // pixels; the popup of a smaller feature is above or below, as its label is at the side

  /** @type {(a: Box, b: Box) => boolean} */
  function meet(a, b) {
    return a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];
  }

  /** @type {(a: Box, b: Box) => number} */
  function shared(a, b) {
    const width = Math.min(a[2], b[2]) - Math.max(a[0], b[0]);
    const height = Math.min(a[3], b[3]) - Math.max(a[1], b[1]);
    return width > 0 && height > 0 ? width * height : 0;
  }

  /** @type {(box: Box, by: number) => Box} */
  function expanded([x0, y0, x1, y1], by) {
    return [x0 - by, y0 - by, x1 + by, y1 + by];
  }

  /** @type {(a: Box, b: Box) => Box} */
  function joined(a, b) {
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
  }

  /** @type {(value: number, min: number, max: number) => number} */
  function clamp(value, min, max) {
    return Math.max(min, Math.min(value, max));
  }

  /**
   * The rectangles of a box without obstacles, bounded by the edges of box and obstacles.
   * @param {Box} whole
   * @param {Box[]} occupied
   * @returns {Box[]}
   */
  function freeRectangles(whole, occupied) {
    /** @type {(from: 0 | 1) => [number, number][]} */
    const spans = (from) => {
      const edges = occupied.flatMap((box) => [box[from], box[from + 2]]);
      const cuts = [whole[from], whole[from + 2], ...edges.filter((at) => at > whole[from] && at < whole[from + 2])];
      const sorted = [...new Set(cuts)].sort((a, b) => a - b);
      return sorted.flatMap((first, i) => sorted.slice(i + 1).map((last) => /** @type {[number, number]} */ ([first, last])));
    };
    const across = spans(0);
    return spans(1).flatMap(([y0, y1]) =>
      across.map(([x0, x1]) => /** @type {Box} */ ([x0, y0, x1, y1])).filter((box) => !occupied.some((each) => meet(box, each))),
    );
  }

  /**
   * Positions of a popup at the edges of the map.
   * @param {Size} map
   * @param {Size} popup
   * @returns {Box[]}
   */
  function docks(map, popup) {
    const lasts = [map.x - popup.x - EDGE, map.y - popup.y - EDGE];
    const [xs, ys] = lasts.map((last) => [EDGE, (EDGE + last) / 2, last]);
    return xs
      .flatMap((x, i) => ys.map((y, j) => ({ x, y, inner: i === 1 && j === 1 })))
      .filter(({ inner }) => !inner)
      .map(({ x, y }) => [x, y, x + popup.x, y + popup.y]);
  }

  /**
   * The largest view, in pixels per metre, in which all of `feature` is visible next to the popup and what covers the map,
   * with as much as possible of the box around it (`goal`): its scale, the pixel of the feature's centre, and whether the popup
   * has a place of its own.
   * @type {Placing["view"]}
   */
  function view(map, goal, feature, popup, occupied, maxScale) {
    const whole = expanded([0, 0, map.x, map.y], -Math.min(MARGIN, map.x / 12, map.y / 12));
    const [width, height] = [feature[2] - feature[0], feature[3] - feature[1]];
    const offset = {
      x: (feature[0] + feature[2] - goal[0] - goal[2]) / 2,
      y: (goal[1] + goal[3] - feature[1] - feature[3]) / 2,
    };
    /** @type {(box: Box, across: number, up: number) => number} */
    const filling = (box, across, up) => Math.min((box[2] - box[0]) / (across || 1), (box[3] - box[1]) / (up || 1));
    const rectangles = freeRectangles(whole, occupied);
    const goals = rectangles.map((box) => ({ box, scale: filling(box, goal[2] - goal[0], goal[3] - goal[1]) }));
    const home = goals.reduce((best, each) => (each.scale > best.scale ? each : best), { box: whole, scale: 0 });
    const largest = Math.min(maxScale, home.scale);
    const middle = { x: (home.box[0] + home.box[2]) / 2 + offset.x * largest, y: (home.box[1] + home.box[3]) / 2 + offset.y * largest };
    const free = popup ? docks(map, popup).filter((dock) => !occupied.some((each) => meet(dock, each))) : [];
    const candidates = popup && free.length ? free.flatMap((dock) => freeRectangles(whole, [...occupied, expanded(dock, GAP)])) : rectangles;
    const views = (candidates.length ? candidates : [whole]).map((box) => {
      const scale = Math.min(largest, filling(box, width, height));
      const x = clamp(middle.x, box[0] + (width * scale) / 2, box[2] - (width * scale) / 2);
      const y = clamp(middle.y, box[1] + (height * scale) / 2, box[3] - (height * scale) / 2);
      return { scale, x, y, offCentre: Math.hypot(x - middle.x, y - middle.y), fits: !popup || free.length > 0 };
    });
    // The largest scale, then the nearest to the centre.
    return views.reduce((best, each) => {
      const larger = each.scale / best.scale;
      return larger > 1.001 || (larger > 0.999 && each.offCentre < best.offCentre) ? each : best;
    });
  }

  /**
   * The popup's position in a view that stays: at a side of the feature and its label if possible, otherwise where it
   * covers least.
   * @type {Placing["popup"]}
   */
  function popup(map, feature, anchor, size, occupied, ends, name) {
    const visible = /** @type {Box} */ ([
      clamp(feature[0], 0, map.x),
      clamp(feature[1], 0, map.y),
      clamp(feature[2], 0, map.x),
      clamp(feature[3], 0, map.y),
    ]);
    const { x: width, y: height } = size;
    const at = { x: clamp(anchor.x, visible[0], visible[2]), y: clamp(anchor.y, visible[1], visible[3]) };
    /** @type {(x: number, y: number, side: Side) => PopupPosition} */
    const place = (x, y, side) => ({ side, box: [x, y, x + width, y + height] });
    /** @type {(middle: number, length: number, whole: number, from: 0 | 1) => number[]} */
    const along = (middle, length, whole, from) => [
      clamp(middle - length / 2, EDGE, Math.max(EDGE, whole - length - EDGE)),
      ...occupied.flatMap((box) => [box[from] - length - EDGE, box[from + 2] + EDGE]),
      EDGE,
      whole - length - EDGE,
    ];
    const tiny = visible[2] - visible[0] < SMALL && visible[3] - visible[1] < SMALL;
    /** @type {(box: Box) => PopupPosition[]} */
    const places = (box) => {
      const positions = {
        left: along(at.y, height, map.y, 1).map((y) => place(box[0] - GAP - width, y, "left")),
        right: along(at.y, height, map.y, 1).map((y) => place(box[2] + GAP, y, "right")),
        above: along(at.x, width, map.x, 0).map((x) => place(x, box[1] - GAP - height, "above")),
        below: along(at.x, width, map.x, 0).map((x) => place(x, box[3] + GAP, "below")),
      };
      const sides = box[0] > map.x - box[2] ? [positions.left, positions.right] : [positions.right, positions.left];
      const heights = box[1] > map.y - box[3] ? [positions.above, positions.below] : [positions.below, positions.above];
      return [...(tiny ? [positions.above, positions.below, ...sides] : [...sides, ...heights]).flat(), ...docked];
    };
    const docked = docks(map, size).map((box) => /** @type {PopupPosition} */ ({ side: "edge", box }));
    const clear = (/** @type {PopupPosition} */ { box }) =>
      inside(box, map) && !meet(box, visible) && !occupied.some((each) => meet(box, each));
    const free =
      (name && places(joined(visible, name)).find((each) => clear(each) && !meet(each.box, name))) ?? places(visible).find(clear);
    if (free) return free;
    const cost = (/** @type {Box} */ box) =>
      occupied.reduce((sum, each) => sum + 4 * shared(box, each), shared(box, visible) + (name ? 2 * shared(box, name) : 0)) +
      (ends.length ? ends : [at]).filter(({ x, y }) => meet(box, expanded([x, y, x, y], GAP))).length * width * height;
    return docked.reduce((best, each) => (cost(each.box) < cost(best.box) ? each : best));
  }

  /** @type {(box: Box, map: Size) => boolean} */
  function inside(box, map) {
    return box[0] >= 0 && box[1] >= 0 && box[2] <= map.x && box[3] <= map.y;
  }

  arctic.placing = { view, popup, joined };
})();
