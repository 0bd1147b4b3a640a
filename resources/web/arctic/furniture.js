// What stands on the map or round it: legend, scale, arrow to the pole, labels at the frame, title, source line.
"use strict";

(function () {
  // The legend's measures in pixels, as the style sheet has them: its place is known before it is laid out.
  const column = 204;
  const row = 14;
  const widest = 220;
  const roomy = 1440; // width of a window in which the legend is open
  const [padding, heading, gap] = [20, 30, 10];
  const [symbol, letter] = [34, 5.4]; // of a line: a symbol with the room beside it, and a letter at the widest usual
  const mark = { letter: 6, height: 14 }; // of a label at the frame, in pixels of the usual text
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
   * The lines by the headings they stand under, in their order.
   * @param {Messages.LegendEntry[]} entries
   */
  function grouped(entries) {
    /** @type {Map<string, Messages.LegendEntry[]>} */
    const groups = new Map();
    for (const entry of entries) groups.set(entry.group, [...(groups.get(entry.group) ?? []), entry]);
    return groups;
  }

  /**
   * How many rows a line takes whose symbols, each with its words, go on in the next row where they have no room.
   * @param {Messages.LegendEntry} entry
   * @param {number} width in pixels of the usual text
   */
  function rowsOf({ text, more }, width) {
    let [rows, taken] = [1, 0];
    for (const words of [text, ...more.map(([, own]) => own)]) {
      const wide = symbol + letter * words.length;
      if (taken && taken + wide > width) [rows, taken] = [rows + 1, 0];
      taken += wide;
    }
    return rows;
  }

  /**
   * In how many rows all lines have a place in so many columns, the numbers of those that begin a column, and
   * how many rows each takes: headings are lines too.
   * @param {[string, Messages.LegendEntry[]][]} groups
   * @param {number} columns
   * @param {number} width of a column, in pixels of the usual text
   */
  function flow(groups, columns, width) {
    const lines = groups.flatMap(([name, entries]) => [
      ...(name ? [{ isHeading: true, takes: 1 }] : []),
      ...entries.map((entry) => ({ isHeading: false, takes: rowsOf(entry, width) })),
    ]);
    const spans = lines.map(({ takes }) => takes);
    const all = spans.reduce((sum, takes) => sum + takes, 0);
    for (let rows = Math.max(1, ...spans, Math.ceil(all / columns)); ; rows += 1) {
      /** @type {number[]} */
      const first = [];
      let taken = rows;
      lines.forEach(({ isHeading, takes }, number) => {
        // A heading is not left alone at the foot of a column.
        if (taken + takes + (isHeading ? 1 : 0) > rows) [taken] = [0, first.push(number)];
        taken += takes;
      });
      if (first.length <= columns || rows > all) return { rows, first, spans };
    }
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
      this.size = { columns: 1, rows: 0, first: /** @type {number[]} */ ([]), spans: /** @type {number[]} */ ([]), column: 0, width: 0, height: 0 };
      this.chosen = false;
      this.yielding = false; // whether the legend was folded for a popup
      this.insisting = false; // whether the reader opened it while there was one
      /** @type {HTMLCanvasElement[]} */
      this.free = [];
      /** @type {HTMLCanvasElement[]} */
      this.swatches = [];
      /** @type {(() => void)[]} */
      this.unpainted = [];
      this.map = map;
      this.text = 1; // size of words, times the usual one
      // In the program's window the map takes all of the page; title and sources are there for those who hear it.
      const inWindow = window.qt?.webChannelTransport !== undefined;
      const title = element("header", inWindow ? "title unseen" : "title", "", page);
      this.title = element("div", "names", "", title);
      this.legend = element("details", "legend", "", page);
      this.legend.addEventListener("click", () => {
        [this.chosen, this.yielding, this.insisting] = [true, false, !this.legend.open];
        this.paintSwatches();
      });
      this.gauges = element("div", "gauges", "", inWindow ? page : title);
      this.scale = element("div", "scale", "", this.gauges);
      this.pole = element("div", "pole", "", this.gauges);
      this.frame = element("div", "frame", "", page);
      this.inside = inWindow ? page : null; // the labels at the frame stand on the map
      /** @type {{ mark: HTMLElement, box: Box }[]} */
      this.marks = [];
      this.foot = element("footer", inWindow ? "foot unseen" : "foot", "", page);
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

    // In a narrow window, and where it would cover much of the first view, it waits closed, until the reader has opened or closed it.
    foldLegend() {
      const { x: width, y: height } = this.map.getSize();
      const flat = this.legend.dataset.side === "foot";
      this.size = this.measured(flat ? Math.floor((width - 2 * gap - padding) / (column * this.text)) : 1, width);
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
      const wide = window.outerWidth >= roomy * this.text;
      if (!this.chosen && !this.yielding) this.legend.open = wide && this.covered(width, height, flat) <= bearable[flat ? "foot" : "side"];
      if (this.legend.open) this.paintSwatches();
    }

    /**
     * The lines' columns and the size of it all, when it is open.
     * @param {number} most
     * @param {number} width
     */
    measured(most, width) {
      const marks = [...grouped(this.entries.filter((entry) => !entry.at_foot))];
      const count = marks.reduce((sum, [, entries]) => sum + entries.length, 0);
      const columns = Math.max(1, Math.min(most, count));
      const wide = columns > 1 ? Math.min(Math.floor((width - 2 * gap - padding) / columns), widest * this.text) : column * this.text;
      const { rows, first, spans } = flow(marks, columns, wide / this.text);
      const keys = [...grouped(this.entries.filter((entry) => entry.at_foot)).values()];
      const below = keys.reduce((sum, { length }) => sum + 4 + row * this.text * (columns > 2 ? 1 : 1 + Math.ceil(length / 2)), 0);
      return {
        columns,
        rows,
        first,
        spans,
        column: wide,
        width: columns * wide + padding,
        height: heading * this.text + row * this.text * rows + below,
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

    /**
     * What stands over the map, open or folded, in pixels of the map.
     * @returns {Box[]}
     */
    taken() {
      const map = this.map.getContainer().getBoundingClientRect();
      const over = [this.legend, ...(this.inside ? [this.gauges] : []), ...this.map.getContainer().querySelectorAll(".leaflet-control")];
      return over
        .map((each) => each.getBoundingClientRect())
        .filter(({ width, height }) => width && height)
        .map(({ left, top, right, bottom }) => [left - map.left, top - map.top, right - map.left, bottom - map.top]);
    }

    /**
     * An open legend is never over the popup: it is folded as long as that is there. Returns whether the popup has to go
     * instead.
     * @param {Box | null} popup
     */
    yieldTo(popup) {
      const { legend } = this;
      if (!popup) {
        if (this.yielding) legend.open = true;
        [this.yielding, this.insisting] = [false, false];
      } else if (legend.open && !legend.hidden) {
        const [map, box] = [this.map.getContainer(), legend].map((each) => each.getBoundingClientRect());
        const [left, top] = [box.left - map.left, box.top - map.top];
        if (popup[0] >= left + box.width || popup[2] <= left || popup[1] >= top + box.height || popup[3] <= top) return false;
        if (this.insisting) return true;
        this.yielding = true;
        legend.open = false;
      }
      return false;
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
      this.unpainted = [];
      const marks = element("ul", "marks");
      for (const [name, lines] of grouped(entries.filter((entry) => !entry.at_foot))) {
        if (name) element("li", "group", name, marks);
        for (const { style, text, more } of lines) {
          const line = element("li", "", "", marks);
          for (const [own, words] of [[style, text], ...more]) this.symbol(look, own, words, 22, line);
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

    // A folded legend shows none.
    paintSwatches() {
      for (const paint of this.unpainted.splice(0)) paint();
    }

    /** @type {(look: Messages.ShowLook, style: string, words: string, width: number, line: Element) => void} */
    symbol(look, style, words, width, line) {
      // Taken from the legend before: what a canvas holds lies long when it is no longer wanted.
      const canvas = this.free.pop() ?? element("canvas", "");
      this.swatches.push(canvas);
      const pair = element("span", "pair", "", line);
      pair.append(canvas);
      element("span", "", words, pair);
      const [height, dpr] = [12, window.devicePixelRatio * this.text];
      canvas.width = width * dpr;
      canvas.height = height * dpr;
      canvas.style.width = `${width * this.text}px`;
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
      // In the middle of the view there may be no place on the ground.
      this.scale.hidden = !text;
      say(this.scale, text && arctic.tr("Scale: {length}", { length: text }));
      const arrow = element("span", "arrow", "");
      arrow.style.transform = `rotate(${north}deg)`;
      this.pole.replaceChildren(arrow, element("span", "", northText));
      say(this.pole, arctic.tr("{pole}: {degrees} degrees clockwise from up", { pole: northText, degrees: Math.round(north) }));
      this.marks = frame.map((label) => {
        const mark = element("span", `mark ${label.side}`, label.text);
        mark.style.left = `${label.x}px`;
        mark.style.top = `${label.y}px`;
        return { mark, box: this.boxOf(label) };
      });
      this.frame.replaceChildren(...this.marks.map(({ mark }) => mark));
    }

    /**
     * What a label takes of the map, inside of its edge.
     * @type {(label: Messages.FrameLabel) => Box}
     */
    boxOf({ text, x, y, side }) {
      const [half, deep] = [(mark.letter * text.length * this.text) / 2, mark.height * this.text + 4];
      if (side === "left") return [0, y - half, deep, y + half];
      if (side === "right") return [x - deep, y - half, x, y + half];
      return side === "top" ? [x - half, 0, x + half, deep] : [x - half, y - deep, x + half, y];
    }

    /**
     * Labels at the frame give way to all names, and to what stands over the map.
     * @param {Box[]} taken
     */
    clearFrame(taken) {
      if (!this.inside) return;
      for (const { mark, box } of this.marks) {
        mark.hidden = taken.some(([x0, y0, x1, y1]) => box[0] < x1 && box[2] > x0 && box[1] < y1 && box[3] > y0);
      }
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
    if (card.facts.length) {
      element("dt", "", arctic.tr("Facts"), list);
      const facts = element("dd", "facts", "", list);
      for (const fact of card.facts) {
        const link = element("button", "", fact, facts);
        link.type = "button";
        link.title = arctic.tr("Read fact {fact}", { fact });
        link.addEventListener("click", () => arctic.say("FactClicked", { fact }));
      }
      if (window.qt?.webChannelTransport) {
        const article = element("button", "", arctic.tr("Show in the article"), facts);
        article.type = "button";
        article.title = arctic.tr("Show the sentences that say so (Ctrl+J)");
        article.addEventListener("click", () => arctic.say("ArticleRequested"));
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
