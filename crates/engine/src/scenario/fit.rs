//! How a table of histories stands to a scenario whose worlds it is to give.

use super::Scenario;
use super::cards::distribution_text;
use super::histories::Histories;
use super::mechanisms::Mechanism;
use crate::numeric::bytes::checksum;
use std::fmt::Write;

/// How a table stands to the configuration that it is read under.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It was made for it: worlds agree with the record.
    Made,
    /// Parameter cards or mechanisms are others: worlds keep the draws that agree with the record under those that the table was made for.
    OtherModel,
    /// The program is of another version, whose equations may differ.
    OtherVersion,
}

/// Fingerprint of what a table's rows were found to agree with the record under, the equations left out: distributions and correlations
/// of the parameters and the mechanisms that act.
pub fn model_of(scenario: &Scenario) -> u64 {
    let mut text = String::new();
    let mut line = |words: std::fmt::Arguments<'_>| writeln!(text, "{words}").expect("a string takes all");
    for card in &scenario.cards.cards {
        line(format_args!("{} {}", card.key, distribution_text(&card.distribution)));
    }
    for pair in &scenario.cards.correlations {
        line(format_args!(
            "{} {} {:?}",
            pair.first, pair.second, pair.rank_correlation
        ));
    }
    for mechanism in Mechanism::ALL {
        line(format_args!("{} {}", mechanism.key(), scenario.switches.on(mechanism)));
    }
    checksum(text.as_bytes())
}

impl Histories {
    /// How it stands to a scenario.
    pub fn fit(&self, scenario: &Scenario) -> Fit {
        if self.provenance.model != model_of(scenario) {
            Fit::OtherModel
        } else if self.provenance.version != env!("CARGO_PKG_VERSION") {
            Fit::OtherVersion
        } else {
            Fit::Made
        }
    }
}
