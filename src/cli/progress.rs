//! Progress of long work on stderr: a bar on a terminal, now and then a plain line elsewhere; or told to a caller that is no shell.

use std::io::IsTerminal;
use std::sync::Arc;
use std::time::{Duration, Instant};

use detente::ensemble::Flow;
use detente::report::number::{percent, readable, thousands};
use indicatif::{ProgressBar, ProgressStyle};

use super::screen;
use super::watch::{self, Watch};

/// Time between two plain lines.
const LINE_TIME: Duration = Duration::from_secs(10);

/// How far work on many worlds has come.
pub struct Progress(Shown);

enum Shown {
    Nothing,
    Watched(Arc<dyn Watch>),
    Bar(ProgressBar),
    Lines {
        total: u64,
        first: u64,
        begun: Instant,
        said_at: Instant,
    },
}

impl Progress {
    /// Progress towards `total` worlds, of which `first` were done before; not shown when `silent`.
    pub fn new(total: u64, first: u64, silent: bool) -> Self {
        if let Some(watch) = watch::current() {
            watch.stage(total, first);
            return Self(Shown::Watched(watch));
        }
        if silent {
            return Self(Shown::Nothing);
        }
        if !std::io::stderr().is_terminal() {
            let begun = Instant::now();
            return Self(Shown::Lines {
                total,
                first,
                begun,
                said_at: begun,
            });
        }
        let bar = ProgressBar::new(total);
        let style =
            ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} simulations, {per_sec}, {eta} left");
        // The template is fixed text above; a plain bar is as good if it were ever wrong.
        if let Ok(style) = style {
            bar.set_style(style);
        }
        bar.set_position(first);
        bar.reset_eta();
        Self(Shown::Bar(bar))
    }

    /// Says that `done` worlds are done.
    pub fn set(&mut self, done: u64) {
        match &mut self.0 {
            Shown::Nothing => {}
            Shown::Watched(watch) => watch.progress(done),
            Shown::Bar(bar) => bar.set_position(done),
            Shown::Lines {
                total,
                first,
                begun,
                said_at,
            } => {
                if said_at.elapsed() >= LINE_TIME {
                    *said_at = Instant::now();
                    screen::warn(&line(done, *total, *first, begun.elapsed()));
                }
            }
        }
    }

    /// Whether to go on after what is done.
    pub fn flow(&self) -> Flow {
        match &self.0 {
            Shown::Watched(watch) if watch.is_cancelled() => Flow::Stop,
            _ => Flow::Continue,
        }
    }

    /// Takes the bar away.
    pub fn finish(self) {
        if let Shown::Bar(bar) = self.0 {
            bar.finish_and_clear();
        }
    }
}

fn line(done: u64, total: u64, first: u64, elapsed: Duration) -> String {
    let rate = done.saturating_sub(first) as f64 / elapsed.as_secs_f64().max(1e-9);
    let left = total.saturating_sub(done) as f64 / rate.max(1e-9);
    format!(
        "{} of {} simulations ({}), {} per second, about {} s left",
        thousands(done as f64),
        thousands(total as f64),
        percent(done as f64 / total.max(1) as f64),
        readable(rate),
        thousands(left.ceil())
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_far_how_fast_and_how_long() {
        assert_eq!(
            line(30_000, 120_000, 10_000, Duration::from_secs(2)),
            "30,000 of 120,000 simulations (25 %), 10,000 per second, about 9 s left"
        );
    }
}
