//! The parameter cards of a report, and which parameters are important and weakly known.

mod importance;

use importance::{Importance, Measure, Weight as Weighed};

use super::catalogue::Catalogue;
use super::chapters::figures as drawn;
use super::chapters::influence::grade;
use super::document::{Attachment, Block, Cell, Column, Inline, Section, Table};
use super::figures::kinds::{ForestChart, ForestPanel, ForestRow};
use super::figures::{Axis, Chart, Figure, FigureText, Hue};
use crate::number::readable;
use crate::say;
use analysis::titles::title;
use engine::model::metrics::Metric;
use engine::scenario::cards::{Card, CardSet, Distribution, Pedigree};
use error::Result;
use results::store::manifest::{VERSION, scenario_of};
use results::store::stored::StoredResult;

/// Name of this part in ids and file names.
const NAME: &str = "cards";
/// Rows of one grade in the figure.
const ROWS: usize = 6;
/// Parameters that are named in words.
const NAMED: usize = 3;

/// The section on the parameters of all results, and the tables behind its figures: what `metric` depends on is taken from the first
/// sensitivity analysis among them, else from rank correlations over the worlds of the first result that has worlds. `None` without any
/// result.
///
/// # Errors
/// A table or the cards of a result cannot be read; the figure cannot be drawn.
pub fn section(
    words: &Catalogue,
    results: &[&StoredResult],
    metric: Metric,
) -> Result<Option<(Section, Vec<Attachment>)>> {
    let Some(first) = results.first() else {
        return Ok(None);
    };
    let (scenario_toml, parameters_toml) = first.manifest.kind.scenario();
    let cards = scenario_of(scenario_toml, parameters_toml)?.cards;
    let importance = Importance::of(results, &cards, metric)?;
    let mut section = Section::new(NAME, say!(words, "cards-title"));
    section.paragraph(grades(words, &cards));
    let mut files = Vec::new();
    match &importance {
        Some((importance, of)) => {
            section.blocks.extend(in_words(words, importance, &cards));
            if importance.above_floor().next().is_some() {
                let figure = figure(words, importance, &cards, of);
                let (block, file) = drawn::block(words, &figure, NAME, String::new())?;
                section.blocks.push(block);
                files.push(file);
            }
        }
        None => section.paragraph(say!(words, "cards-no_importance")),
    }
    section.blocks.push(Block::Details {
        summary: say!(words, "cards-all", count = cards.cards.len()),
        blocks: vec![Block::Table(table(
            words,
            &cards,
            importance.as_ref().map(|(found, _)| found),
        ))],
        printed: true,
    });
    Ok(Some((section, files)))
}

/// How many parameters have which grade.
fn grades(words: &Catalogue, cards: &CardSet) -> String {
    let count = |pedigree| cards.cards.iter().filter(|card| card.pedigree == pedigree).count();
    let [measured, estimated, judged, assumed] = Pedigree::ALL.map(|pedigree| count(pedigree).to_string());
    let fixed = |card: &&Card| matches!(card.distribution, Distribution::Fixed(_));
    say!(
        words,
        "cards-grades",
        count = cards.cards.len(),
        measured = measured,
        estimated = estimated,
        judged = judged,
        assumed = assumed,
        fixed = cards.cards.iter().filter(fixed).count().to_string(),
    )
}

/// What importance is, and what is important and weakly known.
fn in_words(words: &Catalogue, importance: &Importance, cards: &CardSet) -> Vec<Block> {
    let metric = title(importance.metric);
    let how = match importance.measure {
        Measure::Correlation { worlds, floor } => say!(
            words,
            "cards-by_correlation",
            count = worlds,
            metric = metric,
            floor = readable(floor),
        ),
        Measure::Total => say!(words, "cards-by_total", metric = metric),
        Measure::Elementary => say!(words, "cards-by_elementary", metric = metric),
        Measure::Ends => say!(words, "cards-by_ends", metric = metric),
    };
    let under = importance
        .under
        .as_ref()
        .map(|case| say!(words, "cards-under", case = case));
    let mut blocks = vec![Block::paragraph(match under {
        Some(under) => format!("{how} {under}"),
        None => how,
    })];
    let of = |weighed: &Weighed| &cards.cards[weighed.parameter];
    let weak: Vec<&Weighed> = importance
        .above_floor()
        .filter(|weighed| of(weighed).pedigree >= Pedigree::Judged)
        .collect();
    if weak.is_empty() {
        blocks.push(Block::paragraph(match importance.above_floor().next() {
            Some(_) => say!(words, "cards-none_weak"),
            None => say!(words, "cards-none_important"),
        }));
        return blocks;
    }
    blocks.push(Block::Paragraph(vec![Inline::Strong(say!(words, "cards-weak_title"))]));
    let point = |weighed: &&Weighed| {
        let card = of(weighed);
        let interval = say!(
            words,
            "story-with_interval",
            value = readable(weighed.interval.estimate),
            low = readable(weighed.interval.low),
            high = readable(weighed.interval.high),
        );
        vec![
            Inline::Term {
                key: card.key.clone(),
                text: card.key.clone(),
            },
            Inline::Text(format!(
                " {} {}",
                grade(words, card.pedigree),
                say!(words, "cards-weak", meaning = &card.meaning, interval = interval)
            )),
        ]
    };
    let points = weak.iter().take(NAMED).map(point).collect();
    blocks.push(Block::List(super::document::Order::Numbered, points));
    if let Some(more) = weak.len().checked_sub(NAMED).filter(|more| *more > 0) {
        blocks.push(Block::paragraph(say!(words, "cards-more_weak", count = more)));
    }
    blocks
}

/// Panels by grade, the weakest first; in each the most important first.
fn figure(words: &Catalogue, importance: &Importance, cards: &CardSet, result: &StoredResult) -> Figure {
    let panel = |pedigree: Pedigree| {
        let rows: Vec<ForestRow> = importance
            .above_floor()
            .filter(|weighed| cards.cards[weighed.parameter].pedigree == pedigree)
            .take(ROWS)
            .map(|weighed| ForestRow {
                label: cards.cards[weighed.parameter].key.clone().into(),
                hue: Hue::Neutral,
                effect: Some(weighed.interval),
                note: readable(weighed.interval.estimate).into(),
            })
            .collect();
        let axis = Axis::linear(unit(words, importance)).within(0.0, importance.largest());
        let title = say!(
            words,
            match pedigree {
                Pedigree::Measured => "cards-panel_measured",
                Pedigree::Estimated => "cards-panel_estimated",
                Pedigree::Judged => "cards-panel_judged",
                Pedigree::Assumed => "cards-panel_assumed",
            }
        );
        ForestPanel {
            title: title.into(),
            axis,
            rows,
        }
    };
    let panels: Vec<ForestPanel> = Pedigree::ALL.into_iter().rev().map(panel).collect();
    Figure {
        name: "importance-by-pedigree".to_owned(),
        text: FigureText {
            title: say!(words, "cards-figure", metric = title(importance.metric)).into(),
            subtitle: say!(words, "cards-subtitle", rows = ROWS.to_string()).into(),
            foot: say!(
                words,
                "story-foot",
                seed = result.manifest.seed.to_string(),
                version = VERSION,
                hash = &result.manifest.short_hash,
            )
            .into(),
        },
        chart: Chart::from(ForestChart {
            panels: panels.into_iter().filter(|panel| !panel.rows.is_empty()).collect(),
        }),
    }
}

/// What importance is measured in.
fn unit(words: &Catalogue, importance: &Importance) -> String {
    match importance.measure {
        Measure::Correlation { .. } => say!(words, "cards-unit_correlation"),
        Measure::Total => say!(words, "cards-unit_total"),
        Measure::Elementary | Measure::Ends => say!(words, "cards-unit_effect", unit = importance.metric.unit()),
    }
}

/// All cards, the important ones first.
fn table(words: &Catalogue, cards: &CardSet, importance: Option<&Importance>) -> Table {
    let mut order: Vec<usize> = Vec::new();
    if let Some(importance) = importance {
        order.extend(importance.above_floor().map(|weighed| weighed.parameter));
    }
    let rest: Vec<usize> = (0..cards.cards.len()).filter(|place| !order.contains(place)).collect();
    order.extend(rest);
    let row = |place: &usize| {
        let card = &cards.cards[*place];
        let weighed = importance.and_then(|importance| importance.all.iter().find(|one| one.parameter == *place));
        let importance = match weighed {
            Some(weighed) => Cell::number(readable(weighed.interval.estimate), weighed.interval.estimate),
            None => Cell::words(""),
        };
        let (low, high) = card.distribution.bounds();
        vec![
            Cell::words(&card.key).defined(&card.key),
            Cell::words(&card.meaning),
            Cell::number(distribution(words, &card.distribution), (low + high) / 2.0),
            Cell::words(&card.unit),
            Cell::words(card.pedigree.letter()),
            Cell::words(&card.source),
            importance,
        ]
    };
    let unit = importance.map_or_else(String::new, |importance| unit(words, importance));
    Table {
        id: format!("{NAME}-table"),
        caption: say!(words, "cards-caption"),
        columns: vec![
            Column::words(say!(words, "story-parameter")).defined("story-parameter"),
            Column::words(say!(words, "story-meaning")).defined("story-meaning"),
            Column::words(say!(words, "cards-value")).defined("cards-value"),
            Column::words(say!(words, "cards-unit")).defined("cards-unit"),
            Column::words(say!(words, "cards-grade")).defined("cards-grade"),
            Column::words(say!(words, "cards-source")).defined("cards-source"),
            Column::numbers(say!(words, "cards-importance"), unit).defined("cards-importance"),
        ],
        rows: order.iter().map(row).collect(),
        left_out: String::new(),
    }
}

/// A distribution in words.
pub fn distribution(words: &Catalogue, of: &Distribution) -> String {
    let range = |low: f64, high: f64| say!(words, "amount-range", low = readable(low), high = readable(high));
    match of {
        Distribution::Fixed(value) => readable(*value),
        Distribution::Uniform { low, high } => say!(words, "cards-uniform", range = range(*low, *high)),
        Distribution::Triangular { low, mode, high } => {
            say!(
                words,
                "cards-triangular",
                range = range(*low, *high),
                mode = readable(*mode)
            )
        }
        Distribution::Normal { mean, sd, low, high } => say!(
            words,
            "cards-normal",
            mean = readable(*mean),
            sd = readable(*sd),
            range = range(*low, *high),
        ),
        Distribution::Lognormal {
            median,
            sigma,
            low,
            high,
        } => say!(
            words,
            "cards-lognormal",
            median = readable(*median),
            sigma = readable(*sigma),
            range = range(*low, *high),
        ),
        Distribution::Beta { alpha, beta, low, high } => say!(
            words,
            "cards-beta",
            alpha = readable(*alpha),
            beta = readable(*beta),
            range = range(*low, *high),
        ),
        Distribution::Discrete { values, weights } => {
            let total: f64 = weights.iter().sum();
            let one = |(value, weight): (&f64, &f64)| {
                let share = crate::number::percent(weight / total);
                say!(words, "cards-one_value", value = readable(*value), share = share)
            };
            values.iter().zip(weights).map(one).collect::<Vec<_>>().join(", ")
        }
    }
}
