//! Reading parameter cards and overlays on them.
//!
//! `configs/parameters.toml` holds one table a parameter:
//!
//! ```toml
//! [us.private_growth_per_year]
//! triangular = { low = 0.5, mode = 0.65, high = 0.8 }
//! unit = "1/year"
//! meaning = "growth of private AI spending far below its ceiling"
//! source = "INV014"
//! pedigree = "B"
//! ```
//!
//! Instead of `triangular` there can be `value = 0.3`, `uniform = { low, high }`, `normal = { mean, sd, low, high }`,
//! `lognormal = { median, sigma, low, high }`, `beta = { alpha, beta, low, high }` or
//! `discrete = { values = [..], weights = [..] }`. Rank correlations stand in `[[correlation]]` entries with
//! `between = ["us.x", "china.y"]`, `rank = 0.4` and `source = "assumption"`.

use crate::scenario::cards::{Card, CardSet, Correlation, Distribution, Pedigree};
use crate::scenario::distributions::Sampler;
use crate::scenario::parameters::{self, Group};
use crate::scenario::reader::{Source, Table, Value};
use error::{Error, Result};

/// How each kind of distribution is read.
type Reading = fn(&Value) -> Result<Distribution>;

const KINDS: [(&str, Reading); 7] = [
    ("value", |value| Ok(Distribution::Fixed(value.number()?))),
    ("uniform", |value| {
        let [low, high] = numbers(value, ["low", "high"])?;
        Ok(Distribution::Uniform { low, high })
    }),
    ("triangular", |value| {
        let [low, mode, high] = numbers(value, ["low", "mode", "high"])?;
        Ok(Distribution::Triangular { low, mode, high })
    }),
    ("normal", |value| {
        let [mean, sd, low, high] = numbers(value, ["mean", "sd", "low", "high"])?;
        Ok(Distribution::Normal { mean, sd, low, high })
    }),
    ("lognormal", |value| {
        let [median, sigma, low, high] = numbers(value, ["median", "sigma", "low", "high"])?;
        Ok(Distribution::Lognormal {
            median,
            sigma,
            low,
            high,
        })
    }),
    ("beta", |value| {
        let [alpha, beta, low, high] = numbers(value, ["alpha", "beta", "low", "high"])?;
        Ok(Distribution::Beta { alpha, beta, low, high })
    }),
    ("discrete", |value| {
        let table = value.table()?;
        table.only(&["values", "weights"])?;
        let list = |name| {
            table
                .need(name)?
                .list()?
                .iter()
                .map(Value::number)
                .collect::<Result<Vec<f64>>>()
        };
        Ok(Distribution::Discrete {
            values: list("values")?,
            weights: list("weights")?,
        })
    }),
];

/// The numbers of a table that holds just these.
fn numbers<const N: usize>(value: &Value, names: [&str; N]) -> Result<[f64; N]> {
    let table = value.table()?;
    table.only(&names)?;
    let mut numbers = [0.0; N];
    for (number, name) in numbers.iter_mut().zip(names) {
        *number = table.need(name)?.number()?;
    }
    Ok(numbers)
}

/// Keys of all kinds.
fn kinds() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(kind, _)| *kind)
}

/// Reads the file of cards: exactly one card for every parameter of the registry.
///
/// # Errors
/// Anything in the file that cannot be used, with its place.
pub fn read_cards(source: &Source) -> Result<CardSet> {
    let tree = source.parse()?;
    let root = source.root(&tree);
    let mut groups: Vec<&str> = Group::ALL.iter().map(|group| group.key()).collect();
    groups.push("correlation");
    root.only(&groups)?;
    let mut cards = Vec::new();
    for group in Group::ALL {
        let table = root.table(group.key())?;
        if let Some(table) = &table {
            table.only(group.names())?;
        }
        for (name, unit) in group.names().iter().zip(group.units()) {
            let key = format!("{}.{name}", group.key());
            let card = table.as_ref().and_then(|table| table.get(name));
            let card = card.ok_or_else(|| root.refuse(&format!("the card [{key}] is missing"), "add it"))?;
            cards.push(read_card(&card, unit)?);
        }
    }
    let entries = root.list("correlation")?;
    let correlations = read_correlations(&entries)?;
    let set = CardSet { cards, correlations };
    match (Sampler::new(&set), entries.first()) {
        // Every single card has been checked above, so what is left is the correlations among each other.
        (Err(Error::Config(problem)), Some(first)) => Err(first.refuse(&problem.problem, &problem.allowed)),
        (Err(error), _) => Err(error),
        (Ok(_), _) => Ok(set),
    }
}

fn read_card(value: &Value, unit: &str) -> Result<Card> {
    let table = value.table()?;
    let known: Vec<&str> = kinds().chain(["unit", "meaning", "source", "pedigree"]).collect();
    table.only(&known)?;
    let stated = table.need("unit")?;
    if stated.text()? != unit {
        return Err(stated.refuse("is not the unit of this parameter", &format!("write \"{unit}\"")));
    }
    Ok(Card {
        key: table.key().to_owned(),
        unit: unit.to_owned(),
        meaning: table.need("meaning")?.some_text()?.to_owned(),
        source: table.need("source")?.some_text()?.to_owned(),
        pedigree: read_pedigree(&table.need("pedigree")?)?,
        distribution: read_distribution(&table, unit)?,
    })
}

fn read_pedigree(value: &Value) -> Result<Pedigree> {
    value.choice(&Pedigree::ALL.map(|grade| (grade.letter(), grade)))
}

/// The one distribution that a table states.
fn read_distribution(table: &Table, unit: &str) -> Result<Distribution> {
    let stated: Vec<(Value, Reading)> = KINDS
        .iter()
        .filter_map(|(kind, reading)| Some((table.get(kind)?, *reading)))
        .collect();
    let [(value, reading)] = stated.as_slice() else {
        let problem = match stated.len() {
            0 => "states no value and no distribution",
            _ => "states more than one value or distribution",
        };
        let all: Vec<&str> = kinds().collect();
        return Err(table.refuse(problem, &format!("give exactly one of {}", all.join(", "))));
    };
    let distribution = reading(value)?;
    check(&distribution, value, unit)?;
    Ok(distribution)
}

/// Refuses numbers that make no distribution, at the number that is to blame.
fn check(distribution: &Distribution, value: &Value, unit: &str) -> Result<()> {
    distribution.check(unit).map_err(|fault| {
        let inner = value.table().ok().and_then(|table| table.get(fault.field));
        inner.as_ref().unwrap_or(value).refuse(&fault.problem, &fault.allowed)
    })
}

fn read_correlations(entries: &[Value]) -> Result<Vec<Correlation>> {
    let mut all: Vec<Correlation> = Vec::new();
    for entry in entries {
        let table = entry.table()?;
        table.only(&["between", "rank", "source"])?;
        let between = table.need("between")?;
        let positions = between
            .list()?
            .iter()
            .map(|value| position(value, value.text()?))
            .collect::<Result<Vec<_>>>()?;
        let (first, second) = match positions[..] {
            [a, b] if a != b => (a.min(b), a.max(b)),
            _ => return Err(between.refuse("does not name two parameters", "write [\"us.x\", \"china.y\"]")),
        };
        if all.iter().any(|other| (other.first, other.second) == (first, second)) {
            return Err(between.refuse("names a pair that has a correlation already", "state each pair once"));
        }
        table.need("source")?.some_text()?;
        let rank = table.need("rank")?;
        let rank_correlation = rank.number()?;
        if rank_correlation.abs() >= 1.0 {
            return Err(rank.refuse(
                "is out of range",
                "a rank correlation lies between -1 and 1, ends excluded",
            ));
        }
        all.push(Correlation {
            first,
            second,
            rank_correlation,
        });
    }
    Ok(all)
}

/// Registry position of the parameter called `key`; `place` is where the name stands.
pub fn position(place: &Value, key: &str) -> Result<usize> {
    let keys: Vec<String> = parameters::keys().collect();
    let found = keys.iter().position(|known| known == key);
    found.ok_or_else(|| place.unknown(key, keys.iter().map(String::as_str)))
}

/// An overlay on a card: what a worldview, a scenario or `--set` makes of one parameter.
#[derive(Debug, Clone)]
pub struct Overlay {
    /// Registry position.
    pub position: usize,
    pub distribution: Distribution,
    pub source: String,
    pub pedigree: Pedigree,
}

impl Overlay {
    /// Puts the overlay on its card.
    pub fn apply(self, cards: &mut CardSet) {
        let card = &mut cards.cards[self.position];
        card.distribution = self.distribution;
        card.source = self.source;
        card.pedigree = self.pedigree;
    }
}

/// Reads one overlay: a number, or a table with one distribution and, if wanted, `source` and `pedigree`.
pub fn read_overlay(key: &str, value: &Value, cards: &CardSet) -> Result<Overlay> {
    let position = position(value, key)?;
    let unit = &cards.cards[position].unit;
    let assumed = |distribution| Overlay {
        position,
        distribution,
        source: "assumption".to_owned(),
        pedigree: Pedigree::Assumed,
    };
    if !value.is_table() {
        let distribution = Distribution::Fixed(value.number()?);
        check(&distribution, value, unit)?;
        return Ok(assumed(distribution));
    }
    let table = value.table()?;
    let known: Vec<&str> = kinds().chain(["source", "pedigree"]).collect();
    table.only(&known)?;
    let mut overlay = assumed(read_distribution(&table, unit)?);
    if let Some(source) = table.get("source") {
        overlay.source = source.some_text()?.to_owned();
    }
    if let Some(pedigree) = table.get("pedigree") {
        overlay.pedigree = read_pedigree(&pedigree)?;
    }
    Ok(overlay)
}
