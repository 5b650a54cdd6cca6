//! What a figure is made of: spaces, marks, colours, rules.

use results::message::Text;
use serde::{Deserialize, Serialize};

use crate::axis::Axis;
use crate::data::Key;
use crate::exact;

/// How marks are placed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Space {
    /// Two axes of numbers; the column `x` has the level places.
    Plane { x: Key, x_axis: Axis, y_axis: Axis },
    /// Rows below each other on a level axis: a row for each level of the column `label`, its remark in the column `note`.
    Rows {
        label: Key,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        note: Option<Key>,
        axis: Axis,
    },
    /// Words along both sides.
    Table { row: Key, column: Key },
    /// Upright axes beside each other, each for a column of numbers; `never` is where infinite values lie.
    Parallel { axes: Vec<(Key, Axis)>, never: Text },
}

/// How numbers become colours.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shading {
    /// Light to dark of one hue, from the lowest to the highest.
    Sequential,
    /// Brown below this value, near white at it, teal above it.
    Diverging {
        #[serde(with = "exact")]
        middle: f64,
    },
}

/// Which lines of equal value are drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contours {
    None,
    /// At the numbers of the colour key.
    AtTicks,
    At(#[serde(with = "exact")] Vec<f64>),
}

/// A column of numbers that gives colours.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Coloring {
    pub value: Key,
    pub axis: Axis,
    pub shading: Shading,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never: Text,
}

/// Something that is drawn for the rows of the table. Where a value that it needs is no number, it leaves a gap.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Plane: a line a series; `dots` at its points where they are few.
    Line { y: Key, dots: bool },
    /// Plane: the area between two lines; rows: a bar from one value to another. `named` is what it holds, such as `90 %`.
    Band {
        low: Key,
        high: Key,
        opacity: f64,
        named: Text,
    },
    /// Plane: series on top of each other, from the bottom up; `y` is the height of each.
    Area { y: Key },
    /// Plane: upright bars between two places; rows with an infinite place are a bar of their own at the side, called `never`.
    Column {
        from: Key,
        to: Key,
        height: Key,
        never: Text,
    },
    /// Plane: a dot for each record, with its error.
    Record { y: Key, low: Key, high: Key },
    /// Plane: a dot a row with its name beside it, from the column `name`.
    NamedPoint { y: Key, name: Key },
    /// Coloured cells: in a plane around the places of `y`, in a table with the words of the column `text`.
    Cell {
        color: Coloring,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        y: Option<Key>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<Key>,
        contours: Contours,
    },
    /// Rows: a dot on the line of its interval. With `judged`, a column of words, it is a record: a diamond in the second level.
    Interval {
        at: Key,
        low: Key,
        high: Key,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        judged: Option<Key>,
    },
    /// Rows: an upright stroke.
    Tick { at: Key },
    /// Rows: a bar from zero with its interval; several such marks share a row. `tone` is 0 (light) to 1 (dark).
    Bar {
        at: Key,
        low: Key,
        high: Key,
        tone: f64,
        named: Text,
        /// The same in a few words.
        short: Text,
    },
    /// Rows: a bar from where the parts above it come to, to where they come to with it, the part in the column `part`.
    Step { part: Key, low: Key, high: Key },
    /// Rows: bars from `base` for the two levels of the column `end`, with the words of the column `text` at their ends; `named` is
    /// what the two are in the key.
    EndBar {
        at: Key,
        end: Key,
        text: Key,
        #[serde(with = "exact")]
        base: f64,
        named: [Text; 2],
    },
    /// Parallel: a line a row, coloured by series or by a number.
    Strand {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        color: Option<Coloring>,
    },
    /// A thin line across the plot, for all panels or for one.
    Rule {
        across: Across,
        #[serde(with = "exact")]
        at: f64,
        label: RuleLabel,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        panel: Option<usize>,
    },
    /// Plane: a line from the origin.
    Slope {
        #[serde(with = "exact")]
        slope: f64,
        label: Text,
    },
}

/// At a value of which axis a rule is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Across {
    X,
    Y,
}

/// What is written at a rule.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleLabel {
    None,
    /// What the value is.
    Value(Text),
    /// What lies before it and after it, and what it is called in a key.
    Sides {
        before: Text,
        after: Text,
        named: Text,
    },
}

impl Mark {
    /// The columns of numbers that it draws.
    pub(crate) fn numbers(&self) -> Vec<&Key> {
        match self {
            Self::Line { y, .. } | Self::Area { y } | Self::NamedPoint { y, .. } => vec![y],
            Self::Band { low, high, .. } => vec![low, high],
            Self::Column { from, to, height, .. } => vec![height, from, to],
            Self::Record { y, low, high } => vec![y, low, high],
            Self::Cell { color, y, .. } => std::iter::once(&color.value).chain(y).collect(),
            Self::Strand { color: Some(color) } => vec![&color.value],
            Self::Interval { at, low, high, .. } | Self::Bar { at, low, high, .. } => vec![at, low, high],
            Self::Step { low, high, .. } => vec![low, high],
            Self::Tick { at } | Self::EndBar { at, .. } => vec![at],
            Self::Strand { color: None } | Self::Rule { .. } | Self::Slope { .. } => Vec::new(),
        }
    }

    /// The columns of words that it draws.
    pub(crate) fn words(&self) -> Vec<&Key> {
        match self {
            Self::NamedPoint { name, .. } => vec![name],
            Self::Cell { text, .. } => text.iter().collect(),
            Self::Interval { judged, .. } => judged.iter().collect(),
            Self::EndBar { end, text, .. } => vec![end, text],
            _ => Vec::new(),
        }
    }

    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        match self {
            Self::Band { named, .. } => change(named),
            Self::Column { never, .. } => change(never),
            Self::Cell { color, .. } | Self::Strand { color: Some(color) } => {
                color.axis.each_text(change);
                change(&mut color.never);
            }
            Self::Bar { named, short, .. } => {
                change(named);
                change(short);
            }
            Self::Rule { label, .. } => match label {
                RuleLabel::None => {}
                RuleLabel::Value(label) => change(label),
                RuleLabel::Sides { before, after, named } => [before, after, named].into_iter().for_each(change),
            },
            Self::Slope { label, .. } => change(label),
            Self::EndBar { named, .. } => named.iter_mut().for_each(change),
            _ => {}
        }
    }
}
