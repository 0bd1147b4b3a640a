// The popup at the selected feature: as large as the map allows, and beside what it speaks of.
"use strict";

(function () {
  const usual = 320; // pixels at the usual size of words
  const least = 200;
  const beside = 0.45; // of the map's width: what is wider stands above or below
  const flat = 0.3; // of the map's height, where it stands above or below what is as wide as the map
  const edge = 16; // pixels that stay free at both sides together

  class Popup {
    /**
     * @param {L.Map} map
     * @param {() => Box[]} taken
     * @param {() => number} text
     * @param {(feature: string, zoom: number) => Name[]} names
     * @param {() => void} onPlaced
     */
    constructor(map, taken, text, names, onPlaced) {
      this.map = map;
      this.taken = taken;
      this.text = text;
      this.names = names;
      this.onPlaced = onPlaced;
      /** @type {Messages.Card | null} */
      this.card = null;
      /**
       * Where a feature was clicked last.
       * @type {{ feature: string, x: number, y: number } | null}
       */
      this.clicked = null;
      /** @type {L.Popup | null} */
      this.leaf = null;
      // It fades for a while; a click on it is then for the map that is seen there.
      map.on("popupclose", ({ popup }) => {
        popup.getElement()?.toggleAttribute("inert", true);
        // It is the map's for a moment yet, and another may follow at once.
        queueMicrotask(onPlaced);
      });
    }

    /** @param {Messages.Card} card */
    open(card) {
      this.card = card;
      const content = arctic.cardContent(card);
      if (window.qt?.webChannelTransport && card.feature) content.append(this.asksForMore(card));
      const foot = arctic.cardFoot?.();
      if (foot) content.append(foot);
      this.leaf = L.popup({ autoPan: false, closeButton: true, className: "beside" })
        .setLatLng(arctic.projection.latLng(card.x, card.y))
        .setContent(content)
        .openOn(this.map);
      const close = this.leaf.getElement()?.querySelector(".leaflet-popup-close-button");
      close?.setAttribute("aria-label", arctic.tr("Close popup"));
      this.lay();
    }

    /**
     * A button for all that is where the map was clicked; where it was not, at what the popup points to.
     * @param {Messages.Card} card
     */
    asksForMore(card) {
      const { clicked } = this;
      const { x, y } = clicked?.feature === card.feature ? clicked : card;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "more";
      button.textContent = arctic.tr("Everything here");
      button.title = arctic.tr("List everything at this place with its attributes (I)");
      button.addEventListener("click", () => arctic.say("HereRequested", { x, y }));
      return button;
    }

    close() {
      this.card = null;
      this.map.closePopup();
    }

    get element() {
      return this.leaf && this.map.hasLayer(this.leaf) ? this.leaf.getElement() : undefined;
    }

    /** @returns {Size | null} */
    get size() {
      const { element } = this;
      return element ? { x: element.offsetWidth, y: element.offsetHeight } : null;
    }

    // What it covers of the map, in pixels: names that it would cut are left out.
    get box() {
      const { element, leaf, size } = this;
      const at = leaf?.getLatLng();
      if (!element || element.classList.contains("waiting") || !leaf || !size || !at) return null;
      const { x, y } = this.map.latLngToContainerPoint(at).add(L.point(leaf.options.offset ?? [0, 0]));
      return /** @type {Box} */ ([x - size.x / 2, y - size.y, x + size.x / 2, y]);
    }

    /**
     * As large as the map lets it be: with larger words and in a smaller map it is laid out anew.
     * @param {boolean} [low] whether it is to leave the map its height
     */
    lay(low = false) {
      const { element, leaf } = this;
      if (!element || !leaf) return;
      const { x, y } = this.map.getSize();
      const wide = low
        ? Math.min(1.5 * usual * this.text(), x - edge)
        : Math.min(usual * this.text(), Math.max(beside * x, least * this.text()), x - edge);
      const high = y * (low ? flat : wide > beside * x + 1 ? beside : 0.8);
      // What stands round the words within the popup.
      const frame = 32 * this.text();
      element.style.setProperty("--room", `${Math.max(Math.min(high, y - frame) - edge, 40)}px`);
      Object.assign(leaf.options, { maxWidth: wide - frame, minWidth: Math.min(least * this.text(), wide) - frame });
      leaf.update();
      this.place();
    }

    /** @param {number} zoom */
    namesAt(zoom) {
      return this.card?.feature ? this.names(this.card.feature, zoom) : [];
    }

    // Not to be seen before the map has come to where it goes.
    wait() {
      this.element?.classList.add("waiting");
    }

    // A map that was moved by hand takes the popup with its feature, and no farther than to the edge while that is seen.
    keepInside() {
      const { box, card } = this;
      if (!box || !card) return;
      const { x, y } = this.map.getSize();
      const at = this.map.latLngToContainerPoint(arctic.projection.latLng(card.x, card.y));
      const isSeen = at.x >= 0 && at.y >= 0 && at.x <= x && at.y <= y;
      if (isSeen && (box[0] < 0 || box[1] < 0 || box[2] > x || box[3] > y)) this.place();
    }

    place() {
      const { card, element, leaf, size } = this;
      if (!card || !element || !leaf || !size) return;
      element.classList.remove("waiting");
      const pixel = (/** @type {number} */ x, /** @type {number} */ y) =>
        this.map.latLngToContainerPoint(arctic.projection.latLng(x, y));
      const [x0, y0, x1, y1] = card.box;
      const [first, last, anchor] = [pixel(x0, y1), pixel(x1, y0), pixel(card.x, card.y)];
      const ends = card.ends.map(([x, y]) => pixel(x, y));
      const whole = this.map.getSize();
      // The first that the map holds is the one that is painted.
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
        this.taken(),
        ends,
        name ?? null,
      );
      // It is fixed at the edge that is next to the feature: nearer by, the feature does not grow under it.
      const near = L.point(
        side === "right" ? box[0] : side === "left" ? box[2] : Math.max(box[0], Math.min(anchor.x, box[2])),
        side === "below" ? box[1] : side === "above" ? box[3] : Math.max(box[1], Math.min(anchor.y, box[3])),
      );
      leaf.options.offset = [Math.round((box[0] + box[2]) / 2 - near.x), Math.round(box[3] - near.y)];
      leaf.setLatLng(this.map.containerPointToLatLng(near));
      element.dataset.side = side;
      element.style.setProperty("--tip-x", `${near.x - box[0]}px`);
      element.style.setProperty("--tip-y", `${near.y - box[1]}px`);
      this.onPlaced();
    }
  }

  arctic.Popup = Popup;
})();
