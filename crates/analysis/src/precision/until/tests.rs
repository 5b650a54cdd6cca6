use super::*;
use engine::scenario::load::{Conditioning, Request, load};
use engine::scenario::shipped;

/// The baseline over three years, with worlds as they are drawn: in three years all others are decided by the record.
fn scenario(runs: u64) -> Scenario {
    let source = shipped::find(engine::scenario::load::Kind::Scenario, "baseline")
        .unwrap()
        .source();
    let request = Request {
        conditioning: Some(Conditioning::Prior),
        ..Request::new(source, shipped::parameters())
    };
    let whole = load(&request, &shipped::resolve).unwrap();
    Scenario {
        months: 36,
        runs,
        ..whole
    }
}

fn rules(texts: &[&str]) -> Result<Vec<Rule>> {
    Rule::parse_all(&texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>())
}

#[test]
fn a_rule_is_read_with_dots_or_underscores_and_any_space() {
    let expected = Rule {
        metric: Metric::ParityYear,
        statistic: Statistic::P50,
        bound: Bound::Error(0.1),
    };
    for text in [
        "china.chip_parity_year.p50 se<0.1",
        "china_chip_parity_year.p50 se < 1e-1",
        "  china_chip_parity_year.p50   se<0.10 ",
    ] {
        assert_eq!(Rule::parse(text), Ok(expected), "{text}");
    }
    assert_eq!(expected.text(), "china_chip_parity_year.p50 se<0.1");
    let relative = Rule::parse("us.spending_usd_bn.mean cv<0.01").unwrap();
    assert_eq!(relative.bound, Bound::Relative(0.01));
    assert_eq!(Rule::parse(&relative.text()), Ok(relative));
}

#[test]
fn what_cannot_be_a_rule_is_refused_with_what_is_allowed() {
    for (text, parts) in [
        ("china.chip_parity_year.p50 0.1", &["no `<`", "se<VALUE"][..]),
        (
            "china.parity_year.p50 se<0.1",
            &["china.parity_year", "china_chip_parity_year"],
        ),
        ("peak_distrust.p51 se<0.1", &["p51", "p05, p25, p50, p75, p95"]),
        ("peak_distrust se<0.1", &["names no statistic"]),
        ("peak_distrust.p50 sd<0.1", &["sd", "se (standard error), cv"]),
        ("peak_distrust.p50 se<0", &["above 0"]),
        ("peak_distrust.p50 se<-1", &["above 0"]),
        ("peak_distrust.p50 se<nan", &["above 0"]),
        ("peak_distrust.never se<0.1", &["never", "allowed: mean"]),
        ("threshold_first.p50 se<0.1", &["allowed: nobody, us, china"]),
        ("treaty_year.p50 cv<0.1", &["zero", "se<VALUE"]),
    ] {
        let problem = Rule::parse(text).unwrap_err().to_string();
        for part in parts {
            assert!(problem.contains(part), "{text}: {problem}");
        }
    }
    let problem = rules(&["peak_distrust.p50 se<0.1", "peak.distrust.p50 se<0.2"]).unwrap_err();
    assert!(problem.to_string().contains("bounds differ"), "{problem}");
    assert_eq!(
        rules(&["peak_distrust.p50 se<0.1", "peak.distrust.p50 se<0.1"])
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        rules(&["peak_distrust.p50 se<0.1", "peak.distrust.p50 cv<0.2"])
            .unwrap()
            .len(),
        2
    );
}

#[test]
fn the_worlds_that_would_do_grow_with_the_square_of_the_error() {
    assert_eq!(enough_runs(1000, 0.2, 0.1), 4000);
    assert_eq!(enough_runs(1000, 0.1, 0.1), 1000);
    // 1000 x 1.21 is rounded up to two digits.
    assert_eq!(enough_runs(1000, 0.11, 0.1), 1300);
}

/// The oracle: the ordinary run of so many worlds has the error that was asked for, and the run of half as many has not.
#[test]
fn a_pilot_stops_at_the_first_doubling_at_which_the_ordinary_run_holds_the_rules() {
    let holds = |runs: u64, rules: &[Rule]| {
        let scenario = scenario(runs);
        let state = State::new(&scenario, Detail::Metrics).unwrap();
        let state = ensemble::run(&scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue)).unwrap();
        let milestone = Milestone::of(&state.summary());
        rules.iter().all(|rule| rule.look(&milestone).unwrap().holds)
    };
    let rules = rules(&["us_spending_usd_bn.mean cv<0.004", "peak_distrust.p95 se<0.06"]).unwrap();
    let pilot = pilot(&scenario(1), &rules, 20_000, &Options::default(), &mut |_| {}).unwrap();
    assert!(pilot.holds() && pilot.runs > 1000, "{pilot:?}");
    assert!((pilot.runs / 1000).is_power_of_two(), "{pilot:?}");
    assert!(holds(pilot.runs, &rules) && !holds(pilot.runs / 2, &rules), "{pilot:?}");
}

#[test]
fn a_pilot_that_does_not_get_there_says_how_many_worlds_would_do() {
    let rules = rules(&["us_spending_usd_bn.mean se<1e-3"]).unwrap();
    let pilot = pilot(&scenario(1), &rules, 1500, &Options::default(), &mut |_| {}).unwrap();
    assert_eq!((pilot.runs, pilot.holds()), (1500, false));
    assert!(pilot.findings[0].enough.unwrap() > 1_000_000, "{pilot:?}");
}

#[test]
fn figures_without_an_error_and_too_few_worlds_are_refused() {
    let problem = |texts: &[&str], most| {
        let rules = rules(texts).unwrap();
        pilot(&scenario(1), &rules, most, &Options::default(), &mut |_| {})
            .unwrap_err()
            .to_string()
    };
    assert!(problem(&["catastrophe_year.p50 se<0.1"], 2000).contains("catastrophe_year.never"));
    assert!(problem(&["china_lag_months_2035.p50 se<0.1"], 2000).contains("horizon"));
    assert!(problem(&["peak_distrust.p50 se<0.1"], 999).contains("at least 1,000"));
}
