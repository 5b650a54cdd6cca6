//! Game files: strategies of both sides and what each side wants.
//!
//! ```toml
//! name = "controls_and_subsidies"
//! title = "Do chip controls pay once China answers them?"
//! description = "..."
//! claim = "F5"
//! scenario = "baseline"                      # optional
//! worldviews = ["fast_fabs"]                 # optional: all of them in every cell
//! runs = 2000                                # optional: worlds of each cell
//! seed = 20231                               # optional
//! us = ["none", "strict_controls", "no_controls+us_push"]
//! china = ["none", "china_subsidy_surge"]    # policies, several joined by `+`; `none` leaves the side as the scenario has it
//!
//! [payoff.us]                                # optional: metrics and their weights in place of us_payoff
//! china_lag_months_2030 = 1.0
//! us_race_cost_usd_bn = -0.001
//! [payoff.china]
//! china_payoff = 1.0
//! ```

use super::MOST_STRATEGIES;
use super::payoff::{Payoff, is_weight, refusal, weighable};
use crate::asked::named_twice;
use engine::model::metrics::Metric;
use engine::scenario::agents::Agent;
use engine::scenario::load::files::{About, read_runs};
use engine::scenario::reader::{Source, Table};
use error::{Error, Result, nearest};

/// What a game file says.
#[derive(Debug, Clone, PartialEq)]
pub struct GameFile {
    pub about: About,
    /// Name of the scenario; `baseline` if the file says nothing.
    pub scenario: String,
    pub worldviews: Vec<String>,
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    /// The United States' strategies, then China's.
    pub strategies: [Vec<String>; 2],
    /// The same of payoffs; `None` where the file says nothing.
    pub payoffs: [Option<Payoff>; 2],
}

const KEYS: [&str; 11] = [
    "name",
    "title",
    "description",
    "claim",
    "scenario",
    "worldviews",
    "runs",
    "seed",
    "us",
    "china",
    "payoff",
];

impl GameFile {
    /// Reads a game file.
    ///
    /// # Errors
    /// Anything in the file that cannot be used, with its place.
    pub fn read(source: &Source) -> Result<Self> {
        let tree = source.parse()?;
        let root = source.root(&tree);
        root.only(&KEYS)?;
        let payoffs = root.table("payoff")?;
        if let Some(table) = &payoffs {
            table.only(&Agent::ALL.map(Agent::key))?;
        }
        let mut of_sides = [None, None];
        for agent in Agent::ALL {
            let table = payoffs.as_ref().map(|table| table.table(agent.key())).transpose()?;
            of_sides[agent.index()] = table.flatten().map(|table| read_payoff(&table)).transpose()?;
        }
        Ok(Self {
            about: About::read(source)?,
            scenario: match root.get("scenario") {
                Some(value) => value.some_text()?.to_owned(),
                None => "baseline".to_owned(),
            },
            worldviews: words(&root, "worldviews")?,
            runs: root.get("runs").map(|value| read_runs(&value)).transpose()?,
            seed: root.get("seed").map(|value| value.whole()).transpose()?,
            strategies: [
                strategies(&root, Agent::UnitedStates)?,
                strategies(&root, Agent::China)?,
            ],
            payoffs: of_sides,
        })
    }
}

fn words(root: &Table, name: &str) -> Result<Vec<String>> {
    let list = root.list(name)?;
    list.iter().map(|value| value.some_text().map(str::to_owned)).collect()
}

fn strategies(root: &Table, agent: Agent) -> Result<Vec<String>> {
    let names = words(root, agent.key())?;
    let value = root.need(agent.key())?;
    if let Some((problem, allowed)) = fault(&names) {
        return Err(value.refuse(&problem, &allowed));
    }
    Ok(names)
}

/// What is wrong with a side's list of strategies, and what to do.
pub fn fault(names: &[String]) -> Option<(String, String)> {
    if names.len() < 2 {
        let problem = match names {
            [] => "names no strategy".to_owned(),
            [one, ..] => format!("names one strategy only, `{one}`, so there is nothing to choose"),
        };
        let allowed = format!("name 2 to {MOST_STRATEGIES}; `none` leaves the side as the scenario has it");
        return Some((problem, allowed));
    }
    if names.len() > MOST_STRATEGIES {
        let problem = format!("names {} strategies", names.len());
        return Some((problem, format!("name {MOST_STRATEGIES} at the most")));
    }
    let (_, twice) = names
        .iter()
        .enumerate()
        .find(|(place, name)| names[..*place].contains(name))?;
    Some((
        format!("names the strategy `{twice}` twice"),
        "name each strategy once".to_owned(),
    ))
}

fn read_payoff(table: &Table) -> Result<Payoff> {
    let (mut terms, mut named) = (Vec::new(), Vec::new());
    for (key, value) in table.entries() {
        let metric = Metric::from_key(key).ok_or_else(|| match Metric::refused_date(key) {
            Some(refused) => value.refuse(&refused, ""),
            None => value.not_among(key, "metric", weighable().map(Metric::key)),
        })?;
        if let Some(problem) = refusal(metric) {
            return Err(value.refuse(problem, "`detente list --metrics` shows all; weigh numbers and years"));
        }
        let weight = value.number()?;
        if weight == 0.0 {
            return Err(value.refuse("weighs nothing", "leave the metric out, or give it a weight"));
        }
        if !is_weight(weight) {
            return Err(value.refuse("is no sensible weight", "from 1e-12 to 1e12, or negative"));
        }
        named.push((key, metric));
        if let Some([first, _]) = named_twice(&named) {
            return Err(value.refuse(
                &format!("weighs the metric that `{first}` weighs"),
                "weigh each metric once",
            ));
        }
        terms.push((metric, weight));
    }
    if terms.is_empty() {
        return Err(table.refuse(
            "is empty: the side would want nothing",
            "write at least one metric = weight",
        ));
    }
    Ok(Payoff { terms })
}

/// Reads `METRIC=WEIGHT` of the command line; `option` is named in errors.
///
/// # Errors
/// Another form, a metric that does not exist or cannot be weighed, a weight that is no number, nothing, or of an absurd size.
pub fn read_weight(text: &str, option: &str) -> Result<(Metric, f64)> {
    let refuse = |problem: String| Error::Usage(format!("{option} {}: {problem}", text.escape_debug()));
    let form = "write METRIC=WEIGHT, such as china_lag_months_2030=1";
    let (key, weight) = text.split_once('=').ok_or_else(|| refuse(form.to_owned()))?;
    let key = key.trim();
    let metric = Metric::from_key(key).ok_or_else(|| {
        if let Some(refused) = Metric::refused_date(key) {
            return refuse(refused);
        }
        let near = nearest(key, weighable().map(Metric::key));
        let hint = near.map_or_else(
            || "`detente list --metrics` shows all".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        refuse(format!("there is no metric `{}`; {hint}", key.escape_debug()))
    })?;
    if let Some(problem) = refusal(metric) {
        return Err(refuse(format!("{key} {problem}; weigh numbers and years")));
    }
    let number = weight.trim().parse::<f64>().ok();
    match number.filter(|number| is_weight(*number)) {
        Some(number) => Ok((metric, number)),
        None => Err(refuse(format!(
            "the weight `{}` is not a number from 1e-12 to 1e12, or a negative one of that size; {form}",
            weight.trim().escape_debug()
        ))),
    }
}
