//! The figures of a run: which there are, what each asks, and how it is filled from the summary.

mod convergence;

use super::figures::{
    Axis, Chart, Distribution, DistributionChart, Fan, FanChart, Figure, FigureText, Observed, Panel, RecordedPoint,
    ShareBand, SharesChart, SmallMultiples,
};
use super::manifest::{Key, VERSION};
use super::number::counted;
use super::theme::Hue;
use crate::ensemble::{Spread, Summary};
use crate::experiment::dates::decimal_year;
use crate::experiment::facts::{Fact, FactSet};
use crate::experiment::observables::Read;
use crate::experiment::precision::Precision;
use crate::model::metrics::Metric;
use crate::model::series::{AgentVariable, Series, WorldVariable};
use crate::scenario::Scenario;
use crate::scenario::agents::Agent;
use crate::scenario::time::{FIRST_YEAR, HISTORY_MONTHS, Month};

/// Which agents a figure shows.
#[derive(Debug, Clone, Copy)]
enum Shown {
    Both,
    China,
}

/// How a figure's axis is scaled.
#[derive(Debug, Clone, Copy)]
enum Scale {
    Linear,
    Log,
    Share,
}

/// Recorded points that may stand on a figure: names of observables in the facts file, and whom to credit. A point is drawn at
/// what was recorded over what the observable covers, so only observables with the figure's series (or one that equals it but
/// for something the credit names) and no denominator belong here.
type Recorded = Option<(&'static [&'static str], &'static str)>;

/// Recorded points of one state on nearly one date stand this far apart, in years, so that both are seen.
const APART: f64 = 0.12;

/// One fan chart.
struct FanSpec {
    name: &'static str,
    title: &'static str,
    /// Title of the panel on the overview; empty where the figure is not on it.
    panel: &'static str,
    unit: &'static str,
    variable: AgentVariable,
    shown: Shown,
    scale: Scale,
    recorded: Recorded,
}

const FANS: [FanSpec; 10] = [
    FanSpec {
        name: "released-capability",
        title: "Released capability of both states (Epoch Capabilities Index points)",
        panel: "Released capability",
        unit: "ECI points",
        variable: AgentVariable::ReleasedEci,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((&["eci_best_model"], "Epoch AI, CC BY (GAP rows of configs/facts.csv)")),
    },
    FanSpec {
        name: "china-lag",
        title: "China's lag behind the released US frontier, months",
        panel: "China's lag",
        unit: "months; below zero China leads",
        variable: AgentVariable::LagMonths,
        shown: Shown::China,
        scale: Scale::Linear,
        recorded: Some((&["gap_months"], "Epoch AI, CC BY (GAP rows of configs/facts.csv)")),
    },
    FanSpec {
        name: "installed-compute",
        title: "Installed AI compute of both states (H100-equivalents)",
        panel: "Installed compute",
        unit: "H100-equivalents",
        variable: AgentVariable::InstalledCompute,
        shown: Shown::Both,
        scale: Scale::Log,
        recorded: Some((
            &["compute_total", "hyperscaler_stock"],
            "compute_total rows of configs/facts.csv (China); hyperscaler_stock rows over 0.83, their part of US purchases (US; \
             bought since 2022, of which up to a tenth is no longer installed)",
        )),
    },
    FanSpec {
        name: "chip-quality",
        title: "How good is the best Chinese AI chip, against the best frontier chip?",
        panel: "Best Chinese chip / frontier chip",
        unit: "ratio; 1 is parity",
        variable: AgentVariable::ChipQualityRatio,
        shown: Shown::China,
        scale: Scale::Linear,
        recorded: Some((&["best_chip_ratio"], "best_chip_ratio rows of configs/facts.csv")),
    },
    FanSpec {
        name: "self-sufficiency",
        title: "Share of China's new compute that needs no American permission",
        panel: "China's self-sufficiency",
        unit: "share of new compute",
        variable: AgentVariable::SelfSufficiency,
        shown: Shown::China,
        scale: Scale::Share,
        recorded: None,
    },
    FanSpec {
        name: "spending",
        title: "AI spending since January 2023, private and state (USD bn, cumulative)",
        panel: "Spending since 2023",
        unit: "USD bn",
        variable: AgentVariable::Spending,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: None,
    },
    FanSpec {
        name: "private-investment",
        title: "Private AI investment of both states (USD bn a year)",
        panel: "",
        unit: "USD bn a year",
        variable: AgentVariable::PrivateInvestment,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((
            &["hyperscaler_capex", "ai_capex_private"],
            "hyperscaler_capex rows of configs/facts.csv (all capital spending of four US firms, about equal to all private AI \
             spending)",
        )),
    },
    FanSpec {
        name: "state-funding",
        title: "State AI funding of both states (USD bn a year)",
        panel: "",
        unit: "USD bn a year",
        variable: AgentVariable::StateFunding,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: Some((&["ai_capex_state"], "ai_capex_state rows of configs/facts.csv")),
    },
    FanSpec {
        name: "distrust",
        title: "How far do the two states distrust each other? (1 = January 2023)",
        panel: "Distrust",
        unit: "index, 1 = January 2023",
        variable: AgentVariable::Distrust,
        shown: Shown::Both,
        scale: Scale::Linear,
        recorded: None,
    },
    FanSpec {
        name: "safety-effort",
        title: "How much of the safety effort that would be needed is made?",
        panel: "Safety effort",
        unit: "share of what is needed",
        variable: AgentVariable::SafetyEffort,
        shown: Shown::Both,
        scale: Scale::Share,
        recorded: None,
    },
];

/// All figures of a run, the overview first.
pub fn of_run(scenario: &Scenario, summary: &Summary, precision: &Precision, key: &Key) -> Vec<Figure> {
    let page = Page {
        scenario,
        summary,
        key,
        facts: FactSet::shipped(),
    };
    let mut figures = vec![page.overview()];
    figures.extend(FANS.iter().map(|spec| page.fan_figure(spec)));
    figures.push(page.third_countries());
    figures.push(page.year_figure(
        "parity-year",
        "When does the best Chinese chip match the best frontier chip?",
        Metric::ParityYear,
        Hue::Agent(Agent::China),
        "parity",
    ));
    figures.push(page.year_figure(
        "threshold-year",
        "When does the first state pass the transformative-capability threshold?",
        Metric::ThresholdYear,
        Hue::Neutral,
        "threshold passed",
    ));
    figures.push(page.convergence(precision));
    figures
}

/// Names of all figures of a run, as in the names of their files.
pub fn names() -> impl Iterator<Item = &'static str> {
    let others = [
        "overview",
        "third-countries",
        "parity-year",
        "threshold-year",
        "convergence",
    ];
    others.into_iter().chain(FANS.iter().map(|spec| spec.name))
}

/// What all figures of a run share.
struct Page<'a> {
    scenario: &'a Scenario,
    summary: &'a Summary,
    key: &'a Key,
    facts: FactSet,
}

impl Page<'_> {
    fn text(&self, title: &str, drawn: &str, recorded: Option<&str>) -> FigureText {
        let dots = if recorded.is_some() { "; dots: recorded" } else { "" };
        let source = recorded.map_or(String::new(), |source| format!(" Recorded: {source}."));
        FigureText {
            title: title.to_owned(),
            subtitle: format!("{drawn} of {}{dots}", counted(self.summary.runs, "world")),
            foot: format!(
                "{} Seed {}, detente {VERSION}, result {}.{source} Conditional what-if, not a forecast.",
                self.case(),
                self.scenario.seed,
                self.key.short()
            ),
        }
    }

    /// Scenario, policies, worldviews and the number of settings in one sentence.
    fn case(&self) -> String {
        let mut text = format!("Scenario {}", self.scenario.name);
        for (what, names) in [
            ("policy", &self.scenario.policies),
            ("worldview", &self.scenario.worldviews),
        ] {
            if !names.is_empty() {
                text.push_str(&format!(", {what} {}", names.join(", ")));
            }
        }
        match self.scenario.set.len() {
            0 => {}
            1 => text.push_str(", with 1 setting"),
            more => text.push_str(&format!(", with {more} settings")),
        }
        text + "."
    }

    fn history_end(&self) -> Option<f64> {
        (self.scenario.months > HISTORY_MONTHS).then(|| Month(HISTORY_MONTHS - 1).end_year())
    }

    fn last_year(&self) -> u32 {
        FIRST_YEAR + (self.scenario.months.saturating_sub(1) / 12) as u32
    }

    fn fan(&self, series: Series, label: &str, hue: Hue) -> Fan {
        let path = self.summary.path(series);
        let column = |value: fn(&Spread) -> f64| path.iter().map(value).collect::<Vec<f64>>();
        Fan {
            label: label.to_owned(),
            hue,
            years: (0..path.len()).map(|month| Month(month).end_year()).collect(),
            p05: column(|spread| spread.p05),
            p25: column(|spread| spread.p25),
            p50: column(|spread| spread.p50),
            p75: column(|spread| spread.p75),
            p95: column(|spread| spread.p95),
        }
    }

    fn fans(&self, spec: &FanSpec) -> Vec<Fan> {
        agents(spec.shown)
            .iter()
            .map(|&agent| self.fan(Series::Agent(agent, spec.variable), agent.name(), Hue::Agent(agent)))
            .collect()
    }

    fn points(&self, spec: &FanSpec) -> Vec<RecordedPoint> {
        let Some((names, _)) = spec.recorded else {
            return Vec::new();
        };
        let mut points: Vec<RecordedPoint> = Vec::new();
        let read = |fact: &&Fact| names.contains(&fact.observable.name.as_str());
        for fact in self.facts.facts.iter().filter(read) {
            let Some(&agent) = agents(spec.shown)
                .iter()
                .find(|agent| agent.key() == fact.observable.subject.key())
            else {
                continue;
            };
            // A stock is read at the end of its date, a mean or a year's flow stands for the middle of it.
            let (moment, per) = match fact.observable.read {
                Read::Stock => (fact.span.end, 1.0),
                Read::Flow => (fact.span.middle(), fact.span.years()),
                Read::Mean | Read::Growth | Read::Slope | Read::PerDecade | Read::YearsUntil => {
                    (fact.span.middle(), 1.0)
                }
            };
            let counted = per * fact.observable.coverage_at(moment);
            let end = self.scenario.months as f64;
            if counted > 0.0 && (0.0..=end).contains(&moment) {
                let hue = Hue::Agent(agent);
                let mut year = decimal_year(moment);
                while points
                    .iter()
                    .any(|other| other.hue == hue && (other.year - year).abs() < 0.9 * APART)
                {
                    year += APART;
                }
                points.push(RecordedPoint {
                    year,
                    value: fact.value / counted,
                    low: fact.low.unwrap_or(fact.value) / counted,
                    high: fact.high.unwrap_or(fact.value) / counted,
                    hue,
                });
            }
        }
        points
    }

    fn fan_figure(&self, spec: &FanSpec) -> Figure {
        let points = self.points(spec);
        let fans = self.fans(spec);
        let source = spec.recorded.map(|(_, source)| source).filter(|_| !points.is_empty());
        Figure {
            name: spec.name.to_owned(),
            text: self.text(spec.title, "Median, 50 % and 90 % bands", source),
            chart: Chart::Fan(FanChart {
                axis: axis(spec),
                fans,
                points,
                history_end_year: self.history_end(),
            }),
        }
    }

    /// The alignment of third countries: label, hue and series of each part.
    fn parts() -> [(&'static str, Hue, Series); 3] {
        [
            (
                "with the United States",
                Hue::Agent(Agent::UnitedStates),
                Series::Agent(Agent::UnitedStates, AgentVariable::ThirdCountryShare),
            ),
            (
                "with neither",
                Hue::Neutral,
                Series::World(WorldVariable::UnalignedShare),
            ),
            (
                "with China",
                Hue::Agent(Agent::China),
                Series::Agent(Agent::China, AgentVariable::ThirdCountryShare),
            ),
        ]
    }

    fn third_countries(&self) -> Figure {
        let bands = Self::parts().map(|(label, hue, series)| ShareBand {
            label: label.to_owned(),
            hue,
            shares: self.summary.path(series).iter().map(|spread| spread.mean).collect(),
        });
        Figure {
            name: "third-countries".to_owned(),
            text: self.text("With whom do third countries align?", "Mean shares", None),
            chart: Chart::Shares(SharesChart {
                years: (0..self.summary.months).map(|month| Month(month).end_year()).collect(),
                bands: bands.to_vec(),
                unit: "share of third-country adoption".to_owned(),
                history_end_year: self.history_end(),
            }),
        }
    }

    fn year_figure(&self, name: &str, title: &str, metric: Metric, hue: Hue, label: &str) -> Figure {
        let of = self.summary.metric(metric);
        let (first, last) = (f64::from(FIRST_YEAR), f64::from(self.last_year() + 1));
        let years = (self.last_year() + 1 - FIRST_YEAR) as usize;
        let shares = of.distribution.histogram(first, last, 2 * years);
        let happens: f64 = shares.iter().sum();
        let chart = DistributionChart {
            groups: vec![Distribution {
                label: label.to_owned(),
                hue,
                observed: Observed::Bins {
                    edges: (0..=2 * years).map(|half| first + half as f64 / 2.0).collect(),
                    shares: shares
                        .iter()
                        .map(|share| if happens > 0.0 { share / happens } else { 0.0 })
                        .collect(),
                    quantiles: [of.spread.p05, of.spread.p50, of.spread.p95],
                },
                never_share: of.never_share,
            }],
            axis: Axis::year("year").within(first, last),
            never_label: format!("never by {}", self.last_year()),
        };
        Figure {
            name: name.to_owned(),
            text: self.text(
                title,
                "Share of worlds by half-year, and worlds in which it never happens,",
                None,
            ),
            chart: Chart::Distribution(chart),
        }
    }

    fn overview(&self) -> Figure {
        let mut panels: Vec<Panel> = FANS
            .iter()
            .filter(|spec| !spec.panel.is_empty())
            .map(|spec| {
                let fans = self.fans(spec);
                Panel {
                    title: spec.panel.to_owned(),
                    axis: axis(spec),
                    fans,
                    points: self.points(spec),
                }
            })
            .collect();
        let aligned = Agent::ALL.map(|agent| {
            self.fan(
                Series::Agent(agent, AgentVariable::ThirdCountryShare),
                agent.name(),
                Hue::Agent(agent),
            )
        });
        let mut aligned = aligned.to_vec();
        aligned.push(self.fan(Series::World(WorldVariable::UnalignedShare), "neither", Hue::Neutral));
        panels.push(Panel {
            title: "Third countries aligned with".to_owned(),
            fans: aligned,
            points: Vec::new(),
            axis: Axis::share("share of adoption"),
        });
        Figure {
            name: "overview".to_owned(),
            text: self.text(
                &self.scenario.title,
                "Median, 50 % and 90 % bands",
                Some("Epoch AI, CC BY, and others (configs/facts.csv)"),
            ),
            chart: Chart::Multiples(SmallMultiples {
                panels,
                columns: 3,
                history_end_year: self.history_end(),
            }),
        }
    }
}

fn agents(shown: Shown) -> &'static [Agent] {
    match shown {
        Shown::Both => &Agent::ALL,
        Shown::China => &[Agent::China],
    }
}

fn axis(spec: &FanSpec) -> Axis {
    match spec.scale {
        Scale::Linear => Axis::linear(spec.unit),
        Scale::Log => Axis::log(format!("{}, log scale", spec.unit)),
        Scale::Share => Axis::share(spec.unit),
    }
}
