//! `detente plot`: any figure again from a finished result, without simulating.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use detente::error::{Error, Result, nearest};
use detente::report::catalogue::{Catalogue, of_language};
use detente::report::figures::{Figure, Print, in_words, stored};
use detente::report::replot::{metric_figure, series_figure};
use detente::results::store::folder::result_of;
use detente::results::store::stored::{StoredResult, Trust};
use detente::results::store::write_set::write_set;

use super::request::whole;
use super::screen;

/// Allowed widths on paper, millimetres.
const WIDTHS: (f64, f64) = (40.0, 2000.0);
/// Allowed dots an inch.
const DOTS: (u64, u64) = (36, 1200);
/// Widest PNG, pixels.
const MOST_PIXELS: u32 = 20_000;

/// What to write of each figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Vector graphics with real text.
    Svg,
    /// An image of the size that --width and --dpi say.
    Png,
    /// The table behind the figure.
    Csv,
}

#[derive(Debug, Args)]
pub struct Arguments {
    /// Folder of a finished result of any command.
    folder: PathBuf,
    /// Figures to draw, as --list names them; all if none is named.
    #[arg(value_name = "FIGURE")]
    figures: Vec<String>,
    /// Show the figures of the result and draw nothing.
    #[arg(long, conflicts_with_all = ["figures", "series", "metrics"])]
    list: bool,
    /// Draw the spread of any monthly series over worlds, such as `china.lag_months`, from trajectories.csv. May be given several
    /// times.
    #[arg(long, value_name = "KEY")]
    series: Vec<String>,
    /// Draw the distribution of any metric over worlds from metrics.csv. May be given several times.
    #[arg(long = "metric", value_name = "KEY")]
    metrics: Vec<String>,
    /// Title in the place of the figure's own; for one figure.
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Folder for the files; `plots/` inside the result if not given.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// What to write: any of svg, png, csv.
    #[arg(long, value_enum, value_delimiter = ',', default_values = ["svg", "png"])]
    format: Vec<Format>,
    /// Width of a PNG on paper, millimetres (170 fits an A4 page).
    #[arg(long, value_name = "MM", default_value = "170", value_parser = width, allow_negative_numbers = true)]
    width: f64,
    /// Dots an inch of a PNG.
    #[arg(long, value_name = "N", default_value = "300", value_parser = dots, allow_negative_numbers = true)]
    dpi: u64,
    /// Language of the figures: `en`, `ar`, or a file of messages in another language (`.ftl`).
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
    /// Draw a result although its files were changed since it was written.
    #[arg(long)]
    allow_changed: bool,
    /// Replace files in the output folder that differ.
    #[arg(long)]
    force: bool,
}

fn width(text: &str) -> std::result::Result<f64, String> {
    let (least, most) = WIDTHS;
    match text.parse::<f64>() {
        Ok(width) if (least..=most).contains(&width) => Ok(width),
        _ => Err(format!("allowed: {least} to {most} millimetres")),
    }
}

fn dots(text: &str) -> std::result::Result<u64, String> {
    whole(text, DOTS.0, DOTS.1)
}

/// Does what the command line asks.
pub fn perform(arguments: &Arguments) -> Result<()> {
    let folder = &arguments.folder;
    let trust = match arguments.allow_changed {
        true => Trust::Changed,
        false => Trust::Unchanged,
    };
    let result = StoredResult::open(folder, trust)?;
    for note in result.notes() {
        screen::warn(&format!("note: {note}"));
    }
    let words = of_language(&arguments.language)?;
    if arguments.list {
        return screen::print(&list(&stored(folder)?, &words));
    }
    let print = arguments.print()?;
    let mut figures = arguments.chosen(&result)?;
    if let Some(title) = &arguments.title {
        match &mut figures[..] {
            [one] => one.text.title = title.as_str().into(),
            many => {
                return Err(Error::Usage(format!(
                    "--title is for one figure, but {} would be drawn; name one (detente plot {} --list)",
                    many.len(),
                    folder.display()
                )));
            }
        }
    }
    if figures.is_empty() {
        return Err(Error::Usage(format!(
            "{} has no figures; --series and --metric draw those of a run or comparison",
            folder.display()
        )));
    }
    let out = arguments.out()?;
    let mut files = Vec::new();
    for figure in &figures {
        files.extend(drawn(figure, &figure.name, &words, &arguments.format, print)?);
    }
    let written = write_set(&out, &files, arguments.force)?;
    let names: Vec<String> = files.iter().map(|(name, _)| format!("  {name}\n")).collect();
    screen::print(&match written {
        true => format!("Written to {}/:\n{}", out.display(), names.concat()),
        false => format!("Already there, unchanged: {}/\n{}", out.display(), names.concat()),
    })
}

/// The files of a figure, called `name` and what their kind is called.
pub fn drawn(
    figure: &Figure,
    name: &str,
    words: &Catalogue,
    formats: &[Format],
    print: Print,
) -> Result<Vec<(String, Vec<u8>)>> {
    let in_words = in_words(words);
    let spoken = figure.localized(&in_words);
    let file = |format: &Format| {
        let (ending, bytes) = match format {
            Format::Svg => ("svg", spoken.svg()?.into_bytes()),
            Format::Png => ("png", spoken.png(print)?),
            Format::Csv => ("csv", spoken.table().csv().into_bytes()),
        };
        Ok((format!("{name}.{ending}"), bytes))
    };
    formats.iter().map(file).collect()
}

fn list(figures: &[Figure], words: &Catalogue) -> String {
    let rows: Vec<Vec<String>> = figures
        .iter()
        .map(|figure| {
            vec![
                figure.name.clone(),
                figure.localized(&in_words(words)).title().to_owned(),
            ]
        })
        .collect();
    screen::table(&["figure", "title"], &rows)
}

impl Arguments {
    fn print(&self) -> Result<Print> {
        let print = Print::of_width(self.width, self.dpi as u32);
        if print.pixels > MOST_PIXELS {
            return Err(Error::Usage(format!(
                "--width {} at --dpi {} makes a picture {} pixels wide; allowed: up to {MOST_PIXELS}",
                self.width, self.dpi, print.pixels
            )));
        }
        Ok(print)
    }

    /// The figures that are asked for.
    fn chosen(&self, result: &StoredResult) -> Result<Vec<Figure>> {
        let mut chosen = Vec::new();
        let from_tables = !(self.series.is_empty() && self.metrics.is_empty());
        if !from_tables || !self.figures.is_empty() {
            let all = stored(&self.folder)?;
            let names: Vec<&str> = all.iter().map(|figure| figure.name.as_str()).collect();
            for name in &self.figures {
                let found = all.iter().find(|figure| figure.name == *name);
                chosen.push(found.cloned().ok_or_else(|| {
                    let near = nearest(name, names.iter().copied());
                    let hint = near.map_or(String::new(), |near| format!("did you mean `{near}`? "));
                    Error::Usage(format!(
                        "{} has no figure `{name}`; {hint}it has: {}",
                        self.folder.display(),
                        names.join(", ")
                    ))
                })?);
            }
            if self.figures.is_empty() {
                chosen = all;
            }
        }
        if from_tables {
            for key in &self.series {
                chosen.push(series_figure(result, key)?);
            }
            for key in &self.metrics {
                chosen.push(metric_figure(result, key)?);
            }
        }
        let mut seen = std::collections::BTreeSet::new();
        chosen.retain(|figure| seen.insert(figure.name.clone()));
        Ok(chosen)
    }

    /// Where to write. Files of a result are never replaced, nor others put among them.
    fn out(&self) -> Result<PathBuf> {
        let out = self.out.clone().unwrap_or_else(|| self.folder.join("plots"));
        match result_of(&out) {
            None => Ok(out),
            Some(result) => Err(Error::Usage(format!(
                "{} belongs to the result {}, whose files its manifest lists; use another --out",
                out.display(),
                result.display()
            ))),
        }
    }
}
