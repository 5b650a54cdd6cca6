//! Cells of the tables of a result as a reader sees them.

use super::rows::{Row, number, shown};
use crate::catalogue::{Catalogue, Fill};
use crate::document::{Cell, ColumnKind};
use crate::number::{with_minus_signs, year};
use crate::robust::pictures::called;
use crate::say;
use analysis::robust::criteria::Criterion;
use analysis::titles::title_of_key;
use engine::model::metrics::Metric;

/// Whether a cell stands in a column of numbers.
pub fn is_number(cell: &str) -> bool {
    matches!(cell, "" | "never" | "-never" | "inf" | "-inf" | "identical") || cell.parse::<f64>().is_ok()
}

/// A cell: numbers to three figures, years as years; names of metrics and inputs with their entry of the glossary.
pub fn cell(words: &Catalogue, row: &Row, name: &str, kind: ColumnKind) -> Cell {
    let text = row.text(name);
    if let Some(said) = in_words(words, name, text) {
        return Cell::words(said);
    }
    if matches!(name, "metric" | "input" | "parameter") {
        // A goal: `us_payoff:more`.
        let text = text.split(':').next().unwrap_or(text);
        return Cell::words(words.word(&title_of_key(text))).defined(text);
    }
    match kind {
        ColumnKind::Words => Cell::words(with_minus_signs(text)),
        ColumnKind::Numbers => {
            let value = number(text);
            // In a table of inputs the unit is that of the input, and the metric has its own.
            let metric = Metric::from_key(row.text("metric"))
                .filter(|_| row.text("input").is_empty() || !name.starts_with("input"));
            let unit = metric.map_or(row.text("unit"), |metric| metric.unit());
            let is_calendar = (1900.0..2200.0).contains(&value) && unit == "year";
            Cell::number(if is_calendar { year(value) } else { shown(text) }, value)
        }
    }
}

/// What stands as a key in a cell, in words; `None` where the text is not one.
fn in_words(words: &Catalogue, name: &str, text: &str) -> Option<String> {
    Some(match (name, text) {
        ("criterion", key) => {
            let criterion = Criterion::ALL.into_iter().find(|criterion| criterion.key() == key)?;
            words.fill(&called(criterion))
        }
        ("quantity" | "statistic", "restricted_mean") => say!(words, "cell-restricted_mean"),
        ("quantity" | "statistic", "never") => say!(words, "cell-never"),
        ("better_for", "us: more") => say!(words, "cell-us_more"),
        ("better_for", "us: less") => say!(words, "cell-us_less"),
        ("better_for", "china: more") => say!(words, "cell-china_more"),
        ("better_for", "china: less") => say!(words, "cell-china_less"),
        ("better_for", "world: more") => say!(words, "cell-world_more"),
        ("better_for", "world: less") => say!(words, "cell-world_less"),
        ("better_for", "-") => say!(words, "cell-no_agreement"),
        ("side" | "leader", "us") => say!(words, "side-us"),
        ("side" | "leader", "china") => say!(words, "side-china"),
        ("verdict", "always") => say!(words, "figure-game-always"),
        ("verdict", "only_unanswered") => say!(words, "figure-game-only_unanswered"),
        ("verdict", "only_answered") => say!(words, "figure-game-only_answered"),
        ("verdict", "never") => say!(words, "figure-game-does_not"),
        ("verdict", "answered") => say!(words, "figure-game-answered"),
        ("verdict", "not_answered") => say!(words, "figure-game-not_answered"),
        ("verdict", "unanswered") => say!(words, "figure-game-unanswered"),
        ("verdict", "not_unanswered") => say!(words, "figure-game-not_unanswered"),
        ("verdict" | "survival", "unknown") => say!(words, "cell-unknown"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::rows::Rows;
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn keys_in_cells_are_said_in_words() {
        let words = english();
        let said = |name, text| in_words(words, name, text);
        assert_eq!(said("better_for", "us: more").unwrap(), "United States: more");
        assert_eq!(
            said("quantity", "restricted_mean").unwrap(),
            "mean, never as the end of the horizon"
        );
        assert_eq!(said("criterion", "regret_90").unwrap(), "90th-percentile regret");
        assert_eq!((said("quantity", "mean"), said("policy", "us")), (None, None));
        for criterion in Criterion::ALL {
            assert!(said("criterion", criterion.key()).is_some_and(|words| !words.contains('_')));
        }
    }

    /// In a table of a sensitivity analysis the unit is that of the input.
    #[test]
    fn a_year_of_the_metric_is_a_year_beside_an_input_of_another_unit() {
        let rows = Rows::of("metric,input,unit,input_high,at_low\nchina_chip_parity_year,us.x,share,2030,2035.26");
        let row = rows.iter().next().unwrap();
        let text = |name| cell(english(), &row, name, ColumnKind::Numbers).shown;
        assert_eq!(
            (text("at_low").as_str(), text("input_high").as_str()),
            ("2035.3", "2,030")
        );
    }
}
