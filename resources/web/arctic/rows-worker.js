// Paints what a view shows of very many features: stamps for points, fills of its own for areas, few long paths.
"use strict";

(function () {
  // Points of a view from which on a mark has this part of its size and this rim, as on pages (export/marks/rows.py).
  const crowds = [
    [20000, 0.46, 0],
    [5000, 0.64, 0.8],
  ];
  const many = 5000; // shapes from which on they are filled pixel by pixel
  const bundle = 50; // shapes of one path: the cost of a path grows faster than its length
  const none = 2; // in place of whether a shape is an area, for one that is not painted
  const samples = 4; // of a pixel, along a side

  /** @type {any} */
  const page = self;
  /** @type {Map<number, any>} */
  const asked = new Map();
  /** @type {Map<number, { url: string, body: ArrayBuffer }>} */
  const bodies = new Map();
  /** @type {Map<number, { url: string, body: Uint8Array }>} */
  const classed = new Map();
  let working = false;

  page.onmessage = (/** @type {MessageEvent} */ { data }) => {
    if (data.gone) {
      asked.delete(data.picture);
      bodies.delete(data.picture);
      classed.delete(data.picture);
      return;
    }
    // Of several views that were asked for only the last one is painted.
    asked.set(data.picture, data);
    if (!working) work();
  };

  async function work() {
    working = true;
    for (;;) {
      const [next] = asked;
      if (!next) break;
      const [picture, request] = next;
      asked.delete(picture);
      const { number } = request;
      try {
        const [body, classes] = await Promise.all([bodyOf(request), classesOf(request)]);
        if (asked.has(picture)) continue;
        const bitmap = painted(request, body, classes);
        page.postMessage({ picture, number, bitmap }, [bitmap]);
      } catch (problem) {
        page.postMessage({ picture, number, why: problem instanceof Error ? problem.message : String(problem) });
      }
    }
    working = false;
  }

  /** @param {{ picture: number, url: string }} request */
  async function bodyOf({ picture, url }) {
    const known = bodies.get(picture);
    if (known?.url === url) return known.body;
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) throw new Error(`${url} could not be read`);
    const body = await answer.arrayBuffer();
    // An empty one means that this plane is still being made.
    if (body.byteLength) bodies.set(picture, { url, body });
    return body;
  }

  /** @param {{ picture: number, classes: string }} request */
  async function classesOf({ picture, classes: url }) {
    if (!url) return null;
    const known = classed.get(picture);
    if (known?.url === url) return known.body;
    const answer = await fetch(url).catch(() => null);
    if (!answer?.ok) throw new Error(`${url} could not be read`);
    const body = new Uint8Array(await answer.arrayBuffer());
    if (body.length) classed.set(picture, { url, body });
    return body;
  }

  /** @param {ArrayBuffer} body */
  function taken(body) {
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
   * Dots and shapes of one class, and no points; marks come in the order points, dots, shapes.
   * @type {(data: any, classes: Uint8Array, wanted: number) => any}
   */
  function shapesOf(data, classes, wanted) {
    const [points, dots] = [data.points.length / 2, data.dots.length / 2];
    /** @type {(places: Uint16Array, from: number) => Uint16Array} */
    const chosen = (places, from) => {
      const found = new Uint16Array(places.length);
      let held = 0;
      for (let i = 0; i < places.length; i += 2) {
        if (classes[from + i / 2] !== wanted) continue;
        found[held++] = places[i];
        found[held++] = places[i + 1];
      }
      return found.subarray(0, held);
    };
    // Shapes of other classes are neither areas nor lines.
    const closed = data.closed.map((/** @type {number} */ is, /** @type {number} */ i) =>
      classes[points + dots + i] === wanted ? is : none,
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
    const data = taken(body);
    const sheet = new Sheet(width, height, Math.ceil(24 * dpr));
    const places = projected(data.points, matrix);
    const crowd = within(places, request.seen);
    const way = projected(data.vertices, matrix);
    if (!classes) layer(ctx, sheet, data, way, request, styles[0], crowd);
    else {
      // Of a plane that is still being made there are none yet.
      for (const number of [...new Set(classes)].sort((a, b) => a - b)) {
        if (styles[number]) layer(ctx, sheet, shapesOf(data, classes, number), way, request, styles[number], crowd);
      }
      // Points in their order: no class lies on all others.
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
   * All marks that look alike; `crowd` is how many points of all looks are seen.
   * @type {(ctx: OffscreenCanvasRenderingContext2D, sheet: Sheet, data: any, way: Float32Array, request: any, styles: any[], crowd: number) => void}
   */
  function layer(ctx, sheet, data, way, { dpr, matrix }, styles, crowd) {
    const area = styles.find((/** @type {any} */ style) => style.fill && !style.symbol);
    const line = styles.find((/** @type {any} */ style) => !style.fill);
    const point = styles.find((/** @type {any} */ style) => style.symbol);
    if (data.closed.length > many) {
      if (area) sheet.areas(data, way, colour(area.fill, Math.max(0.3, area.fill_opacity)), colour(area.stroke, 0.8));
      if (line) sheet.lines(data, way, colour(line.stroke, 1), Math.max(1, Math.round(1.4 * dpr)));
    } else {
      if (area) paths(ctx, data, way, 1, area, dpr, data.closed.length > bundle);
      if (line) paths(ctx, data, way, 0, line, dpr, data.closed.length > bundle);
    }
    const small = area ? colour(area.stroke, 0.55) : line ? colour(line.stroke, 0.8) : 0;
    if (data.dots.length) sheet.stamp(projected(data.dots, matrix), dot(small, Math.max(2, Math.round(1.5 * dpr))));
    if (point && data.points.length) {
      sheet.stamp(projected(data.points, matrix), mark(...sizeOf(point, crowd, dpr), point));
    }
  }

  /**
   * A mark and its rim, smaller in a crowd.
   * @type {(point: any, crowd: number, dpr: number) => [number, number]}
   */
  function sizeOf({ size, width }, crowd, dpr) {
    for (const [most, part, rim] of crowds) if (crowd > most) return [part * size * dpr, rim * dpr];
    return [size * dpr, width * dpr];
  }

  /**
   * How many places the window shows.
   * @type {(places: Float32Array, seen: number[]) => number}
   */
  function within(places, [left, top, right, bottom]) {
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
    const found = new Float32Array(positions.length);
    for (let i = 0; i < found.length; i += 2) {
      const [x, y] = [positions[i], positions[i + 1]];
      found[i] = a * x + b * y + c;
      found[i + 1] = d * x + e * y + f;
    }
    return found;
  }

  /** @param {OffscreenCanvas} canvas */
  function context(canvas) {
    const found = canvas.getContext("2d");
    if (!found) throw new Error("nothing can be painted on a canvas here");
    return found;
  }

  /**
   * As the bytes of a picture have it.
   * @type {(text: string, alpha: number) => number}
   */
  function colour(text, alpha) {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(text.slice(at, at + 2), 16));
    return ((Math.round(255 * alpha) << 24) | (blue << 16) | (green << 8) | red) >>> 0;
  }

  /**
   * A stamp: places from its middle with their colours, rim first; what is paler covers nothing.
   * @typedef {{ dx: number[], dy: number[], colours: number[], soft: boolean[] }} Stamp
   */

  /** @type {(of: number, size: number) => Stamp} */
  function dot(of, size) {
    /** @type {Stamp} */
    const found = { dx: [], dy: [], colours: [], soft: [] };
    for (let dy = 0; dy < size; dy += 1)
      for (let dx = 0; dx < size; dx += 1) add(found, dx - (size >> 1), dy - (size >> 1), of, false);
    return found;
  }

  /** @type {(size: number, rim: number, style: any) => Stamp} */
  function mark(size, rim, { fill, stroke: edge, symbol }) {
    /** @type {Stamp} */
    const found = { dx: [], dy: [], colours: [], soft: [] };
    // The rim stands half outside the size, as that of every symbol.
    const [inner, outer] = [(size - rim) / 2, (size + rim) / 2];
    const reach = Math.ceil(outer);
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const [within, held] = [share(dx, dy, inner, symbol.outline), share(dx, dy, outer, symbol.outline)];
        if (within >= 0.5) add(found, dx, dy, colour(fill, 1), false);
        else if (rim && held >= 0.5) add(found, dx, dy, mixed(edge, fill, within), false);
        else if (held > 0.12) add(found, dx, dy, colour(rim ? edge : fill, held), true);
      }
    }
    return found;
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
   * Whether a symbol of this half width holds a place.
   * @type {(outline: string, x: number, y: number, half: number) => boolean}
   */
  function holds(outline, x, y, half) {
    if (outline.includes("A")) return Math.hypot(x, y) <= half;
    if (outline.startsWith("M -1 -1")) return Math.max(Math.abs(x), Math.abs(y)) <= half;
    if (outline.includes("0.75")) return y <= 0.75 * half && y >= -half && Math.abs(x) <= 0.6 * (y + half);
    return Math.abs(x) + Math.abs(y) <= half;
  }

  /**
   * What share of a pixel such a symbol covers.
   * @type {(dx: number, dy: number, half: number, outline: string) => number}
   */
  function share(dx, dy, half, outline) {
    let count = 0;
    for (let i = 0; i < samples; i += 1) {
      for (let j = 0; j < samples; j += 1) {
        const [x, y] = [dx + (i + 0.5) / samples - 0.5, dy + (j + 0.5) / samples - 0.5];
        if (holds(outline, x, y, half)) count += 1;
      }
    }
    return count / samples ** 2;
  }

  /** @type {(ctx: OffscreenCanvasRenderingContext2D, data: any, way: Float32Array, closed: number, style: any, dpr: number, plain: boolean) => void} */
  function paths(ctx, data, way, closed, style, dpr, plain) {
    ctx.lineJoin = ctx.lineCap = "round";
    let [ring, at, held] = [0, 0, 0];
    let path = new Path2D();
    const paint = () => {
      if (style.fill && closed) {
        ctx.globalAlpha = style.fill_opacity;
        ctx.fillStyle = style.fill;
        ctx.fill(path, "evenodd");
      }
      ctx.setLineDash([]);
      if (style.casing && !plain) stroke(ctx, path, style.casing, style.casing_width * dpr, style.opacity);
      // Dashes of many shapes are a grey of their own, and take long.
      if (!plain) ctx.setLineDash(style.dash.map((/** @type {number} */ length) => length * dpr));
      stroke(ctx, path, style.stroke, (plain && closed ? 1 : style.width) * dpr, style.opacity);
      path = new Path2D();
      held = 0;
    };
    for (let shape = 0; shape < data.rings.length; shape += 1) {
      const wanted = data.closed[shape] === closed;
      for (let i = 0; i < data.rings[shape]; i += 1) {
        const end = at + 2 * data.lengths[ring];
        if (wanted) {
          path.moveTo(way[at], way[at + 1]);
          for (let k = at + 2; k < end; k += 2) path.lineTo(way[k], way[k + 1]);
          if (closed) path.closePath();
        }
        at = end;
        ring += 1;
      }
      if (wanted && (held += 1) === bundle) paint();
    }
    if (held) paint();
  }

  /** @type {(ctx: OffscreenCanvasRenderingContext2D, path: Path2D, of: string, width: number, alpha: number) => void} */
  function stroke(ctx, path, of, width, alpha) {
    ctx.globalAlpha = alpha;
    ctx.strokeStyle = of;
    ctx.lineWidth = width;
    ctx.stroke(path);
  }

  // Pixels that are written one by one, with a margin so that no mark need be looked at whether it is cut.
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
      this.held = undefined;
      /** @type {Map<Stamp, { reach: number, hard: Int32Array, tone: Uint32Array, edge: Int32Array, pale: Uint32Array }>} */
      this.stamps = new Map();
    }

    get used() {
      return this.held !== undefined;
    }

    get pixels() {
      this.held ??= new Uint32Array(this.width * this.height);
      return this.held;
    }

    picture() {
      const canvas = new OffscreenCanvas(this.width - 2 * this.margin, this.height - 2 * this.margin);
      const image = new ImageData(new Uint8ClampedArray(this.pixels.buffer), this.width, this.height);
      context(canvas).putImageData(image, -this.margin, -this.margin);
      return canvas;
    }

    /**
     * A stamp as places in the sheet, found once.
     * @param {Stamp} stamp
     */
    flat(stamp) {
      const known = this.stamps.get(stamp);
      if (known) return known;
      const { dx, dy, colours, soft } = stamp;
      const whole = dx.map((x, i) => dy[i] * this.width + x);
      const found = {
        reach: Math.max(...dx.map(Math.abs), ...dy.map(Math.abs)),
        hard: Int32Array.from(whole.filter((_, i) => !soft[i])),
        tone: Uint32Array.from(colours.filter((_, i) => !soft[i])),
        edge: Int32Array.from(whole.filter((_, i) => soft[i])),
        pale: Uint32Array.from(colours.filter((_, i) => soft[i])),
      };
      this.stamps.set(stamp, found);
      return found;
    }

    /**
     * Each in the look of its class, those that are seen from afar above the others; those without one are left out.
     * @type {(way: Float32Array, stamps: (Stamp | undefined)[], classes: Uint8Array) => void}
     */
    stampEach(way, stamps, classes) {
      for (let end = way.length; end > 0; ) {
        const number = classes[end / 2 - 1];
        let from = end - 2;
        while (from > 0 && classes[from / 2 - 1] === number) from -= 2;
        const stamp = stamps[number];
        if (stamp) this.stamp(way.subarray(from, end), stamp);
        end = from;
      }
    }

    // The first ones last, for these are seen from afar: what comes with the next zoom comes below them.
    /** @type {(way: Float32Array, stamp: Stamp) => void} */
    stamp(way, stamp) {
      const { pixels, width, height, margin } = this;
      const { reach, hard, tone, edge, pale } = this.flat(stamp);
      const [right, foot] = [width - reach - 1, height - reach - 1];
      for (let i = way.length - 2; i >= 0; i -= 2) {
        const x = Math.floor(way[i]) + margin;
        const y = Math.floor(way[i + 1]) + margin;
        if (x < reach || y < reach || x > right || y > foot) continue;
        const at = y * width + x;
        for (let k = 0; k < hard.length; k += 1) pixels[at + hard[k]] = tone[k];
        for (let k = 0; k < edge.length; k += 1) if (pixels[at + edge[k]] === 0) pixels[at + edge[k]] = pale[k];
      }
    }

    /** @type {(data: any, way: Float32Array, fill: number, edge: number) => void} */
    areas(data, way, fill, edge) {
      let [ring, at] = [0, 0];
      for (let shape = 0; shape < data.rings.length; shape += 1) {
        const from = at;
        const first = ring;
        for (let i = 0; i < data.rings[shape]; i += 1) {
          at += 2 * data.lengths[ring];
          ring += 1;
        }
        if (data.closed[shape] === 1) this.area(data.lengths, first, ring, way, from, fill);
      }
      this.outlines(data, way, 1, edge, 1);
    }

    /** @type {(data: any, way: Float32Array, of: number, width: number) => void} */
    lines(data, way, of, width) {
      this.outlines(data, way, 0, of, width);
    }

    /**
     * One shape, row by row; even-odd.
     * @type {(lengths: Uint32Array, first: number, last: number, way: Float32Array, from: number, fill: number) => void}
     */
    area(lengths, first, last, way, from, fill) {
      const { pixels, width, height, margin } = this;
      let [low, high] = [Infinity, -Infinity];
      let end = from;
      for (let ring = first; ring < last; ring += 1) end += 2 * lengths[ring];
      for (let k = from + 1; k < end; k += 2) {
        if (way[k] < low) low = way[k];
        if (way[k] > high) high = way[k];
      }
      const top = Math.max(0, Math.ceil(low + margin - 0.5));
      const foot = Math.min(height - 1, Math.floor(high + margin - 0.5));
      for (let row = top; row <= foot; row += 1) {
        const y = row + 0.5 - margin;
        let found = 0;
        let k = from;
        for (let ring = first; ring < last; ring += 1) {
          const stop = k + 2 * lengths[ring];
          let [px, py] = [way[stop - 2], way[stop - 1]];
          for (; k < stop; k += 2) {
            const [qx, qy] = [way[k], way[k + 1]];
            if (py > y !== qy > y) {
              // Kept in order as they come: there are mostly two.
              const x = px + ((y - py) * (qx - px)) / (qy - py);
              let place = found;
              for (; place > 0 && crossings[place - 1] > x; place -= 1) crossings[place] = crossings[place - 1];
              crossings[place] = x;
              if (found < crossings.length - 1) found += 1;
            }
            [px, py] = [qx, qy];
          }
        }
        for (let i = 0; i + 1 < found; i += 2) {
          const left = Math.max(0, Math.ceil(crossings[i] + margin - 0.5));
          const right = Math.min(width - 1, Math.floor(crossings[i + 1] + margin - 0.5));
          for (let at = row * width + left; at <= row * width + right; at += 1) pixels[at] = fill;
        }
      }
    }

    /**
     * Edges as steps from pixel to pixel.
     * @type {(data: any, way: Float32Array, closed: number, of: number, thick: number) => void}
     */
    outlines(data, way, closed, of, thick) {
      let [ring, at] = [0, 0];
      for (let shape = 0; shape < data.rings.length; shape += 1) {
        for (let i = 0; i < data.rings[shape]; i += 1) {
          const end = at + 2 * data.lengths[ring];
          if (data.closed[shape] === closed) {
            if (closed) this.edge(way[end - 2], way[end - 1], way[at], way[at + 1], of, thick);
            for (let k = at + 2; k < end; k += 2) this.edge(way[k - 2], way[k - 1], way[k], way[k + 1], of, thick);
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
