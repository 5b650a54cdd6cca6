//! `--set` and `--event`: what is changed in a scenario.

use clap::Args;

/// What to change in a scenario beside its policies and worldviews.
#[derive(Debug, Clone, Default, Args)]
pub struct SettingArguments {
    /// Set one parameter, lever, mechanism or setting, such as `us.chip_controls=0.5`; may be given several times.
    #[arg(long = "set", value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Move a named event (see `detente list --events`) or remove it, such as `taiwan=2028-01` or `r1=never`; may be given several times.
    #[arg(long = "event", value_name = "NAME=WHEN", value_parser = event)]
    events: Vec<String>,
}

impl SettingArguments {
    /// The same with these settings behind those of `--set`.
    pub fn with(&self, more: &[String]) -> Self {
        Self {
            set: self.set.iter().chain(more).cloned().collect(),
            events: self.events.clone(),
        }
    }

    /// All of it as `key=value`.
    pub fn all(&self) -> Vec<String> {
        self.set.iter().chain(&self.events).cloned().collect()
    }
}

/// `NAME=WHEN` as the setting that it stands for.
fn event(text: &str) -> std::result::Result<String, String> {
    match text.split_once('=') {
        Some((name, when)) if !name.trim().is_empty() => {
            let name = name.trim().trim_start_matches("events.");
            Ok(format!("events.{name}={}", when.trim()))
        }
        _ => Err("write NAME=WHEN, such as r1=never or taiwan=2028-01".to_owned()),
    }
}
