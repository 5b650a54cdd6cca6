//! Made-up figures of experiments for the tests, from data at its limits.

use super::experiments::{
    LONG, PAIRED, curves, forest, heat_map, indices, parallel, regions, scatter, surface, tornado,
};
use super::samples::figure;
use results::message::Text;

use crate::kinds::*;
use crate::*;

fn odd_forest() -> ForestChart {
    let mut chart = forest(2, 3);
    chart.panels[0].rows[0].label = LONG.into();
    chart.panels[0].rows[1].effect = Some(Interval {
        estimate: 1e9,
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    });
    chart.panels[0].rows[2].note = "a note that is far longer than notes should be; ".repeat(3).into();
    chart.panels[0].title = LONG.repeat(2).into();
    for row in &mut chart.panels[1].rows {
        row.effect = None;
        row.note = "the same in all worlds".into();
    }
    chart.panels.push(ForestPanel {
        title: "A metric nothing moves".into(),
        axis: Axis::share("share of worlds"),
        rows: vec![ForestRow {
            label: "no controls".into(),
            hue: Hue::Neutral,
            effect: Some(Interval {
                estimate: 0.0,
                low: 0.0,
                high: 0.0,
            }),
            note: Text::default(),
        }],
    });
    chart
}

fn odd_curves() -> CurveChart {
    let curve = |label: &str, k: usize, y: Vec<f64>| Curve {
        label: label.into(),
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
        band: Text::default(),
        x_axis: Axis::linear(LONG.repeat(2)),
        y_axis: Axis::linear(LONG.repeat(3)),
        level: Some(Rule {
            value: 2e12,
            label: LONG.repeat(2).into(),
        }),
        reference: Some(Rule {
            value: 1.2e-5,
            label: LONG.into(),
        }),
    }
}

fn odd_heat_map() -> HeatMapChart {
    let mut chart = heat_map(12, 34);
    chart.shading = Shading::Sequential;
    chart.columns[3] = LONG.into();
    chart.rows[3] = LONG.into();
    chart.rows[4] = LONG.into();
    chart.cells[3][3].text = "+1,234,567 months, nearly never".into();
    chart.cells[2][2].value = f64::NEG_INFINITY;
    chart.color.unit = LONG.repeat(3).into();
    chart
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
    chart.color.unit = LONG.repeat(2).into();
    chart.contours = Contours::At(vec![4.0, 5.0, 6.0, 1e9]);
    chart
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
    chart.rows[6].label = LONG.into();
    chart.rows[6].low.input = "1,234,567 H100-equivalents".into();
    chart.rows[7].high.result = 8.0;
    chart.center_label = LONG.into();
    chart.axis.unit = LONG.repeat(2).into();
    chart
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
    chart.rows[5].label = LONG.into();
    chart.rows[5].note = LONG.into();
    chart.unit = LONG.repeat(2).into();
    chart
}

fn odd_scatter() -> ScatterChart {
    let mut chart = scatter(40);
    // Inputs that move nothing lie on each other.
    for point in &mut chart.points[10..40] {
        (point.x, point.y) = (0.0, 0.0);
    }
    chart.points[0].label = LONG.into();
    chart.points[1].label = LONG.repeat(2).into();
    chart.points[2].x = f64::NAN;
    chart.x_axis.unit = LONG.repeat(2).into();
    chart
}

fn close_scatter() -> ScatterChart {
    let mut chart = scatter(12);
    for point in &mut chart.points {
        point.label = LONG.into();
        point.x *= 0.01;
        point.y *= 0.01;
    }
    chart.points[0].x = 50.0;
    chart.lines[0].slope = 1e6;
    chart
}

fn odd_parallel() -> ParallelChart {
    let mut chart = parallel(24, 1500);
    chart.axes[2].name = LONG.into();
    chart.axes[23].axis.unit = LONG.into();
    if let ParallelLines::ByNumber { color, lines, .. } = &mut chart.lines {
        color.unit = LONG.into();
        for (k, (number, line)) in lines.iter_mut().enumerate() {
            line[4] = f64::NAN;
            line[6] = if k % 2 == 0 { f64::NAN } else { 1e12 };
            if k % 3 == 0 {
                *number = f64::NAN;
            }
        }
    }
    chart
}

/// Charts from data at its limits.
pub fn odd() -> Vec<Figure> {
    vec![
        figure("odd-forest", "Odd effects", PAIRED, Chart::from(odd_forest())),
        figure("odd-forest-long", "All metrics", PAIRED, Chart::from(forest(12, 5))),
        figure("odd-forest-one", "One effect", PAIRED, Chart::from(forest(1, 1))),
        figure("odd-forest-none", "No effect", PAIRED, Chart::from(forest(1, 0))),
        figure("odd-curves", "Odd curves", "", Chart::from(odd_curves())),
        figure("odd-curves-many", "Eight curves", "", Chart::from(curves(8))),
        figure("odd-heat-map", "All metrics", PAIRED, Chart::from(odd_heat_map())),
        figure(
            "odd-heat-map-long",
            "All metrics",
            PAIRED,
            Chart::from(heat_map(34, 12)),
        ),
        figure("odd-heat-map-one", "One cell", "", Chart::from(heat_map(1, 1))),
        figure("odd-heat-map-none", "No cells", "", Chart::from(heat_map(0, 0))),
        figure("odd-surface", "Odd surface", "", Chart::from(odd_surface())),
        figure("odd-surface-large", "101 x 101", "", Chart::from(surface(101))),
        figure("odd-surface-one", "One point", "", Chart::from(surface(1))),
        figure("odd-surface-none", "No point", "", Chart::from(surface(0))),
        figure("odd-regions-one", "One place", "", Chart::from(regions(1))),
        figure("odd-regions-none", "No place", "", Chart::from(RegionsChart::default())),
        figure("odd-tornado", "Odd tornado", "", Chart::from(odd_tornado())),
        figure("odd-tornado-one", "One input", "", Chart::from(tornado(1))),
        figure("odd-tornado-none", "No input", "", Chart::from(tornado(0))),
        figure("odd-indices", "Odd indices", "", Chart::from(odd_indices())),
        figure("odd-indices-one", "One input", "", Chart::from(indices(1))),
        figure("odd-indices-none", "No input", "", Chart::from(indices(0))),
        figure("odd-scatter", "Odd points", "", Chart::from(odd_scatter())),
        figure("odd-scatter-close", "Close points", "", Chart::from(close_scatter())),
        figure("odd-scatter-one", "One point", "", Chart::from(scatter(1))),
        figure("odd-scatter-none", "No point", "", Chart::from(scatter(0))),
        figure("odd-parallel", "Odd lines", "", Chart::from(odd_parallel())),
        figure("odd-parallel-two", "Two axes", "", Chart::from(parallel(2, 1))),
        figure("odd-parallel-none", "No line", "", Chart::from(parallel(3, 0))),
        figure("odd-curves-none", "No curves", "", Chart::from(curves(0))),
    ]
}
