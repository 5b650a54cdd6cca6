//! Policies, strategies and views of the world in the cells of tables: their titles, with the names that files and commands have for them
//! one click away.

use super::case_names::{PAIRED, title_of, title_of_second};
use super::rows::Row;
use crate::catalogue::Catalogue;
use crate::document::{Cell, Definition};
use crate::say;
use analysis::titles::is_current_policy;
use engine::scenario::agents::Agent;
use results::store::manifest::ExperimentRecord;

/// Which name of a pair stands in a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// A policy, or a strategy of the United States.
    First,
    /// A view of the world, or a strategy of China.
    Second,
}

impl Place {
    /// What stands in a column; `None` where it holds no name of a case.
    fn of(column: &str, row: &Row) -> Option<Self> {
        let of = |is_china: bool| if is_china { Self::Second } else { Self::First };
        // Whose strategies a row of a game is about.
        let side = [row.text("side"), row.text("leader")].concat();
        let is_china = side == Agent::China.key();
        match column {
            "policy" | "reference" | "better" | "worse" | "us" => Some(Self::First),
            "worldview" | "china" => Some(Self::Second),
            "strategy" | "instead_of" | "by" | "best" | "next" if !side.is_empty() => Some(of(is_china)),
            "against" | "answer" | "held_down_by" if !side.is_empty() => Some(of(!is_china)),
            _ => None,
        }
    }

    /// What stands there in the name of a case.
    fn part(self, name: &str) -> &str {
        match (self, name.split_once(PAIRED)) {
            (Self::First, Some((first, _))) => first,
            (Self::First, None) => name,
            (Self::Second, Some((_, second))) => second,
            (Self::Second, None) => "",
        }
    }

    fn title<'a>(self, record: &'a ExperimentRecord, name: &str) -> Option<&'a str> {
        let title = match self {
            Self::First => title_of(record, name),
            Self::Second => title_of_second(record, name),
        };
        title.filter(|title| *title != name)
    }

    /// Key of the entry that says what the program calls the one of case `number`; `chapter` tells results apart.
    fn key(self, chapter: &str, number: usize) -> String {
        match self {
            Self::First => format!("{chapter}: case {number}"),
            Self::Second => format!("{chapter}: second of case {number}"),
        }
    }
}

/// The cell of a name that has a title.
pub fn cell(words: &Catalogue, record: &ExperimentRecord, chapter: &str, row: &Row, column: &str) -> Option<Cell> {
    let place = Place::of(column, row)?;
    let name = row.text(column);
    if is_current_policy(name) {
        return Some(Cell::words(say!(words, "name-current_policy")));
    }
    let title = place.title(record, name)?;
    let number = record.cases.iter().position(|case| place.part(&case.name) == name)?;
    Some(Cell::words(title).defined(place.key(chapter, number)))
}

/// What the names are that stand behind titles.
pub fn definitions(words: &Catalogue, record: &ExperimentRecord, chapter: &str) -> Vec<Definition> {
    let mut found = Vec::new();
    for place in [Place::First, Place::Second] {
        for (number, case) in record.cases.iter().enumerate() {
            let name = place.part(&case.name);
            let is_first = record.cases[..number]
                .iter()
                .all(|before| place.part(&before.name) != name);
            if let Some(title) = place.title(record, name)
                && is_first
            {
                found.push(Definition {
                    key: place.key(chapter, number),
                    name: words.term(title),
                    meaning: say!(words, "define-case", name = name),
                    ..Definition::default()
                });
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::rows::Rows;
    use super::super::summary::tests::record;
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn names_in_cells_are_titles_with_their_names_behind_them() {
        let game = record(&[
            ("none / none", "Baseline"),
            ("none / mandate_off", "China: no mandate"),
            ("no_controls / none", "No controls"),
            ("no_controls / mandate_off", "No controls; China: no mandate"),
        ]);
        let rows =
            Rows::of("side,strategy,against,payoff\nus,no_controls,mandate_off,1\nchina,mandate_off,no_controls,2");
        let said: Vec<Vec<Option<String>>> = rows
            .iter()
            .map(|row| {
                let shown = |column| cell(english(), &game, "r-game", &row, column).map(|cell| cell.shown);
                ["side", "strategy", "against", "payoff"].map(shown).into()
            })
            .collect();
        let (ours, theirs) = (Some("No controls".to_owned()), Some("China: no mandate".to_owned()));
        assert_eq!(said[0], [None, ours.clone(), theirs.clone(), None]);
        assert_eq!(said[1], [None, theirs, ours, None]);
        let defined = definitions(english(), &game, "r-game");
        for row in rows.iter() {
            for column in ["strategy", "against"] {
                let cell = cell(english(), &game, "r-game", &row, column).unwrap();
                let entry = defined.iter().find(|entry| entry.key == cell.definition).unwrap();
                assert!(
                    entry.name == cell.shown && entry.meaning.contains(row.text(column)),
                    "{entry:?}"
                );
            }
        }
        assert_eq!(
            defined.len(),
            3,
            "a strategy of China that changes nothing has no title of its own"
        );
    }
}
