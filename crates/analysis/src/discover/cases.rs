//! The table that is searched: a row a world (or point), a column an input, and whether each row is a case of interest.

/// A table by columns.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Cases {
    columns: Vec<Vec<f64>>,
    of_interest: Vec<bool>,
}

impl Cases {
    /// Columns of finite numbers, each as long as `of_interest`. Panics if one is not.
    pub fn new(columns: Vec<Vec<f64>>, of_interest: Vec<bool>) -> Self {
        assert!(
            columns.iter().all(|column| column.len() == of_interest.len()),
            "every column has a number for each row"
        );
        Self { columns, of_interest }
    }

    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.of_interest.len()
    }

    /// How many columns there are.
    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// The numbers of a column.
    pub fn column(&self, place: usize) -> &[f64] {
        &self.columns[place]
    }

    /// Whether each row is a case of interest.
    pub fn of_interest(&self) -> &[bool] {
        &self.of_interest
    }

    /// How many cases of interest there are.
    pub fn interest(&self) -> usize {
        self.of_interest.iter().filter(|held| **held).count()
    }

    /// Lowest and highest number of a column.
    pub fn range(&self, place: usize) -> (f64, f64) {
        let start = (f64::INFINITY, f64::NEG_INFINITY);
        self.columns[place]
            .iter()
            .fold(start, |(low, high), &value| (low.min(value), high.max(value)))
    }

    /// The table with these columns alone.
    #[must_use]
    pub fn with_columns(&self, places: &[usize]) -> Self {
        Self {
            columns: places.iter().map(|&place| self.columns[place].clone()).collect(),
            of_interest: self.of_interest.clone(),
        }
    }

    /// The table of these rows, which may repeat.
    #[must_use]
    pub fn with_rows(&self, rows: &[usize]) -> Self {
        let of = |column: &Vec<f64>| rows.iter().map(|&row| column[row]).collect();
        Self {
            columns: self.columns.iter().map(of).collect(),
            of_interest: rows.iter().map(|&row| self.of_interest[row]).collect(),
        }
    }

    /// Rows in ascending order of a column; rows with equal numbers keep their order.
    pub fn order(&self, place: usize) -> Vec<u32> {
        let column = &self.columns[place];
        let mut order: Vec<u32> = (0..self.rows() as u32).collect();
        order.sort_by(|&a, &b| column[a as usize].total_cmp(&column[b as usize]));
        order
    }
}
