//! The program and its twin in numba (`numba/`) in turns: the same model, the same worlds, one thread, CPU time.
//!
//! Python is that of the environment variable `PYTHON`, else `python3`; where it has no numba the table says so.

use std::fmt::Write as _;
use std::hint::black_box;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use detente::ensemble::Options;
use detente::ensemble::cells::{Bench, Cell};
use detente::ensemble::compiled::{draw_block, simulate_block};
use detente::model::Record;
use detente::numeric::LANE_WIDTH;
use detente::numeric::dispatch::{InstructionSet, Processor};
use detente::results::store::cpu_time::of_this_thread;
use detente::scenario::Scenario;
use detente::scenario::distributions::Sampler;
use detente::scenario::inputs::{Imposed, Input};
use detente::scenario::worlds::in_a_row;

use super::{Effort, KEPT, baseline, median, timed};

const PROGRAM: &str = env!("CARGO_BIN_EXE_detente");
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/peers/numba");
/// Values of each of the two levers of the sweep; the twin has the same.
const STEPS: usize = 21;
/// Most rounds: a round of all five works takes seconds.
pub const ROUNDS: usize = 5;

/// What both do, as the twin calls it, and as readers do.
const WORKS: [(&str, &str); 5] = [
    ("given", "model, draws given"),
    ("drawn", "model and its draws"),
    (
        "command",
        "the same as a command: `detente run --rows none --series none --no-figures`",
    ),
    (
        "series",
        "with all monthly series: `--series all` (numba: 123 numbers of state, means and bins)",
    ),
    ("sweep", "sweep of 441 points on the same worlds, a world and point"),
];

/// The twin's process.
struct Twin {
    child: Child,
    asks: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl Twin {
    fn start(python: &Path, manifest: &Path, set: InstructionSet) -> Self {
        let mut command = Command::new(python);
        command
            .arg("bench.py")
            .arg(manifest)
            .current_dir(FOLDER)
            .env("NUMBA_NUM_THREADS", "1");
        if set == InstructionSet::Avx2 {
            command.env("NUMBA_CPU_NAME", "haswell");
            command.env(
                "NUMBA_CPU_FEATURES",
                "+avx,+avx2,+fma,+bmi,+bmi2,+lzcnt,+popcnt,+f16c,+movbe,+sse4.2",
            );
        }
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("Python starts");
        let asks = child.stdin.take().expect("it is piped");
        let answers = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut twin = Self { child, asks, answers };
        assert_eq!(twin.answer(), "ready", "the twin compiles");
        twin
    }

    fn answer(&mut self) -> String {
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("the twin answers");
        line.trim().to_owned()
    }

    /// Seconds a world.
    fn takes(&mut self, question: &str) -> f64 {
        writeln!(self.asks, "{question}").expect("the twin listens");
        self.answer().parse::<f64>().expect("the twin answers with a number") / 1e6
    }
}

impl Drop for Twin {
    fn drop(&mut self) {
        // It is only being put away.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Python with numba, if there is one.
fn python() -> Option<PathBuf> {
    let python = PathBuf::from(std::env::var_os("PYTHON").unwrap_or_else(|| "python3".into()));
    let found = Command::new(&python)
        .args(["-c", "import numba, numpy"])
        .stderr(Stdio::null())
        .status();
    found.is_ok_and(|status| status.success()).then_some(python)
}

pub fn table(effort: &Effort) -> String {
    let Some(python) = python() else {
        return "Not measured: there is no Python with numba (`PYTHON=` names another).\n".to_owned();
    };
    let folder = std::env::temp_dir().join(format!("detente-peers-{}", std::process::id()));
    let out = |name: &str| folder.join(name).display().to_string();
    let manifest = Command::new(PROGRAM)
        .args([
            "run",
            "--runs",
            "8",
            "--unconditioned",
            "--series",
            "none",
            "--no-figures",
            "--quiet",
            "--out",
        ])
        .arg(out("manifest"))
        .stdout(Stdio::null())
        .status();
    assert!(manifest.is_ok_and(|status| status.success()), "the program runs");
    let scenario = Scenario {
        histories: None,
        ..baseline(1)
    };
    let mut text = String::new();
    for set in InstructionSet::available().filter(|&set| set != InstructionSet::Portable) {
        let mut twin = Twin::start(&python, &folder.join("manifest/manifest.json"), set);
        let mut measured = vec![(Vec::new(), Vec::new()); WORKS.len()];
        for round in 0..effort.rounds.min(ROUNDS) as u64 {
            for ((work, _), (numba, ours)) in WORKS.iter().zip(&mut measured) {
                let worlds = effort.blocks * LANE_WIDTH as u64;
                let command = |series: &str| {
                    let runs = 2 * worlds;
                    format!(
                        "command {runs} {PROGRAM} run --runs {runs} --unconditioned --rows none --series {series} --no-figures --quiet --force \
                         --threads 1 --instructions {} --out {}",
                        set.key(),
                        out("timed")
                    )
                };
                match *work {
                    "command" => {
                        numba.push(twin.takes(&format!("drawn {worlds}")));
                        ours.push(twin.takes(&command("none")));
                    }
                    "series" => {
                        numba.push(twin.takes(&format!("series {}", 2 * worlds)));
                        ours.push(twin.takes(&command("all")));
                    }
                    "sweep" => {
                        let worlds = (worlds / 64).max(LANE_WIDTH as u64);
                        numba.push(twin.takes(&format!("sweep {}", worlds.max(32))));
                        ours.push(sweep(&scenario, set, worlds));
                    }
                    _ => {
                        numba.push(twin.takes(&format!("{work} {}", worlds.max(32))));
                        ours.push(model(&scenario, set, *work == "given", round * worlds, worlds));
                    }
                }
            }
        }
        let _ = writeln!(
            text,
            "| {} | numba | the program | the program over numba |\n|---|---|---|---|",
            set.key()
        );
        for ((_, work), (numba, ours)) in WORKS.iter().zip(&mut measured) {
            let (numba, ours) = (median(numba) * 1e6, median(ours) * 1e6);
            let _ = writeln!(text, "| {work} | {numba:.1} | {ours:.1} | {:.2} |", ours / numba);
        }
        text.push('\n');
    }
    // What is left in the folder for temporary files is no harm.
    let _ = std::fs::remove_dir_all(&folder);
    text
}

/// Seconds a world of the model without series, its worlds drawn before or on the way.
fn model(scenario: &Scenario, set: InstructionSet, given: bool, first: u64, worlds: u64) -> f64 {
    let processor = Processor::with(set).expect("only available ones are tried");
    let sampler = Sampler::new(&scenario.cards).expect("the cards are sound");
    let simulate = |world: &_| {
        black_box(simulate_block(
            processor,
            scenario,
            &Imposed::NONE,
            world,
            &mut Record::default(),
        ))
    };
    let starts = (first..first + worlds).step_by(LANE_WIDTH);
    if given {
        let drawn: Vec<_> = starts
            .take(KEPT as usize)
            .map(|run| draw_block(processor, scenario, &sampler, in_a_row(run), None))
            .collect();
        let blocks = worlds as usize / LANE_WIDTH;
        return timed(of_this_thread, || {
            for world in drawn.iter().cycle().take(blocks) {
                simulate(world);
            }
        }) / worlds as f64;
    }
    timed(of_this_thread, || {
        let mut memory = None;
        for run in starts {
            let world = draw_block(processor, scenario, &sampler, in_a_row(run), memory);
            simulate(&world);
            memory = Some(world);
        }
    }) / worlds as f64
}

/// Seconds a world and point of a sweep of two levers.
fn sweep(scenario: &Scenario, set: InstructionSet, worlds: u64) -> f64 {
    let inputs = ["us.chip_controls", "us.enforcement"].map(|key| Input::from_key(key).expect("they are levers"));
    let options = Options {
        threads: std::num::NonZeroUsize::new(1),
        instruction_set: Some(set),
    };
    let scenarios = std::slice::from_ref(scenario);
    let bench = Bench::new(scenarios, &inputs, &options).expect("the baseline is sound");
    let step = |at: usize| at as f64 / (STEPS - 1) as f64;
    let points: Vec<[f64; 2]> = (0..STEPS * STEPS)
        .map(|point| [step(point / STEPS), step(point % STEPS)])
        .collect();
    let cells: Vec<Cell> = (0..worlds)
        .step_by(LANE_WIDTH)
        .flat_map(|start| points.iter().map(move |values| (start, values)))
        .flat_map(|(start, values)| {
            (start..start + LANE_WIDTH as u64).map(move |run| Cell {
                scenario: 0,
                values,
                run,
            })
        })
        .collect();
    timed(detente::results::store::cpu_time::of_all_threads, || {
        black_box(bench.simulate(&cells));
    }) / cells.len() as f64
}
