//! The tables behind the charts of experiments.

use super::{FigureTable, cell, never_cell, time_cells, time_header, unit_of, with_unit};
use crate::figures::moments::is_calendar;
use crate::figures::{
    CurveChart, ForestChart, HeatMapChart, IndexChart, IndexKind, Interval, ParallelChart, ParallelLines, Scale,
    ScatterChart, SurfaceChart, TornadoChart,
};
use crate::later;

fn interval(of: Option<&Interval>) -> [String; 3] {
    of.map_or([f64::NAN; 3], |of| [of.estimate, of.low, of.high]).map(cell)
}

pub fn forest(chart: &ForestChart) -> FigureTable {
    let mut table = FigureTable::new([
        later!("table.panel"),
        later!("table.unit"),
        later!("table.label"),
        later!("table.estimate"),
        later!("table.low"),
        later!("table.high"),
        later!("table.note"),
    ]);
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

pub fn curves(chart: &CurveChart) -> FigureTable {
    let (x_unit, y_unit) = (unit_of(&chart.x_axis), unit_of(&chart.y_axis));
    let xs = || chart.curves.iter().flat_map(|curve| &curve.x);
    let calendar = chart.x_axis.scale == Scale::Year && xs().next().is_some() && is_calendar(xs());
    let place = |x: f64| match calendar {
        true => time_cells(x, true),
        false => vec![cell(x)],
    };
    let place_header = match calendar {
        true => time_header(true),
        false => vec![with_unit(later!("table.x"), x_unit)],
    };
    // A table of lines that have no band has no columns for one.
    let banded = chart.curves.iter().any(|curve| !curve.low.is_empty());
    let ends = [later!("table.low"), later!("table.high")].map(|what| match chart.band.as_str() {
        "" => what,
        band => later!("table.with_unit", what = what, unit = band),
    });
    let heads = [later!("table.y")]
        .into_iter()
        .chain(ends)
        .take(if banded { 3 } else { 1 });
    let heads: Vec<String> = heads.map(|what| with_unit(what, y_unit)).collect();
    let blank = vec![String::new(); heads.len()];
    let at = |values: &[f64], k: usize| values.get(k).map_or(String::new(), |value| cell(*value));
    let mut rows: Vec<Vec<String>> = Vec::new();
    for curve in &chart.curves {
        for (k, x) in curve.x.iter().enumerate() {
            let values = [&curve.y, &curve.low, &curve.high].into_iter().take(heads.len());
            let values: Vec<String> = values.map(|values| at(values, k)).collect();
            rows.push([vec![curve.label.clone()], place(*x), values].concat());
        }
    }
    if let Some(rule) = &chart.level {
        let nowhere = vec![String::new(); place_header.len()];
        let mut row = [vec![rule.label.clone()], nowhere, blank.clone()].concat();
        row[1 + place_header.len()] = cell(rule.value);
        rows.push(row);
    }
    if let Some(rule) = &chart.reference {
        rows.push([vec![rule.label.clone()], place(rule.value), blank].concat());
    }
    FigureTable::of([vec![later!("table.series")], place_header, heads].concat(), rows)
}

pub fn heat_map(chart: &HeatMapChart) -> FigureTable {
    let mut table = FigureTable::new([
        later!("table.row"),
        later!("table.column"),
        with_unit(later!("table.value"), unit_of(&chart.color)),
        later!("table.written"),
    ]);
    for (row, cells) in chart.rows.iter().zip(&chart.cells) {
        for (column, one) in chart.columns.iter().zip(cells) {
            table.push([row.clone(), column.clone(), never_cell(one.value), one.text.clone()]);
        }
    }
    table
}

pub fn surface(chart: &SurfaceChart) -> FigureTable {
    let mut table = FigureTable::new([
        with_unit(later!("table.x"), unit_of(&chart.x_axis)),
        with_unit(later!("table.y"), unit_of(&chart.y_axis)),
        with_unit(later!("table.value"), unit_of(&chart.color)),
    ]);
    for (row, y) in chart.y.iter().enumerate() {
        for (column, x) in chart.x.iter().enumerate() {
            let value = chart.z[row * chart.x.len() + column];
            table.push([cell(*x), cell(*y), never_cell(value)]);
        }
    }
    table
}

pub fn tornado(chart: &TornadoChart) -> FigureTable {
    let mut table = FigureTable::new([
        later!("table.input"),
        later!("table.end"),
        later!("table.input_value"),
        with_unit(later!("table.result"), unit_of(&chart.axis)),
    ]);
    for row in &chart.rows {
        for (end, name) in [(&row.low, later!("table.low")), (&row.high, later!("table.high"))] {
            table.push([row.label.clone(), name, end.input.clone(), cell(end.result)]);
        }
    }
    table.push([
        chart.center_label.clone(),
        later!("table.center"),
        String::new(),
        cell(chart.center),
    ]);
    table
}

pub fn indices(chart: &IndexChart) -> FigureTable {
    let names = [
        later!("table.first_order"),
        later!("table.first_order_low"),
        later!("table.first_order_high"),
        later!("table.total_order"),
        later!("table.total_order_low"),
        later!("table.total_order_high"),
    ];
    let names = names.into_iter().map(|what| with_unit(what, &chart.unit));
    let label = |text: &str| vec![text.to_owned()];
    let rows = chart.rows.iter().map(|row| {
        let kind = match row.kind {
            IndexKind::Input => later!("table.input"),
            IndexKind::Chance => later!("chart.no_input"),
        };
        let (first, total) = (interval(row.first.as_ref()), interval(row.total.as_ref()));
        [
            label(&row.label),
            vec![kind],
            first.into(),
            total.into(),
            label(&row.note),
        ]
        .concat()
    });
    let first = vec![later!("table.label"), later!("table.kind")];
    let header = [first, names.collect(), vec![later!("table.note")]].concat();
    FigureTable::of(header, rows.collect())
}

pub fn scatter(chart: &ScatterChart) -> FigureTable {
    let mut table = FigureTable::new([
        later!("table.label"),
        with_unit(later!("table.x"), unit_of(&chart.x_axis)),
        with_unit(later!("table.y"), unit_of(&chart.y_axis)),
        later!("table.slope"),
    ]);
    for point in &chart.points {
        table.push([point.label.clone(), cell(point.x), cell(point.y), String::new()]);
    }
    for line in &chart.lines {
        table.push([line.label.clone(), String::new(), String::new(), cell(line.slope)]);
    }
    table
}

pub fn parallel(chart: &ParallelChart) -> FigureTable {
    let axes = chart
        .axes
        .iter()
        .map(|axis| with_unit(axis.name.clone(), unit_of(&axis.axis)));
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
            later!("table.series")
        }
        ParallelLines::ByNumber { color, lines, .. } => {
            lines.iter().for_each(|(number, line)| push(never_cell(*number), line));
            with_unit(later!("table.color"), unit_of(color))
        }
    };
    FigureTable::of(std::iter::once(first).chain(axes).collect(), rows)
}
