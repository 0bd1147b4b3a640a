// A canvas that stays under the map's panning and zooming and is painted anew when they end.
"use strict";

(function () {
  const notice = 8; // steps of a drag, in which a worker paints a picture
  const rest = 200; // milliseconds without a zoom

  /**
   * How many such steps a view has left within a box.
   * @type {(bounds: L.Bounds, seen: L.Bounds, step: L.Point) => number}
   */
  function stepsWithin(bounds, seen, step) {
    const [low, high, from, to] = [bounds.getTopLeft(), bounds.getBottomRight(), seen.getTopLeft(), seen.getBottomRight()];
    /** @type {(step: number, before: number, behind: number) => number} */
    const left = (step, before, behind) => (step > 0 ? behind / step : step < 0 ? before / -step : Infinity);
    return Math.min(left(step.x, from.x - low.x, high.x - to.x), left(step.y, from.y - low.y, high.y - to.y));
  }

  arctic.context = (canvas) => {
    const found = canvas.getContext("2d");
    if (!found) throw new Error("nothing can be painted on a canvas here");
    return found;
  };

  arctic.Canvas = class extends L.Renderer {
    /**
     * `expect` hears of the view that a drag leads to, and `early` is how many of the drag's steps before its edge comes into
     * view the canvas is painted: two that are painted in one frame would hold it up.
     * @param {(ctx: Context, frame: Frame) => void} paint
     * @param {string} pane
     * @param {{ expect?: (frame: Frame) => void, early?: number }} [drag]
     */
    constructor(paint, pane, { expect, early = 0 } = {}) {
      super({ pane, padding: 0 });
      this.paint = paint;
      this.expect = expect;
      this.early = early;
      this.canvas = document.createElement("canvas");
      this.canvas.setAttribute("aria-hidden", "true");
      this.ctx = arctic.context(this.canvas);
      // From the middle of the canvas to that of the view, while the map is dragged.
      this.ahead = new L.Point(0, 0);
      this.size = new L.Point(0, 0);
      this.painted = "";
      this.resting = 0;
      this.held = false; // whether its picture stays, since what comes after it is not there yet
      /**
       * Where the view was at the step before.
       * @type {L.Point | undefined}
       */
      this.was = undefined;
      /** @type {L.Bounds | undefined} */
      this.foreseen = undefined;
    }

    _initContainer() {
      this._container = this.canvas;
    }

    _destroyContainer() {
      this._container?.remove();
      delete this._container;
    }

    getEvents() {
      return { ...super.getEvents(), move: this._follow };
    }

    // From its next painting on it reaches beyond the view, so that a drag does not paint at once; the first is sooner there
    // without.
    widen() {
      this.options.padding = 0.15;
    }

    // The first picture of a zoom is sooner there without what lies beyond the view; that comes when the map rests, or is dragged.
    awaitRest() {
      this.endRest();
      this.resting = window.setTimeout(() => {
        this.endRest();
        if (this._map) this._update();
      }, rest);
    }

    endRest() {
      window.clearTimeout(this.resting);
      this.resting = 0;
    }

    // Leaflet would shift it by a part of a pixel here, and the browser would blur it.
    _reset() {
      this._update();
    }

    // A map of another size is often set to another view at once, which paints it.
    _follow() {
      if (this._map.getSize().equals(this.size)) this.keepUp();
      else queueMicrotask(() => this._map && this.keepUp());
    }

    // While dragging, the canvas is only moved; it is painted anew before its edge comes into view.
    keepUp() {
      if (this._map._animatingZoom || this._map.getZoom() !== this._zoom) return;
      const seen = this.seen();
      const [from, step] = [this._bounds.getCenter(false), seen.getTopLeft().subtract(this.was ?? seen.getTopLeft())];
      this.was = seen.getTopLeft();
      const left = this._bounds.contains(seen) ? stepsWithin(this._bounds, seen, step) : -1;
      if (left >= this.early) {
        if (left <= notice) this.foresee(seen, step.multiplyBy(Math.max(0, Math.floor(left - this.early))));
        return;
      }
      this.endRest();
      // What is dragged into view next lies on the side where the canvas has ended.
      this.ahead = seen.getCenter(false).subtract(from);
      const { foreseen } = this;
      this._update(foreseen?.contains(seen) ? foreseen : undefined);
      this.ahead = new L.Point(0, 0);
    }

    // The part of the layer that the window shows.
    seen() {
      const { _map: map } = this;
      return new L.Bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    }

    /**
     * What takes long is asked for so that it is there when the canvas is painted.
     * @param {L.Bounds} seen
     * @param {L.Point} further
     */
    foresee(seen, further) {
      if (!this.expect || this.foreseen) return;
      const [low, high] = [seen.getTopLeft().add(further), seen.getBottomRight().add(further)];
      const then = new L.Bounds(low, high);
      const room = this._map.getSize().multiplyBy(this.options.padding ?? 0);
      const around = new L.Bounds(low.subtract(room).round(), low.subtract(room).round().add(this._bounds.getSize()));
      this.foreseen = this.led(around, then.getCenter(false).subtract(this._bounds.getCenter(false)));
      this.expect(this.frame(this.foreseen, then));
    }

    /** @param {L.Bounds} [bounds] */
    _update(bounds) {
      if (this._map._animatingZoom && this._bounds) return;
      const { padding } = this.options;
      if (padding && this._zoom !== undefined && this._zoom !== this._map.getZoom()) this.awaitRest();
      if (this.resting) this.options.padding = 0;
      super._update();
      this.options.padding = padding;
      this.foreseen = this.was = undefined;
      this.size = this._map.getSize();
      this._bounds = bounds instanceof L.Bounds ? bounds : this.led(this._bounds, this.ahead);
      this._center = this._map.layerPointToLatLng(this._bounds.getCenter(false));
      const dpr = window.devicePixelRatio;
      const size = this._bounds.getSize();
      const [width, height] = [Math.round(size.x * dpr), Math.round(size.y * dpr)];
      const { canvas } = this;
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width;
        canvas.height = height;
        canvas.style.width = `${size.x}px`;
        canvas.style.height = `${size.y}px`;
      }
      L.DomUtil.setPosition(canvas, this._bounds.getTopLeft());
      // A view that is set at once is told of twice.
      const frame = JSON.stringify(this.frame());
      if (frame === this.painted) return;
      this.repaint();
      this.painted = frame;
      queueMicrotask(() => (this.painted = ""));
    }

    /**
     * Most of what the canvas has beyond the view lies ahead.
     * @type {(bounds: L.Bounds, ahead: L.Point) => L.Bounds}
     */
    led(bounds, ahead) {
      const lead = 0.8; // of the room on one side; the rest is left behind, for a hand that trembles
      const room = this._map.getSize().multiplyBy(lead * (this.options.padding ?? 0));
      /** @type {(ahead: number, room: number) => number} */
      const held = (ahead, room) => Math.round(Math.min(Math.max(lead * ahead, -room), room));
      const by = new L.Point(held(ahead.x, room.x), held(ahead.y, room.y));
      return new L.Bounds(bounds.getTopLeft().add(by), bounds.getBottomRight().add(by));
    }

    frame(bounds = this._bounds, seen = this.seen()) {
      // latLngToLayerPoint rounds; the unrounded origin keeps canvas and export together.
      const origin = this._map.project([0, 0]).subtract(this._map.getPixelOrigin());
      const [start, size] = [bounds.getTopLeft(), bounds.getSize()];
      const [corner, end] = [seen.getTopLeft().subtract(start), seen.getBottomRight().subtract(start)];
      return {
        scale: 1 / arctic.projection.resolution(this._map.getZoom()),
        x: origin.x - start.x,
        y: origin.y - start.y,
        zoom: this._map.getZoom(),
        width: size.x,
        height: size.y,
        // The part of the canvas that the window shows.
        seen: { left: corner.x, top: corner.y, right: end.x, bottom: end.y },
        covered: [],
        dpr: window.devicePixelRatio,
      };
    }

    repaint() {
      if (!this._map || !this._bounds || this.held) return;
      // While a window is laid out its map may have no room, and a picture of no size can't be drawn.
      if (!this.canvas.width || !this.canvas.height) return;
      const frame = this.frame();
      arctic.draw.onScreen(this.ctx, frame);
      this.ctx.clearRect(0, 0, frame.width, frame.height);
      this.paint(this.ctx, frame);
    }
  };
})();
