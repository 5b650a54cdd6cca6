//! Effects with their intervals: panels of one metric each, one row a policy.

use results::message;
use results::message::Text;

use super::{Interval, unit_of};
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::{Chart, Panel};
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// The effect of one policy on the metric of its panel.
#[derive(Debug, Clone, PartialEq)]
pub struct ForestRow {
    /// Whose effect it is, written at the left.
    pub label: Text,
    pub hue: Hue,
    /// `None` where there is no estimate: the row then has its note only.
    pub effect: Option<Interval>,
    /// A short remark at the right end, such as `+6.1 months; better in 31 %, worse in 9 %`; may be empty.
    pub note: Text,
}

/// One metric with its own unit.
#[derive(Debug, Clone, PartialEq)]
pub struct ForestPanel {
    /// The metric in words.
    pub title: Text,
    /// The axis of effects; it always shows zero unless its range is given.
    pub axis: Axis,
    pub rows: Vec<ForestRow>,
}

/// Panels below each other; the page is as long as their rows need.
#[derive(Debug, Clone, PartialEq)]
pub struct ForestChart {
    pub panels: Vec<ForestPanel>,
}

impl From<ForestChart> for Chart {
    fn from(of: ForestChart) -> Self {
        let [mut panel_of, mut unit, mut label, mut note]: [WordColumn; 4] = Default::default();
        let mut numbers: [Vec<f64>; 3] = Default::default();
        let mut panels = Vec::new();
        for panel in of.panels {
            let place = panel_of.add(&panel.title, None);
            let mut seen: Vec<(Text, Hue)> = Vec::new();
            for row in panel.rows {
                panel_of.push_level(place);
                unit.push(&unit_of(&panel.axis), None);
                let name = (row.label, row.hue);
                // Two rows of one name in a panel stay two rows.
                match seen.contains(&name) {
                    true => label.push_new(&name.0, Some(name.1)),
                    false => label.push(&name.0, Some(name.1)),
                }
                seen.push(name);
                note.push(&row.note, None);
                for (column, number) in numbers.iter_mut().zip(Interval::cells(row.effect.as_ref())) {
                    column.push(number);
                }
            }
            panels.push(Panel {
                title: panel.title,
                note: Text::default(),
                axis: Some(panel.axis),
            });
        }
        let [estimate, low, high] = numbers;
        let data = Data::default()
            .with_words("panel", message!("table-panel"), panel_of)
            .with_words("unit", message!("table-unit"), unit)
            .with_words("label", message!("table-label"), label)
            .with_numbers("estimate", message!("table-estimate"), "", estimate)
            .with_numbers("low", message!("table-low"), "", low)
            .with_numbers("high", message!("table-high"), "", high)
            .with_words("note", message!("table-note"), note);
        let space = Space::Rows {
            label: "label".into(),
            note: Some("note".into()),
            axis: Axis::linear(""),
        };
        let mark = Mark::Interval {
            at: "estimate".into(),
            low: "low".into(),
            high: "high".into(),
            judged: None,
        };
        Self::new(data, space, vec![mark]).in_panels("panel", panels, 1)
    }
}
