//! `detente list`: what is shipped, and what can be set, watched and read.

use clap::Args;
use detente::error::Result;
use detente::model::metrics::Metric;
use detente::model::series::Series;
use detente::report::catalogue::template;
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind;
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::triggers::Observable;

use super::{configurations, screen};

/// Without options: scenarios, policies and worldviews.
#[derive(Debug, Args)]
pub struct Arguments {
    /// The levers with their ranges.
    #[arg(long)]
    levers: bool,
    /// The mechanisms and their switches.
    #[arg(long)]
    mechanisms: bool,
    /// What trigger rules can watch.
    #[arg(long)]
    observables: bool,
    /// The metrics of a world.
    #[arg(long)]
    metrics: bool,
    /// The monthly variables.
    #[arg(long)]
    variables: bool,
    /// The sentences of reports and figures and the words of their data, as the file of which another language is made.
    #[arg(long, conflicts_with_all = ["levers", "mechanisms", "observables", "metrics", "variables"])]
    sentences: bool,
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    if arguments.sentences {
        return screen::print(&template());
    }
    let sections: [(bool, fn() -> String); 5] = [
        (arguments.levers, levers),
        (arguments.mechanisms, mechanisms),
        (arguments.observables, observables),
        (arguments.metrics, metrics),
        (arguments.variables, variables),
    ];
    let asked: Vec<String> = sections
        .iter()
        .filter(|(wanted, _)| *wanted)
        .map(|(_, section)| section())
        .collect();
    screen::print(&if asked.is_empty() { listed() } else { asked.join("\n") })
}

/// Scenarios, policies and worldviews with their titles; those of the current folder stand after the shipped ones.
fn listed() -> String {
    let mut text = String::new();
    for (heading, kind) in [
        ("Scenarios: detente run NAME", Kind::Scenario),
        ("Policies: detente run --policy NAME", Kind::Policy),
        ("Worldviews: detente run --worldview NAME", Kind::Worldview),
        ("Sweeps: detente sweep NAME", Kind::Sweep),
        ("Games: detente game NAME", Kind::Game),
    ] {
        let rows = configurations::all(kind).map(|(name, about)| vec![format!("  {name}"), about.title]);
        text.push_str(heading);
        text.push_str(&screen::table(&["", ""], &rows.collect::<Vec<_>>()));
        text.push('\n');
    }
    text.push_str(
        "More: --levers, --mechanisms, --observables, --metrics, --variables, --sentences; `detente params` for the parameters.\n",
    );
    text
}

fn section(heading: &str, header: &[&str], rows: Vec<Vec<String>>) -> String {
    format!("{heading}\n{}", screen::table(header, &rows))
}

fn levers() -> String {
    let rows = Lever::ALL.into_iter().map(|lever| {
        let (low, high) = lever.range();
        vec![
            lever.key().to_owned(),
            format!("{low} to {high}"),
            lever.unit().to_owned(),
            lever.meaning().to_owned(),
        ]
    });
    section(
        "Levers: [levers] of a policy, or --set KEY=VALUE",
        &["key", "range", "unit", "meaning"],
        rows.collect(),
    )
}

fn mechanisms() -> String {
    let rows = Mechanism::ALL.into_iter().map(|mechanism| {
        vec![
            mechanism.id().to_owned(),
            mechanism.key().to_owned(),
            mechanism.meaning().to_owned(),
        ]
    });
    section(
        "Mechanisms: [mechanisms] of a scenario, KEY = false switches off",
        &["", "key", "meaning"],
        rows.collect(),
    )
}

fn observables() -> String {
    let rows = Observable::all().map(|observable| {
        let quantity = observable.quantity;
        vec![
            observable.key(),
            quantity.unit().to_owned(),
            quantity.meaning().to_owned(),
        ]
    });
    section(
        "Observables: what trigger rules can watch",
        &["key", "unit", "meaning"],
        rows.collect(),
    )
}

fn metrics() -> String {
    let rows = Metric::ALL.into_iter().map(|metric| {
        vec![
            metric.key().to_owned(),
            metric.unit().to_owned(),
            metric.meaning().to_owned(),
        ]
    });
    section(
        "Metrics: columns of metrics.csv",
        &["key", "unit", "meaning"],
        rows.collect(),
    )
}

fn variables() -> String {
    let rows = Series::all().map(|series| {
        vec![
            series.agent_key().to_owned(),
            series.key().to_owned(),
            series.unit().to_owned(),
            series.meaning().to_owned(),
        ]
    });
    section(
        "Variables: rows of trajectories.csv",
        &["agent", "variable", "unit", "meaning"],
        rows.collect(),
    )
}
