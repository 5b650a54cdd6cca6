//! Made-up figures for the tests, as the program draws them from a usual run.

use crate::kinds::*;
use crate::*;

pub const US: Hue = Hue::UnitedStates;
pub const CHINA: Hue = Hue::China;

fn text(title: &str, subtitle: &str) -> FigureText {
    FigureText {
        title: title.into(),
        subtitle: subtitle.into(),
        foot: "Scenario baseline, seed 1, 10,000 worlds, detente 0.1.0, result 3f9c2a71. Recorded: Epoch AI (2025), \
               company reports. Conditional what-ifs, not forecasts."
            .into(),
    }
}

/// Quantiles that open up after 2026 around `median`, `spread` wide in relation to it ten years later.
pub fn fan(label: &str, hue: Hue, spread: f64, median: impl Fn(f64) -> f64) -> Fan {
    let years: Vec<f64> = (0..216).map(|month| 2018.0 + f64::from(month) / 12.0).collect();
    let quantile = |sign: f64, width: f64| -> Vec<f64> {
        years
            .iter()
            .map(|year| {
                let opened = spread * (0.12 + (year - 2026.0).max(0.0) / 10.0);
                median(*year) * (1.0 + sign * width * opened * if sign < 0.0 { 0.6 } else { 1.0 })
            })
            .collect()
    };
    Fan {
        label: label.into(),
        hue,
        p05: quantile(-1.0, 1.0),
        p25: quantile(-1.0, 0.45),
        p50: quantile(1.0, 0.0),
        p75: quantile(1.0, 0.45),
        p95: quantile(1.0, 1.0),
        years,
    }
}

fn point(year: f64, value: f64, hue: Hue) -> RecordedPoint {
    RecordedPoint {
        date: String::new(),
        year,
        value,
        low: value * 0.8,
        high: value * 1.3,
        hue,
    }
}

fn growth(start: f64, rate: f64) -> impl Fn(f64) -> f64 {
    move |year| {
        let late = (year - 2026.0).max(0.0);
        start * libm::exp((year - 2018.0) * rate - late * late * 0.03)
    }
}

fn compute() -> FanChart {
    FanChart {
        fans: vec![
            fan("United States", US, 0.9, growth(900.0, 0.95)),
            fan("China", CHINA, 1.2, growth(400.0, 0.82)),
            fan("Unaligned", Hue::Neutral, 0.9, growth(150.0, 0.9)),
        ],
        points: (0..5)
            .flat_map(|k| {
                let year = 2019.5 + f64::from(k) * 1.4;
                [
                    point(year, growth(900.0, 0.95)(year), US),
                    point(year, growth(400.0, 0.82)(year), CHINA),
                ]
            })
            .collect(),
        axis: Axis::log("H100-equivalents installed"),
        history_end_year: Some(2025.5),
    }
}

pub fn lag() -> FanChart {
    FanChart {
        fans: vec![fan("China", CHINA, 1.6, |year| {
            14.0 - (year - 2018.0) * 0.6 + libm::sin((year - 2018.0) * 0.9)
        })],
        points: vec![
            point(2020.5, 14.0, CHINA),
            point(2023.2, 10.5, CHINA),
            point(2025.1, 7.0, CHINA),
        ],
        axis: Axis::linear("months"),
        history_end_year: Some(2025.5),
    }
}

fn values(center: f64, spread: f64, count: u32) -> Vec<f64> {
    // Sums of three regular sequences look like draws and are the same everywhere.
    let part = |k: u32, factor: f64| (f64::from(k) * factor).fract() - 0.5;
    (0..count)
        .map(|k| center + spread * (part(k, 0.618_034) + part(k, 0.414_214) + part(k, 0.732_051)))
        .collect()
}

pub fn distribution() -> DistributionChart {
    let group = |label: &str, hue, center, never_share| Distribution {
        label: label.into(),
        hue,
        observed: Observed::Values(values(center, 4.0, 6000)),
        never_share,
    };
    DistributionChart {
        groups: vec![
            group("United States", US, 2030.2, 0.06),
            group("China", CHINA, 2032.9, 0.344),
        ],
        axis: Axis::year("year in which the threshold is passed"),
        never_label: "never by 2036".into(),
    }
}

fn multiples() -> SmallMultiples {
    let both = |title: &str, axis: Axis, start: f64, rate: f64| FanPanel {
        title: title.into(),
        fans: vec![
            fan("United States", US, 0.5, growth(start, rate)),
            fan("China", CHINA, 0.7, growth(start * 0.4, rate * 1.05)),
        ],
        points: vec![point(2021.0, growth(start, rate)(2021.0), US)],
        axis,
    };
    let share = |title: &str, level: f64| FanPanel {
        title: title.into(),
        fans: vec![
            fan("United States", US, 0.4, |year| level + (year - 2018.0) * 0.01),
            fan("China", CHINA, 0.6, |year| level * 0.5 + (year - 2018.0) * 0.012),
        ],
        points: Vec::new(),
        axis: Axis::share("share"),
    };
    SmallMultiples {
        panels: vec![
            both("Released capability", Axis::linear("index, GPT-4 = 100"), 10.0, 0.35),
            FanPanel {
                fans: lag().fans,
                points: lag().points,
                title: "China's lag".into(),
                axis: Axis::linear("months"),
            },
            both("Installed compute", Axis::log("H100-equivalents"), 900.0, 0.95),
            both("AI spending", Axis::log("USD bn a year"), 4.0, 0.4),
            share("Domestic chip quality ratio", 0.3),
            share("Chip self-sufficiency", 0.2),
            share("Distrust of the other state", 0.25),
            share("Safety effort", 0.08),
            share("Third-country market share", 0.4),
        ],
        columns: 3,
        history_end_year: Some(2025.5),
    }
}

pub fn validation(rows: usize) -> ValidationChart {
    let row = |k: usize| {
        let middle = 40.0 * libm::exp2((k as f64) * 0.7);
        let inside = k % 5 != 3;
        let value = if inside { middle * 1.1 } else { middle * 2.2 };
        ValidationRow {
            label: format!(
                "{} installed compute, {} (COMP{:03})",
                if k.is_multiple_of(2) { "US" } else { "China" },
                2018 + k,
                k
            )
            .into(),
            hue: if k.is_multiple_of(2) { US } else { CHINA },
            value,
            low: value * 0.85,
            high: value * 1.2,
            sim_p05: middle * 0.6,
            sim_p50: middle,
            sim_p95: middle * 1.5,
            predicted_p05: middle * 0.5,
            predicted_p95: middle * 1.8,
            inside,
        }
    };
    ValidationChart {
        rows: (0..rows).map(row).collect(),
        axis: Axis::log("thousand H100-equivalents"),
    }
}

pub fn shares() -> SharesChart {
    let years: Vec<f64> = (0..216).map(|month| 2018.0 + f64::from(month) / 12.0).collect();
    let band = |label: &str, hue, share: &dyn Fn(f64) -> f64| ShareBand {
        label: label.into(),
        hue,
        shares: years.iter().map(|year| share(year - 2018.0)).collect(),
    };
    SharesChart {
        bands: vec![
            band("United States", US, &|t| 0.7 - 0.02 * t),
            band("Unaligned", Hue::Neutral, &|t| 0.1 + 0.004 * t),
            band("China", CHINA, &|t| 0.2 + 0.015 * t + 0.01 * libm::sin(t)),
        ],
        years,
        unit: "share of third-country AI spending".into(),
        history_end_year: Some(2025.5),
    }
}

pub fn figure(name: &str, title: &str, subtitle: &str, chart: Chart) -> Figure {
    Figure {
        name: name.into(),
        text: text(title, subtitle),
        chart,
    }
}

pub const FANS: &str = "Median, 50 % and 90 % of 10,000 worlds; dots: recorded values with their error";

pub fn counts() -> CountChart {
    CountChart {
        label: "recorded facts".into(),
        hue: Hue::Neutral,
        counts: vec![3.0, 9.0, 14.0, 22.0, 31.0, 30.0, 24.0, 15.0, 12.0, 0.0],
        expected: 16.0,
        band: [9.0, 24.0],
        band_named: "if ranges are right, 95 %".into(),
        x_axis: Axis::share("share of the predicted distribution below the recorded value"),
        y_axis: Axis::linear("facts"),
    }
}

pub fn usual() -> Vec<Figure> {
    vec![
        figure(
            "compute",
            "Installed AI compute of both states and the rest",
            FANS,
            Chart::from(compute()),
        ),
        figure(
            "lag",
            "China's lag behind the released US frontier, months",
            FANS,
            Chart::from(lag()),
        ),
        figure(
            "threshold",
            "When is the capability threshold passed, and how often never?",
            "Histogram over 10,000 worlds; the bar at the side is the share of worlds in which it does not happen",
            Chart::from(distribution()),
        ),
        figure(
            "overview",
            "The race at a glance: baseline, 10,000 worlds",
            FANS,
            Chart::from(multiples()),
        ),
        figure(
            "validation",
            "Does the model reproduce recorded compute? 10 of 12 facts lie in the band",
            "Bars: simulated 5-95 % with median, widened by the fact's own error; marks: recorded",
            Chart::from(validation(12)),
        ),
        figure(
            "counts",
            "Recorded facts fall in the middle of the ranges too often: ranges are too wide",
            "Columns: 160 facts by tenth of their predicted distribution. Band: 95 % of columns if ranges are right",
            Chart::from(counts()),
        ),
        figure(
            "shares",
            "Who serves the unaligned third of the market?",
            "Medians of 10,000 worlds, scaled to sum to 100 %",
            Chart::from(shares()),
        ),
    ]
}
