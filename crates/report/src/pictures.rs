//! The figures of a run: which there are, what each asks, and how it is filled from the summary.

mod convergence;
mod fans;
mod titles;

use fans::axis;
pub(crate) use fans::{FANS, FanSpec, Scale as FanScale, agents as fan_agents};

use super::figures::kinds::{
    DistributionChart, Fan, FanChart, FanPanel, RecordedPoint, ShareBand, SharesChart, SmallMultiples,
};
use super::figures::{Axis, Chart, Distribution, Figure, FigureText, Hue, Observed, hue_of};
use super::phrases::{foot, scenario_called, worlds};
use crate::later;
use analysis::dates::decimal_year;
use analysis::facts::{Fact, FactSet};
use analysis::observables::Read;
use analysis::precision::Precision;
use engine::ensemble::{Spread, Summary};
use engine::model::metrics::Metric;
use engine::model::series::{AgentVariable, Series, WorldVariable};
use engine::scenario::Scenario;
use engine::scenario::agents::Agent;
use engine::scenario::time::{FIRST_YEAR, HISTORY_MONTHS, Month};
use results::store::manifest::{Key, VERSION};

/// Recorded points of one state on nearly one date stand this far apart, in years, so that both are seen.
const APART: f64 = 0.12;

/// All figures of a run, the overview first; those whose series were not recorded are left out.
pub fn of_run(scenario: &Scenario, summary: &Summary, precision: &Precision, key: &Key) -> Vec<Figure> {
    let page = Page {
        scenario,
        summary,
        key,
        facts: FactSet::shipped(),
    };
    let mut figures: Vec<Figure> = page.overview().into_iter().collect();
    figures.extend(FANS.iter().filter_map(|spec| page.fan_figure(spec)));
    figures.extend(page.third_countries());
    figures.push(page.year_figure(
        "parity-year",
        Metric::ParityYear,
        Hue::China,
        later!("figure-run-parity_label"),
        later!("figure-run-parity_what"),
    ));
    figures.push(page.year_figure(
        "threshold-year",
        Metric::ThresholdYear,
        Hue::Neutral,
        later!("figure-run-threshold_label"),
        later!("figure-run-threshold_what"),
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
    fn text(&self, title: String, drawn: String, recorded: Option<String>) -> FigureText {
        let worlds = worlds(self.summary.runs);
        let (subtitle, foot) = match recorded {
            None => (
                later!("figure-drawn", drawn = drawn, worlds = worlds),
                foot(&self.case(), self.scenario.seed, self.key),
            ),
            Some(source) => (
                later!("figure-drawn_recorded", drawn = drawn, worlds = worlds),
                later!(
                    "figure-foot_recorded",
                    case = self.case(),
                    seed = self.scenario.seed.to_string(),
                    version = VERSION,
                    hash = self.key.short(),
                    source = source,
                ),
            ),
        };
        FigureText {
            title: title.into(),
            subtitle: subtitle.into(),
            foot: foot.into(),
        }
    }

    /// Scenario, policies, worldviews and the number of settings in one sentence.
    fn case(&self) -> String {
        let mut text = scenario_called(&self.scenario.name);
        let (policies, worldviews) = (&self.scenario.policies, &self.scenario.worldviews);
        if !policies.is_empty() {
            text = later!("figure-case_policy", case = text, names = policies.join(", "));
        }
        if !worldviews.is_empty() {
            text = later!("figure-case_worldview", case = text, names = worldviews.join(", "));
        }
        if !self.scenario.set.is_empty() {
            text = later!("figure-case_set", count = self.scenario.set.len(), case = text);
        }
        later!("figure-sentence", text = text)
    }

    fn history_end(&self) -> Option<f64> {
        (self.scenario.months > HISTORY_MONTHS).then(|| Month(HISTORY_MONTHS - 1).end_year())
    }

    fn last_year(&self) -> u32 {
        FIRST_YEAR + (self.scenario.months.saturating_sub(1) / 12) as u32
    }

    fn fan(&self, series: Series, label: String, hue: Hue) -> Fan {
        let path = self.summary.path(series);
        let column = |value: fn(&Spread) -> f64| path.iter().map(value).collect::<Vec<f64>>();
        Fan {
            label: label.into(),
            hue,
            years: (0..path.len()).map(|month| Month(month).end_year()).collect(),
            p05: column(|spread| spread.p05),
            p25: column(|spread| spread.p25),
            p50: column(|spread| spread.p50),
            p75: column(|spread| spread.p75),
            p95: column(|spread| spread.p95),
        }
    }

    /// Whether all of these were recorded.
    fn has(&self, series: &[Series]) -> bool {
        let collected = self.summary.collected();
        series.iter().all(|series| collected.contains(series))
    }

    /// Nothing if a series that it takes was not recorded.
    fn fans(&self, spec: &FanSpec) -> Option<Vec<Fan>> {
        let of = |&agent: &Agent| {
            let series = Series::Agent(agent, spec.variable);
            let recorded = self.has(&[series]);
            recorded.then(|| self.fan(series, agent.name().to_owned(), hue_of(agent)))
        };
        fan_agents(spec.shown).iter().map(of).collect()
    }

    fn points(&self, spec: &FanSpec) -> Vec<RecordedPoint> {
        let Some((names, _)) = spec.recorded else {
            return Vec::new();
        };
        let mut points: Vec<RecordedPoint> = Vec::new();
        let read = |fact: &&Fact| names.contains(&fact.observable.name.as_str());
        for fact in self.facts.facts.iter().filter(read) {
            let Some(&agent) = fan_agents(spec.shown)
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
                let hue = hue_of(agent);
                let mut year = decimal_year(moment);
                while points
                    .iter()
                    .any(|other| other.hue == hue && (other.year - year).abs() < 0.9 * APART)
                {
                    year += APART;
                }
                points.push(RecordedPoint {
                    year,
                    date: fact.date.clone(),
                    value: fact.value / counted,
                    low: fact.low.unwrap_or(fact.value) / counted,
                    high: fact.high.unwrap_or(fact.value) / counted,
                    hue,
                });
            }
        }
        points
    }

    fn fan_figure(&self, spec: &FanSpec) -> Option<Figure> {
        let points = self.points(spec);
        let fans = self.fans(spec)?;
        let source = spec.recorded.map(|(_, source)| source()).filter(|_| !points.is_empty());
        Some(Figure {
            name: spec.name.to_owned(),
            text: self.text(self.finding(spec), later!("figure-bands"), source),
            chart: Chart::from(FanChart {
                axis: axis(spec),
                fans,
                points,
                history_end_year: self.history_end(),
            }),
        })
    }

    /// The alignment of third countries: label, hue and series of each part.
    fn parts() -> [(String, Hue, Series); 3] {
        [
            (
                later!("figure-run-with_us"),
                Hue::UnitedStates,
                Series::Agent(Agent::UnitedStates, AgentVariable::ThirdCountryShare),
            ),
            (
                later!("figure-run-with_neither"),
                Hue::Neutral,
                Series::World(WorldVariable::UnalignedShare),
            ),
            (
                later!("figure-run-with_china"),
                Hue::China,
                Series::Agent(Agent::China, AgentVariable::ThirdCountryShare),
            ),
        ]
    }

    fn third_countries(&self) -> Option<Figure> {
        if !self.has(&Self::parts().map(|(_, _, series)| series)) {
            return None;
        }
        let bands = Self::parts().map(|(label, hue, series)| ShareBand {
            label: label.into(),
            hue,
            shares: self.summary.path(series).iter().map(|spread| spread.mean).collect(),
        });
        Some(Figure {
            name: "third-countries".to_owned(),
            text: self.text(self.alignment(), later!("figure-run-third_drawn"), None),
            chart: Chart::from(SharesChart {
                years: (0..self.summary.months).map(|month| Month(month).end_year()).collect(),
                bands: bands.to_vec(),
                unit: later!("figure-run-third_unit").into(),
                history_end_year: self.history_end(),
            }),
        })
    }

    fn year_figure(&self, name: &str, metric: Metric, hue: Hue, label: String, what: String) -> Figure {
        let of = self.summary.metric(metric);
        let (first, last) = (f64::from(FIRST_YEAR), f64::from(self.last_year() + 1));
        let years = (self.last_year() + 1 - FIRST_YEAR) as usize;
        let shares = of.distribution.histogram(first, last, 2 * years);
        let happens: f64 = shares.iter().sum();
        let chart = DistributionChart {
            groups: vec![Distribution {
                label: label.into(),
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
            axis: Axis::year(later!("figure-year")).within(first, last),
            never_label: later!("figure-never_by", year = self.last_year().to_string()).into(),
        };
        Figure {
            name: name.to_owned(),
            text: self.text(self.when(metric, what), later!("figure-run-half_years"), None),
            chart: Chart::from(chart),
        }
    }

    fn overview(&self) -> Option<Figure> {
        let mut panels: Vec<FanPanel> = FANS
            .iter()
            .filter_map(|spec| {
                Some(FanPanel {
                    title: spec.panel?().into(),
                    axis: axis(spec),
                    fans: self.fans(spec)?,
                    points: self.points(spec),
                })
            })
            .collect();
        if self.has(&Self::parts().map(|(_, _, series)| series)) {
            let aligned = Agent::ALL.map(|agent| {
                self.fan(
                    Series::Agent(agent, AgentVariable::ThirdCountryShare),
                    agent.name().to_owned(),
                    hue_of(agent),
                )
            });
            let mut aligned = aligned.to_vec();
            aligned.push(self.fan(
                Series::World(WorldVariable::UnalignedShare),
                later!("figure-run-neither"),
                Hue::Neutral,
            ));
            panels.push(FanPanel {
                title: later!("figure-run-aligned").into(),
                fans: aligned,
                points: Vec::new(),
                axis: Axis::share(later!("figure-run-aligned_unit")),
            });
        }
        let is_empty = panels.is_empty();
        let overview = Figure {
            name: "overview".to_owned(),
            text: self.text(
                self.scenario.title.clone(),
                later!("figure-bands"),
                Some(later!("figure-run-credit_all")),
            ),
            chart: Chart::from(SmallMultiples {
                panels,
                columns: 3,
                history_end_year: self.history_end(),
            }),
        };
        (!is_empty).then_some(overview)
    }
}
