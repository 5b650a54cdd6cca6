//! Histories: worlds whose parameters and past agree with what has been recorded.
//!
//! Every draw has an address: seed, number of a run, purpose, place. A world that is not conditioned reads all of its draws under its own
//! number. A table of histories says for each of its rows under which numbers a world reads the pieces of its parameters and the
//! stretches of its past; after the last stretch it reads on under its own number. So world `k` is a function of (seed, `k`, table), and
//! a table is nothing but numbers: it can be made for one configuration and still read under another.
//!
//! A table of `n` rows serves any number of worlds: world `k` takes row `k` modulo `n`, and its own future.

use super::parameters::{self, Group};
use super::shocks::SHOCKS;
use super::time::{MAX_MONTHS, Month};
use crate::error::{ConfigProblem, Error, Result};
use crate::numeric::bytes::checksum;
use crate::numeric::streams::{BLOCK_WORDS, RUNS_END};

/// Form of the file; the number changes with it.
const FORM: &str = "1";
/// Parameters that are drawn together: 64 bits each from one block of the cipher.
pub const PIECE: usize = BLOCK_WORDS / 2;
/// A row's numbers lie below this: two letters each in the file.
pub const NUMBERS: u64 = 1 << 12;
/// First run number of the draws that tables name: no ensemble has so many worlds.
const FIRST_RUN: u64 = 1 << 40;
/// Most rows that a table may have.
pub const MAX_ROWS: usize = 1 << 20;
/// Stretches begin with a block of the cipher, which holds two months.
const MONTHS_A_BLOCK: usize = 2;
/// Digits of a number in a file.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// How a row divides what is drawn: pieces of parameters, group by group, then stretches of months from January 2023 on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Layout {
    /// Length of a stretch, an even number of months.
    pub stretch_months: usize,
    /// How many there are.
    pub stretches: usize,
}

impl Layout {
    /// Stretches of so many months that reach to month `end` at least.
    pub const fn reaching(end: usize, stretch_months: usize) -> Self {
        Self {
            stretch_months,
            stretches: end.div_ceil(stretch_months),
        }
    }

    /// Months whose shocks the table decides.
    pub fn months(&self) -> usize {
        self.stretches * self.stretch_months
    }

    /// Pieces of the parameters of one group.
    pub fn pieces(group: Group) -> usize {
        group.names().len().div_ceil(PIECE)
    }

    /// Place in a row of the first piece of a group.
    fn start(group: Group) -> usize {
        let before = Group::ALL.into_iter().take_while(|&other| other != group);
        before.map(Self::pieces).sum()
    }

    /// Pieces of all parameters.
    pub fn parameter_pieces() -> usize {
        Group::ALL.into_iter().map(Self::pieces).sum()
    }

    /// Numbers in a row.
    pub fn width(&self) -> usize {
        Self::parameter_pieces() + self.stretches
    }

    fn check(&self) -> std::result::Result<(), String> {
        let even = self.stretch_months >= MONTHS_A_BLOCK && self.stretch_months.is_multiple_of(MONTHS_A_BLOCK);
        match even
            && self.stretches >= 1
            && self.stretches <= MAX_MONTHS / MONTHS_A_BLOCK
            && self.months() <= MAX_MONTHS
        {
            true => Ok(()),
            false => Err(format!(
                "stretches must have an even number of months and end within {MAX_MONTHS}"
            )),
        }
    }
}

/// What a table was made from, for whoever reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Version of the program.
    pub version: String,
    /// Name of the scenario.
    pub scenario: String,
    /// Facts up to and including this month.
    pub until: Month,
    /// How many facts.
    pub facts: usize,
    /// What decides draws and model, see [`super::fit::model_of`].
    pub model: u64,
}

/// Where the worlds of some rows read their parameters and their past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addresses {
    /// Seed of the draws that the rows name.
    pub seed: u64,
    pub layout: Layout,
    /// Number of the first row.
    pub first_row: u64,
    /// [`Layout::width`] numbers a row.
    pub numbers: Vec<u16>,
}

impl Addresses {
    /// How many rows there are.
    pub fn rows(&self) -> usize {
        self.numbers.len() / self.layout.width()
    }

    /// Numbers of row `row`, counted from the first of these.
    pub fn row(&self, row: usize) -> &[u16] {
        let width = self.layout.width();
        &self.numbers[row * width..(row + 1) * width]
    }

    /// Run under whose number world `world` reads what stands at `place` of its row: row `world`, or for worlds beyond the last row the one
    /// that is reached by going through the rows again.
    fn run_at(&self, world: u64, place: usize) -> u64 {
        let row = (world - self.first_row) % self.rows() as u64;
        run_of(self.first_row + row, self.row(row as usize)[place])
    }

    /// Run under whose number a world reads the `piece`-th piece of the parameters of `group`.
    pub fn parameter_run(&self, world: u64, group: Group, piece: usize) -> u64 {
        self.run_at(world, Layout::start(group) + piece)
    }

    /// Run under whose number a world reads the shocks of a stretch.
    pub fn shock_run(&self, world: u64, stretch: usize) -> u64 {
        self.run_at(world, Layout::parameter_pieces() + stretch)
    }
}

/// Where draws are read.
#[derive(Debug, Clone, Copy)]
pub struct Draws<'a> {
    /// Seed of the draws that a world reads under its own number.
    pub seed: u64,
    /// Of parameters and past, where they are read elsewhere.
    pub addresses: Option<&'a Addresses>,
}

impl Draws<'_> {
    /// All of a world's draws stand under its own number.
    pub const fn own(seed: u64) -> Self {
        Self { seed, addresses: None }
    }
}

/// A table of histories.
#[derive(Debug, Clone, PartialEq)]
pub struct Histories {
    /// Name, as a scenario states it: that of a shipped table, or the path of a file.
    pub name: String,
    pub provenance: Provenance,
    addresses: Addresses,
    /// Log likelihood of the recorded facts in each row's past, in hundredths as the file has it.
    log_likelihoods: Vec<f64>,
    checksum: u64,
}

/// Run number of the draws that row `row` of a table names `number`.
pub fn run_of(row: u64, number: u16) -> u64 {
    FIRST_RUN + row * NUMBERS + u64::from(number)
}

const _: () = assert!(FIRST_RUN + MAX_ROWS as u64 * NUMBERS < RUNS_END);

/// Fingerprint of what can be drawn: keys of the parameters in their order, and the number of processes.
fn registry() -> u64 {
    let keys: Vec<String> = parameters::keys().collect();
    checksum(format!("{SHOCKS} {}", keys.join(" ")).as_bytes())
}

impl Histories {
    /// A table of these rows, each with its log likelihood. Panics if there is none, or if one has not [`Layout::width`] numbers below
    /// [`NUMBERS`].
    pub fn new(name: String, seed: u64, layout: Layout, provenance: Provenance, rows: &[(Vec<u16>, f64)]) -> Self {
        assert!(!rows.is_empty() && rows.len() <= MAX_ROWS, "a table has rows");
        for (numbers, _) in rows {
            assert!(
                numbers.len() == layout.width() && numbers.iter().all(|&number| u64::from(number) < NUMBERS),
                "a row fits its table"
            );
        }
        let mut table = Self {
            name,
            provenance,
            addresses: Addresses {
                seed,
                layout,
                first_row: 0,
                numbers: rows.iter().flat_map(|(numbers, _)| numbers.iter().copied()).collect(),
            },
            log_likelihoods: rows
                .iter()
                .map(|&(_, likelihood)| (likelihood * 100.0).round() / 100.0)
                .collect(),
            checksum: 0,
        };
        table.checksum = checksum(table.text().as_bytes());
        table
    }

    /// Where its worlds read their draws.
    pub fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    /// How many rows it has: so many worlds share neither parameters nor past.
    pub fn rows(&self) -> usize {
        self.log_likelihoods.len()
    }

    /// Log likelihood of the record in each row's past, as the table has it.
    pub fn log_likelihoods(&self) -> &[f64] {
        &self.log_likelihoods
    }

    /// Fingerprint of all that decides worlds: the name is not in it.
    pub fn checksum(&self) -> u64 {
        self.checksum
    }

    /// The table as a file.
    pub fn text(&self) -> String {
        let mut text =
            String::from("# Histories: where the worlds of each row read their parameters and their past.\n");
        let provenance = &self.provenance;
        let entries = [
            ("form", FORM.to_owned()),
            ("version", provenance.version.clone()),
            ("scenario", provenance.scenario.clone()),
            ("until", provenance.until.to_string()),
            ("facts", provenance.facts.to_string()),
            ("seed", self.addresses.seed.to_string()),
            ("model", format!("{:016x}", provenance.model)),
            ("registry", format!("{:016x}", registry())),
            ("stretch_months", self.addresses.layout.stretch_months.to_string()),
            ("stretches", self.addresses.layout.stretches.to_string()),
            ("rows", self.rows().to_string()),
        ];
        for (key, value) in entries {
            text.push_str(&format!("# {key} = {value}\n"));
        }
        text.push_str("log_likelihood,numbers\n");
        for (row, likelihood) in self.log_likelihoods.iter().enumerate() {
            text.push_str(&format!("{likelihood:.2},"));
            for &number in self.addresses.row(row) {
                for digit in [number >> 6, number & 63] {
                    text.push(char::from(DIGITS[usize::from(digit)]));
                }
            }
            text.push('\n');
        }
        text
    }

    /// Reads a file of histories. `name` is what messages and manifests call it.
    ///
    /// # Errors
    /// A text that is no table, is cut short, or names draws that this program does not make: the message says which line.
    pub fn parse(name: &str, text: &str) -> Result<Self> {
        Reader { name }.table(text)
    }
}

struct Reader<'a> {
    name: &'a str,
}

impl Reader<'_> {
    fn refuse(&self, line: usize, key: &str, value: &str, problem: &str, allowed: &str) -> Error {
        Error::Config(Box::new(ConfigProblem {
            file: self.name.to_owned(),
            line: Some(line),
            key: key.to_owned(),
            value: value.escape_debug().to_string(),
            problem: problem.to_owned(),
            allowed: allowed.to_owned(),
        }))
    }

    fn table(&self, text: &str) -> Result<Histories> {
        const AGAIN: &str = "make one with `detente condition`";
        let mut entries: Vec<(usize, &str, &str)> = Vec::new();
        let mut lines = (1..).zip(text.lines());
        let mut last = 1;
        for (line, content) in lines.by_ref() {
            last = line;
            match content.strip_prefix('#') {
                Some(rest) => {
                    if let Some((key, value)) = rest.split_once(" = ") {
                        entries.push((line, key.trim(), value.trim()));
                    }
                }
                None if content == "log_likelihood,numbers" => break,
                None => {
                    let problem = "is no line of a table of histories";
                    let start: String = content.chars().take(40).collect();
                    return Err(self.refuse(line, "", &start, problem, AGAIN));
                }
            }
        }
        let entry = |key: &str| {
            let found = entries.iter().find(|(_, known, _)| *known == key);
            found
                .map(|&(line, _, value)| (line, value))
                .ok_or_else(|| self.refuse(last, key, "", "is missing from the head of the table", AGAIN))
        };
        let whole = |key: &str, most: u64| {
            let (line, value) = entry(key)?;
            match value.parse::<u64>() {
                Ok(number) if number <= most => Ok((line, number)),
                _ => Err(self.refuse(
                    line,
                    key,
                    value,
                    "is no number that can stand here",
                    &format!("0 to {most}"),
                )),
            }
        };
        let hash = |key: &str| {
            let (line, value) = entry(key)?;
            let number = u64::from_str_radix(value, 16);
            let number =
                number.map_err(|_| self.refuse(line, key, value, "is no fingerprint", "16 hexadecimal digits"))?;
            Ok((line, number))
        };
        let (line, form) = entry("form")?;
        if form != FORM {
            return Err(self.refuse(line, "form", form, "is a form that this version does not read", AGAIN));
        }
        let (line, drawn) = hash("registry")?;
        if drawn != registry() {
            let problem =
                "the table was made for a model with other parameters or processes, whose draws stand elsewhere";
            return Err(self.refuse(line, "registry", &format!("{drawn:016x}"), problem, AGAIN));
        }
        let (line, months) = whole("stretch_months", MAX_MONTHS as u64)?;
        let layout = Layout {
            stretch_months: months as usize,
            stretches: whole("stretches", MAX_MONTHS as u64)?.1 as usize,
        };
        layout
            .check()
            .map_err(|problem| self.refuse(line, "stretch_months", &months.to_string(), &problem, AGAIN))?;
        let (line, date) = entry("until")?;
        let until =
            Month::parse(date).ok_or_else(|| self.refuse(line, "until", date, "is no month", "such as 2026-07"))?;
        let provenance = Provenance {
            version: entry("version")?.1.to_owned(),
            scenario: entry("scenario")?.1.to_owned(),
            until,
            facts: whole("facts", u64::from(u32::MAX))?.1 as usize,
            model: hash("model")?.1,
        };
        let (_, stated) = whole("rows", MAX_ROWS as u64)?;
        let seed = whole("seed", u64::MAX)?.1;
        let mut rows = Vec::new();
        for (line, content) in lines {
            last = line;
            rows.push(self.row(line, content, &layout)?);
        }
        if rows.len() as u64 != stated || rows.is_empty() {
            let problem = format!(
                "the table ends after {} of the {stated} rows that its head states",
                rows.len()
            );
            return Err(self.refuse(last, "rows", &stated.to_string(), &problem, AGAIN));
        }
        Ok(Histories::new(self.name.to_owned(), seed, layout, provenance, &rows))
    }

    fn row(&self, line: usize, content: &str, layout: &Layout) -> Result<(Vec<u16>, f64)> {
        let allowed = format!("a log likelihood, a comma, and {} letters", 2 * layout.width());
        let refuse = |problem: &str| {
            let start: String = content.chars().take(40).collect();
            self.refuse(line, "", &start, problem, &allowed)
        };
        let (likelihood, letters) = content.split_once(',').ok_or_else(|| refuse("is no row"))?;
        let likelihood: f64 = likelihood.parse().map_err(|_| refuse("begins with no number"))?;
        let (pairs, []) = letters.as_bytes().as_chunks::<2>() else {
            return Err(refuse("is cut short"));
        };
        let digit = |letter: u8| {
            DIGITS
                .iter()
                .position(|&known| known == letter)
                .map(|place| place as u16)
        };
        let numbers: Option<Vec<u16>> = pairs
            .iter()
            .map(|&[high, low]| Some(digit(high)? << 6 | digit(low)?))
            .collect();
        let numbers = numbers.ok_or_else(|| refuse("holds a letter that is no digit of a number"))?;
        match numbers.len() == layout.width() && likelihood.is_finite() {
            true => Ok((numbers, likelihood)),
            false => Err(refuse("has another length than the head of the table says")),
        }
    }
}

#[cfg(test)]
mod tests;
