//! Medians with their 50 % and 90 % bands over time, and what was recorded; one plot or many on one page.

use results::message;
use results::message::Text;

use super::{Checked, at, check_series, rule, unit_of};
use crate::axis::Axis;
use crate::data::{Data, Values, WordColumn};
use crate::figure::{Chart, Panel};
use crate::mark::{Across, Mark, RuleLabel, Space};
use crate::theme::Hue;

/// Opacity of the 90 % band.
const WIDE_BAND: f64 = 0.15;
/// Opacity laid over it so that the 50 % band has 30 % in all.
const NARROW_BAND: f64 = 0.176;

/// Quantiles of one thing over time. Values that are not finite leave a gap; a band of such values is not drawn.
#[derive(Debug, Clone, PartialEq)]
pub struct Fan {
    /// Written at the right end.
    pub label: Text,
    pub hue: Hue,
    /// Decimal years, ascending; every quantile has one value for each.
    pub years: Vec<f64>,
    pub p05: Vec<f64>,
    pub p25: Vec<f64>,
    pub p50: Vec<f64>,
    pub p75: Vec<f64>,
    pub p95: Vec<f64>,
}

/// A recorded value; `low` and `high` are its error bar, equal to `value` where none is known. It belongs to the series of its hue.
#[derive(Debug, Clone, PartialEq)]
pub struct RecordedPoint {
    /// Where it stands.
    pub year: f64,
    /// What it was recorded of, as the facts file has it: `2025-03`, `2024`, `2023-07..2025-06`.
    pub date: String,
    pub value: f64,
    pub low: f64,
    pub high: f64,
    pub hue: Hue,
}

/// One or more fans on common axes. The bands of more than four are hard to tell apart: leave out `p05` and `p95` there
/// (fill them with NaN).
#[derive(Debug, Clone, PartialEq)]
pub struct FanChart {
    pub fans: Vec<Fan>,
    pub points: Vec<RecordedPoint>,
    pub axis: Axis,
    /// Decimal year in which history ends and policy begins.
    pub history_end_year: Option<f64>,
}

/// One panel: its own title, unit and values, the calendar of the page.
#[derive(Debug, Clone, PartialEq)]
pub struct FanPanel {
    pub title: Text,
    pub fans: Vec<Fan>,
    pub points: Vec<RecordedPoint>,
    pub axis: Axis,
}

/// Panels in reading order. Series of the same label and hue are named once, above the panels.
#[derive(Debug, Clone, PartialEq)]
pub struct SmallMultiples {
    pub panels: Vec<FanPanel>,
    /// Panels beside each other.
    pub columns: usize,
    /// Decimal year in which history ends and policy begins.
    pub history_end_year: Option<f64>,
}

/// The table of fans and records, as it grows.
#[derive(Default)]
struct Table {
    panel: WordColumn,
    unit: WordColumn,
    series: WordColumn,
    years: Vec<f64>,
    dates: Vec<Option<String>>,
    /// Five quantiles, then a recorded value with its error.
    numbers: [Vec<f64>; 8],
}

impl Table {
    fn row(&mut self, year: f64, date: Option<String>, numbers: [f64; 8]) {
        self.years.push(year);
        self.dates.push(date);
        for (column, number) in self.numbers.iter_mut().zip(numbers) {
            column.push(number);
        }
    }

    fn add(&mut self, panel: usize, axis: &Axis, fans: &[Fan], points: &[RecordedPoint]) {
        const NONE: f64 = f64::NAN;
        for fan in fans {
            for (k, year) in fan.years.iter().enumerate() {
                self.panel.push_level(panel);
                self.unit.push(&unit_of(axis), None);
                self.series.push(&fan.label, Some(fan.hue));
                let [a, b, c, d, e] = [&fan.p05, &fan.p25, &fan.p50, &fan.p75, &fan.p95].map(|column| at(column, k));
                self.row(*year, None, [a, b, c, d, e, NONE, NONE, NONE]);
            }
        }
        for point in points {
            self.panel.push_level(panel);
            self.unit.push(&unit_of(axis), None);
            match fans.iter().find(|fan| fan.hue == point.hue) {
                Some(fan) => self.series.push(&fan.label, Some(fan.hue)),
                None => self.series.push(&Text::default(), Some(point.hue)),
            }
            let RecordedPoint { value, low, high, .. } = *point;
            self.row(
                point.year,
                Some(point.date.clone()),
                [NONE, NONE, NONE, NONE, NONE, value, low, high],
            );
        }
    }

    /// `unit` is that of all numbers, empty where panels have their own.
    fn chart(
        self,
        unit: &Text,
        axis: Axis,
        history_end_year: Option<f64>,
        panels: Option<(Vec<Panel>, usize)>,
    ) -> Chart {
        let recorded = self.numbers[5].iter().any(|value| !value.is_nan());
        let mut data = Data::default();
        if panels.is_some() {
            data = data.with_words("panel", message!("table-panel"), self.panel);
            data = data.with_words("unit", message!("table-unit"), self.unit);
        }
        data = data.with_words("series", message!("table-series"), self.series);
        data = data.with("year", message!("table-year"), "", Values::Time(self.years));
        let heads = [
            message!("table-percentile", share = "5"),
            message!("table-percentile", share = "25"),
            message!("table-median"),
            message!("table-percentile", share = "75"),
            message!("table-percentile", share = "95"),
            message!("table-recorded"),
            message!("table-recorded_low"),
            message!("table-recorded_high"),
        ];
        let keys = [
            "p05",
            "p25",
            "p50",
            "p75",
            "p95",
            "recorded",
            "recorded_low",
            "recorded_high",
        ];
        let shown = if recorded { 8 } else { 5 };
        for ((key, head), numbers) in keys.into_iter().zip(heads).zip(self.numbers).take(shown) {
            data = data.with_numbers(key, head, unit.clone(), numbers);
        }
        if recorded {
            data = data.with("date", "", "", Values::Dates(self.dates));
        }
        let band = |low: &'static str, high: &'static str, opacity: f64, named: &str| Mark::Band {
            low: low.into(),
            high: high.into(),
            opacity,
            named: named.into(),
        };
        let mut marks: Vec<Mark> = history_end_year.map(history_end).into_iter().collect();
        marks.extend([
            band("p05", "p95", WIDE_BAND, "90 %"),
            band("p25", "p75", NARROW_BAND, "50 %"),
            Mark::Line {
                y: "p50".into(),
                dots: false,
            },
        ]);
        if recorded {
            marks.push(Mark::Record {
                y: "recorded".into(),
                low: "recorded_low".into(),
                high: "recorded_high".into(),
            });
        }
        let space = Space::Plane {
            x: "year".into(),
            x_axis: Axis::year(""),
            y_axis: axis,
        };
        let chart = Chart::new(data, space, marks).by_series("series");
        match panels {
            Some((panels, columns)) => chart.in_panels("panel", panels, columns),
            None => chart,
        }
    }
}

/// The line where history ends and policy begins.
pub fn history_end(at: f64) -> Mark {
    let sides = RuleLabel::Sides {
        before: message!("chart-history").into(),
        after: message!("chart-policy").into(),
        named: message!("chart-history_ends").into(),
    };
    rule(Across::X, at, sides)
}

impl Fan {
    fn check(&self) -> Checked {
        let columns: [(&str, &[f64]); 5] = [
            ("p05", &self.p05),
            ("p25", &self.p25),
            ("p50", &self.p50),
            ("p75", &self.p75),
            ("p95", &self.p95),
        ];
        check_series(&self.label, &self.years, &columns)
    }
}

impl From<FanChart> for Chart {
    fn from(of: FanChart) -> Self {
        let mut table = Table::default();
        let found = of.fans.iter().try_for_each(Fan::check);
        table.add(0, &of.axis, &of.fans, &of.points);
        let unit = unit_of(&of.axis);
        table.chart(&unit, of.axis, of.history_end_year, None).checked(found)
    }
}

impl From<SmallMultiples> for Chart {
    fn from(of: SmallMultiples) -> Self {
        let mut table = Table::default();
        let mut fans = of.panels.iter().flat_map(|panel| &panel.fans);
        let found = fans.try_for_each(Fan::check);
        for panel in &of.panels {
            let place = table.panel.add(&panel.title, None);
            table.add(place, &panel.axis, &panel.fans, &panel.points);
        }
        let panels = of.panels.into_iter().map(|panel| Panel {
            title: panel.title,
            note: Text::default(),
            axis: Some(panel.axis),
        });
        let panels = (panels.collect(), of.columns);
        table
            .chart(&Text::default(), Axis::linear(""), of.history_end_year, Some(panels))
            .checked(found)
    }
}
