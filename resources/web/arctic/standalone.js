// The atlas in a file of its own: what the program decides in the window is looked up here in what it has left behind.
"use strict";

(function () {
  /** @type {AtlasData} */
  const atlas = JSON.parse(at("atlas-data").textContent ?? "");
  /** @type {Record<string, string>} */
  const files = JSON.parse(at("atlas-files").textContent ?? "");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  // Where nothing has a date there is nothing to choose.
  const [from, to] = all("#from, #to").map((each) => /** @type {HTMLInputElement} */ (each));
  const months = /** @type {HTMLInputElement | null} */ (document.getElementById("month"));
  const reach = [from?.min, from?.max].map(Number);
  /** @type {{ projection: string, colours: Colours, hidden: Set<string>, when: [number, number] | null, period: string, month: number, selected: Selected | null, opacity: Record<string, number>, features: Set<string>, facts: Set<string>, view: string | null }} */
  const state = {
    projection: atlas.projection,
    colours: atlas.colours,
    hidden: new Set(atlas.hidden),
    when: atlas.when,
    period: atlas.period.chosen, // what the days are called, where no slider chose them
    month: atlas.month,
    selected: atlas.selected,
    opacity: {}, // of layers, otherwise than the page has them
    features: new Set(), // what a view leaves out; facts likewise
    facts: new Set(),
    view: "", // which one is shown, until something else is chosen
  };
  arctic.above = 150; // pixels at the top of the map for its buttons, which the legend leaves free
  /** @type {Decided} */
  let shown; // what the page shows: the last answer of lookUp()
  let ready = false; // whether the map is there
  /** @type {Said<"ViewMoved"> | null} */
  let view = null; // where the map is
  /** @type {(messages: Messages.ToPage[]) => Promise<void>} */
  let tell = () => Promise.resolve();

  /** @param {string} id */
  function at(id) {
    const found = document.getElementById(id);
    if (!found) throw new Error(`there is no #${id} in this page`);
    return found;
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  function all(selector) {
    return [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
  }

  // In place of the program's line: files are unpacked, what the page says is received here.
  arctic.read = async (address) => {
    if (address === "/start.json") return [...updates(null, (shown = lookUp()))];
    const bytes = Uint8Array.from(atob(files[address]), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
  };
  // Marks that are too many are a picture here, painted once for each projection.
  arctic.Picture = class {
    /** @param {() => void} onChange */
    constructor(onChange) {
      this.onChange = onChange;
      this.url = "";
      /** @type {Box} */
      this.box = [0, 0, 0, 0];
      this.image = new Image();
    }

    get sharp() {
      return this.image.complete;
    }

    get busy() {
      return !this.sharp;
    }

    /** @type {Parts.Picture["ask"]} */
    ask(_frame, { url }) {
      if (url !== this.url) this.load(url);
    }

    /** @type {Parts.Picture["paint"]} */
    paint(ctx, frame, layer, look) {
      this.ask(frame, layer, look);
      const { x, y, scale, dpr } = frame;
      const [x0, y0, x1, y1] = this.box;
      if (!this.image.naturalWidth) return;
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      ctx.globalAlpha = 1;
      ctx.drawImage(this.image, x + x0 * scale, y - y1 * scale, (x1 - x0) * scale, (y1 - y0) * scale);
    }

    /** @param {string} url */
    async load(url) {
      this.url = url;
      this.image = new Image();
      /** @type {{ href: string, box: Box }} */
      const { href, box } = await arctic.read(url);
      if (!href || url !== this.url) return;
      this.box = box;
      this.image.onload = () => this.onChange();
      this.image.src = href;
    }

    forget() {
      this.url = "";
    }
  };
  arctic.connect = (handle) => (tell = (messages) => handle(messages).then(measure));
  arctic.say = (type, ...[message]) => {
    /** @type {((message: any) => void) | undefined} */
    const hear = received[type];
    hear?.(message);
  };

  /** @type {{ [Type in Messages.FromPage["type"]]?: (message: Said<Type>) => void }} */
  const received = {
    PageReady() {
      ready = true;
      new Home({ position: "topright" }).addTo(arctic.atlas.map);
      name(".leaflet-control-zoom-in", arctic.tr("Zoom in"));
      name(".leaflet-control-zoom-out", arctic.tr("Zoom out"));
      measure();
      furnish();
      follow();
    },
    FeatureClicked: ({ feature }) => select({ feature }),
    MapClicked() {
      if (state.selected) select(null);
    },
    ViewMoved(moved) {
      view = moved;
      measure();
      if (ready) explain();
    },
    BatchFailed({ why }) {
      say(arctic.tr("A part of the map cannot be drawn here. ({why})", { why }), true);
    },
    PageFailed({ why }) {
      say(arctic.tr("The map cannot be drawn here; the facts can be read without it. ({why})", { why }), true);
    },
  };

  /**
   * Everything that can be seen in the present state.
   * @returns {Decided}
   */
  function lookUp() {
    const { features, facts } = atlas;
    const left = Object.keys(features).filter((id) => features[id].never || state.features.has(id) || !within(features[id].days) || !ofMonth(features[id].month));
    const seen = Object.keys(facts).filter((id) => !state.facts.has(id) && within(facts[id].days));
    const there = present(new Set(left), seen);
    const { feature, fact } = state.selected ?? {};
    return {
      look: state.colours === "auto" ? (system.matches ? "dark" : "light") : state.colours,
      projection: state.projection,
      layers: new Set(atlas.layers.filter((id) => !state.hidden.has(id))),
      opacity: state.opacity,
      left,
      facts: new Set(feature ? seen.filter((id) => features[feature].facts.includes(id)) : seen),
      legend: legend(left),
      signs: signs(there, seen),
      period: period(),
      highlighted: feature ? [feature] : fact ? facts[fact].features : [],
      card: feature ? card(feature) : null,
    };
  }

  /** @param {Days | null} days */
  function within(days) {
    if (!days || !state.when) return true;
    const [first, last] = days;
    return !(first !== null && first > state.when[1]) && !(last !== null && last < state.when[0]);
  }

  /**
   * Whether a feature of a month is shown: 0 stands for the extremes of the year.
   * @param {number | undefined} month
   */
  function ofMonth(month) {
    return !month || (state.month ? month === state.month : atlas.extremes.includes(month));
  }

  /** @param {string} feature */
  function linesOf(feature) {
    const { lines, monthly } = atlas.features[feature];
    const chosen = state.month ? [state.month] : [...atlas.extremes].reverse();
    return monthly ? [...chosen.map((month) => monthly[month - 1]), ...lines] : lines;
  }

  /**
   * What is on the map, named as the groups of the legend name it; facts that are told of something there.
   * @param {Set<string>} left
   * @param {string[]} seen
   */
  function present(left, seen) {
    const layers = atlas.layers.filter((id) => !state.hidden.has(id)).map((id) => `layer ${id}`);
    const features = Object.keys(atlas.features)
      .filter((id) => !left.has(id) && !state.hidden.has(atlas.features[id].layer))
      .map((id) => `feature ${id}`);
    const there = new Set([...layers, ...features]);
    for (const id of seen) if (atlas.facts[id].features.some((at) => there.has(`feature ${at}`))) there.add(`fact ${id}`);
    return there;
  }

  /**
   * A key of 1 and 0, as the tables have them.
   * @param {boolean[]} flags
   */
  function key(flags) {
    return flags.map(Number).join("");
  }

  /**
   * Before the map is there, of its first view.
   * @param {string[]} left
   */
  function legend(left) {
    const { legend: first, boxes } = atlas.projections[state.projection];
    if (!view || !shown || shown.projection !== state.projection) return first;
    const { x, y, resolution, width, height } = view;
    const [across, up] = [(width / 2) * resolution, (height / 2) * resolution];
    const there = new Set(left);
    const layers = [...arctic.atlas.layers.visible()].map(({ id, drawing }) => ({ id, drawing, left: there }));
    const ground = Object.entries(boxes).filter(([id]) => !state.hidden.has(id)).map(([, styles]) => styles);
    const signs = arctic.atlas.layers.signs;
    return arctic.legend(atlas, layers, signs, Object.assign({}, ...ground), [x - across, y - up, x + across, y + up]);
  }

  // What the view holds is known when it has come to rest.
  function explain() {
    const entries = legend(shown.left);
    if (JSON.stringify(entries) === JSON.stringify(shown.legend)) return;
    shown.legend = entries;
    void tell([{ type: "ShowLegend", entries }]);
  }

  /**
   * @param {Set<string>} there
   * @param {string[]} seen
   */
  function signs(there, seen) {
    /** @type {Map<string, Set<number>>} */
    const told = new Map();
    for (const id of seen) {
      const { features, kind } = atlas.facts[id];
      for (const feature of features) told.set(feature, (told.get(feature) ?? new Set()).add(kind));
    }
    const kinds = [...Array(atlas.kinds).keys()];
    const known = (/** @type {string} */ feature) =>
      atlas.features[feature].signs?.[key(kinds.map((kind) => told.get(feature)?.has(kind) ?? false))] ?? [];
    return Object.entries(atlas.projections[state.projection].spots)
      .filter(([feature]) => told.has(feature) && there.has(`feature ${feature}`))
      .flatMap(([feature, [x, y]]) => known(feature).map((sign) => ({ feature, x, y, ...sign })));
  }

  /**
   * @param {string} feature
   * @returns {Messages.Card | null}
   */
  function card(feature) {
    const place = atlas.projections[state.projection].places[feature];
    if (!place) return null;
    const [x, y, ...box] = place;
    return { feature, title: nameOf(feature), lines: linesOf(feature), x, y, box, facts: [], ends: [] };
  }

  /**
   * What the page must be told so that it shows one answer instead of another.
   * @param {Decided | null} before
   * @param {Decided} after
   * @returns {Generator<Messages.ToPage>}
   */
  function* updates(before, after) {
    const projection = atlas.projections[after.projection];
    const turned = before?.projection !== after.projection;
    const differs = (/** @type {keyof Decided} */ name) => JSON.stringify(before?.[name]) !== JSON.stringify(after[name]);
    if (differs("look")) yield atlas.looks[after.look];
    if (differs("period")) yield { ...atlas.words, period: after.period };
    if (differs("legend")) yield { type: "ShowLegend", entries: after.legend };
    if (turned) yield projection.show;
    for (const layer of projection.layers) {
      const was = !turned && before?.layers.has(layer.id);
      const opacity = after.opacity[layer.id] ?? layer.opacity;
      const faded = opacity !== (before?.opacity[layer.id] ?? layer.opacity);
      if (after.layers.has(layer.id) && (!was || faded)) yield { ...layer, opacity };
      else if (was && !after.layers.has(layer.id)) yield { type: "HideLayer", id: layer.id };
    }
    if (differs("left")) yield { type: "FilterOut", features: after.left };
    if (turned || differs("signs")) yield { type: "ShowSigns", signs: after.signs };
    if (turned || differs("highlighted")) yield { type: "Highlight", features: after.highlighted };
    if (turned || differs("card")) yield { type: "ShowCard", card: after.card };
  }

  // After each change of the state: the map is told, then the column beside it.
  async function change() {
    const before = shown;
    shown = lookUp();
    const messages = [...updates(before, shown)];
    furnish();
    if (messages.length) await tell(messages);
    explain();
  }

  function measure() {
    if (!view) return;
    const graticule = arctic.atlas.layers.shown.get(atlas.graticule ?? "")?.drawing;
    const furniture = arctic.gauges(view, atlas.projections[state.projection].grid, graticule, atlas.unit);
    arctic.atlas.ShowFurniture({ type: "ShowFurniture", furniture });
  }

  /**
   * A feature, a fact or nothing; `go` takes the map there, for a reader who did not point at it.
   * @param {Selected | null} selected
   */
  async function select(selected, go = false) {
    state.selected = selected;
    if (selected?.fact) state.facts.delete(selected.fact);
    const features = selected?.feature ? [selected.feature] : (atlas.facts[selected?.fact ?? ""]?.features ?? []);
    if (go) reveal(features);
    await change();
    const box = go && atlas.projections[state.projection].goals[selected?.feature ?? selected?.fact ?? ""];
    if (box) await tell([{ type: "MoveView", box, smooth: true, exact: false }]);
    if (go) arctic.atlas.map.getContainer().scrollIntoView({ block: "nearest" });
    if (selected?.feature) say(spoken(selected.feature));
    else if (selected?.fact) say(arctic.tr("{fact} is shown on the map: {places}.", { fact: selected.fact, places: features.map(nameOf).join(", ") }));
    else say(arctic.tr("Nothing is selected."));
  }

  /**
   * All that a view shows, and where.
   * @param {NamedView} view
   */
  async function show({ id, name, projection, box, hidden, opacity, when, period, month, features, facts }) {
    const shows = { projection, when, period, month, opacity, selected: null, view: id };
    Object.assign(state, { ...shows, hidden: new Set(hidden), features: new Set(features), facts: new Set(facts) });
    await change();
    await tell([{ type: "MoveView", box, smooth: false, exact: true }]);
    say(`${name}. ${arctic.tr("{count} listed.", { count: atlas.counts[shown.facts.size] })}`);
  }

  /**
   * What a reader asks for must be there: its layer is shown, and the days are all days where they hide it.
   * @param {string[]} features
   */
  function reveal(features) {
    for (const id of features) {
      state.hidden.delete(atlas.features[id].layer);
      state.features.delete(id);
      if (!within(atlas.features[id].days)) state.when = null;
      if (!ofMonth(atlas.features[id].month)) state.month = atlas.features[id].month ?? 0;
    }
  }

  /** @param {string} feature */
  function nameOf(feature) {
    return atlas.features[feature].name;
  }

  /** @param {string} feature */
  function spoken(feature) {
    const count = shown.facts.size;
    const missing = shown.card ? "" : `${arctic.tr("It is not on this projection.")} `;
    return `${nameOf(feature)}. ${missing}${linesOf(feature).map((line) => line.join(": ")).join(". ")}. ${arctic.tr("{count} listed.", { count: atlas.counts[count] })}`;
  }

  /** @param {string} words */
  function say(words, seen = false) {
    at("said").textContent = words;
    at("said").classList.toggle("unseen", !seen);
  }

  // The column beside the map.
  function furnish() {
    const { feature, fact } = state.selected ?? {};
    at("facts-heading").textContent = feature ? arctic.tr("Facts about {name}", { name: nameOf(feature) }) : arctic.tr("Facts");
    const total = Object.keys(atlas.facts).length;
    at("count").textContent = shown.facts.size === total ? atlas.counts[total] : arctic.tr("{some} of {count}", { some: shown.facts.size, count: atlas.counts[total] });
    at("all-facts").hidden = !feature;
    for (const item of all("[data-fact]")) {
      item.hidden = !shown.facts.has(item.dataset.fact ?? "");
      item.classList.toggle("chosen", item.dataset.fact === fact);
    }
    for (const topic of all(".topic")) topic.hidden = !topic.querySelector("li:not([hidden])");
    press("[data-show]", (button) => button.dataset.show === fact);
    press("[data-place]", (button) => button.dataset.place === feature);
    for (const button of all("[data-view]")) button.ariaCurrent = button.dataset.view === state.view ? "true" : null;
    for (const box of all("[data-layer]")) {
      if (box instanceof HTMLInputElement) box.checked = !state.hidden.has(box.dataset.layer ?? "");
    }
    const projection = at("projection");
    if (projection instanceof HTMLSelectElement) projection.value = state.projection;
    at("projection-label").textContent = atlas.projections[state.projection].label;
    document.documentElement.dataset.colours = state.colours;
    slide();
    slideMonth();
    swatches();
  }

  /**
   * @param {string} selector
   * @param {(button: HTMLElement) => boolean} isPressed
   */
  function press(selector, isPressed) {
    for (const button of all(selector)) button.setAttribute("aria-pressed", String(isPressed(button)));
  }

  let swatched = "";
  function swatches() {
    if (swatched === shown.look) return;
    swatched = shown.look;
    for (const canvas of all("canvas[data-style]")) {
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      const dpr = window.devicePixelRatio;
      Object.assign(canvas, { width: 26 * dpr, height: 14 * dpr });
      arctic.draw.swatch(arctic.context(canvas), 26, 14, canvas.dataset.style ?? "", atlas.looks[shown.look], dpr);
    }
  }

  // Days are counted from 1970, months from the year 0.
  const day = (/** @type {number} */ month) => Date.UTC(Math.floor(month / 12), month % 12, 1) / 86400000;
  const monthOf = (/** @type {Date} */ date) => date.getUTCFullYear() * 12 + date.getUTCMonth();
  const dated = (/** @type {number} */ days) => new Date(days * 86400000);

  function slide() {
    if (!from || !to) return;
    const [first, last] = state.when ?? [day(reach[0]), day(reach[1] + 1) - 1];
    for (const [input, days] of /** @type {[HTMLInputElement, number][]} */ ([[from, first], [to, last]])) {
      const month = monthOf(dated(days));
      const words = atlas.period.months[month] ?? state.period;
      input.value = String(month);
      input.setAttribute("aria-valuetext", words);
      input.parentElement?.querySelector("output")?.replaceChildren(words);
    }
    at("all-times").hidden = !state.when;
  }

  function slideMonth() {
    if (!months) return;
    const words = atlas.months[state.month];
    months.value = String(state.month);
    months.setAttribute("aria-valuetext", words);
    months.parentElement?.querySelector("output")?.replaceChildren(words);
  }

  // A month that is chosen is also shown.
  function slidMonth() {
    Object.assign(state, { month: Number(months?.value), view: null });
    for (const { layer, month } of Object.values(atlas.features)) if (month) state.hidden.delete(layer);
    change();
    say(atlas.months[state.month]);
  }

  /** @param {HTMLInputElement} moved */
  function slid(moved) {
    // Neither end passes the other: the one that was moved stops there.
    const [first, last] = [Number(from.value), Number(to.value)];
    const start = moved === from ? Math.min(first, last) : first;
    const end = Math.max(start, last);
    const whole = start === reach[0] && end === reach[1];
    Object.assign(state, { when: whole ? null : [day(start), day(end + 1) - 1], period: "", view: null });
    change();
    say(`${shown.period || arctic.tr("All times")}: ${at("count").textContent}.`);
  }

  function period() {
    if (!state.when) return "";
    const { months, within: short, starts, ends, across } = atlas.period;
    if (state.period) return state.period;
    const [from, to] = state.when.map((days) => monthOf(dated(days)));
    const year = Math.floor(from / 12);
    if (year === Math.floor(to / 12)) return short[`${from % 12},${to % 12}`].replaceAll("{year}", String(year));
    return across.replace("{from}", starts[from] ?? months[from]).replace("{to}", ends[to] ?? months[to]);
  }

  // The popup leads to the facts, which may stand far below it.
  const plainCard = arctic.cardContent;
  arctic.cardContent = (shownCard) => {
    const content = plainCard(shownCard);
    const count = shown.facts.size;
    if (count === 0) return content;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "read", textContent: arctic.tr("Read {count}", { count: atlas.counts[count] }) });
    button.addEventListener("click", () => {
      at("facts").scrollIntoView({ block: "start" });
      at("facts").focus({ preventScroll: true });
    });
    content.append(button);
    return content;
  };

  /**
   * @param {string} selector
   * @param {string} words
   */
  function name(selector, words) {
    for (const button of all(selector)) Object.assign(button, { title: words, ariaLabel: words });
  }

  // Below the buttons that zoom: back to the whole route.
  const Home = L.Control.extend({
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar leaflet-control home");
      const button = L.DomUtil.create("button", "", bar);
      Object.assign(button, { type: "button", textContent: "⤢", title: arctic.tr("Whole route") });
      button.setAttribute("aria-label", button.title);
      L.DomEvent.disableClickPropagation(bar);
      button.addEventListener("click", () =>
        tell([{ type: "MoveView", box: atlas.projections[state.projection].home, smooth: true, exact: true }]),
      );
      return bar;
    },
  });

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const { show: told, place, view } = button.dataset;
    const pressed = button.getAttribute("aria-pressed") === "true";
    const named = atlas.views.find(({ id }) => id === view);
    if (named) show(named);
    else if (told) select(pressed ? null : { fact: told }, !pressed);
    else if (place) select(pressed ? null : { feature: place }, !pressed);
    else if (button.id === "all-facts") select(null);
    else if (button.id === "all-times") {
      Object.assign(state, { when: null, view: null });
      change();
      from.focus();
    }
  });

  document.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.dataset.layer) {
      state.hidden[target.checked ? "delete" : "add"](target.dataset.layer);
      state.view = null;
    } else if (target instanceof HTMLSelectElement && target.id === "projection") {
      Object.assign(state, { projection: target.value, view: null });
    } else if (target instanceof HTMLSelectElement && target.id === "colours") {
      state.colours = /** @type {Colours} */ (target.value);
    } else return;
    change();
  });

  document.addEventListener("input", ({ target }) => {
    if (target === months) slidMonth();
    else if (target === from || target === to) slid(/** @type {HTMLInputElement} */ (target));
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && state.selected) select(null);
  });

  system.addEventListener("change", () => change());

  // A link to a fact or a view within the page: map.html#fact-T3.
  function follow() {
    const fact = /^#fact-(\w+)$/.exec(location.hash)?.[1];
    if (fact && fact in atlas.facts) select({ fact });
    const view = atlas.views.find(({ id }) => location.hash === `#view-${id}`);
    if (view) show(view);
  }
  window.addEventListener("hashchange", follow);
})();
