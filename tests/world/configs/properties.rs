//! No text makes the loader panic, and whatever loads can be run.

use super::*;
use detente::analysis::game::GameFile;
use detente::analysis::sweep::{Design, SweepFile};
use detente::scenario::histories::Histories;
use detente::scenario::levers::Lever;
use detente::scenario::load::cards::read_cards;
use detente::scenario::load::resolved::{parameters_text, scenario_text};
use proptest::prelude::*;
use proptest::sample::Index;

/// What every loaded scenario promises to the model.
fn assert_usable(scenario: &Scenario) {
    assert!((12..=456).contains(&scenario.months));
    assert!(scenario.runs >= 1 && scenario.runs <= 1_000_000_000);
    assert!(scenario.event_worlds <= scenario.runs && scenario.kept_trajectories <= scenario.runs);
    for lever in Lever::ALL {
        let path = scenario.lever(lever);
        let (low, high) = lever.range();
        assert_eq!(
            (path.values.len(), path.announced_rise.len()),
            (scenario.months, scenario.months)
        );
        assert!(
            path.values.iter().all(|&value| value >= low && value <= high),
            "{}",
            lever.key()
        );
        assert!(
            path.announced_rise
                .iter()
                .all(|&rise| rise >= 0.0 && rise <= high - low),
            "{}",
            lever.key()
        );
        assert!(path.policy_from.is_none_or(|from| from < scenario.months));
    }
    for card in &scenario.cards.cards {
        card.distribution
            .check(&card.unit)
            .unwrap_or_else(|fault| panic!("{}: {fault:?}", card.key));
    }
    let again = Request::new(
        source(&scenario_text(scenario)),
        source(&parameters_text(&scenario.cards)),
    );
    assert!(load_shipped(&again).is_ok());
}

/// Loads a text as a kind of file; whatever loads must be usable.
fn try_as(kind: Kind, text: &str) {
    let mut request = baseline();
    match kind {
        Kind::Scenario => request.scenario = source(text),
        Kind::Policy => request.policies.push(source(text)),
        Kind::Worldview => request.worldviews.push(source(text)),
        Kind::Parameters => request.parameters = source(text),
        Kind::Sweep => {
            let cards = read_cards(&embedded::parameters()).unwrap();
            if let Ok(sweep) = SweepFile::read(&source(text), &cards)
                && let Ok(design) = Design::new(sweep.method, &sweep.varied, &cards)
            {
                assert!(!design.is_empty() && design.row(design.len() - 1).len() == sweep.varied.len());
            }
            return;
        }
        Kind::Game => {
            if let Ok(game) = GameFile::read(&source(text)) {
                assert!(game.strategies.iter().all(|side| side.len() > 1));
            }
            return;
        }
        Kind::Histories => {
            if let Ok(table) = Histories::parse("a table", text) {
                assert!(table.rows() > 0);
            }
            return;
        }
    }
    match load_shipped(&request) {
        Ok(scenario) => assert_usable(&scenario),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Loads whatever it is, as each kind of file.
fn try_everywhere(text: &str) {
    for kind in [
        Kind::Scenario,
        Kind::Policy,
        Kind::Worldview,
        Kind::Parameters,
        Kind::Sweep,
        Kind::Game,
        Kind::Histories,
    ] {
        try_as(kind, text);
    }
}

/// Pieces that mean something in a configuration, to be put where they do not belong.
const PIECES: &[&str] = &[
    "0",
    "-1",
    "1e308",
    "nan",
    "inf",
    "\"\"",
    "\"2026-01\"",
    "\"9999-99\"",
    "2023-01-01",
    "true",
    "[]",
    "{}",
    "[[rules]]",
    "[levers]",
    "[history]",
    "[parameters]",
    "[doctrine]",
    "=",
    "\n",
    "\"",
    "\"\"\"",
    "us.chip_controls",
    "value",
    "from",
    "announced",
    "low",
    "high",
    "weights = []",
    "\u{0}",
    "\u{2028}",
    "é",
    "99999999999999999999999",
    "0x10",
    "'",
    "#",
    ",",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_text_never_panics(text in "\\PC*") {
        try_everywhere(&text);
    }

    #[test]
    fn random_lines_of_key_and_value_never_panic(
        lines in proptest::collection::vec((0..PIECES.len(), 0..PIECES.len(), any::<bool>()), 0..12),
    ) {
        let text: String = lines
            .iter()
            .map(|&(key, value, spaced)| format!("{}{}{}\n", PIECES[key], if spaced { " = " } else { "" }, PIECES[value]))
            .collect();
        try_everywhere(&text);
    }

    #[test]
    fn a_mutated_shipped_file_never_panics(
        file in any::<Index>(),
        cuts in proptest::collection::vec((any::<Index>(), 0..24_usize, any::<Index>(), any::<bool>()), 1..4),
    ) {
        let file = &embedded::SHIPPED[file.index(embedded::SHIPPED.len())];
        let mut letters: Vec<char> = file.text.chars().collect();
        for (place, removed, piece, insert) in cuts {
            let start = place.index(letters.len() + 1);
            let end = (start + removed).min(letters.len());
            let piece = PIECES[piece.index(PIECES.len())];
            let new: Vec<char> = if insert { piece.chars().collect() } else { Vec::new() };
            letters.splice(start..end, new);
        }
        let text: String = letters.into_iter().collect();
        try_as(file.kind, &text);
    }

    #[test]
    fn a_random_override_never_panics(
        key in any::<Index>(),
        wild_key in "\\PC{0,12}",
        tame in any::<bool>(),
        value in prop_oneof!["\\PC{0,20}", "-?[0-9]{1,4}(\\.[0-9]{1,3})?", "20[0-9]{2}-[01][0-9]", Just("{ value = 1 }".to_owned())],
    ) {
        let mut keys: Vec<String> = detente::scenario::parameters::keys().collect();
        keys.extend(Lever::ALL.map(|lever| lever.key().to_owned()));
        keys.extend(["horizon", "runs", "seed", "event_worlds", "kept_trajectories", "doctrine.us", "mechanisms.rally"].map(str::to_owned));
        let key = if tame { keys[key.index(keys.len())].clone() } else { wild_key };
        if let Ok(scenario) = with_set(&[&format!("{key}={value}")]) {
            assert_usable(&scenario);
        }
    }
}
