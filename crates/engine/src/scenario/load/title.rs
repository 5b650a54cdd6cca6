//! The one line that heads screens and figures: what was applied, in words.

use super::files::About;

/// Settings of `--set` that a heading spells out.
const SPELLED_OUT: usize = 2;

/// The title of the scenario itself where the command line changes nothing; else the titles in `applied` (policies, then
/// worldviews) and the settings in `set`. The reference scenario then steps back; a scenario that is itself a variation of
/// one (`varied`) keeps its title in front.
pub fn heading(about: &About, varied: bool, applied: &[&str], set: &[String]) -> String {
    if applied.is_empty() && set.is_empty() {
        return about.title.clone();
    }
    let own = varied.then_some(about.title.as_str());
    let mut text = own
        .into_iter()
        .chain(applied.iter().copied())
        .collect::<Vec<_>>()
        .join("; ");
    if set.is_empty() {
        return text;
    }
    if text.is_empty() {
        text.clone_from(&about.name);
    }
    with_settings(&text, set)
}

/// What has these settings of `--set` on top of it.
pub fn with_settings(text: &str, set: &[String]) -> String {
    let shown: Vec<String> = set
        .iter()
        .take(SPELLED_OUT)
        .map(|pair| pair.replacen('=', " = ", 1))
        .collect();
    let text = format!("{text} with {}", shown.join(", "));
    match set.len().saturating_sub(SPELLED_OUT) {
        0 => text,
        1 => text + " and 1 more setting",
        more => format!("{text} and {more} more settings"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_what_was_applied() {
        let about = About {
            name: "baseline".to_owned(),
            title: "Baseline: carried on".to_owned(),
            description: "A test.".to_owned(),
            claims: Vec::new(),
        };
        let set = ["us.chip_controls=0.5", "us.outreach=1", "us.enforcement=0"].map(str::to_owned);
        assert_eq!(heading(&about, false, &[], &[]), "Baseline: carried on");
        assert_eq!(
            heading(&about, false, &["No controls", "Fast fabs"], &[]),
            "No controls; Fast fabs"
        );
        assert_eq!(
            heading(&about, false, &[], &set[..1]),
            "baseline with us.chip_controls = 0.5"
        );
        assert_eq!(
            heading(&about, true, &["No controls"], &set),
            "Baseline: carried on; No controls with us.chip_controls = 0.5, us.outreach = 1 and 1 more setting"
        );
    }
}
