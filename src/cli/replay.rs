//! `detente replay`: tell one world month by month.

use clap::Args;
use detente::error::{Error, Result};
use detente::experiment::replay::replay;
use detente::model::metrics::{Kind, Metric};
use detente::report::headlines::READING;
use detente::report::narrative::tell;
use detente::report::number::{readable, year};
use detente::report::tables;
use detente::scenario::time::Month;

use super::request::ScenarioArguments;
use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// Number of the world, as in metrics.csv.
    #[arg(long, value_name = "K")]
    world: u64,
    /// First month told, such as 2025-01.
    #[arg(long, value_name = "MONTH", value_parser = month)]
    from: Option<Month>,
    /// Last month told.
    #[arg(long, value_name = "MONTH", value_parser = month)]
    to: Option<Month>,
    /// Tell only the months in which something happened.
    #[arg(long)]
    events_only: bool,
}

fn month(text: &str) -> std::result::Result<Month, String> {
    Month::parse(text).ok_or_else(|| "write a month from 2023-01 on, such as 2025-01".to_owned())
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let scenario = arguments.scenario.load(None)?;
    let last = Month(scenario.months - 1);
    let (from, to) = (arguments.from.unwrap_or(Month(0)), arguments.to.unwrap_or(last));
    if from > to || to > last {
        return Err(Error::Usage(format!(
            "there is nothing to tell from {from} to {to}; allowed: 2023-01 to {last}, the first not after the last"
        )));
    }
    let world = replay(&scenario, arguments.world)?;
    let mut text = format!(
        "{}: world {} of seed {}\n\n",
        scenario.title, arguments.world, scenario.seed
    );
    for story in tell(&world, from, to) {
        if arguments.events_only && story.events.is_empty() {
            continue;
        }
        text.push_str(&format!("{}  {}\n", story.month, story.state));
        for event in story.events {
            text.push_str(&format!("         * {event}\n"));
        }
    }
    text.push_str("\nMetrics of this world\n");
    for (metric, value) in Metric::ALL.into_iter().zip(world.metrics) {
        let shown = match metric.kind() {
            Kind::Who => tables::who(value).to_owned(),
            Kind::Year => year(value),
            Kind::Number | Kind::NumberOrNever => readable(value),
        };
        text.push_str(&format!("  {}: {shown} {}\n", metric.key(), metric.unit()));
    }
    text.push_str(READING);
    text.push('\n');
    screen::print(&text)
}
