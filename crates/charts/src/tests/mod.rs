//! Every chart from made-up data: what it says, that no text covers another or leaves the page, and odd input.
//!
//! `FIGURES_DIR=/tmp/figures cargo test -p detente-charts` also writes the files, to be looked at.

mod again;
mod english;
mod experiment_limits;
pub mod experiments;
mod limits;
mod samples;

use limits::odd;
use samples::{figure, lag, usual};

use crate::kinds::*;
use crate::localized::LocalizedFigure;
use crate::scene::{Anchor, Direction, Region, Scene, Shape};
use crate::theme::{PAGE_WIDTH, text_width};
use crate::*;

pub use english::english;

/// A figure in English.
fn spoken(figure: &Figure) -> LocalizedFigure<'static> {
    figure.localized(&english)
}

fn render(figure: &Figure) -> error::Result<Rendered> {
    spoken(figure).rendered()
}

fn texts(scene: &Scene) -> Vec<(&str, Region)> {
    let texts = scene.shapes.iter().filter_map(|shape| match shape {
        Shape::Text {
            at: (x, y),
            anchor,
            direction,
            look,
            text,
        } => {
            let width = text_width(text, look.weight, look.size);
            let before = match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => width / 2.0,
                Anchor::End => width,
            };
            let (ascent, descent) = (0.7 * look.size, 0.2 * look.size);
            let region = match direction {
                Direction::Level => Region {
                    left: x - before,
                    top: y - ascent,
                    right: x - before + width,
                    bottom: y + descent,
                },
                Direction::Upwards => Region {
                    left: x - ascent,
                    top: y + before - width,
                    right: x + descent,
                    bottom: y + before,
                },
            };
            Some((text.as_str(), region))
        }
        _ => None,
    });
    texts.collect()
}

pub fn all() -> impl Iterator<Item = Figure> {
    let experiments = experiments::usual().into_iter().chain(experiment_limits::odd());
    usual().into_iter().chain(odd()).chain(experiments)
}

/// What is wrong with the words of a drawing: they leave the page, or one covers another.
fn faults(figure: &LocalizedFigure) -> Vec<String> {
    let scene = figure.scene().expect("the figure is sound");
    let texts = texts(&scene);
    let mut faults = Vec::new();
    for (k, (text, a)) in texts.iter().enumerate() {
        let inside = a.left >= 0.0 && a.right <= scene.width && a.top >= 0.0 && a.bottom <= scene.height;
        if !inside {
            faults.push(format!("`{text}` leaves the page: {a:?}"));
        }
        let covered = texts[..k].iter().filter(|(_, b)| !a.is_apart(b));
        faults.extend(covered.map(|(other, _)| format!("`{text}` covers `{other}`")));
    }
    faults
}

#[test]
fn no_text_covers_another_or_leaves_the_page() {
    for figure in all() {
        assert_eq!(faults(&spoken(&figure)), [""; 0], "{}", figure.name);
    }
}

/// Strands over many axes need a wide page: they are not drawn anew. A title of three hundred letters leaves a narrow page no room.
#[test]
fn on_a_narrow_page_neither() {
    for figure in all().filter(|figure| figure.name != "odd-long-text") {
        let spoken = spoken(&figure);
        let Some(narrow) = spoken.narrow() else { continue };
        assert_eq!(faults(&narrow), [""; 0], "{}", figure.name);
        assert!(narrow.scene().unwrap().width < PAGE_WIDTH / 1.5);
    }
}

#[test]
fn both_formats_say_what_the_figure_says() {
    for figure in all() {
        let rendered = render(&figure).expect("the figure is sound");
        assert!(rendered.svg.contains("font-family=\"Noto Sans, sans-serif\""));
        assert!(rendered.svg.trim_end().ends_with("</svg>"));
        let plain = rendered
            .svg
            .replace("&apos;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">");
        let words = [&figure.text.title, &figure.text.subtitle, &figure.text.foot].map(english);
        for word in words.iter().flat_map(|text| text.split(' ')) {
            assert!(plain.contains(word), "{}: `{word}` is missing", figure.name);
        }
        let decoder = ::png::Decoder::new(std::io::Cursor::new(&rendered.png));
        let mut reader = decoder.read_info().expect("the PNG has a header");
        let mut pixels = vec![0; reader.output_buffer_size().expect("the PNG is small")];
        reader.next_frame(&mut pixels).expect("the PNG decodes");
        let (width, height) = reader.info().size();
        assert_eq!(width, 3200);
        match (&figure.chart.space, figure.name.as_str()) {
            (_, "odd-many-rows") => assert!(height > 2000),
            (Space::Rows { .. } | Space::Table { .. }, _) => {
                assert!((400..=12_000).contains(&height), "{}: {height}", figure.name);
            }
            (_, name) if name.contains("scatter") => assert!((2000..=6000).contains(&height), "{name}: {height}"),
            _ => assert_eq!(height, 2000, "{}", figure.name),
        }
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
        let bytes = rendered.png.len();
        // Thousands of lines through each other leave no flat areas.
        let most = if matches!(figure.chart.space, Space::Parallel { .. }) {
            3500
        } else {
            750
        };
        assert!(bytes < most * height as usize, "{}: {bytes} bytes", figure.name);
        if let Some(folder) = std::env::var_os("FIGURES_DIR") {
            let path = std::path::Path::new(&folder).join(&figure.name);
            std::fs::write(path.with_extension("svg"), &rendered.svg).expect("the folder is there");
            std::fs::write(path.with_extension("png"), &rendered.png).expect("the folder is there");
        }
    }
}

#[test]
fn series_labels_panel_titles_and_never_shares_are_written() {
    let rendered = render_all(&usual(), &english).expect("the figures are sound");
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
    let figures: Vec<Figure> = usual().into_iter().chain(experiments::usual()).collect();
    assert_eq!(render_all(&figures, &english), render_all(&figures, &english));
}

#[test]
fn contradicting_series_are_refused_with_their_name() {
    let mut chart = lag();
    chart.fans[0].p95.pop();
    let message = render(&figure("lag", "", "", Chart::from(chart)))
        .expect_err("a value is missing")
        .to_string();
    assert_eq!(message, "figure `lag`: `China` has 216 times but 215 values of p95");
    let mut chart = lag();
    chart.fans[0].years[3] = 2018.0;
    assert!(render(&figure("lag", "", "", Chart::from(chart))).is_err());
}

#[test]
fn charts_of_experiments_say_what_contradicts_itself() {
    let refused = |chart: Chart| -> String {
        render(&figure("x", "", "", chart))
            .expect_err("it is refused")
            .to_string()
    };
    let mut chart = experiments::curves(1);
    chart.curves[0].y.pop();
    let message = refused(Chart::from(chart));
    assert_eq!(message, "figure `x`: `no controls` has 21 values of x but 20 of y");
    let mut chart = experiments::curves(1);
    chart.curves[0].x[1] = 0.0;
    let message = refused(Chart::from(chart));
    assert!(
        message.ends_with("must ascend where there is a band, but 0 is followed by 0"),
        "{message}"
    );

    let mut chart = samples::counts();
    chart.counts[2] = -1.0;
    assert_eq!(
        refused(Chart::from(chart)),
        "figure `x`: a count is negative or none: -1"
    );
    let mut chart = samples::counts();
    chart.band = [17.0, 24.0];
    let message = refused(Chart::from(chart));
    assert!(
        message.ends_with("around what is expected, not 17 to 24 around 16"),
        "{message}"
    );

    let mut chart = experiments::forest(1, 1);
    let turned = Interval {
        estimate: 1.0,
        low: 2.0,
        high: 1.0,
    };
    chart.panels[0].rows[0].effect = Some(turned);
    let message = refused(Chart::from(chart));
    assert!(
        message.contains("the interval of `no controls` must ascend"),
        "{message}"
    );
    let mut chart = experiments::indices(1);
    chart.rows[0].total = Some(Interval {
        estimate: f64::NAN,
        ..turned
    });
    assert!(refused(Chart::from(chart)).contains("the interval of `China's lag in 2030 0`"));

    let mut chart = experiments::heat_map(2, 2);
    chart.cells[1].pop();
    let message = refused(Chart::from(chart));
    assert_eq!(message, "figure `x`: row `Year of parity 1` has 1 cells for 2 columns");
    let mut chart = experiments::heat_map(2, 2);
    chart.rows.pop();
    let message = refused(Chart::from(chart));
    assert_eq!(message, "figure `x`: there are 1 labels of rows but 2 rows of cells");

    let mut chart = experiments::surface(3);
    chart.z.pop();
    let message = refused(Chart::from(chart));
    assert_eq!(message, "figure `x`: a surface of 3 x 3 points needs 9 values, not 8");
    let mut chart = experiments::surface(3);
    chart.x.swap(0, 1);
    assert!(refused(Chart::from(chart)).contains("the values of x of a surface must be finite and ascend"));
    assert!(refused(Chart::from(experiments::surface(102))).contains("at most 101 values of x, not 102"));

    let mut chart = experiments::tornado(1);
    chart.center = f64::INFINITY;
    assert!(refused(Chart::from(chart)).contains("the central value must be a number, not inf"));
    let mut chart = experiments::scatter(1);
    chart.lines[0].slope = f64::NAN;
    assert!(refused(Chart::from(chart)).contains("the line `sigma = 1 mu*` needs a finite slope"));

    assert!(refused(Chart::from(experiments::parallel(1, 5))).contains("parallel axes must be 2 to 24, not 1"));
    let mut chart = experiments::parallel(3, 5);
    chart.axes.pop();
    let message = refused(Chart::from(chart));
    assert_eq!(message, "figure `x`: line 1 has 3 values for 2 axes");
}

#[test]
fn charts_of_experiments_write_their_labels_units_and_remarks() {
    let figures: Vec<Figure> = experiments::usual()
        .into_iter()
        .chain(experiment_limits::odd())
        .collect();
    let said = |name: &str| -> String {
        let figure = figures.iter().find(|figure| figure.name == name).expect("it is there");
        let scene = spoken(figure).scene().expect("the figure is sound");
        texts(&scene)
            .into_iter()
            .map(|(text, _)| text.to_owned() + " ")
            .collect()
    };
    for (name, words) in [
        (
            "forest",
            &[
                "better in 31 %",
                "open immigration",
                "no estimate: parity in fewer than two worlds",
                "months",
            ][..],
        ),
        ("curves", &["baseline 40 %", "enforcement effort", "frozen at 2023"]),
        ("convergence", &["wanted: 1 %", "10 k", "0.01"]),
        (
            "heat-map",
            &["no value", "never in both", "no estimate", "standard deviations"],
        ),
        ("surface", &["budget for compute", "China's lag in 2030, months", "8"]),
        ("odd-surface", &["never by 2040", "no value"]),
        (
            "tornado",
            &["1.62 a year", "input at its high end", "all inputs at their medians"],
        ),
        ("odd-tornado", &["1.47 a year: no value"]),
        (
            "indices",
            &["chance (shocks)", "first order", "0.50 and 0.70", "not an input"],
        ),
        ("scatter", &["sigma = 0.5 mu*", "US revenue in 2036 4"]),
        ("odd-scatter", &["1, 10–39"]),
        ("parallel", &["never by 2040", "Year of parity", "USD bn a year"]),
    ] {
        let said = said(name);
        for word in words {
            assert!(said.contains(word), "{name}: `{word}` is missing in {said}");
        }
    }
}

#[test]
fn many_columns_go_down_the_page() {
    let wide = figure("wide", "", "", Chart::from(experiments::heat_map(3, 34)));
    let scene = spoken(&wide).scene().expect("the figure is sound");
    assert!(scene.height > 1000.0);
    let texts = texts(&scene);
    let place = |word: &str| texts.iter().find(|(text, _)| *text == word).expect("it is written").1;
    assert!(place("Year of parity 1").top < place("frozen at 2023").top);
}

/// 2041.0 is the end of December 2040.
#[test]
fn lines_over_months_are_told_by_their_months() {
    let curve = Curve {
        label: "rule 1".into(),
        hue: Hue::Policy(0),
        x: vec![2023.0 + 1.0 / 12.0, 2041.0],
        y: vec![0.0, 12.0],
        low: Vec::new(),
        high: Vec::new(),
    };
    let chart = CurveChart {
        curves: vec![curve],
        band: "".into(),
        x_axis: Axis::year("year"),
        y_axis: Axis::linear("months"),
        level: None,
        reference: None,
    };
    let alt = spoken(&figure("lines", "", "", Chart::from(chart))).alt();
    assert_eq!(
        alt,
        "Lines of months over year: rule 1 0 in January 2023, 12 in December 2040."
    );
}
