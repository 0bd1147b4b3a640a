// The map's decorations: legend, scale bar, north arrow, frame labels, title and source line.
"use strict";

(function () {
  // The legend's measures in pixels, as in arctic.css: its size is known before it is laid out.
  const COLUMN = 204;
  const ROW = 14;
  const MAX_COLUMN = 220;
  const MIN_OPEN_WIDTH = 1440; // width of a window in which the legend is open
  const [PADDING, HEADING, GAP] = [20, 30, 10];
  const [SYMBOL, LETTER] = [34, 5.4]; // widths in a line: a symbol with its gap, and a wide letter
  const MARK = { letter: 6, height: 14 }; // size of a frame label at the usual text size
  const MAX_COVERED = { side: 0.16, foot: 0.3 }; // shares of the first view; at the foot of the world is the Antarctic

  /**
   * @template {keyof HTMLElementTagNameMap} Tag
   * @param {Tag} tag
   * @param {string} className
   * @param {string} [text]
   * @param {Element | null} [parent]
   */
  function element(tag, className, text, parent) {
    const result = document.createElement(tag);
    result.className = className;
    if (text) result.textContent = text;
    parent?.append(result);
    return result;
  }

  /**
   * The lines by group, in their order.
   * @param {Messages.LegendEntry[]} entries
   */
  function grouped(entries) {
    /** @type {Map<string, Messages.LegendEntry[]>} */
    const groups = new Map();
    for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    return groups;
  }

  /**
   * The number of rows of a line. Pairs of symbol and text that do not fit go to the next row.
   * @param {Messages.LegendEntry} entry
   * @param {number} available width, at the usual text size
   */
  function rowsOf({ text, more }, available) {
    let [rows, used] = [1, 0];
    for (const words of [text, ...more.map(([, other]) => other)]) {
      const width = SYMBOL + LETTER * words.length;
      if (used && used + width > available) [rows, used] = [rows + 1, 0];
      used += width;
    }
    return rows;
  }

  /**
   * The number of rows in which all lines fit into these columns, the indexes of the lines that begin a column, and
   * the rows of each line. Group headings are lines too.
   * @param {[string, Messages.LegendEntry[]][]} groups
   * @param {number} columns
   * @param {number} width of a column at the usual text size
   */
  function flow(groups, columns, width) {
    const lines = groups.flatMap(([name, entries]) => [
      ...(name ? [{ isHeading: true, span: 1 }] : []),
      ...entries.map((entry) => ({ isHeading: false, span: rowsOf(entry, width) })),
    ]);
    const spans = lines.map(({ span }) => span);
    const total = spans.reduce((sum, span) => sum + span, 0);
    for (let rows = Math.max(1, ...spans, Math.ceil(total / columns)); ; rows += 1) {
      /** @type {number[]} */
      const first = [];
      let used = rows;
      lines.forEach(({ isHeading, span }, number) => {
        // No heading is alone at the foot of a column.
        if (used + span + (isHeading ? 1 : 0) > rows) [used] = [0, first.push(number)];
        used += span;
      });
      if (first.length <= columns || rows > total) return { rows, first, spans };
    }
  }

  /**
   * Describes a drawing for screen readers.
   * @param {Element} drawing
   * @param {string} description
   */
  function describe(drawing, description) {
    drawing.setAttribute("role", "img");
    drawing.setAttribute("aria-label", description);
  }

  class Furniture {
    /** @param {L.Map} map */
    constructor(map) {
      const page = map.getContainer().parentElement;
      /** @type {Box} */
      this.home = [0, 0, 1, 1];
      this.size = { columns: 1, rows: 0, first: /** @type {number[]} */ ([]), spans: /** @type {number[]} */ ([]), column: 0, width: 0, height: 0 };
      this.chosen = false; // whether the reader has opened or closed the legend
      this.foldedForPopup = false;
      this.openedOverPopup = false; // by the reader
      /** @type {HTMLCanvasElement[]} */
      this.unusedCanvases = [];
      /** @type {HTMLCanvasElement[]} */
      this.swatches = [];
      /** @type {(() => void)[]} */
      this.unpainted = [];
      this.map = map;
      this.textScale = 1;
      // In the program's window the map takes the whole page; title and sources are only for screen readers.
      const inWindow = window.qt?.webChannelTransport !== undefined;
      const title = element("header", inWindow ? "title unseen" : "title", "", page);
      this.title = element("div", "names", "", title);
      this.legend = element("details", "legend", "", page);
      this.legend.addEventListener("click", () => {
        [this.chosen, this.foldedForPopup, this.openedOverPopup] = [true, false, !this.legend.open];
        this.paintSwatches();
      });
      this.gauges = element("div", "gauges", "", inWindow ? page : title);
      this.scale = element("div", "scale", "", this.gauges);
      this.pole = element("div", "pole", "", this.gauges);
      this.frame = element("div", "frame", "", page);
      this.inWindow = inWindow;
      this.titleSize = new ResizeObserver(() => requestAnimationFrame(() => this.fitTitle()));
      if (!inWindow) window.addEventListener("resize", () => this.refitTitle());
      /** @type {{ mark: HTMLElement, box: Box }[]} */
      this.marks = [];
      this.foot = element("footer", inWindow ? "foot unseen" : "foot", "", page);
      /** @type {Messages.LegendEntry[]} */
      this.entries = [];
      this.topMargin = arctic.topMargin ?? 2 * GAP; // pixels at the top of the map that the legend leaves free
    }

    // A small window with large text has as little room as a narrow one.
    updateNarrow() {
      document.documentElement.toggleAttribute("data-narrow", window.innerWidth < 520 * this.textScale);
    }

    // A long title takes more lines, which need room above the map. The room only grows: a smaller map has another
    // scale bar, which leaves the title another width.
    fitTitle() {
      const { scrollHeight, clientHeight } = this.title;
      if (scrollHeight <= clientHeight) return;
      document.documentElement.style.setProperty("--head", `${scrollHeight}px`);
      this.map.invalidateSize({ animate: false });
    }

    refitTitle() {
      document.documentElement.style.removeProperty("--head");
      this.fitTitle();
    }

    /**
     * The projection decides where its legend covers least: in a corner, or along the foot.
     * @param {Messages.ShowProjection} projection
     */
    setProjection({ home, legend }) {
      this.home = home;
      this.legend.dataset.side = legend;
      this.foldLegend();
    }

    // It is folded in a narrow window and where it would cover much of the first view, until the reader opens or closes it.
    foldLegend() {
      const { x: width, y: height } = this.map.getSize();
      const flat = this.legend.dataset.side === "foot";
      this.size = this.measure(flat ? Math.floor((width - 2 * GAP - PADDING) / (COLUMN * this.textScale)) : 1, width);
      const { style } = this.legend;
      style.setProperty("--columns", String(this.size.columns));
      style.setProperty("--rows", String(this.size.rows));
      style.setProperty("--column", `${this.size.column}px`);
      this.legend.toggleAttribute("data-flat", this.size.columns > 2);
      for (const [number, line] of [...this.legend.querySelectorAll(".marks li")].entries()) {
        if (!(line instanceof HTMLElement)) continue;
        line.style.gridRowStart = this.size.first.includes(number) ? "1" : "auto";
        line.style.gridRowEnd = `span ${this.size.spans[number] ?? 1}`;
      }
      const isWide = window.outerWidth >= MIN_OPEN_WIDTH * this.textScale;
      if (!this.chosen && !this.foldedForPopup) this.legend.open = isWide && this.covered(width, height, flat) <= MAX_COVERED[flat ? "foot" : "side"];
      if (this.legend.open) this.paintSwatches();
    }

    /**
     * Columns, rows and size of the open legend.
     * @param {number} maxColumns
     * @param {number} width
     */
    measure(maxColumns, width) {
      const marks = [...grouped(this.entries.filter((entry) => !entry.at_foot))];
      const count = marks.reduce((sum, [, entries]) => sum + entries.length, 0);
      const columns = Math.max(1, Math.min(maxColumns, count));
      const columnWidth = columns > 1 ? Math.min(Math.floor((width - 2 * GAP - PADDING) / columns), MAX_COLUMN * this.textScale) : COLUMN * this.textScale;
      const { rows, first, spans } = flow(marks, columns, columnWidth / this.textScale);
      const keys = [...grouped(this.entries.filter((entry) => entry.at_foot)).values()];
      const below = keys.reduce((sum, { length }) => sum + 4 + ROW * this.textScale * (columns > 2 ? 1 : 1 + Math.ceil(length / 2)), 0);
      return {
        columns,
        rows,
        first,
        spans,
        column: columnWidth,
        width: columns * columnWidth + PADDING,
        height: HEADING * this.textScale + ROW * this.textScale * rows + below,
      };
    }

    /**
     * The share of the first view that the open legend covers when the view is shifted as far as possible.
     * @param {number} width
     * @param {number} height
     * @param {boolean} flat
     */
    covered(width, height, flat) {
      if (this.size.height + GAP + this.topMargin > height) return 1;
      const [x0, y0, x1, y1] = this.home;
      const pixels = Math.min(width / (x1 - x0), height / (y1 - y0));
      const [length, free] = flat
        ? [(y1 - y0) * pixels, height - this.size.height - GAP]
        : [(x1 - x0) * pixels, width - this.size.width - GAP];
      return Math.max(0, 1 - free / length);
    }

    /**
     * The pixels that the open legend covers, from its side of the map.
     * @returns {LegendInset}
     */
    inset() {
      if (!this.legend.open || this.legend.hidden) return { side: "none", width: 0, height: 0 };
      return {
        side: this.legend.dataset.side ?? "none",
        width: this.size.width + 2 * GAP,
        height: this.size.height + 2 * GAP,
      };
    }

    /**
     * Boxes of what covers the map, in pixels of the map.
     * @returns {Box[]}
     */
    occupied() {
      const map = this.map.getContainer().getBoundingClientRect();
      const elements = [this.legend, ...(this.inWindow ? [this.gauges] : []), ...this.map.getContainer().querySelectorAll(".leaflet-control")];
      return elements
        .map((each) => each.getBoundingClientRect())
        .filter(({ width, height }) => width && height)
        .map(({ left, top, right, bottom }) => [left - map.left, top - map.top, right - map.left, bottom - map.top]);
    }

    /**
     * Folds the open legend while a popup would be under it. Returns whether the popup must be closed instead, since
     * the reader has opened the legend over it.
     * @param {Box | null} popup
     */
    yieldTo(popup) {
      const { legend } = this;
      if (!popup) {
        if (this.foldedForPopup) legend.open = true;
        [this.foldedForPopup, this.openedOverPopup] = [false, false];
      } else if (legend.open && !legend.hidden) {
        const [map, box] = [this.map.getContainer(), legend].map((each) => each.getBoundingClientRect());
        const [left, top] = [box.left - map.left, box.top - map.top];
        if (popup[0] >= left + box.width || popup[2] <= left || popup[1] >= top + box.height || popup[3] <= top) return false;
        if (this.openedOverPopup) return true;
        this.foldedForPopup = true;
        legend.open = false;
      }
      return false;
    }

    /** @param {Messages.ShowWords} words */
    showWords({ title, subtitle, period, source_line: source, warning }) {
      const below = element("p", "");
      // Comes first, so that a narrow window cuts the subtitle and not the visible period.
      if (period) element("span", "period", period, below);
      below.append(subtitle);
      const heading = element("h1", "", title);
      this.title.replaceChildren(heading, below);
      this.titleSize.disconnect();
      if (!this.inWindow) this.titleSize.observe(heading);
      this.foot.replaceChildren(element("span", "source", source), element("strong", "", warning));
    }

    /** @param {Messages.ShowLook} look */
    showLook(look) {
      const { palette } = look;
      const root = document.documentElement;
      root.dataset.theme = look.name;
      root.dataset.contrast = look.high_contrast ? "high" : "standard";
      this.textScale = (look.text_size ?? 100) / 100;
      root.style.setProperty("--text", String(this.textScale));
      this.updateNarrow();
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
      this.unusedCanvases = this.swatches;
      this.swatches = [];
      this.unpainted = [];
      const marks = element("ul", "marks");
      for (const [name, lines] of grouped(entries.filter((entry) => !entry.at_foot))) {
        if (name) element("li", "group", name, marks);
        for (const { style, text, more } of lines) {
          const line = element("li", "", "", marks);
          for (const [id, words] of [[style, text], ...more]) this.symbol(look, id, words, 22, line);
        }
      }
      const keys = [...grouped(entries.filter((entry) => entry.at_foot))].map(([name, lines]) => {
        const key = element("ul", "key");
        element("li", "group", name, key);
        for (const { style, text } of lines) this.symbol(look, style, text, 20, element("li", "", "", key));
        return key;
      });
      this.legend.replaceChildren(element("summary", "", arctic.tr("Legend")), marks, ...keys);
      this.legend.hidden = entries.length === 0;
      if (this.legend.open) this.paintSwatches();
    }

    // A folded legend paints none.
    paintSwatches() {
      for (const paint of this.unpainted.splice(0)) paint();
    }

    /** @type {(look: Messages.ShowLook, style: string, words: string, width: number, line: Element) => void} */
    symbol(look, style, words, width, line) {
      // Canvases are reused: their memory is freed late.
      const canvas = this.unusedCanvases.pop() ?? element("canvas", "");
      this.swatches.push(canvas);
      const pair = element("span", "pair", "", line);
      pair.append(canvas);
      element("span", "", words, pair);
      const [height, dpr] = [12, window.devicePixelRatio * this.textScale];
      canvas.width = width * dpr;
      canvas.height = height * dpr;
      canvas.style.width = `${width * this.textScale}px`;
      canvas.setAttribute("aria-hidden", "true");
      this.unpainted.push(() => arctic.draw.swatch(arctic.context(canvas), width, height, style, look, dpr));
    }

    /** @param {Messages.MapDecorations} furniture */
    show({ scale_px: width, scale_text: text, scale_marks: marks, scale_at: at, north, north_text: northText, frame }) {
      const bar = element("span", "bar", "");
      bar.style.width = `${width}px`;
      const numbers = element("span", "numbers");
      numbers.style.width = `${width}px`;
      for (const mark of marks) element("span", "", mark, numbers);
      this.scale.replaceChildren(bar, numbers, element("span", "at", at));
      // The centre of the view may be outside the projection.
      this.scale.hidden = !text;
      describe(this.scale, text && arctic.tr("Scale: {length}", { length: text }));
      const arrow = element("span", "arrow", "");
      arrow.style.transform = `rotate(${north}deg)`;
      this.pole.replaceChildren(arrow, element("span", "", northText));
      describe(this.pole, arctic.tr("{pole}: {degrees} degrees clockwise from up", { pole: northText, degrees: Math.round(north) }));
      this.marks = frame.map((label) => {
        const mark = element("span", `mark ${label.side}`, label.text);
        mark.style.left = `${label.x}px`;
        mark.style.top = `${label.y}px`;
        return { mark, box: this.boxOf(label) };
      });
      this.frame.replaceChildren(...this.marks.map(({ mark }) => mark));
    }

    /**
     * The box of a frame label, inside the map's edge.
     * @type {(label: Messages.FrameLabel) => Box}
     */
    boxOf({ text, x, y, side }) {
      const [half, depth] = [(MARK.letter * text.length * this.textScale) / 2, MARK.height * this.textScale + 4];
      if (side === "left") return [0, y - half, depth, y + half];
      if (side === "right") return [x - depth, y - half, x, y + half];
      return side === "top" ? [x - half, 0, x + half, depth] : [x - half, y - depth, x + half, y];
    }

    /**
     * Hides frame labels that would touch labels of the map, or what covers it.
     * @param {Box[]} occupied
     */
    clearFrame(occupied) {
      if (!this.inWindow) return;
      for (const { mark, box } of this.marks) {
        mark.hidden = occupied.some(([x0, y0, x1, y1]) => box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0);
      }
    }
  }

  /**
   * The content of a popup: text only, no markup.
   * @param {Messages.Card} card
   */
  function cardContent(card) {
    const content = element("article", "card");
    element("h2", "", card.title, content);
    const list = element("dl", "", "", content);
    if (card.facts.length) {
      element("dt", "", arctic.tr("Facts"), list);
      const facts = element("dd", "facts", "", list);
      for (const fact of card.facts) {
        const link = element("button", "", fact, facts);
        link.type = "button";
        link.title = arctic.tr("Read fact {fact}", { fact });
        link.addEventListener("click", () => arctic.send("FactClicked", { fact }));
      }
      if (window.qt?.webChannelTransport) {
        const article = element("button", "", arctic.tr("Show in the article"), facts);
        article.type = "button";
        article.title = arctic.tr("Show the sentences that say so (Ctrl+J)");
        article.addEventListener("click", () => arctic.send("ArticleRequested"));
      }
    }
    for (const [heading, text] of card.lines) {
      element("dt", "", heading, list);
      element("dd", "", text, list);
    }
    return content;
  }

  arctic.Furniture = Furniture;
  arctic.cardContent = cardContent;
})();
