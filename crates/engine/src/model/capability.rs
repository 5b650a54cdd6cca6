//! Stage 13: training and release; who is ahead and by how many months.

use super::context::Context;
use super::events::{EventKind, Log};
use super::state::State;
use crate::equations::{capability, fabs, perception, rally, threshold};
use crate::numeric::{Mask, Num, Scale};
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::shocks::Shock;
use crate::scenario::time::STEP_YEARS;

/// Released capability of both agents at the end of every month so far, from December 2022 on; the base of lags in months.
#[derive(Clone)]
pub struct History<const W: usize> {
    released: Vec<[Num<W>; 2]>,
    /// By follower.
    pursuits: [Pursuit<W>; 2],
}

/// How far a follower has come on its rival's way. A follower's level never falls, so this only moves forward.
#[repr(align(64))]
#[derive(Clone, Copy)]
struct Pursuit<const W: usize> {
    /// The first month at which the rival had reached the follower's present level, or an earlier one while the follower is ahead.
    month: Num<W>,
    /// The rival's level in that month.
    level: Num<W>,
    /// The month in which the rival's level before that one was released, and that level.
    month_before: Num<W>,
    level_before: Num<W>,
}

impl<const W: usize> History<W> {
    /// Room for `months` months, beginning with December 2022.
    pub fn new(months: usize, initial: &State<W>) -> Self {
        let released = initial.agents.map(|agent| agent.released_eci);
        let mut history = Vec::with_capacity(months + 1);
        history.push(released);
        let pursuit = |level| Pursuit {
            month: Num::ZERO,
            level,
            month_before: Num::ZERO,
            level_before: level,
        };
        Self {
            released: history,
            pursuits: [pursuit(released[1]), pursuit(released[0])],
        }
    }

    /// Becomes a copy of `other`, in the memory that is there.
    pub fn copy_from(&mut self, other: &Self) {
        self.released.clone_from(&other.released);
        self.pursuits = other.pursuits;
    }

    /// Takes in a month's released capabilities and gives each agent's lag, months, by the rival's releases and by its path; negative where the agent leads.
    ///
    /// Eq. (19.6): `lag_i = m - min{k : X_j(k) >= X_i(m)} where X_i(m) < X_j(m), plus 12 (X_j(0) - X_i(m))/v when k = 0; lag_j = -lag_i; 0 when level`
    ///
    ///
    /// Eq. (19.7): `lag_i = m - (k_1 + (k - k_1) (X_i(m) - X_j(k_1))/(X_j(k) - X_j(k_1)))`
    ///
    /// k_1 is the month of the leader's release before the one at k: the path between two releases is taken as straight.
    /// Months are counted from December 2022 (k = 0), when history begins; before it the leader is taken to have risen at the usual
    /// pace v.
    #[inline(always)]
    fn lags_months(&mut self, released: [Num<W>; 2], usual_pace: Scale<W>) -> [[Num<W>; 2]; 2] {
        self.released.push(released);
        let last = Num::splat((self.released.len() - 1) as f64);
        let (mut behind, mut along) = ([Num::ZERO; 2], [Num::ZERO; 2]);
        for follower in [0, 1] {
            let leader = 1 - follower;
            let level = released[follower];
            let is_behind = level.lt(released[leader]);
            if !is_behind.any() {
                continue;
            }
            let moves = is_behind & self.pursuits[follower].level.lt(level);
            if moves.any() {
                self.pursue(follower, level, moves);
            }
            let pursuit = self.pursuits[follower];
            let mut months = last - pursuit.month;
            let from_the_start = is_behind & pursuit.month.le(Num::ZERO);
            if from_the_start.any() {
                let before = 12.0 * (pursuit.level - level) / usual_pace;
                months += from_the_start.select(before, Num::ZERO);
            }
            behind[follower] = is_behind.select(months, Num::ZERO);
            let step = pursuit.level - pursuit.level_before;
            let missing = ((pursuit.level - level) / step.max(Num::splat(1e-9))).clamp01();
            let path = months + (pursuit.month - pursuit.month_before) * missing;
            along[follower] = is_behind.select(path, Num::ZERO);
        }
        // Not mapped: what is handed to `map` on an array is compiled apart, without the wide instructions.
        let opposite = |lags: [Num<W>; 2]| [lags[0] - lags[1], lags[1] - lags[0]];
        [opposite(behind), opposite(along)]
    }

    /// Moves a follower on to the month in which its rival reached `level`. Out of line and lane by lane: that happens where a follower has
    /// released something.
    #[inline(never)]
    fn pursue(&mut self, follower: usize, level: Num<W>, moves: Mask<W>) {
        let pursuit = &mut self.pursuits[follower];
        for lane in (0..W).filter(|&lane| moves.lane(lane)) {
            let mut month = pursuit.month.0[lane] as usize;
            while self.released[month][1 - follower].0[lane] < level.0[lane] {
                month += 1;
            }
            pursuit.month.0[lane] = month as f64;
            let before = month.saturating_sub(1);
            let level_before = self.released[before][1 - follower].0[lane];
            let mut released = before;
            while released > 0 && self.released[released - 1][1 - follower].0[lane] >= level_before {
                released -= 1;
            }
            pursuit.month_before.0[lane] = released as f64;
            pursuit.level_before.0[lane] = level_before;
            pursuit.level.0[lane] = self.released[month][1 - follower].0[lane];
        }
    }
}

/// Training and release, Eq. (19.1) to (19.6), with the rally of M11, Eq. (11.1) to (11.3), and the threshold of M15, Eq. (15.1).
#[inline(always)]
pub fn train_and_release<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &mut State<W>,
    history: &mut History<W>,
    log: &mut Log<'_>,
) {
    let shared = context.shared();
    // Apart from releases: of one loop as long as both, the compiler made wide instructions for six of eight runs only.
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        out.log_training_flop = capability::next_log_training_flop(
            own.log_training_flop,
            shared.training_build_years,
            parameters.run_share,
            shared.run_share_growth_per_year,
            Num::splat((context.month + 1) as f64 * STEP_YEARS),
            shared.run_mobilisation_response,
            out.mobilised(),
            out.training_use * out.trainable_h100e(fabs::cluster_efficiency(shared.cluster_gap_response, out.chip_gap)),
            shared.flop_per_h100e_month,
            shared.run_months,
            STEP_YEARS,
        );
        out.log10_effective = capability::log10_effective_flop(
            out.log_training_flop,
            out.log_efficiency,
            shared.data_exponent,
            out.data_access,
        );
        out.potential_eci = capability::potential_eci(
            shared.eci_at_reference,
            shared.eci_per_decade,
            out.log10_effective,
            shared.reference_log10,
        );
    }
    let mut surprises = [Num::ZERO; 2];
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let rival_belief = next.of(agent.rival()).perceived_rival_eci;
        let out = &mut next.agents[agent.index()];
        let chance = capability::release_chance(
            parameters.releases_per_year,
            shared.release_regulation_delay,
            out.regulation,
            own.years_since_release + STEP_YEARS,
            STEP_YEARS,
        );
        let releases = if context.is_r1_of(agent) {
            Mask::ALL
        } else {
            context.shock_of(Shock::UsRelease, agent).lt(chance)
        };
        let candidate = capability::released_eci(
            own.released_eci,
            out.potential_eci,
            shared.release_quality_sd,
            context.shock_of(Shock::UsReleaseQuality, agent),
        );
        out.years_since_release = releases.select(Num::ZERO, own.years_since_release + STEP_YEARS);
        let released = releases.select(candidate, own.released_eci);
        // A model that was already trained when the simulation begins comes out in its month.
        let month = Num::splat(context.month as f64);
        let pipeline = month.ge(parameters.pipeline_month) & month.lt(parameters.pipeline_month + 1.0);
        let released = pipeline.select(released.max(parameters.pipeline_release), released);
        out.released_eci = released;
        let gain = released - own.released_eci;
        log.push(gain.gt(Num::ZERO), Some(agent), EventKind::Release, gain);
        out.own_pace_eci_per_year = perception::next_pace(
            own.own_pace_eci_per_year,
            own.potential_eci,
            out.potential_eci,
            shared.pace_memory_years,
            STEP_YEARS,
        );
        if context.on(Mechanism::Rally) {
            surprises[agent.index()] = rally::surprise(
                released,
                own.released_eci,
                rival_belief,
                shared.surprise_expected,
                shared.surprise_full,
            );
        }
        out.passed_threshold = if context.on(Mechanism::Threshold) {
            own.passed_threshold | threshold::passed(out.log10_effective, shared.threshold_log10)
        } else {
            Mask::NONE
        };
        let passes = out.passed_threshold & !own.passed_threshold;
        log.push(passes, Some(agent), EventKind::Threshold, out.log10_effective);
    }
    for agent in Agent::ALL {
        let own = now.of(agent);
        let out = &mut next.agents[agent.index()];
        out.rally_per_year = rally::next_rally_per_year(
            own.rally_per_year,
            shared.rally_memory_years,
            shared.rally_gain_per_year,
            surprises[agent.index()],
            STEP_YEARS,
        );
        out.alarm = rally::next_alarm(
            own.alarm,
            shared.rally_memory_years,
            shared.alarm_gain,
            surprises[agent.rival().index()],
            STEP_YEARS,
        );
    }
    let released = [next.agents[0].released_eci, next.agents[1].released_eci];
    let [steps, lags] = history.lags_months(released, shared.usual_pace);
    for (agent, (step, lag)) in next.agents.iter_mut().zip(steps.into_iter().zip(lags)) {
        agent.lag_months_step = step;
        agent.lag_months = lag;
    }
}
