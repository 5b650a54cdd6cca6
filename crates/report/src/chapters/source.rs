//! The folders that a report is made of, each as what it is.

use std::path::Path;

use error::Result;
use results::store::manifest::ResultKind;
use results::store::stored::StoredResult;

use super::unfinished::Unfinished;
use crate::hindcast::Hindcast;

/// A folder that is reported.
#[derive(Debug, Clone, PartialEq)]
pub enum Source {
    Finished(Box<StoredResult>),
    Unfinished(Box<Unfinished>),
    /// What `detente validate` left.
    History(Box<History>),
}

/// A folder of `detente validate`.
#[derive(Debug, Clone, PartialEq)]
pub struct History {
    pub result: StoredResult,
    pub hindcast: Hindcast,
}

impl Source {
    /// A finished result as what it is: a history where `detente validate` made it.
    ///
    /// # Errors
    /// The table or the figures of a validation cannot be read.
    pub fn of(result: StoredResult) -> Result<Self> {
        Ok(match result.manifest.kind {
            ResultKind::Validate(_) => {
                let hindcast = Hindcast::read(&result)?;
                Self::History(Box::new(History { result, hindcast }))
            }
            _ => Self::Finished(Box::new(result)),
        })
    }

    /// The result, if it is finished.
    pub fn finished(&self) -> Option<&StoredResult> {
        match self {
            Self::Finished(result) => Some(result),
            Self::Unfinished(_) => None,
            Self::History(history) => Some(&history.result),
        }
    }

    /// The folder it was read from.
    pub fn folder(&self) -> &Path {
        match self {
            Self::Finished(result) => &result.folder,
            Self::Unfinished(run) => &run.folder,
            Self::History(history) => &history.result.folder,
        }
    }

    /// What identifies it.
    pub fn key(&self) -> &str {
        match self {
            Self::Finished(result) => result.manifest.key.as_str(),
            Self::Unfinished(run) => run.spec.key.as_str(),
            Self::History(history) => history.result.manifest.key.as_str(),
        }
    }
}
