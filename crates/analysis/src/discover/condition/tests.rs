//! Conditions read, held against worlds, and refused at their place.

use super::*;
use engine::model::metrics::METRICS;

fn row(pairs: &[(Metric, f64)]) -> Metrics {
    let mut row = Metrics::from([0.0; METRICS]);
    pairs.iter().for_each(|&(metric, value)| row[metric] = value);
    row
}

fn holds(text: &str, row: &Metrics) -> Option<bool> {
    Condition::parse(text, Rows::Worlds).unwrap().holds(row)
}

#[test]
fn comparisons_hold_where_their_numbers_say_so() {
    let world = row(&[
        (Metric::LagMonths2030, 3.0),
        (Metric::CatastropheYear, f64::INFINITY),
        (Metric::TreatyYear, 2031.5),
        (Metric::ThresholdFirst, 2.0),
    ]);
    for (text, expected) in [
        ("china_lag_months_2030 < 3", false),
        ("china.lag_months_2030<=3", true),
        ("china_lag_months_2030 >= 3", true),
        ("china_lag_months_2030 > -4.5e0", true),
        ("china_lag_months_2030 != 3", false),
        ("catastrophe_year = never", true),
        ("catastrophe_year != never", false),
        ("catastrophe_year > 2035", true),
        ("catastrophe_year < 2035", false),
        ("treaty_year == never", false),
        ("threshold_first = china", true),
        ("threshold_first != china", false),
        ("threshold_first = nobody", false),
    ] {
        assert_eq!(holds(text, &world), Some(expected), "{text}");
    }
}

/// The truth tables of `and` and `or`, written out, with the binding of one before the other.
#[test]
fn and_binds_before_or_and_parentheses_before_both() {
    let t = "incidents = 0";
    let f = "incidents = 1";
    let world = row(&[]);
    for (text, expected) in [
        (format!("{t} or {f} and {f}"), true),
        (format!("({t} or {f}) and {f}"), false),
        (format!("{f} and {f} or {t}"), true),
        (format!("{f} AND ({f} OR {t})"), false),
        (format!("{t} and {t} and {f}"), false),
    ] {
        assert_eq!(holds(&text, &world), Some(expected), "{text}");
    }
}

#[test]
fn what_does_not_exist_is_unknown_unless_the_rest_decides() {
    let world = row(&[(Metric::LagMonths2035, f64::NAN)]);
    let unknown = "china_lag_months_2035 < 3";
    assert_eq!(holds(unknown, &world), None);
    assert_eq!(holds(&format!("{unknown} and incidents = 1"), &world), Some(false));
    assert_eq!(holds(&format!("{unknown} and incidents = 0"), &world), None);
    assert_eq!(holds(&format!("{unknown} or incidents = 0"), &world), Some(true));
    assert_eq!(holds(&format!("{unknown} or incidents = 1"), &world), None);
}

#[test]
fn a_condition_written_back_is_the_same_condition() {
    for text in [
        "china_lag_months_2030 < 3",
        "catastrophe_year = never and (threshold_first = us or incidents > 1.5)",
    ] {
        let condition = Condition::parse(text, Rows::Worlds).unwrap();
        assert_eq!(condition.to_string(), text);
    }
}

#[test]
fn mistakes_are_shown_at_their_place() {
    for (text, rows, place, said) in [
        (
            "china_lag_2030 < 3",
            Rows::Worlds,
            0,
            "did you mean `china_lag_months_2030`",
        ),
        ("incidents 3", Rows::Worlds, 10, "expected <"),
        ("incidents <", Rows::Worlds, 11, "it ends where a value"),
        ("incidents < three", Rows::Worlds, 12, "not a number"),
        ("incidents < nan", Rows::Worlds, 12, "not a number"),
        ("incidents < never", Rows::Worlds, 12, "never `never`"),
        ("incidents < us", Rows::Worlds, 12, "not a state"),
        ("catastrophe_year < never", Rows::Worlds, 19, "use = never"),
        ("threshold_first < us", Rows::Worlds, 18, "no order"),
        ("threshold_first = 1", Rows::Worlds, 18, "`us`, `china` or `nobody`"),
        ("threshold_first = us", Rows::Means, 18, "share of worlds"),
        ("catastrophe_year = never", Rows::Means, 19, "means over worlds"),
        ("(incidents < 3", Rows::Worlds, 0, "not closed"),
        ("incidents < 3)", Rows::Worlds, 13, "closes nothing"),
        ("incidents < 3 incidents > 1", Rows::Worlds, 14, "expected `and`"),
        ("incidents < 3 and", Rows::Worlds, 17, "it ends"),
        ("é < 3", Rows::Worlds, 0, "no metric"),
        ("", Rows::Worlds, 0, "it ends where a metric"),
    ] {
        let message = Condition::parse(text, rows).unwrap_err().to_string();
        assert!(message.contains(said), "{text}: {message}");
        let mark = message.lines().last().unwrap();
        assert_eq!(mark.find('^'), Some(place + 2), "{text}: {message}");
    }
}
