//! The first screen of a run.

use super::amounts::{Amount, title};
use super::influence;
use super::method::title_of_scenario;
use super::rows::Rows;
use super::screen::{FINDINGS, Screen, finding, point, worlds};
use crate::error::Result;
use crate::model::metrics::{Kind, Metric};
use crate::numeric::statistics::NORMAL_95;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::headlines::{Headlines, MetricSpread};
use crate::report::manifest::RunRecord;
use crate::report::number::{percent, readable, year};
use crate::report::precision::PRECISION_CSV;
use crate::say;

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
pub fn screen(words: &Catalogue, result: &Finished, record: &RunRecord, metric: Option<Metric>) -> Result<Screen> {
    let precision = Rows::read_or_none(result, PRECISION_CSV)?;
    let main = metric.unwrap_or(MAIN);
    let wanted = std::iter::once(main).chain(NEXT.into_iter().filter(|next| *next != main));
    let findings: Vec<Finding> = wanted
        .filter_map(|metric| one(words, record, &precision, metric))
        .take(FINDINGS)
        .collect();
    let headlines = &record.headlines;
    let mut sure = worlds(words, headlines.worlds, headlines.failed);
    sure.push(point(match record.enough_worlds {
        true => say!(words, "run.enough"),
        false => say!(words, "run.not_enough"),
    }));
    sure.push(point(say!(words, "run.covers")));
    let question = say!(words, "run.question", end = &headlines.last_month);
    Ok(Screen {
        question: vec![
            Inline::Data(title_of_scenario(&record.scenario_toml)),
            Inline::Text(format!(": {question}")),
        ],
        names: Vec::new(),
        findings,
        sure,
        turns: influence::of_run(words, result, main, title(main)),
    })
}

/// 1.96 standard errors of a figure; `None` where they are not known.
fn margin(precision: &Rows, metric: Metric, statistic: &str) -> Option<f64> {
    let row = precision
        .iter()
        .find(|row| row.text("metric") == metric.key() && row.text("statistic") == statistic)?;
    Some(NORMAL_95 * row.number("se")).filter(|margin| margin.is_finite())
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
        "run.number",
        title = title(metric),
        median = amount.value(words, spread.p50.0),
        range = amount.range(words, spread.p05.0, spread.p95.0),
    );
    let middle = amount.range(words, spread.p25.0, spread.p75.0);
    let known = match margin(precision, metric, "p50") {
        // The median of whole numbers, or of very many worlds, is known to more figures than anyone reads.
        Some(margin) if margin < 1e-3 * spread.p50.0.abs() => say!(words, "run.median_fixed"),
        Some(margin) => say!(words, "run.median_known", margin = plus_minus(words, metric, margin)),
        None => say!(words, "run.median_unknown"),
    };
    finding(
        headline,
        format!("{} {known}", say!(words, "run.middle", range = middle)),
    )
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
        "run.happens",
        title = title(metric),
        share = percent(1.0 - never),
        interval = interval_of_share(words, 1.0 - never, margin(precision, metric, "never")),
        end = end,
    );
    let sentence = match spread.p50.0.is_finite() {
        true => say!(
            words,
            "run.happens_when",
            median = amount.value(words, spread.p50.0),
            range = amount.range(words, spread.p05.0, spread.p95.0),
        ),
        false if spread.p05.0.is_infinite() => say!(words, "run.happens_seldom"),
        false => say!(
            words,
            "run.happens_rarely",
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
    let margin = |who: &str| margin(precision, Metric::ThresholdFirst, who);
    let [us_interval, china_interval] =
        [(us, margin("us")), (china, margin("china"))].map(|(share, margin)| interval_of_share(words, share, margin));
    let headline = say!(
        words,
        "run.threshold",
        us = percent(us),
        china = percent(china),
        nobody = percent(nobody)
    );
    let sentence = say!(
        words,
        "run.threshold_known",
        us_interval = us_interval,
        china_interval = china_interval,
    );
    Some(finding(headline, sentence))
}

/// `95 %: 27 % to 35 %`, or that it is not known.
fn interval_of_share(words: &Catalogue, share: f64, margin: Option<f64>) -> String {
    match margin {
        Some(margin) => {
            let ends = [share - margin, share + margin].map(|end| percent(end.clamp(0.0, 1.0)));
            say!(words, "amount.interval", low = &ends[0], high = &ends[1])
        }
        None => say!(words, "amount.no_interval"),
    }
}

/// Half of an interval in the unit of the metric; of a share in percentage points.
fn plus_minus(words: &Catalogue, metric: Metric, margin: f64) -> String {
    match metric.unit() {
        "share" => percent(margin),
        "ratio" | "score" | "index" | "year" => readable(margin),
        unit => say!(words, "figure.quantity", number = readable(margin), unit = unit),
    }
}
