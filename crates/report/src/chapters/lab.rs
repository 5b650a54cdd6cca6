//! The way from a report to the policy lab: the address of its page with the scenarios of a result.

use crate::scenario_text::title_of_scenario;
use engine::scenario::levers::Lever;
use engine::scenario::load::UNCONDITIONED;
use results::store::manifest::{Manifest, ResultKind};

/// Where the page lies, seen from the folder of a result beside it.
const PAGE: &str = "../lab/index.html";
/// The version of links that the page reads.
const VERSION: &str = "v1";
/// The scenario that the lab departs from.
const BASE: &str = "baseline";
/// Most links of a result.
const MOST: usize = 8;

/// Names and addresses of the scenarios of a result that the lab can open.
pub fn links(manifest: &Manifest) -> Vec<(String, String)> {
    let cases: Vec<(String, &str)> = match (&manifest.kind, manifest.kind.experiment()) {
        (ResultKind::Run(record), _) => vec![(title_of_scenario(&record.scenario_toml), &record.scenario_toml)],
        (_, Some(record)) => record
            .cases
            .iter()
            .map(|case| (case.title.clone(), case.scenario_toml.as_str()))
            .collect(),
        (_, None) => Vec::new(),
    };
    cases
        .into_iter()
        .filter_map(|(name, text)| Some((name, address(text, manifest.seed)?)))
        .take(MOST)
        .collect()
}

/// The address of a scenario as it was written back; none where the lab cannot say what was set.
fn address(scenario: &str, seed: u64) -> Option<String> {
    let is_base = scenario.lines().any(|line| line == format!("name = \"{BASE}\""));
    let mut parts = vec![VERSION.to_owned()];
    for (what, key) in [("policies", "policy"), ("worldviews", "w")] {
        parts.extend(applied(scenario, what).map(|name| format!("{key}={}", escaped(name))));
    }
    for set in applied(scenario, "--set") {
        if set == UNCONDITIONED {
            parts.push(format!("{UNCONDITIONED}=1"));
            continue;
        }
        let (key, value) = set.split_once('=')?;
        parts.push(match key.split_once('.') {
            _ if key == "horizon" => format!("until={}", escaped(value)),
            Some(("mechanisms", name)) => format!("m.{}={}", escaped(name), u8::from(value == "true")),
            Some(("doctrine", agent)) => format!("d.{}={}", escaped(agent), escaped(value)),
            _ if Lever::from_key(key).is_some() => {
                value.parse::<f64>().ok()?;
                format!("{key}={}", escaped(value))
            }
            _ => format!("p.{}={}", escaped(key), escaped(value)),
        });
    }
    parts.push(format!("seed={seed}"));
    is_base.then(|| format!("{PAGE}#{}", parts.join("&")))
}

/// What stands in the scenario's comments as applied.
fn applied<'a>(scenario: &'a str, what: &str) -> impl Iterator<Item = &'a str> {
    let head = format!("# {what} applied: ");
    let line = scenario.lines().find_map(|line| line.strip_prefix(head.as_str()));
    line.into_iter().flat_map(|names| names.split(", "))
}

/// A text as it can stand in the part of an address behind `#`.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => escaped.push(char::from(byte)),
            other => escaped.push_str(&format!("%{other:02X}")),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::load::resolved::scenario_text;
    use engine::scenario::load::{Conditioning, Kind, Request};
    use engine::scenario::shipped;

    fn scenario(policies: &[&str], set: &[&str]) -> String {
        scenario_text(&shipped::load(&request(policies, set)).unwrap())
    }

    fn request(policies: &[&str], set: &[&str]) -> Request {
        let mut request = shipped::request(BASE).unwrap();
        let file = |name: &&str| shipped::resolve(Kind::Policy, name).unwrap();
        request.policies = policies.iter().map(file).collect();
        request.set = set.iter().map(|&set| set.to_owned()).collect();
        request
    }

    #[test]
    fn a_link_holds_policies_and_settings() {
        assert_eq!(address(&scenario(&[], &[]), 7).unwrap(), "../lab/index.html#v1&seed=7");
        let set = [
            "us.outreach=0.5",
            "mechanisms.rally=false",
            "doctrine.us=fixed",
            "horizon=2035-12",
        ];
        assert_eq!(
            address(&scenario(&["treaty"], &set), 7).unwrap(),
            "../lab/index.html#v1&policy=treaty&us.outreach=0.5&m.rally=0&d.us=fixed&until=2035-12&seed=7"
        );
        let drawn = Request {
            conditioning: Some(Conditioning::Unconditioned),
            ..request(&[], &[])
        };
        assert_eq!(
            address(&scenario_text(&shipped::load(&drawn).unwrap()), 7).unwrap(),
            "../lab/index.html#v1&unconditioned=1&seed=7"
        );
    }

    #[test]
    fn what_the_lab_cannot_say_has_no_link() {
        let steps = "us.outreach=[{ from = \"2030-01\", value = 0.5 }]";
        assert_eq!(address(&scenario(&[], &[steps]), 7), None);
        let other = scenario(&[], &[]).replace("name = \"baseline\"", "name = \"mine\"");
        assert_eq!(address(&other, 7), None);
    }
}
