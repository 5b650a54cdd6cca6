//! The search for trigger rules as its users meet it.

use super::*;

const WORDS: &str = "adapt --for us --runs 64 --held-out 64 --candidates 8 --rules 1 --set horizon=2030-12 --metric china_lag_months_2030";

#[test]
fn a_search_says_what_it_tuned_on_and_gives_a_policy_that_runs() {
    let place = Workplace::new("adapt");
    let said = place.succeeds(&format!("{WORDS} --no-figures --out there"));
    for words in [
        "Judged on 64 simulations that the search has not seen",
        "Best static policy: ",
        "not forecasts",
    ] {
        assert!(said.contains(words), "`{words}` is not in {said}");
    }
    place.succeeds("run --policy there/adaptive.toml --set horizon=2030-12 --runs 8 --no-figures --quiet --out again");
    let manifest: serde_json::Value = serde_json::from_str(&place.read("there/manifest.json")).unwrap();
    assert_eq!(manifest["kind"], "adapt");
    assert!(place.read("there/search.csv").lines().count() > 16);
    place.succeeds(&format!("{WORDS} --no-figures --quiet --threads 1 --out one"));
    assert_same(&place.path("there"), &place.path("one"));
}

#[test]
fn every_mistake_is_answered_and_nothing_is_written() {
    let place = Workplace::new("adapt-mistakes");
    for (words, parts) in [
        ("adapt", &["--for"][..]),
        ("adapt --for eu", &["us", "china"]),
        ("adapt --for us --metric us_payof", &["did you mean `us_payoff`"]),
        (
            "adapt --for us --metric us_spending_usd_bn",
            &["us_spending_usd_bn:less"],
        ),
        ("adapt --for us --metric us_payoff:up", &["us_payoff:more"]),
        ("adapt --for us --metric threshold_margin_months", &["some worlds only"]),
        (
            "adapt --for us --lever china.mandate",
            &["no lever `china.mandate` of the United States"],
        ),
        ("adapt --for us --lever us.outreach --lever us.outreach", &["twice"]),
        (
            "adapt --for us --metric china_lag_months_2035 --set horizon=2030-12",
            &["beyond the horizon"],
        ),
        ("adapt --for us --runs 10", &["at least 64"]),
        ("adapt --for us mandate_off", &["not a static policy"]),
        ("adapt --for us --set us.outreach=0.5", &["us.outreach", "--lever"]),
    ] {
        place.refuses(words, parts);
    }
    assert!(!place.path("outputs").exists());
}
