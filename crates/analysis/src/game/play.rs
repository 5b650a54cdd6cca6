//! Simulating a game: every cell on the same worlds.

use super::payoff::Payoff;
use crate::aim::within;
use crate::study::Sink;
use engine::ensemble::cells::{Bench, Cell};
use engine::ensemble::{Options, end_year};
use engine::model::metrics::Metric;
use engine::numeric::LANE_WIDTH;
use engine::scenario::Scenario;
use error::{Error, Result};

/// Both sides' payoffs in every cell and world.
#[derive(Debug, Clone, PartialEq)]
pub struct Play {
    pub rows: usize,
    pub columns: usize,
    /// Worlds simulated in each cell.
    pub runs: u64,
    /// Worlds that failed in a cell: they are left out of all.
    pub failed: u64,
    /// Numbers of the worlds that are kept.
    pub worlds: Vec<u64>,
    /// The United States' payoffs, then China's: for each cell, row by row, one a kept world.
    pub payoffs: [Vec<Vec<f64>>; 2],
}

/// Cells simulated at once; memory beyond the payoffs is proportional.
const CELLS_AT_ONCE: u64 = 16_384;
/// Most worlds times cells: payoffs then take a third of a gigabyte.
pub const MOST_PAYOFFS: u64 = 20_000_000;

/// Whether a game of these cells can be played.
///
/// # Errors
/// More worlds than are kept; a horizon that ends before the date of a metric of a payoff.
pub fn check(scenarios: &[Scenario], payoffs: &[Payoff; 2]) -> Result<()> {
    let cells = scenarios.len() as u64;
    let (runs, months) = (scenarios[0].runs, scenarios[0].months);
    if runs.saturating_mul(cells) > MOST_PAYOFFS {
        return Err(Error::Usage(format!(
            "{runs} worlds of {cells} cells are more than the {MOST_PAYOFFS} payoffs that are kept; take {} worlds or fewer",
            MOST_PAYOFFS / cells
        )));
    }
    let mut metrics = payoffs.iter().flat_map(|payoff| &payoff.terms);
    metrics.try_for_each(|(metric, _)| within(*metric, months, "payoff"))
}

/// Simulates `scenarios`, one a cell, row by row in `columns` columns, and keeps the payoffs.
///
/// # Errors
/// As those of a sink's outcomes; every world failed in some cell; cards that cannot be drawn from; threads that cannot be started.
pub fn play(
    scenarios: &[Scenario],
    columns: usize,
    payoffs: &[Payoff; 2],
    options: &Options,
    sink: &mut dyn Sink,
) -> Result<Play> {
    let cells = scenarios.len() as u64;
    let (runs, months) = (scenarios[0].runs, scenarios[0].months);
    let end = end_year(months);
    let bench = Bench::new(scenarios, &[], options)?;
    let weighed = payoffs.iter().flat_map(|payoff| &payoff.terms);
    let mut metrics: Vec<Metric> = weighed.map(|(metric, _)| *metric).collect();
    metrics.sort_unstable();
    metrics.dedup();
    let mut kept: [Vec<Vec<f64>>; 2] = std::array::from_fn(|_| vec![Vec::new(); scenarios.len()]);
    let (mut worlds, mut failed) = (Vec::new(), 0);
    let width = LANE_WIDTH as u64;
    let at_once = (CELLS_AT_ONCE / cells / width).max(1) * width;
    for first in (0..runs).step_by(at_once as usize) {
        let last = (first + at_once).min(runs);
        // Eight worlds in all cells, then the next eight: they are drawn once.
        let mut list = Vec::new();
        for block in (first..last).step_by(LANE_WIDTH) {
            let block_runs = block..(block + width).min(last);
            for scenario in 0..scenarios.len() {
                list.extend(block_runs.clone().map(|run| Cell {
                    scenario,
                    values: &[],
                    run,
                }));
            }
        }
        let outcomes = sink.outcomes(&bench, &list, &metrics)?;
        let mut by_run: Vec<Vec<usize>> = vec![vec![0; scenarios.len()]; (last - first) as usize];
        for (place, cell) in list.iter().enumerate() {
            by_run[(cell.run - first) as usize][cell.scenario] = place;
        }
        for (run, places) in (first..last).zip(&by_run) {
            if places.iter().any(|&place| outcomes[place].failed) {
                failed += 1;
                continue;
            }
            worlds.push(run);
            for (side, payoff) in kept.iter_mut().zip(payoffs) {
                for (cell, &place) in side.iter_mut().zip(places) {
                    cell.push(payoff.of(&outcomes[place].metrics, end));
                }
            }
        }
        sink.progress(last * cells);
    }
    if worlds.is_empty() {
        return Err(Error::Usage(
            "every world failed in at least one cell, so there is nothing to compare; take other settings".to_owned(),
        ));
    }
    Ok(Play {
        rows: scenarios.len() / columns,
        columns,
        runs,
        failed,
        worlds,
        payoffs: kept,
    })
}
