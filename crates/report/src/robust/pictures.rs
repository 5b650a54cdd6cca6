//! The figures of a study of robustness: regrets of all policies and metrics, and the rankings by every criterion.

use super::Results;
use crate::figures::kinds::{HeatCell, HeatMapChart};
use crate::figures::{Axis, Chart, Figure, FigureText, Shading};
use crate::later;
use crate::phrases::{amount, foot_of_many, scenario_sentence, span, worlds};
use analysis::aim::{Aim, Wanted};
use analysis::robust::criteria::Criterion;
use analysis::titles::{self, title};
use engine::model::metrics::Kind;
use results::message::Text;
use results::store::manifest::Key;

/// A criterion in a few words.
pub fn called(criterion: Criterion) -> String {
    match criterion {
        Criterion::Expected => later!("criterion-expected"),
        Criterion::WorstWorldview => later!("criterion-worst_worldview"),
        Criterion::UnluckyWorlds => later!("criterion-unlucky_worlds"),
        Criterion::Hurwicz => later!("criterion-hurwicz"),
        Criterion::Regret90 => later!("criterion-regret_90"),
        Criterion::SavageWorldviews => later!("criterion-savage_worldviews"),
        Criterion::SavageWorlds => later!("criterion-savage_worlds"),
    }
}

/// The policies as the rows of a table.
fn called_policies(results: &Results) -> Vec<Text> {
    let policies = results.policies.iter();
    policies.map(|policy| titles::policy(policy).capitalised()).collect()
}

/// Stems of the figures' names.
pub fn names(aims: &[Aim]) -> Vec<String> {
    let rankings = aims
        .iter()
        .map(|aim| format!("ranking-{}", aim.metric.key().replace('_', "-")));
    std::iter::once("regret".to_owned()).chain(rankings).collect()
}

/// The figures of a finished study of a scenario called `scenario`.
pub fn figures(results: &Results, scenario: &str, seed: u64, key: &Key) -> Vec<Figure> {
    let foot = foot_of_many(&scenario_sentence(scenario), seed, key);
    let worlds = later!(
        "figure-robust-worlds",
        count = results.worldviews.len(),
        worlds = worlds(results.runs),
    );
    let rankings = (0..results.aims.len()).map(|aim| ranking(results, aim, &worlds));
    std::iter::once(regret(results, &worlds))
        .chain(rankings)
        .zip(names(results.aims))
        .map(|((title, subtitle, chart), name)| Figure {
            name,
            text: FigureText {
                title: title.into(),
                subtitle: subtitle.into(),
                foot: foot.clone().into(),
            },
            chart: Chart::from(chart),
        })
        .collect()
}

fn regret(results: &Results, worlds: &str) -> (String, String, HeatMapChart) {
    let of = |aim: usize, policy: usize| Criterion::Regret90.of(&results.scores[aim][policy]);
    let policies = 0..results.policies.len();
    let least = policies
        .clone()
        .min_by(|&one, &other| of(0, one).total_cmp(&of(0, other)))
        .unwrap_or_default();
    let largest: Vec<f64> = (0..results.aims.len())
        .map(|aim| policies.clone().map(|policy| of(aim, policy)).fold(0.0, f64::max))
        .collect();
    let cells = policies.map(|policy| {
        let cells = results.aims.iter().enumerate().map(|(place, aim)| {
            let value = of(place, policy);
            HeatCell {
                value: if largest[place] > 0.0 {
                    value / largest[place]
                } else {
                    0.0
                },
                text: span(value, aim.metric.unit()).into(),
            }
        });
        cells.collect()
    });
    let chart = HeatMapChart {
        cells: cells.collect(),
        rows: called_policies(results),
        columns: results.aims.iter().map(|aim| title(aim.metric)).collect(),
        color: Axis::share(later!("figure-robust-regret_color")).within(0.0, 1.0),
        shading: Shading::Sequential,
        never_label: "".into(),
    };
    (
        later!(
            "figure-robust-regret",
            policy = titles::policy(&results.policies[least]).capitalised(),
            metric = title(results.aims[0].metric),
            regret = span(of(0, least), results.aims[0].metric.unit()),
        ),
        later!("figure-robust-regret_drawn", worlds = worlds),
        chart,
    )
}

fn ranking(results: &Results, place: usize, worlds: &str) -> (String, String, HeatMapChart) {
    let aim = &results.aims[place];
    let ranks: Vec<Vec<usize>> = Criterion::ALL
        .iter()
        .map(|&criterion| results.ranks(place, criterion))
        .collect();
    let cells = (0..results.policies.len()).map(|policy| {
        let cells = Criterion::ALL.iter().zip(&ranks).map(|(criterion, ranks)| HeatCell {
            value: ranks[policy] as f64,
            text: format!("{}.\n{}", ranks[policy], {
                let value = criterion.of(&results.scores[place][policy]);
                match criterion.is_regret() {
                    true => span(value, aim.metric.unit()),
                    false => amount(value, aim.metric.unit()),
                }
            })
            .into(),
        });
        cells.collect()
    });
    let firsts = |policy: usize| ranks.iter().filter(|ranks| ranks[policy] == 1).count();
    // Of several that are first as often the one that is named first.
    let first = (0..results.policies.len())
        .rev()
        .max_by_key(|&policy| firsts(policy))
        .unwrap_or_default();
    let last = results.policies.len().max(2) as f64;
    let chart = HeatMapChart {
        cells: cells.collect(),
        rows: called_policies(results),
        columns: Criterion::ALL.map(|criterion| called(criterion).into()).to_vec(),
        color: Axis::linear(later!("figure-robust-rank")).within(1.0, last),
        shading: Shading::Sequential,
        never_label: "".into(),
    };
    (
        later!(
            "figure-robust-ranking",
            policy = titles::policy(&results.policies[first]).capitalised(),
            count = firsts(first),
            all = Criterion::ALL.len().to_string(),
            metric = title(aim.metric),
        ),
        later!(
            "figure-robust-ranking_drawn",
            meaning = titles::meaning(aim.metric).capitalised(),
            wanted = match aim.wanted {
                Wanted::More => later!("figure-wanted_more"),
                Wanted::Less => later!("figure-wanted_less"),
            },
            unit = match aim.metric.kind() {
                Kind::Year => later!("figure-robust-years"),
                _ => aim.metric.unit().to_owned(),
            },
            worlds = worlds,
        ),
        chart,
    )
}
