//! Worlds per second, and what they are made of. `cargo bench` prints the time of one item's worth; throughput is in items.

use detente::ensemble::compiled::{draw_block, simulate_block, simulate_one};
use detente::ensemble::{self, Detail, Flow, Options, State};
use detente::model::Record;
use detente::model::series::SERIES;
use detente::numeric::dispatch::{InstructionSet, Processor};
use detente::numeric::sketch::Sketch;
use detente::numeric::streams::Streams;
use detente::numeric::{LANE_WIDTH, Num};
use detente::scenario::Scenario;
use detente::scenario::distributions::Sampler;
use detente::scenario::inputs::Imposed;
use detente::scenario::load::{Request, load};
use detente::scenario::reader::Source;
use detente::scenario::shipped;
use detente::scenario::worlds::{World, in_a_row};
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    println!(
        "widest instruction set: {}",
        Processor::widest().instruction_set().key()
    );
    divan::main();
}

fn baseline() -> Scenario {
    let source = |name: &str, text: &str| Source {
        name: name.to_owned(),
        text: text.to_owned(),
    };
    let request = Request::new(
        source("configs/baseline.toml", include_str!("../configs/baseline.toml")),
        source("configs/parameters.toml", include_str!("../configs/parameters.toml")),
    );
    load(&request, &shipped::resolve).expect("the baseline loads")
}

fn available() -> impl Iterator<Item = &'static str> {
    InstructionSet::available().map(InstructionSet::key)
}

fn named(key: &str) -> Processor {
    InstructionSet::from_key(key)
        .and_then(Processor::with)
        .expect("only available sets are benched")
}

/// 4,096 worlds through the whole ensemble, statistics of all series on.
#[divan::bench(args = available(), sample_count = 5, sample_size = 1)]
fn ensemble_with_statistics(bencher: Bencher, instruction_set: &str) {
    ensemble_of(bencher, instruction_set, Detail::Series);
}

/// 4,096 worlds through the whole ensemble, metrics alone.
#[divan::bench(args = available(), sample_count = 5, sample_size = 1)]
fn ensemble_of_metrics(bencher: Bencher, instruction_set: &str) {
    ensemble_of(bencher, instruction_set, Detail::Metrics);
}

fn ensemble_of(bencher: Bencher, instruction_set: &str, detail: Detail) {
    let scenario = Scenario {
        runs: 4096,
        event_worlds: 0,
        ..baseline()
    };
    let options = Options {
        instruction_set: InstructionSet::from_key(instruction_set),
        ..Options::default()
    };
    bencher.counter(ItemsCount::new(scenario.runs)).bench(|| {
        let state = State::new(&scenario, detail).expect("few runs");
        ensemble::run(&scenario, &options, state, &mut |_, _| Ok(Flow::Continue)).expect("the baseline runs")
    });
}

/// The model alone, eight worlds in lockstep, one thread.
#[divan::bench(args = available())]
fn simulate_in_lanes(bencher: Bencher, instruction_set: &str) {
    let (scenario, processor) = (baseline(), named(instruction_set));
    let sampler = Sampler::new(&scenario.cards).expect("the cards are sound");
    let world = draw_block(processor, &scenario, &sampler, in_a_row(0), None);
    let mut series = [Num::ZERO; SERIES];
    bencher.counter(ItemsCount::new(LANE_WIDTH)).bench_local(|| {
        let mut record = Record {
            series: Some(&mut series),
            events: None,
            ..Record::default()
        };
        simulate_block(processor, &scenario, &Imposed::NONE, black_box(&world), &mut record)
    });
}

/// The model alone, one world at a time, one thread.
#[divan::bench]
fn simulate_one_by_one(bencher: Bencher) {
    let scenario = baseline();
    let sampler = Sampler::new(&scenario.cards).expect("the cards are sound");
    let world = World::<1>::draw(&sampler, scenario.draws(), [0], scenario.months);
    let mut series = [Num::ZERO; SERIES];
    bencher.counter(ItemsCount::new(1_usize)).bench_local(|| {
        let mut record = Record {
            series: Some(&mut series),
            events: None,
            ..Record::default()
        };
        simulate_one(&scenario, &Imposed::NONE, black_box(&world), &mut record)
    });
}

/// All draws of eight worlds, one thread.
#[divan::bench(args = available())]
fn draw_worlds(bencher: Bencher, instruction_set: &str) {
    let (scenario, processor) = (baseline(), named(instruction_set));
    let sampler = Sampler::new(&scenario.cards).expect("the cards are sound");
    bencher
        .counter(ItemsCount::new(LANE_WIDTH))
        .bench_local(|| draw_block(processor, &scenario, &sampler, in_a_row(0), None));
}

/// A million lognormal numbers into one sketch.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn sketch_insert(bencher: Bencher) {
    let mut reader = Streams::new(1).open(0, 0);
    let values: Vec<f64> = (0..1_000_000)
        .map(|_| detente::numeric::kernels::exp(detente::numeric::kernels::normal_quantile(reader.uniform())))
        .collect();
    bencher.counter(ItemsCount::new(values.len())).bench_local(|| {
        let mut sketch = Sketch::default();
        for &value in black_box(&values) {
            sketch.insert(value);
        }
        sketch
    });
}
