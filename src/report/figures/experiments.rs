//! Made-up figures of experiments for the tests: as the program draws them, and from data at its limits.

use super::samples::figure;
use super::*;
use crate::report::theme::Hue;

/// A label of 60 letters.
const LONG: &str = "strict controls on chips and tools with strong enforcement, B";

const POLICIES: [&str; 5] = [
    "no controls",
    "frozen at 2023",
    "strict, strongly enforced",
    "H200-class sales",
    "open immigration",
];

fn policy(k: usize) -> String {
    POLICIES[k % POLICIES.len()].to_owned()
}

/// Regular numbers of 0 to 1 that look like draws.
fn noise(k: usize) -> f64 {
    (k as f64 * 0.618_034).fract()
}

fn forest(panels: usize, rows: usize) -> ForestChart {
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
            label: policy(k),
            hue: Hue::Policy(k),
            effect: (k != 4).then_some(Interval {
                estimate,
                low: estimate - size * (0.3 + noise(k)),
                high: estimate + size * (0.3 + noise(k + 1)),
            }),
            note: if k == 4 {
                "no estimate: parity in fewer than two worlds".to_owned()
            } else {
                format!("{estimate:+.1} months; better in 31 %, worse in 9 %")
            },
        }
    };
    ForestChart {
        panels: (0..panels)
            .map(|panel| ForestPanel {
                title: titles[panel % 3].to_owned(),
                axis: Axis::linear(units[panel % 3]),
                rows: (0..rows).map(|k| row(panel, k)).collect(),
            })
            .collect(),
    }
}

fn odd_forest() -> ForestChart {
    let mut chart = forest(2, 3);
    chart.panels[0].rows[0].label = LONG.to_owned();
    chart.panels[0].rows[1].effect = Some(Interval {
        estimate: 1e9,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    });
    chart.panels[0].rows[2].note = "a note that is far longer than notes should be; ".repeat(3);
    chart.panels[0].title = LONG.repeat(2);
    for row in &mut chart.panels[1].rows {
        row.effect = None;
        row.note = "the same in all worlds".to_owned();
    }
    chart.panels.push(ForestPanel {
        title: "A metric nothing moves".to_owned(),
        axis: Axis::share("share of worlds"),
        rows: vec![ForestRow {
            label: "no controls".to_owned(),
            hue: Hue::Neutral,
            effect: Some(Interval {
                estimate: 0.0,
                low: 0.0,
                high: 0.0,
            }),
            note: String::new(),
        }],
    });
    chart
}

fn curves(count: usize) -> CurveChart {
    CurveChart {
        curves: (0..count)
            .map(|k| {
                let x: Vec<f64> = (0..21).map(|step| f64::from(step) * 0.05).collect();
                let y: Vec<f64> = x.iter().map(|x| 3.0 + k as f64 + 6.0 * x * x).collect();
                Curve {
                    label: policy(k),
                    hue: Hue::Policy(k),
                    low: y.iter().map(|y| y * 0.8).collect(),
                    high: y.iter().map(|y| y * 1.3).collect(),
                    x,
                    y,
                }
            })
            .collect(),
        x_axis: Axis::share("enforcement effort, share of its largest value"),
        y_axis: Axis::linear("months"),
        level: None,
        reference: Some(Rule {
            value: 0.4,
            label: "baseline 40 %".to_owned(),
        }),
    }
}

fn convergence() -> CurveChart {
    let x: Vec<f64> = (1..=200).map(|k| f64::from(k) * 50.0).collect();
    let curve = |label: &str, k: usize, start: f64| Curve {
        label: label.to_owned(),
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
        x_axis: Axis::log("worlds"),
        y_axis: Axis::log("coefficient of variation (standard error over value)"),
        level: Some(Rule {
            value: 0.01,
            label: "wanted: 1 %".to_owned(),
        }),
        reference: None,
    }
}

fn odd_curves() -> CurveChart {
    let curve = |label: &str, k: usize, y: Vec<f64>| Curve {
        label: label.to_owned(),
        hue: Hue::Policy(k),
        x: vec![1e-6, 2e-6, 3e-6, 1.2e-5],
        y,
        low: Vec::new(),
        high: Vec::new(),
    };
    CurveChart {
        curves: vec![
            curve(LONG, 0, vec![1.0, f64::NAN, 1e12, 2e12]),
            curve("never", 1, vec![f64::INFINITY; 4]),
            curve("ends early", 2, vec![0.0, 5e11, f64::INFINITY, f64::INFINITY]),
        ],
        x_axis: Axis::linear(LONG.repeat(2)),
        y_axis: Axis::linear(LONG.repeat(3)),
        level: Some(Rule {
            value: 2e12,
            label: LONG.repeat(2),
        }),
        reference: Some(Rule {
            value: 1.2e-5,
            label: LONG.to_owned(),
        }),
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

fn heat_map(rows: usize, columns: usize) -> HeatMapChart {
    let cell = |row: usize, column: usize| {
        let k = row * columns + column;
        let value = match k % 17 {
            5 => f64::NAN,
            11 => f64::INFINITY,
            _ => 3.0 * noise(k) - 1.5,
        };
        let text = match k % 17 {
            5 => "no estimate".to_owned(),
            11 => "never".to_owned(),
            _ => format!("{:+.1} months", 4.0 * value),
        };
        HeatCell { value, text }
    };
    HeatMapChart {
        rows: (0..rows)
            .map(|k| format!("{} {}", METRICS[k % METRICS.len()], k / METRICS.len() + 1))
            .collect(),
        columns: (0..columns).map(policy).collect(),
        cells: (0..rows)
            .map(|row| (0..columns).map(|column| cell(row, column)).collect())
            .collect(),
        color: Axis::linear("mean difference to the baseline in standard deviations over worlds"),
        shading: Shading::Diverging { middle: 0.0 },
        never_label: "never in both".to_owned(),
    }
}

fn odd_heat_map() -> HeatMapChart {
    let mut chart = heat_map(12, 34);
    chart.shading = Shading::Sequential;
    chart.columns[3] = LONG.to_owned();
    chart.rows[3] = LONG.to_owned();
    chart.rows[4] = LONG.to_owned();
    chart.cells[3][3].text = "+1,234,567 months, nearly never".to_owned();
    chart.cells[2][2].value = f64::NEG_INFINITY;
    chart.color.unit = LONG.repeat(3);
    chart
}

fn surface(count: usize) -> SurfaceChart {
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
        never_label: "never by 2040".to_owned(),
    }
}

fn odd_surface() -> SurfaceChart {
    let mut chart = surface(9);
    chart.x = (0..9).map(|k| libm::pow(2.0, f64::from(k))).collect();
    chart.x_axis = Axis::log(LONG.repeat(2));
    chart.y_axis = Axis::linear(LONG.repeat(2));
    chart.y[8] = 80.0;
    for k in 0..9 {
        chart.z[k * 9 + k] = f64::NAN;
        chart.z[80 - k] = f64::INFINITY;
    }
    chart.z[3] = f64::NEG_INFINITY;
    chart.shading = Shading::Diverging { middle: 5.0 };
    chart.color.unit = LONG.repeat(2);
    chart.contours = Contours::At(vec![4.0, 5.0, 6.0, 1e9]);
    chart
}

fn tornado(count: usize) -> TornadoChart {
    let end = |input: String, result: f64| TornadoEnd { input, result };
    TornadoChart {
        rows: (0..count)
            .map(|k| {
                let reach = 5.0 / (1.0 + 0.4 * k as f64);
                let side = if k % 3 == 1 { -1.0 } else { 1.0 };
                TornadoRow {
                    label: format!("{} {k}", METRICS[k % METRICS.len()]),
                    low: end(format!("{:.2}", 0.1 * noise(k)), 8.0 - side * reach),
                    high: end(format!("{:.2} a year", 1.0 + noise(k)), 8.0 + side * reach * noise(k)),
                }
            })
            .collect(),
        center: 8.0,
        center_label: "all inputs at their medians: 8.0 months".to_owned(),
        axis: Axis::linear("China's lag in 2030, months"),
    }
}

fn odd_tornado() -> TornadoChart {
    let mut chart = tornado(40);
    // Both ends on one side, none, one without a value, far away, and long words.
    chart.rows[1].low.result = 10.0;
    chart.rows[1].high.result = 11.0;
    chart.rows[2].low.result = 7.0;
    chart.rows[2].high.result = 3.0;
    chart.rows[3].low.result = 8.0;
    chart.rows[3].high.result = 8.0;
    chart.rows[4].high.result = f64::NAN;
    chart.rows[5].high.result = f64::INFINITY;
    chart.rows[6].label = LONG.to_owned();
    chart.rows[6].low.input = "1,234,567 H100-equivalents".to_owned();
    chart.rows[7].high.result = 8.0;
    chart.center_label = LONG.to_owned();
    chart.axis.unit = LONG.repeat(2);
    chart
}

fn indices(count: usize) -> IndexChart {
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
                        "chance (shocks)".to_owned()
                    } else {
                        format!("{} {k}", METRICS[k % METRICS.len()])
                    },
                    kind: if k == 3 { IndexKind::Chance } else { IndexKind::Input },
                    first: Some(interval(first)),
                    total: Some(interval(first * 1.4)),
                    note: format!("{first:.2} and {:.2}", first * 1.4),
                }
            })
            .collect(),
        unit: "share of the variance of China's lag in 2030".to_owned(),
    }
}

fn odd_indices() -> IndexChart {
    let mut chart = indices(40);
    chart.rows[0].total = Some(Interval {
        estimate: 1.3,
        low: -7.0,
        high: f64::INFINITY,
    });
    chart.rows[1].first = Some(Interval {
        estimate: -0.2,
        low: -0.3,
        high: 0.1,
    });
    chart.rows[2].first = None;
    chart.rows[2].total = None;
    chart.rows[5].label = LONG.to_owned();
    chart.rows[5].note = LONG.to_owned();
    chart.unit = LONG.repeat(2);
    chart
}

fn scatter(count: usize) -> ScatterChart {
    ScatterChart {
        points: (0..count)
            .map(|k| ScatterPoint {
                label: format!("{} {k}", METRICS[k % METRICS.len()]),
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
                label: format!("sigma = {slope} mu*"),
            })
            .into(),
    }
}

fn odd_scatter() -> ScatterChart {
    let mut chart = scatter(40);
    // Inputs that move nothing lie on each other.
    for point in &mut chart.points[10..40] {
        (point.x, point.y) = (0.0, 0.0);
    }
    chart.points[0].label = LONG.to_owned();
    chart.points[1].label = LONG.repeat(2);
    chart.points[2].x = f64::NAN;
    chart.x_axis.unit = LONG.repeat(2);
    chart
}

fn close_scatter() -> ScatterChart {
    let mut chart = scatter(12);
    for point in &mut chart.points {
        point.label = LONG.to_owned();
        point.x *= 0.01;
        point.y *= 0.01;
    }
    chart.points[0].x = 50.0;
    chart.lines[0].slope = 1e6;
    chart
}

const PAIRED: &str = "Mean difference to the baseline on the same 10,000 worlds with its 95 % interval";

/// Charts as experiments draw them.
pub fn usual() -> Vec<Figure> {
    vec![
        figure(
            "forest",
            "What do policies change?",
            PAIRED,
            Chart::Forest(forest(3, 5)),
        ),
        figure(
            "curves",
            "More enforcement widens China's lag in 2030, months",
            "Median and 50 % of 1,000 worlds a point",
            Chart::Curves(curves(3)),
        ),
        figure(
            "convergence",
            "Do 10,000 worlds suffice?",
            "Standard error of each figure over its value against the number of worlds",
            Chart::Curves(convergence()),
        ),
        figure(
            "surface",
            "Where do budget and enforcement matter?",
            "Colour and lines: median of 1,000 worlds a point, 21 x 21 points",
            Chart::Surface(surface(21)),
        ),
        figure(
            "tornado",
            "Which input moves China's lag most?",
            "Mean of 1,000 worlds with one input at an end and all others at their medians",
            Chart::Tornado(tornado(12)),
        ),
        figure(
            "indices",
            "What explains the spread of China's lag?",
            "Sobol indices with their 95 % intervals (bootstrap), 2^12 base points",
            Chart::Indices(indices(12)),
        ),
        figure(
            "scatter",
            "Which inputs matter, and which act together?",
            "Elementary effects of 20 trajectories (Morris)",
            Chart::Scatter(scatter(14)),
        ),
        figure(
            "heat-map",
            "Which policy moves what?",
            PAIRED,
            Chart::HeatMap(heat_map(6, 5)),
        ),
    ]
}

/// Charts from data at its limits.
pub fn all() -> Vec<Figure> {
    let mut figures = usual();
    figures.extend([
        figure("odd-forest", "Odd effects", PAIRED, Chart::Forest(odd_forest())),
        figure("odd-forest-long", "All metrics", PAIRED, Chart::Forest(forest(12, 5))),
        figure("odd-forest-one", "One effect", PAIRED, Chart::Forest(forest(1, 1))),
        figure("odd-forest-none", "No effect", PAIRED, Chart::Forest(forest(1, 0))),
        figure("odd-curves", "Odd curves", "", Chart::Curves(odd_curves())),
        figure("odd-curves-many", "Eight curves", "", Chart::Curves(curves(8))),
        figure("odd-heat-map", "All metrics", PAIRED, Chart::HeatMap(odd_heat_map())),
        figure(
            "odd-heat-map-long",
            "All metrics",
            PAIRED,
            Chart::HeatMap(heat_map(34, 12)),
        ),
        figure("odd-heat-map-one", "One cell", "", Chart::HeatMap(heat_map(1, 1))),
        figure("odd-heat-map-none", "No cells", "", Chart::HeatMap(heat_map(0, 0))),
        figure("odd-surface", "Odd surface", "", Chart::Surface(odd_surface())),
        figure("odd-surface-large", "101 x 101", "", Chart::Surface(surface(101))),
        figure("odd-surface-one", "One point", "", Chart::Surface(surface(1))),
        figure("odd-surface-none", "No point", "", Chart::Surface(surface(0))),
        figure("odd-tornado", "Odd tornado", "", Chart::Tornado(odd_tornado())),
        figure("odd-tornado-one", "One input", "", Chart::Tornado(tornado(1))),
        figure("odd-tornado-none", "No input", "", Chart::Tornado(tornado(0))),
        figure("odd-indices", "Odd indices", "", Chart::Indices(odd_indices())),
        figure("odd-indices-one", "One input", "", Chart::Indices(indices(1))),
        figure("odd-indices-none", "No input", "", Chart::Indices(indices(0))),
        figure("odd-scatter", "Odd points", "", Chart::Scatter(odd_scatter())),
        figure("odd-scatter-close", "Close points", "", Chart::Scatter(close_scatter())),
        figure("odd-scatter-one", "One point", "", Chart::Scatter(scatter(1))),
        figure("odd-scatter-none", "No point", "", Chart::Scatter(scatter(0))),
        figure("odd-curves-none", "No curves", "", Chart::Curves(curves(0))),
    ]);
    figures
}
