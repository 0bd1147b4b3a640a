// Paints very many features: points as stamps, areas by its own fill, other shapes as paths of few shapes.
"use strict";

(function () {
  // Minimum number of visible points, relative size of a mark, and width of its rim, as on pages (export/marks/rows.py).
  const CROWDS = [
    [20000, 0.46, 0],
    [5000, 0.64, 0.8],
  ];
  const MAX_PATHS = 5000; // shapes; more are filled pixel by pixel
  const BUNDLE = 50; // shapes of one path: the cost of a path grows faster than its length
  const NOT_PAINTED = 2; // a shape that is neither an area (1) nor a line (0)
  const SAMPLES = 4; // per side of a pixel

  /** @type {any} */
  const page = self;
  /** @type {Map<number, any>} */
  const requests = new Map();
  /** @type {Map<number, { url: string, body: ArrayBuffer }>} */
  const bodies = new Map();
  /** @type {Map<number, { url: string, body: Uint8Array }>} */
  const classFiles = new Map();
  let working = false;

  page.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.gone) {
      requests.delete(data.picture);
      bodies.delete(data.picture);
      classFiles.delete(data.picture);
      return;
    }
    // Only the last of several requested views is painted.
    requests.set(data.picture, data);
    if (!working) work();
  };

  async function work() {
    working = true;
    for (;;) {
      const [next] = requests;
      if (!next) break;
      const [picture, request] = next;
      requests.delete(picture);
      const { number } = request;
      try {
        const [body, classes] = await Promise.all([bodyOf(request), classesOf(request)]);
        if (requests.has(picture)) continue;
        const bitmap = painted(request, body, classes);
        page.postMessage({ picture, number, bitmap }, [bitmap]);
      } catch (error) {
        page.postMessage({ picture, number, why: error instanceof Error ? error.message : String(error) });
      }
    }
    working = false;
  }

  /** @param {{ picture: number, url: string }} request */
  async function bodyOf({ picture, url }) {
    const known = bodies.get(picture);
    if (known?.url === url) return known.body;
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) throw new Error(`${url} could not be read`);
    const body = await response.arrayBuffer();
    // An empty response means that the plane is still being computed.
    if (body.byteLength) bodies.set(picture, { url, body });
    return body;
  }

  /** @param {{ picture: number, classes: string }} request */
  async function classesOf({ picture, classes: url }) {
    if (!url) return null;
    const known = classFiles.get(picture);
    if (known?.url === url) return known.body;
    const response = await fetch(url).catch(() => null);
    if (!response?.ok) throw new Error(`${url} could not be read`);
    const body = new Uint8Array(await response.arrayBuffer());
    if (body.length) classFiles.set(picture, { url, body });
    return body;
  }

  /** @param {ArrayBuffer} body */
  function decoded(body) {
    const [points, dots, shapes, rings, vertices] = body.byteLength ? new Uint32Array(body, 0, 7) : [0, 0, 0, 0, 0];
    let at = body.byteLength ? 28 : 0;
    /** @type {<T>(Kind: new (buffer: ArrayBuffer, from: number, length: number) => T, length: number, size: number) => T} */
    const next = (Kind, length, size) => {
      const from = at;
      at += length * size;
      return new Kind(body, from, length);
    };
    return {
      vertices: next(Int32Array, 2 * vertices, 4),
      lengths: next(Uint32Array, rings, 4),
      rings: next(Uint32Array, shapes, 4),
      points: next(Uint16Array, 2 * points, 2),
      dots: next(Uint16Array, 2 * dots, 2),
      closed: next(Uint8Array, shapes, 1),
    };
  }

  /**
   * The dots and shapes of one class, without points. Classes are in the order points, dots, shapes.
   * @type {(data: any, classes: Uint8Array, number: number) => any}
   */
  function shapesOf(data, classes, number) {
    const [points, dots] = [data.points.length / 2, data.dots.length / 2];
    /** @type {(places: Uint16Array, from: number) => Uint16Array} */
    const chosen = (places, from) => {
      const result = new Uint16Array(places.length);
      let count = 0;
      for (let i = 0; i < places.length; i += 2) {
        if (classes[from + i / 2] !== number) continue;
        result[count++] = places[i];
        result[count++] = places[i + 1];
      }
      return result.subarray(0, count);
    };
    // Shapes of other classes are neither areas nor lines.
    const closed = data.closed.map((/** @type {number} */ is, /** @type {number} */ i) =>
      classes[points + dots + i] === number ? is : NOT_PAINTED,
    );
    return { ...data, points: new Uint16Array(0), dots: chosen(data.dots, points), closed };
  }

  /**
   * @param {any} request
   * @param {ArrayBuffer} body
   * @param {Uint8Array | null} classes
   */
  function painted(request, body, classes) {
    const { width, height, dpr, matrix, styles } = request;
    const canvas = new OffscreenCanvas(width, height);
    const ctx = context(canvas);
    const data = decoded(body);
    const sheet = new Sheet(width, height, Math.ceil(24 * dpr));
    const places = projected(data.points, matrix);
    const crowd = countVisible(places, request.seen);
    const positions = projected(data.vertices, matrix);
    if (!classes) layer(ctx, sheet, data, positions, request, styles[0], crowd);
    else {
      // A plane that is still being computed has no classes yet.
      for (const number of [...new Set(classes)].sort((a, b) => a - b)) {
        if (styles[number]) layer(ctx, sheet, shapesOf(data, classes, number), positions, request, styles[number], crowd);
      }
      // Points are stamped in their own order: no class covers all others.
      const stamps = styles.map((/** @type {any[]} */ own) => {
        const point = own.find((style) => style.symbol);
        return point && mark(...sizeOf(point, crowd, dpr), point);
      });
      sheet.stampEach(places, stamps, classes);
    }
    if (sheet.used) ctx.drawImage(sheet.picture(), 0, 0);
    return canvas.transferToImageBitmap();
  }

  /**
   * Marks of one class; `crowd` is the number of visible points of all classes.
   * @type {(ctx: OffscreenCanvasRenderingContext2D, sheet: Sheet, data: any, positions: Float32Array, request: any, styles: any[], crowd: number) => void}
   */
  function layer(ctx, sheet, data, positions, { dpr, matrix }, styles, crowd) {
    const area = styles.find((/** @type {any} */ style) => style.fill && !style.symbol);
    const line = styles.find((/** @type {any} */ style) => !style.fill);
    const point = styles.find((/** @type {any} */ style) => style.symbol);
    if (data.closed.length > MAX_PATHS) {
      if (area) sheet.areas(data, positions, colour(area.fill, Math.max(0.3, area.fill_opacity)), colour(area.stroke, 0.8));
      if (line) sheet.lines(data, positions, colour(line.stroke, 1), Math.max(1, Math.round(1.4 * dpr)));
    } else {
      if (area) paths(ctx, data, positions, 1, area, dpr, data.closed.length > BUNDLE);
      if (line) paths(ctx, data, positions, 0, line, dpr, data.closed.length > BUNDLE);
    }
    const small = area ? colour(area.stroke, 0.55) : line ? colour(line.stroke, 0.8) : 0;
    if (data.dots.length) sheet.stamp(projected(data.dots, matrix), dot(small, Math.max(2, Math.round(1.5 * dpr))));
    if (point && data.points.length) {
      sheet.stamp(projected(data.points, matrix), mark(...sizeOf(point, crowd, dpr), point));
    }
  }

  /**
   * The size of a mark and its rim, smaller in a crowd.
   * @type {(point: any, crowd: number, dpr: number) => [number, number]}
   */
  function sizeOf({ size, width }, crowd, dpr) {
    for (const [most, part, rim] of CROWDS) if (crowd > most) return [part * size * dpr, rim * dpr];
    return [size * dpr, width * dpr];
  }

  /**
   * The number of positions in the visible part.
   * @type {(places: Float32Array, seen: number[]) => number}
   */
  function countVisible(places, [left, top, right, bottom]) {
    let count = 0;
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = [places[i], places[i + 1]];
      if (x >= left && x <= right && y >= top && y <= bottom) count += 1;
    }
    return count;
  }

  /**
   * Pixels: x, y, x, y ...
   * @type {(positions: ArrayLike<number>, matrix: number[]) => Float32Array}
   */
  function projected(positions, [a, b, c, d, e, f]) {
    const pixels = new Float32Array(positions.length);
    for (let i = 0; i < pixels.length; i += 2) {
      const [x, y] = [positions[i], positions[i + 1]];
      pixels[i] = a * x + b * y + c;
      pixels[i + 1] = d * x + e * y + f;
    }
    return pixels;
  }

  /** @param {OffscreenCanvas} canvas */
  function context(canvas) {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser cannot paint on a canvas");
    return context;
  }

  /**
   * A colour as the bytes of an image.
   * @type {(text: string, alpha: number) => number}
   */
  function colour(text, alpha) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
    return ((Math.round(255 * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }

  /**
   * A stamp: pixels relative to its centre with their colours, rim first. Soft ones do not cover painted pixels.
   * @typedef {{ dx: number[], dy: number[], colours: number[], soft: boolean[] }} Stamp
   */

  /** @type {(of: number, size: number) => Stamp} */
  function dot(of, size) {
    /** @type {Stamp} */
    const stamp = { dx: [], dy: [], colours: [], soft: [] };
    for (let dy = 0; dy < size; dy += 1)
      for (let dx = 0; dx < size; dx += 1) add(stamp, dx - (size >> 1), dy - (size >> 1), of, false);
    return stamp;
  }

  /** @type {(size: number, rim: number, style: any) => Stamp} */
  function mark(size, rim, { fill, stroke: edge, symbol }) {
    /** @type {Stamp} */
    const stamp = { dx: [], dy: [], colours: [], soft: [] };
    // Half of the rim is outside the size, as in every symbol.
    const [inner, outer] = [(size - rim) / 2, (size + rim) / 2];
    const radius = Math.ceil(outer);
    for (let dy = -radius; dy <= radius; dy += 1) {
      for (let dx = -radius; dx <= radius; dx += 1) {
        const [inside, whole] = [share(dx, dy, inner, symbol.outline), share(dx, dy, outer, symbol.outline)];
        if (inside >= 0.5) add(stamp, dx, dy, colour(fill, 1), false);
        else if (rim && whole >= 0.5) add(stamp, dx, dy, mixed(edge, fill, inside), false);
        else if (whole > 0.12) add(stamp, dx, dy, colour(rim ? edge : fill, whole), true);
      }
    }
    return stamp;
  }

  /** @type {(stamp: Stamp, dx: number, dy: number, of: number, soft: boolean) => void} */
  function add(stamp, dx, dy, of, soft) {
    stamp.dx.push(dx);
    stamp.dy.push(dy);
    stamp.colours.push(of);
    stamp.soft.push(soft);
  }

  /** @type {(one: string, other: string, part: number) => number} */
  function mixed(one, other, part) {
    const at = (/** @type {string} */ text, /** @type {number} */ place) => parseInt(text.slice(place, place + 2), 16);
    const [red, green, blue] = [1, 3, 5].map((place) => Math.round(at(one, place) * (1 - part) + at(other, place) * part));
    return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }

  /**
   * Whether a symbol of this half width contains a point.
   * @type {(outline: string, x: number, y: number, half: number) => boolean}
   */
  function contains(outline, x, y, half) {
    if (outline.includes("A")) return Math.hypot(x, y) <= half;
    if (outline.startsWith("M -1 -1")) return Math.max(Math.abs(x), Math.abs(y)) <= half;
    if (outline.includes("0.75")) return y <= 0.75 * half && y >= -half && Math.abs(x) <= 0.6 * (y + half);
    return Math.abs(x) + Math.abs(y) <= half;
  }

  /**
   * The share of a pixel that such a symbol covers.
   * @type {(dx: number, dy: number, half: number, outline: string) => number}
   */
  function share(dx, dy, half, outline) {
    let count = 0;
    for (let i = 0; i < SAMPLES; i += 1) {
      for (let j = 0; j < SAMPLES; j += 1) {
        const [x, y] = [dx + (i + 0.5) / SAMPLES - 0.5, dy + (j + 0.5) / SAMPLES - 0.5];
        if (contains(outline, x, y, half)) count += 1;
      }
    }
    return count / SAMPLES ** 2;
  }

  /** @type {(ctx: OffscreenCanvasRenderingContext2D, data: any, positions: Float32Array, closed: number, style: any, dpr: number, plain: boolean) => void} */
  function paths(ctx, data, positions, closed, style, dpr, plain) {
    ctx.lineJoin = ctx.lineCap = "round";
    let [ring, at, count] = [0, 0, 0];
    let path = new Path2D();
    const paint = () => {
      if (style.fill && closed) {
        ctx.globalAlpha = style.fill_opacity;
        ctx.fillStyle = style.fill;
        ctx.fill(path, "evenodd");
      }
      ctx.setLineDash([]);
      if (style.casing && !plain) stroke(ctx, path, style.casing, style.casing_width * dpr, style.opacity);
      // Dashes of many shapes look grey, and are slow.
      if (!plain) ctx.setLineDash(style.dash.map((/** @type {number} */ length) => length * dpr));
      stroke(ctx, path, style.stroke, (plain && closed ? Math.min(1, style.width) : style.width) * dpr, style.opacity);
      path = new Path2D();
      count = 0;
    };
    for (let shape = 0; shape < data.rings.length; shape += 1) {
      const isPainted = data.closed[shape] === closed;
      for (let i = 0; i < data.rings[shape]; i += 1) {
        const end = at + 2 * data.lengths[ring];
        if (isPainted) {
          path.moveTo(positions[at], positions[at + 1]);
          for (let k = at + 2; k < end; k += 2) path.lineTo(positions[k], positions[k + 1]);
          if (closed) path.closePath();
        }
        at = end;
        ring += 1;
      }
      if (isPainted && (count += 1) === BUNDLE) paint();
    }
    if (count) paint();
  }

  /** @type {(ctx: OffscreenCanvasRenderingContext2D, path: Path2D, of: string, width: number, alpha: number) => void} */
  function stroke(ctx, path, of, width, alpha) {
    // A canvas ignores a width of 0 and would use the last one.
    if (!width) return;
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = of;
    ctx.lineWidth = width;
    ctx.stroke(path);
  }

  // Pixels that are set one by one, with a margin so that marks need no clipping.
  class Sheet {
    /**
     * @param {number} width
     * @param {number} height
     * @param {number} margin
     */
    constructor(width, height, margin) {
      this.margin = margin;
      this.width = width + 2 * margin;
      this.height = height + 2 * margin;
      /** @type {Uint32Array<ArrayBuffer> | undefined} */
      this.buffer = undefined;
      /** @type {Map<Stamp, { reach: number, hard: Int32Array, tone: Uint32Array, edge: Int32Array, pale: Uint32Array }>} */
      this.stamps = new Map();
    }

    get used() {
      return this.buffer !== undefined;
    }

    get pixels() {
      this.buffer ??= new Uint32Array(this.width * this.height);
      return this.buffer;
    }

    picture() {
      const canvas = new OffscreenCanvas(this.width - 2 * this.margin, this.height - 2 * this.margin);
      const image = new ImageData(new Uint8ClampedArray(this.pixels.buffer), this.width, this.height);
      context(canvas).putImageData(image, -this.margin, -this.margin);
      return canvas;
    }

    /**
     * A stamp as offsets in the sheet, computed once.
     * @param {Stamp} stamp
     */
    flat(stamp) {
      const known = this.stamps.get(stamp);
      if (known) return known;
      const { dx, dy, colours, soft } = stamp;
      const whole = dx.map((x, i) => dy[i] * this.width + x);
      const offsets = {
        reach: Math.max(...dx.map(Math.abs), ...dy.map(Math.abs)),
        hard: Int32Array.from(whole.filter((_, i) => !soft[i])),
        tone: Uint32Array.from(colours.filter((_, i) => !soft[i])),
        edge: Int32Array.from(whole.filter((_, i) => soft[i])),
        pale: Uint32Array.from(colours.filter((_, i) => soft[i])),
      };
      this.stamps.set(stamp, offsets);
      return offsets;
    }

    /**
     * Stamps each point in the style of its class. Points visible from afar come on top; those without a style are skipped.
     * @type {(positions: Float32Array, stamps: (Stamp | undefined)[], classes: Uint8Array) => void}
     */
    stampEach(positions, stamps, classes) {
      for (let end = positions.length; end > 0; ) {
        const number = classes[end / 2 - 1];
        let from = end - 2;
        while (from > 0 && classes[from / 2 - 1] === number) from -= 2;
        const stamp = stamps[number];
        if (stamp) this.stamp(positions.subarray(from, end), stamp);
        end = from;
      }
    }

    // In reverse order: the first points are visible from afar, and those of the next zoom come below them.
    /** @type {(positions: Float32Array, stamp: Stamp) => void} */
    stamp(positions, stamp) {
      const { pixels, width, height, margin } = this;
      const { reach, hard, tone, edge, pale } = this.flat(stamp);
      const [right, foot] = [width - reach - 1, height - reach - 1];
      for (let i = positions.length - 2; i >= 0; i -= 2) {
        const x = Math.floor(positions[i]) + margin;
        const y = Math.floor(positions[i + 1]) + margin;
        if (x < reach || y < reach || x > right || y > foot) continue;
        const at = y * width + x;
        for (let k = 0; k < hard.length; k += 1) pixels[at + hard[k]] = tone[k];
        for (let k = 0; k < edge.length; k += 1) if (pixels[at + edge[k]] === 0) pixels[at + edge[k]] = pale[k];
      }
    }

    /** @type {(data: any, positions: Float32Array, fill: number, edge: number) => void} */
    areas(data, positions, fill, edge) {
      let [ring, at] = [0, 0];
      for (let shape = 0; shape < data.rings.length; shape += 1) {
        const from = at;
        const first = ring;
        for (let i = 0; i < data.rings[shape]; i += 1) {
          at += 2 * data.lengths[ring];
          ring += 1;
        }
        if (data.closed[shape] === 1) this.area(data.lengths, first, ring, positions, from, fill);
      }
      this.outlines(data, positions, 1, edge, 1);
    }

    /** @type {(data: any, positions: Float32Array, of: number, width: number) => void} */
    lines(data, positions, of, width) {
      this.outlines(data, positions, 0, of, width);
    }

    /**
     * Fills a shape row by row, by the even-odd rule.
     * @type {(lengths: Uint32Array, first: number, last: number, positions: Float32Array, from: number, fill: number) => void}
     */
    area(lengths, first, last, positions, from, fill) {
      const { pixels, width, height, margin } = this;
      let [low, high] = [Infinity, -Infinity];
      let end = from;
      for (let ring = first; ring < last; ring += 1) end += 2 * lengths[ring];
      for (let k = from + 1; k < end; k += 2) {
        if (positions[k] < low) low = positions[k];
        if (positions[k] > high) high = positions[k];
      }
      const top = Math.max(0, Math.ceil(low + margin - 0.5));
      const foot = Math.min(height - 1, Math.floor(high + margin - 0.5));
      for (let row = top; row <= foot; row += 1) {
        const y = row + 0.5 - margin;
        let count = 0;
        let k = from;
        for (let ring = first; ring < last; ring += 1) {
          const stop = k + 2 * lengths[ring];
          let [px, py] = [positions[stop - 2], positions[stop - 1]];
          for (; k < stop; k += 2) {
            const [qx, qy] = [positions[k], positions[k + 1]];
            if (py > y !== qy > y) {
              // Insertion sort: mostly there are two.
              const x = px + ((y - py) * (qx - px)) / (qy - py);
              let place = count;
              for (; place > 0 && crossings[place - 1] > x; place -= 1) crossings[place] = crossings[place - 1];
              crossings[place] = x;
              if (count < crossings.length - 1) count += 1;
            }
            [px, py] = [qx, qy];
          }
        }
        for (let i = 0; i + 1 < count; i += 2) {
          const left = Math.max(0, Math.ceil(crossings[i] + margin - 0.5));
          const right = Math.min(width - 1, Math.floor(crossings[i + 1] + margin - 0.5));
          for (let at = row * width + left; at <= row * width + right; at += 1) pixels[at] = fill;
        }
      }
    }

    /**
     * Paints edges as steps from pixel to pixel.
     * @type {(data: any, positions: Float32Array, closed: number, of: number, thick: number) => void}
     */
    outlines(data, positions, closed, of, thick) {
      let [ring, at] = [0, 0];
      for (let shape = 0; shape < data.rings.length; shape += 1) {
        for (let i = 0; i < data.rings[shape]; i += 1) {
          const end = at + 2 * data.lengths[ring];
          if (data.closed[shape] === closed) {
            if (closed) this.edge(positions[end - 2], positions[end - 1], positions[at], positions[at + 1], of, thick);
            for (let k = at + 2; k < end; k += 2) this.edge(positions[k - 2], positions[k - 1], positions[k], positions[k + 1], of, thick);
          }
          at = end;
          ring += 1;
        }
      }
    }

    /** @type {(px: number, py: number, qx: number, qy: number, of: number, thick: number) => void} */
    edge(px, py, qx, qy, of, thick) {
      const { pixels, width, height, margin } = this;
      const [right, foot] = [width - margin, height - margin];
      if ((px < -margin && qx < -margin) || (py < -margin && qy < -margin)) return;
      if ((px > right && qx > right) || (py > foot && qy > foot)) return;
      const steps = Math.max(1, Math.ceil(Math.max(Math.abs(qx - px), Math.abs(qy - py))));
      const [stepX, stepY] = [(qx - px) / steps, (qy - py) / steps];
      for (let i = 0; i <= steps; i += 1) {
        const x = Math.floor(px + stepX * i) + margin;
        const y = Math.floor(py + stepY * i) + margin;
        if (x < 0 || y < 0 || x >= width - thick || y >= height - thick) continue;
        for (let k = 0; k < thick; k += 1) {
          pixels[y * width + x + k] = of;
          pixels[(y + k) * width + x] = of;
        }
      }
    }
  }

  const crossings = new Float64Array(4096);
})();
