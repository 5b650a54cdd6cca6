//! The tables of a discovery.

use super::Discovery;
use crate::dictionary::{Column, DICTIONARY_CSV, columns_of_files, table};
use crate::number::cell;
use analysis::discover::limits::{Limits, Side};
use analysis::discover::{Found, Step};
use engine::error::Result;
use engine::numeric::statistics::Moments;
use engine::scenario::inputs::Input;

/// One row a box of a trajectory.
pub const TRAJECTORY_CSV: &str = "trajectory.csv";
/// One row a box of a trajectory and restricted input.
pub const LIMITS_CSV: &str = "trajectory-limits.csv";
/// One row a chosen box and restricted input.
pub const BOXES_CSV: &str = "boxes.csv";
/// One row an input: how often resamples restrict it, and where.
pub const STABILITY_CSV: &str = "stability.csv";
/// One row a leaf of the tree.
pub const TREE_CSV: &str = "tree.csv";

/// All tables in the order of the manifest.
pub const TABLES: [&str; 6] = [
    BOXES_CSV,
    TRAJECTORY_CSV,
    LIMITS_CSV,
    STABILITY_CSV,
    TREE_CSV,
    DICTIONARY_CSV,
];

const BOX: Column = ("box", "number", "number of the box, from 1");
const PASS: Column = (
    "pass",
    "text",
    "wide: the search among all inputs; narrow: the one among the inputs that the wide one left, which gives the box",
);
const STEP: Column = (
    "step",
    "number",
    "place on the trajectory of the pass, from 0 (no limits)",
);
const INPUT: Column = ("input", "text", "lever or parameter");
const UNIT: Column = ("unit", "text", "unit of the input");
const LOW: Column = ("low", "of the input", "lower limit, within the box; empty: none");
const HIGH: Column = ("high", "of the input", "upper limit, within the box; empty: none");
const ROWS: Column = ("rows", "number", "worlds (or points) in it");
const INTEREST: Column = ("interest", "number", "of these, those in which the condition holds");
const COVERAGE: Column = (
    "coverage",
    "share",
    "of all worlds in which the condition holds, the share in it",
);
const DENSITY: Column = (
    "density",
    "share",
    "of the worlds in it, the share in which the condition holds",
);
const MASS: Column = ("mass", "share", "of all worlds, the share in it");

const BOX_COLUMNS: [Column; 18] = [
    BOX,
    INPUT,
    UNIT,
    LOW,
    HIGH,
    (
        "lowest",
        "of the input",
        "lowest value in the worlds that were searched",
    ),
    ("highest", "of the input", "highest value in them"),
    (
        "low_quasi_p",
        "probability",
        "quasi-p value of the lower limit: chance of as dense a box if the limit did nothing (Bryant & Lempert 2010)",
    ),
    ("high_quasi_p", "probability", "that of the upper limit"),
    (
        "held_out_density",
        "share",
        "of the worlds in boxes found in the same way in resamples, and not seen by them, the share in which the condition holds; of the first \
         box only",
    ),
    (
        "held_out_density_low",
        "share",
        "5 % point of that over single resamples",
    ),
    ("held_out_density_high", "share", "95 % point of it"),
    (
        "held_out_coverage",
        "share",
        "of the worlds in which the condition holds, and that a resample has not seen, the share in its box; of the first box only",
    ),
    (
        "held_out_coverage_low",
        "share",
        "5 % point of that over single resamples",
    ),
    ("held_out_coverage_high", "share", "95 % point of it"),
    ("meaning", "text", "what the input is"),
    ("source", "text", "where its range comes from; empty for a lever"),
    (
        "pedigree",
        "text",
        "A measured, B estimated, C judged, D assumed; empty for a lever",
    ),
];

const TRAJECTORY_COLUMNS: [Column; 12] = [
    BOX,
    PASS,
    STEP,
    (
        "stage",
        "text",
        "how this box came of the one before: start, peel, paste, drop (a restriction)",
    ),
    ROWS,
    INTEREST,
    COVERAGE,
    DENSITY,
    MASS,
    (
        "mean",
        "of the metric",
        "mean of the first metric of the condition over the worlds in the box in which it is a number",
    ),
    ("restricted", "number", "restricted inputs"),
    ("chosen", "text", "yes for the box that is reported"),
];

const LIMIT_COLUMNS: [Column; 6] = [BOX, PASS, STEP, INPUT, LOW, HIGH];

const STABILITY_COLUMNS: [Column; 11] = [
    INPUT,
    UNIT,
    (
        "restricted_share",
        "share",
        "share of resamples whose first box restricts the input",
    ),
    (
        "low_share",
        "share",
        "share of resamples whose first box has a lower limit of it",
    ),
    (
        "low_p05",
        "of the input",
        "5 % point of that limit over those resamples",
    ),
    ("low_p50", "of the input", "median of it"),
    ("low_p95", "of the input", "95 % point of it"),
    (
        "high_share",
        "share",
        "share of resamples whose first box has an upper limit of it",
    ),
    (
        "high_p05",
        "of the input",
        "5 % point of that limit over those resamples",
    ),
    ("high_p50", "of the input", "median of it"),
    ("high_p95", "of the input", "95 % point of it"),
];

const TREE_COLUMNS: [Column; 7] = [
    ("leaf", "number", "number of the leaf, from 1, from left to right"),
    ("rule", "text", "what holds of the inputs in it"),
    ROWS,
    INTEREST,
    COVERAGE,
    DENSITY,
    MASS,
];

/// All tables with their names.
///
/// # Errors
/// None that a user can cause; those of the writer of CSV are passed on.
pub fn tables(discovery: &Discovery) -> Result<Vec<(&'static str, Vec<u8>)>> {
    Ok(vec![
        (BOXES_CSV, boxes(discovery)?),
        (TRAJECTORY_CSV, trajectory(discovery)?),
        (LIMITS_CSV, limits(discovery)?),
        (STABILITY_CSV, stability(discovery)?),
        (TREE_CSV, tree(discovery)?),
        (DICTIONARY_CSV, dictionary()?),
    ])
}

/// Both passes of a box with their names.
pub fn passes(found: &Found) -> [(&'static str, &[Step]); 2] {
    [("wide", &found.wide), ("narrow", &found.narrow)]
}

/// Numbered steps of both passes of all boxes.
fn steps(discovery: &Discovery) -> impl Iterator<Item = (String, &'static str, usize, &Step, &Found)> {
    (1..).zip(&discovery.found).flat_map(|(number, found)| {
        passes(found).into_iter().flat_map(move |(pass, steps)| {
            let each = steps.iter().enumerate();
            each.map(move |(place, step): (usize, &Step)| (format!("{number}"), pass, place, step, found))
        })
    })
}

impl Discovery {
    /// The key of a searched input.
    pub fn key(&self, column: usize) -> &str {
        self.inputs[column].key(&self.material.cards)
    }

    /// Mean of the first metric of the condition over the rows in a box in which it is a number; not a number where there is none.
    fn metric_mean(&self, found: &Found, limits: &Limits) -> f64 {
        let inside = limits.rows_inside(&self.cases, &found.rows);
        let numbers = inside
            .iter()
            .map(|&row| self.metric[row])
            .filter(|value| value.is_finite());
        Moments::of(numbers).mean()
    }

    fn shares(&self, rows: usize, interest: usize) -> [String; 5] {
        let (all, all_interest) = (self.cases.rows() as f64, self.cases.interest() as f64);
        [
            rows.to_string(),
            interest.to_string(),
            cell(interest as f64 / all_interest),
            cell(interest as f64 / rows as f64),
            cell(rows as f64 / all),
        ]
    }
}

fn boxes(discovery: &Discovery) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    let stability = &discovery.stability;
    let known = [stability.held_out_density(), stability.held_out_coverage()];
    for (number, found) in (1..).zip(&discovery.found) {
        // Resamples seek the first box.
        let [density, coverage] = known.map(|of| match number {
            1 => [of.share, of.low, of.high].map(cell),
            _ => Default::default(),
        });
        let limits = &found.step().limits;
        let p_values = discovery.quasi_p(found);
        for column in limits.restricted() {
            let input = discovery.inputs[column];
            let cards = &discovery.material.cards;
            let (source, pedigree) = match input {
                Input::Lever(_) => (String::new(), ""),
                Input::Parameter(place) => (cards.cards[place].source.clone(), cards.cards[place].pedigree.letter()),
            };
            let p = |side: Side| {
                let found = p_values.iter().find(|(place, of, _)| (*place, *of) == (column, side));
                found.map_or(String::new(), |(_, _, p)| cell(*p))
            };
            let (low, high) = limits.of(column);
            let (lowest, highest) = discovery.cases.range(column);
            let [held_density, density_low, density_high] = density.clone();
            let [held_coverage, coverage_low, coverage_high] = coverage.clone();
            rows.push([
                format!("{number}"),
                discovery.key(column).to_owned(),
                input.unit(cards).to_owned(),
                cell(low),
                cell(high),
                cell(lowest),
                cell(highest),
                p(Side::Lower),
                p(Side::Upper),
                held_density,
                density_low,
                density_high,
                held_coverage,
                coverage_low,
                coverage_high,
                input.meaning(cards).to_owned(),
                source,
                pedigree.to_owned(),
            ]);
        }
    }
    table(BOXES_CSV, &BOX_COLUMNS, rows)
}

fn trajectory(discovery: &Discovery) -> Result<Vec<u8>> {
    let rows = steps(discovery).map(|(number, pass, place, step, found)| {
        let [rows, interest, coverage, density, mass] = discovery.shares(step.content.rows, step.content.interest);
        let chosen = pass == "narrow" && place == found.chosen;
        [
            number,
            pass.to_owned(),
            place.to_string(),
            step.stage.key().to_owned(),
            rows,
            interest,
            coverage,
            density,
            mass,
            cell(discovery.metric_mean(found, &step.limits)),
            step.limits.restricted().len().to_string(),
            if chosen { "yes" } else { "" }.to_owned(),
        ]
    });
    table(TRAJECTORY_CSV, &TRAJECTORY_COLUMNS, rows.collect())
}

fn limits(discovery: &Discovery) -> Result<Vec<u8>> {
    let mut rows = Vec::new();
    for (number, pass, place, step, _) in steps(discovery) {
        for column in step.limits.restricted() {
            let (low, high) = step.limits.of(column);
            rows.push([
                number.clone(),
                pass.to_owned(),
                place.to_string(),
                discovery.key(column).to_owned(),
                cell(low),
                cell(high),
            ]);
        }
    }
    table(LIMITS_CSV, &LIMIT_COLUMNS, rows)
}

fn stability(discovery: &Discovery) -> Result<Vec<u8>> {
    let stability = &discovery.stability;
    let rows = discovery.by_stability().into_iter().map(|column| {
        let side = |side: Side| {
            let [low, middle, high] = stability.limit_quantiles(column, side).map(cell);
            [cell(stability.side_share(column, side)), low, middle, high]
        };
        let [low_share, low_p05, low_p50, low_p95] = side(Side::Lower);
        let [high_share, high_p05, high_p50, high_p95] = side(Side::Upper);
        [
            discovery.key(column).to_owned(),
            discovery.inputs[column].unit(&discovery.material.cards).to_owned(),
            cell(stability.restricted_share(column)),
            low_share,
            low_p05,
            low_p50,
            low_p95,
            high_share,
            high_p05,
            high_p50,
            high_p95,
        ]
    });
    table(STABILITY_CSV, &STABILITY_COLUMNS, rows.collect())
}

fn tree(discovery: &Discovery) -> Result<Vec<u8>> {
    let rows = (1..).zip(&discovery.tree).map(|(number, leaf)| {
        let [rows, interest, coverage, density, mass] = discovery.shares(leaf.content.rows, leaf.content.interest);
        let rule = discovery.rule(&leaf.limits);
        [format!("{number}"), rule, rows, interest, coverage, density, mass]
    });
    table(TREE_CSV, &TREE_COLUMNS, rows.collect())
}

impl Discovery {
    /// The limits of a leaf as a rule: values at a split belong to the lower side.
    pub fn rule(&self, limits: &Limits) -> String {
        let parts: Vec<String> = limits
            .restrictions()
            .into_iter()
            .map(|(column, side)| {
                let sign = match side {
                    Side::Lower => ">",
                    Side::Upper => "<=",
                };
                format!("{} {sign} {}", self.key(column), limits.side(column, side))
            })
            .collect();
        parts.join(" and ")
    }
}

/// What the columns of all tables mean.
pub const DESCRIBED: [&[Column]; 5] = [
    &BOX_COLUMNS,
    &TRAJECTORY_COLUMNS,
    &LIMIT_COLUMNS,
    &STABILITY_COLUMNS,
    &TREE_COLUMNS,
];

fn dictionary() -> Result<Vec<u8>> {
    let files: [(&str, &[Column]); 5] = [
        (BOXES_CSV, &BOX_COLUMNS),
        (TRAJECTORY_CSV, &TRAJECTORY_COLUMNS),
        (LIMITS_CSV, &LIMIT_COLUMNS),
        (STABILITY_CSV, &STABILITY_COLUMNS),
        (TREE_CSV, &TREE_COLUMNS),
    ];
    columns_of_files(&files)
}
