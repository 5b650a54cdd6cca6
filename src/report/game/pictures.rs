//! The figures of a game: both sides' payoff matrices, and what pays with and without an answer.

use super::Results;
use super::findings::{aim, cell_text, gain_text, side};
use crate::experiment::game::judgement::Verdict;
use crate::numeric::statistics::Difference;
use crate::report::figures::{
    Axis, Chart, Figure, FigureText, ForestChart, ForestPanel, ForestRow, HeatCell, HeatMapChart, Interval, Shading,
};
use crate::report::manifest::{Key, VERSION};
use crate::report::number::{counted, spaced, span_unit};
use crate::report::theme::Hue;
use crate::scenario::agents::Agent;

/// Stems of the figures' names.
pub const NAMES: [&str; 3] = ["payoff-matrix-us", "payoff-matrix-china", "does-it-pay"];

/// The figures of a finished game of a scenario called `scenario`.
pub fn figures(results: &Results, title: &str, scenario: &str, seed: u64, key: &Key) -> Vec<Figure> {
    let foot = format!(
        "Scenario {scenario}. Seed {seed}, detente {VERSION}, result {}. Conditional what-ifs, not forecasts.",
        key.short()
    );
    let [us, china] = Agent::ALL.map(|agent| matrix(results, agent));
    let drawn = [us, china, pays(results)];
    NAMES
        .iter()
        .zip(drawn)
        .map(|(name, (question, what, chart))| Figure {
            name: (*name).to_owned(),
            text: FigureText {
                title: question,
                subtitle: match title.ends_with(['?', '.', '!']) {
                    true => format!("{title} {what}"),
                    false => format!("{title}. {what}"),
                },
                foot: foot.clone(),
            },
            chart,
        })
        .collect()
}

/// The payoff matrix coloured by what `agent` gains against the first cell, in which both go on as before.
fn matrix(results: &Results, agent: Agent) -> (String, String, Chart) {
    let game = &results.judgement.game;
    // Words apart from each other, so that heads of columns can be broken.
    let [rows, columns] = results
        .strategies
        .each_ref()
        .map(|names| names.iter().map(|name| spaced(name)).collect::<Vec<_>>());
    let payoff = |row: usize, column: usize| match agent {
        Agent::UnitedStates => game.payoff(agent, row, column),
        Agent::China => game.payoff(agent, column, row),
    };
    let cells = (0..rows.len())
        .map(|row| {
            (0..columns.len())
                .map(|column| HeatCell {
                    value: payoff(row, column),
                    text: cell_text(results, row, column),
                })
                .collect()
        })
        .collect();
    let chart = HeatMapChart {
        rows,
        columns,
        cells,
        color: Axis::linear(format!(
            "payoff of {}, {}",
            agent.in_sentence(),
            results.payoffs[agent.index()].unit()
        )),
        shading: Shading::Diverging { middle: payoff(0, 0) },
        never_label: String::new(),
    };
    let what = format!(
        "Rows: strategies of the United States; columns: of China. Mean payoffs of both (US, CN) over {}; *: best response to the other \
         side's strategy. Colour: more or less than in the first cell.",
        counted(results.play.worlds.len() as u64, "world")
    );
    (
        format!("{}, by what both sides do", aim(results, agent)),
        what,
        Chart::HeatMap(chart),
    )
}

fn pays(results: &Results) -> (String, String, Chart) {
    let panels = Agent::ALL.into_iter().map(|agent| {
        let pays = results.judgement.pays.iter().filter(|pay| pay.agent == agent);
        let rows = pays.flat_map(|pay| {
            let name = spaced(results.name(agent, pay.strategy));
            let verdict = match pay.verdict() {
                Verdict::Always => "pays either way",
                Verdict::OnlyUnanswered => "pays only without an answer",
                Verdict::OnlyAnswered => "pays only with an answer",
                Verdict::Never => "does not pay",
                Verdict::Unknown => "not known",
            };
            let row = |label: String, gain: &Difference, hue: Hue, remark: &str| {
                let reach = |end: f64| if end.is_nan() { gain.value } else { end };
                ForestRow {
                    label,
                    hue,
                    effect: Some(Interval {
                        estimate: gain.value,
                        low: reach(gain.low),
                        high: reach(gain.high),
                    }),
                    note: format!("{}{remark}", gain_text(results, agent, gain.value)),
                }
            };
            let answer = spaced(results.name(agent.rival(), pay.answers[0]));
            [
                row(format!("{name}, no reaction"), &pay.unanswered, Hue::Neutral, ""),
                row(
                    format!("{name}, answered by {answer}"),
                    &pay.answered,
                    Hue::Agent(agent),
                    &format!("; {verdict}"),
                ),
            ]
        });
        ForestPanel {
            title: format!("{}, compared with {}", side(agent), spaced(results.name(agent, 0))),
            axis: Axis::linear(format!(
                "gain in payoff, {}",
                span_unit(results.payoffs[agent.index()].unit())
            )),
            rows: rows.collect(),
        }
    });
    let chart = ForestChart {
        panels: panels.collect(),
    };
    let what = format!(
        "Mean gain over {} with 95 % intervals: while the other side stays with its first strategy (grey), and when it answers both with \
         what is best for itself (coloured).",
        counted(results.play.worlds.len() as u64, "world")
    );
    (
        "Which strategies pay, with and without a reaction of the other side?".to_owned(),
        what,
        Chart::Forest(chart),
    )
}
