//! Division of compute: M22.

use super::*;

/// Agents with the keys of their levers.
const STATES: [(Agent, &str); 2] = [(UnitedStates, "us"), (China, "china")];

fn with(priority: &str, value: f64) -> Worlds {
    Worlds::of(&baseline(RUNS, &[&format!("{priority}={value}")]))
}

/// Training, research and serving users of a month, world by world.
fn shares(worlds: &Worlds, agent: Agent, month: &str) -> [Vec<f64>; 3] {
    [V::TrainingShare, V::ResearchShare, V::InferenceShare].map(|share| worlds.at(agent, share, month).to_vec())
}

#[test]
fn m22_serving_users_is_paid_for_with_training_and_research_and_earns_at_once() {
    for (agent, key) in STATES {
        let lever = format!("{key}.inference_priority");
        let (few, many) = (with(&lever, 0.75), with(&lever, 1.25));
        for (variable, month) in [
            (V::InferenceShare, "2027-12"),
            (V::AiOutput, "2027-06"),
            (V::ModelUsage, "2027-06"),
            (V::ThirdCountryShare, "2027-06"),
        ] {
            let share = many.share_above(&few, agent, variable, month);
            assert!(share > 0.95, "{} of {key}: {share}", variable.key());
        }
        // Misuse grows with what is served; single months are noise.
        let incidents = |worlds: &Worlds| worlds.mean(agent, V::Incidents, "2027-01", "2027-12");
        assert!(share_above(&incidents(&many), &incidents(&few)) > 0.95);
        for variable in [
            V::TrainingShare,
            V::ResearchShare,
            V::TrainingCompute,
            V::SoftwareEfficiency,
            V::PotentialEci,
        ] {
            let share = few.share_above(&many, agent, variable, "2029-12");
            assert!(share > 0.95, "{} of {key}: {share}", variable.key());
        }
    }
}

#[test]
fn m22_training_runs_are_paid_for_with_research_and_leave_users_alone() {
    for (agent, key) in STATES {
        let lever = format!("{key}.training_priority");
        let (research, training) = (with(&lever, 0.5), with(&lever, 2.0));
        for (variable, rises) in [
            (V::TrainingShare, true),
            (V::TrainingCompute, true),
            (V::ResearchShare, false),
            (V::SoftwareEfficiency, false),
        ] {
            let (more, fewer) = if rises {
                (&training, &research)
            } else {
                (&research, &training)
            };
            let share = more.share_above(fewer, agent, variable, "2029-12");
            assert!(share > 0.95, "{} of {key}: {share}", variable.key());
        }
        for month in ["2026-10", "2029-12"] {
            let served = |worlds: &Worlds| worlds.at(agent, V::InferenceShare, month).to_vec();
            assert_eq!(served(&research), served(&training));
        }
    }
}

#[test]
fn m22_shares_are_all_of_the_compute_and_move_over_months_while_runs_follow_over_years() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    let moved = Worlds::of(&baseline(
        RUNS,
        &[
            "us.inference_priority=1.5",
            "us.training_priority=0.5",
            "china.inference_priority=2",
        ],
    ));
    for (agent, _) in STATES {
        for month in ["2023-01", "2026-09", "2026-10", "2028-12", "2040-12"] {
            let [training, research, inference] = shares(&moved, agent, month);
            let all = sum(&sum(&training, &research), &inference);
            assert!(all.iter().all(|all| (all - 1.0).abs() < 1e-12), "{month}: {all:?}");
            assert!(inference.iter().all(|share| *share <= 0.9));
        }
        assert_eq!(shares(&moved, agent, "2026-09"), shares(&base, agent, "2026-09"));
    }
    // How much of the way is gone: some at once, nine tenths of it within 30 months, of the run less.
    let way = |variable, month| {
        let log = |worlds: &Worlds, month| libm::log(mean(worlds.at(UnitedStates, variable, month)));
        (log(&moved, month) - log(&base, month)) / (log(&moved, "2040-12") - log(&base, "2040-12"))
    };
    assert!((0.05..0.35).contains(&way(V::InferenceShare, "2026-10")));
    assert!(way(V::InferenceShare, "2029-03") > 0.9);
    assert!(
        (0.2..0.7).contains(&way(V::TrainingCompute, "2027-12")),
        "{}",
        way(V::TrainingCompute, "2027-12")
    );
}

#[test]
fn m22_as_things_are_the_division_stands_still_and_off_no_lever_moves_a_bit() {
    let (on, off) = with_and_without(Mechanism::Division);
    assert_same_series(&on, &off, &[]);
    for (agent, _) in STATES {
        for variable in [V::TrainingShare, V::ResearchShare, V::InferenceShare] {
            assert_constant(&on, agent, variable);
        }
    }
    let asked = Worlds::of(&baseline(
        RUNS,
        &[
            "us.inference_priority=2",
            "us.training_priority=0",
            "china.inference_priority=0",
            "china.training_priority=2",
            "mechanisms.division=false",
        ],
    ));
    assert_same_series(&asked, &on, &[]);
}

#[test]
fn m22_what_is_shared_out_anew_says_what_the_shipped_policies_say() {
    let base = Worlds::of(&baseline(RUNS, &[]));
    let served = Worlds::of(&under_policy(RUNS, "serve_first"));
    for (agent, _) in STATES {
        assert!(base.share_above(&served, agent, V::PotentialEci, "2030-12") > 0.95);
        assert!(served.share_above(&base, agent, V::AiOutput, "2027-12") > 0.95);
    }
    let trained = Worlds::of(&under_policy(RUNS, "train_first"));
    assert!(trained.share_above(&base, China, V::TrainingCompute, "2029-12") > 0.95);
    // In some worlds better models win back within a year the users that are served less.
    let used = base.share_above(&trained, China, V::ModelUsage, "2027-12");
    assert!(used > 0.8, "{used}");
    let lag = |worlds: &Worlds| worlds.metric(Metric::LagMonths2030);
    assert!(mean(&lag(&trained)) < mean(&lag(&base)));
}
