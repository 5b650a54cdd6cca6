use super::*;
use crate::equations::division::*;

#[test]
fn compute_moves_toward_the_share_that_the_lever_asks_for() {
    // 0.4 + 0.25 * (1.5 * 0.3 - 0.4) / 0.8
    worked(
        |[share, usual, priority, years, step]| next_share(share, usual, priority, years.into(), step.0[0]),
        [
            ("share", 0.4, Rises),
            ("usual", 0.3, Rises),
            ("priority", 1.5, Rises),
            ("years", 0.8, Falls),
            ("step", 0.25, Rises),
        ],
        0.415625,
    )
    // 0.8 + 0.25 * (0.9 - 0.8) / 0.8: more than nine tenths never serve users.
    .and(
        [("share", 0.8, Rises), ("usual", 0.6, Stays), ("priority", 1.8, Stays)],
        0.83125,
    );
}

#[test]
fn what_does_not_serve_users_is_divided_between_training_and_research() {
    // 0.25 * (1 - 0.4); (1 - 0.25) * (1 - 0.4)
    worked(
        |[inference, part]| development_shares(inference, part)[0],
        [("inference share", 0.4, Falls), ("training part", 0.25, Rises)],
        0.15,
    );
    worked(
        |[inference, part]| development_shares(inference, part)[1],
        [("inference share", 0.4, Falls), ("training part", 0.25, Falls)],
        0.45,
    );
}

#[test]
fn a_use_is_counted_against_what_it_usually_has() {
    // 0.3 / 0.4
    worked(
        |[share, usual]| relative_use(share, usual),
        [("share", 0.3, Rises), ("usual", 0.4, Falls)],
        0.75,
    );
    assert_eq!(relative_use(Num([0.0]), Num([0.4])), Num([0.01]));
    // 1.5^0.4
    worked(
        |[log_use, returns]| served_use(log_use, returns),
        [("ln use", 0.4054651081081644, Rises), ("returns", 0.4, Rises)],
        1.1760790225246736,
    );
}

proptest! {
    #![proptest_config(drawn())]

    #[test]
    fn as_things_are_no_bit_moves(usual in 0.05..0.9, part in 0.05..0.9, years in 0.1..2.0, returns in 0.0..1.0) {
        let [usual, part] = [usual, part].map(|x| Num([x]));
        let kept = |share| next_share(share, share, Num([1.0]), Num([years]).into(), 1.0 / 12.0);
        prop_assert_eq!([kept(usual), kept(part)], [usual, part]);
        let shares = development_shares(usual, part);
        for share in [shares[0], shares[1], usual] {
            let relative = relative_use(share, share);
            prop_assert_eq!(relative, Num([1.0]));
            prop_assert_eq!(relative.ln(), Num([0.0]));
            prop_assert_eq!(served_use(relative.ln(), Num([returns])), Num([1.0]));
        }
    }

    #[test]
    fn shares_add_up_whatever_the_levers_ask(share in 0.0..0.9, usual in 0.05..0.9, priority in 0.0..2.0, years in 0.1..2.0, part in 0.0..0.9) {
        let inference = next_share(Num([share]), Num([usual]), Num([priority]), Num([years]).into(), 1.0 / 12.0);
        let [training, research] = development_shares(inference, Num([part]));
        let shares = [training, research, inference].map(|Num([x])| x);
        prop_assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
        prop_assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-15);
    }
}
