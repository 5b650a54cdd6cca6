//! What a sweep says, in sentences.

use std::collections::BTreeMap;

use super::tables::Point;
use crate::chapters::amounts::reach_of_mean;
use crate::later;
use crate::number::{amount, counted, readable, thousands};
use analysis::aim::is_within;
use analysis::sweep::Design;
use analysis::sweep::schema::statistic_words;
use engine::ensemble::Statistic;
use engine::model::metrics::{METRICS, Metric};
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::Input;

/// Metrics that are spoken of and drawn where the user names none.
pub const MAIN: [Metric; 6] = [
    Metric::LagMonths2030,
    Metric::ComputeRatio2030,
    Metric::ParityYear,
    Metric::WorldRaceCost,
    Metric::ChinaLowestSafety,
    Metric::UsThirdCountryShare2035,
];

/// Those of [`MAIN`] whose date lies within a horizon of `months`.
pub fn usual(months: usize) -> Vec<Metric> {
    MAIN.into_iter().filter(|&metric| is_within(metric, months)).collect()
}

/// Which of [`MAIN`] are not spoken of because the scenario ends before their date; nothing where the user has named the metrics.
pub fn left_out(metrics: &[Metric], months: usize) -> Option<String> {
    let beyond = MAIN.iter().filter(|&&metric| !is_within(metric, months));
    let keys: Vec<&str> = beyond.map(|metric| metric.key()).collect();
    (!keys.is_empty() && metrics == usual(months)).then(|| {
        format!(
            "Left out, since they lie beyond the horizon of this scenario: {}.",
            keys.join(", ")
        )
    })
}

/// A finished sweep.
#[derive(Debug, Clone, Copy)]
pub struct Results<'a> {
    pub design: &'a Design,
    pub policies: &'a [String],
    pub cards: &'a CardSet,
    /// Metrics that are spoken of and drawn.
    pub metrics: &'a [Metric],
    pub points: &'a [Point],
    /// For each metric the largest standard error of its central value over all points; 0 where there is none.
    pub largest_error: &'a [f64; METRICS],
    /// The same of its difference from the first point, in the same worlds.
    pub largest_effect_error: &'a [f64; METRICS],
}

/// The findings: how much was simulated, how far each metric moves and where, how well that is known, and what changed nothing.
pub fn findings(results: &Results) -> Vec<String> {
    let mut found = vec![size(results)];
    for &metric in results.metrics {
        found.extend((0..results.policies.len()).filter_map(|case| range(results, metric, case)));
    }
    found.extend(idle_inputs(results).into_iter().map(|input| {
        format!(
            "Note: {} changed nothing: points that differ in it alone have the same metrics to the last digit.",
            input.key(results.cards)
        )
    }));
    found
}

fn size(results: &Results) -> String {
    let worlds: u64 = results.points.iter().map(|point| point.runs).sum();
    let failed: u64 = results.points.iter().map(|point| point.failed).sum();
    let most = results.points.iter().map(|point| point.runs).max().unwrap_or(0);
    let least = results.points.iter().map(|point| point.runs).min().unwrap_or(0);
    let each = if least == most {
        counted(most, "world")
    } else {
        format!("{} to {}", thousands(least as f64), counted(most, "world"))
    };
    let policies = match results.policies.len() {
        1 => String::new(),
        more => format!(" under each of {more} policies"),
    };
    let mut text = format!(
        "{}{policies}, {each} each ({} in all), the same worlds in every point",
        counted(results.design.len() as u64, "point"),
        thousands(worlds as f64)
    );
    let lost = results.points.iter().filter(|point| point.failed == point.runs).count();
    text.push_str(&match (failed, lost) {
        (0, _) => ".".to_owned(),
        (failed, 0) => format!("; {} failed and left out.", counted(failed, "world")),
        (failed, lost) => format!(
            "; {} failed and left out, and with them {} in which none was left.",
            counted(failed, "world"),
            counted(lost as u64, "row")
        ),
    });
    text
}

/// How far a metric moves over the points of one policy.
fn range(results: &Results, metric: Metric, case: usize) -> Option<String> {
    let value = |point: &&Point| point.central[metric as usize];
    let of_case = results
        .points
        .iter()
        .filter(|point| point.case == case && value(point).is_finite());
    let lowest = of_case.clone().min_by(|a, b| value(a).total_cmp(&value(b)))?;
    let highest = of_case.max_by(|a, b| value(a).total_cmp(&value(b)))?;
    let policy = match results.policies.len() {
        1 => String::new(),
        _ => format!("Under {}: ", results.policies[case]),
    };
    let (low, high) = (value(&lowest), value(&highest));
    let what = format!("{policy}{} ({})", metric.meaning(), statistic_words(metric));
    if low == high {
        return Some(format!("{what}: {} in every point.", amount(low, metric.unit())));
    }
    if amount(low, metric.unit()) == amount(high, metric.unit()) {
        let apart = readable(high - low);
        return Some(format!(
            "{what}: about {} in every point, {apart} apart at most.",
            amount(low, metric.unit())
        ));
    }
    let error = results.largest_error[metric as usize];
    let mut text = format!(
        "{what}: from {} ({}) to {} ({})",
        amount(low, metric.unit()),
        setting(results, lowest.point),
        amount(high, metric.unit()),
        setting(results, highest.point)
    );
    // The bound of all points that is told is that of the point with the fewest worlds, but for those that have no error at all.
    let with_error = results.points.iter().map(Point::worlds).filter(|worlds| *worlds > 1);
    let worlds = with_error.min().unwrap_or(0);
    let half = reach_of_mean(error, worlds);
    let half_of_effects = reach_of_mean(results.largest_effect_error[metric as usize], worlds);
    if error > 0.0 {
        text.push_str(&format!("; each known to ±{} or better (95 %)", readable(half)));
    }
    if half_of_effects > 0.0 {
        let known = readable(half_of_effects);
        text.push_str(&format!(
            ", its difference from point {} in the same worlds to ±{known} or better",
            results.design.number(0)
        ));
    }
    let noise = if half_of_effects > 0.0 { half_of_effects } else { half };
    if high - low < 2.0 * noise {
        text.push_str(": too few worlds to tell the points apart");
    }
    Some(text + ".")
}

/// The statistic that stands for a metric over so many `worlds` a point, in words.
pub fn drawn(metric: Metric, worlds: &str) -> String {
    match Statistic::central(metric) {
        Statistic::RestrictedMean => later!("figure-sweep-restricted_mean", worlds = worlds),
        Statistic::UnitedStates => later!("figure-sweep-united_states", worlds = worlds),
        _ => later!("figure-sweep-mean", worlds = worlds),
    }
}

/// What is set in a row of the design.
fn setting(results: &Results, row: usize) -> String {
    let inputs = results.design.inputs.iter().zip(results.design.row(row));
    let set: Vec<String> = inputs
        .filter(|(_, value)| !value.is_nan())
        .map(|(input, value)| format!("{} = {}", input.key(results.cards), readable(*value)))
        .collect();
    if set.is_empty() {
        "nothing set".to_owned()
    } else {
        set.join(", ")
    }
}

/// Inputs of which the design has rows that differ in nothing else, all of them without any difference in a metric.
pub fn idle_inputs(results: &Results) -> Vec<Input> {
    let by_row: BTreeMap<(usize, usize), &Point> = results
        .points
        .iter()
        .map(|point| ((point.case, point.point), point))
        .collect();
    let bits = |point: &Point| point.central.map(f64::to_bits);
    let is_idle = |place: usize| {
        // For each setting of the other inputs, a row that has it.
        let mut seen: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
        let mut compared = false;
        for (row, values) in results.design.rows().enumerate() {
            let mut others: Vec<u64> = values.iter().map(|value| value.to_bits()).collect();
            others[place] = 0;
            let first = *seen.entry(others).or_insert(row);
            if results.design.row(first)[place].to_bits() == values[place].to_bits() {
                continue;
            }
            compared = true;
            for case in 0..results.policies.len() {
                if let (Some(a), Some(b)) = (by_row.get(&(case, first)), by_row.get(&(case, row)))
                    && bits(a) != bits(b)
                {
                    return false;
                }
            }
        }
        compared
    };
    let inputs = results.design.inputs.iter().enumerate();
    inputs
        .filter(|&(place, _)| is_idle(place))
        .map(|(_, &input)| input)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::sweep::design::Method;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

    /// A 2 x 2 grid whose first input adds its value to every metric, and whose second does nothing.
    fn with_results<T>(error: f64, look: impl FnOnce(&Results) -> T) -> T {
        let inputs = ["us.chip_controls", "us.outreach"].map(|key| Input::from_key(key).unwrap());
        let values = vec![0.0, 0.0, 0.0, 1.0, 0.5, 0.0, 0.5, 1.0];
        let design = Design::of_rows(Method::Grid, inputs.to_vec(), values);
        let points: Vec<Point> = (0..4)
            .map(|point| Point {
                error: [f64::NAN; METRICS],
                point,
                case: 0,
                runs: 5,
                failed: 0,
                central: [10.0 + design.row(point)[0]; METRICS],
            })
            .collect();
        look(&Results {
            design: &design,
            policies: &["none".to_owned()],
            cards: &read_cards(&shipped::parameters()).unwrap(),
            metrics: &[Metric::LagMonths2030],
            points: &points,
            largest_error: &[error; METRICS],
            largest_effect_error: &[error / 10.0; METRICS],
        })
    }

    #[test]
    fn the_range_of_a_metric_is_said_with_where_it_is_and_how_well_it_is_known() {
        let said = with_results(0.01, findings);
        assert!(said[0].starts_with("4 points, 5 worlds each (20 in all)"), "{said:?}");
        assert!(
            said[1].contains("from 10 months (us.chip_controls = 0, us.outreach = 0) to 10.5 months"),
            "{said:?}"
        );
        // Student's t of four degrees of freedom is 2.776.
        assert!(said[1].contains("±0.0278"), "{said:?}");
        assert!(said[1].contains("point 0 in the same worlds to ±0.00278"), "{said:?}");
        assert!(!said[1].contains("too few") && with_results(2.0, findings)[1].contains("too few worlds"));
    }

    #[test]
    fn an_input_that_changes_nothing_is_named_and_no_other() {
        let idle = with_results(0.0, idle_inputs);
        assert_eq!(idle, [Input::from_key("us.outreach").unwrap()]);
    }
}
