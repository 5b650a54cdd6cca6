//! Shares of variance that inputs explain, alone and with all others: two bars a row with their intervals.

use results::message;
use results::message::Text;

use super::Interval;
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// An index that was badly estimated may lie outside of 0 to 1; the axis follows it this far.
const FARTHEST: f64 = 0.5;

/// What a row stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IndexKind {
    /// An input or a group of inputs.
    Input,
    /// Chance, or anything else that is no input: drawn in grey.
    Chance,
}

/// One input.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexRow {
    pub label: Text,
    pub kind: IndexKind,
    /// First-order index; `None` where there is no estimate.
    pub first: Option<Interval>,
    /// Total-order index.
    pub total: Option<Interval>,
    /// A short remark at the right end; may be empty.
    pub note: Text,
}

/// Rows from top to bottom as they are given.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexChart {
    pub rows: Vec<IndexRow>,
    /// What the indices are shares of, such as `share of the variance of China's lag in 2030`.
    pub unit: Text,
}

impl From<IndexChart> for Chart {
    fn from(of: IndexChart) -> Self {
        let [mut label, mut kind, mut note]: [WordColumn; 3] = Default::default();
        let mut numbers: [Vec<f64>; 6] = Default::default();
        for row in &of.rows {
            let (hue, what) = match row.kind {
                IndexKind::Input => (None, message!("table-input")),
                IndexKind::Chance => (Some(Hue::Neutral), message!("chart-no_input")),
            };
            label.push_new(&row.label, hue);
            kind.push(&what.into(), None);
            note.push(&row.note, None);
            let [first, total] = [&row.first, &row.total].map(|index| Interval::cells(index.as_ref()));
            for (column, number) in numbers.iter_mut().zip(first.into_iter().chain(total)) {
                column.push(number);
            }
        }
        let ends = numbers.iter().flatten().filter(|value| !value.is_nan());
        let (from, to) = ends.fold((0.0f64, 1.0f64), |(from, to), value| {
            let value = value.clamp(-FARTHEST, 1.0 + FARTHEST);
            (from.min(value), to.max(value))
        });
        let heads = [
            message!("table-first_order"),
            message!("table-first_order_low"),
            message!("table-first_order_high"),
            message!("table-total_order"),
            message!("table-total_order_low"),
            message!("table-total_order_high"),
        ];
        let keys = ["first", "first_low", "first_high", "total", "total_low", "total_high"];
        let mut data = Data::default()
            .with_words("label", message!("table-label"), label)
            .with_words("kind", message!("table-kind"), kind);
        for ((key, head), column) in keys.into_iter().zip(heads).zip(numbers) {
            data = data.with_numbers(key, head, of.unit.clone(), column);
        }
        data = data.with_words("note", message!("table-note"), note);
        let marks = vec![
            Mark::Bar {
                at: "first".into(),
                low: "first_low".into(),
                high: "first_high".into(),
                tone: 0.6,
                named: message!("chart-first_order").into(),
                short: message!("chart-alone").into(),
            },
            Mark::Bar {
                at: "total".into(),
                low: "total_low".into(),
                high: "total_high".into(),
                tone: 0.22,
                named: message!("chart-total_order").into(),
                short: message!("chart-interactions").into(),
            },
        ];
        let space = Space::Rows {
            label: "label".into(),
            note: Some("note".into()),
            axis: Axis::linear(of.unit).within(from, to),
        };
        Self::new(data, space, marks)
    }
}
