//! The first screen of a value-of-information analysis.

use super::amounts::{Amount, Estimate, of_mean, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, about, called, finding, names, point, too_few, worlds};
use crate::catalogue::{Catalogue, Fill};
use crate::document::{Finding, Inline};
use crate::number::{percent, readable};
use crate::phrases::span;
use crate::say;
use crate::voi::interval_of_worth;
use analysis::voi::schema::{INFORMATION_CSV, POLICIES_CSV};
use engine::error::Result;
use engine::model::metrics::Metric;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// The first screen of a value-of-information analysis.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &StoredResult, record: &ExperimentRecord) -> Result<Screen> {
    let policies = Rows::read_or_none(result, POLICIES_CSV)?;
    let information = Rows::read_or_none(result, INFORMATION_CSV)?;
    // `china_lag_months_2030:more`.
    let goal = record.specification.split(':').next();
    let metric = goal.and_then(Metric::from_key);
    let mut findings: Vec<Finding> = Vec::new();
    findings.extend(best(words, record, &policies, metric).map(|finding| about(finding, metric)));
    let worlds_each = worlds_of(record);
    let mut worth: Vec<Row> = information
        .iter()
        .filter(|row| row.text("worth") == "yes" && is_study(row))
        .collect();
    worth.sort_by(|one, other| other.number("held_out").total_cmp(&one.number("held_out")));
    match worth.first() {
        Some(first) => findings.push(finding(
            say!(
                words,
                "value-first",
                name = first.text("name"),
                value = known(words, metric, worth_of(first, worlds_each)),
            ),
            say!(
                words,
                "value-changes",
                share = percent(first.number("changes")),
                source = first.text("source"),
            ),
        )),
        None => findings.extend(largest(&information).map(|row| {
            let value = known(words, metric, worth_of(&row, worlds_each));
            finding(
                say!(words, "value-nothing"),
                say!(words, "value-nothing_means", name = row.text("name"), value = value),
            )
        })),
    }
    findings.extend(information.iter().find(|row| row.text("kind") == "total").map(|row| {
        let of = of_mean(row.number("value"), row.number("value_se"), worlds_each);
        // Who knows everything loses in no world.
        let low = of.low.max(0.0);
        finding(
            say!(
                words,
                "value-perfect",
                value = known(words, metric, Estimate { low, ..of })
            ),
            say!(words, "value-perfect_means"),
        )
    }));
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(say!(words, "value-covers")));
    let turns = match worth.as_slice() {
        [] => vec![point(say!(words, "value-no_turns"))],
        all => all
            .iter()
            .take(FINDINGS)
            .map(|row| {
                let share = percent(row.number("changes"));
                let mut line = point(say!(words, "value-turn", name = row.text("name"), share = share));
                line.push(Inline::Term {
                    key: row.text("name").to_owned(),
                    text: String::new(),
                });
                line
            })
            .collect(),
    };
    Ok(Screen {
        question: vec![Inline::Text(asked(words, record))],
        warning: too_few(words, worlds_of(record)),
        names: names(record),
        findings,
        sure,
        turns,
    })
}

/// Whether a row is about something that a study may find out.
fn is_study(row: &Row) -> bool {
    matches!(row.text("kind"), "parameter" | "correlated" | "group")
}

/// The largest gain, told from nothing or not.
fn largest(information: &Rows) -> Option<Row<'_>> {
    information
        .iter()
        .filter(|row| is_study(row) && row.number("held_out").is_finite())
        .max_by(|one, other| one.number("held_out").total_cmp(&other.number("held_out")))
}

/// The policy that comes first on the mean, and the one behind it. It is called the best only where every other one is told from it.
fn best(words: &Catalogue, record: &ExperimentRecord, policies: &Rows, metric: Option<Metric>) -> Option<Finding> {
    let best = policies.iter().find(|row| row.text("is_best") == "yes")?;
    let worlds = worlds_of(record);
    let mean = of_mean(best.number("mean"), best.number("mean_se"), worlds);
    let mean = metric.map_or_else(|| readable(mean.value), |metric| Amount::Of(metric).known(words, mean));
    // Differences are in payoff: of a metric of which less is wanted the other way round.
    let is_less = record.specification.ends_with(":less");
    let behind = |row: &Row| of_mean(row.number("difference"), row.number("difference_se"), worlds);
    let others = || policies.iter().filter(|row| row.text("is_best") != "yes");
    let name = called(words, record, best.text("policy"));
    let metric_title = metric.map_or("", title);
    let Some(next) = others().max_by(|one, other| behind(one).high.total_cmp(&behind(other).high)) else {
        let headline = say!(words, "value-best", policy = name, mean = mean, metric = metric_title);
        return Some(finding(headline, say!(words, "value-only")));
    };
    let gap = behind(&next);
    let is_told = gap.high < 0.0;
    let gap = if is_less { gap.negated() } else { gap };
    let headline = say!(
        words,
        match is_told {
            true => "value-best",
            false => "value-first_untold",
        },
        policy = name,
        mean = mean,
        metric = metric_title
    );
    let policy = called(words, record, next.text("policy"));
    let [share, tied] = ["best_share", "tied_share"].map(|column| best.number(column));
    let (share, tied) = (percent(share), percent(if tied.is_nan() { 0.0 } else { tied }));
    let amount = metric.map_or(Amount::Plain, Amount::Of);
    let (gap, interval) = (amount.change(words, gap.value), amount.interval(words, gap));
    let sentence = say!(
        words,
        match is_told {
            true => "value-next",
            false => "value-next_untold",
        },
        policy = policy,
        gap = gap,
        interval = interval,
        share = share,
        tied = tied
    );
    Some(finding(headline, sentence))
}

/// Worlds under each policy.
fn worlds_of(record: &ExperimentRecord) -> u64 {
    record.worlds / (record.cases.len() as u64).max(1)
}

/// What it is worth to know what a row is about.
fn worth_of(row: &Row, worlds: u64) -> Estimate {
    let of = |column: &str| (row.number(column), row.number(&format!("{column}_se")));
    interval_of_worth(of("held_out"), of("value"), worlds)
}

/// `0.12 (95 %: 0.08 to 0.16)` in the unit of the metric.
fn known(words: &Catalogue, metric: Option<Metric>, of: Estimate) -> String {
    let interval = match of.low.is_finite() && of.high.is_finite() {
        true => say!(
            words,
            "amount-interval",
            low = readable(of.low),
            high = readable(of.high)
        ),
        false => say!(words, "amount-no_interval"),
    };
    let value = words.fill(&span(of.value, metric.map_or("score", Metric::unit)));
    say!(words, "amount-known", value = value, interval = interval)
}

/// What was asked.
pub fn asked(words: &Catalogue, record: &ExperimentRecord) -> String {
    let cases = record.cases.iter();
    let policies: Vec<String> = cases.map(|case| called(words, record, &case.name)).collect();
    say!(words, "value-asked", policies = policies.join(", "))
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::{record, text_of};
    use super::*;
    use crate::catalogue::english;

    fn said(error: f64, goal: &str) -> String {
        let policies = Rows::of(&format!(
            "policy,metric,mean,mean_se,difference,difference_se,best_share,tied_share,is_best
             none,,13,1,-2,{error},0.2,0.3,
             treaty,,15,1,0,0,0.5,0.3,yes"
        ));
        let experiment = ExperimentRecord {
            specification: format!("china_lag_months_2030:{goal}"),
            ..record(&[("none", "Baseline"), ("treaty", "A treaty")])
        };
        let metric = Some(Metric::LagMonths2030);
        text_of(&best(english(), &experiment, &policies, metric).unwrap())
    }

    #[test]
    fn a_policy_is_called_best_only_where_the_next_is_told_from_it() {
        let told = said(0.5, "more");
        assert!(
            told.contains("“A treaty” is best on average, with 15 months (95 %: 13 to 17)"),
            "{told}"
        );
        assert!(
            told.contains("Next is “Baseline”, −2 months against the first (95 %: −2.99 to −1.01)"),
            "{told}"
        );
        assert!(
            told.contains("the best in 50 % of the worlds, together with another in 30 %"),
            "{told}"
        );
        let untold = said(2.0, "more");
        assert!(
            untold.contains("No policy is known to be best on average; “A treaty” comes first"),
            "{untold}"
        );
        assert!(
            untold.contains("cannot be told from it: −2 months against the first (95 %: −5.97 to +1.97)"),
            "{untold}"
        );
    }

    /// As the figure of the ranking draws it: the lower end is that of the held-out value, the upper one that of the regression.
    #[test]
    fn what_a_study_is_worth_has_the_interval_of_its_figure_which_may_begin_below_zero() {
        let rows = Rows::of("name,held_out,held_out_se,value,value_se\nx,0.1,0.2,0.3,0.1");
        let row = rows.iter().next().unwrap();
        let text = known(english(), Some(Metric::LagMonths2030), worth_of(&row, 1_000_000));
        assert_eq!(text, "0.1 months (95 %: −0.292 to 0.496)");
    }

    #[test]
    fn where_less_is_wanted_what_is_behind_has_more() {
        assert!(said(0.5, "less").contains("Next is “Baseline”, +2 months against the first (95 %: +1.01 to +2.99)"));
    }
}
