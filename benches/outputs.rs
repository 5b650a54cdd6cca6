//! What is done with finished worlds: rows of tables, Parquet, charts; and the points of a sweep. Throughput is in worlds, files or points.

use std::path::PathBuf;

use detente::analysis::precision::Precision;
use detente::analysis::run::schema::{self, DRAWS_CSV, METRICS_CSV};
use detente::ensemble::cells::{Bench, Cell};
use detente::ensemble::{self, Detail, Flow, Options, State, Summary};
use detente::model::events::Event;
use detente::model::metrics::Metrics;
use detente::report::figures::{Figure, render};
use detente::report::pictures;
use detente::report::tables::{DrawsRow, push_event, push_metrics};
use detente::results::column::Schema;
use detente::results::store::folder::RunSpec;
use detente::results::store::parquet::convert;
use detente::results::store::staging::{Replaced, Staging};
use detente::scenario::Scenario;
use detente::scenario::inputs::Input;
use detente::scenario::load::cards::read_cards;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// Worlds whose rows are written.
const WORLDS: u64 = 512;

fn baseline(runs: u64) -> Scenario {
    let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("it is shipped");
    let request = Request {
        runs: Some(runs),
        ..Request::new(scenario, shipped::parameters())
    };
    load(&request, &shipped::resolve).expect("the baseline loads")
}

/// What the worlds of the baseline gave.
struct Worlds {
    scenario: Scenario,
    metrics: Vec<Metrics>,
    draws: Vec<Vec<f64>>,
    events: Vec<Event>,
    summary: Summary,
    precision: Precision,
}

impl Worlds {
    fn simulate() -> Self {
        let scenario = baseline(WORLDS);
        let (mut metrics, mut draws, mut events) = (Vec::new(), Vec::new(), Vec::new());
        let state = State::new(&scenario, Detail::Series).expect("few runs");
        let state = ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
            metrics.extend_from_slice(batch.metrics());
            draws.extend(batch.draws());
            events.extend(batch.events().iter().copied());
            Ok(Flow::Continue)
        })
        .expect("the baseline runs");
        let summary = state.summary();
        Self {
            precision: Precision::of(&state, &summary),
            scenario,
            metrics,
            draws,
            events,
            summary,
        }
    }

    fn metrics_csv(&self) -> Vec<u8> {
        let mut text = schema::metrics(&[]).head();
        for (run, row) in (0..).zip(&self.metrics) {
            push_metrics(&mut text, run, row);
        }
        text
    }

    fn draws_csv(&self) -> Vec<u8> {
        let mut text = draws_schema().head();
        let mut writer = DrawsRow::default();
        for (run, row) in (0..).zip(&self.draws) {
            writer.push(&mut text, run, row);
        }
        text
    }

    fn figures(&self) -> Vec<Figure> {
        let spec = RunSpec::new("bench".to_owned(), Vec::new());
        pictures::of_run(&self.scenario, &self.summary, &self.precision, &spec.key)
    }
}

#[divan::bench]
fn metrics_csv(bencher: Bencher) {
    let worlds = Worlds::simulate();
    bencher
        .counter(ItemsCount::new(WORLDS))
        .bench_local(|| black_box(&worlds).metrics_csv());
}

#[divan::bench]
fn draws_csv(bencher: Bencher) {
    let worlds = Worlds::simulate();
    bencher
        .counter(ItemsCount::new(WORLDS))
        .bench_local(|| black_box(&worlds).draws_csv());
}

/// Throughput is in worlds, of some 160 events each.
#[divan::bench]
fn events_csv(bencher: Bencher) {
    let worlds = Worlds::simulate();
    bencher.counter(ItemsCount::new(WORLDS)).bench_local(|| {
        let mut text = Vec::new();
        for event in black_box(&worlds.events) {
            push_event(&mut text, event);
        }
        text
    });
}

/// From the finished CSV file to the finished Parquet file.
#[divan::bench(args = [METRICS_CSV, DRAWS_CSV], sample_count = 20, sample_size = 1)]
fn parquet(bencher: Bencher, csv: &str) {
    let worlds = Worlds::simulate();
    let (text, schema) = match csv {
        METRICS_CSV => (worlds.metrics_csv(), schema::metrics(&[])),
        _ => (worlds.draws_csv(), draws_schema()),
    };
    let out = Scratch(std::env::temp_dir().join(format!("detente-bench-{}", std::process::id())));
    let staging = Staging::start(&out.0, &RunSpec::new("bench".to_owned(), Vec::new()), Replaced::Nothing)
        .expect("it can be written");
    staging.write(csv, &text).expect("it can be written");
    bencher
        .counter(ItemsCount::new(WORLDS))
        .bench_local(|| convert(&staging, &schema, "table.parquet"));
}

/// The columns of the draws of the shipped cards.
fn draws_schema() -> Schema {
    schema::draws(&read_cards(&shipped::parameters()).expect("shipped cards can be read"))
}

/// A folder that is removed at the end.
struct Scratch(PathBuf);

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed from the folder of temporary files is left to the system.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// One page as SVG and PNG.
#[divan::bench(args = ["overview", "china-lag", "parity-year"], sample_count = 10, sample_size = 1)]
fn chart(bencher: Bencher, name: &str) {
    let figures = Worlds::simulate().figures();
    let figure = figures
        .iter()
        .find(|figure| figure.name == name)
        .expect("a figure of this name is drawn");
    bencher
        .counter(ItemsCount::new(1_usize))
        .bench_local(|| render(black_box(figure)));
}

/// Points of a sweep of one lever on the same 256 worlds; throughput is in points.
#[divan::bench(args = [1, 4], sample_count = 5, sample_size = 1)]
fn sweep_points(bencher: Bencher, points: u32) {
    const RUNS: u64 = 256;
    let scenarios = [baseline(RUNS)];
    let inputs = [Input::from_key("us.chip_controls").expect("it is a lever")];
    let bench = Bench::new(&scenarios, &inputs, &Options::default()).expect("the baseline is sound");
    let settings: Vec<[f64; 1]> = (0..points).map(|point| [f64::from(point) / 4.0]).collect();
    // World by world, so that each is drawn once for all points, as a sweep does.
    let cells: Vec<Cell> = (0..RUNS / 8)
        .flat_map(|block| settings.iter().map(move |values| (block, values)))
        .flat_map(|(block, values)| {
            (block * 8..block * 8 + 8).map(move |run| Cell {
                scenario: 0,
                values,
                run,
            })
        })
        .collect();
    bencher
        .counter(ItemsCount::new(points))
        .bench_local(|| bench.simulate(black_box(&cells)));
}
