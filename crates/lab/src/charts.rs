//! The charts that can be chosen. Each names the series or the outcome that it draws by the program's own keys, and one that names
//! what the model does not have is left out, so that a changed model needs no change here.

use engine::model::metrics::Metric;
use engine::model::series::Series;
use results::message;
use results::message::Message;

/// How an axis is scaled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    Linear,
    Log,
    /// Shares, shown in percent.
    Share,
}

impl Scale {
    pub const fn key(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Log => "log",
            Self::Share => "share",
        }
    }
}

/// What a chart draws.
#[derive(Debug, Clone)]
pub enum Drawn {
    /// Bands over time: each series with the words at its end.
    Fans(Vec<(Series, Option<Message>)>),
    /// In which years something happens.
    Years(Metric),
}

/// One chart.
#[derive(Debug, Clone)]
pub struct Chart {
    pub key: &'static str,
    /// A few words for the chooser.
    pub name: Message,
    /// A sentence or a question above the chart.
    pub title: Message,
    pub unit: Message,
    pub scale: Scale,
    pub drawn: Drawn,
    /// The outcome that stands for it in the table, in what it depends on and in why it moves.
    pub metric: Metric,
}

/// Series by keys, with the words at the end of their lines; none for a state, which is called by its name.
type Fans = &'static [(&'static str, &'static str, Option<fn() -> Message>)];

struct Spec {
    key: &'static str,
    name: fn() -> Message,
    title: fn() -> Message,
    unit: fn() -> Message,
    scale: Scale,
    /// Series; of a chart of years there are none.
    fans: Fans,
    metric: &'static str,
}

const BOTH_DISTRUST: Fans = &[("us", "distrust", None), ("china", "distrust", None)];

const SPECS: [Spec; 14] = [
    Spec {
        key: "lag",
        name: || message!("figure-run-lag_panel"),
        title: || message!("lab-chart-lag"),
        unit: || message!("figure-run-lag_unit"),
        scale: Scale::Linear,
        fans: &[("china", "lag_months", None)],
        metric: "china_lag_months_2030",
    },
    Spec {
        key: "capability",
        name: || message!("figure-run-capability_panel"),
        title: || message!("lab-chart-capability"),
        unit: || message!("figure-run-capability_unit"),
        scale: Scale::Linear,
        fans: &[("us", "released_eci", None), ("china", "released_eci", None)],
        metric: "threshold_year",
    },
    Spec {
        key: "compute",
        name: || message!("figure-run-compute_panel"),
        title: || message!("lab-chart-compute"),
        unit: || message!("figure-run-compute_unit"),
        scale: Scale::Log,
        fans: &[("us", "installed_compute", None), ("china", "installed_compute", None)],
        metric: "compute_ratio_2030",
    },
    Spec {
        key: "chips",
        name: || message!("lab-chart-chips_name"),
        title: || message!("lab-chart-chips"),
        unit: || message!("lab-chart-chips_unit"),
        scale: Scale::Linear,
        fans: &[
            ("china", "chip_domestic", Some(|| message!("lab-chart-chips_domestic"))),
            ("china", "chip_imports", Some(|| message!("lab-chart-chips_imports"))),
            ("china", "chip_smuggled", Some(|| message!("lab-chart-chips_smuggled"))),
        ],
        metric: "china_smuggled_share",
    },
    Spec {
        key: "self-sufficiency",
        name: || message!("figure-run-self_sufficiency_panel"),
        title: || message!("lab-chart-self_sufficiency"),
        unit: || message!("figure-run-self_sufficiency_unit"),
        scale: Scale::Share,
        fans: &[("china", "self_sufficiency", None)],
        metric: "china_self_sufficiency_year",
    },
    Spec {
        key: "spending",
        name: || message!("figure-run-spending_panel"),
        title: || message!("lab-chart-spending"),
        unit: || message!("figure-run-spending_unit"),
        scale: Scale::Linear,
        fans: &[
            ("us", "spending_cumulative", None),
            ("china", "spending_cumulative", None),
        ],
        metric: "us_spending_usd_bn",
    },
    Spec {
        key: "cost",
        name: || message!("lab-chart-cost_name"),
        title: || message!("lab-chart-cost"),
        unit: || message!("figure-run-spending_unit"),
        scale: Scale::Linear,
        fans: &[
            ("us", "race_cost_cumulative", None),
            ("china", "race_cost_cumulative", None),
        ],
        metric: "world_race_cost_usd_bn",
    },
    Spec {
        key: "power",
        name: || message!("lab-chart-power_name"),
        title: || message!("lab-chart-power"),
        unit: || message!("lab-chart-power_unit"),
        scale: Scale::Log,
        fans: &[("us", "power_used", None), ("china", "power_used", None)],
        metric: "us_power_curtailed_share",
    },
    Spec {
        key: "distrust",
        name: || message!("figure-run-distrust_panel"),
        title: || message!("lab-chart-distrust"),
        unit: || message!("figure-run-distrust_unit"),
        scale: Scale::Linear,
        fans: BOTH_DISTRUST,
        metric: "peak_distrust",
    },
    Spec {
        key: "safety",
        name: || message!("figure-run-safety_panel"),
        title: || message!("figure-run-safety"),
        unit: || message!("figure-run-safety_unit"),
        scale: Scale::Share,
        fans: &[("us", "safety_effort", None), ("china", "safety_effort", None)],
        metric: "us_lowest_safety",
    },
    Spec {
        key: "third-countries",
        name: || message!("lab-chart-third_name"),
        title: || message!("figure-run-third"),
        unit: || message!("figure-run-third_unit"),
        scale: Scale::Share,
        fans: &[
            ("us", "third_country_share", None),
            ("china", "third_country_share", None),
            ("world", "unaligned_share", Some(|| message!("figure-run-neither"))),
        ],
        metric: "us_third_country_share_2035",
    },
    Spec {
        key: "fragmentation",
        name: || message!("lab-chart-fragmentation_name"),
        title: || message!("lab-chart-fragmentation"),
        unit: || message!("lab-chart-fragmentation_unit"),
        scale: Scale::Linear,
        fans: &[("world", "fragmentation", Some(|| message!("lab-chart-world")))],
        metric: "fragmentation_2035",
    },
    Spec {
        key: "parity-year",
        name: || message!("lab-chart-parity_name"),
        title: || message!("figure-run-parity"),
        unit: || message!("figure-year"),
        scale: Scale::Share,
        fans: &[],
        metric: "china_chip_parity_year",
    },
    Spec {
        key: "threshold-year",
        name: || message!("lab-chart-threshold_name"),
        title: || message!("figure-run-threshold"),
        unit: || message!("figure-year"),
        scale: Scale::Share,
        fans: &[],
        metric: "threshold_year",
    },
];

/// All charts whose series and outcomes the model has.
pub fn all() -> Vec<Chart> {
    SPECS.iter().filter_map(chart).collect()
}

/// Names of charts that the model cannot fill.
pub fn unfilled() -> Vec<&'static str> {
    SPECS
        .iter()
        .filter(|spec| chart(spec).is_none())
        .map(|spec| spec.key)
        .collect()
}

fn chart(spec: &Spec) -> Option<Chart> {
    let metric = Metric::from_key(spec.metric)?;
    let fans = spec.fans.iter().map(|(agent, variable, label)| {
        let series = Series::from_keys(agent, variable)?;
        Some((series, label.map(|label| label())))
    });
    Some(Chart {
        key: spec.key,
        name: (spec.name)(),
        title: (spec.title)(),
        unit: (spec.unit)(),
        scale: spec.scale,
        drawn: match spec.fans {
            [] => Drawn::Years(metric),
            _ => Drawn::Fans(fans.collect::<Option<_>>()?),
        },
        metric,
    })
}

/// The series of this name on the page: `china.lag_months`.
pub fn series_of(key: &str) -> Option<Series> {
    let (agent, variable) = key.split_once('.')?;
    Series::from_keys(agent, variable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_fills_every_chart() {
        assert_eq!(unfilled(), Vec::<&str>::new());
        assert!(all().len() >= 12);
    }

    #[test]
    fn a_series_is_found_by_its_key() {
        for series in Series::all() {
            assert_eq!(series_of(&series.name()), Some(series));
        }
        assert_eq!(series_of("china.nothing"), None);
        assert_eq!(series_of("lag_months"), None);
    }
}
