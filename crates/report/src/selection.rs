//! Which tables a run writes.

use analysis::run::recorded::Recorded;
use analysis::run::schema::{DRAWS_CSV, EVENTS_CSV, KEPT_CSV, METRICS_CSV, TRAJECTORIES_CSV};
use results::store::folder::SpecInput;

/// Tables with one row a world.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// `metrics.csv` and `draws.csv`.
    All,
    /// `metrics.csv`.
    Metrics,
    /// Neither: summaries only.
    None,
}

impl Rows {
    /// All choices, most first.
    pub const ALL: [Self; 3] = [Self::All, Self::Metrics, Self::None];

    /// What is written where nothing is said: `draws.csv` takes eight times the room of `metrics.csv`, few read it, and it can be made again
    /// at any time, as draws depend on seed and cards alone.
    pub const USUAL: Self = Self::Metrics;

    /// The word on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Metrics => "metrics",
            Self::None => "none",
        }
    }

    /// The choice of this word.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rows| rows.key() == key)
    }
}

/// Which tables a run writes, of which series, and whether once more as Parquet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Selection {
    pub rows: Rows,
    /// What `trajectories.csv` holds.
    pub series: Recorded,
    pub parquet: bool,
}

impl Selection {
    /// The metrics of each world, the series that are drawn, as CSV.
    pub const USUAL: Self = Self {
        rows: Rows::USUAL,
        series: Recorded::Drawn,
        parquet: false,
    };

    /// Whether a table of this name is written. Those not known here are summaries, which always are.
    pub fn has(&self, csv: &str) -> bool {
        match csv {
            METRICS_CSV => self.rows != Rows::None,
            DRAWS_CSV => self.rows == Rows::All,
            TRAJECTORIES_CSV => self.series != Recorded::None,
            _ => true,
        }
    }

    /// What tells results apart that differ in their tables alone; nothing for [`Selection::USUAL`].
    pub fn part(&self) -> Option<SpecInput> {
        let parquet = if self.parquet { ", and as Parquet" } else { "" };
        let series = match &self.series {
            Recorded::Drawn => String::new(),
            other => format!(", series: {}", other.key()),
        };
        (*self != Self::USUAL).then(|| {
            SpecInput::new(
                "choice of tables",
                format!("rows: {}{series}{parquet}", self.rows.key()),
            )
        })
    }
}

/// The tables that Parquet is made of, with the name it has.
pub const AS_PARQUET: [(&str, &str); 5] = [
    (METRICS_CSV, "metrics.parquet"),
    (DRAWS_CSV, "draws.parquet"),
    (TRAJECTORIES_CSV, "trajectories.parquet"),
    (EVENTS_CSV, "events.parquet"),
    (KEPT_CSV, "kept-trajectories.parquet"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_are_written_only_if_asked_for() {
        assert!(!Selection::USUAL.has(DRAWS_CSV));
        for (rows, metrics, draws) in [
            (Rows::All, true, true),
            (Rows::Metrics, true, false),
            (Rows::None, false, false),
        ] {
            let selection = Selection {
                rows,
                ..Selection::USUAL
            };
            assert_eq!((selection.has(METRICS_CSV), selection.has(DRAWS_CSV)), (metrics, draws));
            assert!(selection.has(EVENTS_CSV) && selection.has(TRAJECTORIES_CSV));
            assert_eq!(Rows::from_key(rows.key()), Some(rows));
        }
    }

    #[test]
    fn results_that_differ_in_their_tables_are_told_apart() {
        let mut seen = Vec::new();
        for rows in Rows::ALL {
            for series in ["none", "drawn", "all", "china.lag_months"] {
                for parquet in [false, true] {
                    let series = Recorded::parse(series).unwrap();
                    let part = Selection { rows, series, parquet }.part();
                    assert!(!seen.contains(&part), "{part:?}");
                    seen.push(part);
                }
            }
        }
        assert_eq!(Selection::USUAL.part(), None);
    }
}
