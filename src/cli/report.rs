//! `detente report`: finished results as one page that a reader can open anywhere.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use detente::error::{Error, Result};
use detente::model::metrics::Metric;
use detente::report::cases::scenario_of;
use detente::report::catalogue::{Catalogue, english, of_language};
use detente::report::chapters::figures::relative;
use detente::report::chapters::unfinished::Unfinished;
use detente::report::chapters::{Request, Source, brief, document};
use detente::report::document::{Document, attachments, html, markdown};
use detente::report::figures::Print;
use detente::report::hindcast::{self, Hindcast};
use detente::report::number::readable;
use detente::report::pdf;
use detente::report::workbook::{Request as Workbook, workbook};
use detente::results::store::failure::cannot_at_once;
use detente::results::store::stored::{StoredResult, Trust};
use detente::results::store::write_set::{write_set, write_whole};

use super::{plot, screen};
use guard::{mark, refuse_beyond, refuse_foreign, refuse_inside_result, warnings};

mod guard;

/// Ending of a printed page.
const PDF: &str = "pdf";
/// Width of a PNG on paper, millimetres, and its dots an inch: what fits an A4 page in print.
const WIDTH: f64 = 170.0;
const DOTS: u32 = 300;

/// Ways of writing a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// One page with everything inside.
    Html,
    /// Text with pipe tables, and links to the figures of the results.
    Md,
    /// A workbook for Excel, LibreOffice and the like: findings, charts, and every table with real numbers.
    Xlsx,
}

impl Format {
    const fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Md => "md",
            Self::Xlsx => "xlsx",
        }
    }
}

/// Sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Paper {
    A4,
    Letter,
}

impl From<Paper> for pdf::Paper {
    fn from(paper: Paper) -> Self {
        match paper {
            Paper::A4 => Self::A4,
            Paper::Letter => Self::Letter,
        }
    }
}

#[derive(Debug, Args)]
pub struct Arguments {
    /// Output folders of any commands; each becomes a chapter.
    #[arg(value_name = "FOLDER", required_unless_present = "extract")]
    folders: Vec<PathBuf>,
    /// File to write: .html, .md, .xlsx, or .pdf with the page beside it; if not given, beside the first folder, with its name and `-report`.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// Kind of file.
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Outcome that comes first, as in `detente list --metrics`.
    #[arg(long, value_name = "KEY")]
    metric: Option<String>,
    /// Print the report as PDF too, beside the HTML page, with an installed Chromium or Chrome.
    #[arg(long)]
    pdf: bool,
    /// Paper of the PDF.
    #[arg(long, value_enum, default_value = "a4", requires = "pdf")]
    paper: Paper,
    /// The Chromium or Chrome that prints; the one that is installed if not given.
    #[arg(long, value_name = "PATH", requires = "pdf")]
    browser: Option<PathBuf>,
    /// Language of the sentences: `en`, `ar`, or a file of messages in another language (`.ftl`).
    #[arg(long, value_name = "LANGUAGE", default_value = "en")]
    language: String,
    /// Write every figure of the report into this folder too: as SVG, as PNG at 300 dots an inch and as the table behind it, in the
    /// language of the report.
    #[arg(long, value_name = "DIR")]
    figures: Option<PathBuf>,
    /// Take files that were changed since the result was written as they are, and say so on the page.
    #[arg(long)]
    allow_changed: bool,
    /// Write only what stands first, on a few pages: the answer, a figure, how sure it is, how it was made.
    #[arg(long)]
    brief: bool,
    /// Leave out the page that holds the simulated history against the recorded one.
    #[arg(long)]
    no_hindcast: bool,
    /// Replace a file that is no report of the same results.
    #[arg(long)]
    force: bool,
    /// Print only the path of what was written.
    #[arg(long)]
    quiet: bool,
    /// Write the data inside a report out again, into the folder given by --out.
    #[arg(long, value_name = "REPORT", conflicts_with_all = ["folders", "format", "metric", "allow_changed", "figures", "brief"])]
    extract: Option<PathBuf>,
}

/// Reads all results, writes the report, says where it is.
///
/// # Errors
/// A folder is no result or was changed; a file of it cannot be read; the report cannot be written.
pub fn perform(arguments: &Arguments) -> Result<()> {
    if let Some(report) = &arguments.extract {
        return arguments.take_apart(report);
    }
    let words = of_language(&arguments.language)?;
    let metric = arguments.metric.as_deref().map(Metric::named).transpose()?;
    let sources = arguments.sources()?;
    if let Some(metric) = metric {
        refuse_beyond(metric, &sources)?;
    }
    let (out, format) = arguments.target(&sources)?;
    for path in std::iter::once(&out).chain(&arguments.figures) {
        refuse_inside_result(path)?;
    }
    let printer = arguments.printer(&out, format)?;
    let mark = mark(&sources);
    if !arguments.force && format != Format::Xlsx {
        refuse_foreign(&out, &mark)?;
    }
    for warning in warnings(&sources) {
        screen::warn(&format!("note: {warning}"));
    }
    if format == Format::Xlsx {
        return arguments.workbook(
            &Workbook {
                sources: &sources,
                metric,
                words: &words,
            },
            &out,
        );
    }
    let place = out
        .parent()
        .filter(|parent| !parent.as_os_str().is_empty())
        .unwrap_or(Path::new("."));
    fs::create_dir_all(place).map_err(|error| cannot_at_once("make the folder", place, &error))?;
    let hindcast = arguments.hindcast(&sources);
    let request = Request {
        sources: &sources,
        hindcast: hindcast.as_ref(),
        metric,
        words: &words,
        seen_from: place,
    };
    let mut document = match arguments.brief {
        true => brief(&request)?,
        false => document(&request)?,
    };
    document.mark = mark;
    if let Some(folder) = &arguments.figures {
        arguments.draw(&mut document, &words, folder, place)?;
    }
    let text = match format {
        Format::Html => html::page(&document, &words),
        Format::Md | Format::Xlsx => markdown::text(&document, &words),
    };
    // It may have appeared meanwhile.
    if !arguments.force {
        refuse_foreign(&out, &document.mark)?;
    }
    write_whole(&out, text.as_bytes())?;
    let mut written = vec![(out, text.len())];
    if let Some((browser, pdf)) = printer {
        let bytes = pdf::print(&text, &browser, arguments.paper.into())?;
        write_whole(&pdf, &bytes)?;
        written.push((pdf, bytes.len()));
    }
    let mut said: String = written.iter().map(|(path, size)| arguments.said(path, *size)).collect();
    if let Some(folder) = &arguments.figures {
        said.push_str(&match arguments.quiet {
            true => format!("{}\n", folder.display()),
            false => format!("{} figures in {}/\n", document.figures_mut().len(), folder.display()),
        });
    }
    screen::print(&said)
}

/// Writes a workbook unless the very same one is there: its size, and whether it was written.
fn write_workbook(asked: &Workbook, out: &Path, force: bool) -> Result<(usize, bool)> {
    let bytes = workbook(asked)?;
    let size = bytes.len();
    let name = out.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let is_new = write_set(out.parent().unwrap_or(Path::new("")), &[(name, bytes)], force)?;
    Ok((size, is_new))
}

/// Writes the workbook of one finished result beside its folder, as `report --format xlsx` does: where it is.
///
/// # Errors
/// The result cannot be read; another file has the name and is not to be replaced; it cannot be written.
pub fn workbook_of(folder: &Path, force: bool) -> Result<PathBuf> {
    let sources = [Source::of(StoredResult::open(folder, Trust::Unchanged)?)?];
    let out = default_out(&sources, Format::Xlsx);
    let asked = Workbook {
        sources: &sources,
        metric: None,
        words: english(),
    };
    write_workbook(&asked, &out, force)?;
    Ok(out)
}

impl Arguments {
    /// What is printed of a file that was written.
    fn said(&self, path: &Path, size: usize) -> String {
        match self.quiet {
            true => format!("{}\n", path.display()),
            false => format!(
                "Written to {} ({} KiB)\n",
                path.display(),
                readable(size as f64 / 1024.0)
            ),
        }
    }

    /// Writes the results as a workbook. Whose it is cannot be read off its bytes, so that only the very same one is replaced unasked.
    fn workbook(&self, asked: &Workbook, out: &Path) -> Result<()> {
        let misplaced = [("--figures", self.figures.is_some()), ("--brief", self.brief)];
        if let Some((option, _)) = misplaced.iter().find(|(_, given)| *given) {
            return Err(Error::Usage(format!(
                "{option} goes with --format html or md; a workbook has its findings and charts on sheets of their own"
            )));
        }
        let (size, is_new) = write_workbook(asked, out, self.force)?;
        screen::print(&match is_new || self.quiet {
            true => self.said(out, size),
            false => format!("Already there, unchanged: {}\n", out.display()),
        })
    }

    /// Writes the figures into `folder`, and has a Markdown file that lies in `seen_from` show these.
    fn draw(&self, document: &mut Document, words: &Catalogue, folder: &Path, seen_from: &Path) -> Result<()> {
        let mut figures = document.figures_mut();
        let mut files = Vec::new();
        for figure in &figures {
            if let Some(origin) = &figure.origin {
                let formats = [plot::Format::Svg, plot::Format::Png, plot::Format::Csv];
                files.extend(plot::drawn(
                    origin,
                    &figure.id,
                    words,
                    &formats,
                    Print::of_width(WIDTH, DOTS),
                )?);
            }
        }
        write_set(folder, &files, self.force)?;
        for figure in &mut figures {
            figure.file = relative(seen_from, &folder.join(format!("{}.png", figure.id)));
        }
        Ok(())
    }

    /// What is in the folders, each once.
    fn sources(&self) -> Result<Vec<Source>> {
        let trust = match self.allow_changed {
            true => Trust::Changed,
            false => Trust::Unchanged,
        };
        let mut seen: Vec<PathBuf> = Vec::new();
        let mut sources = Vec::new();
        for folder in &self.folders {
            let real = folder.canonicalize().unwrap_or_else(|_| folder.clone());
            if seen.contains(&real) {
                screen::warn(&format!("note: {} is named twice and reported once", folder.display()));
                continue;
            }
            seen.push(real);
            sources.push(match Unfinished::read(folder)? {
                Some(run) => Source::Unfinished(Box::new(run)),
                None => Source::of(StoredResult::open(folder, trust)?)?,
            });
        }
        Ok(sources)
    }

    /// The browser that prints the PDF and where that goes, if one is asked for; found before anything is made.
    fn printer(&self, out: &Path, format: Format) -> Result<Option<(PathBuf, PathBuf)>> {
        if !self.pdf && self.ending().as_deref() != Some(PDF) {
            return Ok(None);
        }
        if format != Format::Html {
            return Err(Error::Usage(format!(
                "--pdf prints the HTML page; leave out --format {}, or --pdf",
                format.ending()
            )));
        }
        let pdf = out.with_extension(PDF);
        if pdf.exists() && !out.exists() && !self.force {
            return Err(Error::Usage(format!(
                "{} is there already, and no report beside it; use --force to replace it, or another name with --out; nothing was \
                 changed",
                pdf.display()
            )));
        }
        Ok(Some((pdf::find_browser(self.browser.as_deref())?, pdf)))
    }

    /// The history of the first finished result, simulated anew; `None` where a source holds one already, or where that cannot be
    /// done, which is said.
    fn hindcast(&self, sources: &[Source]) -> Option<Hindcast> {
        if self.no_hindcast || self.brief || sources.iter().any(|source| matches!(source, Source::History(_))) {
            return None;
        }
        let result = sources.iter().find_map(Source::finished)?;
        let (scenario_toml, parameters_toml) = result.manifest.kind.scenario();
        if scenario_toml.is_empty() {
            return None;
        }
        let scenario = scenario_of(scenario_toml, parameters_toml);
        match scenario.and_then(|scenario| Hindcast::simulate(&scenario, hindcast::WORLDS)) {
            Ok(hindcast) => Some(hindcast),
            Err(error) => {
                screen::warn(&format!(
                    "note: the report has no page on the recorded history: {error}"
                ));
                None
            }
        }
    }

    /// Where to write, and what: of a PDF, the page that is printed.
    fn target(&self, sources: &[Source]) -> Result<(PathBuf, Format)> {
        let Some(out) = &self.out else {
            let format = self.format.unwrap_or(Format::Html);
            return Ok((default_out(sources, format), format));
        };
        let place = out.display();
        if out.is_dir() {
            return Err(Error::Usage(format!(
                "{place} is a folder; name the file to write, such as {}",
                out.join("report.html").display()
            )));
        }
        let ending = self.ending();
        let meant = match ending.as_deref() {
            Some("html" | "htm" | PDF) => Some(Format::Html),
            Some("md" | "markdown") => Some(Format::Md),
            Some("xlsx") => Some(Format::Xlsx),
            _ => None,
        };
        let format = match (self.format, meant) {
            (Some(format), Some(meant)) if format != meant => {
                return Err(Error::Usage(format!(
                    "--format {} does not go with {place}; leave one of them out",
                    format.ending()
                )));
            }
            (Some(format), _) | (None, Some(format)) => format,
            (None, None) => {
                return Err(Error::Usage(format!(
                    "the ending of {place} does not say what to write; end it in .html, .md, .xlsx or .pdf, or add --format"
                )));
            }
        };
        Ok(match ending.as_deref() {
            Some(PDF) => (out.with_extension(format.ending()), format),
            _ => (out.clone(), format),
        })
    }

    /// The ending of the file to write, in small letters.
    fn ending(&self) -> Option<String> {
        let ending = self.out.as_ref()?.extension()?;
        Some(ending.to_string_lossy().to_lowercase())
    }

    /// Writes out what is inside a report.
    fn take_apart(&self, report: &Path) -> Result<()> {
        let Some(out) = &self.out else {
            return Err(Error::Usage(
                "--extract needs --out and a folder for what is inside the report".to_owned(),
            ));
        };
        refuse_inside_result(out)?;
        let page = fs::read_to_string(report).map_err(|error| cannot_at_once("read", report, &error))?;
        let files = attachments::of_page(&page);
        if files.is_empty() {
            return Err(Error::Usage(format!(
                "{} holds no data of a report; name a file that `detente report` wrote as HTML",
                report.display()
            )));
        }
        let taken = files.iter().map(|file| out.join(&file.name)).find(|path| path.exists());
        if let Some(path) = taken.filter(|_| !self.force) {
            return Err(Error::Usage(format!(
                "{} is there already; use --force to replace it, or another folder; nothing was changed",
                path.display()
            )));
        }
        let mut text = String::new();
        for file in &files {
            let path = out.join(&file.name);
            let folder = path.parent().unwrap_or(out);
            fs::create_dir_all(folder).map_err(|error| cannot_at_once("make the folder", folder, &error))?;
            write_whole(&path, file.text.as_bytes())?;
            text.push_str(&format!("{}\n", path.display()));
        }
        screen::print(&text)
    }
}

/// `outputs/NAME-report.html`, beside the first folder.
fn default_out(sources: &[Source], format: Format) -> PathBuf {
    let first = sources.first().map_or(Path::new("."), Source::folder);
    // A folder such as `.` has its name on disk only.
    let real = first.canonicalize().unwrap_or_else(|_| first.to_owned());
    let name = real.file_name().unwrap_or_default().to_string_lossy();
    let more = match sources.len() {
        0 | 1 => String::new(),
        several => format!("-and-{}-more", several - 1),
    };
    let beside = match first.file_name() {
        Some(_) => first.parent().unwrap_or(Path::new("")).to_owned(),
        None => real.parent().unwrap_or(Path::new("")).to_owned(),
    };
    beside.join(format!("{name}{more}-report.{}", format.ending()))
}
