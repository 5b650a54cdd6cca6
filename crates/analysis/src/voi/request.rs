//! What is asked about the value of information.

use super::groups::Group;
use crate::aim::Aim;
use crate::compare::{self, Case, is_same};
use crate::study::{Input, keys, scenarios};
use engine::scenario::inputs::Input as ModelInput;
use error::{Error, Result};
use results::number::counted;
use serde::{Deserialize, Serialize};

/// Fewer worlds do not tell the value of any parameter.
pub const LEAST_WORLDS: u64 = 200;

/// Policies to choose among, and what they are judged by.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "scenarios::cases")]
    pub cases: Vec<Case>,
    pub goal: Aim,
    /// Parameters whose value is wanted together, beside those that are always valued.
    pub groups: Vec<Group>,
}

impl Request {
    /// Worlds simulated, over all policies.
    pub fn worlds(&self) -> u64 {
        self.cases[0].scenario.runs * self.cases.len() as u64
    }

    /// The texts that decide the result.
    pub(super) fn texts(&self) -> Vec<Input> {
        let group = |group: &Group| {
            let members = group.members.iter();
            let keys: Vec<String> = members
                .map(|&place| keys::of_input(ModelInput::Parameter(place)))
                .collect();
            format!("{}={}", group.name, keys.join(","))
        };
        let groups: Vec<String> = self.groups.iter().map(group).collect();
        let mut texts = compare::inputs(&self.cases);
        texts.push(Input::new("metric", self.goal.text()));
        texts.push(Input::new("list of groups", groups.join("\n")));
        texts
    }
}

/// Refuses policies that cannot be chosen among.
///
/// # Errors
/// Fewer than two; names or settings that come twice; policies that do not meet the same worlds; too few worlds or too many.
pub fn check(cases: &[Case]) -> Result<()> {
    let [first, rest @ ..] = cases else {
        return Err(Error::Usage(
            "name the policies to choose among, such as `detente voi none treaty no_controls`".to_owned(),
        ));
    };
    if rest.is_empty() {
        return Err(Error::Usage(format!(
            "with `{}` alone there is nothing to choose, so no information has a value; name another policy, or `none` for the plain \
             scenario",
            first.name
        )));
    }
    for (place, case) in cases.iter().enumerate() {
        for before in &cases[..place] {
            if before.name == case.name {
                return Err(Error::Usage(format!(
                    "the policy `{}` is given twice; give it once",
                    case.name
                )));
            }
            if is_same(&before.scenario, &case.scenario) {
                return Err(Error::Usage(format!(
                    "the policies `{}` and `{}` set exactly the same; give one of them",
                    before.name, case.name
                )));
            }
        }
        let (one, other) = (&first.scenario, &case.scenario);
        if (one.seed, one.runs, one.months) != (other.seed, other.runs, other.months) || one.cards != other.cards {
            return Err(Error::Usage(format!(
                "`{}` would not meet the same worlds as `{}`: parameters, seed, number of worlds and horizon must be the same; set \
                 parameters with --set for all",
                case.name, first.name
            )));
        }
    }
    let runs = first.scenario.runs;
    if runs < LEAST_WORLDS {
        return Err(Error::Usage(format!(
            "{} are too few to tell what information is worth; --runs {LEAST_WORLDS} would do, and 10,000 do it well",
            counted(runs, "world")
        )));
    }
    if runs > engine::ensemble::EXACT_RUNS {
        return Err(Error::Usage(format!(
            "a value of information keeps all worlds in memory, at most {}; take fewer with --runs",
            counted(engine::ensemble::EXACT_RUNS, "world")
        )));
    }
    Ok(())
}
