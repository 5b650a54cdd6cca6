//! Every chart from made-up data: what it says, that no text covers another or leaves the page, and odd input.
//!
//! `FIGURES_DIR=/tmp/figures cargo test figures` also writes the files, to be looked at.

use super::scene::{Anchor, Mark, Region, Scene};
use super::*;
use crate::report::theme::{Hue, PAGE_WIDTH, text_width};
use crate::scenario::agents::Agent;

const US: Hue = Hue::Agent(Agent::UnitedStates);
const CHINA: Hue = Hue::Agent(Agent::China);

fn text(title: &str, subtitle: &str) -> FigureText {
    FigureText {
        title: title.to_owned(),
        subtitle: subtitle.to_owned(),
        foot: "Scenario baseline, seed 1, 10,000 worlds, detente 0.1.0, result 3f9c2a71. Recorded: Epoch AI (2025), \
               company reports. Conditional what-ifs, not forecasts."
            .to_owned(),
    }
}

/// Quantiles that open up after 2026 around `median`, `spread` wide in relation to it ten years later.
fn fan(label: &str, hue: Hue, spread: f64, median: impl Fn(f64) -> f64) -> Fan {
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
        label: label.to_owned(),
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
        year,
        value,
        low: value * 0.8,
        high: value * 1.3,
        hue,
    }
}

fn growth(start: f64, rate: f64) -> impl Fn(f64) -> f64 {
    move |year| start * ((year - 2018.0) * rate - ((year - 2026.0).max(0.0)).powi(2) * 0.03).exp()
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

fn lag() -> FanChart {
    FanChart {
        fans: vec![fan("China", CHINA, 1.6, |year| {
            14.0 - (year - 2018.0) * 0.6 + ((year - 2018.0) * 0.9).sin()
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

fn distribution() -> DistributionChart {
    let group = |label: &str, hue, center, never_share| Distribution {
        label: label.to_owned(),
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
        never_label: "never by 2036".to_owned(),
    }
}

fn multiples() -> SmallMultiples {
    let both = |title: &str, axis: Axis, start: f64, rate: f64| Panel {
        title: title.to_owned(),
        fans: vec![
            fan("United States", US, 0.5, growth(start, rate)),
            fan("China", CHINA, 0.7, growth(start * 0.4, rate * 1.05)),
        ],
        points: vec![point(2021.0, growth(start, rate)(2021.0), US)],
        axis,
    };
    let share = |title: &str, level: f64| Panel {
        title: title.to_owned(),
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
            Panel {
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

fn validation(rows: usize) -> ValidationChart {
    let row = |k: usize| {
        let middle = 40.0 * ((k as f64) * 0.7).exp2();
        let inside = k % 5 != 3;
        let value = if inside { middle * 1.1 } else { middle * 2.2 };
        ValidationRow {
            label: format!(
                "{} installed compute, {} (COMP{:03})",
                if k % 2 == 0 { "US" } else { "China" },
                2018 + k,
                k
            ),
            hue: if k % 2 == 0 { US } else { CHINA },
            value,
            low: value * 0.85,
            high: value * 1.2,
            sim_p05: middle * 0.6,
            sim_p50: middle,
            sim_p95: middle * 1.5,
            inside,
        }
    };
    ValidationChart {
        rows: (0..rows).map(row).collect(),
        axis: Axis::log("thousand H100-equivalents"),
    }
}

fn shares() -> SharesChart {
    let years: Vec<f64> = (0..216).map(|month| 2018.0 + f64::from(month) / 12.0).collect();
    let band = |label: &str, hue, share: &dyn Fn(f64) -> f64| ShareBand {
        label: label.to_owned(),
        hue,
        shares: years.iter().map(|year| share(year - 2018.0)).collect(),
    };
    SharesChart {
        bands: vec![
            band("United States", US, &|t| 0.7 - 0.02 * t),
            band("Unaligned", Hue::Neutral, &|t| 0.1 + 0.004 * t),
            band("China", CHINA, &|t| 0.2 + 0.015 * t + 0.01 * t.sin()),
        ],
        years,
        unit: "share of third-country AI spending".to_owned(),
        history_end_year: Some(2025.5),
    }
}

fn figure(name: &str, title: &str, subtitle: &str, chart: Chart) -> Figure {
    Figure {
        name: name.to_owned(),
        text: text(title, subtitle),
        chart,
    }
}

const FANS: &str = "Median, 50 % and 90 % of 10,000 worlds; dots: recorded values with their error";

fn usual() -> Vec<Figure> {
    vec![
        figure(
            "compute",
            "Installed AI compute of both states and the rest",
            FANS,
            Chart::Fan(compute()),
        ),
        figure(
            "lag",
            "China's lag behind the released US frontier, months",
            FANS,
            Chart::Fan(lag()),
        ),
        figure(
            "threshold",
            "When is the capability threshold passed, and how often never?",
            "Histogram over 10,000 worlds; the bar at the side is the share of worlds in which it does not happen",
            Chart::Distribution(distribution()),
        ),
        figure(
            "overview",
            "The race at a glance: baseline, 10,000 worlds",
            FANS,
            Chart::Multiples(multiples()),
        ),
        figure(
            "validation",
            "Does the model reproduce recorded compute? 10 of 12 facts lie in the band",
            "Bars: simulated 5-95 % with median, widened by the fact's own error; marks: recorded",
            Chart::Validation(validation(12)),
        ),
        figure(
            "shares",
            "Who serves the unaligned third of the market?",
            "Medians of 10,000 worlds, scaled to sum to 100 %",
            Chart::Shares(shares()),
        ),
    ]
}

/// Charts from data at its limits.
fn odd() -> Vec<Figure> {
    let fans = |fans: Vec<Fan>, axis: Axis| {
        Chart::Fan(FanChart {
            fans,
            points: Vec::new(),
            axis,
            history_end_year: Some(2025.5),
        })
    };
    let month = Fan {
        label: "China".to_owned(),
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
    let mut wordy = figure("odd-long-text", &long[..230], &long, Chart::Fan(lag()));
    wordy.text.foot = long.repeat(2);
    if let Chart::Fan(chart) = &mut wordy.chart {
        chart.fans[0].label = "China under the strict controls with strong enforcement".to_owned();
        chart.axis.unit = long[..150].to_owned();
    }
    let beyond = FanChart {
        axis: Axis::linear("months").within(4.0, 12.0),
        ..lag()
    };
    let never = DistributionChart {
        groups: vec![Distribution {
            label: "China".to_owned(),
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
            label: label.to_owned(),
            hue: Hue::Policy(k),
            observed: Observed::Bins {
                edges: (0..=24).map(|edge| f64::from(edge) - 12.0).collect(),
                shares: (0..24)
                    .map(|bin| (-(f64::from(bin) - 9.0 - 2.0 * k as f64).powi(2) / 20.0).exp() / 7.9)
                    .collect(),
            },
            never_share: 0.0,
        })
        .collect(),
        axis: Axis::linear("China's lag in 2030, months"),
        never_label: String::new(),
    };
    let constant = DistributionChart {
        groups: vec![Distribution {
            label: "all the same".to_owned(),
            hue: US,
            observed: Observed::Values(vec![7.0; 100]),
            never_share: 0.99,
        }],
        axis: Axis::linear("months"),
        never_label: "never".to_owned(),
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
                vec![fan("FLOP", US, 0.9, |t| 10f64.powf(t - 2000.0))],
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
        figure("odd-beyond", "Fixed range", FANS, Chart::Fan(beyond)),
        figure("odd-empty", "Nothing", FANS, fans(Vec::new(), Axis::log("none"))),
        figure("odd-never", "Never", "", Chart::Distribution(never)),
        figure(
            "odd-binned",
            "Three policies, counted before",
            "Shares of worlds",
            Chart::Distribution(binned),
        ),
        figure(
            "odd-constant-distribution",
            "All worlds alike",
            "",
            Chart::Distribution(constant),
        ),
        figure(
            "odd-many-rows",
            "Forty facts",
            "Bars and marks",
            Chart::Validation(validation(40)),
        ),
        figure("odd-no-rows", "No facts", "", Chart::Validation(validation(0))),
        figure(
            "odd-no-panels",
            "No panels",
            "",
            Chart::Multiples(SmallMultiples {
                panels: Vec::new(),
                columns: 3,
                history_end_year: None,
            }),
        ),
        figure(
            "odd-no-shares",
            "No shares",
            "",
            Chart::Shares(SharesChart {
                bands: Vec::new(),
                years: Vec::new(),
                ..shares()
            }),
        ),
    ]
}

fn texts(scene: &Scene) -> Vec<(&str, Region)> {
    let texts = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Text { at, anchor, look, text } => {
            let width = text_width(text, look.weight, look.size);
            let left = match anchor {
                Anchor::Start => at.0,
                Anchor::Middle => at.0 - width / 2.0,
                Anchor::End => at.0 - width,
            };
            let (top, bottom) = (at.1 - 0.7 * look.size, at.1 + 0.2 * look.size);
            Some((
                text.as_str(),
                Region {
                    left,
                    top,
                    right: left + width,
                    bottom,
                },
            ))
        }
        _ => None,
    });
    texts.collect()
}

#[test]
fn no_text_covers_another_or_leaves_the_page() {
    for figure in usual().into_iter().chain(odd()) {
        let scene = lay_out(&figure).expect("the figure is sound");
        let texts = texts(&scene);
        for (k, (text, a)) in texts.iter().enumerate() {
            let inside = a.left >= 0.0 && a.right <= PAGE_WIDTH && a.top >= 0.0 && a.bottom <= scene.height;
            assert!(inside, "{}: `{text}` leaves the page: {a:?}", figure.name);
            for (other, b) in &texts[..k] {
                let apart = a.left >= b.right || b.left >= a.right || a.top >= b.bottom || b.top >= a.bottom;
                assert!(apart, "{}: `{text}` covers `{other}`", figure.name);
            }
        }
    }
}

#[test]
fn both_formats_say_what_the_figure_says() {
    for figure in usual().into_iter().chain(odd()) {
        let rendered = render(&figure).expect("the figure is sound");
        assert!(rendered.svg.contains("font-family=\"Noto Sans, sans-serif\""));
        assert!(rendered.svg.trim_end().ends_with("</svg>"));
        let plain = rendered
            .svg
            .replace("&apos;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        for word in [&figure.text.title, &figure.text.subtitle, &figure.text.foot]
            .iter()
            .flat_map(|t| t.split(' '))
        {
            assert!(plain.contains(word), "{}: `{word}` is missing", figure.name);
        }
        let decoder = png::Decoder::new(std::io::Cursor::new(&rendered.png));
        let mut reader = decoder.read_info().expect("the PNG has a header");
        let mut pixels = vec![0; reader.output_buffer_size().expect("the PNG is small")];
        reader.next_frame(&mut pixels).expect("the PNG decodes");
        let (width, height) = reader.info().size();
        assert_eq!(width, 3200);
        assert!(
            if figure.name == "odd-many-rows" {
                height > 2000
            } else {
                height == 2000
            },
            "{}",
            figure.name
        );
        let inked = pixels
            .chunks_exact(3)
            .filter(|pixel| **pixel != [255, 255, 255])
            .count() as f64;
        let share = inked / f64::from(width * height);
        assert!(
            (0.002..0.6).contains(&share),
            "{}: {share} of the page is inked",
            figure.name
        );
        assert!(
            rendered.png.len() < 1_500_000,
            "{}: {} bytes",
            figure.name,
            rendered.png.len()
        );
        if let Some(folder) = std::env::var_os("FIGURES_DIR") {
            let path = std::path::Path::new(&folder).join(&figure.name);
            std::fs::write(path.with_extension("svg"), &rendered.svg).expect("the folder is there");
            std::fs::write(path.with_extension("png"), &rendered.png).expect("the folder is there");
        }
    }
}

#[test]
fn series_labels_panel_titles_and_never_shares_are_written() {
    let rendered = render_all(&usual()).expect("the figures are sound");
    let svg = |name: &str| &rendered.iter().find(|r| r.name == name).expect("it was drawn").svg;
    for (name, words) in [
        (
            "compute",
            &[
                "United States",
                "China",
                "Unaligned",
                "10 k",
                "1 M",
                "history",
                "policy",
                "2020",
            ][..],
        ),
        ("lag", &["months", "China"]),
        ("threshold", &["never by 2036", "34 %", "6.0 %", "2030"]),
        ("overview", &["Safety effort", "USD bn a year", "recorded"]),
        (
            "validation",
            &["recorded, outside", "US installed compute, 2018 (COMP000)"],
        ),
        ("shares", &["100 %", "United States 35 %"]),
    ] {
        for word in words {
            assert!(svg(name).contains(word), "{name}: `{word}` is missing");
        }
    }
}

#[test]
fn equal_figures_give_equal_bytes() {
    let figures = usual();
    assert_eq!(render_all(&figures), render_all(&figures));
}

#[test]
fn contradicting_series_are_refused_with_their_name() {
    let mut chart = lag();
    chart.fans[0].p95.pop();
    let message = render(&figure("lag", "", "", Chart::Fan(chart)))
        .expect_err("a value is missing")
        .to_string();
    assert_eq!(message, "figure `lag`: `China` has 216 times but 215 values of p95");
    let mut chart = lag();
    chart.fans[0].years[3] = 2018.0;
    assert!(render(&figure("lag", "", "", Chart::Fan(chart))).is_err());
}

#[test]
fn every_world_is_in_one_bar_or_in_never() {
    for chart in [distribution()] {
        let scene = distribution::lay_out(&FigureText::default(), &chart);
        assert!(!scene.marks.is_empty());
    }
}

#[test]
#[ignore = "prints times; run it in release by hand"]
fn time_of_fourteen_figures() {
    let figures: Vec<Figure> = usual().into_iter().chain(usual()).chain(usual()).take(14).collect();
    for _ in 0..3 {
        let start = std::time::Instant::now();
        render_all(&figures).expect("sound");
        println!("all {:?}", start.elapsed());
    }
    for figure in usual() {
        let start = std::time::Instant::now();
        let scene = lay_out(&figure).expect("sound");
        let laid = start.elapsed();
        vector::svg(&scene, "x").expect("sound");
        let svg = start.elapsed();
        let png = raster::png(&scene).expect("sound");
        println!(
            "{} lay out {laid:?} svg {:?} png {:?} {} bytes",
            figure.name,
            svg - laid,
            start.elapsed() - svg,
            png.len()
        );
    }
}
