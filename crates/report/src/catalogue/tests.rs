//! Code and catalogue name the same sentences with the same slots.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::*;

/// Keys that the code asks for with the slots it fills, read from all its files.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let mut asked = BTreeMap::new();
    let own = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut folders = vec![own.join("src"), own.join("../charts/src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !path.ends_with("catalogue/tests.rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let code: Vec<&str> = text.lines().filter(|line| !line.trim().starts_with("//")).collect();
                let code = code.join("\n");
                let now = calls(&code, "say!(").flat_map(|call| keys_and_slots(call, 1));
                let later = calls(&code, "later!(").flat_map(|call| keys_and_slots(call, 0));
                // Names and meanings of the glossary, without slots.
                let listed = calls(&code, "entries!(").flat_map(|call| keys_and_slots(call, 0));
                let messages = calls(&code, "message!(").flat_map(|call| keys_and_slots(call, 0));
                for (key, slots) in now.chain(later).chain(listed).chain(messages) {
                    if let Some(before) = asked.insert(key.clone(), slots.clone()) {
                        assert_eq!(
                            before,
                            slots,
                            "`{key}` is asked for with different slots ({})",
                            path.display()
                        );
                    }
                }
            }
        }
    }
    asked
}

/// What follows each opening of a macro, calls within calls included.
fn calls<'a>(code: &'a str, open: &str) -> impl Iterator<Item = &'a str> {
    code.match_indices(open)
        .map(|(place, open)| &code[place + open.len()..])
}

/// What stands between `say!(` or `later!(` and its closing bracket: the key at its place, or each of those between which it
/// chooses, and after it a slot for each `name = ` outside inner brackets.
fn keys_and_slots(call: &str, place: usize) -> Vec<(String, BTreeSet<String>)> {
    let (mut depth, mut inside_text, mut pieces) = (0, false, vec![String::new()]);
    let mut letters = call.chars();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if inside_text => {
                letters.next();
                continue;
            }
            '"' => inside_text = !inside_text,
            _ if inside_text => {}
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        pieces.last_mut().unwrap().push(letter);
    }
    let slot = |piece: &String| Some(piece.split_once(" = ")?.0.trim().to_owned());
    let slots: BTreeSet<String> = pieces[place + 1..].iter().filter_map(slot).collect();
    // Texts stand between every other two quotes.
    let keys: Vec<&str> = pieces[place].split('"').skip(1).step_by(2).collect();
    assert!(!keys.is_empty(), "no key that can be found: `{}`", pieces[place].trim());
    keys.into_iter().map(|key| (key.to_owned(), slots.clone())).collect()
}

#[test]
fn a_key_may_be_chosen_between_literals() {
    let call = "words, match (one, other) { (true, _) => \"a.b\", _ => \"a.c\" }, x = f(y, \"z\")) and more";
    let slots = BTreeSet::from(["x".to_owned()]);
    let found = keys_and_slots(call, 1);
    assert_eq!(found, [("a.b".to_owned(), slots.clone()), ("a.c".to_owned(), slots)]);
}

#[test]
fn every_sentence_that_code_asks_for_is_in_the_catalogue_with_the_same_slots_and_no_other_is() {
    let asked = asked_for();
    let english = Catalogue::english();
    let known = english.slots();
    for (key, slots) in &asked {
        let filled: BTreeSet<&str> = slots.iter().map(String::as_str).collect();
        assert_eq!(
            known.get(key.as_str()),
            Some(&filled),
            "slots of `{key}`: left the catalogue, right the code"
        );
    }
    for key in known.keys() {
        assert!(asked.contains_key(*key), "nothing asks for `{key}`");
    }
}

const SMALL: &str =
    "[a]\nplain = \"{who} has {what}.\"\nmany = { one = \"{count} world\", other = \"{count} worlds\" }\n";

#[test]
fn slots_are_filled_and_counts_choose_the_form() {
    let words = Catalogue::parse("en", "small.toml", SMALL).unwrap();
    let text = words.sentence("a.plain", &[("what", "{who}".into()), ("who", "it".into())]);
    assert_eq!(text, "it has {who}.", "what fills a slot is not read again");
    assert_eq!(words.sentence("a.many", &[("count", 1_u64.into())]), "1 world");
    assert_eq!(
        words.sentence("a.many", &[("count", 12_000_u64.into())]),
        "12,000 worlds"
    );
}

#[test]
fn another_language_must_have_the_same_sentences_with_no_other_slots() {
    let english = Catalogue::parse("en", "small.toml", SMALL).unwrap();
    let template = Catalogue::template();
    let data = &template[template.find("[data]").unwrap()..];
    let other = |text: &str| {
        Catalogue::parse("xx", "xx.toml", &format!("{text}{data}"))
            .unwrap()
            .compare(&english, "xx.toml")
    };
    assert_eq!(other(SMALL), Ok(()));
    let said = |text: &str| other(text).unwrap_err().to_string();
    let short = Catalogue::parse("xx", "xx.toml", SMALL)
        .unwrap()
        .compare(&english, "xx.toml");
    assert!(
        short
            .unwrap_err()
            .to_string()
            .contains("this word of the data is missing")
    );
    assert!(said("[a]\nplain = \"x\"\n").contains("`a.many`: this sentence is missing"));
    assert!(said(&SMALL.replace("{what}", "{wat}")).contains("there is no slot {wat}; allowed: {what}, {who}"));
    assert!(said(&format!("{SMALL}planes = \"x\"\n")).contains("there is no such sentence; did you mean `a.plain`?"));
    assert!(
        Catalogue::parse("xx", "xx.toml", "a = 3")
            .unwrap_err()
            .to_string()
            .contains("not a sentence")
    );
}
