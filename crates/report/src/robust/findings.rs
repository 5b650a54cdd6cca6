//! What a study of robustness says, in sentences.

use super::Results;
use crate::number::{amount, counted, percent, readable, span, thousands};
use analysis::aim::Aim;
use analysis::game::judgement::worlds_needed;
use analysis::robust::criteria::Criterion;
use analysis::robust::flips::{Flip, Turn, Watched};
use analysis::robust::pairs::Survival;
use analysis::robust::run::order;
use engine::model::metrics::Kind;

/// Flip points of one ranking that are said; the table has all.
const SAID_FLIPS: usize = 4;

/// The findings: what was simulated, then metric by metric what each criterion prefers, which rankings survive and where they turn.
pub fn findings(results: &Results) -> Vec<String> {
    let mut found = vec![size(results)];
    for aim in 0..results.aims.len() {
        found.push(preferences(results, aim));
        found.push(survivals(results, aim));
        found.extend(too_close(results, aim));
        found.extend(turns(results, aim));
    }
    found.extend(across(results));
    found.extend(satisficing(results));
    found
}

fn size(results: &Results) -> String {
    let (policies, worldviews) = (results.policies.len() as u64, results.worldviews.len() as u64);
    let mut text = format!(
        "{policies} policies under {}, {} each ({} in all), all policies in the same worlds",
        counted(worldviews, "worldview"),
        counted(results.runs, "world"),
        thousands((results.runs * policies * worldviews) as f64)
    );
    text.push_str(&match results.simulated.failed {
        0 => ".".to_owned(),
        failed => format!("; {} failed under a policy and left out.", counted(failed, "world")),
    });
    text
}

/// A metric and which way it is wanted: `China's lag ... (more is wanted; ...)`.
fn what(aim: &Aim) -> String {
    let counted = match aim.metric.kind() {
        Kind::Year => "; never counts as the end of the horizon",
        Kind::Who => "; what counts is whether it is the United States",
        Kind::Number | Kind::NumberOrNever => "",
    };
    format!("{} ({} is wanted{counted})", aim.metric.meaning(), aim.wanted.key())
}

fn short(criterion: Criterion) -> &'static str {
    match criterion {
        Criterion::Expected => "expected value",
        Criterion::WorstWorldview => "worst worldview",
        Criterion::UnluckyWorlds => "unluckiest 5 % of worlds",
        Criterion::Hurwicz => "Hurwicz",
        Criterion::Regret90 => "90th-percentile regret",
        Criterion::SavageWorldviews => "Savage regret over worldviews",
        Criterion::SavageWorlds => "Savage regret over worlds",
    }
}

fn named(results: &Results, policies: &[usize]) -> String {
    let names: Vec<String> = policies
        .iter()
        .map(|&policy| format!("`{}`", results.policies[policy]))
        .collect();
    names.join(" and ")
}

/// What each criterion prefers, and whether they agree.
fn preferences(results: &Results, place: usize) -> String {
    let (aim, scores) = (&results.aims[place], &results.scores[place]);
    let mut groups: Vec<(Vec<usize>, Vec<String>)> = Vec::new();
    for criterion in Criterion::ALL {
        let best = criterion.best(scores, aim.wanted);
        let value = criterion.of(&scores[best[0]]);
        let shown = match criterion.is_regret() {
            true => span(value, aim.metric.unit()),
            false => amount(value, aim.metric.unit()),
        };
        let words = format!("{} ({shown})", short(criterion));
        match groups.iter_mut().find(|(policies, _)| *policies == best) {
            Some((_, criteria)) => criteria.push(words),
            None => groups.push((best, vec![words])),
        }
    }
    let what = what(aim);
    match &groups[..] {
        [(best, criteria)] => format!(
            "{what}: all criteria prefer {}: {}.",
            named(results, best),
            criteria.join(", ")
        ),
        _ => {
            let parts: Vec<String> = groups
                .iter()
                .map(|(best, criteria)| format!("{} by {}", named(results, best), criteria.join(", ")))
                .collect();
            format!(
                "{what}: the criteria disagree about what is best: {}.",
                parts.join("; ")
            )
        }
    }
}

fn survivals(results: &Results, place: usize) -> String {
    let pairs = &results.pairs[place];
    let key = results.aims[place].metric.key();
    let said = |wanted: Survival| -> Vec<String> {
        pairs
            .iter()
            .filter(|pair| pair.survival == wanted)
            .map(|pair| {
                let mut text = format!(
                    "`{}` over `{}`",
                    results.policies[pair.better], results.policies[pair.worse]
                );
                if wanted == Survival::Turns {
                    let sign = results.aims[place].wanted.sign();
                    let against = results.worldviews.iter().zip(&pair.differences);
                    let against: Vec<&str> = against
                        .filter(|(_, difference)| (sign * difference.low).max(sign * difference.high) < 0.0)
                        .map(|(worldview, _)| worldview.as_str())
                        .collect();
                    text.push_str(&format!(" (not under {})", against.join(", ")));
                }
                text
            })
            .collect()
    };
    let survivors = said(Survival::Survives);
    let mut text = format!("{key}: rankings of two policies that survive every worldview: ");
    text.push_str(&match survivors.len() {
        0 => format!("none of {}", pairs.len()),
        some => format!("{some} of {}: {}", pairs.len(), survivors.join(", ")),
    });
    for (survival, what) in [
        (Survival::Turns, "that turn"),
        (Survival::Unknown, "that these worlds do not tell under every worldview"),
        (Survival::Same, "without a difference in any world"),
    ] {
        let found = said(survival);
        if !found.is_empty() {
            text.push_str(&format!("; {what}: {}", found.join(", ")));
        }
    }
    text + "."
}

/// The best two under the first worldview, where these worlds do not tell them apart.
fn too_close(results: &Results, place: usize) -> Option<String> {
    let aim = &results.aims[place];
    let order = order(&results.scores[place], aim.wanted);
    let pair = results.pairs[place].iter().find(|pair| {
        [pair.better, pair.worse]
            .iter()
            .all(|policy| order[..2].contains(policy))
    })?;
    let difference = &pair.differences[0];
    if difference.error.is_nan() {
        return Some(format!(
            "{}: too few worlds to tell the best two apart under {}; take at least two, better hundreds.",
            aim.metric.key(),
            results.worldviews[0]
        ));
    }
    let worlds = worlds_needed(difference, results.simulated.worlds[0])?;
    Some(format!(
        "{}: too few worlds to tell the best two apart under {}: `{}` is ahead of `{}` by {} (95 %: {} to {}); about {} worlds would.",
        aim.metric.key(),
        results.worldviews[0],
        results.policies[pair.better],
        results.policies[pair.worse],
        span(difference.value, aim.metric.unit()),
        readable(difference.low),
        readable(difference.high),
        readable(worlds as f64)
    ))
}

/// Where the rankings of the best policies turn.
fn turns(results: &Results, place: usize) -> Vec<String> {
    let aim = results.aims[place];
    let of_aim = |(_, watched): &(usize, &Watched)| watched.aim == aim;
    let mut found = Vec::new();
    for (number, watched) in results.watched.iter().enumerate().filter(of_aim) {
        let of_pair = |flip: &&Flip| flip.watched == number;
        let (turned, flips): (Vec<&Flip>, Vec<&Flip>) = results
            .flips
            .iter()
            .filter(of_pair)
            .partition(|flip| flip.turn == Turn::Everywhere);
        let ranking = format!(
            "{}: `{}` over `{}` ({} with one parameter fixed at a time, {})",
            aim.metric.key(),
            results.policies[watched.better],
            results.policies[watched.worse],
            counted(results.flip_worlds, "world"),
            results.worldviews[0]
        );
        // Where it is turned with every other parameter at its center, it is the worlds and not the parameters.
        if 2 * turned.len() > results.moved {
            found.push(format!(
                "{ranking}: in these worlds it is the other way with {} of {} anywhere within the card's bounds: too few worlds to look for \
                 flip points; take more with --flip-worlds.",
                turned.len(),
                counted(results.moved as u64, "parameter")
            ));
            continue;
        }
        let everywhere = match turned.len() {
            0 => String::new(),
            some => format!(
                "; the other way wherever one of {} is fixed",
                counted(some as u64, "parameter")
            ),
        };
        if flips.is_empty() {
            let what = match results.moved {
                1 => "the parameter does not turn it".to_owned(),
                many => format!("none of {many} parameters alone turns it"),
            };
            found.push(format!(
                "{ranking}: {what} anywhere within its card's bounds{everywhere}."
            ));
            continue;
        }
        let said: Vec<String> = flips
            .iter()
            .take(SAID_FLIPS)
            .map(|flip| flip_words(results, flip))
            .collect();
        let more = match flips.len() {
            some if some > SAID_FLIPS => format!("; {} more in flips.csv", some - SAID_FLIPS),
            _ => String::new(),
        };
        found.push(format!("{ranking} turns {}{more}{everywhere}.", said.join("; ")));
    }
    found
}

/// A flip point in words: `with KEY above 0.4 per year (0.31 to 0.55; center 0.2; 9 % of its draws lie there)`.
fn flip_words(results: &Results, flip: &Flip) -> String {
    let is_above = flip.value > flip.center;
    // Where the ranking is turned at the center already, it is turned on the center's side of the flip point.
    let turned_above = is_above == (flip.turn == Turn::Beyond);
    let (side, share) = match turned_above {
        true => ("above", 1.0 - flip.percentile),
        false => ("below", flip.percentile),
    };
    let [near, far] = flip.between;
    let far = match far.is_nan() {
        true => "or nowhere".to_owned(),
        false => format!("to {}", readable(far)),
    };
    let already = match flip.turn {
        Turn::Beyond => "",
        Turn::HoldsBeyond | Turn::Everywhere => ", where it is turned already",
    };
    format!(
        "with {} {side} {} {} (95 %: {} {far}; center {}{already}; {} of its draws lie there)",
        flip.input.key(results.cards),
        readable(flip.value),
        flip.input.unit(results.cards),
        readable(near),
        readable(flip.center),
        percent(share)
    )
}

/// Whether the metrics agree about the best policy.
fn across(results: &Results) -> Option<String> {
    if results.aims.len() < 2 {
        return None;
    }
    let best = |place: usize| Criterion::Expected.best(&results.scores[place], results.aims[place].wanted);
    let all: Vec<Vec<usize>> = (0..results.aims.len()).map(best).collect();
    if all.iter().all(|best| *best == all[0]) {
        return Some(format!(
            "By expected value {} is best in every metric here.",
            named(results, &all[0])
        ));
    }
    let parts: Vec<String> = results
        .aims
        .iter()
        .zip(&all)
        .map(|(aim, best)| format!("{} in {}", named(results, best), aim.metric.key()))
        .collect();
    Some(format!(
        "No policy is best in every metric: by expected value {}. The numbers do not say which metric matters more.",
        parts.join(", ")
    ))
}

fn satisficing(results: &Results) -> Vec<String> {
    let mut names: Vec<String> = results.thresholds.iter().map(|threshold| threshold.text()).collect();
    if names.len() > 1 {
        names.push("All of these at once".to_owned());
    }
    let worlds: u64 = results.simulated.worlds.iter().sum();
    let in_all = |policy: usize, place: usize| -> u64 {
        let counts = results.simulated.satisfied[policy].iter();
        counts.map(|counts| counts[place]).sum()
    };
    let said = names.iter().enumerate().map(|(place, name)| {
        let counts: Vec<u64> = (0..results.policies.len())
            .map(|policy| in_all(policy, place))
            .collect();
        if counts.iter().all(|&count| count == worlds) {
            return format!(
                "{name} holds in all {} worlds under every policy: it tells nothing apart.",
                thousands(worlds as f64)
            );
        }
        if counts.iter().all(|&count| count == 0) {
            return format!(
                "{name} holds in none of {} worlds under any policy: it tells nothing apart.",
                thousands(worlds as f64)
            );
        }
        let mut order: Vec<usize> = (0..counts.len()).collect();
        order.sort_by_key(|&policy| (std::cmp::Reverse(counts[policy]), policy));
        let parts: Vec<String> = order
            .iter()
            .map(|&policy| {
                let shares = results.simulated.satisfied[policy]
                    .iter()
                    .zip(&results.simulated.worlds);
                let lowest = shares
                    .map(|(counts, &worlds)| counts[place] as f64 / worlds as f64)
                    .enumerate()
                    .min_by(|a, b| a.1.total_cmp(&b.1));
                let (worldview, share) = lowest.unwrap_or((0, f64::NAN));
                format!(
                    "{} under `{}` (fewest: {} with {})",
                    percent(counts[policy] as f64 / worlds as f64),
                    results.policies[policy],
                    percent(share),
                    results.worldviews[worldview]
                )
            })
            .collect();
        format!("{name} holds in {}.", parts.join(", "))
    });
    said.collect()
}
