//! The cells of one column of a table in memory.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::cell::{number_of, push_number_or_never, text_of, who, who_of, yes_or_no};
use crate::column::Kind;
use crate::number::{push_float, push_integer};
use crate::value::Value;

/// The cells of a column.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cells {
    /// Words, each kept once: a table of a million rows has a handful of policies.
    Text {
        words: Vec<Box<str>>,
        places: Vec<u32>,
        known: BTreeMap<Box<str>, u32>,
    },
    /// Numbers, years and who is ahead.
    Number(Vec<f64>),
    Whole(Vec<Option<u64>>),
    YesNo(Vec<Option<bool>>),
}

impl Cells {
    pub(crate) fn new(kind: Kind) -> Self {
        match kind {
            Kind::Text | Kind::Month => Self::Text {
                words: Vec::new(),
                places: Vec::new(),
                known: BTreeMap::new(),
            },
            Kind::Number | Kind::NumberOrNever | Kind::Who => Self::Number(Vec::new()),
            Kind::Whole => Self::Whole(Vec::new()),
            Kind::YesNo => Self::YesNo(Vec::new()),
        }
    }

    /// Takes a value; says no if it is none of this kind.
    pub(crate) fn push(&mut self, value: &Value) -> bool {
        match (self, value) {
            (cells @ Self::Text { .. }, Value::Text(text)) => cells.push_text(text),
            (cells @ Self::Text { .. }, Value::Nothing) => cells.push_text(""),
            (Self::Number(cells), Value::Number(value)) => cells.push(*value),
            (Self::Number(cells), Value::Nothing) => cells.push(f64::NAN),
            (Self::Whole(cells), Value::Whole(value)) => cells.push(Some(*value)),
            (Self::Whole(cells), Value::Nothing) => cells.push(None),
            (Self::YesNo(cells), Value::YesNo(value)) => cells.push(Some(*value)),
            (Self::YesNo(cells), Value::Nothing) => cells.push(None),
            _ => return false,
        }
        true
    }

    fn push_text(&mut self, text: &str) {
        if let Self::Text { words, places, known } = self {
            let place = known.get(text).copied().unwrap_or_else(|| {
                let place = words.len() as u32;
                words.push(text.into());
                known.insert(text.into(), place);
                place
            });
            places.push(place);
        }
    }

    /// Takes a cell of a file; says no if it is none of this kind.
    pub(crate) fn read(&mut self, kind: Kind, cell: &str) -> bool {
        if !kind.takes(cell) {
            return false;
        }
        match self {
            Self::Text { .. } if kind == Kind::Text => self.push_text(text_of(cell)),
            Self::Text { .. } => self.push_text(cell),
            Self::Number(cells) if kind == Kind::Who => cells.extend(who_of(cell)),
            Self::Number(cells) => cells.extend(number_of(cell)),
            Self::Whole(cells) => cells.push(cell.parse().ok()),
            Self::YesNo(cells) => cells.push((!cell.is_empty()).then_some(cell == "yes")),
        }
        true
    }

    /// The cell of a row as it stands in a file, but for quotes.
    pub(crate) fn text(&self, kind: Kind, row: usize) -> Cow<'_, str> {
        let number = |push: &dyn Fn(&mut Vec<u8>)| {
            let mut text = Vec::new();
            push(&mut text);
            Cow::Owned(text.into_iter().map(char::from).collect())
        };
        match self {
            Self::Text { words, places, .. } => Cow::Borrowed(&words[places[row] as usize]),
            Self::Number(cells) => match kind {
                Kind::Who => Cow::Borrowed(who(cells[row])),
                Kind::NumberOrNever => number(&|text| push_number_or_never(text, cells[row])),
                _ => number(&|text| push_float(text, cells[row])),
            },
            Self::Whole(cells) => {
                cells[row].map_or(Cow::Borrowed(""), |value| number(&|text| push_integer(text, value)))
            }
            Self::YesNo(cells) => Cow::Borrowed(cells[row].map_or("", yes_or_no)),
        }
    }
}
