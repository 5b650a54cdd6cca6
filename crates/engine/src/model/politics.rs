//! Stages 3 and 15 to 18: regulation, distrust, safety, third countries, treaty.

use super::chance::{can_strike, strikes};
use super::context::Context;
use super::events::{EventKind, Log};
use super::named_events::begins;
use super::state::{AgentState, State};
use crate::equations::{distrust as spiral, mandate, named_events, regulation, safety, treaty, world};
use crate::numeric::{Num, Scale};
use crate::scenario::agents::Agent;
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::named_events::NamedEvent;
use crate::scenario::shocks::Shock;
use crate::scenario::time::{HISTORY_MONTHS, STEP_YEARS};

/// M12: Eq. (12.1) to (12.3). Off: the burden stays as it was in January 2023.
#[inline(always)]
pub fn regulate<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    if !context.on(Mechanism::Regulation) {
        return;
    }
    let shared = context.shared();
    for agent in Agent::ALL {
        let own = now.of(agent);
        let suffered = next.of(agent.rival()).levers.chip_controls;
        let out = &mut next.agents[agent.index()];
        let asked = regulation::asked_strictness(
            out.levers.regulatory_strictness,
            shared.safety_rules_burden,
            out.levers.safety_rules,
        );
        out.regulation = regulation::next_burden(
            own.regulation,
            shared.regulation_adjustment_per_year,
            asked,
            shared.regulation_lag_relief,
            out.perceived_lag_months,
            shared.regulation_controls_relief,
            suffered,
            shared.regulation_incident_response,
            own.incident_alarm,
            STEP_YEARS,
        );
    }
    if let Some(months) = context.months_since(NamedEvent::ChatGpt) {
        let (begins, caution) = (begins(months), shared.chatgpt_caution);
        let china = &mut next.agents[Agent::China.index()];
        let cautious = named_events::burden_with_caution(china.regulation, caution);
        china.regulation = begins.select(cautious, china.regulation);
        log.push(
            begins,
            Some(Agent::China),
            EventKind::Named(NamedEvent::ChatGpt),
            caution,
        );
    }
}

/// M13: Eq. (13.1) and (13.2). Off, or without rivalry: distrust stays at its level of January 2023.
#[inline(always)]
pub fn distrust<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !(context.on(Mechanism::Distrust) && context.on(Mechanism::Rivalry)) {
        return;
    }
    let shared = context.shared();
    let relief = if context.on(Mechanism::Treaty) {
        shared.treaty_distrust_relief_per_year * now.treaty
    } else {
        Num::ZERO
    };
    for agent in Agent::ALL {
        let (own, rival) = (now.of(agent), now.of(agent.rival()));
        let rival_acts = hostile_acts(next.of(agent.rival()));
        let out = &mut next.agents[agent.index()];
        out.distrust = spiral::next_distrust(
            own.distrust,
            shared.distrust_threat_response,
            out.threat,
            shared.distrust_acts_response,
            rival_acts,
            shared.distrust_echo,
            rival.distrust,
            shared.distrust_fatigue_per_year,
            shared.distrust_cost_fatigue,
            out.spending_usd_bn_per_year() / out.gdp_usd_bn,
            context.parameters(agent).grievance_per_year,
            relief,
            shared.distrust_noise,
            context.shock_of(Shock::UsDistrust, agent),
            STEP_YEARS,
        );
    }
}

/// Hostile acts of one agent in this month, Eq. (13.1).
#[inline(always)]
fn hostile_acts<const W: usize>(agent: &AgentState<W>) -> Num<W> {
    let levers = &agent.levers;
    spiral::hostile_acts(
        levers.chip_controls,
        // Tools and memory are both what chips are made with: the stricter control is the act.
        levers.tool_controls.max(levers.memory_controls),
        // Kept out is kept out: a rival does not ask whether by a mandate or at the border.
        mandate::kept_out_share(levers.mandate, levers.import_block, Num::ZERO),
        levers.counter_controls,
    )
}

/// M14: Eq. (14.7), at the end of a month. Off: 0. Not part of the state, since only the record needs it every month.
#[inline(always)]
pub fn catastrophe_hazard_per_year<const W: usize>(context: Context<'_, W>, agent: &AgentState<W>) -> Num<W> {
    if !context.on(Mechanism::Safety) {
        return Num::ZERO;
    }
    let shared = context.shared();
    safety::catastrophe_hazard_per_year(
        shared.catastrophe_at_threshold_per_year,
        shared.catastrophe_slope,
        agent.log10_effective,
        shared.threshold_log10,
        agent.safety_effort,
        shared.catastrophe_safety_exponent,
        shared.catastrophe_highest_per_year,
    )
}

/// M14: Eq. (14.1) to (14.7). Off: safety effort stays as it was in January 2023 and nothing goes wrong.
#[inline(always)]
pub fn keep_safe<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    let shared = context.shared();
    if !context.on(Mechanism::Safety) {
        for agent in &mut next.agents {
            agent.incidents_per_year = Num::ZERO;
        }
        return;
    }
    let in_force = if context.on(Mechanism::Treaty) {
        now.treaty
    } else {
        Num::ZERO
    };
    let mut expected_of_both = Num::ZERO;
    for agent in Agent::ALL {
        let (own, parameters) = (now.of(agent), context.parameters(agent));
        let out = &mut next.agents[agent.index()];
        let race = safety::race_effort(
            parameters.safety_norm,
            out.released_eci - out.perceived_rival_eci,
            shared.enmity_lead,
            own.distrust,
        );
        out.safety_effort = safety::next_effort(
            own.safety_effort,
            shared.safety_adjustment_per_year,
            race,
            shared.safety_rules_effect,
            out.levers.safety_rules,
            shared.safety_treaty_effect,
            in_force,
            STEP_YEARS,
        );
        let expected = safety::incidents_per_year(
            parameters.incidents_per_year,
            out.log_usable_h100e + out.log_inference_use,
            shared.incident_compute_reference,
            shared.incident_elasticity,
            shared.incident_safety_effect,
            out.safety_effort,
        );
        expected_of_both += expected;
        out.incidents_per_year =
            safety::counted_incidents_per_year(expected, context.shock_of(Shock::UsIncidents, agent), STEP_YEARS);
        let draw = context.shock_of(Shock::UsCatastrophe, agent);
        out.catastrophes = own.catastrophes;
        if can_strike(draw, shared.catastrophe_highest_per_year, STEP_YEARS) {
            let happens = strikes(draw, catastrophe_hazard_per_year(context, out), STEP_YEARS);
            log.push(happens, Some(agent), EventKind::Catastrophe, shared.catastrophe_cost);
            out.catastrophes += happens.as_num();
        }
    }
    next.incident_norm_per_year = safety::next_incident_norm_per_year(
        now.incident_norm_per_year,
        expected_of_both,
        shared.incident_habit_years,
        STEP_YEARS,
    );
    let norm = Scale::from(now.incident_norm_per_year);
    for agent in Agent::ALL {
        let own = now.of(agent);
        let out = &mut next.agents[agent.index()];
        out.incident_alarm = safety::next_alarm(
            own.incident_alarm,
            shared.incident_alarm_years,
            shared.incident_alarm_per_year,
            expected_of_both,
            norm,
            out.catastrophes - own.catastrophes,
            STEP_YEARS,
        );
    }
}

/// What an agent offers third countries in this month. A function rather than a closure, which would not be inlined.
#[inline(always)]
fn offer<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &State<W>, agent: Agent) -> world::Offer<W> {
    let us_energy_price = context.parameters(Agent::UnitedStates).energy_price;
    let (own, parameters) = (next.of(agent), context.parameters(agent));
    let domestic = own.domestic_stock_h100e / own.installed_h100e();
    let penalty = 1.0 + (parameters.domestic_energy_penalty - 1.0) * domestic;
    world::Offer {
        appeal: parameters.alignment_appeal,
        released_eci: own.released_eci,
        log_unit_cost: world::unit_cost(
            parameters.energy_price.value() * penalty / us_energy_price,
            parameters.labour_cost_ratio,
        )
        .ln(),
        open_weights: own.levers.open_weights,
        log_compute: own.log_usable_h100e + own.log_inference_use,
        log_served: context.shared().serving_returns * own.log_inference_use,
        outreach: own.levers.outreach,
        share: now.of(agent).alignment,
        standards: now.of(agent).standards,
        usage: now.of(agent).usage,
    }
}

/// M16: Eq. (16.1) to (16.6). Off: shares stay as they were in January 2023 and the world is not split.
#[inline(always)]
pub fn align_world<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>) {
    if !context.on(Mechanism::World) {
        return;
    }
    let shared = context.shared();
    let weights = world::Weights {
        capability: shared.alignment_capability_weight,
        price: shared.alignment_price_weight,
        openness: shared.alignment_openness_weight,
        supply: shared.alignment_supply_weight,
        outreach: shared.alignment_outreach_weight,
        network: shared.alignment_network_weight,
        standards: shared.alignment_standards_weight,
        usage: shared.alignment_usage_weight,
    };
    let offers = [
        offer(context, now, next, Agent::UnitedStates),
        offer(context, now, next, Agent::China),
    ];
    let utilities = [
        world::utility(&weights, &offers[0], &offers[1]),
        world::utility(&weights, &offers[1], &offers[0]),
    ];
    let shock = context.shock(Shock::Alignment);
    let utilities = world::shifted_utilities(utilities, shared.alignment_noise, shock);
    let mean_distrust = next.mean_distrust();
    let target = world::target_shares(
        utilities,
        weights.network * now.unaligned + weights.standards * now.unaligned_standards,
        shared.alignment_unaligned_appeal,
        shared.alignment_pressure,
        mean_distrust,
    );
    let moved = |share, target| world::next_share(share, target, shared.alignment_speed_per_year, STEP_YEARS);
    let followed = |share, target| world::next_share(share, target, shared.standards_speed_per_year, STEP_YEARS);
    let us_usage = world::target_usage(
        Agent::ALL.map(|agent| context.parameters(agent).usage_appeal),
        shared.usage_capability_weight,
        shared.usage_price_weight,
        shared.usage_openness_weight,
        &offers[0],
        &offers[1],
    );
    let usage = [us_usage, 1.0 - us_usage];
    for agent in Agent::ALL {
        let own = now.of(agent);
        let out = &mut next.agents[agent.index()];
        out.usage = world::next_share(own.usage, usage[agent.index()], shared.usage_speed_per_year, STEP_YEARS);
        out.alignment = moved(own.alignment, target[agent.index()]);
        out.standards = followed(own.standards, own.alignment);
    }
    next.unaligned = moved(now.unaligned, target[2]);
    next.unaligned_standards = followed(now.unaligned_standards, now.unaligned);
    let [us, china] = &next.agents;
    let shares = [next.agents[0].alignment, next.agents[1].alignment, next.unaligned];
    next.fragmentation = world::fragmentation(shares, mean_distrust, 0.5 * (hostile_acts(us) + hostile_acts(china)));
}

/// M17: Eq. (17.1) and (17.2), from October 2026 on: recorded history has no treaty. One uniform a month decides both agreement
/// and breach; only one of them is possible at a time.
#[inline(always)]
pub fn govern<const W: usize>(context: Context<'_, W>, now: &State<W>, next: &mut State<W>, log: &mut Log<'_>) {
    if !context.on(Mechanism::Treaty) || context.month < HISTORY_MONTHS {
        return;
    }
    let shared = context.shared();
    let stances = [next.agents[0].levers.treaty_stance, next.agents[1].levers.treaty_stance];
    let mean_distrust = next.mean_distrust();
    let mean_alarm = 0.5 * (next.agents[0].incident_alarm + next.agents[1].incident_alarm);
    let in_force = now.treaty.gt(Num::splat(0.5));
    let agreed = treaty::agreement_rate_per_year(
        shared.treaty_base_per_year,
        stances,
        shared.treaty_distrust_response,
        mean_distrust,
        shared.treaty_alarm_response,
        mean_alarm,
    );
    let rate = if in_force.any() {
        let broken = treaty::breaking_rate_per_year(
            shared.treaty_break_per_year,
            shared.treaty_break_distrust,
            mean_distrust,
            [next.agents[0].released_eci, next.agents[1].released_eci],
            shared.treaty_break_closeness,
            stances,
            shared.treaty_break_floor_per_year,
        );
        in_force.select(broken, agreed)
    } else {
        agreed
    };
    let draw = context.shock(Shock::Treaty);
    let changes = strikes(draw, rate, STEP_YEARS);
    next.treaty = changes.select(1.0 - now.treaty, now.treaty);
    next.treaty_months = in_force.select(now.treaty_months + 1.0, now.treaty_months);
    next.treaty_spell_months = in_force.select(now.treaty_spell_months + 1.0, Num::ZERO);
    log.push(changes & !in_force, None, EventKind::TreatySigned, mean_distrust);
    log.push(
        changes & in_force,
        None,
        EventKind::TreatyBroken,
        next.treaty_spell_months,
    );
}
