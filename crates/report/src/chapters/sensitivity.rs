//! The first screen of a sensitivity analysis.

use super::amounts::{Amount, Estimate, members, title, title_of_input};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::number::{capitalised, percent, readable};
use crate::say;
use analysis::sensitivity::schema::{INDICES_CSV, INPUTS_CSV};
use engine::error::Result;
use engine::model::metrics::Metric;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// Which index the inputs are ranked by: the columns of it and of its interval.
#[derive(Clone, Copy)]
enum Index {
    /// Share of variance with interactions (Sobol).
    Total,
    /// Mean size of effects (Morris).
    Star,
    /// One input at a time.
    Ends,
}

impl Index {
    fn of(indices: &Rows) -> Self {
        let has = |name: &str| indices.header.iter().any(|column| column == name);
        match (has("total"), has("mu_star")) {
            (true, _) => Self::Total,
            (false, true) => Self::Star,
            (false, false) => Self::Ends,
        }
    }

    fn estimate(self, row: Row) -> Estimate {
        let [value, low, high] = match self {
            Self::Total => ["total", "total_low", "total_high"],
            Self::Star => ["mu_star", "mu_star_low", "mu_star_high"],
            Self::Ends => ["difference", "difference_low", "difference_high"],
        }
        .map(|column| row.number(column));
        Estimate::between(value, low, high)
    }
}

/// The first screen of a sensitivity analysis, for `metric` or for its first output.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &StoredResult,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let indices = Rows::read_or_none(result, INDICES_CSV)?;
    let inputs = Rows::read_or_none(result, INPUTS_CSV)?;
    let index = Index::of(&indices);
    let wanted = metric.map(|metric| metric.key());
    let first = indices.iter().next();
    let first: &str = first.as_ref().map_or("", |row| row.text("metric"));
    let output = wanted
        .filter(|key| indices.iter().any(|row| row.text("metric") == *key))
        .unwrap_or(first);
    let name = Metric::from_key(output).map_or(output, |metric| title(metric));
    let mut ranked: Vec<(&str, Estimate)> = indices
        .iter()
        .filter(|row| row.text("metric") == output && row.text("input") != "chance")
        .map(|row| (row.text("input"), index.estimate(row)))
        .filter(|(_, estimate)| estimate.value.is_finite() && estimate.value != 0.0)
        .collect();
    ranked.sort_by(|one, other| other.1.value.abs().total_cmp(&one.1.value.abs()));
    let called = |input: &str| {
        title_of_input(words, input, |member| {
            let row = inputs.iter().find(|row| row.text("input") == member);
            words.term(row.map_or(member, |row| row.text("meaning")))
        })
    };
    let mut findings: Vec<Finding> = ranked
        .iter()
        .take(FINDINGS)
        .map(|(input, estimate)| told(words, index, output, (*input, &called(input)), *estimate))
        .collect();
    let moved = indices
        .iter()
        .filter(|row| row.text("metric") == output && row.text("input") != "chance")
        .count();
    if findings.is_empty() {
        findings.push(finding(say!(words, "sensitivity-nothing", title = name), String::new()));
    }
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(match index {
        Index::Total => say!(words, "sensitivity-intervals_sobol"),
        Index::Star => say!(words, "sensitivity-intervals_morris"),
        Index::Ends => say!(words, "sensitivity-intervals_tornado"),
    }));
    let clear = match ranked.as_slice() {
        [first, ..] if ranked.len() > FINDINGS => {
            let (next, estimate) = ranked[FINDINGS];
            let reaches = estimate.high.abs().max(estimate.low.abs());
            let least = ranked[..FINDINGS].iter().map(|(_, of)| of.low.abs().min(of.high.abs()));
            let least = least.fold(first.1.value.abs(), f64::min);
            match reaches < least {
                true => say!(words, "sensitivity-order_clear", next = called(next)),
                false => say!(words, "sensitivity-order_unclear", next = called(next)),
            }
        }
        _ => String::new(),
    };
    if !clear.is_empty() {
        sure.push(point(clear));
    }
    if moved > ranked.len() {
        let still = moved - ranked.len();
        sure.push(point(say!(words, "sensitivity-no_effect", count = still)));
    }
    Ok(Screen {
        question: vec![Inline::Text(say!(words, "sensitivity-question", title = name))],
        warning: None,
        names: Vec::new(),
        findings,
        sure,
        turns: vec![point(match index {
            Index::Total => say!(words, "sensitivity-turns_sobol"),
            Index::Star => say!(words, "sensitivity-turns_morris"),
            Index::Ends => say!(words, "sensitivity-turns_tornado"),
        })],
    })
}

/// What an index says of an input: its key, and what it is called.
fn told(words: &Catalogue, index: Index, output: &str, (key, input): (&str, &str), of: Estimate) -> Finding {
    let input = capitalised(input);
    let amount = Metric::from_key(output).map(Amount::Of);
    let size = |value: f64| match amount {
        Some(amount) => amount.change(words, value),
        None => readable(value),
    };
    let interval = match (index, amount) {
        (Index::Total, _) | (_, None) => {
            let [low, high] = [of.low, of.high].map(|end| percent(end.clamp(0.0, 1.0)));
            say!(words, "amount-interval", low = low, high = high)
        }
        (_, Some(amount)) => amount.interval(words, of),
    };
    let headline = match index {
        Index::Total => say!(
            words,
            "sensitivity-total",
            input = input,
            share = percent(of.value.clamp(0.0, 1.0)),
            interval = interval,
        ),
        Index::Star => {
            // A size has no direction.
            let amount = amount.unwrap_or(Amount::Plain);
            let [low, high] = [of.low, of.high].map(|end| amount.bare_size(end));
            let interval = say!(words, "amount-interval", low = low, high = high);
            let size = amount.size(words, of.value);
            match of.low > 0.0 {
                true => say!(
                    words,
                    "sensitivity-star",
                    input = input,
                    size = size,
                    interval = interval
                ),
                false => say!(
                    words,
                    "sensitivity-star_untold",
                    input = input,
                    size = size,
                    interval = interval
                ),
            }
        }
        Index::Ends if !of.excludes_zero() => say!(
            words,
            "sensitivity-ends_untold",
            input = input,
            change = size(of.value),
            interval = interval
        ),
        Index::Ends => say!(
            words,
            "sensitivity-ends",
            input = input,
            change = size(of.value),
            interval = interval
        ),
    };
    // Tables and figures have the keys.
    let mut sentences = vec![Inline::Text(say!(words, "sensitivity-key"))];
    for key in members(key) {
        sentences.push(Inline::Text(" ".to_owned()));
        sentences.push(Inline::Term {
            key: key.to_owned(),
            text: key.to_owned(),
        });
    }
    Finding { headline, sentences }
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::text_of;
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn an_input_is_told_in_plain_words_with_each_of_its_keys_behind_them() {
        let of = Estimate {
            error: f64::NAN,
            value: 3.2,
            low: 2.3,
            high: 4.4,
        };
        let input = (
            "us.run_share + china.run_share",
            "share of a run (United States, China)",
        );
        let found = told(english(), Index::Star, "china_lag_months_2030", input, of);
        let said = text_of(&found);
        assert!(
            said.starts_with(
                "Share of a run (United States, China): moves it by 3.2 months on average (95 %: 2.3 to 4.4) |"
            ),
            "{said}"
        );
        let keys: Vec<&str> = found
            .sentences
            .iter()
            .filter_map(|piece| match piece {
                Inline::Term { key, .. } => Some(key.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(keys, ["us.run_share", "china.run_share"]);
    }
}
