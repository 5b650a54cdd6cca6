//! Studies that are disturbed: each short, but with several files and stages.

/// Words of each, as a shell would split them.
pub const STUDIES: [&str; 10] = [
    "run --runs 600",
    "run --runs 300 --keep-trajectories 3 --parquet",
    "sweep --vary us.outreach=0:1:40 --runs 40",
    "compare no_controls treaty --runs 200",
    "robust none strict_controls --worldview fast_fabs --runs 100 --flip shared.leak_share --flip-worlds 64",
    "game push_or_restrain --runs 60",
    "voi none treaty --payoff us --runs 200",
    "sensitivity --trajectories 4",
    "adapt --for us --runs 64 --held-out 64 --candidates 8 --rules 1",
    "explain treaty --runs 256 --mechanism treaty --mechanism distrust --outcome peak_distrust",
];

/// How all of them are run.
pub const COMMON: &str = "--no-figures --quiet --threads 2";
