//! Under which assumptions the effect of a policy would be the other way round.
//!
//! The worlds are sorted by each drawn parameter in turn. Of the fifths with its lowest and its highest draws the one is told that says
//! most against the mean effect over all worlds, in standard errors.

use engine::ensemble::end_year;
use engine::model::metrics::{Kind, Metric};
use engine::numeric::statistics::Moments;
use engine::scenario::Scenario;
use engine::scenario::distributions::Sampler;
use engine::scenario::worlds::drawn_parameters;
use error::Result;

use super::Values;

/// Part of the worlds at either end of a parameter.
const PART: usize = 5;
/// With fewer worlds a fifth of them says nothing.
pub const LEAST_WORLDS: usize = 50;
/// Standard errors beyond which the other sign is not chance, among 258 drawn parameters with two ends each: one or two false
/// alarms in a hundred effects.
const BEYOND_CHANCE: f64 = 4.0;

/// The fifth of the worlds, by one parameter, that says most against the mean effect on a metric.
#[derive(Debug, Clone, PartialEq)]
pub struct Reversal {
    pub metric: Metric,
    /// Place of the parameter among the cards.
    pub parameter: usize,
    /// Whether it is the fifth with the highest draws.
    pub is_above: bool,
    /// The draw at which the fifth begins or ends.
    pub limit: f64,
    /// Mean difference in that fifth.
    pub mean: f64,
    pub error: f64,
    /// Whether its sign is the other one, beyond chance.
    pub reverses: bool,
}

/// Those of each of `policies` against `reference`, by policy, then metric; none of metrics without a mean effect, and none of too few
/// worlds.
///
/// # Errors
/// As [`Sampler::new`].
pub fn reversals(scenario: &Scenario, reference: &Values, policies: &[Values]) -> Result<Vec<Vec<Reversal>>> {
    let worlds = reference.first().map_or(0, Vec::len);
    if worlds < LEAST_WORLDS {
        return Ok(vec![Vec::new(); policies.len()]);
    }
    let runs: Vec<u64> = (0..worlds as u64).collect();
    let draws = drawn_parameters(&Sampler::new(&scenario.cards)?, scenario.draws(), &runs);
    let orders: Vec<Order> = draws
        .iter()
        .enumerate()
        .filter_map(|(parameter, column)| Order::of(parameter, column))
        .collect();
    let end = end_year(scenario.months);
    let metrics = Metric::all_with(&scenario.dated);
    let of_policy = |policy: &Values| {
        let of_metric = |(place, &metric): (usize, &Metric)| {
            let (before, after) = (&reference[place], &policy[place]);
            most_against(metric, &differences(metric, before, after, end), &orders)
        };
        metrics.iter().enumerate().filter_map(of_metric).collect()
    };
    Ok(policies.iter().map(of_policy).collect())
}

/// Whether the share of worlds in which it happens says more of a metric than its mean year: what happens in few worlds.
pub const fn is_rare(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::FirstLeadYear | Metric::CatastropheYear | Metric::TreatyYear
    )
}

/// World by world, as the mean effect of the metric takes it; not a number where there is none.
fn differences(metric: Metric, before: &[f64], after: &[f64], end: f64) -> Vec<f64> {
    let counted = |value: f64| match metric.kind() {
        _ if is_rare(metric) => f64::from(u8::from(value.is_finite())),
        Kind::Year => value.min(end),
        Kind::Number | Kind::NumberOrNever => value,
        Kind::Who => f64::NAN,
    };
    let pairs = before.iter().zip(after);
    let difference = pairs.map(|(&before, &after)| counted(after) - counted(before));
    difference
        .map(|difference| if difference.is_finite() { difference } else { f64::NAN })
        .collect()
}

/// The worlds at both ends of a parameter.
struct Order {
    parameter: usize,
    /// Below and above: the draw that bounds them, and the worlds.
    ends: [(f64, Vec<usize>); 2],
}

impl Order {
    /// `None` of a parameter that hardly varies.
    fn of(parameter: usize, draws: &[f64]) -> Option<Self> {
        let mut worlds: Vec<usize> = (0..draws.len()).collect();
        worlds.sort_by(|&one, &other| draws[one].total_cmp(&draws[other]));
        let part = worlds.len() / PART;
        let (below, above) = (worlds[..part].to_vec(), worlds[worlds.len() - part..].to_vec());
        let (low, high) = (draws[*below.last()?], draws[*above.first()?]);
        (low < high).then_some(Self {
            parameter,
            ends: [(low, below), (high, above)],
        })
    }
}

fn most_against(metric: Metric, differences: &[f64], orders: &[Order]) -> Option<Reversal> {
    let known = |worlds: &[usize]| -> Moments {
        Moments::of(
            worlds
                .iter()
                .map(|&world| differences[world])
                .filter(|value| !value.is_nan()),
        )
    };
    let mean = Moments::of(differences.iter().copied().filter(|value| !value.is_nan())).mean();
    if mean == 0.0 || mean.is_nan() {
        return None;
    }
    let mut most: Option<(f64, Reversal)> = None;
    for order in orders {
        for (is_above, (limit, worlds)) in [false, true].into_iter().zip(&order.ends) {
            let of_part = known(worlds);
            let (there, error) = (of_part.mean(), of_part.mean_error());
            let against = -mean.signum() * there / error;
            if against.is_finite() && most.as_ref().is_none_or(|(before, _)| against > *before) {
                let reversal = Reversal {
                    metric,
                    parameter: order.parameter,
                    is_above,
                    limit: *limit,
                    mean: there,
                    error,
                    reverses: against > BEYOND_CHANCE,
                };
                most = Some((against, reversal));
            }
        }
    }
    most.map(|(_, reversal)| reversal)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn column(of: impl Fn(usize) -> f64) -> Vec<f64> {
        (0..500).map(of).collect()
    }

    /// The effect is 1 but where the first parameter is in its highest fifth: there it is -2. The second parameter has nothing to do with it.
    #[test]
    fn the_parameter_that_turns_an_effect_is_found_with_the_draw_from_which_it_does() {
        let noise = |world: usize| 0.1 * ((world * 7919 % 101) as f64 / 101.0 - 0.5);
        let turning = column(|world| world as f64);
        let idle = column(|world| (world * 7919 % 503) as f64);
        let orders = [Order::of(3, &turning).unwrap(), Order::of(4, &idle).unwrap()];
        let differences = column(|world| noise(world) + if world < 400 { 1.0 } else { -2.0 });
        let found = most_against(Metric::LagMonths2030, &differences, &orders).unwrap();
        assert_eq!((found.parameter, found.is_above, found.limit), (3, true, 400.0));
        assert!(found.reverses && (found.mean + 2.0).abs() < 0.05, "{found:?}");
        let everywhere = column(|world| 1.0 + noise(world));
        assert!(
            !most_against(Metric::LagMonths2030, &everywhere, &orders)
                .unwrap()
                .reverses
        );
        assert_eq!(
            Order::of(0, &column(|_| 1.0)).map(|_| ()),
            None,
            "a parameter that does not vary"
        );
    }

    #[test]
    fn rare_events_are_counted_and_years_that_never_come_are_the_end() {
        let never = f64::INFINITY;
        let of = |metric, before, after| differences(metric, &[before], &[after], 2041.0)[0];
        assert_eq!(of(Metric::CatastropheYear, never, 2030.0), 1.0);
        assert_eq!(of(Metric::ParityYear, 2040.0, never), 1.0);
        assert!(of(Metric::ThresholdMargin, 3.0, never).is_nan());
    }
}
