//! Observation operators: one recorded quantity read off one simulated run.

use super::dates::{Span, decimal_year};
use super::observables::{Observable, Read, Term};
use engine::model::series::Series;
use engine::numeric::kernels;

/// Share of an interval that must lie within the simulated time for a rate of change or a mean to be read from the rest of it.
pub const SMALLEST_COVERED_SHARE: f64 = 1.0 / 3.0;

/// Weights on the monthly values of a series: `(month, weight)`.
type Weights = Vec<(usize, f64)>;

/// An observable at a date, ready to be read off runs of one horizon.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    sum: Vec<Term>,
    per: Vec<Term>,
    coverage: f64,
    rule: Rule,
    /// Whether the simulated time holds only a part of the date's interval, and that part was read.
    pub partly: bool,
}

#[derive(Debug, Clone, PartialEq)]
enum Rule {
    /// A weighted sum over months.
    Weighted(Weights),
    /// (later / earlier) to the power 1 / years.
    Growth {
        earlier: Weights,
        later: Weights,
        years: f64,
    },
    PerDecade {
        earlier: Weights,
        later: Weights,
    },
    YearsUntil {
        from: f64,
        level: f64,
        months: usize,
    },
}

impl Reading {
    /// Prepares `observable` at `date` for runs of `months` months; the error says why such runs hold no value for it.
    pub fn prepare(observable: &Observable, date: Span, months: usize) -> Result<Self, String> {
        let length = months as f64;
        if date.end > length {
            let within = observable.read != Read::Flow
                && date.start < length
                && covered_share(date, length) >= SMALLEST_COVERED_SHARE;
            if !within || matches!(observable.read, Read::Stock | Read::YearsUntil) {
                let horizon = decimal_year(length);
                return Err(format!("dated beyond the horizon, which ends at {horizon:.2}"));
            }
        }
        let first_year = decimal_year(0.0);
        let before = || Err(format!("dated before the simulation starts, {first_year:.0}"));
        let (rule, read) = match observable.read {
            Read::Stock => {
                // The end of 2022 is read by extending the first two months backward; anything earlier is not simulated.
                if date.end < 0.0 {
                    return before();
                }
                (Rule::Weighted(at_moment(date.end, months)), date)
            }
            Read::Flow => {
                if date.start < 0.0 {
                    return before();
                }
                if date.years() <= 0.0 {
                    return Err("a sum over time needs an interval, not a day".to_owned());
                }
                (Rule::Weighted(over(date, 1.0 / 12.0)), date)
            }
            Read::Mean if date.years() <= 0.0 => {
                if date.start < 0.0 {
                    return before();
                }
                (Rule::Weighted(at_moment(date.end, months)), date)
            }
            Read::YearsUntil => {
                if date.end < 0.0 {
                    return before();
                }
                (
                    Rule::YearsUntil {
                        from: date.end,
                        level: observable.level,
                        months,
                    },
                    date,
                )
            }
            Read::Mean | Read::Growth | Read::Slope | Read::PerDecade => {
                if date.years() <= 0.0 {
                    return Err("a rate of change needs an interval, not a day".to_owned());
                }
                if covered_share(date, length) < SMALLEST_COVERED_SHARE {
                    return before();
                }
                let read = Span {
                    start: if date.start > 0.0 { date.start } else { 0.0 },
                    end: date.end.min(length),
                };
                let ends = (at_moment(read.start, months), at_moment(read.end, months));
                let rule = match observable.read {
                    Read::Growth => Rule::Growth {
                        earlier: ends.0,
                        later: ends.1,
                        years: read.years(),
                    },
                    Read::PerDecade => Rule::PerDecade {
                        earlier: ends.0,
                        later: ends.1,
                    },
                    Read::Slope => Rule::Weighted(slope(read).ok_or("a slope needs at least three months")?),
                    _ => Rule::Weighted(over(read, 1.0 / (read.end - read.start))),
                };
                (rule, read)
            }
        };
        let moment = if observable.read == Read::Stock {
            date.end
        } else {
            date.middle()
        };
        Ok(Self {
            sum: observable.sum.clone(),
            per: observable.per.clone(),
            coverage: observable.coverage_at(moment),
            rule,
            partly: read != date,
        })
    }

    /// The observed number in one run. `value` gives the recorded value of a series at the end of a month.
    pub fn read(&self, value: &impl Fn(Series, usize) -> f64) -> f64 {
        let total = |terms: &[Term], weights: &Weights| -> f64 {
            terms
                .iter()
                .map(|term| {
                    let weighted: f64 = weights
                        .iter()
                        .map(|&(month, weight)| weight * value(term.series, month))
                        .sum();
                    term.factor * weighted
                })
                .sum()
        };
        let ratio = |weights: &Weights| {
            let above = total(&self.sum, weights);
            if self.per.is_empty() {
                above
            } else {
                above / total(&self.per, weights)
            }
        };
        match &self.rule {
            Rule::Weighted(weights) => self.coverage * ratio(weights),
            Rule::Growth { earlier, later, years } => {
                kernels::exp((kernels::ln(ratio(later)) - kernels::ln(ratio(earlier))) / years)
            }
            Rule::PerDecade { earlier, later } => {
                let rise = total(&self.sum, later) - total(&self.sum, earlier);
                let decades = kernels::ln(total(&self.per, later)) - kernels::ln(total(&self.per, earlier));
                rise / (decades * std::f64::consts::LOG10_E)
            }
            Rule::YearsUntil { from, level, months } => {
                let reached = (0..*months).find(|&month| ratio(&vec![(month, 1.0)]) >= *level);
                let moment = reached.map_or(*months as f64, |month| (month + 1) as f64);
                (moment - from) / 12.0
            }
        }
    }
}

fn covered_share(date: Span, length: f64) -> f64 {
    let start = date.start.max(0.0);
    let end = date.end.min(length);
    if date.end > date.start {
        (end - start).max(0.0) / (date.end - date.start)
    } else {
        1.0
    }
}

/// Linear interpolation between the ends of months; before the end of the first month the first two are extended backward.
fn at_moment(moment: f64, months: usize) -> Weights {
    if months == 1 {
        return vec![(0, 1.0)];
    }
    // Month m ends at m + 1.
    let month = ((moment - 1.0).max(0.0) as usize).min(months - 2);
    let along = moment - 1.0 - month as f64;
    if along == 0.0 {
        vec![(month, 1.0)]
    } else {
        vec![(month, 1.0 - along), (month + 1, along)]
    }
}

/// Each month's overlap with `span`, times `scale`.
fn over(span: Span, scale: f64) -> Weights {
    let (first, last) = (span.start.floor() as usize, span.end.ceil() as usize);
    (first..last)
        .map(|month| {
            let start = span.start.max(month as f64);
            let end = span.end.min((month + 1) as f64);
            (month, (end - start) * scale)
        })
        .collect()
}

/// Weights of the least-squares slope a year through the month ends within `span`, if there are three or more.
fn slope(span: Span) -> Option<Weights> {
    let months: Vec<usize> = (0..span.end.floor() as usize)
        .filter(|&month| (month + 1) as f64 >= span.start)
        .collect();
    let count = months.len();
    let (first, last) = (*months.first()? as f64, *months.last()? as f64);
    let middle = 0.5 * (first + last);
    let squares: f64 = months
        .iter()
        .map(|&month| (month as f64 - middle) * (month as f64 - middle))
        .sum();
    (count >= 3).then(|| {
        months
            .iter()
            .map(|&month| (month, 12.0 * (month as f64 - middle) / squares))
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::super::observables::{Observables, Subject};
    use super::*;

    fn read(name: &str, subject: Subject, date: &str, value: impl Fn(Series, usize) -> f64) -> Result<f64, String> {
        let observable = Observables::shipped().find(name, subject).unwrap();
        Ok(Reading::prepare(&observable, Span::parse(date).unwrap(), 48)?.read(&value))
    }

    #[track_caller]
    fn near(found: f64, expected: f64) {
        assert!(
            (found - expected).abs() <= 1e-9 * expected.abs().max(1.0),
            "{found} is not {expected}"
        );
    }

    /// Rises by one a month; the value at the end of month m is m + 1, so it equals the time in months.
    fn clock(_: Series, month: usize) -> f64 {
        (month + 1) as f64
    }

    #[test]
    fn a_stock_is_read_at_the_end_of_its_month_and_on_its_day() {
        near(
            read("installed_compute", Subject::China, "2023-12", clock).unwrap(),
            12.0,
        );
        near(read("installed_compute", Subject::China, "2024", clock).unwrap(), 24.0);
        near(
            read("installed_compute", Subject::China, "2023-07-01", clock).unwrap(),
            6.0,
        );
        near(
            read("installed_compute", Subject::China, "2024-02-15", clock).unwrap(),
            13.0 + 14.0 / 29.0,
        );
        near(
            read("installed_compute", Subject::China, "2022-12", clock).unwrap(),
            0.0,
        );
        near(
            read("installed_compute", Subject::China, "2026-12", clock).unwrap(),
            48.0,
        );
    }

    #[test]
    fn a_flow_sums_a_yearly_rate_over_its_interval() {
        let steady = |_: Series, _: usize| 120.0;
        near(
            read("ai_startup_funding", Subject::Us, "2025-H1", steady).unwrap(),
            60.0,
        );
        near(read("hyperscaler_capex", Subject::Us, "2024", steady).unwrap(), 120.0);
        near(read("ai_capex", Subject::China, "2025", steady).unwrap(), 240.0);
        // Months 0..5 hold 1..6 a year: 21 / 12.
        near(read("ai_startup_funding", Subject::Us, "2023-H1", clock).unwrap(), 1.75);
    }

    #[test]
    fn coverage_and_factors_scale_what_is_read() {
        near(
            read("hyperscaler_stock", Subject::Us, "2024-12", |_, _| 1000.0).unwrap(),
            830.0,
        );
        near(
            read("us_designers_stock", Subject::World, "2024-12", |_, _| 1000.0).unwrap(),
            2200.0,
        );
        near(
            read("nvidia_stock", Subject::World, "2023-12", |_, _| 1000.0).unwrap(),
            0.87 * 2200.0,
        );
        near(
            read("data_centre_electricity", Subject::Us, "2024", |_, _| 50.0).unwrap(),
            50.0,
        );
    }

    #[test]
    fn ratios_growth_and_slopes_match_hand_work() {
        let pair = |series: Series, _: usize| if series.agent_key() == "us" { 30.0 } else { 10.0 };
        near(
            read("compute_share", Subject::China, "2024", pair).unwrap(),
            10.0 / 46.0,
        );
        near(read("eci_gap", Subject::World, "2024-06", pair).unwrap(), 20.0);
        // Tenfold a year.
        let tenfold = |_: Series, month: usize| 10.0_f64.powf((month + 1) as f64 / 12.0);
        near(
            read("training_compute_growth", Subject::China, "2024-01..2025-12", tenfold).unwrap(),
            10.0,
        );
        near(read("eci_slope", Subject::Us, "2023-03..2025-06", clock).unwrap(), 12.0);
        // The index rises by 9.5 a decade.
        let index = |series: Series, month: usize| match series.key() {
            "potential_eci" => 100.0 + 9.5 * (month + 1) as f64 / 12.0,
            _ => tenfold(series, month),
        };
        near(read("eci_per_decade", Subject::Us, "2024", index).unwrap(), 9.5);
        near(read("gap_months", Subject::China, "2023-12-01", clock).unwrap(), 11.0);
        // Months 6..29 hold 7..30.
        near(
            read("mean_gap_months", Subject::China, "2023-07..2025-06", clock).unwrap(),
            18.5,
        );
    }

    #[test]
    fn a_level_is_dated_from_the_fact_and_held_at_the_horizon_when_never_reached() {
        // Reaches 0.9 at the end of month 29 (June 2025).
        let rising = |_: Series, month: usize| if month < 29 { 0.5 } else { 0.96 };
        near(
            read("years_to_chip_parity", Subject::China, "2023-12", rising).unwrap(),
            1.5,
        );
        near(
            read("years_to_chip_parity", Subject::China, "2023-12", |_, _| 0.2).unwrap(),
            3.0,
        );
    }

    #[test]
    fn dates_outside_the_simulated_time_are_not_covered() {
        for (name, subject, date, expected) in [
            ("compute_total", Subject::Us, "2027-01", "horizon"),
            ("compute_total", Subject::Us, "2022-11", "before"),
            ("hyperscaler_capex", Subject::Us, "2022", "before"),
            ("hyperscaler_capex", Subject::Us, "2026-07..2027-01", "horizon"),
            ("compute_growth", Subject::World, "2010-2024", "before"),
            ("compute_growth", Subject::World, "2024-01-01", "interval"),
            ("hyperscaler_capex", Subject::Us, "2024-01-01", "interval"),
        ] {
            let reason = read(name, subject, date, clock).unwrap_err();
            assert!(reason.contains(expected), "{name} {date}: {reason}");
        }
    }

    #[test]
    fn a_rate_of_change_is_read_from_the_simulated_part_of_its_interval() {
        let observable = Observables::shipped().find("compute_growth", Subject::World).unwrap();
        let reading = Reading::prepare(&observable, Span::parse("2022-2025").unwrap(), 48).unwrap();
        assert!(reading.partly);
        near(reading.read(&|_, month| 3.0_f64.powf((month + 1) as f64 / 12.0)), {
            // The value at the start of 2023 is extended backward from the first two months.
            let growth = 3.0_f64.powf(1.0 / 12.0);
            (27.0 / (2.0 * growth - growth * growth)).powf(1.0 / 3.0)
        });
    }
}
