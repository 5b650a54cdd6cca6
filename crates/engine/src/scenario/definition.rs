//! The scenario: everything that decides a result, checked and ready to run.

use super::agents::Agent;
use super::cards::CardSet;
use super::dated::Dated;
use super::histories::{Draws, Histories};
use super::levers::{Lever, LeverPath, LeverPaths};
use super::mechanisms::Switches;
use super::named_events::NamedEvents;
use super::time::Month;
use super::triggers::Rule;
use error::{Error, Result};
use std::sync::Arc;

/// A checked scenario. World `k` of a scenario depends on `seed`, `cards`, `histories` and `k` alone.
#[derive(Debug, Clone)]
pub struct Scenario {
    /// Short name: letters, digits, `-` and `_`; names the output folder.
    pub name: String,
    /// One line for figures and headings: the title in the file, or what was put on top of it on the command line.
    pub title: String,
    /// A paragraph: what the scenario means and on which claim it rests.
    pub description: String,
    /// Months simulated, from January 2023.
    pub months: usize,
    pub runs: u64,
    pub seed: u64,
    /// Where worlds read their parameters and their past, if they are to agree with the record.
    pub histories: Option<Arc<Histories>>,
    pub switches: Switches,
    /// When each named event happens.
    pub events: NamedEvents,
    pub levers: LeverPaths,
    /// Trigger rules in file order.
    pub rules: Vec<Rule>,
    pub cards: CardSet,
    /// Names of the policies applied, in order.
    pub policies: Vec<String>,
    /// Names of the worldviews applied, in order.
    pub worldviews: Vec<String>,
    /// What `--set` changed, as `key=value` in order of the command line; runs, seed and numbers of worlds written are not in it.
    pub set: Vec<String>,
    /// How many worlds are written to `events.csv`.
    pub event_worlds: u64,
    /// How many worlds' monthly trajectories are written one by one.
    pub kept_trajectories: u64,
    /// Outcomes at dates that someone asked for, beside those of every world; in table order, each once.
    pub dated: Vec<Dated>,
}

impl Scenario {
    /// The path of one lever.
    pub fn lever(&self, lever: Lever) -> &LeverPath {
        self.levers.of(lever)
    }

    /// Asks for outcomes at these dates, beside those that are asked for already.
    ///
    /// # Errors
    /// A date beyond the horizon.
    pub fn ask(&mut self, dates: &[Dated]) -> Result<()> {
        if let Some(late) = dates.iter().find(|dated| dated.month() >= self.months) {
            return Err(Error::Usage(format!(
                "`{}` lies beyond the horizon of this scenario; allowed: {} to {}, or a later --set horizon=...",
                late.key(),
                Month(0),
                Month(self.months - 1)
            )));
        }
        self.dated.extend(dates);
        self.dated.sort_unstable();
        self.dated.dedup();
        Ok(())
    }

    /// Where its worlds read their draws.
    pub fn draws(&self) -> Draws<'_> {
        Draws {
            seed: self.seed,
            addresses: self.histories.as_deref().map(Histories::addresses),
        }
    }

    /// Whether any lever of `agent` may be moved by its reactive doctrine.
    pub fn reacts(&self, agent: Agent) -> bool {
        Lever::ALL
            .into_iter()
            .any(|lever| lever.agent() == agent && self.lever(lever).reactive_from.is_some())
    }
}
