//! What is said and drawn of a planted box.

use super::*;
use crate::figures::render;
use analysis::discover::Choice;
use engine::model::metrics::METRICS;
use engine::scenario::load::cards::read_cards;
use engine::scenario::shipped;
use results::store::manifest::Key;

/// 600 worlds of a fab growth of 1 to 2 and a control strength of 0 to 1, without order between them. China's lag is 2 months where fabs
/// grow by more than 1.7 and controls are below one half, else 10.
fn planted(condition: &str, choice: Choice) -> Discovery {
    let inputs = ["china.fab_growth_per_year", "us.chip_controls"].map(|key| Input::from_key(key).unwrap());
    let growth: Vec<f64> = (0..600).map(|world| 1.0 + (world * 7 % 600) as f64 / 600.0).collect();
    let controls: Vec<f64> = (0..600).map(|world| (world * 131 % 600) as f64 / 600.0).collect();
    let lag = |world: usize| {
        if growth[world] > 1.7 && controls[world] < 0.5 {
            2.0
        } else {
            10.0
        }
    };
    let metrics = (0..600)
        .map(|world| {
            let mut row = [0.0; METRICS];
            row[Metric::LagMonths2030 as usize] = lag(world);
            row[Metric::LagMonths2035 as usize] = if world < 3 { f64::NAN } else { lag(world) };
            row
        })
        .collect();
    let material = Material {
        rows: Rows::Worlds,
        what: vec!["600 worlds of there".to_owned()],
        inputs: inputs.to_vec(),
        columns: vec![growth, controls],
        runs: (0..600).collect(),
        metrics,
        cards: read_cards(&shipped::parameters()).unwrap(),
        parameters_toml: String::new(),
        seed: 1,
        cases: Vec::new(),
        keys: Vec::new(),
        cut_from: None,
    };
    let search = Search {
        condition: Condition::parse(condition, Rows::Worlds).unwrap(),
        among: Vec::new(),
        peeling: Peeling {
            least_mass: f64::NAN,
            ..Peeling::default()
        },
        choice,
        boxes: 1,
        resamples: 10,
    };
    let mut discovery = prepare(material, search).unwrap();
    discovery.perform(&Workers::new(None).unwrap());
    discovery
}

#[test]
fn a_box_is_said_with_units_sources_grades_density_and_coverage() {
    let discovery = planted("china_lag_months_2030 < 3", Choice::default());
    let said = findings::findings(&discovery);
    let interest = discovery.cases.interest();
    assert!(
        said[0].contains(&format!("holds in {interest} of 600 worlds")) && said[0].contains("2 inputs"),
        "{}",
        said[0]
    );
    let card = discovery
        .material
        .cards
        .cards
        .iter()
        .find(|card| card.key == "china.fab_growth_per_year")
        .unwrap();
    let known = format!(
        "(china.fab_growth_per_year; {}, {})",
        card.source,
        card.pedigree.letter()
    );
    for part in [
        known.as_str(),
        card.meaning.as_str(),
        "is at least 1.7 per year (of 1 to 2)",
        "(us.chip_controls) is at most 0.4",
        "of worlds (against 1",
    ] {
        assert!(said[1].contains(part), "`{part}` is not in: {}", said[1]);
    }
    assert!(said[2].contains("Each of its limits counts"), "{}", said[2]);
    assert!(said.iter().any(|line| line.contains("had not seen")));
    assert!(
        said.iter()
            .any(|line| line.starts_with("A tree of ") && line.contains("as box 1 does")),
        "{said:?}"
    );
}

#[test]
fn worlds_without_the_metric_are_left_out_and_counted() {
    let discovery = planted("china_lag_months_2035 < 3", Choice::default());
    assert_eq!((discovery.unknown, discovery.cases.rows()), (3, 597));
    let said = findings::findings(&discovery);
    assert!(
        said[0].contains("Left out: 3 worlds in which a metric of the condition does not exist"),
        "{}",
        said[0]
    );
}

#[test]
fn all_figures_can_be_drawn_and_bear_names_that_were_announced() {
    let discovery = planted("china_lag_months_2030 < 3", Choice::default());
    let figures = pictures::figures(&discovery, &Key::of_parts(&[]));
    let rendered: Vec<_> = figures.iter().map(|figure| render(figure).unwrap()).collect();
    let names: Vec<String> = rendered.into_iter().map(|figure| figure.name).collect();
    assert_eq!(names, pictures::names(1));
}

/// No limit has a quasi-p value below nothing at all.
#[test]
fn where_no_limit_counts_it_is_said_that_there_is_no_box() {
    let choice = Choice {
        most_quasi_p: -1.0,
        ..Choice::default()
    };
    let said = findings::findings(&planted("china_lag_months_2030 < 3", choice));
    assert!(said[1].starts_with("No box was found"), "{said:?}");
}
