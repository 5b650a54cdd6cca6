//! Conditions on the metrics of a world, as a person writes them: `china_lag_months_2030 < 3 and catastrophe_year = never`.
//!
//! ```text
//! condition  = part { "or" part }
//! part       = term { "and" term }                      and binds more tightly than or
//! term       = METRIC OPERATOR VALUE | "(" condition ")"
//! OPERATOR   = "<" | "<=" | ">" | ">=" | "=" | "!="      "==" is read as "="
//! VALUE      = a number | "never" | "us" | "china" | "nobody"
//! ```
//!
//! `never` is later than every year and larger than every number, so `catastrophe_year > 2035` holds in worlds without a
//! catastrophe. A comparison with a metric that does not exist in a world is neither true nor false there; `and` and `or` follow
//! Kleene's logic: false and unknown is false, true or unknown is true, anything else with an unknown is unknown.

use std::fmt;

use engine::model::metrics::{Kind, Metric, Metrics};
use error::{Error, Result, nearest};

/// What the rows are that a condition speaks of: it decides what may be compared with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rows {
    /// Single worlds: years may be never, states are `us`, `china` or `nobody`.
    Worlds,
    /// Means over the worlds of a point: years are never never, states are shares of worlds with the United States.
    Means,
}

/// How two numbers are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    Below,
    AtMost,
    Above,
    AtLeast,
    Equal,
    Unequal,
}

impl Operator {
    const ALL: [(&'static str, Self); 7] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("!=", Self::Unequal),
        ("==", Self::Equal),
        ("<", Self::Below),
        (">", Self::Above),
        ("=", Self::Equal),
    ];

    fn holds(self, left: f64, right: f64) -> bool {
        match self {
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Above => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
            Self::Unequal => left != right,
        }
    }

    const fn text(self) -> &'static str {
        match self {
            Self::Below => "<",
            Self::AtMost => "<=",
            Self::Above => ">",
            Self::AtLeast => ">=",
            Self::Equal => "=",
            Self::Unequal => "!=",
        }
    }
}

/// A condition, read and checked.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    Compare {
        metric: Metric,
        operator: Operator,
        /// Infinite for `never`; 0, 1, 2 for `nobody`, `us`, `china`.
        value: f64,
    },
    All(Vec<Condition>),
    Any(Vec<Condition>),
}

impl Condition {
    /// Reads a condition on `rows`.
    ///
    /// # Errors
    /// What does not follow the grammar, a metric that does not exist, a value that makes no sense for its metric; the message
    /// shows the place.
    pub fn parse(text: &str, rows: Rows) -> Result<Self> {
        let mut reader = Reader {
            text,
            words: words(text),
            next: 0,
            rows,
        };
        let condition = reader.any()?;
        match reader.words.get(reader.next) {
            None => Ok(condition),
            Some(&(at, ")")) => Err(reader.refuse(at, "this `)` closes nothing")),
            Some(&(at, word)) => Err(reader.refuse(at, &format!("expected `and`, `or` or the end, not `{word}`"))),
        }
    }

    /// Whether it holds in a row with these metrics; `None` where a metric that it turns on does not exist.
    pub fn holds(&self, metrics: &Metrics) -> Option<bool> {
        match self {
            Self::Compare {
                metric,
                operator,
                value,
            } => {
                let found = metrics[*metric];
                (!found.is_nan()).then(|| operator.holds(found, *value))
            }
            Self::All(parts) => decided(parts, metrics, false),
            Self::Any(parts) => decided(parts, metrics, true),
        }
    }

    /// The metrics that it speaks of, each once.
    pub fn metrics(&self) -> Vec<Metric> {
        let mut found = match self {
            Self::Compare { metric, .. } => vec![*metric],
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::metrics).collect(),
        };
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// `sooner` as soon as a part is so; else unknown if a part is; else the opposite.
fn decided(parts: &[Condition], metrics: &Metrics, sooner: bool) -> Option<bool> {
    let mut unknown = false;
    for part in parts {
        match part.holds(metrics) {
            Some(held) if held == sooner => return Some(sooner),
            Some(_) => {}
            None => unknown = true,
        }
    }
    (!unknown).then_some(!sooner)
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Compare {
                metric,
                operator,
                value,
            } => {
                write!(f, "{} {} ", metric.key(), operator.text())?;
                match (metric.kind(), *value) {
                    (_, f64::INFINITY) => f.write_str("never"),
                    (Kind::Who, value) if [0.0, 1.0, 2.0].contains(&value) => {
                        f.write_str(["nobody", "us", "china"][value as usize])
                    }
                    (_, value) => write!(f, "{value}"),
                }
            }
            Self::All(parts) => join(f, parts, " and "),
            Self::Any(parts) => join(f, parts, " or "),
        }
    }
}

fn join(f: &mut fmt::Formatter<'_>, parts: &[Condition], word: &str) -> fmt::Result {
    for (place, part) in parts.iter().enumerate() {
        if place > 0 {
            f.write_str(word)?;
        }
        match part {
            Condition::Compare { .. } => write!(f, "{part}")?,
            Condition::All(_) | Condition::Any(_) => write!(f, "({part})")?,
        }
    }
    Ok(())
}

/// The words of a text with the byte at which each begins: operators and parentheses, and what stands between them and spaces.
fn words(text: &str) -> Vec<(usize, &str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = if letter.is_whitespace() {
            at += letter.len_utf8();
            continue;
        } else if let Some((sign, _)) = Operator::ALL.iter().find(|(sign, _)| rest.starts_with(sign)) {
            sign.len()
        } else if "()".contains(letter) {
            1
        } else {
            let ends = |letter: char| letter.is_whitespace() || "()<>=!".contains(letter);
            rest.char_indices()
                .skip(1)
                .find(|(_, letter)| ends(*letter))
                .map_or(rest.len(), |(place, _)| place)
        };
        found.push((at, &rest[..length]));
        at += length;
    }
    found
}

struct Reader<'a> {
    text: &'a str,
    words: Vec<(usize, &'a str)>,
    next: usize,
    rows: Rows,
}

impl<'a> Reader<'a> {
    /// The next word without going past it.
    fn peek(&self) -> Option<&'a str> {
        self.words.get(self.next).map(|(_, word)| *word)
    }

    fn take(&mut self, expected: &str) -> Result<(usize, &'a str)> {
        let Some(&found) = self.words.get(self.next) else {
            return Err(self.refuse(self.text.len(), &format!("it ends where {expected} is expected")));
        };
        self.next += 1;
        Ok(found)
    }

    fn any(&mut self) -> Result<Condition> {
        self.chain("or", Self::all, Condition::Any)
    }

    fn all(&mut self) -> Result<Condition> {
        self.chain("and", Self::term, Condition::All)
    }

    fn chain(
        &mut self,
        word: &str,
        part: fn(&mut Self) -> Result<Condition>,
        join: fn(Vec<Condition>) -> Condition,
    ) -> Result<Condition> {
        let first = part(self)?;
        let mut parts = vec![first];
        while self.peek().is_some_and(|next| next.eq_ignore_ascii_case(word)) {
            self.next += 1;
            parts.push(part(self)?);
        }
        Ok(match parts.pop() {
            Some(only) if parts.is_empty() => only,
            last => {
                parts.extend(last);
                join(parts)
            }
        })
    }

    fn term(&mut self) -> Result<Condition> {
        let (at, word) = self.take("a metric")?;
        if word == "(" {
            let inside = self.any()?;
            let open = |reader: &Self| reader.refuse(at, "this `(` is not closed");
            return match self.peek() {
                Some(")") => {
                    self.next += 1;
                    Ok(inside)
                }
                Some(other) => Err(self.refuse(
                    self.words[self.next].0,
                    &format!("expected `and`, `or` or `)`, not `{other}`"),
                )),
                None => Err(open(self)),
            };
        }
        let metric = self.metric(at, word)?;
        let (at, sign) = self.take("<, <=, >, >=, = or !=")?;
        let operator = Operator::ALL.iter().find(|(known, _)| *known == sign);
        let Some(&(_, operator)) = operator else {
            return Err(self.refuse(at, &format!("expected <, <=, >, >=, = or !=, not `{sign}`")));
        };
        let (at, word) = self.take("a value")?;
        let value = self.value(metric, operator, at, word)?;
        Ok(Condition::Compare {
            metric,
            operator,
            value,
        })
    }

    /// A metric by its key; dots are as good as underscores.
    fn metric(&self, at: usize, word: &str) -> Result<Metric> {
        let key = word.replace('.', "_");
        Metric::from_key(&key).ok_or_else(|| {
            if let Some(refused) = Metric::refused_date(&key) {
                return self.refuse(at, &refused);
            }
            let hint = match nearest(&key, Metric::ALL.map(Metric::key)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "`detente list --metrics` shows all".to_owned(),
            };
            self.refuse(at, &format!("there is no metric `{word}`; {hint}"))
        })
    }

    fn value(&self, metric: Metric, operator: Operator, at: usize, word: &str) -> Result<f64> {
        let key = metric.key();
        let state = ["nobody", "us", "china"].iter().position(|known| *known == word);
        let only_equal = matches!(operator, Operator::Equal | Operator::Unequal);
        let number = || {
            let number = word.parse::<f64>().ok().filter(|number| number.is_finite());
            number.ok_or_else(|| {
                self.refuse(
                    at,
                    &format!("`{word}` is not a number; write digits such as 3 or 2032.5"),
                )
            })
        };
        match (metric.kind(), self.rows) {
            (Kind::Who, Rows::Means) if state.is_none() => number(),
            (Kind::Who, Rows::Means) => Err(self.refuse(
                at,
                &format!(
                    "these rows are means over worlds, where {key} is the share of worlds in which it is the United States; compare \
                     it with a share such as 0.5"
                ),
            )),
            (Kind::Who, Rows::Worlds) => match state {
                Some(state) if only_equal => Ok(state as f64),
                Some(_) => Err(self.refuse(at, &format!("{key} is a state, which has no order; use = or !="))),
                None => Err(self.refuse(at, &format!("{key} is `us`, `china` or `nobody`, not `{word}`"))),
            },
            (Kind::Year | Kind::NumberOrNever, Rows::Worlds) if word == "never" => match only_equal {
                true => Ok(f64::INFINITY),
                false => Err(self.refuse(at, "`never` has no order here; use = never or != never")),
            },
            (Kind::Year | Kind::NumberOrNever, Rows::Means) if word == "never" => Err(self.refuse(
                at,
                &format!(
                    "these rows are means over worlds, in which {key} is a number (for years, never counts as the end of the \
                     horizon); compare it with a number"
                ),
            )),
            _ if word == "never" => Err(self.refuse(at, &format!("{key} is a number in every world; it is never `never`"))),
            _ if state.is_some() => {
                Err(self.refuse(at, &format!("{key} is a number ({}), not a state", metric.unit())))
            }
            _ => number(),
        }
    }

    /// An error that shows the condition with a mark below the place.
    fn refuse(&self, at: usize, problem: &str) -> Error {
        let before = self.text[..at].chars().count();
        Error::Usage(format!(
            "the condition cannot be read: {problem}\n  {}\n  {}^ here",
            self.text.replace(char::is_control, " "),
            " ".repeat(before)
        ))
    }
}

#[cfg(test)]
mod tests;
