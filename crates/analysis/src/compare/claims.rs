//! What a comparison says: which policy is best for what, what each buys and costs, how sure that is, what would reverse it.

use engine::model::metrics::Metric;
use results::claim::{Claim, Role, Value};
use results::message;
use results::message::Text;

use super::main_effect::{MainEffect, main_effects, shares, told, told_with_spread};
use super::reversals::{self, is_rare};
use super::schema::REVERSALS;
use super::{TRIED_WORLDS, weightings};
use crate::amounts::{Amount, input_value};
use crate::claims::{Answer, ENOUGH_WORLDS, Subject, caveat, finding, tipping_point};
use crate::titles;

/// The outcomes that policies are ranked by where none is asked for.
pub const OUTCOMES: [Metric; 4] = [
    Metric::LagMonths2030,
    Metric::SelfSufficiencyYear,
    Metric::WorldRaceCost,
    Metric::CatastropheYear,
];

/// Outcomes that may be what a policy buys or costs most, beside those asked for.
const IMPORTANT: [Metric; 12] = [
    Metric::LagMonths2030,
    Metric::LagMonths2035,
    Metric::ComputeRatio2030,
    Metric::SelfSufficiencyYear,
    Metric::ParityYear,
    Metric::WorldRaceCost,
    Metric::FirstLeadYear,
    Metric::CatastropheYear,
    Metric::PeakDistrust,
    Metric::UsLowestSafety,
    Metric::ChinaLowestSafety,
    Metric::UsThirdCountryShare2035,
];

/// Fewer worlds with a catastrophe than this leave what rests on them to luck.
const FEW_CATASTROPHES: f64 = 100.0;

/// The outcomes that are ranked: those asked for, or the usual ones, as far as the simulations have them.
pub fn outcomes(subject: &Subject, effects: &[MainEffect]) -> Vec<Metric> {
    let exists = |metric: &Metric| effects.iter().any(|effect| effect.metric == *metric);
    let asked = match subject.outcomes.is_empty() {
        true => OUTCOMES.to_vec(),
        false => subject.outcomes.clone(),
    };
    asked.into_iter().filter(exists).collect()
}

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    let names: Vec<Text> = subject.cases.iter().map(|case| titles::policy(&case.name)).collect();
    let (reference, policies) = names
        .split_first()
        .map_or((Text::default(), &[][..]), |(first, rest)| (first.clone(), rest));
    let question = message!(
        "comparison-question",
        policies = titles::listed(policies.iter().cloned()),
        reference = reference.clone()
    );
    let effects = main_effects(subject);
    let pairs = effects.iter().map(|effect| effect.pairs).max().unwrap_or(0);
    let outcomes = outcomes(subject, &effects);
    let mut claims: Vec<Claim> = subject.too_few(pairs).into_iter().collect();
    claims.extend(warnings(subject, &effects, &reference));
    let (reference, alternatives) = match subject.cases.split_first() {
        Some((reference, alternatives)) => (reference.name.as_str(), alternatives),
        None => {
            return Answer {
                question: question.into(),
                claims,
            };
        }
    };
    // Of so many effects some always look large over a handful of simulations: then the first outcome alone is spoken of.
    let are_few = pairs < ENOUGH_WORLDS;
    if alternatives.len() > 1 && !are_few {
        claims.extend(outcomes.iter().map(|&metric| ranking(reference, &effects, metric)));
    }
    if !are_few {
        claims.extend(weightings::claims::claims(subject));
    }
    for case in alternatives {
        let of: Vec<&MainEffect> = effects.iter().filter(|effect| effect.policy == case.name).collect();
        match are_few {
            true => claims.extend(outcomes.first().and_then(|&metric| outcome(&case.name, &of, metric))),
            false => claims.extend(policy(subject, &case.name, &of, &outcomes)),
        }
    }
    if claims.iter().all(|claim| claim.role != Role::TippingPoint) {
        let least = reversals::LEAST_WORLDS as u64;
        claims.push(tipping_point(match pairs < least {
            true => message!("comparison-untold_reversal", least = least.to_string()),
            false => message!("comparison-no_reversal"),
        }));
    }
    claims.extend(subject.size());
    claims.extend(rare(&effects));
    if !are_few {
        let known = effects.iter().filter(|effect| effect.change.excludes_zero()).count();
        claims.push(caveat(message!(
            "comparison-significant",
            known = known,
            all = effects.len().to_string()
        )));
    }
    claims.push(caveat(message!("comparison-covers")));
    Answer {
        question: question.into(),
        claims,
    }
}

/// Policies and settings that change nothing.
fn warnings(subject: &Subject, effects: &[MainEffect], reference: &Text) -> Vec<Claim> {
    let warning = |sentence| Claim::new(Role::Warning, sentence);
    let mut claims = Vec::new();
    for case in subject.cases.iter().skip(1) {
        let mut of = effects.iter().filter(|effect| effect.policy == case.name).peekable();
        if of.peek().is_some() && of.all(MainEffect::is_nothing) {
            claims.push(warning(message!(
                "comparison-changes_nothing",
                policy = titles::policy(&case.name).capitalised(),
                reference = reference.clone(),
                worlds = subject.worlds_each()
            )));
        }
    }
    let idle = subject.notes.iter().map(|[policy, key]| {
        warning(message!(
            "comparison-idle",
            policy = titles::policy(policy).capitalised(),
            setting = key,
            worlds = subject.worlds_each().min(TRIED_WORLDS)
        ))
    });
    claims.extend(idle);
    claims
}

/// The policies in the order of their effect on one outcome, the reference among them.
fn ranking(reference: &str, effects: &[MainEffect], metric: Metric) -> Claim {
    let mut of: Vec<&MainEffect> = effects.iter().filter(|effect| effect.metric == metric).collect();
    let favours = metric.favours();
    let is_descending =
        favours.more_is_better() != Some(false) && !(is_rare(metric) && favours.more_is_better().is_some());
    let key = |effect: &MainEffect| {
        let value = if effect.change.excludes_zero() {
            effect.change.value
        } else {
            0.0
        };
        if is_descending { -value } else { value }
    };
    of.sort_by(|one, other| key(one).total_cmp(&key(other)));
    let named = |effect: &&MainEffect| -> Text {
        let policy = titles::policy(&effect.policy);
        let change = effect.amount.change(effect.change.value);
        message!("ranking-policy", policy = policy, change = change).into()
    };
    let better: Vec<Text> = of.iter().filter(|effect| key(effect) < 0.0).map(named).collect();
    let worse: Vec<Text> = of.iter().filter(|effect| key(effect) > 0.0).map(named).collect();
    let tied = of.iter().filter(|effect| key(effect) == 0.0);
    let mut level = vec![titles::policy(reference)];
    level.extend(tied.map(|effect| titles::policy(&effect.policy)));
    let level: Text = match level.len() {
        1 => level.remove(0),
        _ => message!("ranking-tied", policies = titles::joined(level, " = ")).into(),
    };
    let order = titles::joined(better.into_iter().chain([level]).chain(worse), "; ");
    let title = titles::title(metric);
    let headline = match favours.whom() {
        Some(whom) => message!("ranking-best_first", title = title, whom = whom, order = order),
        None => message!("ranking-highest_first", title = title, order = order),
    };
    Claim {
        topic: Some(message!("comparison-topic_ranking")),
        metric: Some(metric.key().into()),
        ..Claim::new(Role::Answer, headline)
    }
}

/// What a policy buys and costs, what it does to the outcomes asked for, and what would reverse that.
fn policy(subject: &Subject, name: &str, effects: &[&MainEffect], outcomes: &[Metric]) -> Vec<Claim> {
    let known = || effects.iter().filter(|effect| effect.relative_size.is_finite());
    let counts = |effect: &&&MainEffect| IMPORTANT.contains(&effect.metric) || outcomes.contains(&effect.metric);
    let largest = |sign: f64| {
        let of = known().filter(counts).filter(|effect| effect.sign() == sign);
        of.max_by(|one, other| one.relative_size.total_cmp(&other.relative_size))
            .copied()
    };
    let policy = titles::policy(name).capitalised();
    let whom = |effect: &MainEffect| effect.metric.favours().whom().unwrap_or_default();
    let (gain, cost) = (largest(1.0), largest(-1.0));
    let headline = match (gain, cost) {
        (Some(gain), Some(cost)) => message!(
            "answer-both",
            policy = policy,
            gain = told(gain),
            winner = whom(gain),
            cost = told(cost),
            loser = whom(cost)
        ),
        (Some(gain), None) => message!("answer-gain", policy = policy, gain = told(gain), winner = whom(gain)),
        (None, Some(cost)) => message!("answer-cost", policy = policy, cost = told(cost), loser = whom(cost)),
        (None, None) => message!("answer-nothing", policy = policy),
    };
    let mut answer = Claim {
        topic: Some(message!("comparison-topic_policies")),
        ..Claim::new(Role::Answer, headline)
    };
    for effect in [gain, cost].into_iter().flatten() {
        answer
            .values
            .push((effect.metric.key().into(), Value::Estimate(effect.change)));
    }
    answer.values.push(("policy".into(), Value::Policy(name.to_owned())));
    let mut claims = vec![answer];
    claims.extend(outcomes.iter().filter_map(|&metric| outcome(name, effects, metric)));
    let told: Vec<Metric> = [gain, cost].into_iter().flatten().map(|effect| effect.metric).collect();
    claims.extend(reversals_of(subject, name, &told));
    claims
}

/// What a policy does to one outcome.
fn outcome(name: &str, effects: &[&MainEffect], metric: Metric) -> Option<Claim> {
    let effect = effects.iter().find(|effect| effect.metric == metric)?;
    let policy = titles::policy(name).capitalised();
    Some(Claim {
        metric: Some(metric.key().into()),
        values: vec![
            ("policy".into(), Value::Policy(name.to_owned())),
            ("mean_difference".into(), Value::Estimate(effect.change)),
        ],
        weight: effect.relative_size,
        ..finding(
            message!("comparison-effect", policy = policy, effect = told_with_spread(effect)),
            shares(effect),
        )
    })
}

/// What would reverse the effects of a policy on these outcomes.
fn reversals_of(subject: &Subject, policy: &str, metrics: &[Metric]) -> Vec<Claim> {
    let of = subject.tables.of(&REVERSALS).filter(|row| row.text("policy") == policy);
    let points = metrics.iter().filter_map(|metric| {
        let row = of.clone().find(|row| row.text("metric") == metric.key())?;
        let amount = if is_rare(*metric) {
            Amount::Share
        } else {
            Amount::Of(*metric)
        };
        let parameter = titles::input(row.text("parameter"), |key| subject.meaning(key).into());
        let limit = input_value(row.number("limit"), row.text("parameter_unit"));
        let (name, title) = (titles::policy(policy).capitalised(), titles::title(*metric));
        let change = amount.change(row.number("mean"));
        let side = row.text("side");
        let mut claim = tipping_point(match row.is("reverses") {
            true => message!(
                "reversal-where",
                policy = name,
                title = title,
                parameter = parameter,
                side = side,
                limit = limit,
                change = change
            ),
            false => message!(
                "reversal-nowhere",
                policy = name,
                title = title,
                parameter = parameter,
                side = side,
                limit = limit,
                change = change
            ),
        });
        claim.metric = Some(metric.key().into());
        Some(claim)
    });
    points.collect()
}

/// That catastrophes are too rare for what rests on them, once.
fn rare(effects: &[MainEffect]) -> Option<Claim> {
    let of = effects.iter().filter(|effect| effect.metric == Metric::CatastropheYear);
    let (met, pairs) = of
        .map(|effect| {
            (
                effect.pairs as f64 * effect.values[0].max(effect.values[1]),
                effect.pairs,
            )
        })
        .max_by(|one, other| one.0.total_cmp(&other.0))?;
    (met < FEW_CATASTROPHES).then(|| caveat(message!("comparison-rare", met = met.round() as u64, all = pairs)))
}
