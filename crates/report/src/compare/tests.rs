use super::words::{amount, is_told, split};
use super::*;
use crate::catalogue::in_english;
use analysis::compare::{Effect, effects};
use engine::model::metrics::{METRICS, Metric};

/// The effect on one metric of these values over those.
fn effect(metric: Metric, reference: &[f64], policy: &[f64]) -> Effect {
    let of = |values: &[f64]| {
        let mut all = vec![vec![f64::NAN; values.len()]; METRICS];
        all[metric as usize] = values.to_vec();
        all
    };
    effects(&of(reference), &[of(policy)], 216, 1)[0][metric as usize].clone()
}

/// Ten times the same four pairs.
fn ten<const N: usize>(values: [f64; N]) -> Vec<f64> {
    values.repeat(10)
}

fn sentence(title: &str, effect: &Effect) -> String {
    in_english(&words::sentence(title, effect).unwrap())
}

#[test]
fn a_sentence_says_how_far_how_surely_and_for_whom() {
    let lag = effect(
        Metric::LagMonths2030,
        &ten([8.0, 9.0, 10.0, 12.0]),
        &ten([14.0, 15.0, 10.0, 11.0]),
    );
    let said = sentence("China's lag in 2030", &lag);
    // Differences 6, 6, 0, -1: mean 2.75, standard error 3.27 / sqrt 40, t = 2.023.
    assert_eq!(
        said,
        "China's lag in 2030: +2.75 months (95 %: +1.69 to +3.81); better for the United States in 50 %, worse in 25 %, the same in \
         25 %"
    );
    assert!(is_told(&lag.mean().unwrap().difference));
    assert_eq!(
        in_english(&amount(Metric::LagMonths2030, lag.mean().unwrap())),
        "+2.75 months"
    );
}

#[test]
fn nothing_is_claimed_that_the_interval_does_not_allow() {
    let lag = effect(Metric::LagMonths2030, &ten([8.0, 9.0]), &ten([9.0, 8.0]));
    let said = sentence("China's lag in 2030", &lag);
    assert!(
        said.starts_with("China's lag in 2030: no difference that can be told, 0 months (95 %: −"),
        "{said}"
    );
    let none = effect(Metric::LagMonths2030, &[8.0, 9.0], &[8.0, 9.0]);
    assert_eq!(sentence("Lag", &none), "Lag: the same in every world");
    let missing = effect(Metric::LagMonths2030, &[f64::NAN], &[1.0]);
    assert_eq!(words::sentence("Lag", &missing), None);
}

#[test]
fn costs_are_better_when_less_shares_are_points_and_years_are_years() {
    let cost = effect(
        Metric::WorldRaceCost,
        &ten([100.0, 100.0, 100.0, 100.0]),
        &ten([90.0, 90.0, 90.0, 101.0]),
    );
    assert_eq!(
        in_english(&split(&cost)),
        "better for the world in 75 %, worse in 25 %, the same in 0 %"
    );
    let safety = effect(Metric::UsLowestSafety, &[0.3, 0.3], &[0.35, 0.35]);
    assert_eq!(
        in_english(&amount(Metric::UsLowestSafety, safety.mean().unwrap())),
        "+5 percentage points"
    );
    let year = effect(Metric::ThresholdYear, &[2030.0, 2035.0], &[f64::INFINITY, 2034.0]);
    assert_eq!(
        in_english(&split(&year)),
        "later in 50 %, earlier in 50 %, the same in 0 %"
    );
    // 2041 for never: +11 and -1.
    assert_eq!(
        in_english(&amount(Metric::ThresholdYear, year.mean().unwrap())),
        "+5 years"
    );
    let told = effect(Metric::ThresholdYear, &ten([2030.0, 2035.0]), &ten([2029.0, 2034.5]));
    let said = sentence("Threshold passed", &told);
    assert!(
        said.starts_with("Threshold passed: 0.75 years earlier (95 %: 0.6"),
        "{said}"
    );
    let rare = effect(
        Metric::CatastropheYear,
        &ten([2030.0, f64::INFINITY]),
        &ten([f64::INFINITY; 2]),
    );
    let said = sentence("Catastrophe", &rare);
    assert!(
        // Agresti and Min: (0.5 - 10.5)/22, plus and minus 1.96 sqrt(11 - 100/22)/22.
        said.contains("within the horizon: −50 percentage points (95 %: −68.1 to −22.8)")
            && said.contains("from 50 % to 0 %"),
        "{said}"
    );
    let who = effect(Metric::ThresholdFirst, &ten([1.0, 1.0]), &ten([1.0, 2.0]));
    let said = sentence("First", &who);
    assert!(
        said.contains("United States −50 percentage points") && said.ends_with("someone else in 50 %"),
        "{said}"
    );
}

#[test]
fn small_differences_have_no_exponent() {
    let years = effect(Metric::ParityYear, &ten([2030.0, 2035.0]), &ten([2030.0004, 2035.0004]));
    assert_eq!(
        in_english(&amount(Metric::ParityYear, years.mean().unwrap())),
        "+0.0004 years"
    );
}
