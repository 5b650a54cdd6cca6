//! The first screen of a run.

use super::amounts::{Amount, interval_of_share, of_mean, title};
use super::influence;
use super::method::title_of_scenario;
use super::rows::Rows;
use super::screen::{FINDINGS, Screen, about, finding, point, too_few, worlds};
use crate::catalogue::Catalogue;
use crate::document::{Finding, Inline};
use crate::figures::moment;
use crate::number::{percent, readable, year};
use crate::say;
use analysis::run::schema::PRECISION_CSV;
use engine::error::Result;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::time::Month;
use results::store::headlines::{Headlines, MetricSpread};
use results::store::manifest::RunRecord;
use results::store::stored::StoredResult;

/// What a run is asked about where nothing else is said.
pub const MAIN: Metric = Metric::LagMonths2030;
/// What else a reader wants to know first, in this order.
const NEXT: [Metric; 4] = [
    Metric::ThresholdFirst,
    Metric::SelfSufficiencyYear,
    Metric::WorldRaceCost,
    Metric::ComputeRatio2030,
];

/// The first screen of a run; `metric` comes first if one was asked for.
///
/// # Errors
/// A table cannot be read.
pub fn screen(words: &Catalogue, result: &StoredResult, record: &RunRecord, metric: Option<Metric>) -> Result<Screen> {
    let precision = Rows::read_or_none(result, PRECISION_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let wanted = std::iter::once(main).chain(NEXT.into_iter().filter(|next| *next != main));
    let findings: Vec<Finding> = wanted
        .filter_map(|metric| Some(about(one(words, record, &precision, metric)?, metric)))
        .take(FINDINGS)
        .collect();
    let headlines = &record.headlines;
    let mut sure = worlds(words, headlines.worlds, headlines.failed);
    sure.push(point(match record.enough_worlds {
        true => say!(words, "run-enough"),
        false => say!(words, "run-not_enough"),
    }));
    sure.push(point(say!(words, "run-covers")));
    Ok(Screen {
        question: vec![
            Inline::Data(title_of_scenario(&record.scenario_toml)),
            Inline::Text(format!(". {}", asked(words, record))),
        ],
        warning: too_few(words, headlines.worlds),
        names: Vec::new(),
        findings,
        sure,
        turns: influence::of_run(words, result, main, title(main)),
    })
}

/// What is asked of the scenario.
pub fn asked(words: &Catalogue, record: &RunRecord) -> String {
    let last = &record.headlines.last_month;
    let end = Month::parse(last).map_or_else(|| last.clone(), |month| words.word(&moment(month.end_year())));
    say!(words, "run-question", end = end)
}

/// Half of the 95 % interval of a figure; `None` where it is not known.
fn margin(precision: &Rows, metric: Metric, statistic: &str, worlds: u64) -> Option<f64> {
    let row = precision
        .iter()
        .find(|row| row.text("metric") == metric.key() && row.text("statistic") == statistic)?;
    let of = of_mean(0.0, row.number("se"), worlds);
    Some(of.high).filter(|margin| margin.is_finite())
}

fn one(words: &Catalogue, record: &RunRecord, precision: &Rows, metric: Metric) -> Option<Finding> {
    let headlines = &record.headlines;
    if metric == Metric::ThresholdFirst {
        return first_past(words, headlines, precision);
    }
    let spread = headlines.metrics.iter().find(|spread| spread.metric == metric.key())?;
    if spread.worlds == 0 || spread.p50.0.is_nan() {
        return None;
    }
    Some(match metric.kind() {
        Kind::Year | Kind::NumberOrNever => happens(words, metric, spread, headlines, precision),
        Kind::Number | Kind::Who => number(words, metric, spread, precision),
    })
}

/// A number: its median, where nine of ten worlds lie, how well the median is known.
fn number(words: &Catalogue, metric: Metric, spread: &MetricSpread, precision: &Rows) -> Finding {
    let amount = Amount::Of(metric);
    let headline = say!(
        words,
        "run-number",
        title = title(metric),
        median = amount.value(words, spread.p50.0),
        range = amount.range(words, spread.p05.0, spread.p95.0),
    );
    let middle = amount.range(words, spread.p25.0, spread.p75.0);
    let median = spread.p50.0;
    let known = match margin(precision, metric, "p50", spread.worlds) {
        Some(margin) => {
            let mut ends = [median - margin, median + margin];
            if is_whole(spread) {
                // A median of whole numbers is one of them.
                ends = ends.map(f64::round);
            }
            match amount.range(words, ends[0], ends[1]) {
                _ if ends[0] == ends[1] => say!(words, "run-median_whole"),
                range => say!(words, "run-median_known", range = range),
            }
        }
        None => say!(words, "run-median_unknown"),
    };
    finding(
        headline,
        format!("{} {known}", say!(words, "run-middle", range = middle)),
    )
}

/// Whether a metric comes in whole numbers, as far as its percentiles show.
fn is_whole(spread: &MetricSpread) -> bool {
    let points = [spread.p05, spread.p25, spread.p50, spread.p75, spread.p95];
    spread.unit == "months" && points.iter().all(|point| point.0.fract() == 0.0)
}

/// Something that may not happen: in how many worlds it does, and when.
fn happens(
    words: &Catalogue,
    metric: Metric,
    spread: &MetricSpread,
    headlines: &Headlines,
    precision: &Rows,
) -> Finding {
    let amount = Amount::Of(metric);
    let end = headlines.last_month.get(..4).unwrap_or(&headlines.last_month);
    let never = spread.never_share.0;
    let headline = say!(
        words,
        "run-happens",
        title = title(metric),
        share = percent(1.0 - never),
        interval = interval_of_share(words, 1.0 - never, margin(precision, metric, "never", spread.worlds)),
        end = end,
    );
    let sentence = match spread.p50.0.is_finite() {
        true => say!(
            words,
            "run-happens_when",
            median = amount.value(words, spread.p50.0),
            range = amount.range(words, spread.p05.0, spread.p95.0),
        ),
        false if spread.p05.0.is_infinite() => say!(words, "run-happens_seldom"),
        false => say!(
            words,
            "run-happens_rarely",
            earliest = match metric.kind() {
                Kind::Year => year(spread.p05.0),
                _ => readable(spread.p05.0),
            },
        ),
    };
    finding(headline, sentence)
}

fn first_past(words: &Catalogue, headlines: &Headlines, precision: &Rows) -> Option<Finding> {
    let [us, china, nobody] = [
        headlines.threshold_first_us_share.0,
        headlines.threshold_first_china_share.0,
        headlines.threshold_first_nobody_share.0,
    ];
    if nobody.is_nan() {
        return None;
    }
    let [us_interval, china_interval, nobody_interval] =
        [("us", us), ("china", china), ("nobody", nobody)].map(|(who, share)| {
            let margin = margin(precision, Metric::ThresholdFirst, who, headlines.worlds);
            interval_of_share(words, share, margin)
        });
    let headline = say!(
        words,
        "run-threshold",
        us = percent(us),
        china = percent(china),
        nobody = percent(nobody)
    );
    let sentence = say!(
        words,
        "run-threshold_known",
        us_interval = us_interval,
        china_interval = china_interval,
        nobody_interval = nobody_interval,
    );
    Some(finding(headline, sentence))
}

#[cfg(test)]
mod tests {
    use super::super::screen::tests::text_of;
    use super::*;
    use crate::catalogue::english;
    use results::store::headlines::Reading;

    fn said(points: [f64; 5], error: f64) -> String {
        let [p05, p25, p50, p75, p95] = points.map(Reading);
        let spread = MetricSpread {
            metric: MAIN.key().to_owned(),
            unit: MAIN.unit().to_owned(),
            meaning: String::new(),
            worlds: 1000,
            never_share: Reading(0.0),
            mean: p50,
            p05,
            p25,
            p50,
            p75,
            p95,
        };
        let precision = Rows::of(&format!("metric,statistic,se\n{},p50,{error}", MAIN.key()));
        text_of(&number(english(), MAIN, &spread, &precision))
    }

    #[test]
    fn the_median_of_whole_months_has_whole_ends_and_others_three_figures() {
        let whole = [6.0, 11.0, 14.0, 18.0, 22.0];
        assert!(said(whole, 0.35).contains("(95 %): 13 to 15."));
        assert!(said(whole, 0.046).contains("no other whole month as the median"));
        assert!(said([6.5, 11.0, 14.0, 18.0, 22.0], 0.046).contains("(95 %): 13.9 to 14.1."));
        assert!(said(whole, f64::NAN).contains("cannot be said"));
    }
}
