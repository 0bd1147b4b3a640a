// What the file of its own holds for its script: see export/html/embedded.py.

/** The months at which the sliders stand, from the year 0, and what a reader is told of them; of whole months nothing is listed. */
interface Days {
  first: number;
  last: number;
  /** Of days that no slider chose. */
  words?: string;
  left?: { features: string[]; facts: string[] } | null;
}

interface AtlasData {
  colours: Colours;
  looks: Record<string, Messages.ShowLook>;
  words: Messages.ShowWords;
  /** So many facts, in words, from none on. */
  counts: string[];
  unit: { word: string; metres: number };
  projection: string;
  projections: Record<string, ProjectionData>;
  hidden: string[];
  /** The id of the layer whose labels stand at the frame. */
  graticule: string | null;
  legend: LegendLine[];
  /** What may stand at the foot of the legend, and the sign or class of precision that it is for. */
  foot: { style: string; text: string; group: string; for: string }[];
  /** Lines that the legend has at most. */
  most: number;
  /** Styles of lanes on stretches that they share, and the style that the legend tells of. */
  shared: Record<string, string>;
  /** How many kinds of facts there are. */
  kinds: number;
  features: Record<string, FeatureData>;
  facts: Record<string, FactData>;
  period: PeriodWords;
  days: Days | null;
  /** Of the year, from 1; 0 for the extremes. */
  month: number;
  /** In words, from 0 on. */
  months: string[];
  selected: Selected | null;
  /** What the atlas keeps under names. */
  views: NamedView[];
  /** What the map shows at each step of the story. */
  steps: Step[];
}

interface Step {
  id: string;
  projection: string;
  box: Box;
  /** Ids of layers. */
  hidden: string[];
  days: Days | null;
  /** Whether the map is dark, unless the page is in greyscale. */
  dark: boolean;
  selected: Selected | null;
}

/** What a view shows; by the state in which the page opened without id and name. */
interface NamedView {
  id: string;
  name: string;
  projection: string;
  box: Box;
  /** Ids of layers. */
  hidden: string[];
  /** By the ids of layers that are not as the page has them. */
  opacity: Record<string, number>;
  days: Days | null;
  month: number;
  /** Ids of features that it leaves out. */
  features: string[];
  /** Ids of facts that it leaves out. */
  facts: string[];
}

type Colours = "auto" | "light" | "dark" | "greyscale";
/** A step of the story selects a fact and highlights the features of all its facts: `compared`. */
type Selected = { feature: string; fact?: undefined; compared?: undefined } | { fact: string; feature?: undefined; compared?: string[] };

interface ProjectionData {
  label: string;
  show: Messages.ShowProjection;
  layers: Messages.ShowLayer[];
  home: Box;
  /** Of the first view. */
  legend: Messages.LegendEntry[];
  /** Round lines of the base map that the legend tells of, by layer and style. */
  boxes: Record<string, Record<string, Box[]>>;
  /** Where a popup points, and the box of its feature. */
  places: Record<string, [x: number, y: number, ...box: Box] | undefined>;
  spots: Record<string, [x: number, y: number]>;
  goals: Record<string, Box | undefined>;
  grid: Grid;
}

interface FeatureData {
  name: string;
  layer: string;
  /** Its first and last month. */
  span: [number, number] | null;
  /** Its class of precision. */
  sure: string;
  facts: string[];
  lines: [string, string][];
  never?: true;
  /** The choices of a month that show it, the most fitting one first. */
  months?: number[];
  /** What its popup says first, by the chosen month. */
  monthly?: [string, string][][];
  /** By which kinds of facts are told of it: 1 and 0 for each. */
  signs?: Record<string, Pick<Messages.Sign, "style" | "dx" | "dy">[]>;
}

/** A line, and the style whose line it may share in the words of `tail`; of an opened file with its layer. */
interface LegendLine {
  style: string;
  text: string;
  group: string;
  with: string;
  tail: string;
  layer: string;
}

/** The words of spans of whole months, which count from the year 0. */
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

/** What a reader has chosen. */
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
  /** Id of the step that the reader has reached in the story; empty outside of it. */
  step: string;
}

/** What is seen then. */
interface Looked {
  look: string;
  projection: string;
  left: string[];
  legend: Messages.LegendEntry[];
  facts: Set<string>;
  /** All that the page is told, by what it is about, in the order in which it must be told. */
  messages: Map<string, Messages.ToPage>;
}
