// The legend of an exported page, where no program decides what a view contains: the same rules as in
// scene/drawings/in_view.py and scene/symbology/legend.py.
"use strict";

(function () {
  arctic.legend = (atlas, layers, signs, boxes, box) => {
    /** @type {Set<string>} */
    const inView = new Set();
    for (const { id, drawing, hidden } of layers) {
      for (const { feature, style, kind, parts, box: shapeBox } of drawing?.shapes ?? []) {
        const whole = atlas.shared[style] ?? style;
        const names = [whole, `layer ${id}`, atlas.features[feature]?.precision ?? ""];
        if (hidden.has(feature) || !meet(shapeBox, box) || names.every((name) => inView.has(name))) continue;
        if (!parts.some((part) => touches(part, kind, box)) && !(kind === "area" && contains(parts, box))) continue;
        for (const name of names) inView.add(name);
      }
    }
    for (const [style, styleBoxes] of Object.entries(boxes)) if (styleBoxes.some((each) => meet(each, box))) inView.add(style);
    for (const { style, x, y } of signs) if (meet([x, y, x, y], box)) inView.add(style);
    const lines = atlas.legend.filter((line) => inView.has(line.layer ? `layer ${line.layer}` : line.style));
    const foot = atlas.foot.filter((line) => inView.has(line.for));
    return [...shortened(lines, atlas.max_rows), ...foot.map(({ style, text, group }) => ({ style, text, group, more: [], at_foot: true }))];
  };

  /**
   * Merges neighbouring lines until there are few enough, first where a text for it exists.
   * @param {LegendLine[]} listed
   * @param {number} max
   * @returns {Messages.LegendEntry[]}
   */
  function shortened(listed, max) {
    const lines = listed.map((line) => ({ ...line, more: /** @type {[string, string][]} */ ([]), at_foot: false }));
    /** @param {number} at */
    const cost = (at) => {
      const [above, line] = [lines[at - 1], lines[at]];
      if (line.with && line.with === (above.more.at(-1)?.[0] ?? above.style)) return 0;
      return line.group === above.group ? 1 : 2;
    };
    while (lines.length > max) {
      let at = lines.length - 1;
      for (let i = at - 1; i > 0; i -= 1) if (cost(i) < cost(at)) at = i;
      const text = cost(at) === 0 ? lines[at].tail : lines[at].text;
      lines[at - 1].more.push([lines[at].style, text], ...lines[at].more);
      lines.splice(at, 1);
    }
    return lines.map(({ style, text, group, more, at_foot }) => ({ style, text, group, more, at_foot }));
  }

  /** @type {(a: Box, b: Box) => boolean} */
  function meet(a, b) {
    return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
  }

  /**
   * Whether a line, an area's edge or a point is in the box.
   * @type {(part: number[], kind: string, box: Box) => boolean}
   */
  function touches(part, kind, box) {
    const last = kind === "area" ? part.length : part.length - 2;
    for (let i = 0; i < part.length; i += 2) {
      const [x, y] = [part[i], part[i + 1]];
      if (meet([x, y, x, y], box)) return true;
      if (kind === "point" || i >= last) continue;
      const j = (i + 2) % part.length;
      if (crosses(x, y, part[j], part[j + 1], box)) return true;
    }
    return false;
  }

  /** @type {(x0: number, y0: number, x1: number, y1: number, box: Box) => boolean} */
  function crosses(x0, y0, x1, y1, box) {
    if (!meet([Math.min(x0, x1), Math.min(y0, y1), Math.max(x0, x1), Math.max(y0, y1)], box)) return false;
    const sides = [0, 2].flatMap((i) => [1, 3].map((j) => (x1 - x0) * (box[j] - y0) - (y1 - y0) * (box[i] - x0)));
    return Math.min(...sides) <= 0 && Math.max(...sides) >= 0;
  }

  /**
   * Whether the box's centre is inside rings, by the nonzero rule.
   * @type {(rings: number[][], box: Box) => boolean}
   */
  function contains(rings, [left, bottom, right, top]) {
    const [x, y] = [(left + right) / 2, (bottom + top) / 2];
    let turns = 0;
    for (const ring of rings) {
      for (let i = 0; i < ring.length; i += 2) {
        const j = (i + 2) % ring.length;
        const [y0, y1] = [ring[i + 1], ring[j + 1]];
        if (y0 <= y === y1 <= y) continue;
        const side = (ring[j] - ring[i]) * (y - y0) - (x - ring[i]) * (y1 - y0);
        if (y1 > y0 && side > 0) turns += 1;
        else if (y1 < y0 && side < 0) turns -= 1;
      }
    }
    return turns !== 0;
  }
})();
