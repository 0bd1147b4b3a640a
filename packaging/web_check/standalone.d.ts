// What the file of its own holds for its script: see export/embedded.py.

/** First and last day from 1970 on; null for an open end. */
type Days = [first: number | null, last: number | null];

interface AtlasData {
  colours: Colours;
  looks: Record<string, Messages.ShowLook>;
  words: Messages.ShowWords;
  unit: { word: string; metres: number };
  projection: string;
  projections: Record<string, ProjectionData>;
  hidden: string[];
  layers: { id: string; name: string; items: string[]; legend: Messages.LegendEntry | null }[];
  legend: Record<string, string>;
  told: Messages.LegendEntry;
  kinds: Messages.LegendEntry[];
  apart: number;
  precisions: string[];
  features: Record<string, FeatureData>;
  facts: Record<string, FactData>;
  months: string[];
  when: [number, number] | null;
  selected: Selected | null;
}

type Colours = "auto" | "light" | "dark" | "greyscale";
type Selected = { feature: string; fact?: undefined } | { fact: string; feature?: undefined };

interface ProjectionData {
  label: string;
  show: Messages.ShowProjection;
  layers: Messages.ShowLayer[];
  home: Box;
  places: Record<string, [number, number] | undefined>;
  spots: Record<string, [x: number, y: number, aside: number, up: number]>;
  grid: Grid;
}

interface FeatureData {
  name: string;
  layer: string;
  style: string;
  precision: string;
  days: Days | null;
  facts: string[];
  lines: [string, string][];
  never?: true;
}

interface FactData {
  days: Days | null;
  features: string[];
  kind: string;
}

/** Everything that can be seen. */
interface Decided {
  look: string;
  projection: string;
  layers: Set<string>;
  left: string[];
  facts: Set<string>;
  seen: number;
  legend: Messages.LegendEntry[];
  signs: Messages.Sign[];
  period: string;
  lit: string[];
  card: Messages.Card | null;
}
