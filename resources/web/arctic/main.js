// Starts the page, and handles each message of the program.
"use strict";

(function () {
  const FIRST_FRAME_MS = 100; // how long the first painting waits for the program's response
  const REST_MS = 150; // after which the drawing of a tool counts as unchanging

  arctic.start = async (map) => {
    window.addEventListener("error", (event) => arctic.send("PageFailed", { why: String(event.message) }));
    window.addEventListener("unhandledrejection", (event) =>
      arctic.send("PageFailed", { why: arctic.errorText(event.reason) }),
    );
    const startMessages = arctic.read("/start.json");
    const atlas = new Atlas(map);
    arctic.atlas = atlas;
    /**
     * @param {number} number
     * @param {Messages.ToPage[]} messages
     * @param {Promise<unknown>} [fontsLoaded]
     */
    const handleBatch = async (number, messages, fontsLoaded) => {
      const [why, ...more] = await atlas.handle(messages, fontsLoaded);
      if (why) arctic.send("BatchFailed", { number, why: more.length ? `${why}; and ${more.length} more` : why });
    };
    // Batches are handled one after the other, even if earlier ones failed; the page's own start first.
    const start = startMessages.then((messages) => handleBatch(0, messages, arctic.fontsLoaded));
    let last = start;
    arctic.connect((messages, number = 0) => (last = last.catch(() => {}).then(() => handleBatch(number, messages))));
    await start.finally(() => atlas.begin());
    arctic.whenPainted(() => {
      arctic.send("PageReady", { seconds: performance.now() / 1000 });
      for (const canvas of Object.values(atlas.canvas)) canvas.widen();
    });
  };

  /** @typedef {"ground" | "subject"} CanvasName */

  /** @implements {Handlers} */
  class Atlas {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      /** @type {Messages.ShowLook | null} */
      this.look = null;
      /** @type {Set<CanvasName>} */
      this.dirty = new Set();
      this.started = false;
      this.painting = false; // until the start is handled
      /** @type {() => void} */
      this.onFurniture = () => {};
      /** @type {Promise<void>} */
      this.hasFurniture = new Promise((resolve) => (this.onFurniture = resolve));
      /** @type {Box[]} */
      this.occupied = []; // boxes of what covers the map
      this.resting = 0;
      for (const [name, z] of [["ground", "200"], ["subject", "400"]]) map.createPane(name).style.zIndex = z;
      this.ground = new arctic.Ground(() => this.repaint("ground"));
      this.layers = new arctic.Layers(
        () => this.repaint("subject"),
        () => this.repaint("ground"),
      );
      this.canvas = {
        ground: new arctic.Canvas((ctx, frame) => this.paintGround(ctx, frame), "ground"),
        subject: new arctic.Canvas((ctx, frame) => this.paintSubject(ctx, frame), "subject", {
          expect: (frame) => this.look && this.layers.expect(frame, this.look),
          early: 2,
        }),
      };
      this.furniture = new arctic.Furniture(map);
      this.view = new arctic.View(map, arctic.send, () => this.furniture.inset());
      this.popup = new arctic.Popup(
        map,
        () => this.furniture.occupied(),
        () => this.furniture.textScale,
        (feature, zoom) => (this.look ? this.layers.namesOf(feature, zoom, this.look) : []),
        () => this.popupPlaced(),
      );
      this.sketch = new arctic.Sketch(map, (layers, ctx, frame) => this.paintOver(layers, ctx, frame), (event) => this.featureUnder(event));
      this.furniture.legend.addEventListener("toggle", () => {
        this.view.report();
        this.popup.place();
        this.updateOccupied();
      });
      map.on("moveend", () => this.popup.keepInside());
      this.activity = new arctic.Activity(map, () => this.isPainted);
      this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "hover" });
      this.drag = new arctic.Drag(map, arctic.send, (event) => (this.sketch.active ? null : this.featureUnder(event)));
      map.on("click", (event) => this.click(event));
      map.on("contextmenu", (event) => this.menu(event));
      map.on("mousemove", (event) => this.hover(event));
      map.on("resize", () => {
        const { x, y } = map.getSize();
        // A window may leave the map no room for a moment; it is fitted afterwards.
        if (!x || !y) return;
        this.furniture.updateNarrow();
        this.foldLegend();
        this.popup.layOut();
        this.view.refit();
        // The resize may have moved the map.
        this.popup.place();
      });
      map.on("mouseout movestart", () => this.map.closeTooltip(this.tooltip));
      map.getContainer().setAttribute("role", "application");
      // Screen readers announce the popup.
      map.getPane("popupPane")?.setAttribute("aria-live", "polite");
    }

    /**
     * Handles a batch, which is painted once at its end; the first one not before `begin`. Returns what failed, in words:
     * a message that fails does not keep the others from being handled.
     * @param {Messages.ToPage[]} messages
     * @param {Promise<unknown>} [fontsLoaded]
     */
    async handle(messages, fontsLoaded) {
      const results = messages.map(async (message) => {
        /** @type {(message: any) => void | Promise<void>} */
        const handler = this[message.type];
        return handler.call(this, message);
      });
      const ends = await Promise.allSettled([...results, fontsLoaded]);
      // The popup was laid out before the fonts were loaded.
      if (!this.started) this.popup.layOut();
      this.started = true;
      if (this.painting) {
        this.updateOccupied();
        this.flush();
      }
      return ends.flatMap((end, i) =>
        end.status === "rejected" ? [`${messages[i]?.type ?? "fonts"}: ${arctic.errorText(end.reason)}`] : [],
      );
    }

    // The map first appears with the program's response to its view, or without it if that takes too long; it is painted
    // meanwhile.
    async begin() {
      this.painting = true;
      this.updateOccupied();
      this.repaint("ground");
      this.repaint("subject");
      this.flush();
      if (window.qt?.webChannelTransport) {
        await Promise.race([this.hasFurniture, new Promise((resolve) => setTimeout(resolve, FIRST_FRAME_MS))]);
      }
      // The page is hidden until now, so that no frame shows an incomplete map.
      document.documentElement.dataset.begun = "";
    }

    /** @param {CanvasName} name */
    repaint(name) {
      if (this.dirty.size === 0) requestAnimationFrame(() => this.flush());
      this.dirty.add(name);
    }

    flush() {
      if (!this.painting) return;
      const dirty = [...this.dirty];
      this.dirty.clear();
      for (const name of dirty) this.paint(name);
    }

    get isPainted() {
      const waiting = Object.values(this.canvas).some(({ resting }) => resting) || this.resting || this.view.pointer;
      const { growing, shown } = this.layers;
      const loading = [...shown.values()].some(({ picture }) => picture?.busy);
      return this.dirty.size === 0 && growing.features.size === 0 && !waiting && !loading;
    }

    /** @param {CanvasName} name */
    paint(name) {
      try {
        this.canvas[name].repaint();
      } catch (error) {
        // The other canvas is still painted, and this one when it changes again.
        reportError(error);
      }
    }

    /** @type {(ctx: Context, frame: Frame) => void} */
    paintGround(ctx, frame) {
      if (!this.painting || !this.look) return;
      const { look } = this;
      this.ground.paint(ctx, frame, look.palette, () => this.layers.paintFloor(ctx, frame, look));
      this.ground.load(frame.zoom);
    }

    /** @type {(ctx: Context, frame: Frame) => void} */
    paintSubject(ctx, frame) {
      const sketches = [...this.sketch.layers.visible()].map(({ drawing }) => drawing);
      const reserved = sketches.flatMap((drawing) => (this.look ? this.layers.reservedBoxes(frame, drawing, this.look) : []));
      this.paintOver(this.layers, ctx, frame, reserved);
      this.clearFrame();
    }

    popupPlaced() {
      if (this.furniture.yieldTo(this.popup.box)) this.popup.close();
      this.repaint("subject");
    }

    clearFrame() {
      const { canvas, layers, popup } = this;
      if (!canvas.subject._bounds) return;
      const { left: x, top: y } = canvas.subject.frame().seen;
      const names = layers.paintedLabels.flatMap(({ boxes }) => boxes);
      const shifted = names.map(([x0, y0, x1, y1]) => /** @type {Box} */ ([x0 - x, y0 - y, x1 - x, y1 - y]));
      this.furniture.clearFrame([...shifted, ...this.occupied, ...(popup.box ? [popup.box] : [])]);
    }

    /**
     * `reserved` are boxes of the frame that labels keep clear of.
     * @type {(layers: Parts.Layers, ctx: Context, frame: Frame, reserved?: Box[]) => void}
     */
    paintOver(layers, ctx, frame, reserved = []) {
      if (!this.painting || !this.look) return;
      const { left: x, top: y } = frame.seen;
      const { box } = this.popup;
      const occupied = box ? [...this.occupied, box] : this.occupied;
      const covered = occupied.map(([left, top, right, bottom]) => /** @type {Box} */ ([left + x, top + y, right + x, bottom + y]));
      layers.paint(ctx, { ...frame, covered: [...covered, ...reserved] }, this.look);
    }

    // Labels keep clear of what covers the map, and are repainted when that changes.
    updateOccupied() {
      const occupied = this.furniture.occupied();
      if (String(occupied) === String(this.occupied)) return;
      this.occupied = occupied;
      this.repaint("subject");
    }

    foldLegend() {
      if (!this.started) return;
      this.furniture.foldLegend();
      this.updateOccupied();
    }

    /** @param {L.LeafletMouseEvent} event */
    featureUnder(event) {
      const canvas = this.canvas.subject;
      if (!this.started || !this.look || !canvas._bounds) return null;
      const point = this.map.containerPointToLayerPoint(event.containerPoint).subtract(canvas._bounds.getTopLeft());
      return this.layers.hitTest(canvas.ctx, canvas.frame(), point.x, point.y, this.look);
    }

    /** @param {L.LeafletMouseEvent} event */
    click(event) {
      if (this.sketch.active || this.sketch.dragged) return;
      if (this.drag.justEnded(event)) return;
      const hit = this.featureUnder(event);
      // A click on the label of a point is a click on the point.
      const [x, y] = hit?.at ?? [event.latlng.lng, event.latlng.lat];
      if (hit) this.popup.clicked = { feature: hit.feature, x, y };
      // Features on disk may be on top of an area, which only the program knows.
      if (this.layers.hasRows && (!hit || hit.kind === "area"))
        arctic.send("RowsClicked", { ...this.place(event), feature: hit?.feature ?? "" });
      else if (hit) arctic.send("FeatureClicked", { layer: hit.layer, feature: hit.feature, x, y });
      else arctic.send("MapClicked", { x, y });
    }

    /** @param {L.LeafletMouseEvent} event */
    place({ latlng: { lng: x, lat: y } }) {
      return { x, y, resolution: arctic.projection.resolution(this.map.getZoom()) };
    }

    /** @param {L.LeafletMouseEvent} event */
    menu(event) {
      const { clientX: left, clientY: top } = event.originalEvent;
      const { lng: x, lat: y } = event.latlng;
      arctic.send("MenuRequested", { feature: this.featureUnder(event)?.feature ?? "", x, y, left, top });
    }

    /** @param {L.LeafletMouseEvent} event */
    hover(event) {
      if (this.sketch.active) {
        this.map.closeTooltip(this.tooltip);
        this.map.getContainer().style.cursor = "";
        return;
      }
      const hit = this.featureUnder(event);
      this.map.getContainer().style.cursor = hit ? "pointer" : "";
      if (!hit?.name) {
        this.map.closeTooltip(this.tooltip);
        return;
      }
      const content = document.createElement("span");
      content.textContent = hit.name;
      this.tooltip.setContent(content).setLatLng(event.latlng);
      if (!this.map.hasLayer(this.tooltip)) this.tooltip.addTo(this.map);
    }

    /** @param {Messages.ShowLook} look */
    async ShowLook(look) {
      this.layers.keepClassStyles(this.look, look);
      this.look = look;
      const before = this.furniture.textScale;
      this.furniture.showLook(look);
      // The form of a Chinese character depends on the language.
      this.map.getContainer().lang = look.names ?? "en";
      if (this.furniture.textScale !== before) this.resize();
      // A canvas does not wait for fonts; the others are loaded from the start.
      if (look.names === "zh") await arctic.loadFonts("\u5317");
      this.repaint("ground");
      this.repaint("subject");
    }

    // Larger text around the map leaves it less room.
    resize() {
      this.map.invalidateSize({ animate: false });
      this.foldLegend();
      this.popup.layOut();
    }

    /** @param {Messages.ShowWords} words */
    ShowWords(words) {
      arctic.setTranslations(words.table ?? {});
      // Only the window has keys for the marks.
      const keys = window.qt?.webChannelTransport
        ? arctic.tr("Map. Arrow keys move it, plus and minus zoom; Alt with down or up goes from mark to mark.")
        : arctic.tr("Map. Arrow keys move it, plus and minus zoom.");
      this.map.getContainer().setAttribute("aria-label", keys);
      this.furniture.showWords(words);
    }

    /** @param {Messages.ShowProjection} projection */
    async ShowProjection(projection) {
      this.map.closePopup();
      this.layers.clear();
      this.sketch.clear();
      this.layers.ground = projection.ground;
      // The present map stays until the next one is loaded: an empty page would look like a fault.
      const canvases = Object.values(this.canvas);
      for (const canvas of canvases) canvas.frozen = true;
      const outline = this.ground.setProjection(projection);
      this.furniture.setProjection(projection);
      this.view.setProjection(projection.box, projection.goal, this.furniture.inset());
      try {
        await Promise.all([outline, this.ground.load(this.map.getZoom())]);
      } finally {
        // A projection without its base map still has layers.
        for (const canvas of canvases) {
          canvas.frozen = false;
          if (!this.map.hasLayer(canvas)) canvas.addTo(this.map);
        }
        this.repaint("ground");
        this.repaint("subject");
      }
    }

    /** @param {Messages.ShowLayer} layer */
    async ShowLayer(layer) {
      if (layer.url) return this.layers.show(layer);
      const picture = this.ground.show(layer);
      this.repaint("ground");
      await picture;
    }

    /** @param {Messages.ShowNames} message */
    ShowNames(message) {
      this.layers.setLabels(message);
    }

    /** @param {Messages.HighlightRows} message */
    HighlightRows(message) {
      this.layers.highlightRows(message);
    }

    /** @param {Messages.ShowClasses} message */
    ShowClasses(message) {
      return this.layers.classify(message);
    }

    ExpectRows() {
      arctic.expectRows();
    }

    /** @param {Messages.HideLayer} message */
    HideLayer({ id }) {
      if (this.ground.hide(id)) this.repaint("ground");
      this.layers.hide(id);
    }

    /** @param {Messages.OrderLayers} message */
    OrderLayers({ layers }) {
      this.layers.renumber(layers);
    }

    /** @param {Messages.FilterOut} message */
    FilterOut({ features }) {
      this.layers.filterOut(features);
    }

    /** @param {Messages.ShowSigns} message */
    ShowSigns({ signs }) {
      this.layers.showSigns(signs);
    }

    /** @param {Messages.ShowLegend} message */
    ShowLegend({ entries }) {
      if (!this.look) throw new Error("a legend needs a look, which must be shown first");
      this.furniture.drawLegend(this.look, entries);
      this.foldLegend();
    }

    /** @param {Messages.ShowFurniture} message */
    ShowFurniture({ furniture }) {
      this.furniture.show(furniture);
      this.clearFrame();
      this.onFurniture();
    }

    /** @param {Messages.MoveView} message */
    MoveView({ box, smooth, exact }) {
      if (exact) {
        this.map.once("moveend", () => this.popup.place());
        this.view.move(box, smooth, this.furniture.inset());
      } else this.goTo(box, smooth);
    }

    /**
     * Moves to a whole box, or to the popup's feature in it, with the popup next to it.
     * @param {Box} box
     * @param {boolean} smooth
     */
    goTo(box, smooth) {
      const { card } = this.popup;
      const feature = card && contains(box, card.box) ? card.box : null;
      const occupied = this.furniture.occupied();
      if (feature) this.flatten(box, feature, occupied);
      this.popup.hideUntilPlaced();
      const whole = feature && this.withName(box, feature, occupied);
      this.view.show(box, whole ?? box, whole && this.popup.size, occupied, smooth, () => this.popup.place());
      this.view.hold(null, () => this.goTo(box, false));
    }

    /**
     * The box of a feature and its label. The label has a fixed size in pixels, so its size in metres depends on the scale.
     * @type {(box: Box, feature: Box, occupied: Box[]) => Box}
     */
    withName(box, feature, occupied) {
      let whole = feature;
      for (let round = 0; round < 4; round++) {
        const { scale } = arctic.placing.view(this.map.getSize(), box, whole, this.popup.size, occupied, this.view.maxScale);
        const [name] = this.popup.namesAt(arctic.projection.zoom(1 / scale));
        if (!name) return feature;
        const [x0, y0, x1, y1] = name.box.map((pixels) => pixels / scale);
        // The position of the label may change with the scale.
        whole = arctic.placing.joined(whole, [name.x + x0, name.y - y1, name.x + x1, name.y - y0]);
      }
      return whole;
    }

    /**
     * Makes the popup flat where it would take half of the view, if that leaves more room.
     * @type {(box: Box, feature: Box, occupied: Box[]) => void}
     */
    flatten(box, feature, occupied) {
      const scale = (/** @type {Size | null} */ size) => {
        const view = arctic.placing.view(this.map.getSize(), box, feature, size, occupied, Infinity);
        return view.fits ? view.scale : 0;
      };
      this.popup.layOut();
      const usual = scale(this.popup.size);
      if (usual > scale(null) / 2) return;
      this.popup.layOut(true);
      if (scale(this.popup.size) < usual) this.popup.layOut();
    }

    /** @param {Messages.ShowSketch} message */
    ShowSketch(message) {
      this.sketch.show(message);
      // Labels keep clear of it once the pointer rests: while it draws they would flicker.
      window.clearTimeout(this.resting);
      this.resting = window.setTimeout(() => {
        this.resting = 0;
        this.repaint("subject");
      }, REST_MS);
    }

    /** @param {Messages.Highlight} message */
    Highlight({ features, grow }) {
      this.layers.highlighted = new Set(features);
      if (grow) this.layers.growing.start(features);
      this.repaint("subject");
    }

    ReportIdle() {
      this.activity.whenIdle(() => arctic.send("Idle", { width: innerWidth, height: innerHeight }));
    }

    /** @param {Messages.PlayTones} message */
    PlayTones(message) {
      arctic.playTones(message);
    }

    /** @param {Messages.ShowCard} message */
    ShowCard({ card }) {
      if (card) this.popup.open(card);
      else this.popup.close();
    }
  }

  /** @type {(outer: Box, inner: Box) => boolean} */
  function contains(outer, inner) {
    return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
  }

  arctic.Atlas = Atlas;
})();
