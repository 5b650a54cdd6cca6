//! `--until`: as many worlds as a wanted standard error takes.

use super::Known;
use super::verdict::enough_runs;
use crate::aim::within;
use engine::ensemble::{self, Detail, EXACT_RUNS, Flow, Milestone, Options, State, Statistic};
use engine::model::metrics::{Kind, Metric, dates};
use engine::scenario::Scenario;
use error::{Error, Result, nearest};

/// A pilot looks after so many worlds for the first time; then after twice as many, and so on.
pub const FIRST_LOOK: u64 = 1000;
/// Most worlds of a pilot unless the user says otherwise.
pub const MOST_RUNS: u64 = 1_000_000;

/// A stop rule: this figure is to be known that well.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rule {
    pub metric: Metric,
    pub statistic: Statistic,
    pub bound: Bound,
}

/// How well a figure is to be known.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Bound {
    /// Largest standard error, in the unit of the figure (`se<`).
    Error(f64),
    /// Largest standard error over |value| (`cv<`).
    Relative(f64),
}

crate::study::keys::stands_as_text!(Rule);

/// How a rule stood at the last look.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Finding {
    pub rule: Rule,
    pub known: Known,
    /// How many worlds would do by the square-root law; `None` where the figure has no standard error.
    pub enough: Option<u64>,
    pub holds: bool,
}

/// What a pilot found.
#[derive(Debug, Clone, PartialEq)]
pub struct Pilot {
    /// The number of worlds to simulate.
    pub runs: u64,
    /// One a rule.
    pub findings: Vec<Finding>,
}

impl Pilot {
    /// Whether every rule holds.
    pub fn holds(&self) -> bool {
        self.findings.iter().all(|finding| finding.holds)
    }
}

impl Rule {
    /// Reads `METRIC.STATISTIC se<VALUE` or `METRIC.STATISTIC cv<VALUE`. The first `_` of the metric may be a dot.
    ///
    /// # Errors
    /// A text of another form, a metric or statistic that does not exist, a bound that is not above zero, a relative error of a
    /// calendar year.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("--until '{}': {problem}", text.escape_debug()));
        let form = "write METRIC.STATISTIC se<VALUE (or cv<VALUE), such as 'china_chip_parity_year.p50 se<0.1'";
        let (left, value) = text
            .split_once('<')
            .ok_or_else(|| refuse(format!("there is no `<`; {form}")))?;
        let left = left.trim();
        let (figure, kind) = left
            .rsplit_once(char::is_whitespace)
            .ok_or_else(|| refuse(format!("the figure or the kind of error is missing; {form}")))?;
        let (metric, statistic) = read_figure(figure.trim()).map_err(refuse)?;
        let value = value.trim();
        let bound = value
            .parse::<f64>()
            .ok()
            .filter(|bound| *bound > 0.0 && bound.is_finite())
            .ok_or_else(|| {
                refuse(format!(
                    "`{}` cannot be a bound; allowed: a number above 0, for no number of worlds brings an error to 0",
                    value.escape_debug()
                ))
            })?;
        let bound = match kind {
            "se" => Bound::Error(bound),
            "cv" if metric.kind() == Kind::Year && !statistic.is_share() => {
                return Err(refuse(format!(
                    "a calendar year has no natural zero, so an error relative to it says nothing; write se<VALUE, in years, \
                     such as '{}.{} se<0.1'",
                    metric.key(),
                    statistic.key()
                )));
            }
            "cv" => Bound::Relative(bound),
            other => {
                return Err(refuse(format!(
                    "`{}` is no kind of error; allowed: se (standard error), cv (standard error over the value)",
                    other.escape_debug()
                )));
            }
        };
        Ok(Self {
            metric,
            statistic,
            bound,
        })
    }

    /// Reads all rules.
    ///
    /// # Errors
    /// As [`Rule::parse`]; two bounds of the same kind for the same figure.
    pub fn parse_all(texts: &[String]) -> Result<Vec<Self>> {
        let mut rules: Vec<Self> = Vec::new();
        for text in texts {
            let rule = Self::parse(text)?;
            let same_figure = |other: &&Self| (other.metric, other.statistic) == (rule.metric, rule.statistic);
            let same_kind = |other: &&Self| std::mem::discriminant(&other.bound) == std::mem::discriminant(&rule.bound);
            match rules.iter().filter(same_figure).find(same_kind) {
                Some(other) if *other == rule => {}
                Some(other) => {
                    return Err(Error::Usage(format!(
                        "--until asks for `{}` and for `{}`: the figure is the same and the bounds differ; keep one",
                        other.text(),
                        rule.text()
                    )));
                }
                None => rules.push(rule),
            }
        }
        Ok(rules)
    }

    /// The rule as it is written.
    pub fn text(&self) -> String {
        let (kind, bound) = match self.bound {
            Bound::Error(bound) => ("se", bound),
            Bound::Relative(bound) => ("cv", bound),
        };
        format!("{}.{} {kind}<{bound}", self.metric.key(), self.statistic.key())
    }

    /// Whether the figure is known well enough; not if it does not exist or has no standard error.
    pub fn holds(&self, milestone: &Milestone) -> bool {
        self.look(milestone).is_ok_and(|finding| finding.holds)
    }

    /// How the rule stands.
    ///
    /// # Errors
    /// The figure does not exist, or is `never`, which has no standard error, or is zero where a relative error is asked for.
    fn look(&self, milestone: &Milestone) -> Result<Finding> {
        let known = Known::of(milestone, self.metric, self.statistic);
        let estimate = known.estimate;
        let refuse = |problem: &str| {
            Err(Error::Usage(format!(
                "--until '{}': after {} worlds the figure {problem}",
                self.text(),
                milestone.runs
            )))
        };
        if estimate.value.is_nan() {
            return refuse("does not exist: the horizon ends before its date");
        }
        if estimate.value.is_infinite() {
            return refuse(&format!(
                "is `never`, which has no standard error; ask for {}.never, or for a lower quantile",
                self.metric.key()
            ));
        }
        let (error, bound) = match self.bound {
            Bound::Error(bound) => (estimate.error, bound),
            Bound::Relative(_) if estimate.value == 0.0 => {
                return refuse("is 0, and an error relative to 0 says nothing; write se<VALUE");
            }
            Bound::Relative(bound) => (estimate.error / estimate.value.abs(), bound),
        };
        Ok(Finding {
            rule: *self,
            known,
            enough: (!error.is_nan()).then(|| enough_runs(milestone.runs, error, bound)),
            holds: error < bound,
        })
    }
}

/// A metric and one of its statistics from `METRIC.STATISTIC`.
fn read_figure(text: &str) -> std::result::Result<(Metric, Statistic), String> {
    let (name, statistic) = text.rsplit_once('.').ok_or_else(|| {
        format!(
            "`{}` names no statistic; write for example {}.p50",
            text.escape_debug(),
            text.escape_debug()
        )
    })?;
    let key = name.replacen('.', "_", 1);
    let metric = Metric::from_key(&key).ok_or_else(|| {
        if let Some(refused) = Metric::refused_date(&key) {
            return refused;
        }
        let near = nearest(&key, Metric::ALL.map(Metric::key));
        let instead = near.map_or("`detente list --metrics` shows all".to_owned(), |near| {
            format!("did you mean `{near}`?")
        });
        format!("there is no metric `{}`; {instead}", name.escape_debug())
    })?;
    let allowed: Vec<&str> = Statistic::of(metric).map(Statistic::key).collect();
    let found = Statistic::from_key(statistic).filter(|statistic| statistic.is_reported_of(metric));
    let statistic = found.ok_or_else(|| {
        format!(
            "{} has no statistic `{}`; allowed: {}",
            metric.key(),
            statistic.escape_debug(),
            allowed.join(", ")
        )
    })?;
    Ok((metric, statistic))
}

/// Simulates worlds of `scenario`, metrics alone, until every rule holds or `most_runs` is reached. It looks after 1,000, 2,000,
/// 4,000 ... worlds and at the end. World `k` does not depend on how many there are, so a run of as many worlds has the very same
/// figures. `on_progress` is told how many worlds are done.
///
/// # Errors
/// Fewer than 1,000 worlds allowed; a figure that lies beyond the horizon, does not exist, is `never`, or is 0 where a relative error is asked for; what
/// [`ensemble::run`] refuses.
pub fn pilot(
    scenario: &Scenario,
    rules: &[Rule],
    most_runs: u64,
    options: &Options,
    on_progress: &mut (dyn FnMut(u64) + Send),
) -> Result<Pilot> {
    if most_runs < FIRST_LOOK {
        return Err(Error::Usage(format!(
            "--until looks at the errors after 1,000 worlds for the first time, but --runs allows {most_runs} at the most; allow \
             at least 1,000, or leave --runs out"
        )));
    }
    for rule in rules {
        within(rule.metric, scenario.months, "--until")?;
    }
    // Up to EXACT_RUNS worlds the ordinary run keeps every value, so its pilot does too. Only then do sketches take over.
    let mut stages = vec![(most_runs.min(EXACT_RUNS), FIRST_LOOK)];
    if most_runs > EXACT_RUNS {
        stages.push((most_runs, EXACT_RUNS));
    }
    let last_stage = stages.len() - 1;
    let mut findings = Vec::new();
    for (stage, (runs, looks_from)) in stages.into_iter().enumerate() {
        let mut scenario = Scenario {
            runs,
            event_worlds: 0,
            kept_trajectories: 0,
            ..scenario.clone()
        };
        scenario.ask(&dates(rules.iter().map(|rule| rule.metric)))?;
        let mut seen = 0;
        let mut found: Option<Pilot> = None;
        let mut look = |milestone: &Milestone| -> Result<bool> {
            findings = rules.iter().map(|rule| rule.look(milestone)).collect::<Result<_>>()?;
            let holds = findings.iter().all(|finding| finding.holds);
            if holds {
                found = Some(Pilot {
                    runs: milestone.runs,
                    findings: findings.clone(),
                });
            }
            Ok(holds)
        };
        let state = State::new(&scenario, Detail::Metrics)?;
        let state = ensemble::run(&scenario, options, state, &mut |_, state| {
            on_progress(state.next_run());
            for milestone in &state.milestones()[seen..] {
                if milestone.runs >= looks_from && look(milestone)? {
                    return Ok(Flow::Stop);
                }
            }
            seen = state.milestones().len();
            Ok(Flow::Continue)
        })?;
        if state.is_finished() && stage == last_stage {
            look(&Milestone::of(&state.summary()))?;
        }
        if let Some(pilot) = found {
            return Ok(pilot);
        }
    }
    Ok(Pilot {
        runs: most_runs,
        findings,
    })
}

#[cfg(test)]
mod tests;
