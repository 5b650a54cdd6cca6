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

/// The naive forecast of `target` from those `known` facts of the same observable and agent that are earlier; `None` when
/// there is none. The target's own error is part of the forecast's.
pub fn forecast(target: &Fact, known: &[&Fact]) -> Option<Naive> {
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
    let (last_time, _) = *earlier.last()?;
    let scatter = match observable.scale {
        Scale::Log => LOG_SCATTER.max(observable.error),
        Scale::Linear => 2.0 * observable.error,
    };
    let time = moment(target) / 12.0;
    let n = earlier.len() as f64;
    let mean_time = earlier.iter().map(|(t, _)| t).sum::<f64>() / n;
    let mean_value = earlier.iter().map(|(_, y)| y).sum::<f64>() / n;
    let squares: f64 = earlier.iter().map(|(t, _)| (t - mean_time) * (t - mean_time)).sum();
    let own = target.own_error().mean();
    let is_rate = matches!(
        observable.read,
        Read::Growth | Read::Slope | Read::PerDecade | Read::YearsUntil
    );
    let (method, mean, variance) = if squares > 0.0 && !is_rate {
        let slope = earlier
            .iter()
            .map(|(t, y)| (t - mean_time) * (y - mean_value))
            .sum::<f64>()
            / squares;
        let line = |t: f64| mean_value + slope * (t - mean_time);
        let residual: f64 = earlier.iter().map(|(t, y)| (y - line(*t)) * (y - line(*t))).sum();
        let about_line = (PRIOR_WEIGHT * scatter * scatter + residual) / (PRIOR_WEIGHT + n - 2.0);
        let reach = (time - mean_time) * (time - mean_time) / squares;
        (Method::Trend, line(time), about_line * (1.0 + 1.0 / n + reach))
    } else {
        // Facts of the same latest date count alike.
        let latest: Vec<f64> = earlier
            .iter()
            .filter(|(t, _)| *t == last_time)
            .map(|(_, y)| *y)
            .collect();
        let level = latest.iter().sum::<f64>() / latest.len() as f64;
        let drift = match observable.scale {
            Scale::Log => LOG_DRIFT_PER_YEAR,
            Scale::Linear => 2.0 * observable.error,
        } * (time - last_time);
        (Method::Persistence, level, scatter * scatter + drift * drift)
    };
    Some(Naive {
        method,
        mean: from_comparable(target, mean),
        sd: (variance + own * own).sqrt(),
    })
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
