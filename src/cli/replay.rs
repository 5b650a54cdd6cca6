//! `detente replay`: tell one world month by month.

use clap::Args;
use detente::analysis::replay::replay;
use detente::error::{Error, Result};
use detente::model::metrics::{Kind, Metric};
use detente::numeric::streams::RUNS_END;
use detente::report::catalogue::english;
use detente::report::narrative::tell;
use detente::report::number::{counted, readable, year};
use detente::results::store::manifest::READING;
use detente::scenario::agents::Agent;
use detente::scenario::time::Month;

use super::request::{ScenarioArguments, whole};
use super::screen;

#[derive(Debug, Args)]
pub struct Arguments {
    #[command(flatten)]
    scenario: ScenarioArguments,
    /// Number of the world, as in metrics.csv.
    #[arg(long, value_name = "K", value_parser = world, allow_negative_numbers = true)]
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

fn world(text: &str) -> std::result::Result<u64, String> {
    whole(text, 0, RUNS_END - 1)
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
        "{}: world {} of seed {}\n",
        scenario.title, arguments.world, scenario.seed
    );
    if arguments.world >= scenario.runs {
        text.push_str(&format!(
            "(not among the {} of this scenario, which are numbered from 0; the draws of further worlds are just as good)\n",
            counted(scenario.runs, "world")
        ));
    }
    text.push('\n');
    for story in tell(english(), &world, from, to) {
        if arguments.events_only && story.events.is_empty() {
            continue;
        }
        text.push_str(&format!("{}  {}\n", story.month, story.state));
        for event in story.events {
            text.push_str(&format!("         * {event}\n"));
        }
    }
    text.push_str("\nMetrics of this world\n");
    for (metric, value) in world.metrics.iter() {
        text.push_str(&format!("  {}: {}\n", metric.key(), shown(metric, value)));
    }
    text.push_str(READING);
    text.push('\n');
    screen::print(&text)
}

/// A metric in words, with its unit where it has one and the value is a number.
fn shown(metric: Metric, value: f64) -> String {
    match metric.kind() {
        Kind::Who if value.is_nan() => "not available".to_owned(),
        Kind::Who => match Agent::of_number(value) {
            Some(agent) => agent.name().to_owned(),
            None => "nobody".to_owned(),
        },
        Kind::Year => year(value),
        Kind::Number | Kind::NumberOrNever if !value.is_finite() => readable(value),
        Kind::Number | Kind::NumberOrNever => format!("{} {}", readable(value), metric.unit()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_metric_is_told_with_its_unit_where_it_is_a_number() {
        assert_eq!(shown(Metric::ThresholdFirst, 1.0), Agent::UnitedStates.name());
        assert_eq!(shown(Metric::ThresholdFirst, 0.0), "nobody");
        assert_eq!(shown(Metric::ParityYear, 2034.08), "2034.1");
        assert_eq!(shown(Metric::ParityYear, f64::INFINITY), "never");
        assert_eq!(shown(Metric::LagMonths2030, 14.0), "14 months");
        assert_eq!(shown(Metric::LagMonths2030, f64::NAN), "not available");
    }
}
