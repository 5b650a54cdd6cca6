//! What scores from a rolling origin say and write.

use crate::cases::recorded;
use crate::figures::kinds::CountChart;
use crate::figures::{Axis, Chart, Figure, FigureText, Hue, file_names};
use crate::later;
use crate::needs::of_numbers;
use crate::phrases::{foot, scenario_sentence};
use crate::study::{Written, write_tables};
use analysis::score::claims::claims;
use analysis::score::pit::{self, band_of_a_bar};
use analysis::score::schema::{FORECASTS, PIT, SCHEMAS, SCORES};
use analysis::score::{BASELINES, Forecast, PIT_BARS, Request, Results, Scored};
use engine::scenario::load::resolved::parameters_text;
use error::Result;
use results::dictionary::table_names;
use results::row;
use results::store::manifest::{ExperimentRecord, Key, ResultKind};
use results::store::room::Needs;
use results::store::staging::Staging;
use results::table::{Table, Value};

/// All tables.
pub fn tables(results: &Results) -> Vec<Table> {
    let mut scores = Table::new(&SCORES);
    let groups = [
        ("all", std::slice::from_ref(&results.overall)),
        ("area", &results.by_area[..]),
        ("lead", &results.by_lead),
        ("origin", &results.by_origin),
    ];
    for (by, of) in groups {
        of.iter().for_each(|scored| scores.push(score_row(by, scored)));
    }
    let mut forecasts = Table::new(&FORECASTS);
    results
        .forecasts
        .iter()
        .for_each(|forecast| forecasts.push(forecast_row(forecast)));
    let mut pit = Table::new(&PIT);
    let bars = PIT_BARS as f64;
    let [low, high] = band_of_a_bar(results.forecasts.len());
    for (bar, &facts) in results.pit.iter().enumerate() {
        let expected = results.forecasts.len() as f64 / bars;
        let (from, to) = (bar as f64 / bars, (bar + 1) as f64 / bars);
        pit.push(Vec::from(row![
            from,
            to,
            facts as u64,
            expected,
            low as u64,
            high as u64
        ]));
    }
    vec![scores, forecasts, pit]
}

fn score_row<'a>(by: &'a str, scored: &'a Scored) -> Vec<Value<'a>> {
    let mut row = Vec::from(row![
        by,
        &scored.name,
        scored.facts as u64,
        scored.compared as u64,
        scored.inside_share,
        scored.mean_relative_width,
        scored.mean_crps,
    ]);
    for baseline in 0..BASELINES.len() {
        let skill = scored.skills.map(|skills| skills[baseline]);
        row.extend(row![
            skill.map(|skill| skill.value),
            skill.map(|skill| skill.low),
            skill.map(|skill| skill.high),
        ]);
    }
    row
}

fn forecast_row(forecast: &Forecast) -> Vec<Value<'_>> {
    let judged = &forecast.judged;
    let (fact, predicted) = (&judged.fact, judged.predicted);
    let error = fact.full_error().mean();
    let mut row = Vec::from(row![
        forecast.origin.to_string(),
        &fact.id,
        fact.observable.area.key(),
        &fact.observable.name,
        fact.observable.subject.key(),
        &fact.date,
        forecast.lead_months,
        &fact.observable.unit,
        fact.value,
        predicted.p05,
        predicted.p50,
        predicted.p95,
        judged.inside,
        judged.pit,
        judged.relative_width,
        judged.normalised_crps,
    ]);
    for baseline in 0..BASELINES.len() {
        let score = forecast.baselines.as_ref().map(|naive| naive[baseline].crps / error);
        row.extend(row![score]);
    }
    row
}

/// Name of the figure.
pub const PLACES: &str = "places-of-facts";

/// In which tenth of its predicted distribution each fact lies, with the finding as title.
fn places(results: &Results, foot: String) -> Figure {
    let facts = results.forecasts.len();
    let chart = CountChart {
        label: later!("figure-score-places_of").into(),
        hue: Hue::Neutral,
        counts: results.pit.iter().map(|&count| count as f64).collect(),
        expected: facts as f64 / PIT_BARS as f64,
        band: band_of_a_bar(facts).map(|count| count as f64),
        band_named: later!("figure-score-places_band").into(),
        x_axis: Axis::share(later!("figure-score-places_x")),
        y_axis: Axis::linear(later!("figure-score-places_y")),
    };
    Figure {
        name: PLACES.to_owned(),
        text: FigureText {
            title: pit::said(results.places().shape()).into(),
            subtitle: later!("figure-score-places_drawn", facts = facts).into(),
            foot: foot.into(),
        },
        chart: Chart::from(chart),
    }
}

impl Written for Request {
    fn file_names(&self) -> Vec<String> {
        let tables = table_names(&SCHEMAS).map(str::to_owned);
        tables.chain(file_names([PLACES])).collect()
    }

    fn write(&self, results: &Results, staging: &Staging) -> Result<Vec<String>> {
        write_tables(staging, &tables(results))
    }

    fn figures(&self, results: &Results, key: &Key) -> Vec<Figure> {
        let scenario = &self.scenario;
        let foot = foot(&scenario_sentence(&scenario.name), scenario.seed, key);
        vec![places(results, foot)]
    }

    fn record(&self, results: &Results) -> ExperimentRecord {
        ExperimentRecord {
            title: format!(
                "{}: forecasts from earlier dates against what came after",
                self.scenario.title
            ),
            findings: Vec::new(),
            worlds: results.worlds,
            failed: 0,
            claims: claims(results),
            cases: vec![recorded(&self.scenario.name, &self.scenario)],
            parameters_toml: parameters_text(&self.scenario.cards),
            specification: match self.facts.text == analysis::facts::SHIPPED {
                true => String::new(),
                false => self.facts.text.clone(),
            },
        }
    }

    fn kind(record: ExperimentRecord) -> ResultKind {
        ResultKind::Score(record)
    }

    fn seed(&self) -> u64 {
        self.scenario.seed
    }

    fn needs(&self) -> Needs {
        let facts = self.fact_set().map_or(0, |read| read.facts.len() as u64);
        of_numbers(self.worlds_an_origin() * facts)
    }
}
