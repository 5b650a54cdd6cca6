//! Documents, configurations and code say the same, and the layers of the code point one way.

mod architecture;
mod supply;

use detente::model::metrics::Metric;
use detente::model::series::{AgentVariable, WorldVariable};
use detente::scenario::levers::Lever;
use detente::scenario::load::cards::read_cards;
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::parameters::{Group, keys};
use detente::scenario::shipped;
use detente::scenario::shocks::{Draw, Shock};
use detente::scenario::triggers::Quantity;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn odd() -> String {
    read("docs/ODD.md")
}

/// Paths under the root of all files in `folder`, deep, with `/`, in order.
fn files(folder: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let path = path.strip_prefix(root()).unwrap().to_str().unwrap();
                found.push(path.replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

/// All sources of the program: its own and those of its crates.
fn sources() -> Vec<String> {
    let all = files("src").into_iter().chain(files("crates"));
    all.filter(|path| path.ends_with(".rs")).collect()
}

/// Number and formula of a line such as `Eq. (3.1): ...` or `**Eq. (3.1)** ...`, which is to hold nothing else.
fn equation(line: &str, before: &str, between: &str) -> Option<(String, String)> {
    let (number, formula) = line.strip_prefix(before)?.split_once(')')?;
    let formula = formula.strip_prefix(between)?.strip_suffix('`')?;
    assert!(!formula.contains('`'), "more than one formula in: {line}");
    Some((number.to_owned(), formula.to_owned()))
}

/// All numbered formulas of the code's doc comments.
fn equations_of_code() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for path in sources() {
        for line in read(&path).lines().map(str::trim) {
            if line.starts_with("/// Eq. (") && line.contains("): `") {
                let found = equation(line, "/// Eq. (", ": `");
                all.push(found.unwrap_or_else(|| panic!("{path}: text behind the formula in `{line}`")));
            }
        }
    }
    all.sort();
    all
}

#[test]
fn the_document_has_every_equation_of_the_code_with_the_same_formula_and_no_other() {
    let code = equations_of_code();
    let mut document: Vec<_> = odd()
        .lines()
        .filter_map(|line| equation(line, "- **Eq. (", "** `"))
        .collect();
    document.sort();
    assert!(code.len() > 70, "only {} equations found", code.len());
    for pair in code.windows(2) {
        assert_ne!(pair[0].0, pair[1].0, "this number stands twice in the code");
    }
    for one in &code {
        assert!(document.contains(one), "docs/ODD.md lacks Eq. ({}) `{}`", one.0, one.1);
    }
    for one in &document {
        assert!(code.contains(one), "the code lacks Eq. ({}) `{}`", one.0, one.1);
    }
    assert_eq!(code.len(), document.len(), "an equation stands twice in docs/ODD.md");
}

#[test]
fn every_public_function_of_the_equations_has_a_number() {
    let mut functions = 0;
    for path in files("crates/engine/src/equations") {
        let mut numbered = false;
        for line in read(&path).lines() {
            if line.starts_with("/// Eq. (") {
                numbered = true;
            } else if let Some(name) = line.trim().strip_prefix("pub fn ") {
                assert!(numbered, "{path}: {name} has no equation number");
                functions += 1;
                numbered = false;
            } else if !line.starts_with("///") && !line.starts_with("#[") {
                numbered = false;
            }
        }
    }
    assert!(functions > 70, "only {functions} functions found");
}

#[test]
fn equations_that_are_referred_to_exist() {
    let known: Vec<String> = equations_of_code().into_iter().map(|(number, _)| number).collect();
    let documents = ["docs/ODD.md".to_owned(), "docs/validation.md".to_owned()];
    for path in sources().into_iter().chain(documents) {
        let text = read(&path);
        for (start, _) in text.match_indices("Eq. (") {
            let rest = &text[start + "Eq. (".len()..];
            let number = &rest[..rest.find([')', ',', ' ']).unwrap_or(0)];
            let is_number = number.contains('.') && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
            assert!(
                !is_number || known.iter().any(|one| one == number),
                "{path} names Eq. ({number}), which is not there"
            );
        }
    }
}

/// The calls of `step`, as `module::function`, in order.
fn stages_of_code() -> Vec<String> {
    let text = read("crates/engine/src/model/step.rs");
    let (_, body) = text.split_once("pub fn step<").expect("the function of a month");
    let (_, body) = body.split_once(") {").unwrap();
    let (body, _) = body.split_once("\n}").unwrap();
    body.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("watch."))
        .map(|line| line.split_once('(').expect("a call in each line").0.to_owned())
        .collect()
}

/// Cells of the rows of the table in the document whose heading row begins with these cells; backticks taken off.
fn table(document: &str, heading: &[&str]) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        let inner = line.trim().trim_start_matches('|').trim_end_matches('|');
        inner
            .split('|')
            .map(|cell| cell.trim().trim_matches('`').to_owned())
            .collect()
    };
    let mut lines = document.lines();
    lines
        .find(|line| line.starts_with('|') && cells(line).iter().zip(heading).all(|(cell, name)| cell == name))
        .unwrap_or_else(|| panic!("docs/ODD.md has no table that begins with {heading:?}"));
    lines
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(cells)
        .collect()
}

/// A section of the document, by the beginning of its heading.
fn section<'a>(document: &'a str, heading: &str) -> &'a str {
    let start = document
        .find(&format!("\n{heading}"))
        .unwrap_or_else(|| panic!("no heading {heading}"));
    let body = &document[start + 1..];
    let end = body[1..].find("\n## ").map_or(body.len(), |end| end + 1);
    &body[..end]
}

#[test]
fn the_document_has_the_seven_elements_in_order() {
    let elements = [
        "## 1. Purpose and patterns",
        "## 2. Entities, state variables and scales",
        "## 3. Process overview and scheduling",
        "## 4. Design concepts",
        "## 5. Initialization",
        "## 6. Input data",
        "## 7. Submodels",
    ];
    let document = odd();
    let headings: Vec<&str> = document.lines().filter(|line| line.starts_with("## ")).collect();
    assert_eq!(headings, elements);
    let concepts = [
        "Basic principles",
        "Emergence",
        "Adaptation",
        "Objectives",
        "Learning",
        "Prediction",
        "Sensing",
        "Interaction",
        "Stochasticity",
        "Collectives",
        "Observation",
    ];
    let design = section(&document, "## 4");
    let headings: Vec<&str> = design.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let expected: Vec<String> = (1..)
        .zip(concepts)
        .map(|(number, name)| format!("4.{number} {name}"))
        .collect();
    assert_eq!(headings, expected);
}

#[test]
fn the_document_lists_the_stages_of_a_month_in_the_order_of_the_code() {
    let document = odd();
    let rows = table(section(&document, "## 3"), &["stage", "function"]);
    let listed: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(listed, stages_of_code());
    for (number, row) in (1..).zip(&rows) {
        assert_eq!(row[0], number.to_string());
    }
}

#[test]
fn the_document_lists_mechanisms_levers_metrics_observables_and_shocks_as_the_code_does() {
    let document = odd();
    let rows = table(&document, &["key", "id", "mechanism"]);
    let listed: Vec<[&str; 2]> = rows.iter().map(|row| [row[0].as_str(), &row[1]]).collect();
    assert_eq!(listed, Mechanism::ALL.map(|one| [one.key(), one.id()]));

    let rows = table(&document, &["lever", "range", "unit"]);
    let listed: Vec<[String; 3]> = rows.iter().map(|row| [0, 1, 2].map(|cell| row[cell].clone())).collect();
    let expected = Lever::ALL.map(|lever| {
        let (low, high) = lever.range();
        [
            lever.key().to_owned(),
            format!("{low} to {high}"),
            lever.unit().to_owned(),
        ]
    });
    assert_eq!(listed, expected);

    let rows = table(&document, &["metric", "unit", "kind", "better for"]);
    let listed: Vec<[&str; 3]> = rows.iter().map(|row| [row[0].as_str(), &row[1], &row[3]]).collect();
    assert_eq!(
        listed,
        Metric::ALL.map(|one| [one.key(), one.unit(), one.favours().key()])
    );

    let rows = table(&document, &["observable", "what it is"]);
    let listed: Vec<&str> = rows.iter().map(|row| row[0].as_str()).collect();
    let expected: Vec<&str> = Quantity::ALL.iter().map(|one| one.key()).collect();
    assert_eq!(listed, expected);

    let rows = table(&document, &["no", "process", "draw"]);
    let listed: Vec<[String; 3]> = rows.iter().map(|row| [0, 1, 2].map(|cell| row[cell].clone())).collect();
    let expected: Vec<[String; 3]> = (1..)
        .zip(Shock::ALL)
        .map(|(number, shock): (usize, Shock)| {
            let draw = match shock.draw() {
                Draw::Normal => "normal",
                Draw::Uniform => "uniform",
            };
            [number.to_string(), format!("{shock:?}"), draw.to_owned()]
        })
        .collect();
    assert_eq!(listed, expected);
}

/// All words of a text that may be keys: small letters, digits, `_` and dots inside.
fn dotted_names(text: &str) -> Vec<&str> {
    text.split(|letter: char| !(letter.is_ascii_alphanumeric() || letter == '_' || letter == '.'))
        .map(|word| word.trim_matches('.'))
        .filter(|word| word.contains('.'))
        .collect()
}

#[test]
fn the_document_names_every_parameter_and_every_series() {
    let document = odd();
    let named = dotted_names(&document);
    let mut missing = Vec::new();
    for group in Group::ALL {
        let prefix = if group == Group::Shared { "shared" } else { "agent" };
        for name in group.names() {
            let key = format!("{prefix}.{name}");
            if !named.contains(&key.as_str()) {
                missing.push(key);
            }
        }
    }
    let agents = AgentVariable::ALL.map(AgentVariable::key);
    let world = WorldVariable::ALL.map(WorldVariable::key);
    for key in agents.into_iter().chain(world) {
        if !document.contains(&format!("`{key}`")) {
            missing.push(key.to_owned());
        }
    }
    assert!(missing.is_empty(), "docs/ODD.md does not name {missing:?}");
    let count = format!("Each of the {} cards", keys().count());
    assert!(document.contains(&count), "docs/ODD.md does not say `{count}`");
}

#[test]
fn the_document_names_no_parameter_that_has_no_card() {
    let document = odd();
    let known: Vec<String> = keys().collect();
    for name in dotted_names(&document) {
        let stated = match name.split_once('.') {
            Some(("agent", rest)) => vec![format!("us.{rest}"), format!("china.{rest}")],
            Some(("shared", _)) => vec![name.to_owned()],
            Some(("us" | "china", _)) if Lever::from_key(name).is_none() => vec![name.to_owned()],
            _ => continue,
        };
        for key in stated {
            assert!(
                known.contains(&key),
                "docs/ODD.md names `{name}`, which is no card and no lever"
            );
        }
    }
}

/// Every source that shipped configurations state: of cards, correlations and steps (`source`), and of files (`claim`).
fn sources_of_configurations() -> Vec<(String, String)> {
    let cards = read_cards(&shipped::parameters()).unwrap();
    let mut stated: Vec<(String, String)> = cards.cards.into_iter().map(|card| (card.key, card.source)).collect();
    // Bounds of magnitudes give the addresses of their sources, see below.
    let has_keys = |path: &String| path.ends_with(".toml") && path != SANITY;
    for path in files("configs").into_iter().filter(has_keys) {
        let text = read(&path);
        for marker in ["source = \"", "claim = \""] {
            for (start, _) in text.match_indices(marker) {
                let rest = &text[start + marker.len()..];
                stated.push((path.clone(), rest[..rest.find('"').unwrap()].to_owned()));
            }
        }
    }
    stated
}

const SANITY: &str = "configs/sanity.toml";

/// The keys of the list of sources.
fn known_sources(list: &str) -> Vec<&str> {
    list.lines()
        .filter_map(|line| line.strip_prefix("- **")?.split_once("** "))
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn every_bound_of_a_magnitude_names_a_source_of_the_list_another_bound_or_an_address() {
    let (list, text) = (read("docs/sources.md"), read(SANITY));
    let known = known_sources(&list);
    let lines: Vec<&str> = text
        .lines()
        .filter_map(|line| line.strip_prefix("source = \""))
        .collect();
    assert_eq!(lines.len(), text.matches("[[bound]]").count());
    for line in lines {
        let source = line.trim_end_matches('"');
        let is_key = |part: &&str| {
            let letters = part.trim_end_matches(|letter: char| letter.is_ascii_digit());
            part.len() == letters.len() + 3 && letters.chars().all(|letter| letter.is_ascii_uppercase())
        };
        let keys: Vec<&str> = source.split([',', ';']).map(str::trim).filter(is_key).collect();
        for key in &keys {
            let is_bound = text.contains(&format!("id = \"{key}\""));
            assert!(known.contains(key) || is_bound, "{SANITY} names the source `{key}`");
        }
        let has_address = source.contains("://") || source.contains("arXiv ");
        assert!(
            !keys.is_empty() || has_address || source == "accounting",
            "{SANITY}: {source}"
        );
    }
}

#[test]
fn every_source_that_a_configuration_names_is_in_the_list_of_sources() {
    let list = read("docs/sources.md");
    let known = known_sources(&list);
    let stated = sources_of_configurations();
    assert!(stated.len() > keys().count());
    for (place, sources) in stated {
        for source in sources.split(',').map(str::trim) {
            assert!(
                source == "assumption" || known.contains(&source),
                "{place} names the source `{source}`, which docs/sources.md lacks"
            );
        }
    }
}

/// Keys such as `COMP014` or `GRIMM2020`: at least two capital letters, then three or four digits.
fn is_source_key(word: &str) -> bool {
    let digits = word.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    word.len() - digits.len() >= 2
        && (3..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

#[test]
fn every_source_that_an_equation_or_the_document_names_is_in_the_list_of_sources() {
    let list = read("docs/sources.md");
    let mut found = 0;
    for path in files("crates/engine/src/equations")
        .into_iter()
        .chain(["docs/ODD.md".to_owned()])
    {
        let text = read(&path);
        for word in text
            .split(|letter: char| !letter.is_ascii_alphanumeric())
            .filter(|word| is_source_key(word))
        {
            assert!(
                list.contains(&format!("\n- **{word}** ")),
                "{path} names the source `{word}`, which docs/sources.md lacks"
            );
            found += 1;
        }
    }
    assert!(found > 50, "only {found} sources found");
}

/// The modules of the engine, bottom up: a module uses only modules below its own. Between crates the compiler sees to that.
const LAYERS: [&str; 6] = ["error", "numeric", "equations", "scenario", "model", "ensemble"];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|name| *name == module)
}

/// Names of top-level modules that a text reaches by this path, `use path::{a, b}` included.
fn reached<'a>(text: &'a str, path: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for (start, _) in text.match_indices(path) {
        let longer = text[..start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '_' || letter == ':');
        if longer {
            continue;
        }
        let rest = &text[start + path.len()..];
        let name = |text: &'a str| {
            &text[..text
                .find(|l: char| !l.is_alphanumeric() && l != '_')
                .unwrap_or(text.len())]
        };
        if let Some(group) = rest.strip_prefix('{') {
            let mut depth = 0;
            let mut expected = true;
            for (place, letter) in group.char_indices() {
                match letter {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => expected = true,
                    letter if expected && letter.is_alphabetic() => {
                        names.push(name(&group[place..]));
                        expected = false;
                    }
                    _ => {}
                }
            }
        } else {
            names.push(name(rest));
        }
    }
    names
}

#[test]
fn a_module_of_the_engine_uses_only_modules_below_its_own() {
    const ENGINE: &str = "crates/engine/src/";
    let mut uses = 0;
    for path in files("crates/engine/src") {
        let inside = path.trim_start_matches(ENGINE).trim_end_matches(".rs");
        if inside == "lib" || !path.ends_with(".rs") {
            continue;
        }
        let text = read(&path);
        let parts: Vec<&str> = inside.split('/').filter(|part| *part != "mod").collect();
        let own = layer(parts[0]).unwrap_or_else(|| panic!("{path}: `{}` has no layer, add it to LAYERS", parts[0]));
        // From the module file of depth d, d times `super` is the root of the crate.
        let supers = "super::".repeat(parts.len());
        for prefix in ["crate::", supers.as_str()] {
            for used in reached(&text, prefix) {
                let Some(of_used) = layer(used) else { continue };
                assert!(of_used <= own, "{path} uses `{prefix}{used}`, which stands above it");
                uses += 1;
            }
        }
    }
    assert!(uses > 100, "only {uses} uses found");
}

#[test]
fn nothing_mentions_the_place_where_it_was_made() {
    // Taken apart so that this file does not mention them either.
    let words: [String; 5] = [
        ["/wo", "rk/"].concat(),
        ["sha", "red/"].concat(),
        ["hel", "per"].concat(),
        ["work", "tree"].concat(),
        ["/tmp/", "bri"].concat(),
    ];
    let folders = [
        "src", "crates", "tests", "benches", "docs", "configs", "scripts", "examples", ".ci", ".github",
    ];
    let mut paths: Vec<String> = folders.iter().flat_map(|folder| files(folder)).collect();
    for entry in std::fs::read_dir(root()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_file() {
            paths.push(path.file_name().unwrap().to_str().unwrap().to_owned());
        }
    }
    // What npm installs beside the page of the lab is not ours.
    let is_ours = |path: &str| !path.ends_with("Cargo.lock") && !path.contains("node_modules");
    let listed = |path: &str| is_ours(path) && Path::new(path).file_name() != Some(".git".as_ref());
    for path in paths.into_iter().filter(|path| listed(path)) {
        let bytes = std::fs::read(root().join(&path)).unwrap();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let text = text.to_lowercase();
        for word in &words {
            assert!(!text.contains(word), "{path} mentions `{word}`");
        }
    }
}
