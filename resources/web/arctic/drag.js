// Drags a route: a way through another place, or one of its places.
"use strict";

(function () {
  const LAYER = "route";
  const MIN_DISTANCE = 6; // pixels; less is a click

  class Drag {
    /**
     * @param {L.Map} map
     * @param {Arctic["send"]} send
     * @param {(event: L.LeafletMouseEvent) => Parts.Hit | null} featureUnder
     */
    constructor(map, send, featureUnder) {
      this.map = map;
      this.send = send;
      this.featureUnder = featureUnder;
      /** @type {{ feature: string, from: L.LatLng, at: L.Point, knob: L.Marker | null } | null} */
      this.dragged = null;
      this.released = 0;
      map.on("mousedown", (event) => this.grab(event));
      map.on("mousemove", (event) => this.drag(event));
      map.on("mouseup", (event) => this.release(event));
    }

    /** @param {L.LeafletMouseEvent} event */
    grab(event) {
      // An exported page plans no routes.
      if (!window.qt?.webChannelTransport) return;
      const hit = event.originalEvent.button === 0 ? this.featureUnder(event) : null;
      // The name of a way is not on the way.
      if (hit?.layer !== LAYER || hit.kind === "name") return;
      this.map.dragging.disable();
      this.dragged = { feature: hit.feature, from: event.latlng, at: event.containerPoint, knob: null };
    }

    /** @param {L.LeafletMouseEvent} event */
    drag(event) {
      if (!this.dragged) return;
      // The button was released outside the window.
      if (!(event.originalEvent.buttons & 1)) return this.end();
      if (!this.dragged.knob && event.containerPoint.distanceTo(this.dragged.at) < MIN_DISTANCE) return;
      const icon = L.divIcon({ className: "knob", iconSize: [14, 14] });
      this.dragged.knob ??= L.marker(event.latlng, { icon, interactive: false, keyboard: false }).addTo(this.map);
      this.dragged.knob.setLatLng(event.latlng);
    }

    /** @param {L.LeafletMouseEvent} event */
    release(event) {
      const { dragged } = this;
      this.end();
      if (!dragged?.knob) return;
      this.released = event.originalEvent.timeStamp;
      const { lng: x, lat: y } = event.latlng;
      this.send("WayDragged", { feature: dragged.feature, from_x: dragged.from.lng, from_y: dragged.from.lat, x, y });
    }

    end() {
      if (!this.dragged) return;
      this.dragged.knob?.remove();
      this.dragged = null;
      this.map.dragging.enable();
    }

    /**
     * Whether a click is the end of a drag.
     * @param {L.LeafletMouseEvent} event
     */
    justEnded(event) {
      return this.released > 0 && event.originalEvent.timeStamp - this.released < 100;
    }
  }

  arctic.Drag = Drag;
})();
