//! What a value-of-information analysis says, in sentences.

use crate::catalogue::in_english;
use crate::chapters::amounts::reach_of_mean;
use crate::later;
use crate::number::{amount, counted, percent, readable, span};
use analysis::aim::Wanted;
use analysis::voi::{Analysis, GroupKind, Partial};
use engine::model::metrics::Kind;

/// Parameters that are told at most.
const TOLD: usize = 6;

/// What is asked, in one line.
pub fn title(analysis: &Analysis) -> String {
    format!(
        "Which uncertainty is worth resolving before choosing among {}?",
        analysis.names().join(", ")
    )
}

/// Half of the 95 % interval of a mean over all worlds with this standard error.
pub fn reach(analysis: &Analysis, error: f64) -> f64 {
    reach_of_mean(error, analysis.payoffs.worlds() as u64)
}

/// A difference in the metric, with its unit.
fn in_metric(analysis: &Analysis, value: f64) -> String {
    span(value, analysis.goal.metric.unit())
}

/// What the policies are judged by, in words.
pub fn goal_words(analysis: &Analysis) -> String {
    let meaning = analysis.goal.metric.meaning();
    let what = match analysis.goal.metric.kind() {
        Kind::Who => later!("figure-voi-share_of", meaning = meaning),
        Kind::Year => later!("figure-voi-year_of", meaning = meaning),
        Kind::Number | Kind::NumberOrNever => meaning.to_owned(),
    };
    match analysis.goal.wanted {
        Wanted::More => later!("figure-voi-more", what = what),
        Wanted::Less => later!("figure-voi-less", what = what),
    }
}

/// The findings: what is best now, what knowing everything would be worth, which parameters are worth knowing.
pub fn findings(analysis: &Analysis) -> Vec<String> {
    let mut found = vec![best(analysis)];
    found.push(total(analysis));
    if analysis.perfect.value > 0.0 {
        found.push(singles(analysis));
        found.extend(groups(analysis));
    }
    found
}

fn best(analysis: &Analysis) -> String {
    let perfect = &analysis.perfect;
    let best = analysis.payoffs.best();
    let sign = analysis.goal.wanted.sign();
    let (mean, error) = perfect.means[best];
    let mut text = format!(
        "Judged by {} ({}), the best now is {}: {} (±{}, 95 %) on the mean of {}",
        analysis.goal.metric.key(),
        in_english(&goal_words(analysis)),
        analysis.cases[best].name,
        amount(sign * mean, analysis.goal.metric.unit()),
        readable(reach(analysis, error)),
        counted(analysis.payoffs.worlds() as u64, "world")
    );
    let others = (0..analysis.cases.len()).filter(|&policy| policy != best);
    let next = others.reduce(|a, b| {
        if perfect.differences[b].0 > perfect.differences[a].0 {
            b
        } else {
            a
        }
    });
    if let Some(next) = next {
        let (difference, error) = perfect.differences[next];
        text.push_str(&format!(
            "; next is {}, worse by {} (±{})",
            analysis.cases[next].name,
            in_metric(analysis, -difference),
            readable(reach(analysis, error))
        ));
        if -difference < reach(analysis, error) {
            text.push_str(
                ", which these worlds do not tell from nothing: take more worlds before relying on the order",
            );
        }
    }
    text.push('.');
    if analysis.left_out > 0 {
        text.push_str(&format!(
            " Left out: {} that failed or have no such number under one of the policies.",
            counted(analysis.left_out, "world")
        ));
    }
    text
}

fn total(analysis: &Analysis) -> String {
    let perfect = &analysis.perfect;
    let best = analysis.payoffs.best();
    if perfect.value <= 0.0 {
        return format!(
            "{} is the best in every world, so no information can change the choice: its value is nothing.",
            analysis.cases[best].name
        );
    }
    format!(
        "Knowing everything before the choice, the luck of each world included, would be worth {} (±{}, 95 %) on the mean and change the choice \
         in {} of worlds. No study can be worth more.",
        in_metric(analysis, perfect.value),
        readable(reach(analysis, perfect.error)),
        percent(perfect.changes)
    )
}

/// The value of a group in words.
fn value(analysis: &Analysis, partial: &Partial) -> String {
    let errors = format!(
        "(±{}; {} by regression)",
        readable(reach(analysis, partial.held_out_error)),
        readable(partial.value)
    );
    let changes = percent(partial.changes);
    if partial.held_out > 0.0 {
        let gain = in_metric(analysis, partial.held_out);
        return format!("{gain} {errors}, and would change the choice in {changes} of worlds");
    }
    match partial.changes > 0.0 {
        true => format!(
            "nothing {errors}, for its curves, which would change the choice in {changes} of worlds, gain nothing in others"
        ),
        false => format!("nothing {errors}: no value of it changes the choice"),
    }
}

fn singles(analysis: &Analysis) -> String {
    let ranked = analysis.ranked(|kind| kind == GroupKind::Single);
    let all = counted(ranked.len() as u64, "uncertain parameter");
    let worth: Vec<usize> = ranked
        .iter()
        .copied()
        .filter(|&place| analysis.is_worth(place))
        .collect();
    let cards = &analysis.cards().cards;
    let told: Vec<String> = worth
        .iter()
        .take(TOLD)
        .filter_map(|&place| {
            let card = &cards[*analysis.groups[place].members.first()?];
            let partial = analysis.partial[place].as_ref()?;
            Some(format!(
                "{} ({}; {}, {}): {}",
                card.meaning,
                card.key,
                card.source,
                card.pedigree.letter(),
                value(analysis, partial)
            ))
        })
        .collect();
    if told.is_empty() {
        let best_of = ranked.first().and_then(|&place| {
            let partial = analysis.partial[place].as_ref()?;
            (partial.held_out > 0.0).then_some((place, partial))
        });
        let most = best_of.map_or(String::new(), |(place, partial)| {
            format!(
                " The most promising is {}: {}.",
                analysis.groups[place].name,
                value(analysis, partial)
            )
        });
        return format!(
            "None of {all} is worth resolving by itself as far as these worlds can tell: knowing one would not change the choice, or gain no more \
             than chance.{most}"
        );
    }
    let more = match worth.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!("; and {more} more in information.csv"),
    };
    format!(
        "Worth resolving by itself, of {all}, most first: {}{more}. The value is what choices by curves fitted to nine tenths of the worlds gained in \
         the rest, which is a little too low; the regression on all worlds is a little too high.",
        told.join("; ")
    )
}

/// What groups are worth; those that could not be valued are named.
fn groups(analysis: &Analysis) -> Option<String> {
    let ranked = analysis.ranked(|kind| kind != GroupKind::Single);
    let told: Vec<String> = ranked
        .into_iter()
        .map(|place| {
            let group = &analysis.groups[place];
            let name = match group.kind {
                GroupKind::Correlated => format!("{} (correlated)", group.name),
                _ => group.name.clone(),
            };
            match &analysis.partial[place] {
                Some(partial) if analysis.is_worth(place) => {
                    format!("{name}, worth resolving: {}", value(analysis, partial))
                }
                Some(partial) => format!("{name}: {}", value(analysis, partial)),
                None => format!(
                    "{name}: too few worlds to tell; it takes {} at least",
                    counted(analysis.worlds_needed(place), "world")
                ),
            }
        })
        .collect();
    (!told.is_empty()).then(|| format!("Together: {}.", told.join("; ")))
}
