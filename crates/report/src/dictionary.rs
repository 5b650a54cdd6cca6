//! `data-dictionary.csv` of a run, and what metrics are in words of any language.

use super::selection::Selection;
use crate::catalogue::later;
use crate::later;
use analysis::run::schema::{self, DRAWS_CSV, EVENT_KINDS, EVENTS_CSV, METRICS_CSV, TRAJECTORIES_CSV, series_column};
use analysis::titles::meaning;
use engine::model::metrics::{Kind, Metric};
use engine::scenario::Scenario;
use results::dictionary::Dictionary;
use results::message::Text;
use results::table::Table;

/// What the cells of a metric hold, in words of any language.
pub fn metric_meaning(metric: Metric) -> String {
    match metric.kind() {
        Kind::Number => match meaning(metric) {
            Text::Plain(words) => words,
            dated => later(dated),
        },
        Kind::Year | Kind::NumberOrNever => later!("dictionary-or_never", meaning = meaning(metric)),
        Kind::Who => later!("dictionary-who", meaning = meaning(metric)),
    }
}

/// Every column, variable, metric, parameter and event of the tables of a run.
pub fn dictionary(scenario: &Scenario, selection: &Selection) -> Table {
    let mut dictionary = Dictionary::default();
    if selection.has(METRICS_CSV) {
        dictionary.columns(&schema::metrics(&scenario.dated));
    }
    if selection.has(DRAWS_CSV) {
        dictionary.columns(&schema::draws(&scenario.cards));
    }
    if selection.has(TRAJECTORIES_CSV) {
        dictionary.columns(&schema::TRAJECTORIES);
    }
    for series in selection.series.series() {
        dictionary.column(TRAJECTORIES_CSV, &series_column(series));
    }
    dictionary.columns(&schema::EVENTS);
    for [name, unit, meaning] in EVENT_KINDS {
        dictionary.word(EVENTS_CSV, name, unit, meaning);
    }
    dictionary.columns(&schema::PRECISION);
    dictionary.columns(&schema::CONVERGENCE);
    if scenario.kept_trajectories > 0 {
        dictionary.columns(&schema::kept());
    }
    dictionary.table()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::in_english;

    #[test]
    fn a_metric_means_the_same_in_tables_and_in_english_words() {
        let dated = ["lag_months@2032", "us_distrust@2031-03", "compute_ratio@2029"];
        let dated = dated.map(|key| Metric::from_key(key).unwrap());
        for metric in Metric::ALL.into_iter().chain(dated) {
            assert_eq!(
                schema::metric_column(metric).meaning,
                in_english(&metric_meaning(metric)),
                "{metric:?}"
            );
        }
    }
}
