//! What is said and drawn of a planted box.

use super::*;
use crate::answers::in_words;
use crate::catalogue::english;
use crate::figures::render;
use analysis::claims::{Subject, Tables};
use analysis::discover::Choice;
use engine::model::metrics::{METRICS, Metrics};
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
            let mut row = Metrics::from([0.0; METRICS]);
            row[Metric::LagMonths2030] = lag(world);
            row[Metric::LagMonths2035] = if world < 3 { f64::NAN } else { lag(world) };
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
        dated: Vec::new(),
        cards: read_cards(&shipped::parameters()).unwrap(),
        parameters_toml: String::new(),
        seed: 1,
        months: 216,
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
fn worlds_without_the_metric_are_left_out_and_counted() {
    let discovery = planted("china_lag_months_2035 < 3", Choice::default());
    assert_eq!((discovery.unknown, discovery.cases.rows()), (3, 597));
}

#[test]
fn all_figures_can_be_drawn_and_bear_names_that_were_announced() {
    let discovery = planted("china_lag_months_2030 < 3", Choice::default());
    let figures = pictures::figures(&discovery, &Key::of_parts(&[]));
    let rendered: Vec<_> = figures.iter().map(|figure| render(figure).unwrap()).collect();
    let names: Vec<String> = rendered.into_iter().map(|figure| figure.name).collect();
    assert_eq!(names, pictures::names(1));
}

/// What is said of a discovery from its tables.
fn said(condition: &str, choice: Choice) -> Vec<String> {
    let discovery = planted(condition, choice);
    let subject = Subject {
        specification: condition.to_owned(),
        worlds: discovery.worlds(),
        tables: Tables::new(tables::tables(&discovery)),
        ..Subject::default()
    };
    let claims = analysis::discover::claims::answer(&subject).claims;
    claims.iter().map(|claim| in_words(english(), claim)).collect()
}

#[test]
fn a_box_is_said_by_what_its_inputs_are_with_its_share_in_and_out_of_sample() {
    let said = said("china_lag_months_2030 < 3", Choice::default());
    assert!(said[0].contains("Out of sample"), "{said:?}");
    assert!(said.iter().any(|line| line.contains("of 600 simulations")), "{said:?}");
}

/// No limit has a quasi-p value below nothing at all.
#[test]
fn where_no_limit_counts_it_is_said_that_there_is_no_box() {
    let choice = Choice {
        most_quasi_p: -1.0,
        ..Choice::default()
    };
    let said = said("china_lag_months_2030 < 3", choice);
    assert!(said[0].starts_with("No rule was found"), "{said:?}");
}
