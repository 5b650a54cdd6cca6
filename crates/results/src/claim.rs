//! What a study found, as typed statements: computed once, worded once, for terminal, page and manifest alike.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::estimate::Estimate;
use crate::message::{Message, Text};

/// What a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// What was found.
    Finding,
    /// How sure it is, or what must be known before it is believed.
    Caveat,
    /// What would change it.
    TippingPoint,
    /// That it must not be read at all as it stands, such as with three worlds.
    Warning,
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub role: Role,
    /// The sentence that a reader would quote; subject first, one number.
    pub headline: Message,
    /// What stands behind it, in a sentence or two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<Text>,
    /// Key of the outcome that it is about, if it is about one: readers find its definition there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metric: Option<Cow<'static, str>>,
    /// The numbers in it, by name, so that nobody has to read them out of words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(Cow<'static, str>, Value)>,
    /// Larger ones come first.
    #[serde(default)]
    pub weight: f64,
}

/// A value that a statement is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    Estimate(Estimate),
    /// Key of a metric.
    Metric(Cow<'static, str>),
    /// Name of a policy or strategy.
    Policy(String),
    /// A decimal year.
    Date(f64),
    Count(u64),
}

impl Claim {
    /// A statement of this role without numbers of its own.
    pub fn new(role: Role, headline: Message) -> Self {
        Self {
            role,
            headline,
            detail: None,
            metric: None,
            values: Vec::new(),
            weight: 0.0,
        }
    }
}
