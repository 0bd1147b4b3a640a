// The boxes that a reader's own notes and measurements occupy: other labels keep clear of them.
"use strict";

(function () {
  const OWN_LAYERS = ["own-notes", "own-measurements"];
  const STEP = 8; // pixels of a line per box
  const MARGIN = 2; // pixels kept clear on both sides of a line

  /**
   * Boxes in pixels of the frame, of the labels visible at its zoom and of lines and edges.
   * @type {typeof arctic.reservedBoxes}
   */
  function reservedBoxes(frame, { labels, shapes }, look, hidden) {
    const visible = labels.filter(({ zoom, until, feature }) => zoom <= frame.zoom && frame.zoom < until && !hidden.has(feature));
    const lines = shapes.filter(({ kind, feature }) => kind !== "point" && !hidden.has(feature));
    return [...visible.flatMap((label) => labelBox(frame, label, look)), ...lines.flatMap((shape) => lineBoxes(frame, shape))];
  }

  /** @type {(frame: Frame, label: Messages.Label, look: Messages.ShowLook) => Box[]} */
  function labelBox(frame, label, look) {
    const lettering = look.styles[label.style]?.lettering;
    if (!lettering) return [];
    const [x, y] = arctic.draw.pixel(frame, label.x, label.y);
    const [x0, y0, x1, y1] = arctic.draw.nameBox(label, lettering);
    return [[x + x0, y + y0, x + x1, y + y1]];
  }

  /** @type {(frame: Frame, shape: Messages.Shape) => Box[]} */
  function lineBoxes(frame, { kind, parts }) {
    const { seen } = frame;
    /** @type {Box[]} */
    const boxes = [];
    for (const part of parts) {
      const whole = kind === "area" ? [...part, part[0], part[1]] : part;
      for (let i = 2; i < whole.length; i += 2) {
        const [px, py] = arctic.draw.pixel(frame, whole[i - 2], whole[i - 1]);
        const [qx, qy] = arctic.draw.pixel(frame, whole[i], whole[i + 1]);
        if (Math.max(px, qx) < seen.left || Math.min(px, qx) > seen.right) continue;
        if (Math.max(py, qy) < seen.top || Math.min(py, qy) > seen.bottom) continue;
        const count = Math.ceil(Math.min(Math.hypot(qx - px, qy - py), 1e5) / STEP) || 1;
        for (let n = 0; n < count; n += 1) {
          const [x0, y0] = [px + ((qx - px) * n) / count, py + ((qy - py) * n) / count];
          const [x1, y1] = [px + ((qx - px) * (n + 1)) / count, py + ((qy - py) * (n + 1)) / count];
          boxes.push([
            Math.min(x0, x1) - MARGIN,
            Math.min(y0, y1) - MARGIN,
            Math.max(x0, x1) + MARGIN,
            Math.max(y0, y1) + MARGIN,
          ]);
        }
      }
    }
    return boxes;
  }

  arctic.reservedBoxes = reservedBoxes;
  arctic.isOwnLayer = (id) => OWN_LAYERS.includes(id);
})();
