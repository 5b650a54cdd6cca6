use super::*;
use detente::analysis::game::GameFile;
use detente::analysis::game::strategies::refuse_foreign;
use detente::analysis::sweep::{Design, SweepFile};
use detente::numeric::Num;
use detente::scenario::agents::Agent;
use detente::scenario::distributions::Sampler;
use detente::scenario::levers::Lever;
use detente::scenario::load::cards::read_cards;
use detente::scenario::load::files::{About, Policy};
use detente::scenario::load::resolved::{parameters_text, scenario_text};
use detente::scenario::parameters;
use std::collections::BTreeSet;
use std::path::Path;

fn files_below(folder: &Path, found: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            let relative = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap();
            found.insert(relative.to_str().unwrap().replace('\\', "/"));
        }
    }
}

/// Files of the folder that layer 5 embeds, beside the code that reads them.
const EMBEDDED_BY_EXPERIMENTS: [&str; 4] = [
    "configs/facts.csv",
    "configs/observables.toml",
    "configs/published.csv",
    "configs/sanity.toml",
];

/// The scenarios, cards, policies and worldviews in the folder are those in the table, under their names.
#[test]
fn every_file_of_the_configs_folder_is_embedded() {
    let mut on_disk = BTreeSet::new();
    files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("configs"), &mut on_disk);
    let in_table = embedded::SHIPPED
        .iter()
        .map(|file| file.path)
        .chain(EMBEDDED_BY_EXPERIMENTS);
    let in_table: BTreeSet<String> = in_table.map(str::to_owned).collect();
    assert_eq!(on_disk, in_table);
    for file in embedded::SHIPPED {
        assert_eq!(
            file.path,
            format!("{}/{}{}", file.kind.folder(), file.name, file.kind.ending())
        );
        if !matches!(file.kind, Kind::Parameters | Kind::Histories) {
            let about = About::read(&file.source()).unwrap();
            assert_eq!(about.name, file.name);
            assert!(
                about.description.len() > 150,
                "{} says too little about itself",
                file.path
            );
            assert!(!about.claims.is_empty(), "{} names no claim", file.path);
        }
    }
}

#[test]
fn every_shipped_sweep_makes_a_design() {
    let cards = read_cards(&embedded::parameters()).unwrap();
    for file in embedded::of_kind(Kind::Sweep) {
        let sweep = SweepFile::read(&file.source(), &cards).unwrap_or_else(|error| panic!("{error}"));
        let design = Design::new(sweep.method, &sweep.varied, &cards).unwrap_or_else(|error| panic!("{error}"));
        assert!(design.len() > 10, "{} has {} points", file.name, design.len());
        for policy in sweep.policies.iter().filter(|policy| *policy != "none") {
            assert!(
                embedded::find(Kind::Policy, policy).is_ok(),
                "{} names {policy}",
                file.name
            );
        }
    }
}

#[test]
fn every_shipped_game_names_policies_of_the_right_side() {
    for file in embedded::of_kind(Kind::Game) {
        let game = GameFile::read(&file.source()).unwrap_or_else(|error| panic!("{error}"));
        for (agent, names) in Agent::ALL.into_iter().zip(&game.strategies) {
            for policy in names
                .iter()
                .flat_map(|name| name.split('+'))
                .filter(|policy| *policy != "none")
            {
                let source = embedded::resolve(Kind::Policy, policy).unwrap_or_else(|error| panic!("{error}"));
                let policy = Policy::read(&source, 216).unwrap();
                refuse_foreign(agent, &policy).unwrap_or_else(|error| panic!("{error}"));
            }
        }
    }
}

#[test]
fn every_shipped_policy_and_worldview_loads_alone_and_changes_something() {
    let plain = load_shipped(&baseline()).unwrap();
    for file in embedded::of_kind(Kind::Policy) {
        let mut request = baseline();
        request.policies.push(file.source());
        let scenario = load_shipped(&request).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(scenario.policies, [file.name]);
        assert!(
            scenario.levers != plain.levers || scenario.rules != plain.rules,
            "{} changes nothing",
            file.name
        );
        assert_eq!(scenario.cards, plain.cards, "{} moves a card", file.name);
    }
    for file in embedded::of_kind(Kind::Worldview) {
        let mut request = baseline();
        request.worldviews.push(file.source());
        let scenario = load_shipped(&request).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(scenario.worldviews, [file.name]);
        assert_ne!(scenario.cards, plain.cards, "{} changes nothing", file.name);
        assert_eq!(scenario.levers, plain.levers, "{} moves a lever", file.name);
        Sampler::new(&scenario.cards).unwrap();
    }
}

#[test]
fn the_baseline_draws_every_parameter_within_its_bounds() {
    let scenario = load_shipped(&baseline()).unwrap();
    let sampler = Sampler::new(&scenario.cards).unwrap();
    let keys: Vec<String> = parameters::keys().collect();
    for run in 0..500 {
        let uniform = |place: usize| {
            let weyl = (f64::from(run) + 1.0) * (place as f64 + 2.0).sqrt();
            Num([weyl.fract().clamp(1e-12, 1.0 - 1e-12)])
        };
        let uniforms: Vec<Num<1>> = (0..keys.len()).map(uniform).collect();
        for (value, card) in sampler.draw(&uniforms).iter().zip(&scenario.cards.cards) {
            let (low, high) = card.distribution.bounds();
            assert!(value.0[0] >= low && value.0[0] <= high, "{}: {}", card.key, value.0[0]);
        }
    }
}

#[test]
fn no_parameter_has_the_key_of_a_lever() {
    for key in parameters::keys() {
        assert_eq!(Lever::from_key(&key), None, "--set {key}=... would be ambiguous");
    }
}

/// The manifest's two texts are a configuration: loaded again they give the same scenario.
#[test]
fn a_resolved_configuration_gives_the_same_scenario_again() {
    let combinations: [&[&str]; 4] = [
        &[],
        &["adaptive_controls"],
        &["controls_frozen_2023", "treaty"],
        &["china_subsidy_surge", "mandate_total"],
    ];
    for policies in combinations {
        let mut request = baseline();
        request.policies = policies
            .iter()
            .map(|name| embedded::resolve(Kind::Policy, name).unwrap())
            .collect();
        request
            .worldviews
            .push(embedded::resolve(Kind::Worldview, "fast_fabs").unwrap());
        request.set = vec!["mechanisms.rally=false".into(), "seed=18446744073709551615".into()];
        let first = load_shipped(&request).unwrap();
        let again = Request::new(source(&scenario_text(&first)), source(&parameters_text(&first.cards)));
        let second = load_shipped(&again).unwrap();
        assert_eq!(second.cards, first.cards);
        assert!(second.histories.is_some() && second.histories == first.histories);
        assert_eq!(second.levers, first.levers);
        assert_eq!(second.rules, first.rules);
        assert_eq!(second.switches, first.switches);
        let plain = |s: &Scenario| {
            (
                s.name.clone(),
                s.title.clone(),
                s.description.clone(),
                s.months,
                s.runs,
                s.seed,
            )
        };
        assert_eq!(plain(&second), plain(&first));
        let few = |s: &Scenario| (s.event_worlds, s.kept_trajectories);
        assert_eq!(few(&second), few(&first));
    }
}

#[test]
fn an_unknown_name_is_answered_with_the_nearest() {
    let message = embedded::find(Kind::Policy, "strict_control").unwrap_err().to_string();
    assert!(message.contains("did you mean `strict_controls`?"), "{message}");
}
