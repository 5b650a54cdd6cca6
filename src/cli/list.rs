//! `detente list`: what is shipped, and what can be set, watched and read.

use clap::Args;
use detente::error::{Error, Result};
use detente::model::metrics::Metric;
use detente::model::series::Series;
use detente::report::catalogue::template;
use detente::scenario::levers::Lever;
use detente::scenario::load::Kind;
use detente::scenario::mechanisms::Mechanism;
use detente::scenario::named_events::NamedEvent;
use detente::scenario::triggers::Observable;

use super::request::ScenarioArguments;
use super::search::Query;
use super::{configurations, params, screen};

/// Without options: scenarios, policies and worldviews.
#[derive(Debug, Args)]
pub struct Arguments {
    /// Show only what these words are about, of everything that has a name, parameters too; the words of newcomers (H200, subsidies, visas)
    /// find the keys.
    #[arg(value_name = "WORD")]
    words: Vec<String>,
    /// The levers with their ranges.
    #[arg(long)]
    levers: bool,
    /// The mechanisms and their switches.
    #[arg(long)]
    mechanisms: bool,
    /// The named events: when they happened, and how they are moved or removed.
    #[arg(long)]
    events: bool,
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
    #[arg(long, conflicts_with_all = ["words", "levers", "mechanisms", "events", "observables", "metrics", "variables"])]
    sentences: bool,
}

/// A list under its heading.
struct Section {
    heading: &'static str,
    header: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

impl Section {
    fn text(&self) -> String {
        // A list of files has no header.
        match self.header {
            ["", ""] => format!("{}{}", self.heading, screen::table(self.header, &self.rows)),
            header => format!("{}\n{}", self.heading, screen::table(header, &self.rows)),
        }
    }
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    if arguments.sentences {
        return screen::print(&template());
    }
    let sections: [(bool, fn() -> Section); 6] = [
        (arguments.levers, levers),
        (arguments.mechanisms, mechanisms),
        (arguments.events, events),
        (arguments.observables, observables),
        (arguments.metrics, metrics),
        (arguments.variables, variables),
    ];
    let asked: Vec<Section> = sections
        .iter()
        .filter(|(wanted, _)| *wanted)
        .map(|(_, section)| section())
        .collect();
    let query = Query::of(&arguments.words.join(" "));
    if arguments.words.is_empty() {
        let texts: Vec<String> = asked.iter().map(Section::text).collect();
        return screen::print(&if asked.is_empty() { listed() } else { texts.join("\n") });
    }
    let among = match asked.is_empty() {
        false => asked,
        true => {
            let all = sections.iter().map(|(_, section)| section());
            files().into_iter().chain(all).chain([parameters()?]).collect()
        }
    };
    screen::print(&found(&query, among, &arguments.words.join(" "))?)
}

/// What a query finds, section by section.
fn found(query: &Query, sections: Vec<Section>, said: &str) -> Result<String> {
    let rows = sections
        .iter()
        .enumerate()
        .flat_map(|(place, section)| section.rows.iter().map(move |row| (place, row.clone())));
    let best = query.best(rows.collect(), |(_, row)| row.join(" "));
    if best.is_empty() {
        return Err(Error::Usage(format!(
            "nothing is called or means `{said}`; try one other word, or look through `detente list --levers` and `detente params`"
        )));
    }
    let kept = sections.into_iter().enumerate().map(|(place, section)| Section {
        rows: best
            .iter()
            .filter(|(of, _)| *of == place)
            .map(|(_, row)| row.clone())
            .collect(),
        ..section
    });
    let texts: Vec<String> = kept
        .filter(|section| !section.rows.is_empty())
        .map(|section| section.text())
        .collect();
    Ok(texts.join("\n"))
}

/// Scenarios, policies and worldviews with their titles; those of the current folder stand after the shipped ones.
fn files() -> Vec<Section> {
    let kinds = [
        ("Scenarios: detente run NAME", Kind::Scenario),
        ("Policies: detente run --policy NAME", Kind::Policy),
        ("Worldviews: detente run --worldview NAME", Kind::Worldview),
        ("Histories: detente run --histories NAME", Kind::Histories),
        ("Sweeps: detente sweep NAME", Kind::Sweep),
        ("Games: detente game NAME", Kind::Game),
    ];
    let section = |(heading, kind)| Section {
        heading,
        header: &["", ""],
        rows: configurations::all(kind)
            .map(|(name, about)| vec![format!("  {name}"), about.title])
            .collect(),
    };
    kinds.into_iter().map(section).collect()
}

fn listed() -> String {
    let mut text: String = files().iter().map(|section| section.text() + "\n").collect();
    text.push_str(
        "More: --levers, --mechanisms, --events, --observables, --metrics, --variables, --sentences; `detente params` for the parameters;\n\
         `detente list WORD` finds what a word is about (H200, subsidies, visas).\n",
    );
    text
}

/// The parameters of the baseline.
fn parameters() -> Result<Section> {
    let baseline = ScenarioArguments::with_worldviews("baseline", &[]).load(None)?;
    Ok(Section {
        heading: "Parameters: [parameters] of a worldview, or --set KEY=VALUE",
        header: &params::HEADER,
        rows: baseline.cards.cards.iter().map(params::row).collect(),
    })
}

fn levers() -> Section {
    let rows = Lever::ALL.into_iter().map(|lever| {
        let (low, high) = lever.range();
        vec![
            lever.key().to_owned(),
            format!("{low} to {high}"),
            lever.unit().to_owned(),
            lever.meaning().to_owned(),
        ]
    });
    Section {
        heading: "Levers: [levers] of a policy, or --set KEY=VALUE",
        header: &["key", "range", "unit", "meaning"],
        rows: rows.collect(),
    }
}

fn mechanisms() -> Section {
    let rows = Mechanism::ALL.into_iter().map(|mechanism| {
        vec![
            mechanism.id().to_owned(),
            mechanism.key().to_owned(),
            mechanism.meaning().to_owned(),
        ]
    });
    Section {
        heading: "Mechanisms: [mechanisms] of a scenario, KEY = false switches off",
        header: &["", "key", "meaning"],
        rows: rows.collect(),
    }
}

fn events() -> Section {
    let rows = NamedEvent::ALL.into_iter().map(|event| {
        vec![
            event.key().to_owned(),
            event.recorded().to_string(),
            event.meaning().to_owned(),
            event.allowed().to_owned(),
        ]
    });
    Section {
        heading: "Named events: [events] of a scenario, or --event NAME=WHEN",
        header: &["name", "recorded", "meaning", "how to set it"],
        rows: rows.collect(),
    }
}

fn observables() -> Section {
    let rows = Observable::all().map(|observable| {
        let quantity = observable.quantity;
        vec![
            observable.key(),
            quantity.unit().to_owned(),
            quantity.meaning().to_owned(),
        ]
    });
    Section {
        heading: "Observables: what trigger rules can watch",
        header: &["key", "unit", "meaning"],
        rows: rows.collect(),
    }
}

fn metrics() -> Section {
    let rows = Metric::ALL.into_iter().map(|metric| {
        vec![
            metric.key().to_owned(),
            metric.unit().to_owned(),
            metric.meaning().to_owned(),
        ]
    });
    Section {
        heading: "Metrics: columns of metrics.csv; a variable at a date of your own is a metric too, such as china_lag_months@2032 or @2032-06",
        header: &["key", "unit", "meaning"],
        rows: rows.collect(),
    }
}

fn variables() -> Section {
    let rows = Series::all().map(|series| {
        vec![
            series.agent_key().to_owned(),
            series.key().to_owned(),
            series.unit().to_owned(),
            series.meaning().to_owned(),
        ]
    });
    Section {
        heading: "Variables: rows of trajectories.csv",
        header: &["agent", "variable", "unit", "meaning"],
        rows: rows.collect(),
    }
}
