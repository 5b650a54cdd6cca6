//! An alternative of a comparison as it is typed: names of policies, settings, or both.

use error::{Error, Result};

/// What an alternative is made of.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Alternative {
    /// What the user calls it, if anything.
    pub label: Option<String>,
    /// Names or paths of policies, in order.
    pub policies: Vec<String>,
    /// Settings `key=value`, in order.
    pub set: Vec<String>,
}

/// Most letters of a label: it stands in figures.
const LONGEST_LABEL: usize = 40;

/// Names that mean the plain scenario wherever policies are named.
const RESERVED: [&str; 2] = ["none", "baseline"];

/// Settings that would make other worlds of an alternative, or write other files.
const NOT_OF_AN_ALTERNATIVE: [&str; 5] = ["runs", "seed", "horizon", "event_worlds", "kept_trajectories"];

impl Alternative {
    /// Reads `[LABEL:] PART [+ PART ...]`, each part the name or path of a policy or settings `key=value, key=value`. A text
    /// that is the path of a file (`is_file`) is that file, whatever is in it.
    ///
    /// # Errors
    /// An empty text or part, a part that is neither, a setting that stands twice or that would change the worlds; the
    /// message says where.
    pub fn parse(text: &str, is_file: &dyn Fn(&str) -> bool) -> Result<Self> {
        let refuse = |problem: String| Error::Usage(format!("alternative '{}': {problem}", text.escape_debug()));
        if is_file(text) {
            return Ok(Self {
                policies: vec![text.to_owned()],
                ..Self::default()
            });
        }
        let (label, rest) = split_label(text);
        if label.is_some_and(|label| label.trim().is_empty()) {
            return Err(refuse(
                "there is nothing before the `:`; write LABEL: key=value".to_owned(),
            ));
        }
        if let Some(label) = label
            && (label.chars().any(char::is_control) || label.trim().chars().count() > LONGEST_LABEL)
        {
            return Err(refuse(format!(
                "`{}` cannot be a label; allowed: up to {LONGEST_LABEL} letters on one line",
                label.trim().escape_debug()
            )));
        }
        if let Some(label) = label
            .map(str::trim)
            .filter(|label| RESERVED.contains(label) || label.starts_with(['=', '+', '-', '@']))
        {
            let reason = match RESERVED.contains(&label) {
                true => "it stands for the plain scenario",
                false => "a spreadsheet would take it for a formula",
            };
            return Err(refuse(format!(
                "`{}` cannot be a label: {reason}; take another",
                label.escape_debug()
            )));
        }
        let mut found = Self {
            label: label.map(|label| label.trim().to_owned()),
            ..Self::default()
        };
        for (number, part) in (1..).zip(split(rest, '+')) {
            let part = part.trim();
            if part.is_empty() {
                return Err(refuse(match rest.trim() {
                    "" => {
                        "it is empty; write the name of a policy, or settings such as us.chip_controls=0.5".to_owned()
                    }
                    _ => format!("part {number} between the `+` is empty"),
                }));
            }
            if part.contains('=') {
                found.read_settings(part).map_err(refuse)?;
            } else if part.contains(',') {
                return Err(refuse(format!(
                    "`{}` has commas but no `=`; join policies with `+`, and write settings as key=value, key=value",
                    part.escape_debug()
                )));
            } else {
                found.policies.push(part.to_owned());
            }
        }
        Ok(found)
    }

    fn read_settings(&mut self, part: &str) -> std::result::Result<(), String> {
        for (number, setting) in (1..).zip(split(part, ',')) {
            let setting = setting.trim();
            let form = "write key=value, such as us.chip_controls=0.5";
            let Some((key, value)) = setting.split_once('=') else {
                return Err(format!(
                    "setting {number}, `{}`, has no `=`; {form}",
                    setting.escape_debug()
                ));
            };
            let (key, value) = (key.trim(), value.trim());
            if key.is_empty() || value.is_empty() {
                let what = if key.is_empty() { "key" } else { "value" };
                return Err(format!(
                    "setting {number}, `{}`, has no {what}; {form}",
                    setting.escape_debug()
                ));
            }
            if NOT_OF_AN_ALTERNATIVE.contains(&key) {
                return Err(format!(
                    "setting {number}, `{key}`, cannot differ between alternatives, which all meet the same worlds; give it once \
                     for all, as --set {key}={value}"
                ));
            }
            if self.set.iter().any(|other| other.split('=').next() == Some(key)) {
                return Err(format!("`{key}` is set twice; set it once"));
            }
            self.set.push(format!("{key}={value}"));
        }
        Ok(())
    }

    /// What it is called: its label, or what it is made of.
    pub fn name(&self) -> String {
        self.label.clone().unwrap_or_else(|| {
            let policies = self.policies.iter().map(|policy| stem(policy).to_owned());
            let settings = (!self.set.is_empty()).then(|| self.set.join(" "));
            policies.chain(settings).collect::<Vec<_>>().join("+")
        })
    }
}

/// The name of a policy without folders and ending.
fn stem(policy: &str) -> &str {
    let file = policy.rsplit(['/', '\\']).next().unwrap_or(policy);
    file.strip_suffix(".toml").unwrap_or(file)
}

/// The label before the first colon, unless that stands in a setting or in a path.
fn split_label(text: &str) -> (Option<&str>, &str) {
    match text.split_once(':') {
        Some((label, rest)) if !label.contains('=') && !rest.starts_with(['/', '\\']) => (Some(label), rest),
        _ => (None, text),
    }
}

/// The pieces between separators that stand in no brackets and no quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let mut pieces = Vec::new();
    let (mut depth, mut quoted, mut start) = (0_i32, false, 0);
    for (place, letter) in text.char_indices() {
        match letter {
            '"' => quoted = !quoted,
            _ if quoted => {}
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ if letter == separator && depth <= 0 => {
                pieces.push(&text[start..place]);
                start = place + letter.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Alternative> {
        Alternative::parse(text, &|_| false)
    }

    #[test]
    fn policies_and_settings_are_told_apart() {
        let found = parse("Half way: treaty + us.chip_controls = 0.5, us.enforcement=0.8").unwrap();
        assert_eq!(found.label.as_deref(), Some("Half way"));
        assert_eq!(found.policies, ["treaty"]);
        assert_eq!(found.set, ["us.chip_controls=0.5", "us.enforcement=0.8"]);
        assert_eq!(found.name(), "Half way");
        assert_eq!(parse("Open:treaty").unwrap().name(), "Open");
        assert_eq!(parse("C:\\treaty.toml").unwrap().policies, ["C:\\treaty.toml"]);
        let plain = parse("no_controls+mine/treaty.toml").unwrap();
        assert_eq!(plain.policies, ["no_controls", "mine/treaty.toml"]);
        assert_eq!(plain.name(), "no_controls+treaty");
        assert_eq!(
            parse("us.outreach=1,us.enforcement=0").unwrap().name(),
            "us.outreach=1 us.enforcement=0"
        );
    }

    #[test]
    fn commas_in_a_schedule_part_nothing() {
        let steps = "us.outreach=[{ from = \"2027-01\", value = 0.5 }, { from = \"2030-01\", value = 1 }]";
        let found = parse(&format!("{steps}, us.enforcement=1")).unwrap();
        assert_eq!(found.set, [steps, "us.enforcement=1"]);
        assert_eq!(found.label, None);
    }

    #[test]
    fn an_existing_file_is_taken_as_it_is() {
        let found = Alternative::parse("a+b: c=d.toml", &|_| true).unwrap();
        assert_eq!(found.policies, ["a+b: c=d.toml"]);
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_its_place() {
        for (text, part) in [
            ("", "it is empty"),
            ("treaty + ", "part 2"),
            (": us.outreach=1", "nothing before the `:`"),
            ("none: us.outreach=1", "stands for the plain scenario"),
            ("@SUM(1): us.outreach=1", "formula"),
            ("us.outreach=1, enforcement", "setting 2, `enforcement`, has no `=`"),
            ("us.outreach=", "setting 1, `us.outreach=`, has no value"),
            ("us.outreach=1, us.outreach=0", "`us.outreach` is set twice"),
            ("us.outreach=1, seed=4", "--set seed=4"),
            ("treaty, no_controls", "join policies with `+`"),
        ] {
            let problem = parse(text).unwrap_err().to_string();
            assert!(problem.contains(part), "{text}: {problem}");
        }
    }
}
