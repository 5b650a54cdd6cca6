//! The table behind a figure: a row for everything that is drawn, at full precision, with the unit in the header.

mod experiments;

use super::distribution::DistributionChart;
use super::moments::{is_calendar, month_of};
use super::{Axis, Chart, Fan, FanChart, RecordedPoint, SharesChart, SmallMultiples, Spoken, ValidationChart};
use crate::catalogue::{Catalogue, subject};
use crate::{later, say};
use engine::error::{Error, Result};
use results::cell::number as cell;

/// What a figure shows as a table of text cells. A cell is empty where there is no value; `never` stands where something does
/// not happen, `inf` and `-inf` where an interval has no end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureTable {
    pub header: Vec<String>,
    /// For each column the key of what it means: of the sentence that its head is, or what stands there instead, such as the key of a
    /// parameter.
    pub meanings: Vec<String>,
    /// One cell for each entry of the header.
    pub rows: Vec<Vec<String>>,
}

impl FigureTable {
    fn new<const N: usize>(header: [String; N]) -> Self {
        Self::of(header.into(), Vec::new())
    }

    fn of(header: Vec<String>, rows: Vec<Vec<String>>) -> Self {
        Self {
            meanings: header.iter().map(|head| subject(head)).collect(),
            header,
            rows,
        }
    }

    fn push<const N: usize>(&mut self, row: [String; N]) {
        self.rows.push(row.into());
    }

    /// The place of the column of months, if there is one; the decimal year stands behind it.
    pub fn months(&self, words: &Catalogue) -> Option<usize> {
        let month = say!(words, "table.month");
        self.header.iter().position(|head| *head == month)
    }

    /// The rows of Decembers, and those that are no month of a line: records and rules. All, where there is no column of months.
    pub fn yearly(&self, words: &Catalogue) -> Vec<&Vec<String>> {
        let rows = self.rows.iter();
        match self.months(words) {
            // The first number of a line stands behind month and year.
            Some(place) => rows
                .filter(|row| row[place].ends_with("-12") || row[place + 2].is_empty())
                .collect(),
            None => rows.collect(),
        }
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

impl Spoken<'_> {
    /// Everything that is drawn, as a tidy table.
    pub fn data(&self) -> FigureTable {
        let mut table = match &self.figure.chart {
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
        };
        for cell in table.header.iter_mut().chain(table.rows.iter_mut().flatten()) {
            *cell = self.words.fill(cell);
        }
        table
    }
}

/// The same where an infinite number means that something does not happen.
fn never_cell(value: f64) -> String {
    if value == f64::INFINITY {
        later!("figure.never")
    } else {
        cell(value)
    }
}

/// What a column holds, with its unit.
fn with_unit(what: String, unit: &str) -> String {
    match (what, unit) {
        (what, "") => what,
        (what, unit) if what.is_empty() => unit.to_owned(),
        (what, unit) => later!("table.with_unit", what = what, unit = unit),
    }
}

/// The unit of an axis, or that it is one of shares.
fn unit_of(axis: &Axis) -> &str {
    match (axis.unit.as_str(), axis.scale) {
        ("", super::Scale::Share) => "share",
        ("", super::Scale::Year) => "year",
        (unit, _) => unit,
    }
}

/// Names of the columns of time: the month where all times are ends of months, and the decimal year.
fn time_header(calendar: bool) -> Vec<String> {
    let month = calendar.then(|| later!("table.month"));
    month.into_iter().chain([later!("table.year")]).collect()
}

fn time_cells(year: f64, calendar: bool) -> Vec<String> {
    let month = calendar.then(|| month_of(year).map_or(String::new(), |month| month.to_string()));
    month.into_iter().chain([cell(year)]).collect()
}

/// The time of a record: its date as it was written stands in the column of months.
fn record_cells(point: &RecordedPoint, calendar: bool) -> Vec<String> {
    match (calendar, point.date.as_str()) {
        (true, date) if !date.is_empty() => vec![date.to_owned(), cell(point.year)],
        _ => time_cells(point.year, calendar),
    }
}

/// Heads of the quantiles of a fan.
fn quantile_heads() -> [String; 5] {
    let [low, lower, upper, high] = ["5", "25", "75", "95"].map(|share| later!("table.percentile", share = share));
    [low, lower, later!("table.median"), upper, high]
}

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
            record_cells(point, calendar),
            blank(5),
            recorded(point).into(),
        ]
        .concat()
    });
    simulated.chain(points).collect()
}

fn fan_header(unit: &str, calendar: bool, with_points: bool) -> Vec<String> {
    let recorded = [
        later!("table.recorded"),
        later!("table.recorded_low"),
        later!("table.recorded_high"),
    ];
    let values = quantile_heads()
        .into_iter()
        .chain(recorded)
        .take(if with_points { 8 } else { 5 })
        .map(|what| with_unit(what, unit));
    std::iter::once(later!("table.series"))
        .chain(time_header(calendar))
        .chain(values)
        .collect()
}

fn fan(chart: &FanChart) -> FigureTable {
    let calendar = is_calendar(chart.fans.iter().flat_map(|fan| &fan.years));
    let with_points = !chart.points.is_empty();
    FigureTable::of(
        fan_header(unit_of(&chart.axis), calendar, with_points),
        fan_rows(&chart.fans, &chart.points, calendar, with_points),
    )
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
    let header = [vec![later!("table.panel"), later!("table.unit")], header].concat();
    FigureTable::of(header, rows.collect())
}

fn distribution(chart: &DistributionChart) -> FigureTable {
    let unit = unit_of(&chart.axis);
    let mut table = FigureTable::new([
        later!("table.series"),
        later!("table.what"),
        with_unit(later!("table.from"), unit),
        with_unit(later!("table.to"), unit),
        later!("table.share_of_worlds"),
    ]);
    let (_, _, bars) = chart.binned();
    for (group, bars) in chart.groups.iter().zip(bars) {
        let label = || group.label.clone();
        for (from, to, share) in bars {
            table.push([label(), later!("table.bar"), cell(from), cell(to), cell(share)]);
        }
        let never = (label(), chart.never_label.clone(), cell(group.never_share));
        table.push([never.0, never.1, String::new(), String::new(), never.2]);
        let [low, _, median, _, high] = quantile_heads();
        for (what, value) in [low, median, high]
            .into_iter()
            .zip(group.quantiles().into_iter().flatten())
        {
            let (what, value) = (later!("table.of_all_worlds", what = what), never_cell(value));
            table.push([label(), what, value.clone(), value, String::new()]);
        }
    }
    table
}

fn validation(chart: &ValidationChart) -> FigureTable {
    let unit = unit_of(&chart.axis);
    let columns = [
        later!("table.recorded"),
        later!("table.recorded_low"),
        later!("table.recorded_high"),
        later!("table.simulated_low"),
        later!("table.simulated_median"),
        later!("table.simulated_high"),
        later!("table.predicted_low"),
        later!("table.predicted_high"),
    ];
    let values = columns.map(|what| with_unit(what, unit));
    let rows = chart.rows.iter().map(|row| {
        let inside = match row.inside {
            true => later!("table.yes"),
            false => later!("table.no"),
        };
        [vec![row.label.clone()], row.numbers().map(cell).into(), vec![inside]].concat()
    });
    let (first, last) = (vec![later!("table.fact")], vec![later!("table.inside_band")]);
    FigureTable::of([first, values.into(), last].concat(), rows.collect())
}

fn shares(chart: &SharesChart) -> FigureTable {
    let calendar = is_calendar(&chart.years);
    let header = [
        vec![later!("table.series")],
        time_header(calendar),
        vec![with_unit(later!("table.share"), &chart.unit), later!("table.unscaled")],
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
    FigureTable::of(header, rows.collect())
}
