//! What the columns of a design are: levers and parameters, the number of the point, or nothing that a sweep can use.

use std::borrow::Cow;

use super::super::file::find;
use engine::model::metrics::Metric;
use engine::scenario::cards::CardSet;
use engine::scenario::inputs::Input;
use error::nearest;

/// What is read from a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Input(Input),
    /// The number that the row has.
    Number,
    /// A second numbering by a program that nobody asked for one.
    Nothing,
}

/// Columns of a header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    pub roles: Vec<Role>,
    /// Whether the numbers stand under `point`, as in the designs that `detente sweep` writes: an empty cell then leaves an input as it is.
    pub is_own: bool,
}

/// Why a header cannot be used: the column, what is wrong with it, what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    pub key: String,
    pub problem: &'static str,
    pub allowed: String,
}

impl Refusal {
    fn new(key: &str, problem: &'static str, allowed: impl Into<String>) -> Self {
        Self {
            key: key.to_owned(),
            problem,
            allowed: allowed.into(),
        }
    }
}

/// Name of the column of numbers in the designs that `detente sweep` writes.
const OWN: &str = "point";
/// Columns of row names that programs add unasked: a header without a name (R, pandas), what pandas makes of it when it reads it again, and
/// what it writes to Parquet.
const UNASKED: [&str; 5] = ["", "unnamed:0", "indexlevel0", "rownames", "index"];
/// What programs for experimental designs call the number of a row, without blanks, points and underscores.
const NUMBERS: [&str; 25] = [
    "row",
    "id",
    "no",
    "nr",
    "number",
    "run",
    "runid",
    "runno",
    "runnr",
    "runnumber",
    "runorder",
    "stdorder",
    "experiment",
    "experimentid",
    "experimentno",
    "sample",
    "sampleid",
    "case",
    "caseid",
    "scenario",
    "scenarioid",
    "trial",
    "trialid",
    "designpoint",
    "pointid",
];
/// Columns that mean something that a sweep says in another way.
const ELSEWHERE: [(&[&str], &str, &str); 4] = [
    (
        &["world"],
        "says in which world each row is to be simulated, but a sweep simulates every row in the same worlds",
        "take the column out; `detente sensitivity` simulates rows in worlds of their own",
    ),
    (
        &["seed"],
        "gives each row a seed of its own, but a sweep simulates every row in the same worlds, so that rows differ by their settings only",
        "take the column out, and give one --seed",
    ),
    (
        &["policy", "policies", "worldview", "model"],
        "is no lever or parameter: a sweep simulates every row under the same policies and worldviews",
        "take the column out, and name them with --policy and --worldview",
    ),
    (
        &["runs", "failed"],
        "stands in the tables of results, not in a design",
        "take the design.csv beside them, or take the column out",
    ),
];

fn plain(name: &str) -> String {
    let kept = |letter: &char| !matches!(letter, ' ' | '_' | '.' | '-');
    name.chars().filter(kept).flat_map(char::to_lowercase).collect()
}

/// Whether a cell is the key of a lever or parameter.
pub fn is_key(cell: &str) -> bool {
    Input::from_key(cell).is_some()
}

/// Reads the names of columns.
///
/// # Errors
/// The first column that cannot be used.
pub fn read_columns(header: &[Cow<str>], cards: &CardSet) -> Result<Columns, Refusal> {
    let mut columns = Columns {
        roles: Vec::new(),
        is_own: false,
    };
    let mut numbers: Option<&str> = None;
    let mut unasked: Option<usize> = None;
    for (place, key) in header.iter().enumerate() {
        let name = plain(key);
        if key.is_empty() && place > 0 {
            return Err(Refusal::new(key, "a column has no name", "name it, or leave it out"));
        }
        if let Some((_, problem, allowed)) = ELSEWHERE.iter().find(|(names, ..)| names.contains(&name.as_str())) {
            return Err(Refusal::new(key, problem, *allowed));
        }
        if UNASKED.contains(&name.as_str()) && unasked.is_none() {
            unasked = Some(place);
            columns.roles.push(Role::Nothing);
            continue;
        }
        if name == OWN || NUMBERS.contains(&name.as_str()) {
            if let Some(other) = numbers {
                let allowed = format!("keep one of the two; `{other}` numbers them too");
                return Err(Refusal::new(key, "numbers the rows once more", allowed));
            }
            numbers = Some(key);
            columns.is_own = name == OWN;
            columns.roles.push(Role::Number);
            continue;
        }
        let input = find(key).map_err(|known| unknown(key, &known))?;
        if columns.roles.contains(&Role::Input(input)) {
            return Err(Refusal::new(
                input.key(cards),
                "stands over two columns",
                "keep one of them",
            ));
        }
        columns.roles.push(Role::Input(input));
    }
    if let (Some(place), None) = (unasked, numbers) {
        columns.roles[place] = Role::Number;
    }
    if !columns.roles.iter().any(|role| matches!(role, Role::Input(_))) {
        let allowed = "write keys such as us.chip_controls,us.enforcement on the first line";
        return Err(Refusal::new("", "the design names no lever or parameter", allowed));
    }
    Ok(columns)
}

fn unknown(key: &str, known: &[String]) -> Refusal {
    if Metric::from_key(key).is_some() {
        let problem = "is a metric, which is what a sweep finds, no lever or parameter";
        return Refusal::new(key, problem, "take the column out");
    }
    let allowed = match nearest(key, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "see `detente list --levers` and `detente params` for the keys that exist".to_owned(),
    };
    Refusal::new(key, "there is no lever or parameter of this name", allowed)
}
