use super::*;
use engine::scenario::load::{Request, load};
use engine::scenario::shipped;

fn scenario(set: &[&str]) -> Scenario {
    let request = Request {
        set: set.iter().map(|&text| text.to_owned()).collect(),
        ..Request::new(
            shipped::resolve(engine::scenario::load::Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        )
    };
    load(&request, &shipped::resolve).unwrap()
}

fn read(scenario: &Scenario, inputs: &[&str], groups: &[&str]) -> Result<Choice> {
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
    Choice::read(scenario, &owned(inputs), &owned(groups))
}

/// Name, then keys of the members, of each line.
fn lines(scenario: &Scenario, choice: &Choice) -> Vec<(String, Vec<String>)> {
    let key = |&column: &usize| choice.inputs[column].input.key(&scenario.cards).to_owned();
    let line = |factor: &Named| (factor.name.clone(), factor.columns.iter().map(key).collect());
    choice.factors.iter().map(line).collect()
}

#[test]
fn members_of_a_group_stand_together_and_need_not_be_named_before() {
    let scenario = scenario(&[]);
    let choice = read(
        &scenario,
        &["us.chip_controls", "shared.leak_share", "us.outreach=0.2:0.4"],
        &["smuggling=shared.leak_share,shared.diverted_share"],
    )
    .unwrap();
    let expected = [
        ("us.chip_controls", vec!["us.chip_controls"]),
        ("smuggling", vec!["shared.leak_share", "shared.diverted_share"]),
        ("us.outreach", vec!["us.outreach"]),
    ];
    let expected =
        expected.map(|(name, keys)| (name.to_owned(), keys.into_iter().map(str::to_owned).collect::<Vec<_>>()));
    assert_eq!(lines(&scenario, &choice), expected);
    let domains: Vec<Domain> = choice.inputs.iter().map(|chosen| chosen.domain).collect();
    let range = |low, high| Domain::Between { low, high };
    assert_eq!(domains, [range(0.0, 1.0), Domain::Card, Domain::Card, range(0.2, 0.4)]);
}

#[test]
fn a_pattern_takes_uncertain_parameters_and_a_key_by_its_name_goes_before_it() {
    let scenario = scenario(&[]);
    let choice = read(&scenario, &["china.fab_*", "china.fab_growth_per_year=1.0:1.2"], &[]).unwrap();
    assert!(choice.inputs.len() > 1);
    for chosen in &choice.inputs {
        let key = chosen.input.key(&scenario.cards);
        assert!(key.starts_with("china.fab_") && is_uncertain(&scenario.cards, chosen.input));
        assert_eq!(key == "china.fab_growth_per_year", chosen.domain != Domain::Card);
    }
}

#[test]
fn everything_is_every_uncertain_parameter_once_with_correlated_ones_together() {
    let scenario = scenario(&[]);
    let choice = Choice::everything(&scenario.cards);
    let uncertain = Input::all()
        .filter(|&input| is_uncertain(&scenario.cards, input))
        .count();
    let mut inputs: Vec<Input> = choice.inputs.iter().map(|chosen| chosen.input).collect();
    inputs.sort_unstable();
    inputs.dedup();
    assert_eq!((inputs.len(), choice.inputs.len()), (uncertain, uncertain));
    choice.check_correlations(&scenario.cards).unwrap();
    let grouped = choice.factors.iter().filter(|factor| factor.columns.len() > 1).count();
    assert_eq!(grouped, scenario.cards.correlations.len());
    let two = choice.only(&[5, 2]);
    assert_eq!(
        [&two.factors[0].name, &two.factors[1].name],
        [&choice.factors[5].name, &choice.factors[2].name]
    );
}

#[test]
fn a_partner_that_is_fixed_is_no_partner() {
    let fixed = scenario(&["china.run_share=0.05"]);
    let choice = read(&fixed, &["us.run_share"], &[]).unwrap();
    assert_eq!(choice.factors.len(), 1);
}

#[test]
fn what_cannot_be_an_input_is_refused_with_what_to_type() {
    let plain = scenario(&[]);
    let changed = scenario(&["us.chip_controls=0.5"]);
    for (scenario, inputs, groups, words) in [
        (&plain, &["us.chip_control"][..], &[][..], &["us.chip_controls"][..]),
        (&plain, &["us.fab_growth"], &[], &["did you mean"]),
        (&plain, &["us.leak_share"], &[], &["`shared.leak_share`"]),
        (&plain, &["us.outreach", "us.outreach"], &[], &["twice"]),
        (&plain, &["us.outreach=0.5"], &[], &["LOW:HIGH"]),
        (&plain, &["us.outreach=0.5:0.5"], &[], &["not below"]),
        (&plain, &["us.outreach=0.7:0.5"], &[], &["not below"]),
        (&plain, &["us.outreach=0.5:nan"], &[], &["numbers"]),
        (&plain, &["us.outreach=0.5:1.5"], &[], &["0 to 1"]),
        (
            &plain,
            &["shared.data_exponent=0.1:0.5"],
            &[],
            &["bounds", "0.3 to 0.8"],
        ),
        (
            &plain,
            &["shared.run_months"],
            &[],
            &["no uncertainty", "3", "LOW:HIGH"],
        ),
        (&plain, &["shared.run_months=-1:4"], &[], &["allowed"]),
        (&plain, &["us.chip_*"], &[], &["us.chip_controls"]),
        (&plain, &["us.*=0:1"], &[], &["KEY=LOW:HIGH"]),
        (&changed, &["us.chip_controls"], &[], &["--set"]),
        (
            &plain,
            &["us.run_share"],
            &[],
            &["--group \"run_share=us.run_share,china.run_share\""],
        ),
        (
            &plain,
            &["shared.leak_share", "shared.diverted_share"],
            &[],
            &["leak_share+diverted_share"],
        ),
        (
            &plain,
            &["us.run_share=0.03:0.05"],
            &["a=us.run_share,china.run_share"],
            &["LOW:HIGH"],
        ),
        (&plain, &[], &["us.outreach"], &["no `=`"]),
        (&plain, &[], &["a="], &["no members"]),
        (&plain, &[], &["chance=us.outreach"], &["name of its own"]),
        (&plain, &[], &["us.outreach=china.outreach"], &["taken"]),
        (&plain, &[], &["a=us.outreach,us.outreach"], &["twice"]),
        (
            &plain,
            &[],
            &["a=us.outreach", "b=us.outreach"],
            &["groups `a` and `b`"],
        ),
        (&plain, &[], &["a=us.outreach", "a=china.outreach"], &["taken"]),
    ] {
        let refusal = match read(scenario, inputs, groups) {
            Ok(choice) => panic!("{inputs:?} {groups:?} gave {choice:?}"),
            Err(error) => error.to_string(),
        };
        assert!(
            words.iter().all(|word| refusal.contains(word)),
            "{inputs:?} {groups:?}: {refusal}"
        );
    }
}
