//! Whether the parts of a chart fit together.

use crate::data::{Key, Values};
use crate::figure::{Chart, Figure, name_of, places};
use crate::mark::{Mark, Space};
use error::Error;

/// More parallel axes would stand too close for their names.
const MOST_AXES: usize = 24;
/// Places along an axis of cells at most.
const MOST_PLACES: usize = 101;

impl Chart {
    /// Whether the parts fit together.
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(found) = &self.contradiction {
            return Err(found.clone());
        }
        self.data.check()?;
        let holds = |key: &Key, wants_words: bool| {
            let column = self.data.columns.iter().find(|column| column.key == *key);
            match column.map(|column| matches!(column.values, Values::Words { .. })) {
                Some(words) if words == wants_words => Ok(()),
                Some(true) => Err(format!("column `{key}` holds words where numbers are drawn")),
                Some(false) => Err(format!("column `{key}` holds numbers where words are drawn")),
                None => Err(format!("there is no column `{key}`")),
            }
        };
        let (mut numbers, mut words): (Vec<&Key>, Vec<&Key>) = (Vec::new(), Vec::new());
        words.extend(self.series.iter().chain(&self.facet));
        match &self.space {
            Space::Plane { x, .. } => numbers.push(x),
            Space::Rows { label, note, .. } => words.extend(std::iter::once(label).chain(note)),
            Space::Table { row, column } => words.extend([row, column]),
            Space::Parallel { axes, .. } => {
                if !(2..=MOST_AXES).contains(&axes.len()) {
                    return Err(format!("parallel axes must be 2 to {MOST_AXES}, not {}", axes.len()));
                }
                numbers.extend(axes.iter().map(|(key, _)| key));
            }
        }
        for mark in &self.marks {
            numbers.extend(mark.numbers());
            words.extend(mark.words());
        }
        numbers.into_iter().try_for_each(|key| holds(key, false))?;
        words.into_iter().try_for_each(|key| holds(key, true))?;
        if let Some(facet) = &self.facet
            && self.data.words(facet).0.len() > self.panels.len()
        {
            return Err(format!("column `{facet}` has more levels than there are panels"));
        }
        self.marks.iter().try_for_each(|mark| self.check_mark(mark))
    }

    fn check_mark(&self, mark: &Mark) -> Result<(), String> {
        match mark {
            Mark::Interval {
                at,
                low,
                high,
                judged: None,
            }
            | Mark::Bar { at, low, high, .. } => {
                let [at, low, high] = [at, low, high].map(|key| self.data.numbers(key));
                let Space::Rows { label, .. } = &self.space else {
                    return Err("intervals are drawn in rows".to_owned());
                };
                for row in 0..self.data.rows() {
                    let none = at[row].is_nan() && low[row].is_nan() && high[row].is_nan();
                    let ascends = low[row] <= high[row] && at[row].is_finite();
                    if !(none || ascends) {
                        let (levels, rows) = self.data.words(label);
                        let level = rows[row].map(|level| name_of(&levels[level as usize].text));
                        return Err(format!(
                            "the interval of `{}` must ascend around a finite estimate, not {} to {} around {}",
                            level.unwrap_or_default(),
                            low[row],
                            high[row],
                            at[row]
                        ));
                    }
                }
                Ok(())
            }
            Mark::Cell { y, .. } => {
                let (Space::Plane { x, .. }, Some(y)) = (&self.space, y) else {
                    return Ok(());
                };
                for (name, key) in [("x", x), ("y", y)] {
                    let places = places(self.data.numbers(key));
                    if places.len() > MOST_PLACES {
                        return Err(format!(
                            "a surface has at most {MOST_PLACES} values of {name}, not {}",
                            places.len()
                        ));
                    }
                }
                Ok(())
            }
            Mark::EndBar { base: at, .. } if !at.is_finite() => {
                Err(format!("the central value must be a number, not {at}"))
            }
            Mark::Slope { slope, label } if !slope.is_finite() => Err(format!(
                "the line `{}` needs a finite slope, not {slope}",
                name_of(label)
            )),
            _ => Ok(()),
        }
    }
}

impl Figure {
    /// Whether its parts fit together.
    ///
    /// # Errors
    /// What contradicts itself: columns of different length, marks of columns that there are not, intervals that do not ascend.
    pub fn check(&self) -> error::Result<()> {
        let failed = |problem| Error::Usage(format!("figure `{}`: {problem}", self.name));
        self.chart.check().map_err(failed)
    }
}
