// Where the map is, where it is asked to go, and where the pointer is.
"use strict";

(function () {
  const nearest = 4.5; // zoom level to which the map goes by itself

  class View {
    /**
     * @param {L.Map} map
     * @param {Arctic["say"]} say
     * @param {() => Room} room
     */
    constructor(map, say, room) {
      this.map = map;
      this.turned = false; // to a projection, before which there is nothing to be seen
      /** @type {Said<"PointerMoved"> | undefined} */
      this.pointer = undefined;
      this.say = say;
      this.room = room;
      /**
       * Back to what the map went to, until somebody moves it.
       * @type {(() => void) | undefined}
       */
      this.unmoved = undefined;
      /** @type {L.LatLngBounds | undefined} */
      this.reach = undefined;
      /** Hears that the map stands still. */
      this.stop = () => {};
      map.on("dragstart", () => map.off("moveend", this.stop));
      map.on("movestart", () => (this.unmoved = undefined));
      map.on("moveend", () => this.report());
      map.on("mousemove", (event) => this.point(event.latlng));
    }

    /**
     * @param {Box} box
     * @param {Box} home
     * @param {Room} beside
     */
    turn(box, home, beside) {
      const { bounds, minZoom, maxZoom } = arctic.projection;
      this.map.setMinZoom(minZoom).setMaxZoom(maxZoom);
      this.map.setMaxBounds();
      this.map.options.maxBoundsViscosity = 0.8;
      this.turned = true;
      this.fit(home, beside);
      // So wide that a view can be shifted aside from the legend.
      this.reach = bounds(box).pad(0.75);
      this.map.setMaxBounds(this.reach);
    }

    /**
     * @param {Box} box
     * @param {Room} beside
     */
    fit(box, beside) {
      const { centre, zoom } = this.fitted(box, beside);
      this.map.setView(centre, zoom, { animate: false });
      this.unmoved = () => this.fit(box, this.room());
    }

    // The page can be there before the window's panels have their sizes: what it began with, or went to, is fitted to
    // each size until somebody moves the map. A view that is not is another one all the same.
    refit() {
      if (this.unmoved) this.unmoved();
      else this.report();
    }

    /**
     * The view in which a box is as large as it can be and keeps clear of what stands beside it (`side`, `width`,
     * `height`, in pixels of the map) by moving aside as far as the map is larger.
     * @param {Box} box
     * @param {Room} beside
     */
    fitted(box, { side, width, height }) {
      const { bounds, latLng, resolution } = arctic.projection;
      const size = this.map.getSize();
      const zoom = this.map.getBoundsZoom(bounds(box), false);
      const metres = resolution(zoom);
      /** @type {(pixels: number, length: number) => number} */
      const free = (pixels, length) => Math.max(0, pixels - length / metres) / 2;
      const aside = Math.min(free(size.x, box[2] - box[0]), width / 2);
      const up = Math.min(free(size.y, box[3] - box[1]), height / 2);
      const x = side === "right" ? aside : side === "left" ? -aside : 0;
      const y = side === "foot" ? -up : 0;
      return { centre: latLng((box[0] + box[2]) / 2 + x * metres, (box[1] + box[3]) / 2 + y * metres), zoom };
    }

    /**
     * To a view as it was.
     * @param {Box} box
     * @param {boolean} smooth
     * @param {Room} beside
     */
    move(box, smooth, beside) {
      const { centre, zoom } = this.fitted(box, beside);
      this.map.off("moveend", this.stop);
      this.go(centre, zoom, smooth);
    }

    // Pixels per metre, at which the map stops coming nearer by itself.
    get most() {
      return 1 / arctic.projection.resolution(nearest);
    }

    /**
     * To all of a feature, with the box round it as far as there is room; `arrived` is called whenever the map stands still
     * on the way, and when it is there; somebody who takes hold of it goes elsewhere.
     * @type {Parts.View["show"]}
     */
    show(goal, feature, popup, taken, smooth, arrived) {
      const { latLng, resolution, zoom: zoomOf, minZoom } = arctic.projection;
      const size = this.map.getSize();
      const { scale, x, y } = arctic.placing.view(size, goal, feature, popup, taken, this.most);
      const zoom = Math.max(zoomOf(1 / scale), minZoom);
      const metres = resolution(zoom);
      const east = (feature[0] + feature[2]) / 2 + (size.x / 2 - x) * metres;
      const north = (feature[1] + feature[3]) / 2 + (y - size.y / 2) * metres;
      // Beside a popup a feature may lie far aside, where nobody would drag the map.
      const view = arctic.projection.bounds([
        east - (size.x / 2) * metres,
        north - (size.y / 2) * metres,
        east + (size.x / 2) * metres,
        north + (size.y / 2) * metres,
      ]);
      this.map.options.maxBounds = this.reach ? view.extend(this.reach) : view;
      this.map.off("moveend", this.stop);
      this.stop = () => {
        if (Math.abs(this.map.getZoom() - zoom) < 0.01) this.map.off("moveend", this.stop);
        arrived();
      };
      this.map.on("moveend", this.stop);
      this.go(latLng(east, north), zoom, smooth);
    }

    /**
     * @param {L.LatLng} centre
     * @param {number} zoom
     * @param {boolean} smooth
     */
    go(centre, zoom, smooth) {
      if (smooth && !arctic.reducedMotion.matches) this.map.flyTo(centre, zoom, { duration: 0.5 });
      else this.map.setView(centre, zoom, { animate: false });
    }

    report() {
      const size = this.map.getSize();
      // Between two wide panels there may be no room for a map, and so no view.
      if (!this.turned || !size.x || !size.y) return;
      // getCenter says what was requested; Leaflet paints from a whole pixel, up to half a pixel off.
      const centre = this.map.containerPointToLatLng(size.divideBy(2));
      const { side, width, height } = this.room();
      this.say("ViewMoved", {
        x: centre.lng,
        y: centre.lat,
        resolution: arctic.projection.resolution(this.map.getZoom()),
        width: size.x,
        height: size.y,
        left: side === "left" ? width : 0,
        right: side === "right" ? width : 0,
        foot: side === "foot" ? height : 0,
      });
    }

    /**
     * At most one report a frame: the pointer moves more often than the eye sees.
     * @param {L.LatLng} place
     */
    point({ lat, lng }) {
      const waiting = this.pointer !== undefined;
      this.pointer = { x: lng, y: lat };
      if (waiting) return;
      requestAnimationFrame(() => {
        if (this.pointer) this.say("PointerMoved", this.pointer);
        this.pointer = undefined;
      });
    }
  }

  arctic.View = View;
})();
