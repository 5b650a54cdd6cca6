//! Tables worked by hand.

use super::criteria::{Criterion, Values, scores};
use super::pairs::{Survival, pairs};
use super::threshold::Threshold;
use crate::aim::Wanted;
use engine::model::metrics::{METRICS, Metric, Metrics};

/// Three policies under two worldviews of two worlds each:
///
/// | policy | worldview 0 | worldview 1 | means |
/// |---|---|---|---|
/// | bold | 12, 8 | 0, 2 | 10, 1 |
/// | even | 5, 5 | 5, 5 | 5, 5 |
/// | shy | 4, 6 | 6, 4 | 5, 5 |
///
/// The best in each world: 12, 8 and 6, 5.
fn by_hand() -> Values {
    [
        [[12.0, 8.0], [0.0, 2.0]],
        [[5.0, 5.0], [5.0, 5.0]],
        [[4.0, 6.0], [6.0, 4.0]],
    ]
    .map(|policy| policy.map(|worlds| worlds.to_vec()).to_vec())
    .to_vec()
}

#[test]
fn criteria_are_those_of_the_table_worked_by_hand() {
    let found = scores(&by_hand(), Wanted::More, 0.25);
    let of = |criterion: Criterion| found.iter().map(|one| criterion.of(one)).collect::<Vec<f64>>();
    assert_eq!(of(Criterion::Expected), [5.5, 5.0, 5.0]);
    assert_eq!(of(Criterion::WorstWorldview), [1.0, 5.0, 5.0]);
    assert_eq!(of(Criterion::Hurwicz), [0.25 * 10.0 + 0.75, 5.0, 5.0]);
    // Means: the best are 10 and 5.
    assert_eq!(of(Criterion::SavageWorldviews), [4.0, 5.0, 5.0]);
    assert_eq!((found[0].savage_worldview, found[1].savage_worldview), (1, 0));
    // Regrets: bold 0, 0, 6, 3; even 7, 3, 1, 0; shy 8, 2, 0, 1.
    assert_eq!(of(Criterion::SavageWorlds), [6.0, 7.0, 8.0]);
    // Rank 2.7 of 0..3: between the third and the fourth of them.
    for (found, expected) in of(Criterion::Regret90)
        .iter()
        .zip([3.0 + 0.7 * 3.0, 3.0 + 0.7 * 4.0, 2.0 + 0.7 * 6.0])
    {
        assert!((found - expected).abs() < 1e-12, "{found} {expected}");
    }
    // Rank 0.15: between the lowest and the next.
    for (found, expected) in of(Criterion::UnluckyWorlds).iter().zip([0.3, 5.0, 4.0]) {
        assert!((found - expected).abs() < 1e-12);
    }
    let best = Criterion::ALL.map(|criterion| criterion.best(&found, Wanted::More));
    let expected: [&[usize]; 7] = [&[0], &[1, 2], &[1], &[1, 2], &[0], &[0], &[0]];
    assert_eq!(best.each_ref().map(Vec::as_slice), expected);
    // The error of bold: standard errors 2 and 1 of its two means.
    assert!((found[0].expected_error - 5.0_f64.sqrt() / 2.0).abs() < 1e-12);
}

/// Where less is better, the negative table has the same regrets and choices, and the negative values.
#[test]
fn wanting_less_of_the_negative_is_wanting_more() {
    let negative: Values = by_hand()
        .into_iter()
        .map(|policy| {
            policy
                .into_iter()
                .map(|worlds| worlds.iter().map(|x| -x).collect())
                .collect()
        })
        .collect();
    let (plain, turned) = (
        scores(&by_hand(), Wanted::More, 0.25),
        scores(&negative, Wanted::Less, 0.25),
    );
    for criterion in Criterion::ALL {
        assert_eq!(
            criterion.best(&plain, Wanted::More),
            criterion.best(&turned, Wanted::Less)
        );
        let sign = if criterion.is_regret() { 1.0 } else { -1.0 };
        for (plain, turned) in plain.iter().zip(&turned) {
            assert_eq!(criterion.of(turned), sign * criterion.of(plain), "{criterion:?}");
        }
    }
}

#[test]
fn a_ranking_survives_turns_or_is_not_known() {
    let steady = |level: f64| (0..20).map(|k| level + f64::from(k % 5)).collect::<Vec<f64>>();
    // The noise is the same in all, so that differences are known exactly; the last worldview adds noise of its own.
    let noisy = |level: f64| (0..20).map(|k| level + f64::from(k * 7 % 20)).collect::<Vec<f64>>();
    let values = vec![
        vec![steady(3.0), steady(3.0), steady(3.0)],
        vec![steady(1.0), steady(2.0), steady(2.5)],
        vec![steady(2.0), steady(4.0), noisy(2.0)],
    ];
    let found = pairs(&values, Wanted::More);
    let said: Vec<_> = found
        .iter()
        .map(|pair| (pair.better, pair.worse, pair.survival))
        .collect();
    assert_eq!(
        said,
        [
            (0, 1, Survival::Survives),
            (0, 2, Survival::Turns),
            (2, 1, Survival::Survives)
        ]
    );
    assert_eq!(found[0].differences[2].value, 0.5);
    let unknown = vec![vec![steady(1.0), steady(1.0)], vec![steady(0.0), noisy(-6.5)]];
    assert_eq!(pairs(&unknown, Wanted::More)[0].survival, Survival::Unknown);
    assert_eq!(pairs(&unknown, Wanted::Less)[0].better, 1);
    let same = vec![vec![noisy(1.0), steady(1.0)]; 2];
    assert_eq!(pairs(&same, Wanted::Less)[0].survival, Survival::Same);
}

#[test]
fn thresholds_hold_on_the_right_side_and_never_is_later_than_any_year() {
    let mut metrics = Metrics::from([0.0; METRICS]);
    metrics[Metric::LagMonths2030] = 6.0;
    metrics[Metric::CatastropheYear] = f64::INFINITY;
    for (text, expected) in [
        ("china_lag_months_2030>6", false),
        ("china_lag_months_2030>=6", true),
        ("china_lag_months_2030 < 6", false),
        ("china_lag_months_2030<=6", true),
        ("catastrophe_year>2040", true),
    ] {
        let threshold = Threshold::parse(text).unwrap();
        assert_eq!(threshold.holds(&metrics), expected, "{text}");
        assert_eq!(threshold.text(), text.replace(' ', ""));
    }
    for (text, part) in [
        ("china_lag_months_203>6", "did you mean `china_lag_months_2035`"),
        ("china_lag_months_2030>six", "`six` is not a number"),
        ("china_lag_months_2030>nan", "not a number"),
        ("china_lag_months_2030", "write METRIC>NUMBER"),
        ("threshold_first>1", "says who"),
    ] {
        let message = Threshold::parse(text).unwrap_err().to_string();
        assert!(message.contains(part), "{message}");
    }
}
