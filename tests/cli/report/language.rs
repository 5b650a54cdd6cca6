//! Another language: every word of a page is in it, or is data.

use detente::model::metrics::Metric;
use detente::model::series::Series;
use detente::scenario::load::cards::read_cards;
use detente::scenario::shipped::parameters;

use super::*;

/// What the program cites, which stays in the language in which it was published.
const SOURCES: &str = include_str!("../../../docs/sources.md");

/// The file of messages in a language of which every letter is foreign: what is still in English on a page did not come from the
/// catalogue.
fn foreign(english: &str) -> String {
    let mut text = String::new();
    for line in english.lines().filter(|line| !line.starts_with('#')) {
        // What a message, an attribute or a form is called stays.
        let is_form = line.trim_start().trim_start_matches('*').starts_with('[');
        let end = match is_form {
            true => line.find(']'),
            false => line.find(" ="),
        };
        let (name, said) = line.split_at(end.map_or(0, |end| end + 2).min(line.len()));
        let opens_forms = said.trim_end().ends_with("->") || said.trim() == "}";
        text.push_str(name);
        let mut is_argument = opens_forms;
        for letter in said.chars() {
            is_argument = opens_forms || letter == '{' || (is_argument && letter != '}');
            text.push(match !is_argument && letter.is_ascii_alphabetic() {
                // Full-width letters.
                true => char::from_u32(u32::from(letter) + 0xfee0).unwrap(),
                false => letter,
            });
        }
        text.push('\n');
    }
    text
}

/// What a page may say in any language: names and keys, texts of configurations, commands, names of files, sources.
fn data_of(folder: &Path) -> String {
    /// Names and texts of a manifest; what the program says in English is none of its data.
    const SAID: [&str; 6] = ["findings", "claims", "precision", "parameters_toml", "meaning", "unit"];
    fn strings(value: &serde_json::Value, all: &mut String) {
        match value {
            serde_json::Value::String(text) => {
                all.push_str(text);
                all.push('\n');
            }
            serde_json::Value::Array(values) => values.iter().for_each(|value| strings(value, all)),
            serde_json::Value::Object(entries) => {
                for (key, value) in entries.iter().filter(|(key, _)| !SAID.contains(&key.as_str())) {
                    all.push_str(key);
                    all.push('\n');
                    strings(value, all);
                }
            }
            _ => {}
        }
    }
    let mut all = format!(
        "baseline detente figures.csv chosen-worlds docs/ODD.md ODD Grimm et al SHA-256 r-{}\n",
        folder.display()
    );
    let manifest = std::fs::read_to_string(folder.join("manifest.json"));
    if let Ok(text) = manifest {
        let mut manifest: serde_json::Value = serde_json::from_str(&text).unwrap();
        // A title that the program made; those of configurations stand with them.
        manifest.as_object_mut().unwrap().remove("title");
        strings(&manifest, &mut all);
    }
    for metric in Metric::ALL {
        all.push_str(&format!("{}\n{}\n", metric.key(), metric.favours().key()));
    }
    for series in Series::all() {
        all.push_str(&format!("{}\n{}\n", series.key(), series.agent_key()));
    }
    let cards = read_cards(&parameters()).unwrap().cards;
    for card in &cards {
        all.push_str(&format!("{}\n{}\n", card.key, card.source));
    }
    let mut units: Vec<&str> = cards.iter().map(|card| card.unit.as_str()).collect();
    units.extend(Metric::ALL.iter().map(|metric| metric.unit()));
    units.extend(Series::all().map(|series| series.unit()));
    // Names of columns, and cells that are names.
    for (name, bytes) in snapshot(folder) {
        all.push_str(&format!("{}\n", name.display()));
        if name.extension().is_some_and(|ending| ending == "csv") {
            let mut table = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .from_reader(bytes.as_slice());
            for row in table.records() {
                for cell in row.unwrap().iter() {
                    // What a search tried is told in the words of its table.
                    let is_tried = name.ends_with("search.csv");
                    if is_tried || (!cell.contains(' ') && !units.contains(&cell)) {
                        all.push_str(&format!("{cell}\n"));
                    }
                }
            }
        }
    }
    for fact in &FactSet::shipped().facts {
        all.push_str(&format!("{}\n{}\n{}\n", fact.id, fact.observable.name, fact.source));
    }
    words_of(&all)
}

/// Its words alone, as they are looked for.
fn words_of(text: &str) -> String {
    one_spaced(&text.replace(|letter: char| "_-./`+".contains(letter) || letter.is_ascii_digit(), " "))
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// What of a page is in none of these words though it has as many long words in Latin letters one after the other.
fn strange(page: &str, known: &str, least: usize) -> Vec<String> {
    let mut strange = Vec::new();
    for piece in all_words(page) {
        for part in piece.split(|letter: char| {
            !letter.is_ascii() || letter.is_ascii_digit() || ",;:?`()[]./\"'+-=<>*\\|%".contains(letter)
        }) {
            let part = one_spaced(&part.replace('_', " "));
            let is_long = |word: &&str| word.chars().filter(char::is_ascii_alphabetic).count() > 2;
            if part.split(' ').filter(is_long).count() >= least && !known.contains(&part) {
                strange.push(format!("`{part}` of `{piece}`"));
            }
        }
    }
    strange
}

/// Everything that a reader can see or hear of a page: text, drawn text, alternative texts, titles, names of things, and what is
/// said of places of figures.
fn all_words(page: &str) -> Vec<String> {
    let (_, body) = page.split_once("<body>").unwrap();
    let places = body.split("class=\"marks\">").skip(1);
    let mut pieces: Vec<String> = places
        .map(|place| place.split("</script>").next().unwrap().to_owned())
        .collect();
    // Its own script, the files inside it, and configurations word by word are not for reading.
    let body = without(body, "<script", "</script");
    let body = without(&body, "<style", "</style");
    let body = without(&body, "<pre", "</pre");
    let texts = body.split('<').filter_map(|piece| piece.split_once('>'));
    pieces.extend(texts.map(|(_, text)| plain(text)));
    for name in ["aria-label", "title", "alt", "placeholder"] {
        pieces.extend(attributes(&body, name).into_iter().map(plain));
    }
    pieces.retain(|piece| !piece.trim().is_empty());
    pieces
}

#[test]
fn every_word_of_a_report_comes_from_the_catalogue_or_is_data() {
    let place = Workplace::new("report-language");
    let listed = place.detente("list --sentences");
    let english = texts(&listed).0;
    place.write("eo.ftl", foreign(&english));
    let mut found = Vec::new();
    // Besides what is cited, a term that is given in English behind its Arabic name.
    let cited = words_of(&SOURCES.replace(['<', '>', '*'], "")) + " continuous ranked probability score";
    place.succeeds("validate --runs 16 --quiet --out history");
    for folder in KINDS.into_iter().map(|(folder, _)| folder).chain(["history"]) {
        if folder != "history" {
            make(&place, folder);
        }
        place.succeeds(&format!("report {folder} --language eo.ftl --no-hindcast"));
        let page = place.read(&format!("{folder}-report.html"));
        check_page(&page);
        assert!(page.contains("<html lang=\"eo\" dir=\"ltr\">"));
        let known = data_of(&place.path(folder));
        let in_folder = |text| format!("{folder}: {text}");
        found.extend(strange(&page, &known, 1).into_iter().map(in_folder));

        place.succeeds(&format!("report {folder} --language ar --no-hindcast --force"));
        let page = place.read(&format!("{folder}-report.html"));
        check_page(&page);
        assert!(page.contains("<html lang=\"ar\" dir=\"rtl\">"));
        // Names are as their owners write them; a sentence of English has more words than that.
        found.extend(
            strange(&page, &format!("{known} {cited}"), 3)
                .into_iter()
                .map(in_folder),
        );
    }
    found.dedup();
    assert!(found.is_empty(), "in no catalogue:\n{}", found.join("\n"));
    let refused = |file: &str, text: String, says: &[&str]| {
        place.write(file, text);
        place.refuses(&format!("report run --language {file}"), says);
    };
    let without = |name: &str| -> String {
        let lines = english.lines().filter(|line| !line.starts_with(name));
        lines.map(|line| format!("{line}\n")).collect()
    };
    refused("de.ftl", without("page-skip ="), &["de.ftl: `page-skip`", "missing"]);
    refused(
        "de.ftl",
        without("unit-months ="),
        &["de.ftl: `unit-months`", "missing"],
    );
    let line = 1 + english
        .lines()
        .position(|line| line.starts_with("page-skip ="))
        .unwrap();
    let wrong = english.replace("page-skip =", "page-skop =");
    refused(
        "de.ftl",
        wrong,
        &[&format!("de.ftl:{line}: `page-skop`"), "did you mean `page-skip`?"],
    );
    refused(
        "de.toml",
        english,
        &["de.toml", "first edition", "list --sentences > de.ftl"],
    );
    place.refuses("report run --language de", &["no language `de`", "shipped: en, ar"]);
}

fn without(page: &str, from: &str, to: &str) -> String {
    let mut pieces = page.split(from);
    let mut text = pieces.next().unwrap().to_owned();
    for piece in pieces {
        text.push_str(from);
        text.push_str(piece.split_once(to).unwrap().1);
    }
    text
}
