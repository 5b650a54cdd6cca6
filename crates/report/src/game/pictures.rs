//! The figures of a game: both sides' payoff matrices, and what pays with and without an answer.

use super::Results;
use crate::figures::kinds::{ForestChart, ForestPanel, ForestRow, HeatCell, HeatMapChart, Interval};
use crate::figures::{Axis, Chart, Figure, FigureText, Hue, Shading, hue_of};
use crate::later;
use crate::number::{span_unit, told_apart, year};
use crate::phrases::{foot_of_many, scenario_sentence, signed_span, worlds};
use analysis::game::judgement::Verdict;
use analysis::titles;
use engine::numeric::statistics::Difference;
use engine::scenario::agents::Agent;
use results::store::manifest::Key;

/// Stems of the figures' names.
pub const NAMES: [&str; 3] = ["payoff-matrix-us", "payoff-matrix-china", "does-it-pay"];

/// The figures of a finished game of a scenario called `scenario`.
pub fn figures(results: &Results, title: &str, scenario: &str, seed: u64, key: &Key) -> Vec<Figure> {
    let foot = foot_of_many(&scenario_sentence(scenario), seed, key);
    let [us, china] = Agent::ALL.map(|agent| matrix(results, agent));
    let drawn = [us, china, pays(results)];
    NAMES
        .iter()
        .zip(drawn)
        .map(|(name, (question, what, chart))| Figure {
            name: (*name).to_owned(),
            text: FigureText {
                title: question.into(),
                subtitle: match title.ends_with(['?', '.', '!', '؟']) {
                    true => later!("figure-after_sentence", title = title, what = what).into(),
                    false => later!("figure-two_sentences", title = title, what = what).into(),
                },
                foot: foot.clone().into(),
            },
            chart,
        })
        .collect()
}

/// The payoff matrix coloured by what `agent` gains against the first cell, in which both go on as before.
fn matrix(results: &Results, agent: Agent) -> (String, String, Chart) {
    let game = &results.judgement.game;
    // Words apart from each other, so that heads of columns can be broken.
    let [rows, columns] = results.strategies.each_ref().map(|names| {
        names
            .iter()
            .map(|name| titles::policy(name).capitalised())
            .collect::<Vec<_>>()
    });
    let payoff = |row: usize, column: usize| match agent {
        Agent::UnitedStates => game.payoff(agent, row, column),
        Agent::China => game.payoff(agent, column, row),
    };
    let cells = (0..rows.len())
        .map(|row| {
            (0..columns.len())
                .map(|column| HeatCell {
                    value: payoff(row, column),
                    text: cell_text(results, row, column).into(),
                })
                .collect()
        })
        .collect();
    let chart = HeatMapChart {
        rows,
        columns,
        cells,
        color: Axis::linear(later!(
            "figure-game-payoff",
            side = agent.in_sentence(),
            unit = results.payoffs[agent.index()].unit(),
        )),
        shading: Shading::Diverging { middle: payoff(0, 0) },
        never_label: "".into(),
    };
    let worlds = worlds(results.play.worlds.len() as u64);
    let what = later!("figure-game-matrix_drawn", worlds = worlds);
    let formula = results.payoffs[agent.index()].formula();
    let title = match agent {
        Agent::UnitedStates => later!("figure-game-matrix_us", formula = formula),
        Agent::China => later!("figure-game-matrix_china", formula = formula),
    };
    (title, what, Chart::from(chart))
}

fn pays(results: &Results) -> (String, String, Chart) {
    let panels = Agent::ALL.into_iter().map(|agent| {
        let pays = results.judgement.pays.iter().filter(|pay| pay.agent == agent);
        let rows = pays.flat_map(|pay| {
            let name = titles::policy(results.name(agent, pay.strategy)).capitalised();
            let verdict = match pay.verdict() {
                Verdict::Always => later!("figure-game-always"),
                Verdict::OnlyUnanswered => later!("figure-game-only_unanswered"),
                Verdict::OnlyAnswered => later!("figure-game-only_answered"),
                Verdict::Never => later!("figure-game-does_not"),
                Verdict::Answered => later!("figure-game-answered"),
                Verdict::NotAnswered => later!("figure-game-not_answered"),
                Verdict::Unanswered => later!("figure-game-unanswered"),
                Verdict::NotUnanswered => later!("figure-game-not_unanswered"),
                Verdict::Unknown => later!("figure-game-unknown"),
            };
            let row = |label: String, gain: &Difference, hue: Hue| {
                let reach = |end: f64| if end.is_nan() { gain.value } else { end };
                ForestRow {
                    label: label.into(),
                    hue,
                    effect: Some(Interval {
                        estimate: gain.value,
                        low: reach(gain.low),
                        high: reach(gain.high),
                    }),
                    note: gain_text(results, agent, gain.value).into(),
                }
            };
            let answer = titles::policy(results.name(agent.rival(), pay.answers[0]));
            let unanswered = later!("figure-game-no_reaction", name = name.clone());
            let answered = later!("figure-game-answered_by", name = name, answer = answer);
            let mut answered = row(answered, &pay.answered, hue_of(agent));
            answered.note = later!(
                "figure-game-note",
                gain = gain_text(results, agent, pay.answered.value),
                verdict = verdict
            )
            .into();
            [row(unanswered, &pay.unanswered, Hue::Neutral), answered]
        });
        ForestPanel {
            title: later!(
                "figure-game-against",
                side = who(agent),
                first = titles::policy(results.name(agent, 0)),
            )
            .into(),
            axis: Axis::linear(later!(
                "figure-game-gain",
                unit = span_unit(results.payoffs[agent.index()].unit()),
            )),
            rows: rows.collect(),
        }
    });
    let chart = ForestChart {
        panels: panels.collect(),
    };
    let worlds = worlds(results.play.worlds.len() as u64);
    let what = later!("figure-game-pays_drawn", worlds = worlds);
    (best_answered(results), what, Chart::from(chart))
}

/// The strategy of each side that is best once the other side has answered it.
fn best_answered(results: &Results) -> String {
    let best = Agent::ALL.map(|agent| {
        let pays = results.judgement.pays.iter().filter(|pay| pay.agent == agent);
        pays.max_by(|one, other| one.answered.value.total_cmp(&other.answered.value))
    });
    let [Some(us), Some(china)] = best else {
        return later!("figure-game-pays_question");
    };
    let [us, china] = [us, china].map(|pay| {
        let name = titles::policy(results.name(pay.agent, pay.strategy));
        (name, gain_text(results, pay.agent, pay.answered.value))
    });
    later!(
        "figure-game-pays",
        us = us.0,
        us_gain = us.1,
        china = china.0,
        china_gain = china.1
    )
}

/// Unit of a side's payoff.
fn unit(results: &Results, agent: Agent) -> &'static str {
    results.payoffs[agent.index()].unit()
}

/// The side as the beginning of a sentence takes it.
const fn who(agent: Agent) -> &'static str {
    match agent {
        Agent::UnitedStates => "The United States",
        Agent::China => "China",
    }
}

/// How far a side's highest mean payoff lies above its lowest.
fn spread(results: &Results, agent: Agent) -> f64 {
    let means = results.judgement.means[agent.index()].iter().map(|mean| mean.value);
    means.clone().fold(f64::NEG_INFINITY, f64::max) - means.fold(f64::INFINITY, f64::min)
}

/// The cell as a reader of the payoff matrix sees it: both payoffs, `*` at a best response, and whether it is an equilibrium.
fn cell_text(results: &Results, row: usize, column: usize) -> String {
    let game = &results.judgement.game;
    let lines = [(Agent::UnitedStates, row, column), (Agent::China, column, row)].map(|(agent, own, other)| {
        let star = if game.best_responses(agent, other).contains(&own) {
            "*"
        } else {
            ""
        };
        let payoff = game.payoff(agent, own, other);
        let shown = match unit(results, agent) {
            "year" => year(payoff),
            _ => told_apart(payoff, spread(results, agent)),
        };
        let payoff = format!("{shown}{star}");
        match agent {
            Agent::UnitedStates => later!("figure-game-us_cell", payoff = payoff),
            Agent::China => later!("figure-game-china_cell", payoff = payoff),
        }
    });
    let both = game.best_responses(Agent::UnitedStates, column).contains(&row)
        && game.best_responses(Agent::China, row).contains(&column);
    let mut lines = lines.to_vec();
    if both {
        lines.push(later!("figure-game-equilibrium"));
    }
    lines.join("\n")
}

/// A gain for a row of a figure.
fn gain_text(results: &Results, agent: Agent, value: f64) -> String {
    signed_span(value, unit(results, agent))
}
