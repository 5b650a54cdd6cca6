use std::io::Cursor;

use super::*;

fn arguments(what: What) -> Arguments {
    Arguments {
        what,
        name: None,
        title: None,
        description: None,
        claim: "assumption".to_owned(),
        set: Vec::new(),
        from: None,
        policies: Vec::new(),
        worldviews: Vec::new(),
        horizon: None,
        runs: None,
        seed: None,
        out: None,
    }
}

#[test]
fn answers_make_the_same_file_as_flags() {
    let baseline = ScenarioArguments::with_worldviews("baseline", &[]).load(None).unwrap();
    let answers =
        "a name\nlate\nLate\nTightened late.\nH200\n1\n7\n\nus.chip_controls\n0.9\n2027-01\npizza\nvisas\n1\n0.5\n\n\n";
    let mut said = Vec::new();
    let answered = arguments(What::Policy)
        .answered(&baseline, &mut Cursor::new(answers), &mut said)
        .unwrap();
    let said = String::from_utf8(said).unwrap();
    for part in [
        "cannot be a name",
        "1  us.chip_controls",
        "out of range",
        "Nothing is called so",
        "us.immigration_openness",
    ] {
        assert!(said.contains(part), "{part} is not in:\n{said}");
    }
    let flags = Arguments {
        name: Some("late".to_owned()),
        title: Some("Late".to_owned()),
        description: Some("Tightened late.".to_owned()),
        set: vec![
            "us.chip_controls=[{ from = \"2027-01\", value = 0.9 }]".to_owned(),
            "us.immigration_openness=0.5".to_owned(),
        ],
        ..arguments(What::Policy)
    };
    assert_eq!(answered.text(&baseline).unwrap(), flags.text(&baseline).unwrap());
    let cut = arguments(What::Policy).answered(&baseline, &mut Cursor::new("late\n"), &mut Vec::new());
    assert!(cut.unwrap_err().to_string().contains("nothing was written"));
}

#[test]
fn a_file_of_each_kind_can_be_loaded_as_it_is_and_with_everything_uncommented() {
    let baseline = ScenarioArguments::with_worldviews("baseline", &[]).load(None).unwrap();
    for what in [What::Policy, What::Worldview, What::Scenario] {
        let asked = Arguments {
            name: Some("mine".to_owned()),
            title: Some("Mine: \"so\" \\ called".to_owned()),
            ..arguments(what)
        };
        let text = asked.text(&baseline).unwrap();
        asked.check(&text).unwrap();
        let uncommented: String = text
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(line) if line.contains(" = ") || line.starts_with("[[") => format!("{line}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        assert_ne!(text, uncommented);
        asked.check(&uncommented).unwrap();
    }
}
