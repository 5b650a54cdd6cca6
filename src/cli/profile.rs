//! `--profile`: where the time of a run went.
//!
//! CPU time is read between the parts of a run. What the simulation itself took is split by a sample: some worlds of the run are drawn and
//! simulated once more on one thread, plain and under a stopwatch, after everything is written. So the run is the same with and
//! without.

use std::hint::black_box;
use std::time::Instant;

use detente::ensemble::compiled::{draw_block, simulate_block};
use detente::error::Result;
use detente::model::Record;
use detente::model::series::SERIES;
use detente::model::stages::{Stage, Stopwatch};
use detente::numeric::dispatch::{InstructionSet, Processor};
use detente::numeric::{LANE_WIDTH, Num};
use detente::report::number::{counted, percent, readable};
use detente::results::store::cpu_time::{of_all_threads, of_this_thread};
use detente::scenario::Scenario;
use detente::scenario::distributions::Sampler;
use detente::scenario::inputs::Imposed;
use detente::scenario::worlds::in_a_row;
use serde_json::{Value, json};

/// Parts of a run that follow each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    SettingUp,
    Simulation,
    Summaries,
    Figures,
    Files,
}

/// The time that each part took so far, in CPU seconds.
pub struct Ledger {
    is_open: bool,
    last: f64,
    /// In the order of [`Part`].
    parts: [f64; 5],
    rows: f64,
}

impl Ledger {
    /// A ledger in which the time since the program began is still open; it stays empty if nobody wants it.
    pub fn open(is_wanted: bool) -> Self {
        Self {
            is_open: is_wanted,
            last: 0.0,
            parts: [0.0; 5],
            rows: 0.0,
        }
    }

    /// Puts the time since the last entry down to `part`.
    pub fn enter(&mut self, part: Part) {
        if self.is_open {
            let now = of_all_threads();
            self.parts[part as usize] += now - self.last;
            self.last = now;
        }
    }

    /// Does `work`, which writes rows while worlds are simulated, and notes how long this thread was busy with it.
    pub fn rows<R>(&mut self, work: impl FnOnce() -> R) -> R {
        if !self.is_open {
            return work();
        }
        let begun = of_this_thread();
        let done = work();
        self.rows += of_this_thread() - begun;
        done
    }

    /// Where the time went that `worlds` worlds of a scenario took, with or without monthly series; `None` where nobody wants to know or
    /// there were none.
    ///
    /// # Errors
    /// Cards that cannot be drawn from.
    pub fn profile(
        &self,
        scenario: &Scenario,
        instructions: Option<InstructionSet>,
        has_series: bool,
        worlds: u64,
    ) -> Result<Option<Profile>> {
        if !self.is_open || worlds == 0 {
            return Ok(None);
        }
        let sample = Sample::take(scenario, instructions, has_series)?;
        Ok(Some(Profile::new(self.parts, self.rows, &sample, worlds)))
    }
}

/// Seconds a world on one thread, by a sample.
struct Sample {
    draws: f64,
    model: f64,
    /// How the time of the model is shared, in the order of [`Stage::ALL`].
    stages: [f64; Stage::ALL.len()],
}

/// Blocks of worlds in a sample: the model's time in them is far longer than the clocks are coarse.
const BLOCKS: u64 = 64;

impl Sample {
    fn take(scenario: &Scenario, instructions: Option<InstructionSet>, has_series: bool) -> Result<Self> {
        let sampler = Sampler::new(&scenario.cards)?;
        let processor = instructions.and_then(Processor::with).unwrap_or_else(Processor::widest);
        let mut month = [Num::<LANE_WIDTH>::ZERO; SERIES];
        let mut series = has_series.then_some(&mut month);
        let mut laps = Laps::new();
        let (mut draws, mut model) = (0.0, 0.0);
        // Given on from world to world, as in the run itself.
        let mut memory = None;
        // The first block is not counted: it warms memory and caches.
        for block in 0..=BLOCKS {
            let begun = Instant::now();
            let world = draw_block(
                processor,
                scenario,
                &sampler,
                in_a_row(block * LANE_WIDTH as u64),
                memory.take(),
            );
            let drawn = Instant::now();
            let simulate = |mut record: Record<'_, LANE_WIDTH>| {
                black_box(simulate_block(processor, scenario, &Imposed::NONE, &world, &mut record));
            };
            simulate(Record {
                series: series.as_deref_mut().map(|month| month as _),
                ..Record::default()
            });
            let simulated = Instant::now();
            if block > 0 {
                draws += (drawn - begun).as_secs_f64();
                model += (simulated - drawn).as_secs_f64();
                laps.last = simulated;
                simulate(Record {
                    series: series.as_deref_mut().map(|month| month as _),
                    stopwatch: Some(&mut laps),
                    ..Record::default()
                });
            }
            memory = Some(world);
        }
        let worlds = (BLOCKS * LANE_WIDTH as u64) as f64;
        Ok(Self {
            draws: draws / worlds,
            model: model / worlds,
            stages: laps.shares(),
        })
    }
}

/// A stopwatch.
struct Laps {
    last: Instant,
    seconds: [f64; Stage::ALL.len()],
    counts: [u64; Stage::ALL.len()],
}

impl Laps {
    fn new() -> Self {
        Self {
            last: Instant::now(),
            seconds: [0.0; Stage::ALL.len()],
            counts: [0; Stage::ALL.len()],
        }
    }

    /// Shares of the stages in the whole, without the time that looking at the clock takes.
    fn shares(&self) -> [f64; Stage::ALL.len()] {
        const LOOKS: u32 = 10_000;
        let begun = Instant::now();
        for _ in 0..LOOKS {
            black_box(Instant::now());
        }
        let look = begun.elapsed().as_secs_f64() / f64::from(LOOKS);
        let net: [f64; Stage::ALL.len()] =
            std::array::from_fn(|stage| (self.seconds[stage] - look * self.counts[stage] as f64).max(0.0));
        let whole: f64 = net.iter().sum();
        net.map(|seconds| if whole > 0.0 { seconds / whole } else { 0.0 })
    }
}

impl Stopwatch for Laps {
    fn lap(&mut self, stage: Stage) {
        let now = Instant::now();
        self.seconds[stage as usize] += (now - self.last).as_secs_f64();
        self.counts[stage as usize] += 1;
        self.last = now;
    }
}

/// Where the time of a run went.
#[derive(Debug, Clone, PartialEq)]
pub struct Profile {
    worlds: u64,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq)]
struct Entry {
    part: String,
    meaning: &'static str,
    /// CPU seconds.
    seconds: f64,
}

impl Profile {
    fn new(parts: [f64; 5], rows: f64, sample: &Sample, worlds: u64) -> Self {
        let of = |part: Part| parts[part as usize].max(0.0);
        let simulation = of(Part::Simulation);
        let rows = rows.clamp(0.0, simulation);
        let workers = simulation - rows;
        // A sample may cost more a world than the run itself did, as the clocks are coarse in a short run.
        let sampled = (sample.draws + sample.model) * worlds as f64;
        let scale = worlds as f64 * if sampled > workers { workers / sampled } else { 1.0 };
        let mut entries = Vec::new();
        let mut enter = |part: &str, meaning, seconds| {
            entries.push(Entry {
                part: part.to_owned(),
                meaning,
                seconds,
            });
        };
        enter(
            "setting up",
            "files read and checked, folder opened",
            of(Part::SettingUp),
        );
        enter(
            "draws",
            "random numbers and parameters of each world",
            sample.draws * scale,
        );
        for (stage, share) in Stage::ALL.into_iter().zip(sample.stages) {
            enter(stage.key(), stage.meaning(), share * sample.model * scale);
        }
        let model: f64 = sample.stages.iter().sum();
        let simulated = (sample.draws + model * sample.model) * scale;
        enter(
            "statistics",
            "spread of every series and metric; batches",
            (workers - simulated).max(0.0),
        );
        enter("rows", "rows of tables, hashes of them, checkpoints", rows);
        enter("summaries", "quantiles, standard errors", of(Part::Summaries));
        enter("figures", "SVG and PNG", of(Part::Figures));
        enter("files", "other tables, Parquet, hashes, manifest", of(Part::Files));
        Self { worlds, entries }
    }

    fn seconds(&self) -> f64 {
        self.entries.iter().map(|entry| entry.seconds).sum()
    }

    fn share(&self, entry: &Entry) -> f64 {
        // Nothing took any time that the clock could see.
        if self.seconds() > 0.0 {
            entry.seconds / self.seconds()
        } else {
            0.0
        }
    }

    fn microseconds(&self, seconds: f64) -> f64 {
        1e6 * seconds / self.worlds as f64
    }

    /// As a table for people.
    pub fn text(&self) -> String {
        let mut text = format!(
            "Where {} s of CPU time went, {} microseconds a world ({}):\n",
            readable(self.seconds()),
            readable(self.microseconds(self.seconds())),
            counted(self.worlds, "world")
        );
        for entry in &self.entries {
            text.push_str(&format!(
                "  {:<18} {:>7} microseconds a world {:>11}  {}\n",
                entry.part,
                readable(self.microseconds(entry.seconds)),
                percent(self.share(entry)),
                entry.meaning
            ));
        }
        text
    }

    /// The same for machines.
    pub fn to_json(&self) -> Value {
        let parts = self.entries.iter().map(|entry| {
            json!({
                "part": entry.part,
                "meaning": entry.meaning,
                "cpu_seconds": entry.seconds,
                "microseconds_a_world": self.microseconds(entry.seconds),
                "share": self.share(entry),
            })
        });
        json!({
            "worlds": self.worlds,
            "cpu_seconds": self.seconds(),
            "parts": parts.collect::<Vec<_>>(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample(draws: f64, model: f64) -> Sample {
        let mut stages = [0.0; Stage::ALL.len()];
        stages[Stage::Observe as usize] = 0.25;
        stages[Stage::Tally as usize] = 0.75;
        Sample { draws, model, stages }
    }

    #[test]
    fn shares_sum_to_one_and_seconds_to_what_the_clock_said() {
        // The second sample says more than the run took.
        for (draws, model) in [(1e-6, 8e-6), (1e-3, 8e-3)] {
            let profile = Profile::new([0.5, 2.0, 0.25, 1.0, 0.75], 0.5, &sample(draws, model), 100_000);
            let shares: f64 = profile.entries.iter().map(|entry| profile.share(entry)).sum();
            assert!((shares - 1.0).abs() < 1e-12, "{shares}");
            assert!((profile.seconds() - 4.5).abs() < 1e-12, "{}", profile.seconds());
            assert!(profile.entries.iter().all(|entry| entry.seconds >= 0.0));
        }
    }

    #[test]
    fn the_sample_is_scaled_to_all_worlds_and_the_rest_is_statistics() {
        let profile = Profile::new([0.0, 2.0, 0.0, 0.0, 0.0], 0.5, &sample(1e-6, 8e-6), 100_000);
        let of = |part: &str| profile.entries.iter().find(|entry| entry.part == part).unwrap().seconds;
        for (part, seconds) in [
            ("draws", 0.1),
            ("observe", 0.2),
            ("tally", 0.6),
            ("rows", 0.5),
            ("statistics", 0.6),
        ] {
            assert!((of(part) - seconds).abs() < 1e-12, "{part}: {}", of(part));
        }
        let text = profile.text();
        assert!(
            text.starts_with("Where 2 s of CPU time went, 20 microseconds a world (100,000 worlds)"),
            "{text}"
        );
    }

    #[test]
    fn a_ledger_that_nobody_wants_stays_empty() {
        let mut ledger = Ledger::open(false);
        ledger.enter(Part::SettingUp);
        assert_eq!(ledger.rows(|| 7), 7);
        assert_eq!((ledger.parts, ledger.rows), ([0.0; 5], 0.0));
    }
}
