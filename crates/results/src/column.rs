//! What a column of a table is: the one description that head, reader, data dictionary, Parquet schema, glossary and page come from.

use std::borrow::Cow;

use crate::cell::{is_month, number_of, who_of};

/// What the cells of a column hold. An empty cell is one without a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A number; in files with the digits that [`crate::plain`] leaves it.
    Number,
    /// The same, or `never` for what does not happen: an infinite number. In files an empty cell, with the word in a column behind it.
    NumberOrNever,
    /// A whole number, not negative.
    Whole,
    /// `yes` or `no`.
    YesNo,
    /// Who is ahead: `nobody`, `us` or `china`; 0, 1 and 2 as numbers.
    Who,
    /// A month such as `2026-01`.
    Month,
}

impl Kind {
    /// What a cell of it may be, in words.
    pub const fn allowed(self) -> &'static str {
        match self {
            Self::Text => "any text",
            Self::Number => "a number or nothing",
            Self::NumberOrNever => "a number, never or nothing",
            Self::Whole => "a whole number or nothing",
            Self::YesNo => "yes, no or nothing",
            Self::Who => "nobody, us, china or nothing",
            Self::Month => "a month such as 2026-01, or nothing",
        }
    }

    /// Whether a cell may say this.
    pub fn takes(self, cell: &str) -> bool {
        match self {
            Self::Text => true,
            Self::Number | Self::NumberOrNever => number_of(cell).is_some(),
            Self::Whole => cell.is_empty() || cell.parse::<u64>().is_ok(),
            Self::YesNo => matches!(cell, "" | "yes" | "no"),
            Self::Who => who_of(cell).is_some(),
            Self::Month => cell.is_empty() || is_month(cell),
        }
    }

    /// Whether its cells are numbers to calculate with.
    pub const fn is_number(self) -> bool {
        match self {
            Self::Number | Self::NumberOrNever | Self::Whole => true,
            Self::Text | Self::YesNo | Self::Who | Self::Month => false,
        }
    }
}

/// How a page shows the cells of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// Numbers to three significant figures, everything else as it stands.
    Plain,
    /// A word of the program, which the catalogue knows in the reader's language.
    Keyword,
    /// The key of a metric, lever or parameter, which has an entry in the glossary.
    Entry,
    /// Only in the file.
    No,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its head.
    pub name: Cow<'static, str>,
    /// Unit of its cells; `text`, `date`, `number` (an ordinal) and `yes or no` for what has none.
    pub unit: Cow<'static, str>,
    /// What the cells say.
    pub meaning: Cow<'static, str>,
    /// Where the numbers are from: `model`, or the source of a card.
    pub source: Cow<'static, str>,
    pub kind: Kind,
    pub shown: Shown,
    /// Whether files hold all digits of its numbers: what is simulated is decided by them.
    pub exact: bool,
}

impl Column {
    const fn fixed(name: &'static str, unit: &'static str, meaning: &'static str, kind: Kind) -> Self {
        Self {
            name: Cow::Borrowed(name),
            unit: Cow::Borrowed(unit),
            meaning: Cow::Borrowed(meaning),
            source: Cow::Borrowed("model"),
            kind,
            shown: Shown::Plain,
            exact: false,
        }
    }

    /// Words.
    pub const fn text(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "text", meaning, Kind::Text)
    }

    /// A word of the program.
    pub const fn keyword(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "text", meaning, Kind::Text).shown(Shown::Keyword)
    }

    /// The key of a metric, lever or parameter.
    pub const fn entry(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "text", meaning, Kind::Text).shown(Shown::Entry)
    }

    /// A number.
    pub const fn number(name: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, unit, meaning, Kind::Number)
    }

    /// A number, or `never`.
    pub const fn number_or_never(name: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, unit, meaning, Kind::NumberOrNever)
    }

    /// The standard error of the estimate in the column before it.
    pub const fn error_of(name: &'static str, unit: &'static str) -> Self {
        Self::number(name, unit, "its standard error")
    }

    /// The lower end of that estimate's interval.
    pub const fn low_of(name: &'static str, unit: &'static str) -> Self {
        Self::number(name, unit, "lower end of its 95 % interval")
    }

    /// The upper end of it.
    pub const fn high_of(name: &'static str, unit: &'static str) -> Self {
        Self::number(name, unit, "upper end of its 95 % interval")
    }

    /// A whole number: a count, or the number of something.
    pub const fn whole(name: &'static str, unit: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, unit, meaning, Kind::Whole)
    }

    /// Whether something is so.
    pub const fn yes_no(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "yes or no", meaning, Kind::YesNo)
    }

    /// `yes` where something is so, and nothing elsewhere.
    pub const fn yes_or_nothing(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "text", meaning, Kind::YesNo)
    }

    /// A month.
    pub const fn month(name: &'static str, meaning: &'static str) -> Self {
        Self::fixed(name, "date", meaning, Kind::Month)
    }

    /// A column whose name is known only at run time, such as a metric or an input of a design.
    pub fn named(
        name: impl Into<Cow<'static, str>>,
        unit: impl Into<Cow<'static, str>>,
        meaning: impl Into<Cow<'static, str>>,
        kind: Kind,
    ) -> Self {
        Self {
            name: name.into(),
            unit: unit.into(),
            meaning: meaning.into(),
            source: Cow::Borrowed("model"),
            kind,
            shown: Shown::Plain,
            exact: false,
        }
    }

    /// The same with all digits of its numbers in files.
    #[must_use]
    pub const fn exact(mut self) -> Self {
        self.exact = true;
        self
    }

    /// The same with numbers from elsewhere.
    #[must_use]
    pub fn from_source(mut self, source: impl Into<Cow<'static, str>>) -> Self {
        self.source = source.into();
        self
    }

    /// The same, shown otherwise.
    #[must_use]
    pub const fn shown(mut self, shown: Shown) -> Self {
        self.shown = shown;
        self
    }

    /// The same, left out of pages.
    #[must_use]
    pub const fn hidden(self) -> Self {
        self.shown(Shown::No)
    }
}

/// The columns of a file.
#[derive(Debug, Clone)]
pub struct Schema {
    /// Name of the file below the folder of its result.
    pub file: Cow<'static, str>,
    pub columns: Cow<'static, [Column]>,
    /// Columns that may come beside them when a file is read: those of which the names are known only at run time.
    pub further: Option<fn(&str) -> Option<Column>>,
}

impl Schema {
    /// A file with these columns and no others.
    pub const fn new(file: &'static str, columns: &'static [Column]) -> Self {
        Self {
            file: Cow::Borrowed(file),
            columns: Cow::Borrowed(columns),
            further: None,
        }
    }

    /// A file with these columns, put together at run time.
    pub fn of(file: &'static str, columns: impl IntoIterator<Item = Column>) -> Self {
        Self::new(file, &[]).with(columns)
    }

    /// The same, with more columns behind them.
    #[must_use]
    pub fn with(mut self, more: impl IntoIterator<Item = Column>) -> Self {
        self.columns.to_mut().extend(more);
        self
    }

    /// The same, in which a file may also have the columns of the names that `further` knows.
    #[must_use]
    pub const fn or(mut self, further: fn(&str) -> Option<Column>) -> Self {
        self.further = Some(further);
        self
    }

    /// Name of the file.
    pub fn name(&self) -> &str {
        &self.file
    }

    /// The column of this name.
    pub fn column(&self, name: &str) -> Option<Cow<'_, Column>> {
        match self.columns.iter().find(|column| column.name == name) {
            Some(column) => Some(Cow::Borrowed(column)),
            None => self.further?(name).map(Cow::Owned),
        }
    }

    /// Names of the columns in their order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().map(|column| &*column.name)
    }

    /// The head of the file as bytes, its line end with it.
    pub fn head(&self) -> Vec<u8> {
        let mut line = Vec::new();
        for (place, name) in self.names().enumerate() {
            if place > 0 {
                line.push(b',');
            }
            crate::cell::push_text(&mut line, name);
        }
        line.push(b'\n');
        line
    }
}

/// The schema of a file, known when the program is built: `schema! { /// Meaning. pub CELLS = "cells.csv"; [Column::text("us", "its strategy")] }`.
#[macro_export]
macro_rules! schema {
    ($(#[$doc:meta])* $visible:vis $name:ident = $file:expr; [$($column:expr),* $(,)?]) => {
        $(#[$doc])*
        $visible static $name: $crate::column::Schema = {
            const COLUMNS: &[$crate::column::Column] = &[$($column),*];
            $crate::column::Schema::new($file, COLUMNS)
        };
    };
}
