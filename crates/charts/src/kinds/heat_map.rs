//! A table of cells coloured by a number, such as policies and metrics.

use results::message;
use results::message::Text;

use super::{Checked, unit_of};
use crate::axis::Axis;
use crate::data::{Data, Values, WordColumn};
use crate::figure::{Chart, name_of};
use crate::mark::{Coloring, Contours, Mark, Shading, Space};

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatCell {
    /// Decides the colour: not a number where there is none, infinite for `never`.
    pub value: f64,
    /// Written in the cell.
    pub text: Text,
}

/// Cells in rows and columns. The table is turned where it has many columns and fewer rows.
#[derive(Debug, Clone, PartialEq)]
pub struct HeatMapChart {
    pub rows: Vec<Text>,
    pub columns: Vec<Text>,
    /// Row by row, one cell a column.
    pub cells: Vec<Vec<HeatCell>>,
    /// The number that gives the colour.
    pub color: Axis,
    pub shading: Shading,
    /// What an infinite value is called in the key, such as `never by 2040`.
    pub never_label: Text,
}

impl HeatMapChart {
    fn check(&self) -> Checked {
        if self.cells.len() != self.rows.len() {
            return Err(format!(
                "there are {} labels of rows but {} rows of cells",
                self.rows.len(),
                self.cells.len()
            ));
        }
        for (label, cells) in self.rows.iter().zip(&self.cells) {
            if cells.len() != self.columns.len() {
                return Err(format!(
                    "row `{}` has {} cells for {} columns",
                    name_of(label),
                    cells.len(),
                    self.columns.len()
                ));
            }
        }
        Ok(())
    }
}

impl From<HeatMapChart> for Chart {
    fn from(of: HeatMapChart) -> Self {
        let found = of.check();
        let [mut row, mut column, mut written]: [WordColumn; 3] = Default::default();
        let mut values = Vec::new();
        let rows: Vec<usize> = of.rows.iter().map(|label| row.add(label, None)).collect();
        let columns: Vec<usize> = of.columns.iter().map(|label| column.add(label, None)).collect();
        for (row_level, cells) in rows.iter().zip(&of.cells) {
            for (column_level, cell) in columns.iter().zip(cells) {
                row.push_level(*row_level);
                column.push_level(*column_level);
                values.push(cell.value);
                written.push(&cell.text, None);
            }
        }
        let data = Data::default()
            .with_words("row", message!("table-row"), row)
            .with_words("column", message!("table-column"), column)
            .with(
                "value",
                message!("table-value"),
                unit_of(&of.color),
                Values::Happens(values),
            )
            .with_words("written", message!("table-written"), written);
        let space = Space::Table {
            row: "row".into(),
            column: "column".into(),
        };
        let mark = Mark::Cell {
            color: Coloring {
                value: "value".into(),
                axis: of.color,
                shading: of.shading,
                never: of.never_label,
            },
            y: None,
            text: Some("written".into()),
            contours: Contours::None,
        };
        Self::new(data, space, vec![mark]).checked(found)
    }
}
