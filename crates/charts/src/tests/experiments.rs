//! Made-up figures of experiments for the tests, as the program draws them.

use super::samples::figure;
use results::message::Text;

use crate::kinds::*;
use crate::*;

/// A label of 60 letters.
pub const LONG: &str = "strict controls on chips and tools with strong enforcement, B";

const POLICIES: [&str; 5] = [
    "no controls",
    "frozen at 2023",
    "strict, strongly enforced",
    "H200-class sales",
    "open immigration",
];

fn policy(k: usize) -> String {
    POLICIES[k % POLICIES.len()].into()
}

/// Regular numbers of 0 to 1 that look like draws.
fn noise(k: usize) -> f64 {
    (k as f64 * 0.618_034).fract()
}

pub fn forest(panels: usize, rows: usize) -> ForestChart {
    let titles = [
        "China's lag in 2030",
        "Year of parity",
        "Released US capability in 2036",
    ];
    let units = ["months", "years, `never` counts as the end of 2040", "index points"];
    let row = |panel: usize, k: usize| {
        let size = [1.0, 0.4, 1200.0][panel % 3];
        let estimate = size * (8.0 * noise(7 * panel + k) - 3.0);
        ForestRow {
            label: policy(k).into(),
            hue: Hue::Policy(k),
            effect: (k != 4).then_some(Interval {
                estimate,
                low: estimate - size * (0.3 + noise(k)),
                high: estimate + size * (0.3 + noise(k + 1)),
            }),
            note: if k == 4 {
                "no estimate: parity in fewer than two worlds".into()
            } else {
                format!("{estimate:+.1} months; better in 31 %, worse in 9 %").into()
            },
        }
    };
    ForestChart {
        panels: (0..panels)
            .map(|panel| ForestPanel {
                title: titles[panel % 3].into(),
                axis: Axis::linear(units[panel % 3]),
                rows: (0..rows).map(|k| row(panel, k)).collect(),
            })
            .collect(),
    }
}

pub fn curves(count: usize) -> CurveChart {
    CurveChart {
        curves: (0..count)
            .map(|k| {
                let x: Vec<f64> = (0..21).map(|step| f64::from(step) * 0.05).collect();
                let y: Vec<f64> = x.iter().map(|x| 3.0 + k as f64 + 6.0 * x * x).collect();
                Curve {
                    label: policy(k).into(),
                    hue: Hue::Policy(k),
                    low: y.iter().map(|y| y * 0.8).collect(),
                    high: y.iter().map(|y| y * 1.3).collect(),
                    x,
                    y,
                }
            })
            .collect(),
        band: Text::default(),
        x_axis: Axis::share("enforcement effort, share of its largest value"),
        y_axis: Axis::linear("months"),
        level: None,
        reference: Some(Rule {
            value: 0.4,
            label: "baseline 40 %".into(),
        }),
    }
}

pub fn convergence() -> CurveChart {
    let x: Vec<f64> = (1..=200).map(|k| f64::from(k) * 50.0).collect();
    let curve = |label: &str, k: usize, start: f64| Curve {
        label: label.into(),
        hue: Hue::Policy(k),
        y: x.iter()
            .map(|runs| start / runs.sqrt() * (1.0 + 0.1 * libm::sin(runs / 700.0)))
            .collect(),
        x: x.clone(),
        low: Vec::new(),
        high: Vec::new(),
    };
    CurveChart {
        curves: vec![
            curve("median of China's lag", 0, 0.4),
            curve("mean year of parity", 1, 0.9),
        ],
        band: Text::default(),
        x_axis: Axis::log("worlds"),
        y_axis: Axis::log("coefficient of variation (standard error over value)"),
        level: Some(Rule {
            value: 0.01,
            label: "wanted: 1 %".into(),
        }),
        reference: None,
    }
}

const METRICS: [&str; 6] = [
    "China's lag in 2030",
    "Year of parity",
    "Largest lead of either state",
    "Share of worlds with a catastrophe",
    "US revenue in 2036",
    "Third-country market share",
];

pub fn heat_map(rows: usize, columns: usize) -> HeatMapChart {
    let cell = |row: usize, column: usize| {
        let k = row * columns + column;
        let value = match k % 17 {
            5 => f64::NAN,
            11 => f64::INFINITY,
            _ => 3.0 * noise(k) - 1.5,
        };
        let text = match k % 17 {
            5 => "no estimate".into(),
            11 => "never".into(),
            _ => format!("{:+.1} months", 4.0 * value),
        };
        HeatCell {
            value,
            text: text.into(),
        }
    };
    HeatMapChart {
        rows: (0..rows)
            .map(|k| format!("{} {}", METRICS[k % METRICS.len()], k / METRICS.len() + 1).into())
            .collect(),
        columns: (0..columns).map(|k| policy(k).into()).collect(),
        cells: (0..rows)
            .map(|row| (0..columns).map(|column| cell(row, column)).collect())
            .collect(),
        color: Axis::linear("mean difference to the baseline in standard deviations over worlds"),
        shading: Shading::Diverging { middle: 0.0 },
        never_label: "never in both".into(),
    }
}

pub fn surface(count: usize) -> SurfaceChart {
    let x: Vec<f64> = (0..count).map(|k| k as f64 / (count - 1).max(1) as f64).collect();
    let y: Vec<f64> = (0..count).map(|k| 10.0 + 3.0 * k as f64).collect();
    let z = y
        .iter()
        .flat_map(|y| {
            let part = (y - 10.0) / (3.0 * count as f64);
            x.iter().map(move |x| 2.0 + 9.0 * x * part + 3.0 * libm::sin(4.0 * x))
        })
        .collect();
    SurfaceChart {
        x,
        y,
        z,
        x_axis: Axis::share("enforcement effort"),
        y_axis: Axis::linear("budget for compute, bn USD a year"),
        color: Axis::linear("China's lag in 2030, months (median of 1,000 worlds)"),
        shading: Shading::Sequential,
        contours: Contours::AtTicks,
        never_label: "never by 2040".into(),
        here: Some(Here {
            at: [0.4, 12.0],
            label: "today".into(),
        }),
    }
}

pub fn regions(places: usize) -> RegionsChart {
    let along: Vec<f64> = (0..places).map(|k| k as f64 / places.max(2) as f64).collect();
    let band = |label: &str, hue, from: f64, to: f64| RegionBand {
        label: label.into(),
        hue,
        intervals: along.iter().map(|x| [from * x, (to * x).max(from * x)]).collect(),
    };
    RegionsChart {
        bands: vec![
            band("Current policy", Hue::Neutral, 0.0, 1.0),
            band("Strict controls", Hue::Policy(0), 1.0, 2.5),
            band("Treaty", Hue::Policy(1), 2.5, 4.0),
        ],
        along,
        x_axis: Axis::linear("weight of the lead (1 = documented)").within(0.0, 1.0),
        y_axis: Axis::linear("weight of costs (1 = documented)").within(0.0, 4.0),
        here: Some(Here {
            at: [0.5, 1.0],
            label: "documented weights".into(),
        }),
    }
}

pub fn tornado(count: usize) -> TornadoChart {
    let end = |input: String, result: f64| TornadoEnd {
        input: input.into(),
        result,
    };
    TornadoChart {
        rows: (0..count)
            .map(|k| {
                let reach = 5.0 / (1.0 + 0.4 * k as f64);
                let side = if k % 3 == 1 { -1.0 } else { 1.0 };
                TornadoRow {
                    label: format!("{} {k}", METRICS[k % METRICS.len()]).into(),
                    low: end(format!("{:.2}", 0.1 * noise(k)), 8.0 - side * reach),
                    high: end(format!("{:.2} a year", 1.0 + noise(k)), 8.0 + side * reach * noise(k)),
                }
            })
            .collect(),
        center: 8.0,
        center_label: "all inputs at their medians: 8.0 months".into(),
        axis: Axis::linear("China's lag in 2030, months"),
    }
}

pub fn indices(count: usize) -> IndexChart {
    let interval = |estimate: f64| Interval {
        estimate,
        low: estimate - 0.04,
        high: estimate + 0.05,
    };
    IndexChart {
        rows: (0..count)
            .map(|k| {
                let first = 0.5 / (1.0 + k as f64);
                IndexRow {
                    label: if k == 3 {
                        "chance (shocks)".into()
                    } else {
                        format!("{} {k}", METRICS[k % METRICS.len()]).into()
                    },
                    kind: if k == 3 { IndexKind::Chance } else { IndexKind::Input },
                    first: Some(interval(first)),
                    total: Some(interval(first * 1.4)),
                    note: format!("{first:.2} and {:.2}", first * 1.4).into(),
                }
            })
            .collect(),
        unit: "share of the variance of China's lag in 2030".into(),
    }
}

pub fn scatter(count: usize) -> ScatterChart {
    ScatterChart {
        points: (0..count)
            .map(|k| ScatterPoint {
                label: format!("{} {k}", METRICS[k % METRICS.len()]).into(),
                hue: if k == 3 { Hue::Neutral } else { Hue::Policy(5) },
                x: 6.0 * noise(k) * noise(k),
                y: 3.0 * noise(k) * noise(k) * (0.3 + noise(k + 5)),
            })
            .collect(),
        x_axis: Axis::linear("mu*: mean size of the effect on China's lag in 2030, months"),
        y_axis: Axis::linear("sigma: spread of the effect, months"),
        lines: [1.0, 0.5, 0.1]
            .map(|slope| SlopeLine {
                slope,
                label: format!("sigma = {slope} mu*").into(),
            })
            .into(),
    }
}

pub fn parallel(axes: usize, lines: usize) -> ParallelChart {
    let scales = [
        Axis::share("share of its largest value"),
        Axis::linear("months"),
        Axis::year("year"),
        Axis::log("USD bn a year"),
        Axis::linear("index points").within(100.0, 200.0),
    ];
    let value = |line: usize, axis: usize| {
        let part = noise(line * (axis + 1) + axis);
        match axis % 5 {
            0 => part,
            1 => 12.0 * part - 3.0,
            2 if part > 0.8 => f64::INFINITY,
            2 => 2026.0 + 14.0 * part,
            3 => libm::pow(10.0, 4.0 * part),
            _ if part < 0.05 => f64::NAN,
            _ => 100.0 + 100.0 * part,
        }
    };
    let line = |k: usize| (0..axes).map(|axis| value(k, axis)).collect::<Vec<f64>>();
    ParallelChart {
        axes: (0..axes)
            .map(|k| ParallelAxis {
                name: METRICS[k % METRICS.len()].into(),
                axis: scales[k % 5].clone(),
            })
            .collect(),
        lines: ParallelLines::ByNumber {
            color: Axis::linear("China's lag in 2030, months"),
            shading: Shading::Sequential,
            lines: (0..lines).map(|k| (12.0 * noise(k), line(k))).collect(),
        },
        never_label: "never by 2040".into(),
    }
}

pub fn parallel_policies() -> ParallelChart {
    let chart = parallel(6, 0);
    let lines = |policy: usize| {
        let line = |k: usize| (0..6).map(move |axis| if axis == 3 { 10.0 } else { noise(11 * k + axis + policy) });
        (0..20).map(|k| line(k).collect()).collect()
    };
    ParallelChart {
        lines: ParallelLines::ByPolicy(
            (0..3)
                .map(|k| ParallelGroup {
                    label: if k == 0 { LONG.into() } else { policy(k).into() },
                    hue: Hue::Policy(k),
                    lines: lines(k),
                })
                .collect(),
        ),
        ..chart
    }
}

pub const PAIRED: &str = "Mean difference to the baseline on the same 10,000 worlds with its 95 % interval";

/// Charts as experiments draw them.
pub fn usual() -> Vec<Figure> {
    vec![
        figure("forest", "What do policies change?", PAIRED, Chart::from(forest(3, 5))),
        figure(
            "curves",
            "More enforcement widens China's lag in 2030, months",
            "Median and 50 % of 1,000 worlds a point",
            Chart::from(curves(3)),
        ),
        figure(
            "convergence",
            "Do 10,000 worlds suffice?",
            "Standard error of each figure over its value against the number of worlds",
            Chart::from(convergence()),
        ),
        figure(
            "surface",
            "Where do budget and enforcement matter?",
            "Colour and lines: median of 1,000 worlds a point, 21 x 21 points",
            Chart::from(surface(21)),
        ),
        figure(
            "regions",
            "Which policy is best depends on what counts",
            "The policy with the highest mean payoff over two weights, all others as documented",
            Chart::from(regions(21)),
        ),
        figure(
            "tornado",
            "Which input moves China's lag most?",
            "Mean of 1,000 worlds with one input at an end and all others at their medians",
            Chart::from(tornado(12)),
        ),
        figure(
            "indices",
            "What explains the spread of China's lag?",
            "Sobol indices with their 95 % intervals (bootstrap), 2^12 base points",
            Chart::from(indices(12)),
        ),
        figure(
            "scatter",
            "Which inputs matter, and which act together?",
            "Elementary effects of 20 trajectories (Morris)",
            Chart::from(scatter(14)),
        ),
        figure(
            "parallel",
            "Which settings lead to a long lag?",
            "One line a point of the design, 500 points",
            Chart::from(parallel(7, 500)),
        ),
        figure(
            "parallel-policies",
            "How do policies differ?",
            "One line a world",
            Chart::from(parallel_policies()),
        ),
        figure(
            "heat-map",
            "Which policy moves what?",
            PAIRED,
            Chart::from(heat_map(6, 5)),
        ),
    ]
}
