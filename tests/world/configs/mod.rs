//! Configurations: what is shipped loads, what is wrong is refused with its place, what is stated later wins.

mod errors;
mod layers;
mod properties;
mod shipped;

use detente::error::Result;
use detente::scenario::Scenario;
use detente::scenario::load::{Kind, Request, load};
use detente::scenario::reader::Source;
use detente::scenario::shipped as embedded;

/// A text under the name `test.toml`.
fn source(text: &str) -> Source {
    Source {
        name: "test.toml".into(),
        text: text.into(),
    }
}

/// The shipped baseline, to be changed by a test.
fn baseline() -> Request {
    let scenario = embedded::resolve(Kind::Scenario, "baseline").expect("shipped");
    Request::new(scenario, embedded::parameters())
}

fn load_shipped(request: &Request) -> Result<Scenario> {
    load(request, &embedded::resolve)
}

/// The baseline with one policy of this text.
fn with_policy(text: &str) -> Result<Scenario> {
    let mut request = baseline();
    request.policies.push(source(text));
    load_shipped(&request)
}

/// The baseline with one worldview of this text.
fn with_worldview(text: &str) -> Result<Scenario> {
    let mut request = baseline();
    request.worldviews.push(source(text));
    load_shipped(&request)
}

/// The baseline with these `--set` overrides.
fn with_set(set: &[&str]) -> Result<Scenario> {
    let mut request = baseline();
    request.set = set.iter().map(|text| (*text).to_owned()).collect();
    load_shipped(&request)
}

/// A scenario that names the baseline as its base and states what `more` says.
fn on_baseline(more: &str) -> Result<Scenario> {
    let text = format!("name = \"x\"\ntitle = \"t\"\ndescription = \"d\"\nbase = \"baseline\"\n{more}");
    let mut request = baseline();
    request.scenario = source(&text);
    load_shipped(&request)
}

/// A policy file with a heading of four lines and then `more`.
fn policy(more: &str) -> String {
    format!("name = \"p\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\n{more}")
}
