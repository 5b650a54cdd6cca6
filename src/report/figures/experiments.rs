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
        figure("odd-curves-none", "No curves", "", Chart::Curves(curves(0))),
    ]);
    figures
}
