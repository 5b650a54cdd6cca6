use super::*;
use crate::equations::world::*;

fn weights([capability, price, openness, supply, outreach, network, standards, usage]: [Num<1>; 8]) -> Weights<1> {
    Weights {
        capability,
        price,
        openness,
        supply,
        outreach,
        network,
        standards,
        usage,
    }
}

fn offer(
    [
        appeal,
        released_eci,
        unit_cost,
        open_weights,
        compute_h100e,
        outreach,
        share,
        standards,
        usage,
    ]: [Num<1>; 9],
) -> Offer<1> {
    Offer {
        appeal,
        released_eci,
        log_unit_cost: unit_cost.ln(),
        open_weights,
        log_compute: compute_h100e.ln(),
        log_served: Num([0.0]),
        outreach,
        share,
        standards,
        usage,
    }
}

#[test]
fn third_countries_like_what_is_better_cheaper_more_open_and_more_plentiful_than_the_rivals() {
    // 0.1 + 0.5 * (140 - 134) / 10 + 0.4 * ln(1.2 / 0.9) + 0.3 * 0.7 + 0.2 * ln(5e6 / 2e6) + 0.6 * 0.4 + 0.8 * 0.3 +
    // 0.5 * 0.2 + 0.2 * 0.9
    worked(
        |[
            a,
            b,
            c,
            d,
            e,
            f,
            z,
            u,
            g,
            h,
            i,
            j,
            k,
            l,
            m,
            x,
            v,
            n,
            o,
            p,
            q,
            r,
            s,
            t,
            y,
            w,
        ]| {
            let weights = weights([a, b, c, d, e, f, z, u]);
            let own = offer([g, h, i, j, k, l, m, x, v]);
            let rival = offer([n, o, p, q, r, s, t, y, w]);
            utility(&weights, &own, &rival)
        },
        [
            ("capability", 0.5, Rises),
            ("price", 0.4, Rises),
            ("openness", 0.3, Rises),
            ("supply", 0.2, Rises),
            ("outreach weight", 0.6, Rises),
            ("network", 0.8, Rises),
            ("standards weight", 0.5, Rises),
            ("usage weight", 0.2, Rises),
            ("appeal", 0.1, Rises),
            ("released", 140.0, Rises),
            ("unit cost", 0.9, Falls),
            ("open weights", 0.7, Rises),
            ("compute", 5e6, Rises),
            ("outreach", 0.4, Rises),
            ("share", 0.3, Rises),
            ("standards", 0.2, Rises),
            ("usage", 0.9, Rises),
            ("rival appeal", 0.15, Stays),
            ("rival released", 134.0, Falls),
            ("rival unit cost", 1.2, Rises),
            ("rival open weights", 0.45, Stays),
            ("rival compute", 2e6, Falls),
            ("rival outreach", 0.35, Stays),
            ("rival share", 0.25, Stays),
            ("rival standards", 0.15, Stays),
            ("rival usage", 0.1, Stays),
        ],
        1.6683309753555433,
    );
}

#[test]
fn serving_costs_half_energy_and_half_labour() {
    // 0.8 / 2 + 0.5 / 2
    worked(
        |[energy_ratio, labour_ratio]| unit_cost(energy_ratio, labour_ratio),
        [("energy ratio", 0.8, Rises), ("labour ratio", 0.5, Rises)],
        0.65,
    );
}

#[test]
fn the_united_states_gain_by_their_own_utility_and_by_pressure_on_the_unaligned() {
    // exp(0.4) / (exp(0.4) + exp(0.9) + exp(0.3 + 0.5 - 0.2 * 1.5))
    worked(
        |[a, b, c, d, e, f]| target_shares([a, b], c, d, e, f)[0],
        [
            ("us utility", 0.4, Rises),
            ("china utility", 0.9, Falls),
            ("unaligned network", 0.3, Falls),
            ("unaligned appeal", 0.5, Falls),
            ("pressure", 0.2, Rises),
            ("mean distrust", 1.5, Rises),
        ],
        0.2663901757727681,
    );
}

#[test]
fn china_gains_by_its_own_utility_and_by_pressure_on_the_unaligned() {
    // exp(0.9) / (exp(0.4) + exp(0.9) + exp(0.3 + 0.5 - 0.2 * 1.5))
    worked(
        |[a, b, c, d, e, f]| target_shares([a, b], c, d, e, f)[1],
        [
            ("us utility", 0.4, Falls),
            ("china utility", 0.9, Rises),
            ("unaligned network", 0.3, Falls),
            ("unaligned appeal", 0.5, Falls),
            ("pressure", 0.2, Rises),
            ("mean distrust", 1.5, Rises),
        ],
        0.43920314910210867,
    );
}

#[test]
fn the_unaligned_keep_what_network_and_appeal_hold_against_pressure() {
    // exp(0.3 + 0.5 - 0.2 * 1.5) / (exp(0.4) + exp(0.9) + exp(0.3 + 0.5 - 0.2 * 1.5))
    worked(
        |[a, b, c, d, e, f]| target_shares([a, b], c, d, e, f)[2],
        [
            ("us utility", 0.4, Falls),
            ("china utility", 0.9, Falls),
            ("unaligned network", 0.3, Rises),
            ("unaligned appeal", 0.5, Rises),
            ("pressure", 0.2, Falls),
            ("mean distrust", 1.5, Falls),
        ],
        0.29440667512512325,
    );
}

#[test]
fn only_differences_of_utilities_count_however_large_they_are() {
    for top in [-5e3, 5e3] {
        for [first, second, third] in [[0, 1, 2], [1, 2, 0], [2, 0, 1]] {
            let mut utilities = [top - 2e3; 3];
            utilities[first] = top;
            utilities[second] = top - 10.0;
            let [us, china, alone] = utilities.map(|x| Num([x]));
            let shares = target_shares([us, china], Num([0.0]), alone, Num([0.0]), Num([0.0]));
            // 1 / (1 + exp(-10))
            near(shares[first], 0.9999546021312976);
            near(1.0 - shares[second], 0.9999546021312976);
            near(shares[third], 0.0);
        }
    }
}

#[test]
fn good_luck_in_alignment_lifts_the_united_states() {
    // 0.4 + 0.3 * 0.7 / 2
    worked(
        |[a, b, c, d]| shifted_utilities([a, b], c, d)[0],
        [
            ("us utility", 0.4, Rises),
            ("china utility", 0.9, Stays),
            ("noise", 0.3, Rises),
            ("shock", 0.7, Rises),
        ],
        0.505,
    );
}

#[test]
fn good_luck_in_alignment_lowers_china() {
    // 0.9 - 0.3 * 0.7 / 2
    worked(
        |[a, b, c, d]| shifted_utilities([a, b], c, d)[1],
        [
            ("us utility", 0.4, Stays),
            ("china utility", 0.9, Rises),
            ("noise", 0.3, Falls),
            ("shock", 0.7, Falls),
        ],
        0.795,
    );
}

#[test]
fn a_share_moves_toward_its_target() {
    // 0.3 + 0.25 * 0.6 * (0.45 - 0.3)
    worked(
        |[share, target, speed, step]| next_share(share, target, speed, step.0[0]),
        [
            ("share", 0.3, Rises),
            ("target", 0.45, Rises),
            ("speed", 0.6, Rises),
            ("step", 0.25, Rises),
        ],
        0.3225,
    )
    // 0.7 + 0.25 * 0.6 * (0.45 - 0.7)
    .and(
        [("share", 0.7, Rises), ("speed", 0.6, Falls), ("step", 0.25, Falls)],
        0.6625,
    );
}

#[test]
fn the_world_is_split_where_blocs_are_balanced_and_hostile_and_few_stay_out() {
    // (1 - 0.25) * 4 * 0.3 * 0.45 / (0.3 + 0.45)^2 * (1 - exp(-(1.2 / 2 + 0.8 / 4)))
    worked(
        |[a, b, c, d, e]| fragmentation([a, b, c], d, e),
        [
            ("us share", 0.3, Rises),
            ("china share", 0.45, Falls),
            ("unaligned share", 0.25, Falls),
            ("mean distrust", 1.2, Rises),
            ("mean acts", 0.8, Rises),
        ],
        0.39648314583560046,
    )
    // (1 - 0.3) * 4 * 0.5 * 0.2 / (0.5 + 0.2)^2 * (1 - exp(-(1.2 / 2 + 0.8 / 4)))
    .and(
        [
            ("us share", 0.5, Falls),
            ("china share", 0.2, Rises),
            ("unaligned share", 0.3, Falls),
        ],
        0.3146691633615877,
    );
}

#[test]
fn one_bloc_no_bloc_or_no_hostility_is_no_split() {
    let split =
        |shares: [f64; 3], hostility: f64| fragmentation(shares.map(|x| Num([x])), Num([hostility]), Num([hostility]));
    assert_eq!(split([0.8, 0.0, 0.2], 2.0), Num([0.0]));
    assert_eq!(split([0.0, 0.8, 0.2], 2.0), Num([0.0]));
    assert_eq!(split([0.0, 0.0, 1.0], 2.0), Num([0.0]));
    assert_eq!(split([0.4, 0.4, 0.2], 0.0), Num([0.0]));
    near(split([0.5, 0.5, 0.0], 900.0), 1.0);
    near(split([0.6, 0.6, -0.2], 900.0), 1.0);
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn target_shares_are_shares_that_sum_to_one(
        utilities in proptest::array::uniform2(-9.0..9.0), network in -3.0..3.0, appeal in -3.0..3.0, h in 0.0..6.0,
    ) {
        let [network, appeal, h] = [network, appeal, h].map(|x| Num([x]));
        let shares = target_shares(utilities.map(|x| Num([x])), network, appeal, Num([0.4]), h).map(|Num([x])| x);
        prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
    }

    #[test]
    fn luck_leaves_the_sum_of_utilities(us in -5.0..5.0, china in -5.0..5.0, shock in -5.0..5.0) {
        let [a, b] = shifted_utilities([Num([us]), Num([china])], Num([0.7]), Num([shock])).map(|Num([x])| x);
        prop_assert!((a + b - us - china).abs() < 1e-12);
    }

    #[test]
    fn a_split_is_a_share_and_does_not_ask_which_bloc_is_which(us in 0.0..=1.0, part in 0.0..=1.0, h in 0.0..6.0, acts in 0.0..3.0) {
        let china = (1.0 - us) * part;
        let split = |a, b| fragmentation([a, b, 1.0 - us - china].map(|x| Num([x])), Num([h]), Num([acts])).0[0];
        prop_assert!((0.0..=1.0).contains(&split(us, china)));
        prop_assert_eq!(split(us, china), split(china, us));
    }

    #[test]
    fn a_share_on_its_way_to_a_share_is_a_share(share in 0.0..=1.0, target in 0.0..=1.0, speed in 0.0..4.0) {
        let Num([next]) = next_share(Num([share]), Num([target]), Num([speed]), 0.25);
        prop_assert!((-1e-12..=1.0 + 1e-12).contains(&next));
    }
}

#[test]
fn users_go_to_the_better_cheaper_and_more_open_models_and_to_those_that_serve_them() {
    // 1/(1 + exp(-(0.5 - (-0.4) + 2 * 1.5 * (140 - 134)/10 + 2 * 1.2 * ln(0.8/1) + 4 * (0.5 - 0.9) + 0.2 - 0.3)))
    worked(
        |[a, b, c, d, e, f, g, h, i, j, k, l, m]| {
            let zero = Num([0.0]);
            let us = Offer {
                log_served: l,
                ..offer([zero, f, g, h, Num([1.0]), zero, zero, zero, zero])
            };
            let china = Offer {
                log_served: m,
                ..offer([zero, i, j, k, Num([1.0]), zero, zero, zero, zero])
            };
            target_usage([a, b], c, d, e, &us, &china)
        },
        [
            ("appeal", 0.5, Rises),
            ("rival appeal", -0.4, Falls),
            ("capability", 1.5, Rises),
            ("price", 1.2, Falls),
            ("openness", 4.0, Falls),
            ("released", 140.0, Rises),
            ("unit cost", 1.0, Falls),
            ("open weights", 0.5, Rises),
            ("rival released", 134.0, Falls),
            ("rival unit cost", 0.8, Rises),
            ("rival open weights", 0.9, Falls),
            ("ln served", 0.2, Rises),
            ("rival ln served", 0.3, Falls),
        ],
        0.6140706053979722,
    );
}
