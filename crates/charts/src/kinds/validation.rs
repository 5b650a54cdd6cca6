//! Simulated bands against recorded facts, one row a fact.

use results::message;
use results::message::Text;

use super::unit_of;
use crate::axis::Axis;
use crate::data::{Data, WordColumn};
use crate::figure::Chart;
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// Opacity of the predicted band, and that laid over it by the simulated one.
const PREDICTED: f64 = 0.14;
const SIMULATED: f64 = 0.30;

/// One recorded fact and what the model says about it, in the unit of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidationRow {
    pub label: Text,
    /// Whose fact it is; gives the colour of the simulated band.
    pub hue: Hue,
    pub value: f64,
    /// Recorded error bar; equal to `value` where none is known.
    pub low: f64,
    pub high: f64,
    pub sim_p05: f64,
    pub sim_p50: f64,
    pub sim_p95: f64,
    /// What the source should have said if the model is right: the simulated spread together with the source's error.
    pub predicted_p05: f64,
    pub predicted_p95: f64,
    /// Whether the recorded value counts as inside of the predicted band.
    pub inside: bool,
}

/// Facts of one group that share a unit.
#[derive(Debug, Clone, PartialEq)]
pub struct ValidationChart {
    pub rows: Vec<ValidationRow>,
    pub axis: Axis,
}

impl From<ValidationChart> for Chart {
    fn from(of: ValidationChart) -> Self {
        let [mut fact, mut inside]: [WordColumn; 2] = Default::default();
        let verdicts = [message!("table-yes"), message!("table-no")].map(|word| inside.add(&word.into(), None));
        for row in &of.rows {
            fact.push_new(&row.label, Some(row.hue));
            inside.push_level(verdicts[usize::from(!row.inside)]);
        }
        let unit = unit_of(&of.axis);
        let mut data = Data::default().with_words("fact", message!("table-fact"), fact);
        let mut add = |key: &'static str, head: Text, value: fn(&ValidationRow) -> f64| {
            let column = of.rows.iter().map(value).collect();
            data = std::mem::take(&mut data).with_numbers(key, head, unit.clone(), column);
        };
        add("recorded", message!("table-recorded").into(), |row| row.value);
        add("recorded_low", message!("table-recorded_low").into(), |row| row.low);
        add("recorded_high", message!("table-recorded_high").into(), |row| row.high);
        add("simulated_low", message!("table-simulated_low").into(), |row| {
            row.sim_p05
        });
        add("simulated_median", message!("table-simulated_median").into(), |row| {
            row.sim_p50
        });
        add("simulated_high", message!("table-simulated_high").into(), |row| {
            row.sim_p95
        });
        add("predicted_low", message!("table-predicted_low").into(), |row| {
            row.predicted_p05
        });
        add("predicted_high", message!("table-predicted_high").into(), |row| {
            row.predicted_p95
        });
        let data = data.with_words("inside", message!("table-inside_band"), inside);
        let band = |low: &'static str, high: &'static str, opacity: f64, named: Text| Mark::Band {
            low: low.into(),
            high: high.into(),
            opacity,
            named,
        };
        let (predicted, simulated) = (message!("chart-predicted"), message!("chart-simulated"));
        let marks = vec![
            band("predicted_low", "predicted_high", PREDICTED, predicted.into()),
            band("simulated_low", "simulated_high", SIMULATED, simulated.into()),
            Mark::Tick {
                at: "simulated_median".into(),
            },
            Mark::Interval {
                at: "recorded".into(),
                low: "recorded_low".into(),
                high: "recorded_high".into(),
                judged: Some("inside".into()),
            },
        ];
        let space = Space::Rows {
            label: "fact".into(),
            note: None,
            axis: of.axis,
        };
        Self::new(data, space, marks)
    }
}
