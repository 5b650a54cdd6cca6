//! Mutations: texts made by the grammar of their kind, or shipped ones, with lines left out, doubled, moved or given other values, and
//! damaged bytes.

use super::chance::Chance;

/// Values that a key or a cell may be given: of other types, other sizes, without end, or made to harm whoever shows them.
const VALUES: [&str; 30] = [
    "0",
    "1",
    "-1",
    "0.5",
    "2.5",
    "-0.0",
    "1e300",
    "1e999",
    "nan",
    "-inf",
    "9007199254740993",
    "9223372036854775808",
    "18446744073709551615",
    "true",
    "[]",
    "{}",
    "[[[[[[]]]]]]",
    "\"\"",
    "\" \"",
    "\"none\"",
    "\"2026-13\"",
    "\"2026-01\"",
    "\"\\u001b[2J\"",
    "\"\u{202e}x\"",
    "\"=1+1\"",
    "\"../../x\"",
    "\"a/b\"",
    "2026-01-01",
    "{ low = 1.0, high = 0.0 }",
    "[{ from = \"2026-01\", value = 0.5 }]",
];

const LINE_ENDS: [&str; 5] = ["\n", "\n", "\n", "\r\n", "\n\n"];

/// A text of lines such as `key = value`, mutated up to four times.
pub fn mutated(chance: &mut Chance, text: &str) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for _ in 0..chance.below(5) {
        if lines.is_empty() {
            break;
        }
        let place = chance.below(lines.len());
        match chance.below(8) {
            0 => drop(lines.remove(place)),
            1 => lines.insert(place, lines[place].clone()),
            2 => {
                let other = chance.below(lines.len());
                lines.swap(place, other);
            }
            3 => lines[place] = misspelt(chance, &lines[place]),
            4 => lines.insert(
                place,
                chance
                    .one_of(&["[levers]", "[x]", "x = 1", "# note", "\"\"\"", "\u{feff}"])
                    .to_owned(),
            ),
            _ => {
                if let Some((key, _)) = lines[place].clone().split_once('=') {
                    lines[place] = format!("{key}= {}", chance.one_of(&VALUES));
                }
            }
        }
    }
    lines.join(chance.one_of(&LINE_ENDS)) + "\n"
}

/// A line with a letter changed, doubled or left out.
fn misspelt(chance: &mut Chance, line: &str) -> String {
    let mut letters: Vec<char> = line.chars().collect();
    if letters.is_empty() {
        return "?".to_owned();
    }
    let place = chance.below(letters.len());
    match chance.below(3) {
        0 => letters[place] = *chance.one_of(&[&'x', &'.', &'"', &'=', &'é', &'\u{1b}']),
        1 => letters.insert(place, letters[place]),
        _ => drop(letters.remove(place)),
    }
    letters.into_iter().collect()
}

/// Damaged bytes in one text of three: flipped, cut, doubled, left out.
pub fn damaged(chance: &mut Chance, mut bytes: Vec<u8>) -> Vec<u8> {
    if !chance.once_in(3) || bytes.is_empty() {
        return bytes;
    }
    let place = chance.below(bytes.len());
    match chance.below(5) {
        0 => bytes[place] ^= 1 << chance.below(8),
        1 => bytes.truncate(place),
        2 => bytes.extend_from_within(place..),
        3 => bytes[place] = [0, 0xff, b'\r', b'"'][chance.below(4)],
        _ => drop(bytes.remove(place)),
    }
    bytes
}

const KEYS: [&str; 16] = [
    "us.chip_controls",
    "us.enforcement",
    "us.outreach",
    "china.outreach",
    "china.mandate",
    "china.fab_growth_per_year",
    "shared.leak_share",
    "point",
    "run",
    "seed",
    "scenario",
    "policy",
    "china_lag_months_2030",
    "",
    "us.chip_controlls",
    "\"us.chip_controls\"",
];
const CELLS: [&str; 22] = [
    "0.5",
    "0.25",
    "1",
    "0",
    "0,5",
    "-1",
    "1e400",
    "NaN",
    "inf",
    "",
    "NA",
    "\"0.5\"",
    "\"0",
    "0.5\u{1b}[31m",
    "\u{202e}1",
    "1_0",
    "½",
    "9007199254740993",
    "\0",
    "1.234,5",
    "=1+1",
    "0x10",
];
const SEPARATORS: [&str; 6] = [",", ";", "\t", " ", "|", ",,"];

/// A design: mostly right, so that it gets far.
pub fn design(chance: &mut Chance) -> String {
    let separator = if chance.once_in(3) {
        chance.one_of(&SEPARATORS)
    } else {
        ","
    };
    let end = if chance.once_in(3) {
        chance.one_of(&["\n", "\r\n", "\r", "\n\n"])
    } else {
        "\n"
    };
    let columns = 1 + chance.below(4);
    let mut lines = Vec::new();
    if chance.once_in(8) {
        lines.push(
            chance
                .one_of(&["# a comment", "sep=;", "My design", "\u{feff}", ""])
                .to_owned(),
        );
    }
    let first = chance.below(KEYS.len());
    let header: Vec<&str> = (0..columns)
        .map(|place| {
            if chance.once_in(6) {
                chance.one_of(&KEYS)
            } else {
                KEYS[(first + place) % 7]
            }
        })
        .collect();
    lines.push(header.join(separator));
    for row in 0..chance.below(6) {
        let cell = |chance: &mut Chance| match chance.below(12) {
            0 => chance.one_of(&CELLS),
            _ => CELLS[chance.below(4)],
        };
        let mut cells: Vec<String> = (0..columns).map(|_| cell(chance).to_owned()).collect();
        // Names of rows, or a cell too many.
        if chance.once_in(20) {
            cells.insert(0, format!("\"{row}\""));
        }
        lines.push(cells.join(separator));
    }
    lines.join(end)
}

/// A table of facts with other cells.
pub fn facts(chance: &mut Chance, shipped: &str) -> String {
    let mut lines: Vec<String> = shipped.lines().take(1).map(str::to_owned).collect();
    let rows: Vec<&str> = shipped.lines().skip(1).collect();
    for _ in 0..1 + chance.below(4) {
        let mut cells: Vec<&str> = rows[chance.below(rows.len())].split(',').collect();
        if chance.once_in(2) {
            let place = chance.below(cells.len());
            cells[place] = chance.one_of(&[
                "2023-12-31",
                "2023-Q4",
                "FY2024",
                "1900",
                "-5",
                "",
                "us",
                "x",
                "1e400",
                "\"a",
                "0",
                "=1+1",
            ]);
        }
        lines.push(cells.join(","));
    }
    lines.join(chance.one_of(&LINE_ENDS)) + "\n"
}
