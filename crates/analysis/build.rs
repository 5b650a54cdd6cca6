//! Fingerprint of what decides the numbers of a result.
//!
//! A result is known by version, engine, analysis, embedded data, configuration and seed. The fingerprint keeps a result of a changed
//! model from being taken for the result of this build; the spelling of a sentence or of the command line is not in it.

use std::path::{Path, PathBuf};

/// What decides the numbers of a result, seen from this folder.
const DECIDES: [&str; 3] = ["../engine/src", "src", "../../configs"];

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    for folder in DECIDES {
        println!("cargo:rerun-if-changed={folder}");
    }
    println!(
        "cargo:rustc-env=DETENTE_SOURCES={:016x}",
        fingerprint(&DECIDES.map(Path::new))
    );
}

/// FNV-1a over names and contents of all sources, in the order of their paths.
fn fingerprint(folders: &[&Path]) -> u64 {
    let mut files = Vec::new();
    for folder in folders {
        collect(folder, &mut files);
    }
    files.sort();
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for file in files {
        let name = file.to_string_lossy().replace('\\', "/");
        let text = std::fs::read(&file).unwrap_or_default();
        // Carriage returns are left out, so that a checkout with other line ends is the same program.
        for byte in name.bytes().chain(text.into_iter().filter(|&byte| byte != b'\r')) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }
    hash
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, files);
        } else {
            files.push(path);
        }
    }
}
