//! The configurations that come with the program, embedded so that an installed binary works from any folder.

use super::histories::Histories;
use super::kind::Kind;
use super::reader::Source;
use error::{Error, Result, nearest};
use std::sync::{Arc, OnceLock};

/// One embedded file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ShippedFile {
    pub kind: Kind,
    /// Name without folder and ending, as given to `--policy` and the like.
    pub name: &'static str,
    /// Path under the root of the repository, with `/`.
    pub path: &'static str,
    pub text: &'static str,
}

macro_rules! shipped {
    ($($kind:ident $name:literal $path:literal,)*) => {
        /// All shipped files, in the order in which lists show them.
        pub const SHIPPED: &[ShippedFile] = &[$(ShippedFile {
            kind: Kind::$kind,
            name: $name,
            path: $path,
            text: include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../", $path)),
        },)*];
    };
}

shipped! {
    Scenario "baseline" "configs/baseline.toml",
    Parameters "parameters" "configs/parameters.toml",
    Histories "baseline" "configs/histories/baseline.csv",
    Policy "no_controls" "configs/policies/no_controls.toml",
    Policy "controls_frozen_2023" "configs/policies/controls_frozen_2023.toml",
    Policy "strict_controls" "configs/policies/strict_controls.toml",
    Policy "loosened_controls" "configs/policies/loosened_controls.toml",
    Policy "memory_relief" "configs/policies/memory_relief.toml",
    Policy "licence_regime" "configs/policies/licence_regime.toml",
    Policy "tool_controls_only" "configs/policies/tool_controls_only.toml",
    Policy "china_subsidy_surge" "configs/policies/china_subsidy_surge.toml",
    Policy "china_subsidy_cut" "configs/policies/china_subsidy_cut.toml",
    Policy "mandate_off" "configs/policies/mandate_off.toml",
    Policy "mandate_total" "configs/policies/mandate_total.toml",
    Policy "no_controls_no_mandate" "configs/policies/no_controls_no_mandate.toml",
    Policy "full_embargo" "configs/policies/full_embargo.toml",
    Policy "remote_access_closed" "configs/policies/remote_access_closed.toml",
    Policy "counter_controls" "configs/policies/counter_controls.toml",
    Policy "security_push" "configs/policies/security_push.toml",
    Policy "serve_first" "configs/policies/serve_first.toml",
    Policy "train_first" "configs/policies/train_first.toml",
    Policy "us_push" "configs/policies/us_push.toml",
    Policy "open_immigration" "configs/policies/open_immigration.toml",
    Policy "open_weights_off" "configs/policies/open_weights_off.toml",
    Policy "treaty" "configs/policies/treaty.toml",
    Policy "safety_first_us" "configs/policies/safety_first_us.toml",
    Policy "adaptive_controls" "configs/policies/adaptive_controls.toml",
    Worldview "fast_fabs" "configs/worldviews/fast_fabs.toml",
    Worldview "slow_fabs" "configs/worldviews/slow_fabs.toml",
    Worldview "compute_is_all" "configs/worldviews/compute_is_all.toml",
    Worldview "ideas_diffuse" "configs/worldviews/ideas_diffuse.toml",
    Worldview "short_timelines" "configs/worldviews/short_timelines.toml",
    Worldview "long_timelines" "configs/worldviews/long_timelines.toml",
    Sweep "controls_and_enforcement" "configs/sweeps/controls_and_enforcement.toml",
    Sweep "control_strength" "configs/sweeps/control_strength.toml",
    Sweep "levers_one_at_a_time" "configs/sweeps/levers_one_at_a_time.toml",
    Sweep "contested_numbers" "configs/sweeps/contested_numbers.toml",
    Game "controls_and_answers" "configs/games/controls_and_answers.toml",
    Game "push_or_restrain" "configs/games/push_or_restrain.toml",
}

impl ShippedFile {
    /// The text under the path by which messages name it.
    pub fn source(&self) -> Source {
        Source {
            name: self.path.to_owned(),
            text: self.text.to_owned(),
        }
    }
}

/// All shipped files of a kind.
pub fn of_kind(kind: Kind) -> impl Iterator<Item = &'static ShippedFile> {
    SHIPPED.iter().filter(move |file| file.kind == kind)
}

/// The shipped file of this kind and name.
///
/// # Errors
/// There is none: the message says which there are, or which is nearest.
pub fn find(kind: Kind, name: &str) -> Result<&'static ShippedFile> {
    of_kind(kind).find(|file| file.name == name).ok_or_else(|| {
        let names: Vec<&str> = of_kind(kind).map(|file| file.name).collect();
        let instead = match nearest(name, names.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("shipped: {}", names.join(", ")),
        };
        Error::Usage(format!(
            "there is no {} called `{}`; {instead}",
            kind.word(),
            name.escape_debug()
        ))
    })
}

/// The shipped tables of histories, each read once. One that cannot be read (a test sees to it that there is none) is left out, so that
/// whoever asks for it is told what is wrong with it, and a new one can be made.
pub fn histories() -> &'static [(&'static ShippedFile, Arc<Histories>)] {
    static TABLES: OnceLock<Vec<(&'static ShippedFile, Arc<Histories>)>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let read = |file: &'static ShippedFile| {
            let table = Histories::parse(file.name, file.text).ok()?;
            Some((file, Arc::new(table)))
        };
        of_kind(Kind::Histories).filter_map(read).collect()
    })
}

/// A resolver that knows the shipped files alone.
///
/// # Errors
/// As [`find`].
pub fn resolve(kind: Kind, name: &str) -> Result<Source> {
    find(kind, name).map(ShippedFile::source)
}

/// The shipped parameter cards.
pub fn parameters() -> Source {
    resolve(Kind::Parameters, "parameters").expect("the table above holds the parameter cards")
}
