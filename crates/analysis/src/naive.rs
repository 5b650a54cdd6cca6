//! The yardstick: what someone would have said who knew only the earlier facts of the same kind and drew a line through them.

use super::dates::decimal_year;
use super::facts::Fact;
use super::observables::{Read, Scale};
use engine::numeric::kernels;

/// How the naive forecast was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// A line through two or more earlier facts, on the observable's scale: exponential growth where that is the logarithm.
    Trend,
    /// The only earlier fact, or the latest one where the quantity is itself a rate of change.
    Persistence,
    /// From the latest fact on as the last four, on the observable's scale, went on the mean.
    Drift,
}

/// A normal forecast on the observable's scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Naive {
    pub method: Method,
    pub mean: f64,
    pub sd: f64,
}

/// Weight of the prior guess of the scatter about a trend, in facts.
const PRIOR_WEIGHT: f64 = 2.0;
/// Prior guess of that scatter on the log scale; on a linear scale twice the observable's stated error.
const LOG_SCATTER: f64 = 0.2;
/// How far a quantity that is only known once may move in a year, standard deviation on the log scale; on a linear scale
/// twice the observable's stated error.
const LOG_DRIFT_PER_YEAR: f64 = 0.5;

/// Facts that the drift is taken from, at most.
const DRIFT_FACTS: usize = 4;

/// What is known before a fact.
struct Known<'a> {
    target: &'a Fact,
    /// Moment in years and value on the observable's scale, earliest first.
    earlier: Vec<(f64, f64)>,
    /// Moment of the target, years.
    time: f64,
    /// Usual scatter of a fact, and how far the quantity may move in a year.
    scatter: f64,
    drift_per_year: f64,
}

impl<'a> Known<'a> {
    /// Those `known` facts of the target's observable and agent that are earlier; `None` when there is none.
    fn before(target: &'a Fact, known: &[&Fact]) -> Option<Self> {
        let observable = &target.observable;
        let mut earlier: Vec<(f64, f64)> = known
            .iter()
            .filter(|fact| {
                fact.id != target.id
                    && fact.observable.name == observable.name
                    && fact.observable.subject == observable.subject
                    && fact.span.end < target.span.end
                    && fact.span.middle() < target.span.middle()
            })
            .map(|fact| (moment(fact) / 12.0, comparable(fact)))
            .collect();
        earlier.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let (scatter, drift_per_year) = match observable.scale {
            Scale::Log => (LOG_SCATTER.max(observable.error), LOG_DRIFT_PER_YEAR),
            Scale::Linear => (2.0 * observable.error, 2.0 * observable.error),
        };
        (!earlier.is_empty()).then(|| Self {
            target,
            earlier,
            time: moment(target) / 12.0,
            scatter,
            drift_per_year,
        })
    }

    /// Whether the facts are of more than one moment and the quantity is no rate of change itself, so that it can have a direction.
    fn has_direction(&self) -> bool {
        let is_rate = matches!(
            self.target.observable.read,
            Read::Growth | Read::Slope | Read::PerDecade | Read::YearsUntil
        );
        !is_rate && self.earlier.first().map(|first| first.0) < self.earlier.last().map(|last| last.0)
    }

    /// Moment of the latest facts and their mean: facts of the same date count alike.
    fn latest(&self) -> (f64, f64) {
        let last = self.earlier.last().map_or(f64::NAN, |last| last.0);
        let values = self.earlier.iter().filter(|(time, _)| *time == last);
        let (sum, count) = values.fold((0.0, 0.0), |(sum, count), (_, value)| (sum + value, count + 1.0));
        (last, sum / count)
    }

    fn naive(&self, method: Method, mean: f64, variance: f64) -> Naive {
        let own = self.target.own_error().mean();
        Naive {
            method,
            mean: from_comparable(self.target, mean),
            sd: (variance + own * own).sqrt(),
        }
    }

    fn persistence(&self) -> Naive {
        let (last, level) = self.latest();
        let drift = self.drift_per_year * (self.time - last);
        self.naive(Method::Persistence, level, self.scatter * self.scatter + drift * drift)
    }

    /// A random walk with drift: the mean goes on as the last facts went, and its error grows with the square root of time and with what is
    /// not known of the drift.
    fn drift(&self) -> Naive {
        if !self.has_direction() {
            return self.persistence();
        }
        let (last, level) = self.latest();
        // One value a moment.
        let mut points: Vec<(f64, f64)> = Vec::new();
        for of_moment in self.earlier.chunk_by(|one, other| one.0 == other.0) {
            let sum: f64 = of_moment.iter().map(|(_, value)| value).sum();
            points.push((of_moment[0].0, sum / of_moment.len() as f64));
        }
        let points = &points[points.len().saturating_sub(DRIFT_FACTS)..];
        let (first, start) = points[0];
        let slope = (level - start) / (last - first);
        let steps = points
            .windows(2)
            .map(|pair| (pair[1].0 - pair[0].0, pair[1].1 - pair[0].1));
        let squares: f64 = steps
            .map(|(years, step)| (step - slope * years) * (step - slope * years) / years)
            .sum();
        let weight = points.len() as f64 - 2.0;
        let per_year = (PRIOR_WEIGHT * self.scatter * self.scatter + squares) / (PRIOR_WEIGHT + weight);
        let ahead = self.time - last;
        let variance = self.scatter * self.scatter + per_year * ahead * (1.0 + ahead / (last - first));
        self.naive(Method::Drift, level + slope * ahead, variance)
    }

    fn trend(&self) -> Naive {
        if !self.has_direction() {
            return self.persistence();
        }
        let earlier = &self.earlier;
        let n = earlier.len() as f64;
        let mean_time = earlier.iter().map(|(t, _)| t).sum::<f64>() / n;
        let mean_value = earlier.iter().map(|(_, y)| y).sum::<f64>() / n;
        let squares: f64 = earlier.iter().map(|(t, _)| (t - mean_time) * (t - mean_time)).sum();
        let slope = earlier
            .iter()
            .map(|(t, y)| (t - mean_time) * (y - mean_value))
            .sum::<f64>()
            / squares;
        let line = |t: f64| mean_value + slope * (t - mean_time);
        let residual: f64 = earlier.iter().map(|(t, y)| (y - line(*t)) * (y - line(*t))).sum();
        let about_line = (PRIOR_WEIGHT * self.scatter * self.scatter + residual) / (PRIOR_WEIGHT + n - 2.0);
        let reach = (self.time - mean_time) * (self.time - mean_time) / squares;
        self.naive(Method::Trend, line(self.time), about_line * (1.0 + 1.0 / n + reach))
    }
}

/// The naive forecast of `target` from those `known` facts of the same observable and agent that are earlier; `None` when
/// there is none. The target's own error is part of the forecast's.
pub fn forecast(target: &Fact, known: &[&Fact]) -> Option<Naive> {
    Some(Known::before(target, known)?.trend())
}

/// Three naive forecasts of `target` from the same facts: persistence, drift of the last four, a line through all. A drift or a line that
/// cannot be had is persistence.
pub fn forecasts(target: &Fact, known: &[&Fact]) -> Option<[Naive; 3]> {
    let known = Known::before(target, known)?;
    Some([known.persistence(), known.drift(), known.trend()])
}

/// The moment a fact speaks of, months since January 2023.
fn moment(fact: &Fact) -> f64 {
    match fact.observable.read {
        Read::Stock | Read::YearsUntil => fact.span.end,
        _ => fact.span.middle(),
    }
}

/// The fact on its scale, made comparable between dates: a sum over time becomes a yearly rate, a waiting time the year waited for.
fn comparable(fact: &Fact) -> f64 {
    fact.centre() - offset(fact)
}

fn from_comparable(target: &Fact, value: f64) -> f64 {
    value + offset(target)
}

fn offset(fact: &Fact) -> f64 {
    let observable = &fact.observable;
    match (observable.read, observable.scale) {
        (Read::Flow, Scale::Log) if observable.per.is_empty() && fact.span.years() > 0.0 => {
            kernels::ln(fact.span.years())
        }
        (Read::YearsUntil, Scale::Linear) => -decimal_year(fact.span.end),
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::facts::FactSet;
    use super::super::observables::Observables;
    use super::*;

    fn facts(rows: &str) -> Vec<Fact> {
        let text = format!("id,observable,agent,date,value,low,high,unit,source\n{rows}");
        FactSet::parse("f.csv", text.as_bytes(), &Observables::shipped())
            .unwrap()
            .facts
    }

    fn forecast_last(rows: &str) -> Option<Naive> {
        let facts = facts(rows);
        let (target, earlier) = facts.split_last().unwrap();
        forecast(target, &earlier.iter().collect::<Vec<_>>())
    }

    #[test]
    fn two_earlier_facts_are_extended_exponentially() {
        let naive = forecast_last(
            "A,compute_total,us,2022-12,100,,,H100e,s\nB,compute_total,us,2023-12,300,,,H100e,s\nC,compute_total,us,2024-12,7,,,H100e,s\n",
        )
        .unwrap();
        assert_eq!(naive.method, Method::Trend);
        assert!((naive.mean - 900.0_f64.ln()).abs() < 1e-12);
        // Scatter 0.2 (the observable's 0.25 is larger), two facts, one and a half intervals from their middle, own error 0.25.
        let expected = (0.25_f64.powi(2) * (1.0 + 0.5 + 1.5 * 1.5 / 0.5) + 0.25_f64.powi(2)).sqrt();
        assert!((naive.sd - expected).abs() < 1e-12);
    }

    #[test]
    fn a_half_year_flow_is_compared_as_a_yearly_rate() {
        let naive = forecast_last(
            "A,ai_startup_funding,us,2024,80,,,USD bn,s\nB,ai_startup_funding,us,2025-H1,104,,,USD bn,s\n",
        )
        .unwrap();
        assert_eq!(naive.method, Method::Persistence);
        assert!((naive.mean - 40.0_f64.ln()).abs() < 1e-12);
    }

    #[test]
    fn a_waiting_time_keeps_its_year() {
        let naive = forecast_last(
            "A,years_to_chip_parity,china,2024-12,12,,,years,s\nB,years_to_chip_parity,china,2025-12,10,,,years,s\n",
        )
        .unwrap();
        assert!((naive.mean - 11.0).abs() < 1e-9);
    }

    /// Four facts that double each year but for one step: the drift is that from the first of the last four to the last, a doubling a year.
    #[test]
    fn drift_goes_on_from_the_latest_fact_as_the_last_four_went() {
        let rows = "A,compute_total,us,2020-12,1,,,H100e,s\nB,compute_total,us,2021-12,100,,,H100e,s\nC,compute_total,us,2022-12,300,,,H100e,s\n\
                    D,compute_total,us,2023-12,400,,,H100e,s\nE,compute_total,us,2024-12,800,,,H100e,s\nF,compute_total,us,2026-12,7,,,H100e,s\n";
        let facts = facts(rows);
        let (target, earlier) = facts.split_last().unwrap();
        let known: Vec<&Fact> = earlier.iter().collect();
        let [persistence, drift, line] = forecasts(target, &known).unwrap();
        assert!((persistence.mean - 800.0_f64.ln()).abs() < 1e-12);
        assert!((drift.mean - 3200.0_f64.ln()).abs() < 1e-9);
        // Steps of ln 3, ln 4/3 and ln 2, less ln 2 each; two facts of a scatter of 0.25 beside the two that are left.
        let squares = (1.5_f64.ln()).powi(2) + (1.5_f64.ln()).powi(2);
        let per_year = (2.0 * 0.0625 + squares) / 4.0;
        let expected = (0.0625 + per_year * 2.0 * (1.0 + 2.0 / 3.0) + 0.0625_f64).sqrt();
        assert!((drift.sd - expected).abs() < 1e-9, "{} {expected}", drift.sd);
        assert_eq!(Some(line), forecast(target, &known));
    }

    #[test]
    fn one_fact_has_no_direction() {
        let facts = facts("A,compute_total,us,2023-12,100,,,H100e,s\nB,compute_total,us,2024-12,7,,,H100e,s\n");
        let forecasts = forecasts(&facts[1], &[&facts[0]]).unwrap();
        assert!(forecasts.iter().all(|naive| naive.method == Method::Persistence));
    }

    #[test]
    fn later_facts_other_agents_and_other_observables_tell_nothing() {
        assert_eq!(
            forecast_last(
                "A,compute_total,china,2022-12,1,,,H100e,s\nB,compute_total,us,2025-12,1,,,H100e,s\nC,hyperscaler_stock,us,2022-12,1,,,H100e,s\n\
                 D,compute_total,us,2024-12,1,,,H100e,s\n"
            ),
            None
        );
    }
}
