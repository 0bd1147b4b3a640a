// Types of the data in an exported page: see export/html/embedded.py.

/** Months of the sliders, counted from year 0, and the text of the period. */
interface Days {
  first: number;
  last: number;
  /** Set for days that the sliders cannot express. */
  words?: string;
  hidden?: { features: string[]; facts: string[] } | null;
}

interface AtlasData {
  colours: Colours;
  looks: Record<string, Messages.ShowLook>;
  words: Messages.ShowWords;
  /** Texts of numbers of facts, indexed by the number. */
  counts: string[];
  unit: { word: string; metres: number };
  projection: string;
  projections: Record<string, ProjectionData>;
  hidden: string[];
  /** Id of the layer that has the frame labels. */
  graticule: string | null;
  legend: LegendLine[];
  /** Possible entries at the foot of the legend, each for a sign or a class of precision. */
  foot: { style: string; text: string; group: string; for: string }[];
  max_rows: number;
  /** Styles of shared stretches of lanes, and the style that the legend has instead. */
  shared: Record<string, string>;
  /** The number of kinds of facts. */
  kinds: number;
  features: Record<string, FeatureData>;
  facts: Record<string, FactData>;
  period: PeriodWords;
  days: Days | null;
  /** Month from 1, or 0 for the extremes of the year. */
  month: number;
  /** Texts of the months, indexed by `month`. */
  months: string[];
  selected: Selected | null;
  /** The saved views. */
  views: NamedView[];
  /** The steps of the story. */
  steps: Step[];
}

interface Step {
  id: string;
  projection: string;
  box: Box;
  /** Ids of layers. */
  hidden: string[];
  days: Days | null;
  /** Whether the map is dark, except in greyscale. */
  dark: boolean;
  selected: Selected | null;
}

/** A saved view. Id and name are empty for the state in which the page opened. */
interface NamedView {
  id: string;
  name: string;
  projection: string;
  box: Box;
  /** Ids of layers. */
  hidden: string[];
  /** By id, for layers with another opacity than in the page. */
  opacity: Record<string, number>;
  days: Days | null;
  month: number;
  /** Ids of hidden features. */
  features: string[];
  /** Ids of hidden facts. */
  facts: string[];
}

type Colours = "auto" | "light" | "dark" | "greyscale";
/** `compared` are the features that a step of the story highlights: those of all its facts. */
type Selected = { feature: string; fact?: undefined; compared?: undefined } | { fact: string; feature?: undefined; compared?: string[] };

interface ProjectionData {
  label: string;
  show: Messages.ShowProjection;
  layers: Messages.ShowLayer[];
  home: Box;
  /** The legend of the first view. */
  legend: Messages.LegendEntry[];
  /** Boxes around lines of the base map that the legend explains, by layer and style. */
  boxes: Record<string, Record<string, Box[]>>;
  /** The anchor of the popup, and the box of the feature. */
  places: Record<string, [x: number, y: number, ...box: Box] | undefined>;
  spots: Record<string, [x: number, y: number]>;
  goals: Record<string, Box | undefined>;
  grid: Grid;
}

interface FeatureData {
  name: string;
  layer: string;
  span: [number, number] | null;
  precision: string;
  facts: string[];
  lines: [string, string][];
  never?: true;
  /** The months that show it, the best one first. */
  months?: number[];
  /** The first lines of its popup, by month. */
  monthly?: [string, string][][];
  /** By the kinds of its facts: 1 or 0 for each kind. */
  signs?: Record<string, Pick<Messages.Sign, "style" | "dx" | "dy">[]>;
}

/** A line of the legend. It may share the line of style `with`, as `tail`. Lines of opened files have a layer. */
interface LegendLine {
  style: string;
  text: string;
  group: string;
  with: string;
  tail: string;
  layer: string;
}

/** Texts of spans of whole months, counted from year 0. */
interface PeriodWords {
  months: Record<number, string>;
  within: Record<string, string>;
  starts: Record<number, string>;
  ends: Record<number, string>;
  across: string;
}

interface FactData {
  span: [number, number] | null;
  features: string[];
  kind: number;
}

/** What the reader has chosen. */
interface State {
  projection: string;
  colours: Colours;
  hidden: Set<string>;
  days: Days | null;
  month: number;
  selected: Selected | null;
  opacity: Record<string, number>;
  features: string[];
  facts: string[];
  view: string | null;
  /** Id of the current step of the story; empty outside it. */
  step: string;
}

/** What the page shows in a state. */
interface PageScene {
  look: string;
  projection: string;
  hidden: string[];
  legend: Messages.LegendEntry[];
  facts: Set<string>;
  /** The messages to the map by topic, in the order in which they must be sent. */
  messages: Map<string, Messages.ToPage>;
}
