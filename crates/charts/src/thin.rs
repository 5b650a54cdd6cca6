//! Figures of very many points: fewer of them, evenly chosen, and a word that says so.

use std::collections::{BTreeMap, BTreeSet};

use results::message;
use results::number::thousands;

use crate::data::{Column, Data, Level, Values};
use crate::figure::{Chart, Figure};
use crate::mark::Mark;

/// Most rows of a series that are drawn as points or lines; more only cover each other.
pub const MOST_POINTS: usize = 2_000;

impl Figure {
    /// The same with fewer rows where a series has more than [`MOST_POINTS`]: evenly chosen ones, the first and the last, and those with
    /// the lowest and highest number of each column, so that axes stay as they are. The subtitle then says how many of how many.
    #[must_use]
    pub fn thinned(mut self) -> Self {
        let count = self.chart.data.rows();
        let Some(kept) = kept_rows(&self.chart) else {
            return self;
        };
        self.chart.data.keep(&kept);
        self.text.subtitle = message!(
            "figure-thinned",
            drawn = self.text.subtitle,
            shown = thousands(kept.len() as f64),
            count = thousands(count as f64),
        )
        .into();
        self
    }
}

/// The rows that are drawn of a chart that has too many; none where all are.
fn kept_rows(chart: &Chart) -> Option<Vec<usize>> {
    let is_of_points = |mark: &Mark| {
        matches!(
            mark,
            Mark::Strand { .. }
                | Mark::NamedPoint { .. }
                | Mark::Line { .. }
                | Mark::Band { .. }
                | Mark::Slope { .. }
                | Mark::Rule { .. }
        )
    };
    if !chart.marks.iter().all(is_of_points) {
        return None;
    }
    let mut kept = BTreeSet::new();
    let mut is_thinned = false;
    for panel in 0..chart.panels.len().max(1) {
        let series = chart.series_of(panel);
        for rows in series.iter().map(|series| &series.rows) {
            if rows.len() <= MOST_POINTS {
                kept.extend(rows);
                continue;
            }
            is_thinned = true;
            kept.extend(evenly(rows.len(), MOST_POINTS.div_ceil(series.len())).map(|place| rows[place]));
        }
    }
    is_thinned.then(|| {
        kept.extend(chart.data.columns.iter().flat_map(extremes));
        kept.into_iter().collect()
    })
}

/// `most` of `count` places, one in each of as many equal stretches, the first and the last among them. Which one is left to chance of a
/// fixed kind: a fixed distance would fall in step with the rows of a grid.
fn evenly(count: usize, most: usize) -> impl Iterator<Item = usize> {
    (0..most).map(move |stretch| {
        let [start, end] = [stretch, stretch + 1].map(|stretch| stretch * count / most);
        match stretch {
            0 => 0,
            _ if stretch + 1 == most => count - 1,
            _ => start + mixed(stretch as u64) as usize % (end - start),
        }
    })
}

/// A number whose bits depend on all bits of another (the end of splitmix64).
fn mixed(number: u64) -> u64 {
    let mixed = (number ^ number >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    (mixed ^ mixed >> 31) >> 1
}

/// The rows with the lowest and the highest finite number of a column.
fn extremes(column: &Column) -> impl Iterator<Item = usize> + use<> {
    let numbers = match &column.values {
        Values::Numbers(numbers) | Values::Happens(numbers) | Values::Time(numbers) => numbers.as_slice(),
        Values::Dates(_) | Values::Words { .. } => &[],
    };
    let finite = || numbers.iter().enumerate().filter(|(_, number)| number.is_finite());
    let low = finite().min_by(|a, b| a.1.total_cmp(b.1));
    let high = finite().max_by(|a, b| a.1.total_cmp(b.1));
    let found = [low, high].map(|end| end.map(|(row, _)| row));
    found.into_iter().flatten()
}

impl Data {
    /// Keeps these rows, which ascend.
    fn keep(&mut self, rows: &[usize]) {
        fn of<T: Clone>(values: &mut Vec<T>, rows: &[usize]) {
            *values = rows.iter().map(|&row| values[row].clone()).collect();
        }
        for column in &mut self.columns {
            match &mut column.values {
                Values::Numbers(values) | Values::Happens(values) | Values::Time(values) => of(values, rows),
                Values::Dates(dates) => of(dates, rows),
                Values::Words { levels, rows: of_rows } => {
                    of(of_rows, rows);
                    if levels.len() > MOST_POINTS {
                        *levels = only_used(levels, of_rows);
                    }
                }
            }
        }
    }
}

/// The levels that rows have, which from then on have the places of these.
fn only_used(levels: &[Level], rows: &mut [Option<u32>]) -> Vec<Level> {
    let used: BTreeSet<u32> = rows.iter().flatten().copied().collect();
    let places: BTreeMap<u32, u32> = used.iter().copied().zip(0..).collect();
    for level in rows.iter_mut().flatten() {
        *level = places[level];
    }
    used.into_iter().map(|level| levels[level as usize].clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Axis;
    use crate::figure::FigureText;
    use crate::kinds::{ParallelAxis, ParallelChart, ParallelLines};
    use crate::mark::Shading;
    use crate::tests::{all, experiments};

    fn grid(points: usize) -> Figure {
        let axis = |name: &str| ParallelAxis {
            name: name.into(),
            axis: Axis::linear("share"),
        };
        // The second input has ten values that return; the outcome has its extremes inside.
        let line = |row: usize| {
            let outcome = if row == 4_321 { -9.0 } else { (row * 37 % 1009) as f64 };
            (outcome, vec![(row / 10) as f64, (row % 10) as f64, outcome])
        };
        let chart = ParallelChart {
            axes: ["a", "b", "c"].map(axis).to_vec(),
            lines: ParallelLines::ByNumber {
                color: Axis::linear("months"),
                shading: Shading::Sequential,
                lines: (0..points).map(line).collect(),
            },
            never_label: "".into(),
        };
        Figure::new("lines", FigureText::default(), chart)
    }

    #[test]
    fn sixty_thousand_lines_become_two_thousand_evenly_spread_ones_with_all_extremes() {
        let (all, few) = (grid(60_000), grid(60_000).thinned());
        let data = &few.chart.data;
        assert!(
            (MOST_POINTS..MOST_POINTS + 10).contains(&data.rows()),
            "{}",
            data.rows()
        );
        for key in ["color", "axis_1", "axis_2"] {
            let ends = |figure: &Figure| {
                let numbers = figure.chart.data.numbers(key).iter();
                (
                    numbers.clone().copied().fold(f64::MAX, f64::min),
                    numbers.copied().fold(f64::MIN, f64::max),
                )
            };
            assert_eq!(ends(&few), ends(&all), "{key}");
        }
        // Each of the ten values that return has about a tenth of the rows: four standard deviations are 54.
        for value in 0..10 {
            let of_value = data
                .numbers("axis_2")
                .iter()
                .filter(|&&level| level == f64::from(value))
                .count();
            assert!(of_value.abs_diff(200) < 54, "{value}: {of_value}");
        }
        let said = format!("{:?}", few.text.subtitle);
        assert!(said.contains("figure-thinned") && said.contains("60,000"), "{said}");
    }

    #[test]
    fn names_of_points_that_are_left_out_go_with_them() {
        let figure = Figure::new("scatter", FigureText::default(), experiments::scatter(5_000)).thinned();
        let (levels, rows) = figure.chart.data.words("label");
        assert!(
            levels.len() == rows.len() && rows.len() < MOST_POINTS + 10,
            "{} of {}",
            levels.len(),
            rows.len()
        );
    }

    #[test]
    fn figures_that_can_be_read_stay_as_they_are() {
        for figure in all().chain([grid(MOST_POINTS)]) {
            // As their file has them, since no number is equal to itself that is none.
            let stored = |figure: Figure| crate::to_json(&[figure]).unwrap();
            let name = figure.name.clone();
            assert!(stored(figure.clone().thinned()) == stored(figure), "{name}");
        }
    }
}
