use super::*;
use crate::scenario::Scenario;
use crate::scenario::distributions::Sampler;
use crate::scenario::fit::{Fit, model_of};
use crate::scenario::load::{Conditioning, Kind, Request};
use crate::scenario::shipped;
use crate::scenario::shocks::Shock;
use crate::scenario::worlds::{World, in_a_row};

/// The baseline with worlds as they are drawn.
fn baseline() -> Scenario {
    let request = Request {
        conditioning: Some(Conditioning::Prior),
        ..shipped::request("baseline").unwrap()
    };
    shipped::load(&request).unwrap()
}

/// A table of so many rows whose numbers differ from row to row and place to place.
fn table(scenario: &Scenario, rows: usize) -> Histories {
    let layout = Layout::reaching(35, 4);
    let numbers = |row: usize| {
        (0..layout.width())
            .map(|place| (row * 37 + place * 5) as u16 % 4096)
            .collect()
    };
    let rows: Vec<(Vec<u16>, f64)> = (0..rows).map(|row| (numbers(row), -1.25 * row as f64)).collect();
    let provenance = Provenance {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        scenario: scenario.name.clone(),
        until: Month(34),
        facts: 7,
        sweeps: 4095,
        model: model_of(scenario),
    };
    Histories::new("a table".to_owned(), 99, layout, provenance, &rows)
}

fn conditioned(rows: usize) -> Scenario {
    let scenario = baseline();
    let histories = Some(std::sync::Arc::new(table(&scenario, rows)));
    Scenario { histories, ..scenario }
}

/// Parameters and shocks of one world, as bits.
fn bits(scenario: &Scenario, world: u64, months: usize) -> (Vec<u64>, Vec<u64>) {
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let world = World::<1>::draw(&sampler, scenario.draws(), [world], months);
    let shocks =
        (0..months).flat_map(|month| Shock::ALL.map(|process| world.shocks(month)[process as usize].0[0].to_bits()));
    (
        world.parameters.iter().map(|value| value.0[0].to_bits()).collect(),
        shocks.collect(),
    )
}

/// The same read with nothing but the numbers of the table: each piece from an unconditioned world of the number that it names.
#[test]
fn a_world_is_pieced_together_from_the_draws_that_its_row_names() {
    let scenario = conditioned(5);
    let plain = Scenario {
        histories: None,
        seed: 99,
        ..scenario.clone()
    };
    let addresses = scenario.histories.as_ref().unwrap().addresses().clone();
    let (world, row) = (12, 2);
    let (parameters, shocks) = bits(&scenario, world, 60);
    let mut place = 0;
    let mut position = 0;
    for group in Group::ALL {
        for piece in group.names().chunks(PIECE) {
            let (from, _) = bits(&plain, run_of(row, addresses.row(row as usize)[place]), 2);
            let uncorrelated = |key: &str| {
                let of = |position: usize| scenario.cards.cards[position].key == key;
                !scenario
                    .cards
                    .correlations
                    .iter()
                    .any(|pair| of(pair.first) || of(pair.second))
            };
            for name in piece {
                // A correlated parameter hangs on draws of others, too.
                if uncorrelated(&format!("{}.{name}", group.key())) {
                    assert_eq!(parameters[position], from[position], "{name}");
                }
                position += 1;
            }
            place += 1;
        }
    }
    for stretch in 0..addresses.layout.stretches {
        let (_, from) = bits(&plain, run_of(row, addresses.row(row as usize)[place + stretch]), 60);
        let months = stretch * 4 * SHOCKS..(stretch + 1) * 4 * SHOCKS;
        assert_eq!(shocks[months.clone()], from[months], "stretch {stretch}");
    }
    // After the last stretch the world is its own, of the scenario's seed.
    let own = Scenario {
        histories: None,
        ..scenario.clone()
    };
    let (_, from) = bits(&own, world, 60);
    assert_eq!(shocks[36 * SHOCKS..], from[36 * SHOCKS..]);
}

#[test]
fn worlds_beyond_the_table_share_its_pasts_and_have_futures_of_their_own() {
    let scenario = conditioned(5);
    let ((parameters, shocks), (again, others)) = (bits(&scenario, 3, 60), bits(&scenario, 8, 60));
    assert_eq!(parameters, again);
    assert_eq!(shocks[..36 * SHOCKS], others[..36 * SHOCKS]);
    assert!(
        shocks[36 * SHOCKS..]
            .iter()
            .zip(&others[36 * SHOCKS..])
            .all(|(one, other)| one != other)
    );
}

#[test]
fn the_first_rows_of_a_longer_table_give_the_same_worlds() {
    for world in 0..3 {
        assert_eq!(bits(&conditioned(3), world, 60), bits(&conditioned(6), world, 60));
    }
    assert_ne!(bits(&conditioned(3), 3, 60).0, bits(&conditioned(6), 3, 60).0);
}

#[test]
fn a_conditioned_world_is_the_same_in_any_lane() {
    let scenario = conditioned(5);
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let wide = World::<8>::draw(&sampler, scenario.draws(), in_a_row(2), 50);
    for lane in 0..8 {
        let (parameters, shocks) = bits(&scenario, 2 + lane as u64, 50);
        let found: Vec<u64> = wide.parameters.iter().map(|value| value.0[lane].to_bits()).collect();
        assert_eq!(found, parameters);
        let found =
            (0..50).flat_map(|month| Shock::ALL.map(|process| wide.shocks(month)[process as usize].0[lane].to_bits()));
        assert_eq!(found.collect::<Vec<_>>(), shocks);
    }
}

#[test]
fn another_seed_gives_other_futures_of_the_same_pasts() {
    let scenario = conditioned(5);
    let other = Scenario {
        seed: scenario.seed + 1,
        ..scenario.clone()
    };
    let ((parameters, shocks), (same, others)) = (bits(&scenario, 1, 60), bits(&other, 1, 60));
    assert_eq!((parameters, &shocks[..36 * SHOCKS]), (same, &others[..36 * SHOCKS]));
    assert_ne!(shocks[36 * SHOCKS..], others[36 * SHOCKS..]);
}

#[test]
fn a_table_survives_its_file() {
    let table = table(&baseline(), 40);
    let again = Histories::parse("a table", &table.text()).unwrap();
    assert_eq!(again, table);
}

/// Numbers of any length, some of which fill letters exactly and some not: what is written is read again, in as many letters as there must be.
#[test]
fn numbers_take_no_more_bits_than_the_greatest() {
    let layout = Layout::reaching(35, 4);
    let scenario = baseline();
    for sweeps in [1, 2, 3, 7, 31, 63, 64, 255, 300, 511, 2047, 4095_u16] {
        let rows: Vec<(Vec<u16>, f64)> = (0..5_u16)
            .map(|row| {
                let number = |place: usize| (place as u16 * 611 + row * 97) % (sweeps + 1);
                ((0..layout.width()).map(number).collect(), 0.5)
            })
            .chain([(vec![sweeps; layout.width()], -0.5)])
            .collect();
        let provenance = Provenance {
            sweeps,
            ..table(&scenario, 1).provenance
        };
        let table = Histories::new("a table".to_owned(), 99, layout, provenance, &rows);
        let text = table.text();
        assert_eq!(Histories::parse("a table", &text).unwrap(), table, "{sweeps}");
        let bits = f64::from(sweeps + 1).log2().ceil() as usize;
        let letters = text.lines().last().unwrap().split_once(',').unwrap().1.len();
        assert_eq!(letters, (layout.width() * bits).div_ceil(6), "{sweeps}");
    }
}

/// A thousand rows of the shipped table take less than 100 kB: pages embed it.
#[test]
fn the_shipped_tables_are_small() {
    for file in shipped::of_kind(Kind::Histories) {
        let table = Histories::parse(file.name, file.text).unwrap();
        let bytes = file.text.len() * 1000 / table.rows();
        assert!(bytes < 100_000, "{}: {bytes} bytes for 1,000 rows", file.name);
    }
}

#[test]
fn a_table_fits_the_model_that_it_was_made_for() {
    let scenario = baseline();
    let table = table(&scenario, 2);
    assert_eq!(table.fit(&scenario), Fit::Made);
    let mut request = shipped::request("baseline").unwrap();
    request
        .policies
        .push(shipped::resolve(Kind::Policy, "no_controls").unwrap());
    assert_eq!(
        table.fit(&shipped::load(&request).unwrap()),
        Fit::Made,
        "a policy is met by the same worlds"
    );
    request.set.push("mechanisms.rally=false".to_owned());
    assert_eq!(table.fit(&shipped::load(&request).unwrap()), Fit::OtherModel);
    request.set = vec!["shared.perception_error=1".to_owned()];
    assert_eq!(table.fit(&shipped::load(&request).unwrap()), Fit::OtherModel);
}

/// The baseline names the shipped table. What is asked for takes its place, and stands among what was set where it is another.
#[test]
fn what_is_asked_of_histories_takes_the_place_of_what_is_stated() {
    let shipped_table = shipped::resolve(Kind::Histories, "baseline").unwrap();
    for (conditioning, has_table, set) in [
        (None, true, &[][..]),
        (Some(Conditioning::Histories(shipped_table)), true, &[]),
        (Some(Conditioning::Prior), false, &[]),
        (Some(Conditioning::Unconditioned), false, &["unconditioned"]),
    ] {
        let asked = Request {
            conditioning,
            ..shipped::request("baseline").unwrap()
        };
        let scenario = shipped::load(&asked).unwrap();
        assert_eq!(
            (scenario.histories.is_some(), scenario.set.as_slice()),
            (
                has_table,
                &set.iter().map(|&word| word.to_owned()).collect::<Vec<String>>()[..]
            )
        );
    }
}

#[test]
fn a_damaged_table_is_refused_with_the_line_that_is_wrong() {
    let text = table(&baseline(), 4).text();
    let lines: Vec<&str> = text.lines().collect();
    let without_last = lines[..lines.len() - 1].join("\n");
    let shorter = text.replacen(lines[15], &lines[15][..20], 1);
    let foreign = text.replacen(lines[15], &lines[15].replace(',', ",*"), 1);
    let registry = text.replace(&format!("{:016x}", registry()), "0123456789abcdef");
    for (damaged, expected) in [
        (without_last.as_str(), "ends after 3 of the 4 rows"),
        (&shorter, "a table:16"),
        (&foreign, "a table:16"),
        (&registry, "other parameters or processes"),
        (&text.replace("# form = 2", "# form = 1"), "does not read"),
        (
            &text.replace("# stretch_months = 4", "# stretch_months = 3"),
            "even number of months",
        ),
        (&text.replace("# seed = 99\n", ""), "missing"),
        ("", "missing"),
        ("id,observable\n", "no line of a table"),
    ] {
        let message = Histories::parse("a table", damaged).unwrap_err().to_string();
        assert!(message.contains(expected), "{message}\nlacks: {expected}");
    }
}

/// Each row draws under numbers of its own, so that no history shares parameters or luck with another.
#[test]
fn no_two_rows_draw_under_one_number() {
    let runs = |row| (0..NUMBERS as u16).map(move |number| run_of(row, number));
    for row in [0, 1, 2, 700] {
        assert!(runs(row).is_sorted_by(|a, b| a < b), "row {row}");
        assert!(runs(row).next_back() < runs(row + 1).next(), "row {row}");
    }
}
