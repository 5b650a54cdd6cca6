//! The summary of a report of the recorded history alone.

use super::{Held, Hindcast, Means, exact_share_interval, inside, limits, scores, width};
use crate::catalogue::Catalogue;
use crate::chapters::summary::Summary;
use crate::document::{Finding, Inline};
use crate::number::{percent, readable};
use crate::say;
use analysis::claims::FINDINGS;

/// What was found, and how sure it is.
pub fn summary(words: &Catalogue, hindcast: &Hindcast) -> Summary {
    let question = vec![Inline::Text(say!(words, "history-question"))];
    let all = Means::of(hindcast.facts.iter());
    if all.facts == 0 {
        return Summary {
            question,
            warnings: vec![say!(words, "hindcast-no_fact")],
            ..Summary::default()
        };
    }
    let bands = [say!(words, "hindcast-expected"), width(words, &all)];
    let mut findings = vec![finding(inside(words, &all), bands.join(" "))];
    findings.extend(nearer(words, hindcast, &all));
    findings.extend(worst(words, hindcast, &all));
    Summary {
        question,
        findings,
        caveats: limits(words, hindcast)
            .into_iter()
            .map(|text| vec![Inline::Text(text)])
            .collect(),
        ..Summary::default()
    }
}

/// On how many facts the model comes nearer than an extrapolation; nothing where none can be extrapolated.
fn nearer(words: &Catalogue, hindcast: &Hindcast, all: &Means) -> Option<Finding> {
    let is_nearer = |held: &&Held| held.crps < held.naive_crps;
    let nearer = hindcast.facts.iter().filter(is_nearer).count();
    let [low, high] = exact_share_interval(nearer as u64, all.compared as u64).map(percent);
    (all.compared > 0).then(|| {
        let headline = say!(
            words,
            "history-nearer",
            nearer = nearer.to_string(),
            facts = all.compared.to_string(),
            share = percent(nearer as f64 / all.compared as f64),
            low = low,
            high = high,
        );
        finding(headline, scores(words, all))
    })
}

/// The areas in which most lies outside of its band, the worst first; or the one that is met least well where nothing does.
fn worst(words: &Catalogue, hindcast: &Hindcast, all: &Means) -> Option<Finding> {
    let of = |area| Means::of(hindcast.facts.iter().filter(move |held| held.area == area));
    let mut areas: Vec<(&str, Means)> = hindcast.areas().into_iter().map(|area| (area, of(area))).collect();
    areas.sort_by(|(_, one), (_, other)| {
        let by_share = one.inside_share().total_cmp(&other.inside_share());
        by_share.then(other.crps.total_cmp(&one.crps))
    });
    let outside: Vec<&(&str, Means)> = areas.iter().filter(|(_, of)| of.inside < of.facts).collect();
    let [least, ..] = areas.as_slice() else { return None };
    if outside.is_empty() {
        let (area, means) = least;
        let [crps, all] = [means.crps, all.crps].map(readable);
        return Some(finding(
            say!(words, "history-none_outside"),
            say!(words, "history-least", area = *area, crps = crps, all = all),
        ));
    }
    let named = outside.iter().take(FINDINGS).map(|(area, means)| {
        let [low, high] = means.inside_interval().map(percent);
        let [inside, facts] = [means.inside, means.facts].map(|count| count.to_string());
        say!(
            words,
            "history-area",
            area = *area,
            inside = inside,
            facts = facts,
            low = low,
            high = high
        )
    });
    Some(finding(
        say!(words, "history-worst", areas = named.collect::<Vec<_>>().join("; ")),
        say!(
            words,
            "history-worst_means",
            count = outside.len(),
            all = areas.len().to_string()
        ),
    ))
}

/// A finding with a sentence behind it.
fn finding(headline: String, sentence: String) -> Finding {
    Finding {
        headline,
        sentences: vec![Inline::Text(sentence)],
    }
}
