//! The table of `benches/README.md`: the scalar path and the lane path of every instruction set side by side in one process.
//!
//! `cargo bench --bench table` prints it, `cargo bench --bench table -- --write` writes it into the document. Rounds are
//! interleaved, so that what else the machine does meets all ways alike, and medians of CPU time are taken, so that waiting
//! does not count.

use std::fmt::Write as _;
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::time::Instant;

use detente::ensemble::cells::{Bench, Cell};
use detente::ensemble::compiled::{draw_block, simulate_block, simulate_one};
use detente::ensemble::{self, Detail, Flow, Options, State};
use detente::model::Record;
use detente::model::series::SERIES;
use detente::numeric::dispatch::{InstructionSet, Processor};
use detente::numeric::{LANE_WIDTH, Num};
use detente::results::store::cpu_time::{of_all_threads, of_this_thread};
use detente::scenario::Scenario;
use detente::scenario::distributions::Sampler;
use detente::scenario::inputs::Imposed;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::shipped;
use detente::scenario::worlds::{World, in_a_row};

#[path = "table/limit.rs"]
mod limit;
#[path = "table/turns.rs"]
mod turns;

const DOCUMENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/README.md");
const BEGIN: &str = "<!-- table begins -->\n";
const END: &str = "<!-- table ends -->\n";

/// How much is measured.
struct Effort {
    rounds: usize,
    /// Blocks of eight worlds of a round on the lane paths.
    blocks: u64,
    /// Sizes of ensembles.
    ensembles: &'static [u64],
    /// Worlds of each policy.
    worlds: u64,
}

const FULL: Effort = Effort {
    rounds: 9,
    blocks: 1024,
    ensembles: &[1_000, 10_000, 100_000],
    worlds: 4_000,
};
/// Worlds or blocks that are drawn before the model is timed on them, over and over: as in the program itself, where a world is simulated as soon as
/// it is drawn, they are near at hand.
const KEPT: u64 = 8;

/// To see that it runs.
const QUICK: Effort = Effort {
    rounds: 1,
    blocks: 1,
    ensembles: &[16],
    worlds: 16,
};

fn main() {
    let asked = |word: &str| std::env::args().any(|argument| argument == word);
    let effort = if asked("--bench") && !asked("--test") {
        FULL
    } else {
        QUICK
    };
    let table = table(&effort);
    if !asked("--write") {
        return print!("{table}");
    }
    let text = std::fs::read_to_string(DOCUMENT).expect("the document is there");
    let (before, rest) = text
        .split_once(BEGIN)
        .expect("the document has the mark where the table begins");
    let (_, after) = rest
        .split_once(END)
        .expect("the document has the mark where the table ends");
    std::fs::write(DOCUMENT, format!("{before}{BEGIN}{table}{END}{after}")).expect("the document can be written");
}

fn table(effort: &Effort) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "\nThe model and its draws, one thread, microseconds of CPU a world (medians of {} interleaved rounds):\n\n{}\n\
         The ensemble with the statistics of all monthly series, two threads:\n\n{}\n\
         Threads, {} worlds:\n\n{}\n\
         Policies on the same {} worlds, metrics alone, one thread:\n\n{}\n\
         Beside the model written again in numba (`benches/peers`), in turns with it, one thread, microseconds of CPU a world (medians of {} rounds):\n\n{}",
        effort.rounds,
        paths(effort),
        sizes(effort),
        largest(effort),
        threads(effort),
        effort.worlds,
        policies(effort),
        effort.rounds.min(turns::ROUNDS),
        turns::table(effort),
    );
    // One empty line at the end, whatever the last table ends with.
    text.truncate(text.trim_end().len());
    text.push_str("\n\n");
    text
}

fn baseline(runs: u64) -> Scenario {
    let scenario = shipped::resolve(Kind::Scenario, "baseline").expect("it is shipped");
    let request = Request {
        runs: Some(runs),
        ..Request::new(scenario, shipped::parameters())
    };
    let scenario = load(&request, &shipped::resolve).expect("the baseline loads");
    Scenario {
        event_worlds: 0,
        ..scenario
    }
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Seconds that `work` takes by this clock.
fn timed(clock: fn() -> f64, work: impl FnOnce()) -> f64 {
    let begun = clock();
    work();
    clock() - begun
}

/// Draws and model on the scalar path, then on the lane path of each instruction set.
fn paths(effort: &Effort) -> String {
    let scenario = baseline(1);
    let sampler = Sampler::new(&scenario.cards).expect("the cards are sound");
    let mut one = [Num::<1>::ZERO; SERIES];
    let mut eight = [Num::<LANE_WIDTH>::ZERO; SERIES];
    let sets: Vec<InstructionSet> = InstructionSet::available().collect();
    let worlds = effort.blocks * LANE_WIDTH as u64;
    // A quarter of the worlds is enough for the slow path.
    let scalar_worlds = (worlds / 4).max(1);
    let mut draws = vec![Vec::new(); 1 + sets.len()];
    let mut models = draws.clone();
    for round in 0..effort.rounds as u64 {
        let first = round * worlds;
        draws[0].push(
            timed(of_this_thread, || {
                let mut memory = Vec::new();
                for run in first..first + scalar_worlds {
                    let world = World::<1>::draw_into(memory, &sampler, scenario.draws(), [run], scenario.months);
                    memory = black_box(world).into_memory();
                }
            }) / scalar_worlds as f64,
        );
        let drawn: Vec<_> = (0..KEPT.min(scalar_worlds))
            .map(|run| World::<1>::draw(&sampler, scenario.draws(), [first + run], scenario.months))
            .collect();
        models[0].push(
            timed(of_this_thread, || {
                for world in drawn.iter().cycle().take(scalar_worlds as usize) {
                    let mut record = Record {
                        series: Some(&mut one),
                        ..Record::default()
                    };
                    black_box(simulate_one(&scenario, &Imposed::NONE, world, &mut record));
                }
            }) / scalar_worlds as f64,
        );
        for (place, &set) in (1..).zip(&sets) {
            let processor = Processor::with(set).expect("only available ones are tried");
            draws[place].push(
                timed(of_this_thread, || {
                    let mut memory = None;
                    for run in (first..first + worlds).step_by(LANE_WIDTH) {
                        let world = draw_block(processor, &scenario, &sampler, in_a_row(run), memory);
                        memory = Some(black_box(world));
                    }
                }) / worlds as f64,
            );
            let drawn: Vec<_> = (first..first + worlds)
                .step_by(LANE_WIDTH)
                .take(KEPT as usize)
                .map(|run| draw_block(processor, &scenario, &sampler, in_a_row(run), None))
                .collect();
            models[place].push(
                timed(of_this_thread, || {
                    for world in drawn.iter().cycle().take(effort.blocks as usize) {
                        let mut record = Record {
                            series: Some(&mut eight),
                            ..Record::default()
                        };
                        black_box(simulate_block(processor, &scenario, &Imposed::NONE, world, &mut record));
                    }
                }) / worlds as f64,
            );
        }
    }
    let mut text =
        "| path | draws | model | of the arithmetic limit | together | worlds a CPU second | against scalar |\n|---|---|---|---|---|---|---|\n"
            .to_owned();
    let names = std::iter::once("scalar, one world at a time".to_owned())
        .chain(sets.iter().map(|set| format!("lanes of {LANE_WIDTH}, {}", set.key())));
    let limits = std::iter::once(None).chain(sets.iter().copied().map(Processor::with));
    let mut scalar = 0.0;
    for (((name, limit), draws), models) in names.zip(limits).zip(&mut draws).zip(&mut models) {
        let (draw, model) = (median(draws), median(models));
        let together = draw + model;
        if scalar == 0.0 {
            scalar = together;
        }
        // Kernels of the scalar path were not counted.
        let share = limit.map_or_else(
            || "-".to_owned(),
            |processor| {
                let least = limit::month(processor) * scenario.months as f64 / LANE_WIDTH as f64;
                format!("{:.0} %", 100.0 * least / model)
            },
        );
        let _ = writeln!(
            text,
            "| {name} | {:.1} | {:.1} | {share} | {:.1} | {:.0} | {:.2} |",
            draw * 1e6,
            model * 1e6,
            together * 1e6,
            1.0 / together,
            scalar / together
        );
    }
    text
}

/// Simulates an ensemble and gives its CPU seconds and seconds on the wall.
fn ensemble(runs: u64, threads: usize) -> (f64, f64) {
    let scenario = baseline(runs);
    let options = Options {
        threads: NonZeroUsize::new(threads),
        ..Options::default()
    };
    let begun = Instant::now();
    let cpu = timed(of_all_threads, || {
        let state = State::new(&scenario, Detail::Series).expect("few runs");
        let state = ensemble::run(&scenario, &options, state, &mut |_, _| Ok(Flow::Continue));
        black_box(state.expect("the baseline runs"));
    });
    (cpu, begun.elapsed().as_secs_f64())
}

fn sizes(effort: &Effort) -> String {
    let mut text = "| worlds | microseconds of CPU a world |\n|---|---|\n".to_owned();
    for &runs in effort.ensembles {
        // Short ones are repeated, for the clock counts in hundredths of a second.
        let repeats = (largest(effort) / runs).min(10);
        let cpu: f64 = (0..repeats).map(|_| ensemble(runs, 2).0).sum();
        let _ = writeln!(text, "| {runs} | {:.1} |", cpu / (repeats * runs) as f64 * 1e6);
    }
    text
}

/// Worlds of the comparison of threads: as many as there are, so that it is not about the few milliseconds before and after.
fn largest(effort: &Effort) -> u64 {
    effort.ensembles[effort.ensembles.len() - 1]
}

fn threads(effort: &Effort) -> String {
    let runs = largest(effort);
    let mut measured = [(Vec::new(), Vec::new()), (Vec::new(), Vec::new())];
    for _ in 0..effort.rounds.min(3) {
        for (threads, (cpu, wall)) in (1..).zip(&mut measured) {
            let took = ensemble(runs, threads);
            cpu.push(took.0);
            wall.push(took.1);
        }
    }
    let mut text = "| threads | CPU seconds | seconds on the wall | wall against one |\n|---|---|---|---|\n".to_owned();
    let mut alone = 0.0;
    for (threads, (cpu, wall)) in (1..).zip(&mut measured) {
        let (cpu, wall) = (median(cpu), median(wall));
        if threads == 1 {
            alone = wall;
        }
        let _ = writeln!(text, "| {threads} | {cpu:.2} | {wall:.2} | {:.2} |", alone / wall);
    }
    text
}

fn policies(effort: &Effort) -> String {
    let options = Options {
        threads: NonZeroUsize::new(1),
        ..Options::default()
    };
    let mut text = "| policies | microseconds of CPU a world and policy |\n|---|---|\n".to_owned();
    for count in [1, 2, 4] {
        let names = ["no_controls", "strict_controls", "treaty"];
        let mut scenarios = vec![baseline(effort.worlds)];
        scenarios.extend(names.into_iter().take(count - 1).map(under));
        let bench = Bench::new(&scenarios, &[], &options).expect("the baseline is sound");
        let cells: Vec<Cell> = (0..effort.worlds)
            .step_by(LANE_WIDTH)
            .flat_map(|start| (0..count).map(move |scenario| (start, scenario)))
            .flat_map(|(start, scenario)| {
                (start..start + LANE_WIDTH as u64).map(move |run| Cell {
                    scenario,
                    values: &[],
                    run,
                })
            })
            .collect();
        let mut times: Vec<f64> = (0..effort.rounds.min(5))
            .map(|_| {
                timed(of_all_threads, || {
                    black_box(bench.simulate(&cells));
                })
            })
            .collect();
        let _ = writeln!(
            text,
            "| {count} | {:.1} |",
            median(&mut times) / cells.len() as f64 * 1e6
        );
    }
    text
}

/// The baseline under a shipped policy.
fn under(policy: &str) -> Scenario {
    let find = |kind, name: &str| shipped::resolve(kind, name).expect("it is shipped");
    let request = Request {
        policies: vec![find(Kind::Policy, policy)],
        ..Request::new(find(Kind::Scenario, "baseline"), shipped::parameters())
    };
    load(&request, &shipped::resolve).expect("the policy loads")
}
