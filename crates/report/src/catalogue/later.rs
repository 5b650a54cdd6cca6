//! Texts whose words are chosen later: figures are made when a command runs, and drawn again in any language.
//!
//! Such a text is a string like others, so that it can be stored, joined and cut off from its kind; each sentence in it stands as
//! its key and its slots between characters that no text of people has. [`Catalogue::fill`] puts it into words.

use super::{Catalogue, Slot};
use crate::number::capitalised;

/// Start and end of a sentence.
const START: char = '\u{2}';
const END: char = '\u{3}';
/// Before the name of a slot, before what fills it, and before that where it is a count.
const SLOT: char = '\u{1f}';
const VALUE: char = '\u{1e}';
const COUNT: char = '\u{1d}';
/// Stands for a key where a text only gets a capital.
const CAPITAL: &str = "^";

/// A sentence to be said later; use `later!`.
pub fn later(key: &str, slots: &[(&str, Slot)]) -> String {
    let mut text = format!("{START}{key}");
    for (name, value) in slots {
        text.push_str(&format!("{SLOT}{name}{VALUE}"));
        match value {
            Slot::Text(filled) => text.push_str(filled),
            Slot::Count(count) => text.push_str(&format!("{COUNT}{count}")),
        }
    }
    text.push(END);
    text
}

/// The same with a capital at its start.
pub fn capital(text: &str) -> String {
    later(CAPITAL, &[(CAPITAL, text.into())])
}

/// The key of the sentence that a text is, or of the one in its slot `what`; the text itself where it is no sentence.
pub fn subject(text: &str) -> String {
    let Some(sentence) = text.strip_prefix(START) else {
        return text.to_owned();
    };
    let (key, slots, _) = read(sentence);
    match slots.into_iter().find(|(name, _)| *name == "what") {
        Some((_, Slot::Text(what))) => subject(&what),
        _ => key.to_owned(),
    }
}

/// A text in English, such as the terminal and the manifest have.
pub fn in_english(text: &str) -> String {
    Catalogue::english().fill(text)
}

impl Catalogue {
    /// A text with each of its sentences put into words. A text that is as a whole a word of the data is put into this language.
    pub fn fill(&self, text: &str) -> String {
        if !text.contains(START) {
            return self.term(text);
        }
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(START) {
            filled.push_str(before);
            let (key, slots, after) = read(after);
            if let (CAPITAL, [(_, Slot::Text(text))]) = (key, slots.as_slice()) {
                filled.push_str(&capitalised(&self.fill(text)));
            } else if self.knows(key, &slots) {
                filled.push_str(&self.sentence(key, &slots));
            }
            rest = after;
        }
        filled + rest
    }

    /// Whether each sentence of a text is one of this catalogue with its slots filled.
    ///
    /// # Errors
    /// The key of the first that is not.
    pub fn check(&self, text: &str) -> Result<(), String> {
        let mut rest = text;
        while let Some((_, after)) = rest.split_once(START) {
            let (key, slots, after) = read(after);
            if key != CAPITAL && !self.knows(key, &slots) {
                return Err(key.to_owned());
            }
            for (_, slot) in &slots {
                if let Slot::Text(inner) = slot {
                    self.check(inner)?;
                }
            }
            rest = after;
        }
        Ok(())
    }

    fn knows(&self, key: &str, slots: &[(&str, Slot)]) -> bool {
        let wanted = self.sentences.get(key).map(|sentence| sentence.slots());
        wanted.is_some_and(|wanted| wanted.iter().all(|name| slots.iter().any(|(slot, _)| slot == name)))
    }
}

/// Key and slots of the sentence at the start of `text`, and what follows it.
fn read(text: &str) -> (&str, Vec<(&str, Slot)>, &str) {
    let mut depth = 0;
    let mut ends = vec![];
    let mut after = "";
    for (place, letter) in text.char_indices() {
        match letter {
            START => depth += 1,
            END if depth == 0 => {
                ends.push(place);
                after = &text[place + END.len_utf8()..];
                break;
            }
            END => depth -= 1,
            SLOT if depth == 0 => ends.push(place),
            _ => {}
        }
    }
    let key = &text[..ends.first().copied().unwrap_or(text.len())];
    let slots = ends.windows(2).map(|pair| {
        let slot = &text[pair[0] + SLOT.len_utf8()..pair[1]];
        let (name, value) = slot.split_once(VALUE).unwrap_or((slot, ""));
        let count = value.strip_prefix(COUNT).and_then(|count| count.parse().ok());
        (name, count.map_or_else(|| Slot::from(value), Slot::Count))
    });
    (key, slots.collect(), after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn small() -> Catalogue {
        let text = "a = \"on {who} {count}\"\nb = \"<{a}>\"\n[data]\n\"months\" = \"Monate\"\n";
        Catalogue::parse("xx", "small.toml", text).unwrap()
    }

    #[test]
    fn sentences_within_sentences_are_put_into_words_with_what_stands_around_them() {
        let inner = later("a", &[("who", "months".into()), ("count", 1200_u64.into())]);
        let text = format!("x {} y {inner}", later("b", &[("a", inner.as_str().into())]));
        assert_eq!(small().fill(&text), "x <on Monate 1,200> y on Monate 1,200");
        assert_eq!(small().check(&text), Ok(()));
        assert_eq!(small().fill(&capital(&inner)), "On Monate 1,200");
        assert_eq!(
            (&*small().fill("Months"), &*small().fill("us.months")),
            ("Monate", "us.months")
        );
    }

    #[test]
    fn the_subject_of_a_text_is_the_innermost_thing_that_it_is_about() {
        let within = |what: &str| later("table.with_unit", &[("what", what.into()), ("unit", "months".into())]);
        assert_eq!(subject(&within(&within(&later("table.low", &[])))), "table.low");
        assert_eq!(subject(&within("us.chip_controls")), "us.chip_controls");
        assert_eq!((&*subject(&later("a", &[])), &*subject("plain")), ("a", "plain"));
    }

    #[test]
    fn what_no_catalogue_knows_is_told_and_breaks_nothing() {
        let unknown = later("c", &[]);
        let outer = later("b", &[("a", unknown.as_str().into())]);
        assert_eq!(small().check(&outer), Err("c".to_owned()));
        assert_eq!(small().check(&later("b", &[])), Err("b".to_owned()));
        assert_eq!(small().fill(&format!("x{unknown}y{START}b{SLOT}a")), "xy");
    }
}
