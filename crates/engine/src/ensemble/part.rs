//! A finished part of an ensemble in few bytes, and many of them put together at once.
//!
//! A checkpoint of the part without its series comes first, then the series in blocks of rows, which workers take one by one: they count
//! the bytes of all parts into the rows of the whole, and no part is ever unpacked. Values that a sketch of few numbers keeps as they are
//! stand by themselves ([`crate::numeric::sketch`]); a whole of many runs has no use for those of most parts, which are then not read.

use super::checkpoint;
use super::parallel::Workers;
use super::reduction::Row;
use super::state::{ROWS_AT_ONCE, State};
use super::tree::{self, LEAF_RUNS};
use crate::model::series::Series;
use crate::numeric::bytes::{Cursor, put_float, put_number};
use crate::numeric::sketch::Sketch;
use crate::scenario::Scenario;
use error::{Error, Result};
use std::sync::{Mutex, OnceLock, PoisonError};

/// First bytes; the number changes with the form.
const HEAD: &[u8] = b"detente part 1\n";

/// A part as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Packed {
    /// All that a whole of many runs needs.
    pub state: Vec<u8>,
    /// Values that only a whole of few distinct ones needs; often none.
    pub values: Vec<u8>,
}

/// The state of a finished part, and whatever the caller wants to find again beside it. Equal states and data give equal bytes.
pub fn encode(state: &State, user: &[u8]) -> Packed {
    let (mut rows, mut values, mut blocks) = (Vec::new(), Vec::new(), Vec::new());
    for block in state.rows.chunks(ROWS_AT_ONCE) {
        let before = (rows.len(), values.len());
        for row in block {
            row.nodes.iter().for_each(|&sum| put_float(&mut rows, sum));
            row.sketch.pack(&mut rows, &mut values);
        }
        put_number(&mut blocks, (rows.len() - before.0) as u64);
        put_number(&mut blocks, (values.len() - before.1) as u64);
    }
    let mut bytes = HEAD.to_vec();
    let totals = checkpoint::encode(&state.without_rows(), user);
    put_number(&mut bytes, totals.len() as u64);
    bytes.extend(totals);
    put_number(&mut bytes, state.series.len() as u64);
    for series in &state.series {
        put_number(&mut bytes, series.index() as u64);
    }
    bytes.extend(blocks);
    bytes.extend(rows);
    Packed { state: bytes, values }
}

/// Brings the values of a part that stand by themselves, if they are needed.
type Fetch<'a> = Box<dyn Fn() -> Result<Vec<u8>> + Send + Sync + 'a>;

/// Where a block begins.
#[derive(Debug, Clone, Copy)]
struct Block {
    rows: usize,
    /// Of its values that stand by themselves.
    values: usize,
}

/// A part as it was written.
pub struct Part<'a> {
    /// What it holds besides series.
    totals: State,
    series: Vec<Series>,
    bytes: Vec<u8>,
    blocks: Vec<Block>,
    fetch: Fetch<'a>,
    fetched: OnceLock<Result<Vec<u8>>>,
}

impl<'a> Part<'a> {
    /// Takes up the state that [`encode`] wrote; `fetch` brings the values that it wrote beside it, if they are needed. Gives the caller's
    /// data, too. Whether the bytes are as they were written is for the caller to know.
    ///
    /// # Errors
    /// `Error::File` without a path (the caller adds it) if the bytes are cut short, of another version, or of a scenario with another
    /// seed, horizon or number of runs.
    pub fn decode(bytes: Vec<u8>, scenario: &Scenario, fetch: Fetch<'a>) -> Result<(Self, Vec<u8>)> {
        let refuse = |problem: &str| Error::File(problem.to_owned());
        let rest = bytes
            .strip_prefix(HEAD)
            .ok_or_else(|| refuse("this is not a part of this version of the program"))?;
        let damaged = || refuse("the part is damaged or cut short");
        let mut cursor = Cursor(rest);
        let length = cursor.count().ok_or_else(damaged)?;
        let totals = cursor.take(length as usize).ok_or_else(damaged)?;
        let (totals, user) = checkpoint::decode(totals, scenario)?;
        let (series, blocks) = contents(&mut cursor, bytes.len(), totals.months).ok_or_else(damaged)?;
        Ok((
            Self {
                totals,
                series,
                blocks,
                fetch,
                fetched: OnceLock::new(),
                bytes,
            },
            user,
        ))
    }

    /// The values that stand by themselves.
    fn values(&self) -> Option<&[u8]> {
        self.fetched.get_or_init(&self.fetch).as_deref().ok()
    }

    /// Counts the rows of one block into those of the whole, which begins with the leaf `first_leaf`.
    fn count(&self, block: usize, rows: &mut [Row], first_leaf: u64) -> Option<()> {
        let Block { rows: start, values } = *self.blocks.get(block)?;
        let (mut cursor, mut place) = (Cursor(self.bytes.get(start..)?), values);
        for row in rows {
            for node in tree::nodes(tree::leaves(self.totals.first_run, self.totals.end)) {
                tree::push(&mut row.nodes, first_leaf, node, cursor.float()?, |a, b| a + b);
            }
            row.sketch.add_packed(&mut cursor, &mut place, || self.values())?;
        }
        Some(())
    }

    /// Why its rows could not be counted.
    fn failure(&self) -> Error {
        match self.fetched.get() {
            Some(Err(error)) => error.clone(),
            _ => Error::File(format!(
                "the part of the runs {} to {} is damaged; make it again",
                self.totals.first_run,
                self.totals.end - 1
            )),
        }
    }
}

/// Which series follow, and where their blocks begin, in a part of so many bytes.
fn contents(cursor: &mut Cursor<'_>, length: usize, months: usize) -> Option<(Vec<Series>, Vec<Block>)> {
    let mut series = Vec::new();
    for _ in 0..cursor.count()? {
        series.push(Series::all().nth(cursor.count()? as usize)?);
    }
    let rows = series.len().checked_mul(months)?;
    let mut blocks = Vec::with_capacity(rows.div_ceil(ROWS_AT_ONCE));
    let mut place = Block { rows: 0, values: 0 };
    for _ in 0..rows.div_ceil(ROWS_AT_ONCE) {
        blocks.push(place);
        place.rows = place.rows.checked_add(cursor.count()? as usize)?;
        place.values = place.values.checked_add(cursor.count()? as usize)?;
    }
    if place.rows != cursor.0.len() {
        return None;
    }
    let start = length - place.rows;
    blocks.iter_mut().for_each(|block| block.rows += start);
    Some((series, blocks))
}

/// The state of parts that follow each other, behind those of `before`, if there is any; `None` of none at all. It is that of all their
/// runs simulated as one, to the bit, for any number of workers.
///
/// # Errors
/// A part of another ensemble, or another place, or not finished; a part whose bytes are damaged, or whose values cannot be fetched.
pub fn join(before: Option<State>, parts: &[Part<'_>], workers: &Workers) -> Result<Option<State>> {
    let (mut whole, rest) = match (before, parts.split_first()) {
        (Some(before), _) => (before, parts),
        (None, None) => return Ok(None),
        (None, Some((first, rest))) => {
            let nothing = Row {
                nodes: Vec::new(),
                sketch: Sketch::default(),
            };
            let rows = first.series.len() * first.totals.months;
            let whole = State {
                series: first.series.clone(),
                rows: vec![nothing; rows],
                ..first.totals.clone()
            };
            (whole, rest)
        }
    };
    for part in rest {
        whole.check_next(&part.totals, &part.series)?;
        whole.join_totals(&part.totals, workers);
    }
    let first_leaf = whole.first_run / LEAF_RUNS;
    // Of the first part that fails in any block.
    let failed = Mutex::new(parts.len());
    workers.each_piece(&mut whole.rows, ROWS_AT_ONCE, |block, rows| {
        let mut counted = |part: &Part<'_>| part.count(block, rows, first_leaf).is_some();
        let good = parts.iter().take_while(|part| counted(part)).count();
        let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
        *failed = good.min(*failed);
    });
    match parts.get(failed.into_inner().unwrap_or_else(PoisonError::into_inner)) {
        Some(part) => Err(part.failure()),
        None => Ok(Some(whole)),
    }
}
