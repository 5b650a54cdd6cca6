//! A page as PDF, printed by an installed Chromium.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use error::{Error, Result};
use results::store::failure::cannot_at_once;

/// Names under which Chromium is installed.
const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
/// The variable that names one.
const VARIABLE: &str = "CHROMIUM";
/// A report is printed within seconds; a browser that takes this long hangs.
const PATIENCE: Duration = Duration::from_secs(180);
/// Lines of the browser's own complaint that are repeated.
const LINES: usize = 3;

/// Sizes of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paper {
    A4,
    Letter,
}

impl Paper {
    /// Its name in a style sheet.
    const fn key(self) -> &'static str {
        match self {
            Self::A4 => "A4",
            Self::Letter => "letter",
        }
    }
}

/// The program that prints: the one that is named, else that of the variable `CHROMIUM`, else the first that the path holds.
///
/// # Errors
/// There is none.
pub fn find_browser(named: Option<&Path>) -> Result<PathBuf> {
    let by_variable = || {
        std::env::var_os(VARIABLE)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    if let Some(path) = named.map(Path::to_owned).or_else(by_variable) {
        return match path.components().count() {
            1 => on_path(&path).ok_or_else(|| missing(&path)),
            _ if path.is_file() => Ok(path),
            _ => Err(missing(&path)),
        };
    }
    NAMES.iter().find_map(|name| on_path(Path::new(name))).ok_or_else(|| {
        Error::Usage(format!(
            "a PDF is printed by Chromium or Chrome, and none is installed ({}); install one, such as with `apt-get install chromium`, \
             name it with --browser PATH, or open the HTML report in any browser and print it there",
            NAMES.join(", ")
        ))
    })
}

fn missing(path: &Path) -> Error {
    Error::Usage(format!(
        "there is no browser {}; give the path of a Chromium or Chrome with --browser or in ${VARIABLE}, or leave both out to take the \
         one that is installed",
        path.display()
    ))
}

fn on_path(name: &Path) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

/// The bytes of a PDF of an HTML page.
///
/// # Errors
/// The browser cannot be started, fails, or hangs; a temporary file cannot be written.
pub fn print(page: &str, browser: &Path, paper: Paper) -> Result<Vec<u8>> {
    let folder = Scratch::new()?;
    let (source, printed, complaints) = (
        folder.0.join("report.html"),
        folder.0.join("report.pdf"),
        folder.0.join("log"),
    );
    let sized = page.replacen(
        "</head>",
        &format!("<style>@page{{size:{}}}</style></head>", paper.key()),
        1,
    );
    fs::write(&source, sized).map_err(|error| cannot_at_once("write", &source, &error))?;
    let log = fs::File::create(&complaints).map_err(|error| cannot_at_once("write", &complaints, &error))?;
    let mut command = Command::new(browser);
    command
        .args(flags(&folder))
        .arg(format!("--print-to-pdf={}", printed.display()));
    command.arg("--no-pdf-header-footer").arg(address(&source));
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn();
    let child = child.map_err(|error| Error::Usage(format!("cannot start {}: {error}", browser.display())))?;
    let ended = wait(child, PATIENCE);
    let said = fs::read_to_string(&complaints).unwrap_or_default();
    match (ended, fs::read(&printed)) {
        (true, Ok(pdf)) if pdf.starts_with(b"%PDF") => Ok(pdf),
        (false, _) => Err(Error::File(format!(
            "{} did not finish printing within {} seconds and was stopped; the HTML report is complete, and any browser can print it",
            browser.display(),
            PATIENCE.as_secs()
        ))),
        (true, _) => Err(Error::File(format!(
            "{} printed no PDF; the HTML report is complete, and any browser can print it{}",
            browser.display(),
            last_lines(&said)
        ))),
    }
}

/// What every start of the browser says: nobody looks, nothing is fetched, nothing is kept.
fn flags(folder: &Scratch) -> Vec<String> {
    let mut flags: Vec<String> = [
        "--headless",
        "--disable-gpu",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-default-apps",
        "--disable-extensions",
        "--disable-sync",
        "--no-first-run",
        "--no-default-browser-check",
    ]
    .map(str::to_owned)
    .to_vec();
    flags.push(format!("--user-data-dir={}", folder.0.join("profile").display()));
    if folder.is_root_s() {
        // The browser's own sandbox refuses to work for root.
        flags.push("--no-sandbox".to_owned());
    }
    flags
}

/// A file as the browser's address of it.
fn address(path: &Path) -> String {
    let mut address = String::from("file://");
    for byte in path.to_string_lossy().bytes() {
        match byte {
            b'/' | b'-' | b'_' | b'.' | b'~' => address.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => address.push(char::from(byte)),
            byte => address.push_str(&format!("%{byte:02X}")),
        }
    }
    address
}

/// Waits for the end of a program; stops it when patience ends. Returns whether it ended by itself.
fn wait(mut child: Child, patience: Duration) -> bool {
    let begun = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(_)) => return true,
            Ok(None) if begun.elapsed() < patience => std::thread::sleep(Duration::from_millis(30)),
            _ => {
                // It may have ended between the question and now, which is as good.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}

fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    match lines.get(lines.len().saturating_sub(LINES)..) {
        Some([]) | None => String::new(),
        Some(last) => format!(". It said: {}", last.join(" | ")),
    }
}

/// A folder that nobody else can read, removed at the end with all that is in it.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self> {
        let place = std::env::temp_dir();
        for attempt in 0..1000 {
            let path = place.join(format!("detente-pdf-{}-{attempt}", std::process::id()));
            match private_folder(&path) {
                Ok(()) => return Ok(Self(path)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(cannot_at_once("make the folder", &path, &error)),
            }
        }
        Err(Error::File(format!(
            "cannot make a folder of my own in {}; remove old folders detente-pdf-*",
            place.display()
        )))
    }

    #[cfg(unix)]
    fn is_root_s(&self) -> bool {
        use std::os::unix::fs::MetadataExt;
        fs::metadata(&self.0).is_ok_and(|about| about.uid() == 0)
    }

    #[cfg(not(unix))]
    fn is_root_s(&self) -> bool {
        false
    }
}

#[cfg(unix)]
fn private_folder(path: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new().mode(0o700).create(path)
}

#[cfg(not(unix))]
fn private_folder(path: &Path) -> std::io::Result<()> {
    fs::create_dir(path)
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // The last files of a browser that was stopped may still be on their way; what stays is a folder in the temporary one.
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_that_is_not_there_is_refused_with_what_to_type() {
        for named in ["/nowhere/chromium", "no-such-browser"] {
            let said = find_browser(Some(Path::new(named))).unwrap_err().to_string();
            assert!(said.contains(named) && said.contains("--browser"), "{said}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_browser_that_fails_is_told_with_its_own_words_and_leaves_no_folder() {
        use std::os::unix::fs::PermissionsExt;
        let folder = Scratch::new().unwrap();
        let browser = folder.0.join("browser");
        fs::write(
            &browser,
            "#!/bin/sh\necho 'one' >&2\necho \"no paper: $*\" >&2\nexit 1\n",
        )
        .unwrap();
        fs::set_permissions(&browser, fs::Permissions::from_mode(0o700)).unwrap();
        let said = print("<html><head></head></html>", &browser, Paper::A4)
            .unwrap_err()
            .to_string();
        assert!(
            said.contains("printed no PDF") && said.contains("no paper: --headless"),
            "{said}"
        );
        let profile = said
            .split("--user-data-dir=")
            .nth(1)
            .unwrap()
            .split(' ')
            .next()
            .unwrap();
        assert!(!Path::new(profile).parent().unwrap().exists(), "{profile}");
    }

    #[cfg(unix)]
    #[test]
    fn a_browser_that_hangs_is_stopped() {
        let child = Command::new("sleep").arg("60").spawn().unwrap();
        assert!(!wait(child, Duration::from_millis(50)));
        assert!(wait(Command::new("true").spawn().unwrap(), Duration::from_secs(30)));
    }

    #[test]
    fn an_address_keeps_no_letter_that_means_something_in_it() {
        assert_eq!(address(Path::new("/tmp/a b#c?.html")), "file:///tmp/a%20b%23c%3F.html");
    }
}
