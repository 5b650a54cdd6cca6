//! Layer 3: the model. State, the list of stages of a month, and what is recorded.

mod account;
mod capability;
mod chance;
mod decide;
pub mod events;
mod knowledge;
pub mod metrics;
mod observe;
mod politics;
mod record;
pub mod series;
pub mod stages;
pub mod state;
pub mod step;
mod supply;
mod tally;

use crate::numeric::{Mask, Num};
use crate::scenario::Scenario;
use crate::scenario::inputs::Imposed;
use crate::scenario::worlds::World;
use events::{Event, Log};
use metrics::METRICS;
use series::SERIES;
use stages::{Stage, Stopwatch, Watch};
use state::State;

/// Where a block of `W` runs writes what is asked for beside its metrics.
#[derive(Default)]
pub struct Record<'a, const W: usize> {
    /// Told the monthly series as the run goes on.
    pub series: Option<&'a mut dyn SeriesSink<W>>,
    /// Events are appended in order of month.
    pub events: Option<&'a mut Vec<Event>>,
    /// Runs in which some recorded value is not a number.
    pub unsound: Mask<W>,
    /// Told when each stage of each month ends.
    pub stopwatch: Option<&'a mut dyn Stopwatch>,
}

/// Takes the monthly series of a block of runs while they are at hand: all months of all series together would fill a processor's caches.
pub trait SeriesSink<const W: usize> {
    /// The values of every series, in the order of [`series::Series::index`], at the end of the next month.
    fn take_month(&mut self, values: &[Num<W>; SERIES]);
}

/// Keeps them: series `s` in month `m` stands at `m * SERIES + s`.
impl<const W: usize> SeriesSink<W> for Vec<Num<W>> {
    fn take_month(&mut self, values: &[Num<W>; SERIES]) {
        self.extend_from_slice(values);
    }
}

/// Keeps the month last told.
impl<const W: usize> SeriesSink<W> for [Num<W>; SERIES] {
    fn take_month(&mut self, values: &[Num<W>; SERIES]) {
        self.copy_from_slice(values);
    }
}

/// Simulates a block of `W` runs over the scenario's horizon and gives their metrics in the order of
/// [`metrics::Metric::ALL`]. Draws come from `world` alone, so that two policies meet the same worlds. Of what is
/// `imposed` only levers are read: imposed parameters have been put into `world` already.
#[inline(always)]
pub fn simulate<const W: usize>(
    scenario: &Scenario,
    imposed: &Imposed<W>,
    world: &World<W>,
    record: &mut Record<'_, W>,
) -> [Num<W>; METRICS] {
    let mut now = &mut State::initial(world);
    // The two change places from month to month. What no month touches stands in both; what only some months touch, the stage that does
    // writes in all of them.
    let mut next = &mut now.clone();
    let mut history = capability::History::new(scenario.months, now);
    let mut rules = decide::RuleStates::new(&scenario.rules);
    let mut tally = tally::Tally::new();
    let mut sheet = record::Sheet::EMPTY;
    let mut log = Log::new(record.events.as_deref_mut(), &world.runs);
    let mut watch = Watch::new(
        record
            .stopwatch
            .as_deref_mut()
            .map(|stopwatch| stopwatch as &mut dyn Stopwatch),
    );
    for month in 0..scenario.months {
        let context = step::Context {
            scenario,
            imposed,
            world,
            month,
        };
        log.set_month(month);
        step::step(context, now, next, &mut history, &mut rules, &mut log, &mut watch);
        tally.note(context, next);
        watch.lap(Stage::Tally);
        if let Some(sink) = record.series.as_deref_mut() {
            record.unsound = record.unsound | record::record(context, next, &mut sheet);
            sink.take_month(&sheet.0);
        }
        watch.lap(Stage::Record);
        std::mem::swap(&mut now, &mut next);
    }
    let last = step::Context {
        scenario,
        imposed,
        world,
        month: scenario.months - 1,
    };
    tally.finish(last, now)
}
