//! Each mistake a user can make is answered with one message: file, line, key, value, what is wrong, what is allowed.

use super::*;
use detente::error::Error;

/// Whether loading failed with a message that holds all of `parts`.
#[track_caller]
fn refused(result: Result<Scenario>, parts: &[&str]) {
    let message = match result {
        Ok(_) => panic!("was taken; expected {parts:?}"),
        Err(error) => error.to_string(),
    };
    for part in parts {
        assert!(message.contains(part), "`{part}` is not in: {message}");
    }
}

/// The shipped cards with a piece replaced.
fn with_cards(from: &str, to: &str) -> Result<Scenario> {
    let mut request = baseline();
    let text = request.parameters.text.replacen(from, to, 1);
    assert_ne!(text, request.parameters.text, "`{from}` is not in the cards");
    request.parameters = source(&text);
    load_shipped(&request)
}

/// The shipped baseline with a piece replaced.
fn with_baseline(from: &str, to: &str) -> Result<Scenario> {
    let mut request = baseline();
    let text = request.scenario.text.replacen(from, to, 1);
    assert_ne!(text, request.scenario.text, "`{from}` is not in the baseline");
    request.scenario = source(&text);
    load_shipped(&request)
}

const RULE: &str = "[[rules]]\nwhen = { observable = \"china.lag_months\", below = 6, for_months = 3 }\n\
    then = { lever = \"us.chip_controls\", add = 0.1 }\n";

#[test]
fn a_message_names_file_line_key_value_fault_and_remedy() {
    let error = with_policy(&policy("[levers]\n\"us.chip_controls\" = 1.5\n")).unwrap_err();
    let expected = "test.toml:6: `levers.us.chip_controls` = 1.5: is out of range; allowed: 0 to 1 (share)";
    assert_eq!(error.to_string(), expected);
    assert!(matches!(error, Error::Config(_)));
}

#[test]
fn text_that_is_not_toml_is_refused_with_its_line() {
    refused(with_policy(&policy("[levers\n")), &["test.toml:5", "not valid TOML"]);
    refused(
        with_policy(&policy("name = \"again\"\n")),
        &["test.toml:5", "duplicate key"],
    );
    refused(with_policy("\u{0}"), &["test.toml:1", "not valid TOML"]);
}

#[test]
fn nesting_beyond_measure_is_refused() {
    for open in ["[", "{ a = ", "a."] {
        let text = policy(&format!("levers = {}", open.repeat(100_000)));
        refused(with_policy(&text), &["test.toml:5", "not valid TOML"]);
    }
}

#[test]
fn windows_line_ends_and_a_byte_order_mark_are_no_error() {
    let text = policy("[levers]\n\"us.outreach\" = 0.5\n").replace('\n', "\r\n");
    assert!(with_policy(&format!("\u{feff}{text}")).is_ok());
    refused(
        with_policy(&format!("{text}us.x = 1\r\n")),
        &["test.toml:7", "`levers.us.x`"],
    );
}

#[test]
fn unknown_keys_are_refused_with_the_nearest_valid_one() {
    refused(
        with_policy(&policy("[lever]\n")),
        &["test.toml:5", "`lever`", "unknown key", "did you mean `levers`?"],
    );
    refused(
        with_policy(&policy("[levers]\n\"us.chip_control\" = 1\n")),
        &["test.toml:6", "`us.chip_controls`?"],
    );
    refused(
        with_policy(&policy("[levers]\nus.tool_control = 1\n")),
        &["`us.tool_controls`?"],
    );
    refused(with_baseline("runs =", "runz ="), &["`runz`", "did you mean `runs`?"]);
    refused(
        with_worldview(&policy("[parameters]\n\"china.fab_growth\" = 1\n")),
        &["`china.fab_growth_per_year`?"],
    );
    refused(
        with_cards("[us.gdp_2023]", "[us.gdp_2032]"),
        &["`us.gdp_2032`", "`gdp_2023`?"],
    );
    refused(
        with_cards("pedigree =", "pedigre ="),
        &["`us.gdp_2023.pedigre`", "`pedigree`?"],
    );
    refused(
        on_baseline("[mechanisms]\nraly = false\n"),
        &["`mechanisms.raly`", "`rally`?"],
    );
    refused(with_set(&["us.chip_control=1"]), &["--set: ", "`us.chip_controls`?"]);
    refused(with_set(&["mechanism.rally=false"]), &["`mechanisms.rally`?"]);
}

#[test]
fn files_of_the_wrong_kind_say_where_the_content_belongs() {
    refused(
        with_policy(&policy("[parameters]\n")),
        &["does not belong in a policy", "worldview"],
    );
    refused(
        with_worldview(&policy("[levers]\n")),
        &["does not belong in a worldview", "policy"],
    );
}

#[test]
fn wrong_types_and_units_are_refused() {
    refused(
        with_policy(&policy("[levers]\n\"us.chip_controls\" = \"high\"\n")),
        &["\"high\"", "wrong type (string)", "a number"],
    );
    refused(
        with_policy(&policy("[levers]\n\"us.chip_controls\" = nan\n")),
        &["nan", "not a finite number"],
    );
    refused(
        with_policy(&policy("[levers]\n\"us.chip_controls\" = []\n")),
        &["has no steps"],
    );
    refused(
        with_policy(&policy("levers = 3\n")),
        &["wrong type (integer)", "give a table"],
    );
    refused(
        with_cards("unit = \"USD bn\"", "unit = \"EUR bn\""),
        &["`us.gdp_2023.unit` = \"EUR bn\"", "write \"USD bn\""],
    );
    refused(
        with_baseline("runs = 10000", "runs = 1e4"),
        &["`runs` = 1e4", "a whole number"],
    );
    refused(
        with_baseline("runs = 10000", "runs = -5"),
        &["`runs` = -5", "out of range"],
    );
    refused(on_baseline("[mechanisms]\nrally = 0\n"), &["`true` or `false`"]);
    refused(
        with_set(&["doctrine.us=bold"]),
        &["`doctrine.us` = bold", "\"reactive\", \"fixed\""],
    );
}

#[test]
fn cards_that_are_missing_empty_or_contradictory_are_refused() {
    refused(
        with_cards(
            "[us.gdp_2023]\nvalue = 27000.0\nunit = \"USD bn\"",
            "[us.gdp_growth]\nvalue = 1",
        ),
        &["unknown key"],
    );
    refused(
        with_cards("value = 27000.0", ""),
        &["`us.gdp_2023`", "states no value and no distribution"],
    );
    refused(
        with_cards("value = 27000.0", "value = 1\nuniform = { low = 1, high = 2 }"),
        &["more than one"],
    );
    refused(
        with_cards("source = \"MACRO201\"", "source = \" \""),
        &["`us.gdp_2023.source`", "is empty"],
    );
    refused(
        with_cards("pedigree = \"B\"", "pedigree = \"E\""),
        &["\"A\", \"B\", \"C\", \"D\""],
    );
    let distribution =
        |text: &str| with_worldview(&policy(&format!("[parameters]\n\"shared.tool_bite\" = {{ {text} }}\n")));
    refused(
        distribution("uniform = { low = 0.5, high = 0.2 }"),
        &["uniform.low` = 0.5", "is not below `high`"],
    );
    refused(
        distribution("triangular = { low = 0.1, mode = 0.9, high = 0.3 }"),
        &["triangular.mode` = 0.9", "`low` < `mode`"],
    );
    refused(
        distribution("normal = { mean = 0.5, sd = -1, low = 0, high = 1 }"),
        &["normal.sd` = -1", "above 0"],
    );
    refused(
        distribution("normal = { mean = 0.5, sd = 1e9, low = 0, high = 1 }"),
        &["less than a millionth"],
    );
    refused(
        distribution("normal = { mean = 0.5, sd = 1, low = 0 }"),
        &["`high` is missing"],
    );
    refused(
        distribution("discrete = { values = [0.1, 0.2], weights = [1.0] }"),
        &["one weight a value"],
    );
    refused(
        distribution("uniform = { low = 0.5, high = 1.5 }"),
        &["leaves the range of a share", "0 to 1"],
    );
    refused(
        with_worldview(&policy("[parameters]\n\"shared.tool_bite\" = 2\n")),
        &["leaves the range of a share"],
    );
}

#[test]
fn a_correlation_matrix_that_is_not_positive_definite_names_its_parameters() {
    let mut request = baseline();
    for (first, second, rank) in [
        ("leak_share", "tool_bite", "0.9"),
        ("diverted_share", "tool_bite", "-0.9"),
    ] {
        let pair = format!("\"shared.{first}\", \"shared.{second}\"");
        request.parameters.text +=
            &format!("\n[[correlation]]\nbetween = [{pair}]\nrank = {rank}\nsource = \"assumption\"\n");
    }
    let named = "shared.leak_share, shared.diverted_share, shared.tool_bite";
    refused(
        load_shipped(&request),
        &["configs/parameters.toml:", named, "not positive definite", "weaken"],
    );
    let more = |text: &str| {
        let mut request = baseline();
        request.parameters.text += &format!("\n[[correlation]]\nsource = \"assumption\"\n{text}\n");
        load_shipped(&request)
    };
    refused(
        more("between = [\"shared.tool_bite\", \"shared.leak_share\"]\nrank = 1.0"),
        &["`correlation.rank` = 1.0"],
    );
    refused(
        more("between = [\"shared.tool_bite\"]\nrank = 0.1"),
        &["does not name two parameters"],
    );
    refused(
        more("between = [\"shared.tool_bite\", \"shared.tool_bite\"]\nrank = 0.1"),
        &["does not name two"],
    );
    refused(
        more("between = [\"shared.diverted_share\", \"shared.leak_share\"]\nrank = 0.1"),
        &["has a correlation already"],
    );
    refused(
        more("between = [\"shared.diverted\", \"shared.leak_share\"]\nrank = 0.1"),
        &["`shared.diverted_share`?"],
    );
}

#[test]
fn dates_must_be_months_ascending_and_inside_the_horizon() {
    let steps = |text: &str| with_policy(&policy(&format!("[levers]\n\"us.chip_controls\" = [{text}]\n")));
    refused(
        steps("{ from = \"2041-01\", value = 1 }"),
        &["\"2041-01\"", "outside the horizon", "2023-01 to 2040-12"],
    );
    refused(
        steps("{ from = \"2022-12\", value = 1 }"),
        &["not a month of the simulation"],
    );
    refused(
        steps("{ from = \"2026-13\", value = 1 }"),
        &["not a month of the simulation"],
    );
    refused(
        steps("{ from = 2026-01-01, value = 1 }"),
        &["wrong type (datetime)", "write a month as"],
    );
    refused(
        steps("{ from = \"2027-01\", value = 1 }, { from = \"2027-01\", value = 0 }"),
        &["not later than the step before"],
    );
    refused(steps("{ value = 1 }"), &["`from` is missing"]);
    refused(
        steps("{ from = \"2027-01\", value = 1, announced = \"2027-01\" }"),
        &["is not before `from`"],
    );
    refused(
        with_baseline("2040-12", "2062-12"),
        &["`horizon` = \"2062-12\"", "2060-12"],
    );
    refused(with_baseline("2040-12", "2023-05"), &["too early for a horizon"]);
    refused(
        with_policy(&policy(&format!("{RULE}from = \"2041-01\"\n"))),
        &["`rules.from`", "outside the horizon"],
    );
}

#[test]
fn a_lever_without_a_history_from_the_first_month_is_refused() {
    refused(
        with_baseline("\"us.state_funding\" =", "# \"us.state_funding\" ="),
        &["history of the lever `us.state_funding`"],
    );
    let late = "\"us.state_funding\" = [{ from = \"2023-02\"";
    refused(
        with_baseline("\"us.state_funding\" = [{ from = \"2023-01\"", late),
        &["`history.us.state_funding`", "2023-01"],
    );
}

#[test]
fn rules_must_name_what_exists_and_say_one_thing() {
    let rule = |from: &str, to: &str| {
        let text = RULE.replacen(from, to, 1);
        assert_ne!(text, RULE);
        with_policy(&policy(&text))
    };
    refused(
        rule("china.lag_months", "china.lag_month"),
        &["\"china.lag_month\"", "no observable", "`china.lag_months`?"],
    );
    refused(
        rule("us.chip_controls", "us.chips"),
        &["\"us.chips\"", "no lever", "`us.chip_controls`?"],
    );
    refused(
        rule("below = 6", "below = 6, above = 7"),
        &["exactly one of `below` and `above`"],
    );
    refused(rule("below = 6, ", ""), &["exactly one of `below` and `above`"]);
    refused(
        rule("add = 0.1", "add = 0.1, set = 0.3"),
        &["exactly one of `add` and `set`"],
    );
    refused(rule("add = 0.1", "set = 1.3"), &["`rules.then.set` = 1.3", "0 to 1"]);
    refused(rule("add = 0.1", "add = 2"), &["`rules.then.add` = 2", "-1 to 1"]);
    refused(
        rule("for_months = 3", "for_months = 0"),
        &["`rules.when.for_months` = 0", "1 to"],
    );
    refused(rule("below", "under"), &["`rules.when.under`", "unknown key"]);
    refused(rule("when", "wenn"), &["`rules.wenn`", "`when`?"]);
}

#[test]
fn runs_must_be_some_and_affordable() {
    refused(
        with_set(&["runs=0"]),
        &["--set: `runs` = 0", "allowed: 1 to 1000000000"],
    );
    let absurd = ["2778 hours", "500 TB", "allowed: 1 to 1000000000"];
    refused(with_baseline("runs = 10000", "runs = 1_000_000_000_000"), &absurd);
    let mut request = baseline();
    request.runs = Some(1_000_000_000_000);
    refused(
        load_shipped(&request),
        &["--runs: `runs` = 1000000000000", absurd[0], absurd[1]],
    );
    request.runs = Some(u64::MAX);
    refused(load_shipped(&request), &["--runs"]);
    refused(
        with_baseline("kept_trajectories = 0", "kept_trajectories = 100000"),
        &["`kept_trajectories` = 100000", "10000"],
    );
}

#[test]
fn names_must_be_safe_for_folders() {
    for bad in ["", "../x", "a b", "a/b", "-x", "ä", "x\\u0000"] {
        refused(
            with_baseline("name = \"baseline\"", &format!("name = \"{bad}\"")),
            &["`name`", "cannot be a name"],
        );
    }
}

#[test]
fn two_policies_or_worldviews_must_not_fight() {
    let mut request = baseline();
    for name in ["strict_controls", "no_controls"] {
        request.policies.push(embedded::resolve(Kind::Policy, name).unwrap());
    }
    let both = [
        "`us.chip_controls`",
        "`no_controls`",
        "`strict_controls`",
        "apply only one",
    ];
    refused(load_shipped(&request), &both);
    let mut request = baseline();
    for name in ["fast_fabs", "slow_fabs"] {
        request
            .worldviews
            .push(embedded::resolve(Kind::Worldview, name).unwrap());
    }
    refused(
        load_shipped(&request),
        &["`china.fab_growth_per_year`", "`fast_fabs`", "`slow_fabs`"],
    );
    let mut request = baseline();
    request.policies = vec![embedded::resolve(Kind::Policy, "adaptive_controls").unwrap(); 2];
    refused(load_shipped(&request), &["applied twice"]);
    let mut request = baseline();
    request
        .policies
        .push(embedded::resolve(Kind::Policy, "adaptive_controls").unwrap());
    request
        .policies
        .push(source(&policy("[doctrine]\nus = \"reactive\"\n")));
    refused(load_shipped(&request), &["`doctrine.us`", "`adaptive_controls`"]);
}

#[test]
fn names_that_lead_nowhere_are_refused_at_their_place() {
    refused(
        on_baseline("policies = [\"treety\"]\n"),
        &["test.toml:5", "`policies` = \"treety\"", "did you mean `treaty`?"],
    );
    let text = "name = \"x\"\ntitle = \"t\"\ndescription = \"d\"\nbase = \"bassline\"\n";
    let mut request = baseline();
    request.scenario = source(text);
    refused(
        load_shipped(&request),
        &["test.toml:4", "`base` = \"bassline\"", "did you mean `baseline`?"],
    );
    request.scenario = source(&text.replace("base = \"bassline\"\n", ""));
    refused(load_shipped(&request), &["test.toml:1", "`horizon` is missing"]);
    let chained = |_: Kind, _: &str| Ok(source("base = \"other\"\n"));
    request.scenario = source(text);
    refused(load(&request, &chained), &["has a base itself"]);
}

#[test]
fn overrides_must_be_of_the_form_and_within_the_card() {
    refused(
        with_set(&["us.chip_controls"]),
        &["--set: ", "not of the form key=value"],
    );
    refused(with_set(&["=3"]), &["not of the form key=value"]);
    refused(
        with_set(&["shared.tool_bite=0.1"]),
        &["--set: `shared.tool_bite` = 0.1", "0.2 to 0.95", "bounds of the card"],
    );
    refused(with_set(&["horizon=2035"]), &["--set: `horizon` = 2035", "2026-01"]);
    for quota in ["-0.1", "1.01"] {
        let set = format!("us.licence_quota={quota}");
        refused(with_set(&[&set]), &["us.licence_quota", quota, "0 to 1"]);
    }
    refused(with_set(&["seed=-1"]), &["`seed` = -1", "out of range"]);
}

#[test]
fn the_same_key_in_two_spellings_is_refused() {
    let text = "[levers]\n\"us.chip_controls\" = 0.1\nus.chip_controls = 0.2\n";
    refused(with_policy(&policy(text)), &["test.toml:7", "is given twice"]);
}

#[test]
fn claims_must_be_ids() {
    let text = policy("").replace("\"F5\"", "\"F5, the article\"");
    refused(with_policy(&text), &["test.toml:4", "`the article`", "F5, POL019"]);
}

#[test]
fn a_named_event_that_cannot_be_is_refused() {
    refused(
        with_set(&["events.r1=soon"]),
        &["`events.r1` = soon", "a month such as 2025-01, or never"],
    );
    refused(with_set(&["events.r1=chance"]), &["`events.r1` = chance", "or never"]);
    refused(
        with_set(&["events.taiwan=2041-01"]),
        &["`events.taiwan` = 2041-01", "beyond the horizon, 2040-12"],
    );
    refused(
        with_set(&["events.taiwan=2028-01", "events.taiwan=2029-01"]),
        &["`events.taiwan`", "is set twice"],
    );
    refused(
        with_set(&["events.taiwam=2028-01"]),
        &["unknown key", "did you mean `events.taiwan`?"],
    );
    refused(
        with_baseline("r1 = \"2025-01\"", "r1 = \"2022-11\""),
        &["`events.r1` = \"2022-11\""],
    );
    refused(
        with_baseline("r1 = \"2025-01\"", "r2 = \"2025-01\""),
        &["`events.r2`", "unknown key"],
    );
}
