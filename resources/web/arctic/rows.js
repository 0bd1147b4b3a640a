// Layers of very many features: a worker paints them, and this side only moves its images.
"use strict";

(function () {
  const COARSEST = -4; // zoom of level 0
  const LEVELS = 12;
  const TILE = 256; // pixels of its level
  const MAX_TILES = 32; // of one response, along a side
  const PARTS = 8; // of a pixel, the unit of positions
  const ORIGIN = 2 ** 31 / 100; // metres from the corner of the plane to its origin
  const MARGIN = 8; // pixels around the canvas whose marks may reach into it

  /** @type {Worker | undefined} */
  let worker;
  /** @type {Map<number, Picture>} */
  const pictures = new Map();
  let count = 0;

  /** @typedef {{ number: number, bitmap: ImageBitmap, frame: Frame }} Painted */

  function painter() {
    if (worker) return worker;
    worker = new Worker("/arctic/rows-worker.js");
    worker.onmessage = ({ data }) => {
      const picture = pictures.get(data.picture);
      if (picture) picture.receive(data);
      else data.bitmap?.close();
    };
    worker.onerror = (event) => arctic.send("PageFailed", { why: String(event.message) });
    return worker;
  }

  class Picture {
    /**
     * @param {() => void} onChange
     * @param {() => Messages.Affine} ground
     */
    constructor(onChange, ground) {
      this.onChange = onChange;
      this.ground = ground;
      this.number = ++count;
      this.requested = 0;
      this.received = 0;
      this.key = "";
      this.due = 0; // number of the request that the canvas was painted with
      /** @type {Painted | undefined} */
      this.shown = undefined;
      /**
       * The image of the view that a drag leads to.
       * @type {Painted | undefined}
       */
      this.next = undefined;
      /** @type {Map<number, Frame>} */
      this.frames = new Map();
      pictures.set(this.number, this);
    }

    // Whether everything requested was painted.
    get sharp() {
      return this.requested > 0 && !this.busy;
    }

    get busy() {
      return this.received !== this.requested;
    }

    /** @type {Parts.Picture["paint"]} */
    paint(ctx, frame, layer, look) {
      this.request(frame, layer, look);
      this.due = this.requested;
      if (this.next?.number === this.requested) this.change(this.next);
      this.next?.bitmap.close();
      this.next = undefined;
      if (!this.shown) return;
      const { bitmap, frame: before } = this.shown;
      const factor = frame.scale / before.scale;
      ctx.setTransform(frame.dpr, 0, 0, frame.dpr, 0, 0);
      ctx.globalAlpha = 1;
      ctx.imageSmoothingEnabled = factor !== 1;
      const [x, y] = [frame.x - before.x * factor, frame.y - before.y * factor];
      ctx.drawImage(bitmap, x, y, before.width * factor, before.height * factor);
    }

    /** @type {(frame: Frame, layer: ShownLayer, look: Messages.ShowLook) => void} */
    request(frame, layer, look) {
      const ground = this.ground();
      const { scale, x, y, width, height, dpr, seen } = frame;
      const key = [layer.url, layer.classes?.url, look.name, look.high_contrast, scale, x, y, width, height, dpr].join();
      if (key === this.key) return;
      this.key = key;
      this.frames.set(++this.requested, frame);
      const [level, block] = blockOf(frame, ground);
      painter().postMessage({
        picture: this.number,
        number: this.requested,
        url: `${layer.url}/${level}/${block.join("-")}.bin`,
        classes: layer.classes ? classesOf(layer, layer.classes.url, level, block) : "",
        matrix: matrixOf(frame, ground, level, block),
        width: Math.round(width * dpr),
        height: Math.round(height * dpr),
        dpr,
        seen: [seen.left, seen.top, seen.right, seen.bottom].map((each) => each * dpr),
        styles: layer.classes?.styled ? classStyles(layer, look) : [layer.items.map((id) => look.styles[id])],
      });
    }

    /** @param {{ number: number, bitmap?: ImageBitmap, why?: string }} response */
    receive({ number, bitmap, why }) {
      const frame = this.frames.get(number);
      for (const each of this.frames.keys()) if (each <= number) this.frames.delete(each);
      this.received = number;
      if (why) arctic.send("PageFailed", { why });
      if (!bitmap || !frame) return;
      const painted = { number, bitmap, frame };
      if (number <= this.due) {
        this.change(painted);
        this.onChange();
        return;
      }
      this.next?.bitmap.close();
      this.next = painted;
    }

    /** @param {Painted} to */
    change(to) {
      if (this.next === to) this.next = undefined;
      this.shown?.bitmap.close();
      this.shown = to;
    }

    forget() {
      pictures.delete(this.number);
      this.shown?.bitmap.close();
      this.next?.bitmap.close();
      this.shown = this.next = undefined;
      worker?.postMessage({ picture: this.number, gone: true });
    }
  }

  /** @type {(layer: ShownLayer, url: string, level: number, block: number[]) => string} */
  function classesOf(layer, url, level, block) {
    const family = layer.url.slice(layer.url.lastIndexOf("/") + 1);
    return `${url.replace(/\.bin$/, "")}/${family}/${level}/${block.join("-")}.bin`;
  }

  /**
   * The styles of each class for the kinds of marks in the layer.
   * @type {(layer: ShownLayer, look: Messages.ShowLook) => Messages.Style[][]}
   */
  function classStyles(layer, look) {
    const kinds = layer.items.map((id) => id.slice(id.lastIndexOf("-") + 1));
    const styles = [];
    while (look.styles[`${layer.id}~${styles.length}-point`]) {
      styles.push(kinds.map((kind) => look.styles[`${layer.id}~${styles.length}-${kind}`]));
    }
    return styles;
  }

  /**
   * The level that shows a view sharply, and its tiles in the view.
   * @type {(frame: Frame, ground: Messages.Affine) => [number, number[]]}
   */
  function blockOf(frame, ground) {
    const [x0, y0, x1, y1] = viewBox(frame, ground);
    let level = Math.round(frame.zoom + Math.log2(frame.dpr)) - COARSEST;
    level = Math.min(Math.max(level, 0), LEVELS - 1);
    for (; ; level -= 1) {
      const side = TILE * metres(level);
      const count = 2 ** level;
      const [left, low, right, high] = [x0, y0, x1, y1].map((at) =>
        Math.min(Math.max(Math.floor((at + ORIGIN) / side), 0), count - 1),
      );
      if (right - left < MAX_TILES && high - low < MAX_TILES) return [level, [left, low, right + 1, high + 1]];
    }
  }

  /** @param {number} level */
  const metres = (level) => arctic.projection.resolution(level + COARSEST);

  /**
   * The box of a view on the plane of the family of projections.
   * @type {(frame: Frame, ground: Messages.Affine) => Box}
   */
  function viewBox({ scale, x, y, width, height }, { a, b, c, d, e, f }) {
    const det = a * e - b * d;
    const corners = [-MARGIN, width + MARGIN].flatMap((px) =>
      [-MARGIN, height + MARGIN].map((py) => {
        const [east, north] = [(px - x) / scale - c, (y - py) / scale - f];
        return [(e * east - b * north) / det, (a * north - d * east) / det];
      }),
    );
    const [xs, ys] = [corners.map(([east]) => east), corners.map(([, north]) => north)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  /**
   * From positions of a response to pixels of the canvas: x' = m0 x + m1 y + m2, y' = m3 x + m4 y + m5.
   * @type {(frame: Frame, ground: Messages.Affine, level: number, block: number[]) => number[]}
   */
  function matrixOf(frame, { a, b, c, d, e, f }, level, [x0, y0]) {
    const step = metres(level) / PARTS;
    const side = TILE * metres(level);
    const [west, south] = [x0 * side - ORIGIN, y0 * side - ORIGIN];
    const s = frame.scale * frame.dpr;
    return [
      a * step * s,
      b * step * s,
      (a * west + b * south + c) * s + frame.x * frame.dpr,
      -d * step * s,
      -e * step * s,
      frame.y * frame.dpr - (d * west + e * south + f) * s,
    ];
  }

  arctic.Picture = Picture;
  // Starting a worker takes as long as painting an image.
  arctic.expectRows = () => void painter();
})();
