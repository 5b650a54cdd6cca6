//! Where facts lie in their predicted distributions: evenly, if the model is right about its own uncertainty.

use results::message;
use results::message::Message;

use super::{PIT_BARS, Results};
use crate::discover::limits::binomial_at_least;

/// What the places of facts say of the predicted distributions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Nothing beyond chance.
    Even,
    /// Facts lie in the middle too often.
    Wide,
    /// Facts lie at the ends too often.
    Narrow,
    /// Facts lie above the median too often.
    Low,
    /// Facts lie below the median too often.
    High,
}

/// How facts lie over the halves of their distributions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Places {
    pub facts: usize,
    /// Between the quarter and three quarters of the distribution.
    pub middle: usize,
    /// Below its median.
    pub below: usize,
}

/// Chance that one bar lies outside of its band.
const OUTSIDE: f64 = 0.05;

/// The fewest and the most of `facts` independent facts that would lie in a part of that `share`, but for a chance of `outside`, half of it
/// on either side.
pub fn band(facts: usize, share: f64, outside: f64) -> [usize; 2] {
    let at_most = |count: usize| 1.0 - binomial_at_least(count + 1, facts, share);
    let low = (0..facts).find(|&count| at_most(count) > outside / 2.0);
    let high = (0..facts).find(|&count| at_most(count) >= 1.0 - outside / 2.0);
    [low.unwrap_or(facts), high.unwrap_or(facts)]
}

/// The band of one bar of the histogram.
pub fn band_of_a_bar(facts: usize) -> [usize; 2] {
    band(facts, 1.0 / PIT_BARS as f64, OUTSIDE)
}

impl Places {
    /// Of PIT values: shares of the predicted distributions below the recorded values.
    pub fn of(values: impl Iterator<Item = f64>) -> Self {
        let mut places = Self {
            facts: 0,
            middle: 0,
            below: 0,
        };
        for value in values {
            places.facts += 1;
            places.middle += usize::from((0.25..0.75).contains(&value));
            places.below += usize::from(value < 0.5);
        }
        places
    }

    /// How many of the facts each half would hold by chance, but for one case in twenty of the two together.
    pub fn band(self) -> [usize; 2] {
        band(self.facts, 0.5, OUTSIDE / 2.0)
    }

    /// What they say: of the two halves the one that is further from a half of the facts.
    pub fn shape(self) -> Shape {
        let [low, high] = self.band();
        let off = |count: usize| (2 * count).abs_diff(self.facts);
        let is_off = |count: usize| count < low || count > high;
        let by_width = is_off(self.middle) && (off(self.middle) >= off(self.below) || !is_off(self.below));
        match self {
            _ if by_width && self.middle > high => Shape::Wide,
            _ if by_width => Shape::Narrow,
            _ if self.below > high => Shape::High,
            _ if self.below < low => Shape::Low,
            _ => Shape::Even,
        }
    }
}

impl Results {
    /// How facts lie over the halves of their distributions.
    pub fn places(&self) -> Places {
        Places::of(self.forecasts.iter().map(|forecast| forecast.judged.pit))
    }
}

/// The finding in a sentence.
pub fn said(shape: Shape) -> Message {
    match shape {
        Shape::Even => message!("score-pit_even"),
        Shape::Wide => message!("score-pit_wide"),
        Shape::Narrow => message!("score-pit_narrow"),
        Shape::Low => message!("score-pit_above"),
        Shape::High => message!("score-pit_below"),
    }
}

/// The counts behind it.
pub fn counts(places: Places) -> Message {
    let [low, high] = places.band();
    message!(
        "score-pit_counts",
        facts = places.facts.to_string(),
        middle = places.middle.to_string(),
        below = places.below.to_string(),
        low = low.to_string(),
        high = high.to_string(),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::numeric::streams::Streams;

    /// Of two facts none, one or both lie in a half with 1/4, 1/2, 1/4; of one in a tenth none or one with 0.9, 0.1.
    #[test]
    fn the_band_is_that_of_the_binomial_distribution() {
        assert_eq!(band(2, 0.5, 0.4), [0, 2]);
        assert_eq!(band(2, 0.5, 0.6), [1, 1]);
        assert_eq!(band(2, 0.5, 0.05), [0, 2]);
        assert_eq!(band(1, 0.1, 0.3), [0, 0]);
        assert_eq!(band(1, 0.1, 0.05), [0, 1]);
        assert_eq!(band(0, 0.1, 0.05), [0, 0]);
        // 100 facts, a tenth: 95 % of the distribution from 5 to 16, by tables of the binomial distribution.
        assert_eq!(band(100, 0.1, 0.05), [5, 16]);
    }

    #[test]
    fn distributions_that_are_wrong_by_construction_are_called_so() {
        let mut reader = Streams::new(7).open(0, 0);
        let even: Vec<f64> = (0..400).map(|_| reader.uniform()).collect();
        let shape = |change: fn(f64) -> f64| Places::of(even.iter().map(|&value| change(value))).shape();
        assert_eq!(shape(|value| value), Shape::Even);
        assert_eq!(shape(|value| 0.25 + value / 2.0), Shape::Wide);
        assert_eq!(
            shape(|value| if value < 0.5 {
                value / 4.0
            } else {
                1.0 - (1.0 - value) / 4.0
            }),
            Shape::Narrow
        );
        assert_eq!(shape(|value| value * value), Shape::High);
        assert_eq!(shape(|value| 1.0 - value * value), Shape::Low);
        assert_eq!(Places::of(std::iter::empty()).shape(), Shape::Even);
    }

    /// With uniform values the finding is false in at most one of twenty sets: the bound is four standard deviations above 0.05 of 400 sets.
    #[test]
    fn even_places_are_seldom_called_anything_else() {
        let mut reader = Streams::new(11).open(0, 0);
        let mut wrong = 0;
        for _ in 0..400 {
            let values: Vec<f64> = (0..120).map(|_| reader.uniform()).collect();
            wrong += usize::from(Places::of(values.into_iter()).shape() != Shape::Even);
        }
        assert!(wrong <= 37, "{wrong} of 400");
    }
}
