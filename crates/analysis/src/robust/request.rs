//! What a study of robustness is asked: metrics with the way they are wanted, and parameters to be moved.

use crate::aim::Aim;
use engine::ensemble::first_month;
use engine::error::{Error, Result, nearest};
use engine::model::metrics::Metric;
use engine::scenario::cards::{CardSet, Distribution};
use engine::scenario::inputs::Input;
use engine::scenario::levers::Lever;
use engine::scenario::parameters;

/// Metrics that are judged where nobody names any: the lead, and the payoffs of both states and of the world.
pub const USUAL: [Metric; 4] = [
    Metric::LagMonths2030,
    Metric::UsPayoff,
    Metric::ChinaPayoff,
    Metric::WorldPayoff,
];

/// The metrics that are asked for, or the usual ones, within a horizon of `months`.
///
/// # Errors
/// As [`Aim::parse`]; a metric beyond the horizon or named twice.
pub fn aims(texts: &[String], months: usize) -> Result<Vec<Aim>> {
    if texts.is_empty() {
        return Ok(USUAL
            .into_iter()
            .filter(|&metric| first_month(metric) < months)
            .filter_map(Aim::usual)
            .collect());
    }
    let mut aims: Vec<Aim> = Vec::new();
    for text in texts {
        let aim = Aim::parse(text)?.within(months)?;
        let key = aim.metric.key();
        if aims.iter().any(|other| other.metric == aim.metric) {
            return Err(Error::Usage(format!("--metric names {key} twice; name it once")));
        }
        aims.push(aim);
    }
    Ok(aims)
}

/// The parameters to be moved: those named, or all whose cards are uncertain.
///
/// # Errors
/// A key that is no parameter, one whose card has no uncertainty, or one named twice.
pub fn moved(keys: &[String], cards: &CardSet) -> Result<Vec<Input>> {
    let is_fixed = |position: usize| matches!(cards.cards[position].distribution, Distribution::Fixed(_));
    if keys.is_empty() {
        let uncertain = (0..cards.cards.len()).filter(|&position| !is_fixed(position));
        return Ok(uncertain.map(Input::Parameter).collect());
    }
    let mut inputs = Vec::new();
    for key in keys {
        let refuse = |problem: String| Error::Usage(format!("--flip {}: {problem}", key.escape_debug()));
        let known: Vec<String> = parameters::keys().collect();
        if Lever::from_key(key).is_some() {
            return Err(refuse(format!(
                "it is a lever, which policies set, and no parameter; `detente sweep --vary {key}=...` moves it"
            )));
        }
        let Some(position) = known.iter().position(|known| known == key) else {
            let hint = match nearest(key, known.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`detente params` shows all".to_owned(),
            };
            return Err(refuse(format!("there is no such parameter; {hint}")));
        };
        if is_fixed(position) {
            let problem = "its card has no uncertainty, so there are no bounds to move it in; a worldview or --set can give it some";
            return Err(refuse(problem.to_owned()));
        }
        let input = Input::Parameter(position);
        if inputs.contains(&input) {
            return Err(refuse("it is named twice; name it once".to_owned()));
        }
        inputs.push(input);
    }
    Ok(inputs)
}
