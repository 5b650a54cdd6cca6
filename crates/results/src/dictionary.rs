//! The data dictionary: what the columns of all other tables of a result are.

use crate::column::{Column, Kind, Schema};
use crate::plain::never_column;
use crate::row;
use crate::schema;
use crate::table::Table;
use crate::value::Value;

/// Name of the file that says what the columns of all other tables are.
pub const DICTIONARY_CSV: &str = "data-dictionary.csv";

schema! {
    /// Its columns.
    pub DICTIONARY = DICTIONARY_CSV;
    [
        Column::text("file", "the file, or the column of which it is a word"),
        Column::text("name", "the column, or the word"),
        Column::text("unit", "its unit"),
        Column::text("meaning", "what it means"),
        Column::text("source", "model, or where its numbers are from"),
    ]
}

/// Names of the files of these tables, the data dictionary last.
pub fn table_names(schemas: &'static [&'static Schema]) -> impl Iterator<Item = &'static str> {
    schemas.iter().map(|schema| schema.name()).chain([DICTIONARY_CSV])
}

/// A data dictionary while it is collected.
#[derive(Debug)]
pub struct Dictionary(Table);

impl Default for Dictionary {
    fn default() -> Self {
        let mut dictionary = Self(Table::new(&DICTIONARY));
        dictionary.word(
            DICTIONARY_CSV,
            "apostrophe",
            "text",
            "in all tables, before a text that begins with = + - or @: it keeps a spreadsheet from running the text as a formula and is no \
             part of it",
        );
        dictionary
    }
}

impl Dictionary {
    /// Says what the columns of a table are.
    pub fn columns(&mut self, schema: &Schema) {
        for column in schema.columns.iter() {
            self.column(schema.name(), column);
            if column.kind == Kind::NumberOrNever {
                self.column(schema.name(), &never_column(column));
            }
        }
    }

    /// Says what a column of a file is.
    pub fn column(&mut self, file: &str, column: &Column) {
        let Column {
            name,
            unit,
            meaning,
            source,
            ..
        } = column;
        self.0.push(row![file, &**name, &**unit, &**meaning, &**source]);
    }

    /// Says what a word in a file is that the model writes.
    pub fn word(&mut self, file: &str, name: &str, unit: &str, meaning: &str) {
        self.0.push(row![file, name, unit, meaning, "model"]);
    }

    /// All of it.
    pub fn table(self) -> Table {
        self.0
    }
}

/// What the columns of tables with these schemas are, and what `more` says: file, name, unit, meaning, source.
pub fn dictionary<'a>(
    schemas: impl IntoIterator<Item = &'a Schema>,
    more: impl IntoIterator<Item = [&'a str; 5]>,
) -> Table {
    let mut dictionary = Dictionary::default();
    for schema in schemas {
        dictionary.columns(schema);
    }
    let mut table = dictionary.table();
    for row in more {
        table.push(row.map(Value::from));
    }
    table
}
