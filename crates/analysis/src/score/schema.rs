//! The tables of scores: what their columns are.

use results::column::{Column, Schema};
use results::schema;

/// Every forecast.
pub const FORECASTS_CSV: &str = "forecasts.csv";
/// Scores of several.
pub const SCORES_CSV: &str = "scores.csv";
/// Histogram of PIT values.
pub const PIT_CSV: &str = "pit.csv";

schema! {
    /// One row a fact and origin; every fact here came after what its worlds were conditioned on.
    pub FORECASTS = FORECASTS_CSV;
    [
        Column::month("origin", "last month whose facts were known"),
        Column::text("id", "the fact, as in the file of facts"),
        Column::text("area", "what it is about"),
        Column::text("observable", "what was measured"),
        Column::text("agent", "us, china or world"),
        Column::text("date", "the year, month or day that it holds of"),
        Column::number("lead", "months", "from the end of the origin to the end of the date"),
        Column::text("unit", "unit of the values"),
        Column::number("recorded", "of the unit column", "the recorded value"),
        Column::number("predicted_p05", "of the unit column", "5th percentile, the error of measurement added"),
        Column::number("predicted_p50", "of the unit column", "median, the error of measurement added"),
        Column::number("predicted_p95", "of the unit column", "95th percentile, the error of measurement added"),
        Column::yes_no("inside", "whether the recorded value lies between the outer two"),
        Column::number("pit", "share", "share of the predicted distribution below the recorded value"),
        Column::number("relative_band_width", "ratio", "width of the predicted band over that of the record's own error"),
        Column::number("normalised_crps", "ratio", "continuous ranked probability score over the record's own error; smaller is better"),
        Column::number("persistence_crps", "ratio", "the same of a naive forecast: the latest fact goes on"),
        Column::number("drift_crps", "ratio", "the same: from the latest fact on as the last four went"),
        Column::number("line_crps", "ratio", "the same: a straight line through all earlier facts, on a log scale where the observable is one"),
    ]
}

schema! {
    /// One row an area, lead time or origin, and one for all.
    pub SCORES = SCORES_CSV;
    [
        Column::text("by", "area, lead, origin or all"),
        Column::text("name", "which"),
        Column::whole("facts", "facts", "forecasts of facts"),
        Column::whole("compared", "facts", "of them with naive forecasts beside them"),
        Column::number("inside_share", "share", "share inside the 5-95 % band; near 0.9 is right"),
        Column::number("relative_band_width", "ratio", "mean width of the bands over that of the records' own errors"),
        Column::number("normalised_crps", "ratio", "mean score over the records' own errors; smaller is better"),
        Column::number("persistence_skill", "1", "1 less the geometric mean of the model's scores over those of persistence; above 0 the model is better"),
        Column::number("persistence_low", "1", "lower end of its 90 % interval over resamples of observables"),
        Column::number("persistence_high", "1", "upper end"),
        Column::number("drift_skill", "1", "the same against the drift of the last four facts"),
        Column::number("drift_low", "1", "lower end of its 90 % interval over resamples of observables"),
        Column::number("drift_high", "1", "upper end"),
        Column::number("line_skill", "1", "the same against a line through all earlier facts"),
        Column::number("line_low", "1", "lower end of its 90 % interval over resamples of observables"),
        Column::number("line_high", "1", "upper end"),
    ]
}

schema! {
    /// One row a tenth of the predicted distributions: even where the model is right about its own uncertainty.
    pub PIT = PIT_CSV;
    [
        Column::number("from", "share", "lower end of the tenth"),
        Column::number("to", "share", "upper end"),
        Column::whole("facts", "facts", "facts whose recorded value lies in it"),
        Column::number("expected", "facts", "how many would on the mean if the model were right"),
        Column::whole("chance_low", "facts", "at least so many would then, but for one bar in forty, if facts were independent"),
        Column::whole("chance_high", "facts", "at most so many would, but for one bar in forty"),
    ]
}

/// All tables, in the order of the manifest.
pub static SCHEMAS: [&Schema; 3] = [&SCORES, &FORECASTS, &PIT];
