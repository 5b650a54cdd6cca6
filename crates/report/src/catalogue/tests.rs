//! Code and catalogue name the same sentences with the same arguments.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use analysis::titles;
use results::direction;
use results::message;

use super::*;

/// Files of product code of the whole workspace.
fn code() -> Vec<(PathBuf, String)> {
    let workspace = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let crates = std::fs::read_dir(workspace.join("crates")).unwrap();
    let mut folders: Vec<PathBuf> = crates.map(|entry| entry.unwrap().path().join("src")).collect();
    folders.push(workspace.join("src"));
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let Ok(entries) = std::fs::read_dir(folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.unwrap().path();
            let is_of_tests = path.file_stem().is_some_and(|name| name == "tests");
            if path.is_dir() && !is_of_tests {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") && !is_of_tests {
                let text = std::fs::read_to_string(&path).unwrap();
                let tests = ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub mod tests {"];
                let end = tests.into_iter().find_map(|tests| text.find(tests));
                let product = &text[..end.unwrap_or(text.len())];
                let code: Vec<&str> = product.lines().filter(|line| !line.trim().starts_with("//")).collect();
                files.push((path, code.join("\n")));
            }
        }
    }
    files
}

/// Keys that the page of the lab asks for: `say("lab-rests", { worlds: count })`.
fn asked_for_by_the_page() -> Vec<(String, BTreeSet<String>)> {
    let page = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../lab/page");
    let entries = std::fs::read_dir(page.join("src")).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.push(page.join("build.mjs"));
    let mut asked = Vec::new();
    for file in files {
        let code = std::fs::read_to_string(&file).unwrap();
        for open in ["say(", "message("] {
            for (start, _) in code.match_indices(open) {
                let pieces = pieces(&code[start + open.len()..]);
                let is_key = |text: &&str| text.contains('-') && !text.contains([' ', '$', '`', '/']);
                let keys: Vec<&str> = pieces[0].split('"').skip(1).step_by(2).filter(is_key).collect();
                let given = pieces.get(1).map_or("", |piece| piece.trim());
                let inside = given.trim_start_matches('{').trim_end_matches('}');
                let arguments: BTreeSet<String> = self::pieces(inside)
                    .iter()
                    .map(|piece| {
                        piece
                            .split_once(':')
                            .map_or(piece.as_str(), |(name, _)| name)
                            .trim()
                            .to_owned()
                    })
                    .filter(|name| !name.is_empty())
                    .collect();
                asked.extend(keys.into_iter().map(|key| (key.to_owned(), arguments.clone())));
            }
        }
    }
    asked
}

/// Keys that the code asks for with the arguments it fills.
fn asked_for() -> BTreeMap<String, BTreeSet<String>> {
    let mut asked = BTreeMap::new();
    for (path, code) in code() {
        // `entries!`: names and meanings of the glossary, without arguments.
        for (open, place) in [("say!(", 1), ("later!(", 0), ("message!(", 0), ("entries!(", 0)] {
            let calls = code
                .match_indices(open)
                .map(|(start, open)| &code[start + open.len()..]);
            for (key, arguments) in calls.flat_map(|call| keys_and_arguments(call, place)) {
                if let Some(before) = asked.insert(key.clone(), arguments.clone()) {
                    let path = path.display();
                    assert_eq!(
                        before, arguments,
                        "`{key}` is asked for with different arguments ({path})"
                    );
                }
            }
        }
    }
    for (key, arguments) in asked_for_by_the_page() {
        if let Some(before) = asked.insert(key.clone(), arguments.clone()) {
            assert_eq!(
                before, arguments,
                "`{key}` is asked for with different arguments by the page of the lab"
            );
        }
    }
    asked
}

/// What stands between `say!(` or the like and its closing bracket: the key at its place, or each of those between which it
/// chooses, and after it an argument for each `name = ` outside inner brackets. Nothing inside the macros themselves, where the key is
/// a `$name`.
fn keys_and_arguments(call: &str, place: usize) -> Vec<(String, BTreeSet<String>)> {
    let pieces = pieces(call);
    if pieces[place].trim().starts_with('$') {
        return vec![];
    }
    let argument = |piece: &String| Some(piece.split_once(" = ")?.0.trim().to_owned());
    let arguments: BTreeSet<String> = pieces[place + 1..].iter().filter_map(argument).collect();
    // Texts stand between every other two quotes.
    let keys: Vec<&str> = pieces[place].split('"').skip(1).step_by(2).collect();
    assert!(!keys.is_empty(), "no key that can be found: `{}`", pieces[place].trim());
    keys.into_iter()
        .map(|key| (key.to_owned(), arguments.clone()))
        .collect()
}

/// What stands between commas outside inner brackets and texts, up to the closing bracket.
fn pieces(call: &str) -> Vec<String> {
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
    pieces
}

#[test]
fn a_key_may_be_chosen_between_literals() {
    let call = "words, match (one, other) { (true, _) => \"a-b\", _ => \"a-c\" }, x = f(y, \"z\")) and more";
    let arguments = BTreeSet::from(["x".to_owned()]);
    let found = keys_and_arguments(call, 1);
    assert_eq!(
        found,
        [("a-b".to_owned(), arguments.clone()), ("a-c".to_owned(), arguments)]
    );
}

#[test]
fn every_sentence_that_code_asks_for_is_in_the_catalogue_with_the_same_arguments_and_no_other_is() {
    let asked = asked_for();
    let known = english().arguments();
    for (key, arguments) in &asked {
        assert_eq!(
            known.get(key),
            Some(arguments),
            "arguments of `{key}`: left the catalogue, right the code"
        );
    }
    for key in known.keys() {
        assert!(asked.contains_key(key), "nothing asks for `{key}`");
    }
}

#[test]
fn the_template_is_a_whole_language() {
    let template = template();
    let words = data_words::all();
    let copy = english().translation("en", "copy.ftl", &template, &words).unwrap();
    for word in &words {
        assert_eq!(copy.term(&word.english), word.english, "{}", word.key);
    }
}

/// Reading one checks that it has the messages and arguments of English and a word for each of the data.
#[test]
fn every_language_that_is_shipped_is_whole_and_has_no_mark_of_direction_of_its_own() {
    for language in languages() {
        let words = of_language(language).unwrap();
        assert_eq!(words.arguments(), english().arguments(), "{language}");
        assert_eq!(words.language(), language);
    }
    for (name, _, text) in TRANSLATIONS {
        let marks: Vec<char> = text.chars().filter(|letter| direction::is_unseen(*letter)).collect();
        assert!(marks.is_empty(), "{name}: {marks:?}");
    }
}

#[test]
fn arabic_counts_as_its_grammar_asks_for() {
    let words = of_language("ar").unwrap();
    let months = |count: u64| words.message(&message!("quantity-months", number = count));
    assert_eq!(
        [3, 10, 11, 100, 103].map(months),
        ["3 أشهر", "10 أشهر", "11 شهراً", "100 شهر", "103 أشهر"]
    );
    let others = |count: u64| words.message(&message!("story-more_draws", count = count));
    let said = [0, 1, 2, 3, 11, 100].map(others);
    let expected = [
        "لا توجد معلمات أخرى",
        "ثمة معلمة أخرى",
        "ثمة معلمتان أخريان",
        "ثمة 3 معلمات أخرى",
        "ثمة 11 معلمة أخرى",
        "ثمة 100 معلمة أخرى",
    ];
    for (said, begins) in said.iter().zip(expected) {
        assert!(said.starts_with(begins), "{said}");
    }
}

#[test]
fn texts_of_shipped_configurations_are_words_of_the_data_and_those_of_others_stay() {
    let words = of_language("ar").unwrap();
    assert_eq!(words.term("No export controls from 2026"), "بلا ضوابط تصدير من 2026");
    assert_eq!(words.word(&titles::policy("no_controls+treaty")), "بلا ضوابط + معاهدة");
    assert_eq!(
        words.term("No export controls from 2026; My own view"),
        "بلا ضوابط تصدير من 2026؛ My own view"
    );
    assert_eq!(words.term("My own policy"), "My own policy");
}

#[test]
fn numbers_in_arabic_have_their_signs_before_them_and_percent_signs_behind() {
    let words = of_language("ar").unwrap();
    let ratio = |number: &str| words.message(&message!("money-billion", number = number));
    assert_eq!(ratio("−28"), "\u{200e}−28 مليار دولار أمريكي");
    assert_eq!(words.term("12.3 %"), "12.3%", "a number alone");
    assert_eq!(
        words.message(&message!("claim-warning", sentence = "الصين 12.3 %")),
        "تحذير: الصين 12.3\u{200f}%"
    );
}

#[test]
fn a_language_that_does_not_exist_is_told_with_those_that_do() {
    let said = |language: &str| of_language(language).unwrap_err().to_string();
    assert!(said("klingon").contains("there is no language `klingon`; shipped: en, ar; or give a file"));
    assert!(said("de.toml").contains("language file of the first edition"));
    assert!(said("no/such.ftl").contains("cannot read no/such.ftl"));
}
