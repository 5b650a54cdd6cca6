//! What the keys of sources stand for: the list of sources that the program is documented with.

/// Lines such as `- **F17** What it says.`
const LIST: &str = include_str!("../../../../docs/sources.md");

/// Every key with what stands behind it, in the order of the list.
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    LIST.lines().filter_map(|line| {
        let (key, text) = line.strip_prefix("- **")?.split_once("** ")?;
        Some((key, text.replace(['*', '<', '>', '`'], "")))
    })
}

/// Whether what a key stands for is cited: a work, or a record of somebody else's data. The others are sentences of the list's own and
/// the claims `F1` and so on.
pub fn is_citation(key: &str) -> bool {
    let is_claim = key
        .strip_prefix('F')
        .is_some_and(|number| number.parse::<u32>().is_ok());
    let is_own = key.chars().all(|letter| letter.is_ascii_lowercase());
    !(is_claim || is_own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Definition;

    #[test]
    fn the_keys_of_a_source_lead_to_what_they_stand_for() {
        let entry = Definition {
            source: "F17, CHIP012; assumption".to_owned(),
            ..Definition::default()
        };
        let keys: Vec<&str> = entry.words_of_source().collect();
        assert_eq!(keys, ["F17", "CHIP012", "assumption"]);
        for key in keys {
            let (_, text) = all().find(|(known, _)| *known == key).unwrap();
            assert!(text.len() > 20 && !text.contains(['*', '<']), "{key}: {text}");
        }
        let mut seen = std::collections::BTreeSet::new();
        assert!(all().all(|(key, _)| seen.insert(key)), "a key stands there twice");
    }
}
