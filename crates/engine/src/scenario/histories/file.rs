//! The file of a table of histories: a head, then a row a line.

use super::{Histories, Layout, MAX_ROWS, NUMBERS, Provenance, registry};
use crate::scenario::time::{MAX_MONTHS, Month};
use error::{ConfigProblem, Error, Result};

/// Form of the file; the number changes with it.
const FORM: &str = "2";
/// Letters that stand for six bits each.
const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGIT_BITS: usize = 6;
const DIGIT_MASK: usize = DIGITS.len() - 1;

impl Histories {
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
            ("sweeps", provenance.sweeps.to_string()),
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
        let bits = bits_of(provenance.sweeps);
        text.push_str("log_likelihood,numbers\n");
        for (row, likelihood) in self.log_likelihoods.iter().enumerate() {
            text.push_str(&format!("{likelihood:.2},"));
            packed(self.addresses.row(row), bits, &mut text);
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
            sweeps: whole("sweeps", NUMBERS - 1)?.1 as u16,
            model: hash("model")?.1,
        };
        let (_, stated) = whole("rows", MAX_ROWS as u64)?;
        let seed = whole("seed", u64::MAX)?.1;
        let mut rows = Vec::new();
        for (line, content) in lines {
            last = line;
            rows.push(self.row(line, content, &layout, provenance.sweeps)?);
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

    fn row(&self, line: usize, content: &str, layout: &Layout, sweeps: u16) -> Result<(Vec<u16>, f64)> {
        let bits = bits_of(sweeps);
        let letters = (layout.width() * bits).div_ceil(DIGIT_BITS);
        let allowed = format!("a log likelihood, a comma, and {letters} letters");
        let refuse = |problem: &str| {
            let start: String = content.chars().take(40).collect();
            self.refuse(line, "", &start, problem, &allowed)
        };
        let (likelihood, written) = content.split_once(',').ok_or_else(|| refuse("is no row"))?;
        let likelihood: f64 = likelihood.parse().map_err(|_| refuse("begins with no number"))?;
        if written.len() != letters || !likelihood.is_finite() {
            return Err(refuse("has another length than the head of the table says"));
        }
        let numbers = unpacked(written, bits, layout.width())
            .filter(|numbers| numbers.iter().all(|&number| number <= sweeps))
            .ok_or_else(|| refuse("holds a letter that is no part of a number"))?;
        Ok((numbers, likelihood))
    }
}

/// Bits that a number takes which is at most this.
fn bits_of(greatest: u16) -> usize {
    (u16::BITS - greatest.leading_zeros()).max(1) as usize
}

/// Writes numbers of so many bits each, one after the other, the highest bit first; what is left of the last letter is 0.
fn packed(numbers: &[u16], bits: usize, text: &mut String) {
    let (mut held, mut waiting) = (0_u32, 0);
    for &number in numbers {
        held = held << bits | u32::from(number);
        waiting += bits;
        while waiting >= DIGIT_BITS {
            waiting -= DIGIT_BITS;
            text.push(char::from(DIGITS[(held >> waiting) as usize & DIGIT_MASK]));
        }
        held &= (1 << waiting) - 1;
    }
    if waiting > 0 {
        text.push(char::from(
            DIGITS[(held << (DIGIT_BITS - waiting)) as usize & DIGIT_MASK],
        ));
    }
}

/// The six bits of a letter.
fn digit(letter: u8) -> Option<u32> {
    let place = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(place))
}

/// What [`packed`] wrote of so many numbers; nothing of letters that it does not write.
fn unpacked(text: &str, bits: usize, count: usize) -> Option<Vec<u16>> {
    let (mut held, mut waiting) = (0_u32, 0);
    let mut numbers = Vec::with_capacity(count);
    for letter in text.bytes() {
        held = held << DIGIT_BITS | digit(letter)?;
        waiting += DIGIT_BITS;
        while waiting >= bits && numbers.len() < count {
            waiting -= bits;
            numbers.push((held >> waiting) as u16);
            held &= (1 << waiting) - 1;
        }
    }
    (numbers.len() == count && held == 0).then_some(numbers)
}
