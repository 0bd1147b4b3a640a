// A way of the route is taken hold of and laid through another place; a place of it is moved.
"use strict";

(function () {
  const layer = "route";
  const least = 6; // pixels that make a drag of a click

  class Drag {
    /**
     * @param {L.Map} map
     * @param {Arctic["say"]} say
     * @param {(event: L.LeafletMouseEvent) => Parts.Found | null} under
     */
    constructor(map, say, under) {
      this.map = map;
      this.say = say;
      this.under = under;
      /** @type {{ feature: string, from: L.LatLng, at: L.Point, knob: L.Marker | null } | null} */
      this.held = null;
      this.released = 0;
      map.on("mousedown", (event) => this.grab(event));
      map.on("mousemove", (event) => this.move(event));
      map.on("mouseup", (event) => this.release(event));
    }

    /** @param {L.LeafletMouseEvent} event */
    grab(event) {
      // A page that stands by itself plans nothing.
      if (!window.qt?.webChannelTransport) return;
      const found = event.originalEvent.button === 0 ? this.under(event) : null;
      // A name stands beside its way.
      if (found?.layer !== layer || found.kind === "name") return;
      this.map.dragging.disable();
      this.held = { feature: found.feature, from: event.latlng, at: event.containerPoint, knob: null };
    }

    /** @param {L.LeafletMouseEvent} event */
    move(event) {
      if (!this.held) return;
      // Let go outside of the window.
      if (!(event.originalEvent.buttons & 1)) return this.end();
      if (!this.held.knob && event.containerPoint.distanceTo(this.held.at) < least) return;
      const icon = L.divIcon({ className: "knob", iconSize: [14, 14] });
      this.held.knob ??= L.marker(event.latlng, { icon, interactive: false, keyboard: false }).addTo(this.map);
      this.held.knob.setLatLng(event.latlng);
    }

    /** @param {L.LeafletMouseEvent} event */
    release(event) {
      const held = this.held;
      this.end();
      if (!held?.knob) return;
      this.released = event.originalEvent.timeStamp;
      const { lng: x, lat: y } = event.latlng;
      this.say("WayDragged", { feature: held.feature, from_x: held.from.lng, from_y: held.from.lat, x, y });
    }

    end() {
      if (!this.held) return;
      this.held.knob?.remove();
      this.held = null;
      this.map.dragging.enable();
    }

    /**
     * Whether a click is only the end of a drag.
     * @param {L.LeafletMouseEvent} event
     */
    ended(event) {
      return this.released > 0 && event.originalEvent.timeStamp - this.released < 100;
    }
  }

  arctic.Drag = Drag;
})();
