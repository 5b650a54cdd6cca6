//! A state as bytes and back, so that a killed run resumes where it stood and ends with the same bytes.

use super::State;
use super::estimates::{Estimate, Milestone, STATISTICS};
use super::metric_state::{MetricState, Values};
use super::reduction::Row;
use super::state::Passed;
use super::tree::{self, LEAF_RUNS};
use crate::model::metrics::{METRICS, Metric};
use crate::model::series::Series;
use crate::numeric::bytes::{Cursor, checksum, put_float, put_number};
use crate::numeric::sketch::Sketch;
use crate::numeric::statistics::Moments;
use crate::scenario::Scenario;
use crate::scenario::dated::Dated;
use error::{Error, Result};
use std::ops::Range;

/// First bytes; the number changes with the form.
const HEAD: &[u8] = b"detente checkpoint 4\n";
/// The same of a state with dates that were asked for, whose keys follow.
const DATED_HEAD: &[u8] = b"detente checkpoint 4 dated\n";

/// The state, and whatever the caller wants to find again beside it (lengths of files, the hash of the configuration).
/// Equal states and data give equal bytes.
pub fn encode(state: &State, user: &[u8]) -> Vec<u8> {
    let dated = state.dated();
    let mut bytes = if dated.is_empty() { HEAD } else { DATED_HEAD }.to_vec();
    if !dated.is_empty() {
        let keys: Vec<&str> = dated.iter().map(|dated| dated.key()).collect();
        let keys = keys.join(" ");
        put_number(&mut bytes, keys.len() as u64);
        bytes.extend(keys.as_bytes());
    }
    put_number(&mut bytes, user.len() as u64);
    bytes.extend(user);
    for number in [
        state.seed,
        state.months as u64,
        state.runs,
        state.first_run,
        state.end,
        state.next_run,
        state.failed,
    ] {
        put_number(&mut bytes, number);
    }
    put_metrics(&mut bytes, &state.metrics);
    put_number(&mut bytes, state.passed.len() as u64);
    for passed in &state.passed {
        put_number(&mut bytes, passed.runs);
        put_metrics(&mut bytes, &passed.metrics);
    }
    put_number(&mut bytes, state.milestones.len() as u64);
    for milestone in &state.milestones {
        put_number(&mut bytes, milestone.runs);
        for estimate in milestone.estimates.as_flattened() {
            put_float(&mut bytes, estimate.value);
            put_float(&mut bytes, estimate.error);
        }
    }
    put_number(&mut bytes, state.series.len() as u64);
    for series in &state.series {
        put_number(&mut bytes, series.index() as u64);
    }
    for row in &state.rows {
        row.nodes.iter().for_each(|&sum| put_float(&mut bytes, sum));
        row.sketch.encode(&mut bytes);
    }
    let sum = checksum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// Appends the metrics of a state; how many nodes they have follows from its runs.
fn put_metrics(bytes: &mut Vec<u8>, metrics: &[MetricState]) {
    for metric in metrics {
        for moments in metric.nodes.iter().chain([&metric.begun]) {
            put_number(bytes, moments.count);
            for number in [moments.origin, moments.sum, moments.squares] {
                put_float(bytes, number);
            }
        }
        match &metric.values {
            Values::All(values) => values.iter().for_each(|&value| put_float(bytes, value)),
            Values::Sketch(sketch) => sketch.encode(bytes),
        }
    }
}

/// Reads what [`encode`] wrote: the state and the caller's data.
///
/// # Errors
/// `Error::File` without a path (the caller adds it) if the bytes are damaged, cut short, of another version, or of a
/// scenario with another seed, horizon or number of runs.
pub fn decode(bytes: &[u8], scenario: &Scenario) -> Result<(State, Vec<u8>)> {
    let refuse = |problem: &str| Error::File(problem.to_owned());
    let (rest, has_dates) = match (bytes.strip_prefix(HEAD), bytes.strip_prefix(DATED_HEAD)) {
        (Some(rest), _) => (rest, false),
        (None, Some(rest)) => (rest, true),
        (None, None) => return Err(refuse("this is not a checkpoint of this version of the program")),
    };
    let damaged = || refuse("the checkpoint is damaged or cut short");
    let (rest, sum) = rest.split_last_chunk::<8>().ok_or_else(damaged)?;
    if checksum(&bytes[..bytes.len() - sum.len()]) != u64::from_le_bytes(*sum) {
        return Err(damaged());
    }
    let (state, user) = read(&mut Cursor(rest), has_dates).ok_or_else(damaged)?;
    if !state.fits(scenario) {
        return Err(refuse(
            "the checkpoint was begun with another seed, horizon, number of runs or dated metrics",
        ));
    }
    Ok((state, user))
}

/// The metrics of these runs, of an ensemble of `of_runs`.
fn read_metrics(cursor: &mut Cursor<'_>, runs: Range<u64>, of_runs: u64, dated: &[Dated]) -> Option<Vec<MetricState>> {
    let moments = |cursor: &mut Cursor<'_>| {
        Some(Moments {
            count: cursor.number()?,
            origin: cursor.float()?,
            sum: cursor.float()?,
            squares: cursor.float()?,
        })
    };
    let mut metrics = Vec::with_capacity(METRICS + dated.len());
    for metric in Metric::all_with(dated) {
        let nodes = tree::nodes(runs.start / LEAF_RUNS..runs.end / LEAF_RUNS);
        let nodes = nodes.map(|_| moments(cursor)).collect::<Option<_>>()?;
        let begun = moments(cursor)?;
        let values = if of_runs <= super::EXACT_RUNS {
            Values::All(runs.clone().map(|_| cursor.float()).collect::<Option<_>>()?)
        } else {
            Values::Sketch(Sketch::decode(cursor)?)
        };
        metrics.push(MetricState {
            metric,
            nodes,
            begun,
            values,
        });
    }
    Some(metrics)
}

/// The dates whose keys stand here.
fn read_dates(cursor: &mut Cursor<'_>) -> Option<Vec<Dated>> {
    let length = usize::try_from(cursor.number()?).ok()?;
    let keys = std::str::from_utf8(cursor.take(length)?).ok()?;
    keys.split(' ').map(|key| Dated::parse(key).ok()).collect()
}

fn read(cursor: &mut Cursor<'_>, has_dates: bool) -> Option<(State, Vec<u8>)> {
    let dated = if has_dates { read_dates(cursor)? } else { Vec::new() };
    let user_length = usize::try_from(cursor.number()?).ok()?;
    let user = cursor.take(user_length)?.to_vec();
    let seed = cursor.number()?;
    let months = usize::try_from(cursor.number()?).ok()?;
    let (runs, first_run, end) = (cursor.number()?, cursor.number()?, cursor.number()?);
    let (next_run, failed) = (cursor.number()?, cursor.number()?);
    let metrics = read_metrics(cursor, first_run..next_run, runs, &dated)?;
    let mut passed = Vec::new();
    for _ in 0..cursor.number()? {
        let at = cursor.number()?;
        passed.push(Passed {
            runs: at,
            metrics: read_metrics(cursor, first_run..at, runs, &dated)?,
        });
    }
    let mut milestones = Vec::new();
    for _ in 0..cursor.number()? {
        let runs = cursor.number()?;
        let mut estimates = vec![[Estimate::NONE; STATISTICS]; METRICS + dated.len()];
        for estimate in estimates.as_flattened_mut() {
            *estimate = Estimate {
                value: cursor.float()?,
                error: cursor.float()?,
            };
        }
        milestones.push(Milestone {
            runs,
            estimates,
            dated: dated.clone(),
        });
    }
    let mut series = Vec::new();
    for _ in 0..cursor.number()? {
        let index = usize::try_from(cursor.number()?).ok()?;
        series.push(Series::all().nth(index)?);
    }
    let count = series.len().checked_mul(months)?;
    let mut rows = Vec::new();
    for _ in 0..count {
        let nodes = tree::nodes(tree::leaves(first_run, next_run));
        rows.push(Row {
            nodes: nodes.map(|_| cursor.float()).collect::<Option<_>>()?,
            sketch: Sketch::decode(cursor)?,
        });
    }
    cursor.0.is_empty().then_some((
        State {
            seed,
            months,
            runs,
            first_run,
            end,
            next_run,
            failed,
            metrics,
            milestones,
            passed,
            series,
            rows,
        },
        user,
    ))
}
