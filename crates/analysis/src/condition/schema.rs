//! The tables of a conditioning: what their columns are.

use results::column::{Column, Schema};
use results::schema;

/// The table of histories itself.
pub const HISTORIES_CSV: &str = "histories.csv";
/// Which facts pulled.
pub const FACTS_CSV: &str = "facts.csv";
/// Which parameters were pulled.
pub const PARAMETERS_CSV: &str = "parameters.csv";
/// How the search went.
pub const SEARCH_CSV: &str = "search.csv";

schema! {
    /// One row a fact that had a part.
    pub FACTS = FACTS_CSV;
    [
        Column::text("id", "the fact, as in the file of facts"),
        Column::text("observable", "what was measured"),
        Column::text("agent", "us, china or world"),
        Column::text("date", "the year, month or day that it holds of"),
        Column::text("unit", "unit of the values"),
        Column::number("recorded", "of the unit column", "the recorded value"),
        Column::number("before", "of the unit column", "mean over worlds before the record was known; of logarithms where the observable is one, moved back"),
        Column::number("after", "of the unit column", "the same in the worlds that agree with the record"),
        Column::number("spread_before", "of the unit column", "standard deviation over worlds before; of logarithms where the observable is one"),
        Column::number("spread_after", "of the unit column", "the same after"),
        Column::number("surprise", "1", "recorded value less mean before, over the spread before and the fact's error together"),
        Column::number("left", "1", "the same after: beyond 2 the worlds do not meet the fact"),
    ]
}

schema! {
    /// One row an uncertain parameter, the one that moved or narrowed most first.
    pub PARAMETERS = PARAMETERS_CSV;
    [
        Column::text("parameter", "key of the card"),
        Column::text("unit", "unit of the values"),
        Column::number("before", "of the unit column", "mean over worlds before the record was known"),
        Column::number("after", "of the unit column", "the same in the worlds that agree with the record"),
        Column::number("spread_before", "of the unit column", "standard deviation before"),
        Column::number("spread_after", "of the unit column", "the same after"),
        Column::number("shift", "1", "how far the mean moved, in standard deviations before"),
        Column::text("pulled_by", "the fact that pulled most that way: its surprise times its correlation with the parameter"),
    ]
}

schema! {
    /// One row a sweep: whether the chains have arrived.
    pub SEARCH = SEARCH_CSV;
    [
        Column::whole("sweep", "sweeps", "number of the sweep, from 1 on"),
        Column::number("log_likelihood", "1", "mean over rows of the log likelihood of the record, up to a constant"),
    ]
}

/// All tables, in the order of the manifest.
pub static SCHEMAS: [&Schema; 3] = [&FACTS, &PARAMETERS, &SEARCH];
