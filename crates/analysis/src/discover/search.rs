//! The search as a whole: a first pass over all columns, then passes over those that matter most, the last of which finds the box; and
//! further boxes are sought among what the first ones leave.

use super::Cases;
use super::limits::{Content, Limits};
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
    /// Trajectory of the last pass, over the few columns that are kept, then the drops that make its chosen box plain.
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
///
/// The first pass peels along all columns; its chosen box restricts many of them a little, since where cases are rare some slice of any
/// column looks good. Of the columns that it restricts the half is kept whose loss would cost the most density, and the next pass
/// peels along those alone, so that it takes from them what the one before took from the others; and so on until few enough
/// columns are left. Limits of the last pass's chosen box that are not significant are opened again.
pub fn search(cases: &Cases, peeling: &Peeling, choice: &Choice, total: usize) -> Found {
    let sought_in = Limits::none(cases.width()).content(cases);
    let wide = find_box(cases, peeling, total);
    let mut columns: Vec<usize> = (0..cases.width()).collect();
    let mut kept = cases.clone();
    let mut narrow = wide.clone();
    let mut chosen = choose(&narrow, choice);
    loop {
        let limits = &narrow[chosen].limits;
        let restricted = limits.restricted().len();
        let most = choice.most_columns.max(restricted / 2);
        let places = few(&kept, limits.clone(), most).restricted();
        columns = places.into_iter().map(|place| columns[place]).collect();
        kept = cases.with_columns(&columns);
        narrow = find_box(&kept, peeling, total);
        chosen = choose(&narrow, choice);
        if restricted <= choice.most_columns || columns.len() <= choice.most_columns {
            break;
        }
    }
    let opened = significant(&kept, &narrow[chosen].limits, choice.most_quasi_p);
    if !opened.is_empty() {
        narrow.extend(opened);
        chosen = narrow.len() - 1;
    }
    for step in &mut narrow {
        step.limits = step.limits.moved_to(&columns, cases.width());
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

/// The limits without some columns: each time the one whose loss leaves the box densest is dropped, until `most` are left.
fn few(cases: &Cases, mut limits: Limits, most: usize) -> Limits {
    loop {
        let columns = limits.restricted();
        if columns.len() <= most {
            return limits;
        }
        let (own, besides) = limits.opened(cases);
        let without = |&place: &usize| {
            let sides = besides.iter().filter(|(column, _, _)| *column == place);
            let wider = sides.fold(own, |sum, (_, _, content)| sum.and(*content));
            (place, wider.density())
        };
        let densest = columns
            .iter()
            .map(without)
            .reduce(|best, next| if next.1 > best.1 { next } else { best });
        match densest {
            Some((place, _)) => limits = limits.without(place),
            None => return limits,
        }
    }
}

/// The boxes that follow when limits are opened that are not significant, each time the least significant one.
fn significant(cases: &Cases, start: &Limits, most_quasi_p: f64) -> Vec<Step> {
    let mut limits = start.clone();
    let mut steps = Vec::new();
    loop {
        let worst = limits
            .quasi_p(cases)
            .into_iter()
            .filter(|(_, _, p)| *p > most_quasi_p)
            .reduce(|worst, next| if next.2 > worst.2 { next } else { worst });
        let Some((place, side, _)) = worst else {
            return steps;
        };
        limits = limits.with(place, side, side.open());
        steps.push(Step {
            stage: Stage::Drop,
            content: limits.content(cases),
            limits: limits.clone(),
        });
    }
}
