//! What a scenario discovery reads, finds and writes.

pub mod pictures;
pub mod source;
pub mod tables;

use crate::catalogue::in_english;
use crate::number::{counted, percent, readable, thousands, year};
use analysis::discover::condition::Rows;
use analysis::discover::limits::Side;
use analysis::discover::search::cover;
use analysis::discover::stability::{Stability, resample};
use analysis::discover::tree::{Growth, Leaf, grow};
use analysis::discover::{Cases, Choice, Condition, Found, Peeling};
use engine::ensemble::Workers;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::inputs::Input;
use error::{Error, Result};
use source::Material;

/// Least cases of interest, and least others: with fewer, limits are what a few worlds happen to have.
pub const LEAST_CASES: usize = 20;
/// Least rows in a box, whatever share that is.
const LEAST_ROWS: f64 = 20.0;
/// Largest default of the least mass of a box.
const LEAST_MASS: f64 = 0.05;
/// Splits from the root of a tree to a leaf.
const DEPTH: usize = 3;

/// What is asked of the rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Search {
    pub condition: Condition,
    /// Inputs among which to search; all that vary if empty.
    pub among: Vec<Input>,
    /// `least_mass` is not a number where it is to follow from the rows.
    pub peeling: Peeling,
    pub choice: Choice,
    /// Most boxes.
    pub boxes: usize,
    pub resamples: usize,
}

/// Everything that was found.
#[derive(Debug)]
pub struct Discovery {
    pub material: Material,
    pub search: Search,
    /// The peeling as it was done, its least mass settled.
    pub peeling: Peeling,
    /// Inputs that were searched, by column of `cases`.
    pub inputs: Vec<Input>,
    pub cases: Cases,
    /// The first metric of the condition in each row of `cases`.
    pub metric: Vec<f64>,
    /// Rows in which it cannot be said whether the condition holds.
    pub unknown: usize,
    /// Rows in which an input was left as it is, so that its value is not known.
    pub unset: usize,
    pub found: Vec<Found>,
    pub stability: Stability,
    pub growth: Growth,
    pub tree: Vec<Leaf>,
}

/// Settles which rows and inputs are searched, and refuses what cannot be answered.
///
/// # Errors
/// A condition that never or always holds, too few rows on either side of it, no input that varies.
pub fn prepare(material: Material, search: Search) -> Result<Discovery> {
    let chosen = chosen(&material, &search.among)?;
    let held: Vec<Option<bool>> = material.metrics.iter().map(|row| search.condition.holds(row)).collect();
    let is_set = |row: usize| chosen.iter().all(|&place| material.columns[place][row].is_finite());
    let known: Vec<usize> = (0..held.len()).filter(|&row| held[row].is_some()).collect();
    let rows: Vec<usize> = known.iter().copied().filter(|&row| is_set(row)).collect();
    let of_interest: Vec<bool> = rows.iter().map(|&row| held[row] == Some(true)).collect();
    let unset = known.len() - rows.len();
    check_counts(
        &material,
        &search.condition,
        &of_interest,
        held.len() - known.len(),
        unset,
    )?;
    let column = |&place: &usize| rows.iter().map(|&row| material.columns[place][row]).collect();
    let all = Cases::new(chosen.iter().map(column).collect(), of_interest);
    let varied: Vec<usize> = (0..all.width())
        .filter(|&place| {
            let (low, high) = all.range(place);
            low < high
        })
        .collect();
    if varied.is_empty() {
        return Err(Error::Usage(
            "none of the inputs differs between these rows, so nothing can tell them apart; search a run with drawn parameters, or a sweep"
                .to_owned(),
        ));
    }
    let cases = all.with_columns(&varied);
    let metric = search.condition.metrics()[0];
    let share = cases.interest() as f64 / cases.rows() as f64;
    let least_mass = match search.peeling.least_mass {
        mass if mass.is_nan() => LEAST_MASS.min(share / 2.0).max(LEAST_ROWS / cases.rows() as f64),
        mass => mass,
    };
    Ok(Discovery {
        peeling: Peeling {
            least_mass,
            ..search.peeling
        },
        inputs: varied.iter().map(|&place| material.inputs[chosen[place]]).collect(),
        growth: Growth {
            depth: DEPTH,
            least_rows: ((least_mass * cases.rows() as f64).ceil() as usize).max(1),
        },
        metric: rows.iter().map(|&row| material.metrics[row][metric]).collect(),
        unknown: held.len() - known.len(),
        unset,
        material,
        search,
        cases,
        found: Vec::new(),
        stability: Stability::default(),
        tree: Vec::new(),
    })
}

impl Discovery {
    /// Simulations that were searched; none where the rows are settings of a sweep.
    pub fn worlds(&self) -> u64 {
        match self.material.rows {
            Rows::Worlds => self.cases.rows() as u64,
            Rows::Means => 0,
        }
    }

    /// The rows in which a box was sought: all, less those in the boxes before.
    pub fn sought(&self, found: &Found) -> Cases {
        self.cases.with_rows(&found.rows)
    }

    /// Quasi-p values of a box's restrictions.
    pub fn quasi_p(&self, found: &Found) -> Vec<(usize, Side, f64)> {
        found.step().limits.quasi_p(&self.sought(found))
    }

    /// Inputs by how often resamples restrict them, then by how they stand; those that none restricts are left out.
    pub fn by_stability(&self) -> Vec<usize> {
        let share = |column: usize| self.stability.restricted_share(column);
        let mut columns: Vec<usize> = (0..self.cases.width()).filter(|&column| share(column) > 0.0).collect();
        columns.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
        columns
    }

    /// Does the search.
    pub fn perform(&mut self, workers: &Workers) {
        let choice = &self.search.choice;
        self.found = cover(&self.cases, &self.peeling, choice, self.search.boxes);
        let (seed, resamples) = (self.material.seed, self.search.resamples);
        self.stability = resample(&self.cases, &self.peeling, choice, seed, resamples, workers);
        self.tree = grow(&self.cases, self.growth);
    }

    /// `world` or `point`.
    pub fn noun(&self) -> &'static str {
        noun(&self.material)
    }

    /// Share of all rows in which the condition holds.
    pub fn overall(&self) -> f64 {
        self.cases.interest() as f64 / self.cases.rows() as f64
    }
}

fn noun(material: &Material) -> &'static str {
    match material.rows {
        Rows::Worlds => "world",
        Rows::Means => "point",
    }
}

/// Columns of the inputs to search.
fn chosen(material: &Material, among: &[Input]) -> Result<Vec<usize>> {
    if among.is_empty() {
        return Ok((0..material.inputs.len()).collect());
    }
    let place = |input: &Input| {
        material.inputs.iter().position(|known| known == input).ok_or_else(|| {
            Error::Usage(format!(
                "{} does not vary in {}",
                input.key(&material.cards),
                in_english(&material.what.join(", "))
            ))
        })
    };
    among.iter().map(place).collect()
}

fn check_counts(
    material: &Material,
    condition: &Condition,
    of_interest: &[bool],
    unknown: usize,
    unset: usize,
) -> Result<()> {
    let noun = noun(material);
    let all = of_interest.len();
    let interest = of_interest.iter().filter(|held| **held).count();
    let mut left_out = String::new();
    if unknown > 0 {
        left_out.push_str(&format!(
            "; {} left out in which a metric of it does not exist",
            counted(unknown as u64, noun)
        ));
    }
    if unset > 0 {
        left_out.push_str(&format!(
            "; {} left out in which an input is left as it is",
            counted(unset as u64, noun)
        ));
    }
    if all == 0 {
        return Err(Error::Usage(format!("no {noun} is left to search{left_out}")));
    }
    if interest == 0 || interest == all {
        let how = if interest == 0 { "never" } else { "always" };
        let seen: Vec<String> = condition
            .metrics()
            .into_iter()
            .map(|metric| range(material, metric))
            .collect();
        return Err(Error::Usage(format!(
            "`{condition}` {how} holds: in {} of {}{left_out}. {}",
            thousands(interest as f64),
            counted(all as u64, noun),
            seen.join("; ")
        )));
    }
    let fewer = interest.min(all - interest);
    if fewer < LEAST_CASES {
        let needed = (all as f64 * LEAST_CASES as f64 / fewer as f64 * 1.25).ceil();
        let which = if interest <= all - interest { "holds" } else { "fails" };
        return Err(Error::Usage(format!(
            "too few {noun}s for a box: `{condition}` {which} in {} of {} ({}) only, and at least {LEAST_CASES} are needed{left_out}; \
             about {} {noun}s would do",
            thousands(fewer as f64),
            counted(all as u64, noun),
            percent(fewer as f64 / all as f64),
            readable(needed),
        )));
    }
    Ok(())
}

/// From where to where a metric goes, in words.
fn range(material: &Material, metric: Metric) -> String {
    let values = material.metrics.iter().map(|row| row[metric]);
    if metric.kind() == Kind::Who && material.rows == Rows::Worlds {
        let count = |state: f64| values.clone().filter(|value| *value == state).count() as f64;
        return format!(
            "{} is us in {}, china in {}, nobody in {}",
            metric.key(),
            thousands(count(1.0)),
            thousands(count(2.0)),
            thousands(count(0.0))
        );
    }
    let finite = values.clone().filter(|value| value.is_finite());
    let (low, high) = finite.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| {
        (low.min(value), high.max(value))
    });
    let never = values.filter(|value| value.is_infinite()).count();
    let mut text = if low <= high {
        let shown = |value: f64| match metric.kind() {
            Kind::Year => year(value),
            _ => readable(value),
        };
        format!(
            "{} goes from {} to {}; write a value between",
            metric.key(),
            shown(low),
            shown(high)
        )
    } else {
        format!("{} has no number", metric.key())
    };
    if never > 0 {
        text.push_str(&format!(" and is never in {}", thousands(never as f64)));
    }
    text
}

#[cfg(test)]
mod tests;
