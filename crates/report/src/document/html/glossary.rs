//! What words, columns and numbers of a page mean, at its end.

use std::fmt::Write as _;

use super::{Page, definition_id};
use crate::document::escape::html as safe;
use crate::document::{Definition, Document};
use crate::say;

impl Page<'_> {
    pub(super) fn glossary(&mut self, document: &Document) {
        let glossary = &document.glossary;
        if glossary.entries.is_empty() {
            return;
        }
        let _ = writeln!(
            self.text,
            "<section id=\"glossary\" class=\"level2\" aria-labelledby=\"h-glossary\"><h2 id=\"h-glossary\">{}</h2>\n<dl class=\"glossary\">",
            safe(&glossary.title)
        );
        for entry in &glossary.entries {
            self.definition(entry);
        }
        self.put("</dl></section>\n");
    }

    fn definition(&mut self, entry: &Definition) {
        let words = self.words;
        let class = if entry.on_paper { "" } else { " class=\"screen\"" };
        let _ = write!(
            self.text,
            "<div id=\"{}\"{class} tabindex=\"-1\">{}<dd><bdi translate=\"no\">{}</bdi>",
            definition_id(&entry.key),
            match entry.name.as_str() {
                "" => format!("<dt translate=\"no\"><bdi>{}</bdi></dt>", safe(&entry.key)),
                name => format!("<dt class=\"words\">{}</dt>", safe(name)),
            },
            safe(&entry.meaning)
        );
        for (label, value) in [
            (say!(words, "page-unit"), &entry.unit),
            (say!(words, "page-source"), &entry.source),
        ] {
            if !value.is_empty() {
                let _ = write!(
                    self.text,
                    " <span class=\"label\">{}</span> <bdi translate=\"no\">{}</bdi>",
                    safe(&label),
                    safe(value)
                );
            }
        }
        for key in entry.words_of_source() {
            self.definition_link(key, "");
        }
        self.put("</dd></div>\n");
    }
}
