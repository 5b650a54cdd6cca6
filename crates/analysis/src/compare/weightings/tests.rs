use super::*;
use crate::compare::schema::WEIGHTS;
use crate::study::Silent;
use engine::ensemble::{self, Detail, Flow, State};
use engine::numeric::kernels::normal_quantile;
use engine::numeric::streams::Streams;
use engine::scenario::load::{Kind, Request, load};
use engine::scenario::shipped;

fn case(name: &str, set: &[&str], runs: u64) -> Case {
    let source = shipped::find(Kind::Scenario, "baseline").unwrap().source();
    let request = Request {
        set: set.iter().map(|one| (*one).to_owned()).collect(),
        runs: Some(runs),
        ..Request::new(source, shipped::parameters())
    };
    Case {
        name: name.to_owned(),
        scenario: load(&request, &shipped::resolve).unwrap(),
    }
}

fn simulated(scenario: &Scenario, metric: Metric) -> Vec<f64> {
    let state = State::new(scenario, Detail::Metrics).unwrap();
    let state = ensemble::run(scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue)).unwrap();
    state.values(metric).unwrap().to_vec()
}

/// The premise of everything here, held against the model: parts times weights are the payoff, under the documented weights and under
/// others, for whom it may be.
#[test]
fn a_payoff_is_the_sum_of_its_parts_times_their_weights() {
    // Not a whole number of blocks.
    const WORLDS: u64 = 21;
    let other = [
        "shared.payoff_cost=2.5",
        "shared.payoff_lead=0.3",
        "shared.payoff_neglect=7",
    ];
    for payoff in [Metric::UsPayoff, Metric::ChinaPayoff, Metric::WorldPayoff] {
        let cases = ["us.chip_controls=0", "us.chip_controls=1"].map(|lever| case(lever, &[lever], WORLDS));
        let found = weightings(&cases, payoff, &Options::default(), &mut Silent).unwrap();
        for (policy, lever) in ["us.chip_controls=0", "us.chip_controls=1"].into_iter().enumerate() {
            let reweighted = case(lever, &[&[lever], &other[..]].concat(), WORLDS).scenario;
            let mut weights = found.documented();
            for (weight, of) in weights.iter_mut().zip(&found.weights) {
                let set = other.iter().find_map(|text| text.strip_prefix(&format!("{}=", of.key)));
                *weight = set.map_or(*weight, |value| value.parse().unwrap());
            }
            for (scenario, weights) in [(&cases[policy].scenario, found.documented()), (&reweighted, weights)] {
                for (parts, value) in found.parts[policy].iter().zip(simulated(scenario, payoff)) {
                    assert!((dot(parts, &weights) - value).abs() < 1e-9, "{payoff:?}");
                }
            }
        }
        let counting = if payoff == Metric::WorldPayoff { 4 } else { 6 };
        assert!(found.weights.len() <= counting, "{payoff:?}: {:?}", found.weights);
    }
}

/// Two weights and three policies whose mean parts are exactly these; the parts scatter around them alike.
fn known(parts: [[f64; 2]; 3], scatter: f64, worlds: usize) -> Weightings {
    let weight = |key: &str| Weight {
        key: key.to_owned(),
        unit: "score".to_owned(),
        documented: 1.0,
    };
    let of = |[first, second]: [f64; 2]| {
        let noise = |world: usize| if world.is_multiple_of(2) { scatter } else { -scatter };
        (0..worlds)
            .map(|world| vec![first + noise(world), second - noise(world)])
            .collect()
    };
    Weightings::new(
        Metric::UsPayoff,
        vec![weight("shared.payoff_lead"), weight("shared.payoff_cost")],
        ["a", "b", "c"].map(str::to_owned).into(),
        parts.map(of).into(),
    )
}

/// Payoffs by hand: a = 2 x + 1 y, b = 1 x + 3 y, c = 2 x + 0 y. At (1, 1): 3, 4, 2. With y = 1, b is best below x = 2; with x = 1, above
/// y = 1/2.
#[test]
fn ranges_and_regions_are_those_worked_out_by_hand() {
    let of = known([[2.0, 1.0], [1.0, 3.0], [2.0, 0.0]], 0.1, 100);
    assert_eq!(of.ranked(&[1.0, 1.0]), [1, 0, 2]);
    let [x, y] = [of.range(0), of.range(1)];
    assert_eq!((x.low, x.below), (0.0, None));
    assert!((x.high - 2.0).abs() < 1e-12 && x.above == Some(0), "{x:?}");
    assert!((y.low - 0.5).abs() < 1e-12 && y.below == Some(0), "{y:?}");
    assert_eq!((y.high, y.above), (f64::INFINITY, None));

    let regions = of.regions().unwrap();
    // Both are a factor of two away, so that rounding decides which runs along: a is best where x > 2 y.
    let runs_along = regions.weights == [0, 1];
    for (step, along) in regions.along.iter().enumerate() {
        let border = match runs_along {
            true => along / 2.0,
            false => (2.0 * along).min(MOST_MULTIPLE),
        };
        for (policy, intervals) in &regions.policies {
            let expected = match (policy, runs_along) {
                (0, true) | (1, false) => [0.0, border],
                (1, true) | (0, false) => [border, MOST_MULTIPLE],
                _ => panic!("c is best nowhere"),
            };
            let [low, high] = intervals[step];
            assert!(
                (low - expected[0]).abs() < 1e-9 && (high - expected[1]).abs() < 1e-9,
                "{along}: {intervals:?}"
            );
        }
    }
    let table = ranges_table(&of);
    assert_eq!(table.schema.name(), WEIGHTS.name());
    assert_eq!(
        table
            .iter()
            .map(|row| row.text("best_above").to_owned())
            .collect::<Vec<_>>(),
        ["a", ""]
    );
}

/// A policy that is best whatever the weights has ranges without end; equal policies are told in their order.
#[test]
fn what_dominates_is_best_everywhere() {
    let of = known([[1.0, 1.0], [2.0, 2.0], [2.0, 2.0]], 0.0, 10);
    assert_eq!(of.ranked(&[1.0, 1.0]), [1, 2, 0]);
    let of = known([[1.0, 1.0], [3.0, 3.0], [2.0, 2.0]], 0.0, 10);
    for weight in 0..2 {
        let range = of.range(weight);
        assert_eq!((range.below, range.above), (None, None));
        assert_eq!(range.significant, [0.0, f64::INFINITY]);
    }
    let regions = of.regions().unwrap();
    assert_eq!(regions.policies.len(), 1);
    assert_eq!(regions.policies[0].1[3], [0.0, MOST_MULTIPLE]);
}

/// Fieller's range is where the paired test of every other weight would say so, whatever the range is found by.
#[test]
fn the_significant_range_is_where_every_lead_is_significant() {
    let mut reader = Streams::new(5).open(0, 210);
    let mut normal = || normal_quantile(reader.uniform());
    let worlds: Vec<[Vec<f64>; 3]> = (0..200)
        .map(|_| {
            let mut parts = |first: f64, second: f64| vec![first + normal(), second + normal()];
            [parts(2.0, 1.0), parts(1.0, 3.0), parts(2.2, 0.0)]
        })
        .collect();
    let parts = (0..3).map(|policy| worlds.iter().map(|of| of[policy].clone()).collect());
    let of = Weightings {
        parts: parts.collect(),
        ..known([[0.0; 2]; 3], 1.0, 2)
    };
    for weight in 0..2 {
        let [low, high] = of.range(weight).significant;
        for step in 0..=400 {
            let value = f64::from(step) * 0.01;
            let mut weights = [1.0; 2];
            weights[weight] = value;
            let best = of.ranked(&[1.0, 1.0])[0];
            let is_ahead = (0..3)
                .filter(|&other| other != best)
                .all(|other| of.lead(best, other, &weights).low > 0.0);
            let near = (value - low).abs() < 1e-6 || (value - high).abs() < 1e-6;
            assert!(
                near || is_ahead == (value > low && value < high) || value == 0.0,
                "{weight} {value}: {low} {high}"
            );
        }
    }
}
