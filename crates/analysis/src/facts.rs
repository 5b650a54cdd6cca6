//! Recorded facts: what a source said, when, of whom, and how sure.

mod file;

pub use file::{COLUMNS, FactSet, SHIPPED};

use super::dates::Span;
use super::observables::{Bounds, Observable, Scale, Subject};
use engine::numeric::kernels;
use results::message;
use results::message::Text;

/// Standard deviations between the middle and the 5 % or 95 % point of a normal distribution.
const Z95: f64 = 1.644_853_626_951_472_2;

/// One recorded fact.
#[derive(Debug, Clone, PartialEq)]
pub struct Fact {
    pub id: String,
    pub observable: Observable,
    /// The date as written.
    pub date: String,
    pub span: Span,
    pub value: f64,
    pub low: Option<f64>,
    pub high: Option<f64>,
    pub source: String,
}

/// Error below and above the middle, as standard deviations on the observable's scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    pub below: f64,
    pub above: f64,
}

impl Spread {
    /// Mean of the two sides.
    pub fn mean(self) -> f64 {
        0.5 * (self.below + self.above)
    }
}

impl Fact {
    /// The value on the observable's scale.
    pub fn centre(&self) -> f64 {
        self.on_scale(self.value)
    }

    /// A value in the observable's unit, moved to its scale.
    pub fn on_scale(&self, value: f64) -> f64 {
        match self.observable.scale {
            Scale::Log => kernels::ln(value),
            Scale::Linear => value,
        }
    }

    /// A value on the observable's scale, moved back to its unit.
    pub fn in_unit(&self, value: f64) -> f64 {
        match self.observable.scale {
            Scale::Log => kernels::exp(value),
            Scale::Linear => value,
        }
    }

    /// The source's own error: from low and high, each read on its own side; where only one is given, the same on both sides;
    /// where none is given (or both equal the value) the observable's stated error.
    pub fn own_error(&self) -> Spread {
        let side = |bound: f64| (self.on_scale(bound) - self.centre()).abs() / Z95;
        let stated = Spread {
            below: self.observable.error,
            above: self.observable.error,
        };
        let low = self.low.map(|low| side(low.min(self.value)));
        let high = self.high.map(|high| side(high.max(self.value)));
        match (self.observable.bounds, low, high) {
            (Bounds::Range, ..) | (_, None, None) => stated,
            (_, Some(below), Some(above)) if below == 0.0 && above == 0.0 => stated,
            (_, Some(below), Some(above)) => Spread { below, above },
            (_, Some(side), None) | (_, None, Some(side)) if side == 0.0 => stated,
            (_, Some(side), None) | (_, None, Some(side)) => Spread {
                below: side,
                above: side,
            },
        }
    }

    /// The source's own error together with the observable's representation error.
    pub fn full_error(&self) -> Spread {
        let own = self.own_error();
        let other = self.observable.representation_error;
        let both = |side: f64| (side * side + other * other).sqrt();
        Spread {
            below: both(own.below),
            above: both(own.above),
        }
    }

    /// What was recorded, of whom and when, with its id, in words.
    pub fn named(&self) -> Text {
        let observable = &self.observable;
        named(
            &self.id,
            in_words(&observable.title, Some(observable.subject), &self.date),
        )
    }

    /// Short name in tables and charts: observable, agent, date.
    pub fn label(&self) -> String {
        format!(
            "{} {} {}",
            self.observable.name,
            self.observable.subject.key(),
            self.date
        )
    }
}

/// What was recorded of whom and when, in words.
pub fn in_words(title: &str, subject: Option<Subject>, date: &str) -> Text {
    let whose = match subject {
        None => return message!("figure-history-without_subject", title = title, date = said_date(date)).into(),
        Some(Subject::Us) => message!("figure-history-us"),
        Some(Subject::China) => message!("figure-history-china"),
        Some(Subject::World) => message!("figure-history-world"),
    };
    let what = message!(
        "figure-history-what",
        title = title,
        whose = whose,
        date = said_date(date)
    );
    what.into()
}

/// A date or a span of dates of the facts file.
fn said_date(date: &str) -> Text {
    match date.split_once("..") {
        Some((low, high)) => message!("figure-to", low = low, high = high).into(),
        None => date.into(),
    }
}

/// A fact in words with its id.
pub fn named(id: &str, what: Text) -> Text {
    message!("figure-history-fact", what = what, id = id).into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::observables::Observables;

    fn fact(row: &str) -> Fact {
        let text = format!("{}\n{row}\n", COLUMNS.join(","));
        FactSet::parse("f.csv", text.as_bytes(), &Observables::shipped())
            .unwrap()
            .facts
            .remove(0)
    }

    #[test]
    fn low_and_high_become_standard_deviations_on_each_side() {
        let f = fact("A,compute_total,china,2024-12,100,50,400,H100e,s");
        assert!((f.own_error().below - 2.0_f64.ln() / 1.6448536269514722).abs() < 1e-12);
        assert!((f.own_error().above - 4.0_f64.ln() / 1.6448536269514722).abs() < 1e-12);
        assert!((f.full_error().below - (f.own_error().below.powi(2) + 0.01).sqrt()).abs() < 1e-12);
        let f = fact("A,gap_months,china,2024-12-01,5,3,7,months,s");
        assert!((f.own_error().below - 2.0 / 1.6448536269514722).abs() < 1e-12);
    }

    #[test]
    fn without_bounds_the_stated_error_of_the_observable_is_used() {
        let stated = Spread {
            below: 0.25,
            above: 0.25,
        };
        assert_eq!(fact("A,compute_total,china,2024-12,100,,,H100e,s").own_error(), stated);
        assert_eq!(
            fact("A,compute_total,china,2024-12,100,100,100,H100e,s").own_error(),
            stated
        );
        let one_sided = fact("A,compute_total,china,2024-12,100,50,,H100e,s").own_error();
        assert_eq!(one_sided.below, one_sided.above);
        let range = fact("A,mean_gap_months,china,2023-07..2025-06,8.3,1.1,18.2,months,s");
        assert_eq!(range.own_error(), Spread { below: 1.2, above: 1.2 });
    }
}
