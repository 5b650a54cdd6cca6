//! The table behind a figure: a row for everything that is drawn, at full precision, with the unit in the header.

use super::distribution::DistributionChart;
use super::moments::{is_calendar, month_of};
use super::{
    Axis, Chart, CurveChart, Fan, FanChart, Figure, ForestChart, HeatMapChart, IndexChart, IndexKind, Interval,
    ParallelChart, ParallelLines, RecordedPoint, ScatterChart, SharesChart, SmallMultiples, SurfaceChart, TornadoChart,
    ValidationChart,
};
use crate::error::{Error, Result};
use crate::report::number::push_float;

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
            Chart::Forest(chart) => forest(chart),
            Chart::Curves(chart) => curves(chart),
            Chart::HeatMap(chart) => heat_map(chart),
            Chart::Surface(chart) => surface(chart),
            Chart::Tornado(chart) => tornado(chart),
            Chart::Indices(chart) => indices(chart),
            Chart::Scatter(chart) => scatter(chart),
            Chart::Parallel(chart) => parallel(chart),
        }
    }
}

/// A number as a cell.
fn cell(value: f64) -> String {
    let mut text = Vec::new();
    push_float(&mut text, value);
    text.into_iter().map(char::from).collect()
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
        let numbers = [
            row.value,
            row.low,
            row.high,
            row.sim_p05,
            row.sim_p50,
            row.sim_p95,
            row.predicted_p05,
            row.predicted_p95,
        ];
        let inside = if row.inside { "yes" } else { "no" };
        let ends = |text: &str| vec![text.to_owned()];
        [ends(&row.label), numbers.map(cell).into(), ends(inside)].concat()
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
        vec![
            with_unit("share", &chart.unit),
            "share before scaling to 100 %".to_owned(),
        ],
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

fn interval(of: Option<&Interval>) -> [String; 3] {
    of.map_or([f64::NAN; 3], |of| [of.estimate, of.low, of.high]).map(cell)
}

fn forest(chart: &ForestChart) -> FigureTable {
    let mut table = FigureTable::new(["panel", "unit", "label", "estimate", "low", "high", "note"].map(str::to_owned));
    for panel in &chart.panels {
        for row in &panel.rows {
            let [estimate, low, high] = interval(row.effect.as_ref());
            table.push([
                panel.title.clone(),
                unit_of(&panel.axis).to_owned(),
                row.label.clone(),
                estimate,
                low,
                high,
                row.note.clone(),
            ]);
        }
    }
    table
}

fn curves(chart: &CurveChart) -> FigureTable {
    let (x_unit, y_unit) = (unit_of(&chart.x_axis), unit_of(&chart.y_axis));
    let mut table = FigureTable::new([
        "series".to_owned(),
        with_unit("x", x_unit),
        with_unit("y", y_unit),
        with_unit("low", y_unit),
        with_unit("high", y_unit),
    ]);
    let at = |values: &[f64], k: usize| values.get(k).map_or(String::new(), |value| cell(*value));
    for curve in &chart.curves {
        for (k, x) in curve.x.iter().enumerate() {
            table.push([
                curve.label.clone(),
                cell(*x),
                at(&curve.y, k),
                at(&curve.low, k),
                at(&curve.high, k),
            ]);
        }
    }
    let blank = String::new;
    if let Some(rule) = &chart.level {
        table.push([rule.label.clone(), blank(), cell(rule.value), blank(), blank()]);
    }
    if let Some(rule) = &chart.reference {
        table.push([rule.label.clone(), cell(rule.value), blank(), blank(), blank()]);
    }
    table
}

fn heat_map(chart: &HeatMapChart) -> FigureTable {
    let mut table = FigureTable::new([
        "row".to_owned(),
        "column".to_owned(),
        with_unit("value", unit_of(&chart.color)),
        "written in the cell".to_owned(),
    ]);
    for (row, cells) in chart.rows.iter().zip(&chart.cells) {
        for (column, one) in chart.columns.iter().zip(cells) {
            table.push([row.clone(), column.clone(), never_cell(one.value), one.text.clone()]);
        }
    }
    table
}

fn surface(chart: &SurfaceChart) -> FigureTable {
    let mut table = FigureTable::new([
        with_unit("x", unit_of(&chart.x_axis)),
        with_unit("y", unit_of(&chart.y_axis)),
        with_unit("value", unit_of(&chart.color)),
    ]);
    for (row, y) in chart.y.iter().enumerate() {
        for (column, x) in chart.x.iter().enumerate() {
            let value = chart.z[row * chart.x.len() + column];
            table.push([cell(*x), cell(*y), never_cell(value)]);
        }
    }
    table
}

fn tornado(chart: &TornadoChart) -> FigureTable {
    let mut table = FigureTable::new([
        "input".to_owned(),
        "end".to_owned(),
        "value of the input".to_owned(),
        with_unit("result", unit_of(&chart.axis)),
    ]);
    for row in &chart.rows {
        for (end, name) in [(&row.low, "low"), (&row.high, "high")] {
            table.push([row.label.clone(), name.to_owned(), end.input.clone(), cell(end.result)]);
        }
    }
    table.push([
        chart.center_label.clone(),
        "centre".to_owned(),
        String::new(),
        cell(chart.center),
    ]);
    table
}

fn indices(chart: &IndexChart) -> FigureTable {
    let names = ["first order", "first order, low", "first order, high"]
        .into_iter()
        .chain(["total order", "total order, low", "total order, high"])
        .map(|what| with_unit(what, &chart.unit));
    let label = |text: &str| vec![text.to_owned()];
    let rows = chart.rows.iter().map(|row| {
        let kind = match row.kind {
            IndexKind::Input => "input",
            IndexKind::Chance => "not an input",
        };
        let (first, total) = (interval(row.first.as_ref()), interval(row.total.as_ref()));
        [
            label(&row.label),
            label(kind),
            first.into(),
            total.into(),
            label(&row.note),
        ]
        .concat()
    });
    FigureTable {
        header: [label("label"), label("kind"), names.collect(), label("note")].concat(),
        rows: rows.collect(),
    }
}

fn scatter(chart: &ScatterChart) -> FigureTable {
    let mut table = FigureTable::new([
        "label".to_owned(),
        with_unit("x", unit_of(&chart.x_axis)),
        with_unit("y", unit_of(&chart.y_axis)),
        "slope of a line from the origin".to_owned(),
    ]);
    for point in &chart.points {
        table.push([point.label.clone(), cell(point.x), cell(point.y), String::new()]);
    }
    for line in &chart.lines {
        table.push([line.label.clone(), String::new(), String::new(), cell(line.slope)]);
    }
    table
}

fn parallel(chart: &ParallelChart) -> FigureTable {
    let axes = chart.axes.iter().map(|axis| with_unit(&axis.name, unit_of(&axis.axis)));
    let mut rows = Vec::new();
    let mut push = |first: String, line: &[f64]| {
        let values = line.iter().map(|value| never_cell(*value));
        rows.push(std::iter::once(first).chain(values).collect::<Vec<String>>());
    };
    let first = match &chart.lines {
        ParallelLines::ByPolicy(groups) => {
            for group in groups {
                group.lines.iter().for_each(|line| push(group.label.clone(), line));
            }
            "series".to_owned()
        }
        ParallelLines::ByNumber { color, lines, .. } => {
            lines.iter().for_each(|(number, line)| push(never_cell(*number), line));
            with_unit("colour", unit_of(color))
        }
    };
    FigureTable {
        header: std::iter::once(first).chain(axes).collect(),
        rows,
    }
}
