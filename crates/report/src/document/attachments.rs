//! The files inside a page, read back.

use super::escape;

/// A file that was inside a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inside {
    /// Its path, of plain names only: it never leads out of the folder it is written to.
    pub name: String,
    pub text: String,
}

/// All files inside a page that [`super::html::page`] wrote, with the very bytes they had.
pub fn of_page(page: &str) -> Vec<Inside> {
    page.split(OPENING).skip(1).filter_map(read).collect()
}

/// How the element of a file begins.
pub const OPENING: &str = "<script type=\"application/json\" class=\"file\" ";

fn read(element: &str) -> Option<Inside> {
    let (attributes, rest) = element.split_once('>')?;
    let (_, name) = attributes.split_once("data-name=\"")?;
    let name = escape::from_html(name.split_once('"')?.0);
    let (json, _) = rest.split_once("</script>")?;
    let is_plain = |part: &str| !matches!(part, "" | "." | "..") && !part.contains(['\\', ':']);
    Some(Inside {
        text: serde_json::from_str(json).ok()?,
        name: Some(name).filter(|name| name.split('/').all(is_plain))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::english;
    use crate::document::{Attachment, Document, html};

    fn page(name: &str, text: &str) -> String {
        let document = Document {
            attachments: vec![Attachment {
                name: name.to_owned(),
                media: "text/csv",
                text: text.to_owned(),
            }],
            ..Document::default()
        };
        html::page(&document, english())
    }

    #[test]
    fn a_file_comes_out_of_a_page_with_the_bytes_it_went_in() {
        let text = "a,b\r\n\"</script><!-- & \u{2028}\",\\u003c\u{0}\n";
        let inside = Inside {
            name: "r-a/x & \"y\".csv".to_owned(),
            text: text.to_owned(),
        };
        assert_eq!(of_page(&page(&inside.name, text)), [inside]);
    }

    #[test]
    fn no_file_leads_out_of_its_folder() {
        for name in ["../x", "/etc/passwd", "a/../../x", "a\\..\\x", "C:x", ""] {
            assert_eq!(of_page(&page(name, "x")), [], "{name}");
        }
    }
}
