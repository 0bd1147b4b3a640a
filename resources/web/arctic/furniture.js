// What stands round the map: title, legend, scale, arrow to the pole, labels at the frame, source line.
"use strict";

(function () {
  // The legend's measures in pixels, as the style sheet has them: its place is known before it is laid out.
  const column = 194;
  const row = 14;
  const widest = 220;
  const [padding, heading, gap] = [20, 30, 10];
  const bearable = { side: 0.16, foot: 0.3 }; // parts of the first view; at the foot of the world lies the Antarctic

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} className
   * @param {string} [text]
   * @param {Element | null} [parent]
   */
  function element(tag, className, text, parent) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    parent?.append(made);
    return made;
  }

  /**
   * Lines on the facts told of the marks, and their heading, stand below the marks.
   * @param {Messages.LegendEntry} entry
   */
  function isKind(entry) {
    return entry.of_facts;
  }

  /**
   * For those who hear the page: a drawing that words stand for.
   * @param {Element} drawing
   * @param {string} words
   */
  function say(drawing, words) {
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", words);
  }

  class Furniture {
    /** @param {L.Map} map */
    constructor(map) {
      const page = map.getContainer().parentElement;
      /** @type {Box} */
      this.home = [0, 0, 1, 1];
      this.size = { columns: 1, column: 0, width: 0, height: 0 };
      this.chosen = false;
      /** @type {HTMLCanvasElement[]} */
      this.free = [];
      /** @type {HTMLCanvasElement[]} */
      this.swatches = [];
      this.map = map;
      this.text = 1; // size of words, times the usual one
      const title = element("header", "title", "", page);
      this.title = element("div", "names", "", title);
      this.legend = element("details", "legend", "", page);
      this.legend.addEventListener("click", () => (this.chosen = true));
      const gauges = element("div", "gauges", "", title);
      this.scale = element("div", "scale", "", gauges);
      this.pole = element("div", "pole", "", gauges);
      this.frame = element("div", "frame", "", page);
      this.foot = element("footer", "foot", "", page);
      /** @type {Messages.LegendEntry[]} */
      this.entries = [];
      this.above = arctic.above ?? 2 * gap; // of the map's height, what the legend must leave free
    }

    // Large words in a small window have as little room as usual ones in a narrow one.
    narrow() {
      document.documentElement.toggleAttribute("data-narrow", window.innerWidth < 520 * this.text);
    }

    /**
     * The projection says where its legend covers least: in the corner at a side, or flat along the foot.
     * @param {Messages.ShowProjection} projection
     */
    turn({ home, legend }) {
      this.home = home;
      this.legend.dataset.side = legend;
      this.foldLegend();
    }

    // Where it would cover much of the first view it waits closed, until the reader has opened or closed it.
    foldLegend() {
      const { x: width, y: height } = this.map.getSize();
      const flat = this.legend.dataset.side === "foot";
      this.size = this.measured(flat ? Math.floor((width - 2 * gap - padding) / (column * this.text)) : 1, width);
      const { style } = this.legend;
      style.setProperty("--columns", String(this.size.columns));
      style.setProperty("--column", `${this.size.column}px`);
      if (!this.chosen) this.legend.open = width >= 560 * this.text && this.covered(width, height, flat) <= bearable[flat ? "foot" : "side"];
    }

    /**
     * The lines' columns and the size of it all, when it is open.
     * @param {number} most
     * @param {number} width
     */
    measured(most, width) {
      const kinds = this.entries.filter(isKind).length;
      const marks = this.entries.length - kinds;
      const columns = Math.max(1, Math.min(most, marks));
      const wide = columns > 1 ? Math.min(Math.floor((width - 2 * gap - padding) / columns), widest * this.text) : column * this.text;
      const below = kinds ? 4 + row * this.text * (columns > 2 ? 1 : columns > 1 ? 2 : 3) : 0;
      return {
        columns,
        column: wide,
        width: columns * wide + padding,
        height: heading * this.text + row * this.text * Math.ceil(marks / columns) + below,
      };
    }

    /**
     * The part of the first view, moved aside as far as it can be, that the open legend covers.
     * @param {number} width
     * @param {number} height
     * @param {boolean} flat
     */
    covered(width, height, flat) {
      if (this.size.height + gap + this.above > height) return 1;
      const [x0, y0, x1, y1] = this.home;
      const pixels = Math.min(width / (x1 - x0), height / (y1 - y0));
      const [length, left] = flat
        ? [(y1 - y0) * pixels, height - this.size.height - gap]
        : [(x1 - x0) * pixels, width - this.size.width - gap];
      return Math.max(0, 1 - left / length);
    }

    /**
     * What the legend takes of the map, in pixels from the side at which it stands.
     * @returns {Room}
     */
    room() {
      if (!this.legend.open || this.legend.hidden) return { side: "none", width: 0, height: 0 };
      return {
        side: this.legend.dataset.side ?? "none",
        width: this.size.width + 2 * gap,
        height: this.size.height + 2 * gap,
      };
    }

    /** @param {Messages.ShowWords} words */
    words({ title, subtitle, period, source_line: source, warning }) {
      const below = element("p", "");
      // First, so that a narrow window cuts the subtitle and not the days that are shown.
      if (period) element("span", "period", period, below);
      below.append(subtitle);
      this.title.replaceChildren(element("h1", "", title), below);
      this.foot.replaceChildren(element("span", "source", source), element("strong", "", warning));
    }

    /** @param {Messages.ShowLook} look */
    look(look) {
      const { palette } = look;
      const root = document.documentElement;
      root.dataset.theme = look.name;
      root.dataset.contrast = look.high_contrast ? "high" : "standard";
      this.text = (look.text_size ?? 100) / 100;
      root.style.setProperty("--text", String(this.text));
      this.narrow();
      for (const name of /** @type {const} */ (["paper", "ink", "quiet", "panel", "sea"])) root.style.setProperty(`--${name}`, palette[name]);
      root.style.setProperty("--coast", palette.items.coast.stroke);
      this.drawLegend(look);
    }

    /**
     * @param {Messages.ShowLook} look
     * @param {Messages.LegendEntry[]} entries
     */
    drawLegend(look, entries = this.entries) {
      this.entries = entries;
      this.free = this.swatches;
      this.swatches = [];
      const rows = entries.map((entry) => {
        const { style, text } = entry;
        const line = element("li", isKind(entry) ? "kind" : "");
        if (style) this.swatch(look, entry, line);
        element("span", "", text, line);
        return line;
      });
      const marks = element("ul", "marks");
      const kinds = element("ul", "kinds");
      for (const line of rows) (line.className ? kinds : marks).append(line);
      this.legend.replaceChildren(element("summary", "", "Legend"), marks, kinds);
      this.legend.hidden = entries.length === 0;
    }

    /** @type {(look: Messages.ShowLook, entry: Messages.LegendEntry, parent: Element) => void} */
    swatch(look, entry, parent) {
      // Taken from the legend before: what a canvas holds lies long when it is no longer wanted.
      const canvas = this.free.pop() ?? element("canvas", "");
      this.swatches.push(canvas);
      parent.append(canvas);
      const [width, height, dpr] = [isKind(entry) ? 12 : 22, 12, window.devicePixelRatio * this.text];
      canvas.width = width * dpr;
      canvas.height = height * dpr;
      canvas.style.width = `${width * this.text}px`;
      canvas.setAttribute("aria-hidden", "true");
      arctic.draw.swatch(arctic.context(canvas), width, height, entry.style, look, dpr);
    }

    /** @param {Messages.Furniture} furniture */
    show({ scale_px: width, scale_text: text, north, north_text: northText, frame }) {
      const bar = element("span", "bar", "");
      bar.style.width = `${width}px`;
      this.scale.replaceChildren(bar, element("span", "", text));
      say(this.scale, text && `Scale: ${text}`);
      const arrow = element("span", "arrow", "");
      arrow.style.transform = `rotate(${north}deg)`;
      this.pole.replaceChildren(arrow, element("span", "", northText));
      say(this.pole, `${northText}: ${Math.round(north)} degrees clockwise from up`);
      this.frame.replaceChildren(
        ...frame.map((label) => {
          const mark = element("span", `mark ${label.side}`, label.text);
          mark.style.left = `${label.x}px`;
          mark.style.top = `${label.y}px`;
          return mark;
        }),
      );
    }
  }

  /**
   * The popup's content: words only, never markup.
   * @param {Messages.Card} card
   */
  function cardContent(card) {
    const content = element("article", "card");
    element("h2", "", card.title, content);
    const list = element("dl", "", "", content);
    for (const [heading, text] of card.lines) {
      element("dt", "", heading, list);
      element("dd", "", text, list);
    }
    return content;
  }

  arctic.Furniture = Furniture;
  arctic.cardContent = cardContent;
})();
