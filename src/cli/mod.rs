//! The command line: parse, call, print. One file a subcommand.

use std::io::IsTerminal;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{ArgMatches, CommandFactory, FromArgMatches, Parser, Subcommand};
use detente::error::{Error, Result};

use self::screen::harmless;

mod adapt;
mod compare;
mod condition;
pub mod configurations;
mod design;
mod discover;
mod explain;
mod game;
mod init;
mod lab;
mod list;
mod merge;
mod new;
mod output;
mod params;
mod perform;
mod plot;
mod profile;
mod progress;
mod replay;
mod report;
pub mod request;
mod robust;
mod run;
mod score;
mod screen;
mod search;
mod sensitivity;
mod settings;
mod shard;
mod signals;
mod sweep;
mod until;
mod validate;
mod voi;
pub mod watch;

/// Exit code for anything the user can mend.
const MENDABLE: u8 = 2;
/// Exit code for a fault of the program.
const BUG: u8 = 1;

/// Simulates the US-China race in generative AI over thousands of seeded worlds, for policy what-ifs.
///
/// Every number is a conditional what-if under stated assumptions, not a forecast.
#[derive(Debug, Parser)]
#[command(name = "detente", version, propagate_version = true, max_term_width = 110)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Simulate a scenario and write tables and figures.
    Run(run::Arguments),
    /// Compare policies with a reference on the same worlds.
    Compare(compare::Arguments),
    /// Show the shipped scenarios, policies and worldviews; with options, levers, mechanisms, observables, metrics, variables; with
    /// words, all that they are about.
    List(list::Arguments),
    /// Print the parameter cards: value or distribution, unit, meaning, source, grade.
    Params(params::Arguments),
    /// Write the shipped configurations into a folder, to be edited.
    Init(init::Arguments),
    /// Make a policy, worldview or scenario file with comments, from flags or from answers to questions.
    New(Box<new::Arguments>),
    /// Write the policy lab: the model as one page for a browser, which needs no network.
    Lab(lab::Arguments),
    /// Simulate many settings of levers and parameters on the same worlds.
    Sweep(sweep::Arguments),
    /// Make a part of a run or sweep, to be merged with the others: for clusters and for machines that are lent by the hour.
    Shard(Box<shard::Arguments>),
    /// Put the parts of a run or sweep together: the result is that of one machine, byte for byte.
    Merge(merge::Arguments),
    /// Search trigger rules for one side that beat its best static policy, and judge them on worlds the search has not seen.
    Adapt(adapt::Arguments),
    /// Let strategies of both sides meet on the same worlds: equilibria, best responses, who gains by moving first.
    Game(game::Arguments),
    /// Judge policies under several worldviews by many criteria: worst cases, regrets, thresholds, and where rankings turn.
    Robust(robust::Arguments),
    /// Find in which worlds of finished results a condition holds, in plain words.
    Discover(discover::Arguments),
    /// Say why a policy does what it does: its effect broken down by mechanism, and what moves on the way.
    Explain(explain::Arguments),
    /// Say which uncertainty is worth resolving before choosing among policies.
    Voi(voi::Arguments),
    /// Write finished results as one page for readers: findings in words, figures, tables, how it was made.
    Report(report::Arguments),
    /// Look for histories that agree with what has been recorded, for other commands to read their worlds by.
    Condition(condition::Arguments),
    /// Forecast from earlier dates with what was known then, and score what came after.
    Score(score::Arguments),
    /// Compare with historical data.
    Validate(validate::Arguments),
    /// Say what an outcome depends on: screening, shares of variance, or one input at a time.
    ///
    /// Without --input, `morris` screens every uncertain parameter, and the other two methods take the 20 most influential
    /// ones of such a screening. The size is --points for `sobol`, --trajectories for `morris`, and --runs (512 worlds if
    /// not given) for `tornado`.
    Sensitivity(sensitivity::Arguments),
    /// Draw any figure of a finished result again, as SVG, as PNG for print, or as the table behind it.
    Plot(plot::Arguments),
    /// Tell one world month by month, with an explanation of each event.
    Replay(replay::Arguments),
}

/// Parses the command line, does what it asks and gives the exit code.
pub fn main() -> ExitCode {
    std::panic::set_hook(Box::new(|panic| {
        screen::warn(&format!(
            "detente met a fault of its own; please report it with the command you typed.\n{panic}"
        ));
    }));
    signals::answer();
    detente::announce_build();
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return refused(&error),
    };
    let command = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli.command,
        Err(error) => return refused(&error),
    };
    share_threads(asked_threads(&matches));
    // The closure owns all it touches, so nothing half-changed is seen after a panic.
    match catch_unwind(AssertUnwindSafe(|| perform(command))) {
        Ok(Ok(())) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            screen::warn(&format!("error: {error}"));
            ExitCode::from(MENDABLE)
        }
        Err(_) => ExitCode::from(BUG),
    }
}

/// Says what is wrong with the words of the command line, or shows the help that they ask for.
fn refused(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        // A reader that has gone away is no error.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    let said = error.render();
    match std::io::stderr().is_terminal() && said.to_string() == harmless(&said.to_string()) {
        true => drop(error.print()),
        false => screen::warn(said.to_string().trim_end()),
    }
    ExitCode::from(MENDABLE)
}

/// Does what the words of a command line (without the program's name) ask for, on behalf of a caller that is no shell; gives what the
/// command would have printed.
///
/// # Errors
/// Those of the command; words that are no command, with the message that a shell would show.
pub fn call(words: &[String], watch: Arc<dyn watch::Watch>) -> Result<String> {
    let words = std::iter::once("detente").chain(words.iter().map(String::as_str));
    let command = Cli::try_parse_from(words).map_err(|error| {
        let text = error.render().to_string();
        Error::Usage(text.trim().trim_start_matches("error: ").to_owned())
    })?;
    let (done, said) = watch::watched(watch, || perform(command.command));
    done.map(|()| said)
}

/// What `--threads` says, of any command that has it.
fn asked_threads(matches: &ArgMatches) -> Option<NonZeroUsize> {
    let (_, of_command) = matches.subcommand()?;
    of_command.try_get_one("threads").ok().flatten().copied()
}

/// Starts the threads that draw figures and hash files side by side: as many as are asked for, else one a processor or, where the system
/// allows fewer, as many as it does, down to the thread that is there anyway. An attempt that fails cannot be repeated, so threads are
/// counted in a pool of its own first.
fn share_threads(asked: Option<NonZeroUsize>) {
    let processors = asked.or_else(|| std::thread::available_parallelism().ok());
    let processors = processors.map_or(1, usize::from);
    let can_start = |count: &usize| rayon::ThreadPoolBuilder::new().num_threads(*count).build().is_ok();
    let halves = std::iter::successors(Some(processors), |count| Some(count / 2));
    let count = halves.take_while(|&count| count > 1).find(can_start);
    let pool = rayon::ThreadPoolBuilder::new();
    let pool = match count {
        Some(count) => pool.num_threads(count),
        None => pool.num_threads(1).use_current_thread(),
    };
    if pool.build_global().is_err() {
        screen::warn("note: the system allows too few threads to draw figures side by side");
    }
}

fn perform(command: Command) -> Result<()> {
    match command {
        Command::Run(arguments) => run::perform(&arguments),
        Command::Compare(arguments) => compare::perform(&arguments),
        Command::List(arguments) => list::perform(&arguments),
        Command::Params(arguments) => params::perform(&arguments),
        Command::Init(arguments) => init::perform(&arguments),
        Command::New(arguments) => new::perform(&arguments),
        Command::Lab(arguments) => lab::perform(&arguments),
        Command::Sweep(arguments) => sweep::perform(&arguments),
        Command::Shard(arguments) => shard::perform(&arguments),
        Command::Merge(arguments) => merge::perform(&arguments),
        Command::Adapt(arguments) => adapt::perform(&arguments),
        Command::Game(arguments) => game::perform(&arguments),
        Command::Robust(arguments) => robust::perform(&arguments),
        Command::Discover(arguments) => discover::perform(&arguments),
        Command::Explain(arguments) => explain::perform(&arguments),
        Command::Voi(arguments) => voi::perform(&arguments),
        Command::Report(arguments) => report::perform(&arguments),
        Command::Condition(arguments) => condition::perform(&arguments),
        Command::Score(arguments) => score::perform(&arguments),
        Command::Validate(arguments) => validate::perform(&arguments),
        Command::Sensitivity(arguments) => sensitivity::perform(&arguments),
        Command::Plot(arguments) => plot::perform(&arguments),
        Command::Replay(arguments) => replay::perform(&arguments),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines of shell blocks of a document, with continued lines joined.
    fn shell_lines(document: &str) -> Vec<String> {
        let mut lines = Vec::new();
        let mut in_block = false;
        let joined = document.replace("\\\n", " ");
        for line in joined.lines() {
            match line.trim() {
                "```sh" | "```bash" | "```console" => in_block = true,
                "```" => in_block = false,
                line if in_block => lines.push(line.to_owned()),
                _ => {}
            }
        }
        lines
    }

    /// The words of a line up to a comment, a pipe or the end of the command, as a shell has them.
    fn words(line: &str) -> Vec<String> {
        let mut words: Vec<String> = Vec::new();
        let (mut word, mut quote) = (None::<String>, None);
        for letter in line.chars() {
            match (quote, letter) {
                (Some(open), _) if letter == open => quote = None,
                (Some(_), _) => word.get_or_insert_default().push(letter),
                (None, '\'' | '"') => {
                    word.get_or_insert_default();
                    quote = Some(letter);
                }
                (None, '#') if word.is_none() => break,
                (None, '|' | ';' | '>' | '&') => break,
                (None, ' ') => words.extend(word.take()),
                (None, _) => word.get_or_insert_default().push(letter),
            }
        }
        words.extend(word);
        words
    }

    #[test]
    fn every_documented_command_can_be_parsed() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut documents = vec![root.join("README.md")];
        let entries = std::fs::read_dir(root.join("docs")).unwrap();
        documents.extend(
            entries
                .map(|entry| entry.unwrap().path())
                .filter(|path| path.extension().is_some_and(|end| end == "md")),
        );
        let mut commands = 0;
        for document in documents {
            for line in shell_lines(&std::fs::read_to_string(&document).unwrap()) {
                let words = words(&line);
                if words.first().is_none_or(|first| first != "detente") {
                    continue;
                }
                commands += 1;
                if let Err(error) = Cli::try_parse_from(&words)
                    && error.use_stderr()
                {
                    panic!("{}: {line}\n{error}", document.display());
                }
            }
        }
        assert!(commands > 50, "{commands} commands");
    }
}
