//! Tells the program the git commit that it is built from, where there is one, and whoever builds it with the policy lab what that takes.

use std::path::Path;
use std::process::Command;

/// What the feature `lab` takes in.
const LAB: &str = "outputs/lab/index.html";

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    if std::env::var_os("CARGO_FEATURE_LAB").is_some() {
        println!("cargo:rerun-if-changed={LAB}");
        if !Path::new(LAB).exists() {
            println!("cargo::error=the feature `lab` takes in {LAB}: make it with `cargo lab` first");
        }
    }
    if let Some(commit) = commit() {
        println!("cargo:rustc-env=DETENTE_COMMIT={commit}");
    }
}

/// The commit of the checkout this is built from; `None` outside one (an installed package).
fn commit() -> Option<String> {
    // A package unpacked inside some other repository must not take that repository's commit for its own.
    if !Path::new(".git").exists() {
        return None;
    }
    for watched in ["HEAD", "logs/HEAD"] {
        let path = git(&["rev-parse", "--git-path", watched])?;
        if Path::new(&path).exists() {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    git(&["rev-parse", "--short=12", "HEAD"])
}

fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let text = text.trim();
    (output.status.success() && !text.is_empty()).then(|| text.to_owned())
}
