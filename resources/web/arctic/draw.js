// Painting with a canvas context: shapes, direction marks, labels and the symbols of the legend.
"use strict";

(function () {
  const face = '"Source Sans 3", "Noto Sans", sans-serif';

  // A frame is the view a canvas paints: {scale, x, y, zoom, dpr}; scale in pixels per metre, x and y the
  // place of the projection's origin in pixels.
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
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = colour;
    ctx.lineWidth = width * metre;
    ctx.setLineDash(dash.map((length) => length * metre));
    ctx.stroke(path);
  }

  /**
   * The marks of a railway: short strokes across the line, `gap` pixels apart.
   * @type {(ctx: Context, frame: Place, shape: Outlined, style: Messages.Style) => void}
   */
  function ties(ctx, frame, shape, style) {
    const gap = 11;
    if (!style.stroke) return;
    ctx.globalAlpha = style.opacity;
    ctx.strokeStyle = style.stroke;
    ctx.lineWidth = style.width;
    ctx.setLineDash([]);
    ctx.beginPath();
    for (const part of shape.parts) {
      let left = gap / 2;
      let [px, py] = pixel(frame, part[0], part[1]);
      for (let i = 2; i < part.length; i += 2) {
        const [qx, qy] = pixel(frame, part[i], part[i + 1]);
        const length = Math.hypot(qx - px, qy - py);
        if (length > 0) {
          const [ux, uy] = [(qx - px) / length, (qy - py) / length];
          for (; left <= length; left += gap) {
            const [x, y] = [px + ux * left, py + uy * left];
            const half = style.ties / 2;
            ctx.moveTo(x - uy * half, y + ux * half);
            ctx.lineTo(x + uy * half, y - ux * half);
          }
          left -= length;
        }
        [px, py] = [qx, qy];
      }
    }
    ctx.stroke();
  }

  /** @type {(ctx: Context, x: number, y: number, style: Messages.Style) => void} */
  function symbol(ctx, x, y, style) {
    const half = style.size / 2;
    ctx.beginPath();
    if (style.symbol === "square") ctx.rect(x - half, y - half, 2 * half, 2 * half);
    else if (style.symbol === "triangle") {
      ctx.moveTo(x, y - half);
      ctx.lineTo(x + half * 1.05, y + half * 0.75);
      ctx.lineTo(x - half * 1.05, y + half * 0.75);
      ctx.closePath();
    } else if (style.symbol === "onward") {
      ctx.moveTo(x + half, y);
      ctx.lineTo(x - half * 0.75, y + half * 1.05);
      ctx.lineTo(x - half * 0.75, y - half * 1.05);
      ctx.closePath();
    } else if (style.symbol === "diamond") diamond(ctx, x, y, half);
    else ctx.arc(x, y, half, 0, 2 * Math.PI);
    ctx.setLineDash([]);
    ctx.lineJoin = "miter";
    if (style.fill) {
      ctx.globalAlpha = style.fill_opacity;
      ctx.fillStyle = style.fill;
      if (style.symbol === "half") {
        const left = new Path2D();
        left.arc(x, y, half, Math.PI / 2, 1.5 * Math.PI);
        ctx.fill(left);
      } else ctx.fill();
    }
    if (style.stroke && style.width) {
      ctx.globalAlpha = style.opacity;
      ctx.strokeStyle = style.stroke;
      ctx.lineWidth = style.width;
      ctx.stroke();
    }
  }

  /** @type {(ctx: Context, x: number, y: number, half: number) => void} */
  function diamond(ctx, x, y, half) {
    ctx.moveTo(x, y - half);
    ctx.lineTo(x + half, y);
    ctx.lineTo(x, y + half);
    ctx.lineTo(x - half, y);
    ctx.closePath();
  }

  /**
   * A small symbol on a disc of the paper, so that it stands out from whatever it stands on.
   * @type {Draw["sign"]}
   */
  function sign(ctx, frame, item, style, palette) {
    const [x, y] = pixel(frame, item.x, item.y);
    ctx.globalAlpha = 1;
    ctx.beginPath();
    ctx.arc(x + item.dx, y + item.dy, (style.size + style.width) / 2 + 1.4, 0, 2 * Math.PI);
    ctx.fillStyle = palette.paper;
    ctx.fill();
    symbol(ctx, x + item.dx, y + item.dy, style);
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

  /** @type {Draw["label"]} */
  function label(ctx, frame, item, lettering) {
    if (!lettering) return;
    let [x, y] = pixel(frame, item.x, item.y);
    x += item.dx;
    y += item.dy;
    ctx.font = `${lettering.italic ? "italic " : ""}${lettering.weight} ${lettering.size}px ${face}`;
    ctx.letterSpacing = `${lettering.spacing}px`;
    ctx.textAlign = "left";
    ctx.textBaseline = "alphabetic";
    if (item.anchor === "middle") x -= item.width / 2;
    else if (item.anchor === "end") x -= item.width;
    // A label that the frame would cut is left out, as in the export.
    const { left, top, right, bottom } = frame.seen;
    const [rise, fall] = [lettering.size * 0.8, lettering.size * 0.3];
    if (x < left || x + item.width > right || y - rise < top || y + fall > bottom) return;
    ctx.globalAlpha = 1;
    ctx.setLineDash([]);
    ctx.lineJoin = "round";
    ctx.strokeStyle = lettering.halo;
    ctx.lineWidth = 3;
    ctx.strokeText(item.text, x, y);
    ctx.fillStyle = lettering.colour;
    ctx.fillText(item.text, x, y);
  }

  /**
   * What a layer's line and area shapes need below all strokes of the layer, so that crossings look right.
   * @type {Draw["casing"]}
   */
  function casing(ctx, frame, shape, style) {
    if (!style.casing || shape.kind !== "line") return;
    onProjection(ctx, frame);
    ctx.lineCap = ctx.lineJoin = "round";
    stroke(ctx, shape.path, style.casing, style.casing_width, [], 1, 1 / frame.scale);
  }

  /** @type {Draw["shape"]} */
  function shape(ctx, frame, item, style) {
    if (item.kind === "point") {
      onScreen(ctx, frame);
      for (const part of item.parts) symbol(ctx, ...pixel(frame, part[0], part[1]), style);
      return;
    }
    onProjection(ctx, frame);
    ctx.lineCap = style.dash.length && style.dash[0] >= 1 ? "butt" : "round";
    ctx.lineJoin = "round";
    if (item.kind === "area" && style.fill) {
      ctx.globalAlpha = style.fill_opacity;
      ctx.fillStyle = style.fill;
      ctx.fill(item.path, "nonzero");
    }
    if (style.stroke && style.width) {
      if (style.ties) {
        stroke(ctx, item.path, style.stroke, style.width, [], style.opacity, 1 / frame.scale);
        onScreen(ctx, frame);
        ties(ctx, frame, item, style);
      } else {
        stroke(ctx, item.path, style.stroke, style.width, style.dash, style.opacity, 1 / frame.scale);
      }
    }
  }

  /**
   * The light round a selected thing; a line's lies beneath it, so that its colour stays.
   * @type {Draw["halo"]}
   */
  function halo(ctx, frame, item, style, palette) {
    if (item.kind === "point") {
      onScreen(ctx, frame);
      for (const part of item.parts) {
        const [x, y] = pixel(frame, part[0], part[1]);
        const radius = style.size / 2 + (style.width || 0) / 2;
        /** @type {[string, number, number][]} */
        const rims = [[palette.halo_rim, 2.6, 4.4], [palette.halo, 2.6, 2.4]];
        for (const [colour, grow, width] of rims) {
          ctx.beginPath();
          if (style.symbol === "square") {
            ctx.rect(x - radius - grow, y - radius - grow, 2 * (radius + grow), 2 * (radius + grow));
          } else if (style.symbol === "diamond") diamond(ctx, x, y, radius + 1.4 * grow);
          else ctx.arc(x, y, radius + grow, 0, 2 * Math.PI);
          ctx.globalAlpha = 1;
          ctx.setLineDash([]);
          ctx.strokeStyle = colour;
          ctx.lineWidth = width;
          ctx.stroke();
        }
      }
      return;
    }
    onProjection(ctx, frame);
    ctx.lineCap = ctx.lineJoin = "round";
    const core = item.kind === "line" ? Math.max(style.width, style.casing_width) : 0;
    stroke(ctx, item.path, palette.halo_rim, core + (core ? 6 : 4), [], 1, 1 / frame.scale);
    stroke(ctx, item.path, palette.halo, core + (core ? 4 : 2), [], 1, 1 / frame.scale);
  }

  /**
   * A symbol of the legend, painted by the same hand as the map.
   * @type {Draw["swatch"]}
   */
  function swatch(ctx, width, height, style, dpr, hatch) {
    const frame = { scale: 1, x: 0, y: height, zoom: 0, dpr };
    const middle = height / 2;
    onScreen(ctx, frame);
    ctx.clearRect(0, 0, width, height);
    if (style.symbol) {
      symbol(ctx, width / 2, middle, style);
      return;
    }
    const area = style.fill !== null;
    // Round ends stand out by half the width of the line.
    const end = Math.max(1, style.width / 2, style.casing_width / 2);
    const flat = area
      ? [2, 2, width - 2, 2, width - 2, height - 2, 2, height - 2]
      : [end, middle, width - end, middle];
    /** @type {Outlined} */
    const item = { kind: area ? "area" : "line", parts: [flat], path: pathOf([flat], area) };
    casing(ctx, frame, item, style);
    if (area && !style.stroke) {
      // An undisclosed area has no edge: its nested buffers fade out to all sides.
      for (const inset of [0, 1.6, 3.2, 4.8]) {
        ctx.globalAlpha = style.fill_opacity * 1.6;
        ctx.fillStyle = style.fill;
        onScreen(ctx, frame);
        ctx.beginPath();
        ctx.ellipse(width / 2, middle, width / 2 - inset * 1.6, middle - inset, 0, 0, 2 * Math.PI);
        ctx.fill();
      }
      return;
    }
    shape(ctx, frame, item, style);
    if (hatch) {
      const rows = [0.25, 0.5, 0.75].map((share) => 2 + (height - 4) * share);
      const across = rows.map((y) => [2, y, width - 2, y]);
      shape(ctx, frame, { kind: "line", parts: across, path: pathOf(across, false) }, hatch);
    }
    if (style.chevron) {
      onScreen(ctx, frame);
      // Beside the first gap of a dashed line, which tells it from others.
      chevron(ctx, width * (style.dash.length ? 0.72 : 0.5), middle, 0, style);
    }
  }

  arctic.draw = { onProjection, onScreen, pixel, pathOf, casing, shape, sign, halo, chevron, label, swatch, stroke };
})();
