//! The registry of parameters: every number that shapes behaviour, by name and unit.
//!
//! The lists are append-only: a parameter's place in its list is its place in a run's parameter stream, so a new parameter
//! at the end of a list moves no other draw. Values, bounds, meanings and sources stand on the cards in
//! `configs/parameters.toml`; the keys are `us.<name>` and `china.<name>` for the first list, `shared.<name>` for the second.

use crate::numeric::{Num, Scale};

/// What holds a parameter: a [`Scale`] where equations divide by it or take its logarithm.
macro_rules! parameter {
    () => { Num<W> };
    (scale) => { Scale<W> };
}

macro_rules! parameters {
    ($(#[$outer:meta])* $name:ident { $($field:ident $unit:literal $($scale:ident)?,)* }) => {
        $(#[$outer])*
        // Lanes that do not straddle cache lines.
        #[repr(align(64))]
        #[derive(Debug, Clone)]
        pub struct $name<const W: usize> { $(#[doc = concat!("See the card; unit: ", $unit, ".")] pub $field: parameter!($($scale)?),)* }

        impl<const W: usize> $name<W> {
            /// Names behind the prefix, in stream order.
            pub const NAMES: &'static [&'static str] = &[$(stringify!($field),)*];
            /// Unit of each.
            pub const UNITS: &'static [&'static str] = &[$($unit,)*];

            /// Names the values of one run an element, given in stream order. Panics if `values` has another length than `NAMES`.
            pub fn from_values(values: &[Num<W>]) -> Self {
                let mut values = values.iter().copied();
                let mut next = || values.next().expect("one value a name");
                Self { $($field: next().into(),)* }
            }
        }
    };
}

parameters! {
    /// Parameters of one agent.
    AgentParameters {
        gdp_2023 "USD bn",
        gdp_growth_per_year "1/year",
        private_investment_2023 "USD bn/year",
        private_growth_per_year "1/year",
        private_ceiling_share "share",
        investor_threat_response "1",
        investor_distrust_response "1",
        investor_progress_response "1",
        investment_burden_per_year "1/year",
        private_noise "1/year^0.5",
        startup_share "share",
        state_funding_2023 "USD bn/year",
        state_full_share "share",
        mobilised_2023 "share",
        compute_share "share",
        state_compute_weight "x",
        own_frontier_share "share",
        fab_capacity_2023 "H100e/year",
        fab_growth_per_year "1/year",
        fab_noise "1/year^0.5",
        die_bank "H100e",
        die_bank_years "year" scale,
        chip_gap_2023 "ln ratio",
        own_chip_rate_per_year "1/year",
        imports_cumulative_2023 "H100e",
        domestic_stock_2023 "H100e",
        power_2023 "GW",
        power_growth_per_year "1/year",
        power_ceiling "GW" scale,
        energy_price "USD/kWh" scale,
        domestic_energy_penalty "x",
        researchers_2023 "thousand",
        researcher_growth_per_year "1/year",
        researcher_ceiling "thousand" scale,
        emigration_per_year "1/year",
        return_per_year "1/year",
        diaspora_share "share",
        world_arrivals "thousand/year",
        labour_cost_ratio "x",
        data_2023 "index",
        data_base "index",
        log_efficiency_2023 "ln x",
        breakthroughs_per_year "1/year",
        training_log10_2023 "log10 FLOP",
        run_share "share",
        released_2023 "ECI",
        pipeline_release "ECI",
        pipeline_month "month",
        releases_per_year "1/year",
        regulation_2023 "share",
        grievance_per_year "1/year",
        safety_norm "share",
        safety_2023 "share",
        incidents_per_year "incidents/year",
        alignment_appeal "1",
        alignment_2023 "share",
        doctrine_controls_gain "share",
        doctrine_funding_gain "x",
        doctrine_mobilisation_gain "share",
        doctrine_mandate_gain "share",
        standing_pressure "share",
        compute_share_2023 "share",
        power_orders_2023 "GW/year",
        power_delay_years "year" scale,
        research_quality_2023 "ln x",
        startup_share_of_growth "share",
        usage_appeal "1",
        usage_2023 "share",
        usual_inference_share "share",
        usual_training_part "share",
        division_years "year" scale,
    }
}

parameters! {
    /// Parameters that belong to no one agent.
    SharedParameters {
        perception_delay_years "year" scale,
        perception_error "ECI",
        usual_pace "ECI/year" scale,
        pace_memory_years "year" scale,
        threat_offset_months "months",
        threat_width_months "months" scale,
        threat_pace_weight "1",
        doctrine_threat_reference "index",
        doctrine_support_reference "share",
        doctrine_reaction_years "year" scale,
        pressure_mobilisation_weight "share",
        pressure_lag_weight "share",
        pressure_controls_weight "share",
        pressure_distrust_weight "share",
        mobilisation_delay_years "year" scale,
        state_adjustment_per_year "1/year",
        price_per_kw_2023 "USD thousand/kW",
        price_decline_per_year "1/year",
        price_scarcity_2023 "x",
        scarcity_speed_per_year "1/year",
        control_number_exponent "1",
        control_quality_penalty "1",
        stockpile_response "1",
        stockpile_years "year" scale,
        leak_share "share",
        diverted_share "share",
        effort_unmet_weight "1",
        effort_mandate_weight "1",
        effort_mobilisation_weight "1",
        tool_bite "share",
        fab_effort_response "1",
        fab_headroom "x",
        yield_highest "share",
        yield_2023 "share",
        yield_reference "H100e" scale,
        yield_learning "1",
        frontier_chip_rate_per_year "1/year",
        own_rate_effort_response "1",
        own_rate_exposure "share",
        chip_catch_up_per_year "1/year",
        chip_gap_noise "1/year^0.5",
        tool_escape_per_year "1/year^3",
        parity_ratio "ratio",
        retirement_per_year "1/year",
        kw_per_h100e_2023 "kW/H100e",
        kw_decline_per_year "1/year",
        ai_power_share "share",
        operation_overhead "x",
        data_adjustment_per_year "1/year",
        pooling_response "1",
        data_regulation_response "share",
        algorithm_base_per_year "1/year",
        researchers_reference "thousand" scale,
        parallel_returns "1",
        compute_reference "H100e" scale,
        research_compute_exponent "1",
        algorithm_difficulty "1",
        algorithm_regulation_cost "share",
        automation_gain "x",
        automation_width "decades" scale,
        absorption_per_year "1/year",
        absorption_open_share "share",
        secrecy_response "1",
        absorption_friction "ln x",
        breakthrough_scarcity "1",
        breakthrough_highest_per_year "1/year",
        breakthrough_mean "ln x",
        surprise_expected "ECI",
        surprise_full "ECI" scale,
        rally_gain_per_year "1/year",
        alarm_gain "index",
        rally_memory_years "year" scale,
        regulation_adjustment_per_year "1/year",
        regulation_lag_relief "share",
        regulation_controls_relief "share",
        regulation_incident_response "share",
        safety_rules_burden "share",
        distrust_threat_response "1/year",
        distrust_acts_response "1/year",
        distrust_echo "1/year",
        distrust_fatigue_per_year "1/year",
        distrust_cost_fatigue "1/year",
        distrust_noise "1/year^0.5",
        enmity_lead "ECI" scale,
        safety_adjustment_per_year "1/year",
        safety_rules_effect "share",
        safety_treaty_effect "share",
        incident_compute_reference "H100e" scale,
        incident_elasticity "1",
        incident_safety_effect "share",
        incident_alarm_reference "incidents/year",
        incident_alarm_per_year "1/year",
        incident_alarm_years "year" scale,
        catastrophe_at_threshold_per_year "1/year",
        catastrophe_slope "1",
        catastrophe_safety_exponent "1",
        catastrophe_highest_per_year "1/year",
        threshold_log10 "log10 FLOP",
        alignment_capability_weight "1",
        alignment_price_weight "1",
        alignment_openness_weight "1",
        alignment_supply_weight "1",
        alignment_outreach_weight "1",
        alignment_network_weight "1",
        alignment_unaligned_appeal "1",
        alignment_pressure "1",
        alignment_noise "1",
        alignment_speed_per_year "1/year",
        standards_speed_per_year "1/year",
        treaty_base_per_year "1/year",
        treaty_distrust_response "1",
        treaty_alarm_response "1",
        treaty_break_per_year "1/year",
        treaty_break_distrust "1",
        treaty_break_closeness "ECI" scale,
        treaty_break_floor_per_year "1/year",
        treaty_control_relief "share",
        treaty_pace_cost "share",
        treaty_distrust_relief_per_year "1/year",
        incident_habit_years "year" scale,
        buyer_loss "share",
        seller_loss "share",
        incident_cost "USD bn/incident",
        catastrophe_cost "USD bn",
        fragmentation_cost_per_year "USD bn/year",
        discount_per_year "1/year",
        flop_per_h100e_month "FLOP",
        run_months "month",
        training_build_years "year" scale,
        run_mobilisation_response "share",
        data_exponent "1",
        eci_at_reference "ECI",
        eci_per_decade "ECI",
        reference_log10 "log10 FLOP",
        release_regulation_delay "share",
        release_quality_sd "ECI",
        payoff_lead "score/year",
        payoff_third_countries "score",
        payoff_threshold "score",
        payoff_cost "score/percent",
        payoff_catastrophe "score",
        payoff_neglect "score",
        power_margin "share",
        compute_share_years "year" scale,
        carried_years "year" scale,
        facility_cost "USD bn/GW",
        facility_congestion "1",
        other_power_growth_per_year "1/year",
        other_load "share",
        ai_load "share",
        kw_per_h100e_limit "kW/H100e",
        domestic_price_ratio "x" scale,
        smuggling_premium "x" scale,
        supply_2023 "GW/year" scale,
        supply_growth_per_year "1/year",
        supply_slowing "1",
        rest_of_world_ratio "x",
        gap_reference "ln ratio" scale,
        cluster_gap_response "1",
        node_step_per_year "1/year",
        node_effort_response "1",
        node_years "year" scale,
        fab_density_share "share",
        research_quality_years "year" scale,
        research_quality_sd "ln x",
        publication_years "year" scale,
        output_full_share "share",
        output_width "decades" scale,
        output_years "year" scale,
        output_reinvested "share",
        threshold_growth_per_year "1/year",
        startup_rally_response "year",
        idle_money_brake "1",
        rent_share_per_year "1/year",
        rentable_share "share",
        rent_adjustment_per_year "1/year",
        run_share_growth_per_year "1/year",
        other_power_share "share",
        alignment_standards_weight "1",
        alignment_usage_weight "1",
        usage_capability_weight "1",
        usage_price_weight "1",
        usage_openness_weight "1",
        usage_speed_per_year "1/year",
        allied_tool_share "share",
        theft_share "share",
        material_bite "share",
        chatgpt_caution "share",
        r1_jump "ln x",
        taiwan_loss "share",
        taiwan_recovery_years "year" scale,
        taiwan_per_year "1/year",
        taiwan_luck "share",
        allied_memory_share "share",
        memory_stock "stacks",
        memory_stock_years "year" scale,
        memory_2023 "stacks/year",
        memory_growth_per_year "1/year",
        h100e_per_stack_2023 "H100e",
        serving_returns "1",
    }
}

/// Where a parameter belongs: the prefix of its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Group {
    UnitedStates,
    China,
    Shared,
}

impl Group {
    /// The three groups in table order.
    pub const ALL: [Self; 3] = [Self::UnitedStates, Self::China, Self::Shared];

    /// Prefix of the key.
    pub const fn key(self) -> &'static str {
        match self {
            Self::UnitedStates => "us",
            Self::China => "china",
            Self::Shared => "shared",
        }
    }

    /// Names of the group's parameters in stream order.
    pub const fn names(self) -> &'static [&'static str] {
        match self {
            Self::UnitedStates | Self::China => AgentParameters::<1>::NAMES,
            Self::Shared => SharedParameters::<1>::NAMES,
        }
    }

    /// Units of the group's parameters in stream order.
    pub const fn units(self) -> &'static [&'static str] {
        match self {
            Self::UnitedStates | Self::China => AgentParameters::<1>::UNITS,
            Self::Shared => SharedParameters::<1>::UNITS,
        }
    }
}

/// Dotted keys of all parameters in registry order: the United States', China's, the shared ones.
pub fn keys() -> impl Iterator<Item = String> {
    Group::ALL
        .into_iter()
        .flat_map(|group| group.names().iter().map(move |name| format!("{}.{name}", group.key())))
}
