// Paints shapes, direction marks, labels and the legend's symbols on a canvas context.
"use strict";

(function () {
  const FONTS = '"Source Sans 3", "Noto Sans", sans-serif';
  const CHINESE = /[\u2e80-\uffef]/;
  const SECOND_LINE = 1.25; // distance of the two lines of a call-out, relative to the text size

  /**
   * The font of a text. The Chinese face has no bold, so nor do figures and names within Chinese.
   * @type {(lettering: { italic: boolean, weight: number, size: number }, text: string) => string}
   */
  function fontOf({ italic, weight, size }, text) {
    return `${italic ? "italic " : ""}${CHINESE.test(text) ? 400 : weight} ${size}px ${FONTS}`;
  }

  // A frame is the view to paint: scale in pixels per metre, x and y the projection's origin in pixels.
  /** @type {Draw["onProjection"]} */
  function onProjection(ctx, frame, affine) {
    const s = frame.scale * frame.dpr;
    ctx.setTransform(s, 0, 0, -s, frame.x * frame.dpr, frame.y * frame.dpr);
    if (affine) ctx.transform(affine.a, affine.d, affine.b, affine.e, affine.c, affine.f);
  }

  /** @type {Draw["onScreen"]} */
  function onScreen(ctx, frame) {
    ctx.setTransform(frame.dpr, 0, 0, frame.dpr, 0, 0);
  }

  /** @type {Draw["pixel"]} */
  function pixel(frame, x, y) {
    return [frame.x + x * frame.scale, frame.y - y * frame.scale];
  }

  /** @type {Draw["pathOf"]} */
  function pathOf(parts, closed) {
    const path = new Path2D();
    for (const part of parts) {
      path.moveTo(part[0], part[1]);
      for (let i = 2; i < part.length; i += 2) path.lineTo(part[i], part[i + 1]);
      if (closed) path.closePath();
    }
    return path;
  }

  /** @type {Draw["stroke"]} */
  function stroke(ctx, path, colour, width, dash, alpha, metre) {
    // A canvas ignores a width of 0 and would use the last one.
    if (!width) return;
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * metre;
    ctx.setLineDash(dash.map((length) => length * metre));
    ctx.stroke(path);
  }

  /**
   * The marks of a railway: short strokes across the line, each in the middle of a dash.
   * @type {(ctx: Context, frame: Transform, shape: Outlined, style: Messages.Style) => void}
   */
  function ties(ctx, frame, shape, style) {
    const gap = style.dash.reduce((sum, length) => sum + length, 0) || 11;
    if (!style.stroke) return;
    ctx.globalAlpha = style.opacity;
    ctx.strokeStyle = style.stroke;
    ctx.lineWidth = style.width;
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const part of shape.parts) {
      let next = (style.dash[0] ?? gap) / 2; // distance to the next mark
      let [px, py] = pixel(frame, part[0], part[1]);
      for (let i = 2; i < part.length; i += 2) {
        const [qx, qy] = pixel(frame, part[i], part[i + 1]);
        const length = Math.hypot(qx - px, qy - py);
        if (length > 0) {
          const [ux, uy] = [(qx - px) / length, (qy - py) / length];
          for (; next <= length; next += gap) {
            const [x, y] = [px + ux * next, py + uy * next];
            const half = style.ties / 2;
            ctx.moveTo(x - uy * half, y + ux * half);
            ctx.lineTo(x + uy * half, y - ux * half);
          }
          next -= length;
        }
        [px, py] = [qx, qy];
      }
    }
    ctx.stroke();
  }

  // Unit paths of symbols, each parsed once.
  /** @type {Map<string, Path2D>} */
  const units = new Map();
  /** @param {string} d */
  function unit(d) {
    const path = units.get(d) ?? new Path2D(d);
    units.set(d, path);
    return path;
  }

  /** @typedef {Exclude<Messages.Style["symbol"], null>} Symbol */

  /**
   * Paints unit paths around a place: 1 is half the symbol's size, so line widths are relative to it.
   * @param {Context} ctx
   * @param {Transform} frame
   * @param {number} x
   * @param {number} y
   * @param {Messages.Style} style
   * @param {(symbol: Symbol, half: number) => void} paint
   */
  function onUnit(ctx, frame, x, y, style, paint) {
    const half = style.size / 2;
    if (!style.symbol || !half) return;
    ctx.setTransform(half * frame.dpr, 0, 0, half * frame.dpr, x * frame.dpr, y * frame.dpr);
    ctx.setLineDash([]);
    ctx.lineJoin = "miter";
    ctx.miterLimit = 4; // as in SVG
    paint(style.symbol, half);
    onScreen(ctx, frame);
  }

  /** @type {(ctx: Context, frame: Transform, x: number, y: number, style: Messages.Style) => void} */
  function symbol(ctx, frame, x, y, style) {
    onUnit(ctx, frame, x, y, style, ({ outline, fill }, half) => {
      if (style.fill) {
        ctx.globalAlpha = style.fill_opacity;
        ctx.fillStyle = style.fill;
        ctx.fill(unit(fill));
      }
      if (style.stroke && style.width) {
        ctx.globalAlpha = style.opacity;
        ctx.strokeStyle = style.stroke;
        ctx.lineWidth = style.width / half;
        ctx.stroke(unit(outline));
      }
    });
  }

  /**
   * A light halo with dark rims around the edge of a symbol.
   * @type {(ctx: Context, frame: Transform, x: number, y: number, style: Messages.Style, palette: Messages.Palette) => void}
   */
  function symbolHalo(ctx, frame, x, y, style, palette) {
    onUnit(ctx, frame, x, y, style, ({ outline }, half) => {
      const edge = style.stroke ? style.width : 0;
      ctx.globalAlpha = 1;
      /** @type {[string, number][]} */
      const rims = [[palette.halo_rim, 4.8], [palette.halo, 3.8], [palette.halo_rim, 1.4]];
      for (const [colour, reach] of rims) {
        ctx.strokeStyle = colour;
        ctx.lineWidth = (edge + 2 * reach) / half;
        ctx.stroke(unit(outline));
      }
    });
  }

  /**
   * A small symbol on a disc of the paper's colour, visible on any background.
   * @type {Draw["sign"]}
   */
  function sign(ctx, frame, item, style, palette) {
    const [x, y] = pixel(frame, item.x, item.y);
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(x + item.dx, y + item.dy, (style.size + style.width) / 2 + 1.4, 0, 2 * Math.PI);
    ctx.fillStyle = palette.paper;
    ctx.fill();
    symbol(ctx, frame, x + item.dx, y + item.dy, style);
  }

  /** @type {Draw["chevron"]} */
  function chevron(ctx, x, y, angle, style) {
    if (!style.stroke) return;
    const arm = style.chevron * 0.62;
    ctx.save();
    ctx.translate(x, y);
    ctx.rotate((-angle * Math.PI) / 180);
    ctx.beginPath();
    ctx.moveTo(-arm * 0.7, -arm);
    ctx.lineTo(arm * 0.5, 0);
    ctx.lineTo(-arm * 0.7, arm);
    ctx.setLineDash([]);
    ctx.lineJoin = "miter";
    ctx.globalAlpha = 1;
    ctx.strokeStyle = style.casing || style.stroke;
    ctx.lineWidth = 4;
    ctx.stroke();
    ctx.strokeStyle = style.stroke;
    ctx.lineWidth = 1.8;
    ctx.stroke();
    ctx.restore();
  }

  /**
   * One part of a label. Halos are painted below lanes and marks, letters above. A tag has a background.
   * @type {Draw["label"]}
   */
  function label(ctx, frame, item, style, part, palette) {
    const { lettering } = style;
    if (!lettering) return false;
    let [x, y] = pixel(frame, item.x, item.y);
    if (item.letters.length) return alongLine(ctx, frame, item, lettering, part, x, y);
    // Where the frame cuts the symbol off, its label is left out too.
    const half = style.symbol ? (style.size + style.width) / 2 : 0;
    if (half && !contains(frame, x - half, y - half, x + half, y + half)) return false;
    const place = { x, y };
    x += item.dx;
    y += item.dy;
    ctx.font = fontOf(lettering, item.text);
    ctx.letterSpacing = `${lettering.spacing}px`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    if (item.anchor === "middle") x -= item.width / 2;
    else if (item.anchor === "end") x -= item.width;
    // A label that the frame would cut is left out, as in exports.
    const [rise, fall] = [lettering.size * 0.8, lettering.size * (item.below ? SECOND_LINE + 0.3 : 0.3)];
    if (!contains(frame, x, y - rise, x + item.width, y + fall)) return false;
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    if (item.leader.length && part === "letters") leaderLine(ctx, place, item.leader, lettering.colour);
    if (item.below) return callOut(ctx, item, lettering, part, place.x + item.dx, y);
    if (part === "halo") {
      ctx.strokeStyle = lettering.halo;
      ctx.lineWidth = 3;
      ctx.strokeText(item.text, x, y);
      return true;
    }
    if (part === "tag") {
      // The background of a tag must be within the frame too.
      x = Math.max(frame.seen.left + 6, Math.min(x, frame.seen.right - item.width - 6));
      ctx.beginPath();
      ctx.roundRect(x - 5, y - rise - 3, item.width + 10, rise + fall + 6, 3);
      ctx.fillStyle = palette.halo;
      ctx.fill();
      ctx.strokeStyle = palette.halo_rim;
      ctx.lineWidth = 1;
      ctx.stroke();
    }
    ctx.fillStyle = part === "tag" ? palette.halo_rim : lettering.colour;
    ctx.fillText(item.text, x, y);
    return true;
  }

  /**
   * The box of a label with the background of a tag, in pixels from its place. Labels along a line have none.
   * @type {Draw["nameBox"]}
   */
  function nameBox({ anchor, width, dx, dy, below }, { size }) {
    const x = dx - (anchor === "middle" ? width / 2 : anchor === "end" ? width : 0);
    return [x - 5, dy - size * 0.8 - 3, x + width + 5, dy + size * (below ? SECOND_LINE + 0.3 : 0.3) + 3];
  }

  /**
   * The boxes of a painted label in the frame: one per letter along a line.
   * @type {Draw["nameBoxes"]}
   */
  function nameBoxes(frame, item, { lettering }) {
    if (!lettering) return [];
    const [x, y] = pixel(frame, item.x, item.y);
    /** @type {(box: Box) => Box} */
    const moved = ([x0, y0, x1, y1]) => [x + x0, y + y0, x + x1, y + y1];
    if (!item.letters.length) return [moved(nameBox(item, lettering))];
    const radius = 0.6 * lettering.size;
    /** @type {Box[]} */
    const boxes = [];
    for (let i = 0; i < item.letters.length; i += 3) {
      const [left, base] = [item.letters[i], item.letters[i + 1]];
      boxes.push(moved([left - radius, base - radius, left + radius, base + radius]));
    }
    return boxes;
  }

  /** @type {(ctx: Context, place: Size, leader: number[], colour: string) => void} */
  function leaderLine(ctx, { x, y }, [x0, y0, x1, y1], colour) {
    ctx.beginPath();
    ctx.moveTo(x + x0, y + y0);
    ctx.lineTo(x + x1, y + y1);
    ctx.strokeStyle = colour;
    ctx.lineWidth = 0.8;
    ctx.stroke();
  }

  /**
   * A call-out: a bold name, and a second line below it.
   * @type {(ctx: Context, item: Messages.Label, lettering: Messages.Lettering, part: LabelPart, x: number, y: number) => boolean}
   */
  function callOut(ctx, item, lettering, part, x, y) {
    ctx.textAlign = item.anchor === "middle" ? "center" : item.anchor;
    ctx.lineWidth = 3;
    ctx.strokeStyle = lettering.halo;
    ctx.fillStyle = lettering.colour;
    for (const [line, lower, weight] of /** @type {[string, number, number][]} */ ([
      [item.text, 0, lettering.weight],
      [item.below, SECOND_LINE * lettering.size, 400],
    ])) {
      ctx.font = fontOf({ ...lettering, weight }, line);
      if (part === "halo") ctx.strokeText(line, x, y + lower);
      else ctx.fillText(line, x, y + lower);
    }
    return true;
  }

  /**
   * A label along a line: each letter has its own position and angle.
   * @type {(ctx: Context, frame: Frame, item: Messages.Label, lettering: Messages.Lettering, part: LabelPart, x: number, y: number) => boolean}
   */
  function alongLine(ctx, frame, { text, letters }, lettering, part, x, y) {
    const { size } = lettering;
    for (let i = 0; i < letters.length; i += 3) {
      const [left, base] = [x + letters[i], y + letters[i + 1]];
      if (!contains(frame, left - size, base - size, left + size, base + size)) return false;
    }
    ctx.font = fontOf(lettering, text);
    ctx.letterSpacing = "0px";
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.lineWidth = 3;
    ctx.strokeStyle = lettering.halo;
    ctx.fillStyle = lettering.colour;
    let i = 0;
    for (const letter of text) {
      const angle = (letters[i + 2] * Math.PI) / 180;
      const [cos, sin] = [Math.cos(angle) * frame.dpr, Math.sin(angle) * frame.dpr];
      ctx.setTransform(cos, sin, -sin, cos, (x + letters[i]) * frame.dpr, (y + letters[i + 1]) * frame.dpr);
      if (letter !== " ") {
        if (part === "halo") ctx.strokeText(letter, 0, 0);
        else ctx.fillText(letter, 0, 0);
      }
      i += 3;
    }
    onScreen(ctx, frame);
    return true;
  }

  /** @type {(frame: Frame, left: number, top: number, right: number, bottom: number) => boolean} */
  function contains({ seen, covered }, left, top, right, bottom) {
    if (left < seen.left || top < seen.top || right > seen.right || bottom > seen.bottom) return false;
    return !covered.some(([x0, y0, x1, y1]) => left < x1 && right > x0 && top < y1 && bottom > y0);
  }

  /**
   * The casings of a layer are painted below all its lines, so that crossings look right.
   * @type {Draw["casing"]}
   */
  function casing(ctx, frame, shape, style) {
    if (!style.casing || shape.kind !== "line") return;
    onProjection(ctx, frame);
    ctx.lineCap = ctx.lineJoin = "round";
    stroke(ctx, shape.path, style.casing, style.casing_width, [], 1, 1 / frame.scale);
  }

  /**
   * Hatches an area. One of the lines goes through the projection's origin, so that they move with the map.
   * @type {(ctx: Context, frame: Transform, item: Exclude<Outlined, { kind: "point" }>, style: Messages.Style, hatch: Messages.Style) => void}
   */
  function hatching(ctx, frame, item, style, hatch) {
    if (!hatch.stroke) return;
    const angle = (style.hatch_angle * Math.PI) / 180;
    const [along, down] = [Math.cos(angle), -Math.sin(angle)];
    const [x0, y0, x1, y1] = item.box;
    const { width, height } = ctx.canvas;
    const [left, top] = pixel(frame, x0, y1);
    const [right, bottom] = pixel(frame, x1, y0);
    const corners = [Math.max(left, 0), Math.min(right, width / frame.dpr)].flatMap((x) =>
      [Math.max(top, 0), Math.min(bottom, height / frame.dpr)].map((y) => [x - frame.x, y - frame.y]),
    );
    const us = corners.map(([x, y]) => along * x + down * y);
    const vs = corners.map(([x, y]) => (along * y - down * x) / style.hatch_every);
    const [start, end] = [Math.min(...us), Math.max(...us)];
    ctx.save();
    ctx.clip(item.path, "nonzero");
    onScreen(ctx, frame);
    ctx.globalAlpha = hatch.opacity;
    ctx.strokeStyle = hatch.stroke;
    ctx.lineWidth = hatch.width;
    ctx.lineCap = "butt";
    ctx.setLineDash([]);
    ctx.beginPath();
    for (let number = Math.ceil(Math.min(...vs)); number <= Math.max(...vs); number += 1) {
      const offset = number * style.hatch_every;
      const [x, y] = [frame.x - down * offset, frame.y + along * offset];
      ctx.moveTo(x + along * start, y + down * start);
      ctx.lineTo(x + along * end, y + down * end);
    }
    ctx.stroke();
    ctx.restore();
  }

  /** @type {Draw["shape"]} */
  function shape(ctx, frame, item, style, hatch, selected) {
    if (item.kind === "point") {
      onScreen(ctx, frame);
      // All rims come first: otherwise each would hide the mark before it.
      const passes = item.parts.length > 1 ? [{ ...style, fill: null }, { ...style, stroke: null }] : [style];
      for (const pass of passes) {
        for (const part of item.parts) symbol(ctx, frame, ...pixel(frame, part[0], part[1]), pass);
      }
      return;
    }
    onProjection(ctx, frame);
    ctx.lineCap = style.dash.length && style.dash[0] >= 1 ? "butt" : "round";
    ctx.lineJoin = "round";
    if (item.kind === "area" && style.fill) {
      // A selected area without an edge is emphasized by its fill.
      ctx.globalAlpha = style.fill_opacity * (style.fade && selected ? 2 : 1);
      ctx.fillStyle = style.fill;
      ctx.fill(item.path, "nonzero");
    }
    if (item.kind === "area" && style.hatch_every && hatch) hatching(ctx, frame, item, style, hatch);
    if (style.stroke && style.width) {
      stroke(ctx, item.path, style.stroke, style.width, style.dash, style.opacity, 1 / frame.scale);
      if (style.ties) {
        onScreen(ctx, frame);
        ties(ctx, frame, item, style);
      }
    }
  }

  /**
   * The halo of a selected feature; that of a line is painted below it, so that its colour stays. Areas have
   * thinner halos, since those of several seas would hide what is inside.
   * @type {Draw["halo"]}
   */
  function halo(ctx, frame, item, style, palette, ofArea = item.kind === "area") {
    if (item.kind === "point") {
      onScreen(ctx, frame);
      for (const part of item.parts) symbolHalo(ctx, frame, ...pixel(frame, part[0], part[1]), style, palette);
      return;
    }
    onProjection(ctx, frame);
    ctx.lineCap = ctx.lineJoin = "round";
    const core = Math.max(style.width, style.casing_width);
    const rim = ofArea ? 1 : 2;
    stroke(ctx, item.path, palette.halo_rim, core + 3 * rim, [], 1, 1 / frame.scale);
    stroke(ctx, item.path, palette.halo, core + 2 * rim, [], 1, 1 / frame.scale);
  }

  /**
   * The symbol of a style in the legend, painted like the map; export/marks/strokes.py draws the same.
   * @type {Draw["swatch"]}
   */
  function swatch(ctx, width, height, id, look, dpr) {
    const style = look.styles[id] ?? look.palette.items[id];
    const frame = { scale: 1, x: 0, y: height, zoom: 0, dpr };
    onScreen(ctx, frame);
    ctx.clearRect(0, 0, width, height);
    if (!style) return;
    if (style.symbol) symbol(ctx, frame, width / 2, height / 2, style);
    else if (style.fill && style.fade) fading(ctx, width, height, style);
    else if (style.fill || style.hatch) area(ctx, frame, width, height, style, look);
    else if (style.stroke) line(ctx, frame, width, height, style);
    else if (style.lettering) letters(ctx, width, height, style.lettering);
    else hills(ctx, width, height, look.palette.quiet);
  }

  /**
   * An undisclosed area has no edge: nested buffers fade out on all sides.
   * @type {(ctx: Context, width: number, height: number, style: Messages.Style) => void}
   */
  function fading(ctx, width, height, style) {
    if (!style.fill) return;
    ctx.globalAlpha = style.fill_opacity * 2;
    ctx.fillStyle = style.fill;
    for (let number = 0; number < style.fade; number += 1) {
      // Relative to the size, as swatches of the key are smaller.
      const inset = number / style.fade;
      const [rx, ry] = [(width / 2) * (1 - 0.77 * inset), (height / 2) * (1 - 0.97 * inset)];
      ctx.beginPath();
      ctx.ellipse(width / 2, height / 2, rx, ry, 0, 0, 2 * Math.PI);
      ctx.fill();
    }
  }

  /** @typedef {Pick<Messages.ShowLook, "styles" | "palette">} Colours */

  /** @type {(ctx: Context, frame: Transform, width: number, height: number, style: Messages.Style, look: Colours) => void} */
  function area(ctx, frame, width, height, style, look) {
    const whole = [2, 2, width - 2, 2, width - 2, height - 2, 2, height - 2];
    const path = pathOf([whole], true);
    /** @type {Outlined} */
    const item = { kind: "area", parts: [whole], path, box: [2, 2, width - 2, height - 2] };
    const hatch = look.styles[style.hatch];
    shape(ctx, frame, item, style, hatch);
    if (hatch && !style.hatch_every) {
      const rows = [0.25, 0.5, 0.75].map((share) => 2 + (height - 4) * share);
      const across = rows.map((y) => [2, y, width - 2, y]);
      shape(ctx, frame, { ...item, kind: "line", parts: across, path: pathOf(across, false) }, hatch);
    }
    const edge = look.styles[style.edge];
    if (edge) shape(ctx, frame, { ...item, kind: "line" }, edge);
    else if (!style.stroke) stroke(ctx, path, look.palette.quiet, 0.7, [], 0.6, 1);
  }

  /** @type {(ctx: Context, frame: Transform, width: number, height: number, style: Messages.Style) => void} */
  function line(ctx, frame, width, height, style) {
    const middle = height / 2;
    // Round ends extend the line by half its width.
    const end = Math.max(1, style.width / 2, style.casing_width / 2);
    const whole = [end, middle, width - end, middle];
    /** @type {Outlined} */
    const item = { kind: "line", parts: [whole], path: pathOf([whole], false), box: [0, 0, width, height] };
    casing(ctx, frame, item, style);
    shape(ctx, frame, item, style);
    onScreen(ctx, frame);
    // After the first gap of a dashed line, so that the dashes stay visible.
    if (style.chevron) chevron(ctx, width * (style.dash.length ? 0.72 : 0.5), middle, 0, style);
  }

  /** @type {(ctx: Context, width: number, height: number, lettering: Messages.Lettering) => void} */
  function letters(ctx, width, height, { size, colour, italic }) {
    ctx.globalAlpha = 1;
    ctx.font = `${italic ? "italic " : ""}${size}px ${FONTS}`;
    ctx.textAlign = "center";
    ctx.fillStyle = colour;
    ctx.fillText("Abc", width / 2, height / 2 + size * 0.33);
  }

  /**
   * Two hills, lit from the upper left.
   * @type {(ctx: Context, width: number, height: number, colour: string) => void}
   */
  function hills(ctx, width, height, colour) {
    const [low, high] = [height - 2, 2];
    ctx.fillStyle = colour;
    for (const [foot, alpha] of [[0.1, 0.35], [0.9, 0.8]]) {
      ctx.globalAlpha = alpha;
      ctx.fill(pathOf([[width * foot, low, width * 0.4, high, width * 0.5, low]], true));
    }
  }

  arctic.draw = { onProjection, onScreen, pixel, pathOf, casing, shape, sign, halo, chevron, label, nameBox, nameBoxes, swatch, stroke };
})();
