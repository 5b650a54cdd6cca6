//! Sentences in words: arguments, plural forms, and what is wrong with a file.

use super::*;
use crate::number::MINUS;

const SMALL: &str = "\
small-plain = { $who } has { $what }.
small-many =
    { $count ->
        [one] { $count } world
       *[other] { $count } worlds
    }
";

fn small() -> Catalogue {
    Catalogue::read("en", "small.ftl", SMALL).unwrap()
}

#[test]
fn a_message_survives_a_file() {
    let inner = message!("unit-months", count = 3_u64, number = Arg::Number("1.5".to_owned()));
    let outer = message!("compare-effect", policy = "strict_controls", size = inner);
    let text = Text::Joined(vec!["China: ".into(), outer.into()]);
    let one = Text::Joined(vec!["treaty".into()]);
    for text in [text, one.clone(), one.capitalised(), Text::Joined(Vec::new())] {
        let stored = serde_json::to_string(&text).unwrap();
        assert_eq!(serde_json::from_str::<Text>(&stored).unwrap(), text, "{stored}");
    }
}

#[test]
fn arguments_are_filled_as_they_are_and_a_count_chooses_the_form() {
    let words = small();
    let many = |count: u64| words.message(&message!("small-many", count = count));
    let text = words.message(&message!(
        "small-plain",
        what = "{ $who }",
        who = message!("small-many", count = 1200_u64)
    ));
    assert_eq!(
        text, "1,200 worlds has { $who }.",
        "no marks around, and not read again"
    );
    assert_eq!(
        [many(0), many(1), many(12_000)],
        ["0 worlds", "1 world", "12,000 worlds"]
    );
}

#[test]
fn a_written_number_stands_as_it_is_and_chooses_the_form_of_its_digits() {
    let words = small();
    let many = |written: String| words.message(&message!("small-many", count = Arg::Number(written)));
    assert_eq!(many("1".to_owned()), "1 world");
    assert_eq!(many(format!("{MINUS}1")), format!("{MINUS}1 world"));
    assert_eq!(many("+1".to_owned()), "+1 world");
    for other in ["1.0", "1.5", "1,001", "never", "1×10¹²"] {
        assert_eq!(many(other.to_owned()), format!("{other} worlds"));
    }
}

#[test]
fn texts_are_joined_and_get_capitals() {
    let worlds = Text::from(message!("small-many", count = 2_u64));
    let joined = Text::Joined(vec!["all ".into(), worlds]);
    assert_eq!(small().word(&joined.capitalised()), "All 2 worlds");
}

/// Polish has four categories: 1; 2 to 4, 22 ...; 5 to 21, 25 ...; fractions.
#[test]
fn a_language_with_more_than_two_plural_forms_picks_the_one_that_its_rules_ask_for() {
    let polish = "\
small-plain = { $who } ma { $what }.
small-many =
    { $count ->
        [one] { $count } świat
        [few] { $count } światy
        [many] { $count } światów
       *[other] { $count } świata
    }
";
    let words = small().translation("pl", "pl.ftl", polish, &[]).unwrap();
    let many = |count: u64| words.message(&message!("small-many", count = count));
    let expected = [
        (0, "0 światów"),
        (1, "1 świat"),
        (2, "2 światy"),
        (4, "4 światy"),
        (5, "5 światów"),
        (12, "12 światów"),
        (21, "21 światów"),
        (22, "22 światy"),
        (112, "112 światów"),
        (1_000, "1,000 światów"),
        (10_004, "10,004 światy"),
    ];
    for (count, said) in expected {
        assert_eq!(many(count), said);
    }
    let half = message!("small-many", count = Arg::Number("1.5".to_owned()));
    assert_eq!(words.message(&half), "1.5 świata");
}

/// Arabic has all six.
#[test]
fn all_six_plural_forms_are_told_from_each_other() {
    let forms = "many = { $n -> [zero] ص [one] م [two] ث [few] ق [many] ك *[other] غ }\n";
    let forms = forms
        .replace(" [", "\n [")
        .replace(" *[", "\n *[")
        .replace(" }", "\n }");
    let words = Catalogue::read("ar", "ar.ftl", &forms).unwrap();
    let said: String = [0_u64, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111]
        .map(|n| words.message(&message!("many", n = n)))
        .concat();
    assert_eq!(said, "صمثققككغغقك");
}

#[test]
fn a_sentence_that_is_not_there_is_told_by_its_name() {
    let words = small();
    let unknown = message!("small-other", who = "x");
    let unfilled = message!("small-plain", who = "x");
    assert_eq!(words.message(&unknown), "small-other");
    assert_eq!(words.message(&unfilled), "x has { $what }.");
    assert_eq!(words.check(&unknown.clone().into()), Err("small-other".to_owned()));
    assert_eq!(words.check(&unfilled.into()), Err("small-plain".to_owned()));
    let within = message!("small-plain", who = unknown, what = "y");
    assert_eq!(
        words.check(&Text::from(within).capitalised()),
        Err("small-other".to_owned())
    );
}

#[test]
fn words_of_the_data_are_put_into_the_language_also_with_a_capital() {
    let data = [
        ("metric-lag", "lag of China"),
        ("metric-lag.meaning", "How far China is behind"),
        ("unit-months", "months"),
        ("source-work", "A work (1999)"),
    ];
    let data = data.map(|(key, english)| DataWord {
        key: key.to_owned(),
        english: english.to_owned(),
        is_citation: key == "source-work",
    });
    let file = format!(
        "{SMALL}metric-lag = Rückstand Chinas\n    .meaning = Wie weit China zurückliegt\nunit-months = Monate\n"
    );
    let words = small().translation("de", "de.ftl", &file, &data).unwrap();
    assert_eq!(words.term("Lag of China"), "Rückstand Chinas");
    assert_eq!(words.term("A work (1999)"), "A work (1999)", "what is cited may stay");
    assert_eq!(words.term("How far China is behind"), "Wie weit China zurückliegt");
    assert_eq!(
        words.message(&message!("small-plain", who = "us.lag", what = "months")),
        "us.lag has Monate."
    );
    let missing = small().translation("de", "de.ftl", &file.replace("    .meaning", "    .meant"), &data);
    let missing = missing.unwrap_err().to_string();
    assert!(
        missing.starts_with("de.ftl:8: `metric-lag.meant`: nothing asks for this"),
        "{missing}"
    );
    assert!(missing.ends_with("did you mean `metric-lag.meaning`?"), "{missing}");
}

#[test]
fn what_is_wrong_with_a_language_is_told_with_file_line_key_and_what_to_do() {
    let said = |file: &str| small().translation("de", "de.ftl", file, &[]).unwrap_err().to_string();
    let cases = [
        (
            SMALL.replace("small-plain = ", "small-plain : "),
            "de.ftl:1: `small-plain`: this is no message",
            "write `name = text`",
        ),
        (
            SMALL.replace("{ $what }", "{ $what"),
            "de.ftl:1: `small-plain`: this is no message",
            "further lines",
        ),
        (
            SMALL.replace("small-many", "small-may"),
            "de.ftl:2: `small-may`: nothing asks",
            "did you mean `small-many`?",
        ),
        (
            SMALL.replace("small-plain", "# small"),
            "de.ftl: `small-plain`: this message is missing",
            "list --sentences",
        ),
        (
            SMALL.replace("$what", "$wat"),
            "de.ftl:1: `small-plain`: there is no argument { $wat }",
            "did you mean { $what }? allowed: { $what }, { $who }",
        ),
        (
            format!("{SMALL}\nsmall-plain = x\n"),
            "de.ftl:8: `small-plain`: this message stands there twice",
            "keep one",
        ),
        (
            SMALL.replace("[one]", "[uno]"),
            "de.ftl:2: `small-many`: the language `de` has no form [uno]",
            "its forms are one, other",
        ),
        (
            SMALL.replace("{ $who }", "{ small-may }"),
            "de.ftl:1: `small-plain`: it refers to `small-may`",
            "`small-many`?",
        ),
        (
            SMALL.replace("{ $who }", "{ small-plain }"),
            "de.ftl:1: `small-plain`: this message refers to itself",
            "write out",
        ),
        (
            SMALL.replace("{ $who }", "{ DATE($who) }"),
            "de.ftl:1: `small-plain`: there is no function DATE()",
            "numbers are written",
        ),
    ];
    for (file, what, help) in cases {
        let said = said(&file);
        assert!(said.starts_with(what) && said.contains(help), "{said}");
    }
    let unknown = small()
        .translation("polish", "polish.ftl", SMALL, &[])
        .unwrap_err()
        .to_string();
    assert!(
        unknown.starts_with("polish.ftl: `polish` is no tag of a language; name the file by one"),
        "{unknown}"
    );
}

#[test]
fn a_language_may_have_terms_of_its_own_and_refer_to_its_messages() {
    let file =
        "-us = Vereinigte Staaten\nsmall-many = { $count } Welten\nsmall-plain = { -us }: { small-many } { $who }\n";
    let refused = small().translation("de", "de.ftl", file, &[]).unwrap_err().to_string();
    assert!(
        refused.contains("`small-plain`: there is no argument { $count }"),
        "{refused}"
    );
    let words = small()
        .translation("de", "de.ftl", &file.replace(": { small-many }", ""), &[])
        .unwrap();
    assert_eq!(
        words.message(&message!("small-plain", who = "ja")),
        "Vereinigte Staaten ja"
    );
}

#[test]
fn a_form_may_be_chosen_by_one_of_a_few_words_and_by_no_other() {
    let text = "moves = { $way ->\n    [later] comes later\n   *[earlier] comes earlier\n }\n";
    let catalogue = Catalogue::read("en", "small.ftl", text).unwrap();
    let said = |way: &str| catalogue.message(&message!("moves", way = way));
    assert_eq!((&*said("later"), &*said("earlier")), ("comes later", "comes earlier"));
    let refused = Catalogue::read("en", "small.ftl", &text.replace("[later]", "[sooner]")).unwrap_err();
    assert!(refused.to_string().contains("is never [sooner]"), "{refused}");
}
