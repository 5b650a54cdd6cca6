// Numbers as people read them: three significant figures, units, dates.

import type { Num } from "./types";
import { inDirection, isMirrored, localeOf, say, term, written } from "./words";

const MINUS = "\u2212";
const THIN = "\u202f";
/** Keeps a line from ending between a sign and what follows. */
const JOINED = "\u2060";

const POWER = { maximumSignificantDigits: 2 };
const COMPACT = { maximumSignificantDigits: 3, notation: "compact" } as const;
const FIGURES = { maximumSignificantDigits: 3 };
const TENTHS = { maximumFractionDigits: 1 };
const WHOLE = { maximumFractionDigits: 0 };
const HUNDREDTHS = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
const MONTH = { year: "numeric", month: "short", timeZone: "UTC" } as const;

/** Making a formatter takes a hundred times as long as using it. */
const formats = new Map<Intl.NumberFormatOptions, Intl.NumberFormat>();
let months: Intl.DateTimeFormat | undefined;

/** Keeps a number together with its sign, and apart from what stands around it, where text runs from right to left. */
const together = (number: string): string => (isMirrored() ? `\u2066${number}\u2069` : number);

function plain(number: number, digits: Intl.NumberFormatOptions, hasPlus = false): string {
  const format = formats.get(digits) ?? new Intl.NumberFormat(localeOf(), digits);
  formats.set(digits, format);
  const shown = format.format(Math.abs(number));
  if (shown === format.format(0)) return shown;
  return number < 0 ? together(MINUS + shown) : hasPlus ? together(`+${shown}`) : shown;
}

/** Three significant figures; large ones in thousands, millions and so on. */
export function figures(number: number, hasPlus = false): string {
  const size = Math.abs(number);
  if (size >= 1e15) {
    const exponent = Math.floor(Math.log10(size));
    return `${plain(number / 10 ** exponent, POWER, hasPlus)}e${exponent}`;
  }
  return plain(number, size >= 1e4 ? COMPACT : FIGURES, hasPlus);
}

export const percent = (share: number): string =>
  inDirection(`${plain(100 * share, Math.abs(share) < 0.0995 ? TENTHS : WHOLE)}${THIN}%`);

/** Billions of dollars; the sign stands before the currency where text runs from left to right, and by the number where it does not. */
function money(number: number, hasPlus: boolean): string {
  const words = (of: number, plus: boolean) => (Math.abs(of) >= 1000 ? say("lab-trillion", { number: written(figures(of / 1000, plus)) }) : say("lab-billion", { number: written(figures(of, plus)) }));
  if (isMirrored()) return words(number, hasPlus);
  return `${number < 0 ? MINUS + JOINED : hasPlus ? "+" : ""}${words(Math.abs(number), false)}`;
}

export const correlation = (number: number): string => plain(number, HUNDREDTHS);

/** A decimal year as a month: 2031.0 is the end of December 2030. */
export function date(year: number): string {
  const month = Math.round(year * 12) - 1;
  const moment = new Date(Date.UTC(Math.floor(month / 12), month % 12, 1));
  months ??= new Intl.DateTimeFormat(localeOf(), MONTH);
  return months.format(moment);
}

/** `2026-01` as people write it. */
export function monthName(month: string): string {
  const [year = "2023", number = "1"] = month.split("-");
  return date(Number(year) + Number(number) / 12);
}

/** When a named event happens, as people say it. */
export function whenText(when: string): string {
  if (when === "never") return say("lab-event_never");
  if (when === "chance") return say("lab-event_chance");
  return monthName(when);
}

/** A number with its unit. */
export function amount(number: Num, unit: string, hasPlus = false): string {
  if (number === "never") return say("figure-never");
  if (number === null) return say("figure-missing");
  switch (unit) {
    case "share":
      return percent(number);
    case "year":
      return date(number);
    case "USD bn":
      return money(number, hasPlus);
    case "USD bn/year":
      return say("lab-a_year", { amount: money(number, hasPlus) });
    case "1/year":
      return say("lab-a_year", { amount: figures(number, hasPlus) });
    case "1":
    case "index":
    case "ratio":
    case "score":
    case "x":
      return figures(number, hasPlus);
    default:
      return `${figures(number, hasPlus)} ${term(unit)}`;
  }
}

/** A parameter with its unit: its years and months are spans of time, those of an outcome are dates. */
export function setting(number: Num, unit: string): string {
  if (typeof number === "number" && unit === "year") return say("lab-years", { number: written(figures(number)) });
  if (typeof number === "number" && unit === "month") return say("lab-months", { number: written(figures(number)) });
  return amount(number, unit);
}

/** Smaller differences are nothing that the model can know; of other units a thousandth. */
const FINEST: Record<string, number> = { share: 1e-4, year: 1 / 120, months: 0.01, "USD bn": 0.1, "USD bn/year": 0.1 };

/** A difference, with its sign unless it is left out. */
export function change(number: Num, unit: string, hasSign = true): string {
  if (number === null || number === "never") return say("figure-missing");
  const finest = FINEST[unit] ?? 0.001;
  const rounded = finest * Math.round(number / finest);
  if (rounded === 0) return unit === "share" ? say("lab-points", { number: written("0") }) : "0";
  switch (unit) {
    case "share":
      return say("lab-points", { number: written(figures(100 * rounded, hasSign)) });
    case "year":
      return Math.abs(rounded) < 2 ? say("lab-months", { number: written(figures(12 * rounded, hasSign)) }) : say("lab-years", { number: written(figures(rounded, hasSign)) });
    default:
      return amount(rounded, unit, hasSign);
  }
}

/** How large a change is, without its sign. */
export const size = (number: number, unit: string): string => change(Math.abs(number), unit, false);

/** Low to high, with the unit once where both have it. */
export function range(low: Num, high: Num, unit: string, of: (number: Num, unit: string) => string = amount): string {
  const [from, to] = [of(low, unit), of(high, unit)];
  const tail = typeof low === "number" && typeof high === "number" ? commonTail(from, to) : "";
  return say("amount-range", { low: tail ? from.slice(0, -tail.length).trimEnd() : from, high: to });
}

/** Words that both end with, from a space on. */
function commonTail(one: string, other: string): string {
  let length = 0;
  while (length < one.length && length < other.length && one.at(-1 - length) === other.at(-1 - length)) length += 1;
  const tail = one.slice(one.length - length);
  const space = tail.search(/[\s\u202f][^\d]*$/u);
  return space < 0 ? "" : tail.slice(space);
}

/** Round values for an axis between two ends. */
export function ticks(low: number, high: number, count: number): number[] {
  const raw = (high - low) / Math.max(1, count);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) ?? raw;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => Number(((first + place) * step).toPrecision(12)));
}
