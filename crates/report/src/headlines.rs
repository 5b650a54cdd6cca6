//! What the manifest of a run has: the spread of each metric over the worlds.

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
        metrics: summary
            .metrics()
            .iter()
            .map(|known| known.metric)
            .filter(|&metric| has_spread(metric))
            .map(|metric| spread(summary, metric))
            .collect(),
    }
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

    #[test]
    fn a_lead_counts_up_to_december_2035() {
        assert_eq!(LEAD_BY.to_string(), "2035-12");
    }
}
