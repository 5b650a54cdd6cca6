//! The table of a validation: what its columns are.

use results::column::Column;
use results::schema;

/// Name of the table.
pub const VALIDATION_CSV: &str = "validation.csv";

schema! {
    /// One row a fact; those without an answer come last, with the reason in `note`.
    pub VALIDATION = VALIDATION_CSV;
    [
        Column::text("id", "the fact, as in the file of facts"),
        Column::text("area", "what it is about"),
        Column::text("observable", "what was measured"),
        Column::text("agent", "us, china or world"),
        Column::text("date", "the year, month or day that it holds of"),
        Column::text("unit", "unit of the values"),
        Column::number("recorded", "of the unit column", "the recorded value"),
        Column::number("low", "of the unit column", "lower end of what the source leaves open"),
        Column::number("high", "of the unit column", "upper end of it"),
        Column::number("simulated_p05", "of the unit column", "5th percentile over worlds"),
        Column::number("simulated_p50", "of the unit column", "median over worlds"),
        Column::number("simulated_p95", "of the unit column", "95th percentile over worlds"),
        Column::number("predicted_p05", "of the unit column", "5th percentile, the error of measurement added"),
        Column::number("predicted_p50", "of the unit column", "median, the error of measurement added"),
        Column::number("predicted_p95", "of the unit column", "95th percentile, the error of measurement added"),
        Column::yes_no("inside", "whether the recorded value lies between the outer two"),
        Column::number("error", "of the unit column", "recorded less predicted median; of logarithms where the observable is one"),
        Column::number("band_width", "of the unit column", "width of the predicted band"),
        Column::number("relative_band_width", "ratio", "that over the spread of the record"),
        Column::number("crps", "of the unit column", "continuous ranked probability score; smaller is better"),
        Column::number("normalised_crps", "ratio", "that over the spread of the record"),
        Column::text("naive_method", "trend or persistence: the forecast that knows only earlier facts"),
        Column::number("naive_p50", "of the unit column", "its median"),
        Column::yes_no("naive_inside", "whether the recorded value lies in its band"),
        Column::number("naive_crps", "of the unit column", "its score"),
        Column::whole("lost_worlds", "worlds", "worlds in which the observable has no value"),
        Column::text("source", "where the recorded value is from"),
        Column::text("note", "what must be known of the row"),
    ]
}
