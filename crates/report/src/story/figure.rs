//! The chosen worlds as lines over the band of all worlds.

use super::turns::name;
use super::{Story, roles};
use crate::chapters::figures;
use crate::chapters::rows::Rows;
use crate::document::{Attachment, Block};
use crate::figures::kinds::{Curve, CurveChart, Rule};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::number::capitalised;
use crate::say;
use analysis::replay::Replay;
use analysis::run::schema::TRAJECTORIES_CSV;
use analysis::story::exemplars::Exemplar;
use engine::scenario::time::{FIRST_YEAR, HISTORY_MONTHS, Month};
use error::Result;
use results::store::manifest::VERSION;

/// Name of the figure and its table.
const NAME: &str = "chosen-worlds";

pub fn block(story: &Story, chosen: &[Exemplar], replays: &[Replay]) -> Result<(Block, Attachment)> {
    let words = story.words;
    let mut curves: Vec<Curve> = band(story)?.into_iter().collect();
    let has_band = !curves.is_empty();
    for (place, (world, told)) in chosen.iter().zip(replays).enumerate() {
        let y: Vec<f64> = (0..told.months).map(|month| story.focus.value(told, month)).collect();
        curves.push(Curve {
            label: roles(words, story.metric, &world.roles).into(),
            hue: Hue::Policy(place),
            x: (0..told.months).map(|month| Month(month).end_year()).collect(),
            y,
            low: Vec::new(),
            high: Vec::new(),
        });
    }
    let watched = capitalised(&name(words, story.focus));
    let unit = match story.focus.unit() {
        "ratio" => say!(words, "story-times"),
        unit => unit.to_owned(),
    };
    let figure = Figure {
        name: NAME.to_owned(),
        text: FigureText {
            title: say!(words, "story-figure", focus = watched).into(),
            subtitle: match has_band {
                true => say!(words, "story-figure_band", count = story.outcome.len()).into(),
                false => say!(words, "story-figure_alone").into(),
            },
            foot: say!(
                words,
                "story-foot",
                seed = story.result.manifest.seed.to_string(),
                version = VERSION,
                hash = &story.result.manifest.short_hash,
            )
            .into(),
        },
        chart: Chart::from(CurveChart {
            curves,
            band: "90 %".into(),
            x_axis: Axis::year(say!(words, "story-year")),
            y_axis: match (story.focus.is_logarithmic(), story.focus.unit()) {
                (true, _) => Axis::log(unit),
                (false, "share") => Axis::share(unit),
                (false, _) => Axis::linear(unit),
            },
            level: None,
            reference: Some(Rule {
                value: f64::from(FIRST_YEAR) + HISTORY_MONTHS as f64 / 12.0,
                label: say!(words, "story-history_ends").into(),
            }),
        }),
    };
    figures::block(words, &figure, story.chapter, String::new())
}

/// Median and 5-95 % band over all worlds, where the tables have them.
fn band(story: &Story) -> Result<Option<Curve>> {
    let Some(series) = story.focus.series() else {
        return Ok(None);
    };
    let table = Rows::read_or_none(story.result, TRAJECTORIES_CSV)?;
    let policy = story.cases.first().map_or("", |case| case.name.as_str());
    let mut curve = Curve {
        label: say!(story.words, "story-all_worlds").into(),
        hue: Hue::Neutral,
        x: Vec::new(),
        y: Vec::new(),
        low: Vec::new(),
        high: Vec::new(),
    };
    for row in table.iter() {
        let is_this = (row.text("agent"), row.text("variable")) == (series.agent_key(), series.key());
        if !is_this || row.text("policy") != policy {
            continue;
        }
        if let Some(month) = Month::parse(row.text("month")) {
            curve.x.push(month.end_year());
            curve.y.push(row.number("p50"));
            curve.low.push(row.number("p05"));
            curve.high.push(row.number("p95"));
        }
    }
    Ok((!curve.x.is_empty()).then_some(curve))
}
