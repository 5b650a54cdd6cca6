use std::collections::BTreeSet;

use super::look::Look;
use super::sheet::{Sheet, free_name, shortened};
use super::{MOST_CELLS, SHEET_ROWS, most_rows};
use results::column::{Column, Kind, Schema};
use results::row;
use results::table::Table;

#[test]
fn numbers_look_as_their_units_and_sizes_ask() {
    for (unit, size, code) in [
        ("share", 0.5, "0.0%"),
        ("share", 0.004, "0.000%"),
        ("number", 12_000.0, "0"),
        ("year", 2036.5, "0.0"),
        ("year", 0.5, "#,##0.0000"),
        ("USD bn", 21_200.0, "#,##0"),
        ("USD bn", 212.0, "#,##0.0"),
        ("months", 14.25, "#,##0.00"),
        ("ratio", 1.5, "#,##0.000"),
        ("ratio", 0.01234, "#,##0.00000"),
        ("ratio", 1e-9, "0.000E+00"),
        ("ratio", 0.0, "#,##0"),
    ] {
        assert_eq!(Look::of(unit, size).code(), code, "{unit} {size}");
    }
}

#[test]
fn names_of_sheets_are_short_and_each_is_there_once() {
    let mut taken = BTreeSet::new();
    assert_eq!(free_name("Metrics", &mut taken), "Metrics");
    assert_eq!(free_name("metrics", &mut taken), "metrics-2");
    assert_eq!(free_name("a/b:c[d]", &mut taken), "abcd");
    let long = "x".repeat(40);
    assert_eq!(free_name(&long, &mut taken).chars().count(), 31);
    let second = free_name(&long, &mut taken);
    assert!(second.ends_with("-2") && second.chars().count() == 31, "{second}");
    assert!(shortened(&"é".repeat(40_000)).encode_utf16().count() <= 32_767);
}

#[test]
fn what_never_happens_is_an_empty_cell_with_a_column_that_says_so() {
    let schema = Schema::of(
        "x.csv",
        [
            Column::text("policy", "the policy"),
            Column::number_or_never("year", "year", "when"),
            Column::named("lag", "months", "how far", Kind::NumberOrNever),
        ],
    );
    let mut table = Table::new(&schema);
    table.push(row!["=1+1", f64::INFINITY, 2.0]);
    table.push(row!["b", 2030.5, f64::NAN]);
    let sheet = Sheet::new("x".to_owned(), table);
    let places = ["policy", "year", "lag"].map(|name| sheet.column(name));
    assert_eq!(places, [Some(0), Some(1), Some(3)]);
    assert_eq!(sheet.len(), 2);
}

#[test]
fn rows_of_a_series_stand_together_whatever_their_order_in_the_file() {
    let column = |name| Column::text(name, "a word");
    let schema = Schema::of("trajectories.csv", ["policy", "agent", "variable"].map(column))
        .with([Column::number("p50", "1", "median")]);
    let mut table = Table::new(&schema);
    for (place, [policy, agent]) in [["a", "us"], ["a", "china"], ["b", "us"], ["b", "china"], ["a", "us"]]
        .into_iter()
        .enumerate()
    {
        table.push(row![policy, agent, "lag", place as f64]);
    }
    let sheet = Sheet::new("trajectories".to_owned(), table);
    let numbers: Vec<f64> = sheet.rows().map(|(_, row)| row.number("p50")).collect();
    assert_eq!(numbers, [0.0, 4.0, 2.0, 1.0, 3.0]);
    let stretches = sheet.stretches(&["agent", "policy"]);
    assert_eq!(stretches[0], (vec!["us", "a"], 1..3));
    assert_eq!(stretches.len(), 4);
}

#[test]
fn a_sheet_takes_no_more_rows_than_a_spreadsheet_has() {
    assert_eq!(most_rows(1), SHEET_ROWS - 1);
    assert_eq!(most_rows(100), MOST_CELLS / 100);
}
