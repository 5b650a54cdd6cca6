//! What a figure shows in one or two sentences, for readers who cannot see it.

use super::distribution::DistributionChart;
use super::moments::moment;
use super::numbers::{limit, percent, written};
use super::{
    Axis, Chart, CurveChart, Fan, FanChart, Figure, ForestChart, HeatMapChart, IndexChart, Interval, ParallelChart,
    ParallelLines, ScatterChart, SharesChart, SmallMultiples, SurfaceChart, TornadoChart, ValidationChart,
};

/// Things that a sentence lists at most.
const MOST_LISTED: usize = 8;

impl Figure {
    /// One or two sentences: the kind of chart, what it shows, the main values.
    pub fn alt(&self) -> String {
        let shown = match &self.chart {
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
        };
        let title = self.text.title.trim();
        match title.chars().last() {
            None => shown,
            Some('.' | '?' | '!') => format!("{title} {shown}"),
            Some(_) => format!("{title}. {shown}"),
        }
    }
}

/// What a chart is, and what is in it.
fn sentence(kind: &str, things: Vec<String>) -> String {
    if things.is_empty() {
        return format!("{kind}: no values.");
    }
    let more = things.len().saturating_sub(MOST_LISTED);
    let listed = things.into_iter().take(MOST_LISTED).collect::<Vec<_>>().join("; ");
    match more {
        0 => format!("{kind}: {listed}."),
        more => format!("{kind}: {listed}; and {more} more."),
    }
}

/// The unit after a comma, where there is one.
fn in_unit(axis: &Axis) -> String {
    match axis.plain_unit() {
        "" => String::new(),
        unit => format!(", {unit}"),
    }
}

fn finite_ends<'a>(xs: &'a [f64], ys: &'a [f64]) -> Option<[(f64, f64); 2]> {
    let mut known = xs.iter().zip(ys).filter(|(_, y)| y.is_finite());
    let first = known.next()?;
    let last = known.next_back().unwrap_or(first);
    Some([first, last].map(|(x, y)| (*x, *y)))
}

fn one_fan(of: &Fan, axis: &Axis) -> String {
    let Some([first, last]) = finite_ends(&of.years, &of.p50) else {
        return format!("{} without values", of.label);
    };
    let value = |value: f64| written(value, axis.scale);
    let mut text = format!("{}, median {} in {}", of.label, value(first.1), moment(first.0));
    if last.0 > first.0 {
        text.push_str(&format!(", {} in {}", value(last.1), moment(last.0)));
    }
    if let Some(k) = of.years.iter().position(|year| *year == last.0)
        && of.p05[k].is_finite()
        && of.p95[k].is_finite()
    {
        text.push_str(&format!(
            " (90 % of worlds: {} to {})",
            value(of.p05[k]),
            value(of.p95[k])
        ));
    }
    text
}

fn fan(chart: &FanChart) -> String {
    let kind = format!("Lines with bands over time{}", in_unit(&chart.axis));
    sentence(&kind, chart.fans.iter().map(|one| one_fan(one, &chart.axis)).collect())
}

fn multiples(chart: &SmallMultiples) -> String {
    let panel = |panel: &super::Panel| {
        let fans: Vec<String> = panel.fans.iter().map(|one| one_fan(one, &panel.axis)).collect();
        format!("{}{}: {}", panel.title, in_unit(&panel.axis), fans.join(", "))
    };
    let kind = format!("{} panels of lines with bands over time", chart.panels.len());
    sentence(&kind, chart.panels.iter().map(panel).collect())
}

fn distribution(chart: &DistributionChart) -> String {
    let value = |value: f64| written(value, chart.axis.scale);
    let group = |group: &super::Distribution| {
        let mut text = match group.quantiles() {
            None => format!("{}, no world has a value", group.label),
            Some([low, median, high]) => format!(
                "{}, median of all worlds {}, 90 % of them {} to {}",
                group.label,
                value(median),
                value(low),
                value(high)
            ),
        };
        if group.never_share > 0.0 {
            text.push_str(&format!(
                ", {} in {} of worlds",
                chart.never_label,
                percent(group.never_share)
            ));
        }
        text
    };
    let kind = format!("Histogram of worlds{}", in_unit(&chart.axis));
    sentence(&kind, chart.groups.iter().map(group).collect())
}

fn validation(chart: &ValidationChart) -> String {
    let inside = chart.rows.iter().filter(|row| row.inside).count();
    let value = |value: f64| written(value, chart.axis.scale);
    let outside = chart.rows.iter().filter(|row| !row.inside).map(|row| {
        format!(
            "{} is recorded as {} but predicted between {} and {}",
            row.label,
            value(row.value),
            value(row.predicted_p05),
            value(row.predicted_p95)
        )
    });
    let kind = format!(
        "Recorded facts against simulated bands{}; {inside} of {} lie inside the predicted band",
        in_unit(&chart.axis),
        chart.rows.len()
    );
    match outside.collect::<Vec<_>>() {
        none if none.is_empty() => kind + ".",
        outside => sentence(&kind, outside),
    }
}

fn shares(chart: &SharesChart) -> String {
    let Some(last) = chart.years.len().checked_sub(1) else {
        return sentence("Stacked shares over time", Vec::new());
    };
    let band = |band: &super::ShareBand| {
        let share = |k: usize| percent(chart.drawn(band, k));
        let (first, end) = (share(0), share(last));
        format!(
            "{} {first} in {}, {end} in {}",
            band.label,
            moment(chart.years[0]),
            moment(chart.years[last])
        )
    };
    let kind = format!("Stacked shares over time, {}", chart.unit);
    sentence(&kind, chart.bands.iter().map(band).collect())
}

fn estimate(of: &Interval, axis: &Axis) -> String {
    let value = |value: f64| limit(value, axis.scale);
    format!("{} ({} to {})", value(of.estimate), value(of.low), value(of.high))
}

fn forest(chart: &ForestChart) -> String {
    let rows = chart.panels.iter().flat_map(|panel| {
        panel.rows.iter().map(move |row| {
            let effect = row.effect.as_ref();
            let effect = effect.map_or_else(|| row.note.clone(), |effect| estimate(effect, &panel.axis));
            format!("{}{}, {}: {effect}", panel.title, in_unit(&panel.axis), row.label)
        })
    });
    sentence("Estimates with their intervals", rows.collect())
}

fn curves(chart: &CurveChart) -> String {
    let (x, y) = (&chart.x_axis, &chart.y_axis);
    let curve = |curve: &super::Curve| match finite_ends(&curve.x, &curve.y) {
        None => format!("{} without values", curve.label),
        Some([first, last]) => format!(
            "{} {} at {}, {} at {}",
            curve.label,
            written(first.1, y.scale),
            written(first.0, x.scale),
            written(last.1, y.scale),
            written(last.0, x.scale)
        ),
    };
    let kind = format!("Lines of {} over {}", y.plain_unit(), x.plain_unit());
    sentence(&kind, chart.curves.iter().map(curve).collect())
}

/// The lowest and the highest of some named values.
fn extremes(named: impl Iterator<Item = (f64, String)>) -> Option<[(f64, String); 2]> {
    let mut finite = named.filter(|(value, _)| value.is_finite());
    let first = finite.next()?;
    let ends = finite.fold([first.clone(), first], |[low, high], one| {
        if one.0 < low.0 {
            [one, high]
        } else if one.0 > high.0 {
            [low, one]
        } else {
            [low, high]
        }
    });
    Some(ends)
}

fn lowest_and_highest(ends: Option<[(f64, String); 2]>, axis: &Axis) -> Vec<String> {
    let Some([low, high]) = ends else {
        return Vec::new();
    };
    vec![
        format!("lowest {} ({})", written(low.0, axis.scale), low.1),
        format!("highest {} ({})", written(high.0, axis.scale), high.1),
    ]
}

fn heat_map(chart: &HeatMapChart) -> String {
    let cells = chart.rows.iter().zip(&chart.cells).flat_map(|(row, cells)| {
        let named = chart.columns.iter().zip(cells);
        named.map(move |(column, cell)| (cell.value, format!("{row}, {column}: {}", cell.text)))
    });
    let kind = format!(
        "Table of {} rows and {} columns coloured by {}",
        chart.rows.len(),
        chart.columns.len(),
        chart.color.unit
    );
    sentence(&kind, lowest_and_highest(extremes(cells), &chart.color))
}

fn surface(chart: &SurfaceChart) -> String {
    let points = chart.z.iter().enumerate().map(|(k, z)| {
        let (x, y) = (chart.x[k % chart.x.len()], chart.y[k / chart.x.len()]);
        let at = (written(x, chart.x_axis.scale), written(y, chart.y_axis.scale));
        (
            *z,
            format!("at {} {}, {} {}", chart.x_axis.unit, at.0, chart.y_axis.unit, at.1),
        )
    });
    let kind = format!(
        "Map of {} over {} and {}",
        chart.color.unit, chart.x_axis.unit, chart.y_axis.unit
    );
    sentence(&kind, lowest_and_highest(extremes(points), &chart.color))
}

fn tornado(chart: &TornadoChart) -> String {
    let value = |value: f64| written(value, chart.axis.scale);
    let row = |row: &super::TornadoRow| {
        let (low, high) = (&row.low, &row.high);
        let (low, high) = ((value(low.result), &low.input), (value(high.result), &high.input));
        format!("{} {} at {}, {} at {}", row.label, low.0, low.1, high.0, high.1)
    };
    let kind = format!(
        "Results at both ends of each input{}; {}",
        in_unit(&chart.axis),
        chart.center_label
    );
    sentence(&kind, chart.rows.iter().map(row).collect())
}

fn indices(chart: &IndexChart) -> String {
    let index = |of: Option<&Interval>| of.map_or("no estimate".to_owned(), |of| percent(of.estimate));
    let row = |row: &super::IndexRow| {
        let (first, total) = (index(row.first.as_ref()), index(row.total.as_ref()));
        format!("{} {first} alone, {total} with interactions", row.label)
    };
    let kind = format!("Bars of the {}", chart.unit);
    sentence(&kind, chart.rows.iter().map(row).collect())
}

fn scatter(chart: &ScatterChart) -> String {
    let (x, y) = (&chart.x_axis, &chart.y_axis);
    let mut points: Vec<_> = chart
        .points
        .iter()
        .filter(|p| p.x.is_finite() && p.y.is_finite())
        .collect();
    points.sort_by(|a, b| b.x.total_cmp(&a.x));
    let point = |point: &&super::ScatterPoint| {
        format!(
            "{} at {}, {}",
            point.label,
            written(point.x, x.scale),
            written(point.y, y.scale)
        )
    };
    let kind = format!("Points of {} over {}, from the right", y.unit, x.unit);
    sentence(&kind, points.iter().map(point).collect())
}

fn parallel(chart: &ParallelChart) -> String {
    let names: Vec<&str> = chart.axes.iter().map(|axis| axis.name.as_str()).collect();
    let across = format!("across {} axes ({})", names.len(), names.join(", "));
    match &chart.lines {
        ParallelLines::ByPolicy(groups) => {
            let groups = groups
                .iter()
                .map(|group| format!("{} with {}", group.label, group.lines.len()));
            sentence(&format!("Lines {across}"), groups.collect())
        }
        ParallelLines::ByNumber { color, lines, .. } => {
            format!("{} lines {across}, coloured by {}.", lines.len(), color.unit)
        }
    }
}
