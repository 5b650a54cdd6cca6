//! A world: all draws of `W` runs, made before any policy is read.
//!
//! World `k` depends on the seed, `k` and the table of histories, if there is one, alone: not on the policy, the number of runs, the lane
//! width, the horizon (a longer one keeps the months it shares with a shorter one), or the order of parameters in a file.

use super::agents::Agent;
use super::distributions::Sampler;
use super::histories::{Addresses, Draws, PIECE};
use super::parameters::{AgentParameters, Group, SharedParameters};
use super::shocks::{Draw, SHOCKS, Shock};
use crate::numeric::lanes::in_every_lane;
use crate::numeric::streams::{BLOCK_WORDS, Streams, fine_uniforms, uniforms};
use crate::numeric::{LANE_WIDTH, Num, normal};

/// What a random stream of a run is for. Append-only: the numbers key the streams.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The parameters of one group: number 0, 1, 2. Each parameter has 64 bits, in the order of the group's list.
    Parameters(Group),
    /// The monthly shocks of eight processes that follow each other in the order of [`Shock::ALL`]: number 16 for the first
    /// eight, and so on. Each process has 32 bits a month. A process added at the end of the list moves no other draw.
    Shocks { bank: usize },
    /// Not of a run but of a resample of runs (its number takes the place of the run's): number 64.
    Resampling,
    /// Not of a run but of a chain that looks for histories (its number takes the place of the run's): number 65.
    Conditioning,
}

impl Purpose {
    /// Number of the purpose in the key of a stream.
    pub const fn number(self) -> u8 {
        match self {
            Self::Parameters(Group::UnitedStates) => 0,
            Self::Parameters(Group::China) => 1,
            Self::Parameters(Group::Shared) => 2,
            Self::Shocks { bank } => 16 + bank as u8,
            Self::Resampling => 64,
            Self::Conditioning => 65,
        }
    }
}

/// Shock processes that share a stream.
const BANK: usize = 8;
/// Months that a block of the cipher holds.
const MONTHS_A_BLOCK: usize = BLOCK_WORDS / BANK;
/// Blocks of the cipher that are drawn at once: what they give fits a processor's nearest cache.
const BLOCKS_AT_ONCE: usize = 8;

/// The shocks of a month by process, aligned so that no lane straddles two cache lines.
#[repr(align(64))]
#[derive(Debug, Clone, Copy)]
pub struct Month<const W: usize>([Num<W>; SHOCKS]);

/// The draws of `W` consecutive runs: parameters and monthly shocks.
#[derive(Debug, Clone)]
pub struct World<const W: usize> {
    /// Number of the run in each lane.
    pub runs: [u64; W],
    /// Parameters of both agents, in the order of [`Agent::ALL`].
    pub agents: [AgentParameters<W>; 2],
    pub shared: SharedParameters<W>,
    /// The same parameters in registry order, for `draws.csv`.
    pub parameters: Vec<Num<W>>,
    shocks: Vec<Month<W>>,
}

impl<const W: usize> World<W> {
    /// Draws `runs`, one a lane and in any order, for `months` months. Compiled once for a width: whoever wants many worlds has
    /// `ensemble::compiled` draw them.
    #[inline(never)]
    pub fn draw(sampler: &Sampler, draws: Draws<'_>, runs: [u64; W], months: usize) -> Self {
        Self::draw_into(Vec::new(), sampler, draws, runs, months)
    }

    /// What is left of a world that is no longer needed, for the next one.
    pub fn into_memory(self) -> Vec<Month<W>> {
        self.shocks
    }

    /// The same in memory that held another world before.
    #[inline(always)]
    pub fn draw_into(
        mut shocks: Vec<Month<W>>,
        sampler: &Sampler,
        draws: Draws<'_>,
        runs: [u64; W],
        months: usize,
    ) -> Self {
        let parameters = sampler.draw(&parameter_uniforms(draws, runs));
        let (agents, shared) = named(&parameters);
        shocks.resize(months, Month([Num::ZERO; SHOCKS]));
        draw_shocks(&mut shocks, draws, runs);
        Self {
            runs,
            agents,
            shared,
            parameters,
            shocks,
        }
    }

    /// Puts other parameters, in registry order, in the place of those that were drawn.
    pub fn set_parameters(&mut self, parameters: &[Num<W>]) {
        self.parameters.copy_from_slice(parameters);
        (self.agents, self.shared) = named(parameters);
    }

    /// The draws of `month` by process: standard normals, and uniforms strictly between 0 and 1.
    #[inline(always)]
    pub fn shocks(&self, month: usize) -> &[Num<W>; SHOCKS] {
        &self.shocks[month].0
    }

    /// Parameters of one agent.
    #[inline(always)]
    pub fn parameters_of(&self, agent: Agent) -> &AgentParameters<W> {
        &self.agents[agent.index()]
    }
}

/// The runs that a block takes when nothing speaks for others: `W` in a row.
pub fn in_a_row<const W: usize>(first_run: u64) -> [u64; W] {
    std::array::from_fn(|lane| first_run + lane as u64)
}

/// What the parameters of these runs are drawn to be, by parameter in registry order, then run.
pub fn drawn_parameters(sampler: &Sampler, draws: Draws<'_>, runs: &[u64]) -> Vec<Vec<f64>> {
    let mut columns: Vec<Vec<f64>> = Vec::new();
    for block in runs.chunks(LANE_WIDTH) {
        // Lanes without a run repeat the last one.
        let lanes: [u64; LANE_WIDTH] = std::array::from_fn(|lane| block[lane.min(block.len() - 1)]);
        let parameters = sampler.draw(&parameter_uniforms(draws, lanes));
        columns.resize(parameters.len(), Vec::new());
        for (column, values) in columns.iter_mut().zip(parameters) {
            column.extend_from_slice(&values.0[..block.len()]);
        }
    }
    columns
}

/// Parameters in registry order, by agent and name.
#[inline(always)]
fn named<const W: usize>(parameters: &[Num<W>]) -> ([AgentParameters<W>; 2], SharedParameters<W>) {
    let (us, rest) = parameters.split_at(AgentParameters::<W>::NAMES.len());
    let (china, shared) = rest.split_at(AgentParameters::<W>::NAMES.len());
    (
        [AgentParameters::from_values(us), AgentParameters::from_values(china)],
        SharedParameters::from_values(shared),
    )
}

/// Uniforms for all parameters in registry order.
#[inline(always)]
fn parameter_uniforms<const W: usize>(draws: Draws<'_>, runs: [u64; W]) -> Vec<Num<W>> {
    let streams = Streams::new(draws.addresses.map_or(draws.seed, |addresses| addresses.seed));
    let mut uniforms = Vec::new();
    for group in Group::ALL {
        let start = uniforms.len();
        uniforms.resize(start + group.names().len(), Num::ZERO);
        for (piece, uniforms) in uniforms[start..].chunks_mut(PIECE).enumerate() {
            let mut read = runs;
            if let Some(addresses) = draws.addresses {
                for run in &mut read {
                    *run = addresses.parameter_run(*run, group, piece);
                }
            }
            let words = streams
                .lanes(read, Purpose::Parameters(group).number())
                .block(piece as u32);
            for (uniform, words) in uniforms.iter_mut().zip(words.chunks_exact(2)) {
                *uniform = fine_uniforms(&words[0], &words[1]);
            }
        }
    }
    uniforms
}

/// Fills `shocks`, month by month.
#[inline(always)]
fn draw_shocks<const W: usize>(shocks: &mut [Month<W>], draws: Draws<'_>, runs: [u64; W]) {
    let stretches = draws.addresses.map_or(0, |addresses| addresses.layout.stretches);
    let stretch_months = draws.addresses.map_or(0, |addresses| addresses.layout.stretch_months);
    let mut rest = shocks;
    // What comes after the last stretch is read under the run's own number.
    for stretch in 0..=stretches {
        let (streams, read) = match draws.addresses.filter(|_| stretch < stretches) {
            Some(addresses) => (Streams::new(addresses.seed), past(addresses, runs, stretch)),
            None => (Streams::new(draws.seed), runs),
        };
        let months = if stretch < stretches {
            stretch_months
        } else {
            rest.len()
        };
        let (these, others) = rest.split_at_mut(months.min(rest.len()));
        draw_stretch(these, stretch * stretch_months / MONTHS_A_BLOCK, &streams, read);
        rest = others;
    }
}

/// Under which numbers runs read the shocks of a stretch of their past.
#[inline(always)]
fn past<const W: usize>(addresses: &Addresses, runs: [u64; W], stretch: usize) -> [u64; W] {
    let mut read = runs;
    for run in &mut read {
        *run = addresses.shock_run(*run, stretch);
    }
    read
}

/// Fills the months of `shocks`, the first of which stands at the beginning of block `first_block`.
#[inline(always)]
fn draw_stretch<const W: usize>(shocks: &mut [Month<W>], first_block: usize, streams: &Streams, runs: [u64; W]) {
    let banks: [_; SHOCKS.div_ceil(BANK)] =
        std::array::from_fn(|bank| streams.lanes(runs, Purpose::Shocks { bank }.number()));
    for (piece, shocks) in (0..).zip(shocks.chunks_mut(BLOCKS_AT_ONCE * MONTHS_A_BLOCK)) {
        let first = first_block + piece * BLOCKS_AT_ONCE;
        for (block, months) in (first..).zip(shocks.chunks_mut(MONTHS_A_BLOCK)) {
            for (bank, lanes) in banks.iter().enumerate() {
                let words = lanes.block(block as u32);
                for (month, words) in months.iter_mut().zip(words.chunks_exact(BANK)) {
                    // Written out: as a loop it would be made one over processes instead of runs, whose values lie apart.
                    in_every_lane!(BANK, place => if let Some(value) = month.0.get_mut(bank * BANK + place) {
                        *value = uniforms(&words[place]);
                    });
                }
            }
        }
        make_normal(shocks);
    }
}

/// Turns the uniforms of processes that draw normals into normals. Most of the work would be for the tails, in which one draw of seven
/// lies: those are gathered and done together.
#[inline(always)]
fn make_normal<const W: usize>(shocks: &mut [Month<W>]) {
    // Where a draw stands, in a few bits: its lane, its process, its month.
    const PROCESS_AT: u32 = LANE_WIDTH.trailing_zeros();
    const MONTH_AT: u32 = PROCESS_AT + SHOCKS.next_power_of_two().trailing_zeros();
    const { assert!(BLOCKS_AT_ONCE * MONTHS_A_BLOCK <= 1 << (u16::BITS - MONTH_AT)) };
    let mut tails = [0_u16; BLOCKS_AT_ONCE * MONTHS_A_BLOCK * SHOCKS * LANE_WIDTH];
    let mut found = 0;
    let normals = (0..SHOCKS).filter(|&process| Shock::ALL[process].draw() == Draw::Normal);
    for (month, shocks) in shocks.iter_mut().enumerate() {
        for process in normals.clone() {
            let uniform = shocks.0[process];
            let is_tail = (uniform - 0.5).abs().gt(Num::splat(normal::CENTRAL));
            shocks.0[process] = is_tail.select(uniform, normal::central_quantile(uniform));
            for lane in 0..W {
                // Written down whether it is one or not, so that no branch has to be guessed.
                tails[found] = (month << MONTH_AT | process << PROCESS_AT | lane) as u16;
                found += usize::from(is_tail.lane(lane));
            }
        }
    }
    for tails in tails[..found].chunks(LANE_WIDTH) {
        let place = |tail: u16| {
            (
                usize::from(tail) >> MONTH_AT,
                usize::from(tail) >> PROCESS_AT & ((1 << (MONTH_AT - PROCESS_AT)) - 1),
                usize::from(tail) & ((1 << PROCESS_AT) - 1),
            )
        };
        let mut uniforms = Num([0.5; LANE_WIDTH]);
        for (uniform, &tail) in uniforms.0.iter_mut().zip(tails) {
            let (month, process, lane) = place(tail);
            *uniform = shocks[month].0[process].0[lane];
        }
        let normals = normal::tail_quantile(uniforms);
        for (normal, &tail) in normals.0.iter().zip(tails) {
            let (month, process, lane) = place(tail);
            shocks[month].0[process].0[lane] = *normal;
        }
    }
}

#[cfg(test)]
mod tests;
