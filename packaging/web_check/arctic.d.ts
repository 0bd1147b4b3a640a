// The namespace that the page's scripts share, and the interfaces between its parts.

import type * as Leaflet from "leaflet";

declare global {
  type Box = [x0: number, y0: number, x1: number, y1: number];
  /** Handles a batch by its number in the program; 0 in an exported page. */
  type BatchHandler = (messages: Messages.ToPage[], number?: number) => Promise<void>;
  /** A message from the page without its type. */
  type Payload<Type extends Messages.FromPage["type"]> = Omit<Extract<Messages.FromPage, { type: Type }>, "type">;
  /** One handler for each message of the program. */
  type Handlers = {
    [Message in Messages.ToPage as Message["type"]]: (message: Message) => void | Promise<void>;
  };

  interface VideoEncoderEncodeOptions {
    vp9?: { quantizer: number };
  }

  /** film.js, in a page of its own. */
  var film: {
    start: (width: number, height: number, rate: number, repeats: number[]) => void;
    chunks: () => { key: boolean; data: string }[];
  };

  /** A view to paint: pixels per metre, and the projection's origin in pixels. */
  interface Frame {
    scale: number;
    x: number;
    y: number;
    zoom: number;
    width: number;
    height: number;
    /** The visible part of the canvas. */
    seen: { left: number; top: number; right: number; bottom: number };
    /** Boxes that labels keep clear of. */
    covered: Box[];
    dpr: number;
  }

  /** Where a frame puts projected metres on its canvas. */
  type Transform = Pick<Frame, "scale" | "x" | "y" | "dpr">;

  /** A point, or a shape with its path. */
  type Shape = Messages.Shape & Outlined;
  type Outlined = { parts: Messages.Shape["parts"] } & (
    | { kind: "point" }
    | { kind: "line" | "area"; path: Path2D; box: Messages.Shape["box"] }
  );
  /** The parts of a label, painted one after the other. */
  type LabelPart = "halo" | "letters" | "tag";
  interface Drawing extends Messages.Drawing {
    shapes: Shape[];
  }
  interface ShownLayer extends Omit<Messages.ShowLayer, "order"> {
    order: number;
    /** As it was read. */
    original?: Drawing;
    /** As it is painted, with classes and without hidden features. */
    drawing?: Drawing;
    /** The image of its features on disk. */
    picture?: Parts.Picture;
    classes?: Classes;
  }

  interface Classes {
    url: string;
    styled: boolean;
    bytes: Uint8Array | null;
  }

  /** A level of detail of the base map: cells of integers of a quantum, each relative to the one before. */
  interface LevelData {
    quantum: number;
    items: Record<string, LevelItem>;
  }
  interface LevelItem {
    kind: "fill" | "line";
    cells: LevelCell[];
  }
  interface LevelCell {
    box: Box;
    parts: number[][];
    path?: Path2D;
  }

  /** The side of the map at which the legend is, and the pixels that it covers there. */
  interface LegendInset {
    side: string;
    width: number;
    height: number;
  }

  interface Size {
    x: number;
    y: number;
  }

  type Side = "left" | "right" | "above" | "below" | "edge";

  /** The position of a popup: at a side of its feature, or at the edge of the map. */
  interface PopupPosition {
    side: Side;
    box: Box;
  }

  /** A position of a label: its place in metres, and its box in pixels from there. */
  interface LabelPosition {
    x: number;
    y: number;
    box: Box;
  }

  interface Placing {
    view(
      map: Size,
      goal: Box,
      feature: Box,
      popup: Size | null,
      occupied: Box[],
      maxScale: number,
    ): { scale: number; x: number; y: number; fits: boolean };
    popup(map: Size, feature: Box, anchor: Size, size: Size, occupied: Box[], ends: Size[], label: Box | null): PopupPosition;
    joined(a: Box, b: Box): Box;
  }

  type Context = CanvasRenderingContext2D;

  interface Draw {
    onProjection(ctx: Context, frame: Transform, affine?: Messages.Affine): void;
    onScreen(ctx: Context, frame: Transform): void;
    pixel(frame: Transform, x: number, y: number): [number, number];
    pathOf(parts: ArrayLike<number>[], closed: boolean): Path2D;
    casing(ctx: Context, frame: Transform, shape: Outlined, style: Messages.Style): void;
    shape(
      ctx: Context,
      frame: Transform,
      shape: Outlined,
      style: Messages.Style,
      hatch?: Messages.Style,
      selected?: boolean,
    ): void;
    halo(ctx: Context, frame: Transform, shape: Outlined, style: Messages.Style, palette: Messages.Palette, ofArea?: boolean): void;
    sign(ctx: Context, frame: Transform, sign: Messages.Sign, style: Messages.Style, palette: Messages.Palette): void;
    chevron(ctx: Context, x: number, y: number, angle: number, style: Messages.Style): void;
    label(
      ctx: Context,
      frame: Frame,
      label: Messages.Label,
      style: Messages.Style,
      piece: LabelPart,
      palette: Messages.Palette,
    ): boolean;
    nameBox(label: Messages.Label, lettering: Messages.Lettering): Box;
    nameBoxes(frame: Transform, label: Messages.Label, style: Messages.Style): Box[];
    swatch(
      ctx: Context,
      width: number,
      height: number,
      id: string,
      look: Pick<Messages.ShowLook, "styles" | "palette">,
      dpr: number,
    ): void;
    stroke(
      ctx: Context,
      path: Path2D,
      colour: string,
      width: number,
      dash: number[],
      alpha: number,
      metre: number,
    ): void;
  }

  /** The interfaces of the parts of the map; their classes have the same names in the scripts. */
  namespace Parts {
    interface Canvas extends Leaflet.Renderer {
      ctx: Context;
      /** Whether it keeps its image while the next map loads. */
      frozen: boolean;
      /** Timer until the margin is painted, or 0. */
      resting: number;
      frame(): Frame;
      repaint(): void;
      widen(): void;
    }

    interface Ground {
      setProjection(projection: Messages.ShowProjection): Promise<void>;
      load(zoom: number): Promise<void>;
      show(layer: Messages.ShowLayer): Promise<void>;
      hide(id: string): boolean;
      /** `paintFloor` paints what is below the lines of the base map. */
      paint(ctx: Context, frame: Frame, palette: Messages.Palette, paintFloor: () => void): void;
    }

    interface Hit {
      kind: string;
      layer: string;
      feature: string;
      name: string;
      /** The position of the point whose label was hit, metres. */
      at?: [number, number];
    }

    /** The image of a layer with very many features. */
    interface Picture {
      /** Whether all requested parts are painted. */
      readonly sharp: boolean;
      /** Whether a worker is painting. */
      readonly busy: boolean;
      paint(ctx: Context, frame: Frame, layer: ShownLayer, look: Messages.ShowLook): void;
      /** Requests the image of a view that is painted soon. */
      request(frame: Frame, layer: ShownLayer, look: Messages.ShowLook): void;
      forget(): void;
    }

    /** One that requests an image for each view. */
    interface ViewPicture extends Picture {
      key: string;
      /** Number of the last request. */
      requested: number;
      /** The views of the requests without response, by number. */
      frames: Map<number, Frame>;
      receive(response: { number: number; bitmap?: ImageBitmap; why?: string }): void;
    }

    interface Growing {
      /** The features whose lines are still growing. */
      features: Set<string>;
      start(features: string[]): void;
      partial(shape: Shape): Shape;
    }

    interface Layers {
      growing: Growing;
      highlighted: Set<string>;
      shown: Map<string, ShownLayer>;
      /** From the plane of the family of projections to this projection. */
      ground: Messages.Affine;
      readonly hasRows: boolean;
      signs: Messages.Sign[];
      paintedLabels: { layer: string; feature: string; boxes: Box[] }[];
      show(layer: ShownLayer): Promise<void>;
      hide(id: string): void;
      renumber(ids: string[]): void;
      showOnly(drawing: Messages.Drawing | null): void;
      clear(): void;
      filterOut(features: string[]): void;
      classify(message: Messages.ShowClasses): Promise<void>;
      setLabels(message: Messages.ShowNames): void;
      highlightRows(message: Messages.HighlightRows): void;
      keepClassStyles(before: Messages.ShowLook | null, look: Messages.ShowLook): void;
      showSigns(signs: Messages.Sign[]): void;
      visible(): Iterable<ShownLayer & { drawing: Drawing }>;
      /** Prepares the view that a drag leads to. */
      /** Paints rasters that the lines of the base map are painted over. */
      paintFloor(ctx: Context, frame: Frame, look: Messages.ShowLook): void;
      expect(frame: Frame, look: Messages.ShowLook): void;
      paint(ctx: Context, frame: Frame, look: Messages.ShowLook): void;
      /** The boxes of the frame that a drawing occupies. */
      reservedBoxes(frame: Frame, drawing: Drawing, look: Messages.ShowLook): Box[];
      namesOf(feature: string, zoom: number, look: Messages.ShowLook): LabelPosition[];
      hitTest(ctx: Context, frame: Frame, px: number, py: number, look: Messages.ShowLook): Hit | null;
    }

    interface Furniture {
      /** Text size, relative to the usual one. */
      textScale: number;
      legend: HTMLDetailsElement;
      updateNarrow(): void;
      setProjection(projection: Messages.ShowProjection): void;
      foldLegend(): void;
      inset(): LegendInset;
      /** Boxes of what covers the map, in pixels of the map. */
      occupied(): Box[];
      showWords(words: Messages.ShowWords): void;
      showLook(look: Messages.ShowLook): void;
      drawLegend(look: Messages.ShowLook, entries?: Messages.LegendEntry[]): void;
      show(furniture: Messages.MapDecorations): void;
      clearFrame(occupied: Box[]): void;
      yieldTo(popup: Box | null): boolean;
    }

    interface Sketch {
      layers: Layers;
      /** Whether clicks on the map set places. */
      active: boolean;
      /** Whether the last press became a drag. */
      dragged: boolean;
      show(message: Messages.ShowSketch): void;
      clear(): void;
    }

    interface Popup {
      /** The content; null without a popup. */
      card: Messages.Card | null;
      readonly size: Size | null;
      /** The box that it covers, in pixels of the map. */
      readonly box: Box | null;
      /** The last clicked feature, and where. */
      clicked: { feature: string; x: number; y: number } | null;
      open(card: Messages.Card): void;
      close(): void;
      layOut(flat?: boolean): void;
      /** Possible label positions of its feature at a zoom, best first. */
      namesAt(zoom: number): LabelPosition[];
      hideUntilPlaced(): void;
      place(): void;
      keepInside(): void;
    }

    interface View {
      /** The largest scale that the map chooses by itself, pixels per metre. */
      readonly maxScale: number;
      setProjection(box: Box, home: Box, inset: LegendInset): void;
      hold(box: Box | null, restore?: () => void): void;
      /** The pointer's position until it is reported. */
      pointer: Payload<"PointerMoved"> | undefined;
      refit(): void;
      move(box: Box, smooth: boolean, inset: LegendInset): void;
      show(goal: Box, feature: Box, popup: Size | null, occupied: Box[], smooth: boolean, onArrival: () => void): void;
      report(): void;
    }

    interface Activity {
      /** Whether nothing moves, loads or waits to be painted. */
      readonly idle: boolean;
      whenIdle(callback: () => void): void;
    }

    interface Drag {
      /** Whether a click is the end of a drag. */
      justEnded(event: Leaflet.LeafletMouseEvent): boolean;
    }

    interface Atlas extends Handlers {
      map: Leaflet.Map;
      layers: Layers;
      handle(messages: Messages.ToPage[], lettering?: Promise<unknown>): Promise<string[]>;
    }
  }

  interface Arctic {
    // early.js
    reducedMotion: { readonly matches: boolean };
    loadFonts(characters?: string): Promise<FontFace[][]>;
    preloaded: Promise<Record<string, unknown>>;
    fontsLoaded: Promise<FontFace[][]>;
    // projection.js
    projection: {
      latLng(x: number, y: number): Leaflet.LatLng;
      bounds(box: Box): Leaflet.LatLngBounds;
      resolution(zoom: number): number;
      zoom(resolution: number): number;
      minZoom: number;
      maxZoom: number;
    };
    // activity.js
    Activity: new (map: Leaflet.Map, isPainted: () => boolean) => Parts.Activity;
    /** Counts work as pending until it ends. */
    track<Value>(work: Promise<Value>): Promise<Value>;
    // sound.js
    /** Schedules tones of frequencies in Hz, or silences, and returns the last tone. */
    scheduleTones(context: BaseAudioContext, pitches: (number | null)[], seconds: number): OscillatorNode | null;
    playTones(message: Messages.PlayTones): void;
    // bridge.js, or standalone.js in an exported page
    send<Type extends Messages.FromPage["type"]>(
      type: Type,
      ...message: {} extends Payload<Type> ? [message?: Payload<Type>] : [message: Payload<Type>]
    ): void;
    connect(handle: BatchHandler): void;
    /** Reads JSON from an address of the program. */
    read(url: string): Promise<any>;
    readBytes(url: string): Promise<Uint8Array>;
    // words.js
    whenPainted(callback: () => void): void;
    errorText(error: unknown): string;
    /** Sets the translations of texts, by their English form. */
    setTranslations(table: Record<string, string>): void;
    /** Translates a text and fills its placeholders, as in `Read fact {fact}`. */
    tr(english: string, values?: Record<string, string | number>): string;
    // canvas.js
    context(canvas: HTMLCanvasElement): Context;
    // the parts of the map
    draw: Draw;
    Ground: new (onChange: () => void) => Parts.Ground;
    Canvas: new (
      paint: (ctx: Context, frame: Frame) => void,
      pane: string,
      drag?: { expect?: (frame: Frame) => void; early?: number },
    ) => Parts.Canvas;
    // rows.js, or picture.js in an exported page
    Picture: new (onChange: () => void, ground: () => Messages.Affine) => Parts.Picture;
    // raster.js, or picture.js in an exported page
    RasterPicture: new (onChange: () => void, ground: () => Messages.Affine) => Parts.Picture;
    expectRows(): void;
    Growing: new (onChange: () => void) => Parts.Growing;
    Layers: new (onChange: () => void, onFloor?: () => void) => Parts.Layers;
    Furniture: new (map: Leaflet.Map) => Parts.Furniture;
    Drag: new (
      map: Leaflet.Map,
      send: Arctic["send"],
      featureUnder: (event: Leaflet.LeafletMouseEvent) => Parts.Hit | null,
    ) => Parts.Drag;
    View: new (map: Leaflet.Map, send: Arctic["send"], inset: () => LegendInset) => Parts.View;
    Atlas: new (map: Leaflet.Map) => Parts.Atlas;
    cardContent(card: Messages.Card): HTMLElement;
    /** What an exported page adds at the end of it. */
    cardFoot?(): HTMLElement | null;
    // placing.js
    placing: Placing;
    // reserved.js
    reservedBoxes(frame: Frame, drawing: Pick<Drawing, "labels" | "shapes">, look: Messages.ShowLook, hidden: Set<string>): Box[];
    /** Whether a layer has the reader's own notes or measurements. */
    isOwnLayer(layer: string): boolean;
    // popup.js
    Popup: new (
      map: Leaflet.Map,
      occupied: () => Box[],
      textScale: () => number,
      names: (feature: string, zoom: number) => LabelPosition[],
      onPlaced: () => void,
    ) => Parts.Popup;
    // sketch.js
    Sketch: new (
      map: Leaflet.Map,
      paint: (layers: Parts.Layers, ctx: Context, frame: Frame) => void,
      featureUnder: (event: Leaflet.LeafletMouseEvent) => Parts.Hit | null,
    ) => Parts.Sketch;
    // main.js
    start(map: Leaflet.Map): Promise<void>;
    atlas: Parts.Atlas;
    // gauges.js and standalone.js
    gauges(
      view: Payload<"ViewMoved">,
      grid: Grid,
      graticule: Drawing | undefined,
      unit?: { word: string; metres: number },
    ): Messages.MapDecorations;
    // legend.js
    legend(
      atlas: Pick<AtlasData, "legend" | "foot" | "max_rows" | "shared" | "features">,
      layers: { id: string; drawing: Drawing; hidden: Set<string> }[],
      signs: Messages.Sign[],
      boxes: Record<string, Box[]>,
      box: Box,
    ): Messages.LegendEntry[];
    /** Pixels at the top of the map that the legend leaves free. */
    topMargin?: number;
  }

  /** A table of latitudes that finds places on a projection: see export/html/projection_tables.py. */
  interface Grid {
    pole: [number, number] | null;
    down: number;
    rows: number[][];
    centre: [number, number] | null;
  }

  /** Qt's end of the channel. */
  interface Bridge {
    sent: { connect(receive: (count: number, text: string) => void): void };
    receive(text: string): void;
  }

  // The scripts' namespace, and what Qt adds to the page.
  var arctic: Arctic;
  var qt: { webChannelTransport?: object } | undefined;
  class QWebChannel {
    constructor(transport: object, ready: (channel: { objects: { bridge: Bridge } }) => void);
  }
}

declare module "leaflet" {
  interface Map {
    _animatingZoom?: boolean;
  }
  interface Renderer {
    _bounds: Bounds;
    _container?: HTMLElement;
    getEvents(): Record<string, LeafletEventHandlerFn>;
    _zoom: number;
    _update(): void;
  }
  namespace CRS {
    let ArcticProjection: CRS;
  }
}
