use super::*;
use engine::ensemble::Workers;
use engine::numeric::statistics::{correlation, ranks};
use engine::scenario::load::{Conditioning, Kind, Request, load};
use engine::scenario::shipped;

fn scenario() -> Scenario {
    let request = Request {
        set: vec!["horizon=2025-12".to_owned()],
        conditioning: Some(Conditioning::Prior),
        ..Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

fn plan<'a>(scenario: &'a Scenario, inputs: &[&str], groups: &[&str], method: Method) -> Plan<'a> {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    let choice = Choice::read(scenario, &owned(inputs), &owned(groups)).unwrap();
    let outputs = Output::read(
        &owned(&["us_spending_usd_bn", "china_spending_usd_bn"]),
        scenario.months,
    )
    .unwrap();
    Plan::new(scenario, choice, outputs, method).unwrap()
}

/// Spearman's correlation of two columns: Pearson's of their ranks.
fn rank_correlation(x: &[f64], y: &[f64]) -> f64 {
    correlation(&ranks(x), &ranks(y))
}

/// The values of a column over all points A of a Sobol design.
fn column(plan: &Plan, place: usize) -> Vec<f64> {
    let points = (0..plan.design.units()).map(|unit| plan.values(&plan.design.coordinates(unit)[0]));
    points.map(|values| values[place]).collect()
}

/// 4,096 points: stated rank correlations are met within 0.02, and ranges are filled as evenly as Sobol points fill
/// them.
#[test]
fn values_have_the_distributions_and_correlations_of_their_cards() {
    let scenario = scenario();
    let points = 4096;
    let plan = plan(
        &scenario,
        &["us.outreach=0.2:0.4", "shared.data_exponent"],
        &["smuggling=shared.leak_share,shared.diverted_share"],
        Method::Sobol { points },
    );
    let [outreach, exponent, leak, diverted] = [0, 1, 2, 3].map(|place| column(&plan, place));
    let correlation = rank_correlation(&leak, &diverted);
    assert!((correlation - 0.4).abs() < 0.02, "{correlation}");
    assert!(rank_correlation(&exponent, &leak).abs() < 0.02);
    let mean = outreach.iter().sum::<f64>() / points as f64;
    assert!((mean - 0.3).abs() < 1e-4 && outreach.iter().all(|x| (0.2..=0.4).contains(x)));
    for (values, input) in [(exponent, 1), (leak, 2), (diverted, 3)] {
        let Input::Parameter(position) = plan.choice.inputs[input].input else {
            panic!("a parameter")
        };
        let median = scenario.cards.cards[position].distribution.quantile(Num([0.5])).0[0];
        let below = values.iter().filter(|&&x| x < median).count() as f64 / points as f64;
        assert!((below - 0.5).abs() < 0.01, "{below} below the median");
    }
}

#[test]
fn screening_and_tornado_go_from_the_low_point_of_a_card_to_its_high_one_and_through_a_whole_range() {
    let scenario = scenario();
    let inputs = ["us.outreach=0.2:0.4", "shared.data_exponent"];
    let at = |share: f64| {
        let position = engine::scenario::parameters::keys()
            .position(|key| key == "shared.data_exponent")
            .unwrap();
        scenario.cards.cards[position].distribution.quantile(Num([share])).0[0]
    };
    assert!((inner(0.0) - 0.05).abs() < 1e-15 && (inner(1.0) - 0.95).abs() < 1e-15);
    let tornado = plan(&scenario, &inputs, &[], Method::Tornado { worlds: 4 });
    let points: Vec<Vec<f64>> = tornado
        .design
        .coordinates(0)
        .iter()
        .map(|point| tornado.values(point))
        .collect();
    assert!(points[0].iter().all(|value| value.is_nan()));
    assert_eq!(
        [points[1][0], points[2][0], points[3][1], points[4][1]],
        [0.2, 0.4, at(inner(0.0)), at(inner(1.0))]
    );
    assert!(points[1][1].is_nan() && points[3][0].is_nan());
    assert_eq!(
        (tornado.ends(0), tornado.ends(1)),
        ((0.2, 0.4), (at(inner(0.0)), at(inner(1.0))))
    );
    let screening = plan(&scenario, &inputs, &[], Method::Morris { trajectories: 20 });
    for unit in 0..20 {
        for point in screening.design.coordinates(unit) {
            let values = screening.values(&point);
            assert!((0.2..=0.4).contains(&values[0]) && (at(inner(0.0))..=at(inner(1.0))).contains(&values[1]));
        }
    }
}

/// A row is the very world that the engine gives with these settings alone, and a factor that cannot matter is found to
/// be idle.
#[test]
fn rows_are_the_worlds_of_the_engine_and_idle_inputs_are_found() {
    let scenario = scenario();
    // Weights of the payoff act on no spending.
    let plan = plan(
        &scenario,
        &["us.private_growth_per_year", "shared.payoff_lead=0.5:1.5"],
        &[],
        Method::Sobol { points: 8 },
    );
    let results = plan.simulate(&Options::default(), &mut crate::study::Silent).unwrap();
    let inputs: Vec<Input> = plan.choice.inputs.iter().map(|chosen| chosen.input).collect();
    let bench = Bench::new(std::slice::from_ref(&scenario), &inputs, &Options::default()).unwrap();
    for (unit, part) in [(0, 0), (3, 1), (5, 3), (7, 4)] {
        let values = plan.values(&plan.design.coordinates(unit)[part]);
        let run = plan.design.world(unit, part);
        let cell = Cell {
            scenario: 0,
            values: &values,
            run,
        };
        let outcome = &bench.simulate(&[cell])[0];
        let row = unit * plan.design.width() + part;
        let expected = plan
            .outputs
            .iter()
            .map(|output| output.of_world(&outcome.metrics, scenario.months));
        assert_eq!(results[row * 2..row * 2 + 2], expected.collect::<Vec<f64>>());
    }
    let analysis = plan.analyse(&results, &Workers::new(None).unwrap());
    assert_eq!((analysis.idle, analysis.failed), (vec![1], 0));
    let Indices::Sobol(indices) = analysis.indices else {
        panic!("Sobol indices")
    };
    assert_eq!(indices[0].total[1].value, 0.0);
    assert_eq!(
        plan.names(),
        ["us.private_growth_per_year", "shared.payoff_lead", "chance"]
    );
}

#[test]
fn a_screening_names_the_strongest_inputs_of_any_output_first() {
    use super::super::morris::MorrisEffect;
    use results::estimate::Estimate;
    let of = |sizes: [f64; 4]| MorrisEffects {
        effects: sizes
            .map(|value| MorrisEffect {
                mu: value,
                mu_star: Estimate {
                    error: f64::NAN,
                    value,
                    low: value,
                    high: value,
                },
                sigma: 0.0,
                size_deviation: 0.0,
            })
            .to_vec(),
        units: 8,
        varies: true,
    };
    let analysis = Analysis {
        indices: Indices::Morris(vec![of([1.0, 2.0, 4.0, 0.0]), of([90.0, 100.0, 10.0, 0.0])]),
        idle: vec![3],
        failed: 0,
    };
    assert_eq!(analysis.influential(9), [1, 2, 0]);
    assert_eq!(analysis.influential(2), [1, 2]);
}

#[test]
fn numbers_of_points_that_are_not_even_are_refused_with_their_neighbours() {
    for (points, words) in [(100, "64 or 128"), (4095, "2048 or 4096"), (0, "take 2"), (1, "take 2")] {
        let refusal = check_points(points).unwrap_err().to_string();
        assert!(refusal.contains(words), "{refusal}");
    }
    check_points(4096).unwrap();
}
