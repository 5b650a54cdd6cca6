//! The table of a validation: what its columns are.

use results::column::Column;
use results::schema;

/// Name of the table.
pub const VALIDATION_CSV: &str = "validation.csv";
/// Name of the table of accounts.
pub const ACCOUNTS_CSV: &str = "accounts.csv";
/// Name of the table of magnitudes.
pub const SANITY_CSV: &str = "sanity.csv";
/// Published forecasts with the model beside them.
pub const PUBLISHED_CSV: &str = "published.csv";

schema! {
    /// One row a published forecast within the simulated time; the model is not fitted to any.
    pub PUBLISHED = PUBLISHED_CSV;
    [
        Column::text("id", "the forecast, as in the file of published forecasts"),
        Column::text("observable", "what it is of"),
        Column::text("agent", "us, china or world"),
        Column::text("date", "the year, month or span that it is for"),
        Column::text("unit", "unit of the values"),
        Column::number("published", "of the unit column", "the published value"),
        Column::number("low", "of the unit column", "lower end of its range"),
        Column::number("high", "of the unit column", "upper end of it"),
        Column::number("simulated_p05", "of the unit column", "5th percentile over worlds"),
        Column::number("simulated_p50", "of the unit column", "median over worlds"),
        Column::number("simulated_p95", "of the unit column", "95th percentile over worlds"),
        Column::yes_no("apart", "whether the published value and all of its range lie outside the last two"),
        Column::text("who", "who said so"),
        Column::text("statement", "what was said"),
        Column::text("why", "why the model says something else"),
        Column::text("url", "where it was read"),
    ]
}

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
        Column::yes_no(
            "used_for_fitting",
            "whether the model was fitted with this fact at hand, or the worlds were made to agree with it, so that its score is in-sample",
        ),
        Column::text("source", "where the recorded value is from"),
        Column::text("note", "what must be known of the row"),
    ]
}

schema! {
    /// One row an account of the model, audited in all months of all worlds.
    pub ACCOUNTS_TABLE = ACCOUNTS_CSV;
    [
        Column::text("account", "the account"),
        Column::text("statement", "what balances"),
        Column::text("equations", "the equations that it ties together"),
        Column::number("largest_residual", "ratio", "largest part of the larger side that is left over, over all worlds and months"),
        Column::number("tolerance", "ratio", "what rounding may leave"),
        Column::whole("world", "world", "the world in which the largest residual is"),
        Column::month("month", "the month in which it is"),
        Column::yes_no("balances", "whether it is within the tolerance"),
    ]
}

schema! {
    /// One row a bound of a magnitude.
    pub SANITY_TABLE = SANITY_CSV;
    [
        Column::text("id", "the bound"),
        Column::text("quantity", "what is bounded"),
        Column::text("of", "whom it holds: all worlds, or the median over worlds"),
        Column::text("dates", "the months that are looked at"),
        Column::text("unit", "unit of the values"),
        Column::number("low", "of the unit column", "lower bound"),
        Column::number("high", "of the unit column", "upper bound"),
        Column::number("lowest", "of the unit column", "lowest value over these months, and worlds"),
        Column::number("highest", "of the unit column", "highest value"),
        Column::month("lowest_in", "month of the lowest value"),
        Column::month("highest_in", "month of the highest value"),
        Column::yes_no("inside", "whether both keep the bounds"),
        Column::text("why", "why the bounds"),
        Column::text("source", "where they are from"),
    ]
}
