//! What a study found, as typed statements: computed once, worded once, for terminal, page and manifest alike.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::estimate::Estimate;
use crate::message::{Message, Text};

/// What a statement is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// The answer to what was asked, in one sentence that can be quoted.
    Answer,
    /// What was found.
    Finding,
    /// How sure it is, or what must be known before it is believed.
    Caveat,
    /// The same of these simulations rather than of the study: failed ones, and too large a sampling error. A short screen leaves out other
    /// caveats, never this.
    Precision,
    /// What would change it.
    TippingPoint,
    /// That it must not be read at all as it stands, such as with three worlds.
    Warning,
}

impl Role {
    /// Whether it says how sure something is.
    pub const fn is_caveat(self) -> bool {
        matches!(self, Self::Caveat | Self::Precision)
    }
}

/// One statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    pub role: Role,
    /// The sentence that a reader would quote; subject first, one number.
    pub headline: Message,
    /// The question that it belongs to, where a screen is grouped by questions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Message>,
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
            topic: None,
            detail: None,
            metric: None,
            values: Vec::new(),
            weight: 0.0,
        }
    }
}
