// Where the map is, where it is asked to go, and where the pointer is.
"use strict";

(function () {
  class View {
    constructor(map, say) {
      this.map = map;
      this.say = say;
      map.on("moveend resize", () => this.report());
      map.on("mousemove", (event) => this.point(event.latlng));
    }

    turn(box, home) {
      const { bounds, minZoom, maxZoom } = arctic.plane;
      this.map.setMinZoom(minZoom).setMaxZoom(maxZoom);
      this.map.setMaxBounds(null);
      this.map.options.maxBoundsViscosity = 0.8;
      this.map.fitBounds(bounds(home), { animate: false });
      this.map.setMaxBounds(bounds(box).pad(0.15));
    }

    // `arrived` is called when the box is in view.
    move(box, smooth, exact, arrived) {
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      const room = exact ? {} : { maxZoom: 4.5, padding: [40, 40] };
      const options = { animate: smooth && !calm, duration: 0.5, ...room };
      if (options.animate) {
        this.map.flyToBounds(arctic.plane.bounds(box), options);
        this.map.once("moveend", arrived);
      } else {
        this.map.fitBounds(arctic.plane.bounds(box), options);
        arrived();
      }
    }

    report() {
      const size = this.map.getSize();
      // getCenter says what was wished; Leaflet paints from a whole pixel, up to half a pixel off.
      const centre = this.map.containerPointToLatLng(size.divideBy(2));
      this.say("ViewMoved", {
        x: centre.lng,
        y: centre.lat,
        resolution: arctic.plane.resolution(this.map.getZoom()),
        width: size.x,
        height: size.y,
      });
    }

    // At most one report a frame: the pointer moves more often than the eye sees.
    point({ lat, lng }) {
      const waiting = this.pointer !== undefined;
      this.pointer = { x: lng, y: lat };
      if (waiting) return;
      requestAnimationFrame(() => {
        this.say("PointerMoved", this.pointer);
        this.pointer = undefined;
      });
    }
  }

  arctic.View = View;
})();
