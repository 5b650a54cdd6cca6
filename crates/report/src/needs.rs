//! How much room each result takes at least, so that long work is not begun where it cannot end.

use engine::ensemble::EXACT_RUNS;
use engine::model::metrics::METRICS;
use engine::model::series::SERIES;
use engine::scenario::Scenario;
use engine::scenario::parameters;
use results::store::room::Needs;

use crate::selection::{Rows, Selection};
use analysis::sweep::Request;

/// Bytes of a cell of a table, its comma included; most numbers have more digits.
const CELL: u64 = 8;
/// A number in memory or in a journal.
const NUMBER: u64 = 8;
/// Columns of a row of `results.csv`, one a metric, at each point of a sweep.
const STATISTICS: u64 = 12;

/// What a study takes that keeps so many numbers of its worlds: at once in memory, and in its journal until it is finished.
pub fn of_numbers(count: u64) -> Needs {
    let bytes = NUMBER.saturating_mul(count);
    Needs {
        memory: bytes,
        disk: bytes,
    }
}

/// The same with tables that have a row a world, of so many cells in all.
pub fn with_cells(needs: Needs, cells: u64) -> Needs {
    Needs {
        disk: needs.disk.saturating_add(CELL.saturating_mul(cells)),
        ..needs
    }
}

/// What a run takes.
pub fn of_run(scenario: &Scenario, selection: &Selection) -> Needs {
    let metrics = (METRICS + scenario.dated.len()) as u64;
    let of_rows = match selection.rows {
        Rows::All => metrics + parameters::keys().count() as u64,
        Rows::Metrics => metrics,
        Rows::None => 0,
    };
    let kept = scenario.kept_trajectories.min(scenario.runs);
    let of_series = kept * (scenario.months * SERIES) as u64;
    // Beyond so many worlds statistics are taken from sketches of one size.
    let exact = if scenario.runs <= EXACT_RUNS { scenario.runs } else { 0 };
    let needs = Needs {
        memory: NUMBER * metrics * exact,
        disk: 0,
    };
    with_cells(needs, scenario.runs.saturating_mul(of_rows).saturating_add(of_series))
}

/// What a sweep takes: rows are written as they finish, and the points are held in memory at the end.
pub fn of_sweep(request: &Request) -> Needs {
    let points = (request.design.len() * request.policies.len()) as u64;
    let metrics = (METRICS + request.scenarios[0].dated.len()) as u64;
    let of_worlds = if request.worlds {
        request.a_point() / request.policies.len() as u64 * metrics
    } else {
        0
    };
    let needs = Needs {
        memory: NUMBER * points * request.metrics.len() as u64,
        disk: 0,
    };
    with_cells(needs, points.saturating_mul(metrics * (1 + STATISTICS) + of_worlds))
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::load::{Kind, Request, load};
    use engine::scenario::shipped;

    /// As measured and said in `detente run --help`: half a kilobyte a world in metrics.csv and four in draws.csv.
    #[test]
    fn the_room_that_a_run_is_said_to_take_is_less_than_it_takes_but_of_that_size() {
        let request = Request {
            runs: Some(1_000_000),
            ..Request::new(
                shipped::resolve(Kind::Scenario, "baseline").unwrap(),
                shipped::parameters(),
            )
        };
        let scenario = load(&request, &shipped::resolve).unwrap();
        let disk = |rows| {
            of_run(
                &scenario,
                &Selection {
                    rows,
                    ..Selection::USUAL
                },
            )
            .disk as f64
        };
        assert!(
            (0.5..=1.0).contains(&(disk(Rows::Metrics) / 0.5e9)),
            "{}",
            disk(Rows::Metrics)
        );
        assert!((0.25..=1.0).contains(&(disk(Rows::All) / 4.5e9)), "{}", disk(Rows::All));
        assert_eq!(disk(Rows::None), 0.0);
    }
}
