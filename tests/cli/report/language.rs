//! Another language: every word of a page is in it, or is data.

use detente::model::metrics::Metric;
use detente::model::series::Series;
use detente::scenario::load::cards::read_cards;
use detente::scenario::shipped::parameters;

use super::*;

/// The file of sentences in a language of which every letter is foreign: what is still in English on a page did not come from the
/// catalogue.
fn foreign(english: &str) -> String {
    let mut text = String::new();
    for line in english.lines() {
        let (mut inside_text, mut inside_slot) = (false, false);
        let line = if line.starts_with('#') { "" } else { line };
        // A word of the data is named by what it is in English.
        let (name, line) = match line.starts_with('"') {
            true => line.split_at(line.find("\" = ").unwrap() + 4),
            false => ("", line),
        };
        text.push_str(name);
        let mut letters = line.chars();
        while let Some(letter) = letters.next() {
            match letter {
                '\\' => {
                    text.push(letter);
                    text.extend(letters.next());
                    continue;
                }
                '"' => inside_text = !inside_text,
                '{' if inside_text => inside_slot = true,
                '}' if inside_text => inside_slot = false,
                _ => {}
            }
            text.push(match inside_text && !inside_slot && letter.is_ascii_alphabetic() {
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
    const SAID: [&str; 5] = ["findings", "precision", "parameters_toml", "meaning", "unit"];
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
    one_spaced(&all.replace(|letter: char| "_-./`+".contains(letter) || letter.is_ascii_digit(), " "))
}

fn one_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
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
    place.write("xx.toml", foreign(&english));
    let mut strange = Vec::new();
    place.succeeds("validate --runs 16 --quiet --out history");
    for folder in KINDS.into_iter().map(|(folder, _)| folder).chain(["history"]) {
        if folder != "history" {
            make(&place, folder);
        }
        place.succeeds(&format!("report {folder} --language xx.toml --no-hindcast"));
        let page = place.read(&format!("{folder}-report.html"));
        check_page(&page);
        assert!(page.contains("<html lang=\"xx\">"));
        let known = data_of(&place.path(folder));
        for piece in all_words(&page) {
            for part in piece.split(|letter: char| {
                !letter.is_ascii() || letter.is_ascii_digit() || ",;:?`()[]./\"'+-=<>*\\|%".contains(letter)
            }) {
                let part = one_spaced(&part.replace('_', " "));
                let is_word = part
                    .split(' ')
                    .any(|word| word.chars().filter(char::is_ascii_alphabetic).count() > 2);
                if is_word && !known.contains(&part) {
                    strange.push(format!("{folder}: `{part}` of `{piece}`"));
                }
            }
        }
    }
    strange.dedup();
    assert!(strange.is_empty(), "in no catalogue:\n{}", strange.join("\n"));
    let missing = foreign(&english)
        .lines()
        .filter(|line| !line.starts_with("skip"))
        .collect::<Vec<_>>()
        .join("\n");
    place.write("short.toml", missing);
    place.refuses(
        "report run --language short.toml",
        &["short.toml", "page.skip", "missing"],
    );
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
