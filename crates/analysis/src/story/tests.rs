use super::focus::Focus;
use super::parting::part;
use super::turning::{LATER, Turn, turning_points};
use super::*;
use crate::replay::replay;
use engine::scenario::Scenario;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;
use engine::scenario::time::HISTORY_MONTHS;

fn baseline(policies: &[&str]) -> Scenario {
    let policies = policies
        .iter()
        .map(|name| shipped::resolve(Kind::Policy, name).unwrap());
    let source = shipped::resolve(Kind::Scenario, "baseline").unwrap();
    let request = Request {
        policies: policies.collect(),
        ..Request::new(source, shipped::parameters())
    };
    load(&request, &shipped::resolve).unwrap()
}

#[test]
fn a_metric_s_year_is_the_end_of_its_month() {
    for month in 0..456 {
        assert_eq!(month_of_year(Month(month).end_year()), Some(Month(month)));
    }
    assert_eq!(month_of_year(f64::INFINITY), None);
}

/// What is watched for a metric of a fixed date ends at the very value of the metric; for a peak, its largest value is the metric.
#[test]
fn what_is_watched_is_what_the_metric_is_read_from() {
    let told = replay(&baseline(&[]), 7).unwrap();
    let december = |year: usize| (year - FIRST_YEAR as usize) * 12 + 11;
    for (metric, month) in [
        (Metric::LagMonths2030, december(2030)),
        (Metric::ComputeRatio2035, december(2035)),
        (Metric::UnalignedShare2035, december(2035)),
        (Metric::ChinaThirdCountryShare2035, december(2035)),
        (Metric::UsSpending, told.months - 1),
        (Metric::ChinaRaceCost, told.months - 1),
    ] {
        assert_eq!(
            Focus::of(metric).value(&told, month),
            told.metrics[metric],
            "{metric:?}"
        );
    }
    let all = |metric| (0..told.months).map(move |month| (metric, month));
    let highest = all(Metric::PeakDistrust).map(|(metric, month)| Focus::of(metric).value(&told, month));
    assert_eq!(highest.fold(0.0, f64::max), told.metrics[Metric::PeakDistrust]);
    let lowest = all(Metric::UsLowestSafety).map(|(metric, month)| Focus::of(metric).value(&told, month));
    assert_eq!(lowest.fold(1.0, f64::min), told.metrics[Metric::UsLowestSafety]);
}

#[test]
fn turning_points_are_in_order_hold_every_milestone_and_stand_between_the_right_months() {
    let scenario = baseline(&[]);
    for run in [7, 8, 9] {
        let told = replay(&scenario, run).unwrap();
        let focus = Focus::Lag;
        let (points, left_out) = turning_points(&told, focus);
        assert_eq!(left_out, 0);
        assert!(points.windows(2).all(|pair| pair[0].month <= pair[1].month));
        for milestone in Milestone::ALL {
            let found = points.iter().find(|point| point.turn == Turn::Milestone(milestone));
            assert_eq!(found.map(|point| point.month), milestone.month(&told));
        }
        for point in &points {
            let before = point.month.0.saturating_sub(1);
            assert_eq!(point.before, focus.value(&told, before));
            assert_eq!(point.later, focus.value(&told, (before + LATER).min(told.months - 1)));
        }
        // No twelve months change the lag more than the widest swing.
        let change = |month: usize| (focus.value(&told, month + LATER - 1) - focus.value(&told, month - 1)).abs();
        let widest = (HISTORY_MONTHS..=told.months - LATER).map(change).fold(0.0, f64::max);
        let swings = points.iter().filter(|point| point.turn == Turn::Swing);
        let told_widest = swings
            .map(|point| (point.later - point.before).abs())
            .fold(0.0, f64::max);
        assert_eq!(told_widest, widest);
    }
}

#[test]
fn a_world_parts_when_its_policy_begins_and_not_at_all_from_itself() {
    let (reference, policy) = (baseline(&[]), baseline(&["no_controls"]));
    let worlds = [&reference, &policy].map(|scenario| replay(scenario, 7).unwrap());
    let parting = part((&reference, &worlds[0]), (&policy, &worlds[1]));
    // The policy lifts controls from October 2026 on, which is announced to nobody before.
    assert_eq!(parting.first, Some(Month(HISTORY_MONTHS)));
    assert!(
        parting
            .levers
            .iter()
            .all(|step| step.month >= Month(HISTORY_MONTHS) && step.reference != step.policy)
    );
    assert!(!parting.levers.is_empty() && !parting.chain.is_empty());
    assert!(parting.chain.windows(2).all(|pair| pair[0].month <= pair[1].month));
    for link in &parting.chain {
        let values = [&worlds[0], &worlds[1]].map(|told| told.value(link.series, link.month.0));
        assert_eq!(values, [link.reference, link.policy]);
    }
    let same = part((&reference, &worlds[0]), (&reference, &worlds[0]));
    assert_eq!(
        (same.first, same.chain.len(), same.shifted.len(), same.levers.len()),
        (None, 0, 0, 0)
    );
}
