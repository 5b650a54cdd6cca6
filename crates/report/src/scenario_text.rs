//! What the text of a scenario in a manifest says of itself.

use toml::Table as Toml;

/// What the text of a scenario says under `key`, if it has a text there.
pub fn field(scenario_toml: &str, key: &str) -> Option<String> {
    let table: Toml = scenario_toml.parse().ok()?;
    Some(table.get(key)?.as_str()?.to_owned())
}

/// The title in the text of a scenario.
pub fn title_of_scenario(scenario_toml: &str) -> String {
    field(scenario_toml, "title").unwrap_or_default()
}
