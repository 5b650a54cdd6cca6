//! What is to be said of the histories that a scenario's worlds come from.

use crate::catalogue::{Catalogue, english};
use analysis::titles::sentences;
use engine::scenario::Scenario;
use engine::scenario::fit::Fit;
use results::message;
use results::message::Text;

/// Fewer histories than this are said to be few.
const FEW: u64 = 200;

/// Whether and how the worlds of a scenario agree with the record, in a sentence or two; nothing of one without histories.
pub fn conditioning(scenario: &Scenario) -> Option<Text> {
    conditioning_of(scenario, scenario.runs)
}

/// The same where the answer rests on this many worlds of the scenario.
pub fn conditioning_of(scenario: &Scenario, worlds: u64) -> Option<Text> {
    let table = scenario.histories.as_deref()?;
    let (rows, provenance) = (table.rows() as u64, &table.provenance);
    let histories = message!("conditioning-histories", count = rows, table = &table.name);
    // Worlds beyond the histories repeat pasts: an outcome that the past decides is known as well as from so many worlds as there are
    // histories, one that chance decides later on as well as from all.
    let shared = (worlds > rows).then(|| message!("conditioning-shared", low = rows, high = worlds));
    let within = |shared| message!("conditioning-within", histories = histories.clone(), shared = shared);
    let beside = |shared| message!("conditioning-beside", histories = histories.clone(), shared = shared);
    let said = match table.fit(scenario) {
        Fit::Made => message!(
            "conditioning-agree",
            count = provenance.facts,
            until = provenance.until.to_string(),
            histories = shared.map_or_else(|| histories.clone(), within),
        ),
        Fit::OtherModel => message!(
            "conditioning-other_model",
            histories = shared.map_or_else(|| histories.clone(), beside),
        ),
        Fit::OtherVersion => message!(
            "conditioning-other_version",
            histories = shared.map_or_else(|| histories.clone(), beside),
            version = &provenance.version,
        ),
    };
    let few = (rows < FEW).then(|| message!("conditioning-few", effective = rows));
    sentences(std::iter::once(said).chain(few))
}

/// The sentences in a language; nothing of one that an earlier build left in words of English, which has no place in another language.
pub fn in_words(words: &Catalogue, said: &Text) -> Option<String> {
    match said {
        Text::Plain(_) if words.language() != english().language() => None,
        said => Some(words.word(said)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::of_language;
    use engine::scenario::fit::model_of;
    use engine::scenario::histories::{Histories, Layout, Provenance};
    use engine::scenario::load::{Conditioning, Request};
    use engine::scenario::shipped;
    use engine::scenario::time::Month;
    use std::sync::Arc;

    fn said_in(words: &Catalogue, rows: usize, runs: u64, set: &str) -> Option<String> {
        let mut request = Request {
            conditioning: Some(Conditioning::Prior),
            ..shipped::request("baseline").unwrap()
        };
        let made_for = shipped::load(&request).unwrap();
        request.set.extend((!set.is_empty()).then(|| set.to_owned()));
        request.runs = Some(runs);
        let layout = Layout::reaching(24, 4);
        let provenance = Provenance {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            scenario: "baseline".to_owned(),
            until: Month(23),
            facts: 12,
            sweeps: 0,
            model: model_of(&made_for),
        };
        let rows = vec![(vec![0; layout.width()], 0.0); rows];
        let table = Histories::new("mine.csv".to_owned(), 1, layout, provenance, &rows);
        let said = conditioning(&Scenario {
            histories: (rows.len() > 1).then(|| Arc::new(table)),
            ..shipped::load(&request).unwrap()
        })?;
        assert_eq!(words.check(&said), Ok(()));
        in_words(words, &said)
    }

    fn said(rows: usize, runs: u64, set: &str) -> Option<String> {
        said_in(english(), rows, runs, set)
    }

    #[test]
    fn it_is_said_whether_worlds_agree_with_the_record() {
        assert_eq!(said(1, 10, ""), None);
        let made = said(1500, 1500, "").unwrap();
        assert_eq!(
            made,
            "Worlds agree with 12 facts recorded until 2024-12 (1,500 histories of `mine.csv`)."
        );
        assert_eq!(
            said(1500, 15_000, "").unwrap(),
            "Worlds agree with 12 facts recorded until 2024-12 (1,500 histories of `mine.csv`, as good as 1,500 to 15,000 independent worlds)."
        );
        assert!(said(150, 10_000, "").unwrap().contains("effective number 150"));
        let other = said(1500, 10, "mechanisms.rally=false").unwrap();
        assert!(
            other.contains("need not agree") && other.contains("detente condition"),
            "{other}"
        );
    }

    #[test]
    fn it_is_said_in_any_language_but_not_quoted_in_another() {
        let arabic = of_language("ar").unwrap();
        for set in ["", "mechanisms.rally=false"] {
            let said = said_in(&arabic, 150, 10_000, set).unwrap();
            // Left as they are written: the name of the table, the command and its option.
            let strange = said.split(|letter: char| !letter.is_ascii_alphabetic() && letter != '-');
            let strange: Vec<&str> = strange.filter(|word| word.len() > 1).collect();
            let known = ["mine", "csv", "detente", "condition", "--histories"];
            assert!(strange.iter().all(|word| known.contains(word)), "{strange:?}");
            for number in ["150", "10,000"] {
                assert!(said.contains(number), "{said}");
            }
        }
        let old = Text::from("Worlds agree with 12 facts.");
        assert_eq!(in_words(&arabic, &old), None);
        assert_eq!(
            in_words(english(), &old).as_deref(),
            Some("Worlds agree with 12 facts.")
        );
    }
}
