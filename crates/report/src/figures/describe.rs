//! What a figure shows in one or two sentences, for readers who cannot see it.

use super::distribution::DistributionChart;
use super::moments::moment;
use super::numbers::{limit, percent, written};
use super::{
    Axis, Chart, CurveChart, Fan, FanChart, ForestChart, HeatMapChart, IndexChart, Interval, ParallelChart,
    ParallelLines, Scale, ScatterChart, SharesChart, SmallMultiples, Spoken, SurfaceChart, TornadoChart,
    ValidationChart,
};
use crate::later;

/// Things that a sentence lists at most.
const MOST_LISTED: usize = 8;

impl Spoken<'_> {
    /// One or two sentences: the kind of chart, what it shows, the main values.
    pub fn alt(&self) -> String {
        let shown = match &self.figure.chart {
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
        let shown = self.words.fill(&shown);
        let title = self.title().trim();
        match title.chars().last() {
            None => shown,
            Some('.' | '?' | '!') => format!("{title} {shown}"),
            Some(_) => format!("{title}. {shown}"),
        }
    }
}

/// What a chart is, and what is in it.
fn sentence(kind: String, things: Vec<String>) -> String {
    if things.is_empty() {
        return later!("alt.nothing", kind = kind);
    }
    let more = things.len().saturating_sub(MOST_LISTED);
    let listed = things.into_iter().take(MOST_LISTED).collect::<Vec<_>>().join("; ");
    match more {
        0 => later!("alt.all", kind = kind, listed = listed),
        more => later!("alt.more", kind = kind, listed = listed, more = more.to_string()),
    }
}

/// What is said, with its unit where there is one.
fn in_unit(what: String, axis: &Axis) -> String {
    match axis.unit.as_str() {
        "" => what,
        unit => later!("figure.in_unit", what = what, unit = unit),
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
        return later!("alt.without", label = &of.label);
    };
    let value = |value: f64| written(value, axis.scale);
    let mut text = later!(
        "alt.median",
        label = &of.label,
        value = value(first.1),
        when = moment(first.0),
    );
    if last.0 > first.0 {
        text = later!("alt.then", first = text, value = value(last.1), when = moment(last.0));
    }
    if let Some(k) = of.years.iter().position(|year| *year == last.0)
        && of.p05[k].is_finite()
        && of.p95[k].is_finite()
    {
        text = later!(
            "alt.band",
            first = text,
            low = value(of.p05[k]),
            high = value(of.p95[k])
        );
    }
    text
}

fn fan(chart: &FanChart) -> String {
    let kind = in_unit(later!("alt.fan"), &chart.axis);
    sentence(kind, chart.fans.iter().map(|one| one_fan(one, &chart.axis)).collect())
}

fn multiples(chart: &SmallMultiples) -> String {
    let panel = |panel: &super::Panel| {
        let fans: Vec<String> = panel.fans.iter().map(|one| one_fan(one, &panel.axis)).collect();
        format!("{}: {}", in_unit(panel.title.clone(), &panel.axis), fans.join(", "))
    };
    let kind = later!("alt.multiples", count = chart.panels.len());
    sentence(kind, chart.panels.iter().map(panel).collect())
}

fn distribution(chart: &DistributionChart) -> String {
    let value = |value: f64| written(value, chart.axis.scale);
    let group = |group: &super::Distribution| {
        let mut text = match group.quantiles() {
            None => later!("alt.no_world", label = &group.label),
            Some([low, median, high]) => later!(
                "alt.group",
                label = &group.label,
                median = value(median),
                low = value(low),
                high = value(high),
            ),
        };
        if group.never_share > 0.0 {
            text = later!(
                "alt.never",
                first = text,
                never = &chart.never_label,
                share = percent(group.never_share),
            );
        }
        text
    };
    let kind = in_unit(later!("alt.histogram"), &chart.axis);
    sentence(kind, chart.groups.iter().map(group).collect())
}

fn validation(chart: &ValidationChart) -> String {
    let inside = chart.rows.iter().filter(|row| row.inside).count();
    let value = |value: f64| written(value, chart.axis.scale);
    let outside = chart.rows.iter().filter(|row| !row.inside).map(|row| {
        later!(
            "alt.outside",
            label = &row.label,
            value = value(row.value),
            low = value(row.predicted_p05),
            high = value(row.predicted_p95),
        )
    });
    let kind = later!(
        "alt.validation",
        kind = in_unit(later!("alt.facts"), &chart.axis),
        inside = inside.to_string(),
        all = chart.rows.len().to_string(),
    );
    match outside.collect::<Vec<_>>() {
        none if none.is_empty() => later!("figure.sentence", text = kind),
        outside => sentence(kind, outside),
    }
}

fn shares(chart: &SharesChart) -> String {
    let Some(last) = chart.years.len().checked_sub(1) else {
        return sentence(later!("alt.shares"), Vec::new());
    };
    let band = |band: &super::ShareBand| {
        let share = |k: usize| percent(chart.drawn(band, k));
        over_time(
            &band.label,
            (share(0), chart.years[0]),
            (share(last), chart.years[last]),
        )
    };
    let kind = later!("figure.in_unit", what = later!("alt.shares"), unit = &chart.unit);
    sentence(kind, chart.bands.iter().map(band).collect())
}

fn estimate(of: &Interval, axis: &Axis) -> String {
    let value = |value: f64| limit(value, axis.scale);
    let ends = later!("figure.to", low = value(of.low), high = value(of.high));
    format!("{} ({ends})", value(of.estimate))
}

fn forest(chart: &ForestChart) -> String {
    let rows = chart.panels.iter().flat_map(|panel| {
        panel.rows.iter().map(move |row| {
            let effect = row.effect.as_ref();
            let effect = effect.map_or_else(|| row.note.clone(), |effect| estimate(effect, &panel.axis));
            format!("{}, {}: {effect}", in_unit(panel.title.clone(), &panel.axis), row.label)
        })
    });
    sentence(later!("alt.forest"), rows.collect())
}

fn curves(chart: &CurveChart) -> String {
    let (x, y) = (&chart.x_axis, &chart.y_axis);
    let curve = |curve: &super::Curve| match finite_ends(&curve.x, &curve.y) {
        None => later!("alt.without", label = &curve.label),
        Some([first, last]) if x.scale == Scale::Year => over_time(
            &curve.label,
            (written(first.1, y.scale), first.0),
            (written(last.1, y.scale), last.0),
        ),
        Some([first, last]) => ends(
            &curve.label,
            (written(first.1, y.scale), written(first.0, x.scale)),
            (written(last.1, y.scale), written(last.0, x.scale)),
        ),
    };
    let kind = later!("alt.curves", y = &y.unit, x = &x.unit);
    sentence(kind, chart.curves.iter().map(curve).collect())
}

/// What something is in two months: value and decimal year of each.
fn over_time(label: &str, first: (String, f64), last: (String, f64)) -> String {
    later!(
        "alt.share",
        label = label,
        first = first.0,
        start = moment(first.1),
        last = last.0,
        end = moment(last.1),
    )
}

/// What something is at two places: value and place of each.
fn ends(label: &str, first: (String, String), last: (String, String)) -> String {
    later!(
        "alt.ends",
        label = label,
        first = first.0,
        at_first = first.1,
        last = last.0,
        at_last = last.1,
    )
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
        later!("alt.lowest", value = written(low.0, axis.scale), place = low.1),
        later!("alt.highest", value = written(high.0, axis.scale), place = high.1),
    ]
}

fn heat_map(chart: &HeatMapChart) -> String {
    let cells = chart.rows.iter().zip(&chart.cells).flat_map(|(row, cells)| {
        let named = chart.columns.iter().zip(cells);
        named.map(move |(column, cell)| (cell.value, format!("{row}, {column}: {}", cell.text)))
    });
    let kind = later!(
        "alt.heat_map",
        rows = later!("alt.rows", count = chart.rows.len()),
        columns = later!("alt.columns", count = chart.columns.len()),
        color = &chart.color.unit,
    );
    sentence(kind, lowest_and_highest(extremes(cells), &chart.color))
}

fn surface(chart: &SurfaceChart) -> String {
    let points = chart.z.iter().enumerate().map(|(k, z)| {
        let (x, y) = (chart.x[k % chart.x.len()], chart.y[k / chart.x.len()]);
        let at = (written(x, chart.x_axis.scale), written(y, chart.y_axis.scale));
        (
            *z,
            later!(
                "alt.place",
                x = &chart.x_axis.unit,
                at_x = at.0,
                y = &chart.y_axis.unit,
                at_y = at.1,
            ),
        )
    });
    let (x, y) = (&chart.x_axis.unit, &chart.y_axis.unit);
    let kind = later!("alt.surface", color = &chart.color.unit, x = x, y = y);
    sentence(kind, lowest_and_highest(extremes(points), &chart.color))
}

fn tornado(chart: &TornadoChart) -> String {
    let value = |value: f64| written(value, chart.axis.scale);
    let row = |row: &super::TornadoRow| {
        let (low, high) = (&row.low, &row.high);
        ends(
            &row.label,
            (value(low.result), low.input.clone()),
            (value(high.result), high.input.clone()),
        )
    };
    let kind = format!(
        "{}; {}",
        in_unit(later!("alt.tornado"), &chart.axis),
        chart.center_label
    );
    sentence(kind, chart.rows.iter().map(row).collect())
}

fn indices(chart: &IndexChart) -> String {
    let index = |of: Option<&Interval>| of.map_or(later!("alt.no_estimate"), |of| percent(of.estimate));
    let row = |row: &super::IndexRow| {
        let (first, total) = (index(row.first.as_ref()), index(row.total.as_ref()));
        later!("alt.index", label = &row.label, first = first, total = total)
    };
    let kind = later!("alt.indices", unit = &chart.unit);
    sentence(kind, chart.rows.iter().map(row).collect())
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
        later!(
            "alt.point",
            label = &point.label,
            x = written(point.x, x.scale),
            y = written(point.y, y.scale),
        )
    };
    let kind = later!("alt.scatter", y = &y.unit, x = &x.unit);
    sentence(kind, points.iter().map(point).collect())
}

fn parallel(chart: &ParallelChart) -> String {
    let names: Vec<&str> = chart.axes.iter().map(|axis| axis.name.as_str()).collect();
    let (count, names) = (names.len().to_string(), names.join(", "));
    match &chart.lines {
        ParallelLines::ByPolicy(groups) => {
            let groups = groups
                .iter()
                .map(|group| later!("alt.lines", label = &group.label, count = group.lines.len().to_string()));
            sentence(later!("alt.parallel", count = count, names = names), groups.collect())
        }
        ParallelLines::ByNumber { color, lines, .. } => {
            later!(
                "alt.parallel_colored",
                lines = lines.len().to_string(),
                count = count,
                names = names,
                color = &color.unit,
            )
        }
    }
}
