//! Policy as it acts in a month: levers in effect, and what doctrine has added to them.

use crate::numeric::Num;

/// Levers in effect for one agent in one month; a lever that the agent does not have stands at 0 (or 1 for a multiple and a quota).
#[derive(Debug, Clone, Copy)]
pub struct Levers<const W: usize> {
    pub chip_controls: Num<W>,
    pub tool_controls: Num<W>,
    pub memory_controls: Num<W>,
    pub licence_quota: Num<W>,
    pub licence_fee: Num<W>,
    pub enforcement: Num<W>,
    pub allied_compliance: Num<W>,
    pub remote_access_controls: Num<W>,
    pub lab_security: Num<W>,
    pub state_funding: Num<W>,
    pub mobilisation: Num<W>,
    pub mandate: Num<W>,
    pub import_block: Num<W>,
    pub counter_controls: Num<W>,
    pub build_power: Num<W>,
    pub inference_priority: Num<W>,
    pub training_priority: Num<W>,
    pub immigration_openness: Num<W>,
    pub talent_return: Num<W>,
    pub data_pooling: Num<W>,
    pub regulatory_strictness: Num<W>,
    pub safety_rules: Num<W>,
    pub open_weights: Num<W>,
    pub outreach: Num<W>,
    pub treaty_stance: Num<W>,
}

/// How far the reactive doctrine has moved an agent's levers, each in the lever's unit.
#[derive(Debug, Clone, Copy, Default)]
pub struct Reaction<const W: usize> {
    pub controls: Num<W>,
    pub funding: Num<W>,
    pub mobilisation: Num<W>,
    pub mandate: Num<W>,
}

impl<const W: usize> Levers<W> {
    /// No policy: shares at 0, multiples and quotas at 1.
    pub fn neutral() -> Self {
        let (zero, one) = (Num::ZERO, Num::ONE);
        Self {
            chip_controls: zero,
            tool_controls: zero,
            memory_controls: zero,
            licence_quota: one,
            licence_fee: zero,
            enforcement: zero,
            allied_compliance: one,
            remote_access_controls: zero,
            lab_security: zero,
            state_funding: one,
            mobilisation: zero,
            mandate: zero,
            import_block: zero,
            counter_controls: zero,
            build_power: one,
            inference_priority: one,
            training_priority: one,
            immigration_openness: zero,
            talent_return: zero,
            data_pooling: zero,
            regulatory_strictness: zero,
            safety_rules: zero,
            open_weights: zero,
            outreach: zero,
            treaty_stance: zero,
        }
    }
}
