// The popup of the selected feature: as large as the map allows, and next to the feature.
"use strict";

(function () {
  const USUAL_WIDTH = 320; // pixels at the usual text size
  const MIN_WIDTH = 200;
  const MAX_SHARE = 0.45; // of the map's width; a wider popup is above or below the feature
  const FLAT = 0.3; // of the map's height, above or below a feature as wide as the map
  const EDGES = 16; // pixels that stay free at both sides together

  class Popup {
    /**
     * @param {L.Map} map
     * @param {() => Box[]} occupied
     * @param {() => number} textScale
     * @param {(feature: string, zoom: number) => LabelPosition[]} names
     * @param {() => void} onPlaced
     */
    constructor(map, occupied, textScale, names, onPlaced) {
      this.map = map;
      this.occupied = occupied;
      this.textScale = textScale;
      this.names = names;
      this.onPlaced = onPlaced;
      /** @type {Messages.Card | null} */
      this.card = null;
      /**
       * The last clicked feature, and where.
       * @type {{ feature: string, x: number, y: number } | null}
       */
      this.clicked = null;
      /** @type {L.Popup | null} */
      this.popup = null;
      // A closed popup fades out; a click on it goes to the map below.
      map.on("popupclose", ({ popup }) => {
        popup.getElement()?.toggleAttribute("inert", true);
        // Leaflet removes it after this event, and another may open at once.
        queueMicrotask(onPlaced);
      });
    }

    /** @param {Messages.Card} card */
    open(card) {
      this.card = card;
      const content = arctic.cardContent(card);
      if (window.qt?.webChannelTransport && card.feature) content.append(this.everythingButton(card));
      const foot = arctic.cardFoot?.();
      if (foot) content.append(foot);
      this.popup = L.popup({ autoPan: false, closeButton: true, className: "placed" })
        .setLatLng(arctic.projection.latLng(card.x, card.y))
        .setContent(content)
        .openOn(this.map);
      const close = this.popup.getElement()?.querySelector(".leaflet-popup-close-button");
      close?.setAttribute("aria-label", arctic.tr("Close popup"));
      this.layOut();
    }

    /**
     * A button that lists everything where the map was clicked, or else at the popup's anchor.
     * @param {Messages.Card} card
     */
    everythingButton(card) {
      const { clicked } = this;
      const { x, y } = clicked?.feature === card.feature ? clicked : card;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "more";
      button.textContent = arctic.tr("Everything here");
      button.title = arctic.tr("List everything at this place with its attributes (I)");
      button.addEventListener("click", () => arctic.send("HereRequested", { x, y }));
      return button;
    }

    close() {
      this.card = null;
      this.map.closePopup();
    }

    get element() {
      return this.popup && this.map.hasLayer(this.popup) ? this.popup.getElement() : undefined;
    }

    /** @returns {Size | null} */
    get size() {
      const { element } = this;
      return element ? { x: element.offsetWidth, y: element.offsetHeight } : null;
    }

    // The box that it covers, in pixels of the map. Labels that it would cut are left out.
    get box() {
      const { element, popup, size } = this;
      const at = popup?.getLatLng();
      if (!element || element.classList.contains("waiting") || !popup || !size || !at) return null;
      const { x, y } = this.map.latLngToContainerPoint(at).add(L.point(popup.options.offset ?? [0, 0]));
      return /** @type {Box} */ ([x - size.x / 2, y - size.y, x + size.x / 2, y]);
    }

    /**
     * Sets the largest size that map and text size allow.
     * @param {boolean} [flat] whether the popup leaves the map its height
     */
    layOut(flat = false) {
      const { element, popup } = this;
      if (!element || !popup) return;
      const { x, y } = this.map.getSize();
      const width = flat
        ? Math.min(1.5 * USUAL_WIDTH * this.textScale(), x - EDGES)
        : Math.min(USUAL_WIDTH * this.textScale(), Math.max(MAX_SHARE * x, MIN_WIDTH * this.textScale()), x - EDGES);
      const height = y * (flat ? FLAT : width > MAX_SHARE * x + 1 ? MAX_SHARE : 0.8);
      // The space around the text inside the popup.
      const frame = 32 * this.textScale();
      element.style.setProperty("--room", `${Math.max(Math.min(height, y - frame) - EDGES, 40)}px`);
      Object.assign(popup.options, { maxWidth: width - frame, minWidth: Math.min(MIN_WIDTH * this.textScale(), width) - frame });
      popup.update();
      this.place();
    }

    /** @param {number} zoom */
    namesAt(zoom) {
      return this.card?.feature ? this.names(this.card.feature, zoom) : [];
    }

    // Hides it while the map moves.
    hideUntilPlaced() {
      this.element?.classList.add("waiting");
    }

    // After the reader has moved the map, keeps the popup in it while its feature is visible.
    keepInside() {
      const { box, card } = this;
      if (!box || !card) return;
      const { x, y } = this.map.getSize();
      const at = this.map.latLngToContainerPoint(arctic.projection.latLng(card.x, card.y));
      const isVisible = at.x >= 0 && at.y >= 0 && at.x <= x && at.y <= y;
      if (isVisible && (box[0] < 0 || box[1] < 0 || box[2] > x || box[3] > y)) this.place();
    }

    place() {
      const { card, element, popup, size } = this;
      if (!card || !element || !popup || !size) return;
      element.classList.remove("waiting");
      const pixel = (/** @type {number} */ x, /** @type {number} */ y) =>
        this.map.latLngToContainerPoint(arctic.projection.latLng(x, y));
      const [x0, y0, x1, y1] = card.box;
      const [first, last, anchor] = [pixel(x0, y1), pixel(x1, y0), pixel(card.x, card.y)];
      const ends = card.ends.map(([x, y]) => pixel(x, y));
      const whole = this.map.getSize();
      // The first one inside the map is the one that is painted.
      const name = this.namesAt(this.map.getZoom())
        .map(({ x, y, box: [left, top, right, bottom] }) => {
          const at = pixel(x, y);
          return /** @type {Box} */ ([at.x + left, at.y + top, at.x + right, at.y + bottom]);
        })
        .find(([left, top, right, bottom]) => left >= 0 && top >= 0 && right <= whole.x && bottom <= whole.y);
      const { side, box } = arctic.placing.popup(
        whole,
        [first.x, first.y, last.x, last.y],
        anchor,
        size,
        this.occupied(),
        ends,
        name ?? null,
      );
      // Its anchor is the edge nearest to the feature: when the map zooms in, the feature does not grow under it.
      const near = L.point(
        side === "right" ? box[0] : side === "left" ? box[2] : Math.max(box[0], Math.min(anchor.x, box[2])),
        side === "below" ? box[1] : side === "above" ? box[3] : Math.max(box[1], Math.min(anchor.y, box[3])),
      );
      popup.options.offset = [Math.round((box[0] + box[2]) / 2 - near.x), Math.round(box[3] - near.y)];
      popup.setLatLng(this.map.containerPointToLatLng(near));
      element.dataset.side = side;
      element.style.setProperty("--tip-x", `${near.x - box[0]}px`);
      element.style.setProperty("--tip-y", `${near.y - box[1]}px`);
      this.onPlaced();
    }
  }

  arctic.Popup = Popup;
})();
