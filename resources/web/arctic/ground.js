// The base map: cells of integers in the projection of the family, painted under the projection's affine.
"use strict";

(function () {
  class Ground {
    constructor(onChange) {
      this.onChange = onChange;
      this.items = new Map();
      this.layers = new Map();
      this.known = new Map();
      this.picture = null;
    }

    async turn(projection) {
      this.projection = projection;
      const coarsest = [...this.known.values()].filter((level) => level.coarsest);
      this.levels = projection.levels.map(
        ([zoom, url], i) => this.known.get(url) ?? { zoom, url, data: null, coarsest: i === 0 },
      );
      // Projections of one family share their files; of the other families only the coarsest level is kept.
      this.known = new Map([...coarsest, ...this.levels].map((level) => [level.url, level]));
      this.outline = null;
      if (this.picture?.url !== projection.relief) this.dropPicture();
      const outline = await arctic.read(projection.outline);
      if (this.projection !== projection) return;
      this.outline = arctic.draw.pathOf([undelta(outline.ring, outline.quantum)], true);
    }

    levelFor(zoom) {
      let chosen = this.levels[0];
      for (const level of this.levels) if (zoom >= level.zoom) chosen = level;
      return chosen;
    }

    // The level for a zoom, once it is there; until then the best one that is.
    async load(zoom) {
      const level = this.levelFor(zoom);
      if (!level.data && !level.asked) {
        level.asked = arctic.read(level.url).then((data) => {
          level.data = data.items;
          level.quantum = data.quantum;
          this.onChange();
        });
      }
      await level.asked;
    }

    show(layer) {
      this.layers.set(layer.id, layer);
      for (const item of layer.items) this.items.set(item, layer);
      if (layer.kind === "image") return this.loadPicture();
    }

    hide(id) {
      if (this.layers.get(id)?.kind === "image") this.dropPicture();
      for (const item of this.layers.get(id)?.items ?? []) this.items.delete(item);
      this.layers.delete(id);
    }

    // One picture at a time, given back by hand: Chromium would keep all that were ever decoded.
    async loadPicture() {
      const { relief: url } = this.projection;
      if (this.picture?.url === url) return;
      const picture = await readPicture(this.projection);
      const wanted = this.projection.relief === url && [...this.layers.values()].some(({ kind }) => kind === "image");
      if (!wanted || this.picture?.url === url) return picture.image.close();
      this.dropPicture();
      this.picture = picture;
      this.onChange();
    }

    dropPicture() {
      this.picture?.image.close();
      this.picture = null;
    }

    paint(ctx, frame, palette) {
      const draw = arctic.draw;
      draw.onScreen(ctx, frame);
      ctx.globalAlpha = 1;
      ctx.fillStyle = palette.paper;
      ctx.fillRect(0, 0, frame.width, frame.height);
      if (!this.outline) return;
      draw.onProjection(ctx, frame, this.projection.ground);
      ctx.fillStyle = palette.sea;
      ctx.fill(this.outline);
      const chosen = this.levelFor(frame.zoom);
      const level = chosen.data ? chosen : this.levels.find((each) => each.data);
      const relief = [...this.layers.values()].find((layer) => layer.kind === "image");
      if (level) {
        const seen = this.seen(frame, level.quantum);
        for (const id of parts(palette, ({ fill }) => fill)) this.fill(ctx, frame, palette, level, id, seen);
        if (relief && this.picture?.url === this.projection.relief) {
          // The picture is made for light paper; a dark look says how far it shines through.
          this.paintPicture(ctx, frame, relief.opacity * (palette.items.relief?.opacity ?? 1));
        }
        for (const id of parts(palette, ({ fill, stroke }) => stroke && !fill)) this.line(ctx, frame, palette, level, id, seen);
      }
      const edge = palette.items.outline;
      draw.onProjection(ctx, frame, this.projection.ground);
      draw.stroke(ctx, this.outline, edge.stroke, edge.width, [], 1, this.metre(frame));
    }

    // A CSS pixel in metres of the family's projection.
    metre(frame) {
      const { a, d } = this.projection.ground;
      return 1 / (frame.scale * Math.hypot(a, d));
    }

    // The frame's box on the family's projection, in units of the level's quantum.
    seen(frame, quantum) {
      const { a, b, c, d, e, f } = this.projection.ground;
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

    *cells(level, id, seen) {
      const item = level.data[id];
      for (const cell of item?.cells ?? []) {
        const [x0, y0, x1, y1] = cell.box;
        if (x0 > seen[2] || x1 < seen[0] || y0 > seen[3] || y1 < seen[1]) continue;
        cell.path ??= arctic.draw.pathOf(
          cell.parts.map((part) => undelta(part, level.quantum)),
          item.kind === "fill",
        );
        yield cell.path;
      }
    }

    // One path and one fill, so that no hairline shows where two cells meet.
    fill(ctx, frame, palette, level, id, seen) {
      const layer = this.items.get(id);
      if (!layer) return;
      const whole = joined(level, id, [...this.cells(level, id, seen)]);
      arctic.draw.onProjection(ctx, frame, this.projection.ground);
      ctx.globalAlpha = layer.opacity;
      ctx.fillStyle = palette.items[id].fill;
      ctx.fill(whole, "nonzero");
    }

    line(ctx, frame, palette, level, id, seen) {
      const layer = this.items.get(id);
      if (!layer) return;
      const style = palette.items[id];
      arctic.draw.onProjection(ctx, frame, this.projection.ground);
      ctx.lineCap = style.dash.length ? "butt" : "round";
      ctx.lineJoin = "round";
      for (const path of this.cells(level, id, seen)) {
        arctic.draw.stroke(
          ctx, path, style.stroke, style.width, style.dash, layer.opacity * style.opacity, this.metre(frame),
        );
      }
    }

    paintPicture(ctx, frame, opacity) {
      const [x0, y0, x1, y1] = this.picture.box;
      ctx.save();
      arctic.draw.onProjection(ctx, frame, this.projection.ground);
      ctx.clip(this.outline);
      // A picture's rows run down, the projected metres run up.
      ctx.transform(1, 0, 0, -1, 0, y0 + y1);
      ctx.globalAlpha = opacity;
      ctx.imageSmoothingQuality = "high";
      ctx.drawImage(this.picture.image, x0, y0, x1 - x0, y1 - y0);
      ctx.restore();
    }
  }

  // The look has the parts of the base map in the order of painting.
  function parts({ items }, isOne) {
    return Object.keys(items).filter((id) => isOne(items[id]));
  }

  async function readPicture({ relief: url, relief_box: box }) {
    const [{ box: extent }, image] = await Promise.all([arctic.read(box), decoded(url)]);
    return { url, image, box: extent };
  }

  async function decoded(url) {
    if (!url.startsWith("data:")) return createImageBitmap(await (await fetch(url)).blob());
    // A page of its own may fetch nothing, not even what is written out in it.
    const image = new Image();
    image.src = url;
    await image.decode();
    return createImageBitmap(image);
  }

  // Made anew only when other cells are seen: the engine does not count what a path holds, and so would
  // let thousands of them lie.
  function joined(level, id, paths) {
    level.joined ??= new Map();
    const last = level.joined.get(id);
    if (last?.paths.length === paths.length && last.paths.every((path, i) => path === paths[i])) return last.whole;
    const whole = new Path2D();
    for (const path of paths) whole.addPath(path);
    level.joined.set(id, { paths, whole });
    return whole;
  }

  function undelta(part, quantum) {
    const out = new Float64Array(part.length);
    let x = 0;
    let y = 0;
    for (let i = 0; i < part.length; i += 2) {
      x += part[i];
      y += part[i + 1];
      out[i] = x * quantum;
      out[i + 1] = y * quantum;
    }
    return out;
  }

  arctic.Ground = Ground;
})();
