//! What is refused or warned of before a report is written.

use std::fs;
use std::path::Path;

use detente::analysis::aim::is_within;
use detente::analysis::run::schema::METRICS_CSV;
use detente::error::{Error, Result};
use detente::model::metrics::Metric;
use detente::report::cases;
use detente::report::chapters::Source;
use detente::report::stored_tables::refuse_unkept;
use detente::results::store::failure::cannot_at_once;
use detente::results::store::folder::result_around;
use detente::results::store::stored::StoredResult;

/// Refuses a metric that one of the results is too short for, or was not asked for.
pub fn refuse_beyond(metric: Metric, sources: &[Source]) -> Result<()> {
    for result in sources.iter().filter_map(Source::finished) {
        let months = cases::months(&result.manifest.kind)?;
        if months.is_some_and(|months| !is_within(metric, months)) {
            return Err(Error::Usage(format!(
                "--metric: `{}` lies beyond the horizon of {}; take an earlier metric, or leave that folder out",
                metric.key(),
                result.folder.display()
            )));
        }
        if result.has(METRICS_CSV) {
            refuse_unkept(result, METRICS_CSV, metric)?;
        }
    }
    Ok(())
}

/// Refuses to write what no manifest lists into the folder of a result.
pub fn refuse_inside_result(path: &Path) -> Result<()> {
    let Some(result) = result_around(path) else {
        return Ok(());
    };
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    let shown = here.ok().and_then(|here| result.strip_prefix(here).ok());
    let shown = match shown {
        Some(below) if below.as_os_str().is_empty() => Path::new("."),
        Some(below) => below,
        None => &result,
    };
    Err(Error::Usage(format!(
        "{} would lie inside the result {}, whose files its manifest lists; name a place beside it",
        path.display(),
        shown.display()
    )))
}

/// What tells a report of these results from other files.
pub fn mark(sources: &[Source]) -> String {
    let keys: Vec<&str> = sources.iter().map(Source::key).collect();
    // The end is part of it, so that a report of these results and others is another.
    format!("detente-report {};", keys.join(" "))
}

/// Refuses to replace what is no report of the same results.
pub fn refuse_foreign(out: &Path, mark: &str) -> Result<()> {
    match fs::read(out) {
        Ok(bytes) if String::from_utf8_lossy(&bytes).contains(mark) => Ok(()),
        Ok(_) => Err(Error::Usage(format!(
            "{} is there already and is no report of these results; use --force to replace it, or --out to write elsewhere; nothing \
             was changed",
            out.display()
        ))),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(cannot_at_once("read", out, &error)),
    }
}

/// What stands on the page as a warning and is said on stderr as well.
pub fn warnings(sources: &[Source]) -> Vec<String> {
    let finished: Vec<StoredResult> = sources.iter().filter_map(Source::finished).cloned().collect();
    let mut notes: Vec<String> = finished.iter().flat_map(StoredResult::notes).collect();
    notes.extend(StoredResult::mixed(&finished));
    for source in sources {
        if let Source::Unfinished(run) = source {
            let folder = run.folder.display();
            notes.push(match run.is_live {
                true => {
                    format!("{folder} holds a run that is being written at this moment; the report says what is there.")
                }
                false => format!(
                    "{folder} holds an unfinished run; the report says what is there. To finish it: {}",
                    run.spec.resumed(&run.folder)
                ),
            });
        }
    }
    notes
}
