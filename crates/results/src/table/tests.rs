use super::*;
use crate::column::Column;
use crate::dictionary::dictionary;
use crate::schema;

schema! {
    SCHEMA = "cells.csv";
    [
        Column::text("policy", "the policy"),
        Column::whole("worlds", "worlds", "worlds that count"),
        Column::number("mean", "months", "their mean"),
        Column::number_or_never("year", "year", "when it happens"),
        Column::yes_no("best", "whether it is the best"),
        Column::month("month", "when"),
    ]
}

fn example() -> Table {
    let mut table = Table::new(&SCHEMA);
    table.push(row!["a,\"b\"", 3_u64, 0.1, f64::INFINITY, true, "2026-01"]);
    table.push(row!["=SUM(1)", None::<u64>, f64::NAN, 2031.5, false, ""]);
    table
}

fn refused(text: &str) -> String {
    Table::from_csv(text.as_bytes(), "out/cells.csv", &SCHEMA)
        .unwrap_err()
        .to_string()
}

/// The oracle are the bytes as one would write them by hand.
#[test]
fn a_table_has_the_bytes_of_its_cells_and_comes_back_as_it_was() {
    let text = "policy,worlds,mean,year,best,month\n\"a,\"\"b\"\"\",3,0.1,never,yes,2026-01\n'=SUM(1),,,2031.5,no,\n";
    assert_eq!(String::from_utf8(example().to_csv()).unwrap(), text);
    let back = Table::from_csv(text.as_bytes(), "cells.csv", &SCHEMA).unwrap();
    assert_eq!(back.to_csv(), text.as_bytes());
    let rows: Vec<Row> = back.iter().collect();
    assert_eq!((rows[0].text("policy"), rows[1].text("policy")), ("a,\"b\"", "=SUM(1)"));
    assert_eq!((rows[0].whole("worlds"), rows[1].whole("worlds")), (Some(3), None));
    assert!(rows[0].number("year").is_infinite() && rows[1].number("mean").is_nan());
    assert!(rows[0].is("best") && !rows[1].is("best"));
    assert_eq!(back.numbers("mean")[0], 0.1);
}

#[test]
fn columns_may_stand_in_any_order() {
    let text = "best,policy,month,year,mean,worlds\nyes,x,,,2,1\n";
    let table = Table::from_csv(text.as_bytes(), "cells.csv", &SCHEMA).unwrap();
    let row = table.iter().next().unwrap();
    assert_eq!(
        (row.text("policy"), row.number("mean"), row.is("best")),
        ("x", 2.0, true)
    );
    assert_eq!(table.to_csv(), text.as_bytes());
}

#[test]
fn an_unknown_a_missing_and_a_doubled_column_are_named_with_the_file() {
    let unknown = refused("policy,worlds,mean,year,best,month,extra\n");
    assert!(
        unknown.contains("out/cells.csv") && unknown.contains("`extra`"),
        "{unknown}"
    );
    let typo = refused("policy,worlds,maen,year,best,month\n");
    assert!(typo.contains("`maen`") && typo.contains("mean"), "{typo}");
    let missing = refused("policy,worlds,mean,year,month\n");
    assert!(
        missing.contains("no column `best`") && missing.contains("make the result again"),
        "{missing}"
    );
    let doubled = refused("policy,worlds,mean,year,best,month,mean\n");
    assert!(doubled.contains("`mean`") && doubled.contains("twice"), "{doubled}");
}

#[test]
fn a_cell_of_another_kind_is_named_with_row_and_column() {
    let head = "policy,worlds,mean,year,best,month\nx,1,1,1,yes,2026-01\n";
    for (row, column) in [
        ("x,1.5,1,1,yes,2026-01", "worlds"),
        ("x,1,many,1,yes,2026-01", "mean"),
        ("x,1,1,soon,yes,2026-01", "year"),
        ("x,1,1,1,perhaps,2026-01", "best"),
        ("x,1,1,1,yes,2026-13", "month"),
    ] {
        let said = refused(&format!("{head}{row}\n"));
        assert!(
            said.contains("row 2") && said.contains(&format!("`{column}`")) && said.contains("allowed"),
            "{said}"
        );
    }
    let ragged = refused(&format!("{head}x,1\n"));
    assert!(
        ragged.contains("out/cells.csv") && ragged.contains("fields"),
        "{ragged}"
    );
}

#[test]
fn columns_known_only_at_run_time_are_read_where_the_schema_knows_them() {
    let input = |name: &str| {
        let is_input = name.starts_with("us.");
        is_input.then(|| Column::named(name.to_owned(), "share", "an input", Kind::Number))
    };
    const POINT: &[Column] = &[Column::whole("point", "number", "row of the design")];
    let schema = Schema::new("design.csv", POINT).or(input);
    let table = Table::from_csv(b"point,us.outreach\n0,0.5\n", "design.csv", &schema).unwrap();
    assert_eq!(table.numbers("us.outreach"), [0.5]);
    assert!(Table::from_csv(b"point,outreach\n0,0.5\n", "design.csv", &schema).is_err());
}

#[test]
fn rows_beyond_those_that_are_kept_are_counted() {
    let path = std::env::temp_dir().join(format!("detente-table-{}.csv", std::process::id()));
    let mut text = b"policy,worlds,mean,year,best,month\n".to_vec();
    for place in 0..10 {
        text.extend(format!("{},{place},,,,\n", if place % 2 == 0 { "even" } else { "odd" }).bytes());
    }
    std::fs::write(&path, text).unwrap();
    let table = Table::read_some(&path, &SCHEMA, 3, |row| &row[0] == "even").unwrap();
    let kept: Vec<Option<u64>> = table.iter().map(|row| row.whole("worlds")).collect();
    assert_eq!((kept, table.beyond), (vec![Some(0), Some(2), Some(4)], 2));
    std::fs::remove_file(path).unwrap();
}

#[test]
#[should_panic(expected = "column `mean`")]
fn a_word_in_a_column_of_numbers_is_a_fault_of_the_program() {
    Table::new(&SCHEMA).push(row!["x", 1_u64, "many", 1.0, true, ""]);
}

#[test]
fn the_dictionary_says_of_every_column_what_it_is() {
    let text = dictionary([&SCHEMA], [["policy", "none", "", "the plain scenario", "model"]]).to_csv();
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "file,name,unit,meaning,source");
    assert_eq!(lines[3], "cells.csv,worlds,worlds,worlds that count,model");
    assert_eq!(lines.last(), Some(&"policy,none,,the plain scenario,model"));
    // A head, the apostrophe, the policy, and for the year what says where it is never.
    assert_eq!(lines.len(), 4 + SCHEMA.columns.len());
}
