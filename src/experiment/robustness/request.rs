//! What a study of robustness is asked: metrics with the way they are wanted, and parameters to be moved.

use super::{Aim, Wanted};
use crate::ensemble::first_month;
use crate::error::{Error, Result, nearest};
use crate::model::metrics::{Kind, Metric};
use crate::scenario::cards::{CardSet, Distribution};
use crate::scenario::inputs::Input;
use crate::scenario::parameters;

/// Metrics that are judged where nobody names any: the lead, and the payoffs of both states and of the world.
pub const USUAL: [Metric; 4] = [
    Metric::LagMonths2030,
    Metric::UsPayoff,
    Metric::ChinaPayoff,
    Metric::WorldPayoff,
];

impl Aim {
    /// A metric wanted as the one whom it favours wants it.
    pub const fn usual(metric: Metric) -> Option<Self> {
        match metric.favours().more_is_better() {
            Some(true) => Some(Self {
                metric,
                wanted: Wanted::More,
            }),
            Some(false) => Some(Self {
                metric,
                wanted: Wanted::Less,
            }),
            None => None,
        }
    }

    /// Reads `METRIC`, `METRIC:more` or `METRIC:less`.
    ///
    /// # Errors
    /// A metric that does not exist, is no number in some world, or of which nobody's good is agreed and none is said.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("--metric {}: {problem}", text.escape_debug()));
        let (key, wanted) = match text.split_once(':') {
            None => (text, None),
            Some((key, "more")) => (key, Some(Wanted::More)),
            Some((key, "less")) => (key, Some(Wanted::Less)),
            Some((key, _)) => return Err(refuse(format!("write {key}:more or {key}:less"))),
        };
        let metric = Metric::from_key(key).ok_or_else(|| {
            let hint = match nearest(key, Metric::ALL.map(Metric::key)) {
                Some(near) => format!("did you mean `{near}`? "),
                None => String::new(),
            };
            refuse(format!(
                "there is no such metric; {hint}(`detente list --metrics` shows all)"
            ))
        })?;
        match metric.kind() {
            Kind::Number | Kind::Year => {}
            Kind::NumberOrNever => {
                return Err(refuse(
                    "it is a number in some worlds only; take another metric".to_owned(),
                ));
            }
            Kind::Who => {
                return Err(refuse(
                    "it says who, which is no number; take another metric".to_owned(),
                ));
            }
        }
        match wanted {
            Some(wanted) => Ok(Self { metric, wanted }),
            None => Self::usual(metric).ok_or_else(|| {
                refuse(format!(
                    "it is not agreed which way it is wanted; write {key}:more or {key}:less"
                ))
            }),
        }
    }
}

/// The metrics that are asked for, or the usual ones, within a horizon of `months`.
///
/// # Errors
/// As [`Aim::parse`]; a metric beyond the horizon or named twice.
pub fn aims(texts: &[String], months: usize) -> Result<Vec<Aim>> {
    let within = |metric: Metric| first_month(metric) < months;
    if texts.is_empty() {
        return Ok(USUAL
            .into_iter()
            .filter(|&metric| within(metric))
            .filter_map(Aim::usual)
            .collect());
    }
    let mut aims: Vec<Aim> = Vec::new();
    for text in texts {
        let aim = Aim::parse(text)?;
        let key = aim.metric.key();
        if !within(aim.metric) {
            return Err(Error::Usage(format!(
                "`{key}` lies beyond the horizon of this scenario; take an earlier metric, or a later --set horizon=..."
            )));
        }
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
