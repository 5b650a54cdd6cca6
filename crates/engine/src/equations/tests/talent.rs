use super::*;
use crate::equations::talent::*;

fn side(values: [Num<1>; 8]) -> Side<1> {
    let [
        researchers,
        reward,
        openness,
        emigration_per_year,
        return_programme,
        return_per_year,
        diaspora_share,
        world_arrivals,
    ] = values;
    Side {
        researchers,
        reward,
        openness,
        emigration_per_year,
        return_programme,
        return_per_year,
        diaspora_share,
        world_arrivals,
    }
}

/// Net arrivals of one side, with the arrivals of both.
fn net(own: &Side<1>, rival: &Side<1>) -> Num<1> {
    let arrivals = [
        arrivals_thousand_per_year(own, rival),
        arrivals_thousand_per_year(rival, own),
    ];
    net_arrivals_thousand_per_year(arrivals[0], arrivals[1], rival)
}

#[test]
fn researchers_go_where_doors_are_open_and_rewards_high_and_some_return() {
    // 0.06 * 0.7 * 20 * 3 / (3 + 2) - 0.04 * 0.5 * 14 * 2 / (3 + 2) + 0.02 * 0.6 * 0.15 * 20 - 0.03 * 0.4 * 0.25 *
    // 14 + 1.1 * 0.7
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]| {
            let own = side([a, b, c, d, e, f, g, h]);
            let rival = side([i, j, k, l, m, n, o, p]);
            net(&own, &rival)
        },
        [
            ("researchers", 14.0, Falls),
            ("reward", 3.0, Rises),
            ("openness", 0.7, Rises),
            ("emigration", 0.04, Falls),
            ("programme", 0.6, Rises),
            ("return rate", 0.02, Rises),
            ("diaspora", 0.15, Rises),
            ("arrivals", 1.1, Rises),
            ("rival researchers", 20.0, Rises),
            ("rival reward", 2.0, Falls),
            ("rival openness", 0.5, Falls),
            ("rival emigration", 0.06, Rises),
            ("rival programme", 0.4, Falls),
            ("rival return rate", 0.03, Falls),
            ("rival diaspora", 0.25, Falls),
            ("rival arrivals", 1.7, Stays),
        ],
        1.156,
    );
}

#[test]
fn arrivals_count_nobody_who_leaves() {
    // 0.06 * 0.7 * 20 * 3 / (3 + 2) + 0.02 * 0.6 * 0.15 * 20 + 1.1 * 0.7
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k]| {
            let zero = Num([0.0]);
            let own = side([zero, a, b, c, d, e, f, g]);
            let rival = side([h, i, j, k, zero, zero, zero, zero]);
            arrivals_thousand_per_year(&own, &rival)
        },
        [
            ("reward", 3.0, Rises),
            ("openness", 0.7, Rises),
            ("emigration", 0.04, Stays),
            ("programme", 0.6, Rises),
            ("return rate", 0.02, Rises),
            ("diaspora", 0.15, Rises),
            ("world arrivals", 1.1, Rises),
            ("rival researchers", 20.0, Rises),
            ("rival reward", 2.0, Falls),
            ("rival openness", 0.5, Stays),
            ("rival emigration", 0.06, Rises),
        ],
        1.31,
    );
}

#[test]
fn researchers_grow_by_graduates_below_a_ceiling_and_by_arrivals() {
    // max(1, 14 + 0.25 * (0.05 * 14 * (1 - 14 / 40) + 0.6))
    worked(
        |[a, b, c, d, e]| next_researchers_thousand(a, b, c.into(), d, e.0[0]),
        [
            ("researchers", 14.0, Rises),
            ("graduates", 0.05, Rises),
            ("ceiling", 40.0, Rises),
            ("arrivals", 0.6, Rises),
            ("step", 0.25, Rises),
        ],
        14.26375,
    )
    // max(1, 50 + 0.25 * (0.05 * 50 * (1 - 50 / 40) + (-0.6)))
    .and(
        [
            ("researchers", 50.0, Rises),
            ("graduates", 0.05, Falls),
            ("arrivals", -0.6, Rises),
            ("step", 0.25, Falls),
        ],
        49.69375,
    );
}

#[test]
fn a_thousand_researchers_always_remain_and_none_are_added_at_the_ceiling() {
    let [graduates, ceiling] = [Num([0.3]), Num([40.0])];
    assert_eq!(
        next_researchers_thousand(Num([2.0]), graduates, ceiling.into(), Num([-30.0]), 0.25),
        Num([1.0])
    );
    near(
        next_researchers_thousand(ceiling, graduates, ceiling.into(), Num([0.0]), 0.25),
        40.0,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn what_one_side_gains_from_the_other_the_other_loses(
        own in proptest::array::uniform7(0.05..1.0), rival in proptest::array::uniform7(0.05..1.0),
    ) {
        let closed_to_the_world = |v: [f64; 7]| side([v[0], v[1], v[2], v[3], v[4], v[5], v[6], 0.0].map(|x| Num([x])));
        let (own, rival) = (closed_to_the_world(own), closed_to_the_world(rival));
        let both = net(&own, &rival) + net(&rival, &own);
        prop_assert!(both.0[0].abs() < 1e-12);
    }
}
