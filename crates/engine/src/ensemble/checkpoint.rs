//! A state as bytes and back, so that a killed run resumes where it stood and ends with the same bytes.

use super::State;
use super::estimates::{Estimate, Milestone, STATISTICS};
use super::state::{MetricState, Row, Values};
use crate::error::{Error, Result};
use crate::model::metrics::{METRICS, Metric};
use crate::model::series::Series;
use crate::numeric::bytes::{Cursor, put_float, put_number};
use crate::numeric::sketch::Sketch;
use crate::numeric::statistics::Moments;
use crate::scenario::Scenario;

/// First bytes; the number changes with the form.
const HEAD: &[u8] = b"detente checkpoint 3\n";

/// The state, and whatever the caller wants to find again beside it (lengths of files, the hash of the configuration).
/// Equal states and data give equal bytes.
pub fn encode(state: &State, user: &[u8]) -> Vec<u8> {
    let mut bytes = HEAD.to_vec();
    put_number(&mut bytes, user.len() as u64);
    bytes.extend(user);
    for number in [
        state.seed,
        state.months as u64,
        state.runs,
        state.next_run,
        state.failed,
    ] {
        put_number(&mut bytes, number);
    }
    for metric in &state.metrics {
        put_float(&mut bytes, metric.sum);
        let moments = &metric.moments;
        put_number(&mut bytes, moments.count);
        for number in [moments.origin, moments.sum, moments.squares] {
            put_float(&mut bytes, number);
        }
        match &metric.values {
            Values::All(values) => values.iter().for_each(|&value| put_float(&mut bytes, value)),
            Values::Sketch(sketch) => sketch.encode(&mut bytes),
        }
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
        put_float(&mut bytes, row.sum);
        row.sketch.encode(&mut bytes);
    }
    let sum = checksum(&bytes);
    bytes.extend(sum.to_le_bytes());
    bytes
}

/// Reads what [`encode`] wrote: the state and the caller's data.
///
/// # Errors
/// `Error::File` without a path (the caller adds it) if the bytes are damaged, cut short, of another version, or of a
/// scenario with another seed, horizon or number of runs.
pub fn decode(bytes: &[u8], scenario: &Scenario) -> Result<(State, Vec<u8>)> {
    let refuse = |problem: &str| Error::File(problem.to_owned());
    let rest = bytes
        .strip_prefix(HEAD)
        .ok_or_else(|| refuse("this is not a checkpoint of this version of the program"))?;
    let damaged = || refuse("the checkpoint is damaged or cut short");
    let (rest, sum) = rest.split_last_chunk::<8>().ok_or_else(damaged)?;
    if checksum(&bytes[..bytes.len() - sum.len()]) != u64::from_le_bytes(*sum) {
        return Err(damaged());
    }
    let (state, user) = read(&mut Cursor(rest)).ok_or_else(damaged)?;
    if !state.fits(scenario) {
        return Err(refuse(
            "the checkpoint was begun with another seed, horizon or number of runs",
        ));
    }
    Ok((state, user))
}

fn read(cursor: &mut Cursor<'_>) -> Option<(State, Vec<u8>)> {
    let user_length = usize::try_from(cursor.number()?).ok()?;
    let user = cursor.take(user_length)?.to_vec();
    let seed = cursor.number()?;
    let months = usize::try_from(cursor.number()?).ok()?;
    let (runs, next_run, failed) = (cursor.number()?, cursor.number()?, cursor.number()?);
    let mut metrics = Vec::with_capacity(METRICS);
    for metric in Metric::ALL {
        let sum = cursor.float()?;
        let moments = Moments {
            count: cursor.number()?,
            origin: cursor.float()?,
            sum: cursor.float()?,
            squares: cursor.float()?,
        };
        let values = if runs <= super::EXACT_RUNS {
            Values::All((0..next_run).map(|_| cursor.float()).collect::<Option<_>>()?)
        } else {
            Values::Sketch(Sketch::decode(cursor)?)
        };
        metrics.push(MetricState {
            metric,
            sum,
            moments,
            values,
        });
    }
    let mut milestones = Vec::new();
    for _ in 0..cursor.number()? {
        let runs = cursor.number()?;
        let mut estimates = vec![[Estimate::NONE; STATISTICS]; METRICS];
        for estimate in estimates.as_flattened_mut() {
            *estimate = Estimate {
                value: cursor.float()?,
                error: cursor.float()?,
            };
        }
        milestones.push(Milestone { runs, estimates });
    }
    let mut series = Vec::new();
    for _ in 0..cursor.number()? {
        let index = usize::try_from(cursor.number()?).ok()?;
        series.push(Series::all().nth(index)?);
    }
    let count = series.len().checked_mul(months)?;
    let mut rows = Vec::new();
    for _ in 0..count {
        rows.push(Row {
            sum: cursor.float()?,
            sketch: Sketch::decode(cursor)?,
        });
    }
    cursor.0.is_empty().then_some((
        State {
            seed,
            months,
            runs,
            next_run,
            failed,
            metrics,
            milestones,
            series,
            rows,
        },
        user,
    ))
}

/// FNV-1a over words of eight bytes: finds torn and damaged files, not malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    let words = bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    });
    words.fold(step(0xcbf2_9ce4_8422_2325, bytes.len() as u64), step)
}
