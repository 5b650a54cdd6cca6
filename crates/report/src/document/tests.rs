//! Both renderers on one small document that has a piece of every kind.

use super::*;
use crate::catalogue::english;

const WICKED: &str = "<b>\"&'|*";

fn example() -> Document {
    let mut inner = Section::new("Inner part", "Inner");
    inner.blocks = vec![
        Block::Details {
            summary: "More".to_owned(),
            blocks: vec![Block::Code(format!("```\n{WICKED}\n"))],
            printed: true,
        },
        Block::Figure(Box::new(Figure {
            id: "fig".to_owned(),
            title: WICKED.to_owned(),
            alt: WICKED.to_owned(),
            narrow: String::new(),
            svg: "<svg></svg>".to_owned(),
            marks_json: "[[1,2,\"</script>\"]]".to_owned(),
            table: table("behind"),
            file: "run/figures/a b.png".to_owned(),
            origin: None,
        })),
    ];
    let mut section = Section::new("first", WICKED);
    section.blocks = vec![
        Block::Paragraph(vec![
            Inline::Text(WICKED.to_owned()),
            Inline::Strong(WICKED.to_owned()),
            Inline::Data(WICKED.to_owned()),
            Inline::Code(WICKED.to_owned()),
            Inline::Link {
                to: "Inner part".to_owned(),
                text: WICKED.to_owned(),
            },
            Inline::Term {
                key: "known".to_owned(),
                text: WICKED.to_owned(),
            },
            Inline::Term {
                key: "unknown".to_owned(),
                text: "plain".to_owned(),
            },
        ]),
        Block::List(Order::Numbered, vec![vec![Inline::Text("one".to_owned())]]),
        Block::Facts(vec![(WICKED.to_owned(), vec![Inline::Text("value".to_owned())])]),
        Block::Finding(Finding {
            headline: WICKED.to_owned(),
            sentences: vec![Inline::Text("means".to_owned())],
        }),
        Block::Notice(Weight::Warning, vec![Inline::Text(WICKED.to_owned())]),
        Block::Table(table("main")),
    ];
    section.sections.push(inner);
    Document {
        title: WICKED.to_owned(),
        language: "en".to_owned(),
        foot: WICKED.to_owned(),
        sections: vec![section],
        glossary: Glossary {
            title: "Words".to_owned(),
            entries: vec![Definition {
                key: "known".to_owned(),
                name: String::new(),
                unit: "months".to_owned(),
                meaning: WICKED.to_owned(),
                source: "model".to_owned(),
                on_paper: true,
            }],
        },
        mark: "mark".to_owned(),
        attachments: Vec::new(),
    }
}

fn table(id: &str) -> Table {
    Table {
        id: id.to_owned(),
        caption: WICKED.to_owned(),
        columns: vec![
            Column::words("Name").defined("known"),
            Column::numbers("Size", "months"),
        ],
        rows: vec![vec![Cell::words(WICKED), Cell::number("never", f64::INFINITY)]],
        left_out: "More elsewhere.".to_owned(),
    }
}

#[test]
fn a_page_escapes_every_text_and_names_what_can_be_sorted() {
    let page = html::page(&example(), english());
    assert!(!page.contains(WICKED) && !page.contains("<b>"), "a text came through");
    assert!(page.contains("&lt;b&gt;&quot;&amp;&#39;|*"));
    assert!(!page.contains("\"</script>\""), "marks end their element");
    assert!(page.contains("<td class=\"n\" data-v=\"inf\">never</td>"));
    assert_eq!(
        page.matches("href=\"#def-known\"").count(),
        3,
        "a paragraph and two tables"
    );
    assert!(!page.contains("#def-unknown"), "a link to nothing");
    assert!(page.contains("<h2 id=\"h-first\">") && page.contains("<h3 id=\"h-inner-part\">"));
    assert!(page.contains("href=\"#inner-part\""));
    assert!(
        page.contains(
            "@bottom-right { content: \"Page \" counter(page) \" of \" counter(pages) \"\"; direction: ltr; white-space: nowrap; }"
        ),
        "sheets are not counted"
    );
}

#[test]
fn markdown_keeps_tables_whole_whatever_stands_in_them() {
    let text = markdown::text(&example(), english());
    assert!(
        text.contains("| Name | Size (months) |\n| --- | ---: |\n| &lt;b&gt;\"&amp;'\\|\\* | never |\n"),
        "{text}"
    );
    assert!(text.contains("](<run/figures/a b.png>)"));
    assert!(
        text.contains(&format!("````\n```\n{WICKED}\n````")),
        "the fence is longer than what it holds"
    );
    assert!(text.contains("## &lt;b&gt;\"&amp;'\\|\\*\n") && text.contains("### Inner\n"));
    assert!(
        !text
            .replace(&format!("```\n{WICKED}"), "")
            .replace(&format!("`{WICKED}`"), "")
            .contains("<b>")
    );
}

#[test]
fn ids_are_made_of_any_words() {
    assert_eq!(identifier("Why did Ü this_happen? (2)"), "why-did-this-happen-2");
}

#[test]
fn a_number_that_is_written_as_it_is_carries_no_other_to_be_sorted_by() {
    let mut section = Section::new("only", "Only");
    section.blocks = vec![Block::Table(Table {
        id: "numbers".to_owned(),
        columns: vec![Column::numbers("months", ""); 2],
        rows: vec![vec![Cell::number("12", 12.0), Cell::number("1,200", 1200.4)]],
        ..Table::default()
    })];
    let document = Document {
        sections: vec![section],
        ..Document::default()
    };
    let page = html::page(&document, english());
    assert!(page.contains("<td class=\"n\">12</td><td class=\"n\" data-v=\"1200.4\">1,200</td>"));
}
