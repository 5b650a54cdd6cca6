// Numbers as people read them: three significant figures, units, dates.

import type { Num } from "./types";
import { inDirection, localeOf, say, term, written } from "./words";

const MINUS = "\u2212";
const THIN = "\u202f";

const plain = (number: number, digits: Intl.NumberFormatOptions): string =>
  inDirection(new Intl.NumberFormat(localeOf(), digits).format(number).replace(/^\u200e?-/, MINUS));

/** Three significant figures; large ones in thousands, millions and so on. */
export function figures(number: number): string {
  const size = Math.abs(number);
  if (size >= 1e15) {
    const exponent = Math.floor(Math.log10(size));
    return `${plain(number / 10 ** exponent, { maximumSignificantDigits: 2 })}e${exponent}`;
  }
  if (size >= 1e4) return plain(number, { maximumSignificantDigits: 3, notation: "compact" });
  return plain(number, { maximumSignificantDigits: 3 });
}

export const percent = (share: number): string =>
  inDirection(`${plain(100 * share, { maximumFractionDigits: Math.abs(share) < 0.0995 ? 1 : 0 })}${THIN}%`);

/** A decimal year as a month: 2031.0 is the end of December 2030. */
export function date(year: number): string {
  const months = Math.round(year * 12) - 1;
  const moment = new Date(Date.UTC(Math.floor(months / 12), months % 12, 1));
  return new Intl.DateTimeFormat(localeOf(), { year: "numeric", month: "short", timeZone: "UTC" }).format(moment);
}

/** `2026-01` as people write it. */
export function monthName(month: string): string {
  const [year = "2023", number = "1"] = month.split("-");
  return date(Number(year) + Number(number) / 12);
}

/** A number with its unit. */
export function amount(number: Num, unit: string): string {
  if (number === "never") return say("figure-never");
  if (number === null) return say("figure-missing");
  switch (unit) {
    case "share":
      return percent(number);
    case "year":
      return date(number);
    case "USD bn":
    case "USD bn/year": {
      const size = Math.abs(number);
      const money = inDirection(`${number < 0 ? MINUS : ""}${size >= 1000 ? say("lab-trillion", { number: figures(size / 1000) }) : say("lab-billion", { number: figures(size) })}`);
      return unit === "USD bn" ? money : say("lab-a_year", { amount: money });
    }
    case "1/year":
      return say("lab-a_year", { amount: figures(number) });
    case "index":
    case "ratio":
    case "score":
    case "x":
      return figures(number);
    default:
      return `${figures(number)} ${term(unit)}`;
  }
}

/** A difference, with its sign. */
export function change(number: Num, unit: string): string {
  if (number === null || number === "never") return say("figure-missing");
  const shown = unit === "share" ? 100 * number : unit === "year" ? Math.round(number * 120) / 10 : number;
  if (figures(shown) === "0") return unit === "share" ? say("lab-points", { number: written("0") }) : "0";
  const sign = number > 0 ? "+" : "";
  switch (unit) {
    case "share":
      return say("lab-points", { number: written(`${sign}${figures(100 * number)}`) });
    case "year": {
      const months = number * 12;
      return Math.abs(months) < 24
        ? say("lab-months", { number: written(`${sign}${figures(Math.round(months * 10) / 10)}`) })
        : say("lab-years", { number: written(`${sign}${figures(number)}`) });
    }
    default:
      return inDirection(`${sign}${amount(number, unit)}`);
  }
}

/** How large a change is, without its sign. */
export const size = (number: number, unit: string): string => change(Math.abs(number), unit).replace(/^\u200e?\+/, "");

/** Low to high, with the unit once where both have it. */
export function range(low: Num, high: Num, unit: string, of = amount): string {
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
