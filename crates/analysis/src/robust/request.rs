//! What a study of robustness is asked.

use super::simulate::MOST_VALUES;
use super::threshold::Threshold;
use crate::aim::Aim;
use crate::asked::refuse_repeats;
use crate::study::{Input as Text, keys, scenarios};
use engine::ensemble::first_month;
use engine::model::metrics::Metric;
use engine::scenario::Scenario;
use engine::scenario::cards::{CardSet, Distribution};
use engine::scenario::inputs::Input;
use engine::scenario::levers::Lever;
use engine::scenario::load::resolved::{parameters_text, scenario_text};
use engine::scenario::parameters;
use error::{Error, Result, nearest};
use serde::{Deserialize, Serialize};

/// Metrics that are judged where nobody names any: the lead, and the payoffs of both states and of the world.
pub const USUAL: [Metric; 4] = [
    Metric::LagMonths2030,
    Metric::UsPayoff,
    Metric::ChinaPayoff,
    Metric::WorldPayoff,
];

/// Policies under worldviews, and what they are judged by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    pub policies: Vec<String>,
    /// The first is the scenario as it is.
    pub worldviews: Vec<String>,
    /// Policy by policy, each under all worldviews.
    #[serde(with = "scenarios")]
    pub scenarios: Vec<Scenario>,
    pub aims: Vec<Aim>,
    pub thresholds: Vec<Threshold>,
    /// Hurwicz's alpha, the weight of the best worldview, 0 to 1.
    pub optimism: f64,
    /// Parameters that are moved to see where rankings turn; none to look for no flip points.
    #[serde(with = "keys::inputs")]
    pub moved: Vec<Input>,
    /// Worlds in which they are moved.
    pub flip_worlds: u64,
}

impl Request {
    /// Refuses what is more than can be kept.
    ///
    /// # Errors
    /// Too many worlds for so many policies, worldviews and metrics.
    pub fn check(&self) -> Result<()> {
        let runs = self.scenarios[0].runs;
        let numbers_a_world = (self.scenarios.len() * self.aims.len()) as u64;
        let values = runs.saturating_mul(numbers_a_world);
        if values <= MOST_VALUES {
            return Ok(());
        }
        Err(Error::Usage(format!(
            "{runs} worlds make {values} numbers, more than the {MOST_VALUES} that are kept; take {} worlds or fewer",
            MOST_VALUES / numbers_a_world
        )))
    }

    /// Worlds simulated for the judgement, over all policies and worldviews.
    pub fn worlds(&self) -> u64 {
        self.scenarios[0].runs * self.scenarios.len() as u64
    }

    /// Every policy under every worldview, called `policy / worldview`.
    pub fn cases(&self) -> impl Iterator<Item = (String, &Scenario)> {
        let names = self.policies.iter().flat_map(|policy| {
            let worldviews = self.worldviews.iter();
            worldviews.map(move |worldview| format!("{policy} / {worldview}"))
        });
        names.zip(&self.scenarios)
    }

    /// The texts that decide the result.
    pub(super) fn texts(&self) -> Vec<Text> {
        let mut text = String::new();
        for (name, scenario) in self.cases() {
            text.push_str(&format!("case {name}\n{}", scenario_text(scenario)));
        }
        let cards: Vec<String> = self.scenarios[..self.worldviews.len()]
            .iter()
            .map(|scenario| parameters_text(&scenario.cards))
            .collect();
        let metrics: Vec<String> = self.aims.iter().map(|aim| aim.text()).collect();
        let thresholds: Vec<String> = self.thresholds.iter().map(Threshold::text).collect();
        let moved: Vec<&str> = self
            .moved
            .iter()
            .map(|input| input.key(&self.scenarios[0].cards))
            .collect();
        vec![
            Text::new("scenario", text),
            Text::new("set of parameter cards", cards.join("\n")),
            Text::new("list of metrics", metrics.join("\n")),
            Text::new("list of thresholds", thresholds.join("\n")),
            Text::new("optimism", self.optimism.to_string()),
            Text::new(
                "search for flip points",
                format!("{} worlds\n{}", self.flip_worlds, moved.join("\n")),
            ),
        ]
    }
}

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
    let aims = texts.iter().map(|text| Aim::parse(text)?.within(months));
    let aims = aims.collect::<Result<Vec<_>>>()?;
    let keys = texts.iter().map(|text| text.split(':').next().unwrap_or_default());
    let named: Vec<(&str, Metric)> = keys.zip(aims.iter().map(|aim| aim.metric)).collect();
    refuse_repeats(&named, "--metric")?;
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
