//! The files that names stand for: in `configs/` of the current folder, or shipped with the program.

use std::io::ErrorKind;
use std::path::Path;

use detente::analysis::validate::sanity;
use detente::analysis::{facts, observables, published};
use detente::error::{Error, Result, nearest};
use detente::report::number::thousands;
use detente::results::store::text_file;
use detente::scenario::histories::Histories;
use detente::scenario::load::Kind;
use detente::scenario::load::files::About;
use detente::scenario::reader::Source;
use detente::scenario::shipped;

/// Finds a file by path, by its name in `configs/` of the current folder, or among the shipped ones, in this order.
pub fn find(kind: Kind, name: &str) -> Result<Source> {
    let path = Path::new(name);
    if path.is_file() {
        return read(path);
    }
    let looks_like_path = name.contains(['/', '\\']) || name.ends_with(kind.ending());
    if looks_like_path || path.is_dir() {
        let what = match std::fs::metadata(path) {
            Ok(found) if found.is_dir() => "it is a folder, not a file".to_owned(),
            Ok(_) => "it is no ordinary file".to_owned(),
            Err(error) if error.kind() == ErrorKind::NotFound => "there is no such file".to_owned(),
            Err(error) => error.to_string(),
        };
        return Err(Error::File(format!("cannot read the {} {name}: {what}", kind.word())));
    }
    let local = Path::new(kind.folder()).join(format!("{name}{}", kind.ending()));
    if local.is_file() {
        return read(&local);
    }
    if let Some(file) = shipped::of_kind(kind).find(|file| file.name == name) {
        return Ok(file.source());
    }
    for (other, option) in [
        (Kind::Scenario, "run"),
        (Kind::Policy, "--policy"),
        (Kind::Worldview, "--worldview"),
        (Kind::Sweep, "detente sweep"),
        (Kind::Game, "detente game"),
    ] {
        if other != kind && kind != Kind::Parameters && names(other).iter().any(|known| known == name) {
            return Err(Error::Usage(format!(
                "there is no {} `{name}`, but {name} is a {}: {option} {name}",
                kind.word(),
                other.word()
            )));
        }
    }
    let known = names(kind);
    let hint = match nearest(name, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.len() == 1 => format!("there is only {}", known.join(", ")),
        None => format!("there are {}", known.join(", ")),
    };
    Err(Error::Usage(format!(
        "there is no {} `{name}`; {hint} (`detente list` shows all, and a path works too)",
        kind.word()
    )))
}

/// Names that can be used for a kind: the shipped ones and those in the current folder.
pub fn names(kind: Kind) -> Vec<String> {
    let mut names: Vec<String> = shipped::of_kind(kind).map(|file| file.name.to_owned()).collect();
    let mut local: Vec<String> = std::fs::read_dir(kind.folder())
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| {
            entry
                .file_name()
                .to_str()?
                .strip_suffix(kind.ending())
                .map(str::to_owned)
        })
        .filter(|name| !names.contains(name) && !is_data(&format!("{}/{name}{}", kind.folder(), kind.ending())))
        .collect();
    local.sort();
    names.extend(local);
    names
}

/// What can be used for a kind, by name, with its heading. A file that cannot be read hides none of the others: its title says what
/// is wrong with it.
pub fn all(kind: Kind) -> impl Iterator<Item = (String, About)> {
    names(kind).into_iter().map(move |name| {
        let about = find(kind, &name).and_then(|source| match kind {
            Kind::Histories => about_table(&name, &source),
            _ => About::read(&source),
        });
        let about = about.unwrap_or_else(|error| About {
            name: name.clone(),
            title: format!("cannot be used: {error}"),
            description: String::new(),
            claims: Vec::new(),
        });
        (name, about)
    })
}

/// What there is to say of a table of histories.
fn about_table(name: &str, source: &Source) -> Result<About> {
    let table = Histories::parse(&source.name, &source.text)?;
    let (rows, provenance) = (thousands(table.rows() as f64), &table.provenance);
    Ok(About {
        name: name.to_owned(),
        title: format!(
            "{rows} pasts of `{}` that agree with {} facts recorded until {}",
            provenance.scenario, provenance.facts, provenance.until
        ),
        description: String::new(),
        claims: Vec::new(),
    })
}

/// Whether a file in `configs/` is no configuration: the parameter cards, and the tables of [`DATA`].
fn is_data(path: &str) -> bool {
    shipped::of_kind(Kind::Parameters).any(|file| file.path == path) || DATA.iter().any(|(known, _)| *known == path)
}

/// The shipped files in `configs/` that hold data instead of a configuration: path and text.
pub const DATA: [(&str, &str); 4] = [
    ("configs/facts.csv", facts::SHIPPED),
    ("configs/observables.toml", observables::SHIPPED),
    ("configs/published.csv", published::SHIPPED),
    (sanity::SHIPPED_NAME, sanity::SHIPPED),
];

/// Reads a file as text.
pub fn read(path: &Path) -> Result<Source> {
    Ok(Source {
        name: path.display().to_string(),
        text: text_file::read(path)?,
    })
}
