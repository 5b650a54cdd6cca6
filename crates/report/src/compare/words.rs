//! What a comparison says, in sentences that claim no more than their intervals allow.

use super::Comparison;
use super::pictures::FOREST;
use crate::catalogue::in_english;
use crate::headlines::title_of;
use crate::later;
use crate::number::{counted, percent, readable, with_minus};
use crate::phrases::{quantity, worlds};
use analysis::compare::{Change, Effect, Quantity, TRIED_WORLDS};
use engine::model::metrics::{Kind, Metric};
use engine::numeric::statistics::Difference;
use results::store::manifest::ExperimentRecord;

/// Between the name of an alternative and what is found of it.
const OF: &str = ": ";

/// All findings: of each alternative its warnings, then a sentence for each main metric. Each begins with the alternative's name.
pub fn findings(comparison: &Comparison) -> Vec<String> {
    let worlds = counted(comparison.worlds(), "world");
    let mut found = Vec::new();
    for (case, effects, idle) in comparison.alternatives() {
        let mut say = |text: String| found.push(format!("{}{OF}{text}", case.name));
        if effects.iter().all(Effect::is_nothing) {
            say(format!(
                "WARNING: it changes nothing: no metric differs from {} in any of {worlds}",
                comparison.reference().name
            ));
            continue;
        }
        for key in idle {
            say(format!(
                "WARNING: its setting of `{key}` changes nothing: without it every metric is the same in the first {} worlds",
                comparison.worlds().min(TRIED_WORLDS)
            ));
        }
        for effect in effects {
            if let Some(title) = title_of(effect.metric)
                && let Some(text) = sentence(title, effect)
            {
                say(text);
            }
        }
        if let Some(text) = sharpness(effects) {
            say(text);
        }
        if let Some(text) = too_rare(&effects[Metric::CatastropheYear as usize]) {
            say(text);
        }
    }
    found.iter().map(|text| in_english(text)).collect()
}

/// Fewer catastrophes than this leave what rests on them to luck.
const FEW_CATASTROPHES: f64 = 100.0;

/// What is known less well than its interval says, because it rests on catastrophes that hardly a world has.
fn too_rare(catastrophes: &Effect) -> Option<String> {
    let never = catastrophes.change(Quantity::Never)?;
    let met = catastrophes.pairs as f64 * (1.0 - never.reference).max(1.0 - never.policy);
    (met < FEW_CATASTROPHES).then(|| {
        let enough = match met {
            0.0 => "take many more worlds".to_owned(),
            met => {
                let worlds = catastrophes.pairs as f64 * FEW_CATASTROPHES / met;
                format!("about {} worlds would hold a hundred of them", readable(worlds))
            }
        };
        format!(
            "Note: catastrophes happen in only {} of {}, so what rests on them (costs of the race, payoffs) is known less well than its \
             interval says; {enough}",
            readable(met),
            counted(catastrophes.pairs, "world")
        )
    })
}

/// With more alternatives than this only the sentences about [`FOREST`] are printed.
const MOST_IN_FULL: usize = 2;

/// What is printed: heading, findings below the alternative that they are about, how to read them.
pub fn screen(record: &ExperimentRecord, worlds_each: u64, seed: u64, end: &str) -> String {
    let mut text = format!(
        "{}: the same {}, seed {seed}\n",
        record.title,
        counted(worlds_each, "world")
    );
    let in_full = record.cases.len() <= MOST_IN_FULL + 1;
    let is_left_out = |said: &str| {
        let about = |metric: &Metric| title_of(*metric).is_some_and(|title| said.starts_with(title));
        !in_full && Metric::ALL.iter().any(about) && !FOREST.iter().any(about)
    };
    let mut heading = "";
    for finding in &record.findings {
        let name = record
            .cases
            .iter()
            .map(|case| case.name.as_str())
            .filter(|name| finding.strip_prefix(name).is_some_and(|rest| rest.starts_with(OF)))
            .max_by_key(|name| name.len())
            .unwrap_or("");
        let said = finding.get(name.len() + OF.len()..).unwrap_or(finding);
        if is_left_out(said) {
            continue;
        }
        if name != heading {
            text.push_str(&format!("{name}\n"));
            heading = name;
        }
        text.push_str(&format!("  {said}\n"));
    }
    if !in_full {
        text.push_str("Only the main metrics are shown; manifest.json has a sentence for each, effects.csv has all.\n");
    }
    text.push_str(&format!(
        "Differences of means, policy less reference, with 95 % intervals for the random draws alone; of years with `never` counted as \
         {end}. Shares are of worlds.\n"
    ));
    text
}

/// One metric in one sentence; `None` where it does not exist.
pub(super) fn sentence(title: &str, effect: &Effect) -> Option<String> {
    let first = effect.changes.first()?;
    if effect.is_nothing() {
        return Some(format!("{title}: {}", unmoved(effect)));
    }
    if effect.metric.kind() == Kind::Who {
        let of = |quantity, name: &str| {
            let change = effect.change(quantity)?;
            Some(format!("{name} {}", with_interval(effect.metric, change)))
        };
        let parts = [
            of(Quantity::UnitedStates, "United States"),
            of(Quantity::China, "China"),
            of(Quantity::Nobody, "nobody"),
        ];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        return Some(format!(
            "{title}: {}; someone else in {}",
            parts.join(", "),
            percent(effect.larger + effect.smaller)
        ));
    }
    if let Some(change) = effect
        .change(Quantity::Never)
        .filter(|_| is_told_as_share(effect.metric))
    {
        return Some(format!(
            "{title} within the horizon: {}; {}",
            happening(change),
            split(effect)
        ));
    }
    let told = is_told(&first.difference);
    if told && effect.metric.kind() == Kind::Year {
        return Some(format!(
            "{title}: {}; {}",
            sooner_or_later(&first.difference),
            split(effect)
        ));
    }
    let lead = if told { "" } else { "no difference that can be told, " };
    let among = match effect.metric.kind() {
        Kind::NumberOrNever => format!(
            " (in the {} in which it is a number under both)",
            counted(effect.pairs, "world")
        ),
        _ => String::new(),
    };
    Some(format!(
        "{title}: {lead}{}{among}; {}",
        with_interval(effect.metric, first),
        split(effect)
    ))
}

/// Years of what happens in few worlds, of which the share of worlds says more.
pub(super) fn is_told_as_share(metric: Metric) -> bool {
    matches!(
        metric,
        Metric::FirstLeadYear | Metric::CatastropheYear | Metric::TreatyYear
    )
}

/// The share of worlds in which something happens, from the share in which it never does.
fn happening(never: &Change) -> String {
    let points = |x: f64| signed(-100.0 * x);
    let Difference { value, low, high, .. } = never.difference;
    let lead = if is_told(&never.difference) {
        ""
    } else {
        "no difference that can be told, "
    };
    format!(
        "{lead}{} percentage points (95 %: {} to {}), from {} to {} of worlds",
        points(value),
        points(high),
        points(low),
        percent(1.0 - never.reference),
        percent(1.0 - never.policy)
    )
}

/// Such as `0.69 years earlier (95 %: 0.63 to 0.75)`, of a difference whose interval leaves zero out.
fn sooner_or_later(difference: &Difference) -> String {
    let (word, sign) = if difference.value > 0.0 {
        ("later", 1.0)
    } else {
        ("earlier", -1.0)
    };
    let (one, other) = (sign * difference.low, sign * difference.high);
    let (least, most) = if one < other { (one, other) } else { (other, one) };
    format!(
        "{} years {word} (95 %: {} to {})",
        small(sign * difference.value),
        small(least),
        small(most)
    )
}

/// Whether the 95 % interval of a difference leaves zero out.
pub fn is_told(difference: &Difference) -> bool {
    difference.low > 0.0 || difference.high < 0.0
}

/// Such as `+6.1 months (95 %: +5.8 to +6.4)`.
fn with_interval(metric: Metric, change: &Change) -> String {
    let Difference { value, low, high, .. } = change.difference;
    let (scale, unit) = scale_of(metric, change.quantity);
    let unit = if unit.is_empty() {
        String::new()
    } else {
        format!(" {unit}")
    };
    format!(
        "{}{unit} (95 %: {} to {})",
        signed(scale * value),
        signed(scale * low),
        signed(scale * high)
    )
}

/// A difference in short, with its unit.
pub fn amount(metric: Metric, change: &Change) -> String {
    let (scale, unit) = scale_of(metric, change.quantity);
    let number = signed(scale * change.difference.value);
    match unit {
        "" => number,
        unit => quantity(&number, unit),
    }
}

/// The same for a narrow place.
pub fn short_amount(metric: Metric, change: &Change) -> String {
    match scale_of(metric, change.quantity) {
        (scale, "percentage points") => {
            later!(
                "figure-compare-points",
                number = signed(scale * change.difference.value)
            )
        }
        _ => amount(metric, change),
    }
}

/// By what a difference is multiplied to be read, and its unit then.
pub fn scale_of(metric: Metric, quantity: Quantity) -> (f64, &'static str) {
    match metric.unit() {
        _ if quantity.is_share() => (100.0, "percentage points"),
        "share" => (100.0, "percentage points"),
        "year" => (1.0, "years"),
        "index" | "ratio" | "score" | "state" => (1.0, ""),
        unit => (1.0, unit),
    }
}

/// A number with its sign.
pub(super) fn signed(value: f64) -> String {
    if value.is_nan() {
        later!("figure-missing")
    } else if value == f64::INFINITY {
        later!("figure-compare-to_never")
    } else if value == f64::NEG_INFINITY {
        later!("figure-compare-from_never")
    } else if value > 0.0 {
        format!("+{}", small(value))
    } else {
        small(value)
    }
}

/// A number for people; what is nearly nothing has four decimals instead of an exponent.
fn small(value: f64) -> String {
    if value != 0.0 && value.abs() < 1e-3 {
        with_minus(format!("{value:.4}"))
    } else {
        readable(value)
    }
}

/// What is said where no world differs: sometimes that is certain, sometimes it may yet happen in others.
pub fn unmoved(effect: &Effect) -> String {
    let error = effect.changes.first().map_or(0.0, |change| change.difference.error);
    if error > 0.0 {
        later!("figure-compare-none_seen", worlds = worlds(effect.pairs))
    } else {
        later!("figure-compare-same_everywhere")
    }
}

/// In which share of worlds it is better, worse, the same; or larger and smaller where nobody's good is agreed.
pub fn split(effect: &Effect) -> String {
    let (more, less) = (percent(effect.larger), percent(effect.smaller));
    let same = percent(effect.same().max(0.0));
    let favours = effect.metric.favours();
    match (favours.whom(), favours.more_is_better()) {
        (Some(whom), is_better) => {
            let (better, worse) = if is_better == Some(true) {
                (more, less)
            } else {
                (less, more)
            };
            later!(
                "figure-compare-better",
                whom = whom,
                better = better,
                worse = worse,
                same = same
            )
        }
        (None, _) if effect.metric.kind() == Kind::Year => {
            later!("figure-compare-later", later = more, earlier = less, same = same)
        }
        (None, _) => later!("figure-compare-more", more = more, less = less, same = same),
    }
}

/// What the same worlds are worth against independent ones.
fn sharpness(effects: &[Effect]) -> Option<String> {
    let mut factors: Vec<f64> = effects
        .iter()
        .filter(|effect| title_of(effect.metric).is_some())
        .map(|effect| effect.variance_reduction)
        .filter(|factor| factor.is_finite())
        .collect();
    factors.sort_unstable_by(f64::total_cmp);
    let (low, high) = (*factors.first()?, *factors.last()?);
    let middle = factors[factors.len() / 2];
    Some(format!(
        "The same worlds under both make these differences as sharp as {} times as many independent worlds would (median; {} to {})",
        readable(middle),
        readable(low),
        readable(high)
    ))
}
