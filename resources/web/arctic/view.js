// The view of the map: sets it, reports it, and reports the pointer.
"use strict";

(function () {
  const MAX_ZOOM = 4.5; // the largest zoom that the map chooses by itself

  class View {
    /**
     * @param {L.Map} map
     * @param {Arctic["send"]} send
     * @param {() => LegendInset} inset
     */
    constructor(map, send, inset) {
      this.map = map;
      this.hasProjection = false;
      /** @type {Payload<"PointerMoved"> | undefined} */
      this.pointer = undefined;
      this.send = send;
      this.inset = inset;
      /**
       * Restores the last requested view after a resize, until the reader moves the map.
       * @type {(() => void) | undefined}
       */
      this.restore = undefined;
      /**
       * The box of that view, if it was requested without a margin.
       * @type {Box | null}
       */
      this.requested = null;
      this.fitting = false;
      /** @type {L.LatLngBounds | undefined} */
      this.maxBounds = undefined;
      /** Called when the map stops. */
      this.onStop = () => {};
      map.on("dragstart", () => map.off("moveend", this.onStop));
      map.on("movestart", () => {
        if (!this.fitting) this.hold(null);
      });
      map.on("moveend", () => this.report());
      map.on("mousemove", (event) => this.point(event.latlng));
    }

    /**
     * @param {Box} box
     * @param {Box} home
     * @param {LegendInset} inset
     */
    setProjection(box, home, inset) {
      const { bounds, minZoom, maxZoom } = arctic.projection;
      this.map.setMinZoom(minZoom).setMaxZoom(maxZoom);
      this.map.setMaxBounds();
      this.map.options.maxBoundsViscosity = 0.8;
      this.hasProjection = true;
      this.fit(home, inset);
      // Wide enough to shift a view away from the legend.
      this.maxBounds = bounds(box).pad(0.75);
      this.map.setMaxBounds(this.maxBounds);
    }

    /**
     * @param {Box} box
     * @param {LegendInset} inset
     */
    fit(box, inset) {
      const { centre, zoom } = this.fitted(box, inset);
      this.map.off("moveend", this.onStop);
      this.hold(box, () => this.fit(box, this.inset()));
      this.fitting = true;
      this.jump(centre, zoom);
      this.fitting = false;
    }

    /**
     * @param {Box | null} box
     * @param {() => void} [restore]
     */
    hold(box, restore) {
      this.requested = box;
      this.restore = restore;
    }

    // The page may be ready before the window's panels have their sizes: the last requested view is fitted again after each
    // resize until the reader moves the map. Another size of the map is reported in any case.
    refit() {
      if (this.restore) this.restore();
      else this.report();
    }

    /**
     * The view in which a box is as large as possible, shifted away from the legend as far as the map has room.
     * @param {Box} box
     * @param {LegendInset} inset
     */
    fitted(box, { side, width, height }) {
      const { latLng, resolution, zoom: zoomOf, minZoom, maxZoom } = arctic.projection;
      const size = this.map.getSize();
      // By the box alone: the last digits of Leaflet's own result depend on the present zoom.
      const largest = zoomOf(Math.max((box[2] - box[0]) / size.x, (box[3] - box[1]) / size.y));
      const zoom = Math.min(Math.max(largest, minZoom), maxZoom);
      const metres = resolution(zoom);
      /** @type {(pixels: number, length: number) => number} */
      const free = (pixels, length) => Math.max(0, pixels - length / metres) / 2;
      const across = Math.min(free(size.x, box[2] - box[0]), width / 2);
      const up = Math.min(free(size.y, box[3] - box[1]), height / 2);
      const x = side === "right" ? across : side === "left" ? -across : 0;
      const y = side === "foot" ? -up : 0;
      return { centre: latLng((box[0] + box[2]) / 2 + x * metres, (box[1] + box[3]) / 2 + y * metres), zoom };
    }

    /**
     * Moves to a former view.
     * @param {Box} box
     * @param {boolean} smooth
     * @param {LegendInset} inset
     */
    move(box, smooth, inset) {
      if (!smooth) {
        this.fit(box, inset);
        return;
      }
      const { centre, zoom } = this.fitted(box, inset);
      this.map.off("moveend", this.onStop);
      this.go(centre, zoom, smooth);
    }

    // The largest scale that the map chooses by itself, pixels per metre.
    get maxScale() {
      return 1 / arctic.projection.resolution(MAX_ZOOM);
    }

    /**
     * Moves to a whole feature, with as much of the box around it as possible. `onArrival` is called whenever the map stops
     * on the way and at the end; a drag cancels it.
     * @type {Parts.View["show"]}
     */
    show(goal, feature, popup, occupied, smooth, onArrival) {
      const { latLng, resolution, zoom: zoomOf, minZoom } = arctic.projection;
      const size = this.map.getSize();
      const { scale, x, y } = arctic.placing.view(size, goal, feature, popup, occupied, this.maxScale);
      const zoom = Math.max(zoomOf(1 / scale), minZoom);
      const metres = resolution(zoom);
      const east = (feature[0] + feature[2]) / 2 + (size.x / 2 - x) * metres;
      const north = (feature[1] + feature[3]) / 2 + (y - size.y / 2) * metres;
      // Next to a popup a feature may be outside the bounds for dragging.
      const view = arctic.projection.bounds([
        east - (size.x / 2) * metres,
        north - (size.y / 2) * metres,
        east + (size.x / 2) * metres,
        north + (size.y / 2) * metres,
      ]);
      this.map.options.maxBounds = this.maxBounds ? view.extend(this.maxBounds) : view;
      this.map.off("moveend", this.onStop);
      this.onStop = () => {
        if (Math.abs(this.map.getZoom() - zoom) < 0.01) this.map.off("moveend", this.onStop);
        onArrival();
      };
      this.map.on("moveend", this.onStop);
      this.go(latLng(east, north), zoom, smooth);
    }

    /**
     * @param {L.LatLng} centre
     * @param {number} zoom
     * @param {boolean} smooth
     */
    go(centre, zoom, smooth) {
      if (smooth && !arctic.reducedMotion.matches) this.map.flyTo(centre, zoom, { duration: 0.5 });
      else this.jump(centre, zoom);
    }

    /**
     * @param {L.LatLng} centre
     * @param {number} zoom
     */
    jump(centre, zoom) {
      this.map.setView(centre, zoom, { animate: false });
      // If the zoom stays, Leaflet moves by whole pixels and cuts off the rest: up to a pixel, by where the map was before.
      const rest = this.map.project(centre).subtract(this.map.getPixelBounds().getCenter()).round();
      if (Math.max(Math.abs(rest.x), Math.abs(rest.y)) === 1) this.map.panBy(rest, { animate: false });
    }

    report() {
      const size = this.map.getSize();
      // Wide panels may leave the map no room, and so no view.
      if (!this.hasProjection || !size.x || !size.y) return;
      // getCenter returns the requested centre; Leaflet paints from a whole pixel, up to half a pixel off.
      const centre = this.map.containerPointToLatLng(size.divideBy(2));
      const { side, width, height } = this.inset();
      this.send("ViewMoved", {
        x: centre.lng,
        y: centre.lat,
        resolution: arctic.projection.resolution(this.map.getZoom()),
        width: size.x,
        height: size.y,
        left: side === "left" ? width : 0,
        right: side === "right" ? width : 0,
        foot: side === "foot" ? height : 0,
        requested: this.requested,
      });
    }

    /**
     * At most one report per frame.
     * @param {L.LatLng} place
     */
    point({ lat, lng }) {
      const waiting = this.pointer !== undefined;
      this.pointer = { x: lng, y: lat };
      if (waiting) return;
      requestAnimationFrame(() => {
        if (this.pointer) this.send("PointerMoved", this.pointer);
        this.pointer = undefined;
      });
    }
  }

  arctic.View = View;
})();
