// What the file of its own holds for its script: see export/embedded.py.

/** First and last day from 1970 on; null for an open end. */
type Days = [first: number | null, last: number | null];

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
  layers: string[];
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
  when: [number, number] | null;
  /** Of the year, from 1; 0 for the extremes. */
  month: number;
  /** In words, from 0 on. */
  months: string[];
  extremes: number[];
  selected: Selected | null;
  /** What the atlas keeps under names. */
  views: NamedView[];
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
  when: [number, number] | null;
  period: string;
  month: number;
  /** Ids of features that it leaves out. */
  features: string[];
  /** Ids of facts that it leaves out. */
  facts: string[];
}

type Colours = "auto" | "light" | "dark" | "greyscale";
type Selected = { feature: string; fact?: undefined } | { fact: string; feature?: undefined };

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
  days: Days | null;
  /** Its class of precision. */
  sure: string;
  facts: string[];
  lines: [string, string][];
  never?: true;
  /** The only month in which it is shown, but for the extremes. */
  month?: number;
  /** What its popup says first, in each month. */
  monthly?: [string, string][];
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
  chosen: string;
}

interface FactData {
  days: Days | null;
  features: string[];
  kind: number;
}

/** Everything that can be seen. */
interface Decided {
  look: string;
  projection: string;
  layers: Set<string>;
  opacity: Record<string, number>;
  left: string[];
  facts: Set<string>;
  legend: Messages.LegendEntry[];
  signs: Messages.Sign[];
  period: string;
  highlighted: string[];
  card: Messages.Card | null;
}
