//! The value of information as its users meet it: held against runs of the single policies, whatever the threads, and mistakes.

use super::*;

/// Numbers of a column of a table whose first columns hold no quotes.
fn numbers(text: &str, name: &str) -> Vec<f64> {
    let mut lines = text.lines();
    let place = lines
        .next()
        .unwrap()
        .split(',')
        .position(|column| column == name)
        .unwrap();
    lines
        .map(|line| line.split(',').nth(place).unwrap().parse().unwrap_or(f64::NAN))
        .collect()
}

/// The mean of each policy and the value of perfect information, made anew from `metrics.csv` of two runs in the same worlds.
#[test]
fn means_and_perfect_information_are_those_of_single_runs() {
    let place = Workplace::new("voi-runs");
    let words = "voi none no_controls --metric china_lag_months_2030 --runs 240 --no-figures --quiet";
    place.succeeds(&format!("{words} --threads 1 --out one"));
    place.succeeds(&format!("{words} --threads 2 --out two"));
    assert_same(&place.path("one"), &place.path("two"));
    let of = |policy: &str| {
        place.succeeds(&format!(
            "run{policy} --runs 240 --no-figures --quiet --out single --force"
        ));
        numbers(&place.read("single/metrics.csv"), "china_lag_months_2030")
    };
    let payoffs = [of(""), of(" --policy no_controls")];
    let mean = |values: &[f64]| values.iter().sum::<f64>() / 240.0;
    let means = payoffs.each_ref().map(|values| mean(values));
    let best: Vec<f64> = (0..240).map(|world| payoffs[0][world].max(payoffs[1][world])).collect();
    let close = |found: f64, expected: f64| assert!((found - expected).abs() < 2e-5, "{found}, expected {expected}");
    let policies = place.read("one/policies.csv");
    for (found, expected) in numbers(&policies, "mean").into_iter().zip(means) {
        close(found, expected);
    }
    let information = place.read("one/information.csv");
    close(numbers(&information, "value")[0], mean(&best) - means[0].max(means[1]));
    let shares = numbers(&policies, "best_share");
    let tied = numbers(&policies, "tied_share");
    close(tied[0], tied[1]);
    close(shares[0] + shares[1] + tied[0], 1.0);
    let ties = (0..240).filter(|&world| payoffs[0][world] == payoffs[1][world]).count();
    close(tied[0], ties as f64 / 240.0);
    // Everything, all parameters, the clusters, and each uncertain parameter has its row.
    let kinds = |kind: &str| {
        information
            .lines()
            .filter(|line| line.contains(&format!(",{kind},")))
            .count()
    };
    assert_eq!((kinds("total"), kinds("all")), (1, 1));
    assert!(kinds("parameter") > 100 && kinds("correlated") > 0);
}

#[test]
fn what_cannot_be_valued_is_said_with_what_to_do() {
    let place = Workplace::new("voi-mistakes");
    let lag = "--metric china_lag_months_2030 --runs 200 --no-figures";
    for (words, said) in [
        ("voi --payoff us".to_owned(), vec!["name the policies to choose among"]),
        (format!("voi treaty {lag}"), vec!["with `treaty` alone", "`none`"]),
        (format!("voi treaty treaty {lag}"), vec!["given twice"]),
        (format!("voi none treety {lag}"), vec!["did you mean `treaty`"]),
        ("voi none treaty".to_owned(), vec!["--payoff", "--metric"]),
        ("voi none treaty --metric lag".to_owned(), vec!["no metric `lag`"]),
        (
            "voi none treaty --metric us_spending_usd_bn".to_owned(),
            vec!["us_spending_usd_bn:more"],
        ),
        (
            "voi none treaty --metric incidents:up".to_owned(),
            vec!["incidents:more or incidents:less"],
        ),
        (
            "voi none treaty --metric threshold_margin_months:more".to_owned(),
            vec!["a number in some worlds only"],
        ),
        (
            "voi none treaty --payoff us --runs 50".to_owned(),
            vec!["50 worlds are too few", "--runs 200"],
        ),
        (
            "voi none treaty --payoff us --runs 200000".to_owned(),
            vec!["at most 100,000 worlds"],
        ),
        (
            format!("voi none treaty {lag} --group fabs"),
            vec!["write NAME=KEY,KEY"],
        ),
        (
            format!("voi none treaty {lag} --group fabs=china.fab_grow"),
            vec!["did you mean `china.fab_growth"],
        ),
        (
            format!("voi none treaty {lag} --group size=us.gdp_2023"),
            vec!["the same in every world"],
        ),
    ] {
        place.refuses(&words, &said);
    }
}
