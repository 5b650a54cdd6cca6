//! From texts to a checked [`Scenario`]. This layer opens no files: callers hand in texts and find the ones that are named.
//!
//! What is stated later wins: parameter cards, base scenario, scenario, worldviews, `--set` for parameters; history, base
//! scenario, scenario, policies, `--set` for levers. Two policies that set the same lever, or two worldviews that set the
//! same parameter, are refused, since neither is later than the other.

pub mod alternative;
pub mod cards;
mod constant;
pub mod files;
mod histories;
pub mod levers;
mod overrides;
pub mod resolved;
mod title;

use super::agents::Agent;
use super::cards::CardSet;
use super::definition::Scenario;
pub use super::kind::Kind;
use super::levers::Lever;
use super::mechanisms::Switches;
use super::named_events::NamedEvents;
use super::reader::{Source, Table};
use super::time::MAX_MONTHS;
use cards::read_cards;
use error::{ConfigProblem, Error, Result};
use files::{Policy, ScenarioFile, Settings, Worldview, check_runs, read_dated};
pub use histories::{Conditioning, NONE, UNCONDITIONED};
use levers::{Doctrine, Doctrines, Layer, Schedule, build_paths};
use overrides::{Assignment, read_overrides, read_settings, refuse_repeats};
use title::heading;

/// Finds the file of a kind by its name or path. An error says what there is instead.
pub type Resolver<'a> = &'a dyn Fn(Kind, &str) -> Result<Source>;

/// What to load: texts, and what the command line puts on top of them.
#[derive(Debug, Clone)]
pub struct Request {
    pub scenario: Source,
    /// The parameter cards.
    pub parameters: Source,
    /// Policies beside those that the scenario names.
    pub policies: Vec<Source>,
    /// Worldviews beside those that the scenario names.
    pub worldviews: Vec<Source>,
    /// Overrides `key=value`.
    pub set: Vec<String>,
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    pub kept_trajectories: Option<u64>,
    /// Whether worlds agree with the record; as the scenario states it, if not given.
    pub conditioning: Option<Conditioning>,
}

impl Request {
    /// A request for a scenario just as its file states it.
    pub fn new(scenario: Source, parameters: Source) -> Self {
        Self {
            scenario,
            parameters,
            policies: Vec::new(),
            worldviews: Vec::new(),
            set: Vec::new(),
            runs: None,
            seed: None,
            kept_trajectories: None,
            conditioning: None,
        }
    }

    /// What the command-line options say about settings.
    fn options(&self) -> Result<Settings> {
        let option = |file: &str, value: u64, (problem, allowed)| {
            let (file, value) = (file.to_owned(), value.to_string());
            let problem = ConfigProblem {
                file,
                key: "runs".to_owned(),
                value,
                problem,
                allowed,
                line: None,
            };
            Error::Config(Box::new(problem))
        };
        if let Some(runs) = self.runs {
            check_runs(runs).map_err(|fault| option("--runs", runs, fault))?;
        }
        Ok(Settings {
            runs: self.runs,
            seed: self.seed,
            kept_trajectories: self.kept_trajectories,
            ..Settings::default()
        })
    }
}

/// Worlds written to `events.csv` where no file says otherwise.
const EVENT_WORLDS: u64 = 200;

/// Loads and checks a scenario.
///
/// # Errors
/// Anything in any of the texts that cannot be used, naming file, line, key, value, what is wrong and what is allowed.
pub fn load(request: &Request, resolve: Resolver) -> Result<Scenario> {
    let written_cards = read_cards(&request.parameters)?;
    let tree = request.scenario.parse()?;
    let root = request.scenario.root(&tree);
    let base_source = find_base(&root, resolve)?;
    let base_tree = base_source.as_ref().map(Source::parse).transpose()?;
    let base_root = base_source
        .as_ref()
        .zip(base_tree.as_ref())
        .map(|(source, tree)| source.root(tree));

    let assignments: Vec<Assignment> = request
        .set
        .iter()
        .map(|text| Assignment::parse(text))
        .collect::<Result<_>>()?;
    refuse_repeats(&assignments)?;
    let of_base = base_root.as_ref().map(Settings::read).transpose()?.unwrap_or_default();
    let of_files = Settings::read(&root)?.or(of_base);
    let settings = request.options()?.or(read_settings(&assignments)?).or(of_files);
    let needed = |name: &str| root.refuse(&format!("`{name}` is missing"), "add it, or name a `base` that has it");
    let months = settings.months.ok_or_else(|| needed("horizon"))?;
    let runs = settings.runs.ok_or_else(|| needed("runs"))?;
    let seed = settings.seed.ok_or_else(|| needed("seed"))?;
    // A run made shorter on the command line does not make the later dates of its files wrong.
    let end = months.max(of_files.months.unwrap_or(0)).min(MAX_MONTHS);

    let base = base_root
        .as_ref()
        .map(|root| ScenarioFile::read(root, &written_cards, end))
        .transpose()?;
    let file = ScenarioFile::read(&root, &written_cards, end)?;
    let overrides = read_overrides(&assignments, &written_cards, end)?;
    let policies = collect(&root, base_root.as_ref(), Kind::Policy, &request.policies, resolve)?
        .iter()
        .map(|source| Ok((source.name.clone(), Policy::read(source, end)?)))
        .collect::<Result<Vec<_>>>()?;
    let worldviews = collect(&root, base_root.as_ref(), Kind::Worldview, &request.worldviews, resolve)?
        .iter()
        .map(|source| Ok((source.name.clone(), Worldview::read(source, &written_cards)?)))
        .collect::<Result<Vec<_>>>()?;
    refuse_policy_conflicts(&policies)?;
    refuse_worldview_conflicts(&worldviews, &written_cards)?;

    let mut cards = written_cards;
    let mut switches = Switches::default();
    let files = base.iter().chain([&file]);
    for (mechanism, on) in files.clone().flat_map(|file| &file.switches).chain(&overrides.switches) {
        switches.set(*mechanism, *on);
    }
    let mut events = NamedEvents::default();
    for (event, when) in files.clone().flat_map(|file| &file.events).chain(&overrides.events) {
        events.set(*event, *when);
    }
    let from_files = files.clone().flat_map(|file| &file.overlays);
    let from_worldviews = worldviews.iter().flat_map(|(_, worldview)| &worldview.overlays);
    for overlay in from_files.chain(from_worldviews).chain(&overrides.overlays) {
        overlay.clone().apply(&mut cards);
    }

    let mut layers: Vec<&Layer> = files.clone().map(|file| &file.layer).collect();
    layers.extend(policies.iter().map(|(_, policy)| &policy.layer));
    layers.push(&overrides.layer);
    let history: Vec<Schedule> = files.flat_map(|file| file.history.clone()).collect();
    for lever in Lever::ALL {
        if !history.iter().any(|schedule| schedule.lever == lever) {
            let problem = format!("the history of the lever `{}` is missing", lever.key());
            return Err(root.refuse(&problem, "add it under [history], or name a `base` that has it"));
        }
    }
    let doctrines = decide_doctrines(&layers, &root)?;
    let (histories, conditioning) =
        histories::decide(request.conditioning.as_ref(), &root, base_root.as_ref(), resolve)?;
    let mut set: Vec<String> = assignments.iter().filter_map(Assignment::shown).collect();
    set.extend(conditioning);
    // Those of the command line stand last.
    let new_policies = policies.len() - request.policies.len();
    let new_worldviews = worldviews.len() - request.worldviews.len();
    let applied: Vec<&str> = policies[new_policies..]
        .iter()
        .map(|(_, policy)| &policy.about)
        .chain(
            worldviews[new_worldviews..]
                .iter()
                .map(|(_, worldview)| &worldview.about),
        )
        .map(|about| about.title.as_str())
        .collect();
    let title = heading(&file.about, base.is_some(), &applied, &set);
    let states_dates = |root: &&Table| root.get("dated_metrics").is_some();
    let of_dates = Some(&root).filter(states_dates).or(base_root.as_ref());
    let dated = of_dates
        .map(|root| read_dated(root, end))
        .transpose()?
        .unwrap_or_default();

    Ok(Scenario {
        name: file.about.name.clone(),
        title,
        description: file.about.description.clone(),
        months,
        runs,
        seed,
        histories,
        switches,
        events,
        levers: build_paths(months, &history, &layers, doctrines),
        rules: layers.iter().flat_map(|layer| layer.rules.iter().copied()).collect(),
        cards,
        policies: policies.into_iter().map(|(_, policy)| policy.about.name).collect(),
        worldviews: worldviews
            .into_iter()
            .map(|(_, worldview)| worldview.about.name)
            .collect(),
        set,
        event_worlds: settings.event_worlds.unwrap_or(EVENT_WORLDS).min(runs),
        kept_trajectories: settings.kept_trajectories.unwrap_or(0).min(runs),
        dated,
    })
}

/// The base that a scenario names, if it names one.
fn find_base(root: &Table, resolve: Resolver) -> Result<Option<Source>> {
    let Some(value) = root.get("base") else {
        return Ok(None);
    };
    let source = resolve(Kind::Scenario, value.some_text()?).map_err(|error| at_name(&value, error))?;
    let tree = source.parse()?;
    if source.root(&tree).get("base").is_some() {
        return Err(value.refuse(
            "names a scenario that has a base itself",
            "name a scenario without `base`, such as \"baseline\"",
        ));
    }
    Ok(Some(source))
}

/// Puts the place of a name into the error of a resolver that has none.
fn at_name(value: &super::reader::Value, error: Error) -> Error {
    match error {
        Error::Config(_) | Error::Cancelled => error,
        Error::Usage(text) | Error::File(text) => value.refuse(&text, ""),
    }
}

/// The policies or worldviews that the scenario (or else its base) names, then those of the command line.
fn collect(root: &Table, base: Option<&Table>, kind: Kind, more: &[Source], resolve: Resolver) -> Result<Vec<Source>> {
    let list = if kind == Kind::Policy { "policies" } else { "worldviews" };
    let named = match (root.get(list), base) {
        (None, Some(base)) => base.list(list)?,
        _ => root.list(list)?,
    };
    let mut sources = Vec::new();
    for value in named {
        sources.push(resolve(kind, value.some_text()?).map_err(|error| at_name(&value, error))?);
    }
    sources.extend(more.iter().cloned());
    Ok(sources)
}

/// Refuses `second` because of what `first` does.
fn conflict(file: &str, key: &str, problem: String, allowed: &str) -> Error {
    let (file, key, allowed) = (file.to_owned(), key.to_owned(), allowed.to_owned());
    Error::Config(Box::new(ConfigProblem {
        file,
        key,
        problem,
        allowed,
        ..ConfigProblem::default()
    }))
}

fn refuse_policy_conflicts(policies: &[(String, Policy)]) -> Result<()> {
    for (place, (file, policy)) in policies.iter().enumerate() {
        let name = &policy.about.name;
        for (_, other) in &policies[..place] {
            let before = &other.about.name;
            if name == before {
                let problem = format!("the policy `{name}` is applied twice");
                return Err(conflict(
                    file,
                    "name",
                    problem,
                    "apply it once, or give the second another name",
                ));
            }
            let both = "combine them into one policy file, or apply only one";
            for schedule in &policy.layer.schedules {
                if other
                    .layer
                    .schedules
                    .iter()
                    .any(|earlier| earlier.lever == schedule.lever)
                {
                    let problem = format!("is set by the policy `{name}` and by the policy `{before}`");
                    return Err(conflict(file, schedule.lever.key(), problem, both));
                }
            }
            for agent in Agent::ALL {
                let (mine, its) = (
                    policy.layer.doctrines[agent.index()],
                    other.layer.doctrines[agent.index()],
                );
                if mine.is_some() && its.is_some() && mine != its {
                    let problem = format!("differs between the policies `{name}` and `{before}`");
                    return Err(conflict(file, &format!("doctrine.{}", agent.key()), problem, both));
                }
            }
        }
    }
    Ok(())
}

fn refuse_worldview_conflicts(worldviews: &[(String, Worldview)], cards: &CardSet) -> Result<()> {
    for (place, (file, worldview)) in worldviews.iter().enumerate() {
        let name = &worldview.about.name;
        for (_, other) in &worldviews[..place] {
            let before = &other.about.name;
            let both = worldview
                .overlays
                .iter()
                .find(|mine| other.overlays.iter().any(|its| its.position == mine.position));
            if name == before {
                let problem = format!("the worldview `{name}` is applied twice");
                return Err(conflict(
                    file,
                    "name",
                    problem,
                    "apply it once, or give the second another name",
                ));
            }
            if let Some(overlay) = both {
                let problem = format!("is set by the worldview `{name}` and by the worldview `{before}`");
                let allowed = "combine them into one worldview file, or apply only one";
                return Err(conflict(file, &cards.cards[overlay.position].key, problem, allowed));
            }
        }
    }
    Ok(())
}

/// The last doctrine stated for each agent.
fn decide_doctrines(layers: &[&Layer], root: &Table) -> Result<[Doctrine; 2]> {
    let mut stated: Doctrines = [None; 2];
    for layer in layers {
        for (now, later) in stated.iter_mut().zip(layer.doctrines) {
            *now = later.or(*now);
        }
    }
    let [Some(us), Some(china)] = stated else {
        let problem = "the doctrine of both agents is needed";
        return Err(root.refuse(
            problem,
            "write [doctrine] with us and china, each \"reactive\" or \"fixed\"",
        ));
    };
    Ok([us, china])
}
