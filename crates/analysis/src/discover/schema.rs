//! The tables of a discovery: what their columns are.

use results::column::{Column, Schema};
use results::schema;

pub const BOXES_CSV: &str = "boxes.csv";
pub const TRAJECTORY_CSV: &str = "trajectory.csv";
pub const LIMITS_CSV: &str = "trajectory-limits.csv";
pub const STABILITY_CSV: &str = "stability.csv";
pub const TREE_CSV: &str = "tree.csv";

const BOX: Column = Column::whole("box", "number", "number of the box, from 1");
const PASS: Column = Column::text(
    "pass",
    "wide: the search among all inputs; narrow: the one among the inputs that the wide one left, which gives the box",
);
const STEP: Column = Column::whole(
    "step",
    "number",
    "place on the trajectory of the pass, from 0 (no limits)",
);
const INPUT: Column = Column::entry("input", "lever or parameter");
const UNIT: Column = Column::text("unit", "unit of the input");
// Exact, as the draws that are held against them.
const LOW: Column = Column::number("low", "of the input", "lower limit, within the box; empty: none").exact();
const HIGH: Column = Column::number("high", "of the input", "upper limit, within the box; empty: none").exact();
const ROWS: Column = Column::whole("rows", "number", "worlds (or points) in it");
const INTEREST: Column = Column::whole("interest", "number", "of these, those in which the condition holds");
const COVERAGE: Column = Column::number(
    "coverage",
    "share",
    "of all worlds in which the condition holds, the share in it",
);
const DENSITY: Column = Column::number(
    "density",
    "share",
    "of the worlds in it, the share in which the condition holds",
);
const MASS: Column = Column::number("mass", "share", "of all worlds, the share in it");

schema! {
    /// One row a chosen box and restricted input.
    pub BOXES = BOXES_CSV;
    [
        BOX,
        INPUT,
        UNIT,
        LOW,
        HIGH,
        Column::number(
            "lowest",
            "of the input",
            "lowest value in the worlds that were searched",
        ),
        Column::number("highest", "of the input", "highest value in them"),
        Column::number(
            "low_quasi_p",
            "probability",
            "quasi-p value of the lower limit: chance of as dense a box if the limit did nothing (Bryant & Lempert 2010)",
        ),
        Column::number("high_quasi_p", "probability", "that of the upper limit"),
        Column::number(
            "held_out_density",
            "share",
            "of the worlds in boxes found in the same way in resamples, and not seen by them, the share in which the condition holds; of the first \
         box only",
        ),
        Column::number(
            "held_out_density_low",
            "share",
            "5 % point of that over single resamples",
        ),
        Column::number("held_out_density_high", "share", "95 % point of it"),
        Column::number(
            "held_out_coverage",
            "share",
            "of the worlds in which the condition holds, and that a resample has not seen, the share in its box; of the first box only",
        ),
        Column::number(
            "held_out_coverage_low",
            "share",
            "5 % point of that over single resamples",
        ),
        Column::number("held_out_coverage_high", "share", "95 % point of it"),
        Column::text("meaning", "what the input is"),
        Column::text("source", "where its range comes from; empty for a lever"),
        Column::text(
            "pedigree",
            "A measured, B estimated, C judged, D assumed; empty for a lever",
        ),
    ]
}

schema! {
    /// One row a box of a trajectory.
    pub TRAJECTORY = TRAJECTORY_CSV;
    [
        BOX,
        PASS,
        STEP,
        Column::text(
            "stage",
            "how this box came of the one before: start, peel, paste, drop (a restriction)",
        ),
        ROWS,
        INTEREST,
        COVERAGE,
        DENSITY,
        MASS,
        Column::number(
            "mean",
            "of the metric",
            "mean of the first metric of the condition over the worlds in the box in which it is a number",
        ),
        Column::whole("restricted", "number", "restricted inputs"),
        Column::yes_or_nothing("chosen", "yes for the box that is reported"),
    ]
}

schema! {
    /// One row a box of a trajectory and restricted input.
    pub LIMITS = LIMITS_CSV;
    [
        BOX, PASS, STEP, INPUT, LOW, HIGH
    ]
}

schema! {
    /// One row an input: how often resamples restrict it, and where.
    pub STABILITY = STABILITY_CSV;
    [
        INPUT,
        UNIT,
        Column::number(
            "restricted_share",
            "share",
            "share of resamples whose first box restricts the input",
        ),
        Column::number(
            "low_share",
            "share",
            "share of resamples whose first box has a lower limit of it",
        ),
        Column::number(
            "low_p05",
            "of the input",
            "5 % point of that limit over those resamples",
        ),
        Column::number("low_p50", "of the input", "median of it"),
        Column::number("low_p95", "of the input", "95 % point of it"),
        Column::number(
            "high_share",
            "share",
            "share of resamples whose first box has an upper limit of it",
        ),
        Column::number(
            "high_p05",
            "of the input",
            "5 % point of that limit over those resamples",
        ),
        Column::number("high_p50", "of the input", "median of it"),
        Column::number("high_p95", "of the input", "95 % point of it"),
    ]
}

schema! {
    /// One row a leaf of the tree.
    pub TREE = TREE_CSV;
    [
        Column::whole("leaf", "number", "number of the leaf, from 1, from left to right"),
        Column::text("rule", "what holds of the inputs in it"),
        ROWS,
        INTEREST,
        COVERAGE,
        DENSITY,
        MASS,
    ]
}

/// All tables in the order of the manifest, the data dictionary left out.
pub static SCHEMAS: [&Schema; 5] = [&BOXES, &TRAJECTORY, &LIMITS, &STABILITY, &TREE];
