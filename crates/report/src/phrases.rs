//! What many figures say, in a language that is chosen when they are drawn.

use super::catalogue::capital;
use crate::later;
use crate::number::{readable, signed, span_unit, year};
use results::message::Arg;
use results::store::manifest::{Key, VERSION};

/// `10,000 worlds`.
pub fn worlds(count: u64) -> String {
    later!("figure-worlds", count = count)
}

/// The foot of a figure that shows one what-if; `case` is a sentence.
pub fn foot(case: &str, seed: u64, key: &Key) -> String {
    later!(
        "figure-foot",
        case = case,
        seed = seed.to_string(),
        version = VERSION,
        hash = key.short(),
    )
}

/// The foot of a figure that shows several; `case` is a sentence.
pub fn foot_of_many(case: &str, seed: u64, key: &Key) -> String {
    later!(
        "figure-foot_many",
        case = case,
        seed = seed.to_string(),
        version = VERSION,
        hash = key.short(),
    )
}

/// The scenario by its name, as the beginning of a sentence.
pub fn scenario_called(name: &str) -> String {
    later!("figure-scenario", name = name)
}

/// That as a sentence.
pub fn scenario_sentence(name: &str) -> String {
    later!("figure-sentence", text = scenario_called(name))
}

/// What is studied, and after it what is drawn, a sentence without its stop: `Title: what` or `Question? What`.
pub fn titled(title: &str, what: &str) -> String {
    match title.ends_with(['?', '.', '!', '؟']) {
        true => later!("figure-after_sentence", title = title, what = capital(what)),
        false => later!("figure-after_title", title = title, what = what),
    }
}

/// A difference with its unit; see [`crate::number::span`].
pub fn span(value: f64, unit: &str) -> String {
    match unit {
        "score" | "share" | "index" | "ratio" | "state" => readable(value),
        unit => quantity(&readable(value), span_unit(unit)),
    }
}

/// A difference with its sign and its unit.
pub fn signed_span(value: f64, unit: &str) -> String {
    match unit {
        "score" | "share" | "index" | "ratio" | "state" | "" => signed(value),
        unit => quantity(&signed(value), span_unit(unit)),
    }
}

/// A number that is already written, with its unit in the form that goes with it.
pub fn quantity(number: &str, unit: &str) -> String {
    let number = Arg::Number(number.to_owned());
    match unit {
        "months" => later!("quantity-months", number = number),
        "years" => later!("quantity-years", number = number),
        "worlds" => later!("quantity-worlds", number = number),
        "percentage points" => later!("quantity-points", number = number),
        unit => later!("figure-quantity", number = number, unit = unit),
    }
}

/// A value with its unit; see [`crate::number::amount`].
pub fn amount(value: f64, unit: &str) -> String {
    match unit {
        "year" => year(value),
        unit => span(value, unit),
    }
}

/// What is measured, with its unit where it has one.
pub fn in_unit(what: &str, unit: &str) -> String {
    match unit {
        "" | "1" => what.to_owned(),
        unit => later!("figure-in_unit", what = what, unit = unit),
    }
}
