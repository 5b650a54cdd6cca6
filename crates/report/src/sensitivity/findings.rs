//! What a sensitivity analysis found, in sentences.

use super::words::{change, label, level};
use crate::catalogue::in_english;
use crate::number::{MINUS, capitalised, counted, percent, thousands};
use analysis::sensitivity::choice::CHANCE;
use analysis::sensitivity::morris::{MorrisEffect, MorrisEffects};
use analysis::sensitivity::one_at_a_time::{EndEffect, EndEffects};
use analysis::sensitivity::plan::MOST_UNITS;
use analysis::sensitivity::sobol::SobolIndices;
use analysis::sensitivity::{Analysis, Estimate, Indices, Method, Output, Plan};

/// Inputs that a sentence names.
const NAMED: usize = 5;
/// First-order shares below this are not named.
const LEAST_SHARE: f64 = 0.01;
/// Widest half interval with which a share of variance is well known.
const WANTED_SHARE: f64 = 0.05;
/// The same for an effect, as a part of the output's largest effect.
const WANTED_PART: f64 = 0.15;

/// What was asked, in one line.
pub fn title(plan: &Plan) -> String {
    let inputs = counted(plan.choice.inputs.len() as u64, "input");
    let size = match plan.method {
        Method::Sobol { points } => format!(
            "Sobol indices of {inputs} and chance from {}",
            counted(points as u64, "base point")
        ),
        Method::Morris { trajectories } => format!(
            "Morris screening of {inputs} with {} {}",
            thousands(trajectories as f64),
            if trajectories == 1 {
                "trajectory"
            } else {
                "trajectories"
            }
        ),
        Method::Tornado { worlds } => format!("{inputs}, one at a time, in {}", counted(worlds as u64, "world")),
    };
    format!("{}: {size}, seed {}", plan.scenario.title, plan.scenario.seed)
}

/// The findings, one sentence or two for each output, then what holds for all of them.
pub fn findings(plan: &Plan, analysis: &Analysis) -> Vec<String> {
    let mut lines: Vec<String> = plan
        .outputs
        .iter()
        .enumerate()
        .map(|(place, &output)| of_output(plan, analysis, place, output))
        .collect();
    lines.push(method_note(plan).to_owned());
    let names = plan.names();
    if !analysis.idle.is_empty() {
        let idle: Vec<&str> = analysis.idle.iter().map(|&factor| names[factor]).collect();
        lines.push(format!(
            "Warning: {} changed nothing at all, in any world and any of these metrics: {}.",
            counted(idle.len() as u64, "input"),
            idle.join(", ")
        ));
    }
    if analysis.failed > 0 {
        lines.push(format!(
            "{} of {} failed; what they are compared with counts in no index.",
            thousands(analysis.failed as f64),
            counted(plan.design.rows() as u64, "world")
        ));
    }
    lines.extend(precision(plan, analysis));
    lines.iter().map(|line| in_english(line)).collect()
}

fn of_output(plan: &Plan, analysis: &Analysis, place: usize, output: Output) -> String {
    let title = capitalised(&output.title());
    if analysis.indices.units(place) == 0 {
        return format!("{title}: nothing is left when failed worlds and what they are compared with are left out.");
    }
    if !analysis.indices.varies(place) {
        return format!("{title}: it is the same in every world, so nothing can be said about what it depends on.");
    }
    let words = match &analysis.indices {
        Indices::Sobol(of) => sobol_words(&plan.names(), &of[place]),
        Indices::Morris(of) => morris_words(&plan.names(), output, &of[place]),
        Indices::Tornado(of) => tornado_words(&plan.names(), output, &of[place]),
    };
    format!("{title}: {words}")
}

fn method_note(plan: &Plan) -> &'static str {
    match plan.method {
        Method::Sobol { .. } => {
            "Chance is everything that is no input: the monthly shocks and the draws of all other parameters."
        }
        Method::Morris { .. } => {
            "An effect is the change when the input goes from its 5 % to its 95 % point (a range: from end to end); mu* is the mean of its \
             size. All points of a trajectory share one world, with the same shocks and draws; other trajectories are other worlds."
        }
        Method::Tornado { .. } => {
            "Ends are the 5 % and the 95 % point of each input (a range: its ends); all else is as in the worlds, which are the same for all."
        }
    }
}

/// Places of `sizes`, largest first; those that are no number stay away.
fn by_size(sizes: impl Iterator<Item = f64>) -> Vec<usize> {
    let sizes: Vec<f64> = sizes.collect();
    let mut order: Vec<usize> = (0..sizes.len()).filter(|&place| !sizes[place].is_nan()).collect();
    order.sort_by(|&a, &b| sizes[b].total_cmp(&sizes[a]));
    order
}

/// Places of the lines of an output, most influential first.
pub fn order(indices: &Indices, output: usize) -> Vec<usize> {
    match indices {
        Indices::Sobol(of) => by_size(of[output].total.iter().map(|index| index.value)),
        Indices::Morris(of) => by_size(of[output].effects.iter().map(|effect| effect.mu_star.value)),
        Indices::Tornado(of) => by_size(of[output].effects.iter().map(|effect| effect.difference.value.abs())),
    }
}

fn sobol_words(names: &[&str], indices: &SobolIndices) -> String {
    let first = |factor: usize| indices.first[factor].value;
    // Chance stands last, and is always said.
    let chance = names.len() - 1;
    let order = by_size(indices.first[..chance].iter().map(|index| index.value));
    let named = order.iter().take(NAMED).filter(|&&factor| first(factor) >= LEAST_SHARE);
    let mut parts: Vec<String> = named
        .map(|&factor| format!("{} from {}", percent(first(factor)), names[factor]))
        .collect();
    let total = indices.total[chance];
    parts.push(format!(
        "{} from {} alone ({} with its interactions; 95 %: {} to {})",
        percent(first(chance).max(0.0)),
        label(CHANCE),
        percent(total.value),
        percent(total.low),
        percent(total.high)
    ));
    let explained: f64 = indices.first.iter().map(|index| index.value.max(0.0)).sum();
    let together = 1.0 - explained;
    if together >= LEAST_SHARE {
        parts.push(format!("{} from interactions of all kinds", percent(together)));
    }
    format!("of its variance, {}.", parts.join(", "))
}

fn morris_words(names: &[&str], output: Output, effects: &MorrisEffects) -> String {
    let order = by_size(effects.effects.iter().map(|effect| effect.mu_star.value));
    let moving = order
        .iter()
        .filter(|&&factor| effects.effects[factor].mu_star.value > 0.0);
    let largest = moving.take(NAMED).map(|&factor| {
        let effect = effects.effects[factor];
        let star = effect.mu_star.value;
        // An effect that always has the same sign has a direction.
        let sign = if effect.mu == star {
            "+"
        } else if effect.mu == -star {
            MINUS
        } else {
            "mu* "
        };
        format!("{} ({sign}{})", names[factor], change(output, star))
    });
    match largest.collect::<Vec<_>>() {
        none if none.is_empty() => "nothing moved it in these worlds.".to_owned(),
        largest => format!("moved most by {}.", largest.join(", ")),
    }
}

fn tornado_words(names: &[&str], output: Output, effects: &EndEffects) -> String {
    let order = by_size(effects.effects.iter().map(|effect| effect.difference.value.abs()));
    let largest = order.iter().take(NAMED).map(|&factor| {
        let effect = effects.effects[factor];
        let difference = effect.difference.value;
        let sign = if difference < 0.0 { MINUS } else { "+" };
        format!(
            "{} ({sign}{} from its low to its high end)",
            names[factor],
            change(output, difference.abs())
        )
    });
    format!(
        "mean {}; moved most by {}.",
        level(output, effects.mean),
        largest.collect::<Vec<_>>().join(", ")
    )
}

/// The widest interval of an analysis.
struct Widest {
    half_width: f64,
    words: String,
}

fn widest(candidates: impl Iterator<Item = (f64, String)>) -> Option<Widest> {
    candidates
        .filter(|(half_width, _)| half_width.is_finite())
        .map(|(half_width, words)| Widest { half_width, words })
        .reduce(|a, b| if b.half_width > a.half_width { b } else { a })
}

/// Whether there are enough points, and how many would be.
fn precision(plan: &Plan, analysis: &Analysis) -> Option<String> {
    let names = plan.names();
    let of = |factor: usize, place: usize| format!("{} on {}", names[factor], plan.outputs[place].key());
    let (widest, wanted) = match &analysis.indices {
        Indices::Sobol(outputs) => {
            let all = outputs.iter().enumerate().flat_map(|(place, indices)| {
                let orders = [("first order", &indices.first), ("total order", &indices.total)];
                orders.into_iter().flat_map(move |(order, estimates)| {
                    let line =
                        move |(factor, estimate): (usize, &Estimate)| (estimate.half_width(), order, factor, place);
                    estimates.iter().enumerate().map(line)
                })
            });
            let words = |(half_width, order, factor, place)| (half_width, format!("{order} of {}", of(factor, place)));
            (widest(all.map(words))?, WANTED_SHARE)
        }
        Indices::Morris(outputs) => {
            let all = outputs.iter().enumerate().flat_map(|(place, effects)| {
                let largest = largest(effects.effects.iter().map(|effect| effect.mu_star.value));
                let line = move |(factor, effect): (usize, &MorrisEffect)| {
                    (effect.mu_star.half_width() / largest, factor, place)
                };
                effects.effects.iter().enumerate().map(line)
            });
            let words = |(part, factor, place)| (part, of(factor, place));
            (widest(all.map(words))?, WANTED_PART)
        }
        Indices::Tornado(outputs) => {
            let all = outputs.iter().enumerate().flat_map(|(place, effects)| {
                let largest = largest(effects.effects.iter().map(|effect| effect.difference.value.abs()));
                let line = move |(factor, effect): (usize, &EndEffect)| {
                    (effect.difference.half_width() / largest, factor, place)
                };
                effects.effects.iter().enumerate().map(line)
            });
            let words = |(part, factor, place)| (part, of(factor, place));
            (widest(all.map(words))?, WANTED_PART)
        }
    };
    let (units, option) = match plan.method {
        Method::Sobol { points } => (points, "--points"),
        Method::Morris { trajectories } => (trajectories, "--trajectories"),
        Method::Tornado { worlds } => (worlds, "--runs"),
    };
    let measure = match plan.method {
        Method::Sobol { .. } => format!("±{} of the variance", percent(widest.half_width)),
        Method::Morris { .. } | Method::Tornado { .. } => {
            format!(
                "±{} of the largest effect on the same metric",
                percent(widest.half_width)
            )
        }
    };
    let is = format!("the widest 95 % interval is {measure} ({})", widest.words);
    if widest.half_width <= wanted {
        return Some(format!("Enough points: {is}."));
    }
    // Intervals shrink with the root of the number of units.
    let ratio = widest.half_width / wanted;
    let needed = ((units as f64 * ratio * ratio).ceil() as usize)
        .next_power_of_two()
        .min(MOST_UNITS);
    Some(format!(
        "More points would tell more: {is}; for ±{}, about {option} {needed} would do.",
        percent(wanted)
    ))
}

fn largest(sizes: impl Iterator<Item = f64>) -> f64 {
    sizes.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(value: f64) -> Estimate {
        Estimate {
            error: f64::NAN,
            value,
            low: value - 0.02,
            high: value + 0.02,
        }
    }

    #[test]
    fn shares_of_variance_are_said_with_chance_and_interactions() {
        let indices = SobolIndices {
            first: [0.1, 0.5, 0.004, -0.01, 0.2].map(estimate).to_vec(),
            total: [0.2, 0.6, 0.01, 0.0, 0.35].map(estimate).to_vec(),
            mean: 3.0,
            variance: 2.0,
            units: 64,
        };
        assert_eq!(
            sobol_words(&["us.a", "china.b", "c", "d", CHANCE], &indices),
            "of its variance, 50 % from china.b, 10 % from us.a, 20 % from chance (shocks, other parameters) alone (35 % \
             with its interactions; 95 %: 33 % to 37 %), 19.6 % from interactions of all kinds."
        );
    }

    #[test]
    fn an_effect_that_always_goes_one_way_has_a_sign() {
        let effect = |mu: f64, star: f64| MorrisEffect {
            mu,
            mu_star: estimate(star),
            sigma: 0.5,
            size_deviation: 0.5,
        };
        let effects = MorrisEffects {
            effects: vec![effect(-2.0, 2.0), effect(1.0, 3.0), effect(0.5, 0.5)],
            units: 8,
            varies: true,
        };
        let output = Output::read(&["china_lag_months_2030".to_owned()], 216).unwrap()[0];
        assert_eq!(
            in_english(&morris_words(&["a", "b", "c"], output, &effects)),
            "moved most by b (mu* 3 months), a (−2 months), c (+0.5 months)."
        );
    }
}
