// What crosses the border to the program, as JSON: see crates/lab/src.

/** A number of the program: `never` where it is infinite, null where there is none. */
export type Num = number | "never" | null;

export interface Step {
  from: string;
  value: number;
  announced?: string;
}

export interface Rule {
  observable: string;
  below?: number;
  above?: number;
  for_months: number;
  lever: string;
  add?: number;
  set?: number;
  lag_months: number;
  from: string;
}

/** What a person has set, on top of the baseline. */
export interface Case {
  title: string;
  levers: Record<string, Step[]>;
  rules: Rule[];
  doctrine: Record<string, string>;
  worldviews: string[];
  /** Values as TOML. */
  parameters: Record<string, string>;
  mechanisms: Record<string, boolean>;
  /** When named events happen: a month, `never` or `chance`. */
  events: Record<string, string>;
  /** Worlds as they are drawn, whatever has been recorded. */
  unconditioned: boolean;
  seed: number | null;
  horizon: string | null;
}

/** A sentence of the catalogue with its arguments. */
export interface Message {
  key: string;
  args?: [string, MessageArgument][];
}
export type MessageText = string | Message | MessageText[] | { capitalised: MessageText };
export type MessageArgument = { text: MessageText } | { count: number } | { number: string };

export interface Named {
  key: string;
  name: string;
  meaning: string;
}
export interface MetricCard {
  key: string;
  unit: string;
  kind: "number" | "year" | "number or never" | "who";
  meaning: string;
  whom: string | null;
  more_is_better: boolean | null;
}
export interface LeverCard {
  key: string;
  agent: string;
  brief: string;
  meaning: string;
  unit: string;
  low: number;
  high: number;
  /** What the lowest and the highest value mean. */
  ends: [Message, Message];
  today: number;
  reactive: boolean;
}
export interface PolicyCard {
  key: string;
  title: string;
  description: string;
  claims: string[];
  case: Case;
  marks: [string, number][];
}
export interface WorldviewCard {
  key: string;
  title: string;
  description: string;
  touches: string[];
}
export interface ParameterCard {
  key: string;
  unit: string;
  meaning: string;
  source: string;
  grade: string;
  low: number;
  high: number;
  middle: number;
}
export interface Recorded {
  id: string;
  date: string;
  year: number;
  value: number;
  low: number;
  high: number;
  source: string;
}
export interface SeriesCard {
  key: string;
  agent: string;
  label: Message | null;
  meaning: string;
  unit: string;
  recorded: Recorded[];
}
export interface ChartCard {
  key: string;
  name: Message;
  title: Message;
  unit: Message;
  scale: "linear" | "log" | "share";
  metric: string;
  years: string | null;
  series: SeriesCard[];
}
/** A named event: when it happened, and whether it may be left to chance. */
export interface EventCard {
  key: string;
  meaning: string;
  recorded: string;
  by_chance: boolean;
}
export interface Program {
  version: string;
  sources: string;
  /** Title of the baseline. */
  baseline: string;
  agents: Named[];
  months: number;
  first_year: number;
  history_months: number;
  seed: number;
  years: number[];
  metrics: MetricCard[];
  levers: LeverCard[];
  doctrines: string[];
  observables: { key: string; unit: string; meaning: string }[];
  mechanisms: Named[];
  events: EventCard[];
  policies: PolicyCard[];
  worldviews: WorldviewCard[];
  games: { key: string; title: string; description: string }[];
  parameters: ParameterCard[];
  charts: ChartCard[];
}

export interface Bands {
  series: string;
  p05: Num[];
  p25: Num[];
  p50: Num[];
  p75: Num[];
  p95: Num[];
}
export interface DifferenceRow {
  pairs: number;
  mean: Num;
  p05: Num;
  p50: Num;
  p95: Num;
  larger: Num;
  smaller: Num;
  never: Num;
  who: [number, number, number] | null;
  size: number;
}
export interface Row {
  key: string;
  worlds: number;
  p05: Num;
  p50: Num;
  p95: Num;
  never: Num;
  who: [number, number, number] | null;
  difference: DifferenceRow | null;
}
export interface Years {
  metric: string;
  edges: number[];
  shares: number[];
  never: number;
}
export interface Summary {
  worlds: number;
  failed: number;
  bands: Bands[];
  differences: Bands[];
  rows: Row[];
  years: Years[];
}
export interface Influence {
  parameter: string;
  correlation: number;
  low: number;
  high: number;
  told: boolean;
}
export interface Exemplar {
  run: number;
  roles: string[];
  value: Num;
}
export interface Turned {
  month: string;
  year: number;
  what: Message;
  agent: string | null;
  lever: [string, number] | null;
  before: Num;
  later: Num;
}
export interface Told {
  run: number;
  metric: string;
  values: [Num, Num];
  unit: string;
  years: number[];
  watched: [Num[], Num[]];
  turns: [Turned[], Turned[]];
  apart: { month: string; series: string; agent: string; brief: string; unit: string; reference: Num; policy: Num }[];
}
export interface Theory {
  title: string;
  strategies: [string[], string[]];
  equilibria: { chances: [number[], number[]]; payoffs: [number, number] }[];
  reference: [number, number];
  worlds: number;
}
export interface LeftOut {
  what: string;
  why: string;
}

/** A part of an effect: that of a mechanism, or what is left with all of them off. */
export interface Part {
  mechanism: string | null;
  mean: Num;
  low: Num;
  high: Num;
}

/** How far an effect by mechanism is, and what was found once it is finished. */
export interface Explaining {
  worlds: number;
  of: number;
  found: { effect: Num; parts: Part[] } | null;
}
