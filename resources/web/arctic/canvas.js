// A canvas that moves with the map while it is panned or zoomed, and is repainted afterwards.
"use strict";

(function () {
  const PREFETCH_STEPS = 8; // steps of a drag in which a worker paints a picture
  const REST_MS = 200; // without a zoom, until the margin of the canvas is painted

  /**
   * How many steps of this size a view can move before it leaves a box.
   * @type {(bounds: L.Bounds, view: L.Bounds, step: L.Point) => number}
   */
  function stepsWithin(bounds, view, step) {
    const [low, high, from, to] = [bounds.getTopLeft(), bounds.getBottomRight(), view.getTopLeft(), view.getBottomRight()];
    /** @type {(step: number, before: number, behind: number) => number} */
    const stepsAlong = (step, before, behind) => (step > 0 ? behind / step : step < 0 ? before / -step : Infinity);
    return Math.min(stepsAlong(step.x, from.x - low.x, high.x - to.x), stepsAlong(step.y, from.y - low.y, high.y - to.y));
  }

  arctic.context = (canvas) => {
    const context = canvas.getContext("2d");
    if (!context) throw new Error("this browser cannot paint on a canvas");
    return context;
  };

  arctic.Canvas = class extends L.Renderer {
    /**
     * `expect` is called with the view that a drag leads to. `early` is how many steps of the drag before its edge comes into
     * view the canvas is repainted: canvases that differ in it are not both painted in one frame, which would make the drag stutter.
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
      // Distance from the centre of the canvas to that of the view, during a drag.
      this.lead = new L.Point(0, 0);
      this.size = new L.Point(0, 0);
      this.painted = "";
      this.resting = 0;
      this.frozen = false; // while the next map loads, the present one stays
      /**
       * Upper left corner of the view at the last step of a drag.
       * @type {L.Point | undefined}
       */
      this.lastCorner = undefined;
      /** @type {L.Bounds | undefined} */
      this.expected = undefined;
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

    // Adds a margin from the next painting on, so that a short drag needs no repainting. The first painting is faster
    // without.
    widen() {
      this.options.padding = 0.15;
    }

    // The first painting of a zoom is faster without the margin, which follows when the map rests or is dragged.
    awaitRest() {
      this.endRest();
      this.resting = window.setTimeout(() => {
        this.endRest();
        if (this._map) this._update();
      }, REST_MS);
    }

    endRest() {
      window.clearTimeout(this.resting);
      this.resting = 0;
    }

    // Leaflet would shift the canvas by a fraction of a pixel, and the browser would blur it.
    _reset() {
      this._update();
    }

    // After a resize the map is often set to another view at once, which repaints it.
    _follow() {
      if (this._map.getSize().equals(this.size)) this.keepUp();
      else queueMicrotask(() => this._map && this.keepUp());
    }

    // During a drag the canvas only moves; it is repainted before its edge comes into view.
    keepUp() {
      if (this._map._animatingZoom || this._map.getZoom() !== this._zoom) return;
      const view = this.visibleBounds();
      const [from, step] = [this._bounds.getCenter(false), view.getTopLeft().subtract(this.lastCorner ?? view.getTopLeft())];
      this.lastCorner = view.getTopLeft();
      const left = this._bounds.contains(view) ? stepsWithin(this._bounds, view, step) : -1;
      if (left >= this.early) {
        if (left <= PREFETCH_STEPS) this.prefetch(view, step.multiplyBy(Math.max(0, Math.floor(left - this.early))));
        return;
      }
      this.endRest();
      // The next steps of the drag are likely to go on in this direction.
      this.lead = view.getCenter(false).subtract(from);
      const { expected } = this;
      this._update(expected?.contains(view) ? expected : undefined);
      this.lead = new L.Point(0, 0);
    }

    // The visible part of the map, in pixels of the layer.
    visibleBounds() {
      const { _map: map } = this;
      return new L.Bounds(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(map.getSize()));
    }

    /**
     * Requests in time what takes long to paint.
     * @param {L.Bounds} view
     * @param {L.Point} further
     */
    prefetch(view, further) {
      if (!this.expect || this.expected) return;
      const [low, high] = [view.getTopLeft().add(further), view.getBottomRight().add(further)];
      const next = new L.Bounds(low, high);
      const margin = this._map.getSize().multiplyBy(this.options.padding ?? 0);
      const around = new L.Bounds(low.subtract(margin).round(), low.subtract(margin).round().add(this._bounds.getSize()));
      this.expected = this.shifted(around, next.getCenter(false).subtract(this._bounds.getCenter(false)));
      this.expect(this.frame(this.expected, next));
    }

    /** @param {L.Bounds} [bounds] */
    _update(bounds) {
      if (this._map._animatingZoom && this._bounds) return;
      const { padding } = this.options;
      if (padding && this._zoom !== undefined && this._zoom !== this._map.getZoom()) this.awaitRest();
      if (this.resting) this.options.padding = 0;
      super._update();
      this.options.padding = padding;
      this.expected = this.lastCorner = undefined;
      this.size = this._map.getSize();
      this._bounds = bounds instanceof L.Bounds ? bounds : this.shifted(this._bounds, this.lead);
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
      // Leaflet updates the renderer twice when a view is set without animation.
      const frame = JSON.stringify(this.frame());
      if (frame === this.painted) return;
      this.repaint();
      this.painted = frame;
      queueMicrotask(() => (this.painted = ""));
    }

    /**
     * Puts most of the margin ahead of a drag.
     * @type {(bounds: L.Bounds, lead: L.Point) => L.Bounds}
     */
    shifted(bounds, lead) {
      const share = 0.8; // of the margin; the rest stays behind the view, as a drag is never quite straight
      const margin = this._map.getSize().multiplyBy(share * (this.options.padding ?? 0));
      /** @type {(lead: number, margin: number) => number} */
      const shift = (lead, margin) => Math.round(Math.min(Math.max(share * lead, -margin), margin));
      const by = new L.Point(shift(lead.x, margin.x), shift(lead.y, margin.y));
      return new L.Bounds(bounds.getTopLeft().add(by), bounds.getBottomRight().add(by));
    }

    frame(bounds = this._bounds, view = this.visibleBounds()) {
      // latLngToLayerPoint rounds; an unrounded origin keeps canvas and export aligned.
      const origin = this._map.project([0, 0]).subtract(this._map.getPixelOrigin());
      const [start, size] = [bounds.getTopLeft(), bounds.getSize()];
      const [corner, end] = [view.getTopLeft().subtract(start), view.getBottomRight().subtract(start)];
      return {
        scale: 1 / arctic.projection.resolution(this._map.getZoom()),
        x: origin.x - start.x,
        y: origin.y - start.y,
        zoom: this._map.getZoom(),
        width: size.x,
        height: size.y,
        // The visible part of the canvas.
        seen: { left: corner.x, top: corner.y, right: end.x, bottom: end.y },
        covered: [],
        dpr: window.devicePixelRatio,
      };
    }

    repaint() {
      if (!this._map || !this._bounds || this.frozen) return;
      // While the window is laid out its map may be empty, and an empty image cannot be drawn.
      if (!this.canvas.width || !this.canvas.height) return;
      const frame = this.frame();
      arctic.draw.onScreen(this.ctx, frame);
      this.ctx.clearRect(0, 0, frame.width, frame.height);
      this.paint(this.ctx, frame);
    }
  };
})();
