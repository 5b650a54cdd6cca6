//! How many of some things lie in each of equal parts, with the band in which chance would leave those counts.

use results::message;
use results::message::Text;

use super::{Checked, rule, unit_of};
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

/// Opacity of the band, which lies over the columns.
const BAND: f64 = 0.15;

/// Upright columns of counts, from 0 to 1 in equal parts.
#[derive(Debug, Clone, PartialEq)]
pub struct CountChart {
    /// What is counted.
    pub label: Text,
    pub hue: Hue,
    pub counts: Vec<f64>,
    /// What each part would hold on the mean.
    pub expected: f64,
    /// Fewest and most that each part would hold by chance.
    pub band: [f64; 2],
    /// What that band is, such as `by chance, 95 %`.
    pub band_named: Text,
    pub x_axis: Axis,
    pub y_axis: Axis,
}

impl CountChart {
    fn check(&self) -> Checked {
        let [low, high] = self.band;
        match self.counts.iter().find(|count| count.is_nan() || **count < 0.0) {
            Some(count) => Err(format!("a count is negative or none: {count}")),
            None if low <= self.expected && self.expected <= high => Ok(()),
            None => Err(format!(
                "the band must ascend around what is expected, not {low} to {high} around {}",
                self.expected
            )),
        }
    }
}

impl From<CountChart> for Chart {
    fn from(of: CountChart) -> Self {
        let found = of.check();
        let parts = of.counts.len();
        let edge = |part: usize| part as f64 / parts as f64;
        let mut series = WordColumn::default();
        let level = series.add(&of.label, Some(of.hue));
        (0..parts).for_each(|_| series.push_level(level));
        let [low, high] = of.band;
        let (across, upright) = (unit_of(&of.x_axis), unit_of(&of.y_axis));
        let data = Data::default()
            .with_words("series", message!("table-series"), series)
            .with_numbers(
                "from",
                message!("table-from"),
                across.clone(),
                (0..parts).map(edge).collect(),
            )
            .with_numbers("to", message!("table-to"), across, (1..=parts).map(edge).collect())
            .with_numbers("count", message!("table-count"), upright.clone(), of.counts)
            .with_numbers(
                "expected",
                message!("table-expected"),
                upright.clone(),
                vec![of.expected; parts],
            )
            .with_numbers("low", message!("table-low"), upright.clone(), vec![low; parts])
            .with_numbers("high", message!("table-high"), upright, vec![high; parts]);
        let space = Space::Plane {
            x: "from".into(),
            x_axis: of.x_axis.within(0.0, 1.0),
            y_axis: of.y_axis,
        };
        let marks = vec![
            Mark::Column {
                from: "from".into(),
                to: "to".into(),
                height: "count".into(),
                never: Text::default(),
            },
            Mark::Band {
                low: "low".into(),
                high: "high".into(),
                opacity: BAND,
                named: of.band_named,
            },
            rule(Across::Y, of.expected, RuleLabel::None),
        ];
        Self::new(data, space, marks).by_series("series").checked(found)
    }
}
