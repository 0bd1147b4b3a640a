// What a reader's own notes and measurements take of a view: other names leave it to them.
"use strict";

(function () {
  const layers = ["own-notes", "own-measurements"];
  const piece = 8; // pixels of a line that are told as one box
  const beside = 2; // pixels kept clear on both sides of a line

  /**
   * The boxes, in pixels of the frame, of the words that stand at its zoom, and of lines and edges.
   * @type {typeof arctic.room}
   */
  function room(frame, { labels, shapes }, look, left) {
    const words = labels.filter(({ zoom, until, feature }) => zoom <= frame.zoom && frame.zoom < until && !left.has(feature));
    const lines = shapes.filter(({ kind, feature }) => kind !== "point" && !left.has(feature));
    return [...words.flatMap((label) => box(frame, label, look)), ...lines.flatMap((shape) => pieces(frame, shape))];
  }

  /** @type {(frame: Frame, label: Messages.Label, look: Messages.ShowLook) => Box[]} */
  function box(frame, label, look) {
    const lettering = look.styles[label.style]?.lettering;
    if (!lettering) return [];
    const [x, y] = arctic.draw.pixel(frame, label.x, label.y);
    const [x0, y0, x1, y1] = arctic.draw.nameBox(label, lettering);
    return [[x + x0, y + y0, x + x1, y + y1]];
  }

  /** @type {(frame: Frame, shape: Messages.Shape) => Box[]} */
  function pieces(frame, { kind, parts }) {
    const { seen } = frame;
    /** @type {Box[]} */
    const found = [];
    for (const part of parts) {
      const whole = kind === "area" ? [...part, part[0], part[1]] : part;
      for (let i = 2; i < whole.length; i += 2) {
        const [px, py] = arctic.draw.pixel(frame, whole[i - 2], whole[i - 1]);
        const [qx, qy] = arctic.draw.pixel(frame, whole[i], whole[i + 1]);
        if (Math.max(px, qx) < seen.left || Math.min(px, qx) > seen.right) continue;
        if (Math.max(py, qy) < seen.top || Math.min(py, qy) > seen.bottom) continue;
        const count = Math.ceil(Math.min(Math.hypot(qx - px, qy - py), 1e5) / piece) || 1;
        for (let n = 0; n < count; n += 1) {
          const [x0, y0] = [px + ((qx - px) * n) / count, py + ((qy - py) * n) / count];
          const [x1, y1] = [px + ((qx - px) * (n + 1)) / count, py + ((qy - py) * (n + 1)) / count];
          found.push([
            Math.min(x0, x1) - beside,
            Math.min(y0, y1) - beside,
            Math.max(x0, x1) + beside,
            Math.max(y0, y1) + beside,
          ]);
        }
      }
    }
    return found;
  }

  arctic.room = room;
  arctic.yours = (id) => layers.includes(id);
})();
