//! Layer 3: the model. State, the list of stages of a month, and what is recorded.

mod account;
pub mod audit;
mod capability;
mod chance;
mod context;
mod decide;
mod division;
pub mod events;
mod knowledge;
pub mod metrics;
mod named_events;
mod observe;
pub mod policy;
mod politics;
mod record;
mod spending;
pub mod stages;
pub mod state;
pub mod step;
mod supply;
mod tally;

use crate::numeric::{Mask, Num};
use crate::scenario::Scenario;
use crate::scenario::dated::{Dated, DatedValues};
use crate::scenario::inputs::Imposed;
pub use crate::scenario::series;
use crate::scenario::worlds::World;
use audit::Audit;
use context::Context;
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
    /// Audits the accounts of every month.
    pub audit: Option<&'a mut Audit<W>>,
    /// At the end, the values at the dates that the scenario asks for.
    pub dated: DatedValues<Num<W>>,
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
    let mut course = Course::begin(scenario, world);
    course.advance(scenario, imposed, world, record, scenario.months);
    record.dated.clone_from(course.dated());
    course.finish(scenario, imposed, world)
}

/// A block of `W` runs on its way through the months. It can be copied on the way, so that settings that differ only later share what comes
/// before.
#[derive(Clone)]
pub struct Course<const W: usize> {
    /// The state at the end of the last month, and that of the month before, whose place the next takes. What no month touches stands in
    /// both; what only some months touch, the stage that does writes in all of them.
    states: [State<W>; 2],
    /// Months so far.
    months: usize,
    history: capability::History<W>,
    rules: decide::RuleStates<W>,
    tally: tally::Tally<W>,
    /// Series at the dates that were asked for: not numbers before their months.
    dated: DatedValues<Num<W>>,
}

impl<const W: usize> Course<W> {
    /// At the end of December 2022.
    #[inline(always)]
    pub fn begin(scenario: &Scenario, world: &World<W>) -> Self {
        let initial = named_events::at_the_start(scenario, world, State::initial(world));
        Self {
            states: [initial; 2],
            months: 0,
            history: capability::History::new(scenario.months, &initial),
            rules: decide::RuleStates::new(&scenario.rules),
            tally: tally::Tally::new(),
            dated: unknown(&scenario.dated),
        }
    }

    /// Asks for these dates instead of the scenario's, before the first month.
    pub fn ask(&mut self, dates: &[Dated]) {
        self.dated = unknown(dates);
    }

    /// The series at the dates that were asked for, as far as the months have come.
    pub const fn dated(&self) -> &DatedValues<Num<W>> {
        &self.dated
    }

    /// Goes on until there have been `months` months, at most the scenario's.
    #[inline(always)]
    pub fn advance(
        &mut self,
        scenario: &Scenario,
        imposed: &Imposed<W>,
        world: &World<W>,
        record: &mut Record<'_, W>,
        months: usize,
    ) {
        let mut sheet = record::Sheet::EMPTY;
        let mut log = Log::new(record.events.as_deref_mut(), &world.runs);
        let mut watch = Watch::new(
            record
                .stopwatch
                .as_deref_mut()
                .map(|stopwatch| stopwatch as &mut dyn Stopwatch),
        );
        let Self {
            states: [now, next],
            history,
            rules,
            tally,
            dated,
            ..
        } = self;
        let (mut now, mut next) = if self.months.is_multiple_of(2) {
            (now, next)
        } else {
            (next, now)
        };
        for month in self.months..months {
            let context = Context::new(scenario, imposed, world, month);
            log.set_month(month);
            step::step(context, now, next, history, rules, &mut log, &mut watch);
            tally.note(context, next);
            watch.lap(Stage::Tally);
            let is_date = dated.iter().any(|(dated, _)| dated.month() == month);
            if record.series.is_some() || is_date {
                let unsound = record::record(context, next, &mut sheet);
                if let Some(sink) = record.series.as_deref_mut() {
                    record.unsound = record.unsound | unsound;
                    sink.take_month(&sheet.0);
                }
                for (dated, value) in dated.iter_mut().filter(|(dated, _)| dated.month() == month) {
                    *value = sheet.0[dated.series_index()];
                }
            }
            watch.lap(Stage::Record);
            if let Some(audit) = record.audit.as_deref_mut() {
                audit.take_month(context, now, next);
            }
            std::mem::swap(&mut now, &mut next);
        }
        self.months = months;
    }

    /// The metrics after the scenario's last month.
    #[inline(always)]
    pub fn finish(&self, scenario: &Scenario, imposed: &Imposed<W>, world: &World<W>) -> [Num<W>; METRICS] {
        let last = Context::new(scenario, imposed, world, self.months - 1);
        self.tally.finish(last, &self.states[self.months % 2])
    }

    /// [`Self::advance`] for tests of single months: compiled once, which takes long enough.
    #[cfg(test)]
    #[inline(never)]
    fn advance_to(&mut self, scenario: &Scenario, world: &World<W>, months: usize) {
        self.advance(scenario, &Imposed::NONE, world, &mut Record::default(), months);
    }

    /// Becomes a copy of `other`, in the memory that is there.
    pub fn copy_from(&mut self, other: &Self) {
        self.states = other.states;
        self.months = other.months;
        self.history.copy_from(&other.history);
        self.rules.copy_from(&other.rules);
        self.tally = other.tally;
        self.dated.clone_from(&other.dated);
    }
}

/// The values at these dates before the first month.
fn unknown<const W: usize>(dates: &[Dated]) -> DatedValues<Num<W>> {
    dates.iter().map(|&dated| (dated, Num::splat(f64::NAN))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::distributions::Sampler;
    use crate::scenario::load::{Kind, Request, load};
    use crate::scenario::mechanisms::Mechanism;
    use crate::scenario::shipped;
    use crate::scenario::worlds::in_a_row;

    /// Every month begins with a copy of the last, so that what a stage leaves alone cannot be older than that.
    fn with_copies<const W: usize>(scenario: &Scenario, world: &World<W>) -> [Num<W>; METRICS] {
        let mut course = Course::begin(scenario, world);
        for month in 0..scenario.months {
            let now = course.states[month % 2];
            course.states[(month + 1) % 2] = now;
            course.advance_to(scenario, world, month + 1);
        }
        course.finish(scenario, &Imposed::NONE, world)
    }

    #[test]
    fn no_month_leaves_what_only_some_months_touch() {
        let baseline = shipped::resolve(Kind::Scenario, "baseline").unwrap();
        let load_with = |policies| {
            let request = Request {
                policies,
                runs: Some(8),
                ..Request::new(baseline.clone(), shipped::parameters())
            };
            load(&request, &shipped::resolve).unwrap()
        };
        let policies = shipped::of_kind(Kind::Policy).map(|file| load_with(vec![file.source()]));
        let switched = Mechanism::ALL.map(|mechanism| {
            let scenario = load_with(Vec::new());
            let switches = scenario.switches.without(mechanism);
            Scenario { switches, ..scenario }
        });
        for scenario in policies.chain(switched) {
            let sampler = Sampler::new(&scenario.cards).unwrap();
            // Rare events are in some of these worlds.
            for first in [0, 8, 16, 24] {
                let world = World::<8>::draw(&sampler, scenario.draws(), in_a_row(first), scenario.months);
                let mut course = Course::begin(&scenario, &world);
                course.advance_to(&scenario, &world, scenario.months);
                let metrics = course.finish(&scenario, &Imposed::NONE, &world);
                let bits = |metrics: [Num<8>; METRICS]| metrics.map(|value| value.0.map(f64::to_bits));
                assert_eq!(bits(metrics), bits(with_copies(&scenario, &world)), "{}", scenario.name);
            }
        }
    }

    /// Chips are bought up to what power will bear with its margin, those that retire in the month set free: where nothing else is short, that far and no
    /// further.
    #[test]
    fn power_bears_new_chips_up_to_its_margin() {
        let request = Request::new(
            shipped::resolve(Kind::Scenario, "baseline").unwrap(),
            shipped::parameters(),
        );
        let scenario = load(&request, &shipped::resolve).unwrap();
        let sampler = Sampler::new(&scenario.cards).unwrap();
        let mut bound = 0;
        for first in [0, 8, 16, 24] {
            let world = World::<8>::draw(&sampler, scenario.draws(), in_a_row(first), scenario.months);
            let mut course = Course::begin(&scenario, &world);
            for month in 0..scenario.months {
                course.advance_to(&scenario, &world, month + 1);
                let [before, after] = [month, month + 1].map(|month| &course.states[month % 2].agents);
                for (before, after) in before.iter().zip(after) {
                    let share = after.power_need_gw / (after.ai_power_gw * (1.0 + world.shared.power_margin));
                    // What stands above the margin already may not grow.
                    let grows = after.power_need_gw.gt(before.power_need_gw);
                    assert!(
                        !(grows & share.gt(Num::splat(1.0 + 1e-9))).any(),
                        "month {month}: {share:?}"
                    );
                    bound += share.0.iter().filter(|&share| (share - 1.0).abs() < 1e-9).count();
                }
            }
        }
        assert!(bound > 100, "{bound} months in which power binds");
    }
}
