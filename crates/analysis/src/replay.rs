//! One world alone, month by month: the very numbers that it has in an ensemble.

use engine::ensemble::compiled::{draw_block, simulate_block};
use engine::model::Record;
use engine::model::events::Event;
use engine::model::metrics::Metrics;
use engine::model::series::{SERIES, Series};
use engine::numeric::LANE_WIDTH;
use engine::numeric::Num;
use engine::numeric::dispatch::Processor;
use engine::scenario::Scenario;
use engine::scenario::distributions::Sampler;
use engine::scenario::inputs::Imposed;
use error::Result;

/// One simulated world with everything that is recorded of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Replay {
    /// Number of the world.
    pub run: u64,
    pub months: usize,
    /// By month.
    pub events: Vec<Event>,
    /// With the dates that the scenario asks for.
    pub metrics: Metrics,
    /// Parameter values in registry order.
    pub parameters: Vec<f64>,
    /// In all lanes, which hold the same world.
    series: Vec<Num<LANE_WIDTH>>,
}

impl Replay {
    /// A series at the end of a month below `months`.
    pub fn value(&self, series: Series, month: usize) -> f64 {
        self.series[month * SERIES + series.index()].0[0]
    }
}

/// Simulates world `run` of the scenario.
///
/// # Errors
/// Parameter cards that cannot be sampled.
pub fn replay(scenario: &Scenario, run: u64) -> Result<Replay> {
    let sampler = Sampler::new(&scenario.cards)?;
    let processor = Processor::widest();
    // All lanes hold the same world: the code is there anyway, and takes no longer than one world would.
    let world = draw_block(processor, scenario, &sampler, [run; LANE_WIDTH], None);
    let mut series = Vec::with_capacity(SERIES * scenario.months);
    let mut events = Vec::new();
    let mut record = Record {
        series: Some(&mut series),
        events: Some(&mut events),
        ..Record::default()
    };
    let metrics = simulate_block(processor, scenario, &Imposed::NONE, &world, &mut record).map(|value| value.0[0]);
    let dated = record.dated.iter().map(|(dated, value)| (*dated, value.0[0]));
    let metrics = Metrics::new(metrics, dated.collect());
    // Each lane has told its events, month by month.
    let mut told = 0;
    events.retain(|_| {
        told += 1;
        (told - 1) % LANE_WIDTH == 0
    });
    let parameters = world.parameters.iter().map(|value| value.0[0]).collect();
    Ok(Replay {
        run,
        months: scenario.months,
        events,
        metrics,
        parameters,
        series,
    })
}
