//! The search as a whole: a first pass over all columns finds which of them matter, a second pass over those alone finds the box,
//! and further boxes are sought among what the first ones leave.

use super::Cases;
use super::limits::{Content, Limits, Side};
use super::prim::{Peeling, Stage, Step, find_box};

/// Which box of a trajectory is taken, and how boxes are made plain.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// The densest box is taken that still covers this share of all cases of interest (those left for the second and later boxes).
    pub least_coverage: f64,
    /// A side is opened again if its quasi-p value is above this.
    pub most_quasi_p: f64,
    /// Most restricted columns.
    pub most_columns: usize,
}

impl Default for Choice {
    fn default() -> Self {
        Self {
            least_coverage: 0.5,
            most_quasi_p: 0.05,
            most_columns: 4,
        }
    }
}

/// A box and the way to it.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// Trajectory of the first pass, over all columns.
    pub wide: Vec<Step>,
    /// Trajectory of the second pass, over the kept columns alone, then the drops that make its chosen box plain.
    pub narrow: Vec<Step>,
    /// The box: the last of the trajectory if something was dropped, else that of `narrow` which was chosen.
    pub chosen: usize,
    /// Rows of the table in which this box was sought: all, less those in earlier boxes.
    pub rows: Vec<usize>,
    /// How many they are, and how many of interest.
    pub sought_in: Content,
}

impl Found {
    /// The chosen box.
    pub fn step(&self) -> &Step {
        &self.narrow[self.chosen]
    }
}

/// Finds one box, in columns of the whole table.
pub fn search(cases: &Cases, peeling: &Peeling, choice: &Choice, total: usize) -> Found {
    let sought_in = Limits::none(cases.width()).content(cases);
    let wide = find_box(cases, peeling, total);
    let plain = plain(cases, wide[choose(&wide, choice)].clone(), choice);
    let columns = plain.last().map_or_else(Vec::new, |last| last.limits.restricted());
    let kept = cases.with_columns(&columns);
    let mut narrow: Vec<Step> = find_box(&kept, peeling, total)
        .into_iter()
        .map(|step| Step {
            limits: step.limits.moved_to(&columns, cases.width()),
            ..step
        })
        .collect();
    let mut chosen = choose(&narrow, choice);
    let drops = self::plain(cases, narrow[chosen].clone(), choice);
    if drops.len() > 1 {
        narrow.extend(drops.into_iter().skip(1));
        chosen = narrow.len() - 1;
    }
    Found {
        wide,
        narrow,
        chosen,
        rows: (0..cases.rows()).collect(),
        sought_in,
    }
}

/// Up to `most` boxes, each sought in what the ones before leave (covering). The search ends sooner where the next box would not be
/// denser than what it is sought in, or nothing of interest is left.
pub fn cover(cases: &Cases, peeling: &Peeling, choice: &Choice, most: usize) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    let mut rows: Vec<usize> = (0..cases.rows()).collect();
    while found.len() < most {
        let left = cases.with_rows(&rows);
        let next = search(&left, peeling, choice, cases.rows());
        let limits = &next.step().limits;
        if limits.restricted().is_empty() {
            break;
        }
        let inside = limits.inside(&left);
        let (sought, mut inside) = (rows.clone(), inside.into_iter());
        rows.retain(|_| inside.next() == Some(false));
        found.push(Found { rows: sought, ..next });
    }
    found
}

/// The densest box that covers enough; among equals the one with the fewest restricted columns, then the larger one.
fn choose(trajectory: &[Step], choice: &Choice) -> usize {
    let all = trajectory[0].content.interest as f64;
    let covers = |step: &Step| step.content.interest as f64 >= choice.least_coverage * all;
    let mut best = 0;
    for (place, step) in trajectory.iter().enumerate().filter(|(_, step)| covers(step)) {
        let now = &trajectory[best];
        let (density, best_density) = (step.content.density(), now.content.density());
        let (columns, best_columns) = (step.limits.restricted().len(), now.limits.restricted().len());
        if density > best_density
            || density == best_density
                && (columns < best_columns || columns == best_columns && step.content.rows > now.content.rows)
        {
            best = place;
        }
    }
    best
}

/// The box, then the boxes that follow when restrictions are dropped: first sides that are not significant, the least so first, then
/// whole columns, each time the one whose loss leaves the box densest, until few enough are left.
fn plain(cases: &Cases, start: Step, choice: &Choice) -> Vec<Step> {
    let mut steps = vec![start];
    let dropped = |limits: Limits| Step {
        stage: Stage::Drop,
        content: limits.content(cases),
        limits,
    };
    while let Some(last) = steps.last() {
        let worst = last
            .limits
            .quasi_p(cases)
            .into_iter()
            .filter(|(_, _, p)| *p > choice.most_quasi_p)
            .reduce(|worst, next| if next.2 > worst.2 { next } else { worst });
        let Some((place, side, _)) = worst else {
            break;
        };
        let open = match side {
            Side::Lower => f64::NEG_INFINITY,
            Side::Upper => f64::INFINITY,
        };
        let next = dropped(last.limits.with(place, side, open));
        steps.push(next);
    }
    while let Some(last) = steps.last() {
        let columns = last.limits.restricted();
        if columns.len() <= choice.most_columns {
            break;
        }
        let without = columns.into_iter().map(|place| dropped(last.limits.without(place)));
        let densest = without.reduce(|best, next| {
            if next.content.density() > best.content.density() {
                next
            } else {
                best
            }
        });
        match densest {
            Some(next) => steps.push(next),
            None => break,
        }
    }
    steps
}
