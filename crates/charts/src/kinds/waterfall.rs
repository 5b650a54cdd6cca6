//! How parts add up to a whole: bars that begin where the one above ends.

use results::message;
use results::message::Text;

use super::{rule, unit_of};
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

/// One part.
#[derive(Debug, Clone, PartialEq)]
pub struct WaterfallRow {
    pub label: Text,
    pub hue: Hue,
    /// What it adds.
    pub part: f64,
    /// A short remark at the right end, such as `+1.2 months`.
    pub note: Text,
}

/// Parts from top to bottom, then the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct WaterfallChart {
    pub parts: Vec<WaterfallRow>,
    /// What all parts come to; drawn from zero.
    pub whole: WaterfallRow,
    /// The axis of the sums.
    pub axis: Axis,
}

impl From<WaterfallChart> for Chart {
    fn from(of: WaterfallChart) -> Self {
        let [mut label, mut note]: [WordColumn; 2] = Default::default();
        let [mut part, mut from, mut to]: [Vec<f64>; 3] = Default::default();
        let mut sum = 0.0;
        let mut push = |row: &WaterfallRow, begin: f64| {
            label.push_new(&row.label, Some(row.hue));
            note.push(&row.note, None);
            part.push(row.part);
            from.push(begin.min(begin + row.part));
            to.push(begin.max(begin + row.part));
        };
        for row in &of.parts {
            push(row, sum);
            sum += row.part;
        }
        push(&of.whole, 0.0);
        let unit = unit_of(&of.axis);
        let data = Data::default()
            .with_words("label", message!("table-label"), label)
            .with_numbers("part", message!("table-part"), unit.clone(), part)
            .with_numbers("from", message!("table-low"), unit.clone(), from)
            .with_numbers("to", message!("table-high"), unit, to)
            .with_words("note", message!("table-note"), note);
        let space = Space::Rows {
            label: "label".into(),
            note: Some("note".into()),
            axis: of.axis,
        };
        let marks = vec![
            Mark::Step {
                part: "part".into(),
                low: "from".into(),
                high: "to".into(),
            },
            rule(Across::X, 0.0, RuleLabel::None),
        ];
        Self::new(data, space, marks)
    }
}
