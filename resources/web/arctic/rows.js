// Layers of very many features: a worker paints what a view shows of them, and here only its picture is moved.
"use strict";

(function () {
  const coarsest = -4; // zoom of level 0
  const levels = 12;
  const tile = 256; // pixels of its level
  const widest = 32; // tiles of one answer, along a side
  const parts = 8; // of a pixel, in which positions are counted
  const origin = 2 ** 31 / 100; // metres from the corner of the plane to where it counts from
  const room = 8; // pixels beyond the canvas from where a mark may still reach into it

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
      if (picture) picture.take(data);
      else data.bitmap?.close();
    };
    worker.onerror = (event) => arctic.say("PageFailed", { why: String(event.message) });
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
      this.asked = 0;
      this.had = 0;
      this.key = "";
      this.due = 0; // the number of what the canvas was painted with
      /** @type {Painted | undefined} */
      this.shown = undefined;
      /**
       * That of a view which the map is dragged to.
       * @type {Painted | undefined}
       */
      this.next = undefined;
      /** @type {Map<number, Frame>} */
      this.frames = new Map();
      pictures.set(this.number, this);
    }

    // Whether all that was asked for has come.
    get sharp() {
      return this.asked > 0 && !this.busy;
    }

    get busy() {
      return this.had !== this.asked;
    }

    /** @type {Parts.Picture["paint"]} */
    paint(ctx, frame, layer, look) {
      this.ask(frame, layer, look);
      this.due = this.asked;
      if (this.next?.number === this.asked) this.change(this.next);
      this.next?.bitmap.close();
      this.next = undefined;
      if (!this.shown) return;
      const { bitmap, frame: then } = this.shown;
      const grown = frame.scale / then.scale;
      ctx.setTransform(frame.dpr, 0, 0, frame.dpr, 0, 0);
      ctx.globalAlpha = 1;
      ctx.imageSmoothingEnabled = grown !== 1;
      const [x, y] = [frame.x - then.x * grown, frame.y - then.y * grown];
      ctx.drawImage(bitmap, x, y, then.width * grown, then.height * grown);
    }

    /** @type {(frame: Frame, layer: ShownLayer, look: Messages.ShowLook) => void} */
    ask(frame, layer, look) {
      const ground = this.ground();
      const { scale, x, y, width, height, dpr, seen } = frame;
      const key = [layer.url, layer.classes?.url, look.name, look.high_contrast, scale, x, y, width, height, dpr].join();
      if (key === this.key) return;
      this.key = key;
      this.frames.set(++this.asked, frame);
      const [level, block] = blockOf(frame, ground);
      painter().postMessage({
        picture: this.number,
        number: this.asked,
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

    /** @param {{ number: number, bitmap?: ImageBitmap, why?: string }} answer */
    take({ number, bitmap, why }) {
      const frame = this.frames.get(number);
      for (const each of this.frames.keys()) if (each <= number) this.frames.delete(each);
      this.had = number;
      if (why) arctic.say("PageFailed", { why });
      if (!bitmap || !frame) return;
      const come = { number, bitmap, frame };
      if (number <= this.due) {
        this.change(come);
        this.onChange();
        return;
      }
      this.next?.bitmap.close();
      this.next = come;
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
   * The styles of each class, of those kinds of marks that the layer has.
   * @type {(layer: ShownLayer, look: Messages.ShowLook) => Messages.Style[][]}
   */
  function classStyles(layer, look) {
    const kinds = layer.items.map((id) => id.slice(id.lastIndexOf("-") + 1));
    const found = [];
    while (look.styles[`${layer.id}~${found.length}-point`]) {
      found.push(kinds.map((kind) => look.styles[`${layer.id}~${found.length}-${kind}`]));
    }
    return found;
  }

  /**
   * The level that shows a view sharply, and the tiles of it that the view meets.
   * @type {(frame: Frame, ground: Messages.Affine) => [number, number[]]}
   */
  function blockOf(frame, ground) {
    const [x0, y0, x1, y1] = seen(frame, ground);
    let level = Math.round(frame.zoom + Math.log2(frame.dpr)) - coarsest;
    level = Math.min(Math.max(level, 0), levels - 1);
    for (; ; level -= 1) {
      const side = tile * metres(level);
      const most = 2 ** level;
      const [left, low, right, high] = [x0, y0, x1, y1].map((at) =>
        Math.min(Math.max(Math.floor((at + origin) / side), 0), most - 1),
      );
      if (right - left < widest && high - low < widest) return [level, [left, low, right + 1, high + 1]];
    }
  }

  /** @param {number} level */
  const metres = (level) => arctic.projection.resolution(level + coarsest);

  /**
   * The box of a view on the plane that its projection was turned and scaled from.
   * @type {(frame: Frame, ground: Messages.Affine) => Box}
   */
  function seen({ scale, x, y, width, height }, { a, b, c, d, e, f }) {
    const whole = a * e - b * d;
    const corners = [-room, width + room].flatMap((px) =>
      [-room, height + room].map((py) => {
        const [east, north] = [(px - x) / scale - c, (y - py) / scale - f];
        return [(e * east - b * north) / whole, (a * north - d * east) / whole];
      }),
    );
    const [xs, ys] = [corners.map(([east]) => east), corners.map(([, north]) => north)];
    return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
  }

  /**
   * From the positions of an answer to pixels of the canvas: x' = m0 x + m1 y + m2, y' = m3 x + m4 y + m5.
   * @type {(frame: Frame, ground: Messages.Affine, level: number, block: number[]) => number[]}
   */
  function matrixOf(frame, { a, b, c, d, e, f }, level, [x0, y0]) {
    const step = metres(level) / parts;
    const side = tile * metres(level);
    const [west, south] = [x0 * side - origin, y0 * side - origin];
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
  // A worker takes as long to come up as a picture to be painted.
  arctic.expectRows = () => void painter();
})();
