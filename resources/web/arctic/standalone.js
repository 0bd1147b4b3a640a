// The script of an exported page: looks up in tables what the program decides in the window.
"use strict";

(function () {
  /** @type {AtlasData} */
  const atlas = JSON.parse(byId("atlas-data").textContent ?? "");
  /** @type {Record<string, string>} */
  const files = JSON.parse(byId("atlas-files").textContent ?? "");
  const system = window.matchMedia("(prefers-color-scheme: dark)");
  // Without dates there are no sliders.
  const [fromInput, toInput] = queryAll("#from, #to").map((each) => /** @type {HTMLInputElement} */ (each));
  const monthInput = /** @type {HTMLInputElement | null} */ (document.getElementById("month"));
  const narrow = window.matchMedia("(max-width: 860px)"); // below this width the text is under the map, as in standalone.css
  const MAX_RESULTS = 12;
  const range = [fromInput?.min, fromInput?.max].map(Number); // of the sliders, in months from year 0
  /** @type {State} */
  const state = {
    projection: atlas.projection,
    colours: atlas.colours,
    hidden: new Set(atlas.hidden),
    days: atlas.days,
    month: atlas.month,
    selected: atlas.selected,
    opacity: {}, // of layers, where it differs from the page
    features: [], // hidden by the saved view
    facts: [], // likewise
    view: "", // the saved view, until the reader changes something
    step: "",
  };
  arctic.topMargin = 150; // for the buttons of the map
  /** @type {PageScene} */
  let shown; // the present result of compose()
  let ready = false; // whether the map is shown
  /** @type {Payload<"ViewMoved"> | null} */
  let view = null; // the view of the map
  /** @type {(messages: Messages.ToPage[]) => Promise<void>} */
  let sendToMap = () => Promise.resolve();

  /** @param {string} id */
  function byId(id) {
    const element = document.getElementById(id);
    if (!element) throw new Error(`this page has no #${id}`);
    return element;
  }

  /**
   * @param {string} selector
   * @returns {HTMLElement[]}
   */
  function queryAll(selector) {
    return [...document.querySelectorAll(selector)].filter((each) => each instanceof HTMLElement);
  }

  // Replaces bridge.js: files are unpacked from the page, and its messages are handled here.
  arctic.read = async (address) => {
    if (address === "/start.json") return [...(shown = compose()).messages.values()];
    const bytes = Uint8Array.from(atob(files[address]), (letter) => letter.charCodeAt(0));
    const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
    return new Response(plain).json();
  };
  arctic.connect = (handle) => (sendToMap = (messages) => handle(messages).then(updateGauges));
  arctic.send = (type, ...[message]) => {
    /** @type {((message: any) => void) | undefined} */
    const handler = handlers[type];
    handler?.(message);
  };

  /** @type {{ [Type in Messages.FromPage["type"]]?: (message: Payload<Type>) => void }} */
  const handlers = {
    PageReady() {
      ready = true;
      new Home({ position: "topright" }).addTo(arctic.atlas.map);
      setLabel(".leaflet-control-zoom-in", arctic.tr("Zoom in"));
      setLabel(".leaflet-control-zoom-out", arctic.tr("Zoom out"));
      updateGauges();
      updateColumn();
      followLink();
    },
    FeatureClicked: ({ feature }) => select({ feature }),
    MapClicked() {
      if (state.selected) select(null);
    },
    ViewMoved(moved) {
      view = moved;
      updateGauges();
      if (ready) updateLegend();
    },
    BatchFailed({ why }) {
      announce(arctic.tr("A part of the map cannot be drawn here. ({why})", { why }), true);
    },
    PageFailed({ why }) {
      announce(arctic.tr("The map cannot be drawn here; the facts can be read without it. ({why})", { why }), true);
    },
  };

  /**
   * Everything that the page shows in the present state.
   * @returns {PageScene}
   */
  function compose() {
    const { features, facts, projections, looks, words } = atlas;
    const { projection, opacity, selected } = state;
    const hidden = Object.keys(features).filter((id) => isHidden(id));
    const shownFacts = Object.keys(facts).filter((id) => !state.facts.includes(id) && !isOutsideDays("facts", id));
    const { feature, fact, compared } = selected ?? {};
    const look = state.colours === "auto" ? (system.matches ? "dark" : "light") : state.colours;
    const entries = legend(hidden);
    const highlighted = feature ? [feature] : fact ? (compared ?? facts[fact].features) : [];
    const layers = projections[projection].layers.filter(({ id }) => !state.hidden.has(id));
    /** @type {[string, Messages.ToPage][]} */
    const messages = [
      ["look", looks[look]],
      ["words", { ...words, period: period() }],
      ["legend", { type: "ShowLegend", entries }],
      ["projection", projections[projection].show],
      ...layers.map((layer) => /** @type {[string, Messages.ToPage]} */ ([`layer ${layer.id}`, { ...layer, opacity: opacity[layer.id] ?? layer.opacity }])),
      ["hidden", { type: "FilterOut", features: hidden }],
      ["signs", { type: "ShowSigns", signs: signs(new Set(hidden), shownFacts) }],
      ["highlighted", { type: "Highlight", features: highlighted }],
      ["card", { type: "ShowCard", card: feature ? card(feature) : null }],
    ];
    return {
      look,
      projection,
      hidden,
      legend: entries,
      facts: new Set(feature ? shownFacts.filter((id) => features[feature].facts.includes(id)) : shownFacts),
      messages: new Map(messages),
    };
  }

  /** @param {string} feature */
  function isHidden(feature) {
    const { never, months } = atlas.features[feature];
    const ofOtherMonths = months && !months.includes(state.month);
    return never || ofOtherMonths || state.features.includes(feature) || isOutsideDays("features", feature);
  }

  /**
   * Whether a feature or a fact is outside the chosen days.
   * @param {"features" | "facts"} kind
   * @param {string} id
   */
  function isOutsideDays(kind, id) {
    const { span } = atlas[kind][id];
    if (!state.days || !span) return false;
    const { first, last, hidden } = state.days;
    return hidden ? hidden[kind].includes(id) : span[0] > last || span[1] < first;
  }

  /** @param {string} feature */
  function linesOf(feature) {
    const { lines, monthly } = atlas.features[feature];
    return [...(monthly?.[state.month] ?? []), ...lines];
  }

  /**
   * A key of the tables: 1 or 0 for each flag.
   * @param {boolean[]} flags
   */
  function key(flags) {
    return flags.map(Number).join("");
  }

  /**
   * The legend of the present view, or of the first one before the map is shown.
   * @param {string[]} hidden
   */
  function legend(hidden) {
    const { legend: first, boxes } = atlas.projections[state.projection];
    if (!view || !shown || shown.projection !== state.projection) return first;
    const { x, y, resolution, width, height } = view;
    const [across, up] = [(width / 2) * resolution, (height / 2) * resolution];
    const hiddenFeatures = new Set(hidden);
    const layers = [...arctic.atlas.layers.visible()].map(({ id, drawing }) => ({ id, drawing, hidden: hiddenFeatures }));
    const ground = Object.entries(boxes).filter(([id]) => !state.hidden.has(id)).map(([, styles]) => styles);
    const signs = arctic.atlas.layers.signs;
    return arctic.legend(atlas, layers, signs, Object.assign({}, ...ground), [x - across, y - up, x + across, y + up]);
  }

  // Called when the map rests, as the legend depends on the view.
  function updateLegend() {
    const entries = legend(shown.hidden);
    if (JSON.stringify(entries) === JSON.stringify(shown.legend)) return;
    shown.legend = entries;
    /** @type {Messages.ShowLegend} */
    const message = { type: "ShowLegend", entries };
    shown.messages.set("legend", message);
    void sendToMap([message]);
  }

  /**
   * @param {Set<string>} hidden
   * @param {string[]} shownFacts
   */
  function signs(hidden, shownFacts) {
    /** @type {Map<string, Set<number>>} */
    const kindsOf = new Map();
    for (const id of shownFacts) {
      const { features, kind } = atlas.facts[id];
      for (const feature of features) kindsOf.set(feature, (kindsOf.get(feature) ?? new Set()).add(kind));
    }
    const kinds = [...Array(atlas.kinds).keys()];
    return Object.entries(atlas.projections[state.projection].spots).flatMap(([feature, [x, y]]) => {
      const { layer, signs: known } = atlas.features[feature];
      if (hidden.has(feature) || state.hidden.has(layer)) return [];
      const listed = known?.[key(kinds.map((kind) => kindsOf.get(feature)?.has(kind) ?? false))] ?? [];
      return listed.map((sign) => ({ feature, x, y, ...sign }));
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
   * The messages that differ from the former ones. A new projection starts anew: all messages after it are sent again.
   * @param {Map<string, Messages.ToPage>} before
   * @param {Map<string, Messages.ToPage>} after
   * @returns {Generator<Messages.ToPage>}
   */
  function* changes(before, after) {
    let isNewMap = false;
    for (const [name, message] of after) {
      const old = before.get(name);
      const differs = message !== old && JSON.stringify(message) !== JSON.stringify(old);
      if (isNewMap || differs) yield message;
      isNewMap ||= differs && name === "projection";
    }
    for (const [name, message] of before) {
      if (!isNewMap && message.type === "ShowLayer" && !after.has(name)) yield { type: "HideLayer", id: message.id };
    }
  }

  // Called after each change of the state: updates the map, then the column next to it.
  async function change() {
    const before = shown;
    shown = compose();
    const messages = [...changes(before.messages, shown.messages)];
    updateColumn();
    if (messages.length) await sendToMap(messages);
    updateLegend();
  }

  function updateGauges() {
    if (!view) return;
    const graticule = arctic.atlas.layers.shown.get(atlas.graticule ?? "")?.drawing;
    const furniture = arctic.gauges(view, atlas.projections[state.projection].grid, graticule, atlas.unit);
    arctic.atlas.ShowFurniture({ type: "ShowFurniture", furniture });
  }

  /**
   * Selects a feature, a fact or nothing. `go` moves the map there, for readers who did not point at it.
   * @param {Selected | null} selected
   */
  async function select(selected, go = false) {
    state.selected = selected;
    if (selected?.fact) state.facts = state.facts.filter((id) => id !== selected.fact);
    const features = selected?.feature ? [selected.feature] : (atlas.facts[selected?.fact ?? ""]?.features ?? []);
    if (go) reveal(features);
    await change();
    const box = go && atlas.projections[state.projection].goals[selected?.feature ?? selected?.fact ?? ""];
    if (box) await sendToMap([{ type: "MoveView", box, smooth: true, exact: false }]);
    if (go) arctic.atlas.map.getContainer().scrollIntoView({ block: "nearest" });
    if (selected?.feature) announce(description(selected.feature));
    else if (selected?.fact) announce(arctic.tr("{fact} is shown on the map: {places}.", { fact: selected.fact, places: features.map(nameOf).join(", ") }));
    else announce(arctic.tr("Nothing is selected."));
  }

  /**
   * Shows a saved view.
   * @param {NamedView} view
   */
  async function show({ id, name, box, hidden, ...shows }) {
    Object.assign(state, { ...shows, selected: null, view: id, hidden: new Set(hidden) });
    await change();
    await sendToMap([{ type: "MoveView", box, smooth: false, exact: true }]);
    announce(`${name}. ${arctic.tr("{count} listed.", { count: atlas.counts[shown.facts.size] })}`);
  }

  /**
   * Makes features visible: shows their layers, and all days or another month where these hide them.
   * @param {string[]} features
   */
  function reveal(features) {
    for (const id of features) {
      const { layer, months } = atlas.features[id];
      state.hidden.delete(layer);
      state.features = state.features.filter((each) => each !== id);
      if (isOutsideDays("features", id)) state.days = null;
      if (months && !months.includes(state.month)) state.month = months[0];
    }
  }

  /** @param {string} feature */
  function nameOf(feature) {
    return atlas.features[feature].name;
  }

  /** @param {string} feature */
  function description(feature) {
    const count = shown.facts.size;
    const missing = atlas.projections[state.projection].places[feature] ? "" : `${arctic.tr("It is outside this projection.")} `;
    return `${nameOf(feature)}. ${missing}${linesOf(feature).map((line) => line.join(": ")).join(". ")}. ${arctic.tr("{count} listed.", { count: atlas.counts[count] })}`;
  }

  /** @param {string} text */
  function announce(text, visible = false) {
    byId("status").textContent = text;
    byId("status").classList.toggle("unseen", !visible);
  }

  // The column next to the map.
  function updateColumn() {
    const { feature, fact } = state.selected ?? {};
    byId("facts-heading").textContent = feature ? arctic.tr("Facts about {name}", { name: nameOf(feature) }) : arctic.tr("Facts");
    const total = Object.keys(atlas.facts).length;
    byId("count").textContent = shown.facts.size === total ? atlas.counts[total] : arctic.tr("{some} of {count}", { some: shown.facts.size, count: atlas.counts[total] });
    byId("all-facts").hidden = !feature;
    for (const item of queryAll("[data-fact]")) {
      item.hidden = !shown.facts.has(item.dataset.fact ?? "");
      item.classList.toggle("chosen", item.dataset.fact === fact);
    }
    for (const topic of queryAll(".topic")) topic.hidden = !topic.querySelector("li:not([hidden])");
    setPressed("[data-show]", (button) => button.dataset.show === fact);
    setPressed("[data-place]", (button) => button.dataset.place === feature);
    for (const button of queryAll("[data-view]")) button.ariaCurrent = button.dataset.view === state.view ? "true" : null;
    for (const box of queryAll("[data-layer]")) {
      if (box instanceof HTMLInputElement) box.checked = !state.hidden.has(box.dataset.layer ?? "");
    }
    const projection = byId("projection");
    if (projection instanceof HTMLSelectElement) projection.value = state.projection;
    byId("projection-label").textContent = atlas.projections[state.projection].label;
    document.documentElement.dataset.colours = state.colours;
    updateSliders();
    updateMonthSlider();
    paintSwatches();
  }

  /**
   * @param {string} selector
   * @param {(button: HTMLElement) => boolean} isPressed
   */
  function setPressed(selector, isPressed) {
    for (const button of queryAll(selector)) button.setAttribute("aria-pressed", String(isPressed(button)));
  }

  let swatchLook = "";
  function paintSwatches() {
    if (swatchLook === shown.look) return;
    swatchLook = shown.look;
    for (const canvas of queryAll("canvas[data-style]")) {
      if (!(canvas instanceof HTMLCanvasElement)) continue;
      const dpr = window.devicePixelRatio;
      Object.assign(canvas, { width: 26 * dpr, height: 14 * dpr });
      arctic.draw.swatch(arctic.context(canvas), 26, 14, canvas.dataset.style ?? "", atlas.looks[shown.look], dpr);
    }
  }

  function updateSliders() {
    if (!fromInput || !toInput) return;
    const { first, last, words = "" } = state.days ?? { first: range[0], last: range[1] };
    for (const [input, month] of /** @type {[HTMLInputElement, number][]} */ ([[fromInput, first], [toInput, last]])) {
      const text = atlas.period.months[month] ?? words;
      input.value = String(month);
      input.setAttribute("aria-valuetext", text);
      input.parentElement?.querySelector("output")?.replaceChildren(text);
    }
    byId("all-times").hidden = !state.days;
  }

  function updateMonthSlider() {
    if (!monthInput) return;
    const text = atlas.months[state.month];
    monthInput.value = String(state.month);
    monthInput.setAttribute("aria-valuetext", text);
    monthInput.parentElement?.querySelector("output")?.replaceChildren(text);
  }

  // The layers of the chosen month become visible.
  function onMonthInput() {
    Object.assign(state, { month: Number(monthInput?.value), view: null });
    for (const { layer, months: shownIn } of Object.values(atlas.features)) if (shownIn) state.hidden.delete(layer);
    change();
    announce(atlas.months[state.month]);
  }

  /** @param {HTMLInputElement} moved */
  function onDaysInput(moved) {
    // The sliders cannot pass each other: the moved one stops at the other.
    const [first, last] = [Number(fromInput.value), Number(toInput.value)];
    const start = moved === fromInput ? Math.min(first, last) : first;
    const end = Math.max(start, last);
    const whole = start === range[0] && end === range[1];
    Object.assign(state, { days: whole ? null : { first: start, last: end }, view: null });
    change();
    announce(`${period() || arctic.tr("All times")}: ${byId("count").textContent}.`);
  }

  // The page has the texts of all spans of at most a year; texts of longer ones are composed.
  function period() {
    if (!state.days) return "";
    const { first, last, words } = state.days;
    if (words !== undefined) return words;
    const { months: named, within, starts, ends, across } = atlas.period;
    const year = Math.floor(first / 12);
    if (year === Math.floor(last / 12)) return within[`${first % 12},${last % 12}`].replaceAll("{year}", String(year));
    return across.replace("{from}", starts[first] ?? named[first]).replace("{to}", ends[last] ?? named[last]);
  }

  // A button that scrolls to the facts, which may be far below the popup.
  arctic.cardFoot = () => {
    const count = shown.facts.size;
    if (count === 0) return null;
    const button = document.createElement("button");
    Object.assign(button, { type: "button", className: "read", textContent: arctic.tr("Read {count}", { count: atlas.counts[count] }) });
    button.addEventListener("click", () => {
      byId("facts").scrollIntoView({ block: "start" });
      byId("facts").focus({ preventScroll: true });
    });
    return button;
  };

  /**
   * @param {string} selector
   * @param {string} text
   */
  function setLabel(selector, text) {
    for (const button of queryAll(selector)) Object.assign(button, { title: text, ariaLabel: text });
  }

  // A button below the zoom buttons: back to the whole route.
  const Home = L.Control.extend({
    onAdd() {
      const bar = L.DomUtil.create("div", "leaflet-bar leaflet-control home");
      const button = L.DomUtil.create("button", "", bar);
      Object.assign(button, { type: "button", textContent: "⤢", title: arctic.tr("Whole route") });
      button.setAttribute("aria-label", button.title);
      L.DomEvent.disableClickPropagation(bar);
      button.addEventListener("click", () =>
        sendToMap([{ type: "MoveView", box: atlas.projections[state.projection].home, smooth: true, exact: true }]),
      );
      return bar;
    },
  });

  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button");
    if (!button) return;
    const { show: fact, place, view } = button.dataset;
    const pressed = button.getAttribute("aria-pressed") === "true";
    const saved = atlas.views.find(({ id }) => id === view);
    if (saved) show(saved);
    else if (fact) select(pressed ? null : { fact }, !pressed);
    else if (place) select(pressed ? null : { feature: place }, !pressed);
    else if (button.id === "all-facts") select(null);
    else if (button.id === "all-times") {
      Object.assign(state, { days: null, view: null });
      change();
      fromInput.focus();
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
    if (target === monthInput) onMonthInput();
    else if (target === fromInput || target === toInput) onDaysInput(/** @type {HTMLInputElement} */ (target));
  });

  document.addEventListener("keydown", ({ key }) => {
    if (key === "Escape" && state.selected) select(null);
  });

  system.addEventListener("change", () => change());

  /** @type {{ state: State, box: Box } | null} */
  let beforeStory = null; // what the page showed before the reader entered the story
  const steps = queryAll("[data-step]");

  // The step that is in the middle of the visible text; empty before the first and after the last.
  function currentStep() {
    const line = window.innerHeight * (narrow.matches ? 0.72 : 0.45);
    const last = steps.at(-1)?.getBoundingClientRect();
    if (!last || last.bottom < line) return "";
    // A short first step lies above the middle from the start.
    if (steps[0].getBoundingClientRect().top >= (narrow.matches ? window.innerHeight * 0.46 : 90)) return steps[0].dataset.step ?? "";
    return steps.filter((step) => step.getBoundingClientRect().top <= line).at(-1)?.dataset.step ?? "";
  }

  // The map follows the story, and returns to its former state when the reader leaves it.
  async function followStory() {
    const id = currentStep();
    if (!ready || id === state.step) return;
    const step = atlas.steps.find((each) => each.id === id);
    const from = state.projection;
    beforeStory ??= { state: { ...state, hidden: new Set(state.hidden) }, box: boxOf(view) };
    const { state: before, box } = beforeStory;
    if (step) {
      const { projection, hidden, days, dark, selected } = step;
      const colours = dark && before.colours !== "greyscale" ? "dark" : before.colours;
      Object.assign(state, { ...before, projection, hidden: new Set(hidden), days, colours, selected, view: null, step: id });
    } else {
      // What the reader has selected meanwhile stays selected.
      const selected = state.selected?.compared ? null : state.selected;
      Object.assign(state, { ...before, selected, step: "" });
      beforeStory = null;
    }
    for (const each of steps) each.classList.toggle("reached", each.dataset.step === id);
    await change();
    const reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const smooth = from === state.projection && !reducedMotion;
    if (step || !state.selected) await sendToMap([{ type: "MoveView", box: step?.box ?? box, smooth, exact: !step }]);
  }

  /**
   * @param {Payload<"ViewMoved"> | null} moved
   * @returns {Box}
   */
  function boxOf(moved) {
    if (!moved) return atlas.projections[state.projection].home;
    const { x, y, resolution, width, height } = moved;
    return [x - (width / 2) * resolution, y - (height / 2) * resolution, x + (width / 2) * resolution, y + (height / 2) * resolution];
  }

  let frame = 0;
  document.addEventListener(
    "scroll",
    () => {
      cancelAnimationFrame(frame);
      frame = requestAnimationFrame(() => void followStory());
    },
    { capture: true, passive: true },
  );

  const searchInput = /** @type {HTMLInputElement} */ (byId("find"));

  // For comparison: letters without accents, numbers without separators.
  /** @param {string} words */
  function normalized(words) {
    return words.normalize("NFD").replace(/\p{M}/gu, "").replace(/(\d)[\s,.](?=\d{3})/g, "$1").toLowerCase();
  }

  // Lists facts, steps, people and lines of the ledger as links, and places as buttons that show them.
  function search() {
    const terms = normalized(searchInput.value).split(/\s+/).filter(Boolean);
    /** @param {string | null} words */
    const matches = (words) => terms.length > 0 && terms.every((word) => normalized(words ?? "").includes(word));
    const places = Object.keys(atlas.features).filter((id) => !atlas.features[id].never && matches(nameOf(id)));
    const texts = queryAll("[data-fact], [data-step], #people li, #ledger tr[id]").filter((each) => matches(each.textContent));
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
    ].slice(0, MAX_RESULTS);
    byId("found").replaceChildren(
      ...listed.map((each) => {
        const item = document.createElement("li");
        item.append(each);
        return item;
      }),
    );
    if (terms.length) announce(listed.length ? listed.map((each) => each.textContent).join(". ") : arctic.tr("Nothing found."));
  }
  searchInput.addEventListener("input", search);

  // Follows a link within the page to a fact, a saved view or the story, such as map.html#fact-T3.
  function followLink() {
    if (location.hash === "#tour") {
      steps[0]?.scrollIntoView();
      void followStory();
    }
    const fact = /^#fact-([\w-]+)$/.exec(location.hash)?.[1];
    if (fact && fact in atlas.facts) select({ fact });
    const view = atlas.views.find(({ id }) => location.hash === `#view-${id}`);
    if (view) show(view);
  }
  window.addEventListener("hashchange", followLink);
})();
