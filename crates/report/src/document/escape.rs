//! Text made safe for where it is written.

use std::fmt::Write as _;

/// Text between tags or in an attribute between double quotes. Control characters that no document may hold are left out.
pub fn html(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '\n' | '\t' => safe.push(letter),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// The same of a sentence, in which a number stays on one line with its percent sign, and what stands between backticks is code.
pub fn sentence(text: &str) -> String {
    let text = html(text).replace(" %", "&nbsp;%");
    let mut parts = text.split('`');
    let mut safe = parts.next().unwrap_or_default().to_owned();
    while let Some(inside) = parts.next() {
        match parts.next() {
            Some(after) => safe.push_str(&format!("<code dir=\"ltr\" translate=\"no\">{inside}</code>{after}")),
            None => safe.push_str(&format!("`{inside}")),
        }
    }
    safe
}

/// What [`html`] made safe, as it was.
pub fn from_html(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// Text as a string of JSON that can stand inside a `<script>` element: no `<` can end the element early.
pub fn json(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 2);
    safe.push('"');
    for letter in text.chars() {
        match letter {
            '"' => safe.push_str("\\\""),
            '\\' => safe.push_str("\\\\"),
            '\n' => safe.push_str("\\n"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => unicode(&mut safe, letter),
            letter if letter.is_control() => unicode(&mut safe, letter),
            letter => safe.push(letter),
        }
    }
    safe.push('"');
    safe
}

fn unicode(safe: &mut String, letter: char) {
    // Writing to a string cannot fail.
    let _ = write!(safe, "\\u{:04x}", u32::from(letter));
}

/// Text as a string of CSS that can stand inside a `<style>` element: what is no letter, digit or space stands as its number.
pub fn css(text: &str) -> String {
    let mut safe = String::from("\"");
    for letter in text.chars() {
        match letter {
            letter if letter.is_alphanumeric() || letter == ' ' => safe.push(letter),
            letter => {
                // Writing to a string cannot fail.
                let _ = write!(safe, "\\{:x} ", u32::from(letter));
            }
        }
    }
    safe.push('"');
    safe
}

/// Text inside a line of Markdown, where no letter of it has a meaning.
pub fn markdown(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '$' => {
                safe.push('\\');
                safe.push(letter);
            }
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            letter if letter.is_whitespace() || letter.is_control() => safe.push(' '),
            letter => safe.push(letter),
        }
    }
    // A number or a mark at the start of a line would begin a list.
    let digits = safe.len() - safe.trim_start_matches(|letter: char| letter.is_ascii_digit()).len();
    if safe[digits..].starts_with(['.', ')', '-', '+']) && safe[digits + 1..].starts_with([' ']) {
        safe.insert(digits, '\\');
    }
    safe
}

/// Bytes in base 64, as a content security policy names hashes.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let bits = (0..3).fold(0_u32, |bits, k| {
            bits << 8 | u32::from(group.get(k).copied().unwrap_or(0))
        });
        for k in 0..4 {
            text.push(match k <= group.len() {
                true => char::from(DIGITS[(bits >> (18 - 6 * k)) as usize & 63]),
                false => '=',
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_becomes_markup() {
        let wicked = "<script>alert(1)</script> & \"x\" 'y' \u{0}\u{1b}";
        assert_eq!(
            html(wicked),
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot; &#39;y&#39; "
        );
        assert!(!json(wicked).contains('<'));
        assert_eq!(
            css("a </style> \"é\"\\\n"),
            "\"a \\3c \\2f style\\3e  \\22 é\\22 \\5c \\a \""
        );
        assert_eq!(markdown("a|b *c* <d>\n1"), "a\\|b \\*c\\* &lt;d&gt; 1");
        assert_eq!(markdown("1. a"), "1\\. a");
        assert_eq!(markdown("- a"), "\\- a");
        assert_eq!(markdown("-1.5 a"), "-1.5 a");
    }

    #[test]
    fn a_text_as_json_reads_back_as_itself() {
        let text = "a\n\"b\"\\ <!-- </script> \u{2028} \t é \u{7f}";
        assert_eq!(serde_json::from_str::<String>(&json(text)).unwrap(), text);
    }

    #[test]
    fn base64_gives_the_vectors_of_rfc_4648() {
        for (text, code) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(base64(text.as_bytes()), code);
        }
    }
}
