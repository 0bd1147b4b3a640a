// A canvas that stays under the map's panning and zooming and is painted anew when they end.
"use strict";

arctic.context = (canvas) => {
  const found = canvas.getContext("2d");
  if (!found) throw new Error("nothing can be painted on a canvas here");
  return found;
};

arctic.Canvas = class extends L.Renderer {
  /**
   * @param {(ctx: Context, frame: Frame) => void} paint
   * @param {string} pane
   */
  constructor(paint, pane) {
    super({ pane, padding: 0 });
    this.paint = paint;
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("aria-hidden", "true");
    this.ctx = arctic.context(this.canvas);
    // From the middle of the canvas to that of the view, while the map is dragged.
    this.ahead = new L.Point(0, 0);
    this.size = new L.Point(0, 0);
    this.painted = "";
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
    const seen = new L.Bounds(
      this._map.containerPointToLayerPoint([0, 0]),
      this._map.containerPointToLayerPoint(this._map.getSize()),
    );
    if (this._bounds.contains(seen)) return;
    // What is dragged into view next lies on the side where the canvas has ended.
    this.ahead = seen.getCenter(false).subtract(this._bounds.getCenter(false));
    this._update();
    this.ahead = new L.Point(0, 0);
  }

  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    super._update();
    this.size = this._map.getSize();
    this.lead();
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

  // Most of what the canvas has beyond the view lies ahead.
  lead() {
    const lead = 0.8; // of the room on one side; the rest is left behind, for a hand that trembles
    const room = this._map.getSize().multiplyBy(lead * (this.options.padding ?? 0));
    /** @type {(ahead: number, room: number) => number} */
    const held = (ahead, room) => Math.round(Math.min(Math.max(lead * ahead, -room), room));
    const by = new L.Point(held(this.ahead.x, room.x), held(this.ahead.y, room.y));
    if (!by.x && !by.y) return;
    this._bounds = new L.Bounds(this._bounds.getTopLeft().add(by), this._bounds.getBottomRight().add(by));
    this._center = this._map.layerPointToLatLng(this._bounds.getCenter(false));
  }

  frame() {
    // latLngToLayerPoint rounds; the unrounded origin keeps canvas and export together.
    const origin = this._map.project([0, 0]).subtract(this._map.getPixelOrigin());
    const [start, size] = [this._bounds.getTopLeft(), this._bounds.getSize()];
    const corner = this._map.containerPointToLayerPoint([0, 0]).subtract(start);
    const view = this._map.getSize();
    return {
      scale: 1 / arctic.projection.resolution(this._map.getZoom()),
      x: origin.x - start.x,
      y: origin.y - start.y,
      zoom: this._map.getZoom(),
      width: size.x,
      height: size.y,
      // The part of the canvas that the window shows.
      seen: { left: corner.x, top: corner.y, right: corner.x + view.x, bottom: corner.y + view.y },
      covered: [],
      dpr: window.devicePixelRatio,
    };
  }

  repaint() {
    if (!this._map || !this._bounds) return;
    const frame = this.frame();
    arctic.draw.onScreen(this.ctx, frame);
    this.ctx.clearRect(0, 0, frame.width, frame.height);
    this.paint(this.ctx, frame);
  }
};
