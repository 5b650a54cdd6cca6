//! Which monthly series a run counts into statistics: their cost, in time, memory and bytes, is most of that of a run that has them all.

use engine::model::series::{AgentVariable, Series, WorldVariable};
use error::{Error, Result, nearest};
use serde::{Deserialize, Serialize};

/// Of both states, what figures and pages of a run and of a comparison show.
const DRAWN_OF_BOTH: [AgentVariable; 13] = [
    AgentVariable::PrivateInvestment,
    AgentVariable::StateFunding,
    AgentVariable::Spending,
    AgentVariable::ChipQualityRatio,
    AgentVariable::SelfSufficiency,
    AgentVariable::InstalledCompute,
    AgentVariable::UsableCompute,
    AgentVariable::ReleasedEci,
    AgentVariable::LagMonths,
    AgentVariable::SafetyEffort,
    AgentVariable::Distrust,
    AgentVariable::ThirdCountryShare,
    AgentVariable::RaceCost,
];
/// Of the world.
const DRAWN_OF_THE_WORLD: [WorldVariable; 2] = [WorldVariable::UnalignedShare, WorldVariable::ComputeRatio];

/// Which monthly series are counted into means and quantiles over worlds.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Recorded {
    /// None: metrics alone, which cost least.
    None,
    /// Those that figures and pages show.
    #[default]
    Drawn,
    /// Every series of the model.
    All,
    /// These, in the order of [`Series::all`]; never empty.
    Named(Vec<Series>),
}

impl Recorded {
    /// The series, in the order of [`Series::all`].
    pub fn series(&self) -> Vec<Series> {
        let drawn = |series: &Series| match series {
            Series::Agent(_, variable) => DRAWN_OF_BOTH.contains(variable),
            Series::World(variable) => DRAWN_OF_THE_WORLD.contains(variable),
        };
        match self {
            Self::None => Vec::new(),
            Self::Drawn => Series::all().filter(drawn).collect(),
            Self::All => Series::all().collect(),
            Self::Named(named) => named.clone(),
        }
    }

    /// Reads `none`, `drawn`, `all`, or names with commas between them, which may hold `drawn` again: `china.lag_months` is one series,
    /// `lag_months` that of both states.
    ///
    /// # Errors
    /// A word that names no series.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "none" => return Ok(Self::None),
            "drawn" => return Ok(Self::Drawn),
            "all" => return Ok(Self::All),
            _ => {}
        }
        let mut asked: Vec<Series> = Vec::new();
        for name in text.split(',').map(str::trim) {
            let found: Vec<Series> = match name {
                "drawn" => Self::Drawn.series(),
                _ => Series::called(name).collect(),
            };
            if found.is_empty() {
                return Err(unknown(name));
            }
            asked.extend(found);
        }
        Ok(Self::Named(
            Series::all().filter(|series| asked.contains(series)).collect(),
        ))
    }

    /// The word or names that [`Recorded::parse`] reads.
    pub fn key(&self) -> String {
        match self {
            Self::None => "none".to_owned(),
            Self::Drawn => "drawn".to_owned(),
            Self::All => "all".to_owned(),
            Self::Named(named) => named.iter().map(|series| series.name()).collect::<Vec<_>>().join(","),
        }
    }
}

fn unknown(name: &str) -> Error {
    let names = |series: Series| [series.name(), series.key().to_owned()];
    let known: Vec<String> = Series::all().flat_map(names).collect();
    let near = nearest(name, known.iter().map(String::as_str));
    let hint = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
    Error::Usage(format!(
        "there is no series `{name}`; {hint}allowed: none, drawn, all, or names with commas between them (`detente list --variables` shows all)"
    ))
}

impl From<Recorded> for String {
    fn from(recorded: Recorded) -> Self {
        recorded.key()
    }
}

impl TryFrom<String> for Recorded {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Self, String> {
        Self::parse(&text).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare;

    #[test]
    fn what_is_read_is_said_in_the_same_words() {
        for text in [
            "none",
            "drawn",
            "all",
            "china.lag_months",
            "us.released_eci,china.released_eci,world.compute_ratio",
        ] {
            assert_eq!(Recorded::parse(text).unwrap().key(), text);
        }
        let both = Recorded::parse("released_eci, us.lag_months,us.lag_months").unwrap();
        assert_eq!(both.key(), "us.released_eci,us.lag_months,china.released_eci");
        assert_eq!(both.series().len(), 3);
        assert_eq!(Recorded::All.series().len(), Series::all().count());
        let more = Recorded::parse("drawn,us.migration").unwrap();
        assert_eq!(more.series().len(), Recorded::Drawn.series().len() + 1);
    }

    #[test]
    fn a_name_that_stands_for_nothing_is_refused_with_the_nearest() {
        for (text, hint) in [
            ("china.lag_month", "`china.lag_months`"),
            ("", "allowed: none"),
            ("all,none", "allowed: none"),
        ] {
            let error = Recorded::parse(text).unwrap_err().to_string();
            assert!(error.contains(hint), "{error}");
        }
    }

    #[test]
    fn what_comparisons_draw_a_run_records_too() {
        let drawn = Recorded::Drawn.series();
        assert!(compare::DRAWN.iter().all(|series| drawn.contains(series)));
    }
}
