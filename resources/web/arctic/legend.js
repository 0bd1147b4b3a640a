// Which lines the legend has in a page of its own, where no program finds out what a view holds: as scene/drawings/in_view.py
// and scene/symbology/legend.py have it.
"use strict";

(function () {
  arctic.legend = (atlas, layers, signs, boxes, box) => {
    /** @type {Set<string>} */
    const seen = new Set();
    for (const { id, drawing, left } of layers) {
      for (const { feature, style, kind, parts, box: own } of drawing?.shapes ?? []) {
        const whole = atlas.shared[style] ?? style;
        const names = [whole, `layer ${id}`, atlas.features[feature]?.sure ?? ""];
        if (left.has(feature) || !meet(own, box) || names.every((name) => seen.has(name))) continue;
        if (!parts.some((part) => reaches(part, kind, box)) && !(kind === "area" && surround(parts, box))) continue;
        for (const name of names) seen.add(name);
      }
    }
    for (const [style, found] of Object.entries(boxes)) if (found.some((one) => meet(one, box))) seen.add(style);
    for (const { style, x, y } of signs) if (meet([x, y, x, y], box)) seen.add(style);
    const lines = atlas.legend.filter((line) => seen.has(line.layer ? `layer ${line.layer}` : line.style));
    const foot = atlas.foot.filter((line) => seen.has(line.for));
    return [...fewer(lines, atlas.most), ...foot.map(({ style, text, group }) => ({ style, text, group, more: [], at_foot: true }))];
  };

  /**
   * Neighbours share a line, first where there are words for it.
   * @param {LegendLine[]} listed
   * @param {number} most
   * @returns {Messages.LegendEntry[]}
   */
  function fewer(listed, most) {
    const lines = listed.map((line) => ({ ...line, more: /** @type {[string, string][]} */ ([]), at_foot: false }));
    /** @param {number} at */
    const unfit = (at) => {
      const [above, line] = [lines[at - 1], lines[at]];
      if (line.with && line.with === (above.more.at(-1)?.[0] ?? above.style)) return 0;
      return line.group === above.group ? 1 : 2;
    };
    while (lines.length > most) {
      let at = lines.length - 1;
      for (let i = at - 1; i > 0; i -= 1) if (unfit(i) < unfit(at)) at = i;
      const text = unfit(at) === 0 ? lines[at].tail : lines[at].text;
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
   * Whether any of a line or an area's edge is in the box, or any of several points.
   * @type {(part: number[], kind: string, box: Box) => boolean}
   */
  function reaches(part, kind, box) {
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
    const lefts = [0, 2].flatMap((i) => [1, 3].map((j) => (x1 - x0) * (box[j] - y0) - (y1 - y0) * (box[i] - x0)));
    return Math.min(...lefts) <= 0 && Math.max(...lefts) >= 0;
  }

  /**
   * Whether the box's middle lies within rings, by the nonzero rule.
   * @type {(rings: number[][], box: Box) => boolean}
   */
  function surround(rings, [left, bottom, right, top]) {
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
