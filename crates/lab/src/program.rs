//! The program's own lists, for the page to be made of: levers, outcomes, parameters, mechanisms, policies, worldviews, charts and
//! recorded facts.

use analysis::dates::decimal_year;
use analysis::facts::{Fact, FactSet};
use analysis::game::GameFile;
use analysis::observables::Read;
use engine::model::metrics::{Kind as MetricKind, Metric};
use engine::model::series::Series;
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::cards::Distribution;
use engine::scenario::levers::Lever;
use engine::scenario::load::Kind;
use engine::scenario::load::files::{About, Worldview};
use engine::scenario::mechanisms::Mechanism;
use engine::scenario::named_events::NamedEvent;
use engine::scenario::shipped::{ShippedFile, of_kind, resolve};
use engine::scenario::time::{FIRST_YEAR, HISTORY_MONTHS, Month};
use engine::scenario::triggers::Observable;
use error::Result;
use results::message::Message;
use serde::Serialize;

use crate::case::{BASE, Case, first_values, written_cards};
use crate::charts::{self, Drawn};
use crate::ends::ends;
use crate::simulate::months_sampled;

/// Everything that the page is made of.
#[derive(Debug, Serialize)]
pub struct Program {
    version: &'static str,
    /// Fingerprint of what decides the numbers.
    sources: &'static str,
    /// Title of the baseline.
    baseline: String,
    agents: Vec<Named>,
    months: usize,
    first_year: u32,
    history_months: usize,
    seed: u64,
    /// Decimal years at which series are sampled.
    years: Vec<f64>,
    metrics: Vec<MetricCard>,
    levers: Vec<LeverCard>,
    doctrines: [&'static str; 2],
    observables: Vec<ObservableCard>,
    mechanisms: Vec<Named>,
    events: Vec<EventCard>,
    policies: Vec<PolicyCard>,
    worldviews: Vec<WorldviewCard>,
    games: Vec<GameCard>,
    parameters: Vec<ParameterCard>,
    charts: Vec<ChartCard>,
}

#[derive(Debug, Clone, Serialize)]
struct Named {
    key: &'static str,
    /// Short number, name, or the key again.
    name: &'static str,
    meaning: &'static str,
}

/// A named event.
#[derive(Debug, Clone, Serialize)]
struct EventCard {
    key: &'static str,
    meaning: &'static str,
    /// When it happened, as it is written.
    recorded: String,
    /// Whether it may be left to chance.
    by_chance: bool,
}

impl EventCard {
    fn of(event: NamedEvent) -> Self {
        Self {
            key: event.key(),
            meaning: event.meaning(),
            recorded: event.recorded().to_string(),
            by_chance: event.parse("chance").is_some(),
        }
    }
}

#[derive(Debug, Serialize)]
struct MetricCard {
    key: &'static str,
    unit: &'static str,
    kind: &'static str,
    meaning: &'static str,
    /// For whom more is better (or less), in words; none where nobody's good is agreed.
    whom: Option<&'static str>,
    more_is_better: Option<bool>,
}

#[derive(Debug, Serialize)]
struct LeverCard {
    key: &'static str,
    agent: &'static str,
    brief: &'static str,
    meaning: &'static str,
    unit: &'static str,
    low: f64,
    high: f64,
    /// What the lowest and the highest value mean.
    ends: [Message; 2],
    /// The value that the baseline has at the start of 2026.
    today: f64,
    /// Whether the agent's doctrine may move it unless it is set.
    reactive: bool,
}

#[derive(Debug, Serialize)]
struct ObservableCard {
    key: String,
    unit: &'static str,
    meaning: &'static str,
}

#[derive(Debug, Serialize)]
struct PolicyCard {
    key: &'static str,
    title: String,
    description: String,
    claims: Vec<String>,
    case: Case,
    /// Where its levers end, by key: marks on the sliders.
    marks: Vec<(&'static str, f64)>,
}

#[derive(Debug, Serialize)]
struct WorldviewCard {
    key: &'static str,
    title: String,
    description: String,
    /// Parameters that it changes.
    touches: Vec<String>,
}

#[derive(Debug, Serialize)]
struct GameCard {
    key: &'static str,
    title: String,
    description: String,
}

#[derive(Debug, Serialize)]
struct ParameterCard {
    key: String,
    unit: String,
    meaning: String,
    source: String,
    grade: &'static str,
    low: f64,
    high: f64,
    middle: f64,
}

#[derive(Debug, Serialize)]
struct ChartCard {
    key: &'static str,
    name: Message,
    title: Message,
    unit: Message,
    scale: &'static str,
    metric: &'static str,
    /// The outcome whose years are drawn; none for a chart of series.
    years: Option<&'static str>,
    series: Vec<SeriesCard>,
}

#[derive(Debug, Serialize)]
struct SeriesCard {
    key: String,
    agent: &'static str,
    label: Option<Message>,
    meaning: &'static str,
    unit: &'static str,
    recorded: Vec<Recorded>,
}

/// A recorded point.
#[derive(Debug, Serialize)]
struct Recorded {
    id: String,
    date: String,
    year: f64,
    value: f64,
    low: f64,
    high: f64,
    source: String,
}

impl Program {
    /// Reads the shipped files.
    ///
    /// # Errors
    /// A shipped file that cannot be used.
    pub fn read() -> Result<Self> {
        let baseline = Case::default().scenario(1)?;
        let months = baseline.months;
        let cards = written_cards()?;
        let facts = FactSet::shipped();
        let policies = of_kind(Kind::Policy).map(policy).collect::<Result<_>>()?;
        let worldview = |file: &'static ShippedFile| -> Result<WorldviewCard> {
            let read = Worldview::read(&file.source(), &cards)?;
            Ok(WorldviewCard {
                key: file.name,
                title: read.about.title,
                description: read.about.description,
                touches: read
                    .overlays
                    .iter()
                    .map(|overlay| cards.cards[overlay.position].key.clone())
                    .collect(),
            })
        };
        let game = |file: &'static ShippedFile| -> Result<GameCard> {
            let read = GameFile::read(&file.source())?;
            Ok(GameCard {
                key: file.name,
                title: read.about.title,
                description: read.about.description,
            })
        };
        Ok(Self {
            version: env!("CARGO_PKG_VERSION"),
            sources: analysis::SOURCES,
            baseline: About::read(&resolve(Kind::Scenario, BASE)?)?.title,
            agents: Agent::ALL
                .map(|agent| named(agent.key(), agent.name(), agent.in_sentence()))
                .to_vec(),
            months,
            first_year: FIRST_YEAR,
            history_months: HISTORY_MONTHS,
            seed: baseline.seed,
            years: months_sampled(months).map(|month| Month(month).end_year()).collect(),
            metrics: Metric::ALL.into_iter().map(metric).collect(),
            levers: Lever::ALL.into_iter().map(|of| lever(of, &baseline)).collect(),
            doctrines: ["reactive", "fixed"],
            observables: Observable::all().map(observable).collect(),
            mechanisms: Mechanism::ALL
                .into_iter()
                .map(|mechanism| named(mechanism.key(), mechanism.id(), mechanism.meaning()))
                .collect(),
            events: NamedEvent::ALL.map(EventCard::of).to_vec(),
            policies,
            worldviews: of_kind(Kind::Worldview).map(worldview).collect::<Result<_>>()?,
            games: of_kind(Kind::Game).map(game).collect::<Result<_>>()?,
            parameters: cards
                .cards
                .iter()
                .filter_map(|card| {
                    let (low, high) = card.distribution.bounds();
                    (low < high).then(|| ParameterCard {
                        key: card.key.clone(),
                        unit: card.unit.clone(),
                        meaning: card.meaning.clone(),
                        source: card.source.clone(),
                        grade: card.pedigree.letter(),
                        low,
                        high,
                        middle: middle(&card.distribution),
                    })
                })
                .collect(),
            charts: charts::all().into_iter().map(|of| chart(of, &facts, months)).collect(),
        })
    }
}

const fn named(key: &'static str, name: &'static str, meaning: &'static str) -> Named {
    Named { key, name, meaning }
}

/// The median of a parameter's distribution.
fn middle(distribution: &Distribution) -> f64 {
    distribution.quantile(engine::numeric::Num([0.5])).0[0]
}

fn metric(metric: Metric) -> MetricCard {
    MetricCard {
        key: metric.key(),
        unit: metric.unit(),
        kind: match metric.kind() {
            MetricKind::Number => "number",
            MetricKind::Year => "year",
            MetricKind::NumberOrNever => "number or never",
            MetricKind::Who => "who",
        },
        meaning: metric.meaning(),
        whom: metric.favours().whom(),
        more_is_better: metric.favours().more_is_better(),
    }
}

fn lever(lever: Lever, baseline: &Scenario) -> LeverCard {
    let path = baseline.lever(lever);
    let (low, high) = lever.range();
    LeverCard {
        key: lever.key(),
        agent: lever.agent().key(),
        brief: lever.brief(),
        meaning: lever.meaning(),
        unit: lever.unit(),
        low,
        high,
        ends: ends(lever),
        today: path
            .values
            .get(HISTORY_MONTHS)
            .or(path.values.last())
            .copied()
            .unwrap_or(low),
        reactive: path.reactive_from.is_some(),
    }
}

fn observable(observable: Observable) -> ObservableCard {
    ObservableCard {
        key: observable.key(),
        unit: observable.quantity.unit(),
        meaning: observable.quantity.meaning(),
    }
}

fn policy(file: &'static ShippedFile) -> Result<PolicyCard> {
    let about = About::read(&file.source())?;
    let case = Case::of_policy(file.name)?;
    Ok(PolicyCard {
        key: file.name,
        title: about.title,
        description: about.description,
        claims: about.claims,
        marks: first_values(&case)
            .into_iter()
            .map(|(lever, value)| (lever.key(), value))
            .collect(),
        case,
    })
}

fn chart(chart: charts::Chart, facts: &FactSet, months: usize) -> ChartCard {
    let (years, series) = match chart.drawn {
        Drawn::Years(metric) => (Some(metric.key()), Vec::new()),
        Drawn::Fans(fans) => (None, fans),
    };
    ChartCard {
        key: chart.key,
        name: chart.name,
        title: chart.title,
        unit: chart.unit,
        scale: chart.scale.key(),
        metric: chart.metric.key(),
        years,
        series: series
            .into_iter()
            .map(|(series, label)| SeriesCard {
                key: series.name(),
                agent: series.agent_key(),
                label,
                meaning: series.meaning(),
                unit: series.unit(),
                recorded: facts
                    .facts
                    .iter()
                    .filter_map(|fact| recorded(fact, series, months))
                    .collect(),
            })
            .collect(),
    }
}

/// A fact as a point on the series, if it is about this series alone and can be drawn at a moment.
fn recorded(fact: &Fact, series: Series, months: usize) -> Option<Recorded> {
    let observable = &fact.observable;
    let [term] = observable.sum[..] else { return None };
    // The lag is recorded by releases; what is drawn is the lag that grows between them.
    let is_lag = [term.series, series].map(Series::name) == ["china.lag_months_step", "china.lag_months"];
    if !(is_lag || term.series == series) || !observable.per.is_empty() {
        return None;
    }
    // A stock is read at the end of its date, a mean or a year's flow stands for the middle of it.
    let (moment, per) = match observable.read {
        Read::Stock => (fact.span.end, 1.0),
        Read::Flow => (fact.span.middle(), fact.span.years()),
        Read::Mean => (fact.span.middle(), 1.0),
        Read::Growth | Read::Slope | Read::PerDecade | Read::YearsUntil => return None,
    };
    let counted = per * term.factor * observable.coverage_at(moment);
    let is_drawn = counted > 0.0 && (0.0..=months as f64).contains(&moment);
    is_drawn.then(|| Recorded {
        id: fact.id.clone(),
        date: fact.date.clone(),
        year: decimal_year(moment),
        value: fact.value / counted,
        low: fact.low.unwrap_or(fact.value) / counted,
        high: fact.high.unwrap_or(fact.value) / counted,
        source: fact.source.clone(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_told_everything_that_the_program_lists() {
        let program = Program::read().unwrap();
        assert_eq!(program.levers.len(), Lever::ALL.len());
        assert_eq!(program.metrics.len(), Metric::ALL.len());
        assert_eq!(program.policies.len(), of_kind(Kind::Policy).count());
        assert_eq!(program.worldviews.len(), of_kind(Kind::Worldview).count());
        for parameter in &program.parameters {
            let inside = parameter.low <= parameter.middle && parameter.middle <= parameter.high;
            assert!(inside, "{}: {} is outside", parameter.key, parameter.middle);
        }
    }

    #[test]
    fn recorded_points_of_the_lag_are_those_of_the_facts() {
        let program = Program::read().unwrap();
        let lag = program.charts.iter().find(|chart| chart.key == "lag").unwrap();
        let gaps = FactSet::shipped();
        let gaps = gaps.facts.iter().filter(|fact| fact.observable.name == "gap_months");
        let china = gaps.filter(|fact| fact.observable.subject.key() == "china");
        assert!(lag.series[0].recorded.len() >= china.count());
        assert!(!lag.series[0].recorded.is_empty());
    }
}
