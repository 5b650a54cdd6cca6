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
use crate::aim::Aim;
use crate::amounts::{Amount, input_value, interval_of_part};
use crate::claims::{Answer, Subject, caveat, finding, tipping_point};
use crate::titles::{self, listed, title};

/// In the title of a result, between the scenario and whose policy was sought.
pub const POLICY_OF: &str = ": adaptive policy of ";

/// What was asked, and the answer.
pub fn answer(subject: &Subject) -> Answer {
    // The goal as `us_payoff:more`.
    let aim = Aim::parse(&subject.specification).ok();
    let metric = aim.map(|aim| aim.metric);
    let amount = metric.map_or(Amount::Plain, Amount::Of);
    let policies: Vec<Row> = subject.tables.rows(HELD_OUT_CSV).collect();
    let policy = Policy::read(&subject.policy);
    let seen = policies.first().and_then(|row| row.whole("worlds")).unwrap_or(0);
    let mut claims: Vec<Claim> = subject.too_few(seen).into_iter().collect();
    claims.extend(gain(&policies, aim, amount).map(|claim| Claim {
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

/// What the worlds say of a policy against another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Standing {
    Better,
    Worse,
    Untold,
}

impl Standing {
    /// Of a difference in the metric's own direction; more is better where nothing is known of the aim.
    fn of(difference: Estimate, aim: Option<Aim>) -> Self {
        let sign = aim.map_or(1.0, |aim| aim.wanted.sign());
        match difference.excludes_zero() {
            false => Self::Untold,
            true if sign * difference.value > 0.0 => Self::Better,
            true => Self::Worse,
        }
    }
}

/// What the rules bring against the best static policy; where there are none, what that policy brings against the plain scenario.
fn gain(policies: &[Row], aim: Option<Aim>, amount: Amount) -> Option<Claim> {
    let what: Text = aim.map_or_else(|| message!("adapt-payoff").into(), |aim| title(aim.metric));
    // Plain scenario, best static policy, then policies of one rule more each: the last is what was found.
    let (of, row, score) = match policies {
        // The table has the plain scenario against the best static policy: the other way round it is what that policy brings.
        [plain, fixed] => (difference(plain).negated(), plain, fixed.number("score")),
        [_, _, .., last] => (difference(last), last, last.number("score")),
        _ => return None,
    };
    let headline = message!(
        match (policies.len(), Standing::of(of, aim)) {
            (2, Standing::Better) => "adapt-nothing",
            (2, Standing::Worse) => "adapt-nothing_worse",
            (2, Standing::Untold) => "adapt-nothing_untold",
            (_, Standing::Better) => "adapt-gain",
            (_, Standing::Worse) => "adapt-loss",
            (_, Standing::Untold) => "adapt-untold",
        },
        change = amount.change(of.value),
        interval = amount.interval(of),
        metric = what
    );
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::adapt::schema::held_out;
    use crate::claims::Tables;
    use results::row;
    use results::table::Table;

    /// The headline of a search by `specification`, whose last policy differs from the one before by `difference` +/- 0.01.
    fn headline(specification: &str, difference: f64, with_rules: bool) -> String {
        let mut table = Table::new(&held_out("1"));
        let mut push = |name: &str, difference: f64| {
            let mut row = Vec::from(row![name, 1.0]);
            row.extend(row![difference, 0.005, difference - 0.01, difference + 0.01]);
            row.extend(row![0.5, 0.5, 4000_u64]);
            table.push(row);
        };
        // Without rules the table has the plain scenario against the static policy.
        push("baseline", if with_rules { 0.3 } else { -difference });
        push("static", 0.0);
        if with_rules {
            push("rules", difference);
        }
        let subject = Subject {
            tables: Tables::new(vec![table]),
            specification: specification.to_owned(),
            ..Subject::default()
        };
        let answer = answer(&subject);
        let said = answer.claims.iter().find(|claim| claim.role == Role::Answer);
        said.unwrap().headline.key.to_string()
    }

    /// The oracle is the meaning of the sign: more of what is wanted is better, less of it worse.
    #[test]
    fn the_answer_says_better_or_worse_by_what_is_wanted_and_not_by_the_sign() {
        for (specification, better) in [("us_payoff:more", 1.0), ("us_payoff:less", -1.0), ("us_payoff", 1.0)] {
            let said = |difference: f64, with_rules| headline(specification, better * difference, with_rules);
            let with_rules = [0.5, -0.5, 0.001, -0.001].map(|difference| said(difference, true));
            assert_eq!(with_rules, ["adapt-gain", "adapt-loss", "adapt-untold", "adapt-untold"]);
            let without = [0.5, -0.5, 0.001].map(|difference| said(difference, false));
            assert_eq!(
                without,
                ["adapt-nothing", "adapt-nothing_worse", "adapt-nothing_untold"]
            );
        }
    }
}
