//! Thresholds that say when a world is good enough, such as `china_lag_months_2030>6`.

use crate::aim::within;
use engine::model::metrics::{Kind, Metric, Metrics};
use error::{Error, Result, nearest};

/// A condition on one metric.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Threshold {
    pub metric: Metric,
    pub relation: Relation,
    pub value: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    Above,
    AtLeast,
    Below,
    AtMost,
}

const RELATIONS: [(&str, Relation); 4] = [
    (">=", Relation::AtLeast),
    ("<=", Relation::AtMost),
    (">", Relation::Above),
    ("<", Relation::Below),
];

impl Threshold {
    /// Reads `METRIC>NUMBER`, with `>`, `>=`, `<` or `<=`.
    ///
    /// # Errors
    /// Another form, a metric that does not exist or says who, a number that is not finite.
    pub fn parse(text: &str) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("--threshold '{}': {problem}", text.escape_debug()));
        let form = "write METRIC>NUMBER, such as 'china_lag_months_2030>6', with >, >=, < or <=";
        let found = RELATIONS
            .iter()
            .find_map(|(sign, relation)| Some((text.split_once(sign)?, *relation)));
        let ((key, value), relation) = found.ok_or_else(|| refuse(form.to_owned()))?;
        let key = key.trim();
        let metric = Metric::from_key(key).ok_or_else(|| {
            if let Some(refused) = Metric::refused_date(key) {
                return refuse(refused);
            }
            let near = nearest(key, Metric::ALL.map(Metric::key));
            let hint = near.map_or_else(
                || "`detente list --metrics` shows all".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            refuse(format!("there is no metric `{}`; {hint}", key.escape_debug()))
        })?;
        if metric.kind() == Kind::Who {
            return Err(refuse(format!("{key} says who, which is no number")));
        }
        let number = value.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let value =
            number.ok_or_else(|| refuse(format!("`{}` is not a number; {form}", value.trim().escape_debug())))?;
        Ok(Self {
            metric,
            relation,
            value,
        })
    }

    /// Refuses a metric beyond a horizon of `months`, of which no world could be said to keep the threshold.
    ///
    /// # Errors
    /// Such a metric.
    pub fn within(self, months: usize) -> Result<Self> {
        within(self.metric, months, "--threshold")?;
        Ok(self)
    }

    /// Whether it holds in a world; `never` is later and more than any number.
    pub fn holds(&self, metrics: &Metrics) -> bool {
        let value = metrics[self.metric];
        match self.relation {
            Relation::Above => value > self.value,
            Relation::AtLeast => value >= self.value,
            Relation::Below => value < self.value,
            Relation::AtMost => value <= self.value,
        }
    }

    /// As it is written.
    pub fn text(&self) -> String {
        let sign = RELATIONS.iter().find(|(_, relation)| *relation == self.relation);
        format!(
            "{}{}{}",
            self.metric.key(),
            sign.map_or("", |(sign, _)| sign),
            self.value
        )
    }
}

crate::study::keys::stands_as_text!(Threshold);
