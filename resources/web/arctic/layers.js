// The feature layers: fetched once per projection, painted in order, found again under the pointer.
"use strict";

(function () {
  const reach = 7; // pixels within which a pointer touches a line or a point
  const margin = 20; // pixels beyond the canvas from where a mark may still reach into it

  class Layers {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      /** @type {Map<string, ShownLayer>} */
      this.shown = new Map();
      /** @type {ShownLayer[]} */
      this.order = [];
      /** @type {Map<string, Promise<Drawing>>} */
      this.cache = new Map();
      /** @type {Set<string>} */
      this.highlighted = new Set();
      /** @type {Set<string>} */
      this.left = new Set();
      /** @type {Messages.Sign[]} */
      this.signs = [];
      this.sheet = document.createElement("canvas");
    }

    /** @param {ShownLayer} layer */
    async show(layer) {
      if (this.shown.get(layer.id)?.url !== layer.url) this.forget(this.shown.get(layer.id));
      this.shown.set(layer.id, layer);
      const reading = this.cache.get(layer.url) ?? arctic.read(layer.url).then(prepare);
      this.cache.set(layer.url, reading);
      try {
        layer.drawing = await reading;
      } catch (problem) {
        this.cache.delete(layer.url);
        // A file that was closed meanwhile is nobody's loss.
        if (this.shown.get(layer.id) === layer) throw problem;
      } finally {
        this.arrange();
      }
    }

    /** @param {string} id */
    hide(id) {
      this.forget(this.shown.get(id));
      this.shown.delete(id);
      this.arrange();
    }

    arrange() {
      this.order = [...this.shown.values()].sort((a, b) => a.order - b.order);
      this.onChange();
    }

    /**
     * The numbers that later messages bring count in the same order.
     * @param {string[]} ids
     */
    renumber(ids) {
      for (const layer of this.shown.values()) layer.order = ids.indexOf(layer.id);
      this.arrange();
    }

    /** @param {string[]} features */
    filterOut(features) {
      this.left = new Set(features);
      this.onChange();
    }

    /** @param {Messages.Sign[]} signs */
    showSigns(signs) {
      this.signs = signs;
      this.onChange();
    }

    /**
     * Drawings of opened files have a version in their address and are large: kept only while they are shown.
     * @param {ShownLayer | undefined} layer
     */
    forget(layer) {
      if (layer?.url.includes("?")) this.cache.delete(layer.url);
    }

    clear() {
      for (const layer of this.shown.values()) this.forget(layer);
      this.shown.clear();
      this.order = [];
    }

    /** @returns {Generator<ShownLayer & { drawing: Drawing }>} */
    *visible() {
      for (const layer of this.order) if (isDrawn(layer)) yield layer;
    }

    /** @type {Parts.Layers["paint"]} */
    paint(ctx, frame, look) {
      for (const layer of this.visible()) {
        this.faded(ctx, layer.opacity, (on) => this.marks(on, frame, layer, look));
      }
      for (const layer of this.visible()) {
        this.faded(ctx, layer.opacity, (on) => this.labels(on, frame, layer, look));
      }
      arctic.draw.onScreen(ctx, frame);
      for (const sign of this.signs) arctic.draw.sign(ctx, frame, sign, look.styles[sign.style], look.palette);
    }

    /**
     * Paint on a sheet that is faded as a whole: lines that lie on each other must not add up.
     * @param {Context} ctx
     * @param {number} opacity
     * @param {(ctx: Context) => void} paint
     */
    faded(ctx, opacity, paint) {
      if (opacity >= 1) {
        paint(ctx);
        return;
      }
      const { width, height } = ctx.canvas;
      Object.assign(this.sheet, { width, height });
      paint(arctic.context(this.sheet));
      ctx.resetTransform();
      ctx.globalAlpha = opacity;
      ctx.drawImage(this.sheet, 0, 0);
    }

    /** @type {(ctx: Context, frame: Frame, layer: { drawing: Drawing }, look: Messages.ShowLook) => void} */
    marks(ctx, frame, layer, look) {
      const draw = arctic.draw;
      const view = box(frame);
      const shapes = layer.drawing.shapes.filter(
        (shape) => meets(shape.box, view) && !this.left.has(shape.feature),
      );
      for (const shape of outlined(shapes, this.highlighted)) {
        draw.halo(ctx, frame, shape, look.styles[shape.style], look.palette);
      }
      for (const shape of shapes) draw.casing(ctx, frame, shape, look.styles[shape.style]);
      for (const kind of ["area", "line", "point"]) {
        for (const shape of shapes) {
          if (shape.kind !== kind) continue;
          if (kind === "point" && this.highlighted.has(shape.feature)) {
            draw.halo(ctx, frame, shape, look.styles[shape.style], look.palette);
          }
          draw.shape(ctx, frame, shape, look.styles[shape.style]);
        }
      }
      draw.onScreen(ctx, frame);
      for (const { feature, style, marks } of layer.drawing.chevrons) {
        if (this.left.has(feature)) continue;
        for (const [east, north, angle, zoom] of marks) {
          if (zoom > frame.zoom) continue;
          const [x, y] = draw.pixel(frame, east, north);
          if (x < -margin || y < -margin || x > frame.width + margin || y > frame.height + margin) continue;
          draw.chevron(ctx, x, y, angle, look.styles[style]);
        }
      }
    }

    /** @type {(ctx: Context, frame: Frame, layer: { drawing: Drawing }, look: Messages.ShowLook) => void} */
    labels(ctx, frame, layer, look) {
      arctic.draw.onScreen(ctx, frame);
      for (const label of layer.drawing.labels) {
        if (label.zoom <= frame.zoom && !this.left.has(label.feature)) {
          arctic.draw.label(ctx, frame, label, look.styles[label.style]);
        }
      }
    }

    /**
     * The topmost feature at a pixel of the frame: points before lines before areas.
     * @type {Parts.Layers["at"]}
     */
    at(ctx, frame, px, py, look) {
      const layers = [...this.visible()].reverse();
      for (const kind of ["point", "line", "area"]) {
        for (const layer of layers) {
          for (const shape of layer.drawing.shapes) {
            if (shape.kind !== kind || !shape.feature || this.left.has(shape.feature)) continue;
            if (touches(ctx, frame, shape, px, py, look)) {
              return { layer: layer.id, feature: shape.feature, name: layer.drawing.names?.[shape.feature] ?? "" };
            }
          }
        }
      }
      return null;
    }
  }

  /**
   * @param {ShownLayer} layer
   * @returns {layer is ShownLayer & { drawing: Drawing }}
   */
  function isDrawn(layer) {
    return layer.drawing !== undefined;
  }

  /**
   * The lines and areas to light up; of nested areas only the widest, or it would look like a target,
   * and of an area's hatch nothing.
   * @param {Shape[]} shapes
   * @param {Set<string>} highlighted
   */
  function outlined(shapes, highlighted) {
    const own = shapes.filter((shape) => shape.kind !== "point" && highlighted.has(shape.feature));
    /** @type {Map<string, number>} */
    const widest = new Map();
    for (const { feature, box } of own) widest.set(feature, Math.max(widest.get(feature) ?? 0, extent(box)));
    const areas = new Set(own.filter(({ kind }) => kind === "area").map(({ feature }) => feature));
    return own.filter(({ kind, feature, box }) =>
      kind === "line" ? !areas.has(feature) : extent(box) === widest.get(feature),
    );
  }

  /** @param {Box} box */
  function extent([x0, y0, x1, y1]) {
    return (x1 - x0) * (y1 - y0);
  }

  /** @type {(ctx: Context, frame: Frame, shape: Shape, px: number, py: number, look: Messages.ShowLook) => boolean} */
  function touches(ctx, frame, shape, px, py, look) {
    const style = look.styles[shape.style];
    // Most shapes are elsewhere; an opened file may have very many.
    const room = (Math.max(reach, style.size, style.width) + 3) / frame.scale;
    const [x0, y0, x1, y1] = shape.box;
    const [projectionX, projectionY] = [(px - frame.x) / frame.scale, (frame.y - py) / frame.scale];
    if (projectionX < x0 - room || projectionX > x1 + room || projectionY < y0 - room || projectionY > y1 + room) return false;
    if (shape.kind === "point") {
      return shape.parts.some((part) => {
        const [x, y] = arctic.draw.pixel(frame, part[0], part[1]);
        return Math.hypot(x - px, y - py) <= Math.max(reach, style.size / 2 + 3);
      });
    }
    if (style.chevron === 0 && style.width < 1 && shape.kind === "line") return false;
    arctic.draw.onProjection(ctx, frame);
    const [x, y] = [px * frame.dpr, py * frame.dpr];
    if (shape.kind === "area") return ctx.isPointInPath(shape.path, x, y, "nonzero");
    ctx.lineWidth = Math.max(style.width, 2 * reach) / frame.scale;
    ctx.setLineDash([]);
    return ctx.isPointInStroke(shape.path, x, y);
  }

  /**
   * @param {Messages.Drawing} drawing
   * @returns {Drawing}
   */
  function prepare(drawing) {
    for (const shape of drawing.shapes) {
      if (shape.kind === "point") continue;
      Object.assign(shape, { path: arctic.draw.pathOf(shape.parts, shape.kind === "area") });
    }
    return /** @type {Drawing} */ (drawing);
  }

  /**
   * @param {Frame} frame
   * @returns {Box}
   */
  function box(frame) {
    return [
      (-margin - frame.x) / frame.scale,
      (frame.y - frame.height - margin) / frame.scale,
      (frame.width + margin - frame.x) / frame.scale,
      (frame.y + margin) / frame.scale,
    ];
  }

  /** @type {(a: Box, b: Box) => boolean} */
  function meets(a, b) {
    return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
  }

  arctic.Layers = Layers;
})();
