// The atlas in a file of its own: what the program decides in the window is looked up here in the tables that it has left behind.
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
  const narrow = window.matchMedia("(max-width: 860px)"); // the text is below the map, as in standalone.css
  const MOST_FOUND = 12;
  const reach = [from?.min, from?.max].map(Number); // months from the year 0, as all that the sliders choose
  /** @type {State} */
  const state = {
    projection: atlas.projection,
    colours: atlas.colours,
    hidden: new Set(atlas.hidden),
    days: atlas.days,
    month: atlas.month,
    selected: atlas.selected,
    opacity: {}, // of layers, otherwise than the page has them
    features: [], // what a view leaves out; facts likewise
    facts: [],
    view: "", // which one is shown, until something else is chosen
    step: "",
  };
  arctic.above = 150; // pixels at the top of the map for its buttons, which the legend leaves free
  /** @type {Looked} */
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
    if (address === "/start.json") return [...(shown = lookUp()).messages.values()];
    const bytes = Uint8Array.from(atob(files[address]), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
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
   * @returns {Looked}
   */
  function lookUp() {
    const { features, facts, projections, looks, words } = atlas;
    const { projection, opacity, selected } = state;
    const left = Object.keys(features).filter((id) => isLeft(id));
    const seen = Object.keys(facts).filter((id) => !state.facts.includes(id) && !isBeyond("facts", id));
    const { feature, fact, compared } = selected ?? {};
    const look = state.colours === "auto" ? (system.matches ? "dark" : "light") : state.colours;
    const entries = legend(left);
    const highlighted = feature ? [feature] : fact ? (compared ?? facts[fact].features) : [];
    const layers = projections[projection].layers.filter(({ id }) => !state.hidden.has(id));
    /** @type {[string, Messages.ToPage][]} */
    const messages = [
      ["look", looks[look]],
      ["words", { ...words, period: period() }],
      ["legend", { type: "ShowLegend", entries }],
      ["projection", projections[projection].show],
      ...layers.map((layer) => /** @type {[string, Messages.ToPage]} */ ([`layer ${layer.id}`, { ...layer, opacity: opacity[layer.id] ?? layer.opacity }])),
      ["left", { type: "FilterOut", features: left }],
      ["signs", { type: "ShowSigns", signs: signs(new Set(left), seen) }],
      ["highlighted", { type: "Highlight", features: highlighted }],
      ["card", { type: "ShowCard", card: feature ? card(feature) : null }],
    ];
    return {
      look,
      projection,
      left,
      legend: entries,
      facts: new Set(feature ? seen.filter((id) => features[feature].facts.includes(id)) : seen),
      messages: new Map(messages),
    };
  }

  /** @param {string} feature */
  function isLeft(feature) {
    const { never, months } = atlas.features[feature];
    const ofOtherMonths = months && !months.includes(state.month);
    return never || ofOtherMonths || state.features.includes(feature) || isBeyond("features", feature);
  }

  /**
   * Whether a feature or a fact is of other days than the chosen ones.
   * @param {"features" | "facts"} kind
   * @param {string} id
   */
  function isBeyond(kind, id) {
    const { span } = atlas[kind][id];
    if (!state.days || !span) return false;
    const { first, last, left } = state.days;
    return left ? left[kind].includes(id) : span[0] > last || span[1] < first;
  }

  /** @param {string} feature */
  function linesOf(feature) {
    const { lines, monthly } = atlas.features[feature];
    return [...(monthly?.[state.month] ?? []), ...lines];
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
    /** @type {Messages.ShowLegend} */
    const message = { type: "ShowLegend", entries };
    shown.messages.set("legend", message);
    void tell([message]);
  }

  /**
   * @param {Set<string>} left
   * @param {string[]} seen
   */
  function signs(left, seen) {
    /** @type {Map<string, Set<number>>} */
    const told = new Map();
    for (const id of seen) {
      const { features, kind } = atlas.facts[id];
      for (const feature of features) told.set(feature, (told.get(feature) ?? new Set()).add(kind));
    }
    const kinds = [...Array(atlas.kinds).keys()];
    return Object.entries(atlas.projections[state.projection].spots).flatMap(([feature, [x, y]]) => {
      const { layer, signs: known } = atlas.features[feature];
      if (left.has(feature) || state.hidden.has(layer)) return [];
      const there = known?.[key(kinds.map((kind) => told.get(feature)?.has(kind) ?? false))] ?? [];
      return there.map((sign) => ({ feature, x, y, ...sign }));
    });
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
   * The messages that differ from those before. A projection begins anew: what follows it is said again.
   * @param {Map<string, Messages.ToPage>} before
   * @param {Map<string, Messages.ToPage>} after
   * @returns {Generator<Messages.ToPage>}
   */
  function* changes(before, after) {
    let anew = false;
    for (const [name, message] of after) {
      const old = before.get(name);
      const differs = message !== old && JSON.stringify(message) !== JSON.stringify(old);
      if (anew || differs) yield message;
      anew ||= differs && name === "projection";
    }
    for (const [name, message] of before) {
      if (!anew && message.type === "ShowLayer" && !after.has(name)) yield { type: "HideLayer", id: message.id };
    }
  }

  // After each change of the state: the map is told, then the column beside it.
  async function change() {
    const before = shown;
    shown = lookUp();
    const messages = [...changes(before.messages, shown.messages)];
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
    if (selected?.fact) state.facts = state.facts.filter((id) => id !== selected.fact);
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
  async function show({ id, name, box, hidden, ...shows }) {
    Object.assign(state, { ...shows, selected: null, view: id, hidden: new Set(hidden) });
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
      const { layer, months } = atlas.features[id];
      state.hidden.delete(layer);
      state.features = state.features.filter((each) => each !== id);
      if (isBeyond("features", id)) state.days = null;
      if (months && !months.includes(state.month)) state.month = months[0];
    }
  }

  /** @param {string} feature */
  function nameOf(feature) {
    return atlas.features[feature].name;
  }

  /** @param {string} feature */
  function spoken(feature) {
    const count = shown.facts.size;
    const missing = atlas.projections[state.projection].places[feature] ? "" : `${arctic.tr("It is outside this projection.")} `;
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

  function slide() {
    if (!from || !to) return;
    const { first, last, words = "" } = state.days ?? { first: reach[0], last: reach[1] };
    for (const [input, month] of /** @type {[HTMLInputElement, number][]} */ ([[from, first], [to, last]])) {
      const named = atlas.period.months[month] ?? words;
      input.value = String(month);
      input.setAttribute("aria-valuetext", named);
      input.parentElement?.querySelector("output")?.replaceChildren(named);
    }
    at("all-times").hidden = !state.days;
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
    for (const { layer, months: shownIn } of Object.values(atlas.features)) if (shownIn) state.hidden.delete(layer);
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
    Object.assign(state, { days: whole ? null : { first: start, last: end }, view: null });
    change();
    say(`${period() || arctic.tr("All times")}: ${at("count").textContent}.`);
  }

  // Python has the words of every span; those of several years it leaves to be put together.
  function period() {
    if (!state.days) return "";
    const { first, last, words } = state.days;
    if (words !== undefined) return words;
    const { months: named, within, starts, ends, across } = atlas.period;
    const year = Math.floor(first / 12);
    if (year === Math.floor(last / 12)) return within[`${first % 12},${last % 12}`].replaceAll("{year}", String(year));
    return across.replace("{from}", starts[first] ?? named[first]).replace("{to}", ends[last] ?? named[last]);
  }

  // The popup leads to the facts, which may stand far below it.
  arctic.cardFoot = () => {
    const count = shown.facts.size;
    if (count === 0) return null;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "read", textContent: arctic.tr("Read {count}", { count: atlas.counts[count] }) });
    button.addEventListener("click", () => {
      at("facts").scrollIntoView({ block: "start" });
      at("facts").focus({ preventScroll: true });
    });
    return button;
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
      Object.assign(state, { days: null, view: null });
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

  /** @type {{ state: State, box: Box } | null} */
  let outside = null; // what the page showed before the story
  const steps = all("[data-step]");

  // The step that has reached the middle of the room for text; none before the first and after the last.
  function reached() {
    const line = window.innerHeight * (narrow.matches ? 0.72 : 0.45);
    const last = steps.at(-1)?.getBoundingClientRect();
    if (!last || last.bottom < line) return "";
    return steps.filter((step) => step.getBoundingClientRect().top <= line).at(-1)?.dataset.step ?? "";
  }

  // The map follows the story, and is as before when the reader leaves it.
  async function readOn() {
    const id = reached();
    if (!ready || id === state.step) return;
    const step = atlas.steps.find((each) => each.id === id);
    const from = state.projection;
    outside ??= { state: { ...state, hidden: new Set(state.hidden) }, box: boxOf(view) };
    const { state: before, box } = outside;
    if (step) {
      const { projection, hidden, days, dark, selected } = step;
      const colours = dark && before.colours !== "greyscale" ? "dark" : before.colours;
      Object.assign(state, { ...before, projection, hidden: new Set(hidden), days, colours, selected, view: null, step: id });
    } else {
      // What the reader has chosen meanwhile stays.
      const selected = state.selected?.compared ? null : state.selected;
      Object.assign(state, { ...before, selected, step: "" });
      outside = null;
    }
    for (const each of steps) each.classList.toggle("reached", each.dataset.step === id);
    await change();
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const smooth = from === state.projection && !calm;
    if (step || !state.selected) await tell([{ type: "MoveView", box: step?.box ?? box, smooth, exact: !step }]);
  }

  /**
   * @param {Said<"ViewMoved"> | null} moved
   * @returns {Box}
   */
  function boxOf(moved) {
    if (!moved) return atlas.projections[state.projection].home;
    const { x, y, resolution, width, height } = moved;
    return [x - (width / 2) * resolution, y - (height / 2) * resolution, x + (width / 2) * resolution, y + (height / 2) * resolution];
  }

  let due = 0;
  document.addEventListener(
    "scroll",
    () => {
      cancelAnimationFrame(due);
      due = requestAnimationFrame(() => void readOn());
    },
    { capture: true, passive: true },
  );

  const find = /** @type {HTMLInputElement} */ (at("find"));

  // Letters without accents, numbers without separators.
  /** @param {string} words */
  function plain(words) {
    return words.normalize("NFD").replace(/\p{M}/gu, "").replace(/(\d)[\s,.](?=\d{3})/g, "$1").toLowerCase();
  }

  // Facts, steps, people and lines of the ledger as links; places as buttons that show them.
  function search() {
    const asked = plain(find.value).split(/\s+/).filter(Boolean);
    /** @param {string | null} words */
    const holds = (words) => asked.length > 0 && asked.every((word) => plain(words ?? "").includes(word));
    const places = Object.keys(atlas.features).filter((id) => !atlas.features[id].never && holds(nameOf(id)));
    const texts = all("[data-fact], [data-step], #people li, #ledger tr[id]").filter((each) => holds(each.textContent));
    const listed = [
      ...places.map((id) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", className: "place", textContent: nameOf(id) });
        button.dataset.place = id;
        return button;
      }),
      ...texts.map((each) => {
        const link = document.createElement("a");
        const words = each.querySelector("h3, .text, summary, b")?.textContent ?? "";
        link.textContent = `${each.dataset.fact ?? ""} ${words}`.trim();
        link.href = `#${each.id}`;
        return link;
      }),
    ].slice(0, MOST_FOUND);
    at("found").replaceChildren(
      ...listed.map((each) => {
        const item = document.createElement("li");
        item.append(each);
        return item;
      }),
    );
    if (asked.length) say(listed.length ? listed.map((each) => each.textContent).join(". ") : arctic.tr("Nothing found."));
  }
  find.addEventListener("input", search);

  // A link to a fact, a view or the story within the page: map.html#fact-T3.
  function follow() {
    if (location.hash === "#tour") {
      steps[0]?.scrollIntoView();
      void readOn();
    }
    const fact = /^#fact-(\w+)$/.exec(location.hash)?.[1];
    if (fact && fact in atlas.facts) select({ fact });
    const view = atlas.views.find(({ id }) => location.hash === `#view-${id}`);
    if (view) show(view);
  }
  window.addEventListener("hashchange", follow);
})();
