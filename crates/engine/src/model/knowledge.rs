//! Stages 10 to 12: talent, data, algorithms.

use super::chance::strikes;
use super::context::{Context, both};
use super::events::{EventKind, Log};
use super::policy::Levers;
use super::state::State;
use crate::equations::{algorithms, breakthroughs, data, talent, treaty};
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::NamedEvent;
use crate::scenario::shocks::Shock;
use crate::scenario::time::STEP_YEARS;

/// M7: Eq. (7.1) and (7.2). Off: researchers stay as many as in January 2023.
#[inline(always)]
pub fn move_talent<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::Talent) {
        return;
    }
    let side = |agent| {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let levers = &next.of(agent).levers;
        talent::Side {
            researchers: own.researchers_thousand,
            reward: own.spending_usd_bn_per_year() / own.researchers_thousand,
            openness: levers.immigration_openness,
            emigration_per_year: parameters.emigration_per_year,
            return_programme: levers.talent_return,
            return_per_year: parameters.return_per_year,
            diaspora_share: parameters.diaspora_share,
            world_arrivals: parameters.world_arrivals,
        }
    };
    let sides = both(side);
    let [us, china] = &sides;
    let arrivals = [
        talent::arrivals_thousand_per_year(us, china),
        talent::arrivals_thousand_per_year(china, us),
    ];
    for agent in Agent::ALL {
        let parameters = context.parameters(agent);
        let (place, rival) = (agent.index(), agent.rival().index());
        let net = talent::net_arrivals_thousand_per_year(arrivals[place], arrivals[rival], &sides[rival]);
        let out = &mut next.agents[place];
        out.arrivals_thousand_per_year = arrivals[place];
        out.net_arrivals_thousand_per_year = net;
        out.researchers_thousand = talent::next_researchers_thousand(
            sides[place].researchers,
            parameters.researcher_growth_per_year,
            parameters.researcher_ceiling,
            net,
            STEP_YEARS,
        );
        out.log_researchers = out.researchers_thousand.ln();
    }
}

/// M8: Eq. (8.1). Off: access to data stays as it was in January 2023.
#[inline(always)]
pub fn pool_data<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::Data) {
        return;
    }
    let shared = context.shared();
    for agent in Agent::ALL {
        let out = &mut next.agents[agent.index()];
        out.data_access = data::next_data_access(
            now.of(agent).data_access,
            shared.data_adjustment_per_year,
            context.parameters(agent).data_base,
            shared.pooling_response,
            out.levers.data_pooling,
            shared.data_regulation_response,
            out.regulation,
            STEP_YEARS,
        );
    }
}

/// M9 and M10: Eq. (9.1) to (9.5), (10.1) to (10.4). Off (M9): nothing is found or absorbed but for jumps. Off (M10): no jumps.
#[inline(always)]
pub fn improve_algorithms<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &mut State<W>,
    log: &mut Log<'_>,
) {
    let shared = context.shared();
    let pace_cost = if context.on(Mechanism::Treaty) {
        treaty::pace_cost(shared.treaty_pace_cost, now.treaty)
    } else {
        Num::ZERO
    };
    let mut jumps = [Num::ZERO; 2];
    for agent in Agent::ALL {
        let (own, rival, parameters) = (now.of(agent), now.of(agent.rival()), context.parameters(agent));
        let Levers {
            open_weights: rival_open_weights,
            lab_security: rival_security,
            ..
        } = next.of(agent.rival()).levers;
        let out = &mut next.agents[agent.index()];
        out.research_quality = algorithms::next_quality(
            own.research_quality,
            shared.research_quality_years,
            shared.research_quality_sd,
            context.shock_of(Shock::UsResearch, agent),
            STEP_YEARS,
        );
        let (progress, absorbed) = if context.on(Mechanism::Algorithms) {
            let automation =
                algorithms::automation(own.log10_effective, shared.threshold_log10, shared.automation_width);
            let progress = algorithms::own_progress_per_year(
                shared.algorithm_base_per_year,
                own.research_quality,
                own.log_researchers,
                shared.researchers_reference,
                shared.parallel_returns,
                own.log_usable_h100e + own.log_research_use,
                shared.compute_reference,
                shared.research_compute_exponent,
                own.log_efficiency,
                shared.algorithm_difficulty,
                shared.algorithm_regulation_cost,
                out.regulation,
                shared.automation_gain,
                automation,
            );
            let absorbed = algorithms::absorbed_per_year(
                shared.absorption_per_year,
                shared.absorption_open_share,
                rival_open_weights,
                shared.secrecy_response,
                rival.distrust,
                rival.log_efficiency,
                own.log_efficiency,
                shared.absorption_friction,
            );
            let absorbed = algorithms::absorbed_past_security(absorbed, shared.theft_share, rival_security);
            (progress, absorbed)
        } else {
            (Num::ZERO, Num::ZERO)
        };
        let jump = if context.on(Mechanism::Breakthroughs) {
            let rate = breakthroughs::rate_per_year(
                parameters.breakthroughs_per_year,
                own.log_researchers,
                shared.researchers_reference,
                rival.log_researchers,
                own.log_usable_h100e,
                rival.log_usable_h100e,
                shared.breakthrough_scarcity,
                shared.breakthrough_highest_per_year,
            );
            let happens = strikes(context.shock_of(Shock::UsBreakthrough, agent), rate, STEP_YEARS);
            let jump = if happens.any() {
                let mean = breakthroughs::mean_jump_log(
                    shared.breakthrough_mean,
                    own.log_efficiency,
                    shared.algorithm_difficulty,
                );
                let size = breakthroughs::jump_log(mean, context.shock_of(Shock::UsBreakthroughSize, agent));
                log.push(happens, Some(agent), EventKind::Breakthrough, size);
                happens.select(size, Num::ZERO)
            } else {
                Num::ZERO
            };
            if context.is_r1_of(agent) {
                log.push(Mask::ALL, Some(agent), EventKind::Named(NamedEvent::R1), shared.r1_jump);
                jump + shared.r1_jump
            } else {
                jump
            }
        } else {
            Num::ZERO
        };
        jumps[agent.index()] = jump;
        let put_to_use = own.known_log / shared.publication_years;
        out.log_efficiency = algorithms::next_log_efficiency(
            own.log_efficiency,
            progress,
            pace_cost,
            absorbed + put_to_use,
            jump,
            STEP_YEARS,
        );
    }
    for agent in Agent::ALL {
        let openness = next.of(agent.rival()).levers.open_weights;
        next.agents[agent.index()].known_log = breakthroughs::next_known_log(
            now.of(agent).known_log,
            1.0 - shared.absorption_open_share + shared.absorption_open_share * openness,
            jumps[agent.rival().index()],
            shared.publication_years,
            STEP_YEARS,
        );
    }
}
