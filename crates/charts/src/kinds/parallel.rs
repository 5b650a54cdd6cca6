//! Many points of many numbers each, as lines across parallel axes.

use results::message;
use results::message::Text;

use super::unit_of;
use crate::axis::Axis;
use crate::data::{Data, Key, Values, WordColumn};
use crate::figure::Chart;
use crate::mark::{Coloring, Mark, Shading, Space};
use crate::theme::Hue;

/// One of the parallel axes.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelAxis {
    pub name: Text,
    /// Its unit and its ends, which come from the data where no range is given.
    pub axis: Axis,
}

/// The lines of one policy.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelGroup {
    pub label: Text,
    pub hue: Hue,
    /// One value an axis: not a number where there is none, infinite for `never`.
    pub lines: Vec<Vec<f64>>,
}

/// What gives lines their colour.
#[derive(Debug, Clone, PartialEq)]
pub enum ParallelLines {
    ByPolicy(Vec<ParallelGroup>),
    /// By a number of each line, which comes before its values.
    ByNumber {
        color: Axis,
        shading: Shading,
        lines: Vec<(f64, Vec<f64>)>,
    },
}

/// Lines across 2 to 24 axes from left to right.
#[derive(Debug, Clone, PartialEq)]
pub struct ParallelChart {
    pub axes: Vec<ParallelAxis>,
    pub lines: ParallelLines,
    /// What is written above the axes on which an infinite value lies, such as `never by 2040`.
    pub never_label: Text,
}

impl From<ParallelChart> for Chart {
    fn from(of: ParallelChart) -> Self {
        let count = of.axes.len();
        let mut series = WordColumn::default();
        let (mut numbers, mut values): (Vec<f64>, Vec<Vec<f64>>) = (Vec::new(), Vec::new());
        let (data, color) = match of.lines {
            ParallelLines::ByPolicy(groups) => {
                for group in groups {
                    let level = series.add(&group.label, Some(group.hue));
                    for line in group.lines {
                        series.push_level(level);
                        values.push(line);
                    }
                }
                (
                    Data::default().with_words("series", message!("table-series"), series),
                    None,
                )
            }
            ParallelLines::ByNumber { color, shading, lines } => {
                for (number, line) in lines {
                    numbers.push(number);
                    values.push(line);
                }
                let unit = unit_of(&color);
                let data = Data::default().with("color", message!("table-color"), unit, Values::Happens(numbers));
                let color = Coloring {
                    value: "color".into(),
                    axis: color,
                    shading,
                    never: of.never_label.clone(),
                };
                (data, Some(color))
            }
        };
        let wrong = values.iter().enumerate().find(|(_, line)| line.len() != count);
        let found = match wrong {
            Some((index, line)) => Err(format!("line {} has {} values for {count} axes", index + 1, line.len())),
            None => Ok(()),
        };
        let key = |place: usize| Key::from(format!("axis_{}", place + 1));
        let mut table = data;
        for (place, axis) in of.axes.iter().enumerate() {
            let column = values.iter().map(|line| super::at(line, place)).collect();
            table = table.with(
                key(place),
                axis.name.clone(),
                unit_of(&axis.axis),
                Values::Happens(column),
            );
        }
        let axes = of.axes.into_iter().enumerate();
        let space = Space::Parallel {
            axes: axes.map(|(place, axis)| (key(place), axis.axis)).collect(),
            never: of.never_label,
        };
        let by_series = color.is_none();
        let chart = Self::new(table, space, vec![Mark::Strand { color }]).checked(found);
        if by_series { chart.by_series("series") } else { chart }
    }
}
