//! Which parameters stand together.

use super::*;
use crate::figures::render;
use analysis::aim::Aim;
use analysis::compare::Case;
use analysis::voi::groups::groups;
use analysis::voi::{Analysis, Basis, Group, GroupKind, Payoffs};
use engine::numeric::streams::Streams;
use engine::scenario::load::{Kind as FileKind, Request, load};
use engine::scenario::shipped;
use results::store::manifest::Key;

/// Two policies whose difference is the distance of one parameter from a bit below its middle, give or take some luck: knowing that
/// parameter is worth resolving, no other is, and the choice turns where the difference does.
#[test]
fn the_parameter_that_decides_is_named_ranked_and_drawn() {
    let baseline = shipped::resolve(FileKind::Scenario, "baseline").unwrap();
    let scenario = load(&Request::new(baseline, shipped::parameters()), &shipped::resolve).unwrap();
    let case = |name: &str| Case {
        name: name.to_owned(),
        scenario: scenario.clone(),
    };
    let cases = [case("one"), case("other")];
    let mut stream = Streams::new(6).open(0, 0);
    let worlds = 2000;
    let parameters: Vec<Vec<f64>> = scenario
        .cards
        .cards
        .iter()
        .map(|_| (0..worlds).map(|_| stream.uniform()).collect())
        .collect();
    let groups: Vec<Group> = groups(&scenario.cards, &[])
        .into_iter()
        .filter(|group| group.kind == GroupKind::Single)
        .take(12)
        .collect();
    let deciding = groups[4].members[0];
    let difference = parameters[deciding]
        .iter()
        .map(|x| x - 0.45 + 0.2 * (stream.uniform() - 0.5));
    let payoffs = Payoffs::new(vec![
        vec![1.0; worlds],
        difference.map(|difference| 1.0 - difference).collect(),
    ]);
    let partial = groups
        .iter()
        .map(|group| Basis::of(&[&parameters[group.members[0]]]).map(|basis| payoffs.partial(&basis)))
        .collect();
    let analysis = Analysis {
        cases: &cases,
        goal: Aim::parse("us_payoff").unwrap(),
        perfect: payoffs.perfect(),
        payoffs,
        groups,
        partial,
        parameters,
        left_out: 0,
    };
    let worth: Vec<usize> = (0..12).filter(|&place| analysis.is_worth(place)).collect();
    assert_eq!((worth, analysis.ranked(|_| true)[0]), (vec![4], 4));
    let lines = analysis.lines();
    assert_eq!(lines.len(), 1);
    // The other policy is better below 0.45.
    for (x, difference) in lines[0].values.iter().zip(&lines[0].differences[1]) {
        assert!((difference - (0.45 - x)).abs() < 0.03, "{difference} at {x}");
    }
    let figures = pictures::figures(&analysis, &Key::of_parts(&[]));
    let rendered: Vec<_> = figures.iter().map(|figure| render(figure).unwrap()).collect();
    let names: Vec<String> = rendered.iter().map(|figure| figure.name.clone()).collect();
    assert_eq!(names, pictures::names()[..3]);
    assert_eq!(
        tables::tables(&analysis).len(),
        analysis::voi::schema::SCHEMAS.len() + 1
    );
}
