//! A document as one HTML page that needs nothing else: style, script, figures and data are inside it.
//!
//! Its own policy bars every request and every script but the one that is written here, so that not even text that slipped
//! through `escape` could do anything.

mod glossary;
mod paper;
mod table;

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use super::attachments::OPENING;
use super::escape::{self, html as safe};
use super::{Attachment, Block, Document, Figure, Finding, Inline, Order, Section, Weight, identifier};
use crate::catalogue::Catalogue;
use crate::figures::dark_colors;
use crate::say;

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// The page as bytes of UTF-8. Equal documents give equal pages.
pub fn page(document: &Document, words: &Catalogue) -> String {
    let mut page = Page {
        words,
        known: document
            .glossary
            .entries
            .iter()
            .map(|entry| entry.key.as_str())
            .collect(),
        text: String::new(),
    };
    page.document(document);
    page.text
}

/// Id of an entry of the glossary.
fn definition_id(key: &str) -> String {
    format!("def-{}", identifier(key))
}

struct Page<'a> {
    words: &'a Catalogue,
    /// Keys that have an entry in the glossary: others get no link.
    known: Vec<&'a str>,
    text: String,
}

impl Page<'_> {
    fn put(&mut self, markup: &str) {
        self.text.push_str(markup);
    }

    fn document(&mut self, document: &Document) {
        let words = self.words;
        let style = STYLE
            .replace("/* figures */", &dark_colors())
            .replace("/* sheets */", &paper::foot(document, words));
        let policy = format!(
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{}'; img-src data:; base-uri 'none'; form-action 'none'",
            escape::base64(&Sha256::digest(SCRIPT))
        );
        let _ = write!(
            self.text,
            "<!doctype html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"{}\">\n<title>{}</title>\n<style>\n{style}</style>\n</head>\n<body>\n",
            safe(words.language()),
            if words.is_right_to_left() { "rtl" } else { "ltr" },
            safe(&document.mark),
            safe(&document.title),
        );
        let _ = write!(
            self.text,
            "<a class=\"skip\" href=\"#main\">{}</a>\n<div class=\"bar\" role=\"toolbar\" aria-label=\"{}\">\
             <button type=\"button\" id=\"theme\" hidden aria-pressed=\"false\">{}</button>\
             <button type=\"button\" id=\"print\" hidden>{}</button></div>\n",
            safe(&say!(words, "page-skip")),
            safe(&say!(words, "page-tools")),
            safe(&say!(words, "page-dark")),
            safe(&say!(words, "page-print")),
        );
        let _ = writeln!(self.text, "<header><h1>{}</h1></header>", safe(&document.title));
        self.contents(document);
        self.put("<main id=\"main\" tabindex=\"-1\">\n");
        for section in &document.sections {
            self.section(section, 2);
        }
        self.glossary(document);
        self.put("</main>\n");
        let _ = writeln!(self.text, "<footer><p>{}</p></footer>", safe(&document.foot));
        let _ = writeln!(
            self.text,
            "<p id=\"said\" class=\"unseen\" role=\"status\" aria-live=\"polite\"></p>\n<div id=\"tip\" role=\"tooltip\" hidden></div>"
        );
        self.sayings();
        for attachment in &document.attachments {
            self.attachment(attachment);
        }
        let _ = write!(self.text, "<script>{SCRIPT}</script>\n</body>\n</html>\n");
    }

    /// Words that the script needs.
    fn sayings(&mut self) {
        let words = self.words;
        let sayings = [
            ("up", say!(words, "page-sorted_up")),
            ("down", say!(words, "page-sorted_down")),
            ("back", say!(words, "page-back")),
            ("light", say!(words, "page-light")),
            ("dark", say!(words, "page-dark")),
        ];
        let pairs: Vec<String> = sayings
            .iter()
            .map(|(name, text)| format!("\"{name}\":{}", escape::json(text)))
            .collect();
        let _ = writeln!(
            self.text,
            "<script type=\"application/json\" id=\"sayings\">{{{}}}</script>",
            pairs.join(",")
        );
    }

    fn contents(&mut self, document: &Document) {
        let heading = say!(self.words, "page-contents");
        let _ = write!(
            self.text,
            "<nav aria-label=\"{0}\"><details open><summary>{0}</summary>\n<ol>\n",
            safe(&heading)
        );
        for section in &document.sections {
            let _ = write!(
                self.text,
                "<li><a href=\"#{}\">{}</a>",
                section.id,
                safe(&section.title)
            );
            if !section.sections.is_empty() {
                self.put("<ol>");
                for inner in &section.sections {
                    let _ = write!(
                        self.text,
                        "<li><a href=\"#{}\">{}</a></li>",
                        inner.id,
                        safe(&inner.title)
                    );
                }
                self.put("</ol>");
            }
            self.put("</li>\n");
        }
        if !document.glossary.entries.is_empty() {
            let _ = writeln!(
                self.text,
                "<li><a href=\"#glossary\">{}</a></li>",
                safe(&document.glossary.title)
            );
        }
        self.put("</ol></details></nav>\n");
    }

    fn section(&mut self, section: &Section, level: usize) {
        let heading = level.min(6);
        // Parts of a chapter can be folded away; what is folded is printed all the same.
        let is_part = level > 2 && !section.id.ends_with("in-short");
        let [open, close, end] = match is_part {
            true => [
                "<details class=\"part printed\" open><summary>",
                "</summary>",
                "</details>",
            ],
            false => [""; 3],
        };
        let _ = writeln!(
            self.text,
            "<section id=\"{0}\" class=\"level{level}\" aria-labelledby=\"h-{0}\">{open}<h{heading} id=\"h-{0}\">{1}</h{heading}>{close}",
            section.id,
            safe(&section.title)
        );
        self.blocks(&section.blocks);
        for inner in &section.sections {
            self.section(inner, level + 1);
        }
        let _ = writeln!(self.text, "{end}</section>");
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Paragraph(pieces) => {
                self.put("<p>");
                self.line(pieces);
                self.put("</p>\n");
            }
            Block::List(order, points) => {
                let tag = match order {
                    Order::Numbered => "ol",
                    Order::Free => "ul",
                };
                let _ = writeln!(self.text, "<{tag}>");
                for point in points {
                    self.put("<li>");
                    self.line(point);
                    self.put("</li>\n");
                }
                let _ = writeln!(self.text, "</{tag}>");
            }
            Block::Facts(facts) => {
                self.put("<dl class=\"facts\">\n");
                for (what, value) in facts {
                    let _ = write!(self.text, "<div><dt>{}</dt><dd>", safe(what));
                    self.line(value);
                    self.put("</dd></div>\n");
                }
                self.put("</dl>\n");
            }
            Block::Finding(finding) => self.finding(finding),
            Block::Table(table) => self.table(table),
            Block::Figure(figure) => self.figure(figure),
            Block::Details {
                summary,
                blocks,
                printed,
            } => {
                let class = if *printed { "more printed" } else { "more" };
                let _ = writeln!(
                    self.text,
                    "<details class=\"{class}\"><summary>{}</summary>",
                    safe(summary)
                );
                self.blocks(blocks);
                self.put("</details>\n");
            }
            Block::Code(text) => {
                let _ = writeln!(
                    self.text,
                    "<pre tabindex=\"0\" dir=\"ltr\" translate=\"no\"><code>{}</code></pre>",
                    safe(text)
                );
            }
            Block::Notice(weight, pieces) => {
                let class = match weight {
                    Weight::Note => "note",
                    Weight::Warning => "warning",
                };
                let _ = write!(self.text, "<p class=\"notice {class}\" role=\"note\">");
                self.line(pieces);
                self.put("</p>\n");
            }
        }
    }

    fn line(&mut self, pieces: &[Inline]) {
        for piece in pieces {
            let _ = match piece {
                Inline::Text(text) => write!(self.text, "{}", escape::sentence(text)),
                Inline::Strong(text) => write!(self.text, "<strong>{}</strong>", escape::sentence(text)),
                Inline::Data(text) => write!(self.text, "<bdi translate=\"no\">{}</bdi>", safe(text)),
                Inline::Code(text) => write!(self.text, "<code dir=\"ltr\" translate=\"no\">{}</code>", safe(text)),
                Inline::Link { to, text } => {
                    write!(self.text, "<a href=\"#{}\">{}</a>", identifier(to), safe(text))
                }
                Inline::File { address, text } => {
                    write!(self.text, "<a href=\"{}\">{}</a>", safe(address), safe(text))
                }
                Inline::Term { key, text } => {
                    let _ = write!(self.text, "{}", safe(text));
                    self.definition_link(key, text);
                    Ok(())
                }
            };
        }
    }

    /// The `?` behind a word that has an entry in the glossary.
    fn definition_link(&mut self, key: &str, what: &str) {
        if self.known.contains(&key) {
            let label = say!(
                self.words,
                "page-definition",
                what = if what.is_empty() { key } else { what }
            );
            let _ = write!(
                self.text,
                " <a class=\"def\" href=\"#{}\" aria-label=\"{}\">?</a>",
                definition_id(key),
                safe(&label)
            );
        }
    }

    fn finding(&mut self, finding: &Finding) {
        let _ = write!(
            self.text,
            "<div class=\"finding\"><p class=\"headline\">{}</p><p>",
            escape::sentence(&finding.headline)
        );
        self.line(&finding.sentences);
        self.put("</p></div>\n");
    }

    fn figure(&mut self, figure: &Figure) {
        let words = self.words;
        let _ = writeln!(
            self.text,
            "<figure class=\"chart\" id=\"{0}\"><p class=\"plot-title\" aria-hidden=\"true\">{1}</p><div class=\"plot\" tabindex=\"0\" role=\"group\" aria-label=\"{1}\" \
             aria-describedby=\"alt-{0}\">{2}</div><p class=\"swipe\" aria-hidden=\"true\">{3}</p>",
            figure.id,
            safe(&figure.title),
            figure.svg,
            safe(&say!(words, "page-swipe")),
        );
        if !figure.narrow.is_empty() {
            let _ = writeln!(self.text, "<div class=\"slim\">{}</div>", figure.narrow);
        }
        let keys = match figure.marks_json.len() > "[]".len() {
            false => String::new(),
            true => format!(" {}", say!(words, "page-keys")),
        };
        let _ = writeln!(
            self.text,
            "<figcaption id=\"alt-{}\" class=\"unseen\">{}{}</figcaption>",
            figure.id,
            safe(&figure.alt),
            safe(&keys)
        );
        if !keys.is_empty() {
            // Outside of its strings JSON has no `<`, and in them it may be written like this.
            let marks = figure.marks_json.replace('<', "\\u003c");
            let _ = writeln!(
                self.text,
                "<script type=\"application/json\" class=\"marks\">{marks}</script>"
            );
        }
        if !figure.table.columns.is_empty() {
            let _ = writeln!(
                self.text,
                "<details class=\"more\"><summary>{}</summary>",
                safe(&say!(words, "page-table_behind"))
            );
            self.table(&figure.table);
            self.put("</details>\n");
        }
        self.put("</figure>\n");
    }

    fn attachment(&mut self, attachment: &Attachment) {
        let _ = writeln!(
            self.text,
            "{OPENING}id=\"file-{}\" data-name=\"{}\" data-media=\"{}\">{}</script>",
            identifier(&attachment.name),
            safe(&attachment.name),
            attachment.media,
            escape::json(&attachment.text)
        );
    }
}
