// Writing from right to left: marks that keep numbers and names in such text from being turned around, as the program's catalogue sets
// them (crates/results/src/direction.rs).

const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur", "ps", "sd", "ug", "yi", "dv"];
const LETTERS = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** Whether a language, named as HTML names it, is written from right to left. */
export const isRightToLeft = (language: string): boolean => RIGHT_TO_LEFT.includes(language.split("-")[0] ?? "");

/** A line that runs from right to left wherever it stands; others stay as they are. */
export const embedded = (line: string): string => (LETTERS.test(line) ? `\u202b${line}\u202c` : line);

/** A name in another script as one piece; others stay as they are. */
export const isolated = (text: string): string =>
  /[A-Za-z]/.test(text) && !LETTERS.test(text) && !text.startsWith("\u2066") ? `\u2066${text}\u2069` : text;

/** Signs before their numbers, percent signs right behind them, and the commas of the script. Doing so again changes nothing. */
export function settled(text: string): string {
  const behind = LETTERS.test(text) ? "\u200f" : "";
  const marked = text
    .replace(/(?<=\d)[ \u202f]?%/g, `${behind}%`)
    .replace(/(?<=^|[\s([:\u060c\u061b,;/])(?=[+\u2212\u00b1<>\u2265\u2264-]\d|--)/g, "\u200e");
  // What is cited in another script keeps its commas.
  if (!behind && /[A-Za-z]/.test(text)) return marked;
  return marked
    .replace(/(?<=[^A-Za-z\u2066\u2069]),(?=\s)|^,(?=\s)/g, "\u060c")
    .replace(/(?<=[^A-Za-z\u2066\u2069]);(?=\s)|^;(?=\s)/g, "\u061b");
}
