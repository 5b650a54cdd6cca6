//! Metrics that someone asks for by their keys: each once, however it is spelled.

use engine::model::metrics::Metric;
use error::{Error, Result};

/// The two spellings of the first metric that is named twice.
pub fn named_twice<'a>(named: &[(&'a str, Metric)]) -> Option<[&'a str; 2]> {
    let mut before = named.iter().enumerate();
    before.find_map(|(place, (again, metric))| {
        let (first, _) = named[..place].iter().find(|(_, other)| other == metric)?;
        Some([*first, *again])
    })
}

/// Refuses a metric that `option` names twice: `lag_months@2032` is `china_lag_months@2032`.
///
/// # Errors
/// Which one, in both spellings.
pub fn refuse_repeats(named: &[(&str, Metric)], option: &str) -> Result<()> {
    let Some([first, again]) = named_twice(named).map(|keys| keys.map(str::escape_debug)) else {
        return Ok(());
    };
    let problem = match first.to_string() == again.to_string() {
        true => format!("names `{again}` twice"),
        false => format!("names one metric twice, as `{first}` and as `{again}`"),
    };
    Err(Error::Usage(format!("{option} {problem}; name it once")))
}

/// The metrics that `option` names, in their order.
///
/// # Errors
/// What [`Metric::named`] refuses; one that is named twice.
pub fn metrics(keys: &[String], option: &str) -> Result<Vec<Metric>> {
    let named = |key: &String| Metric::named(key).map_err(|error| Error::Usage(format!("{option}: {error}")));
    let metrics: Vec<Metric> = keys.iter().map(named).collect::<Result<_>>()?;
    let keys = keys.iter().map(String::as_str);
    refuse_repeats(&keys.zip(metrics.iter().copied()).collect::<Vec<_>>(), option)?;
    Ok(metrics)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_named_once_in_whatever_spelling() {
        let asked = |keys: &[&str]| {
            let keys: Vec<String> = keys.iter().map(|&key| key.to_owned()).collect();
            metrics(&keys, "--metric").map_err(|error| error.to_string())
        };
        // A metric with a date of its own and the series at that date are two columns of one value.
        assert_eq!(
            asked(&["china_lag_months_2030", "lag_months@2030", "lag_months@2031"])
                .unwrap()
                .len(),
            3
        );
        assert_eq!(
            asked(&["treaty_months", "lag_months@2032", "china.lag_months@2032-12"]),
            Err(
                "--metric names one metric twice, as `lag_months@2032` and as `china.lag_months@2032-12`; name it once"
                    .to_owned()
            )
        );
        assert_eq!(
            asked(&["treaty_months", "treaty_months"]),
            Err("--metric names `treaty_months` twice; name it once".to_owned())
        );
        assert!(asked(&["treaty_month"]).unwrap_err().starts_with("--metric: "));
    }
}
