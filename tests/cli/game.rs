//! Games as their users meet them: cells against `detente run`, statements that agree with each other, mistakes.

use super::*;

fn table(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    reader.deserialize().map(|row| row.unwrap()).collect()
}

fn number(row: &BTreeMap<String, String>, column: &str) -> f64 {
    row[column].parse().unwrap_or_else(|_| panic!("{column} of {row:?}"))
}

const GAME: &str = "name = \"mine\"\ntitle = \"Mine?\"\ndescription = \"A test.\"\nclaim = \"assumption\"\nruns = 12\n\
    us = [\"none\", \"strict_controls\", \"open_immigration+us_push\"]\nchina = [\"none\", \"mandate_total\"]\n\
    [payoff.us]\nchina_lag_months_2030 = 2.0\nchina_chip_parity_year = -0.5\n";

/// The oracle of a cell is `detente run` with both policies in the same worlds.
#[test]
fn a_cell_is_the_run_with_both_policies() {
    let place = Workplace::new("game-cell");
    place.write("mine.toml", GAME);
    place.succeeds("game mine.toml --worlds --quiet --no-figures --threads 2 --out there");
    place.succeeds("game mine.toml --worlds --quiet --no-figures --threads 1 --out once");
    assert_same(&place.path("there"), &place.path("once"));
    place.succeeds(
        "run --policy open_immigration --policy us_push --policy mandate_total --runs 12 --no-figures --quiet --out alone",
    );
    let alone = table(&place.read("alone/metrics.csv"));
    let worlds = table(&place.read("there/worlds.csv"));
    let of_cell: Vec<_> = worlds
        .iter()
        .filter(|row| row["us"] == "open_immigration+us_push" && row["china"] == "mandate_total")
        .collect();
    assert_eq!((of_cell.len(), worlds.len()), (12, 72));
    let mut sum = 0.0;
    for (world, run) in of_cell.iter().zip(&alone) {
        let year = match run["china_chip_parity_year_never"].as_str() {
            // The horizon ends with December 2040.
            "never" => 2041.0,
            _ => number(run, "china_chip_parity_year"),
        };
        let payoff = 2.0 * number(run, "china_lag_months_2030") - 0.5 * year;
        // A year has three decimals.
        assert!((number(world, "us_payoff") - payoff).abs() < 1e-3, "{world:?}");
        assert_eq!(world["china_payoff"], run["china_payoff"]);
        sum += payoff;
    }
    let cells = table(&place.read("there/cells.csv"));
    assert_eq!(cells.len(), 6);
    assert!((number(&cells[5], "us_payoff") - sum / 12.0).abs() < 1e-3);
    // What the tables say agrees.
    for row in &cells {
        let best = |side: &str, against: &str| row[side] == "yes" && row[against] == "yes";
        assert_eq!(row["equilibrium"] == "yes", best("us_best", "china_best"));
    }
    let responses = table(&place.read("there/best_responses.csv"));
    assert_eq!(responses.len(), 2 + 3);
    for row in responses.iter().filter(|row| row["side"] == "us") {
        let most = cells
            .iter()
            .filter(|cell| cell["china"] == row["against"])
            .map(|cell| number(cell, "us_payoff"))
            .fold(f64::NEG_INFINITY, f64::max);
        assert_eq!(number(row, "payoff"), most);
        assert!(number(row, "ahead") > 0.0);
    }
    let dictionary = place.read("there/data-dictionary.csv");
    assert!(dictionary.contains("2 * china_lag_months_2030 - 0.5 * china_chip_parity_year"));
}

#[test]
fn a_game_says_what_pays_and_draws_it() {
    let place = Workplace::new("game-words");
    let words =
        "game --us none --us strict_controls --us no_controls --china none --china mandate_total --runs 8 --out there";
    let said = place.succeeds(words);
    for part in [
        "8 simulations for each of 6 scenarios",
        "quilibrium",
        "The United States: security level (maximin)",
        "China: security level (maximin)",
        "Compared with current policy",
        "The United States maximises the mean of: US payoff",
    ] {
        assert!(said.contains(part), "`{part}` is not in: {said}");
    }
    for name in ["payoff-matrix-us", "payoff-matrix-china", "does-it-pay"] {
        let figure = place.read(&format!("there/figures/{name}.svg"));
        assert!(figure.contains("Strict"), "{name}");
    }
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    assert_eq!((&manifest["kind"], &manifest["worlds"]), (&"game".into(), &48.into()));
    assert_eq!(manifest["cases"].as_array().unwrap().len(), 6);
    assert!(place.succeeds(words).contains("Already there, unchanged"));
    // One world says nothing about how well anything is known.
    let said = place.succeeds(&words.replace("--runs 8 --out there", "--runs 1 --no-figures --out one"));
    assert!(said.contains("Too few simulations: 1 shows no spread"), "{said}");
}

/// Outreach acts through the mechanism that is switched off, so both strategies of the United States are the same.
#[test]
fn strategies_that_change_nothing_are_named_and_make_the_game_degenerate() {
    let place = Workplace::new("game-twins");
    let policy = "name = \"reach\"\ntitle = \"Reach\"\ndescription = \"A test.\"\nclaim = \"assumption\"\n[levers]\n\"us.outreach\" = 0.9\n";
    place.write("reach.toml", policy);
    let said = place.succeeds(
        "game --us none --us reach.toml --china none --china mandate_total --set mechanisms.world=false --runs 8 --no-figures --out there",
    );
    assert!(
        said.contains(
            "The United States: Current policy and reach.toml give the same payoffs in every pair of strategies"
        ),
        "{said}"
    );
}

#[test]
fn every_mistake_in_a_game_is_answered_and_nothing_is_written() {
    let place = Workplace::new("game-mistakes");
    for (name, from, to) in [
        ("one", "\"none\", \"mandate_total\"", "\"none\""),
        ("twice", "\"none\", \"mandate_total\"", "\"none\", \"none\""),
        ("text", "2.0", "\"two\""),
        ("nan", "2.0", "nan"),
        ("zero", "2.0", "0.0"),
        ("who", "china_lag_months_2030", "threshold_first"),
        ("typo", "china_lag_months_2030", "china_lag_months_203"),
        ("side", "payoff.us", "payoff.usa"),
        ("early", "runs = 12", "runs = 0"),
    ] {
        place.write(&format!("{name}.toml"), GAME.replacen(from, to, 1));
    }
    place.write("mine.toml", GAME);
    for (words, parts) in [
        ("game", &["no game", "--us", "--china"][..]),
        ("game controls_and_answer", &["did you mean `controls_and_answers`"]),
        (
            "game one.toml",
            &["one.toml:7", "`china`", "one strategy only", "2 to 10"],
        ),
        ("game twice.toml", &["`none` twice"]),
        (
            "game text.toml",
            &["text.toml:9", "payoff.us.china_lag_months_2030", "a number"],
        ),
        ("game nan.toml", &["not a finite number"]),
        (
            "game --us none --us no_controls --china none --china mandate_off --us-payoff us_payoff=1e300",
            &["1e-12 to 1e12"],
        ),
        ("game zero.toml", &["weighs nothing"]),
        ("game who.toml", &["threshold_first", "no number"]),
        ("game typo.toml", &["did you mean `china_lag_months_2035`"]),
        ("game side.toml", &["unknown key", "us"]),
        ("game early.toml", &["no worlds at all"]),
        (
            "game mine.toml --china mandate_total",
            &["--china", "one strategy only"],
        ),
        (
            "game mine.toml --us none --us strict_contrls",
            &["did you mean `strict_controls`"],
        ),
        (
            "game mine.toml --us none --us mandate_off",
            &["mandate_off", "china.mandate", "belongs to China"],
        ),
        (
            "game mine.toml --us none --us treaty",
            &["treaty", "china.treaty_stance"],
        ),
        (
            "game mine.toml --us none --us no_controls+strict_controls",
            &["us.chip_controls", "no_controls", "strict_controls"],
        ),
        (
            "game mine.toml --set us.chip_controls=0.5",
            &["--set", "us.chip_controls", "strict_controls"],
        ),
        (
            "game mine.toml --us-payoff us_payoff=much",
            &["--us-payoff", "`much`", "is not a number"],
        ),
        ("game mine.toml --us-payoff us_payof=1", &["did you mean `us_payoff`"]),
        (
            "game mine.toml --us-payoff us_payoff=1 --us-payoff us_payoff=2",
            &["twice"],
        ),
        (
            "game mine.toml --set horizon=2028-12",
            &["beyond the horizon", "china_lag_months_2030"],
        ),
        ("game mine.toml --runs 100000000", &["payoffs that are kept"]),
    ] {
        place.refuses(words, parts);
    }
    assert!(!place.path("outputs").exists());
}
