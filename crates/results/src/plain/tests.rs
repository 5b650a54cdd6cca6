use super::*;
use crate::schema;
use crate::table::Table;

schema! {
    SCHEMA = "cells.csv";
    [
        Column::text("policy", "the policy"),
        Column::whole("seed", "number", "the seed"),
        Column::number("mean", "months", "their mean"),
        Column::number("lever", "1", "what is set").exact(),
        Column::number_or_never("year", "year", "when it happens"),
        Column::number_or_never("low", "months", "lower end"),
    ]
}

const ALL_DIGITS: &str = "policy,seed,mean,lever,year,low\n\
    \"a, \"\"b\"\"\nc\",18446744073709551615,0.123456789,0.123456789,never,-never\n\
    x,1,-1.23456789e-9,1,2030.0833333333333,\n\
    ,,,,,0.1\n";
const PLAIN: &str = "policy,seed,mean,lever,year,year_never,low,low_never\n\
    \"a, \"\"b\"\"\nc\",18446744073709551615,0.1234568,0.123456789,,never,,-never\n\
    x,1,-1.234568e-9,1,2030.083,,,\n\
    ,,,,,,0.1,\n";

fn read(text: &str) -> error::Result<Table> {
    Table::from_csv(text.as_bytes(), "cells.csv", &SCHEMA)
}

/// The oracle are the bytes as one would write them by hand.
#[test]
fn numbers_are_short_and_never_stands_in_a_column_of_its_own() {
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    assert_eq!(text(file(ALL_DIGITS.as_bytes(), &SCHEMA)), PLAIN);
    let table = read(ALL_DIGITS).unwrap();
    assert_eq!(text(table.to_file()), PLAIN);
    // And back: what was never is infinite again, and what was written once is not moved.
    let back = read(PLAIN).unwrap();
    let names: Vec<&str> = back.schema.names().collect();
    assert_eq!(names, SCHEMA.names().collect::<Vec<_>>());
    assert_eq!(back.numbers("year")[0], f64::INFINITY);
    assert_eq!(back.numbers("low")[0], f64::NEG_INFINITY);
    assert!(back.numbers("year")[2].is_nan() && back.numbers("low")[1].is_nan());
    assert_eq!(back.numbers("lever")[0], 0.123_456_789);
    assert_eq!(text(back.to_file()), PLAIN);
}

#[test]
fn what_says_never_must_go_with_its_number() {
    for (cells, is_right) in [
        (",never", true),
        ("2030,", true),
        (",", true),
        ("never,", true),
        ("2030,never", false),
        (",2030", false),
        (",Never", false),
    ] {
        let text = format!("policy,seed,mean,lever,year,year_never,low\nx,1,2,3,{cells},4\n");
        match (read(&text), is_right) {
            (Ok(table), true) => assert_eq!(
                table.numbers("year")[0].is_infinite(),
                cells.contains("never"),
                "{cells}"
            ),
            (Err(error), false) => {
                let said = error.to_string();
                assert!(
                    said.contains("row 1") && said.contains("`year_never` may say never"),
                    "{said}"
                );
            }
            (other, _) => panic!("{cells}: {other:?}"),
        }
    }
    for (head, said) in [
        ("policy,seed,mean,lever,year,low,worse_never", "no column `worse_never`"),
        (
            "policy,seed,mean,lever,year,low,policy_never",
            "no column `policy_never`",
        ),
        (
            "policy,seed,mean,lever,year,year_never,year_never,low",
            "`year_never` stands there twice",
        ),
    ] {
        let refused = read(&format!("{head}\n")).unwrap_err().to_string();
        assert!(refused.contains(said), "{refused}");
    }
}

/// A generator of the test's own (SplitMix64), so that its numbers are always the same.
fn random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut bits = *state;
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// The oracle is arithmetic: the error of rounding to seven digits is at most half a unit of the seventh.
#[test]
fn rounding_moves_a_number_by_less_than_a_part_in_two_million_and_only_once() {
    let mut state = 2026;
    let written = |value: f64| {
        let mut text = Vec::new();
        push_float(&mut text, value);
        String::from_utf8(text).unwrap()
    };
    for case in 0..200_000 {
        let bits = random(&mut state);
        let value = match case % 3 {
            // Any bits at all; numbers of the sizes that results have; whole ones.
            0 => f64::from_bits(bits),
            1 => (bits >> 11) as f64 * 2.0_f64.powi(-53) * 10.0_f64.powi((bits % 31) as i32 - 12),
            _ => (bits >> (11 + bits % 40)) as f64,
        };
        if !value.is_normal() {
            continue;
        }
        let short = rounded(value);
        if value.abs() < 1e16 && value.fract() == 0.0 {
            assert_eq!(short.to_bits(), value.to_bits(), "whole numbers stay");
            continue;
        }
        assert!(
            (short - value).abs() <= 5e-7 * value.abs(),
            "{value:e} became {short:e}"
        );
        assert_eq!(rounded(short).to_bits(), short.to_bits(), "{value:e}");
        let text = written(short);
        assert_eq!(text.parse::<f64>().unwrap().to_bits(), short.to_bits());
        let factor = text.split('e').next().unwrap().replace(['-', '.'], "");
        let digits = factor.trim_start_matches('0').trim_end_matches('0');
        assert!(digits.len() <= DIGITS, "{value:e} is written {text}");
        // In the cell of a table, too.
        let mut cell = Vec::new();
        push_number(&mut cell, written(value).as_bytes(), &SCHEMA.columns[2]);
        assert_eq!(String::from_utf8(cell).unwrap(), text);
    }
    for value in [0.0, -0.0, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(rounded(value).to_bits(), value.to_bits());
    }
    assert!(rounded(f64::NAN).is_nan());
    let shown = [0.1, 12.345_678_9, 1.234_567_89e-9, 123_456_789.4, 99_999_999.6];
    let texts = ["0.1", "12.34568", "1.234568e-9", "123456800", "100000000"];
    assert_eq!(shown.map(|value| written(rounded(value))), texts);
}
