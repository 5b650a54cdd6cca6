//! Command lines put together at random.

use super::*;

const COMMANDS: [&str; 20] = [
    "run",
    "compare",
    "sweep",
    "sensitivity",
    "robust",
    "game",
    "discover",
    "voi",
    "adapt",
    "validate",
    "plot",
    "replay",
    "report",
    "list",
    "shard",
    "merge",
    "condition",
    "score",
    "params",
    "init",
];
const OPTIONS: [&str; 42] = [
    "--runs",
    "--seed",
    "--set",
    "--policy",
    "--worldview",
    "--scenario",
    "--vary",
    "--design",
    "--metric",
    "--until",
    "--threads",
    "--resume",
    "--force",
    "--quiet",
    "--json",
    "--no-figures",
    "--worlds",
    "--where",
    "--under",
    "--points",
    "--method",
    "--payoff",
    "--world",
    "--from",
    "--reference",
    "--rows",
    "--keep-trajectories",
    "--checkpoint-every",
    "--parquet",
    "--facts",
    "--language",
    "--series",
    "--format",
    "--out",
    "--input",
    "--threshold",
    "--outcome",
    "--histories",
    "--unconditioned",
    "--part",
    "--to",
    "--no-flips",
];
const ARGUMENTS: [&str; 43] = [
    "2",
    "0",
    "-1",
    "1e3",
    "99999999999999999999",
    "18446744073709551615",
    "none",
    "treaty",
    "no_controls+treaty",
    "baseline",
    "us.outreach=0.5",
    "us.outreach=0:1:2",
    "us.outreach=0:1:99999999",
    "us.outreach=nan",
    "us.outreach=0.5,0.5",
    "mechanisms.talent=false",
    "seed=18446744073709551615",
    "=",
    "",
    " ",
    "\u{1b}[31m",
    "\u{202e}abc",
    "china_lag_months_2030",
    "china_lag_months_2030 < 12",
    "((us_payoff > 0))",
    "us_payoff.mean se<0.1",
    "china.lag_months",
    "sobol",
    "morris",
    "us",
    "csv,svg",
    "2026-01",
    "..",
    "/",
    "whole",
    "whole/metrics.csv",
    "horizon=2027-12",
    "horizon=2023-01",
    "@SUM(1): treaty",
    "a: us.outreach=0.7",
    "drawn,us.migration",
    "2/3",
    "all",
];

/// Lines that make sense, to be changed in a place or two.
const SENSIBLE: [&str; 16] = [
    "run --runs 8 --no-figures --out mine",
    "run --policy treaty --runs 8 --series none --rows metrics --no-figures --out mine",
    "run --runs 16 --worldview short_timelines --set us.outreach=0.5 --parquet --no-figures --out mine",
    "compare no_controls treaty --runs 8 --no-figures --out mine",
    "compare treaty --outcome us_payoff --runs 8 --no-figures --out mine",
    "sweep --vary us.outreach=0:1:2 --policy none --policy treaty --runs 4 --no-figures --out mine",
    "sensitivity --method sobol --input us.outreach --input china.fab_growth_per_year --points 4 --no-figures --out mine",
    "sensitivity --method tornado --input us.outreach --runs 8 --no-figures --out mine",
    "robust none treaty --worldview short_timelines --no-flips --runs 8 --no-figures --out mine",
    "game --us none --us no_controls --china none --china china_subsidy_surge --runs 8 --no-figures --out mine",
    "discover whole --where us_payoff<0 --resamples 2 --no-figures --out mine",
    "voi none treaty --payoff us --runs 64 --no-figures --out mine",
    "plot whole --metric us_payoff --format csv --out drawn",
    "plot whole --series china.lag_months --format svg --out drawn",
    "replay --world 3 --from 2025-01 --to 2025-03",
    "shard --runs 64 --part 1/2 --rows none --out mine",
];

/// A line of words, sensible or not.
fn line(chance: &mut Chance) -> Vec<&'static str> {
    if chance.once_in(2) {
        let mut words = vec![chance.one_of(&COMMANDS)];
        for _ in 0..1 + chance.below(5) {
            if !chance.once_in(3) {
                words.push(chance.one_of(&OPTIONS));
            }
            words.push(chance.one_of(&ARGUMENTS));
        }
        return words;
    }
    let mut words: Vec<&str> = chance.one_of(&SENSIBLE).split(' ').collect();
    for _ in 0..chance.below(3) {
        let place = 1 + chance.below(words.len() - 1);
        match chance.below(4) {
            0 => {
                words.remove(place);
            }
            1 => words[place] = chance.one_of(&ARGUMENTS),
            2 => words.extend([chance.one_of(&OPTIONS), chance.one_of(&ARGUMENTS)]),
            _ => {
                let again = words[place];
                words.push(again);
            }
        }
    }
    words
}

/// Command lines put together at random, with so few worlds that those which make sense are soon done.
#[test]
#[ignore = "an attack: scripts/attack"]
fn random_command_lines_are_carried_out_or_refused_in_words() {
    let place = Workplace::new("attack-lines");
    let (mut chance, begun) = (Chance::new(2), Instant::now());
    place.succeeds("run --runs 40 --no-figures --quiet --out whole");
    let before = snapshot(&place.path("whole"));
    let (mut done, mut refused, mut long) = (0, 0, 0);
    while begun.elapsed() < time() {
        let words = line(&mut chance);
        // Nothing is to be written beside the folder of the test.
        if words
            .windows(2)
            .any(|pair| pair[0] == "--out" && ["..", "/"].contains(&pair[1]))
        {
            continue;
        }
        // What is asked for may be long; only how it ends is judged.
        let mut child = place
            .program()
            .args(&words)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let started = Instant::now();
        while started.elapsed() < Duration::from_secs(2) && child.try_wait().unwrap().is_none() {
            std::thread::sleep(Duration::from_millis(2));
        }
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            child.wait().unwrap();
            long += 1;
        } else {
            let output = child.wait_with_output().unwrap();
            let is_done = ended_well(&output, &|| format!("{words:?}"));
            *(if is_done { &mut done } else { &mut refused }) += 1;
        }
        if !words.contains(&"--force") {
            let mut after = snapshot(&place.path("whole"));
            after.retain(|name, _| before.contains_key(name));
            assert!(after == before, "{words:?} changed a finished result");
        }
        if snapshot(&place.path("whole")) != before {
            std::fs::remove_dir_all(place.path("whole")).unwrap();
            place.succeeds("run --runs 40 --no-figures --quiet --out whole");
        }
    }
    report(
        "command lines",
        begun,
        &format!("{done} carried out, {refused} refused, {long} stopped after two seconds"),
    );
}
