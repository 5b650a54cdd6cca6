//! How a table of text is laid out: its lines, what separates its cells, quotes, comments.

use std::borrow::Cow;

/// What stands between two cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    Comma,
    Semicolon,
    Tab,
    Bar,
    /// One blank or more.
    Blanks,
}

impl Separator {
    /// Those that are one character, in the order in which a header is searched for them: a comma may be a decimal comma, the others are
    /// nothing else.
    const MARKS: [(Self, char); 4] = [
        (Self::Tab, '\t'),
        (Self::Semicolon, ';'),
        (Self::Bar, '|'),
        (Self::Comma, ','),
    ];

    /// The separator that `line` uses outside of quotes, if it has more than one cell.
    fn of_line(line: &str) -> Option<Self> {
        let mut is_quoted = false;
        let bare: String = line
            .trim()
            .chars()
            .filter(|&letter| {
                is_quoted ^= letter == '"';
                !is_quoted
            })
            .collect();
        let mark = Self::MARKS.into_iter().find(|(_, mark)| bare.contains(*mark));
        match mark {
            Some((separator, _)) => Some(separator),
            None => bare.contains(char::is_whitespace).then_some(Self::Blanks),
        }
    }

    /// The separator of a table: that of its header or, where the header has one cell only, that of the row below.
    pub fn of_table(header: &str, first_row: Option<&str>) -> Self {
        let of_row = || first_row.and_then(Self::of_line);
        Self::of_line(header).or_else(of_row).unwrap_or(Self::Comma)
    }

    /// What spreadsheets write above a table to say its separator: `sep=;`.
    pub fn declared(line: &str) -> Option<Self> {
        let mark = line.trim_end_matches(['\r', '\n']).strip_prefix("sep=")?;
        Self::MARKS
            .into_iter()
            .find(|(_, own)| mark.chars().eq([*own]))
            .map(|(separator, _)| separator)
    }

    /// In words, for messages.
    pub fn words(self) -> &'static str {
        match self {
            Self::Comma => "commas",
            Self::Semicolon => "semicolons",
            Self::Tab => "tabs",
            Self::Bar => "bars",
            Self::Blanks => "blanks",
        }
    }

    fn is_mark(self, letter: char) -> bool {
        match Self::MARKS.into_iter().find(|(separator, _)| *separator == self) {
            Some((_, mark)) => letter == mark,
            None => letter.is_whitespace(),
        }
    }

    /// The cells of a line, without blanks around them and without their quotes; `None` where a quote is not closed or is followed by
    /// more than a separator.
    pub fn cut(self, line: &str) -> Option<Vec<Cow<'_, str>>> {
        let mut cells = Vec::new();
        let mut rest = line;
        if self == Self::Blanks {
            rest = rest.trim();
        }
        loop {
            let begun = rest.trim_start_matches(|letter: char| letter.is_whitespace() && !self.is_mark(letter));
            let (cell, after) = match begun.strip_prefix('"') {
                Some(quoted) => {
                    let (cell, after) = unquoted(quoted)?;
                    let after =
                        after.trim_start_matches(|letter: char| letter.is_whitespace() && !self.is_mark(letter));
                    (cell, after)
                }
                None => {
                    let end = begun.find(|letter| self.is_mark(letter)).unwrap_or(begun.len());
                    (Cow::Borrowed(begun[..end].trim()), &begun[end..])
                }
            };
            cells.push(cell);
            let Some(mark) = after.chars().next() else {
                return Some(cells);
            };
            if !self.is_mark(mark) {
                return None;
            }
            rest = &after[mark.len_utf8()..];
            if self == Self::Blanks {
                rest = rest.trim_start();
            }
        }
    }
}

/// What stands before the closing quote, and what after it; two quotes stand for one.
fn unquoted(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let mut end = text.find('"')?;
    if !text[end + 1..].starts_with('"') {
        return Some((Cow::Borrowed(text[..end].trim()), &text[end + 1..]));
    }
    let mut cell = String::new();
    let mut rest = text;
    loop {
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(after) => {
                cell.push('"');
                rest = after;
                end = rest.find('"')?;
            }
            None => return Some((Cow::Owned(cell.trim().to_owned()), rest)),
        }
    }
}

/// The text with one kind of line ends, and without the mark that some programs put before UTF-8.
pub fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    match text.contains('\r') {
        true => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
        false => Cow::Borrowed(text),
    }
}

/// What a comment line says.
pub fn comment(line: &str) -> Option<&str> {
    line.trim_start().strip_prefix('#').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_tells_the_separator_and_else_the_row_below() {
        for (header, row, separator) in [
            ("us.a,us.b", "1,2", Separator::Comma),
            ("us.a;us.b", "0,5;0,2", Separator::Semicolon),
            ("us.a\tus.b", "0,5\t1", Separator::Tab),
            ("us.a|us.b", "1|2", Separator::Bar),
            ("\"us.a\"   \"us.b\"", "1 2", Separator::Blanks),
            ("\"a, b\" us.b", "1 2", Separator::Blanks),
            ("us.a", "1 0.5", Separator::Blanks),
            ("us.a", "0.5", Separator::Comma),
        ] {
            assert_eq!(Separator::of_table(header, Some(row)), separator, "{header}");
        }
        assert_eq!(Separator::declared("sep=;"), Some(Separator::Semicolon));
        assert_eq!(Separator::declared("sep=;;"), None);
    }

    #[test]
    fn cells_lose_blanks_and_quotes_and_nothing_else() {
        for (separator, line, cells) in [
            (Separator::Comma, "a, \"b\" ,\"c\"\"d\",", &["a", "b", "c\"d", ""][..]),
            (Separator::Comma, ",", &["", ""]),
            (Separator::Comma, "", &[""]),
            (Separator::Semicolon, "0,5; 1.5", &["0,5", "1.5"]),
            (Separator::Tab, "a\t\tb c", &["a", "", "b c"]),
            (Separator::Blanks, "  \"1\"  0.5 \t0.2 ", &["1", "0.5", "0.2"]),
        ] {
            assert_eq!(separator.cut(line).unwrap(), cells, "{line}");
        }
        for line in ["\"a", "\"a\"b,c", "a,\"b\"\""] {
            assert_eq!(Separator::Comma.cut(line), None, "{line}");
        }
    }
}
