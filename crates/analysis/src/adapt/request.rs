//! What a search for trigger rules is asked, and the whole of it: search, then judgement on other worlds.

use super::search::static_text;
use super::{AT_ONCE, Found, Goal, Ranges, Task, Verdict, judge, search};
use crate::study::{Input, Kind, Sink, Study, keys, scenarios};
use engine::ensemble::Options;
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::levers::Lever;
use engine::scenario::load::resolved::scenario_text;
use engine::scenario::time::{FIRST_YEAR, Month};
use error::Result;
use serde::{Deserialize, Serialize};

/// Whose policy is searched, for what, and which static ones it has to beat.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Request {
    #[serde(with = "keys::agent")]
    pub side: Agent,
    pub goal: Goal,
    /// Levers that may be moved: of this side, and set by nothing else.
    #[serde(with = "keys::levers")]
    pub levers: Vec<Lever>,
    /// Names of the scenarios.
    pub names: Vec<String>,
    /// The plain scenario, then with each static policy that is to be beaten.
    #[serde(with = "scenarios")]
    pub scenarios: Vec<Scenario>,
    /// Worlds of the search.
    pub training: u64,
    /// Worlds of the judgement, which follow on those of the search.
    pub held_out: u64,
    /// Random candidates of each stage of the search.
    pub candidates: u64,
    /// Most rules.
    pub rules: usize,
}

/// A finished search and its judgement.
#[derive(Debug)]
pub struct Results<'a> {
    pub goal: Goal,
    pub levers: &'a [Lever],
    /// What the best static policy is, in words.
    pub static_name: String,
    /// Name of the policy it starts from, if any.
    pub base: Option<&'a str>,
    pub found: Found,
    /// The policies that were judged, by name: plain scenario, best static policy, that with the rules' levers set at once (where there are
    /// rules), then one policy a rule.
    pub policies: Vec<(String, Scenario)>,
    /// On these policies, in this order.
    pub verdict: Verdict,
    /// Worlds of the search.
    pub training: u64,
    /// Last year of the horizon.
    pub last_year: u32,
    /// Worlds simulated, search and judgement together.
    pub worlds: u64,
}

impl Study for Request {
    const KIND: Kind = Kind::Adapt;
    type Results<'a> = Results<'a>;

    fn inputs(&self) -> Vec<Input> {
        let levers: Vec<&str> = self.levers.iter().map(|lever| lever.key()).collect();
        let policies = self.names.iter().zip(&self.scenarios).skip(1);
        let policies = policies.map(|(name, scenario)| format!("policy {name}\n{}", scenario_text(scenario)));
        let mut inputs = Input::of_scenario(&self.scenarios[0]);
        inputs.push(Input::new(
            "search",
            format!(
                "for {}\nmetric {}\ncriterion {}\nlevers {}\nrules {}\ncandidates {}\nheld out {}\n",
                self.side.key(),
                self.goal.aim.text(),
                self.goal.criterion.key(),
                levers.join(", "),
                self.rules,
                self.candidates,
                self.held_out
            ),
        ));
        inputs.push(Input::new("list of static policies", policies.collect::<String>()));
        inputs
    }

    fn run(&self, options: &Options, sink: &mut dyn Sink) -> Result<Results<'_>> {
        let plain = &self.scenarios[0];
        let ranges = Ranges::of(plain, self.side, options, sink)?;
        let task = Task {
            scenarios: &self.scenarios,
            names: &self.names,
            levers: &self.levers,
            ranges: &ranges,
            goal: self.goal,
            training: self.training,
            candidates: self.candidates,
            rules: self.rules,
            seed: plain.seed,
        };
        sink.stage(task.most_worlds());
        let found = search(&task, options, sink)?;
        let policies = self.policies(&found);
        let twin = (!found.rules.is_empty()).then_some(2);
        let verdict = judge(
            &policies,
            (1, twin),
            &found.rules,
            self.goal,
            (self.training, self.held_out),
            options,
            sink,
        )?;
        Ok(Results {
            goal: self.goal,
            levers: &self.levers,
            static_name: static_text(&self.names[found.base], &self.levers, &found.values),
            base: (found.base > 0).then(|| self.names[found.base].as_str()),
            worlds: found.simulated + self.held_out * (policies.len() as u64 + 1),
            found,
            policies,
            verdict,
            training: self.training,
            last_year: FIRST_YEAR + (Month(plain.months - 1).0 / 12) as u32,
        })
    }
}

impl Request {
    /// The policies that are judged, see [`Results::policies`].
    fn policies(&self, found: &Found) -> Vec<(String, Scenario)> {
        let with = |values: &[f64]| {
            let set = self.levers.iter().copied().zip(values.iter().copied());
            let set: Vec<(Lever, f64)> = set.filter(|(_, value)| !value.is_nan()).collect();
            self.scenarios[found.base].with_levers(&set)
        };
        let best_static = with(&found.values);
        let mut policies = vec![
            (self.names[0].clone(), self.scenarios[0].clone()),
            ("best static policy".to_owned(), best_static.clone()),
        ];
        if !found.rules.is_empty() {
            let at_once = found.at_once(&self.levers);
            policies.push((AT_ONCE.to_owned(), with(&at_once)));
        }
        for number in 1..=found.rules.len() {
            let mut scenario = best_static.clone();
            scenario.rules.extend(&found.rules[..number]);
            let plural = if number == 1 { "" } else { "s" };
            policies.push((format!("with {number} rule{plural}"), scenario));
        }
        policies
    }
}
