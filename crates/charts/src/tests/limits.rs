//! Made-up figures for the tests, from data at its limits.

use super::samples::{CHINA, FANS, US, counts, distribution, fan, figure, lag, shares, validation};
use results::message::Text;

use crate::kinds::*;
use crate::*;

/// Charts from data at its limits.
pub fn odd() -> Vec<Figure> {
    let fans = |fans: Vec<Fan>, axis: Axis| {
        Chart::from(FanChart {
            fans,
            points: Vec::new(),
            axis,
            history_end_year: Some(2025.5),
        })
    };
    let month = Fan {
        label: "China".into(),
        hue: CHINA,
        years: vec![2025.0],
        p05: vec![1.0],
        p25: vec![2.0],
        p50: vec![3.0],
        p75: vec![4.5],
        p95: vec![6.0],
    };
    let zeros = fan("started late", US, 0.8, |year| {
        if year < 2022.0 { 0.0 } else { (year - 2021.9) * 3e4 }
    });
    let mut gaps = fan(
        "with gaps",
        CHINA,
        0.4,
        |year| if year < 2027.0 { 8.0 } else { f64::NAN },
    );
    gaps.p05.fill(f64::NAN);
    let policies = [
        "no controls",
        "frozen at 2023",
        "strict, strongly enforced",
        "H200-class sales",
        "tool controls only",
    ];
    let same: Vec<Fan> = policies
        .iter()
        .enumerate()
        .map(|(k, label)| {
            fan(label, Hue::Policy(k), 0.3, move |year| {
                10.0 + (year - 2018.0) * (1.0 + 0.02 * k as f64)
            })
        })
        .collect();
    let long = "A very long sentence about what this figure shows and what it does not show, ".repeat(6);
    let mut wordy = lag();
    wordy.fans[0].label = "China under the strict controls with strong enforcement".into();
    wordy.axis.unit = long[..150].into();
    let mut wordy = figure("odd-long-text", &long[..230], &long, Chart::from(wordy));
    wordy.text.foot = long.repeat(2).into();
    let beyond = FanChart {
        axis: Axis::linear("months").within(4.0, 12.0),
        ..lag()
    };
    let never = DistributionChart {
        groups: vec![Distribution {
            label: "China".into(),
            hue: CHINA,
            observed: Observed::Values(Vec::new()),
            never_share: 1.0,
        }],
        ..distribution()
    };
    let binned = DistributionChart {
        groups: [
            "no controls",
            "strict controls with strong enforcement",
            "open immigration",
        ]
        .into_iter()
        .enumerate()
        .map(|(k, label)| Distribution {
            label: label.into(),
            hue: Hue::Policy(k),
            observed: Observed::Bins {
                edges: (0..=24).map(|edge| f64::from(edge) - 12.0).collect(),
                shares: (0..24)
                    .map(|bin| f64::from(bin) - 9.0 - 2.0 * k as f64)
                    .map(|off| libm::exp(-off * off / 20.0) / 7.9)
                    .collect(),
                quantiles: [-5.2, 0.0, 5.2].map(|off| 2.0 * k as f64 - 2.5 + off),
            },
            never_share: 0.0,
        })
        .collect(),
        axis: Axis::linear("China's lag in 2030, months"),
        never_label: Text::default(),
    };
    let none_counted = CountChart {
        counts: Vec::new(),
        ..counts()
    };
    let constant = DistributionChart {
        groups: vec![Distribution {
            label: "all the same".into(),
            hue: US,
            observed: Observed::Values(vec![7.0; 100]),
            never_share: 0.99,
        }],
        axis: Axis::linear("months"),
        never_label: "never".into(),
    };
    vec![
        figure(
            "odd-constant",
            "A constant",
            FANS,
            fans(vec![fan("flat", US, 0.0, |_| 5.0)], Axis::linear("units")),
        ),
        figure(
            "odd-log-zeros",
            "Log axis with zeros",
            FANS,
            fans(vec![zeros, gaps], Axis::log("H100-equivalents")),
        ),
        figure(
            "odd-month",
            "A single month",
            FANS,
            fans(vec![month], Axis::linear("months")),
        ),
        figure(
            "odd-huge",
            "Huge",
            FANS,
            fans(
                vec![fan("FLOP", US, 0.9, |t| libm::pow(10.0, t - 2000.0))],
                Axis::log("FLOP"),
            ),
        ),
        figure(
            "odd-huge-linear",
            "Huge and linear",
            FANS,
            fans(
                vec![fan("FLOP", US, 0.9, |t| (t - 2017.0) * 1e36)],
                Axis::linear("FLOP"),
            ),
        ),
        figure(
            "odd-negative",
            "China leads",
            FANS,
            fans(
                vec![fan("China", CHINA, 0.9, |t| 2030.0 - t)],
                Axis::linear("months of lag"),
            ),
        ),
        figure(
            "odd-policies",
            "Five policies that end close together",
            FANS,
            fans(same, Axis::linear("index")),
        ),
        wordy,
        figure("odd-beyond", "Fixed range", FANS, Chart::from(beyond)),
        figure("odd-empty", "Nothing", FANS, fans(Vec::new(), Axis::log("none"))),
        figure("odd-never", "Never", "", Chart::from(never)),
        figure("odd-no-counts", "No counts", "", Chart::from(none_counted)),
        figure(
            "odd-binned",
            "Three policies, counted before",
            "Shares of worlds",
            Chart::from(binned),
        ),
        figure(
            "odd-constant-distribution",
            "All worlds alike",
            "",
            Chart::from(constant),
        ),
        figure(
            "odd-many-rows",
            "Forty facts",
            "Bars and marks",
            Chart::from(validation(40)),
        ),
        figure("odd-one-row", "One fact", "", Chart::from(validation(1))),
        figure("odd-no-rows", "No facts", "", Chart::from(validation(0))),
        figure(
            "odd-no-panels",
            "No panels",
            "",
            Chart::from(SmallMultiples {
                panels: Vec::new(),
                columns: 3,
                history_end_year: None,
            }),
        ),
        figure(
            "odd-no-shares",
            "No shares",
            "",
            Chart::from(SharesChart {
                bands: Vec::new(),
                years: Vec::new(),
                ..shares()
            }),
        ),
    ]
}
