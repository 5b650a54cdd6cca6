//! Every metric of a world, worked out again from its monthly series, its events and its parameters.

use super::*;
use AgentVariable as V;
use detente::ensemble::Trajectory;
use detente::model::events::{Event, EventKind};
use detente::scenario::agents::Agent::{China, UnitedStates};
use detente::scenario::parameters;

/// December of a year, in months from January 2023 on.
fn december(year: usize) -> usize {
    (year - 2023) * 12 + 11
}

/// One world as it was recorded.
struct Recorded<'a> {
    world: &'a Trajectory,
    events: Vec<&'a Event>,
    /// Parameters in registry order.
    draws: &'a [f64],
}

impl Recorded<'_> {
    fn of(&self, agent: Agent, variable: V) -> &[f64] {
        self.world.series(Series::Agent(agent, variable))
    }

    fn shared(&self, variable: WorldVariable) -> &[f64] {
        self.world.series(Series::World(variable))
    }

    fn parameter(&self, key: &str) -> f64 {
        let place = parameters::keys().position(|known| known == key).expect(key);
        self.draws[place]
    }

    fn last(&self, agent: Agent, variable: V) -> f64 {
        *self.of(agent, variable).last().expect("some months")
    }

    /// Sum over all months of a variable that is given a year.
    fn total(&self, agent: Agent, variable: V) -> f64 {
        self.of(agent, variable).iter().sum::<f64>() / 12.0
    }

    /// The month in which an agent passes the threshold.
    fn passes(&self, agent: Agent) -> Option<usize> {
        let mut passing = self.events.iter().filter(|event| event.kind == EventKind::Threshold);
        passing
            .find(|event| event.agent == Some(agent))
            .map(|event| event.month.0)
    }

    /// Every metric, by another way than that of the model, with its tolerance over its size.
    fn metrics(&self) -> Vec<(Metric, f64)> {
        let months = self.of(China, V::LagMonths).len();
        let years = months as f64 / 12.0;
        let least = |values: &[f64]| values.iter().copied().fold(f64::INFINITY, f64::min);
        let year_of = |month: Option<usize>| month.map_or(f64::INFINITY, |month| 2023.0 + (month + 1) as f64 / 12.0);
        // The month that ends the first stretch of `length` months, from `start` on, in all of which something holds.
        let lasting = |start: usize, length: usize, holds: &dyn Fn(usize) -> bool| {
            year_of((start + length - 1..months).find(|&end| (end + 1 - length..=end).all(holds)))
        };
        let own_chips = self.of(China, V::SelfSufficiency);
        let quality = self.of(China, V::ChipQualityRatio);
        let released = [self.of(UnitedStates, V::ReleasedEci), self.of(China, V::ReleasedEci)];
        let treaty = self.shared(WorldVariable::TreatyInForce);
        let catastrophe = self.events.iter().find(|event| event.kind == EventKind::Catastrophe);
        let catastrophe = catastrophe.map(|event| event.month.0);
        let (us, china) = (self.passes(UnitedStates), self.passes(China));
        let us_first = us.is_some_and(|us| china.is_none_or(|china| us <= china));
        let china_first = china.is_some() && !us_first;
        let margin = match (us, china) {
            (Some(us), Some(china)) => us.abs_diff(china) as f64,
            _ => f64::INFINITY,
        };
        let distrust = self
            .of(UnitedStates, V::Distrust)
            .iter()
            .zip(self.of(China, V::Distrust));
        let powered = self.of(UnitedStates, V::UsableCompute).iter();
        let powered = powered.zip(self.of(UnitedStates, V::InstalledCompute));
        let smuggled = self.total(China, V::ChipSmuggled);
        let acquired = smuggled + self.total(China, V::ChipDomestic) + self.last(China, V::ChipImportsCumulative);
        let kept = 1.0 - self.parameter("shared.discount_per_year") / 12.0;
        let benefit = |agent| {
            let months = self.of(agent, V::AiOutput).iter();
            let discounted = months.scan(1.0, |discount, value| {
                *discount *= kept;
                Some(*discount * value / 12.0)
            });
            discounted.sum()
        };
        let mean_safety = |agent| mean(self.of(agent, V::SafetyEffort));
        let neglect = 1.0 - mean_safety(UnitedStates).min(mean_safety(China));
        let percent = |agent: Agent| {
            let output = self.parameter(&format!("{}.gdp_2023", agent.key())) * years;
            100.0 * self.last(agent, V::RaceCost) / output
        };
        let weight = |name: &str| self.parameter(&format!("shared.payoff_{name}"));
        let harm = weight("catastrophe") * f64::from(u8::from(catastrophe.is_some())) + weight("neglect") * neglect;
        let payoff = |agent: Agent, first: f64| {
            weight("lead") * self.last(agent.rival(), V::LagMonths).clamp(-24.0, 24.0) / 12.0
                + weight("third_countries") * self.last(agent, V::ThirdCountryShare)
                + weight("threshold") * first
                - weight("cost") * percent(agent)
                - harm
        };
        let first = f64::from(u8::from(us_first)) - f64::from(u8::from(china_first));
        let fragmentation = self.shared(WorldVariable::Fragmentation);
        let world_payoff = weight("third_countries") * (1.0 - fragmentation[months - 1])
            - weight("cost") * (percent(UnitedStates) + percent(China)) / 2.0
            - harm;
        let ratio = self.shared(WorldVariable::ComputeRatio);
        let lag = self.of(China, V::LagMonths);
        vec![
            (Metric::ComputeRatio2027, ratio[december(2027)]),
            (Metric::ComputeRatio2030, ratio[december(2030)]),
            (Metric::ComputeRatio2035, ratio[december(2035)]),
            (Metric::LagMonths2027, lag[december(2027)]),
            (Metric::LagMonths2030, lag[december(2030)]),
            (Metric::LagMonths2035, lag[december(2035)]),
            (Metric::LagMonthsMin, least(&lag[6..])),
            (
                Metric::ParityYear,
                lasting(0, 1, &|month| quality[month] >= self.parameter("shared.parity_ratio")),
            ),
            (
                Metric::SelfSufficiencyYear,
                lasting(0, 12, &|month| own_chips[month] >= 0.8),
            ),
            (
                Metric::FirstLeadYear,
                lasting(6, 6, &|month| released[1][month] > released[0][month]),
            ),
            (
                Metric::ThresholdFirst,
                f64::from(u8::from(us_first)) + 2.0 * f64::from(u8::from(china_first)),
            ),
            (Metric::ThresholdYear, year_of(us.into_iter().chain(china).min())),
            (Metric::ThresholdMargin, margin),
            (Metric::UsSpending, self.last(UnitedStates, V::Spending)),
            (Metric::ChinaSpending, self.last(China, V::Spending)),
            (Metric::UsRaceCost, self.last(UnitedStates, V::RaceCost)),
            (Metric::ChinaRaceCost, self.last(China, V::RaceCost)),
            (Metric::UsBenefit, benefit(UnitedStates)),
            (Metric::ChinaBenefit, benefit(China)),
            (
                Metric::PeakDistrust,
                distrust.map(|(us, china)| (us + china) / 2.0).fold(0.0, f64::max),
            ),
            (Metric::UsLowestSafety, least(self.of(UnitedStates, V::SafetyEffort))),
            (Metric::ChinaLowestSafety, least(self.of(China, V::SafetyEffort))),
            (
                Metric::Incidents,
                self.total(UnitedStates, V::Incidents) + self.total(China, V::Incidents),
            ),
            (Metric::CatastropheYear, year_of(catastrophe)),
            (Metric::TreatyYear, lasting(0, 1, &|month| treaty[month] == 1.0)),
            // A month counts in which the framework was in force when it began.
            (Metric::TreatyMonths, treaty[..months - 1].iter().sum()),
            (
                Metric::UsThirdCountryShare2035,
                self.of(UnitedStates, V::ThirdCountryShare)[december(2035)],
            ),
            (
                Metric::ChinaThirdCountryShare2035,
                self.of(China, V::ThirdCountryShare)[december(2035)],
            ),
            (
                Metric::UnalignedShare2035,
                self.shared(WorldVariable::UnalignedShare)[december(2035)],
            ),
            (Metric::Fragmentation2035, fragmentation[december(2035)]),
            (Metric::ChinaSmuggledShare, smuggled / acquired),
            (
                Metric::UsCurtailedShare,
                powered.map(|(usable, installed)| 1.0 - usable / installed).sum::<f64>() / months as f64,
            ),
            (Metric::UsPayoff, payoff(UnitedStates, first)),
            (Metric::ChinaPayoff, payoff(China, -first)),
            (Metric::WorldPayoff, world_payoff),
        ]
    }
}

/// Parts of the cost of the race, whose sum is tested with the mechanisms (M21), and the cost of third countries, which is in no series.
const NOT_IN_SERIES: [Metric; 7] = [
    Metric::WorldRaceCost,
    Metric::UsSubsidy,
    Metric::UsTradeLoss,
    Metric::UsIncidentLoss,
    Metric::ChinaSubsidy,
    Metric::ChinaTradeLoss,
    Metric::ChinaIncidentLoss,
];

/// Every metric of every world against its series, and what each broken treaty says against the months that it was in force.
fn check(scenario: &Scenario) -> Vec<Event> {
    let scenario = Scenario {
        kept_trajectories: scenario.runs,
        event_worlds: scenario.runs,
        ..scenario.clone()
    };
    let mut all = Vec::new();
    let state = State::new(&scenario, Detail::Series).expect("a fresh state");
    ensemble::run(&scenario, &Options::default(), state, &mut |batch, _| {
        let draws: Vec<Vec<f64>> = batch.draws().collect();
        for ((world, draws), metrics) in batch.trajectories().iter().zip(&draws).zip(batch.metrics()) {
            let events = batch.events().iter().filter(|event| event.run == world.run);
            let recorded = Recorded {
                world,
                events: events.collect(),
                draws,
            };
            let found = recorded.metrics();
            for metric in Metric::ALL.into_iter().filter(|metric| !NOT_IN_SERIES.contains(metric)) {
                let (_, wanted) = found
                    .iter()
                    .find(|(of, _)| *of == metric)
                    .expect("each of the others is found");
                let (value, wanted) = (metrics[metric], *wanted);
                assert!(
                    value == wanted || (value - wanted).abs() <= 1e-9 * (1.0 + wanted.abs()),
                    "{} of world {}: {value}, by its months {wanted}",
                    metric.key(),
                    world.run
                );
            }
            let mut signed = None;
            for event in recorded.events {
                match event.kind {
                    EventKind::TreatySigned => signed = Some(event.month.0),
                    EventKind::TreatyBroken => {
                        let since = signed.take().expect("signed before it is broken");
                        assert_eq!(event.size, (event.month.0 - since) as f64, "world {}", world.run);
                    }
                    _ => {}
                }
            }
        }
        all.extend(batch.events().iter().copied());
        Ok(Flow::Continue)
    })
    .expect("runs");
    all
}

#[test]
fn metrics_are_what_the_months_of_their_worlds_say() {
    let plain = check(&baseline(256, &[]));
    let agreeing = check(&under_policy(256, "treaty"));
    // What the metrics of dates are about has happened in some of these worlds.
    let happened = |events: &[Event], kind| events.iter().any(|event| event.kind == kind);
    assert!(happened(&plain, EventKind::Catastrophe) && happened(&plain, EventKind::Threshold));
    assert!(happened(&agreeing, EventKind::TreatyBroken));
}
