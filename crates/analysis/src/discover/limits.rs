//! A box: lower and upper limits of columns, and what of a table lies within.

use super::Cases;
use engine::numeric::beta_function::regularised;

/// One side of a box in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    Lower,
    Upper,
}

impl Side {
    /// The limit of a side that has none.
    pub const fn open(self) -> f64 {
        match self {
            Self::Lower => f64::NEG_INFINITY,
            Self::Upper => f64::INFINITY,
        }
    }
}

/// Rows within a box.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Content {
    pub rows: usize,
    /// Cases of interest among them.
    pub interest: usize,
}

impl Content {
    /// Share of the rows that are cases of interest; not a number of no rows.
    pub fn density(self) -> f64 {
        self.interest as f64 / self.rows as f64
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            rows: self.rows + other.rows,
            interest: self.interest + other.interest,
        }
    }

    /// Takes a row in.
    pub fn add(&mut self, of_interest: bool) {
        self.rows += 1;
        self.interest += usize::from(of_interest);
    }
}

/// Limits of every column; infinite where there is none. Numbers on a limit lie within.
#[derive(Debug, Clone, PartialEq)]
pub struct Limits {
    sides: Vec<[f64; 2]>,
}

impl Limits {
    /// No limits on `width` columns.
    pub fn none(width: usize) -> Self {
        Self {
            sides: vec![[f64::NEG_INFINITY, f64::INFINITY]; width],
        }
    }

    /// Lower and upper limit of a column.
    pub fn of(&self, place: usize) -> (f64, f64) {
        let [low, high] = self.sides[place];
        (low, high)
    }

    /// The limit of one side; infinite if there is none.
    pub fn side(&self, place: usize, side: Side) -> f64 {
        self.sides[place][side as usize]
    }

    /// The same with this limit; an infinite one takes it away.
    #[must_use]
    pub fn with(&self, place: usize, side: Side, limit: f64) -> Self {
        let mut limits = self.clone();
        limits.sides[place][side as usize] = limit;
        limits
    }

    /// The same without any limit on a column.
    #[must_use]
    pub fn without(&self, place: usize) -> Self {
        let mut limits = self.clone();
        limits.sides[place] = [f64::NEG_INFINITY, f64::INFINITY];
        limits
    }

    /// Columns with a limit, ascending.
    pub fn restricted(&self) -> Vec<usize> {
        (0..self.sides.len()).filter(|&place| self.restricts(place)).collect()
    }

    /// Whether a column has a limit.
    pub fn restricts(&self, place: usize) -> bool {
        self.sides[place].iter().any(|limit| limit.is_finite())
    }

    /// Sides with a limit, by column, the lower before the upper.
    pub fn restrictions(&self) -> Vec<(usize, Side)> {
        let both = |place: usize| [Side::Lower, Side::Upper].map(|side| (place, side));
        (0..self.sides.len())
            .flat_map(both)
            .filter(|&(place, side)| self.side(place, side).is_finite())
            .collect()
    }

    /// The same limits for a table of other columns: column `k` here is `places[k]` of `width` there.
    #[must_use]
    pub fn moved_to(&self, places: &[usize], width: usize) -> Self {
        let mut moved = Self::none(width);
        for (&place, sides) in places.iter().zip(&self.sides) {
            moved.sides[place] = *sides;
        }
        moved
    }

    /// Those of `rows` that lie within.
    pub fn rows_inside(&self, cases: &Cases, rows: &[usize]) -> Vec<usize> {
        let mut inside = rows.to_vec();
        for place in self.restricted() {
            let ([low, high], column) = (self.sides[place], cases.column(place));
            inside.retain(|&row| low <= column[row] && column[row] <= high);
        }
        inside
    }

    /// Whether each row lies within.
    pub fn inside(&self, cases: &Cases) -> Vec<bool> {
        let mut inside = vec![true; cases.rows()];
        for place in self.restricted() {
            let [low, high] = self.sides[place];
            for (inside, &value) in inside.iter_mut().zip(cases.column(place)) {
                *inside &= low <= value && value <= high;
            }
        }
        inside
    }

    /// How much of the table lies within.
    pub fn content(&self, cases: &Cases) -> Content {
        let mut content = Content::default();
        for (inside, &held) in self.inside(cases).iter().zip(cases.of_interest()) {
            if *inside {
                content.add(held);
            }
        }
        content
    }

    /// What lies within, and for each restriction what lay within besides if that one side were open.
    pub fn opened(&self, cases: &Cases) -> (Content, Vec<(usize, Side, Content)>) {
        let restrictions = self.restrictions();
        // For each row how many sides it lies beyond, and the last of them.
        let mut beyond = vec![(0_u32, 0_u32); cases.rows()];
        for (number, &(place, side)) in (0..).zip(&restrictions) {
            let limit = self.side(place, side);
            for (beyond, &value) in beyond.iter_mut().zip(cases.column(place)) {
                let is_beyond = match side {
                    Side::Lower => value < limit,
                    Side::Upper => value > limit,
                };
                if is_beyond {
                    *beyond = (beyond.0 + 1, number);
                }
            }
        }
        let mut own = Content::default();
        let mut besides = vec![Content::default(); restrictions.len()];
        for ((sides, last), &held) in beyond.into_iter().zip(cases.of_interest()) {
            match sides {
                0 => own.add(held),
                1 => besides[last as usize].add(held),
                _ => {}
            }
        }
        let each = restrictions.into_iter().zip(besides);
        (
            own,
            each.map(|((place, side), content)| (place, side, content)).collect(),
        )
    }

    /// The quasi-p value of each restriction (Bryant & Lempert 2010): with that one side left open, the box has a density; how
    /// likely it is that as many rows as are in the box, drawn with that density, hold as many cases of interest or more. A
    /// value near 1 says that the restriction does nothing. It is no true p-value: the limits were chosen on the same rows.
    pub fn quasi_p(&self, cases: &Cases) -> Vec<(usize, Side, f64)> {
        let (own, besides) = self.opened(cases);
        let tail = |(place, side, content)| {
            let wider = own.and(content);
            (place, side, binomial_at_least(own.interest, own.rows, wider.density()))
        };
        besides.into_iter().map(tail).collect()
    }
}

/// Probability of at least `successes` in `trials` independent trials that each succeed with probability `p`; the upper tail of the
/// binomial distribution as an incomplete beta function (DLMF 8.17.5).
pub fn binomial_at_least(successes: usize, trials: usize, p: f64) -> f64 {
    if successes == 0 {
        return 1.0;
    }
    regularised(successes as f64, (trials - successes) as f64 + 1.0, p)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sums of the binomial distribution worked by hand.
    #[test]
    fn the_binomial_tail_is_the_sum_of_its_terms() {
        for (successes, trials, p, expected) in [
            (0, 5, 0.3, 1.0),
            (5, 5, 0.5, 1.0 / 32.0),
            (4, 5, 0.5, 6.0 / 32.0),
            (1, 3, 0.2, 1.0 - 0.512),
            (2, 3, 0.2, 0.104),
            (3, 3, 1.0, 1.0),
            (1, 3, 0.0, 0.0),
        ] {
            let found = binomial_at_least(successes, trials, p);
            assert!(
                (found - expected).abs() < 1e-12,
                "{successes} of {trials} at {p}: {found}"
            );
        }
    }

    #[test]
    fn rows_on_a_limit_lie_within() {
        let cases = Cases::new(vec![vec![1.0, 2.0, 3.0], vec![5.0, 5.0, 6.0]], vec![true, false, true]);
        let limits = Limits::none(2).with(0, Side::Lower, 2.0).with(1, Side::Upper, 5.0);
        assert_eq!(limits.inside(&cases), [false, true, false]);
        assert_eq!(limits.content(&cases), Content { rows: 1, interest: 0 });
        assert_eq!(limits.restricted(), [0, 1]);
        assert_eq!(limits.without(0).inside(&cases), [true, true, false]);
        assert_eq!(limits.restrictions(), [(0, Side::Lower), (1, Side::Upper)]);
    }
}
