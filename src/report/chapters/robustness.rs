//! The first screen of a study of robustness.

use super::amounts::{Amount, Estimate, title};
use super::rows::{Row, Rows};
use super::screen::{FINDINGS, Screen, finding, names, point, worlds};
use crate::error::Result;
use crate::model::metrics::Metric;
use crate::report::catalogue::Catalogue;
use crate::report::document::{Finding, Inline};
use crate::report::finished::Finished;
use crate::report::manifest::ExperimentRecord;
use crate::report::number::{percent, readable};
use crate::report::robustness::tables::{CRITERIA_CSV, FLIPS_CSV, PAIRS_CSV};
use crate::say;

/// Flip points that a first screen names.
const FLIPS: usize = 4;

/// The first screen of a study of robustness, for `metric` or for its first one.
///
/// # Errors
/// A table cannot be read.
pub fn screen(
    words: &Catalogue,
    result: &Finished,
    record: &ExperimentRecord,
    metric: Option<Metric>,
) -> Result<Screen> {
    let criteria = Rows::read_or_none(result, CRITERIA_CSV)?;
    let pairs = Rows::read_or_none(result, PAIRS_CSV)?;
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
        findings.push(preferred(words, &criteria, *main));
        findings.extend(lead(words, &pairs, *main));
    }
    findings.extend(
        metrics
            .iter()
            .skip(1)
            .map(|metric| preferred(words, &criteria, *metric)),
    );
    findings.truncate(FINDINGS);
    let mut sure = worlds(words, record.worlds, record.failed);
    sure.push(point(survivals(words, &pairs)));
    sure.push(point(say!(words, "robust.covers")));
    let policies = distinct(&criteria, "policy");
    let worldviews = distinct(&pairs, "worldview");
    Ok(Screen {
        question: vec![Inline::Text(say!(
            words,
            "robust.question",
            policies = policies.join(", "),
            worldviews = worldviews.join(", "),
        ))],
        names: names(record),
        findings,
        sure,
        turns: turns(words, &flips),
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

/// Which policy most criteria prefer.
fn preferred(words: &Catalogue, criteria: &Rows, metric: Metric) -> Finding {
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
        [only] if most == all.len() => say!(words, "robust.all_prefer", title = name, policy = *only),
        [only] => say!(
            words,
            "robust.most_prefer",
            title = name,
            policy = *only,
            count = most,
            all = all.len().to_string(),
        ),
        several => say!(words, "robust.split", title = name, policies = several.join(", ")),
    };
    let expected = best.iter().find(|row| row.text("criterion").starts_with("expected"));
    let worst = best.iter().find(|row| row.text("criterion").starts_with("worst"));
    let amount = Amount::Of(metric);
    let sentence = [
        expected.map(|row| {
            say!(
                words,
                "robust.expected",
                policy = row.text("policy"),
                value = amount.value(words, row.number("value")),
            )
        }),
        worst.map(|row| {
            say!(
                words,
                "robust.worst",
                policy = row.text("policy"),
                value = amount.value(words, row.number("value")),
                worldview = row.text("worldview"),
            )
        }),
    ];
    finding(headline, sentence.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// The widest lead of one policy over another under the first worldview, and whether it lasts under the others.
fn lead(words: &Catalogue, pairs: &Rows, metric: Metric) -> Option<Finding> {
    let estimate = |row: &Row| {
        let [value, low, high] = ["difference", "difference_low", "difference_high"].map(|column| row.number(column));
        Estimate { value, low, high }
    };
    let of = || pairs.iter().filter(|row| row.text("metric") == metric.key());
    let central = of().next()?.text("worldview");
    let widest = of()
        .filter(|row| row.text("worldview") == central && estimate(row).is_told_from_zero())
        .max_by(|one, other| estimate(one).value.abs().total_cmp(&estimate(other).value.abs()))?;
    let amount = Amount::Of(metric);
    let (better, worse) = (widest.text("better"), widest.text("worse"));
    let same: Vec<Row> = of()
        .filter(|row| row.text("better") == better && row.text("worse") == worse)
        .collect();
    let sign = widest.number("difference").signum();
    let agreeing = same
        .iter()
        .filter(|row| estimate(row).is_told_from_zero() && row.number("difference").signum() == sign)
        .count();
    Some(finding(
        say!(
            words,
            "robust.lead",
            better = better,
            worse = worse,
            title = title(metric),
            change = amount.change(words, widest.number("difference")),
            interval = amount.interval(words, estimate(&widest)),
        ),
        say!(
            words,
            "robust.lead_lasts",
            worldview = central,
            agreeing = agreeing.to_string(),
            all = same.len().to_string()
        ),
    ))
}

/// How many rankings survive every worldview.
fn survivals(words: &Catalogue, pairs: &Rows) -> String {
    let mut seen: Vec<[&str; 3]> = Vec::new();
    let mut counts = [0_u64; 4];
    for row in pairs.iter() {
        let pair = ["metric", "better", "worse"].map(|column| row.text(column));
        if seen.contains(&pair) {
            continue;
        }
        seen.push(pair);
        let place = match row.text("survival") {
            "survives" => 0,
            "turns" => 1,
            "same" => 2,
            _ => 3,
        };
        counts[place] += 1;
    }
    let [survive, turn, same, unknown] = counts.map(|count| count.to_string());
    say!(
        words,
        "robust.survivals",
        count = seen.len(),
        survive = survive,
        turn = turn,
        same = same,
        unknown = unknown,
    )
}

/// The flip points that lie nearest to the middle of what the parameter may be.
fn turns(words: &Catalogue, flips: &Rows) -> Vec<Vec<Inline>> {
    let mut rows: Vec<Row> = flips.iter().filter(|row| row.number("flip").is_finite()).collect();
    rows.sort_by(|one, other| {
        let away = |row: &Row| (row.number("percentile") - 0.5).abs();
        away(one).total_cmp(&away(other))
    });
    if rows.is_empty() {
        return vec![point(say!(words, "robust.no_flips"))];
    }
    rows.into_iter()
        .take(FLIPS)
        .map(|row| {
            let metric = Metric::from_key(row.text("metric"));
            let mut line = point(say!(
                words,
                "robust.flip",
                worse = row.text("worse"),
                better = row.text("better"),
                title = metric.map_or(row.text("metric"), |metric| title(metric)),
                parameter = row.text("parameter"),
                flip = readable(row.number("flip")),
                center = readable(row.number("center")),
                unit = row.text("unit"),
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
