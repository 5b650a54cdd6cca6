//! Rows of the tables of a run as bytes. Commas apart, newline at the end, no quoting needed.
//!
//! Rows are pushed onto a plain buffer because a run writes millions of cells. No cell here can hold a comma, a quote or a
//! line end: keys are the program's own, numbers are written by [`super::number`].

use crate::number::{push_float, push_integer};
use engine::ensemble::{Spread, Trajectory};
use engine::model::events::Event;
use engine::model::metrics::{Kind, Metrics};
use engine::model::series::Series;
use engine::scenario::time::Month;
use results::cell::{push_number_or_never, who};

/// A row of `metrics.csv`.
pub fn push_metrics(line: &mut Vec<u8>, run: u64, values: &Metrics) {
    push_integer(line, run);
    for (metric, value) in values.iter() {
        line.push(b',');
        push_metric(line, metric.kind(), value);
    }
    line.push(b'\n');
}

/// A metric as it stands in tables: empty where it does not exist, `never` where it did not happen.
pub fn push_metric(line: &mut Vec<u8>, kind: Kind, value: f64) {
    match kind {
        Kind::Who => line.extend_from_slice(who(value).as_bytes()),
        Kind::Number | Kind::Year | Kind::NumberOrNever => push_number_or_never(line, value),
    }
}

/// Rows of `draws.csv`. A quarter of the parameters is fixed: what has the value of the first row is copied from there.
#[derive(Debug, Default)]
pub struct DrawsRow {
    /// Of each column in the first row: its value, and where its text ends.
    first: Vec<(u64, usize)>,
    /// The cells of the first row one behind the other, a comma before each.
    text: Vec<u8>,
}

impl DrawsRow {
    /// Appends a row; `values` in registry order.
    pub fn push(&mut self, line: &mut Vec<u8>, run: u64, values: &[f64]) {
        if self.first.is_empty() {
            for value in values {
                self.text.push(b',');
                push_float(&mut self.text, *value);
                self.first.push((value.to_bits(), self.text.len()));
            }
        }
        push_integer(line, run);
        let mut start = 0;
        for (value, (first, end)) in values.iter().zip(&self.first) {
            if value.to_bits() == *first {
                line.extend_from_slice(&self.text[start..*end]);
            } else {
                line.push(b',');
                push_float(line, *value);
            }
            start = *end;
        }
        line.push(b'\n');
    }
}

/// A row of `events.csv`.
pub fn push_event(line: &mut Vec<u8>, event: &Event) {
    push_month(line, event.month);
    line.push(b',');
    push_integer(line, event.run);
    line.push(b',');
    line.extend_from_slice(event.agent.map_or("both", |agent| agent.key()).as_bytes());
    line.push(b',');
    line.extend_from_slice(event.kind.key().as_bytes());
    line.push(b',');
    line.extend_from_slice(event.kind.detail().as_bytes());
    line.push(b',');
    push_float(line, event.size);
    line.push(b',');
    line.extend_from_slice(event.kind.unit().as_bytes());
    line.push(b'\n');
}

/// A row of `trajectories.csv`.
pub fn push_spread(line: &mut Vec<u8>, month: Month, series: Series, spread: &Spread) {
    push_month(line, month);
    for text in [series.agent_key(), series.key(), series.unit()] {
        line.push(b',');
        line.extend_from_slice(text.as_bytes());
    }
    for value in [spread.mean, spread.p05, spread.p25, spread.p50, spread.p75, spread.p95] {
        line.push(b',');
        push_float(line, value);
    }
    line.push(b'\n');
}

/// The rows of one world in `kept-trajectories.csv`.
pub fn push_kept(line: &mut Vec<u8>, trajectory: &Trajectory) {
    let columns: Vec<&[f64]> = Series::all().map(|series| trajectory.series(series)).collect();
    for month in 0..trajectory.months() {
        push_integer(line, trajectory.run);
        line.push(b',');
        push_month(line, Month(month));
        for column in &columns {
            line.push(b',');
            push_float(line, column[month]);
        }
        line.push(b'\n');
    }
}

/// `2026-01`, without going through the formatter: events are written by the hundred thousand.
fn push_month(line: &mut Vec<u8>, month: Month) {
    push_integer(
        line,
        u64::from(engine::scenario::time::FIRST_YEAR) + (month.0 / 12) as u64,
    );
    let of_year = (month.0 % 12 + 1) as u8;
    line.extend_from_slice(&[b'-', b'0' + of_year / 10, b'0' + of_year % 10]);
}

#[cfg(test)]
mod tests {
    use super::*;
    use analysis::run::schema;
    use engine::model::events::EventKind;
    use engine::model::metrics::METRICS;
    use engine::scenario::agents::Agent;
    use engine::scenario::levers::Lever;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

    fn text(line: Vec<u8>) -> String {
        String::from_utf8(line).unwrap()
    }

    fn heads() -> [Vec<u8>; 5] {
        let cards = read_cards(&shipped::parameters()).unwrap();
        [
            schema::metrics(&[]).head(),
            schema::draws(&cards).head(),
            schema::EVENTS.head(),
            schema::TRAJECTORIES.head(),
            schema::kept().head(),
        ]
    }

    #[test]
    fn no_key_unit_or_header_needs_quoting() {
        for name in heads().into_iter().map(text).collect::<String>().split([',', '\n']) {
            assert!(!name.contains(['"', ' ', '\r']), "{name}");
        }
        for series in Series::all() {
            assert!(!series.unit().contains([',', '"', '\n']), "{}", series.unit());
        }
        for lever in Lever::ALL {
            assert!(!lever.unit().contains([',', '"', '\n']), "{}", lever.unit());
        }
    }

    #[test]
    fn every_row_has_as_many_cells_as_its_header() {
        let cells = |line: Vec<u8>| text(line).split(',').count();
        let mut row = Vec::new();
        push_metrics(&mut row, 3, &Metrics::from([1.5; METRICS]));
        assert_eq!(cells(row), cells(schema::metrics(&[]).head()));

        let mut row = Vec::new();
        DrawsRow::default().push(
            &mut row,
            3,
            &engine::scenario::parameters::keys().map(|_| 0.5).collect::<Vec<_>>(),
        );
        assert_eq!(cells(row), cells(heads()[1].clone()));

        let spread = Spread {
            mean: 1.0,
            p05: 0.0,
            p25: 0.5,
            p50: 1.0,
            p75: 1.5,
            p95: 2.0,
        };
        let mut row = Vec::new();
        push_spread(&mut row, Month(0), Series::all().next().unwrap(), &spread);
        assert_eq!(cells(row), cells(schema::TRAJECTORIES.head()));
    }

    #[test]
    fn rows_of_draws_stand_alone_though_fixed_cells_are_copied() {
        let rows = [
            [0.5, 2.0, f64::NAN, 1e300],
            [0.25, 2.0, f64::NAN, 7.0],
            [0.5, -2.0, 3.0, 1e300],
        ];
        let (mut together, mut apart) = (Vec::new(), Vec::new());
        let mut writer = DrawsRow::default();
        for (run, row) in (8..).zip(&rows) {
            writer.push(&mut together, run, row);
            DrawsRow::default().push(&mut apart, run, row);
        }
        assert_eq!(text(together.clone()), text(apart));
        assert_eq!(text(together), "8,0.5,2,,1e+300\n9,0.25,2,,7\n10,0.5,-2,3,1e+300\n");
    }

    #[test]
    fn never_nobody_and_not_available_are_words_of_their_own() {
        let cell = |kind, value| {
            let mut line = Vec::new();
            push_metric(&mut line, kind, value);
            text(line)
        };
        assert_eq!(cell(Kind::Year, f64::INFINITY), "never");
        assert_eq!(cell(Kind::NumberOrNever, f64::INFINITY), "never");
        assert_eq!(cell(Kind::Number, f64::NAN), "");
        assert_eq!(cell(Kind::Who, 0.0), "nobody");
        assert_eq!(cell(Kind::Who, 1.0), "us");
        assert_eq!(cell(Kind::Who, 2.0), "china");
        assert_eq!(cell(Kind::Number, 8.25), "8.25");
    }

    #[test]
    fn an_event_row_names_month_world_agent_lever_and_unit() {
        let mut line = Vec::new();
        let event = Event {
            month: Month(38),
            run: 12,
            agent: Some(Agent::UnitedStates),
            kind: EventKind::PolicyChange(Lever::UsChipControls),
            size: 0.75,
        };
        push_event(&mut line, &event);
        push_event(
            &mut line,
            &Event {
                agent: None,
                kind: EventKind::TreatySigned,
                ..event
            },
        );
        assert_eq!(
            text(line),
            "2026-03,12,us,policy_change,us.chip_controls,0.75,share\n2026-03,12,both,treaty_signed,,0.75,index\n"
        );
    }

    #[test]
    fn months_are_written_as_they_are_displayed() {
        for month in (0..engine::scenario::time::MAX_MONTHS).map(Month) {
            let mut line = Vec::new();
            push_month(&mut line, month);
            assert_eq!(text(line), month.to_string());
        }
    }
}
