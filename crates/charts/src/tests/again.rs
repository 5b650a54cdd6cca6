//! Figures drawn again: their description reads back as it was, their tables hold what is drawn, their places are on the page.
//!
//! `FIGURES_DIR=/tmp/figures cargo test -p detente-charts` also writes pages of embedded figures, light and dark, to be looked at.

use super::experiment_limits::odd as odd_experiments;
use super::experiments;
use super::limits::odd;
use super::samples::usual;
use super::{render, spoken};
use crate::scene::Shape;
use crate::theme::PAGE_WIDTH;
use crate::*;
use results::number::rounded;

fn all() -> Vec<Figure> {
    let experiments = experiments::usual().into_iter().chain(odd_experiments());
    usual().into_iter().chain(odd()).chain(experiments).collect()
}

fn named(name: &str) -> Figure {
    all()
        .into_iter()
        .find(|figure| figure.name == name)
        .expect("it is there")
}

/// Row and column of a cell by the name of its column.
fn cell<'a>(table: &'a FigureTable, row: usize, column: &str) -> &'a str {
    let place = table.header.iter().position(|name| name == column);
    &table.rows[row][place.unwrap_or_else(|| panic!("no column `{column}` in {:?}", table.header))]
}

/// Debug output of doubles is the shortest that reads back as the same bits, and names what is no number.
#[test]
fn every_chart_reads_back_from_its_description_bit_for_bit() {
    let figures = all();
    let json = to_json(&figures).unwrap();
    let back: Vec<Figure> = serde_json::from_slice(&json).unwrap();
    assert_eq!(figures.len(), back.len());
    for (before, after) in figures.iter().zip(&back) {
        assert_eq!(format!("{before:?}"), format!("{after:?}"), "{}", before.name);
    }
    assert_eq!(json, to_json(&back).unwrap());
}

#[test]
fn numbers_that_json_lacks_and_signed_zeros_read_back() {
    let values = [
        0.1 + 0.2,
        -0.0,
        0.0,
        1e300,
        5e-324,
        -7.0,
        9_007_199_254_740_993.0,
        f64::INFINITY,
        f64::NEG_INFINITY,
    ];
    let mut figure = named("curves");
    figure.chart.data = Data::default()
        .with_numbers("x", "x", "", values.to_vec())
        .with_numbers("y", "y", "", vec![f64::NAN; values.len()]);
    let json = String::from_utf8(to_json(std::slice::from_ref(&figure)).unwrap()).unwrap();
    assert!(
        json.contains("[0.30000000000000004,-0.0,0,1e+300,5e-324,-7,9007199254740992.0,\"inf\",\"-inf\"]"),
        "{json}"
    );
    let back: Vec<Figure> = serde_json::from_str(&json).unwrap();
    let data = &back[0].chart.data;
    let bits = |values: &[f64]| values.iter().map(|value| value.to_bits()).collect::<Vec<_>>();
    assert_eq!(bits(data.numbers("x")), bits(&values));
    assert!(data.numbers("y").iter().all(|value| value.is_nan()));
    assert!(serde_json::from_str::<Vec<Figure>>(&json.replace("\"-inf\"", "\"many\"")).is_err());
}

#[test]
fn a_figure_drawn_from_its_description_has_the_same_bytes() {
    let figures: Vec<Figure> = all().into_iter().step_by(3).collect();
    let back: Vec<Figure> = serde_json::from_slice(&to_json(&figures).unwrap()).unwrap();
    for (before, after) in figures.iter().zip(&back) {
        assert_eq!(render(before).unwrap(), render(after).unwrap(), "{}", before.name);
    }
    let one = &figures[0];
    let drawn = render(one).unwrap();
    assert_eq!(spoken(one).svg().unwrap(), drawn.svg);
    assert_eq!(
        spoken(one).png(Print::of_width(3200.0 / 300.0 * 25.4, 300)).unwrap(),
        drawn.png
    );
    // 170 mm at 300 dots an inch.
    let small = spoken(one).png(Print::of_width(170.0, 300)).unwrap();
    let reader = ::png::Decoder::new(std::io::Cursor::new(&small)).read_info().unwrap();
    assert_eq!(reader.info().size(), (2008, 1255));
    let density = reader.info().pixel_dims.expect("it states its density");
    assert_eq!((density.xppu, density.unit), (11_811, ::png::Unit::Meter));
}

#[test]
fn tables_are_rectangular_and_become_csv() {
    for figure in all() {
        let table = spoken(&figure).table();
        assert!(table.header.len() > 1, "{}", figure.name);
        assert!(
            table.rows.iter().all(|row| row.len() == table.header.len()),
            "{}",
            figure.name
        );
        assert_eq!(table.meanings.len(), table.header.len(), "{}", figure.name);
        let csv = table.csv();
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        assert_eq!(
            reader.headers().unwrap().iter().collect::<Vec<_>>(),
            table.header,
            "{}",
            figure.name
        );
        assert_eq!(reader.records().flatten().count(), table.rows.len(), "{}", figure.name);
    }
}

#[test]
fn no_cell_of_a_table_is_run_as_a_formula() {
    let table = FigureTable {
        header: vec!["what".to_owned(), "=1+1".to_owned()],
        meanings: vec![String::new(); 2],
        rows: vec![vec!["@SUM(1), \"x\"".to_owned(), "-2.5".to_owned()]],
        months: None,
    };
    assert_eq!(table.csv(), "what,'=1+1\n\"'@SUM(1), \"\"x\"\"\",-2.5\n");
}

/// Oracle: the formulas that filled the made-up charts.
#[test]
fn tables_hold_what_is_drawn() {
    let table = spoken(&named("lag")).table();
    assert_eq!(table.rows.len(), 216 + 3);
    // The 97th month of a calendar from the end of December 2017.
    assert_eq!(
        (cell(&table, 96, "month"), cell(&table, 96, "year")),
        ("2025-12", "2026")
    );
    let median = 14.0 - 8.0 * 0.6 + libm::sin(8.0 * 0.9);
    assert_eq!(
        cell(&table, 96, "median (months)").parse::<f64>().unwrap(),
        rounded(median)
    );
    assert_eq!(cell(&table, 217, "recorded (months)"), "10.5");
    assert_eq!(cell(&table, 217, "series"), "China");

    // 2,000 of 6,000 values more than a third of all worlds never.
    let table = spoken(&named("threshold")).table();
    let shares = |series: &str| -> f64 {
        let rows = (0..table.rows.len()).filter(|row| cell(&table, *row, "series") == series);
        rows.filter_map(|row| cell(&table, row, "share of all simulations").parse::<f64>().ok())
            .sum()
    };
    for series in ["United States", "China"] {
        assert!((shares(series) - 1.0).abs() < 1e-5, "{series}: {}", shares(series));
    }
    let never = (0..table.rows.len()).filter(|row| cell(&table, *row, "what") == "never by 2036");
    assert_eq!(
        never
            .map(|row| cell(&table, row, "share of all simulations"))
            .collect::<Vec<_>>(),
        ["0.06", "0.344"]
    );

    let table = spoken(&named("counts")).table();
    let heads = [
        "from (share of the predicted distribution below the recorded value)",
        "to (share of the predicted distribution below the recorded value)",
        "number (facts)",
        "expected (facts)",
        "low (facts)",
        "high (facts)",
    ];
    let fourth: Vec<&str> = heads.iter().map(|head| cell(&table, 3, head)).collect();
    assert_eq!(
        (table.rows.len(), fourth),
        (10, vec!["0.3", "0.4", "22", "16", "9", "24"])
    );

    let table = spoken(&named("shares")).table();
    let drawn = |k: usize| {
        cell(&table, k, "share (share of third-country AI spending)")
            .parse::<f64>()
            .unwrap()
    };
    let whole: f64 = (0..3).map(|band| drawn(band * 216 + 100)).sum();
    assert!((whole - 1.0).abs() < 1e-6, "{whole}");

    let table = spoken(&named("surface")).table();
    // The last row is the place that is marked.
    assert_eq!(table.rows.len(), 21 * 21 + 1);
    // Row by row: the second point of the second row.
    assert_eq!(cell(&table, 22, "y (budget for compute, bn USD a year)"), "13");
    let x = 1.0 / 20.0;
    let z = 2.0 + 9.0 * x * (3.0 / 63.0) + 3.0 * libm::sin(4.0 * x);
    let written = cell(
        &table,
        22,
        "value (China's lag in 2030, months (median of 1,000 worlds))",
    );
    assert_eq!(written.parse::<f64>().unwrap(), rounded(z));

    let table = spoken(&named("heat-map")).table();
    assert_eq!(
        (
            cell(
                &table,
                5,
                "value (mean difference to the baseline in standard deviations over worlds)"
            ),
            cell(
                &table,
                11,
                "value (mean difference to the baseline in standard deviations over worlds)"
            )
        ),
        ("", "never")
    );
    assert_eq!(cell(&table, 5, "written in the cell"), "no estimate");
    let table = spoken(&named("forest")).table();
    assert_eq!(table.rows.len(), 15);
    assert_eq!(
        (cell(&table, 4, "estimate"), cell(&table, 4, "note")),
        ("", "no estimate: parity in fewer than two worlds")
    );
    assert_eq!(spoken(&named("tornado")).table().rows.len(), 2 * 12 + 1);
    assert_eq!(spoken(&named("indices")).table().rows.len(), 12);
    assert_eq!(spoken(&named("scatter")).table().rows.len(), 14 + 3);
    assert_eq!(spoken(&named("parallel")).table().rows.len(), 500);
    assert_eq!(spoken(&named("parallel-policies")).table().rows.len(), 60);
    assert_eq!(spoken(&named("validation")).table().rows.len(), 12);
    let table = spoken(&named("curves")).table();
    assert_eq!(table.rows.len(), 3 * 21 + 1);
    assert_eq!(table.months, None);
    assert_eq!(table.yearly().len(), 3 * 21 + 1);
    // 18 Decembers, and what was recorded.
    assert_eq!(spoken(&named("lag")).table().yearly().len(), 18 + 3);
}

#[test]
fn words_for_those_who_cannot_see_name_the_kind_and_main_values() {
    for (name, parts) in [
        (
            "lag",
            &[
                "months. Lines with bands over time, months: China, median",
                "in December 2017",
                "in November 2035",
            ][..],
        ),
        (
            "threshold",
            &["Histogram of simulations", "never by 2036 in 34 % of simulations"],
        ),
        ("validation", &["10 of 12 lie inside", "is recorded as"]),
        (
            "counts",
            &[
                "Columns of facts over share of the predicted",
                "lowest 0 (90 % to 100 %); highest 31 (40 % to 50 %)",
                "if ranges are right, 95 %: 9 to 24.",
            ],
        ),
        (
            "shares",
            &["Stacked shares over time", "United States 70 % in December 2017, 35 %"],
        ),
        ("forest", &["no controls: ", "and 7 more."]),
        ("heat-map", &["Table of 6 rows and 5 columns", "lowest", "highest"]),
        ("surface", &["Map of China's lag in 2030", "highest"]),
        ("tornado", &["all inputs at their medians: 8.0 months"]),
        ("indices", &["50 % alone, 70 % with all interactions"]),
        ("parallel", &["500 lines across 7 axes"]),
    ] {
        let words = spoken(&named(name)).alt();
        for part in parts {
            assert!(words.contains(part), "{name}: `{part}` is not in: {words}");
        }
    }
    for figure in all() {
        let words = spoken(&figure).alt();
        assert!(
            words.ends_with('.') && !words.contains("NaN"),
            "{}: {words}",
            figure.name
        );
        assert!(words.len() < 2500, "{}: {} letters", figure.name, words.len());
    }
}

#[test]
fn every_named_place_lies_on_the_page() {
    for figure in all() {
        let scene = spoken(&figure).scene().unwrap();
        for spot in &scene.tooltips {
            let inside = (0.0..=PAGE_WIDTH).contains(&spot.at.0) && (0.0..=scene.height).contains(&spot.at.1);
            assert!(inside, "{}: {spot:?}", figure.name);
            assert!(
                !spot.text.contains("NaN") && !spot.text.contains("inf"),
                "{}: {spot:?}",
                figure.name
            );
        }
    }
    let spots = |name: &str| spoken(&named(name)).scene().unwrap().tooltips;
    // Every month and every recorded point.
    assert_eq!(spots("lag").len(), 216 + 3);
    let at_end = |text: &str| {
        let lag = spots("lag");
        lag.iter().any(|spot| spot.text.starts_with(text))
    };
    assert!(at_end("China, November 2035: ") && at_end("China, recorded 2023.2: 10.5 months (8.4 to 13."));
    // A column that holds nothing is not there.
    let columns = spots("counts");
    assert_eq!(columns.len(), 9);
    assert_eq!(
        columns[3].text,
        "30 % to 40 %: 22 facts (if ranges are right, 95 %: 9 to 24)"
    );
    assert_eq!(spots("heat-map").len(), 30);
    assert_eq!(spots("tornado").len(), 24);
    assert_eq!(spots("indices").len(), 24);
    assert_eq!(spots("scatter").len(), 14);
    assert_eq!(spots("validation").len(), 12);
    assert_eq!(spots("surface").len(), 441);
    // 500 lines, of which every third is named.
    assert_eq!(spots("parallel").len(), 167);
    // 18 fans of 216 months and two points: once a year, counted from the last month.
    assert!(spots("overview").len() <= 18 * 18 + 12, "{}", spots("overview").len());
}

#[test]
fn embedded_figures_are_small_well_formed_and_follow_the_theme() {
    let mut pages = [String::new(), String::new()];
    for (number, figure) in all().iter().enumerate() {
        let id = format!("f{number}");
        let EmbeddedFigure { svg, marks_json } = spoken(figure).embedded(&id).unwrap();
        let spots: Vec<(f64, f64, String)> = serde_json::from_str(&marks_json).unwrap();
        assert_eq!(spots.len(), spoken(figure).scene().unwrap().tooltips.len());
        assert!(svg.starts_with("<svg ") && svg.ends_with("</svg>") && !svg.contains("<script"));
        assert!(
            svg.contains(&format!("id=\"{id}\"")) && svg.matches("id=\"").count() == svg.matches("<svg ").count(),
            "{}",
            figure.name
        );
        assert!(svg.contains("fill:var(--ink,#1a1a1a)"), "{}", figure.name);
        assert!(!svg.contains("NaN") && !svg.contains("inf\""), "{}", figure.name);
        let size = svg.len() + marks_json.len();
        let most = match &figure.chart.space {
            Space::Parallel { .. } | Space::Table { .. } => 400_000,
            _ if figure.name == "surface" => 400_000,
            _ if figure.name == "overview" => 120_000,
            _ => 65_000,
        };
        // Odd figures are as large as what they hold.
        assert!(
            figure.name.starts_with("odd") || size < most,
            "{}: {size} bytes",
            figure.name
        );
        for page in &mut pages {
            page.push_str(&format!("<h2>{} {size}</h2>{svg}\n", figure.name));
        }
    }
    if let Some(folder) = std::env::var_os("FIGURES_DIR") {
        let folder = std::path::Path::new(&folder);
        let dark = format!(
            "<style>:root{{{}}}body{{background:#14171a;color:#eee}}</style>",
            dark_colors()
        );
        std::fs::write(folder.join("light.html"), &pages[0]).expect("the folder is there");
        std::fs::write(folder.join("dark.html"), dark + &pages[1]).expect("the folder is there");
    }
}

/// A forest of many panels is parted between them: pieces follow each other without a gap, none is longer than a sheet, and each word
/// stands in one of them.
#[test]
fn a_long_forest_comes_in_pieces_that_fit_on_paper() {
    let mut long = named("forest");
    long.chart = Chart::from(experiments::forest(12, 5));
    let height = spoken(&long).scene().unwrap().height;
    let svg = spoken(&long).embedded("long").unwrap().svg;
    let boxes = svg.split("viewBox=\"0 ").skip(1).map(|rest| {
        let numbers = rest.split('"').next().unwrap().split(' ');
        let numbers: Vec<f64> = numbers.map(|number| number.parse().unwrap()).collect();
        (numbers[0], numbers[2])
    });
    let boxes: Vec<(f64, f64)> = boxes.collect();
    assert!(boxes.len() > 2 && boxes[0].0 == 0.0, "{boxes:?}");
    let ends = boxes.iter().map(|(top, height)| top + height);
    let next = boxes.iter().skip(1).map(|(top, _)| *top).chain([height]);
    assert!(ends.zip(next).all(|(end, next)| (end - next).abs() < 1e-6), "{boxes:?}");
    assert!(boxes.iter().all(|(_, height)| *height < 2000.0), "{boxes:?}");
    assert_eq!(svg.matches("</svg>").count(), boxes.len());
    let scene = spoken(&long).scene().unwrap();
    let texts = scene
        .shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Text { .. }))
        .count();
    assert_eq!(svg.matches("<text ").count(), texts);
    // What fits on a sheet stays whole.
    assert_eq!(
        spoken(&named("forest"))
            .embedded("x")
            .unwrap()
            .svg
            .matches("<svg ")
            .count(),
        1
    );
}

#[test]
fn text_on_coloured_cells_keeps_its_colour_in_every_theme() {
    let svg = spoken(&named("heat-map")).embedded("x").unwrap().svg;
    // Black or white text, and cells of the palette, as they are on paper.
    assert!(
        svg.contains("fill:#000000;font-size") && svg.contains("fill:#ffffff;font-size"),
        "{svg}"
    );
    let policies = spoken(&named("curves")).embedded("x").unwrap().svg;
    assert!(policies.contains("stroke:var(--policy-1,#009e73)"));
    let lines = spoken(&named("parallel")).embedded("x").unwrap().svg;
    assert!(lines.contains("stroke:var(--more-"));
}
