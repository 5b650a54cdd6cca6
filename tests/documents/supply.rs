//! Where the crates that are compiled come from, under which licences, and that none stands there twice without a reason: what deny.toml
//! says, and the file of licences that travels with the program.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use toml::Table;

use super::{read, root};

/// The file that carries the licences of all crates that are linked into the program or compile a part of it.
const LICENSES: &str = "THIRD-PARTY-LICENSES.txt";
/// The machine for which they are listed; others take a few crates more or less.
const TARGET: &str = "x86_64-unknown-linux-gnu";

fn policy() -> Table {
    read("deny.toml").parse().unwrap()
}

/// The texts of a list of the policy.
fn list(policy: &Table, section: &str, name: &str) -> Vec<String> {
    let values = policy[section][name].as_array().unwrap();
    values.iter().map(|value| value.as_str().unwrap().to_owned()).collect()
}

/// The crates of a list of the policy, as `name` or `name@version`.
fn crates(policy: &Table, name: &str) -> Vec<String> {
    let values = policy["bans"][name].as_array().unwrap();
    let of = |value: &toml::Value| {
        assert!(!value["reason"].as_str().unwrap().is_empty());
        value["crate"].as_str().unwrap().to_owned()
    };
    values.iter().map(of).collect()
}

/// Name, version and source of every package of Cargo.lock; no source for those of the workspace.
fn locked() -> Vec<(String, String, Option<String>)> {
    let lock: Table = read("Cargo.lock").parse().unwrap();
    let text = |package: &toml::Value, key: &str| package.get(key).map(|text| text.as_str().unwrap().to_owned());
    let packages = lock["package"].as_array().unwrap().iter();
    packages
        .map(|package| {
            let required = |key| text(package, key).unwrap();
            (required("name"), required("version"), text(package, "source"))
        })
        .collect()
}

/// What cargo knows of the packages for the listed machine.
fn metadata() -> Value {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let words = [
        "metadata",
        "--format-version",
        "1",
        "--locked",
        "--offline",
        "--filter-platform",
        TARGET,
    ];
    let output = Command::new(cargo).current_dir(root()).args(words).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Whether a licence expression can be met with these licences. Old packages write `/` for `OR`.
fn is_met(expression: &str, allowed: &[String]) -> bool {
    let expression = spdx::Expression::parse_mode(expression, spdx::ParseMode::LAX).unwrap();
    expression.evaluate(|asked| allowed.contains(&asked.to_string()))
}

/// Whether a package is the one that `name` or `name@version` stands for, whose version may be its beginning.
fn stands_for(spec: &str, name: &str, version: &str) -> bool {
    match spec.split_once('@') {
        None => spec == name,
        Some((of, begins)) => of == name && (version == begins || version.starts_with(&format!("{begins}."))),
    }
}

#[test]
fn every_crate_comes_from_the_registry_and_stands_there_once_or_for_a_reason() {
    let policy = policy();
    let allowed = list(&policy, "sources", "allow-registry");
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let packages = locked();
    for (name, version, source) in &packages {
        if let Some(source) = source {
            let registry = source.strip_prefix("registry+").unwrap_or(source);
            assert!(
                allowed.iter().any(|allowed| allowed == registry),
                "{name} comes from {source}"
            );
        } else {
            assert!(name.starts_with("detente"), "{name} has no source");
        }
        versions.entry(name.clone()).or_default().push(version.clone());
        for banned in crates(&policy, "deny") {
            assert!(!stands_for(&banned, name, version), "{name} is banned in deny.toml");
        }
    }
    let skipped = crates(&policy, "skip");
    for (name, versions) in versions {
        let unexcused = versions
            .iter()
            .filter(|version| !skipped.iter().any(|spec| stands_for(spec, &name, version)));
        assert!(
            unexcused.count() <= 1,
            "{name} stands in Cargo.lock as {versions:?}; deny.toml gives no reason"
        );
    }
    for spec in skipped {
        let is_there = packages
            .iter()
            .any(|(name, version, _)| stands_for(&spec, name, version));
        assert!(is_there, "deny.toml excuses {spec}, which is not there");
    }
}

#[test]
fn every_licence_is_allowed() {
    let allowed = list(&policy(), "licenses", "allow");
    for package in metadata()["packages"].as_array().unwrap() {
        let (name, license) = (&package["name"], package["license"].as_str());
        assert!(
            license.is_some_and(|license| is_met(license, &allowed)),
            "{name}: {license:?}"
        );
    }
    // So that the test above can fail.
    assert!(!is_met("GPL-3.0-only", &allowed) && !is_met("MIT AND GPL-3.0-only", &allowed));
}

/// A crate that is compiled, with the texts of its licences.
struct Compiled {
    name: String,
    version: String,
    license: String,
    repository: String,
    texts: Vec<String>,
}

/// All crates of others on which the program rests, but for those that only tests need.
fn compiled() -> Vec<Compiled> {
    let metadata = metadata();
    let nodes: BTreeMap<&str, &Value> = metadata["resolve"]["nodes"]
        .as_array()
        .unwrap()
        .iter()
        .map(|node| (node["id"].as_str().unwrap(), node))
        .collect();
    let packages = metadata["packages"].as_array().unwrap();
    let program = packages.iter().find(|package| package["name"] == "detente").unwrap();
    let mut found = BTreeSet::new();
    let mut open = vec![program["id"].as_str().unwrap()];
    while let Some(id) = open.pop() {
        if !found.insert(id) {
            continue;
        }
        for of in nodes[id]["deps"].as_array().unwrap() {
            let kinds = of["dep_kinds"].as_array().unwrap();
            if kinds.iter().any(|kind| kind["kind"] != "dev") {
                open.push(of["pkg"].as_str().unwrap());
            }
        }
    }
    let is_of_others =
        |package: &&Value| found.contains(package["id"].as_str().unwrap()) && !package["source"].is_null();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let mut compiled: Vec<Compiled> = packages
        .iter()
        .filter(is_of_others)
        .map(|package| Compiled {
            name: text(&package["name"]),
            version: text(&package["version"]),
            license: text(&package["license"]),
            repository: text(&package["repository"]),
            texts: texts(Path::new(package["manifest_path"].as_str().unwrap()).parent().unwrap()),
        })
        .collect();
    compiled.sort_by(|one, other| (&one.name, &one.version).cmp(&(&other.name, &other.version)));
    compiled
}

/// The licence texts in the folder of a package, with one kind of line end.
fn texts(folder: &Path) -> Vec<String> {
    let is_licence = |name: &str| {
        let name = name.to_ascii_uppercase();
        ["LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE"]
            .iter()
            .any(|begins| name.starts_with(begins))
    };
    let mut names: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().is_file() && is_licence(&entry.file_name().to_string_lossy()))
        .map(|entry| entry.path())
        .collect();
    names.sort();
    let read = |path: &std::path::PathBuf| {
        let text = String::from_utf8_lossy(&std::fs::read(path).unwrap()).replace("\r\n", "\n");
        let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
        lines.join("\n")
    };
    names.iter().map(read).collect()
}

/// The file of licences: a list of crates, then each text once with the crates that have it.
fn licences() -> String {
    let compiled = compiled();
    let mut of_texts: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &compiled {
        for text in &one.texts {
            let place = *places.entry(text).or_insert_with(|| {
                of_texts.push((text, Vec::new()));
                of_texts.len() - 1
            });
            of_texts[place].1.push(&one.name);
        }
    }
    let mut file = format!(
        "Licences of the crates that are compiled into detente (for {TARGET}).\n\
         Written by: UPDATE_LICENSES=1 cargo test -p detente --test documents licences\n\n"
    );
    for one in &compiled {
        let numbers: Vec<String> = one
            .texts
            .iter()
            .map(|text| format!("[{}]", places[text.as_str()] + 1))
            .collect();
        let numbers = match numbers.is_empty() {
            true => "its package has no text".to_owned(),
            false => numbers.join(" "),
        };
        file.push_str(&format!(
            "{} {}: {}; {} {}\n",
            one.name, one.version, one.license, one.repository, numbers
        ));
    }
    for (number, (text, names)) in (1..).zip(&of_texts) {
        file.push_str(&format!(
            "\n{}\n[{number}] {}\n{0}\n\n{text}\n",
            "-".repeat(100),
            names.join(", ")
        ));
    }
    file
}

#[test]
fn the_file_of_licences_holds_those_of_all_crates_that_are_compiled() {
    let now = licences();
    if std::env::var_os("UPDATE_LICENSES").is_some() {
        std::fs::write(root().join(LICENSES), &now).unwrap();
    }
    let there = read(LICENSES);
    let differs = there.lines().zip(now.lines()).find(|(there, now)| there != now);
    assert!(
        there == now,
        "{LICENSES} is not current ({differs:?}); UPDATE_LICENSES=1 cargo test -p detente --test documents licences writes it"
    );
}
