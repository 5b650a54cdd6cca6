//! The table behind a figure: a row for everything that is drawn, at full precision, with the unit in the header.

mod experiments;

use super::distribution::DistributionChart;
use super::moments::{is_calendar, month_of};
use super::{Axis, Chart, Fan, FanChart, Figure, RecordedPoint, SharesChart, SmallMultiples, ValidationChart};
use crate::error::{Error, Result};
use crate::report::columns::number as cell;

/// What a figure shows as a table of text cells. A cell is empty where there is no value; `never` stands where something does
/// not happen, `inf` and `-inf` where an interval has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTable {
    pub header: Vec<String>,
    /// One cell for each entry of the header.
    pub rows: Vec<Vec<String>>,
}

impl FigureTable {
    fn new<const N: usize>(header: [String; N]) -> Self {
        Self {
            header: header.into(),
            rows: Vec::new(),
        }
    }

    fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }

    /// The table as a CSV file.
    ///
    /// # Errors
    /// None that a table can cause.
    pub fn csv(&self) -> Result<Vec<u8>> {
        let failed =
            |error: &dyn std::fmt::Display| Error::File(format!("cannot write the table of a figure: {error}"));
        let mut writer = csv::Writer::from_writer(Vec::new());
        for row in std::iter::once(&self.header).chain(&self.rows) {
            writer.write_record(row).map_err(|error| failed(&error))?;
        }
        writer.into_inner().map_err(|error| failed(&error))
    }
}

impl Figure {
    /// Everything that is drawn, as a tidy table.
    pub fn data(&self) -> FigureTable {
        match &self.chart {
            Chart::Fan(chart) => fan(chart),
            Chart::Distribution(chart) => distribution(chart),
            Chart::Multiples(chart) => multiples(chart),
            Chart::Validation(chart) => validation(chart),
            Chart::Shares(chart) => shares(chart),
            Chart::Forest(chart) => experiments::forest(chart),
            Chart::Curves(chart) => experiments::curves(chart),
            Chart::HeatMap(chart) => experiments::heat_map(chart),
            Chart::Surface(chart) => experiments::surface(chart),
            Chart::Tornado(chart) => experiments::tornado(chart),
            Chart::Indices(chart) => experiments::indices(chart),
            Chart::Scatter(chart) => experiments::scatter(chart),
            Chart::Parallel(chart) => experiments::parallel(chart),
        }
    }
}

/// The same where an infinite number means that something does not happen.
fn never_cell(value: f64) -> String {
    if value == f64::INFINITY {
        "never".to_owned()
    } else {
        cell(value)
    }
}

/// What a column holds, with its unit.
fn with_unit(what: &str, unit: &str) -> String {
    match (what, unit) {
        (what, "") => what.to_owned(),
        ("", unit) => unit.to_owned(),
        (what, unit) => format!("{what} ({unit})"),
    }
}

/// The unit of an axis, or that it is one of shares.
fn unit_of(axis: &Axis) -> &str {
    match (axis.plain_unit(), axis.scale) {
        ("", super::Scale::Share) => "share",
        ("", super::Scale::Year) => "year",
        (unit, _) => unit,
    }
}

/// Names of the columns of time: the month where all times are ends of months, and the decimal year.
fn time_header(calendar: bool) -> Vec<String> {
    let month = calendar.then(|| "month".to_owned());
    month.into_iter().chain(["year".to_owned()]).collect()
}

fn time_cells(year: f64, calendar: bool) -> Vec<String> {
    let month = calendar.then(|| month_of(year).map_or(String::new(), |month| month.to_string()));
    month.into_iter().chain([cell(year)]).collect()
}

const QUANTILES: [&str; 5] = ["5 %", "25 %", "median", "75 %", "95 %"];

fn quantiles(fan: &Fan, k: usize) -> [String; 5] {
    [&fan.p05, &fan.p25, &fan.p50, &fan.p75, &fan.p95].map(|column| cell(column[k]))
}

fn recorded(point: &RecordedPoint) -> [String; 3] {
    [point.value, point.low, point.high].map(cell)
}

/// Whose a recorded point is: the series of its colour.
pub fn owner<'a>(point: &RecordedPoint, fans: &'a [Fan]) -> &'a str {
    let found = fans.iter().find(|fan| fan.hue == point.hue);
    found.map_or("", |fan| fan.label.as_str())
}

/// Rows of fans and recorded points: series, time, quantiles, and recorded values where the page has any.
fn fan_rows(fans: &[Fan], points: &[RecordedPoint], calendar: bool, with_points: bool) -> Vec<Vec<String>> {
    let blank = |count: usize| vec![String::new(); count];
    let simulated = fans.iter().flat_map(|fan| {
        fan.years.iter().enumerate().map(move |(k, year)| {
            let recorded = if with_points { blank(3) } else { Vec::new() };
            [
                vec![fan.label.clone()],
                time_cells(*year, calendar),
                quantiles(fan, k).into(),
                recorded,
            ]
            .concat()
        })
    });
    let points = points.iter().map(|point| {
        [
            vec![owner(point, fans).to_owned()],
            time_cells(point.year, calendar),
            blank(5),
            recorded(point).into(),
        ]
        .concat()
    });
    simulated.chain(points).collect()
}

fn fan_header(unit: &str, calendar: bool, with_points: bool) -> Vec<String> {
    let values = QUANTILES
        .into_iter()
        .chain(["recorded", "recorded, low", "recorded, high"])
        .take(if with_points { 8 } else { 5 })
        .map(|what| with_unit(what, unit));
    std::iter::once("series".to_owned())
        .chain(time_header(calendar))
        .chain(values)
        .collect()
}

fn fan(chart: &FanChart) -> FigureTable {
    let calendar = is_calendar(chart.fans.iter().flat_map(|fan| &fan.years));
    let with_points = !chart.points.is_empty();
    FigureTable {
        header: fan_header(unit_of(&chart.axis), calendar, with_points),
        rows: fan_rows(&chart.fans, &chart.points, calendar, with_points),
    }
}

fn multiples(chart: &SmallMultiples) -> FigureTable {
    let fans = || chart.panels.iter().flat_map(|panel| &panel.fans);
    let calendar = is_calendar(fans().flat_map(|fan| &fan.years));
    let with_points = chart.panels.iter().any(|panel| !panel.points.is_empty());
    let rows = chart.panels.iter().flat_map(|panel| {
        let rows = fan_rows(&panel.fans, &panel.points, calendar, with_points);
        rows.into_iter()
            .map(|row| [vec![panel.title.clone(), unit_of(&panel.axis).to_owned()], row].concat())
    });
    let header = fan_header("", calendar, with_points);
    FigureTable {
        header: [vec!["panel".to_owned(), "unit".to_owned()], header].concat(),
        rows: rows.collect(),
    }
}

fn distribution(chart: &DistributionChart) -> FigureTable {
    let unit = unit_of(&chart.axis);
    let mut table = FigureTable::new([
        "series".to_owned(),
        "what".to_owned(),
        with_unit("from", unit),
        with_unit("to", unit),
        "share of all worlds".to_owned(),
    ]);
    let (_, _, bars) = chart.binned();
    for (group, bars) in chart.groups.iter().zip(bars) {
        let label = || group.label.clone();
        for (from, to, share) in bars {
            table.push([label(), "bar".to_owned(), cell(from), cell(to), cell(share)]);
        }
        let never = (label(), chart.never_label.clone(), cell(group.never_share));
        table.push([never.0, never.1, String::new(), String::new(), never.2]);
        for (what, value) in [QUANTILES[0], QUANTILES[2], QUANTILES[4]]
            .into_iter()
            .zip(group.quantiles().into_iter().flatten())
        {
            let (what, value) = (format!("{what} of all worlds"), never_cell(value));
            table.push([label(), what, value.clone(), value, String::new()]);
        }
    }
    table
}

fn validation(chart: &ValidationChart) -> FigureTable {
    let unit = unit_of(&chart.axis);
    let columns = [
        "recorded",
        "recorded, low",
        "recorded, high",
        "simulated, 5 %",
        "simulated, median",
        "simulated, 95 %",
        "predicted, 5 %",
        "predicted, 95 %",
    ];
    let values = columns.map(|what| with_unit(what, unit));
    let rows = chart.rows.iter().map(|row| {
        let inside = if row.inside { "yes" } else { "no" };
        let ends = |text: &str| vec![text.to_owned()];
        [ends(&row.label), row.numbers().map(cell).into(), ends(inside)].concat()
    });
    FigureTable {
        header: [
            vec!["fact".to_owned()],
            values.into(),
            vec!["inside the predicted band".to_owned()],
        ]
        .concat(),
        rows: rows.collect(),
    }
}

fn shares(chart: &SharesChart) -> FigureTable {
    let calendar = is_calendar(&chart.years);
    let header = [
        vec!["series".to_owned()],
        time_header(calendar),
        vec![with_unit("share", &chart.unit), "unscaled share".to_owned()],
    ]
    .concat();
    let rows = chart.bands.iter().flat_map(|band| {
        chart.years.iter().enumerate().map(move |(k, year)| {
            [
                vec![band.label.clone()],
                time_cells(*year, calendar),
                vec![cell(chart.drawn(band, k)), cell(band.shares[k])],
            ]
            .concat()
        })
    });
    FigureTable {
        header,
        rows: rows.collect(),
    }
}
