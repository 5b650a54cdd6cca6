//! Values of information against closed forms and brute force.

use super::*;
use engine::numeric::kernels::{exp, normal_cdf, normal_quantile};
use engine::numeric::streams::Streams;

const WORLDS: usize = 20_000;

/// Columns of standard normal numbers.
fn normals(columns: usize, seed: u64) -> Vec<Vec<f64>> {
    let mut stream = Streams::new(seed).open(0, 0);
    (0..columns)
        .map(|_| (0..WORLDS).map(|_| normal_quantile(stream.uniform())).collect())
        .collect()
}

fn density(z: f64) -> f64 {
    exp(-0.5 * z * z) / (2.0 * std::f64::consts::PI).sqrt()
}

/// E max(0, X) less max(0, E X) of a normal X: the value of knowing X before choosing between X and 0.
fn unit_loss(mean: f64, sd: f64) -> f64 {
    sd * density(mean / sd) + mean * normal_cdf(mean / sd) - mean.max(0.0)
}

/// Within `z` standard errors, which is passed by chance once in a million tests at 4.9.
#[track_caller]
fn within(found: f64, error: f64, expected: f64, slack: f64) {
    assert!(
        (found - expected).abs() < 4.9 * error + slack,
        "{found} +- {error}, expected {expected}"
    );
}

/// Two actions: nothing, or mean + a x + b y + c z with standard normal x, y, z. Knowing x alone is worth what a normal number with
/// standard deviation a says.
#[test]
fn two_actions_have_the_value_of_the_normal_linear_closed_form() {
    let columns = normals(3, 11);
    let (mean, factors) = (-0.4, [1.0, 0.5, 0.2]);
    let payoff = (0..WORLDS)
        .map(|world| mean + (0..3).map(|place| factors[place] * columns[place][world]).sum::<f64>())
        .collect();
    let payoffs = Payoffs::new(vec![vec![0.0; WORLDS], payoff]);
    assert_eq!(payoffs.best(), 0);
    let perfect = payoffs.perfect();
    let total: f64 = factors.iter().map(|factor| factor * factor).sum();
    within(perfect.value, perfect.error, unit_loss(mean, total.sqrt()), 0.0);
    let share = normal_cdf(mean / total.sqrt());
    within(
        perfect.best_shares[1],
        (share * (1.0 - share) / WORLDS as f64).sqrt(),
        share,
        0.0,
    );
    for (column, factor) in columns.iter().zip(factors) {
        let partial = payoffs.partial(&Basis::of(&[column]).unwrap());
        let expected = unit_loss(mean, factor);
        within(partial.value, partial.error, expected, 0.003);
        within(partial.held_out, partial.held_out_error, expected, 0.003);
        let changes = normal_cdf(mean / factor);
        assert!(
            (partial.changes - changes).abs() < 0.03,
            "{} {changes}",
            partial.changes
        );
    }
    let both = payoffs.partial(&Basis::of(&[&columns[0], &columns[1]]).unwrap());
    within(both.value, both.error, unit_loss(mean, 1.25_f64.sqrt()), 0.003);
}

/// Of six worlds two are ties: they are nobody's win, and do not change the choice where the best on the mean is among them.
#[test]
fn a_tie_is_no_win() {
    let payoffs = Payoffs::new(vec![
        vec![1.0, 0.0, 3.0, 1.0, 9.0, 2.0],
        vec![1.0, 0.0, 2.0, 2.0, 0.0, 2.0],
        vec![0.0, 0.0, 0.0, 0.0, 1.0, 3.0],
    ]);
    let perfect = payoffs.perfect();
    let sixths = |shares: &[f64]| {
        shares
            .iter()
            .map(|share| (share * 6.0).round() as u8)
            .collect::<Vec<_>>()
    };
    assert_eq!(sixths(&perfect.best_shares), [2, 1, 1]);
    assert_eq!(sixths(&perfect.tied_shares), [2, 2, 1]);
    assert_eq!(sixths(&[perfect.changes]), [2]);
}

/// Three actions 0, a x and b y. For three normal numbers with mean zero the expected largest is a quarter of the sum of the expected
/// distances, each the root of 2/pi times the standard deviation of the difference. Knowing x leaves 0 and a x to choose from.
#[test]
fn three_actions_have_the_value_of_the_normal_closed_form() {
    let columns = normals(2, 12);
    let (a, b) = (1.0, 2.0);
    let scaled = |column: &[f64], factor: f64| column.iter().map(|x| factor * x - 0.02).collect::<Vec<f64>>();
    // A trace below zero keeps the first action the best one on the mean.
    let payoffs = Payoffs::new(vec![vec![0.0; WORLDS], scaled(&columns[0], a), scaled(&columns[1], b)]);
    let perfect = payoffs.perfect();
    let expected = (2.0 / std::f64::consts::PI).sqrt() / 4.0 * (a + b + (a * a + b * b).sqrt());
    within(perfect.value, perfect.error, expected, 0.02);
    for (column, factor) in columns.iter().zip([a, b]) {
        let partial = payoffs.partial(&Basis::of(&[column]).unwrap());
        within(partial.value, partial.error, factor * density(0.0), 0.02);
    }
}

/// The payoff is curved in x and disturbed by y; what knowing x is worth comes from a nested computation: the mean over y at each of
/// many x, then the better action, then the mean over x.
#[test]
fn a_curved_payoff_has_the_value_of_nested_computation() {
    let mut stream = Streams::new(13).open(0, 0);
    let mut uniforms = || -> Vec<f64> { (0..WORLDS).map(|_| stream.uniform()).collect() };
    let (x, y) = (uniforms(), uniforms());
    let payoff = |x: f64, y: f64| (4.0 * x - 1.5) * (4.0 * x - 1.5) * (y + 0.5) - 1.6 + 2.0 * (y - 0.5) * (1.0 - x);
    let payoffs = Payoffs::new(vec![
        vec![0.0; WORLDS],
        x.iter().zip(&y).map(|(&x, &y)| payoff(x, y)).collect(),
    ]);
    let steps = 2000;
    let middle = |step: usize| (step as f64 + 0.5) / steps as f64;
    let given_x: Vec<f64> = (0..steps)
        .map(|i| (0..steps).map(|k| payoff(middle(i), middle(k))).sum::<f64>() / steps as f64)
        .collect();
    let given_y: Vec<f64> = (0..steps)
        .map(|k| (0..steps).map(|i| payoff(middle(i), middle(k))).sum::<f64>() / steps as f64)
        .collect();
    let mean = given_x.iter().sum::<f64>() / steps as f64;
    let nested = |given: &[f64]| given.iter().map(|value| value.max(0.0)).sum::<f64>() / steps as f64 - mean.max(0.0);
    for (column, given) in [(&x, &given_x), (&y, &given_y)] {
        let partial = payoffs.partial(&Basis::of(&[column]).unwrap());
        within(partial.value, partial.error, nested(given), 0.005);
        within(partial.held_out, partial.held_out_error, nested(given), 0.005);
    }
}

/// A parameter that no payoff depends on is worth nothing: the regression says a little, the held-out value nothing.
#[test]
fn an_idle_parameter_is_worth_nothing_and_the_held_out_value_says_so() {
    let columns = normals(2, 14);
    let payoffs = Payoffs::new(vec![vec![0.0; WORLDS], columns[0].iter().map(|x| x - 0.01).collect()]);
    let partial = payoffs.partial(&Basis::of(&[&columns[1]]).unwrap());
    assert!(partial.value >= 0.0 && partial.value < 0.02, "{partial:?}");
    assert!(partial.held_out < 2.0 * partial.held_out_error, "{partial:?}");
}

#[test]
fn one_policy_or_equal_ones_leave_nothing_to_learn() {
    let columns = normals(1, 15);
    for policies in [1, 3] {
        let payoffs = Payoffs::new(vec![columns[0].clone(); policies]);
        assert_eq!((payoffs.best(), payoffs.perfect().value), (0, 0.0));
        let partial = payoffs.partial(&Basis::of(&[&columns[0]]).unwrap());
        assert_eq!((partial.value, partial.held_out, partial.changes), (0.0, 0.0, 0.0));
    }
}

/// All worlds but those of a fold fitted by themselves give the coefficients that taking the fold out of the sums gives.
#[test]
fn taking_worlds_out_of_the_sums_is_fitting_without_them() {
    let columns = normals(2, 16);
    let few = |column: &[f64]| column[..200].to_vec();
    let (x, y) = (few(&columns[0]), few(&columns[1]));
    let basis = Basis::of(&[&x]).unwrap();
    let kept: Vec<usize> = (0..200).filter(|world| world % FOLDS != 3).collect();
    let mut gram = Gram::identity(basis.width());
    let mut side = basis.coefficients(&y);
    for world in (0..200).filter(|world| world % FOLDS == 3) {
        let row: Vec<f64> = basis.row(world).collect();
        gram.take_out(&row);
        side.iter_mut().zip(&row).for_each(|(side, x)| *side -= x * y[world]);
    }
    let coefficients = gram.factor().unwrap().solve(&side);
    // Residuals of a least-squares fit are orthogonal to every column.
    for column in 0..basis.width() {
        let product: f64 = kept
            .iter()
            .map(|&world| {
                let row: Vec<f64> = basis.row(world).collect();
                row[column] * (y[world] - predicted(&basis, world, &coefficients))
            })
            .sum();
        assert!(product.abs() < 1e-12, "{product}");
    }
}
