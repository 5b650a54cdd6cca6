use super::*;

const ENTRY: &str = "[[bound]]\nid='A'\nwhat='power'\nunit='GW'\nof='worlds'\nread='month'\nsum=['us.power_capacity']\n\
                     dates='2023-02..2023-04'\nlow=1.0\nhigh=9.0\nwhy='w'\nsource='s'\n";

/// The range of the bound of `text` over worlds whose series all hold `value(world, month)`.
fn range(text: &str, worlds: usize, value: impl Fn(usize, usize) -> f64) -> Option<Range> {
    let bounds = parse("t.toml", text).unwrap();
    let mut gathered = Gathered::new(&bounds, 36);
    for world in 0..worlds {
        gathered.take(&|_, month| value(world, month));
    }
    gathered.ranges()[0]
}

#[test]
fn the_shipped_table_is_read_and_gives_reasons() {
    for bound in shipped() {
        assert!(!bound.why.is_empty() && !bound.source.is_empty(), "{}", bound.id);
        assert!(!bound.moments(216).is_empty(), "{} has no month", bound.id);
    }
}

#[test]
fn every_world_counts_in_every_month_of_the_dates_and_in_no_other() {
    let value = |world: usize, month: usize| match (world, month) {
        (3, 2) => 8.0,
        (1, 3) => 2.0,
        (_, 0 | 4) => 100.0,
        _ => 5.0,
    };
    let found = range(ENTRY, 5, value).unwrap();
    assert_eq!((found.low, found.high, found.months), (2.0, 8.0, [Month(3), Month(2)]));
    assert!(keeps(&parse("t.toml", ENTRY).unwrap()[0], &found));
}

#[test]
fn a_bound_of_the_median_minds_no_single_world() {
    let text = ENTRY.replace("'worlds'", "'median'");
    let found = range(&text, 5, |world, month| if world == 0 { 1e9 } else { month as f64 }).unwrap();
    assert_eq!((found.low, found.high), (1.0, 3.0));
}

#[test]
fn means_gains_and_growth_are_over_twelve_months() {
    let read = |how: &str, dates: &str| {
        let text = ENTRY.replace("'month'", how).replace("'2023-02..2023-04'", dates);
        range(&text, 1, |_, month| (month * month) as f64).unwrap().low
    };
    assert_eq!(
        read("'year'", "'2024'"),
        (12..24).map(|month| month * month).sum::<usize>() as f64 / 12.0
    );
    assert_eq!(read("'gain'", "'2024-07'"), (18 * 18 - 6 * 6) as f64);
    assert_eq!(read("'growth'", "'2024-07'"), 9.0);
}

#[test]
fn what_is_not_a_number_keeps_no_bound_and_what_is_not_simulated_has_no_range() {
    let found = range(ENTRY, 2, |_, _| f64::NAN).unwrap();
    assert!(!keeps(&parse("t.toml", ENTRY).unwrap()[0], &found));
    assert_eq!(range(&ENTRY.replace("2023-02..2023-04", "2040"), 2, |_, _| 5.0), None);
}

#[test]
fn a_broken_table_names_file_and_key() {
    for (from, to, expected) in [
        ("us.power_capacity", "us.power", "`A.sum`"),
        ("low=1.0", "low=9.5", "`A.low`"),
        ("2023-02..2023-04", "soon", "`A.dates`"),
        ("read='month'", "read='moth'", "t.toml:6"),
    ] {
        let message = parse("t.toml", &ENTRY.replacen(from, to, 1)).unwrap_err().to_string();
        assert!(message.contains("t.toml") && message.contains(expected), "{message}");
    }
    let twice = parse("t.toml", &ENTRY.repeat(2)).unwrap_err().to_string();
    assert!(twice.contains("stands twice"), "{twice}");
}
