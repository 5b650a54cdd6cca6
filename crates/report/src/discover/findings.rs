//! What a discovery says, in sentences.

use super::Discovery;
use crate::catalogue::in_english;
use crate::number::{counted, percent, readable, thousands};
use analysis::discover::condition::Rows;
use analysis::discover::limits::{Limits, Side};
use analysis::discover::stability::tells_of_others;
use analysis::discover::tree::Leaf;
use analysis::discover::{Cases, Found};
use engine::scenario::inputs::Input;

/// Inputs restricted in at least this share of resamples are named although the box does not restrict them.
const OFTEN: f64 = 0.3;
/// A quasi-p value from here on is told as it is; smaller ones are all very small.
const TOLD_P: f64 = 0.001;

impl Discovery {
    /// The rows in which a box was sought: all, less those in the boxes before.
    pub fn sought(&self, found: &Found) -> Cases {
        self.cases.with_rows(&found.rows)
    }

    /// Quasi-p values of a box's restrictions.
    pub fn quasi_p(&self, found: &Found) -> Vec<(usize, Side, f64)> {
        found.step().limits.quasi_p(&self.sought(found))
    }

    /// Inputs by how often resamples restrict them, then by how they stand; those that none restricts are left out.
    pub fn by_stability(&self) -> Vec<usize> {
        let share = |column: usize| self.stability.restricted_share(column);
        let mut columns: Vec<usize> = (0..self.cases.width()).filter(|&column| share(column) > 0.0).collect();
        columns.sort_by(|&a, &b| share(b).total_cmp(&share(a)));
        columns
    }

    /// A value of an input with its unit.
    pub fn with_unit(&self, column: usize, value: f64) -> String {
        let number = readable(value);
        match self.inputs[column].unit(&self.material.cards) {
            "1" | "share" | "index" | "ratio" | "x" => number,
            unit => match unit.strip_prefix("1/") {
                Some(time) => format!("{number} per {time}"),
                None => format!("{number} {unit}"),
            },
        }
    }

    /// What a box says of one input: its meaning, key, source and grade, and the limits.
    pub fn restriction(&self, limits: &Limits, column: usize) -> String {
        let cards = &self.material.cards;
        let input = self.inputs[column];
        let known = match input {
            Input::Lever(_) => self.key(column).to_owned(),
            Input::Parameter(place) => {
                let card = &cards.cards[place];
                format!("{}; {}, {}", card.key, card.source, card.pedigree.letter())
            }
        };
        let said = match limits.of(column) {
            (low, high) if low.is_finite() && high.is_finite() => {
                format!("lies between {} and {}", readable(low), self.with_unit(column, high))
            }
            (low, _) if low.is_finite() => format!("is at least {}", self.with_unit(column, low)),
            (_, high) => format!("is at most {}", self.with_unit(column, high)),
        };
        let (lowest, highest) = self.cases.range(column);
        format!(
            "{} ({known}) {said} (of {} to {})",
            input.meaning(cards),
            readable(lowest),
            readable(highest)
        )
    }
}

/// The findings: how often the condition holds, each box in words, how far it can be trusted, what the tree says.
pub fn findings(discovery: &Discovery) -> Vec<String> {
    let mut found = vec![size(discovery)];
    let noun = discovery.noun();
    if discovery.found.is_empty() {
        found.push(format!(
            "No box was found: no limits on up to {} that keep {} of such {noun}s make them significantly denser. Chance, or many inputs \
             a little each, decide here; smaller and denser boxes are allowed with a lower --coverage.",
            counted(discovery.search.choice.most_columns as u64, "input"),
            percent(discovery.search.choice.least_coverage)
        ));
    }
    for (number, one) in (1..).zip(&discovery.found) {
        found.push(in_words(discovery, number, one));
        found.push(certainty(discovery, one));
    }
    if let Some(first) = discovery.found.first() {
        found.extend(held_out(discovery, first));
        found.extend(stable(discovery, first));
    }
    found.extend(tree(discovery));
    found
}

fn size(discovery: &Discovery) -> String {
    let noun = discovery.noun();
    let material = &discovery.material;
    let mut text = format!(
        "`{}` holds in {} of {} ({}): {}; searched among {}.",
        discovery.search.condition,
        thousands(discovery.cases.interest() as f64),
        counted(discovery.cases.rows() as u64, noun),
        percent(discovery.overall()),
        in_english(&material.what.join(", ")),
        counted(discovery.inputs.len() as u64, "input")
    );
    if material.rows == Rows::Means {
        text.push_str(" A point is a setting; its metrics are means over its worlds, in which never counts as the end of the horizon.");
    }
    for (count, why) in [
        (discovery.unknown, "a metric of the condition does not exist"),
        (discovery.unset, "an input is left as it is"),
    ] {
        if count > 0 {
            text.push_str(&format!(" Left out: {} in which {why}.", counted(count as u64, noun)));
        }
    }
    if let Some(all) = material.cut_from {
        text.push_str(&format!(" Only the first of {} were read.", counted(all, noun)));
    }
    text
}

/// The box as a sentence.
fn in_words(discovery: &Discovery, number: usize, found: &Found) -> String {
    let step = found.step();
    let parts: Vec<String> = step
        .limits
        .restricted()
        .into_iter()
        .map(|column| discovery.restriction(&step.limits, column))
        .collect();
    let noun = discovery.noun();
    let all = discovery.cases.interest() as f64;
    let after = match number {
        1 => String::new(),
        _ => format!(
            " Outside of the boxes before it, where the condition holds in {} of {}.",
            percent(found.sought_in.density()),
            counted(found.sought_in.rows as u64, noun)
        ),
    };
    format!(
        "Box {number}: when {}, then `{}` holds in {} of {noun}s (against {} overall); this covers {} of such {noun}s, in {} of all.{after}",
        parts.join(", and "),
        discovery.search.condition,
        percent(step.content.density()),
        percent(discovery.overall()),
        percent(step.content.interest as f64 / all),
        percent(step.content.rows as f64 / discovery.cases.rows() as f64)
    )
}

/// The weakest restriction of a box.
fn certainty(discovery: &Discovery, found: &Found) -> String {
    let weakest = discovery
        .quasi_p(found)
        .into_iter()
        .reduce(|weakest, next| if next.2 > weakest.2 { next } else { weakest });
    match weakest {
        Some((column, side, p)) if p >= TOLD_P => format!(
            "Its least certain limit is the {} one of {}: were it open, as dense a box would come by chance with quasi-p {}.",
            match side {
                Side::Lower => "lower",
                Side::Upper => "upper",
            },
            discovery.key(column),
            readable(p)
        ),
        _ => format!("Each of its limits counts: every quasi-p value is below {TOLD_P}."),
    }
}

fn held_out(discovery: &Discovery, first: &Found) -> Option<String> {
    let stability = &discovery.stability;
    let density = stability.held_out_density().value;
    if density.is_nan() {
        return None;
    }
    let own = first.step().content.density();
    let noun = discovery.noun();
    let overall = discovery.overall();
    let verdict = match tells_of_others(density, overall, first.step().content.rows as f64) {
        false => format!(
            " That is hardly more than the {} overall: do not rely on this box, for in other {noun}s it tells nothing.",
            percent(overall)
        ),
        true => String::new(),
    };
    Some(format!(
        "A density in the {noun}s in which a box was sought flatters it: boxes found in the same way in {} hold the condition in {} of the \
         {noun}s that they had not seen ({} here), and cover {}.{verdict}",
        counted(stability.resamples.len() as u64, "resample"),
        percent(density),
        percent(own),
        percent(stability.held_out_coverage().value)
    ))
}

fn stable(discovery: &Discovery, first: &Found) -> Option<String> {
    let stability = &discovery.stability;
    if stability.resamples.is_empty() {
        return None;
    }
    let columns = first.step().limits.restricted();
    let share = |&column: &usize| {
        format!(
            "{} in {}",
            discovery.key(column),
            percent(stability.restricted_share(column))
        )
    };
    let own: Vec<String> = columns.iter().map(share).collect();
    let others: Vec<String> = discovery
        .by_stability()
        .iter()
        .filter(|column| !columns.contains(column) && stability.restricted_share(**column) >= OFTEN)
        .map(share)
        .collect();
    let others = if others.is_empty() {
        "no other input in as many as 30 %".to_owned()
    } else {
        format!("beside them {}", others.join(", "))
    };
    Some(format!(
        "Resamples restrict the inputs of box 1 again: {}; {others}.",
        own.join(", ")
    ))
}

/// The leaf that holds most of interest above the overall share.
fn tree(discovery: &Discovery) -> Option<String> {
    let dense = |leaf: &&Leaf| leaf.content.density() > discovery.overall() && !leaf.limits.restricted().is_empty();
    let best = discovery.tree.iter().filter(dense).reduce(|best, next| {
        let gain = |leaf: &Leaf| leaf.content.interest as f64 - discovery.overall() * leaf.content.rows as f64;
        if gain(next) > gain(best) { next } else { best }
    })?;
    let columns = best.limits.restricted();
    let of_box = discovery
        .found
        .first()
        .map_or_else(Vec::new, |found| found.step().limits.restricted());
    let shared: Vec<&str> = columns
        .iter()
        .filter(|column| of_box.contains(column))
        .map(|&column| discovery.key(column))
        .collect();
    let agreement = match (of_box.is_empty(), shared.is_empty()) {
        (true, _) => String::new(),
        (false, true) => ", other inputs than box 1".to_owned(),
        (false, false) => format!(", as box 1 does {}", shared.join(", ")),
    };
    let parts: Vec<String> = best
        .limits
        .restrictions()
        .into_iter()
        .map(|(column, side)| {
            let limit = discovery.with_unit(column, best.limits.side(column, side));
            match side {
                Side::Lower => format!("{} is above {limit}", discovery.key(column)),
                Side::Upper => format!("{} is at most {limit}", discovery.key(column)),
            }
        })
        .collect();
    Some(format!(
        "A tree of {} leaves, made in another way, sets apart best where {}{agreement}: there the condition holds in {} of {}s, which covers \
         {} of all such.",
        discovery.tree.len(),
        parts.join(" and "),
        percent(best.content.density()),
        discovery.noun(),
        percent(best.content.interest as f64 / discovery.cases.interest() as f64)
    ))
}
