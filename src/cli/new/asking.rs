//! The questions of `detente new` on a terminal.

use std::io::{BufRead, Write};

use detente::error::{Error, Result};
use detente::scenario::Scenario;
use detente::scenario::cards::{Card, distribution_text};
use detente::scenario::time::{HISTORY_MONTHS, Month};

use super::super::search::{Query, settable};
use super::text::{Key, about, now};
use super::{Arguments, What, check_name, string};

impl Arguments {
    /// The same with what is answered to questions.
    pub fn answered(&self, baseline: &Scenario, input: &mut dyn BufRead, output: &mut dyn Write) -> Result<Self> {
        let mut ask = Asking { input, output };
        let kind = self.what.kind().word();
        let name = loop {
            let name = ask.line(&format!("Name of the {kind} (letters, digits, - and _): "))?;
            match check_name(&name) {
                Ok(()) => break name,
                Err(error) => ask.say(&format!("{error}\n"))?,
            }
        };
        let or_none = |text: String| (!text.is_empty()).then_some(text);
        let mut answered = Self {
            title: or_none(ask.line(&format!("Title, one line [{name}]: "))?),
            name: Some(name),
            ..self.clone()
        };
        answered.description = or_none(ask.line("What does it mean, in a sentence or two? ")?);
        if self.what == What::Scenario {
            let list = |text: String| {
                text.split([',', ' '])
                    .filter(|name| !name.is_empty())
                    .map(str::to_owned)
                    .collect()
            };
            answered.policies = list(ask.line("Policies, commas between them (`detente list` shows all) []: ")?);
            answered.worldviews = list(ask.line("Worldviews []: ")?);
            answered.horizon = or_none(ask.line(&format!("Last month [{}]: ", Month(baseline.months - 1)))?);
        }
        ask.say("What is to be set? Give a key or say what it is about (H200, subsidies, visas); Enter when there is nothing more.\n")?;
        while let Some(key) = ask.key(self.what, &baseline.cards.cards)? {
            let known = Key::of(&key, &baseline.cards.cards);
            let hint = match &known {
                Some(Key::Lever(lever)) => format!("{}; {} in the baseline", about(*lever), now(baseline, *lever)),
                Some(Key::Parameter(card)) => format!(
                    "{} ({}); card: {}",
                    card.meaning,
                    card.unit,
                    distribution_text(&card.distribution)
                ),
                Some(Key::Mechanism(mechanism)) => format!("{}; true or false", mechanism.meaning()),
                Some(Key::Doctrine(_)) | None => "reactive or fixed".to_owned(),
            };
            ask.say(&format!("{key}: {hint}\n"))?;
            let value = ask.line("Value: ")?;
            let from = match known {
                Some(Key::Lever(_)) if value.parse::<f64>().is_ok() => {
                    or_none(ask.line(&format!("From which month on? [{}]: ", Month(HISTORY_MONTHS)))?)
                }
                _ => None,
            };
            let value = match from {
                Some(from) => format!("[{{ from = {}, value = {value} }}]", string(&from)),
                None => value,
            };
            let more = Self {
                set: answered.set.iter().cloned().chain([format!("{key}={value}")]).collect(),
                ..answered.clone()
            };
            // A value that cannot be is asked for again, the others stay.
            match more.text(baseline).and_then(|text| more.check(&text)) {
                Ok(()) => answered = more,
                Err(error) => ask.say(&format!("{error}\n"))?,
            }
        }
        Ok(answered)
    }
}

/// Questions and their answers.
struct Asking<'a> {
    input: &'a mut dyn BufRead,
    output: &'a mut dyn Write,
}

impl Asking<'_> {
    fn say(&mut self, text: &str) -> Result<()> {
        let written = write!(self.output, "{text}").and_then(|()| self.output.flush());
        written.map_err(|error| Error::File(format!("cannot ask: {error}")))
    }

    /// The answer to a question, without what stands around it.
    fn line(&mut self, question: &str) -> Result<String> {
        self.say(question)?;
        let mut line = String::new();
        match self.input.read_line(&mut line) {
            Ok(0) => Err(Error::Usage(
                "the answers ended before the last question; nothing was written".to_owned(),
            )),
            Ok(_) => Ok(line.trim().to_owned()),
            Err(error) => Err(Error::File(format!("cannot read the answer: {error}"))),
        }
    }

    /// The key of something that may be set; `None` when there is nothing more.
    fn key(&mut self, what: What, cards: &[Card]) -> Result<Option<String>> {
        const MOST: usize = 9;
        let mut shown: Vec<String> = Vec::new();
        loop {
            let answer = self.line("> ")?;
            if answer.is_empty() {
                return Ok(None);
            }
            let chosen = answer
                .parse::<usize>()
                .ok()
                .and_then(|number| shown.get(number.checked_sub(1)?).cloned());
            let typed = chosen.unwrap_or(answer);
            let fits = |key: &str| Key::of(key, cards).is_some_and(|known| known.belongs().1.contains(&what));
            if fits(&typed) {
                return Ok(Some(typed));
            }
            let settable = settable(cards).into_iter().filter(|one| fits(&one.key)).collect();
            let found = Query::of(&typed).best(settable, |one| format!("{} {}", one.key, one.meaning));
            if found.is_empty() {
                self.say("Nothing is called so; try another word.\n")?;
                continue;
            }
            let more = found.len().saturating_sub(MOST);
            shown = found.iter().take(MOST).map(|one| one.key.clone()).collect();
            for (number, one) in (1..).zip(found.iter().take(MOST)) {
                self.say(&format!("  {number}  {}: {}\n", one.key, one.meaning))?;
            }
            match more {
                0 => self.say("Which? Give its number.\n")?,
                more => self.say(&format!("  and {more} more. Which? Give its number, or say more.\n"))?,
            }
        }
    }
}
