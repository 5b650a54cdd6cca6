//! Figures that no command draws by itself: any series and any metric, from the tables of a finished result.

use std::collections::BTreeSet;

use super::figures::kinds::{DistributionChart, Fan, FanChart};
use super::figures::{Axis, Chart, Distribution, Figure, FigureText, Hue, Observed, hue_of};
use super::phrases::worlds;
use crate::catalogue::later;
use crate::later;
use crate::number::capitalised;
use crate::stored_tables;
use analysis::run::schema::{METRICS_CSV, TRAJECTORIES_CSV};
use analysis::titles;
use engine::model::metrics::{Kind, Metric};
use engine::model::series::Series;
use engine::scenario::agents::Agent;
use engine::scenario::time::{HISTORY_MONTHS, Month};
use error::{Error, Result, nearest};
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;
use results::table::{Row, Table};

/// Which result has such a table.
const WHO_HAS: &str = "name the folder of a `detente run` or `detente compare`";

/// Reads a table of a result.
fn read(result: &StoredResult, name: &str) -> Result<Table> {
    if !result.has(name) {
        return Err(Error::Usage(format!(
            "{} holds a {}, which has no {name}; {WHO_HAS}",
            result.folder.display(),
            result.kind()
        )));
    }
    stored_tables::read(result, name)
}

/// The policy of a row; none of its own where the table has no policies.
fn policy_of<'a>(table: &Table, row: &Row<'a>) -> &'a str {
    if table.has("policy") { row.text("policy") } else { "" }
}

/// The policies in the order of the table; one without a name where there are none.
fn policies_of(table: &Table) -> Vec<String> {
    if !table.has("policy") {
        return vec![String::new()];
    }
    let mut seen = BTreeSet::new();
    let names = table.iter().map(|row| row.text("policy"));
    names.filter(|name| seen.insert(*name)).map(str::to_owned).collect()
}

fn unknown(what: &str, given: &str, known: &[String], where_to_look: &str) -> Error {
    let near = nearest(given, known.iter().map(String::as_str));
    let hint = near.map_or(String::new(), |near| format!("; did you mean `{near}`?"));
    Error::Usage(format!("no {what} `{given}` in this result{hint} ({where_to_look})"))
}

/// The series exists, but this result does not have it.
fn not_recorded(result: &StoredResult, key: &str) -> Error {
    let how = match &result.manifest.kind {
        ResultKind::Run(_) => {
            let mut words: Vec<String> = result.manifest.command.split(' ').map(str::to_owned).collect();
            match words.iter().position(|word| word == "--series") {
                None => words.push(format!("--series drawn,{key}")),
                Some(place) if words[place + 1] == "none" => key.clone_into(&mut words[place + 1]),
                Some(place) => words[place + 1].push_str(&format!(",{key}")),
            }
            format!("record it: {} --out DIR", words.join(" "))
        }
        _ => "this kind of result has those in trajectories.csv; `detente run --series all` records any".to_owned(),
    };
    Error::Usage(format!("the series `{key}` was not recorded in this result; {how}"))
}

fn text(result: &StoredResult, title: String, drawn: String) -> FigureText {
    let manifest = &result.manifest;
    let of = match &manifest.kind {
        ResultKind::Run(record) => worlds(record.counts.worlds - record.counts.failed),
        _ => later!("figure-again-all_worlds"),
    };
    FigureText {
        title: title.into(),
        subtitle: later!("figure-drawn", drawn = drawn, worlds = of).into(),
        foot: later!(
            "figure-foot",
            case = later!("figure-again-source", command = &manifest.command),
            seed = manifest.seed.to_string(),
            version = &manifest.version,
            hash = &manifest.short_hash,
        )
        .into(),
    }
}

fn axis_of(unit: &str, kind: Option<Kind>) -> Axis {
    match (unit, kind) {
        (_, Some(Kind::Year)) => Axis::year(later!("figure-year")),
        ("share", _) => Axis::share(unit),
        _ => Axis::linear(unit),
    }
}

/// Policies have colours by their position; a single scenario has that of what it shows.
fn hue(position: usize, policies: usize, alone: Hue) -> Hue {
    if policies > 1 { Hue::Policy(position) } else { alone }
}

/// The spread over worlds of a series, such as `china.lag_months`, month by month; of both states for `lag_months` where the
/// result is one run.
///
/// # Errors
/// The result has no monthly table, or no such series.
pub fn series_figure(result: &StoredResult, key: &str) -> Result<Figure> {
    let is_series = Series::called(key).next().is_some();
    if is_series && matches!(result.manifest.kind, ResultKind::Run(_)) && !result.has(TRAJECTORIES_CSV) {
        return Err(not_recorded(result, key));
    }
    let table = read(result, TRAJECTORIES_CSV)?;
    let column = |row: &Row| (row.text("agent").to_owned(), row.text("variable").to_owned());
    let mut known: Vec<(String, String)> = Vec::new();
    for row in table.iter() {
        if !known.contains(&column(&row)) {
            known.push(column(&row));
        }
    }
    let policies = policies_of(&table);
    let whole = |(agent, variable): &(String, String)| format!("{agent}.{variable}");
    let asked = |column: &&(String, String)| whole(column) == key || (policies.len() == 1 && column.1 == key);
    let chosen: Vec<&(String, String)> = known.iter().filter(asked).collect();
    if chosen.is_empty() {
        if is_series {
            return Err(not_recorded(result, key));
        }
        let names: Vec<String> = known.iter().map(whole).collect();
        return Err(unknown("series", key, &names, "its series are in trajectories.csv"));
    }
    let mut fans = Vec::new();
    let mut units = String::new();
    for (position, policy) in policies.iter().enumerate() {
        for one in &chosen {
            let of = |row: &Row| policy_of(&table, row) == policy && column(row) == **one;
            let rows: Vec<Row> = table.iter().filter(of).collect();
            units = rows.first().map_or(String::new(), |row| row.text("unit").to_owned());
            let state = Agent::ALL.into_iter().find(|agent| agent.key() == one.0);
            let label = state.map_or_else(|| later!("figure-again-world"), |agent| agent.name().to_owned());
            let years = rows.iter().map(|row| {
                let month = row.text("month");
                Month::parse(month)
                    .map(Month::end_year)
                    .ok_or_else(|| Error::File(format!("{TRAJECTORIES_CSV}: `{month}` is no month of the simulation")))
            });
            let years = years.collect::<Result<Vec<f64>>>()?;
            let [p05, p25, p50, p75, p95] = ["p05", "p25", "p50", "p75", "p95"]
                .map(|name| rows.iter().map(|row| row.number(name)).collect::<Vec<f64>>());
            fans.push(Fan {
                label: if policies.len() > 1 {
                    policy.clone().into()
                } else {
                    label.into()
                },
                hue: hue(position, policies.len(), state.map_or(Hue::Neutral, hue_of)),
                years,
                p05,
                p25,
                p50,
                p75,
                p95,
            });
        }
    }
    let meaning = Series::from_keys(&chosen[0].0, &chosen[0].1).map_or(key, |series| series.meaning());
    let states = Agent::ALL
        .into_iter()
        .filter(|agent| chosen.iter().any(|one| one.0 == agent.key()));
    let states: Vec<Agent> = states.collect();
    let title = match states.as_slice() {
        [] => capitalised(meaning),
        [one] => later!("figure-again-of_one", state = one.name(), meaning = meaning),
        _ => later!("figure-again-of_both", meaning = meaning),
    };
    let history = Month(HISTORY_MONTHS - 1).end_year();
    let longer = fans
        .iter()
        .any(|fan| fan.years.last().is_some_and(|last| *last > history));
    Ok(Figure {
        name: format!("series-{}", key.replace(['.', '_'], "-")),
        text: text(result, title, later!("figure-bands")),
        chart: Chart::from(FanChart {
            fans,
            points: Vec::new(),
            axis: axis_of(&units, None),
            history_end_year: longer.then_some(history),
        }),
    })
}

/// The distribution of a metric over worlds, one histogram a policy.
///
/// # Errors
/// The result has no table of metrics by world, or no such metric; or the metric is a state rather than a number.
pub fn metric_figure(result: &StoredResult, key: &str) -> Result<Figure> {
    let table = read(result, METRICS_CSV)?;
    let known: Vec<String> = Metric::ALL.into_iter().map(|metric| metric.key().to_owned()).collect();
    let metric = Metric::from_key(key).ok_or_else(|| match Metric::refused_date(key) {
        Some(refused) => Error::Usage(refused),
        None => unknown("metric", key, &known, "`detente list --metrics` shows all"),
    })?;
    stored_tables::refuse_unkept(result, METRICS_CSV, metric)?;
    let key = metric.key();
    if metric.kind() == Kind::Who {
        return Err(Error::Usage(format!(
            "`{key}` is a state in each world, not a number, so it has no histogram; choose another metric (`detente list --metrics`)"
        )));
    }
    let policies = policies_of(&table);
    let is_without = |policy: &String| {
        let mut of = table.iter().filter(|row| policy_of(&table, row) == policy);
        of.all(|row| row.number(key).is_nan())
    };
    if policies.iter().all(is_without) {
        return Err(Error::Usage(format!(
            "`{key}` has no value in any world of this result: its date lies beyond the horizon, or every world failed; choose another metric"
        )));
    }
    let groups = policies.iter().enumerate().map(|(position, policy)| {
        // Worlds that failed have empty cells.
        let values: Vec<f64> = table
            .iter()
            .filter(|row| policy_of(&table, row) == policy)
            .map(|row| row.number(key))
            .filter(|value| !value.is_nan())
            .collect();
        let happens: Vec<f64> = values.iter().copied().filter(|value| value.is_finite()).collect();
        Distribution {
            label: if policies.len() > 1 {
                policy.clone().into()
            } else {
                later!("figure-again-worlds").into()
            },
            hue: hue(position, policies.len(), Hue::Neutral),
            never_share: (values.len() - happens.len()) as f64 / values.len().max(1) as f64,
            observed: Observed::Values(happens),
        }
    });
    let axis = axis_of(metric.unit(), Some(metric.kind()));
    Ok(Figure {
        name: format!("metric-{}", key.replace(['_', '@'], "-")),
        text: text(
            result,
            later(titles::meaning(metric).capitalised()),
            later!("figure-again-histogram"),
        ),
        chart: Chart::from(DistributionChart {
            groups: groups.collect(),
            axis,
            never_label: later!("figure-again-never").into(),
        }),
    })
}
