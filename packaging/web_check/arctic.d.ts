// The one namespace of the page's scripts, and what its parts know of each other.

import type * as Leaflet from "leaflet";

declare global {
  type Box = [x0: number, y0: number, x1: number, y1: number];
  /** Acts on a batch; its number is that of the program, 0 for a page of its own. */
  type Handle = (messages: Messages.ToPage[], number?: number) => Promise<void>;
  /** A message of the page without its type. */
  type Said<Type extends Messages.FromPage["type"]> = Omit<Extract<Messages.FromPage, { type: Type }>, "type">;
  /** One handler for each message of the program. */
  type Handlers = {
    [Message in Messages.ToPage as Message["type"]]: (message: Message) => void | Promise<void>;
  };

  /** A view that a canvas paints: pixels per metre, and the projection's origin in pixels. */
  interface Frame {
    scale: number;
    x: number;
    y: number;
    zoom: number;
    width: number;
    height: number;
    /** The part of the canvas that the window shows. */
    seen: { left: number; top: number; right: number; bottom: number };
    covered: Box[];
    dpr: number;
  }

  /** A frame whose edges matter to nobody. */
  type Place = Pick<Frame, "scale" | "x" | "y" | "dpr">;

  /** A point, or a shape with its path. */
  type Shape = Messages.Shape & Outlined;
  type Outlined = { parts: Messages.Shape["parts"] } & (
    | { kind: "point" }
    | { kind: "line" | "area"; path: Path2D; box: Messages.Shape["box"] }
  );
  /** Of a name, as it is painted. */
  type Piece = "halo" | "letters" | "tag";
  interface Drawing extends Messages.Drawing {
    shapes: Shape[];
  }
  interface ShownLayer extends Omit<Messages.ShowLayer, "order"> {
    order: number;
    /** As it came. */
    whole?: Drawing;
    /** As it is painted. */
    drawing?: Drawing;
    /** What a worker paints of it. */
    picture?: Parts.Picture;
    classes?: Classes;
  }

  interface Classes {
    url: string;
    styled: boolean;
    bytes: Uint8Array | null;
  }

  /** A level of detail of the base map: cells of whole numbers of a quantum, each the difference to the one before. */
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

  /** Where the legend stands, and what it takes of the map there, pixels. */
  interface Room {
    side: string;
    width: number;
    height: number;
  }

  interface Size {
    x: number;
    y: number;
  }

  type Side = "left" | "right" | "above" | "below" | "edge";

  /** Where a popup stands: beside its feature, or at the edge of the map. */
  interface Stand {
    side: Side;
    box: Box;
  }

  /** Where a name stands: its place, metres, and its box, pixels from there. */
  interface Name {
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
      taken: Box[],
      most: number,
    ): { scale: number; x: number; y: number; whole: boolean };
    popup(map: Size, feature: Box, anchor: Size, size: Size, taken: Box[], ends: Size[], name: Box | null): Stand;
    joined(a: Box, b: Box): Box;
  }

  type Context = CanvasRenderingContext2D;

  interface Draw {
    onProjection(ctx: Context, frame: Place, affine?: Messages.Affine): void;
    onScreen(ctx: Context, frame: Place): void;
    pixel(frame: Place, x: number, y: number): [number, number];
    pathOf(parts: ArrayLike<number>[], closed: boolean): Path2D;
    casing(ctx: Context, frame: Place, shape: Outlined, style: Messages.Style): void;
    shape(
      ctx: Context,
      frame: Place,
      shape: Outlined,
      style: Messages.Style,
      hatch?: Messages.Style,
      selected?: boolean,
    ): void;
    halo(ctx: Context, frame: Place, shape: Outlined, style: Messages.Style, palette: Messages.Palette, ofArea?: boolean): void;
    sign(ctx: Context, frame: Place, sign: Messages.Sign, style: Messages.Style, palette: Messages.Palette): void;
    chevron(ctx: Context, x: number, y: number, angle: number, style: Messages.Style): void;
    label(
      ctx: Context,
      frame: Frame,
      label: Messages.Label,
      style: Messages.Style,
      piece: Piece,
      palette: Messages.Palette,
    ): boolean;
    nameBox(label: Messages.Label, lettering: Messages.Lettering): Box;
    nameBoxes(frame: Place, label: Messages.Label, style: Messages.Style): Box[];
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

  /** What the others know of a part of the map; the classes of these names stand in the scripts. */
  namespace Parts {
    interface Canvas extends Leaflet.Renderer {
      ctx: Context;
      /** Whether its picture stays. */
      held: boolean;
      /** The timer of what is painted once the map rests, or 0. */
      resting: number;
      frame(): Frame;
      repaint(): void;
      widen(): void;
    }

    interface Ground {
      turn(projection: Messages.ShowProjection): Promise<void>;
      load(zoom: number): Promise<void>;
      show(layer: Messages.ShowLayer): Promise<void>;
      hide(id: string): boolean;
      paint(ctx: Context, frame: Frame, palette: Messages.Palette): void;
    }

    interface Found {
      kind: string;
      layer: string;
      feature: string;
      name: string;
      /** Where the point is whose name was found, metres. */
      at?: [number, number];
    }

    /** What a view shows of a layer of very many features, as a worker has painted it. */
    interface Picture {
      /** Whether it is that of the view that was painted last. */
      readonly sharp: boolean;
      /** Whether a worker still paints. */
      readonly busy: boolean;
      paint(ctx: Context, frame: Frame, layer: ShownLayer, look: Messages.ShowLook): void;
      /** A view that comes soon: its picture is there when it is painted. */
      ask(frame: Frame, layer: ShownLayer, look: Messages.ShowLook): void;
      forget(): void;
    }

    interface Growing {
      /** Of lines that are not drawn to their end yet. */
      features: Set<string>;
      begin(features: string[]): void;
      shown(shape: Shape): Shape;
    }

    interface Layers {
      growing: Growing;
      /** Features that are highlighted. */
      highlighted: Set<string>;
      shown: Map<string, ShownLayer>;
      /** How the projection lies on the plane that it was turned and scaled from. */
      ground: Messages.Affine;
      readonly hasRows: boolean;
      signs: Messages.Sign[];
      written: { layer: string; feature: string; boxes: Box[] }[];
      show(layer: ShownLayer): Promise<void>;
      hide(id: string): void;
      renumber(ids: string[]): void;
      only(drawing: Messages.Drawing | null): void;
      clear(): void;
      filterOut(features: string[]): void;
      classify(message: Messages.ShowClasses): Promise<void>;
      name(message: Messages.ShowNames): void;
      highlightRows(message: Messages.HighlightRows): void;
      keepLooks(before: Messages.ShowLook | null, look: Messages.ShowLook): void;
      showSigns(signs: Messages.Sign[]): void;
      visible(): Iterable<ShownLayer & { drawing: Drawing }>;
      /** The view that a drag leads to. */
      expect(frame: Frame, look: Messages.ShowLook): void;
      paint(ctx: Context, frame: Frame, look: Messages.ShowLook): void;
      /** What the drawing takes of the frame, in boxes. */
      room(frame: Frame, drawing: Drawing, look: Messages.ShowLook): Box[];
      namesOf(feature: string, zoom: number, look: Messages.ShowLook): Name[];
      at(ctx: Context, frame: Frame, px: number, py: number, look: Messages.ShowLook): Found | null;
    }

    interface Furniture {
      /** Size of words, times the usual one. */
      text: number;
      legend: HTMLDetailsElement;
      narrow(): void;
      turn(projection: Messages.ShowProjection): void;
      foldLegend(): void;
      room(): Room;
      /** What stands over the map, pixels of the map. */
      taken(): Box[];
      words(words: Messages.ShowWords): void;
      look(look: Messages.ShowLook): void;
      drawLegend(look: Messages.ShowLook, entries?: Messages.LegendEntry[]): void;
      show(furniture: Messages.MapDecorations): void;
      clearFrame(taken: Box[]): void;
      yieldTo(popup: Box | null): boolean;
    }

    interface Sketch {
      layers: Layers;
      /** Whether clicks on the map are places. */
      active: boolean;
      /** Whether the last press moved a note, and was no click. */
      dragged: boolean;
      show(message: Messages.ShowSketch): void;
      clear(): void;
    }

    interface Popup {
      /** What it speaks of; null when there is none. */
      card: Messages.Card | null;
      readonly size: Size | null;
      /** What it covers of the map, in pixels. */
      readonly box: Box | null;
      /** Where a feature was clicked last. */
      clicked: { feature: string; x: number; y: number } | null;
      open(card: Messages.Card): void;
      close(): void;
      lay(low?: boolean): void;
      /** Where the name of what it speaks of may stand at a zoom, the best place first. */
      namesAt(zoom: number): Name[];
      wait(): void;
      place(): void;
      keepInside(): void;
    }

    interface View {
      /** Pixels per metre, at which the map stops coming nearer by itself. */
      readonly most: number;
      turn(box: Box, home: Box, beside: Room): void;
      unmoved: (() => void) | undefined;
      /** The pointer's place, as long as it waits to be reported. */
      pointer: Said<"PointerMoved"> | undefined;
      refit(): void;
      move(box: Box, smooth: boolean, beside: Room): void;
      show(goal: Box, feature: Box, popup: Size | null, taken: Box[], smooth: boolean, arrived: () => void): void;
      report(): void;
    }

    interface Activity {
      /** Whether nothing of the page moves, loads or waits to be painted. */
      readonly idle: boolean;
      whenIdle(then: () => void): void;
    }

    interface Drag {
      /** Whether a click is only the end of a drag. */
      ended(event: Leaflet.LeafletMouseEvent): boolean;
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
    askForFonts(letters?: string): Promise<FontFace[][]>;
    first: Promise<Record<string, unknown>>;
    lettering: Promise<FontFace[][]>;
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
    Activity: new (map: Leaflet.Map, painted: () => boolean) => Parts.Activity;
    /** Work that keeps the page from being idle until it ends. */
    track<Value>(work: Promise<Value>): Promise<Value>;
    // bridge.js; standalone.js in a page of its own
    say<Type extends Messages.FromPage["type"]>(
      type: Type,
      ...message: {} extends Said<Type> ? [message?: Said<Type>] : [message: Said<Type>]
    ): void;
    connect(handle: Handle): void;
    /** The JSON at one of the app's own addresses. */
    read(url: string): Promise<any>;
    bytes(url: string): Promise<Uint8Array>;
    // words.js
    whenPainted(then: () => void): void;
    words(problem: unknown): string;
    /** Says all from now on in these words, by their English form. */
    speak(words: Record<string, string>): void;
    /** A text with its gaps filled, such as `Read fact {fact}`. */
    tr(english: string, gaps?: Record<string, string | number>): string;
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
    // rows.js; picture.js in a page of its own
    Picture: new (onChange: () => void, ground: () => Messages.Affine) => Parts.Picture;
    expectRows(): void;
    Growing: new (onChange: () => void) => Parts.Growing;
    Layers: new (onChange: () => void) => Parts.Layers;
    Furniture: new (map: Leaflet.Map) => Parts.Furniture;
    Drag: new (
      map: Leaflet.Map,
      say: Arctic["say"],
      under: (event: Leaflet.LeafletMouseEvent) => Parts.Found | null,
    ) => Parts.Drag;
    View: new (map: Leaflet.Map, say: Arctic["say"], room: () => Room) => Parts.View;
    Atlas: new (map: Leaflet.Map) => Parts.Atlas;
    cardContent(card: Messages.Card): HTMLElement;
    /** What stands below it in a page of its own. */
    cardFoot?(): HTMLElement | null;
    // placing.js
    placing: Placing;
    // room.js
    room(frame: Frame, drawing: Pick<Drawing, "labels" | "shapes">, look: Messages.ShowLook, left: Set<string>): Box[];
    /** Whether a layer holds what the reader has written or measured. */
    yours(layer: string): boolean;
    // popup.js
    Popup: new (
      map: Leaflet.Map,
      taken: () => Box[],
      text: () => number,
      names: (feature: string, zoom: number) => Name[],
      onPlaced: () => void,
    ) => Parts.Popup;
    // sketch.js
    Sketch: new (
      map: Leaflet.Map,
      paint: (layers: Parts.Layers, ctx: Context, frame: Frame) => void,
      under: (event: Leaflet.LeafletMouseEvent) => Parts.Found | null,
    ) => Parts.Sketch;
    // main.js
    start(map: Leaflet.Map): Promise<void>;
    atlas: Parts.Atlas;
    // gauges.js and standalone.js
    gauges(
      view: Said<"ViewMoved">,
      grid: Grid,
      graticule: Drawing | undefined,
      unit?: { word: string; metres: number },
    ): Messages.MapDecorations;
    // legend.js
    legend(
      atlas: Pick<AtlasData, "legend" | "foot" | "most" | "shared" | "features">,
      layers: { id: string; drawing: Drawing; left: Set<string> }[],
      signs: Messages.Sign[],
      boxes: Record<string, Box[]>,
      box: Box,
    ): Messages.LegendEntry[];
    /** Pixels at the top of the map that the legend leaves free. */
    above?: number;
  }

  /** Latitudes down a projection, by which a place on it is found: see export/html/projection_tables.py. */
  interface Grid {
    pole: [number, number] | null;
    down: number;
    rows: number[][];
  }

  /** Qt's end of the channel. */
  interface Bridge {
    sent: { connect(receive: (count: number, text: string) => void): void };
    receive(text: string): void;
  }

  // Of the scripts' own object and of what Qt puts beside it.
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
