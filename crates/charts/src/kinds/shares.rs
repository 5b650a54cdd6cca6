//! Shares of a whole over time, stacked from the bottom up.

use results::message;
use results::message::Text;

use super::fan::history_end;
use super::{Checked, at, check_series};
use crate::axis::Axis;
use crate::data::{Data, Values, WordColumn};
use crate::figure::{Chart, name_of};
use crate::mark::{Mark, Space};
use crate::theme::Hue;

/// One part of the whole over time.
#[derive(Debug, Clone, PartialEq)]
pub struct ShareBand {
    /// Written at the right end with its last share.
    pub label: Text,
    pub hue: Hue,
    /// Share at each time, 0 or more; missing values count as 0.
    pub shares: Vec<f64>,
}

/// Parts that are drawn as shares of their sum at each time. Medians of shares need not add up to one: the subtitle
/// should say that they are scaled to do so.
#[derive(Debug, Clone, PartialEq)]
pub struct SharesChart {
    /// Decimal years, ascending; every band has one share for each.
    pub years: Vec<f64>,
    /// From the bottom up.
    pub bands: Vec<ShareBand>,
    /// What the whole is, such as `share of third-country AI spending`.
    pub unit: Text,
    /// Decimal year in which history ends and policy begins.
    pub history_end_year: Option<f64>,
}

impl SharesChart {
    fn check(&self) -> Checked {
        for band in &self.bands {
            check_series(&band.label, &self.years, &[("share", &band.shares)])?;
            if let Some(negative) = band.shares.iter().find(|share| **share < 0.0) {
                return Err(format!("a share of `{}` is negative: {negative}", name_of(&band.label)));
            }
        }
        Ok(())
    }
}

impl From<SharesChart> for Chart {
    fn from(of: SharesChart) -> Self {
        let found = of.check();
        // A share that counts.
        let share = |band: &ShareBand, k: usize| match at(&band.shares, k) {
            share if share.is_finite() => share,
            _ => 0.0,
        };
        let whole = |k: usize| of.bands.iter().map(|band| share(band, k)).sum::<f64>();
        let mut series = WordColumn::default();
        let (mut years, mut scaled, mut unscaled) = (Vec::new(), Vec::new(), Vec::new());
        for band in &of.bands {
            let level = series.add(&band.label, Some(band.hue));
            for (k, year) in of.years.iter().enumerate() {
                series.push_level(level);
                years.push(*year);
                scaled.push(if whole(k) > 0.0 { share(band, k) / whole(k) } else { 0.0 });
                unscaled.push(at(&band.shares, k));
            }
        }
        let data = Data::default()
            .with_words("series", message!("table-series"), series)
            .with("year", message!("table-year"), "", Values::Time(years))
            .with_numbers("share", message!("table-share"), of.unit.clone(), scaled)
            .with_numbers("unscaled", message!("table-unscaled"), "", unscaled);
        let space = Space::Plane {
            x: "year".into(),
            x_axis: Axis::year(""),
            y_axis: Axis::share(of.unit).within(0.0, 1.0),
        };
        let mut marks = vec![Mark::Area { y: "share".into() }];
        marks.extend(of.history_end_year.map(history_end));
        Self::new(data, space, marks).by_series("series").checked(found)
    }
}
