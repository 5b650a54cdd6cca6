//! What outcomes, policies and inputs are called in sentences and figures: the field's words; keys stand in tables only.

use std::borrow::Cow;

use engine::model::metrics::Metric;
use engine::model::series::Series;
use engine::scenario::agents::Agent;
use engine::scenario::dated::{Dated, main};
use engine::scenario::levers::Lever;
use engine::scenario::time::FIRST_YEAR;
use results::message;
use results::message::{Message, Text};
use results::number::spaced;

use crate::robust::CENTRAL;
use crate::sweep::NO_POLICY;

/// The shipped scenario without a policy, as tables name it.
pub const BASELINE: &str = "baseline";

/// What a metric is called in a sentence, if it is among the main ones.
pub fn title_of(metric: Metric) -> Option<Text> {
    match metric {
        Metric::Dated(dated) => main(dated.series()).map(|(title, _)| at_date(title, None, dated)),
        fixed => title_of_fixed(fixed).map(Text::from),
    }
}

/// The same of a metric that has no date of a user's: words of the data.
pub fn title_of_fixed(metric: Metric) -> Option<&'static str> {
    Some(match metric {
        Metric::LagMonths2027 => "US lead over China in 2027",
        Metric::LagMonths2030 => "US lead over China in 2030",
        Metric::LagMonths2035 => "US lead over China in 2035",
        Metric::ComputeRatio2027 => "US/China compute ratio in 2027",
        Metric::ComputeRatio2030 => "US/China compute ratio in 2030",
        Metric::ComputeRatio2035 => "US/China compute ratio in 2035",
        Metric::ParityYear => "Chinese chip parity",
        Metric::SelfSufficiencyYear => "80 % chip self-sufficiency of China",
        Metric::FirstLeadYear => "Chinese lead of six months or more",
        Metric::ThresholdFirst => "First to reach transformative AI",
        Metric::ThresholdYear => "Transformative AI",
        Metric::UsSpending => "Cumulative US AI spending",
        Metric::ChinaSpending => "Cumulative Chinese AI spending",
        Metric::WorldRaceCost => "Cost of AI competition worldwide",
        Metric::PeakDistrust => "Peak US-China mistrust",
        Metric::UsLowestSafety => "US safety effort at its low point",
        Metric::ChinaLowestSafety => "Chinese safety effort at its low point",
        Metric::CatastropheYear => "Loss of control",
        Metric::TreatyYear => "AI treaty in force",
        Metric::UsThirdCountryShare2035 => "Third countries aligned with the United States in 2035",
        Metric::ChinaThirdCountryShare2035 => "Third countries aligned with China in 2035",
        Metric::UnalignedShare2035 => "Third countries aligned with neither in 2035",
        _ => return None,
    })
}

/// What a metric is called in a sentence.
pub fn title(metric: Metric) -> Text {
    title_of(metric).unwrap_or_else(|| meaning(metric))
}

/// What a metric is.
pub fn meaning(metric: Metric) -> Text {
    let Some(dated) = metric.dated() else {
        return metric.meaning().into();
    };
    let series = dated.series();
    match (main(series), series) {
        (Some((_, what)), _) => at_date(what, None, dated),
        (None, Series::Agent(agent, _)) => at_date(series.brief(), Some(agent), dated),
        (None, Series::World(_)) => at_date(series.brief(), None, dated),
    }
}

/// A quantity, that of one state where it is, at the end of a month.
fn at_date(what: &str, whose: Option<Agent>, dated: Dated) -> Text {
    let (years, month) = (dated.month() / 12, dated.month() % 12);
    let moment = results::message::month(i64::from(FIRST_YEAR) + years as i64, month);
    Text::from(match whose {
        None => message!("dated-of_world", what = what, moment = moment),
        Some(agent) => message!("dated-of_state", what = what, whose = agent.name(), moment = moment),
    })
}

/// What a metric is called by its key; a text that is none as it is.
pub fn title_of_key(key: &str) -> Text {
    Metric::from_key(key).map_or_else(|| key.into(), title)
}

/// Whether a case is the scenario as it is, without a policy.
pub fn is_current_policy(name: &str) -> bool {
    matches!(name, NO_POLICY | BASELINE)
}

/// What a policy or a strategy is called in a sentence: the plain scenario is the current policy in every study.
pub fn policy(name: &str) -> Text {
    match is_current_policy(name) {
        true => message!("name-current_policy").into(),
        false => name_in_words(name),
    }
}

/// The same of a worldview.
pub fn worldview(name: &str) -> Text {
    match name {
        CENTRAL => message!("name-central_view").into(),
        name => name_in_words(name),
    }
}

/// A name with its words apart and its levers by what they do: `treaty + effort to win third countries (United States) = 1`.
fn name_in_words(name: &str) -> Text {
    let piece = |piece: &str| match piece.split_once('=') {
        Some((key, value)) => {
            let (key, value) = (key.trim(), value.trim());
            match Lever::from_key(key) {
                Some(lever) => {
                    let [brief, whose] = [lever.brief(), lever.agent().name()].map(Text::from);
                    Text::Joined(vec![brief, " (".into(), whose, format!(") = {value}").into()])
                }
                None => format!("{key} = {value}").into(),
            }
        }
        None => spaced(piece).into(),
    };
    let settings = |part: &str| listed(part.split(',').map(piece));
    joined(name.split('+').map(settings), " + ")
}

/// Names one after the other.
pub fn listed(names: impl IntoIterator<Item = Text>) -> Text {
    joined(names, ", ")
}

/// Texts one after the other with the same between them; a single one stays as it is.
pub fn joined(texts: impl IntoIterator<Item = Text>, between: &str) -> Text {
    let mut parts = Vec::new();
    for text in texts {
        if text.is_empty() {
            continue;
        }
        if !parts.is_empty() {
            parts.push(Text::from(between));
        }
        parts.push(text);
    }
    match parts.len() {
        1 => parts.remove(0),
        _ => Text::Joined(parts),
    }
}

/// Sentences one after the other.
pub fn sentences(all: impl IntoIterator<Item = Message>) -> Option<Text> {
    let mut all = all.into_iter().map(Text::from).peekable();
    all.peek()?;
    Some(joined(all, " "))
}

/// What an input is called: its meaning and, where it is that of one state, whose. Members of a group that have one meaning are said once.
pub fn input<'a>(input: &'a str, meaning: impl Fn(&'a str) -> Cow<'a, str>) -> Text {
    let mut parts: Vec<(Cow<str>, Vec<Text>)> = Vec::new();
    for member in members(input) {
        let meaning = meaning(member);
        let prefix = member.split('.').next().unwrap_or_default();
        let whose = Agent::ALL.into_iter().find(|agent| agent.key() == prefix);
        let whose = whose.map(|agent| Text::from(agent.name()));
        match parts.iter_mut().find(|(known, _)| *known == meaning) {
            Some((_, states)) => states.extend(whose),
            None => parts.push((meaning, whose.into_iter().collect())),
        }
    }
    let part = |(meaning, states): (Cow<str>, Vec<Text>)| match states.is_empty() {
        true => Text::from(&*meaning),
        false => message!("amount-whose", what = &*meaning, states = listed(states)).into(),
    };
    joined(parts.into_iter().map(part), "; ")
}

/// The keys of an input, which may be a group.
pub fn members(input: &str) -> impl Iterator<Item = &str> {
    input.split(" + ")
}

/// A condition with its metrics by what they are called: `US lead over China in 2030 < 8`.
pub fn condition(text: &str) -> Text {
    let is_word = |letter: char| letter.is_ascii_alphanumeric() || "_@-".contains(letter);
    let mut parts: Vec<Text> = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(is_word) {
        let end = rest[start..].find(|letter| !is_word(letter));
        let end = end.map_or(rest.len(), |end| start + end);
        let word = &rest[start..end];
        if start > 0 {
            parts.push(rest[..start].into());
        }
        parts.push(title_of_key(word));
        rest = &rest[end..];
    }
    parts.push(rest.into());
    Text::Joined(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use results::message::Arg;

    #[test]
    fn the_plain_scenario_has_one_name_and_settings_are_said_by_what_they_do() {
        assert_eq!(policy("none"), policy("baseline"));
        assert_eq!(policy("no_controls"), Text::from("no controls"));
        let parts = match policy("treaty+us.outreach=1") {
            Text::Joined(parts) => parts,
            other => vec![other],
        };
        assert_eq!(parts[..2].to_vec(), ["treaty", " + "].map(Text::from));
        let lever = ["effort to win third countries", " (", "United States", ") = 1"];
        assert_eq!(parts[2], Text::Joined(lever.map(Text::from).to_vec()));
        assert_eq!(policy("Half: us.x=1"), Text::from("Half: us.x = 1"));
    }

    /// The words that the model has for the same date, in English.
    #[test]
    fn a_dated_metric_is_called_by_its_quantity_and_its_date() {
        let parts = |text: Text| match text {
            Text::Message(message) => {
                let of = |arg: &Arg| match arg {
                    Arg::Text(Text::Plain(text)) => text.clone(),
                    Arg::Text(Text::Message(month)) => month.key.to_string(),
                    other => panic!("{other:?}"),
                };
                let args = message.args.iter().map(|(name, arg)| format!("{name} = {}", of(arg)));
                (message.key.to_string(), args.collect::<Vec<_>>())
            }
            other => panic!("{other:?}"),
        };
        let metric = |key: &str| Metric::from_key(key).unwrap();
        let (key, args) = parts(title(metric("lag_months@2032")));
        assert_eq!(key, "dated-of_world");
        assert_eq!(args, ["what = US lead over China", "moment = month-december"]);
        let (key, args) = parts(meaning(metric("us_distrust@2031-03")));
        assert_eq!(key, "dated-of_state");
        let expected = [
            "what = distrust of the rival",
            "whose = United States",
            "moment = month-march",
        ];
        assert_eq!(args, expected);
        assert_eq!(title_of(metric("us_distrust@2031-03")), None);
        assert_eq!(
            title(metric("us_distrust@2031-03")),
            meaning(metric("us_distrust@2031-03"))
        );
        assert_eq!(title_of_key("no_metric"), Text::from("no_metric"));
    }

    #[test]
    fn a_condition_names_metrics_as_readers_do() {
        let said: Vec<Text> = match condition("china_lag_months_2030 < 8") {
            Text::Joined(parts) => parts,
            other => vec![other],
        };
        assert_eq!(said[0], Text::from("US lead over China in 2030"));
        assert_eq!(said[1..].to_vec(), [" < ", "8", ""].map(Text::from));
    }
}
