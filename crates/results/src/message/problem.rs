//! What is said of a file of messages that cannot be used.

use error::{ConfigProblem, Error};

/// That something is wrong with a file of messages.
pub(super) fn problem(file: &str, line: Option<usize>, key: &str, what: &str, allowed: &str) -> Error {
    Error::Config(Box::new(ConfigProblem {
        file: file.to_owned(),
        line,
        key: key.to_owned(),
        problem: what.to_owned(),
        allowed: allowed.to_owned(),
        ..ConfigProblem::default()
    }))
}
