//! Charts that the spreadsheet draws itself from the cells of the other sheets.

use std::ops::Range;

use rust_xlsxwriter::{
    Chart, ChartAxisDateUnitType, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine,
    ChartLineDashType, ChartMarker, ChartSolidFill, Color, Worksheet, XlsxError,
};

use super::Part;
use super::sheet::Sheet;
use crate::catalogue::Catalogue;
use crate::figures::{Hue, hue_of, in_words};
use crate::pictures::{FANS, FanScale, FanSpec, fan_agents};
use crate::say;
use analysis::compare::schema::EFFECTS_CSV;
use analysis::run::schema::TRAJECTORIES_CSV;
use analysis::titles::title_of;
use engine::model::metrics::Metric;
use engine::scenario::agents::Agent;
use results::store::manifest::ResultKind;

/// Size of a chart and where the next one begins, in cells of usual size.
const SIZE: (u32, u32) = (760, 400);
const STEP: (u16, u32) = (12, 21);
/// Charts side by side.
const ACROSS: u32 = 2;

/// The charts of all results; nothing if there are none.
pub fn charts(words: &Catalogue, parts: &[Part]) -> Result<Option<Worksheet>, XlsxError> {
    let mut all = Vec::new();
    for part in parts {
        // Other kinds have tables of these names with other columns.
        let kind = &part.result.manifest.kind;
        if let (Some(sheet), ResultKind::Compare(_)) = (part.sheet(EFFECTS_CSV), kind) {
            all.extend(effects(words, sheet));
        }
        if let (Some(sheet), ResultKind::Run(_) | ResultKind::Compare(_)) = (part.sheet(TRAJECTORIES_CSV), kind) {
            all.extend(FANS.iter().flat_map(|spec| fans(words, sheet, spec)));
        }
    }
    if all.is_empty() {
        return Ok(None);
    }
    let mut page = Worksheet::new();
    for (place, chart) in (0..).zip(&mut all) {
        chart.set_width(SIZE.0).set_height(SIZE.1);
        chart.title().set_font(ChartFont::new().set_size(12));
        page.insert_chart(place / ACROSS * STEP.1, (place % ACROSS) as u16 * STEP.0, chart)?;
    }
    page.set_landscape();
    page.set_print_fit_to_pages(1, 0);
    Ok(Some(page))
}

/// The cells of a column in these rows, as charts name them.
type Cells<'a> = (&'a str, u32, u16, u32, u16);

fn cells<'a>(sheet: &'a Sheet, column: &str, rows: &Range<u32>) -> Option<Cells<'a>> {
    let column = sheet.column(column)?;
    Some((&sheet.name, rows.start, column, rows.end - 1, column))
}

fn color(hue: Hue) -> Color {
    let rgb = hue.color();
    Color::RGB(u32::from(rgb.0) << 16 | u32::from(rgb.1) << 8 | u32::from(rgb.2))
}

/// A line that is hardly seen.
fn faint() -> ChartLine {
    let mut line = ChartLine::new();
    line.set_color(Color::RGB(0xD9_D9D9));
    line
}

/// The charts of a monthly quantity: median and 5-95 % of each state; with several policies, one a state with the median of each policy.
fn fans(words: &Catalogue, sheet: &Sheet, spec: &FanSpec) -> Vec<Chart> {
    let has_policies = sheet.table.has("policy");
    let title = in_words(words)(&(spec.title)().into());
    let agents: Vec<Agent> = fan_agents(spec.shown).to_vec();
    match has_policies {
        false => {
            let stretches = sheet.stretches(&["agent", "variable"]);
            let lines = agents.iter().flat_map(|&agent| {
                let rows = stretches
                    .iter()
                    .find(|(keys, _)| keys[..] == [agent.key(), spec.variable.key()]);
                rows.into_iter().flat_map(move |(_, rows)| {
                    let name = words.term(agent.name());
                    let (median, band) = (say!(words, "workbook-median", name = &name), |end| {
                        say!(words, "workbook-band", name = &name, end = end)
                    });
                    [
                        Line::new(median, hue_of(agent), "p50", rows),
                        Line::new(band("5 %"), hue_of(agent), "p05", rows).thin(),
                        Line::new(band("95 %"), hue_of(agent), "p95", rows).thin(),
                    ]
                })
            });
            months(words, sheet, spec, &title, lines.collect())
                .into_iter()
                .collect()
        }
        true => {
            let stretches = sheet.stretches(&["agent", "variable", "policy"]);
            let of_agent = |&agent: &Agent| {
                let is_it = |keys: &[&str]| keys[..2] == [agent.key(), spec.variable.key()];
                let mine = stretches.iter().filter(|(keys, _)| is_it(keys)).enumerate();
                let lines =
                    mine.map(|(place, (keys, rows))| Line::new(keys[2].to_owned(), Hue::Policy(place), "p50", rows));
                let title = say!(
                    words,
                    "workbook-median_of",
                    title = &title,
                    name = words.term(agent.name())
                );
                months(words, sheet, spec, &title, lines.collect())
            };
            agents.iter().filter_map(of_agent).collect()
        }
    }
}

/// A line of a chart of months.
struct Line<'a> {
    name: String,
    hue: Hue,
    column: &'static str,
    rows: &'a Range<u32>,
    thin: bool,
}

impl<'a> Line<'a> {
    fn new(name: String, hue: Hue, column: &'static str, rows: &'a Range<u32>) -> Self {
        Self {
            name,
            hue,
            column,
            rows,
            thin: false,
        }
    }

    fn thin(self) -> Self {
        Self { thin: true, ..self }
    }
}

/// Lines over months; nothing without any.
fn months(words: &Catalogue, sheet: &Sheet, spec: &FanSpec, title: &str, lines: Vec<Line>) -> Option<Chart> {
    let mut chart = Chart::new_line();
    let mut count = 0;
    for line in lines {
        let (Some(months), Some(values)) = (cells(sheet, "month", line.rows), cells(sheet, line.column, line.rows))
        else {
            continue;
        };
        let mut look = ChartLine::new();
        look.set_color(color(line.hue))
            .set_width(if line.thin { 1.0 } else { 2.25 });
        if line.thin {
            look.set_dash_type(ChartLineDashType::Dash);
        }
        chart
            .add_series()
            .set_name(line.name.as_str())
            .set_categories(months)
            .set_values(values)
            .set_format(ChartFormat::new().set_line(&look))
            .set_marker(ChartMarker::new().set_none());
        count += 1;
    }
    let unit = in_words(words)(&(spec.unit)().into());
    chart.title().set_name(title);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    // A label each other year.
    chart
        .x_axis()
        .set_date_axis(true)
        .set_num_format("yyyy")
        .set_major_unit(24)
        .set_major_unit_date_type(ChartAxisDateUnitType::Months);
    let axis = chart
        .y_axis()
        .set_name(unit.as_str())
        .set_major_gridlines_line(&faint());
    match spec.scale {
        FanScale::Linear => axis,
        FanScale::Log => axis.set_log_base(10).set_num_format("#,##0"),
        FanScale::Share => axis.set_num_format("0%"),
    };
    (count > 0).then_some(chart)
}

/// The mean effect of each policy on the main outcomes, a chart an outcome: their units differ.
fn effects(words: &Catalogue, sheet: &Sheet) -> Vec<Chart> {
    let stretches = sheet.stretches(&["metric", "quantity", "unit"]);
    let of_metric = |(keys, rows): &(Vec<&str>, Range<u32>)| {
        let [metric, quantity, unit] = keys[..] else {
            return None;
        };
        let title = title_of(Metric::from_key(metric)?).filter(|_| quantity == "mean")?;
        let (policies, differences) = (cells(sheet, "policy", rows)?, cells(sheet, "difference", rows)?);
        let mut chart = Chart::new_bar();
        chart
            .add_series()
            .set_categories(policies)
            .set_values(differences)
            .set_gap(60)
            .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color(Hue::Policy(0)))));
        chart
            .title()
            .set_name(&say!(words, "workbook-effect", outcome = words.word(&title)));
        chart.legend().set_hidden();
        // Names beside the scale, however long the bar to the left is.
        chart.y_axis().set_label_position(ChartAxisLabelPosition::Low);
        let axis = chart
            .x_axis()
            .set_name(&words.term(unit))
            .set_major_gridlines_line(&faint());
        if unit == "share" {
            axis.set_num_format("0.0%");
        }
        Some(chart)
    };
    stretches.iter().filter_map(of_metric).collect()
}
