// Words: the sentences of the program's catalogue, in the language of the page.

import { FluentBundle, FluentNumber, FluentResource } from "@fluent/bundle";
import type { FluentVariable } from "@fluent/bundle";
import { isRightToLeft, isolated, settled } from "./direction";
import type { Message, MessageText } from "./types";

let english: FluentBundle;
let spoken: FluentBundle;
let language = "en";
/** What words of the data are in another language; empty in English, in which they are. */
const data = new Map<string, string>();

/** Takes the catalogue in English and, where there is another language, in that. */
export function speak(name: string, source: string, otherSource: string | null): void {
  language = name;
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
  document.documentElement.dir = isRightToLeft(name) ? "rtl" : "ltr";
}

function bundle(name: string, source: string): FluentBundle {
  // What fills a sentence stands in it as it is, as in reports; digits are those of the program in every language.
  const made = new FluentBundle(localeOf(name), { useIsolating: false });
  made.addResource(new FluentResource(source));
  return made;
}

function value(bundle: FluentBundle, key: string, attribute?: string, args?: Record<string, FluentVariable>): string | null {
  const message = bundle.getMessage(key);
  const pattern = attribute === undefined ? message?.value : message?.attributes[attribute];
  return pattern ? inDirection(bundle.formatPattern(pattern, args && placed(args), [])) : null;
}

/** What fills a sentence, names in other scripts as one piece each. */
function placed(args: Record<string, FluentVariable>): Record<string, FluentVariable> {
  if (!isMirrored()) return args;
  const entries = Object.entries(args);
  return Object.fromEntries(entries.map(([name, value]) => [name, typeof value === "string" ? isolated(value) : value]));
}

/** A text with what the direction of the language asks for. */
export const inDirection = (text: string): string => (isMirrored() ? settled(text) : text);

/** A number as it is written, which chooses among the plural forms of its sentence. */
class Written extends FluentNumber {
  constructor(value: number, private readonly text: string) {
    super(value);
  }

  override toString(): string {
    return this.text;
  }
}

/** A number that fills a sentence as it is written; what is no number, such as `never`, stays a word. */
export function written(text: string): FluentVariable {
  const number = Number(text.replace(/[\u200e\u2066\u2069,]/g, "").replace(/^[+\u2212-]/, ""));
  return Number.isNaN(number) ? text : new Written(number, text);
}

/** The language for dates and numbers, which have the digits and the calendar of the reports everywhere. */
export const localeOf = (name = language): string => `${name}-u-ca-gregory-nu-latn`;

/** Whether text runs from right to left. */
export const isMirrored = (): boolean => isRightToLeft(language);

/** One for a step in the direction of reading, minus one for a step against it; none for other keys. */
export function stepOf(key: string): number | undefined {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[key];
  return step === undefined || !isMirrored() ? step : -step;
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
    else if ("number" in argument) filled[name] = written(argument.number);
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
  return lower === undefined ? inDirection(word) : capital(lower);
}

/** The same of a text that its file breaks into lines. */
export const paragraph = (text: string): string => term(text.replace(/\s+/g, " "));

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
export const sourceOf = (key: string): string => value(spoken, `source-${named(key)}`) ?? value(english, `source-${named(key)}`) ?? key;
