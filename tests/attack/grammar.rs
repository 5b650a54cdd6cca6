//! Mutated input: texts made by the grammar of each kind of file, then damaged; and command lines.

use super::*;

const KEYS: [&str; 12] = [
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
    "",
    "us.chip_controlls",
];
const CELLS: [&str; 18] = [
    "0.5",
    "0,5",
    "1",
    "0",
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
];
const SEPARATORS: [&str; 6] = [",", ";", "\t", " ", "|", ",,"];
const LINE_ENDS: [&str; 4] = ["\n", "\r\n", "\r", "\n\n"];

/// A design: mostly right, so that it gets far.
fn design(chance: &mut Chance) -> String {
    let separator = if chance.below(3) > 0 {
        ","
    } else {
        chance.one_of(&SEPARATORS)
    };
    let end = if chance.below(3) > 0 {
        "\n"
    } else {
        chance.one_of(&LINE_ENDS)
    };
    let columns = 1 + chance.below(4);
    let mut lines = Vec::new();
    if chance.below(8) == 0 {
        lines.push(
            chance
                .one_of(&["# a comment", "sep=;", "My design", "\u{feff}", ""])
                .to_owned(),
        );
    }
    let first = chance.below(KEYS.len());
    let header: Vec<&str> = (0..columns)
        .map(|place| {
            if chance.below(6) > 0 {
                KEYS[(first + place) % 7]
            } else {
                chance.one_of(&KEYS)
            }
        })
        .collect();
    lines.push(header.join(separator));
    for _ in 0..chance.below(6) {
        let cell = |chance: &mut Chance| {
            if chance.below(12) > 0 {
                CELLS[chance.below(4)]
            } else {
                chance.one_of(&CELLS)
            }
        };
        let cells: Vec<&str> = (0..columns).map(|_| cell(chance)).collect();
        lines.push(cells.join(separator));
    }
    lines.join(end)
}

const LINES: [&str; 16] = [
    "name = \"mine\"",
    "title = \"Mine\"",
    "description = \"A test.\"",
    "claim = \"assumption\"",
    "base = \"baseline\"",
    "runs = 4",
    "horizon = \"2027-12\"",
    "seed = 18446744073709551615",
    "[levers]",
    "\"us.chip_controls\" = 0.5",
    "\"us.enforcement\" = { 2026-01 = 0.2, 2027-01 = 0.8 }",
    "[parameters]",
    "\"shared.leak_share\" = { triangular = { low = 0.1, mode = 0.2, high = 0.3 } }",
    "\"china.fab_growth_per_year\" = { uniform = { low = 1.0, high = 1e300 } }",
    "[mechanisms]",
    "\"world\" = false",
];
const VALUES: [&str; 12] = [
    "1e999",
    "-0.0",
    "nan",
    "[]",
    "{}",
    "\"\"",
    "\"\\u001b[2J\"",
    "9223372036854775808",
    "true",
    "2026-13-45",
    "[[[[[[]]]]]]",
    "\"=1+1\"",
];

/// A scenario: lines of a right one, with some left out, doubled, moved or given another value.
fn scenario(chance: &mut Chance) -> String {
    let mut lines: Vec<String> = LINES.iter().map(|line| (*line).to_owned()).collect();
    for _ in 0..chance.below(4) {
        let place = chance.below(lines.len());
        match chance.below(5) {
            0 => drop(lines.remove(place)),
            1 => lines.insert(place, lines[place].clone()),
            2 => {
                let other = chance.below(lines.len());
                lines.swap(place, other);
            }
            _ => {
                if let Some((key, _)) = lines[place].clone().split_once(" = ") {
                    lines[place] = format!("{key} = {}", chance.one_of(&VALUES));
                }
            }
        }
        if lines.is_empty() {
            break;
        }
    }
    lines.join(chance.one_of(&["\n", "\n", "\r\n"]))
}

/// Damages bytes: flips, cuts, doubles.
fn damaged(chance: &mut Chance, text: String) -> Vec<u8> {
    let mut bytes = text.into_bytes();
    if chance.below(3) > 0 || bytes.is_empty() {
        return bytes;
    }
    let place = chance.below(bytes.len());
    match chance.below(4) {
        0 => bytes[place] ^= 1 << chance.below(8),
        1 => bytes.truncate(place),
        2 => bytes.extend_from_within(place..),
        _ => drop(bytes.remove(place)),
    }
    bytes
}

/// Mutated files never end in a fault, and where one is refused nothing that looks like a result is there.
#[test]
fn mutated_designs_and_scenarios_are_read_or_refused_in_words() {
    let place = Place::new("grammar");
    let (mut chance, begun) = (Chance::new(1), Instant::now());
    let (mut read, mut refused) = (0, 0);
    while begun.elapsed() < time() {
        let is_design = chance.below(2) == 0;
        let text = if is_design {
            design(&mut chance)
        } else {
            scenario(&mut chance)
        };
        let bytes = damaged(&mut chance, text);
        let name = if is_design { "d.csv" } else { "s.toml" };
        std::fs::write(place.path(name), &bytes).unwrap();
        let words: &[&str] = match is_design {
            true => &[
                "sweep",
                "--design",
                name,
                "--runs",
                "1",
                "--no-figures",
                "--quiet",
                "--threads",
                "1",
                "--out",
                "o",
            ],
            false => &[
                "run",
                name,
                "--runs",
                "4",
                "--no-figures",
                "--quiet",
                "--threads",
                "1",
                "--out",
                "o",
            ],
        };
        let output = place.run(words);
        let what = || format!("{name}: {:?}", String::from_utf8_lossy(&bytes));
        let is_done = ended_well(&output, &what);
        assert_eq!(place.path("o/manifest.json").exists(), is_done, "{}", what());
        *(if is_done { &mut read } else { &mut refused }) += 1;
        let _ = std::fs::remove_dir_all(place.path("o"));
    }
    report("mutated files", begun, &format!("{read} read, {refused} refused"));
}

const COMMANDS: [&str; 12] = [
    "run",
    "compare",
    "sweep",
    "sensitivity",
    "robust",
    "game",
    "discover",
    "voi",
    "adapt",
    "validate",
    "plot",
    "replay",
];
const OPTIONS: [&str; 26] = [
    "--runs",
    "--seed",
    "--set",
    "--policy",
    "--worldview",
    "--scenario",
    "--vary",
    "--design",
    "--metric",
    "--until",
    "--threads",
    "--resume",
    "--force",
    "--quiet",
    "--json",
    "--no-figures",
    "--worlds",
    "--where",
    "--under",
    "--points",
    "--method",
    "--payoff",
    "--world",
    "--from",
    "--reference",
    "--rows",
];
const ARGUMENTS: [&str; 24] = [
    "2",
    "0",
    "-1",
    "1e3",
    "99999999999999999999",
    "none",
    "treaty",
    "baseline",
    "us.outreach=0.5",
    "us.outreach=0:1:2",
    "us.outreach=nan",
    "=",
    "",
    "\u{1b}[31m",
    "china_lag_months_2030",
    "china_lag_months_2030 < 12",
    "us_payoff.mean se<0.1",
    "sobol",
    "morris",
    "us",
    "2026-01",
    "../..",
    "horizon=2027-12",
    "@SUM(1): treaty",
];

/// Command lines put together at random, with so few worlds that those which make sense are soon done.
#[test]
fn random_command_lines_are_carried_out_or_refused_in_words() {
    let place = Place::new("lines");
    let (mut chance, begun) = (Chance::new(2), Instant::now());
    let (mut done, mut refused) = (0, 0);
    while begun.elapsed() < time() {
        let mut words = vec![chance.one_of(&COMMANDS)];
        for _ in 0..1 + chance.below(5) {
            if chance.below(3) > 0 {
                words.push(chance.one_of(&OPTIONS));
            }
            words.push(chance.one_of(&ARGUMENTS));
        }
        // What is asked for may be long; only how it ends is judged, and whether it ends at once is not.
        let mut child = place
            .program()
            .args(&words)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            child.wait().unwrap();
            continue;
        }
        let output = child.wait_with_output().unwrap();
        let is_done = ended_well(&output, &|| format!("{words:?}"));
        *(if is_done { &mut done } else { &mut refused }) += 1;
    }
    report(
        "command lines",
        begun,
        &format!("{done} carried out, {refused} refused"),
    );
}
