//! The first screen of a study of robustness.

use super::amounts::{Amount, Estimate, of_mean, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, called, called_second, finding, names, point, too_few, worlds};
use crate::catalogue::{Catalogue, Fill};
use crate::document::{Finding, Inline};
use crate::number::percent;
use crate::say;
use crate::sensitivity::words::with_unit;
use analysis::robust::CENTRAL;
use analysis::robust::pairs::Survival;
use analysis::robust::schema::{CRITERIA_CSV, FLIPS_CSV, MEANS_CSV, PAIRS_CSV};
use engine::error::Result;
use engine::model::metrics::Metric;
use results::store::manifest::ExperimentRecord;
use results::store::stored::StoredResult;

/// Flip points that a first screen names.
const FLIPS: usize = 4;

/// The first screen of a study of robustness, for `metric` or for its first one.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &StoredResult,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let criteria = Rows::read_or_none(result, CRITERIA_CSV)?;
    let pairs = Rows::read_or_none(result, PAIRS_CSV)?;
    let means = Rows::read_or_none(result, MEANS_CSV)?;
    let flips = Rows::read_or_none(result, FLIPS_CSV)?;
    let mut metrics: Vec<Metric> = Vec::new();
    for row in criteria.iter() {
        if let Some(metric) = Metric::from_key(row.text("metric"))
            && !metrics.contains(&metric)
        {
            metrics.push(metric);
        }
    }
    if let Some(first) = metric
        && let Some(place) = metrics.iter().position(|one| *one == first)
    {
        metrics[..=place].rotate_right(1);
    }
    let mut findings = Vec::new();
    if let Some(main) = metrics.first() {
        findings.push(preferred(words, record, &criteria, &means, *main));
        findings.extend(lead(words, record, &pairs, *main));
    }
    findings.extend(
        metrics
            .iter()
            .skip(1)
            .map(|metric| preferred(words, record, &criteria, &means, *metric)),
    );
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(survivals(words, &pairs)));
    sure.push(point(say!(words, "robust-covers")));
    let policies: Vec<String> = distinct(&criteria, "policy")
        .into_iter()
        .map(|policy| called(words, record, policy))
        .collect();
    let worldviews: Vec<String> = distinct(&pairs, "worldview")
        .into_iter()
        .map(|name| worldview(words, record, name))
        .collect();
    let warning = too_few(words, record.worlds / (record.cases.len() as u64).max(1));
    let turns = turns(words, record, &flips, warning.is_some());
    Ok(Screen {
        question: vec![Inline::Text(say!(
            words,
            "robust-question",
            policies = policies.join(", "),
            worldviews = worldviews.join(", "),
        ))],
        warning,
        names: names(record),
        findings,
        sure,
        turns,
    })
}

fn distinct<'a>(rows: &'a Rows, column: &str) -> Vec<&'a str> {
    let mut names = Vec::new();
    for row in rows.iter() {
        let name = row.text(column);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// What a view of the world is called.
fn worldview(words: &Catalogue, record: &ExperimentRecord, name: &str) -> String {
    match name {
        CENTRAL => say!(words, "robust-central"),
        name => called_second(words, record, name),
    }
}

/// Which policy most criteria prefer.
fn preferred(words: &Catalogue, record: &ExperimentRecord, criteria: &Rows, means: &Rows, metric: Metric) -> Finding {
    let of: Vec<Row> = criteria
        .iter()
        .filter(|row| row.text("metric") == metric.key())
        .collect();
    let best: Vec<&Row> = of.iter().filter(|row| row.text("best") == "yes").collect();
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for row in &best {
        let policy = row.text("policy");
        match counts.iter_mut().find(|(name, _)| *name == policy) {
            Some((_, count)) => *count += 1,
            None => counts.push((policy, 1)),
        }
    }
    let all: Vec<&str> = of.iter().fold(Vec::new(), |mut all, row| {
        if !all.contains(&row.text("criterion")) {
            all.push(row.text("criterion"));
        }
        all
    });
    let most = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let first: Vec<&str> = counts
        .iter()
        .filter(|(_, count)| *count == most)
        .map(|(name, _)| *name)
        .collect();
    let name = title(metric);
    let headline = match first.as_slice() {
        [only] if most == all.len() => {
            say!(
                words,
                "robust-all_prefer",
                title = name,
                policy = called(words, record, only)
            )
        }
        [only] => say!(
            words,
            "robust-most_prefer",
            title = name,
            policy = called(words, record, only),
            count = most,
            all = all.len().to_string(),
        ),
        several => {
            let policies: Vec<String> = several.iter().map(|policy| called(words, record, policy)).collect();
            say!(words, "robust-split", title = name, policies = policies.join(", "))
        }
    };
    let expected = best.iter().find(|row| row.text("criterion").starts_with("expected"));
    let worst = best.iter().find(|row| row.text("criterion").starts_with("worst"));
    let amount = Amount::Of(metric);
    let sentence = [
        expected.map(|row| {
            say!(
                words,
                "robust-expected",
                policy = called(words, record, row.text("policy")),
                value = amount.known(words, known(means, metric, row, None)),
            )
        }),
        worst.map(|row| {
            say!(
                words,
                "robust-worst",
                policy = called(words, record, row.text("policy")),
                value = amount.known(words, known(means, metric, row, Some(row.text("worldview")))),
                worldview = worldview(words, record, row.text("worldview")),
            )
        }),
    ];
    finding(headline, sentence.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// What a criterion makes of a policy with the interval of the mean under a worldview, or over all: there the worlds are the same, so
/// that errors may all point the same way and their mean is the most that the error can be.
fn known(means: &Rows, metric: Metric, row: &Row, worldview: Option<&str>) -> Estimate {
    let of: Vec<Row> = means
        .iter()
        .filter(|mean| mean.text("metric") == metric.key() && mean.text("policy") == row.text("policy"))
        .filter(|mean| worldview.is_none_or(|worldview| mean.text("worldview") == worldview))
        .collect();
    let error = of.iter().map(|mean| mean.number("mean_se")).sum::<f64>() / of.len() as f64;
    let worlds = of
        .iter()
        .map(|mean| mean.number("worlds"))
        .fold(f64::INFINITY, f64::min);
    of_mean(row.number("value"), error, worlds as u64)
}

/// The widest lead of one policy over another under the first worldview, and whether it lasts under the others.
fn lead(words: &Catalogue, record: &ExperimentRecord, pairs: &Rows, metric: Metric) -> Option<Finding> {
    let estimate = |row: &Row| {
        let [value, low, high] = ["difference", "difference_low", "difference_high"].map(|column| row.number(column));
        Estimate::between(value, low, high)
    };
    let of = || pairs.iter().filter(|row| row.text("metric") == metric.key());
    let central = of().next()?.text("worldview");
    let widest = of()
        .filter(|row| row.text("worldview") == central && estimate(row).excludes_zero())
        .max_by(|one, other| estimate(one).value.abs().total_cmp(&estimate(other).value.abs()))?;
    let amount = Amount::Of(metric);
    let (better, worse) = (widest.text("better"), widest.text("worse"));
    let same: Vec<Row> = of()
        .filter(|row| row.text("better") == better && row.text("worse") == worse)
        .collect();
    let sign = widest.number("difference").signum();
    let agreeing = same
        .iter()
        .filter(|row| estimate(row).excludes_zero() && row.number("difference").signum() == sign)
        .count();
    Some(finding(
        say!(
            words,
            "robust-lead",
            better = called(words, record, better),
            worse = called(words, record, worse),
            title = title(metric),
            change = amount.change(words, widest.number("difference")),
            interval = amount.interval(words, estimate(&widest)),
        ),
        say!(
            words,
            "robust-lead_lasts",
            worldview = worldview(words, record, central),
            agreeing = agreeing.to_string(),
            all = same.len().to_string()
        ),
    ))
}

/// How many rankings survive every worldview, and what becomes of the others.
fn survivals(words: &Catalogue, pairs: &Rows) -> String {
    let mut seen: Vec<[&str; 4]> = Vec::new();
    for row in pairs.iter() {
        let pair = ["metric", "better", "worse", "survival"].map(|column| row.text(column));
        if !seen.contains(&pair) {
            seen.push(pair);
        }
    }
    let count = |of: Survival| seen.iter().filter(|pair| pair[3] == of.key()).count();
    let mut sentences = vec![say!(
        words,
        "robust-survive",
        all = seen.len().to_string(),
        count = count(Survival::Survives)
    )];
    let others = [
        (
            count(Survival::Turns),
            say!(words, "robust-turn", count = count(Survival::Turns)),
        ),
        (
            count(Survival::Unknown),
            say!(words, "robust-unknown", count = count(Survival::Unknown)),
        ),
        (
            count(Survival::Same),
            say!(words, "robust-same", count = count(Survival::Same)),
        ),
    ];
    sentences.extend(
        others
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(_, sentence)| sentence),
    );
    sentences.join(" ")
}

/// The flip points that lie nearest to the middle of what the parameter may be. With few worlds none of them is claimed.
fn turns(words: &Catalogue, record: &ExperimentRecord, flips: &Rows, are_few: bool) -> Vec<Vec<Inline>> {
    let mut rows: Vec<Row> = flips.iter().filter(|row| row.number("flip").is_finite()).collect();
    rows.sort_by(|one, other| {
        let away = |row: &Row| (row.number("percentile") - 0.5).abs();
        away(one).total_cmp(&away(other))
    });
    if rows.is_empty() {
        return vec![point(say!(words, "robust-no_flips"))];
    }
    rows.into_iter()
        .take(FLIPS)
        .map(|row| {
            let metric = Metric::from_key(row.text("metric"));
            let value = |column: &str| words.fill(&with_unit(row.number(column), row.text("unit")));
            let [worse, better] = ["worse", "better"].map(|side| called(words, record, row.text(side)));
            let [center, flip, near] = ["center", "flip", "flip_near"].map(value);
            let title = metric.map_or(row.text("metric"), |metric| title(metric));
            let is_somewhere = row.number("flip_far").is_finite();
            let interval = match is_somewhere {
                true => say!(words, "amount-range", low = near, high = value("flip_far")),
                false => say!(words, "robust-to_nowhere", near = near),
            };
            let mut line = point(say!(
                words,
                match is_somewhere && !are_few {
                    true => "robust-flip",
                    false => "robust-flip_untold",
                },
                worse = worse,
                better = better,
                title = title,
                parameter = row.text("parameter"),
                flip = flip,
                center = center,
                interval = interval,
                below = percent(row.number("percentile")),
            ));
            let key = row.text("parameter").to_owned();
            line.push(Inline::Term {
                text: String::new(),
                key,
            });
            line
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::english;

    #[test]
    fn what_becomes_of_rankings_is_a_sentence_each_and_no_sentence_where_it_is_none() {
        let said = |rows: &str| survivals(english(), &Rows::of(&format!("metric,better,worse,survival\n{rows}")));
        // Each ranking has a row for every view of the world.
        assert_eq!(
            said("lag,a,b,survives\nlag,a,b,survives\nlag,a,c,survives\nlag,b,c,turns"),
            "Of 3 rankings of two policies by one outcome 2 survive every view of the world. 1 turns: under one view the one policy is \
             better, under another the other."
        );
        let others = said("lag,a,b,unknown\ncost,a,b,same");
        assert!(others.contains("0 survive every view"), "{others}");
        assert!(others.contains("In 1 these worlds do not tell") && others.contains("In 1 both policies do the same"));
    }
}
