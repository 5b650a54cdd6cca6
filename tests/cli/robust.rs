//! Robustness as its users meet it: means against `detente run`, flip points that flip, mistakes.

use super::*;

fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

fn mean(place: &Workplace, words: &str, metric: &str) -> f64 {
    place.succeeds(&format!("run {words} --no-figures --quiet --out alone --force"));
    let rows = table(&place.read("alone/metrics.csv"));
    rows.iter().map(|row| number(row, metric)).sum::<f64>() / rows.len() as f64
}

/// The oracle is `detente run` of one policy under one worldview; all else in the tables must follow from the means.
#[test]
fn means_are_those_of_runs_and_regrets_follow_from_them() {
    let place = Workplace::new("robust-means");
    let words = "robust none strict_controls no_controls --worldview fast_fabs --worldview slow_fabs+compute_is_all --runs 12 \
        --metric china_lag_months_2030 --metric us_race_cost_usd_bn --threshold china_lag_months_2030>6 --threshold us_payoff>0 \
        --no-flips --no-figures --quiet";
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    place.succeeds(&format!("{words} --out there --threads 2"));
    place.succeeds(&format!("{words} --out once --threads 1"));
    assert_same(&place.path("there"), &place.path("once"));
    let means = table(&place.read("there/means.csv"));
    assert_eq!(means.len(), 2 * 3 * 3);
    let of = |metric: &str, worldview: &str, policy: &str| {
        let found = means.iter().find(|row| {
            (
                row["metric"].as_str(),
                row["worldview"].as_str(),
                row["policy"].as_str(),
            ) == (metric, worldview, policy)
        });
        number(found.unwrap(), "mean")
    };
    let (lag, cost) = ("china_lag_months_2030", "us_race_cost_usd_bn");
    let alone = mean(
        &place,
        "--policy strict_controls --worldview slow_fabs --worldview compute_is_all --runs 12",
        lag,
    );
    assert!((of(lag, "slow_fabs+compute_is_all", "strict_controls") - alone).abs() < 1e-6 * alone);
    let alone = mean(&place, "--policy no_controls --runs 12", cost);
    assert!((of(cost, "central", "no_controls") - alone).abs() < 1e-6 * alone);
    let worldviews = ["central", "fast_fabs", "slow_fabs+compute_is_all"];
    let policies = ["none", "strict_controls", "no_controls"];
    let criteria = table(&place.read("there/criteria.csv"));
    assert_eq!(criteria.len(), 2 * 7 * 3);
    for (metric, sign) in [(lag, 1.0), (cost, -1.0)] {
        for policy in policies {
            let gains = worldviews.map(|worldview| sign * of(metric, worldview, policy));
            let best = |worldview: &str| {
                policies
                    .map(|policy| sign * of(metric, worldview, policy))
                    .into_iter()
                    .fold(f64::MIN, f64::max)
            };
            let regret = worldviews
                .iter()
                .zip(gains)
                .map(|(worldview, gain)| best(worldview) - gain);
            let lowest = gains.into_iter().fold(f64::MAX, f64::min);
            let value = |criterion: &str| {
                let found = criteria.iter().find(|row| {
                    (
                        row["metric"].as_str(),
                        row["criterion"].as_str(),
                        row["policy"].as_str(),
                    ) == (metric, criterion, policy)
                });
                number(found.unwrap(), "value")
            };
            // Seven digits of the means of which they are differences.
            let size = gains.iter().fold(0.0, |most: f64, gain| most.max(gain.abs()));
            let near = |a: f64, b: f64| assert!((a - b).abs() < 2e-6 * size, "{metric} {policy}: {a} {b}");
            near(value("savage_worldviews"), regret.fold(f64::MIN, f64::max));
            near(value("worst_worldview"), sign * lowest);
            near(value("expected"), sign * gains.iter().sum::<f64>() / 3.0);
            near(
                value("hurwicz"),
                sign * 0.5 * (lowest + gains.into_iter().fold(f64::MIN, f64::max)),
            );
        }
    }
    let satisficing = table(&place.read("there/satisficing.csv"));
    assert_eq!(satisficing.len(), 3 * 3 * 4);
    place.succeeds(
        "run --policy strict_controls --worldview fast_fabs --runs 12 --no-figures --quiet --out alone --force",
    );
    let rows = table(&place.read("alone/metrics.csv"));
    for (threshold, expected) in [
        (
            "china_lag_months_2030>6",
            rows.iter().filter(|row| number(row, lag) > 6.0).count(),
        ),
        (
            "us_payoff>0",
            rows.iter().filter(|row| number(row, "us_payoff") > 0.0).count(),
        ),
        (
            "all",
            rows.iter()
                .filter(|row| number(row, lag) > 6.0 && number(row, "us_payoff") > 0.0)
                .count(),
        ),
    ] {
        let found = satisficing.iter().find(|row| {
            (
                row["threshold"].as_str(),
                row["policy"].as_str(),
                row["worldview"].as_str(),
            ) == (threshold, "strict_controls", "fast_fabs")
        });
        assert_eq!(number(found.unwrap(), "satisfied"), expected as f64, "{threshold}");
    }
}

/// A payoff is linear in its weights, so where the ranking turns with a weight follows from two runs of each policy: the oracle is
/// `detente run --set`.
#[test]
fn a_flip_point_is_where_two_lines_cross() {
    let place = Workplace::new("robust-flip");
    let scenario = "name = \"lead\"\ntitle = \"Lead\"\ndescription = \"A test.\"\nbase = \"baseline\"\n[parameters]\n\
        \"shared.payoff_lead\" = { uniform = { low = -30.0, high = 32.0 } }\n";
    place.write("lead.toml", scenario);
    let said = place.succeeds(
        "robust no_controls strict_controls --scenario lead.toml --worldview central --metric us_payoff --runs 16 \
         --flip shared.payoff_lead --no-figures --json --out there",
    );
    assert!(said.contains("overtakes") || said.contains("overtake "), "{said}");
    let flips = table(&place.read("there/flips.csv"));
    let flip = &flips[0];
    let ahead = |weight: f64| {
        let of = |policy: &str| {
            let words = format!("lead.toml --policy {policy} --set shared.payoff_lead={weight} --runs 16");
            mean(&place, &words, "us_payoff")
        };
        of(&flip["better"]) - of(&flip["worse"])
    };
    let (at_one, at_three) = (ahead(1.0), ahead(3.0));
    let crossing = 1.0 - 2.0 * at_one / (at_three - at_one);
    let value = number(flip, "flip");
    // Ten halvings of the interval from the median to the upper bound, 31 wide, and the middle of what is left.
    assert!((value - crossing).abs() <= 31.0 / 2048.0 + 1e-9, "{value} {crossing}");
    assert_eq!((number(flip, "center"), flips.len()), (1.0, 1));
    // The gain is a line, so its band is known at both flips' ends; where it does not leave zero there is no far end.
    assert!(number(flip, "flip_near") <= value.max(1.0) && number(flip, "flip_near") >= value.min(1.0));
    let outward = (value - 1.0).signum();
    assert!(flip["flip_far"].is_empty() || outward * (number(flip, "flip_far") - value) >= 0.0);
    // The better one over all draws need not be so at the median: then it is between the flip and the median that the ranking is turned.
    assert_eq!(flip["turn"], if at_one < 0.0 { "holds_beyond" } else { "turns_beyond" });
    assert!((number(flip, "percentile") - (value + 30.0) / 62.0).abs() < 1e-6);
}

#[test]
fn what_the_criteria_say_is_written_and_drawn() {
    let place = Workplace::new("robust-words");
    let words = "robust none strict_controls --worldview fast_fabs --runs 8 --metric treaty_months:more --metric us_payoff \
        --threshold us_payoff>-1000 --flip shared.leak_share --out there";
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = place.succeeds(&words);
    for part in [
        "8 simulations for each of 4 scenarios",
        "(more is better)",
        "pairwise rankings hold under every worldview",
        "current policy 100 %",
    ] {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
    for name in ["regret", "ranking-treaty-months", "ranking-us-payoff"] {
        assert!(place.path(&format!("there/figures/{name}.svg")).exists(), "{name}");
    }
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    assert_eq!(manifest["kind"], "robust");
    // Each cell of a ranking says what its number is counted in.
    place.succeeds("plot there ranking-treaty-months --format csv --out tables");
    let cells = place.read("tables/ranking-treaty-months.csv");
    let mut cells = csv::Reader::from_reader(cells.as_bytes());
    let written: Vec<String> = cells.records().map(|row| row.unwrap()[3].to_owned()).collect();
    assert!(
        written.len() == 14 && written.iter().all(|cell| cell.contains(" month")),
        "{written:?}"
    );
    assert!(place.succeeds(&words).contains("Already there, unchanged"));
}

#[test]
fn every_mistake_about_robustness_is_answered_and_nothing_is_written() {
    let place = Workplace::new("robust-mistakes");
    for (words, parts) in [
        ("robust", &["no policy is named", "at least two"][..]),
        ("robust treaty", &["`treaty` alone", "at least two"]),
        ("robust none none", &["`none` twice"]),
        ("robust none treety", &["did you mean `treaty`"]),
        ("robust none treaty --worldview fast_fab", &["did you mean `fast_fabs`"]),
        (
            "robust none treaty --worldview slow_fabs --worldview slow_fabs",
            &["twice"],
        ),
        ("robust none treaty --metric us_payof", &["did you mean `us_payoff`"]),
        (
            "robust none treaty --metric treaty_months",
            &["treaty_months:more", "treaty_months:less"],
        ),
        ("robust none treaty --metric us_payoff:most", &["us_payoff:more"]),
        (
            "robust none treaty --metric threshold_margin_months:more",
            &["in some worlds only"],
        ),
        (
            "robust none treaty --threshold china_lag_months_2035>6 --set horizon=2030-12",
            &["--threshold", "beyond the horizon"],
        ),
        ("robust none treaty --flip-worlds 0", &["allowed: 20 to"]),
        (
            "robust none treaty --metric us_payoff --metric us_payoff:less",
            &["twice"],
        ),
        (
            "robust none treaty --metric china_lag_months_2035 --set horizon=2030-12",
            &["beyond the horizon"],
        ),
        ("robust none treaty --threshold us_payoff=1", &["METRIC>NUMBER"]),
        (
            "robust none treaty --flip us.outreach",
            &["it is a lever", "--vary us.outreach"],
        ),
        (
            "robust none treaty --flip shared.leak_shar",
            &["did you mean `shared.leak_share`"],
        ),
        (
            "robust none no_controls --set us.chip_controls=0.5",
            &["--set", "us.chip_controls", "no_controls"],
        ),
        ("robust none treaty --optimism 2", &["0 to 1"]),
        ("robust none treaty --runs 100000000", &["that are kept"]),
    ] {
        place.refuses(words, parts);
    }
    assert!(!place.path("outputs").exists());
}
