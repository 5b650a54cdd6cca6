//! Goals as they are typed, and which parameters stand together.

use super::*;
use crate::scenario::cards::Correlation;
use crate::scenario::load::cards::read_cards;
use crate::scenario::shipped;

#[test]
fn a_goal_goes_the_way_its_metric_favours_unless_it_says_which() {
    for (text, metric, more) in [
        ("china_lag_months_2030", Metric::LagMonths2030, true),
        ("china_lag_months_2030:less", Metric::LagMonths2030, false),
        ("incidents", Metric::Incidents, false),
        ("treaty_year:less", Metric::TreatyYear, false),
    ] {
        assert_eq!(Goal::parse(text).unwrap(), Goal { metric, more }, "{text}");
    }
    let refused = Goal::parse("treaty_year").unwrap_err().to_string();
    assert!(refused.contains("treaty_year:more or treaty_year:less"), "{refused}");
}

#[test]
fn a_year_that_never_comes_counts_as_the_end_of_the_horizon() {
    let soon = Goal::parse("treaty_year:less").unwrap();
    assert_eq!(soon.payoff(f64::INFINITY, 216), -2041.0);
    assert_eq!(soon.payoff(2030.5, 216), -2030.5);
    let late = Goal::parse("catastrophe_year").unwrap();
    assert_eq!(late.payoff(f64::INFINITY, 216), 2041.0);
}

/// A chain of correlations is one cluster, whatever the order in which it is stated; a pair apart is another.
#[test]
fn parameters_that_correlations_join_stand_together() {
    let mut cards = read_cards(&shipped::parameters()).unwrap();
    let join = |first, second| Correlation {
        first,
        second,
        rank_correlation: 0.3,
    };
    cards.correlations = vec![join(9, 7), join(2, 3), join(5, 9), join(7, 5)];
    assert_eq!(clusters(&cards), [vec![2, 3], vec![5, 7, 9]]);
    let chosen = Group {
        name: "mine".to_owned(),
        kind: GroupKind::Chosen,
        members: vec![2, 9],
    };
    let groups = groups(&cards, std::slice::from_ref(&chosen));
    let of = |kind: GroupKind| groups.iter().filter(move |group| group.kind == kind);
    let uncertain = of(GroupKind::All).next().unwrap().members.clone();
    assert_eq!(
        of(GroupKind::Single)
            .flat_map(|group| group.members.clone())
            .collect::<Vec<_>>(),
        uncertain
    );
    assert_eq!(of(GroupKind::Chosen).collect::<Vec<_>>(), [&chosen]);
    assert_eq!(of(GroupKind::Correlated).count(), 2);
}
