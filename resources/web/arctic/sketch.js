// What a tool draws over the map while it is at work: clicks are places then, and nothing is pointed at.
"use strict";

(function () {
  const notes = "own-notes"; // the layer whose marks can be dragged
  const still = 4; // pixels within which a press is a click
  const reach = 9; // pixels from a handle within which it is taken hold of

  class Sketch {
    /**
     * @param {L.Map} map
     * @param {(layers: Parts.Layers, ctx: Context, frame: Frame) => void} paint
     * @param {(event: L.LeafletMouseEvent) => Parts.Found | null} under
     */
    constructor(map, paint, under) {
      this.map = map;
      this.under = under;
      this.active = false;
      this.dragged = false;
      /**
       * The note that is held, and where it was taken.
       * @type {{ feature: string, at: L.Point } | null}
       */
      this.held = null;
      /**
       * Of the tool at work.
       * @type {ReadonlyArray<readonly [number, number]>}
       */
      this.handles = [];
      /**
       * The handle that is held, and where it was taken.
       * @type {{ number: number, at: L.Point } | null}
       */
      this.grip = null;
      // A press on a handle is followed by a click, which is no place of its own.
      this.gripped = false;
      map.on("mousedown", (event) => this.take(event));
      map.on("mousemove", (event) => this.drag(event));
      map.on("mouseup", (event) => this.drop(event));
      // Off the map nobody says that the button is let go.
      map.on("mouseout", (event) => this.drop(event));
      this.layers = new arctic.Layers(() => this.canvas?.repaint());
      map.createPane("sketch").style.zIndex = "450";
      this.canvas = new arctic.Canvas((ctx, frame) => paint(this.layers, ctx, frame), "sketch");
      map.on("click", (event) => {
        // The second click of a double click is no place of its own.
        if (this.active && event.originalEvent.detail < 2 && !this.gripped) this.say(event, false);
      });
      map.on("dblclick", (event) => {
        if (this.active) this.say(event, true);
      });
    }

    /**
     * @param {L.LeafletMouseEvent} event
     * @param {boolean} ends
     */
    say({ latlng }, ends) {
      arctic.say("PlaceClicked", { x: latlng.lng, y: latlng.lat, ends });
    }

    /** @param {L.LeafletMouseEvent} event */
    take(event) {
      this.dragged = false;
      if (this.active) this.grasp(event);
      const found = this.active || event.originalEvent.button ? null : this.under(event);
      if (found?.layer !== notes) return;
      this.held = { feature: found.feature, at: event.containerPoint };
      this.map.dragging.disable();
    }

    /** @param {L.LeafletMouseEvent} event */
    grasp({ containerPoint: at, originalEvent: { button } }) {
      const number = button ? -1 : this.nearest(at);
      this.gripped = number >= 0;
      if (!this.gripped) return;
      this.grip = { number, at };
      this.map.dragging.disable();
    }

    /**
     * The number of the handle that is nearest to a pixel of the map, within reach; -1 without one.
     * @param {L.Point} at
     */
    nearest(at) {
      let [found, least] = [-1, reach];
      this.handles.forEach(([x, y], number) => {
        const apart = this.map.latLngToContainerPoint([y, x]).distanceTo(at);
        if (apart < least) [found, least] = [number, apart];
      });
      return found;
    }

    /** @param {L.LeafletMouseEvent} event */
    drag({ containerPoint, latlng: { lng: x, lat: y } }) {
      if (this.grip && !this.dragged && containerPoint.distanceTo(this.grip.at) >= still) {
        this.dragged = true;
        arctic.say("HandleTaken", { number: this.grip.number });
      }
      if (!this.held || this.dragged || containerPoint.distanceTo(this.held.at) < still) return;
      this.dragged = true;
      arctic.say("NoteTaken", { feature: this.held.feature, x, y });
    }

    /** @param {L.LeafletMouseEvent} event */
    drop({ latlng: { lng: x, lat: y } }) {
      if (this.grip) {
        const { number } = this.grip;
        this.grip = null;
        this.map.dragging.enable();
        if (this.dragged) arctic.say("HandleDropped", { x, y });
        else arctic.say("HandleClicked", { number });
        this.dragged = false;
      }
      if (!this.held) return;
      this.held = null;
      this.map.dragging.enable();
      if (this.dragged) arctic.say("NoteDropped", { x, y });
    }

    /** @param {Messages.ShowSketch} message */
    show({ active, aim, drawing, handles = [] }) {
      this.active = active;
      this.handles = handles;
      const { classList } = this.map.getContainer();
      // A page that nobody has clicked in yet has the keyboard nowhere, and arrow keys would not move the map.
      if (aim && !classList.contains("aiming")) this.map.getContainer().focus({ preventScroll: true });
      classList.toggle("sketching", active);
      classList.toggle("aiming", aim);
      if (active) this.map.doubleClickZoom.disable();
      else this.map.doubleClickZoom.enable();
      if (drawing && !this.map.hasLayer(this.canvas)) this.canvas.addTo(this.map);
      this.layers.only(drawing);
      if (!drawing) this.canvas.remove();
    }

    clear() {
      this.layers.only(null);
    }
  }

  arctic.Sketch = Sketch;
})();
