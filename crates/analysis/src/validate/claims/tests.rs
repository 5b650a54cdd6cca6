//! What a validation says, of tables made by hand.

use super::*;
use crate::claims::Tables;
use results::message::Arg;
use results::row;
use results::table::Table;

/// A fact of an area with its score, and that of an extrapolation; `misses` are errors of the fact between it and the median.
struct Fact(&'static str, &'static str, bool, f64, Option<f64>, f64);

fn validation(facts: &[Fact], fitted: bool) -> Table {
    let mut table = Table::new(&VALIDATION);
    for &Fact(id, area, inside, crps, naive, misses) in facts {
        let mut row = Vec::from(row![id, area, "gap_months", "china", "2024", "months", 1.0, 0.5, 1.5]);
        row.extend(row![0.0, 1.0, 2.0, 0.0, 1.0, 2.0, inside, misses, 2.0, 1.5, crps, crps]);
        row.extend(row!["trend", 1.0, true, naive, 0_u64, fitted, "a source", ""]);
        table.push(row);
    }
    table
}

fn said(tables: Vec<Table>) -> Vec<Claim> {
    let subject = Subject {
        tables: Tables::new(tables),
        ..Subject::default()
    };
    answer(&subject).claims
}

fn keys(claims: &[Claim]) -> Vec<&str> {
    claims.iter().map(|claim| &*claim.headline.key).collect()
}

fn argument<'a>(message: &'a Message, name: &str) -> &'a Arg {
    let found = message.args.iter().find(|(key, _)| key == name);
    &found.unwrap_or_else(|| panic!("{name} of {message:?}")).1
}

#[test]
fn a_validation_says_how_many_facts_are_met_how_near_and_where_least() {
    let mut facts = vec![
        Fact("A", "chips", true, 1.0, Some(2.0), 0.0),
        Fact("B", "chips", true, 3.0, Some(2.0), 0.0),
    ];
    let met = said(vec![validation(&facts, true)]);
    assert_eq!(
        keys(&met),
        [
            "hindcast-inside",
            "history-nearer",
            "history-none_outside",
            "hindcast-fitted"
        ]
    );
    assert_eq!(met[0].role, Role::Answer);
    // One of two: from 1.3 % to 98.7 % (Clopper-Pearson, 0.025 = 1 - 0.9873^2).
    let nearer = &met[1].headline;
    let shown = ["nearer", "facts", "share", "low", "high"].map(|name| argument(nearer, name).clone());
    assert_eq!(shown, ["1", "2", "50 %", "1.3 %", "98.7 %"].map(Arg::from));
    facts.extend([
        Fact("C", "talent", false, 2.0, None, 3.0),
        Fact("D", "talent", true, 2.0, None, 0.0),
        Fact("E", "power", false, 2.0, None, 4.0),
    ]);
    let worst = &said(vec![validation(&facts, true)])[2];
    assert_eq!(worst.headline.key, "history-worst");
    let Arg::Text(Text::Joined(areas)) = argument(&worst.headline, "areas") else {
        panic!("{worst:?}");
    };
    let area = |text: &Text| match text {
        Text::Message(message) => argument(message, "area").clone(),
        other => panic!("{other:?}"),
    };
    assert_eq!([area(&areas[0]), area(&areas[2])], ["power", "talent"].map(Arg::from));
    assert_eq!(worst.values, [("missed".into(), Value::Count(2))]);
    // Those furthest out first.
    let missed = format!("{:?}", worst.detail);
    assert!(
        missed.find("\"E\"") < missed.find("\"C\"") && missed.contains("validate-missed"),
        "{missed}"
    );
}

#[test]
fn what_was_not_used_for_fitting_is_a_test() {
    let facts = [Fact("A", "chips", true, 1.0, None, 0.0)];
    assert!(keys(&said(vec![validation(&facts, false)])).contains(&"validate-fitted_none"));
}

#[test]
fn accounts_that_do_not_balance_are_a_warning_and_nothing_is_said_of_no_facts() {
    let mut accounts = Table::new(&ACCOUNTS_TABLE);
    accounts.push(row![
        "money",
        "it balances",
        "(1.1)",
        0.5,
        1e-9,
        3_u64,
        "2024-01",
        false
    ]);
    let claims = said(vec![validation(&[], true), accounts]);
    assert_eq!(keys(&claims), ["hindcast-no_fact", "validate-accounts"]);
    assert!(claims.iter().all(|claim| claim.role == Role::Warning));
}
