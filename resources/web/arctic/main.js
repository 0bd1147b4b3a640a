// The page's start, and one handler for each message of the program's vocabulary.
"use strict";

(function () {
  arctic.start = async (map) => {
    window.addEventListener("error", (event) => arctic.say("PageFailed", { why: String(event.message) }));
    window.addEventListener("unhandledrejection", (event) =>
      arctic.say("PageFailed", { why: String(event.reason?.message ?? event.reason) }),
    );
    const first = arctic.read("/start.json");
    const atlas = new Atlas(map);
    arctic.atlas = atlas;
    // Batches are taken one after the other, the page's own start first.
    let last = first.then((messages) => atlas.handle(messages, arctic.lettering));
    const start = last;
    arctic.connect((messages) => (last = last.then(() => atlas.handle(messages))));
    await start;
    arctic.whenPainted(() => arctic.say("PageReady", { seconds: performance.now() / 1000 }));
  };

  class Atlas {
    constructor(map) {
      this.map = map;
      this.look = null;
      this.dirty = new Set();
      this.started = false;
      for (const [name, z] of [["ground", 200], ["subject", 400]]) map.createPane(name).style.zIndex = z;
      this.ground = new arctic.Ground(() => this.repaint("ground"));
      this.layers = new arctic.Layers(() => this.repaint("subject"));
      this.canvas = {
        ground: new arctic.Canvas((ctx, frame) => this.paintGround(ctx, frame), "ground"),
        subject: new arctic.Canvas((ctx, frame) => this.paintSubject(ctx, frame), "subject"),
      };
      this.furniture = new arctic.Furniture(map);
      this.view = new arctic.View(map, arctic.say, () => this.furniture.room());
      this.furniture.legend.addEventListener("toggle", () => this.view.report());
      this.tooltip = L.tooltip({ direction: "top", offset: [0, -8], className: "hover" });
      map.on("click", (event) => this.click(event));
      map.on("mousemove", (event) => this.hover(event));
      map.on("resize", () => {
        this.furniture.narrow();
        if (this.started) this.furniture.foldLegend();
      });
      map.on("mouseout movestart", () => this.map.closeTooltip(this.tooltip));
      map.getContainer().setAttribute("role", "application");
      // The window has keys for the marks.
      const steps = window.qt?.webChannelTransport ? "; Alt with down or up goes from mark to mark" : "";
      map.getContainer().setAttribute("aria-label", `Map. Arrow keys move it, plus and minus zoom${steps}.`);
      // What was selected is read out.
      map.getPane("popupPane").setAttribute("aria-live", "polite");
    }

    // A batch is painted once, when all of it is there, and the first one not before the fonts are.
    async handle(messages, lettering) {
      await Promise.all(messages.map(({ type, ...message }) => this[type](message)));
      await lettering;
      this.started = true;
      this.flush();
    }

    repaint(name) {
      if (this.dirty.size === 0) requestAnimationFrame(() => this.flush());
      this.dirty.add(name);
    }

    flush() {
      if (!this.started) return;
      for (const name of this.dirty) this.canvas[name].repaint();
      this.dirty.clear();
    }

    paintGround(ctx, frame) {
      if (!this.started) return;
      this.ground.paint(ctx, frame, this.look.palette);
      this.ground.load(frame.zoom);
    }

    paintSubject(ctx, frame) {
      if (this.started) this.layers.paint(ctx, frame, this.look);
    }

    under(event) {
      const canvas = this.canvas.subject;
      if (!this.started || !canvas._bounds) return null;
      const point = this.map.containerPointToLayerPoint(event.containerPoint).subtract(canvas._bounds.min);
      return this.layers.at(canvas.ctx, canvas.frame(), point.x, point.y, this.look);
    }

    click(event) {
      const found = this.under(event);
      if (found) arctic.say("FeatureClicked", { layer: found.layer, feature: found.feature });
      else arctic.say("MapClicked");
    }

    hover(event) {
      const found = this.under(event);
      this.map.getContainer().style.cursor = found ? "pointer" : "";
      if (!found?.name) return this.map.closeTooltip(this.tooltip);
      const words = document.createElement("span");
      words.textContent = found.name;
      this.tooltip.setContent(words).setLatLng(event.latlng);
      if (!this.map.hasLayer(this.tooltip)) this.tooltip.addTo(this.map);
    }

    ShowLook(look) {
      this.look = look;
      const before = this.furniture.text;
      this.furniture.look(look);
      // Which of the forms of a Chinese character is meant depends on the language.
      this.map.getContainer().lang = look.names ?? "en";
      if (this.furniture.text !== before) this.resize();
      this.repaint("ground");
      this.repaint("subject");
    }

    // With larger words round it the map has less room.
    resize() {
      this.map.invalidateSize({ animate: false });
      if (this.started) this.furniture.foldLegend();
      if (this.popup && this.map.hasLayer(this.popup)) this.ShowCard({ card: this.card });
    }

    ShowWords(words) {
      this.furniture.words(words);
    }

    async ShowProjection(projection) {
      this.map.closePopup();
      this.layers.clear();
      const outline = this.ground.turn(projection);
      this.furniture.turn(projection);
      this.view.turn(projection.box, projection.goal, this.furniture.room());
      await Promise.all([outline, this.ground.load(this.map.getZoom())]);
      for (const canvas of Object.values(this.canvas)) if (!this.map.hasLayer(canvas)) canvas.addTo(this.map);
      this.repaint("ground");
      this.repaint("subject");
    }

    async ShowLayer(layer) {
      if (layer.url) return this.layers.show(layer);
      const picture = this.ground.show(layer);
      this.repaint("ground");
      await picture;
    }

    HideLayer({ id }) {
      this.ground.hide(id);
      this.layers.hide(id);
      this.repaint("ground");
    }

    OrderLayers({ layers }) {
      this.layers.arrange(layers);
    }

    FilterOut({ features }) {
      this.layers.filterOut(features);
    }

    ShowSigns({ signs }) {
      this.layers.showSigns(signs);
    }

    ShowLegend({ entries }) {
      this.furniture.drawLegend(this.look, entries);
    }

    ShowFurniture({ furniture }) {
      this.furniture.show(furniture);
    }

    MoveView({ box, smooth, exact }) {
      // The popup has its room made where the map comes to rest.
      this.view.move(box, smooth, exact, this.furniture.room(), () => this.popup?.update());
    }

    Highlight({ features }) {
      this.layers.highlighted = new Set(features);
      this.repaint("subject");
    }

    ShowCard({ card }) {
      this.card = card;
      if (!card) {
        this.map.closePopup();
        return;
      }
      // On a phone the popup is as wide as the map lets it be.
      const maxWidth = Math.min(320 * this.furniture.text, this.map.getSize().x - 84);
      const content = arctic.cardContent(card);
      // Title and tip must have room on the map too.
      const room = this.map.getSize().y - 130 * this.furniture.text;
      content.style.setProperty("--room", `${Math.max(room, 60)}px`);
      // A view that comes back with its popup already has room for it, and must not move.
      const autoPan = this.started;
      const { side, width, height } = this.furniture.room();
      const clear = (place) => 24 + (side === place ? width : 0);
      this.popup = L.popup({
        maxWidth,
        minWidth: 220,
        autoPan,
        autoPanPaddingTopLeft: [clear("left"), 24],
        autoPanPaddingBottomRight: [clear("right"), side === "foot" ? 24 + height : 24],
        closeButton: true,
      })
        .setLatLng(arctic.projection.latLng(card.x, card.y))
        .setContent(content)
        .openOn(this.map);
    }
  }

  arctic.Atlas = Atlas;
})();
