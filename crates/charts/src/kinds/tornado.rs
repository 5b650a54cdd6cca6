//! What a result is at the two ends of each input, as bars from its central value.

use results::message;
use results::message::Text;

use super::{rule, unit_of};
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Across, Mark, RuleLabel, Space};

/// One end of an input.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoEnd {
    /// The input's value there, with its unit.
    pub input: Text,
    /// The result there; not a number where there is none.
    pub result: f64,
}

/// One input.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoRow {
    pub label: Text,
    pub low: TornadoEnd,
    pub high: TornadoEnd,
}

/// Inputs from top to bottom as they are given.
#[derive(Debug, Clone, PartialEq)]
pub struct TornadoChart {
    pub rows: Vec<TornadoRow>,
    /// The result where all inputs have their central values.
    pub center: f64,
    /// What is written above the line at the centre, such as `baseline: 8.2 months`.
    pub center_label: Text,
    pub axis: Axis,
}

impl From<TornadoChart> for Chart {
    fn from(of: TornadoChart) -> Self {
        let [mut label, mut end, mut input]: [WordColumn; 3] = Default::default();
        let mut results = Vec::new();
        let ends = [message!("table-low"), message!("table-high")].map(|name| end.add(&name.into(), None));
        for row in of.rows {
            let level = label.add(&row.label, None);
            for (place, at) in ends.into_iter().zip([row.low, row.high]) {
                label.push_level(level);
                end.push_level(place);
                input.push(&at.input, None);
                results.push(at.result);
            }
        }
        let data = Data::default()
            .with_words("input", message!("table-input"), label)
            .with_words("end", message!("table-end"), end)
            .with_words("input_value", message!("table-input_value"), input)
            .with_numbers("result", message!("table-result"), unit_of(&of.axis), results);
        let marks = vec![
            Mark::EndBar {
                at: "result".into(),
                end: "end".into(),
                text: "input_value".into(),
                base: of.center,
                named: [message!("chart-low_end").into(), message!("chart-high_end").into()],
            },
            rule(Across::X, of.center, RuleLabel::Value(of.center_label)),
        ];
        let space = Space::Rows {
            label: "input".into(),
            note: None,
            axis: of.axis,
        };
        Self::new(data, space, marks)
    }
}
