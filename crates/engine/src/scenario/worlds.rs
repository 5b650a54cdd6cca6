//! A world: all draws of `W` runs, made before any policy is read.
//!
//! World `k` depends on the seed, `k` and the table of histories, if there is one, alone: not on the policy, the number of runs, the lane
//! width, the horizon (a longer one keeps the months it shares with a shorter one), or the order of parameters in a file.

use super::agents::Agent;
use super::distributions::Sampler;
use super::histories::{Addresses, Draws, PIECE};
use super::parameters::{AgentParameters, Group, SharedParameters};
use super::shocks::{Draw, SHOCKS, Shock};
use crate::numeric::streams::{BLOCK_WORDS, Streams, uniform_from_u32, uniform_from_u64};
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
    /// Draws `runs`, one a lane and in any order, for `months` months.
    #[inline(always)]
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

    /// The draw of `process` in `month`: a standard normal, or a uniform strictly between 0 and 1.
    #[inline(always)]
    pub fn shock(&self, process: Shock, month: usize) -> Num<W> {
        self.shocks[month].0[process as usize]
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
                for (lane, uniform) in uniform.0.iter_mut().enumerate() {
                    *uniform = uniform_from_u64(u64::from(words[1][lane]) << 32 | u64::from(words[0][lane]));
                }
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
                    for (value, words) in month.0[bank * BANK..].iter_mut().zip(words) {
                        for (value, &word) in value.0.iter_mut().zip(words) {
                            *value = uniform_from_u32(word);
                        }
                    }
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
                tails[found] = ((month * SHOCKS + process) * W + lane) as u16;
                found += usize::from(is_tail.lane(lane));
            }
        }
    }
    for tails in tails[..found].chunks(LANE_WIDTH) {
        let place = |tail: u16| {
            (
                usize::from(tail) / W / SHOCKS,
                usize::from(tail) / W % SHOCKS,
                usize::from(tail) % W,
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
mod tests {
    use super::*;
    use crate::scenario::cards::{Card, CardSet, Distribution, Pedigree};
    use crate::scenario::parameters::keys;

    fn sampler() -> Sampler {
        let card = |key| Card {
            key,
            unit: "x".into(),
            meaning: "a test".into(),
            source: "assumption".into(),
            pedigree: Pedigree::Assumed,
            distribution: Distribution::Uniform { low: 0.0, high: 1.0 },
        };
        Sampler::new(&CardSet {
            cards: keys().map(card).collect(),
            correlations: Vec::new(),
        })
        .unwrap()
    }

    /// Every number of one run of a world, as bits.
    fn bits<const W: usize>(world: &World<W>, lane: usize, months: usize) -> Vec<u64> {
        let shocks = Shock::ALL
            .into_iter()
            .flat_map(|process| (0..months).map(move |month| world.shock(process, month)));
        world
            .parameters
            .iter()
            .copied()
            .chain(shocks)
            .map(|value| value.0[lane].to_bits())
            .collect()
    }

    #[test]
    fn a_world_is_the_same_in_any_lane_width_and_place() {
        let sampler = sampler();
        let wide = World::<8>::draw(&sampler, Draws::own(42), in_a_row(4704), 40);
        let shifted = World::<4>::draw(&sampler, Draws::own(42), in_a_row(4710), 40);
        for lane in 0..8 {
            let alone = World::<1>::draw(&sampler, Draws::own(42), [4704 + lane as u64], 40);
            assert_eq!(bits(&wide, lane, 40), bits(&alone, 0, 40), "lane {lane}");
        }
        assert_eq!(bits(&wide, 7, 40), bits(&shifted, 1, 40));
    }

    #[test]
    fn runs_may_stand_in_any_lane_and_in_several() {
        let sampler = sampler();
        let mixed = World::<4>::draw(&sampler, Draws::own(42), [9, 2, 9, 70_000], 40);
        for (lane, run) in [9, 2, 9, 70_000].into_iter().enumerate() {
            let alone = World::<1>::draw(&sampler, Draws::own(42), [run], 40);
            assert_eq!(bits(&mixed, lane, 40), bits(&alone, 0, 40), "lane {lane}");
        }
    }

    #[test]
    fn a_longer_horizon_keeps_the_months_of_the_shorter_one() {
        let sampler = sampler();
        let (short, long) = (
            World::<2>::draw(&sampler, Draws::own(7), [12, 13], 35),
            World::<2>::draw(&sampler, Draws::own(7), [12, 13], 217),
        );
        assert_eq!(bits(&short, 1, 35), bits(&long, 1, 35));
    }

    #[test]
    fn memory_used_again_leaves_no_trace() {
        let sampler = sampler();
        let before = World::<2>::draw(&sampler, Draws::own(7), [100, 3], 30).into_memory();
        let again = World::<2>::draw_into(before, &sampler, Draws::own(8), [12, 13], 30);
        assert_eq!(
            bits(&again, 1, 30),
            bits(&World::<2>::draw(&sampler, Draws::own(8), [12, 13], 30), 1, 30)
        );
    }

    #[test]
    fn seeds_and_runs_give_other_worlds() {
        let sampler = sampler();
        let world = World::<2>::draw(&sampler, Draws::own(1), [0, 1], 3);
        let other = World::<2>::draw(&sampler, Draws::own(2), [0, 1], 3);
        assert!(bits(&world, 0, 3).iter().zip(bits(&world, 1, 3)).all(|(a, b)| *a != b));
        assert!(bits(&world, 0, 3).iter().zip(bits(&other, 0, 3)).all(|(a, b)| *a != b));
    }

    #[test]
    fn a_world_keeps_its_values_between_versions() {
        let world = World::<1>::draw(&sampler(), Draws::own(1), [0], 12);
        let values = [
            world.parameters[0].0[0],
            world.shock(Shock::UsInvestment, 0).0[0],
            world.shock(Shock::UsRelease, 11).0[0],
            world.shock(Shock::Treaty, 5).0[0],
        ];
        assert_eq!(values, PINNED);
    }
    // The first and the third computed from another implementation of ChaCha.
    const PINNED: [f64; 4] = [
        0.609_735_674_919_433_5,
        0.094_626_032_881_091_89,
        0.998_444_286_989_979_4,
        0.651_723_466_929_979_6,
    ];

    /// Mean and variance of each process over 4,000 runs of 12 months (48,000 draws): 48 tests at z = 5, a false alarm
    /// once in 36,000 seeds.
    #[test]
    fn normals_are_standard_and_uniforms_fill_the_unit_interval() {
        let sampler = sampler();
        let mut moments = [[0.0_f64; 2]; SHOCKS];
        let (runs, months) = (4000_u64, 12);
        for run in (0..runs).step_by(8) {
            let world = World::<8>::draw(&sampler, Draws::own(3), in_a_row(run), months);
            for process in Shock::ALL {
                for month in 0..months {
                    for x in world.shock(process, month).0 {
                        moments[process as usize][0] += x;
                        moments[process as usize][1] += x * x;
                    }
                }
            }
        }
        let n = (runs * months as u64) as f64;
        for process in Shock::ALL {
            let [sum, squares] = moments[process as usize];
            // Mean, its variance a draw, second moment, and its variance a draw.
            let (mean, mean_variance, second, second_variance) = match process.draw() {
                Draw::Normal => (0.0, 1.0, 1.0, 2.0),
                Draw::Uniform => (0.5, 1.0 / 12.0, 1.0 / 3.0, 4.0 / 45.0),
            };
            let z = (sum / n - mean) / (mean_variance / n).sqrt();
            let z_second = (squares / n - second) / (second_variance / n).sqrt();
            assert!(z.abs() < 5.0 && z_second.abs() < 5.0, "{process:?}: {z}, {z_second}");
        }
    }

    /// Processes of the same month, within and across streams: 276 pairs at z = 5.3, a false alarm once in 30,000 seeds.
    #[test]
    fn processes_are_independent() {
        let sampler = sampler();
        let months = 240;
        let mut products = vec![0.0; SHOCKS * SHOCKS];
        let runs = 200;
        for run in (0..runs).step_by(8) {
            let world = World::<8>::draw(&sampler, Draws::own(19), in_a_row(run), months);
            for month in 0..months {
                for lane in 0..8 {
                    let centred: Vec<f64> = Shock::ALL
                        .into_iter()
                        .map(|process| {
                            let x = world.shock(process, month).0[lane];
                            if process.draw() == Draw::Normal {
                                x
                            } else {
                                (x - 0.5) * 12.0_f64.sqrt()
                            }
                        })
                        .collect();
                    for a in 0..SHOCKS {
                        for b in 0..a {
                            products[a * SHOCKS + b] += centred[a] * centred[b];
                        }
                    }
                }
            }
        }
        let scale = ((runs * months as u64) as f64).sqrt();
        for a in 0..SHOCKS {
            for b in 0..a {
                let z = products[a * SHOCKS + b] / scale;
                assert!(z.abs() < 5.3, "{:?} and {:?}: {z}", Shock::ALL[a], Shock::ALL[b]);
            }
        }
    }
}
