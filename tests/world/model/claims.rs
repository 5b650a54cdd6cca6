//! What the article claims, row by row of `docs/claims.md`.

use super::*;

/// Worlds of each side of a row.
const RUNS: u64 = 64;
/// Share of worlds in which what is claimed has to happen.
const MOST: f64 = 0.7;

#[test]
fn every_claim_of_the_article_moves_what_its_row_says_in_most_worlds() {
    let page = include_str!("../../../docs/claims.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| F"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for claim in 1..=22 {
        assert!(
            rows.iter().any(|row| row[0] == format!("F{claim}")),
            "F{claim} has no row"
        );
    }
    let mut wrong = Vec::new();
    for row in &rows {
        let [claim, says, from, to, watched, month, moves] = row[..] else {
            panic!("{row:?}");
        };
        let (agent, variable) = watched.split_once('.').expect("agent and variable");
        let series = Series::from_keys(agent, variable).expect(watched);
        let month = Month::parse(month).expect("a month").0;
        let values = |settings: &str| {
            let settings: Vec<&str> = settings.split(", ").collect();
            Worlds::of(&baseline(RUNS, &settings)).series[series.index()][month].clone()
        };
        let (from, to) = (values(from), values(to));
        let share = match moves {
            "up" => share_above(&to, &from),
            "down" => share_above(&from, &to),
            other => panic!("{claim} moves {other}"),
        };
        if share < MOST {
            wrong.push(format!("{claim} ({says}): {watched} goes {moves} in {share} of worlds"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
