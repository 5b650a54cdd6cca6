//! Mutated files of every kind that the program reads, and damaged results.

use std::path::Path;

use super::grammar::{damaged, design, facts, mutated};
use super::*;

/// A kind of file: its name, the words that have it read, and what it is made from.
struct Kind {
    file: &'static str,
    words: &'static str,
    made: fn(&mut Chance, &Shipped) -> String,
    /// Whether a refusal names the file and its line.
    names_line: bool,
}

/// What mutations begin with.
struct Shipped {
    baseline: String,
    parameters: String,
    observables: String,
    facts: String,
    language: String,
    policies: Vec<String>,
    worldviews: Vec<String>,
    sweeps: Vec<String>,
    games: Vec<String>,
}

impl Shipped {
    fn read(place: &Workplace) -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("configs");
        let one = |name: &str| std::fs::read_to_string(root.join(name)).unwrap();
        let all = |folder: &str| -> Vec<String> {
            let entries = std::fs::read_dir(root.join(folder)).unwrap();
            let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
            paths.sort();
            paths
                .iter()
                .map(|path| std::fs::read_to_string(path).unwrap())
                .collect()
        };
        Self {
            baseline: one("baseline.toml"),
            parameters: one("parameters.toml"),
            observables: one("observables.toml"),
            facts: one("facts.csv"),
            language: place.succeeds("list --sentences"),
            policies: all("policies"),
            worldviews: all("worldviews"),
            sweeps: vec![
                "name = \"s\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\npolicies = [\"none\", \"treaty\"]\nruns = 1\n\
                 metrics = [\"china_lag_months_2030\"]\n[design]\nmethod = \"sobol\"\npoints = 4\nseed = 1\n[vary]\n\
                 \"china.fab_growth_per_year\" = \"card\"\n\"us.outreach\" = { low = 0.0, high = 1.0 }\n"
                    .to_owned(),
                "name = \"s\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\nruns = 1\n[vary]\n\
                 \"us.chip_controls\" = { low = 0.0, high = 1.0, steps = 3 }\n\"us.outreach\" = [0.1, 0.4]\n"
                    .to_owned(),
            ],
            games: all("games"),
        }
    }
}

fn of_list(chance: &mut Chance, texts: &[String]) -> String {
    let text = &texts[chance.below(texts.len())];
    mutated(chance, text)
}

const KINDS: [Kind; 11] = [
    Kind {
        file: "d.csv",
        words: "sweep --design d.csv --runs 1",
        made: |chance, _| design(chance),
        names_line: true,
    },
    Kind {
        file: "s.toml",
        words: "run s.toml --runs 4",
        made: |chance, shipped| mutated(chance, &shipped.baseline),
        names_line: true,
    },
    Kind {
        file: "p.toml",
        words: "run --policy p.toml --runs 4",
        made: |chance, shipped| of_list(chance, &shipped.policies),
        names_line: true,
    },
    Kind {
        file: "w.toml",
        words: "run --worldview w.toml --runs 4",
        made: |chance, shipped| of_list(chance, &shipped.worldviews),
        names_line: true,
    },
    Kind {
        file: "v.toml",
        words: "sweep v.toml",
        made: |chance, shipped| of_list(chance, &shipped.sweeps),
        names_line: true,
    },
    Kind {
        file: "g.toml",
        words: "game g.toml --runs 8",
        made: |chance, shipped| of_list(chance, &shipped.games),
        names_line: true,
    },
    Kind {
        file: "configs/parameters.toml",
        words: "run --runs 4",
        made: |chance, shipped| mutated(chance, &shipped.parameters),
        names_line: true,
    },
    Kind {
        file: "configs/observables.toml",
        words: "validate --runs 8",
        made: |chance, shipped| mutated(chance, &shipped.observables),
        names_line: true,
    },
    Kind {
        file: "f.csv",
        words: "validate --facts f.csv --runs 8",
        made: |chance, shipped| facts(chance, &shipped.facts),
        names_line: true,
    },
    Kind {
        file: "de.ftl",
        words: "plot whole china-lag --format csv --language de.ftl",
        made: |chance, shipped| mutated(chance, &shipped.language),
        names_line: true,
    },
    Kind {
        file: "m.toml",
        words: "compare p.toml --runs 4 --worldview m.toml",
        made: |chance, shipped| of_list(chance, &shipped.worldviews),
        names_line: false,
    },
];

/// Mutated files never end in a fault, what is wrong is said with file and line, and where one is refused nothing looks like a result.
#[test]
#[ignore = "an attack: scripts/attack"]
fn mutated_files_are_read_or_refused_with_their_line() {
    let place = Workplace::new("attack-files");
    let (mut chance, begun) = (Chance::new(1), Instant::now());
    place.succeeds("run --runs 8 --no-figures --quiet --out whole");
    let shipped = Shipped::read(&place);
    let (mut read, mut refused, mut without_line) = (0, 0, 0);
    while begun.elapsed() < time() {
        let kind = &KINDS[chance.below(KINDS.len())];
        let text = (kind.made)(&mut chance, &shipped);
        let bytes = damaged(&mut chance, text.into_bytes());
        place.write("p.toml", &shipped.policies[0]);
        place.write(kind.file, &bytes);
        let more = if kind.words.starts_with("plot") {
            ""
        } else {
            "--no-figures --quiet --threads 1"
        };
        let words = format!("{} {more} --out o", kind.words);
        let output = place.run(&words.split_whitespace().collect::<Vec<_>>());
        let what = || format!("{words}\n{}", String::from_utf8_lossy(&bytes));
        let is_done = ended_well(&output, &what);
        if kind.words.starts_with("plot") {
            assert_eq!(place.path("o").exists(), is_done, "{}", what());
        } else {
            assert_eq!(place.path("o/manifest.json").exists(), is_done, "{}", what());
        }
        if is_done {
            read += 1;
        } else {
            refused += 1;
            let said = texts(&output).1;
            let line = format!("{}:", kind.file);
            let has_line = said
                .match_indices(&line)
                .any(|(start, _)| said[start + line.len()..].starts_with(|letter: char| letter.is_ascii_digit()));
            without_line += usize::from(!has_line && kind.names_line);
            if !has_line && kind.names_line {
                note(&format!("without a line: {}", said.trim_end()));
            }
        }
        let _ = std::fs::remove_dir_all(place.path("o"));
        let _ = std::fs::remove_dir_all(place.path("configs"));
    }
    report(
        "mutated files",
        begun,
        &format!("{read} read, {refused} refused, {without_line} of these without a line"),
    );
}

/// A damaged result is read as it is, if that is asked for, or refused in words, by whoever reads results.
#[test]
#[ignore = "an attack: scripts/attack"]
fn damaged_results_are_read_or_refused_in_words() {
    let place = Workplace::new("attack-results");
    let (mut chance, begun) = (Chance::new(4), Instant::now());
    let results = [
        "run --runs 60 --no-figures --quiet --out",
        "compare treaty --runs 60 --no-figures --quiet --out",
        "sweep --vary us.outreach=0:1:5 --runs 20 --no-figures --quiet --out",
    ];
    let wholes: Vec<_> = (0..results.len())
        .map(|number| {
            place.succeeds(&format!("{} whole-{number}", results[number]));
            snapshot(&place.path(&format!("whole-{number}")))
        })
        .collect();
    let readers = [
        "report there --no-hindcast --allow-changed --quiet --out page.md",
        "plot there --format csv --allow-changed --out drawn",
        "discover there --where us_payoff>0 --resamples 10 --no-figures --quiet --out found",
        "run --runs 60 --no-figures --quiet --out there",
    ];
    let (mut read, mut refused) = (0, 0);
    while begun.elapsed() < time() {
        let whole = &wholes[chance.below(wholes.len())];
        let names: Vec<_> = whole.keys().collect();
        let hit = names[chance.below(names.len())];
        for (name, bytes) in whole {
            let bytes = match name == hit {
                true => {
                    let text = mutated(&mut chance, &String::from_utf8_lossy(bytes));
                    damaged(&mut chance, text.into_bytes())
                }
                false => bytes.clone(),
            };
            place.write(&format!("there/{}", name.display()), bytes);
        }
        let words = chance.one_of(&readers);
        let output = place.run(&words.split(' ').collect::<Vec<_>>());
        let is_done = ended_well(&output, &|| format!("{words}, {} damaged", hit.display()));
        *(if is_done { &mut read } else { &mut refused }) += 1;
        for made in ["there", "drawn", "found"] {
            let _ = std::fs::remove_dir_all(place.path(made));
        }
        let _ = std::fs::remove_file(place.path("page.md"));
    }
    report("damaged results", begun, &format!("{read} read, {refused} refused"));
}
