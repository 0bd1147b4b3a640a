// The feature layers: reads their drawings, paints them in order, and finds the feature under the pointer.
"use strict";

(function () {
  const HIT_RADIUS = 7; // pixels around a line or a point in which the pointer hits it
  const HIDDEN = 255; // the class of hidden features
  const CROWD = 2000; // shapes from which a layer is painted like features on disk
  const MAX_DRAWINGS = 120; // in memory: those of the five projections and of a rotated one
  const MARGIN = 20; // pixels around the canvas whose marks may reach into it

  class Layers {
    /**
     * @param {() => void} onChange
     * @param {() => void} [onFloor]
     */
    constructor(onChange, onFloor = () => {}) {
      this.onChange = onChange;
      this.onFloor = onFloor;
      /** @type {Map<string, ShownLayer>} */
      this.shown = new Map();
      /** @type {ShownLayer[]} */
      this.order = [];
      /**
       * Rasters below all other layers, which the lines of the base map are painted over.
       * @type {ShownLayer[]}
       */
      this.floor = [];
      /** @type {Map<string, { layer: string, url: string, reading: Promise<Drawing> }>} */
      this.cache = new Map(); // by URL without its query
      /** @type {Map<string, Classes>} */
      this.classes = new Map();
      /** @type {Map<string, Shape[]>} */
      this.highlightedShapes = new Map();
      /** @type {Map<string, { labels: Messages.Label[], own: boolean }>} */
      this.names = new Map();
      /** @type {Set<string>} */
      this.highlighted = new Set();
      /** @type {Set<string>} */
      this.hidden = new Set();
      /** @type {Messages.Sign[]} */
      this.signs = [];
      /** @type {Messages.Affine} */
      this.ground = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };
      this.sheet = document.createElement("canvas");
      this.growing = new arctic.Growing(onChange);
      /**
       * The painted labels, with their boxes in the frame.
       * @type {{ layer: string, feature: string, boxes: Box[] }[]}
       */
      this.paintedLabels = [];
    }

    /** @param {ShownLayer} layer */
    async show(layer) {
      const before = this.shown.get(layer.id);
      this.shown.set(layer.id, layer);
      if (layer.kind === "rows" || layer.kind === "raster") {
        // The present image stays until the new one is painted.
        layer.picture = before?.picture ?? this.newPicture(layer);
        this.applyClasses(layer);
        layer.drawing = { layer: layer.id, projection: "", digest: "", shapes: [], chevrons: [], labels: [], names: {}, spots: null };
        this.arrange();
        return;
      }
      try {
        layer.original = await this.read(layer);
        this.applyClasses(layer);
      } catch (error) {
        this.forget(layer.id);
        // A file that was closed meanwhile needs no error.
        if (this.shown.get(layer.id) === layer) throw error;
      } finally {
        this.arrange();
      }
    }

    /**
     * Reads the drawing of a layer. Of each projection only the version requested last stays in memory, and of all the latest
     * ones, since a rotated map has a projection per degree.
     * @param {ShownLayer} layer
     */
    read({ id, url }) {
      const [path] = url.split("?");
      const before = this.cache.get(path);
      const known = before?.url === url ? before : { layer: id, url, reading: arctic.read(url).then(prepare) };
      this.cache.delete(path);
      this.cache.set(path, known);
      // A Map lists the oldest entries first.
      for (const oldest of this.cache.keys()) if (this.cache.size > MAX_DRAWINGS) this.cache.delete(oldest);
      return known.reading;
    }

    /**
     * Paints a layer by classes from now on.
     * @param {Messages.ShowClasses} message
     */
    async classify({ layer: id, url, styled, rows }) {
      if (!url) this.classes.delete(id);
      else if (rows) this.classes.set(id, { url, styled, bytes: null });
      else {
        const request = { url, styled, bytes: this.classes.get(id)?.bytes ?? null };
        this.classes.set(id, request);
        const bytes = await arctic.readBytes(url);
        // Another style may have been chosen meanwhile.
        if (this.classes.get(id) !== request) return;
        request.bytes = bytes;
      }
      const layer = this.shown.get(id);
      if (layer) this.applyClasses(layer);
      this.arrange();
    }

    /** @param {ShownLayer} layer */
    applyClasses(layer) {
      const classes = this.classes.get(layer.id);
      layer.classes = classes;
      if (layer.original) layer.drawing = classes?.bytes ? withClasses(layer.original, classes.bytes, classes.styled) : layer.original;
    }

    /**
     * Keeps the styles of former classes in a new look until the new classes are read.
     * @param {Messages.ShowLook | null} before
     * @param {Messages.ShowLook} look
     */
    keepClassStyles(before, look) {
      for (const layer of this.shown.values()) {
        if (!before || !layer.original || layer.drawing === layer.original) continue;
        for (const { style } of layer.drawing?.shapes ?? []) look.styles[style] ??= before.styles[style];
      }
    }

    /**
     * Replaces the labels of a layer.
     * @param {Messages.ShowNames} message
     */
    setLabels({ layer: id, labels, own }) {
      if (labels) this.names.set(id, { labels, own });
      else this.names.delete(id);
      this.onChange();
    }

    /**
     * Sets the highlighted features of a layer on disk.
     * @param {Messages.HighlightRows} message
     */
    highlightRows({ layer: id, shapes }) {
      shapes.forEach(addPath);
      this.highlightedShapes.set(id, /** @type {Shape[]} */ (shapes));
      this.onChange();
    }

    /** @param {string} id */
    hide(id) {
      this.highlightedShapes.delete(id);
      this.names.delete(id);
      this.classes.delete(id);
      this.shown.get(id)?.picture?.forget();
      this.forget(id);
      this.shown.delete(id);
      this.arrange();
    }

    /** @param {ShownLayer} layer */
    newPicture({ id, kind }) {
      if (kind === "rows") return new arctic.Picture(this.onChange, () => this.ground);
      const onChange = () => (this.floor.some((layer) => layer.id === id) ? this.onFloor() : this.onChange());
      return new arctic.RasterPicture(onChange, () => this.ground);
    }

    arrange() {
      this.order = [...this.shown.values()].sort((a, b) => a.order - b.order);
      const above = this.order.findIndex(({ kind }) => kind !== "raster");
      const floor = above < 0 ? [...this.order] : this.order.slice(0, above);
      if (floor.length || this.floor.length) this.onFloor();
      this.floor = floor;
      this.onChange();
    }

    /**
     * Layers added later are numbered in the same order.
     * @param {string[]} ids
     */
    renumber(ids) {
      for (const layer of this.shown.values()) layer.order = ids.indexOf(layer.id);
      this.arrange();
    }

    /** @param {string[]} features */
    filterOut(features) {
      this.hidden = new Set(features);
      this.onChange();
    }

    /** @param {Messages.Sign[]} signs */
    showSigns(signs) {
      this.signs = signs;
      this.onChange();
    }

    /**
     * Forgets the layer's drawings for all projections.
     * @param {string} id
     */
    forget(id) {
      for (const [path, { layer }] of this.cache) if (layer === id) this.cache.delete(path);
    }

    /**
     * Shows this drawing and no other.
     * @param {Messages.Drawing | null} drawing
     */
    showOnly(drawing) {
      this.shown.clear();
      if (drawing) {
        const { layer: id } = drawing;
        const layer = { type: /** @type {const} */ ("ShowLayer"), id, kind: "features", order: 0, opacity: 1, url: "", items: [], under_names: false };
        this.shown.set(id, { ...layer, drawing: prepare(drawing) });
      }
      this.arrange();
    }

    clear() {
      for (const layer of this.shown.values()) {
        // A large one stays in memory only while it is shown.
        if ((layer.original?.shapes.length ?? 0) >= CROWD) this.forget(layer.id);
        layer.picture?.forget();
      }
      this.shown.clear();
      this.names.clear();
      this.highlightedShapes.clear();
      this.order = [];
      this.floor = [];
    }

    // Whether features on disk may be at a place, which only the program finds.
    get hasRows() {
      return this.order.some((layer) => layer.picture && layer.kind === "rows");
    }

    /** @returns {Generator<ShownLayer & { drawing: Drawing }>} */
    *visible() {
      for (const layer of this.order) if (isDrawn(layer) && !this.floor.includes(layer)) yield layer;
    }

    /** @type {Parts.Layers["paintFloor"]} */
    paintFloor(ctx, frame, look) {
      for (const layer of this.floor) this.faded(ctx, layer.opacity, (on) => layer.picture?.paint(on, frame, layer, look));
    }

    /** @type {Parts.Layers["expect"]} */
    expect(frame, look) {
      // Requests for the present view come first.
      for (const layer of this.visible()) if (layer.picture?.sharp) layer.picture.request(frame, layer, look);
    }

    /** @type {Parts.Layers["paint"]} */
    paint(ctx, frame, look) {
      this.paintedLabels = [];
      // Halos cut areas and lines for orientation, but no lanes and marks, which are painted between halos and letters.
      this.each(ctx, (on, layer) => this.marks(on, frame, layer, look, true));
      const reserved = [...this.visible()].filter(({ id }) => arctic.isOwnLayer(id)).flatMap((layer) => this.reservedBoxes(frame, layer.drawing, look));
      const others = reserved.length ? { ...frame, covered: [...frame.covered, ...reserved] } : frame;
      const frameFor = (/** @type {ShownLayer} */ { id }) => (arctic.isOwnLayer(id) ? frame : others);
      this.each(ctx, (on, layer) => this.labels(on, frameFor(layer), layer, look, "halo"));
      this.each(ctx, (on, layer) => this.marks(on, frame, layer, look, false));
      this.each(ctx, (on, layer) => this.labels(on, frameFor(layer), layer, look, "letters"));
      arctic.draw.onScreen(ctx, frame);
      for (const sign of this.signs) arctic.draw.sign(ctx, frame, sign, look.styles[sign.style], look.palette);
      for (const layer of this.visible()) this.labels(ctx, frame, layer, look, "tag");
    }

    /** @type {(frame: Frame, drawing: Drawing, look: Messages.ShowLook) => Box[]} */
    reservedBoxes(frame, drawing, look) {
      return arctic.reservedBoxes(frame, drawing, look, this.hidden);
    }

    /**
     * @param {Context} ctx
     * @param {(ctx: Context, layer: ShownLayer & { drawing: Drawing }) => void} paint
     */
    each(ctx, paint) {
      for (const layer of this.visible()) this.faded(ctx, layer.opacity, (on) => paint(on, layer));
    }

    /**
     * Paints on a separate canvas that is faded as a whole, since lines that cross must not add up.
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

    /** @type {(ctx: Context, frame: Frame, layer: ShownLayer & { drawing: Drawing }, look: Messages.ShowLook, below: boolean) => void} */
    marks(ctx, frame, layer, look, below) {
      if (layer.picture) {
        // A layer of areas alone is painted below labels, like areas.
        const areas = layer.kind === "raster" || layer.items.every((id) => look.styles[id].fill && !look.styles[id].symbol);
        if ((areas || layer.under_names) !== below) return;
        layer.picture.paint(ctx, frame, layer, look);
        for (const shape of this.highlightedShapes.get(layer.id) ?? []) {
          const style = look.styles[shape.style];
          if (!style || !meets(shape.box, box(frame))) continue;
          arctic.draw.halo(ctx, frame, shape, style, look.palette);
          arctic.draw.shape(ctx, frame, shape, style, look.styles[style.hatch], true);
        }
        return;
      }
      const draw = arctic.draw;
      const view = box(frame);
      // The styles of a file may be removed just before its drawing.
      const hasStyle = (/** @type {Shape} */ { style }) => look.styles[style] !== undefined;
      const shapes = layer.drawing.shapes
        .filter(
          (shape) =>
            meets(shape.box, view) &&
            !this.hidden.has(shape.feature) &&
            hasStyle(shape) &&
            (layer.under_names || isBelow(shape, look.styles[shape.style])) === below,
        )
        .map((shape) => this.growing.partial(shape));
      for (const { shape, ofArea } of outlined(shapes, this.highlighted, look)) {
        draw.halo(ctx, frame, shape, look.styles[shape.style], look.palette, ofArea);
      }
      for (const shape of shapes) draw.casing(ctx, frame, shape, look.styles[shape.style]);
      const painted = layer.drawing.shapes.length < CROWD ? shapes : grouped(shapes, this.highlighted);
      for (const kind of ["area", "line", "point"]) {
        for (const shape of painted) {
          if (shape.kind !== kind) continue;
          if (kind === "point" && this.highlighted.has(shape.feature)) {
            draw.halo(ctx, frame, shape, look.styles[shape.style], look.palette);
          }
          const style = look.styles[shape.style];
          draw.shape(ctx, frame, shape, style, look.styles[style.hatch], this.highlighted.has(shape.feature));
        }
      }
      if (below !== layer.under_names) return;
      draw.onScreen(ctx, frame);
      for (const { feature, style, marks } of layer.drawing.chevrons) {
        if (this.hidden.has(feature) || this.growing.features.has(feature)) continue;
        for (const [east, north, angle, zoom] of marks) {
          if (zoom > frame.zoom) continue;
          const [x, y] = draw.pixel(frame, east, north);
          if (x < -MARGIN || y < -MARGIN || x > frame.width + MARGIN || y > frame.height + MARGIN) continue;
          draw.chevron(ctx, x, y, angle, look.styles[style]);
        }
      }
    }

    /** @type {(ctx: Context, frame: Frame, layer: { id: string, drawing: Drawing }, look: Messages.ShowLook, part: LabelPart) => void} */
    labels(ctx, frame, layer, look, part) {
      arctic.draw.onScreen(ctx, frame);
      const { labels, own } = this.names.get(layer.id) ?? { labels: layer.drawing.labels, own: false };
      // Labels that the reader chose are many and among their marks: their halos cut the marks.
      if (own && part === "halo") return;
      if (own && part === "letters") this.paintLabels(ctx, frame, layer.id, labels, look, "halo");
      this.paintLabels(ctx, frame, layer.id, labels, look, part);
    }

    /** @type {(ctx: Context, frame: Frame, layer: string, labels: Messages.Label[], look: Messages.ShowLook, part: LabelPart) => void} */
    paintLabels(ctx, frame, layer, labels, look, part) {
      // Each feature has one label: its first one inside the frame.
      const labelled = new Set();
      for (const label of labels) {
        const style = look.styles[label.style];
        const isTag = this.isTag(label, look);
        if (!isInZoom(label, frame.zoom) && !isTag) continue;
        if (this.hidden.has(label.feature) || isTag !== (part === "tag") || labelled.has(label.feature)) continue;
        if (!arctic.draw.label(ctx, frame, label, style, part, look.palette)) continue;
        if (label.feature) labelled.add(label.feature);
        if (part !== "halo") this.paintedLabels.push({ layer, feature: label.feature, boxes: arctic.draw.nameBoxes(frame, label, style) });
      }
    }

    /**
     * Possible positions of a feature's label at a zoom, best first: its place in metres, and its box in pixels from there.
     * Labels along a line have none.
     * @type {Parts.Layers["namesOf"]}
     */
    namesOf(feature, zoom, look) {
      return [...this.visible()].flatMap(({ id, drawing }) =>
        (this.names.get(id)?.labels ?? drawing.labels).flatMap((label) => {
          const { lettering } = look.styles[label.style];
          const isShown = label.feature === feature && (this.isTag(label, look) || isInZoom(label, zoom));
          if (!isShown || !lettering || label.letters.length) return [];
          return [{ x: label.x, y: label.y, box: arctic.draw.nameBox(label, lettering) }];
        }),
      );
    }

    /**
     * Whether the label of an area without an edge is a tag, as it is while the area is selected.
     * @type {(label: Messages.Label, look: Messages.ShowLook) => boolean}
     */
    isTag(label, look) {
      return look.styles[label.style].fade > 0 && this.highlighted.has(label.feature);
    }

    /**
     * The topmost feature at a pixel of the frame: points before labels before lines before areas.
     * @type {Parts.Layers["hitTest"]}
     */
    hitTest(ctx, frame, px, py, look) {
      const layers = [...this.visible()].reverse();
      for (const kind of ["point", "name", "line", "area"]) {
        if (kind === "name") {
          const hit = this.labelAt(px, py);
          if (hit) return hit;
        }
        for (const layer of layers) {
          for (const shape of layer.drawing.shapes) {
            if (shape.kind !== kind || !shape.feature || this.hidden.has(shape.feature)) continue;
            if (isHit(ctx, frame, shape, px, py, look)) {
              return { kind, layer: layer.id, feature: shape.feature, name: layer.drawing.names?.[shape.feature] ?? "" };
            }
          }
        }
      }
      return null;
    }

    /**
     * The feature whose label is painted at a pixel of the frame.
     * @type {(px: number, py: number) => Parts.Hit | null}
     */
    labelAt(px, py) {
      const label = [...this.paintedLabels]
        .reverse()
        .find(({ feature, boxes }) => feature && boxes.some(([x0, y0, x1, y1]) => x0 <= px && px <= x1 && y0 <= py && py <= y1));
      const drawing = label && this.shown.get(label.layer)?.drawing;
      const shape = drawing?.shapes.find(({ feature }) => feature === label?.feature);
      // Labels of seas and countries belong to no feature that can be selected.
      if (!label || !shape) return null;
      const at = shape.kind === "point" ? /** @type {[number, number]} */ ([shape.parts[0][0], shape.parts[0][1]]) : undefined;
      return { kind: "name", layer: label.layer, feature: label.feature, name: drawing?.names?.[label.feature] ?? "", at };
    }
  }

  /** @type {(label: Messages.Label, zoom: number) => boolean} */
  function isInZoom(label, zoom) {
    return label.zoom <= zoom && zoom < label.until;
  }

  /**
   * The drawing with the style of its class for each feature, without hidden ones.
   * @type {(drawing: Drawing, bytes: Uint8Array, styled: boolean) => Drawing}
   */
  function withClasses(drawing, bytes, styled) {
    /** @type {(feature: string) => number} */
    const classOf = (feature) => bytes[Number(feature.slice(feature.lastIndexOf(".") + 1))] ?? HIDDEN;
    const shapes = [];
    for (const shape of drawing.shapes) {
      const number = classOf(shape.feature);
      if (number === HIDDEN) continue;
      shapes.push(styled ? { ...shape, style: `${drawing.layer}~${number}-${shape.kind}` } : shape);
    }
    return { ...drawing, shapes, labels: drawing.labels.filter(({ feature }) => classOf(feature) !== HIDDEN) };
  }

  /**
   * @param {ShownLayer} layer
   * @returns {layer is ShownLayer & { drawing: Drawing }}
   */
  function isDrawn(layer) {
    return layer.drawing !== undefined;
  }

  /**
   * Whether halos of labels cut it.
   * @type {(shape: Shape, style: Messages.Style) => boolean}
   */
  function isBelow({ kind }, style) {
    return kind === "area" || style.below_names;
  }

  /**
   * Merges the points of each style, so that no rim hides another mark. Highlighted ones stay separate, on top.
   * @param {Shape[]} shapes
   * @param {Set<string>} highlighted
   */
  function grouped(shapes, highlighted) {
    /** @type {Map<string, Shape[]>} */
    const looks = new Map();
    const others = [];
    for (const shape of shapes) {
      if (shape.kind !== "point" || highlighted.has(shape.feature)) others.push(shape);
      else if (!looks.get(shape.style)?.push(shape)) looks.set(shape.style, [shape]);
    }
    return [...[...looks.values()].map((each) => ({ ...each[0], parts: each.flatMap(({ parts }) => parts) })), ...others];
  }

  /**
   * The lines and areas that get a halo. Areas have it at their edge, which may be a line, or none.
   * @param {Shape[]} shapes
   * @param {Set<string>} highlighted
   * @param {Messages.ShowLook} look
   */
  function outlined(shapes, highlighted, look) {
    const selected = shapes.filter((shape) => shape.kind !== "point" && highlighted.has(shape.feature));
    const areas = new Map(
      selected.filter(({ kind }) => kind === "area").map(({ feature, style }) => [feature, look.styles[style]]),
    );
    return selected
      .filter(({ kind, feature, style }) => {
        const area = areas.get(feature);
        return !area || (area.edge ? style === area.edge : kind === "area" && !area.fade);
      })
      .map((shape) => ({ shape, ofArea: areas.has(shape.feature) }));
  }

  /** @type {(ctx: Context, frame: Frame, shape: Shape, px: number, py: number, look: Messages.ShowLook) => boolean} */
  function isHit(ctx, frame, shape, px, py, look) {
    const style = look.styles[shape.style];
    // Most shapes are elsewhere; an opened file may have very many of them.
    const tolerance = (Math.max(HIT_RADIUS, style.size, style.width) + 3) / frame.scale;
    const [x0, y0, x1, y1] = shape.box;
    const [projectionX, projectionY] = [(px - frame.x) / frame.scale, (frame.y - py) / frame.scale];
    if (projectionX < x0 - tolerance || projectionX > x1 + tolerance || projectionY < y0 - tolerance || projectionY > y1 + tolerance) return false;
    if (shape.kind === "point") {
      return shape.parts.some((part) => {
        const [x, y] = arctic.draw.pixel(frame, part[0], part[1]);
        return Math.hypot(x - px, y - py) <= Math.max(HIT_RADIUS, style.size / 2 + 3);
      });
    }
    if (style.chevron === 0 && style.width < 1 && shape.kind === "line") return false;
    arctic.draw.onProjection(ctx, frame);
    const [x, y] = [px * frame.dpr, py * frame.dpr];
    if (shape.kind === "area") return ctx.isPointInPath(shape.path, x, y, "nonzero");
    ctx.lineWidth = Math.max(style.width, 2 * HIT_RADIUS) / frame.scale;
    ctx.setLineDash([]);
    return ctx.isPointInStroke(shape.path, x, y);
  }

  /**
   * @param {Messages.Drawing} drawing
   * @returns {Drawing}
   */
  function prepare(drawing) {
    drawing.shapes.forEach(addPath);
    return /** @type {Drawing} */ (drawing);
  }

  /** @param {Messages.Shape} shape */
  function addPath(shape) {
    if (shape.kind === "point") return;
    Object.assign(shape, { path: arctic.draw.pathOf(shape.parts, shape.kind === "area") });
  }

  /**
   * @param {Frame} frame
   * @returns {Box}
   */
  function box(frame) {
    return [
      (-MARGIN - frame.x) / frame.scale,
      (frame.y - frame.height - MARGIN) / frame.scale,
      (frame.width + MARGIN - frame.x) / frame.scale,
      (frame.y + MARGIN) / frame.scale,
    ];
  }

  /** @type {(a: Box, b: Box) => boolean} */
  function meets(a, b) {
    return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
  }

  arctic.Layers = Layers;
})();
