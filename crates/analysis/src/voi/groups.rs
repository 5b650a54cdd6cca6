//! Parameters whose value is asked for together.

use crate::study::keys;
use engine::scenario::cards::CardSet;
use serde::{Deserialize, Serialize};

/// Parameters whose value is asked for together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    pub name: String,
    pub kind: GroupKind,
    /// Places in the registry.
    #[serde(with = "keys::parameter_places")]
    pub members: Vec<usize>,
}

/// Why parameters stand together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupKind {
    /// One parameter.
    Single,
    /// Parameters that are correlated, directly or through others.
    Correlated,
    /// As the user says.
    Chosen,
    /// All that vary.
    All,
}

impl GroupKind {
    /// As in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Single => "parameter",
            Self::Correlated => "correlated",
            Self::Chosen => "group",
            Self::All => "all",
        }
    }
}

/// All groups: every uncertain parameter, clusters of correlated ones, the user's, all together.
pub fn groups(cards: &CardSet, chosen: &[Group]) -> Vec<Group> {
    let varies = |place: usize| {
        let (low, high) = cards.cards[place].distribution.bounds();
        low < high
    };
    let uncertain: Vec<usize> = (0..cards.cards.len()).filter(|&place| varies(place)).collect();
    let single = |&place: &usize| Group {
        name: cards.cards[place].key.clone(),
        kind: GroupKind::Single,
        members: vec![place],
    };
    let mut groups: Vec<Group> = uncertain.iter().map(single).collect();
    groups.extend(clusters(cards).into_iter().map(|members| {
        let keys: Vec<&str> = members.iter().map(|&place| cards.cards[place].key.as_str()).collect();
        Group {
            name: keys.join(" + "),
            kind: GroupKind::Correlated,
            members,
        }
    }));
    groups.extend(chosen.iter().cloned());
    groups.push(Group {
        name: "all parameters".to_owned(),
        kind: GroupKind::All,
        members: uncertain,
    });
    groups
}

/// Parameters that stated correlations join, each cluster ascending.
fn clusters(cards: &CardSet) -> Vec<Vec<usize>> {
    let mut first: Vec<usize> = (0..cards.cards.len()).collect();
    for correlation in cards.correlations.iter().filter(|one| one.rank_correlation != 0.0) {
        let (one, other) = (first[correlation.first], first[correlation.second]);
        let (low, high) = (one.min(other), one.max(other));
        first
            .iter_mut()
            .filter(|root| **root == high)
            .for_each(|root| *root = low);
    }
    let of = |root: usize| {
        (0..first.len())
            .filter(|&place| first[place] == root)
            .collect::<Vec<_>>()
    };
    (0..first.len()).map(of).filter(|members| members.len() > 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::cards::Correlation;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

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
}
