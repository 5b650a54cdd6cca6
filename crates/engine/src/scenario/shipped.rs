//! The configurations that come with the program, found and loaded.

use super::Scenario;
pub use super::embedded::{SHIPPED, ShippedFile, find, histories, of_kind, parameters, resolve};
use super::kind::Kind;
use super::load::{self, Request};
use error::Result;

/// A request for a shipped scenario with the shipped cards, for policies, settings and numbers of worlds to be added; [`load`](fn@load) makes a
/// scenario of it.
///
/// # Errors
/// As [`find`].
pub fn request(scenario: &str) -> Result<Request> {
    Ok(Request::new(resolve(Kind::Scenario, scenario)?, parameters()))
}

/// Loads a request that names nothing but shipped files.
///
/// # Errors
/// As [`super::load::load`].
pub fn load(request: &Request) -> Result<Scenario> {
    load::load(request, &resolve)
}
