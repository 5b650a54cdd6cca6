//! How many of some things lie in each of equal parts, with the lines between which chance would leave them.

use results::message;
use results::message::Text;

use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

use super::{Checked, Rule, rule, unit_of};

/// Upright bars of counts, from 0 to 1 in equal parts.
#[derive(Debug, Clone, PartialEq)]
pub struct CountChart {
    /// What is counted.
    pub label: Text,
    pub hue: Hue,
    pub counts: Vec<f64>,
    /// Lines across: what is expected, and the ends of the band around it.
    pub rules: Vec<Rule>,
    pub x_axis: Axis,
    pub y_axis: Axis,
}

impl CountChart {
    fn check(&self) -> Checked {
        match self.counts.iter().find(|count| **count < 0.0) {
            Some(count) => Err(format!("a count is negative: {count}")),
            None => Ok(()),
        }
    }
}

impl From<CountChart> for Chart {
    fn from(of: CountChart) -> Self {
        let found = of.check();
        let parts = of.counts.len() as f64;
        let mut series = WordColumn::default();
        let level = series.add(&of.label, Some(of.hue));
        let (mut from, mut to) = (Vec::new(), Vec::new());
        for part in 0..of.counts.len() {
            series.push_level(level);
            from.push(part as f64 / parts);
            to.push((part + 1) as f64 / parts);
        }
        let unit = unit_of(&of.x_axis);
        let data = Data::default()
            .with_words("series", message!("table-series"), series)
            .with_numbers("from", message!("table-from"), unit.clone(), from)
            .with_numbers("to", message!("table-to"), unit, to)
            .with_numbers("count", message!("table-count"), unit_of(&of.y_axis), of.counts);
        let space = Space::Plane {
            x: "from".into(),
            x_axis: of.x_axis.within(0.0, 1.0),
            y_axis: of.y_axis,
        };
        let mut marks = vec![Mark::Column {
            from: "from".into(),
            to: "to".into(),
            height: "count".into(),
            never: Text::default(),
        }];
        let lines = of.rules.into_iter();
        marks.extend(lines.map(|line| rule(Across::Y, line.value, RuleLabel::Value(line.label))));
        Self::new(data, space, marks).by_series("series").checked(found)
    }
}
