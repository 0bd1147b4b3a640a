// What an active tool draws over the map. Clicks then set places and select nothing.
"use strict";

(function () {
  const NOTES = "own-notes"; // the layer whose marks can be dragged
  const MIN_DISTANCE = 4; // pixels; less is a click
  const HANDLE_RADIUS = 9; // pixels around a handle in which it can be dragged
  const STEP = 3; // pixels between the corners of an area drawn with the pointer
  const MAX_CORNERS = 300;

  class Sketch {
    /**
     * @param {L.Map} map
     * @param {(layers: Parts.Layers, ctx: Context, frame: Frame) => void} paint
     * @param {(event: L.LeafletMouseEvent) => Parts.Hit | null} featureUnder
     */
    constructor(map, paint, featureUnder) {
      this.map = map;
      this.featureUnder = featureUnder;
      this.active = false;
      this.dragged = false;
      /**
       * The pressed note, and where it was pressed.
       * @type {{ feature: string, at: L.Point } | null}
       */
      this.note = null;
      /**
       * Those of the active tool.
       * @type {ReadonlyArray<readonly [number, number]>}
       */
      this.handles = [];
      /**
       * The pressed handle, and where it was pressed.
       * @type {{ number: number, at: L.Point } | null}
       */
      this.handle = null;
      // A press on a handle is followed by a click, which sets no place.
      this.onHandle = false;
      // Whether dragging draws an area.
      this.encloses = false;
      /**
       * The corners of the area that is being drawn; null without one.
       * @type {L.Point[] | null}
       */
      this.corners = null;
      this.inRectangle = false;
      this.area = L.polygon([], { className: "enclosure", interactive: false });
      map.on("mousedown", (event) => this.press(event));
      map.on("mousemove", (event) => this.drag(event));
      map.on("mouseup", (event) => this.release(event));
      // Outside the map no release of the button is reported.
      map.on("mouseout", (event) => this.release(event));
      this.layers = new arctic.Layers(() => this.canvas?.repaint());
      map.createPane("sketch").style.zIndex = "450";
      this.canvas = new arctic.Canvas((ctx, frame) => paint(this.layers, ctx, frame), "sketch");
      map.on("click", (event) => {
        // The second click of a double click sets no place.
        if (this.active && event.originalEvent.detail < 2 && !this.onHandle && !this.dragged) this.sendPlace(event, false);
      });
      map.on("dblclick", (event) => {
        if (this.active) this.sendPlace(event, true);
      });
    }

    /**
     * @param {L.LeafletMouseEvent} event
     * @param {boolean} ends
     */
    sendPlace({ latlng }, ends) {
      arctic.send("PlaceClicked", { x: latlng.lng, y: latlng.lat, ends });
    }

    /** @param {L.LeafletMouseEvent} event */
    press(event) {
      this.dragged = false;
      if (this.active) this.pressHandle(event);
      if (this.encloses && !event.originalEvent.button) {
        this.corners = [event.containerPoint];
        this.inRectangle = event.originalEvent.shiftKey;
      }
      const hit = this.active || event.originalEvent.button ? null : this.featureUnder(event);
      if (hit?.layer !== NOTES) return;
      this.note = { feature: hit.feature, at: event.containerPoint };
      this.map.dragging.disable();
    }

    /** @param {L.LeafletMouseEvent} event */
    pressHandle({ containerPoint: at, originalEvent: { button } }) {
      const number = button ? -1 : this.nearest(at);
      this.onHandle = number >= 0;
      if (!this.onHandle) return;
      this.handle = { number, at };
      this.map.dragging.disable();
    }

    /**
     * The index of the handle nearest to a pixel of the map, or -1 if none is within reach.
     * @param {L.Point} at
     */
    nearest(at) {
      let [nearest, shortest] = [-1, HANDLE_RADIUS];
      this.handles.forEach(([x, y], number) => {
        const distance = this.map.latLngToContainerPoint([y, x]).distanceTo(at);
        if (distance < shortest) [nearest, shortest] = [number, distance];
      });
      return nearest;
    }

    /** @param {L.LeafletMouseEvent} event */
    drag({ containerPoint, latlng: { lng: x, lat: y } }) {
      if (this.corners) this.enclose(containerPoint, this.corners);
      if (this.handle && !this.dragged && containerPoint.distanceTo(this.handle.at) >= MIN_DISTANCE) {
        this.dragged = true;
        arctic.send("HandleDragStarted", { number: this.handle.number });
      }
      if (!this.note || this.dragged || containerPoint.distanceTo(this.note.at) < MIN_DISTANCE) return;
      this.dragged = true;
      arctic.send("NoteDragStarted", { feature: this.note.feature, x, y });
    }

    /**
     * @param {L.Point} at
     * @param {L.Point[]} corners
     */
    enclose(at, corners) {
      const [first] = corners;
      if (!first || at.distanceTo(corners.at(-1) ?? first) < STEP) return;
      this.dragged = true;
      if (this.inRectangle) corners.splice(1, corners.length, L.point(at.x, first.y), at, L.point(first.x, at.y));
      else corners.push(at);
      this.area.setLatLngs(corners.map((corner) => this.map.containerPointToLatLng(corner))).addTo(this.map);
    }

    sendArea() {
      /** @type {L.Point[]} */
      let corners = this.corners ?? [];
      this.corners = null;
      this.area.remove();
      for (let tolerance = 1; corners.length > MAX_CORNERS; tolerance *= 2) corners = L.LineUtil.simplify(corners, tolerance);
      if (corners.length < 3) return;
      const rounded = (/** @type {number} */ metres) => Math.round(metres * 10) / 10;
      const places = corners.map((corner) => this.map.containerPointToLatLng(corner));
      arctic.send("AreaDrawn", { corners: places.map(({ lng, lat }) => [rounded(lng), rounded(lat)]) });
    }

    /** @param {L.LeafletMouseEvent} event */
    release({ latlng: { lng: x, lat: y } }) {
      if (this.handle) {
        const { number } = this.handle;
        this.handle = null;
        this.map.dragging.enable();
        if (this.dragged) arctic.send("HandleDropped", { x, y });
        else arctic.send("HandleClicked", { number });
        this.dragged = false;
      }
      if (this.corners) this.sendArea();
      if (!this.note) return;
      this.note = null;
      this.map.dragging.enable();
      if (this.dragged) arctic.send("NoteDropped", { x, y });
    }

    /** @param {Messages.ShowSketch} message */
    show({ active, aim, drawing, handles = [], encloses = false }) {
      this.active = active;
      if (encloses !== this.encloses) {
        this.encloses = encloses;
        this.corners = null;
        this.area.remove();
        for (const handler of [this.map.dragging, this.map.boxZoom]) handler[encloses ? "disable" : "enable"]();
      }
      this.handles = handles;
      const { classList } = this.map.getContainer();
      // Without focus on the map its arrow keys would do nothing.
      if (aim && !classList.contains("aiming")) this.map.getContainer().focus({ preventScroll: true });
      classList.toggle("sketching", active);
      classList.toggle("aiming", aim);
      if (active) this.map.doubleClickZoom.disable();
      else this.map.doubleClickZoom.enable();
      if (drawing && !this.map.hasLayer(this.canvas)) this.canvas.addTo(this.map);
      this.layers.showOnly(drawing);
      if (!drawing) this.canvas.remove();
    }

    clear() {
      this.layers.showOnly(null);
    }
  }

  arctic.Sketch = Sketch;
})();
