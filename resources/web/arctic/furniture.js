// What stands round the map: title, legend, scale, arrow to the pole, labels at the frame, source line.
"use strict";

(function () {
  const bearable = 25; // weight of the marks that the legend may cover: two ports, or a piece of a lane

  function element(tag, className, text, parent) {
    const made = document.createElement(tag);
    made.className = className;
    if (text) made.textContent = text;
    parent?.append(made);
    return made;
  }

  class Furniture {
    constructor(map) {
      const page = map.getContainer().parentElement;
      this.map = map;
      const title = element("header", "title", "", page);
      this.title = element("div", "names", "", title);
      this.legend = element("details", "legend", "", page);
      this.legend.addEventListener("click", () => (this.chosen = true));
      this.foldLegend();
      const gauges = element("div", "gauges", "", title);
      this.scale = element("div", "scale", "", gauges);
      this.pole = element("div", "pole", "", gauges);
      this.frame = element("div", "frame", "", page);
      this.foot = element("footer", "foot", "", page);
      this.entries = [];
    }

    // Where the legend would cover the subject it waits closed, until the reader has opened or closed it.
    foldLegend(free = true) {
      const { x: width, y: height } = this.map.getSize();
      if (!this.chosen) this.legend.open = free && width >= 560 && height >= 400;
    }

    // Into the corner where it covers least of these marks (pixels of the map), the usual one first.
    placeLegend(marks) {
      const size = this.map.getSize();
      this.foldLegend();
      const [width, height] = [this.legend.offsetWidth + 20, this.legend.offsetHeight + 20];
      const seen = marks.filter(([x, y]) => x >= 0 && y >= 0 && x <= size.x && y <= size.y);
      const covered = (left, upper) =>
        seen.reduce((sum, [x, y, weight, room]) => {
          const across = left ? x <= width + room : x >= size.x - width - room;
          const down = upper ? y <= height : y >= size.y - height;
          return sum + (across && down ? weight : 0);
        }, 0);
      const corners = [["bottom", "left"], ["bottom", "right"], ["top", "left"], ["top", "right"]];
      const costs = corners.map(([end, side]) => covered(side === "left", end === "top"));
      const least = Math.min(...costs);
      const [end, side] = corners[costs.indexOf(least)];
      this.foldLegend(least <= bearable);
      this.legend.dataset.end = end;
      this.legend.dataset.side = side;
    }

    words({ title, subtitle, period, source_line: source, warning }) {
      const below = element("p", "");
      // First, so that a narrow window cuts the subtitle and not the days that are shown.
      if (period) element("span", "period", period, below);
      below.append(subtitle);
      this.title.replaceChildren(element("h1", "", title), below);
      this.foot.replaceChildren(element("span", "source", source), element("strong", "", warning));
    }

    look(look) {
      const { palette } = look;
      const root = document.documentElement;
      root.dataset.theme = look.name;
      for (const name of ["paper", "ink", "quiet", "panel", "sea"]) root.style.setProperty(`--${name}`, palette[name]);
      root.style.setProperty("--coast", palette.items.coast.stroke);
      this.drawLegend(look);
    }

    drawLegend(look, entries = this.entries) {
      this.entries = entries;
      const rows = entries.map(({ style, text }) => {
        const row = element("li", "");
        const canvas = element("canvas", "", "", row);
        const [width, height, dpr] = [26, 14, window.devicePixelRatio];
        canvas.width = width * dpr;
        canvas.height = height * dpr;
        canvas.setAttribute("aria-hidden", "true");
        const drawn = look.styles[style] ?? look.palette.items[style];
        const hatch = style === "nsr-waters" ? look.styles["nsr-hatch"] : null;
        if (drawn) arctic.draw.swatch(canvas.getContext("2d"), width, height, drawn, dpr, hatch);
        element("span", "", text, row);
        return row;
      });
      const list = element("ul", "");
      list.append(...rows);
      this.legend.replaceChildren(element("summary", "", "Legend"), list);
      this.legend.hidden = entries.length === 0;
    }

    show({ scale_px: width, scale_text: text, north, north_text: northText, frame }) {
      const bar = element("span", "bar", "");
      bar.style.width = `${width}px`;
      this.scale.replaceChildren(bar, element("span", "", text));
      const arrow = element("span", "arrow", "");
      arrow.style.transform = `rotate(${north}deg)`;
      this.pole.replaceChildren(arrow, element("span", "", northText));
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

  // The popup's content: words only, never markup.
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
