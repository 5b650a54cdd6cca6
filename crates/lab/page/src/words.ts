// Words: the sentences of the program's catalogue, in the language of the page.

import { FluentBundle, FluentResource } from "@fluent/bundle";
import type { FluentVariable } from "@fluent/bundle";
import type { Message, MessageText } from "./types";

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"];

let english: FluentBundle;
let spoken: FluentBundle;
let language = "en";
let isRightToLeft = false;
/** What words of the data are in another language; empty in English, in which they are. */
const data = new Map<string, string>();

/** Takes the catalogue in English and, where there is another language, in that. */
export function speak(name: string, source: string, otherSource: string | null): void {
  language = name;
  isRightToLeft = RIGHT_TO_LEFT.includes(name.split("-")[0] ?? "");
  english = bundle("en", source);
  spoken = otherSource === null ? english : bundle(name, otherSource);
  if (spoken !== english) {
    for (const [key, message] of english._messages) {
      const words: [string, string | null, string | null][] = [
        [key, value(english, key), value(spoken, key)],
        ...Object.keys(message.attributes).map(
          (attribute): [string, string | null, string | null] => [
            key,
            value(english, key, attribute),
            value(spoken, key, attribute),
          ],
        ),
      ];
      for (const [, from, to] of words) {
        if (from !== null && to !== null && !data.has(from)) data.set(from, to);
      }
    }
  }
  document.documentElement.lang = name;
  document.documentElement.dir = isRightToLeft ? "rtl" : "ltr";
}

function bundle(name: string, source: string): FluentBundle {
  // What fills a sentence stands in it as it is, as in reports.
  const made = new FluentBundle(numbersOf(name), { useIsolating: false });
  made.addResource(new FluentResource(source));
  return made;
}

function value(bundle: FluentBundle, key: string, attribute?: string, args?: Record<string, FluentVariable>): string | null {
  const message = bundle.getMessage(key);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  return pattern ? bundle.formatPattern(pattern, args, []) : null;
}

/** Numbers and dates of a language in the digits and the calendar of the reports. */
const numbersOf = (name: string): string => `${name}-u-ca-gregory-nu-latn`;

/** The language of the page for numbers and dates. */
export const languageOf = (): string => numbersOf(language);

/** Whether text runs from right to left. */
export const isMirrored = (): boolean => isRightToLeft;

/** Keeps a number together with its sign, and apart from what stands around it, where text runs from right to left. */
export const isolated = (number: string): string => (isRightToLeft ? `\u2066${number}\u2069` : number);

/** One for a step in the direction of reading, minus one for a step against it; none for other keys. */
export function stepOf(key: string): number | undefined {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step === undefined || !isRightToLeft ? step : -step;
}

/** A sentence of the catalogue. */
export function say(key: string, args?: Record<string, FluentVariable>): string {
  return value(spoken, key, undefined, args) ?? value(english, key, undefined, args) ?? key;
}

/** A sentence that the program has chosen. */
export function message({ key, args = [] }: Message): string {
  const filled: Record<string, FluentVariable> = {};
  for (const [name, argument] of args) {
    if ("count" in argument) filled[name] = argument.count;
    else if ("number" in argument) filled[name] = argument.number;
    else filled[name] = text(argument.text);
  }
  return say(key, filled);
}

function text(of: MessageText): string {
  if (typeof of === "string") return term(of);
  if (Array.isArray(of)) return of.map(text).join("");
  if ("capitalised" in of) return capital(text(of.capitalised));
  return message(of);
}

/** What a word of the program's data is in this language. */
export function term(word: string): string {
  const found = data.get(word);
  if (found !== undefined) return found;
  const lower = data.get(word.charAt(0).toLowerCase() + word.slice(1));
  return lower === undefined ? word : capital(lower);
}

export const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const named = (key: string): string => key.replace(/[^A-Za-z0-9_]+/g, "-");

/** The title of an outcome, or its meaning up to a semicolon or bracket where it has none. */
export function titleOf(metric: { key: string; meaning: string }): string {
  return value(spoken, `metric-${named(metric.key)}`) ?? capital(brief(term(metric.meaning)));
}

/** Whether an outcome is one of those that every report shows. */
export const isMain = (metric: string): boolean => Boolean(english.getMessage(`metric-${named(metric)}`)?.value);

/** The meaning up to a colon, semicolon or bracket. */
export function brief(meaning: string): string {
  const end = meaning.search(/[:;(]/);
  return (end < 0 ? meaning : meaning.slice(0, end)).trim();
}

/** What is known of a source by its key. */
export const sourceOf = (key: string): string => value(spoken, `source-${named(key)}`) ?? key;
