//! Stage 2: doctrines, dated policies and trigger rules set the levers.

use super::context::Context;
use super::events::{EventKind, Log};
use super::policy::Reaction;
use super::state::{AgentState, State};
use crate::equations::{perception, treaty};
use crate::numeric::{Mask, Num};
use crate::scenario::agents::Agent;
use crate::scenario::levers::{LEVER_COUNT, Lever, LeverSet};
use crate::scenario::mechanisms::Mechanism;
use crate::scenario::time::STEP_YEARS;
use crate::scenario::triggers::{Change, Observable, Quantity, Rule, Test};

/// Memory of the trigger rules over a run.
#[derive(Clone)]
pub struct RuleStates<const W: usize> {
    rules: Vec<RuleState<W>>,
    /// What rules have added to each lever so far.
    added: [Num<W>; LEVER_COUNT],
    /// Where a rule has set a lever, and to what.
    is_set: [Mask<W>; LEVER_COUNT],
    set: [Num<W>; LEVER_COUNT],
    /// What levers come to in this month, of those that are not what the scenario has them to be.
    moved: [Num<W>; LEVER_COUNT],
}

/// Memory of one rule.
#[derive(Clone, Copy)]
struct RuleState<const W: usize> {
    /// Months in a row for which the test has held.
    streak: Num<W>,
    /// Whether the rule can fire: it has not fired since the test last failed.
    armed: Mask<W>,
    /// Months until a fired rule acts; never when none is under way.
    due: Num<W>,
}

impl<const W: usize> RuleStates<W> {
    /// Memory for rules that have seen nothing yet.
    pub fn new(rules: &[Rule]) -> Self {
        let fresh = RuleState {
            streak: Num::ZERO,
            armed: Mask::ALL,
            due: Num::NEVER,
        };
        Self {
            rules: vec![fresh; rules.len()],
            added: [Num::ZERO; LEVER_COUNT],
            is_set: [Mask::NONE; LEVER_COUNT],
            set: [Num::ZERO; LEVER_COUNT],
            moved: [Num::ZERO; LEVER_COUNT],
        }
    }

    /// Becomes a copy of `other`, in the memory that is there.
    pub fn copy_from(&mut self, other: &Self) {
        self.rules.clone_from(&other.rules);
        (self.added, self.is_set, self.set) = (other.added, other.is_set, other.set);
    }

    /// Watches every rule for a month and carries out what is due.
    fn watch(&mut self, context: Context<'_, W>, now: &State<W>, next: &State<W>, log: &mut Log<'_>) {
        for (index, rule) in context.scenario.rules.iter().enumerate() {
            let memory = &mut self.rules[index];
            let value = observed(context, now, next, rule.observable);
            let holds = match rule.test {
                Test::Below(threshold) => value.lt(Num::splat(threshold)),
                Test::Above(threshold) => value.gt(Num::splat(threshold)),
            };
            let holds = if context.month >= rule.from { holds } else { Mask::NONE };
            memory.streak = holds.select(memory.streak + 1.0, Num::ZERO);
            memory.armed = memory.armed | !holds;
            let idle = memory.due.is_never();
            let fires = holds & memory.armed & idle & memory.streak.ge(Num::splat(f64::from(rule.for_months)));
            memory.armed = memory.armed & !fires;
            memory.due = fires.select(Num::splat(f64::from(rule.lag_months)), memory.due - 1.0);
            let acts = memory.due.le(Num::ZERO);
            if !acts.any() {
                continue;
            }
            memory.due = acts.select(Num::NEVER, memory.due);
            let lever = rule.lever as usize;
            let path = context.scheduled(rule.lever, context.month);
            let before = self.apply(rule.lever, path);
            match rule.change {
                Change::Add(amount) => {
                    // What is added counts only as far as the lever can follow, so that a rule in the other direction is
                    // felt at once.
                    let base = self.is_set[lever].select(self.set[lever], path);
                    let (low, high) = rule.lever.range();
                    let reached = (base + self.added[lever] + amount).clamp(low, high) - base;
                    self.added[lever] = acts.select(reached, self.added[lever]);
                }
                Change::Set(value) => {
                    self.is_set[lever] = self.is_set[lever] | acts;
                    self.set[lever] = acts.select(Num::splat(value), self.set[lever]);
                    self.added[lever] = acts.select(Num::ZERO, self.added[lever]);
                }
            }
            let value = self.apply(rule.lever, path);
            log.push(
                acts & (value.lt(before) | value.gt(before)),
                Some(rule.lever.agent()),
                EventKind::PolicyChange(rule.lever),
                value,
            );
        }
    }

    /// A lever's value after the rules, within its range.
    #[inline(always)]
    fn apply(&self, lever: Lever, value: Num<W>) -> Num<W> {
        let index = lever as usize;
        let (low, high) = lever.range();
        let ruled = if self.rules.is_empty() {
            value
        } else {
            self.is_set[index].select(self.set[index], value) + self.added[index]
        };
        ruled.clamp(low, high)
    }
}

/// What the owner of a rule sees of an observable in this month.
fn observed<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &State<W>,
    observable: Observable,
) -> Num<W> {
    let agent = observable.agent;
    let (seen, known) = (next.of(agent), now.of(agent));
    let own_frontier = context.parameters(agent).own_frontier_share;
    match observable.quantity {
        Quantity::LagMonths => seen.perceived_lag_months,
        Quantity::PerceivedRivalEci => seen.perceived_rival_eci,
        Quantity::ReleasedEci => known.released_eci,
        Quantity::Distrust => known.distrust,
        Quantity::Threat => seen.threat,
        Quantity::SelfSufficiency => known.self_sufficiency(own_frontier),
        Quantity::ChipQualityRatio => known.chip_quality_ratio(own_frontier),
        Quantity::ComputeShare => {
            let both = now.agents[0].usable_h100e() + now.agents[1].usable_h100e();
            known.usable_h100e() / both
        }
        Quantity::Incidents => known.incidents_per_year,
        Quantity::SafetyEffort => known.safety_effort,
        Quantity::ThirdCountryShare => known.alignment,
        Quantity::TreatyInForce => now.treaty,
    }
}

/// Eq. (0.5), the dated paths, the trigger rules and the limits of a treaty, Eq. (17.3).
#[inline(always)]
pub fn decide<const W: usize>(
    context: Context<'_, W>,
    now: &State<W>,
    next: &mut State<W>,
    rules: &mut RuleStates<W>,
    log: &mut Log<'_>,
) {
    for agent in Agent::ALL {
        let suffered = now.of(agent.rival()).levers.chip_controls;
        let seen = next.of(agent);
        let reaction = react(context, agent, &now.of(agent).reaction, seen, suffered);
        next.agents[agent.index()].reaction = reaction;
    }
    if !context.scenario.rules.is_empty() {
        rules.watch(context, now, next, log);
    }
    let scheduled = context.scenario.levers.in_month(context.month);
    // Most levers are in most months what the scenario has them to be.
    let moved = if context.scenario.rules.is_empty() {
        scheduled.reactive.or(context.imposed.levers_in(context.month))
    } else {
        LeverSet::ALL
    };
    for lever in moved.levers() {
        let mut value = Num::splat(scheduled.values[lever as usize]);
        if scheduled.reactive.has(lever) {
            value += doctrinal_part(lever, &next.of(lever.agent()).reaction);
        }
        rules.moved[lever as usize] = rules.apply(lever, context.imposed.or(lever, context.month, value));
    }
    if context.month > 0 && log.listens() {
        note_changes(context, log);
    }
    let shared = context.shared();
    let in_force = if context.on(Mechanism::Treaty) {
        now.treaty
    } else {
        Num::ZERO
    };
    let limit = |value| treaty::limited(value, shared.treaty_control_relief, in_force);
    let value = |lever: Lever| {
        if moved.has(lever) {
            rules.moved[lever as usize]
        } else {
            Num::splat(scheduled.values[lever as usize])
        }
    };
    let under = |mechanism, value, without| if context.on(mechanism) { value } else { without };
    let under_controls = |value, without| under(Mechanism::ChipControls, value, without);
    let under_mandate = |value, without| under(Mechanism::Mandate, value, without);
    // What an agent has no lever for stays neutral, as it began.
    let [us, china] = &mut next.agents;
    let us = &mut us.levers;
    us.chip_controls = under_controls(limit(value(Lever::UsChipControls)), Num::ZERO);
    us.tool_controls = limit(value(Lever::UsToolControls));
    us.memory_controls = limit(value(Lever::UsMemoryControls));
    us.licence_quota = under_controls(value(Lever::UsLicenceQuota), Num::ONE);
    us.licence_fee = under_controls(value(Lever::UsLicenceFee), Num::ZERO);
    us.enforcement = value(Lever::UsEnforcement);
    us.allied_compliance = value(Lever::UsAlliedCompliance);
    us.remote_access_controls = under_controls(limit(value(Lever::UsRemoteAccessControls)), Num::ZERO);
    us.lab_security = value(Lever::UsLabSecurity);
    us.state_funding = value(Lever::UsStateFunding);
    us.build_power = value(Lever::UsPowerPermitting);
    us.inference_priority = value(Lever::UsInferencePriority);
    us.training_priority = value(Lever::UsTrainingPriority);
    us.immigration_openness = value(Lever::UsImmigrationOpenness);
    us.safety_rules = value(Lever::UsSafetyRegulation);
    us.open_weights = value(Lever::UsOpenWeights);
    us.outreach = value(Lever::UsOutreach);
    us.treaty_stance = value(Lever::UsTreatyStance);
    let china = &mut china.levers;
    china.state_funding = value(Lever::ChinaStateFunding);
    china.mobilisation = value(Lever::ChinaMobilisation);
    china.mandate = under_mandate(limit(value(Lever::ChinaMandate)), Num::ZERO);
    china.import_block = under_mandate(limit(value(Lever::ChinaImportBlock)), Num::ZERO);
    china.counter_controls = limit(value(Lever::ChinaCounterControls));
    china.build_power = value(Lever::ChinaComputeBuildout);
    china.inference_priority = value(Lever::ChinaInferencePriority);
    china.training_priority = value(Lever::ChinaTrainingPriority);
    china.talent_return = value(Lever::ChinaTalentReturn);
    china.data_pooling = value(Lever::ChinaDataPooling);
    china.regulatory_strictness = value(Lever::ChinaRegulatoryStrictness);
    china.open_weights = value(Lever::ChinaOpenWeights);
    china.outreach = value(Lever::ChinaOutreach);
    china.treaty_stance = value(Lever::ChinaTreatyStance);
}

/// Notes where scheduled levers have changed since last month.
#[inline(never)]
fn note_changes<const W: usize>(context: Context<'_, W>, log: &mut Log<'_>) {
    for lever in Lever::ALL {
        let [before, scheduled] = [context.month - 1, context.month].map(|month| context.scheduled(lever, month));
        log.push(
            scheduled.lt(before) | scheduled.gt(before),
            Some(lever.agent()),
            EventKind::PolicyChange(lever),
            scheduled,
        );
    }
}

/// An agent's reactions one month later. They start from zero in the first month in which the doctrine may act.
#[inline(always)]
fn react<const W: usize>(
    context: Context<'_, W>,
    agent: Agent,
    before: &Reaction<W>,
    seen: &AgentState<W>,
    controls_suffered: Num<W>,
) -> Reaction<W> {
    let acting = context.on(Mechanism::Rivalry)
        && Lever::doctrinal_of(agent)
            .iter()
            .any(|&lever| context.scenario.levers.in_month(context.month).reactive.has(lever));
    if !acting {
        return *before;
    }
    let (own, shared) = (context.parameters(agent), context.shared());
    let alarm = seen.threat - shared.doctrine_threat_reference;
    // Support only ever rises above what is scheduled: nobody asks for less of it because the rival is behind.
    let behind = (0.5 * ((seen.perceived_lag_months / 24.0).clamp(-1.0, 1.0) + controls_suffered)
        - shared.doctrine_support_reference)
        .positive();
    let next = |reaction, gain, signal| {
        perception::next_reaction(reaction, gain, signal, shared.doctrine_reaction_years, STEP_YEARS)
    };
    Reaction {
        controls: next(before.controls, own.doctrine_controls_gain, alarm),
        funding: next(before.funding, own.doctrine_funding_gain, behind),
        mobilisation: next(before.mobilisation, own.doctrine_mobilisation_gain, behind),
        mandate: next(before.mandate, own.doctrine_mandate_gain, behind),
    }
}

/// Which reaction moves which lever.
#[inline(always)]
fn doctrinal_part<const W: usize>(lever: Lever, reaction: &Reaction<W>) -> Num<W> {
    match lever {
        Lever::UsChipControls | Lever::UsToolControls | Lever::UsMemoryControls => reaction.controls,
        Lever::UsStateFunding | Lever::ChinaStateFunding => reaction.funding,
        Lever::ChinaMobilisation => reaction.mobilisation,
        Lever::ChinaMandate => reaction.mandate,
        _ => Num::ZERO,
    }
}
