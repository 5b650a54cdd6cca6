//! `cargo lab`: builds the page of the policy lab, one HTML file.
//!
//! The model is compiled to WebAssembly, the page's own code is bundled by esbuild, and both are written into one file together with
//! the sentences of the program's catalogue. `cargo lab -- --language ar` makes the page in another language, `de.ftl` in
//! one of one's own.

use std::env;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

use detente::report::catalogue::{english, messages_of, of_language, template};

/// Where the page is written unless `--out` says otherwise, under the root of the repository.
const PAGE: &str = "outputs/lab/index.html";
const TARGET: &str = "wasm32-unknown-unknown";

type Result<T> = std::result::Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    match build() {
        Ok(page) => {
            println!("{}", page.display());
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn build() -> Result<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..").canonicalize()?;
    let mut out = root.join(PAGE);
    let mut language = None;
    let mut arguments = env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{argument} needs a value"))?;
        match argument.as_str() {
            "--out" => out = env::current_dir()?.join(value),
            "--language" => language = Some(value),
            _ => {
                return Err(format!(
                    "unknown option {argument}; there are --out FILE and --language LANGUAGE (ar, or FILE.ftl)"
                )
                .into());
            }
        }
    }
    // Refuses a language that does not exist, or a file that does not say all that English says.
    let spoken = language
        .as_deref()
        .map(|language| Ok((language, of_language(language)?)));
    let spoken = spoken
        .transpose()
        .map_err(|error: detente::error::Error| error.to_string())?;
    let target = root.join("target");
    let cargo = env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut compile = Command::new(cargo);
    compile.args([
        "build",
        "--profile",
        "lab",
        "--target",
        TARGET,
        "--package",
        "detente-lab",
        "--target-dir",
    ]);
    // Flags that are meant for this machine's processor mean nothing there.
    perform(
        compile.arg(&target).env_remove("RUSTFLAGS").current_dir(&root),
        "`rustup target add wasm32-unknown-unknown` adds what may be missing",
    )?;

    let page = root.join("crates/lab/page");
    let is_installed = page.join("node_modules/.package-lock.json");
    if modified(&is_installed) < modified(&page.join("package-lock.json")) {
        let mut install = Command::new("npm");
        install.args(["ci", "--no-audit", "--no-fund"]);
        perform(
            install.current_dir(&page),
            "Node 20 or later with npm builds the page; Debian has both as `nodejs` and `npm`",
        )?;
    }
    let folder = target.join("lab");
    fs::create_dir_all(&folder)?;
    let in_english = folder.join("en.ftl");
    fs::write(&in_english, template())?;
    let mut join = Command::new("node");
    join.arg("build.mjs")
        .arg(target.join(TARGET).join("lab/detente_lab.wasm"))
        .arg(&in_english)
        .arg(&out);
    if let Some((language, catalogue)) = spoken.filter(|(_, words)| words.language() != english().language()) {
        let other = folder.join("other.ftl");
        let messages = messages_of(language).map_err(|error| error.to_string())?;
        fs::write(&other, messages.as_bytes())?;
        join.arg(catalogue.language()).arg(other);
    }
    perform(join.current_dir(&page), "see above")?;
    Ok(out)
}

/// When a file was changed last; before all others where there is none.
fn modified(file: &Path) -> Option<std::time::SystemTime> {
    fs::metadata(file).and_then(|found| found.modified()).ok()
}

/// Runs a command to its end; `hint` says what may help where it fails.
fn perform(command: &mut Command, hint: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .map_err(|error| format!("cannot run {name}: {error}; {hint}"))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("{name} has failed; {hint}").into())
    }
}
