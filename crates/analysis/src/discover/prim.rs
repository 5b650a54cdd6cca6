//! One box by patient rule induction (Friedman & Fisher 1999): peel thin slices off the whole table as long as the cases of interest
//! grow denser, then paste slices back where that makes them denser still.

use super::Cases;
use super::limits::{Content, Limits, Side};

/// What a slice is judged by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Objective {
    /// Gain of density a row that is lost (or added): the lenient objective of scenario discovery, which does not favour columns
    /// of few distinct numbers, whose slices are thick (`LENIENT1` of the EMA Workbench).
    GainPerRow,
    /// Density after the slice is gone: that of Friedman and Fisher (`ORIGINAL` of the EMA Workbench).
    Density,
}

/// How boxes are peeled and pasted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Peeling {
    /// Share of the box in a slice that is peeled; below one half.
    pub peel_share: f64,
    /// Share of what lies beyond a side in a slice that is pasted; below one half.
    pub paste_share: f64,
    /// Least share of all rows in a box.
    pub least_mass: f64,
    pub objective: Objective,
}

impl Default for Peeling {
    fn default() -> Self {
        Self {
            peel_share: 0.05,
            paste_share: 0.05,
            least_mass: 0.05,
            objective: Objective::GainPerRow,
        }
    }
}

/// How a box of the trajectory came to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The whole table.
    Start,
    Peel,
    Paste,
    /// A restriction was dropped that was not significant or one too many.
    Drop,
}

impl Stage {
    /// As in tables.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Peel => "peel",
            Self::Paste => "paste",
            Self::Drop => "drop",
        }
    }
}

/// One box of a trajectory.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    pub stage: Stage,
    pub limits: Limits,
    pub content: Content,
}

/// The trajectory of boxes from the whole table to the last one. `total` is the number of rows that masses are shares of: those of
/// the table, and with them those that earlier boxes took.
pub fn find_box(cases: &Cases, peeling: &Peeling, total: usize) -> Vec<Step> {
    let mut trajectory = vec![Step {
        stage: Stage::Start,
        limits: Limits::none(cases.width()),
        content: Content {
            rows: cases.rows(),
            interest: cases.interest(),
        },
    }];
    if cases.rows() == 0 {
        return trajectory;
    }
    let mut peeler = Peeler::new(cases);
    while let Some(next) = trajectory.last().and_then(|last| peeler.peel(last, peeling, total)) {
        peeler.keep(&next.limits);
        trajectory.push(next);
    }
    while let Some(next) = trajectory.last().and_then(|last| paste(cases, last, peeling, total)) {
        trajectory.push(next);
    }
    trajectory
}

/// How good it is to go from one box to another, both not empty; zero for no difference in density.
fn score(objective: Objective, before: Content, after: Content) -> f64 {
    let (old, new) = (before.density(), after.density());
    match objective {
        Objective::Density => new,
        Objective::GainPerRow if old == new => 0.0,
        Objective::GainPerRow => (new - old) / before.rows.abs_diff(after.rows) as f64,
    }
}

/// A box that could be next.
struct Candidate {
    place: usize,
    side: Side,
    limit: f64,
    content: Content,
    score: f64,
    restricted: usize,
}

/// The best score; among equals the fewest restricted columns; among those the first.
fn best(candidates: impl IntoIterator<Item = Candidate>) -> Option<Candidate> {
    candidates.into_iter().reduce(|best, next| {
        let better = next.score > best.score || next.score == best.score && next.restricted < best.restricted;
        if better { next } else { best }
    })
}

/// The rows of the present box in the order of each column. Peeling only ever takes rows away, so the orders are made once.
struct Peeler<'a> {
    cases: &'a Cases,
    /// For each column its rows in ascending order; rows outside of the box are cleared out now and then.
    orders: Vec<Vec<u32>>,
    inside: Vec<bool>,
    rows: usize,
    /// Length of the orders when they were last cleared.
    cleared: usize,
}

impl<'a> Peeler<'a> {
    fn new(cases: &'a Cases) -> Self {
        Self {
            cases,
            orders: (0..cases.width()).map(|place| cases.order(place)).collect(),
            inside: vec![true; cases.rows()],
            rows: cases.rows(),
            cleared: cases.rows(),
        }
    }

    /// The box without its best slice, or `None` if none is to be peeled.
    fn peel(&self, last: &Step, peeling: &Peeling, total: usize) -> Option<Step> {
        let restricted = last.limits.restricted().len();
        let candidates = (0..self.cases.width()).flat_map(|place| {
            let now = restricted + usize::from(!last.limits.restricts(place));
            // Uppers before lowers, as the EMA Workbench tries them: it decides among equals.
            [Side::Upper, Side::Lower].map(|side| {
                let (limit, content) = self.slice(place, side, peeling.peel_share, last.content);
                Candidate {
                    place,
                    side,
                    limit,
                    content,
                    score: score(peeling.objective, last.content, content),
                    restricted: now,
                }
            })
        });
        let best = best(candidates)?;
        let mass = best.content.rows as f64 / total as f64;
        let allowed = mass >= peeling.least_mass && best.content.rows < last.content.rows && best.score > 0.0;
        allowed.then(|| Step {
            stage: Stage::Peel,
            limits: last.limits.with(best.place, best.side, best.limit),
            content: best.content,
        })
    }

    /// The limit that cuts a slice off one side of a column, and what is left.
    fn slice(&self, place: usize, side: Side, share: f64, before: Content) -> (f64, Content) {
        let column = self.cases.column(place);
        let order = &self.orders[place];
        let (below, above) = neighbours(self.rows, share, side);
        match side {
            Side::Lower => {
                let rows = order.iter().map(|&row| row as usize);
                self.cut(column, rows.filter(|&row| self.inside[row]), below, above, before)
            }
            Side::Upper => {
                let rows = order.iter().rev().map(|&row| row as usize);
                let (outer, inner) = (self.rows - 1 - above, self.rows - 1 - below);
                self.cut(column, rows.filter(|&row| self.inside[row]), outer, inner, before)
            }
        }
    }

    /// The limit midway between the numbers at the places `outer` and `inner` of `rows`, which run inwards from one end of the column,
    /// and what lies on its inner side. Where both numbers are equal, the next other number inwards takes the place of the inner one.
    fn cut(
        &self,
        column: &[f64],
        rows: impl Iterator<Item = usize>,
        outer: usize,
        mut inner: usize,
        before: Content,
    ) -> (f64, Content) {
        let mut walked: Vec<(f64, bool)> = Vec::with_capacity(inner + 1);
        for row in rows {
            walked.push((column[row], self.cases.of_interest()[row]));
            if walked.len() <= inner {
                continue;
            }
            if walked[outer].0 != walked[inner].0 || inner + 1 == self.rows {
                break;
            }
            inner += 1;
        }
        let (end, last) = (walked[0].0, walked[inner].0);
        let limit = (walked[outer].0 + last) / 2.0;
        let is_beyond = |value: f64| if last < end { value > limit } else { value < limit };
        let mut left = before;
        for &(_, of_interest) in walked.iter().take_while(|(value, _)| is_beyond(*value)) {
            left.rows -= 1;
            left.interest -= usize::from(of_interest);
        }
        (limit, left)
    }

    /// Makes `limits`, which lie within those before, the present box.
    fn keep(&mut self, limits: &Limits) {
        for place in limits.restricted() {
            let (low, high) = limits.of(place);
            for (inside, &value) in self.inside.iter_mut().zip(self.cases.column(place)) {
                *inside &= low <= value && value <= high;
            }
        }
        self.rows = self.inside.iter().filter(|inside| **inside).count();
        if self.rows * 2 < self.cleared {
            for order in &mut self.orders {
                order.retain(|&row| self.inside[row as usize]);
            }
            self.cleared = self.rows;
        }
    }
}

/// The places, counted from the lowest, between which a share of `rows` sorted numbers lies beyond one side.
fn neighbours(rows: usize, share: f64, side: Side) -> (usize, usize) {
    let share = match side {
        Side::Lower => share,
        Side::Upper => 1.0 - share,
    };
    let at = (rows - 1) as f64 * share;
    (at.floor() as usize, at.ceil() as usize)
}

/// The limit that cuts a share off one side of `sorted` numbers, of which there is at least one: midway between two neighbours that
/// differ, the cut slice being rather thicker than the share where numbers are equal.
fn cut_limit(sorted: &[f64], share: f64, side: Side) -> f64 {
    let (mut below, mut above) = neighbours(sorted.len(), share, side);
    match side {
        Side::Lower => {
            while sorted[below] == sorted[above] && above + 1 < sorted.len() {
                above += 1;
            }
        }
        Side::Upper => {
            while sorted[below] == sorted[above] && below > 0 {
                below -= 1;
            }
        }
    }
    (sorted[below] + sorted[above]) / 2.0
}

/// The box with its best slice pasted on, or `None` if none makes it denser.
fn paste(cases: &Cases, last: &Step, peeling: &Peeling, total: usize) -> Option<Step> {
    let restricted = last.limits.restricted();
    let candidates = restricted.iter().flat_map(|&place| {
        let range = cases.range(place);
        let open = last.limits.without(place).inside(cases);
        let restricted = restricted.len();
        [Side::Lower, Side::Upper].map(|side| {
            let limit = pasted_limit(cases, last, place, side, peeling.paste_share, &open);
            let edge = if side == Side::Lower { range.0 } else { range.1 };
            let limit = if limit == edge { side.open() } else { limit };
            let limits = last.limits.with(place, side, limit);
            let content = limits.content(cases);
            Candidate {
                place,
                side,
                limit,
                content,
                score: score(peeling.objective, last.content, content),
                restricted: restricted - usize::from(!limits.restricts(place)),
            }
        })
    });
    let best = best(candidates)?;
    let mass = best.content.rows as f64 / total as f64;
    let denser = best.content.density() > last.content.density();
    let allowed = mass >= peeling.least_mass && best.content.rows > last.content.rows && best.score > 0.0 && denser;
    allowed.then(|| Step {
        stage: Stage::Paste,
        limits: last.limits.with(best.place, best.side, best.limit),
        content: best.content,
    })
}

/// How far one side of a column can be moved outwards to take in a share of what lies beyond it within all other limits (`open`).
fn pasted_limit(cases: &Cases, last: &Step, place: usize, side: Side, share: f64, open: &[bool]) -> f64 {
    let limit = last.limits.side(place, side);
    let beyond = |value: f64| match side {
        Side::Lower => value <= limit,
        Side::Upper => value >= limit,
    };
    let mut values: Vec<f64> = cases
        .column(place)
        .iter()
        .zip(open)
        .filter(|&(&value, open)| *open && beyond(value))
        .map(|(&value, _)| value)
        .collect();
    values.sort_unstable_by(f64::total_cmp);
    match (values.is_empty(), side) {
        (false, Side::Lower) => cut_limit(&values, share, Side::Upper),
        (false, Side::Upper) => cut_limit(&values, share, Side::Lower),
        (true, _) => {
            let (low, high) = cases.range(place);
            if side == Side::Lower { low } else { high }
        }
    }
}
