// Where the map is, where it is asked to go, and where the pointer is.
"use strict";

(function () {
  class View {
    /**
     * @param {L.Map} map
     * @param {Arctic["say"]} say
     * @param {() => Room} room
     */
    constructor(map, say, room) {
      this.map = map;
      /** @type {Said<"PointerMoved"> | undefined} */
      this.pointer = undefined;
      this.say = say;
      this.room = room;
      /**
       * What the map was turned to, until somebody moves it.
       * @type {Box | undefined}
       */
      this.unmoved = undefined;
      map.on("movestart", () => (this.unmoved = undefined));
      map.on("moveend resize", () => this.report());
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
      this.fit(home, beside);
      // So wide that a view can be shifted aside from the legend, or to make room for a popup.
      this.map.setMaxBounds(bounds(box).pad(0.75));
    }

    /**
     * @param {Box} box
     * @param {Room} beside
     */
    fit(box, beside) {
      const { centre, zoom } = this.fitted(box, beside, {});
      this.map.setView(centre, zoom, { animate: false });
      this.unmoved = box;
    }

    /**
     * The page can be there before the window's panels have their sizes: what it began with is fitted to each size
     * until somebody moves the map.
     * @param {Room} beside
     */
    refit(beside) {
      if (this.unmoved) this.fit(this.unmoved, beside);
    }

    /**
     * The view in which a box is as large as it can be and keeps clear of what stands beside it (`side`, `width`,
     * `height`, in pixels of the map): by moving aside as far as the map is larger; if `clear`, at any cost.
     * @param {Box} box
     * @param {Room} beside
     * @param {{ padding?: number, maxZoom?: number, clear?: boolean }} how
     */
    fitted(box, { side, width, height }, { padding = 0, maxZoom = Infinity, clear = false }) {
      const { bounds, latLng, resolution } = arctic.projection;
      const size = this.map.getSize();
      const flat = side === "foot";
      const taken = clear && (flat ? height < size.y / 2 : width < size.x / 2);
      const room = L.point(2 * padding, 2 * padding);
      if (taken) room[flat ? "y" : "x"] += flat ? height : width;
      const zoom = Math.min(this.map.getBoundsZoom(bounds(box), false, room), maxZoom);
      const metres = resolution(zoom);
      /** @type {(pixels: number, length: number) => number} */
      const free = (pixels, length) => Math.max(0, pixels - 2 * padding - length / metres) / 2;
      const aside = Math.min(free(size.x, box[2] - box[0]), width / 2);
      const up = Math.min(free(size.y, box[3] - box[1]), height / 2);
      const x = side === "right" ? aside : side === "left" ? -aside : 0;
      const y = flat ? -up : 0;
      return { centre: latLng((box[0] + box[2]) / 2 + x * metres, (box[1] + box[3]) / 2 + y * metres), zoom };
    }

    /**
     * `arrived` is called when the box is in view.
     * @param {Box} box
     * @param {boolean} smooth
     * @param {boolean} exact
     * @param {Room} beside
     * @param {() => void} arrived
     */
    move(box, smooth, exact, beside, arrived) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const { centre, zoom } = this.fitted(box, beside, exact ? {} : { maxZoom: 4.5, padding: 40, clear: true });
      if (smooth && !calm) {
        this.map.flyTo(centre, zoom, { duration: 0.5 });
        this.map.once("moveend", arrived);
      } else {
        this.map.setView(centre, zoom, { animate: false });
        arrived();
      }
    }

    report() {
      const size = this.map.getSize();
      // Between two wide panels there may be no room for a map, and so no view.
      if (!size.x || !size.y) return;
      // getCenter says what was wished; Leaflet paints from a whole pixel, up to half a pixel off.
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
