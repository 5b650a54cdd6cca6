//! What is to be said of the histories that a scenario's worlds come from.

use engine::scenario::Scenario;
use engine::scenario::fit::Fit;
use results::number::thousands;

/// Fewer histories than this are said to be few.
const FEW: usize = 200;

/// Whether and how the worlds of a scenario agree with the record, in a sentence or two; nothing of one without histories.
pub fn conditioning(scenario: &Scenario) -> Option<String> {
    conditioning_of(scenario, scenario.runs)
}

/// The same where the answer rests on this many worlds of the scenario.
pub fn conditioning_of(scenario: &Scenario, worlds: u64) -> Option<String> {
    let table = scenario.histories.as_deref()?;
    let (rows, provenance) = (table.rows(), &table.provenance);
    let histories = format!("{} histories of `{}`", thousands(rows as f64), table.name);
    // Worlds beyond the histories repeat pasts: an outcome that the past decides is known as well as from so many worlds as there are
    // histories, one that chance decides later on as well as from all.
    let shared = (worlds > rows as u64).then(|| {
        let worlds = [rows as f64, worlds as f64].map(thousands);
        format!("as good as {} to {} independent worlds", worlds[0], worlds[1])
    });
    let mut text = match table.fit(scenario) {
        Fit::Made => format!(
            "Worlds agree with {} facts recorded until {} ({histories}{}).",
            provenance.facts,
            provenance.until,
            shared.map_or_else(String::new, |shared| format!(", {shared}")),
        ),
        Fit::OtherModel => format!(
            "Worlds keep parameters and luck of the {histories}{}, which were made for other parameter cards or mechanisms: under these they \
             need not agree with the record. `detente condition` with the same options makes a table that does, for --histories.",
            shared.map_or_else(String::new, |shared| format!(" ({shared})")),
        ),
        Fit::OtherVersion => format!(
            "Worlds keep parameters and luck of the {histories}{}, which were made by version {}: under the equations of this one they need not \
             agree with the record.",
            shared.map_or_else(String::new, |shared| format!(" ({shared})")),
            provenance.version
        ),
    };
    if rows < FEW {
        text.push_str(&format!(
            " So few histories know parameters roughly: effective number {rows}."
        ));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::fit::model_of;
    use engine::scenario::histories::{Histories, Layout, Provenance};
    use engine::scenario::load::{Conditioning, Request};
    use engine::scenario::shipped;
    use engine::scenario::time::Month;
    use std::sync::Arc;

    fn said(rows: usize, runs: u64, set: &str) -> Option<String> {
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
        conditioning(&Scenario {
            histories: (rows.len() > 1).then(|| Arc::new(table)),
            ..shipped::load(&request).unwrap()
        })
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
}
