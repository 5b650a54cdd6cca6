// What a person has set: changing it, undoing, and the link that holds it.

import type { Case, LeverCard, Program, Rule, Step } from "./types";

export const NOTHING: Case = {
  title: "",
  levers: {},
  rules: [],
  doctrine: {},
  worldviews: [],
  parameters: {},
  mechanisms: {},
  events: {},
  unconditioned: false,
  seed: null,
  horizon: null,
};

/** A month of the simulation as files write it: 0 is the first. */
export function monthText(month: number, program: Program): string {
  return `${program.first_year + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}`;
}

/** The month from which a plain value of a lever holds: the first after the recorded history. */
export const policyFrom = (program: Program): string => monthText(program.history_months, program);

export const copy = (of: Case): Case => structuredClone(of);
export const same = (one: Case, other: Case): boolean => keyOf(one) === keyOf(other);

/** What decides the numbers, as text. */
export const keyOf = (of: Case): string => JSON.stringify(sorted({ ...of, title: "" }));

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value && typeof value === "object") {
    const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]));
  }
  return value;
}

/** The same assumptions without any policy: what differences are taken from. */
export function baselineOf(of: Case): Case {
  const { worldviews, parameters, mechanisms, events, unconditioned, seed, horizon } = of;
  return copy({ ...NOTHING, worldviews, parameters, mechanisms, events, unconditioned, seed, horizon });
}

/** Whether any policy is set at all. */
export const isBaseline = (of: Case): boolean => same(of, baselineOf(of));

/** The value a lever has at the end of its schedule, or today's where it is not set. */
export function valueOf(of: Case, lever: LeverCard): number {
  return of.levers[lever.key]?.at(-1)?.value ?? lever.today;
}

/** Whether the policies of both set the same. */
export function followsPolicy(of: Case, policy: Case): boolean {
  const policies = (one: Case) => keyOf({ ...NOTHING, levers: one.levers, rules: one.rules, doctrine: one.doctrine });
  return policies(of) === policies(policy);
}

/** Takes the policies of another case, and leaves the assumptions as they are. */
export function withPolicy(of: Case, policy: Case, title: string): Case {
  const { levers, rules, doctrine } = copy(policy);
  return { ...copy(of), levers, rules, doctrine, title };
}

export class History {
  private past: Case[] = [];
  private future: Case[] = [];

  /** Notes what there was before a change. */
  note(before: Case): void {
    this.past.push(copy(before));
    if (this.past.length > 200) this.past.shift();
    this.future = [];
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  undo(now: Case): Case | null {
    const before = this.past.pop();
    if (before) this.future.push(copy(now));
    return before ?? null;
  }

  redo(now: Case): Case | null {
    const after = this.future.pop();
    if (after) this.past.push(copy(now));
    return after ?? null;
  }
}

/** The version of links that this page writes. */
const VERSION = "v1";

/** The part of a link behind `#`: `v1&us.chip_controls=0.9&w=fast_fabs`, or `v1&policy=treaty` for a shipped policy. */
export function toLink(of: Case, chart: string, program: Program): string {
  const parts: string[] = [VERSION];
  const add = (key: string, value: string) => parts.push(`${encode(key)}=${encode(value)}`);
  const policy = program.policies.find((policy) => followsPolicy(of, policy.case));
  if (policy) add("policy", policy.key);
  else {
    if (of.title) add("t", of.title);
    for (const [lever, steps] of Object.entries(of.levers)) add(lever, stepsText(steps, policyFrom(program)));
    for (const rule of of.rules) add("r", ruleText(rule));
    for (const [agent, word] of Object.entries(of.doctrine)) add(`d.${agent}`, word);
  }
  for (const worldview of of.worldviews) add("w", worldview);
  for (const [key, value] of Object.entries(of.parameters)) add(`p.${key}`, value);
  for (const [key, on] of Object.entries(of.mechanisms)) add(`m.${key}`, on ? "1" : "0");
  for (const [key, when] of Object.entries(of.events)) add(`e.${key}`, when);
  if (of.unconditioned) add("unconditioned", "1");
  if (of.seed !== null) add("seed", String(of.seed));
  if (of.horizon !== null) add("until", of.horizon);
  if (chart) add("chart", chart);
  return parts.join("&");
}

const encode = (text: string): string => encodeURIComponent(text).replace(/%20/g, "+").replace(/%40/g, "@").replace(/%2C/g, ",");

function stepsText(steps: Step[], policyFrom: string): string {
  const [only] = steps;
  if (steps.length === 1 && only && only.from === policyFrom && !only.announced) return String(only.value);
  return steps.map(({ from, value, announced }) => `${value}@${from}${announced ? `!${announced}` : ""}`).join(",");
}

function ruleText(rule: Rule): string {
  const test = rule.below === undefined ? `>${rule.above}` : `<${rule.below}`;
  const act = rule.add === undefined ? `=${rule.set}` : `~${rule.add}`;
  return `${rule.observable}${test};${rule.for_months};${rule.lever}${act};${rule.lag_months};${rule.from}`;
}

export interface Link {
  version: string;
  isOurs: boolean;
  case: Case;
  chart: string;
  unread: string[];
}

/** Reads the part behind `#`; whatever can be read is. */
export function fromLink(hash: string, program: Program): Link | null {
  const text = hash.replace(/^#/, "");
  if (!text) return null;
  const [first = "", ...rest] = text.split("&");
  const isVersion = /^v\d+$/.test(first);
  const made = copy(NOTHING);
  const link: Link = { version: isVersion ? first : "", isOurs: first === VERSION, case: made, chart: "", unread: [] };
  for (const part of isVersion ? rest : [first, ...rest]) {
    const at = part.indexOf("=");
    const decoded = at < 0 ? null : [decode(part.slice(0, at)), decode(part.slice(at + 1))];
    const [key, value] = decoded ?? [];
    if (key === null || key === undefined || value === null || value === undefined || !take(link, key, value, program)) {
      link.unread.push(decode(part) ?? part);
    }
  }
  return link;
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replace(/\+/g, "%20"));
  } catch {
    return null;
  }
}

function take(link: Link, key: string, value: string, program: Program): boolean {
  const made = link.case;
  const inner = key.slice(2);
  if (key === "t") made.title = value;
  else if (key === "chart") link.chart = value;
  else if (key === "policy") {
    const policy = program.policies.find((policy) => policy.key === value);
    if (!policy) return false;
    const { levers, rules, doctrine, title } = copy(policy.case);
    Object.assign(made.levers, levers);
    Object.assign(made.doctrine, doctrine);
    made.rules.push(...rules);
    made.title = title;
  } else if (key === "w") made.worldviews.push(value);
  else if (key === "unconditioned" && /^[01]$/.test(value)) made.unconditioned = value === "1";
  else if (key === "seed" && /^\d{1,15}$/.test(value)) made.seed = Number(value);
  else if (key === "until") made.horizon = value;
  else if (key.startsWith("d.")) made.doctrine[inner] = value;
  else if (key.startsWith("m.") && /^[01]$/.test(value)) made.mechanisms[inner] = value === "1";
  else if (key.startsWith("e.")) made.events[inner] = value;
  else if (key.startsWith("p.")) made.parameters[inner] = value;
  else if (key === "r") {
    const rule = ruleOf(value);
    if (!rule) return false;
    made.rules.push(rule);
  } else if (program.levers.some((lever) => lever.key === key)) {
    const steps = stepsOf(value, policyFrom(program));
    if (!steps) return false;
    made.levers[key] = steps;
  } else return false;
  return true;
}

function stepsOf(text: string, policyFrom: string): Step[] | null {
  const steps: Step[] = [];
  for (const part of text.split(",")) {
    const found = /^(-?[\d.]+(?:e-?\d+)?)(?:@(\d{4}-\d{2}))?(?:!(\d{4}-\d{2}))?$/.exec(part);
    const value = Number(found?.[1]);
    if (!found || !Number.isFinite(value)) return null;
    steps.push({ from: found[2] ?? policyFrom, value, ...(found[3] ? { announced: found[3] } : {}) });
  }
  return steps;
}

function ruleOf(text: string): Rule | null {
  const found = /^([a-z_.]+)([<>])(-?[\d.]+);(\d+);([a-z_.]+)([~=])(-?[\d.]+);(\d+);(\d{4}-\d{2})$/.exec(text);
  if (!found) return null;
  const [, observable = "", side, threshold, months, lever = "", verb, size, lag, from = ""] = found;
  return {
    observable,
    ...(side === "<" ? { below: Number(threshold) } : { above: Number(threshold) }),
    for_months: Number(months),
    lever,
    ...(verb === "~" ? { add: Number(size) } : { set: Number(size) }),
    lag_months: Number(lag),
    from,
  };
}
