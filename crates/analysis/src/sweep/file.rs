//! Sweep files: what to vary, under which policies, how often.
//!
//! ```toml
//! name = "controls_and_enforcement"
//! title = "What do chip controls hold back, and what does enforcement add?"
//! description = "..."
//! claim = "F5"
//! scenario = "baseline"                      # optional
//! policies = ["none", "strict_controls"]     # optional: each row under each; `none` is the plain scenario
//! worldviews = ["fast_fabs"]                 # optional: all of them in every row
//! runs = 1000                                # optional: worlds of each row and policy
//! seed = 20231                               # optional
//! metrics = ["china_lag_months_2030"]        # optional: those drawn and written to points.csv
//!
//! [design]
//! method = "grid"                            # grid, one_at_a_time, latin_hypercube, sobol, sobol_plain
//! points = 256                               # not for grid and one_at_a_time
//! seed = 1                                   # optional, for latin_hypercube and sobol
//!
//! [vary]
//! "us.chip_controls" = { low = 0.0, high = 1.0, steps = 21 }
//! "us.enforcement" = [0.2, 0.5, 0.8]
//! "china.fab_growth_per_year" = "card"       # as its card distributes it; not for grid and one_at_a_time
//! ```

use super::design::{MOST_ROWS, Method, Values, Varied, evenly};
use crate::asked::named_twice;
use engine::model::metrics::Metric;
use engine::scenario::cards::{CardSet, Distribution};
use engine::scenario::inputs::Input;
use engine::scenario::load::files::{About, check_runs};
use engine::scenario::reader::{Source, Table, Value};
use error::{Error, Result, nearest};

/// Rows of a sampled design where the file does not say.
pub const POINTS: usize = 256;
/// Seed of a sampled design where the file does not say.
pub const DESIGN_SEED: u64 = 1;

/// What a sweep file says.
#[derive(Debug, Clone, PartialEq)]
pub struct SweepFile {
    pub about: About,
    /// Name of the scenario; `baseline` if the file says nothing.
    pub scenario: String,
    /// Names of policies, or `none`; empty if the file says nothing.
    pub policies: Vec<String>,
    pub worldviews: Vec<String>,
    pub runs: Option<u64>,
    pub seed: Option<u64>,
    /// Empty if the file says nothing.
    pub metrics: Vec<Metric>,
    pub method: Method,
    /// Empty if the file has no `[vary]`: the design then comes from a table.
    pub varied: Vec<Varied>,
}

const KEYS: [&str; 12] = [
    "name",
    "title",
    "description",
    "claim",
    "scenario",
    "policies",
    "worldviews",
    "runs",
    "seed",
    "metrics",
    "design",
    "vary",
];

const METHODS: [(&str, Kind); 5] = [
    ("grid", Kind::Grid),
    ("one_at_a_time", Kind::OneAtATime),
    ("latin_hypercube", Kind::LatinHypercube),
    ("sobol", Kind::Sobol),
    ("sobol_plain", Kind::PlainSobol),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Grid,
    OneAtATime,
    LatinHypercube,
    Sobol,
    PlainSobol,
}

impl Kind {
    /// Whether rows are made from lists of values.
    fn needs_lists(self) -> bool {
        matches!(self, Self::Grid | Self::OneAtATime)
    }
}

impl SweepFile {
    /// Reads a sweep file. Values of parameters are held against the bounds of `cards`.
    ///
    /// # Errors
    /// Anything in the file that cannot be used, with its place.
    pub fn read(source: &Source, cards: &CardSet) -> Result<Self> {
        let tree = source.parse()?;
        let root = source.root(&tree);
        root.only(&KEYS)?;
        let words = |name: &str| -> Result<Vec<String>> {
            let list = root.list(name)?;
            list.iter().map(|value| value.some_text().map(str::to_owned)).collect()
        };
        let (kind, method) = match root.table("design")? {
            Some(table) => read_design(&table)?,
            None => (Kind::Grid, Method::Grid),
        };
        let varied = match root.table("vary")? {
            Some(table) => read_varied(&table, kind, cards)?,
            None => Vec::new(),
        };
        let runs = root.get("runs").map(|value| {
            let runs = value.whole()?;
            check_runs(runs).map_err(|(problem, allowed)| value.refuse(&problem, &allowed))?;
            Ok(runs)
        });
        Ok(Self {
            about: About::read(source)?,
            scenario: match root.get("scenario") {
                Some(value) => value.some_text()?.to_owned(),
                None => "baseline".to_owned(),
            },
            policies: words("policies")?,
            worldviews: words("worldviews")?,
            runs: runs.transpose()?,
            seed: root.get("seed").map(|value| value.whole()).transpose()?,
            metrics: read_metrics(&root)?,
            method,
            varied,
        })
    }
}

fn read_metrics(root: &Table) -> Result<Vec<Metric>> {
    let mut named: Vec<(&str, Metric)> = Vec::new();
    for value in root.list("metrics")? {
        let key = value.text()?;
        let metric = Metric::from_key(key).ok_or_else(|| match Metric::refused_date(key) {
            Some(refused) => value.refuse(&refused, ""),
            None => value.not_among(key, "metric", Metric::ALL.map(Metric::key)),
        })?;
        named.push((key, metric));
        if let Some([first, again]) = named_twice(&named) {
            let problem = match first == again {
                true => "is named twice".to_owned(),
                false => format!("names the metric that `{first}` names"),
            };
            return Err(value.refuse(&problem, "name each metric once"));
        }
    }
    Ok(named.into_iter().map(|(_, metric)| metric).collect())
}

fn read_design(table: &Table) -> Result<(Kind, Method)> {
    table.only(&["method", "points", "seed"])?;
    let kind = table.need("method")?.choice(&METHODS)?;
    let points = table.get("points");
    let seed = table.get("seed");
    let is_fixed = kind.needs_lists();
    if let Some(value) = points.as_ref().filter(|_| is_fixed) {
        return Err(value.refuse(
            "says nothing here: the lists under [vary] make the rows",
            "leave it out, or take latin_hypercube or sobol",
        ));
    }
    if let Some(value) = seed.as_ref().filter(|_| is_fixed || kind == Kind::PlainSobol) {
        return Err(value.refuse("says nothing here: the design has no chance in it", "leave it out"));
    }
    let points = match points {
        Some(value) => value.whole_within(1, MOST_ROWS as u64)? as usize,
        None => POINTS,
    };
    let seed = seed.map_or(Ok(DESIGN_SEED), |value| value.whole())?;
    let method = match kind {
        Kind::Grid => Method::Grid,
        Kind::OneAtATime => Method::OneAtATime,
        Kind::LatinHypercube => Method::LatinHypercube { points, seed },
        Kind::Sobol => Method::Sobol { points, seed },
        Kind::PlainSobol => Method::PlainSobol { points },
    };
    Ok((kind, method))
}

fn read_varied(table: &Table, kind: Kind, cards: &CardSet) -> Result<Vec<Varied>> {
    let entries = table.dotted_entries()?;
    if entries.is_empty() {
        let allowed = "name at least one lever or parameter, for example \"us.chip_controls\" = { low = 0.0, high = 1.0, steps = 11 }";
        return Err(table.refuse("is empty: there is nothing to vary", allowed));
    }
    entries
        .iter()
        .map(|(key, value)| {
            let input = find(key).map_err(|known| value.unknown(key, known.iter().map(String::as_str)))?;
            let values = read_values(value, input, kind, cards)?;
            Ok(Varied { input, values })
        })
        .collect()
}

/// Reads `KEY=LOW:HIGH:STEPS` or `KEY=VALUE,VALUE,...` of the command line, for a grid.
///
/// # Errors
/// Another form, an unknown key, values outside of the input's bounds, none or one twice.
pub fn read_inline(text: &str, cards: &CardSet) -> Result<Varied> {
    let refuse = |problem: String| Error::Usage(format!("--vary {}: {problem}", text.escape_debug()));
    let form = "write KEY=LOW:HIGH:STEPS, such as us.chip_controls=0:1:11, or KEY=VALUE,VALUE";
    let (key, values) = text.split_once('=').ok_or_else(|| refuse(form.to_owned()))?;
    let input = find(key.trim()).map_err(|known| {
        let near = nearest(key.trim(), known.iter().map(String::as_str));
        let hint = near.map_or_else(
            || "see `detente list --levers` and `detente params`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        refuse(format!(
            "there is no lever or parameter `{}`; {hint}",
            key.trim().escape_debug()
        ))
    })?;
    let number = |text: &str| {
        let (low, high) = input.bounds(cards);
        let number = text.trim().parse::<f64>().ok().filter(|number| number.is_finite());
        let number =
            number.ok_or_else(|| refuse(format!("`{}` is not a number; {form}", text.trim().escape_debug())))?;
        if low < high && !(low..=high).contains(&number) {
            let unit = input.unit(cards);
            return Err(refuse(format!(
                "{number} is out of range; allowed: {low} to {high} ({unit})"
            )));
        }
        Ok(number)
    };
    let list = match values.split(':').collect::<Vec<_>>()[..] {
        [low, high, steps] => {
            let (low, high) = (number(low)?, number(high)?);
            let steps = steps
                .trim()
                .parse::<usize>()
                .ok()
                .filter(|steps| (2..=MOST_ROWS).contains(steps));
            let steps = steps.ok_or_else(|| refuse(format!("the number of steps must be 2 to {MOST_ROWS}; {form}")))?;
            if low >= high {
                return Err(refuse("the first value must be below the second".to_owned()));
            }
            evenly(low, high, steps)
        }
        [_] => values.split(',').map(number).collect::<Result<Vec<_>>>()?,
        _ => return Err(refuse(form.to_owned())),
    };
    if has_repeats(&list) {
        return Err(refuse("a value stands there twice; write each once".to_owned()));
    }
    let values = Values::List(list);
    Ok(Varied { input, values })
}

/// Whether a value stands twice in a list, which may be long.
fn has_repeats(list: &[f64]) -> bool {
    let mut sorted = list.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.windows(2).any(|pair| pair[0] == pair[1])
}

/// The input with this key, or all keys that exist.
pub fn find(key: &str) -> std::result::Result<Input, Vec<String>> {
    Input::from_key(key).ok_or_else(|| {
        let levers = engine::scenario::levers::Lever::ALL.map(|lever| lever.key().to_owned());
        levers.into_iter().chain(engine::scenario::parameters::keys()).collect()
    })
}

fn read_values(value: &Value, input: Input, kind: Kind, cards: &CardSet) -> Result<Values> {
    let example = "write [0.2, 0.5, 0.8] or { low = 0.0, high = 1.0, steps = 11 }";
    if value.is_list() {
        let list = value
            .list()?
            .iter()
            .map(|value| read_number(value, input, cards))
            .collect::<Result<Vec<_>>>()?;
        if list.is_empty() {
            return Err(value.refuse("is empty: the grid would have no points", example));
        }
        if has_repeats(&list) {
            return Err(value.refuse("holds a value twice", "write each value once"));
        }
        return Ok(Values::List(list));
    }
    if value.is_table() {
        let table = value.table()?;
        table.only(&["low", "high", "steps"])?;
        let low = read_number(&table.need("low")?, input, cards)?;
        let high_value = table.need("high")?;
        let high = read_number(&high_value, input, cards)?;
        if high <= low {
            return Err(high_value.refuse("is not above `low`", "give `low` below `high`"));
        }
        return match (table.get("steps"), kind.needs_lists()) {
            (Some(steps), _) => {
                let steps = steps.whole_within(2, MOST_ROWS as u64)? as usize;
                Ok(Values::List(evenly(low, high, steps)))
            }
            (None, false) => Ok(Values::Between { low, high }),
            (None, true) => Err(table.refuse(
                "`steps` is missing",
                "say in how many values to go from `low` to `high`",
            )),
        };
    }
    if value.text().is_ok_and(|text| text == "card") {
        return match input {
            Input::Lever(_) => Err(value.refuse("a lever has no card", "write { low = 0.0, high = 1.0 }")),
            Input::Parameter(_) if kind.needs_lists() => {
                Err(value.refuse("a grid and a one-at-a-time design need values", example))
            }
            Input::Parameter(position) => match cards.cards[position].distribution {
                Distribution::Fixed(_) => {
                    Err(value.refuse("its card has no uncertainty", "write { low = ..., high = ... }"))
                }
                _ => Ok(Values::Card),
            },
        };
    }
    Err(value.refuse("says no values", example))
}

/// A value of an input within its bounds.
fn read_number(value: &Value, input: Input, cards: &CardSet) -> Result<f64> {
    let (low, high) = input.bounds(cards);
    if low < high {
        value.number_within(low, high, input.unit(cards))
    } else {
        value.number()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::scenario::load::cards::read_cards;
    use engine::scenario::shipped;

    const HEAD: &str = "name = \"a\"\ntitle = \"t\"\ndescription = \"d\"\nclaim = \"F5\"\n";

    fn read(text: &str) -> Result<SweepFile> {
        let source = Source {
            name: "a.toml".to_owned(),
            text: format!("{HEAD}{text}"),
        };
        SweepFile::read(&source, &read_cards(&shipped::parameters()).unwrap())
    }

    #[test]
    fn a_whole_file_is_read() {
        let file = read(
            "policies = [\"none\", \"treaty\"]\nruns = 100\nmetrics = [\"china_lag_months_2030\"]\n[design]\nmethod = \"sobol\"\n\
             points = 64\n[vary]\n\"us.chip_controls\" = { low = 0.1, high = 0.9 }\nchina.fab_growth_per_year = \"card\"\n\
             \"us.outreach\" = [0.1, 0.4]\n",
        )
        .unwrap();
        assert_eq!(file.policies, ["none", "treaty"]);
        assert_eq!(
            (file.runs, file.seed, file.scenario.as_str()),
            (Some(100), None, "baseline")
        );
        assert_eq!(file.metrics, [Metric::LagMonths2030]);
        assert_eq!(
            file.method,
            Method::Sobol {
                points: 64,
                seed: DESIGN_SEED
            }
        );
        let values: Vec<&Values> = file.varied.iter().map(|varied| &varied.values).collect();
        assert_eq!(values[0], &Values::Between { low: 0.1, high: 0.9 });
        assert_eq!((values[1], values[2]), (&Values::Card, &Values::List(vec![0.1, 0.4])));
    }

    #[test]
    fn steps_become_values() {
        let file = read("[vary]\n\"us.outreach\" = { low = 0.0, high = 1.0, steps = 3 }\n").unwrap();
        assert_eq!(file.varied[0].values, Values::List(vec![0.0, 0.5, 1.0]));
        assert_eq!(file.method, Method::Grid);
    }

    #[test]
    fn every_mistake_is_answered_with_its_line_and_what_is_allowed() {
        for (text, words) in [
            ("[vary]\n", &["a.toml:5", "empty"][..]),
            ("[vary]\n\"us.outreech\" = [0.1]\n", &["a.toml:6", "us.outreach"]),
            ("[vary]\n\"us.outreach\" = []\n", &["no points"]),
            ("[vary]\n\"us.outreach\" = [0.5, 0.5]\n", &["twice"]),
            (
                "[vary]\n\"us.outreach\" = [0.5]\n\"us.outreach\" = [0.6]\n",
                &["a.toml:7", "duplicate"],
            ),
            (
                "[vary]\n\"us.outreach\" = [0.5]\nus.outreach = [0.6]\n",
                &["given twice"],
            ),
            ("[vary]\n\"us.outreach\" = [1.5]\n", &["out of range", "0 to 1"]),
            ("[vary]\n\"us.outreach\" = [nan]\n", &["finite"]),
            (
                "[vary]\n\"us.outreach\" = { low = 0.5, high = 0.5, steps = 3 }\n",
                &["not above"],
            ),
            ("[vary]\n\"us.outreach\" = { low = 0.5, high = 0.7 }\n", &["steps"]),
            ("[vary]\n\"us.outreach\" = \"card\"\n", &["lever", "no card"]),
            ("[vary]\n\"china.fab_growth_per_year\" = \"card\"\n", &["need values"]),
            (
                "[design]\nmethod = \"sobol\"\n[vary]\n\"us.die_bank_years\" = \"card\"\n",
                &["no uncertainty"],
            ),
            ("[design]\nmethod = \"grid\"\npoints = 5\n", &["leave it out"]),
            ("[design]\nmethod = \"sobel\"\n", &["\"sobol\""]),
            ("metrics = [\"china_lag_2030\"]\n", &["china_lag_months_2030"]),
            ("runs = 0\n", &["runs"]),
            ("vari = 1\n", &["vary"]),
        ] {
            let refusal = read(text).unwrap_err().to_string();
            assert!(words.iter().all(|word| refusal.contains(word)), "{text}: {refusal}");
        }
    }
}
