//! A state as bytes and back, so that a killed run resumes where it stood and ends with the same bytes.

use super::State;
use crate::error::Result;
use crate::scenario::Scenario;

/// The state, and whatever the caller wants to find again beside it (lengths of files, the hash of the configuration).
pub fn encode(state: &State, user: &[u8]) -> Vec<u8> {
    let _ = (state, user);
    todo!()
}

/// Reads what [`encode`] wrote: the state and the caller's data.
///
/// # Errors
/// `Error::File` without a path (the caller adds it) if the bytes are damaged, cut short, of another version, or of a
/// scenario with another seed, horizon or number of runs.
pub fn decode(bytes: &[u8], scenario: &Scenario) -> Result<(State, Vec<u8>)> {
    let _ = (bytes, scenario);
    todo!()
}
