//! One block: as many runs as a lane holds, drawn and simulated together.

use super::compiled::{draw_block, simulate_block};
use super::digest::{Extent, Taking};
use crate::model::events::Event;
use crate::model::metrics::{Kind, METRICS, Metric, Metrics};
use crate::model::{Record, SeriesSink};
use crate::numeric::dispatch::Processor;
use crate::numeric::{LANE_WIDTH, Num};
use crate::scenario::Scenario;
use crate::scenario::dated::DatedValues;
use crate::scenario::distributions::Sampler;
use crate::scenario::inputs::Imposed;
use crate::scenario::time::FIRST_YEAR;
use crate::scenario::worlds::{World, in_a_row};

type Lane = Num<LANE_WIDTH>;

/// What all blocks of an ensemble have in common.
pub struct Setup<'a> {
    pub processor: Processor,
    pub scenario: &'a Scenario,
    pub sampler: Sampler,
}

/// Room for the results of a block, used again from batch to batch.
pub struct Block {
    pub parameters: Vec<Lane>,
    pub metrics: [Lane; METRICS],
    /// Series at the dates that the scenario asks for.
    pub dated: DatedValues<Lane>,
    /// The monthly series as the model records them, if the scenario keeps those of a run of the block.
    pub kept: Vec<Lane>,
    /// By month, all lanes mixed.
    pub events: Vec<Event>,
    /// Whether the run of the lane failed.
    pub failed: [bool; LANE_WIDTH],
}

impl Block {
    pub fn new() -> Self {
        Self {
            parameters: Vec::new(),
            metrics: [Lane::ZERO; METRICS],
            dated: Vec::new(),
            kept: Vec::new(),
            events: Vec::new(),
            failed: [false; LANE_WIDTH],
        }
    }

    /// Draws and simulates the runs from `first_run` on. Their monthly series go to `taking`. Says whether none of a failed run has got there;
    /// with [`Care::Failures`] none does.
    pub fn simulate(
        &mut self,
        setup: &Setup<'_>,
        first_run: u64,
        mut taking: Option<Taking<'_>>,
        care: Care,
        memory: &mut Option<World<LANE_WIDTH>>,
    ) -> bool {
        let (processor, scenario) = (setup.processor, setup.scenario);
        let mut world = draw_block(processor, scenario, &setup.sampler, in_a_row(first_run), memory.take());
        self.events.clear();
        self.kept.clear();
        let keep = first_run < scenario.kept_trajectories;
        let whole = keep || (care == Care::Failures && taking.is_some());
        let mut record = Record {
            series: match &mut taking {
                _ if whole => Some(&mut self.kept),
                Some(taking) => Some(taking),
                None => None,
            },
            events: (first_run < scenario.event_worlds).then_some(&mut self.events),
            ..Record::default()
        };
        self.metrics = simulate_block(processor, scenario, &Imposed::NONE, &world, &mut record);
        let unsound = record.unsound;
        self.dated = std::mem::take(&mut record.dated);
        for (lane, failed) in self.failed.iter_mut().enumerate() {
            let broken = |(metric, value)| is_broken(metric, value, scenario.months);
            *failed = unsound.lane(lane) || world_metrics(&self.metrics, &self.dated, lane).any(broken);
        }
        void(&mut self.metrics, self.failed);
        void(self.dated.iter_mut().map(|(_, value)| value), self.failed);
        void(&mut self.kept, self.failed);
        if let Some(taking) = taking.as_mut().filter(|_| whole) {
            for month in self.kept.as_chunks().0 {
                taking.take_month(month);
            }
        }
        if !keep {
            self.kept.clear();
        }
        self.parameters = std::mem::take(&mut world.parameters);
        *memory = Some(world);
        whole || self.failed == [false; LANE_WIDTH]
    }
}

/// What is looked to while a block is simulated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Care {
    /// The series are taken while they are at hand, before it is known which runs fail.
    Series,
    /// The series are taken when it is known.
    Failures,
}

/// What a worker needs while it simulates a block, used again for the next.
pub struct Desk {
    /// For each collected row the range of all values that have passed over this desk.
    pub extents: Vec<Extent>,
    /// A world that is no longer needed.
    pub memory: Option<World<LANE_WIDTH>>,
}

impl Desk {
    /// A desk for so many collected rows.
    pub fn new(rows: usize) -> Self {
        Self {
            extents: vec![Extent::EMPTY; rows],
            memory: None,
        }
    }
}

/// Leaves no value of failed runs, so that they count in no statistic.
pub fn void<'a>(values: impl IntoIterator<Item = &'a mut Lane>, failed: [bool; LANE_WIDTH]) {
    if failed == [false; LANE_WIDTH] {
        return;
    }
    for value in values {
        for (value, _) in value.0.iter_mut().zip(failed).filter(|(_, failed)| *failed) {
            *value = f64::NAN;
        }
    }
}

/// All metrics of the run of one lane, with their values.
pub fn world_metrics<'a>(
    fixed: &'a [Lane; METRICS],
    dated: &'a DatedValues<Lane>,
    lane: usize,
) -> impl Iterator<Item = (Metric, f64)> + 'a {
    let fixed = Metric::ALL.into_iter().zip(fixed);
    let dated = dated.iter().map(|(dated, value)| (Metric::Dated(*dated), value));
    fixed.chain(dated).map(move |(metric, value)| (metric, value.0[lane]))
}

/// The metrics of the run of one lane.
pub fn metrics_of_lane(fixed: &[Lane; METRICS], dated: &DatedValues<Lane>, lane: usize) -> Metrics {
    Metrics::new(
        fixed.map(|value| value.0[lane]),
        dated.iter().map(|(dated, value)| (*dated, value.0[lane])).collect(),
    )
}

/// Whether a metric has a value that its kind does not allow.
pub fn is_broken(metric: Metric, value: f64, months: usize) -> bool {
    match metric.kind() {
        // A metric of a date beyond the horizon, or of a span that has not begun, has no value.
        Kind::Number => !value.is_finite() && first_month(metric) < months,
        Kind::Year | Kind::NumberOrNever => value.is_nan(),
        Kind::Who => ![0.0, 1.0, 2.0].contains(&value),
    }
}

/// The month from which on a metric has a value.
pub fn first_month(metric: Metric) -> usize {
    let december = |year: usize| (year - FIRST_YEAR as usize) * 12 + 11;
    match metric {
        Metric::ComputeRatio2027 | Metric::LagMonths2027 => december(2027),
        Metric::ComputeRatio2030 | Metric::LagMonths2030 => december(2030),
        Metric::ComputeRatio2035
        | Metric::LagMonths2035
        | Metric::UsThirdCountryShare2035
        | Metric::ChinaThirdCountryShare2035
        | Metric::UnalignedShare2035
        | Metric::Fragmentation2035 => december(2035),
        Metric::LagMonthsMin => 6,
        Metric::Dated(dated) => dated.month(),
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_broken_where_its_kind_does_not_allow_it() {
        for (metric, value, months, broken) in [
            (Metric::LagMonths2035, f64::NAN, 156, true),
            (Metric::LagMonths2035, f64::NAN, 155, false),
            (Metric::UsSpending, f64::NAN, 12, true),
            (Metric::UsSpending, f64::INFINITY, 12, true),
            (Metric::ParityYear, f64::INFINITY, 216, false),
            (Metric::ParityYear, f64::NAN, 216, true),
            (Metric::ThresholdFirst, 1.5, 216, true),
            (Metric::ThresholdFirst, 2.0, 216, false),
        ] {
            assert_eq!(is_broken(metric, value, months), broken, "{metric:?} {value} {months}");
        }
    }
}
