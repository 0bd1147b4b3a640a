// The page's start, and one handler for each message of the program's vocabulary.
"use strict";

(function () {
  const patience = 100; // ms, in which the program answers the first view
  const rest = 150; // ms after which a tool's drawing is taken as one that stays

  arctic.start = async (map) => {
    window.addEventListener("error", (event) => arctic.say("PageFailed", { why: String(event.message) }));
    window.addEventListener("unhandledrejection", (event) =>
      arctic.say("PageFailed", { why: arctic.words(event.reason) }),
    );
    const first = arctic.read("/start.json");
    const atlas = new Atlas(map);
    arctic.atlas = atlas;
    /**
     * @param {number} number
     * @param {Messages.ToPage[]} messages
     * @param {Promise<unknown>} [lettering]
     */
    const take = async (number, messages, lettering) => {
      const [why, ...more] = await atlas.handle(messages, lettering);
      if (why) arctic.say("BatchFailed", { number, why: more.length ? `${why}; and ${more.length} more` : why });
    };
    // Batches are taken one after the other, whatever became of those before; the page's own start first.
    const start = first.then((messages) => take(0, messages, arctic.lettering));
    let last = start;
    arctic.connect((messages, number = 0) => (last = last.catch(() => {}).then(() => take(number, messages))));
    await start.finally(() => atlas.begin());
    arctic.whenPainted(() => {
      arctic.say("PageReady", { seconds: performance.now() / 1000 });
      for (const canvas of Object.values(atlas.canvas)) canvas.widen();
    });
  };

  /** @typedef {"ground" | "subject"} Name */

  /** @implements {Handlers} */
  class Atlas {
    /** @param {L.Map} map */
    constructor(map) {
      this.map = map;
      /** @type {Messages.ShowLook | null} */
      this.look = null;
      /** @type {Set<Name>} */
      this.dirty = new Set();
      this.started = false;
      this.painting = false; // whether the map may be painted
      /** @type {() => void} */
      this.frame = () => {};
      /** @type {Promise<void>} */
      this.framed = new Promise((resolve) => (this.frame = resolve));
      /** @type {Box[]} */
      this.over = [];
      this.resting = 0;
      for (const [name, z] of [["ground", "200"], ["subject", "400"]]) map.createPane(name).style.zIndex = z;
      this.ground = new arctic.Ground(() => this.repaint("ground"));
      this.layers = new arctic.Layers(() => this.repaint("subject"));
      this.canvas = {
        ground: new arctic.Canvas((ctx, frame) => this.paintGround(ctx, frame), "ground"),
        subject: new arctic.Canvas((ctx, frame) => this.paintSubject(ctx, frame), "subject", {
          expect: (frame) => this.look && this.layers.expect(frame, this.look),
          early: 2,
        }),
      };
      this.furniture = new arctic.Furniture(map);
      this.view = new arctic.View(map, arctic.say, () => this.furniture.room());
      this.popup = new arctic.Popup(
        map,
        () => this.furniture.taken(),
        () => this.furniture.text,
        (feature, zoom) => (this.look ? this.layers.namesOf(feature, zoom, this.look) : []),
        () => this.popupPlaced(),
      );
      this.sketch = new arctic.Sketch(map, (layers, ctx, frame) => this.paintOver(layers, ctx, frame), (event) => this.under(event));
      this.furniture.legend.addEventListener("toggle", () => {
        this.view.report();
        this.popup.place();
        this.cover();
      });
      map.on("moveend", () => this.popup.keepInside());
      this.activity = new arctic.Activity(map, () => this.isPainted);
      this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "hover" });
      this.drag = new arctic.Drag(map, arctic.say, (event) => (this.sketch.active ? null : this.under(event)));
      map.on("click", (event) => this.click(event));
      map.on("contextmenu", (event) => this.menu(event));
      map.on("mousemove", (event) => this.hover(event));
      map.on("resize", () => {
        const { x, y } = map.getSize();
        // A window can leave the map no room for a moment: it is fitted once there is some.
        if (!x || !y) return;
        this.furniture.narrow();
        this.foldLegend();
        this.popup.lay();
        this.view.refit();
        // The map may have gone elsewhere for its new size.
        this.popup.place();
      });
      map.on("mouseout movestart", () => this.map.closeTooltip(this.tooltip));
      map.getContainer().setAttribute("role", "application");
      // What was selected is read out.
      map.getPane("popupPane")?.setAttribute("aria-live", "polite");
    }

    /**
     * A batch is painted once, when all of it is there, and the first one not before `begin`.
     * Returns what failed, in words: no message keeps the others from being acted on.
     * @param {Messages.ToPage[]} messages
     * @param {Promise<unknown>} [lettering]
     */
    async handle(messages, lettering) {
      const tries = messages.map(async (message) => {
        /** @type {(message: any) => void | Promise<void>} */
        const handler = this[message.type];
        return handler.call(this, message);
      });
      const ends = await Promise.allSettled([...tries, lettering]);
      // What was laid out before the fonts were there.
      if (!this.started) this.popup.lay();
      this.started = true;
      if (this.painting) {
        this.cover();
        this.flush();
      }
      return ends.flatMap((end, i) =>
        end.status === "rejected" ? [`${messages[i]?.type ?? "fonts"}: ${arctic.words(end.reason)}`] : [],
      );
    }

    // The map is shown first with what the program answers to its view, or without where that takes long; it is painted
    // meanwhile.
    async begin() {
      this.painting = true;
      this.cover();
      this.repaint("ground");
      this.repaint("subject");
      this.flush();
      if (window.qt?.webChannelTransport) {
        await Promise.race([this.framed, new Promise((resolve) => setTimeout(resolve, patience))]);
      }
      // Until now no frame had to paint what is not whole.
      document.documentElement.dataset.begun = "";
    }

    /** @param {Name} name */
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

    /** @param {Name} name */
    paint(name) {
      try {
        this.canvas[name].repaint();
      } catch (problem) {
        // The other canvas is painted all the same, and this one when it changes again.
        reportError(problem);
      }
    }

    /** @type {(ctx: Context, frame: Frame) => void} */
    paintGround(ctx, frame) {
      if (!this.painting || !this.look) return;
      this.ground.paint(ctx, frame, this.look.palette);
      this.ground.load(frame.zoom);
    }

    /** @type {(ctx: Context, frame: Frame) => void} */
    paintSubject(ctx, frame) {
      const sketched = [...this.sketch.layers.visible()].map(({ drawing }) => drawing);
      const taken = sketched.flatMap((drawing) => (this.look ? this.layers.room(frame, drawing, this.look) : []));
      this.paintOver(this.layers, ctx, frame, taken);
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
      const names = layers.written.flatMap(({ boxes }) => boxes);
      const shifted = names.map(([x0, y0, x1, y1]) => /** @type {Box} */ ([x0 - x, y0 - y, x1 - x, y1 - y]));
      this.furniture.clearFrame([...shifted, ...this.over, ...(popup.box ? [popup.box] : [])]);
    }

    /**
     * `taken` are boxes of the frame that names leave to others.
     * @type {(layers: Parts.Layers, ctx: Context, frame: Frame, taken?: Box[]) => void}
     */
    paintOver(layers, ctx, frame, taken = []) {
      if (!this.painting || !this.look) return;
      const { left: x, top: y } = frame.seen;
      const { box } = this.popup;
      const over = box ? [...this.over, box] : this.over;
      const covered = over.map(([left, top, right, bottom]) => /** @type {Box} */ ([left + x, top + y, right + x, bottom + y]));
      layers.paint(ctx, { ...frame, covered: [...covered, ...taken] }, this.look);
    }

    // Names keep clear of what stands over the map, and are painted anew where that has changed.
    cover() {
      const over = this.furniture.taken();
      if (String(over) === String(this.over)) return;
      this.over = over;
      this.repaint("subject");
    }

    foldLegend() {
      if (!this.started) return;
      this.furniture.foldLegend();
      this.cover();
    }

    /** @param {L.LeafletMouseEvent} event */
    under(event) {
      const canvas = this.canvas.subject;
      if (!this.started || !this.look || !canvas._bounds) return null;
      const point = this.map.containerPointToLayerPoint(event.containerPoint).subtract(canvas._bounds.getTopLeft());
      return this.layers.at(canvas.ctx, canvas.frame(), point.x, point.y, this.look);
    }

    /** @param {L.LeafletMouseEvent} event */
    click(event) {
      if (this.sketch.active || this.sketch.dragged) return;
      if (this.drag.ended(event)) return;
      const found = this.under(event);
      // A click on the name of a point is one on the point.
      const [x, y] = found?.at ?? [event.latlng.lng, event.latlng.lat];
      if (found) this.popup.clicked = { feature: found.feature, x, y };
      // What lies on disk may lie on an area, and only the program knows.
      if (this.layers.hasRows && (!found || found.kind === "area"))
        arctic.say("RowsClicked", { ...this.place(event), feature: found?.feature ?? "" });
      else if (found) arctic.say("FeatureClicked", { layer: found.layer, feature: found.feature, x, y });
      else arctic.say("MapClicked", { x, y });
    }

    /** @param {L.LeafletMouseEvent} event */
    place({ latlng: { lng: x, lat: y } }) {
      return { x, y, resolution: arctic.projection.resolution(this.map.getZoom()) };
    }

    /** @param {L.LeafletMouseEvent} event */
    menu(event) {
      const { clientX: left, clientY: top } = event.originalEvent;
      const { lng: x, lat: y } = event.latlng;
      arctic.say("MenuRequested", { feature: this.under(event)?.feature ?? "", x, y, left, top });
    }

    /** @param {L.LeafletMouseEvent} event */
    hover(event) {
      if (this.sketch.active) {
        this.map.closeTooltip(this.tooltip);
        this.map.getContainer().style.cursor = "";
        return;
      }
      const found = this.under(event);
      this.map.getContainer().style.cursor = found ? "pointer" : "";
      if (!found?.name) {
        this.map.closeTooltip(this.tooltip);
        return;
      }
      const words = document.createElement("span");
      words.textContent = found.name;
      this.tooltip.setContent(words).setLatLng(event.latlng);
      if (!this.map.hasLayer(this.tooltip)) this.tooltip.addTo(this.map);
    }

    /** @param {Messages.ShowLook} look */
    async ShowLook(look) {
      this.layers.keepLooks(this.look, look);
      this.look = look;
      const before = this.furniture.text;
      this.furniture.look(look);
      // Which of the forms of a Chinese character is meant depends on the language.
      this.map.getContainer().lang = look.names ?? "en";
      if (this.furniture.text !== before) this.resize();
      // A canvas does not wait for a typeface; the others are there from the start.
      if (look.names === "zh") await arctic.askForFonts("\u5317");
      this.repaint("ground");
      this.repaint("subject");
    }

    // With larger words round it the map has less room.
    resize() {
      this.map.invalidateSize({ animate: false });
      this.foldLegend();
      this.popup.lay();
    }

    /** @param {Messages.ShowWords} words */
    ShowWords(words) {
      arctic.speak(words.table ?? {});
      // The window has keys for the marks.
      const keys = window.qt?.webChannelTransport
        ? arctic.tr("Map. Arrow keys move it, plus and minus zoom; Alt with down or up goes from mark to mark.")
        : arctic.tr("Map. Arrow keys move it, plus and minus zoom.");
      this.map.getContainer().setAttribute("aria-label", keys);
      this.furniture.words(words);
    }

    /** @param {Messages.ShowProjection} projection */
    async ShowProjection(projection) {
      this.map.closePopup();
      this.layers.clear();
      this.sketch.clear();
      this.layers.ground = projection.ground;
      // The former map stays until the next one is there: an empty page would look like a fault.
      const canvases = Object.values(this.canvas);
      for (const canvas of canvases) canvas.held = true;
      const outline = this.ground.turn(projection);
      this.furniture.turn(projection);
      this.view.turn(projection.box, projection.goal, this.furniture.room());
      try {
        await Promise.all([outline, this.ground.load(this.map.getZoom())]);
      } finally {
        // Without its base map a projection still has its layers.
        for (const canvas of canvases) {
          canvas.held = false;
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
      this.layers.name(message);
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
      if (!this.look) throw new Error("a legend is drawn in a look, which is shown first");
      this.furniture.drawLegend(this.look, entries);
      this.foldLegend();
    }

    /** @param {Messages.ShowFurniture} message */
    ShowFurniture({ furniture }) {
      this.furniture.show(furniture);
      this.clearFrame();
      this.frame();
    }

    /** @param {Messages.MoveView} message */
    MoveView({ box, smooth, exact }) {
      if (exact) {
        this.map.once("moveend", () => this.popup.place());
        this.view.move(box, smooth, this.furniture.room());
      } else this.goTo(box, smooth);
    }

    /**
     * To all of a box, or of the feature in it that the popup speaks of, with the popup beside it.
     * @param {Box} box
     * @param {boolean} smooth
     */
    goTo(box, smooth) {
      const { card } = this.popup;
      const feature = card && holds(box, card.box) ? card.box : null;
      const taken = this.furniture.taken();
      if (feature) this.flatten(box, feature, taken);
      this.popup.wait();
      const whole = feature && this.withName(box, feature, taken);
      this.view.show(box, whole ?? box, whole && this.popup.size, taken, smooth, () => this.popup.place());
      this.view.unmoved = () => this.goTo(box, false);
    }

    /**
     * A feature with its name, which keeps its size while the map is scaled: it takes the more metres the smaller the scale is.
     * @type {(box: Box, feature: Box, taken: Box[]) => Box}
     */
    withName(box, feature, taken) {
      let whole = feature;
      for (let round = 0; round < 4; round++) {
        const { scale } = arctic.placing.view(this.map.getSize(), box, whole, this.popup.size, taken, this.view.most);
        const [name] = this.popup.namesAt(arctic.projection.zoom(1 / scale));
        if (!name) return feature;
        const [x0, y0, x1, y1] = name.box.map((pixels) => pixels / scale);
        // Its name may stand elsewhere at the next scale.
        whole = arctic.placing.joined(whole, [name.x + x0, name.y - y1, name.x + x1, name.y - y0]);
      }
      return whole;
    }

    /**
     * Where the popup would take half of the view away it lies flat, if that takes less.
     * @type {(box: Box, feature: Box, taken: Box[]) => void}
     */
    flatten(box, feature, taken) {
      const scale = (/** @type {Size | null} */ size) => {
        const view = arctic.placing.view(this.map.getSize(), box, feature, size, taken, Infinity);
        return view.whole ? view.scale : 0;
      };
      this.popup.lay();
      const roomy = scale(this.popup.size);
      if (roomy > scale(null) / 2) return;
      this.popup.lay(true);
      if (scale(this.popup.size) < roomy) this.popup.lay();
    }

    /** @param {Messages.ShowSketch} message */
    ShowSketch(message) {
      this.sketch.show(message);
      // Names make room when the pointer rests: they would flicker where it draws.
      window.clearTimeout(this.resting);
      this.resting = window.setTimeout(() => {
        this.resting = 0;
        this.repaint("subject");
      }, rest);
    }

    /** @param {Messages.Highlight} message */
    Highlight({ features, grow }) {
      this.layers.highlighted = new Set(features);
      if (grow) this.layers.growing.begin(features);
      this.repaint("subject");
    }

    ReportIdle() {
      this.activity.whenIdle(() => arctic.say("Idle", { width: innerWidth, height: innerHeight }));
    }

    /** @param {Messages.ShowCard} message */
    ShowCard({ card }) {
      if (card) this.popup.open(card);
      else this.popup.close();
    }
  }

  /** @type {(outer: Box, inner: Box) => boolean} */
  function holds(outer, inner) {
    return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
  }

  arctic.Atlas = Atlas;
})();
