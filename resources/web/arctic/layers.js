// The feature layers: fetched once per projection, painted in order, found again under the pointer.
"use strict";

(function () {
  const reach = 7; // pixels within which a pointer touches a line or a point
  const leftOut = 255; // the class of features that are not on the map
  const crowd = 2000; // shapes of a layer from which on it is painted as rows on disk are
  const kept = 120; // drawings that are read: those of the five projections, and of a turned one
  const margin = 20; // pixels beyond the canvas from where a mark may still reach into it

  class Layers {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      /** @type {Map<string, ShownLayer>} */
      this.shown = new Map();
      /** @type {ShownLayer[]} */
      this.order = [];
      /** @type {Map<string, { layer: string, url: string, reading: Promise<Drawing> }>} */
      this.cache = new Map(); // by address without version
      /** @type {Map<string, Classes>} */
      this.classes = new Map();
      /** @type {Map<string, Shape[]>} */
      this.highlightedShapes = new Map();
      /** @type {Map<string, { labels: Messages.Label[], own: boolean }>} */
      this.names = new Map();
      /** @type {Set<string>} */
      this.highlighted = new Set();
      /** @type {Set<string>} */
      this.left = new Set();
      /** @type {Messages.Sign[]} */
      this.signs = [];
      /** @type {Messages.Affine} */
      this.ground = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };
      this.sheet = document.createElement("canvas");
      this.growing = new arctic.Growing(onChange);
      /**
       * The names as they are painted, in boxes of the frame.
       * @type {{ layer: string, feature: string, boxes: Box[] }[]}
       */
      this.written = [];
    }

    /** @param {ShownLayer} layer */
    async show(layer) {
      const before = this.shown.get(layer.id);
      this.shown.set(layer.id, layer);
      if (layer.kind === "rows") {
        // What was painted of it before stays until the new picture comes.
        layer.picture = before?.picture ?? new arctic.Picture(this.onChange, () => this.ground);
        this.dress(layer);
        layer.drawing = { layer: layer.id, projection: "", digest: "", shapes: [], chevrons: [], labels: [], names: {}, spots: null };
        this.arrange();
        return;
      }
      try {
        layer.whole = await this.read(layer);
        this.dress(layer);
      } catch (problem) {
        this.forget(layer.id);
        // A file that was closed meanwhile is nobody's loss.
        if (this.shown.get(layer.id) === layer) throw problem;
      } finally {
        this.arrange();
      }
    }

    /**
     * The drawing of a layer: on each projection only the version that was asked for last is kept, and of all
     * the latest ones, since a map that is turned has a projection for each degree.
     * @param {ShownLayer} layer
     */
    read({ id, url }) {
      const [place] = url.split("?");
      const before = this.cache.get(place);
      const known = before?.url === url ? before : { layer: id, url, reading: arctic.read(url).then(prepare) };
      this.cache.delete(place);
      this.cache.set(place, known);
      // A Map lists what was put in first before the rest.
      for (const oldest of this.cache.keys()) if (this.cache.size > kept) this.cache.delete(oldest);
      return known.reading;
    }

    /**
     * Paint a layer's features by their classes from now on.
     * @param {Messages.ShowClasses} message
     */
    async classify({ layer: id, url, styled, rows }) {
      if (!url) this.classes.delete(id);
      else if (rows) this.classes.set(id, { url, styled, bytes: null });
      else {
        const asked = { url, styled, bytes: this.classes.get(id)?.bytes ?? null };
        this.classes.set(id, asked);
        const bytes = await arctic.bytes(url);
        // Another style may have been chosen meanwhile.
        if (this.classes.get(id) !== asked) return;
        asked.bytes = bytes;
      }
      const layer = this.shown.get(id);
      if (layer) this.dress(layer);
      this.arrange();
    }

    /** @param {ShownLayer} layer */
    dress(layer) {
      const classes = this.classes.get(layer.id);
      layer.classes = classes;
      if (layer.whole) layer.drawing = classes?.bytes ? dressed(layer.whole, classes.bytes, classes.styled) : layer.whole;
    }

    /**
     * Looks of classes that a look lacks, from the one before: until other classes have come.
     * @param {Messages.ShowLook | null} before
     * @param {Messages.ShowLook} look
     */
    keepLooks(before, look) {
      for (const layer of this.shown.values()) {
        if (!before || !layer.whole || layer.drawing === layer.whole) continue;
        for (const { style } of layer.drawing?.shapes ?? []) look.styles[style] ??= before.styles[style];
      }
    }

    /**
     * What stands in place of the names of a layer's features.
     * @param {Messages.ShowNames} message
     */
    name({ layer: id, labels, own }) {
      if (labels) this.names.set(id, { labels, own });
      else this.names.delete(id);
      this.onChange();
    }

    /**
     * Features that lie on disk and are highlighted.
     * @param {Messages.HighlightRows} message
     */
    highlightRows({ layer: id, shapes }) {
      shapes.forEach(shaped);
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
     * The layer's drawings on all projections.
     * @param {string} id
     */
    forget(id) {
      for (const [place, { layer }] of this.cache) if (layer === id) this.cache.delete(place);
    }

    /**
     * This drawing and no other.
     * @param {Messages.Drawing | null} drawing
     */
    only(drawing) {
      this.shown.clear();
      if (drawing) {
        const { layer: id } = drawing;
        const layer = { type: /** @type {const} */ ("ShowLayer"), id, kind: "features", order: 0, opacity: 1, url: "", items: [] };
        this.shown.set(id, { ...layer, drawing: prepare(drawing) });
      }
      this.arrange();
    }

    clear() {
      for (const layer of this.shown.values()) {
        // A large one is kept only while it is shown.
        if ((layer.whole?.shapes.length ?? 0) >= crowd) this.forget(layer.id);
        layer.picture?.forget();
      }
      this.shown.clear();
      this.names.clear();
      this.highlightedShapes.clear();
      this.order = [];
    }

    // Whether there may be more at a place than what is found here.
    get hasRows() {
      return this.order.some((layer) => layer.picture);
    }

    /** @returns {Generator<ShownLayer & { drawing: Drawing }>} */
    *visible() {
      for (const layer of this.order) if (isDrawn(layer)) yield layer;
    }

    /** @type {Parts.Layers["expect"]} */
    expect(frame, look) {
      // What the worker owes to this view comes first.
      for (const layer of this.visible()) if (layer.picture?.sharp) layer.picture.ask(frame, layer, look);
    }

    /** @type {Parts.Layers["paint"]} */
    paint(ctx, frame, look) {
      this.written = [];
      // Names cut areas and lines that guide, and never a lane or mark: these lie between halos and letters.
      this.each(ctx, (on, layer) => this.marks(on, frame, layer, look, true));
      const taken = [...this.visible()].filter(({ id }) => arctic.yours(id)).flatMap((layer) => this.room(frame, layer.drawing, look));
      const others = taken.length ? { ...frame, covered: [...frame.covered, ...taken] } : frame;
      const clear = (/** @type {ShownLayer} */ { id }) => (arctic.yours(id) ? frame : others);
      this.each(ctx, (on, layer) => this.labels(on, clear(layer), layer, look, "halo"));
      this.each(ctx, (on, layer) => this.marks(on, frame, layer, look, false));
      this.each(ctx, (on, layer) => this.labels(on, clear(layer), layer, look, "letters"));
      arctic.draw.onScreen(ctx, frame);
      for (const sign of this.signs) arctic.draw.sign(ctx, frame, sign, look.styles[sign.style], look.palette);
      for (const layer of this.visible()) this.labels(ctx, frame, layer, look, "tag");
    }

    /** @type {(frame: Frame, drawing: Drawing, look: Messages.ShowLook) => Box[]} */
    room(frame, drawing, look) {
      return arctic.room(frame, drawing, look, this.left);
    }

    /**
     * @param {Context} ctx
     * @param {(ctx: Context, layer: ShownLayer & { drawing: Drawing }) => void} paint
     */
    each(ctx, paint) {
      for (const layer of this.visible()) this.faded(ctx, layer.opacity, (on) => paint(on, layer));
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

    /** @type {(ctx: Context, frame: Frame, layer: ShownLayer & { drawing: Drawing }, look: Messages.ShowLook, below: boolean) => void} */
    marks(ctx, frame, layer, look, below) {
      if (layer.picture) {
        // Areas alone lie below names, as areas do.
        const areas = layer.items.every((id) => look.styles[id].fill && !look.styles[id].symbol);
        if (areas !== below) return;
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
      // A file's look may go a moment before its drawing does.
      const known = (/** @type {Shape} */ { style }) => look.styles[style] !== undefined;
      const shapes = layer.drawing.shapes
        .filter(
          (shape) =>
            meets(shape.box, view) &&
            !this.left.has(shape.feature) &&
            known(shape) &&
            isBelow(shape, look.styles[shape.style]) === below,
        )
        .map((shape) => this.growing.shown(shape));
      for (const { shape, ofArea } of outlined(shapes, this.highlighted, look)) {
        draw.halo(ctx, frame, shape, look.styles[shape.style], look.palette, ofArea);
      }
      for (const shape of shapes) draw.casing(ctx, frame, shape, look.styles[shape.style]);
      const painted = layer.drawing.shapes.length < crowd ? shapes : together(shapes, this.highlighted);
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
      if (below) return;
      draw.onScreen(ctx, frame);
      for (const { feature, style, marks } of layer.drawing.chevrons) {
        if (this.left.has(feature) || this.growing.features.has(feature)) continue;
        for (const [east, north, angle, zoom] of marks) {
          if (zoom > frame.zoom) continue;
          const [x, y] = draw.pixel(frame, east, north);
          if (x < -margin || y < -margin || x > frame.width + margin || y > frame.height + margin) continue;
          draw.chevron(ctx, x, y, angle, look.styles[style]);
        }
      }
    }

    /** @type {(ctx: Context, frame: Frame, layer: { id: string, drawing: Drawing }, look: Messages.ShowLook, piece: Piece) => void} */
    labels(ctx, frame, layer, look, piece) {
      arctic.draw.onScreen(ctx, frame);
      const { labels, own } = this.names.get(layer.id) ?? { labels: layer.drawing.labels, own: false };
      // A reader's own labels are many and stand among their marks: their halos cut these.
      if (own && piece === "halo") return;
      if (own && piece === "letters") this.write(ctx, frame, layer.id, labels, look, "halo");
      this.write(ctx, frame, layer.id, labels, look, piece);
    }

    /** @type {(ctx: Context, frame: Frame, layer: string, labels: Messages.Label[], look: Messages.ShowLook, piece: Piece) => void} */
    write(ctx, frame, layer, labels, look, piece) {
      // A feature is named once, by the first of its labels that the frame holds.
      const named = new Set();
      for (const label of labels) {
        const style = look.styles[label.style];
        const tagged = this.tags(label, look);
        if (!shows(label, frame.zoom) && !tagged) continue;
        if (this.left.has(label.feature) || tagged !== (piece === "tag") || named.has(label.feature)) continue;
        if (!arctic.draw.label(ctx, frame, label, style, piece, look.palette)) continue;
        if (label.feature) named.add(label.feature);
        if (piece !== "halo") this.written.push({ layer, feature: label.feature, boxes: arctic.draw.nameBoxes(frame, label, style) });
      }
    }

    /**
     * Where the name of a feature may stand at a zoom, the best place first: its place, metres, and its box, pixels from
     * there. Names along a line have none.
     * @type {Parts.Layers["namesOf"]}
     */
    namesOf(feature, zoom, look) {
      return [...this.visible()].flatMap(({ id, drawing }) =>
        (this.names.get(id)?.labels ?? drawing.labels).flatMap((label) => {
          const { lettering } = look.styles[label.style];
          const stands = label.feature === feature && (this.tags(label, look) || shows(label, zoom));
          if (!stands || !lettering || label.letters.length) return [];
          return [{ x: label.x, y: label.y, box: arctic.draw.nameBox(label, lettering) }];
        }),
      );
    }

    /**
     * Whether the name of an area without an edge is a tag, as it is while that is selected.
     * @type {(label: Messages.Label, look: Messages.ShowLook) => boolean}
     */
    tags(label, look) {
      return look.styles[label.style].fade > 0 && this.highlighted.has(label.feature);
    }

    /**
     * The topmost feature at a pixel of the frame: points before names before lines before areas.
     * @type {Parts.Layers["at"]}
     */
    at(ctx, frame, px, py, look) {
      const layers = [...this.visible()].reverse();
      for (const kind of ["point", "name", "line", "area"]) {
        if (kind === "name") {
          const named = this.named(px, py);
          if (named) return named;
        }
        for (const layer of layers) {
          for (const shape of layer.drawing.shapes) {
            if (shape.kind !== kind || !shape.feature || this.left.has(shape.feature)) continue;
            if (touches(ctx, frame, shape, px, py, look)) {
              return { kind, layer: layer.id, feature: shape.feature, name: layer.drawing.names?.[shape.feature] ?? "" };
            }
          }
        }
      }
      return null;
    }

    /**
     * The feature whose name is painted at a pixel of the frame.
     * @type {(px: number, py: number) => Parts.Found | null}
     */
    named(px, py) {
      const found = [...this.written]
        .reverse()
        .find(({ feature, boxes }) => feature && boxes.some(([x0, y0, x1, y1]) => x0 <= px && px <= x1 && y0 <= py && py <= y1));
      const drawing = found && this.shown.get(found.layer)?.drawing;
      const shape = drawing?.shapes.find(({ feature }) => feature === found?.feature);
      // Names of seas and countries stand for nothing that can be selected.
      if (!found || !shape) return null;
      const at = shape.kind === "point" ? /** @type {[number, number]} */ ([shape.parts[0][0], shape.parts[0][1]]) : undefined;
      return { kind: "name", layer: found.layer, feature: found.feature, name: drawing?.names?.[found.feature] ?? "", at };
    }
  }

  /** @type {(label: Messages.Label, zoom: number) => boolean} */
  function shows(label, zoom) {
    return label.zoom <= zoom && zoom < label.until;
  }

  /**
   * The drawing with each feature in the look of its class, and without those that are left out.
   * @type {(drawing: Drawing, bytes: Uint8Array, styled: boolean) => Drawing}
   */
  function dressed(drawing, bytes, styled) {
    /** @type {(feature: string) => number} */
    const classOf = (feature) => bytes[Number(feature.slice(feature.lastIndexOf(".") + 1))] ?? leftOut;
    const shapes = [];
    for (const shape of drawing.shapes) {
      const number = classOf(shape.feature);
      if (number === leftOut) continue;
      shapes.push(styled ? { ...shape, style: `${drawing.layer}~${number}-${shape.kind}` } : shape);
    }
    return { ...drawing, shapes, labels: drawing.labels.filter(({ feature }) => classOf(feature) !== leftOut) };
  }

  /**
   * @param {ShownLayer} layer
   * @returns {layer is ShownLayer & { drawing: Drawing }}
   */
  function isDrawn(layer) {
    return layer.drawing !== undefined;
  }

  /**
   * Whether the halos of names cut it.
   * @type {(shape: Shape, style: Messages.Style) => boolean}
   */
  function isBelow({ kind }, style) {
    return kind === "area" || style.below_names;
  }

  /**
   * The points of each look as one, so that no rim hides another mark; highlighted ones stay for themselves, on top.
   * @param {Shape[]} shapes
   * @param {Set<string>} highlighted
   */
  function together(shapes, highlighted) {
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
   * The lines and areas to ring: of an area its own edge, which may be a line, and nothing where it has none.
   * @param {Shape[]} shapes
   * @param {Set<string>} highlighted
   * @param {Messages.ShowLook} look
   */
  function outlined(shapes, highlighted, look) {
    const own = shapes.filter((shape) => shape.kind !== "point" && highlighted.has(shape.feature));
    const areas = new Map(
      own.filter(({ kind }) => kind === "area").map(({ feature, style }) => [feature, look.styles[style]]),
    );
    return own
      .filter(({ kind, feature, style }) => {
        const area = areas.get(feature);
        return !area || (area.edge ? style === area.edge : kind === "area" && !area.fade);
      })
      .map((shape) => ({ shape, ofArea: areas.has(shape.feature) }));
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
    drawing.shapes.forEach(shaped);
    return /** @type {Drawing} */ (drawing);
  }

  /** @param {Messages.Shape} shape */
  function shaped(shape) {
    if (shape.kind === "point") return;
    Object.assign(shape, { path: arctic.draw.pathOf(shape.parts, shape.kind === "area") });
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
