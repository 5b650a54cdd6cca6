//! The one error type, with messages for the person who has to fix the cause.

use std::fmt;

/// What went wrong. `Display` gives the whole message: what, where, what is allowed, what to do.
#[derive(Debug, Clone, PartialEq)]
pub enum Error {
    /// A configuration or data file says something that cannot be used.
    Config(Box<ConfigProblem>),
    /// The command line asks for something that cannot be done.
    Usage(String),
    /// A file could not be read or written; the text says which, why, and what was left as it was.
    File(String),
    /// Whoever had asked for the work asked to stop; what was finished is kept where there is a place for it.
    Cancelled,
}

/// One problem in one place of one file.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConfigProblem {
    /// The file as the user named it (or `--set` for an override from the command line).
    pub file: String,
    /// One-based line, where the problem has one.
    pub line: Option<usize>,
    /// Dotted key, such as `us.chip_controls`; empty where no key is concerned.
    pub key: String,
    /// The offending value as written; empty where none is concerned.
    pub value: String,
    /// What is wrong, in words.
    pub problem: String,
    /// What is allowed, or what to type instead.
    pub allowed: String,
}

/// The result of anything that can fail for a reason the user can mend.
pub type Result<T> = std::result::Result<T, Error>;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Config(problem) => problem.fmt(f),
            Self::Usage(text) | Self::File(text) => f.write_str(text),
            Self::Cancelled => f.write_str("stopped before the end"),
        }
    }
}

impl fmt::Display for ConfigProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        f.write_str(": ")?;
        if !self.key.is_empty() {
            write!(f, "`{}`", self.key)?;
            if !self.value.is_empty() {
                write!(f, " = {}", self.value)?;
            }
            f.write_str(": ")?;
        }
        f.write_str(&self.problem)?;
        if !self.allowed.is_empty() {
            write!(f, "; {}", self.allowed)?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

/// The candidate closest to `given`, if any is close enough to be what was meant.
pub fn nearest<'a>(given: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(given, candidate), candidate))
        .filter(|(likeness, _)| *likeness > 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
