//! `data-dictionary.csv` of a sweep.

use super::findings::statistic_words;
use super::tables::{DESIGN_CSV, EFFECT, POINTS_CSV, RESULTS_CSV, WORLDS_CSV};
use crate::catalogue::in_english;
use crate::dictionary::{metric_meaning, of_rows};
use analysis::sweep::Design;
use engine::ensemble::Statistic;
use engine::error::Result;
use engine::model::metrics::Metric;
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::Input;

const POINT: [&str; 3] = ["point", "number", "row of the design, from 0; the same in every file"];
const POLICY: [&str; 3] = [
    "policy",
    "text",
    "policy under which the point was simulated; none: the plain scenario",
];
const RUNS: [&str; 3] = ["runs", "worlds", "worlds simulated, failed ones included"];
const FAILED: [&str; 3] = ["failed", "worlds", "worlds that failed and count in no statistic"];

/// The file as bytes; a Parquet file has the columns of the CSV file of its name.
///
/// # Errors
/// None that a user can cause.
pub fn dictionary(design: &Design, cards: &CardSet, worlds: bool) -> Result<Vec<u8>> {
    let mut rows: Vec<[String; 5]> = Vec::new();
    let mut add = |file: &str, name: &str, unit: &str, meaning: &str, source: &str| {
        rows.push([file, name, unit, meaning, source].map(str::to_owned));
    };
    let model = "model";
    let inputs = || design.inputs.iter().map(|&input| (input, source(input, cards)));
    add(DESIGN_CSV, POINT[0], POINT[1], POINT[2], model);
    for (input, source) in inputs() {
        let meaning = format!("{}; empty: left as it is", input.meaning(cards));
        add(DESIGN_CSV, input.key(cards), input.unit(cards), &meaning, source);
    }
    for [name, unit, meaning] in [POINT, POLICY, RUNS, FAILED] {
        add(POINTS_CSV, name, unit, meaning, model);
    }
    for (input, source) in inputs() {
        add(
            POINTS_CSV,
            input.key(cards),
            input.unit(cards),
            input.meaning(cards),
            source,
        );
    }
    for metric in Metric::ALL {
        let meaning = format!("{} ({} over the worlds)", metric.meaning(), statistic_words(metric));
        add(POINTS_CSV, metric.key(), metric.unit(), &meaning, model);
    }
    for [name, unit, meaning] in [POINT, POLICY] {
        add(RESULTS_CSV, name, unit, meaning, model);
    }
    add(RESULTS_CSV, "metric", "text", "a column of points.csv", model);
    add(
        RESULTS_CSV,
        "unit",
        "text",
        "unit of the metric; shares of worlds are shares",
        model,
    );
    for [name, unit, meaning] in [RUNS, FAILED] {
        add(RESULTS_CSV, name, unit, meaning, model);
    }
    for statistic in Statistic::ALL {
        let unit = if statistic.is_share() { "share" } else { "of the metric" };
        add(RESULTS_CSV, statistic.key(), unit, statistic.meaning(), model);
        let error = format!("{}_se", statistic.key());
        add(
            RESULTS_CSV,
            &error,
            unit,
            "its standard error; empty where it has none",
            model,
        );
    }
    let effect = "difference of the mean (or restricted mean, or share) from that of point 0 under the same policy, in the same worlds; empty \
        with --until";
    add(RESULTS_CSV, EFFECT[0], "of the metric", effect, model);
    add(
        RESULTS_CSV,
        EFFECT[1],
        "of the metric",
        "its standard error, from the differences world by world",
        model,
    );
    if worlds {
        for [name, unit, meaning] in [
            POINT,
            POLICY,
            ["run", "number", "number of the world, from 0; the same in every point"],
        ] {
            add(WORLDS_CSV, name, unit, meaning, model);
        }
        for metric in Metric::ALL {
            add(
                WORLDS_CSV,
                metric.key(),
                metric.unit(),
                &in_english(&metric_meaning(metric)),
                model,
            );
        }
    }
    let rows: Vec<[&str; 5]> = rows.iter().map(|row| row.each_ref().map(String::as_str)).collect();
    of_rows(&rows)
}

fn source(input: Input, cards: &CardSet) -> &str {
    match input {
        Input::Lever(_) => "set by the design",
        Input::Parameter(position) => &cards.cards[position].source,
    }
}
