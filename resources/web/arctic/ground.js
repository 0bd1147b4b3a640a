// Paints the base map: cells of integers in the projection of its family, with the affine of this projection.
"use strict";

(function () {
  /** A level of detail, read when first needed. */
  class Level {
    /**
     * @param {number} zoom
     * @param {string} url
     * @param {boolean} coarsest
     */
    constructor(zoom, url, coarsest) {
      this.zoom = zoom;
      this.url = url;
      this.coarsest = coarsest;
      /** @type {Promise<void> | null} */
      this.request = null;
      /** @type {Record<string, LevelItem> | null} */
      this.items = null;
      this.quantum = 1;
      /** @type {Map<string, { paths: Path2D[], whole: Path2D }>} */
      this.joined = new Map();
    }
  }

  /** @typedef {{ url: string, image: ImageBitmap, box: Box }} Picture */

  class Ground {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      /** @type {Map<string, Messages.ShowLayer>} */
      this.items = new Map();
      /** @type {Map<string, Messages.ShowLayer>} */
      this.layers = new Map();
      /** @type {Map<string, Level>} */
      this.known = new Map();
      /** @type {Level[]} */
      this.levels = [];
      /** @type {Messages.Affine} */
      this.affine = { a: 1, b: 0, c: 0, d: 0, e: 1, f: 0 };
      /** @type {Messages.ShowProjection | null} */
      this.projection = null;
      /** @type {Path2D | null} */
      this.outline = null;
      /** @type {Picture | null} */
      this.picture = null;
    }

    /** @param {Messages.ShowProjection} projection */
    async setProjection(projection) {
      this.projection = projection;
      this.affine = projection.ground;
      const coarsest = [...this.known.values()].filter((level) => level.coarsest);
      this.levels = projection.levels.map(
        ([zoom, url], i) => this.known.get(url) ?? new Level(zoom, url, i === 0),
      );
      // Projections of one family share their files; of other families only the coarsest level stays in memory.
      this.known = new Map([...coarsest, ...this.levels].map((level) => [level.url, level]));
      this.outline = null;
      if (this.picture?.url !== projection.relief) this.dropPicture();
      const outline = await arctic.read(projection.outline);
      if (this.projection !== projection) return;
      this.outline = path([outline.ring], outline.quantum, true);
    }

    /** @param {number} zoom */
    levelFor(zoom) {
      let chosen = this.levels[0];
      for (const level of this.levels) if (zoom >= level.zoom) chosen = level;
      return chosen;
    }

    /**
     * Loads the level for a zoom. The best available one is painted meanwhile.
     * @param {number} zoom
     */
    async load(zoom) {
      const level = this.levelFor(zoom);
      if (level.items) return;
      level.request ??= arctic.read(level.url).then((/** @type {LevelData} */ data) => {
        level.items = data.items;
        level.quantum = data.quantum;
        this.onChange();
      });
      try {
        await level.request;
      } catch (error) {
        // The next paint requests it again.
        level.request = null;
        throw error;
      }
    }

    /** @param {Messages.ShowLayer} layer */
    async show(layer) {
      this.layers.set(layer.id, layer);
      for (const item of layer.items) this.items.set(item, layer);
      if (layer.kind === "image") await this.loadPicture();
    }

    /**
     * Returns whether the layer is part of the base map.
     * @param {string} id
     */
    hide(id) {
      const layer = this.layers.get(id);
      if (layer?.kind === "image") this.dropPicture();
      for (const item of layer?.items ?? []) this.items.delete(item);
      return this.layers.delete(id);
    }

    // Only one image is in memory, and it is closed explicitly: Chromium would keep every decoded one.
    async loadPicture() {
      const { projection } = this;
      if (!projection || this.picture?.url === projection.relief) return;
      const picture = await arctic.track(readPicture(projection));
      const { url } = picture;
      const isNeeded = this.projection?.relief === url && [...this.layers.values()].some(({ kind }) => kind === "image");
      if (!isNeeded || this.picture?.url === url) {
        picture.image.close();
        return;
      }
      this.dropPicture();
      this.picture = picture;
      this.onChange();
    }

    dropPicture() {
      this.picture?.image.close();
      this.picture = null;
    }

    /** @type {Parts.Ground["paint"]} */
    paint(ctx, frame, palette, paintFloor) {
      const draw = arctic.draw;
      draw.onScreen(ctx, frame);
      ctx.globalAlpha = 1;
      ctx.fillStyle = palette.paper;
      ctx.fillRect(0, 0, frame.width, frame.height);
      const { outline } = this;
      if (!outline) return;
      draw.onProjection(ctx, frame, this.affine);
      ctx.fillStyle = palette.sea;
      ctx.fill(outline);
      const chosen = this.levelFor(frame.zoom);
      const level = chosen.items ? chosen : this.levels.find((each) => each.items);
      const relief = [...this.layers.values()].find((layer) => layer.kind === "image");
      if (level) {
        const view = this.viewBox(frame, level.quantum);
        for (const id of parts(palette, ({ fill }) => fill)) this.fill(ctx, frame, palette, level, id, view);
        if (relief && this.picture?.url === this.projection?.relief) {
          // The image is made for light paper; a dark look has its own opacity for it.
          this.paintPicture(ctx, frame, outline, relief.opacity * (palette.items.relief?.opacity ?? 1));
        }
        paintFloor();
        for (const id of parts(palette, ({ fill, stroke }) => stroke && !fill)) this.line(ctx, frame, palette, level, id, view);
      }
      const edge = palette.items.outline;
      draw.onProjection(ctx, frame, this.affine);
      if (edge.stroke) draw.stroke(ctx, outline, edge.stroke, edge.width, [], 1, this.metre(frame));
    }

    /**
     * Metres of the family's projection per CSS pixel.
     * @param {Frame} frame
     */
    metre(frame) {
      const { a, d } = this.affine;
      return 1 / (frame.scale * Math.hypot(a, d));
    }

    /**
     * The frame's box in the family's projection, in units of the level's quantum.
     * @param {Frame} frame
     * @param {number} quantum
     * @returns {Box}
     */
    viewBox(frame, quantum) {
      const { a, b, c, d, e, f } = this.affine;
      const det = a * e - b * d;
      const xs = [];
      const ys = [];
      for (const [px, py] of [[0, 0], [frame.width, 0], [0, frame.height], [frame.width, frame.height]]) {
        const x = (px - frame.x) / frame.scale - c;
        const y = (frame.y - py) / frame.scale - f;
        xs.push((e * x - b * y) / det / quantum);
        ys.push((a * y - d * x) / det / quantum);
      }
      return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
    }

    /**
     * @param {Level} level
     * @param {string} id
     * @param {Box} view
     */
    *cells(level, id, view) {
      const item = level.items?.[id];
      if (!item) return;
      for (const cell of item.cells) {
        const [x0, y0, x1, y1] = cell.box;
        if (x0 > view[2] || x1 < view[0] || y0 > view[3] || y1 < view[1]) continue;
        cell.path ??= path(cell.parts, level.quantum, item.kind === "fill");
        yield cell.path;
      }
    }

    /**
     * One path and one fill, so that no hairline shows between cells.
     * @type {(ctx: Context, frame: Frame, palette: Messages.Palette, level: Level, id: string, view: Box) => void}
     */
    fill(ctx, frame, palette, level, id, view) {
      const layer = this.items.get(id);
      const { fill } = palette.items[id];
      if (!layer || !fill) return;
      const whole = joined(level, id, [...this.cells(level, id, view)]);
      arctic.draw.onProjection(ctx, frame, this.affine);
      ctx.globalAlpha = layer.opacity;
      ctx.fillStyle = fill;
      ctx.fill(whole, "nonzero");
    }

    /** @type {(ctx: Context, frame: Frame, palette: Messages.Palette, level: Level, id: string, view: Box) => void} */
    line(ctx, frame, palette, level, id, view) {
      const layer = this.items.get(id);
      const style = palette.items[id];
      if (!layer || !style.stroke) return;
      arctic.draw.onProjection(ctx, frame, this.affine);
      ctx.lineCap = style.dash.length ? "butt" : "round";
      ctx.lineJoin = "round";
      for (const path of this.cells(level, id, view)) {
        arctic.draw.stroke(
          ctx, path, style.stroke, style.width, style.dash, layer.opacity * style.opacity, this.metre(frame),
        );
      }
    }

    /** @type {(ctx: Context, frame: Frame, outline: Path2D, opacity: number) => void} */
    paintPicture(ctx, frame, outline, opacity) {
      if (!this.picture) return;
      const [x0, y0, x1, y1] = this.picture.box;
      ctx.save();
      arctic.draw.onProjection(ctx, frame, this.affine);
      ctx.clip(outline);
      // Rows of an image run down, projected metres up.
      ctx.transform(1, 0, 0, -1, 0, y0 + y1);
      ctx.globalAlpha = opacity;
      ctx.imageSmoothingQuality = "high";
      ctx.drawImage(this.picture.image, x0, y0, x1 - x0, y1 - y0);
      ctx.restore();
    }
  }

  /**
   * The ids of parts of the base map, in the order of painting.
   * @param {Messages.Palette} palette
   * @param {(style: Messages.Style) => unknown} matches
   */
  function parts({ items }, matches) {
    return Object.keys(items).filter((id) => matches(items[id]));
  }

  /**
   * @param {Messages.ShowProjection} projection
   * @returns {Promise<Picture>}
   */
  async function readPicture({ relief: url, relief_box: box }) {
    const [{ box: extent }, image] = await Promise.all([arctic.read(box), decoded(url)]);
    return { url, image, box: extent };
  }

  /** @param {string} url */
  async function decoded(url) {
    if (!url.startsWith("data:")) return createImageBitmap(await (await fetch(url)).blob());
    // An exported page may fetch nothing, not even data URLs.
    const image = new Image();
    image.src = url;
    await image.decode();
    return createImageBitmap(image);
  }

  /**
   * Rebuilt only when other cells are visible: the engine does not count the memory of a path, and would let
   * thousands of them accumulate.
   * @param {Level} level
   * @param {string} id
   * @param {Path2D[]} paths
   */
  function joined(level, id, paths) {
    const last = level.joined.get(id);
    if (last && last.paths.length === paths.length && last.paths.every((path, i) => path === paths[i])) return last.whole;
    const whole = new Path2D();
    for (const path of paths) whole.addPath(path);
    level.joined.set(id, { paths, whole });
    return whole;
  }

  /**
   * A path of parts whose vertices are relative to the one before.
   * @type {(parts: number[][], quantum: number, closed: boolean) => Path2D}
   */
  function path(parts, quantum, closed) {
    const result = new Path2D();
    for (const part of parts) {
      let x = part[0] * quantum;
      let y = part[1] * quantum;
      result.moveTo(x, y);
      for (let i = 2; i < part.length; i += 2) result.lineTo((x += part[i] * quantum), (y += part[i + 1] * quantum));
      if (closed) result.closePath();
    }
    return result;
  }

  arctic.Ground = Ground;
})();
