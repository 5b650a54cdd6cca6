use super::*;
use crate::study::Silent;
use engine::ensemble::{self, Detail, Flow, Options, end_year};
use engine::model::metrics::{METRICS, Metric};
use engine::numeric::kernels::normal_quantile;
use engine::numeric::streams::Streams;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;

const MONTHS: usize = 216;

/// No metric but those given.
fn values(worlds: usize, given: Vec<(Metric, Vec<f64>)>) -> Values {
    let mut values = vec![vec![f64::NAN; worlds]; METRICS];
    for (metric, column) in given {
        values[metric.place().unwrap()] = column;
    }
    values
}

/// The baseline over some months with settings, as `--set` makes them.
fn scenario(months: usize, runs: u64, set: &[&str]) -> Scenario {
    let source = shipped::find(Kind::Scenario, "baseline").unwrap().source();
    let request = Request {
        set: set.iter().map(|one| (*one).to_owned()).collect(),
        ..Request::new(source, shipped::parameters())
    };
    let whole = load(&request, &shipped::resolve).unwrap();
    Scenario { months, runs, ..whole }
}

fn simulated(scenario: &Scenario) -> Values {
    let state = State::new(scenario, Detail::Metrics).unwrap();
    let state = ensemble::run(scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue)).unwrap();
    CaseResult::of(&state).unwrap().values
}

/// Two hundred seeds of a synthetic ensemble of 500 worlds through the same functions. World: u uniform, w and v normal. Lag: x
/// = z(u), y = 0.8 z(u) + 0.6 w + 0.2, so the true differences of mean and median are 0.2. Parity year: an exponential time
/// with mean 10 years under the reference, the same time stretched by 1.5 under the policy, `never` after 18 years: medians are
/// 10 ln 2 and 15 ln 2, restricted means 10 (1 - exp(-1.8)) and 15 (1 - exp(-1.2)), shares of never exp(-1.8) and
/// exp(-1.2). Each share of intervals that hold the truth is binomial with standard deviation 0.0154; the bounds are 0.95 less 4 and
/// plus 3.2 of them, which is 0.888 and 1: for five quantities a false alarm once in 5,000 sets of seeds.
#[test]
fn the_intervals_hold_the_true_difference_at_their_nominal_rate() {
    const SEEDS: u64 = 200;
    const WORLDS: usize = 500;
    let start = end_year(MONTHS) - 18.0;
    let year = |time: f64| if time < 18.0 { start + time } else { f64::INFINITY };
    let mut held = [0_u32; 5];
    for seed in 0..SEEDS {
        let mut reader = Streams::new(seed).open(0, 200);
        let mut columns: [Vec<f64>; 4] = std::array::from_fn(|_| Vec::new());
        for _ in 0..WORLDS {
            let z = normal_quantile(reader.uniform());
            let w = normal_quantile(reader.uniform());
            let time = -10.0 * reader.uniform().ln();
            for (column, value) in columns
                .iter_mut()
                .zip([z, 0.8 * z + 0.6 * w + 0.2, year(time), year(1.5 * time)])
            {
                column.push(value);
            }
        }
        let [x, y, early, late] = columns;
        let reference = values(WORLDS, vec![(Metric::LagMonths2030, x), (Metric::ParityYear, early)]);
        let policy = values(WORLDS, vec![(Metric::LagMonths2030, y), (Metric::ParityYear, late)]);
        let found = effects(&reference, &[policy], &[], MONTHS, seed);
        let restricted = 15.0 * (1.0 - (-1.2_f64).exp()) - 10.0 * (1.0 - (-1.8_f64).exp());
        let truths = [
            (Metric::LagMonths2030, Quantity::Mean, 0.2),
            (Metric::LagMonths2030, Quantity::Median, 0.2),
            (Metric::ParityYear, Quantity::RestrictedMean, restricted),
            (Metric::ParityYear, Quantity::Median, 5.0 * 2.0_f64.ln()),
            (Metric::ParityYear, Quantity::Never, (-1.2_f64).exp() - (-1.8_f64).exp()),
        ];
        for (held, (metric, quantity, truth)) in held.iter_mut().zip(truths) {
            let difference = found[0][metric.place().unwrap()].change(quantity).unwrap().difference;
            *held += u32::from(difference.low <= truth && truth <= difference.high);
        }
    }
    for (place, held) in held.into_iter().enumerate() {
        let share = f64::from(held) / SEEDS as f64;
        assert!((0.888..=1.0).contains(&share), "quantity {place}: {share}");
    }
    // All together: 1,000 intervals, of which those of one seed hang together; standard deviation below 0.0138.
    let all = f64::from(held.iter().sum::<u32>()) / (5.0 * SEEDS as f64);
    assert!((all - 0.95).abs() < 3.5 * 0.0138, "{all}");
}

/// The oracle is the same difference over 4,096 worlds of which the 32 sets of 128 are part: of a set's interval the share that
/// holds it. Its standard deviation is 0.039 and the truth's own error a sixth of a set's, which costs less than half a
/// percentage point: with a bound of 0.95 - 4 x 0.039 a false alarm once in 1,000 models.
#[test]
fn the_intervals_of_the_real_model_hold_what_many_worlds_say() {
    let (reference, policy) = (
        scenario(96, 4096, &["china.mandate=0", "china.import_block=0"]),
        scenario(
            96,
            4096,
            &["china.mandate=0", "china.import_block=0", "us.chip_controls=0"],
        ),
    );
    let (x, y) = (simulated(&reference), simulated(&policy));
    let metrics = [Metric::ComputeRatio2030, Metric::LagMonths2030, Metric::ChinaSpending];
    let whole = effects(&x, std::slice::from_ref(&y), &[], 96, 1);
    let mut held = [0_u32; 3];
    for set in 0..32 {
        let part = |values: &Values| -> Values {
            values
                .iter()
                .map(|column| column[128 * set..128 * (set + 1)].to_vec())
                .collect()
        };
        let found = effects(&part(&x), &[part(&y)], &[], 96, set as u64);
        for (held, metric) in held.iter_mut().zip(metrics) {
            let truth = whole[0][metric.place().unwrap()].mean().unwrap().difference.value;
            let difference = found[0][metric.place().unwrap()].mean().unwrap().difference;
            *held += u32::from(difference.low <= truth && truth <= difference.high);
        }
    }
    for (metric, held) in metrics.into_iter().zip(held) {
        assert!(f64::from(held) / 32.0 >= 0.95 - 4.0 * 0.039, "{metric:?}: {held} of 32");
        let effect = &whole[0][metric.place().unwrap()];
        // Fewer controls, and no mandate of its own: China has more compute and lags less, and the same worlds make the difference sharper.
        assert!(
            effect.variance_reduction > 1.5,
            "{metric:?}: {}",
            effect.variance_reduction
        );
    }
    assert!(
        whole[0][Metric::ComputeRatio2030.place().unwrap()]
            .mean()
            .unwrap()
            .difference
            .high
            < 0.0
    );
}

#[test]
fn a_policy_that_changes_nothing_has_no_effect_and_no_error() {
    let reference = scenario(60, 200, &[]);
    let x = simulated(&reference);
    for effect in &effects(&x, std::slice::from_ref(&x), &[], 60, 5)[0] {
        assert!(effect.is_nothing(), "{:?}", effect.metric);
        assert_eq!(effect.same(), 1.0);
        // One pair has no standard error.
        if effect.pairs == 1 {
            continue;
        }
        for change in &effect.changes {
            let difference = change.difference;
            let all = [difference.value, difference.low, difference.high, difference.error];
            assert_eq!(all, [0.0; 4], "{:?} {:?}", effect.metric, change.quantity);
        }
        if effect.metric.kind() != engine::model::metrics::Kind::Who && effect.pairs > 0 {
            assert_eq!(effect.variance_reduction, f64::INFINITY);
        }
    }
}

#[test]
fn shares_of_worlds_count_never_as_latest_and_leave_failed_pairs_out() {
    let never = f64::INFINITY;
    let reference = values(
        6,
        vec![
            (Metric::ParityYear, vec![2030.0, 2031.0, never, never, 2032.0, f64::NAN]),
            (Metric::ThresholdMargin, vec![3.0, never, 5.0, 7.0, f64::NAN, 2.0]),
            (Metric::ThresholdFirst, vec![0.0, 1.0, 1.0, 2.0, 1.0, f64::NAN]),
        ],
    );
    let policy = values(
        6,
        vec![
            (Metric::ParityYear, vec![never, 2030.5, never, 2040.0, 2032.0, 2030.0]),
            (Metric::ThresholdMargin, vec![4.0, 1.0, never, 7.0 + 1e-12, 1.0, 1.0]),
            (Metric::ThresholdFirst, vec![1.0, 1.0, 2.0, 2.0, 1.0, 1.0]),
        ],
    );
    let found = &effects(&reference, &[policy], &[], MONTHS, 0)[0];
    let parity = &found[Metric::ParityYear.place().unwrap()];
    assert_eq!((parity.pairs, parity.larger, parity.smaller), (5, 0.2, 0.4));
    // 2041 for never: +11, -0.5, 0, -1, 0.
    assert!((parity.mean().unwrap().difference.value - 1.9).abs() < 1e-9);
    assert_eq!(parity.mean().unwrap().quantity, Quantity::RestrictedMean);
    let never_share = parity.change(Quantity::Never).unwrap();
    assert_eq!((never_share.reference, never_share.policy), (0.4, 0.4));
    let margin = &found[Metric::ThresholdMargin.place().unwrap()];
    assert_eq!((margin.pairs, margin.larger), (3, 1.0 / 3.0));
    assert_eq!(margin.smaller, 1.0 / 3.0);
    assert!(margin.mean().unwrap().difference.value.abs() < 1e-9);
    let first = &found[Metric::ThresholdFirst.place().unwrap()];
    let of = |quantity| first.change(quantity).unwrap().difference.value;
    assert!((of(Quantity::Nobody) + 0.2).abs() < 1e-12);
    assert!((of(Quantity::UnitedStates) - 0.0).abs() < 1e-12 && (of(Quantity::China) - 0.2).abs() < 1e-12);
    assert_eq!(found[Metric::UsSpending.place().unwrap()].pairs, 0);
    assert!(found[Metric::UsSpending.place().unwrap()].changes.is_empty());
}

/// Closed form: x and y = x + d with independent d give (2 var x + var d) / var d.
#[test]
fn the_variance_reduction_is_that_of_its_formula() {
    let mut reader = Streams::new(4).open(0, 0);
    let x: Vec<f64> = (0..20_000).map(|_| normal_quantile(reader.uniform())).collect();
    let y: Vec<f64> = x.iter().map(|x| x + 0.5 * normal_quantile(reader.uniform())).collect();
    let worlds = x.len();
    let reference = values(worlds, vec![(Metric::LagMonths2030, x)]);
    let found = effects(
        &reference,
        &[values(worlds, vec![(Metric::LagMonths2030, y)])],
        &[],
        MONTHS,
        0,
    );
    let factor = found[0][Metric::LagMonths2030.place().unwrap()].variance_reduction;
    // Expected 9; its standard deviation is about 9 sqrt(2 x 2 / 20,000) = 0.13, the bound five of them.
    assert!((factor - 9.0).abs() < 0.65, "{factor}");
}

#[test]
fn a_setting_without_effect_is_found_among_those_with_one() {
    let reference = scenario(60, 64, &[]);
    // A mechanism that is off takes its lever's effect away; here both policies have it off.
    let set = [
        "mechanisms.talent=false",
        "us.immigration_openness=1",
        "us.chip_controls=0.1",
    ];
    let off = scenario(60, 64, &set[..1]);
    let policy = scenario(60, 64, &set);
    let idle = idle_settings(&off, &policy, &Options::default(), &mut Silent).unwrap();
    assert_eq!(idle, ["us.immigration_openness"]);
    let both = scenario(60, 64, &["us.power_permitting=2", "us.chip_controls=0.1"]);
    assert!(
        idle_settings(&reference, &both, &Options::default(), &mut Silent)
            .unwrap()
            .is_empty()
    );
    let one = scenario(60, 64, &set[..2]);
    assert!(
        idle_settings(&off, &one, &Options::default(), &mut Silent)
            .unwrap()
            .is_empty()
    );
}

#[test]
fn what_cannot_be_compared_is_refused() {
    let case = |name: &str, set: &[&str], runs| Case {
        name: name.to_owned(),
        scenario: scenario(24, runs, set),
    };
    let reference = case("baseline", &[], 100);
    let problem = |cases: &[Case]| check(cases).unwrap_err().to_string();
    let open = ["us.chip_controls=0"];
    assert!(problem(std::slice::from_ref(&reference)).contains("at least one policy"));
    assert!(problem(&[reference.clone(), case("a", &open, 100), case("a", &[], 100)]).contains("`a` is given twice"));
    assert!(problem(&[reference.clone(), case("a", &open, 100), case("b", &open, 100)]).contains("exactly the same"));
    assert!(problem(&[reference.clone(), case("baseline", &open, 100)]).contains("at once"));
    assert!(problem(&[reference.clone(), case("a", &open, 200)]).contains("same worlds"));
    let many = [case("baseline", &[], 100_001), case("a", &open, 100_001)];
    assert!(problem(&many).contains("100,000"));
    check(&[reference, case("a", &open, 100)]).unwrap();
}
