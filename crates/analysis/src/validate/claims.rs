//! What a validation says: how many recorded facts lie in their bands, whether an extrapolation comes nearer, what is met worst, and how
//! much of that is a test.

use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::{percent, readable};

use super::held::{Held, Means, areas};
use super::schema::{ACCOUNTS_TABLE, PUBLISHED, SANITY_TABLE, VALIDATION};
use crate::claims::{Answer, FINDINGS, Subject, caveat, finding};
use crate::facts::named;
use crate::titles::{joined, listed, sentences};
use engine::numeric::statistics::exact_share_interval;

/// Share of facts inside a band of the right width.
const RIGHT_SHARE: f64 = 0.9;
/// Missed facts that are named.
const NAMED: usize = 5;

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let (facts, not_covered) = match subject.tables.table(VALIDATION.name()) {
        Some(table) => Held::of_table(table),
        None => (Vec::new(), 0),
    };
    let all = Means::of(facts.iter());
    let mut claims = Vec::new();
    if all.facts == 0 {
        claims.push(Claim::new(Role::Warning, message!("hindcast-no_fact")));
    } else {
        claims.push(inside(&all));
        claims.extend(nearer(&facts, &all));
        claims.extend(worst(&facts, &all));
        claims.push(fitted(subject, &facts));
    }
    if not_covered > 0 {
        claims.push(caveat(message!("hindcast-not_covered", count = not_covered)));
    }
    claims.extend(published(subject));
    claims.extend(accounts(subject));
    claims.extend(magnitudes(subject));
    // A page that simulates a history itself says above how often.
    if subject.worlds > 0 {
        claims.extend(subject.size());
    }
    Answer {
        question: message!("history-question").into(),
        claims,
    }
}

fn share(value: f64, [low, high]: [f64; 2]) -> Value {
    Value::Estimate(Estimate::between(value, low, high))
}

/// How many facts lie in their bands, and what that says of the bands.
fn inside(all: &Means) -> Claim {
    let interval = all.inside_interval();
    let [low, high] = interval.map(percent);
    let headline = message!(
        "hindcast-inside",
        inside = all.inside,
        facts = all.facts.to_string(),
        share = percent(all.inside_share()),
        low = low,
        high = high,
    );
    Claim {
        role: Role::Answer,
        values: vec![
            ("inside_share".into(), share(all.inside_share(), interval)),
            ("inside".into(), Value::Count(all.inside as u64)),
            ("facts".into(), Value::Count(all.facts as u64)),
        ],
        ..finding(headline, [message!("hindcast-expected"), width(all)])
    }
}

fn width(all: &Means) -> Message {
    let [low, high] = all.inside_interval();
    let width = readable(all.relative_width);
    if low > RIGHT_SHARE {
        message!("hindcast-too_wide", width = width)
    } else if high < RIGHT_SHARE {
        message!("hindcast-too_sure", width = width)
    } else {
        message!("hindcast-right_width", width = width)
    }
}

/// On how many facts the model comes nearer than an extrapolation, and its skill; nothing where none can be extrapolated.
fn nearer(facts: &[Held], all: &Means) -> Option<Claim> {
    let nearer = facts.iter().filter(|held| held.crps < held.naive_crps).count();
    let interval = exact_share_interval(nearer as u64, all.compared as u64);
    let [low, high] = interval.map(percent);
    let part = nearer as f64 / all.compared as f64;
    (all.compared > 0).then(|| Claim {
        values: vec![
            ("nearer_share".into(), share(part, interval)),
            ("skill".into(), share(all.skill, [f64::NAN; 2])),
            ("compared".into(), Value::Count(all.compared as u64)),
        ],
        ..finding(
            message!(
                "history-nearer",
                nearer = nearer.to_string(),
                facts = all.compared.to_string(),
                share = percent(part),
                low = low,
                high = high,
            ),
            scores(all),
        )
    })
}

/// How near the model comes, and how much nearer than an extrapolation.
fn scores(all: &Means) -> [Message; 2] {
    let [model, naive, skill] = [all.crps_compared, all.crps_naive, all.skill].map(readable);
    let against = match all.skill > 0.0 {
        true => message!(
            "hindcast-beats",
            count = all.compared,
            model = model,
            naive = naive,
            skill = skill
        ),
        false => message!(
            "hindcast-loses",
            count = all.compared,
            model = model,
            naive = naive,
            skill = skill
        ),
    };
    [message!("hindcast-score", crps = readable(all.crps)), against]
}

/// The areas in which most lies outside of its band, the worst first, and which facts; or the one that is met least well where nothing does.
fn worst(facts: &[Held], all: &Means) -> Option<Claim> {
    let of = |area| Means::of(facts.iter().filter(move |held| held.area == area));
    let mut by_area: Vec<(&str, Means)> = areas(facts).into_iter().map(|area| (area, of(area))).collect();
    by_area.sort_by(|(_, one), (_, other)| {
        let by_share = one.inside_share().total_cmp(&other.inside_share());
        by_share.then(other.crps.total_cmp(&one.crps))
    });
    let outside: Vec<&(&str, Means)> = by_area.iter().filter(|(_, of)| of.inside < of.facts).collect();
    let [least, ..] = by_area.as_slice() else { return None };
    if outside.is_empty() {
        let (area, means) = least;
        let [crps, all] = [means.crps, all.crps].map(readable);
        let detail = message!("history-least", area = *area, crps = crps, all = all);
        return Some(finding(message!("history-none_outside"), [detail]));
    }
    let named = outside.iter().take(FINDINGS).map(|(area, means)| {
        let [low, high] = means.inside_interval().map(percent);
        let [inside, facts] = [means.inside, means.facts].map(|count| count.to_string());
        Text::from(message!(
            "history-area",
            area = *area,
            inside = inside,
            facts = facts,
            low = low,
            high = high
        ))
    });
    let means = message!(
        "history-worst_means",
        count = outside.len(),
        all = by_area.len().to_string()
    );
    Some(Claim {
        values: vec![("missed".into(), Value::Count((all.facts - all.inside) as u64))],
        ..finding(
            message!("history-worst", areas = joined(named, "; ")),
            [missed(facts), means],
        )
    })
}

/// Which facts lie outside of their bands, those furthest out first; there is one at least.
fn missed(facts: &[Held]) -> Message {
    let mut missed: Vec<&Held> = facts.iter().filter(|held| !held.inside).collect();
    missed.sort_by(|one, other| other.misses_by().total_cmp(&one.misses_by()));
    let named = missed.iter().take(NAMED).map(|held| named(&held.id, held.what()));
    let named = joined(named, "; ");
    match missed.len().saturating_sub(NAMED) {
        0 => message!("validate-missed", count = missed.len(), facts = named),
        more => message!("validate-missed_more", facts = named, more = more.to_string()),
    }
}

/// Whether the model was fitted with these facts at hand.
fn fitted(subject: &Subject, facts: &[Held]) -> Claim {
    let fitted = facts.iter().filter(|held| held.is_fitted).count();
    let sentence = match fitted {
        _ if subject.knows_record => message!("hindcast-conditioned"),
        0 => message!("validate-fitted_none"),
        all if all == facts.len() => message!("hindcast-fitted"),
        some => message!("validate-fitted_some", count = some, facts = facts.len().to_string()),
    };
    Claim {
        values: vec![("used_for_fitting".into(), Value::Count(fitted as u64))],
        ..caveat(sentence)
    }
}

/// How many published forecasts the model contradicts.
fn published(subject: &Subject) -> Option<Claim> {
    let rows = || subject.tables.of(&PUBLISHED);
    let (all, apart) = (rows().count(), rows().filter(|row| row.is("apart")).count());
    (all > 0).then(|| Claim {
        detail: sentences([message!("validate-published_fitted")]),
        values: vec![
            ("apart".into(), Value::Count(apart as u64)),
            ("published".into(), Value::Count(all as u64)),
        ],
        ..caveat(message!(
            "validate-published",
            count = apart,
            published = all.to_string()
        ))
    })
}

/// Whether the accounts balance; where one does not, nothing else is to be believed.
fn accounts(subject: &Subject) -> Option<Claim> {
    let rows = || subject.tables.of(&ACCOUNTS_TABLE);
    let largest = rows().map(|row| row.number("largest_residual")).reduce(f64::max)?;
    let all = rows().count();
    let open: Vec<Text> = rows()
        .filter(|row| !row.is("balances"))
        .map(|row| row.text("account").into())
        .collect();
    let balanced = all - open.len();
    Some(Claim {
        role: match open.is_empty() {
            true => Role::Caveat,
            false => Role::Warning,
        },
        detail: match open.is_empty() {
            true => None,
            false => sentences([message!("validate-accounts_open", accounts = listed(open))]),
        },
        values: vec![
            ("balanced".into(), Value::Count(balanced as u64)),
            ("accounts".into(), Value::Count(all as u64)),
        ],
        ..caveat(message!(
            "validate-accounts",
            count = balanced,
            accounts = all.to_string(),
            largest = format!("{largest:.1e}")
        ))
    })
}

/// How many magnitudes keep their bounds, and which do not; those of which the simulation has no month are left out.
fn magnitudes(subject: &Subject) -> Option<Claim> {
    let rows = || {
        subject
            .tables
            .of(&SANITY_TABLE)
            .filter(|row| !row.text("inside").is_empty())
    };
    let all = rows().count();
    let broken: Vec<Text> = rows()
        .filter(|row| !row.is("inside"))
        .map(|row| row.text("id").into())
        .collect();
    let kept = all - broken.len();
    (all > 0).then(|| Claim {
        values: vec![
            ("kept".into(), Value::Count(kept as u64)),
            ("magnitudes".into(), Value::Count(all as u64)),
        ],
        detail: match broken.is_empty() {
            true => None,
            false => sentences([message!("validate-magnitudes_broken", bounds = listed(broken))]),
        },
        ..caveat(message!(
            "validate-magnitudes",
            count = kept,
            magnitudes = all.to_string()
        ))
    })
}

#[cfg(test)]
mod tests;
