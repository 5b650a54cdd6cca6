// What the parts of the page share.

import type { Picture, Runner } from "./runner";
import type { Case, MetricCard, Program } from "./types";
import type { Crew } from "./crew";

export interface Kept {
  name: string;
  case: Case;
  hue: string;
  /** None until it has been simulated. */
  summary: import("./types").Summary | null;
}

export interface App {
  readonly program: Program;
  readonly crew: Crew;
  readonly runner: Runner;
  /** What is set now. */
  case: Case;
  /** The picture on the screen; none before the first, and while another setting is computed. */
  picture: Picture | null;
  kept: Kept[];
  chart: string;
  /** Sets another case; `isFinal` where it can be undone to what was before. */
  set(next: Case, isFinal: boolean): void;
  /** Shows a sentence above the page until the next. */
  notice(text: string, isAlarm?: boolean): void;
}

export const metricOf = (program: Program, key: string): MetricCard => {
  const found = program.metrics.find((metric) => metric.key === key);
  if (!found) throw new Error(`no metric ${key}`);
  return found;
};
