// Where a popup stands beside what it speaks of, and where the map must be so that both are seen whole.
// Boxes are in pixels of the map, from its upper left corner; those of the projection are in metres.
"use strict";

(function () {
  const gap = 14; // between a feature and its popup
  const edge = 8; // between a popup and the edge of the map
  const room = 24; // round a feature that the map goes to
  const small = 48; // pixels: what is smaller keeps the name beside it, and has its popup above

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
  function grown([x0, y0, x1, y1], by) {
    return [x0 - by, y0 - by, x1 + by, y1 + by];
  }

  /** @type {(a: Box, b: Box) => Box} */
  function joined(a, b) {
    return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
  }

  /** @type {(value: number, least: number, most: number) => number} */
  function within(value, least, most) {
    return Math.max(least, Math.min(value, most));
  }

  /**
   * The rectangles of a box that keep clear of what is taken, every one of which is between its edges.
   * @param {Box} whole
   * @param {Box[]} taken
   * @returns {Box[]}
   */
  function rooms(whole, taken) {
    /** @type {(from: 0 | 1) => [number, number][]} */
    const spans = (from) => {
      const inside = taken.flatMap((box) => [box[from], box[from + 2]]);
      const cuts = [whole[from], whole[from + 2], ...inside.filter((at) => at > whole[from] && at < whole[from + 2])];
      const sorted = [...new Set(cuts)].sort((a, b) => a - b);
      return sorted.flatMap((first, i) => sorted.slice(i + 1).map((last) => /** @type {[number, number]} */ ([first, last])));
    };
    const across = spans(0);
    return spans(1).flatMap(([y0, y1]) =>
      across.map(([x0, x1]) => /** @type {Box} */ ([x0, y0, x1, y1])).filter((box) => !taken.some((each) => meet(box, each))),
    );
  }

  /**
   * Where a popup can stand at the edges of the map.
   * @param {Size} map
   * @param {Size} popup
   * @returns {Box[]}
   */
  function docks(map, popup) {
    const lasts = [map.x - popup.x - edge, map.y - popup.y - edge];
    const [xs, ys] = lasts.map((last) => [edge, (edge + last) / 2, last]);
    return xs
      .flatMap((x, i) => ys.map((y, j) => ({ x, y, inner: i === 1 && j === 1 })))
      .filter(({ inner }) => !inner)
      .map(({ x, y }) => [x, y, x + popup.x, y + popup.y]);
  }

  /**
   * The largest view, in pixels per metre, in which all of `feature` is seen beside the popup and what else is taken,
   * and of the box round it (`goal`) as much as can be: its scale, the pixel of the feature's middle, and whether the popup
   * has a place beside it.
   * @type {Placing["view"]}
   */
  function view(map, goal, feature, popup, taken, most) {
    const whole = grown([0, 0, map.x, map.y], -Math.min(room, map.x / 12, map.y / 12));
    const [width, height] = [feature[2] - feature[0], feature[3] - feature[1]];
    const aside = {
      x: (feature[0] + feature[2] - goal[0] - goal[2]) / 2,
      y: (goal[1] + goal[3] - feature[1] - feature[3]) / 2,
    };
    /** @type {(box: Box, across: number, up: number) => number} */
    const filling = (box, across, up) => Math.min((box[2] - box[0]) / (across || 1), (box[3] - box[1]) / (up || 1));
    const around = rooms(whole, taken);
    const widest = around.map((box) => ({ box, scale: filling(box, goal[2] - goal[0], goal[3] - goal[1]) }));
    const home = widest.reduce((best, each) => (each.scale > best.scale ? each : best), { box: whole, scale: 0 });
    most = Math.min(most, home.scale);
    const middle = { x: (home.box[0] + home.box[2]) / 2 + aside.x * most, y: (home.box[1] + home.box[3]) / 2 + aside.y * most };
    const free = popup ? docks(map, popup).filter((dock) => !taken.some((each) => meet(dock, each))) : [];
    const ways = popup && free.length ? free.flatMap((dock) => rooms(whole, [...taken, grown(dock, gap)])) : around;
    const views = (ways.length ? ways : [whole]).map((box) => {
      const scale = Math.min(most, filling(box, width, height));
      const x = within(middle.x, box[0] + (width * scale) / 2, box[2] - (width * scale) / 2);
      const y = within(middle.y, box[1] + (height * scale) / 2, box[3] - (height * scale) / 2);
      return { scale, x, y, off: Math.hypot(x - middle.x, y - middle.y), whole: !popup || free.length > 0 };
    });
    // As large as it can be, then as near to the middle.
    return views.reduce((best, each) => {
      const larger = each.scale / best.scale;
      return larger > 1.001 || (larger > 0.999 && each.off < best.off) ? each : best;
    });
  }

  /**
   * The popup's place in a view that stays: beside the feature if it can be, and beside its name too, else where it
   * hides least.
   * @type {Placing["popup"]}
   */
  function popup(map, feature, anchor, size, taken, ends, name) {
    const seen = /** @type {Box} */ ([
      within(feature[0], 0, map.x),
      within(feature[1], 0, map.y),
      within(feature[2], 0, map.x),
      within(feature[3], 0, map.y),
    ]);
    const { x: width, y: height } = size;
    const at = { x: within(anchor.x, seen[0], seen[2]), y: within(anchor.y, seen[1], seen[3]) };
    /** @type {(x: number, y: number, side: Side) => Stand} */
    const place = (x, y, side) => ({ side, box: [x, y, x + width, y + height] });
    /** @type {(middle: number, length: number, whole: number, from: 0 | 1) => number[]} */
    const along = (middle, length, whole, from) => [
      within(middle - length / 2, edge, Math.max(edge, whole - length - edge)),
      ...taken.flatMap((box) => [box[from] - length - edge, box[from + 2] + edge]),
      edge,
      whole - length - edge,
    ];
    const tiny = seen[2] - seen[0] < small && seen[3] - seen[1] < small;
    /** @type {(box: Box) => Stand[]} */
    const places = (box) => {
      const beside = {
        left: along(at.y, height, map.y, 1).map((y) => place(box[0] - gap - width, y, "left")),
        right: along(at.y, height, map.y, 1).map((y) => place(box[2] + gap, y, "right")),
        above: along(at.x, width, map.x, 0).map((x) => place(x, box[1] - gap - height, "above")),
        below: along(at.x, width, map.x, 0).map((x) => place(x, box[3] + gap, "below")),
      };
      const sides = box[0] > map.x - box[2] ? [beside.left, beside.right] : [beside.right, beside.left];
      const heights = box[1] > map.y - box[3] ? [beside.above, beside.below] : [beside.below, beside.above];
      return [...(tiny ? [beside.above, beside.below, ...sides] : [...sides, ...heights]).flat(), ...docked];
    };
    const docked = docks(map, size).map((box) => /** @type {Stand} */ ({ side: "edge", box }));
    const clear = (/** @type {Stand} */ { box }) =>
      inside(box, map) && !meet(box, seen) && !taken.some((each) => meet(box, each));
    const free =
      (name && places(joined(seen, name)).find((each) => clear(each) && !meet(each.box, name))) ?? places(seen).find(clear);
    if (free) return free;
    const cost = (/** @type {Box} */ box) =>
      taken.reduce((sum, each) => sum + 4 * shared(box, each), shared(box, seen) + (name ? 2 * shared(box, name) : 0)) +
      (ends.length ? ends : [at]).filter(({ x, y }) => meet(box, grown([x, y, x, y], gap))).length * width * height;
    return docked.reduce((best, each) => (cost(each.box) < cost(best.box) ? each : best));
  }

  /** @type {(box: Box, map: Size) => boolean} */
  function inside(box, map) {
    return box[0] >= 0 && box[1] >= 0 && box[2] <= map.x && box[3] <= map.y;
  }

  arctic.placing = { view, popup, joined };
})();
