//! Every chart from made-up data: what it says, that no text covers another or leaves the page, and odd input.
//!
//! `FIGURES_DIR=/tmp/figures cargo test figures` also writes the files, to be looked at.

use super::limits::odd;
use super::samples::{figure, lag, usual};
use super::scene::{Anchor, Direction, Mark, Region, Scene};
use super::*;
use crate::report::theme::{PAGE_WIDTH, text_width};

fn texts(scene: &Scene) -> Vec<(&str, Region)> {
    let texts = scene.marks.iter().filter_map(|mark| match mark {
        Mark::Text {
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

fn all() -> impl Iterator<Item = Figure> {
    usual().into_iter().chain(odd()).chain(experiments::all())
}

#[test]
fn no_text_covers_another_or_leaves_the_page() {
    for figure in all() {
        let scene = lay_out(&figure).expect("the figure is sound");
        let texts = texts(&scene);
        for (k, (text, a)) in texts.iter().enumerate() {
            let inside = a.left >= 0.0 && a.right <= PAGE_WIDTH && a.top >= 0.0 && a.bottom <= scene.height;
            assert!(inside, "{}: `{text}` leaves the page: {a:?}", figure.name);
            for (other, b) in &texts[..k] {
                assert!(a.is_apart(b), "{}: `{text}` covers `{other}`", figure.name);
            }
        }
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
        match (&figure.chart, figure.name.as_str()) {
            (Chart::Validation(_), "odd-many-rows") => assert!(height > 2000),
            (Chart::Validation(_), _) => assert!((400..=2000).contains(&height), "{}: {height}", figure.name),
            (Chart::Scatter(_), _) => assert!((2000..=6000).contains(&height), "{}: {height}", figure.name),
            (Chart::Forest(_) | Chart::HeatMap(_) | Chart::Tornado(_) | Chart::Indices(_), _) => {
                assert!((400..=12_000).contains(&height), "{}: {height}", figure.name);
            }
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
        assert!(bytes < 750 * height as usize, "{}: {bytes} bytes", figure.name);
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
    let figures: Vec<Figure> = usual().into_iter().chain(experiments::usual()).collect();
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
