//! What a search for trigger rules says: whether the rules beat the best static policy on worlds it has not seen, and what they are.

use engine::model::metrics::Metric;
use engine::scenario::load::levers::Layer;
use engine::scenario::reader::Source;
use engine::scenario::time::MAX_MONTHS;
use engine::scenario::triggers::{Change, Rule, Test};
use results::claim::{Claim, Role, Value};
use results::estimate::Estimate;
use results::message;
use results::message::{Message, Text};
use results::number::{percent, with_minus};
use results::table::Row;

use super::schema::{HELD_OUT_CSV, PATHWAY_CSV};
use crate::amounts::{Amount, input_value, interval_of_part};
use crate::claims::{Answer, Subject, caveat, finding, tipping_point};
use crate::titles::{self, listed, title};

/// In the title of a result, between the scenario and whose policy was sought.
pub const POLICY_OF: &str = ": adaptive policy of ";

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    // The goal as `us_payoff:more`.
    let metric = subject.specification.split(':').next().and_then(Metric::from_key);
    let amount = metric.map_or(Amount::Plain, Amount::Of);
    let policies: Vec<Row> = subject.tables.rows(HELD_OUT_CSV).collect();
    let policy = Policy::read(&subject.policy);
    let seen = policies.first().and_then(|row| row.whole("worlds")).unwrap_or(0);
    let mut claims: Vec<Claim> = subject.too_few(seen).into_iter().collect();
    claims.extend(gain(&policies, metric, amount).map(|claim| Claim {
        metric: metric.map(|metric| metric.key().into()),
        ..claim
    }));
    claims.push(finding(message!("adapt-static", levers = policy.levers()), None));
    for (number, rule) in (1..).zip(&policy.rules) {
        let of_rule = subject
            .tables
            .rows(PATHWAY_CSV)
            .filter(|row| row.whole("rule") == Some(number));
        let acted = of_rule.map(|row| row.number("acted")).fold(0.0, f64::max);
        claims.push(finding(
            message!("adapt-rule", what = rule_in_words(rule)),
            [message!(
                "adapt-acts",
                share = percent(acted),
                interval = interval_of_part(acted * seen as f64, seen as f64)
            )],
        ));
    }
    claims.extend(waiting(&policies, amount));
    claims.push(caveat(message!("claim-simulations", count = subject.worlds)));
    claims.push(caveat(message!("adapt-covers", worlds = seen)));
    if matches!(
        metric,
        Some(Metric::UsPayoff | Metric::ChinaPayoff | Metric::WorldPayoff)
    ) {
        claims.push(caveat(message!("payoff-leaves_out")));
    }
    claims.push(tipping_point(match policy.rules.is_empty() {
        true => message!("adapt-turns_none"),
        false => message!("adapt-turns"),
    }));
    Answer {
        question: question(subject),
        claims,
    }
}

/// What was sought.
fn question(subject: &Subject) -> Text {
    match subject.title.split_once(POLICY_OF) {
        Some((name, whom)) => {
            let title = subject.cases.first().map_or("", |case| case.title.as_str());
            let scenario = if title.is_empty() { name } else { title };
            message!("adapt-question", scenario = scenario, whom = whom).into()
        }
        None => subject.title.as_str().into(),
    }
}

fn difference(row: &Row) -> Estimate {
    row.estimate(["difference", "difference_se", "low", "high"])
}

/// What the rules bring against the best static policy; where there are none, what that policy brings against the plain scenario.
fn gain(policies: &[Row], metric: Option<Metric>, amount: Amount) -> Option<Claim> {
    let what: Text = metric.map_or_else(|| message!("adapt-payoff").into(), |metric| title(metric).into());
    // Plain scenario, best static policy, then policies of one rule more each: the last is what was found.
    let (of, row, score, headline) = match policies {
        [plain, fixed] => {
            // The table has the plain scenario against the best static policy: the other way round it is what that policy brings.
            let of = difference(plain).negated();
            let (change, interval) = (amount.change(of.value), amount.interval(of));
            let headline = match of.excludes_zero() {
                true => message!("adapt-nothing", change = change, interval = interval, metric = what),
                false => message!(
                    "adapt-nothing_untold",
                    change = change,
                    interval = interval,
                    metric = what
                ),
            };
            (of, plain, fixed.number("score"), headline)
        }
        [_, _, .., last] => {
            let of = difference(last);
            let (change, interval) = (amount.change(of.value), amount.interval(of));
            let headline = match of.excludes_zero() {
                true => message!("adapt-gain", change = change, interval = interval, metric = what),
                false => message!("adapt-untold", change = change, interval = interval, metric = what),
            };
            (of, last, last.number("score"), headline)
        }
        _ => return None,
    };
    let (better, worse) = match policies.len() {
        2 => (row.number("worse"), row.number("better")),
        _ => (row.number("better"), row.number("worse")),
    };
    let detail = message!(
        "adapt-shares",
        better = percent(better),
        worse = percent(worse),
        score = amount.value(score)
    );
    Some(Claim {
        role: Role::Answer,
        values: vec![("gain".into(), Value::Estimate(of))],
        ..finding(headline, [detail])
    })
}

/// Whether waiting for the signposts does better than setting the levers of the rules at once.
fn waiting(policies: &[Row], amount: Amount) -> Option<Claim> {
    let [_, fixed, .., last] = policies else { return None };
    let at_once = policies.iter().find(|row| row.text("policy") == super::AT_ONCE)?;
    let [fixed, at_once, last] = [fixed, at_once, last].map(|row| row.number("score"));
    Some(finding(
        message!(
            "adapt-waiting",
            rules = amount.value(last),
            at_once = amount.value(at_once),
            fixed = amount.value(fixed)
        ),
        None,
    ))
}

/// The policy that was found.
#[derive(Default)]
struct Policy {
    levers: Vec<Text>,
    rules: Vec<Rule>,
}

impl Policy {
    /// Of the text of its file, which this program wrote; nothing of any other.
    fn read(text: &str) -> Self {
        let source = Source {
            name: "the policy that was found".to_owned(),
            text: text.to_owned(),
        };
        let Ok(tree) = source.parse() else {
            return Self::default();
        };
        let Ok(layer) = Layer::read(&source.root(&tree), MAX_MONTHS) else {
            return Self::default();
        };
        let levers = layer.schedules.iter().filter_map(|schedule| {
            let (step, lever) = (schedule.steps.first()?, schedule.lever);
            let value = input_value(step.value, lever.unit());
            let (agent, what) = (lever.agent().name(), lever.brief());
            Some(message!("adapt-lever", agent = agent, what = what, value = value).into())
        });
        Self {
            levers: levers.collect(),
            rules: layer.rules,
        }
    }

    /// What the best static policy sets.
    fn levers(&self) -> Text {
        match self.levers.is_empty() {
            true => titles::policy(crate::sweep::NO_POLICY),
            false => listed(self.levers.iter().cloned()),
        }
    }
}

/// A rule in words.
pub fn rule_in_words(rule: &Rule) -> Message {
    let number = |value: f64| with_minus(format!("{}", (value * 1000.0).round() / 1000.0));
    let (agent, lever) = (rule.lever.agent().name(), rule.lever.brief());
    let done = match rule.change {
        Change::Set(value) => message!("figure-adapt-set", agent = agent, lever = lever, value = number(value)),
        Change::Add(value) => message!("figure-adapt-add", agent = agent, lever = lever, value = number(value)),
    };
    let held = match rule.for_months {
        1 => message!("figure-adapt-a_month"),
        months => message!("figure-adapt-in_a_row", months = months.to_string()),
    };
    let when = match rule.lag_months {
        0 => message!("figure-adapt-at_once"),
        months => message!("figure-adapt-months_later", count = u64::from(months)),
    };
    let (side, threshold) = match rule.test {
        Test::Below(threshold) => ("below", threshold),
        Test::Above(threshold) => ("above", threshold),
    };
    message!(
        "figure-adapt-when",
        whose = rule.observable.agent.name(),
        observable = rule.observable.quantity.meaning(),
        side = side,
        threshold = number(threshold),
        unit = rule.observable.quantity.unit(),
        held = held,
        done = done,
        when = when
    )
}
