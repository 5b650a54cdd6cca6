//! The columns that marks draw, at full precision.

use results::message::Text;
use serde::{Deserialize, Serialize};

use crate::exact;
use crate::theme::Hue;
use crate::words::said;

/// Name of a column, by which marks ask for it.
pub type Key = std::borrow::Cow<'static, str>;

/// Columns of equal length.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Data {
    pub columns: Vec<Column>,
}

/// One column.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Column {
    pub key: Key,
    /// What it holds.
    pub head: Text,
    /// In which unit; may be empty.
    #[serde(default, skip_serializing_if = "Text::is_empty")]
    pub unit: Text,
    pub values: Values,
}

/// What a column holds, a value a row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Values {
    /// Not a number where there is none.
    Numbers(#[serde(with = "exact")] Vec<f64>),
    /// The same, where an infinite number means that something never happens.
    Happens(#[serde(with = "exact")] Vec<f64>),
    /// Decimal years; the table names the months that end there.
    Time(#[serde(with = "exact")] Vec<f64>),
    /// The date of a record as it was written, which stands in the place of its month and may be empty; none for what was not
    /// recorded.
    Dates(Vec<Option<String>>),
    /// A few texts that return: those, and for each row which of them it has, if any.
    Words { levels: Vec<Level>, rows: Vec<Option<u32>> },
}

/// One of the texts of a column of words.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Level {
    pub text: Text,
    /// The colour of what it names, where it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hue: Option<Hue>,
}

/// Makes a column of words row by row.
#[derive(Debug, Default)]
pub struct WordColumn {
    levels: Vec<Level>,
    rows: Vec<Option<u32>>,
}

impl WordColumn {
    /// The next row, which shares its level with earlier ones of the same text and hue.
    pub fn push(&mut self, text: &Text, hue: Option<Hue>) {
        let found = self
            .levels
            .iter()
            .position(|level| level.text == *text && level.hue == hue);
        let level = found.unwrap_or_else(|| self.add(text, hue));
        self.rows.push(Some(level as u32));
    }

    /// The next row, with a level of its own.
    pub fn push_new(&mut self, text: &Text, hue: Option<Hue>) {
        let level = self.add(text, hue);
        self.rows.push(Some(level as u32));
    }

    /// A level that need not have rows; its place.
    pub fn add(&mut self, text: &Text, hue: Option<Hue>) -> usize {
        self.levels.push(Level {
            text: text.clone(),
            hue,
        });
        self.levels.len() - 1
    }

    /// The next row, of a level that is known by its place.
    pub fn push_level(&mut self, level: usize) {
        self.rows.push(Some(level as u32));
    }
}

impl Values {
    fn len(&self) -> usize {
        match self {
            Self::Numbers(values) | Self::Happens(values) | Self::Time(values) => values.len(),
            Self::Dates(dates) => dates.len(),
            Self::Words { rows, .. } => rows.len(),
        }
    }
}

impl Data {
    /// The same with a further column.
    pub fn with(mut self, key: impl Into<Key>, head: impl Into<Text>, unit: impl Into<Text>, values: Values) -> Self {
        let (key, head, unit) = (key.into(), head.into(), unit.into());
        self.columns.push(Column {
            key,
            head,
            unit,
            values,
        });
        self
    }

    /// The same with a column of words.
    pub fn with_words(self, key: impl Into<Key>, head: impl Into<Text>, words: WordColumn) -> Self {
        let WordColumn { levels, rows } = words;
        self.with(key, head, "", Values::Words { levels, rows })
    }

    /// The same with a column of numbers.
    pub fn with_numbers(
        self,
        key: impl Into<Key>,
        head: impl Into<Text>,
        unit: impl Into<Text>,
        values: Vec<f64>,
    ) -> Self {
        self.with(key, head, unit, Values::Numbers(values))
    }

    /// Rows of every column.
    pub fn rows(&self) -> usize {
        self.columns.first().map_or(0, |column| column.values.len())
    }

    fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }

    /// The numbers of a column; none where there is no such column.
    pub fn numbers(&self, key: &str) -> &[f64] {
        match self.column(key).map(|column| &column.values) {
            Some(Values::Numbers(values) | Values::Happens(values) | Values::Time(values)) => values,
            _ => &[],
        }
    }

    /// The levels of a column of words, and which of them each row has.
    pub fn words(&self, key: &str) -> (&[Level], &[Option<u32>]) {
        match self.column(key).map(|column| &column.values) {
            Some(Values::Words { levels, rows }) => (levels, rows),
            _ => (&[], &[]),
        }
    }

    /// The text of a row; empty where it has none.
    pub fn text(&self, key: &str, row: usize) -> &str {
        let (levels, rows) = self.words(key);
        let level = rows.get(row).copied().flatten();
        level.map_or("", |level| said(&levels[level as usize].text))
    }

    /// The date of a record, which may be empty; none where the row is no record.
    pub fn date(&self, row: usize) -> Option<&str> {
        let dates = self.columns.iter().find_map(|column| match &column.values {
            Values::Dates(dates) => dates.get(row),
            _ => None,
        });
        dates?.as_deref()
    }

    /// Whether columns are of one length and rows have levels that there are.
    pub(crate) fn check(&self) -> Result<(), String> {
        let rows = self.rows();
        for column in &self.columns {
            if column.values.len() != rows {
                return Err(format!(
                    "column `{}` has {} values for {rows} rows",
                    column.key,
                    column.values.len()
                ));
            }
            if let Values::Words { levels, rows } = &column.values
                && let Some(level) = rows.iter().flatten().find(|level| **level as usize >= levels.len())
            {
                return Err(format!(
                    "column `{}` has {} texts, but a row asks for number {level}",
                    column.key,
                    levels.len()
                ));
            }
        }
        Ok(())
    }

    /// All texts of the table.
    pub(crate) fn each_text(&mut self, change: &mut dyn FnMut(&mut Text)) {
        for column in &mut self.columns {
            change(&mut column.head);
            change(&mut column.unit);
            if let Values::Words { levels, .. } = &mut column.values {
                levels.iter_mut().for_each(|level| change(&mut level.text));
            }
        }
    }
}
