//! Which build of the program makes results, and what identifies one.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::file_record::hex;

/// Version of this program.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Which build of the program makes results, beside its version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Build {
    /// Fingerprint of what decides the numbers: sources of engine and analysis, and the embedded data.
    pub sources: &'static str,
    /// Commit of the checkout this was built from, where there was one.
    pub commit: Option<&'static str>,
}

static BUILD: OnceLock<Build> = OnceLock::new();

impl Build {
    /// Says once, before anything is stored or read, which build this is; a second saying changes nothing.
    ///
    /// It is said rather than compiled in here so that a changed model or a new commit does not build tables, charts and pages again.
    pub fn announce(self) {
        BUILD.get_or_init(|| self);
    }

    /// The build that was announced; one without fingerprint where none was.
    pub fn current() -> Self {
        BUILD.get().copied().unwrap_or_default()
    }
}

/// What identifies a result: the hash of version, sources and resolved scenario (runs and seed included).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Key(String);

impl Key {
    /// The key of a result that these texts decide, under this build.
    pub fn of_parts(parts: &[&str]) -> Self {
        let mut hash = Sha256::new();
        for part in [VERSION, Build::current().sources].iter().chain(parts) {
            hash.update((part.len() as u64).to_le_bytes());
            hash.update(part);
        }
        Self(hex(&hash.finalize()))
    }

    /// All 64 hexadecimal digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The first eight digits, for figures and messages.
    pub fn short(&self) -> &str {
        self.0.get(..8).unwrap_or(&self.0)
    }
}
