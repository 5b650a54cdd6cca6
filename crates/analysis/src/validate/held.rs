//! Recorded facts held against a simulation, as the table of a validation has them, and means over several.

use engine::numeric::kernels;
use engine::numeric::statistics::exact_share_interval;
use results::message::Text;
use results::table::{Row, Table};

use crate::facts::in_words;
use crate::observables::{Observables, Scale, Subject};

/// One fact, as a row of `validation.csv` has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    pub id: String,
    pub area: String,
    /// What was recorded, without of whom and when.
    pub title: String,
    /// Of whom; nothing where the file of observables does not know.
    pub subject: Option<Subject>,
    pub date: String,
    pub unit: String,
    pub source: String,
    pub is_log: bool,
    pub recorded: f64,
    /// 5 %, 50 % and 95 % point of what the source should have said.
    pub predicted: [f64; 3],
    pub inside: bool,
    /// Recorded less predicted median, on the fact's scale.
    pub error: f64,
    pub relative_width: f64,
    pub crps: f64,
    pub normalised_crps: f64,
    /// Score of the naive forecast; not a number where there is none.
    pub naive_crps: f64,
    /// Whether the model was fitted with it at hand.
    pub is_fitted: bool,
}

impl Held {
    /// Those of a table that were judged, and how many were not.
    pub fn of_table(table: &Table) -> (Vec<Self>, usize) {
        let observables = Observables::shipped();
        let held: Vec<Self> = table
            .iter()
            .filter_map(|row| Self::of_row(&row, &observables))
            .collect();
        let not_covered = table.len() - held.len();
        (held, not_covered)
    }

    fn of_row(row: &Row, observables: &Observables) -> Option<Self> {
        if row.text("inside").is_empty() {
            return None;
        }
        let agent = row.text("agent");
        let subject = Subject::ALL.into_iter().find(|subject| subject.key() == agent);
        let observable = subject.and_then(|subject| observables.find(row.text("observable"), subject));
        let title = observable.as_ref().map(|found| found.title.as_str());
        Some(Self {
            id: row.text("id").to_owned(),
            area: row.text("area").to_owned(),
            title: title.unwrap_or(row.text("observable")).to_owned(),
            subject,
            date: row.text("date").to_owned(),
            unit: row.text("unit").to_owned(),
            source: row.text("source").to_owned(),
            is_log: observable.is_some_and(|found| found.scale == Scale::Log),
            recorded: row.number("recorded"),
            predicted: ["predicted_p05", "predicted_p50", "predicted_p95"].map(|column| row.number(column)),
            inside: row.is("inside"),
            error: row.number("error"),
            relative_width: row.number("relative_band_width"),
            crps: row.number("crps"),
            normalised_crps: row.number("normalised_crps"),
            naive_crps: row.number("naive_crps"),
            is_fitted: row.is("used_for_fitting"),
        })
    }

    /// What was recorded, of whom and when, in words.
    pub fn what(&self) -> Text {
        in_words(&self.title, self.subject, &self.date)
    }

    /// The fact's full error on its scale: what scores are normalised with.
    pub fn full_error(&self) -> f64 {
        self.crps / self.normalised_crps
    }

    /// The distance of the median in full errors.
    pub fn misses_by(&self) -> f64 {
        (self.error / self.full_error()).abs()
    }
}

/// Scores over some facts, as [`crate::scores::Scores`] has them.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Means {
    pub facts: usize,
    pub inside: usize,
    pub relative_width: f64,
    pub crps: f64,
    /// Facts with a naive forecast beside them.
    pub compared: usize,
    pub crps_compared: f64,
    pub crps_naive: f64,
    pub skill: f64,
}

impl Means {
    /// Those over these facts.
    pub fn of<'a>(facts: impl Iterator<Item = &'a Held> + Clone) -> Self {
        let mean = |values: &mut dyn Iterator<Item = f64>| {
            let (sum, count) = values.fold((0.0, 0.0), |(sum, count), value| (sum + value, count + 1.0));
            sum / count
        };
        let compared = facts.clone().filter(|held| held.naive_crps.is_finite());
        let log_ratio = mean(&mut compared.clone().map(|held| {
            kernels::ln(held.crps.max(f64::MIN_POSITIVE)) - kernels::ln(held.naive_crps.max(f64::MIN_POSITIVE))
        }));
        Self {
            facts: facts.clone().count(),
            inside: facts.clone().filter(|held| held.inside).count(),
            relative_width: mean(&mut facts.clone().map(|held| held.relative_width)),
            crps: mean(&mut facts.map(|held| held.normalised_crps)),
            compared: compared.clone().count(),
            crps_compared: mean(&mut compared.clone().map(|held| held.normalised_crps)),
            crps_naive: mean(&mut compared.map(|held| held.naive_crps / held.full_error())),
            // Without a fact to compare there is no skill.
            skill: match log_ratio.is_nan() {
                true => f64::NAN,
                false => 1.0 - kernels::exp(log_ratio),
            },
        }
    }

    /// Share of facts inside their bands.
    pub fn inside_share(&self) -> f64 {
        self.inside as f64 / self.facts as f64
    }

    /// Its exact 95 % interval, as if facts were independent of each other.
    pub fn inside_interval(&self) -> [f64; 2] {
        exact_share_interval(self.inside as u64, self.facts as u64)
    }
}

/// The areas of facts, each once, in their order.
pub fn areas(facts: &[Held]) -> Vec<&str> {
    let mut areas: Vec<&str> = Vec::new();
    for held in facts {
        if !areas.contains(&held.area.as_str()) {
            areas.push(&held.area);
        }
    }
    areas
}
