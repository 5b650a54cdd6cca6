//! Tables as spreadsheets, R, pandas, numpy and programs for experimental designs write them.

use super::*;
use engine::scenario::load::cards::read_cards;
use engine::scenario::shipped;

fn read(text: &str) -> Result<Design> {
    read_design("d.csv", text, &read_cards(&shipped::parameters()).unwrap())
}

/// Values and numbers of the rows.
#[track_caller]
fn rows(text: &str) -> (Vec<Vec<f64>>, Vec<u64>) {
    let design = read(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let numbers = (0..design.len()).map(|row| design.number(row)).collect();
    (design.rows().map(<[f64]>::to_vec).collect(), numbers)
}

const TWO: [[f64; 2]; 2] = [[0.5, 0.2], [0.75, 0.4]];

#[test]
fn one_table_in_the_manner_of_many_programs_is_one_design() {
    for text in [
        "us.chip_controls,us.enforcement\n0.5,0.2\n0.75,0.4\n",
        "us.chip_controls, us.enforcement\n5e-1, .2\n0.75,4E-1",
        "\u{feff}us.chip_controls,us.enforcement\r\n0.5,0.2\r\n0.75,0.4\r\n",
        "us.chip_controls,us.enforcement\r0.5,0.2\r0.75,0.4\r",
        "us.chip_controls;us.enforcement\n0,5;0,2\n0,75;0,4\n",
        "us.chip_controls;us.enforcement\n0.5;0.2\n0.75;0.4\n",
        "\"us.chip_controls\";\"us.enforcement\"\n\"0,5\";\"0,2\"\n0,75;0,4;\n;;\n",
        "sep=;\nus.chip_controls;us.enforcement\n0,5;0,2\n0,75;0,4\n",
        "us.chip_controls\tus.enforcement\n0.5\t0.2\n0.75\t0.4\n",
        "us.chip_controls|us.enforcement\n0.5|0.2\n0.75|0.4\n",
        "us.chip_controls  us.enforcement\n 0.5   0.2\n 0.75  0.4\n",
        "us.chip_controls,us.enforcement,,\n0.5,0.2,,\n0.75,0.4,,\n,,,\n,,,\n",
        "# chosen by hand\n#\n\nus.chip_controls,us.enforcement\n0.5,0.2\n\n# the second\n0.75,0.4\n\n\n",
        "# us.chip_controls us.enforcement\n5.000e-01 2.000e-01\n7.500e-01 4.000e-01\n",
        "# us.chip_controls,us.enforcement\n0.5,0.2\n0.75,0.4\n",
        ",us.chip_controls,us.enforcement\n0,0.5,0.2\n1,0.75,0.4\n",
        "Unnamed: 0,point,us.chip_controls,us.enforcement\n7,0,0.5,0.2\n9,1,0.75,0.4\n",
        "experiment_id,us.chip_controls,us.enforcement\n0,0.5,0.2\n1,0.75,0.4\n",
        "us.chip_controls,Run,us.enforcement\n0.5,0,0.2\n0.75,1,0.4\n",
    ] {
        let (values, numbers) = rows(text);
        assert_eq!(
            (values, numbers),
            (TWO.map(|row| row.to_vec()).to_vec(), vec![0, 1]),
            "{text}"
        );
    }
}

#[test]
fn one_column_is_a_table_too() {
    for text in ["us.outreach\n0.5\n0.25\n\n\n", "us.outreach;\n0,5;\n0,25;\n;\n"] {
        assert_eq!(rows(text).0, [[0.5], [0.25]], "{text}");
    }
    assert_eq!(
        rows("\"us.outreach\"\n\"1\" 0.5\n\"2\" 0.25\n"),
        (vec![vec![0.5], vec![0.25]], vec![1, 2])
    );
}

#[test]
fn numbers_of_points_are_kept_in_the_order_of_the_table() {
    for text in [
        "point,us.chip_controls,us.enforcement\n5,0.5,0.2\n3,0.75,0.4\n",
        "row;us.chip_controls;us.enforcement\n5;0,5;0,2\n3;0,75;0,4\n",
        "\"us.chip_controls\" \"us.enforcement\"\n\"5\" 0.5 0.2\n\"3\" 0.75 0.4\n",
        "\"us.chip_controls\",\"us.enforcement\"\n\"5\",0.5,0.2\n\"3\",0.75,0.4\n",
        "\"\",\"us.chip_controls\",\"us.enforcement\"\n\"5\",0.5,0.2\n\"3\",0.75,0.4\n",
        "scenario,us.chip_controls,us.enforcement\n5.0,0.5,0.2\n3,0.75,0.4\n",
    ] {
        let (values, numbers) = rows(text);
        assert_eq!(
            (values, numbers),
            (TWO.map(|row| row.to_vec()).to_vec(), vec![5, 3]),
            "{text}"
        );
    }
    // R writes 100000 as 1e+05.
    assert_eq!(rows("id,us.outreach\n1e+05,0.5\n").1, [100_000]);
}

#[test]
fn only_a_numbered_row_of_the_programs_own_kind_leaves_inputs_as_they_are() {
    for nothing in ["", "NA", "\"\""] {
        let own = read(&format!(
            "point,us.chip_controls,us.outreach\n0,{nothing},{nothing}\n1,0.3,{nothing}\n"
        ))
        .unwrap();
        assert!(own.row(0).iter().all(|value| value.is_nan()) && own.row(1)[0] == 0.3 && own.row(1)[1].is_nan());
    }
    for (text, words) in [
        (
            "point,us.chip_controls,us.outreach\n0,0.1,\n,0.2,0.3\n",
            &["d.csv:3", "no number"][..],
        ),
        (
            "point,us.chip_controls,us.outreach\n0,0.1,\n,,\n1,0.2,0.3\n",
            &["d.csv:3", "empty"],
        ),
        ("point,us.outreach\n0,NaN\n", &["d.csv:2", "finite"]),
        ("row,us.outreach\n0,0.1\n1,\n", &["d.csv:3", "empty"]),
        ("us.outreach\n0.1\n\n0.2\n", &["d.csv:3", "empty", "move up"]),
        (
            "us.outreach,us.enforcement\n0.1,0.2\n,\n0.2,0.3\n",
            &["d.csv:3", "empty"],
        ),
    ] {
        refused(text, words);
    }
}

#[track_caller]
fn refused(text: &str, words: &[&str]) {
    let refusal = read(text).unwrap_err().to_string();
    assert!(words.iter().all(|word| refusal.contains(word)), "{text}: {refusal}");
}

#[test]
fn every_mistake_is_answered_with_its_line_and_what_is_allowed() {
    for (text, words) in [
        ("", &["d.csv:1", "us.chip_controls"][..]),
        ("\n# nothing\n", &["empty", "us.chip_controls"]),
        ("us.chip_controls\n", &["no rows"]),
        ("us.chip_controls,us.chip_controls\n0,0\n", &["two columns"]),
        ("us.chip_controlls\n0\n", &["did you mean `us.chip_controls`"]),
        ("us.chip_controls,us.outreach\n0,0\n0\n", &["d.csv:3", "1 cells"]),
        ("us.chip_controls,us.outreach\n0,0,0\n", &["d.csv:2", "3 cells"]),
        (
            "us.chip_controls\n0.5\nNaN\n",
            &["d.csv:3", "us.chip_controls", "finite"],
        ),
        ("us.chip_controls\ninf\n", &["finite"]),
        ("us.chip_controls,us.outreach\n0.5,\n", &["empty", "us.outreach"]),
        ("us.chip_controls\nhigh\n", &["d.csv:2", "high"]),
        ("us.chip_controls\n1.2\n", &["out of range", "0 to 1"]),
        ("us.chip_controls,us.outreach\n\"0.5,0.1\n", &["d.csv:2", "quote"]),
        // The header is somewhere else, or nowhere.
        ("0.5,0.2\n0.75,0.4\n", &["d.csv:1", "no header", "keys"]),
        ("# by hand\n0.5,0.2\n0.75,0.4\n", &["d.csv:2", "no header"]),
        (
            "My design,\nof May,\nus.outreach,us.enforcement\n0,0\n",
            &["d.csv:1", "line 3"],
        ),
        ("# mine\nus.outreeach\n0\n", &["d.csv:2", "did you mean"]),
        // Decimal commas where they are separators, and numbers with both.
        ("us.outreach\n0,5\n", &["d.csv:2", "decimal commas", "semicolons"]),
        (
            "us.outreach,us.enforcement\n0,5,0,2\n",
            &["d.csv:2", "4 cells", "decimal commas"],
        ),
        (
            "us.outreach\tus.enforcement\n0,5\t0,2\n",
            &["d.csv:2", "0,5", "write 0.5"],
        ),
        (
            "us.outreach;us.enforcement\n0,5;0,2\n0.5;0,2\n",
            &["d.csv:3", "0.5", "line 2", "comma"],
        ),
        ("us.outreach;us.enforcement\n1.000,5;0,2\n", &["d.csv:2", "1.000,5"]),
        // Columns that mean something else.
        ("row,world,us.outreach\n0,0,0.5\n", &["world", "the same worlds"]),
        ("us.outreach,seed\n0.5,17\n", &["seed", "--seed", "take the column out"]),
        ("scenario,policy,us.outreach\n0,treaty,0.5\n", &["policy", "--policy"]),
        (
            "us.outreach,china_lag_months_2030\n0.5,8\n",
            &["metric", "take the column out"],
        ),
        ("us.outreach,,us.enforcement\n0.5,,0\n", &["no name"]),
        ("run,id,us.outreach\n0,0,0.5\n", &["`id`", "`run`", "keep one"]),
        // Numbers of points.
        (
            "point,us.outreach\nabc,0.5\n",
            &["d.csv:2", "point", "abc", "whole numbers"],
        ),
        ("point,us.outreach\n-1,0.5\n", &["d.csv:2", "-1"]),
        ("point,us.outreach\n1.5,0.5\n", &["d.csv:2", "1.5"]),
        ("point,us.outreach\n1e17,0.5\n", &["d.csv:2", "1e17"]),
        (
            "point,us.outreach\n3,0.5\n4,0.4\n3,0.6\n",
            &["d.csv:4", "point", "line 2"],
        ),
        ("run,us.outreach\n0,0.5\n0,0.6\n", &["d.csv:3", "run", "same worlds"]),
        (
            "\"us.outreach\" \"us.enforcement\"\n\"Mazda\" 0.5 0.2\n",
            &["d.csv:2", "row names", "Mazda"],
        ),
    ] {
        refused(text, words);
    }
}

/// As many rows as a design may have, read in well under the time of simulating them.
#[test]
fn a_million_rows_are_read() {
    let text: String = (0..MOST_ROWS)
        .map(|row| format!("{row};0,{:07}\n", row % 9_999_999))
        .collect();
    let design = read(&format!("point;us.outreach\n{text}")).unwrap();
    assert_eq!(
        (design.len(), design.number(MOST_ROWS - 1)),
        (MOST_ROWS, MOST_ROWS as u64 - 1)
    );
    refused(&format!("point;us.outreach\n{text}{MOST_ROWS};0,5\n"), &["too long"]);
}
