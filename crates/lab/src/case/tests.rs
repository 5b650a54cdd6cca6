use engine::ensemble::{Detail, Flow, Options, State, run};
use engine::model::metrics::Metric;
use engine::scenario::shipped::{of_kind, request};

use super::*;

/// Every metric of a few worlds, as bits.
fn bits(scenario: &Scenario) -> Vec<u64> {
    let state = State::new(scenario, Detail::Metrics).unwrap();
    let state = run(scenario, &Options::default(), state, &mut |_, _| Ok(Flow::Continue)).unwrap();
    Metric::ALL
        .into_iter()
        .flat_map(|metric| {
            state
                .values(metric)
                .unwrap()
                .iter()
                .map(|value| value.to_bits())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn source(text: &str) -> Source {
    Source {
        name: "mine.toml".to_owned(),
        text: text.to_owned(),
    }
}

#[test]
fn a_shipped_policy_taken_into_the_lab_gives_the_program_s_numbers() {
    for file in of_kind(Kind::Policy) {
        let mut asked = request(BASE).unwrap();
        asked.policies.push(file.source());
        asked.runs = Some(8);
        let of_program = shipped::load(&asked).unwrap();
        let of_lab = Case::of_policy(file.name).unwrap().scenario(8).unwrap();
        assert_eq!(bits(&of_program), bits(&of_lab), "{}", file.name);
    }
}

#[test]
fn a_case_reads_back_what_it_writes() {
    for file in of_kind(Kind::Policy) {
        let mut case = Case::of_policy(file.name).unwrap();
        case.worldviews.push("short_timelines".to_owned());
        case.mechanisms.insert("rally".to_owned(), false);
        case.events.insert("taiwan".to_owned(), "2028-01".to_owned());
        case.seed = Some(7);
        case.unconditioned = file.name == "treaty";
        let again = Case::read(&source(&case.toml(100).unwrap())).unwrap();
        assert_eq!(case, again, "{}", file.name);
    }
}

#[test]
fn what_a_person_sets_is_stronger_than_a_worldview() {
    let cards = written_cards().unwrap();
    let file = shipped::find(Kind::Worldview, "fast_fabs").unwrap();
    let worldview = Worldview::read(&file.source(), &cards).unwrap();
    let card = &cards.cards[worldview.overlays[0].position];
    let (low, high) = card.distribution.bounds();
    let middle = 0.5 * (low + high);
    let mut case = Case::default();
    case.worldviews.push(file.name.to_owned());
    case.parameters.insert(card.key.clone(), format!("{middle:?}"));
    let scenario = case.scenario(1).unwrap();
    for overlay in &worldview.overlays {
        let set = &scenario.cards.cards[overlay.position].distribution;
        if overlay.position == worldview.overlays[0].position {
            assert_eq!(set.bounds(), (middle, middle));
        } else {
            assert_eq!(*set, overlay.distribution);
        }
    }
}

#[test]
fn a_file_that_does_not_fit_gets_the_program_s_message() {
    let text = "name = \"x\"\ntitle = \"X\"\ndescription = \"Y\"\n[levers]\n\"us.chip_controls\" = 2.0\n";
    let error = Case::read(&source(text)).unwrap_err();
    let mut asked = request(BASE).unwrap();
    asked.policies.push(source(text));
    assert_eq!(error, shipped::load(&asked).unwrap_err());
    assert!(
        error
            .to_string()
            .starts_with("mine.toml:5: `levers.us.chip_controls` = 2.0"),
        "{error}"
    );
}

#[test]
fn a_file_with_a_history_of_its_own_is_refused() {
    let baseline = shipped::resolve(Kind::Scenario, BASE).unwrap();
    let error = Case::read(&baseline).unwrap_err().to_string();
    assert!(error.contains("history of its own"), "{error}");
}

#[test]
fn what_can_be_used_of_a_broken_case_is_and_the_rest_is_named() {
    let step = |value| Step {
        from: "2026-01".to_owned(),
        value,
        announced: None,
    };
    let mut case = Case::default();
    case.levers.insert("us.chip_controls".to_owned(), vec![step(0.5)]);
    case.levers.insert("us.enforcement".to_owned(), vec![step(7.0)]);
    case.levers.insert("mars.outreach".to_owned(), vec![step(0.5)]);
    case.worldviews = vec!["fast_fabs".to_owned(), "flat_earth".to_owned()];
    case.parameters.insert("shared.nothing".to_owned(), "1".to_owned());
    case.mechanisms.insert("\u{1}<b>".to_owned(), true);
    case.events.insert("r1".to_owned(), "soon".to_owned());
    case.events.insert("chatgpt".to_owned(), "never".to_owned());
    let (kept, left_out) = case.sieved();
    assert_eq!(kept.levers.keys().collect::<Vec<_>>(), ["us.chip_controls"]);
    assert_eq!(kept.worldviews, ["fast_fabs"]);
    assert!(kept.parameters.is_empty() && kept.mechanisms.is_empty());
    assert_eq!(kept.events.keys().collect::<Vec<_>>(), ["chatgpt"]);
    let named: Vec<&str> = left_out.iter().map(|left| left.what.as_str()).collect();
    assert_eq!(
        named,
        [
            "flat_earth",
            "mars.outreach",
            "us.enforcement",
            "mechanisms.\u{1}<b>",
            "events.r1",
            "shared.nothing"
        ]
    );
    assert!(left_out.iter().all(|left| !left.why.contains("lab.toml")));
}

#[test]
fn a_title_with_quotes_and_html_stays_a_title() {
    let case = Case {
        title: "\"<script>\\ \u{202e}".to_owned(),
        ..Case::default()
    };
    assert!(case.scenario(1).unwrap().title.contains("<script>"));
    assert_eq!(Case::read(&source(&case.toml(1).unwrap())).unwrap().title, case.title);
}
