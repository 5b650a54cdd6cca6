//! Texts and numbers in the words of one language, as axes, tables and descriptions say them.

use results::message;
use results::message::Text;

use crate::axis::{Axis, Scale};
use crate::moments::moment;
use crate::numbers::{percent, short};

/// Units longer than this stand at the end.
const LONGEST_UNIT: usize = 24;

/// What puts texts into words.
#[derive(Clone, Copy)]
pub struct Words<'a>(pub &'a (dyn Fn(&Text) -> String + Sync));

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Words")
    }
}

impl Words<'_> {
    /// A text in words.
    pub fn of(self, text: impl Into<Text>) -> String {
        (self.0)(&text.into())
    }

    /// A value as an axis of this scale writes numbers.
    pub fn written(self, value: f64, scale: Scale) -> String {
        self.of(written(value, scale))
    }

    /// From one value to another, either of which may be no limit.
    pub fn range(self, low: f64, high: f64, scale: Scale) -> String {
        let end = |value: f64| match value.is_infinite() {
            true => self.of(message!("chart-no_limit")),
            false => self.written(value, scale),
        };
        self.of(message!("figure-to", low = end(low), high = end(high)))
    }

    /// A value as a place on an axis: calendars by their months.
    pub fn place(self, value: f64, axis: &Axis) -> String {
        match axis.scale {
            Scale::Year => self.of(moment(value)),
            scale => self.on_axis(&self.written(value, scale), axis),
        }
    }

    /// A value with the name of what it is measured on, such as `budget for compute: 13`.
    pub fn on_axis(self, value: &str, axis: &Axis) -> String {
        match said(&axis.unit) {
            "" => value.to_owned(),
            unit => format!("{unit}: {value}"),
        }
    }

    /// What an axis is called above or beside it: its unit, and where it is logarithmic that it is.
    pub fn heading(self, axis: &Axis) -> String {
        match (axis.scale, said(&axis.unit)) {
            (Scale::Log, unit) if !unit.is_empty() => self.of(message!("chart-log", unit = unit)),
            (_, unit) => unit.to_owned(),
        }
    }

    /// What is said, with the unit of an axis where there is one.
    pub fn in_unit(self, what: String, axis: &Axis) -> String {
        match said(&axis.unit) {
            "" => what,
            unit => self.of(message!("figure-in_unit", what = what, unit = unit)),
        }
    }
}

/// A value as an axis of this scale writes numbers; `never` for what does not happen.
pub fn written(value: f64, scale: Scale) -> Text {
    match scale {
        _ if value == f64::INFINITY => message!("figure-never").into(),
        _ if !value.is_finite() => message!("chart-none").into(),
        Scale::Share => percent(value).into(),
        Scale::Year => format!("{value:.1}").into(),
        Scale::Linear | Scale::Log => short(value),
    }
}

/// A number with its unit, and what lies around it in brackets if anything does: `14 months (90 %: 5 to 22)`. A unit that is no
/// word for a number of things stands at the end, as the axis has it: `0.54 (90 %: 0.3 to 0.9), ratio; 1 is parity`. Shares and years
/// have theirs already.
pub fn measured(value: &str, around: &str, axis: &Axis) -> String {
    let around = match around {
        "" => String::new(),
        around => format!(" ({around})"),
    };
    let unit = said(&axis.unit);
    let short = unit.split([',', ';']).next().unwrap_or_default().trim();
    match axis.scale {
        Scale::Share | Scale::Year => format!("{value}{around}"),
        Scale::Linear | Scale::Log if short.is_empty() => format!("{value}{around}"),
        _ if is_bare(unit) || short.chars().count() > LONGEST_UNIT => format!("{value}{around}, {unit}"),
        _ => format!("{value} {short}{around}"),
    }
}

/// The words of a text that has been put into words; nothing for one that has not.
pub fn said(text: &Text) -> &str {
    match text {
        Text::Plain(text) => text,
        _ => "",
    }
}

/// Whether a unit says what numbers are, so that it cannot stand right behind one.
fn is_bare(unit: &str) -> bool {
    const SAYS_WHAT: [&str; 12] = [
        "correlation",
        "deviations",
        "difference",
        "effect",
        "factor",
        "gain",
        "index",
        "mean",
        "payoff",
        "rank",
        "ratio",
        "share",
    ];
    let mut words = unit.split(|letter: char| !letter.is_alphanumeric());
    words.any(|word| SAYS_WHAT.contains(&word))
        // The key of an output stands before its unit.
        || unit.contains('_')
}
