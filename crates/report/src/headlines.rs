//! What a run says in short: the spread of each metric over the worlds, and the lines printed at its end.

use std::fmt::Write as _;

use crate::number::{counted, percent, readable, year};
use engine::ensemble::{LEAD_BY, Summary};
use engine::model::metrics::{Kind, Metric};
use engine::scenario::time::Month;
use results::store::headlines::{Headlines, MetricSpread, Reading};

/// The summary of an ensemble over `months` months.
pub fn headlines(summary: &Summary, months: usize) -> Headlines {
    let happens = |metric| 1.0 - summary.metric(metric).never_share;
    let [nobody, us, china] = summary.metric(Metric::ThresholdFirst).who_shares;
    // Years are taken at the end of a month: a lead in December 2035 stands as 2036.0.
    let after = LEAD_BY.end_year() + 0.5 / 12.0;
    let lead = if months > LEAD_BY.0 {
        summary.metric(Metric::FirstLeadYear).distribution.share_below(after)
    } else {
        f64::NAN
    };
    Headlines {
        worlds: summary.runs,
        failed: summary.failed,
        last_month: Month(months.saturating_sub(1)).to_string(),
        china_leads_by_2035_share: Reading(lead),
        threshold_first_us_share: Reading(us),
        threshold_first_china_share: Reading(china),
        threshold_first_nobody_share: Reading(nobody),
        catastrophe_share: Reading(happens(Metric::CatastropheYear)),
        treaty_share: Reading(happens(Metric::TreatyYear)),
        metrics: Metric::ALL
            .into_iter()
            .filter(|&metric| has_spread(metric))
            .map(|metric| spread(summary, metric))
            .collect(),
    }
}

/// The key results as lines of text, in plain words with units.
fn lines(headlines: &Headlines) -> Vec<String> {
    let end = headlines.last_year();
    let mut lines = Vec::new();
    for (title, metric, unit) in NUMBERS_FIRST {
        lines.extend(headlines.spread(metric).map(|spread| number_line(title, spread, unit)));
    }
    lines.push(format!(
        "China leads for six months in a row by 2035: {}",
        of_worlds(headlines.china_leads_by_2035_share)
    ));
    for (title, metric) in YEARS {
        lines.extend(headlines.spread(metric).map(|spread| year_line(title, spread, end)));
    }
    lines.push(if headlines.threshold_first_nobody_share.0.is_nan() {
        format!("First past the threshold by {end}: not available")
    } else {
        format!(
            "First past the threshold by {end}: United States {}, China {}, nobody {} of worlds",
            percent(headlines.threshold_first_us_share.0),
            percent(headlines.threshold_first_china_share.0),
            percent(headlines.threshold_first_nobody_share.0)
        )
    });
    for (title, metric, unit) in NUMBERS_LAST {
        lines.extend(headlines.spread(metric).map(|spread| number_line(title, spread, unit)));
    }
    lines.push(format!(
        "Loss-of-control catastrophe by {end}: {}",
        of_worlds(headlines.catastrophe_share)
    ));
    lines.push(format!(
        "Governance framework in force at some time by {end}: {}",
        of_worlds(headlines.treaty_share)
    ));
    lines
}

/// The lines as one block, with a heading.
pub fn text(headlines: &Headlines, title: &str, seed: u64) -> String {
    let mut text = format!(
        "{title}: {} to {}, seed {seed}\n",
        counted(headlines.worlds, "world"),
        headlines.last_month
    );
    if headlines.failed > 0 {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{} failed and left out; manifest.json says which",
            counted(headlines.failed, "world")
        );
    }
    for line in lines(headlines) {
        text.push_str("  ");
        text.push_str(&line);
        text.push('\n');
    }
    text
}

const NUMBERS_FIRST: [(&str, Metric, &str); 6] = [
    ("China's lag in 2027", Metric::LagMonths2027, "months"),
    ("China's lag in 2030", Metric::LagMonths2030, "months"),
    ("China's lag in 2035", Metric::LagMonths2035, "months"),
    (
        "US usable compute over China's in 2027",
        Metric::ComputeRatio2027,
        "times",
    ),
    (
        "US usable compute over China's in 2030",
        Metric::ComputeRatio2030,
        "times",
    ),
    (
        "US usable compute over China's in 2035",
        Metric::ComputeRatio2035,
        "times",
    ),
];

/// What a metric is called in a sentence, if it is among the main ones.
pub fn title_of(metric: Metric) -> Option<&'static str> {
    let numbers = NUMBERS_FIRST.into_iter().chain(NUMBERS_LAST);
    numbers
        .map(|(title, of, _)| (title, of))
        .chain(YEARS)
        .chain(SHARES)
        .find(|(_, of)| *of == metric)
        .map(|(title, _)| title)
}

/// Metrics of which a run prints shares of worlds.
const SHARES: [(&str, Metric); 4] = [
    ("China leads for six months in a row", Metric::FirstLeadYear),
    ("First past the threshold", Metric::ThresholdFirst),
    ("Loss-of-control catastrophe", Metric::CatastropheYear),
    ("Governance framework in force", Metric::TreatyYear),
];

const YEARS: [(&str, Metric); 3] = [
    ("Best Chinese chip matches the frontier (parity)", Metric::ParityYear),
    (
        "China makes 80 % of its new compute itself",
        Metric::SelfSufficiencyYear,
    ),
    ("Threshold passed", Metric::ThresholdYear),
];

const NUMBERS_LAST: [(&str, Metric, &str); 9] = [
    ("AI spending of the United States, sum", Metric::UsSpending, "USD bn"),
    ("AI spending of China, sum", Metric::ChinaSpending, "USD bn"),
    (
        "Cost of the race to the world, discounted",
        Metric::WorldRaceCost,
        "USD bn",
    ),
    ("Peak distrust (1 = January 2023)", Metric::PeakDistrust, ""),
    ("Lowest US safety effort", Metric::UsLowestSafety, "share"),
    ("Lowest Chinese safety effort", Metric::ChinaLowestSafety, "share"),
    (
        "Third countries with the United States in 2035",
        Metric::UsThirdCountryShare2035,
        "share",
    ),
    (
        "Third countries with China in 2035",
        Metric::ChinaThirdCountryShare2035,
        "share",
    ),
    (
        "Third countries with neither in 2035",
        Metric::UnalignedShare2035,
        "share",
    ),
];

fn of_worlds(share: Reading) -> String {
    if share.0.is_nan() {
        "not available".to_owned()
    } else {
        format!("{} of worlds", percent(share.0))
    }
}

fn number_line(title: &str, spread: &MetricSpread, unit: &str) -> String {
    if spread.p50.0.is_nan() {
        return format!("{title}: beyond the horizon");
    }
    let (shown, unit): (fn(f64) -> String, _) = if unit == "share" {
        (percent, "")
    } else {
        (readable, unit)
    };
    let gap = if unit.is_empty() { "" } else { " " };
    format!(
        "{title}: {}{gap}{unit} (5-95 %: {} to {})",
        shown(spread.p50.0),
        shown(spread.p05.0),
        shown(spread.p95.0)
    )
}

fn year_line(title: &str, spread: &MetricSpread, end: &str) -> String {
    if spread.worlds == 0 {
        return format!("{title}: not available");
    }
    let never = of_worlds(spread.never_share);
    if spread.p05.0.is_infinite() {
        return format!("{title}: never by {end} in {never}");
    }
    format!(
        "{title}: {} (5-95 %: {} to {}); never by {end} in {never}",
        year(spread.p50.0),
        year(spread.p05.0),
        year(spread.p95.0)
    )
}

/// Whether a metric's spread is over numbers (and not over states).
fn has_spread(metric: Metric) -> bool {
    match metric.kind() {
        Kind::Number | Kind::Year | Kind::NumberOrNever => true,
        Kind::Who => false,
    }
}

fn spread(summary: &Summary, metric: Metric) -> MetricSpread {
    let of = summary.metric(metric);
    MetricSpread {
        metric: metric.key().to_owned(),
        unit: metric.unit().to_owned(),
        meaning: metric.meaning().to_owned(),
        worlds: of.distribution.count(),
        never_share: Reading(of.never_share),
        mean: Reading(of.spread.mean),
        p05: Reading(of.spread.p05),
        p25: Reading(of.spread.p25),
        p50: Reading(of.spread.p50),
        p75: Reading(of.spread.p75),
        p95: Reading(of.spread.p95),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn example(metric: Metric, values: [f64; 3], never: f64) -> MetricSpread {
        MetricSpread {
            metric: metric.key().to_owned(),
            unit: metric.unit().to_owned(),
            meaning: metric.meaning().to_owned(),
            worlds: 100,
            never_share: Reading(never),
            mean: Reading(values[1]),
            p05: Reading(values[0]),
            p25: Reading(values[0]),
            p50: Reading(values[1]),
            p75: Reading(values[2]),
            p95: Reading(values[2]),
        }
    }

    #[test]
    fn the_lines_say_what_in_which_unit_with_its_range() {
        let lag = example(Metric::LagMonths2030, [2.12, 8.23, 15.38], 0.0);
        assert_eq!(
            number_line("China's lag in 2030", &lag, "months"),
            "China's lag in 2030: 8.23 months (5-95 %: 2.12 to 15.4)"
        );
        let safety = example(Metric::UsLowestSafety, [0.1, 0.25, 0.5], 0.0);
        assert_eq!(
            number_line("Lowest", &safety, "share"),
            "Lowest: 25 % (5-95 %: 10 % to 50 %)"
        );
        let parity = example(Metric::ParityYear, [2031.25, 2036.1, f64::INFINITY], 0.32);
        assert_eq!(
            year_line("Parity", &parity, "2040"),
            "Parity: 2036.1 (5-95 %: 2031.2 to never); never by 2040 in 32 % of worlds"
        );
        let rare = example(Metric::ParityYear, [f64::INFINITY; 3], 0.97);
        assert_eq!(
            year_line("Parity", &rare, "2040"),
            "Parity: never by 2040 in 97 % of worlds"
        );
        assert_eq!(of_worlds(Reading(f64::NAN)), "not available");
    }

    #[test]
    fn a_lead_counts_up_to_december_2035() {
        assert_eq!(LEAD_BY.to_string(), "2035-12");
    }
}
