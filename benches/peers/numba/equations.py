"""The model of docs/ODD.md, written from that document alone: once a world, a month, after the run.

This file is not run as it stands. `compiler.py` reads it as a syntax tree and makes numba code of it, many worlds in the inner loop:

    for i, j in AGENTS:   the lines inside are written twice: own agent and rival
    x[i], x[US]           a number of that agent; x without brackets is the world's
    p.name, p.name[i]     a parameter card, shared or the agent's
    lever.name[i]         a lever's scheduled value; 0 (multiples 1) where the agent has no such lever
    react.name[i]         1 in months in which that lever follows the doctrine, else 0
    z.Name[i], z.Name     this month's draw of a process
    on.name               whether a mechanism is switched on, or a named event happens
    event.name            the month of a named event
    china[i]              whether that is China
    x_now                 the value of state `x` at the end of the month; `x` itself stays the value before
    month                 months from 0

State is what `start` sets; what it sets to a number that no month changes is a constant of the compiled code.
Numbers of equations are those of docs/ODD.md. Names of the constants `dt`, `root_dt` and `ln10` are in the compiler.
"""


def month_of_the_model():
    # 1 observe
    for i, j in AGENTS:
        seen_now[i] = seen[i] + perceive * (X[j] + p.perception_error * z.Perception[i] - seen[i])  # 0.1
        lag[i] = clamp(12 * (seen_now[i] - X[i]) * per_pace, -60, 60)  # 0.2
        rival_pace_now[i] = max(0, rival_pace[i] + remember * ((seen_now[i] - seen[i]) * 12 - rival_pace[i]))  # 0.3
        threat_base[i] = 1 + exp((lag[i] + p.threat_offset_months) * -per_threat_width)
    per_threats = 1 / (threat_base[US] * threat_base[CN])
    for i, j in AGENTS:
        threat[i] = min(3, threat_base[j] * per_threats + p.threat_pace_weight * clamp(rival_pace_now[i] * per_pace - 1, 0, 1) + alarm[i])  # 0.4
        lag_share[i] = clamp(lag[i] * (1 / 24), -1, 1)
        behind[i] = max(0, lag_share[i])
    # 2 decide
    for i, j in AGENTS:
        if on.rivalry:
            support[i] = max(0, (lag_share[i] + chip_controls[j]) / 2 - p.doctrine_support_reference)
            move[i] = react.any[i] * doctrine_step
            react_controls_now[i] = react_controls[i] + move[i] * (p.doctrine_controls_gain[i] * (threat[i] - p.doctrine_threat_reference) - react_controls[i])  # 0.5
            react_funding_now[i] = react_funding[i] + move[i] * (p.doctrine_funding_gain[i] * support[i] - react_funding[i])
            react_mobilisation_now[i] = react_mobilisation[i] + move[i] * (p.doctrine_mobilisation_gain[i] * support[i] - react_mobilisation[i])
            react_mandate_now[i] = react_mandate[i] + move[i] * (p.doctrine_mandate_gain[i] * support[i] - react_mandate[i])
        else:
            react_controls_now[i] = 0
            react_funding_now[i] = 0
            react_mobilisation_now[i] = 0
            react_mandate_now[i] = 0
    RULES
    relief = 1 - p.treaty_control_relief * treaty  # 17.3
    for i, j in AGENTS:
        chip_controls_now[i] = in_effect.chip_controls[i] * relief if on.chip_controls else 0
        tool_controls[i] = in_effect.tool_controls[i] * relief
        memory_controls[i] = in_effect.memory_controls[i] * relief
        mandate[i] = in_effect.mandate[i] * relief if on.mandate else 0
        import_block[i] = in_effect.import_block[i] * relief if on.mandate else 0
        counter_controls[i] = in_effect.counter_controls[i] * relief
        remote_access[i] = in_effect.remote_access_controls[i] * relief if on.chip_controls else 0
    # 3 regulate
    for i, j in AGENTS:
        asked[i] = 1 - (1 - in_effect.regulatory_strictness[i]) * (1 - p.safety_rules_burden * in_effect.safety_regulation[i])  # 12.2
        if on.regulation:
            R_now[i] = clamp(R[i] + dt * p.regulation_adjustment_per_year * (asked[i] * (1 - p.regulation_lag_relief * behind[i]) * (1 - p.regulation_controls_relief * chip_controls_now[j]) + p.regulation_incident_response * J[i] - R[i]), 0, 1)  # 12.1
        else:
            R_now[i] = R[i]
    if on.chatgpt:
        R_now[CN] = pick(month == event.chatgpt, clamp(R_now[CN] + p.chatgpt_caution, 0, 1), R_now[CN])  # 12.3
    # 4 invest
    for i, j in AGENTS:
        Y_now[i] = Y[i] * (1 + dt * (p.gdp_growth_per_year[i] + (p.threshold_growth_per_year * passed[i] if on.output else 0)))
        if on.private_investment:
            K_max[i] = (p.private_ceiling_share[i] + p.output_reinvested * output[i]) * Y_now[i]  # 1.1
            mood[i] = (p.investor_threat_response[i] * (threat[i] - 1 / 2) + p.investor_distrust_response[i] * (h[i] - 1) if on.rivalry else 0) + p.investor_progress_response[i] * (own_pace[i] * per_pace - 1)  # 1.2
            per_both[i] = 1 / (K_max[i] * M[i])
            room[i] = 1 - square(K[i] * M[i] * per_both[i])
            idle[i] = max(0, 1 - p.idle_money_brake * max(0, carried[i] * K_max[i] * per_both[i] - 1 / 8))
            K_now[i] = K[i] * exp(clamp((p.private_growth_per_year[i] * max(0, 1 + mood[i]) * (min(0, room[i]) + max(0, room[i]) * idle[i]) + rally[i] - p.investment_burden_per_year[i] * R_now[i]) * dt + investment_noise[i] * z.Investment[i], -1 / 2, 1 / 2))  # 1.3
        else:
            K_now[i] = K[i] * Y_now[i] / Y[i]
    # 5 fund
    for i, j in AGENTS:
        if on.state_funding:
            pressure[i] = clamp(p.standing_pressure[i] + p.pressure_mobilisation_weight * in_effect.mobilisation[i] + (p.pressure_lag_weight * behind[i] + p.pressure_controls_weight * chip_controls_now[j] + p.pressure_distrust_weight * max(0, h[i] - 1) if on.rivalry else 0), 0, 1)  # 2.1
            pressed_now[i] = pressed[i] + pressure_step * (pressure[i] - pressed[i])  # 2.2
            pressed2_now[i] = pressed2[i] + pressure_step * (pressed[i] - pressed2[i])
            mobilised_now[i] = mobilised[i] + pressure_step * (pressed2[i] - mobilised[i])
        else:
            mobilised_now[i] = mobilised[i]
        S_now[i] = S[i] + dt * p.state_adjustment_per_year * (in_effect.state_funding[i] * p.state_full_share[i] * Y_now[i] * mobilised_now[i] - S[i])  # 2.3
        spending_now[i] = spending[i] + dt * (K_now[i] + S_now[i])
    # 6 spend; pairs of divisions are made of one
    price_now = price * price_left
    kw_now = kw - p.kw_decline_per_year * dt * (kw - p.kw_per_h100e_limit)
    per_GW = price_now * scarcity
    per_build = 1 / (per_GW + p.facility_cost)
    for i, j in AGENTS:
        missing_now[i] = missing[i] * share_left
        M_now[i] = (p.compute_share[i] - missing_now[i]) * (K_now[i] + p.state_compute_weight[i] * S_now[i])  # 20.1
        log_M_now[i] = log(M_now[i])
        growth_now[i] = growth[i] + (log_M_now[i] - log_M[i]) - dt * growth[i]  # 20.4
        money[i] = M_now[i] + 2 * carried[i]  # 20.2
        paid[i] = min(running[i], money[i])
        power[i] = W_ai[i] + W_other[i]
        O_max[i] = in_effect.buildout[i] * p.power_growth_per_year[i] * power[i] * max(0, 1 - power[i] * per_power_ceiling[i])  # 6.3
        retired[i] = p.retirement_per_year * need[i]
        lasting[i] = (money[i] - paid[i] + p.facility_cost * retired[i]) * per_build
        wanted[i] = max(0, lasting[i] * exp(p.power_delay_years[i] * clamp(growth_now[i], -1 / 2, 3 / 10)) - retired[i] + (need[i] * (1 + p.power_margin) + p.power_delay_years[i] * (lasting[i] - retired[i]) - W_ai[i] - underway[i] * (ordered[i] + ordered2[i] + ordered3[i])))  # 20.5
        O_least[i] = max(O_max[i], 0.001)
    per_O = 1 / (O_least[US] * O_least[CN])
    for i, j in AGENTS:
        building[i] = p.facility_cost * (1 + p.facility_congestion * square(min(1, wanted[i] * O_least[j] * per_O)))  # 6.6
    per_building = 1 / (building[US] * building[CN])
    for i, j in AGENTS:
        O[i] = min(min(wanted[i], O_max[i]), (money[i] - paid[i]) * building[j] * per_building)
        facilities[i] = building[i] * O[i]
        chip_money[i] = max(0, money[i] - paid[i] - facilities[i])
        W_ai_now[i] = W_ai[i] + dt * ordered3[i]
        ordered_now[i] = ordered[i] + delay_step[i] * (O[i] - ordered[i])
        ordered2_now[i] = ordered2[i] + delay_step[i] * (ordered[i] - ordered2[i])
        ordered3_now[i] = ordered3[i] + delay_step[i] * (ordered2[i] - ordered3[i])
        W_other_now[i] = W_other[i] * (1 + p.other_power_growth_per_year * dt * max(0, 1 - W_other[i] * per_other_ceiling[i]))  # 6.8
    # 7 trade chips
    P = price_now * kw_now * scarcity  # 3.1
    per_P = 1e6 / P
    per_kw = per_P * per_GW
    for i, j in AGENTS:
        space[i] = max(0, W_ai_now[i] * (1 + p.power_margin) - need[i] * kept) * 12 if on.power else 1e6
        demand[i] = min(chip_money[i] * per_P, space[i] * per_kw)  # 3.2
        bought[i] = pick(offer[i] > 0, min(offer[i], min(chip_money[i] * per_P * (1 / p.domestic_price_ratio), space[i] * per_kw / penalty[i])), 0)
        money_left[i] = max(0, chip_money[i] - 1e-6 * p.domestic_price_ratio * P * bought[i])
        space_left[i] = max(0, space[i] - 1e-6 * kw_now * penalty[i] * bought[i])
        barred[i] = chip_controls_now[j]
        dearer[i] = 1 + p.control_quality_penalty * barred[i] / max(1 - barred[i], 1e-3)  # 3.3
        licensed[i] = dearer[i] * pick(barred[i] > 0, 1 + in_effect.licence_fee[j], 1)  # 3.13
        number[i] = pick(barred[i] < 0.999, 1 - pick(barred[i] > 0, power_of(max(barred[i], 1e-9), p.control_number_exponent), 0), 0)  # 3.9
        per_demand[i] = 1 / max(demand[i], 1)
        wish[i] = 1 - square(min(1, bought[i] * per_demand[i]))  # 3.4
        affordable[i] = min(money_left[i] * per_P / licensed[i], space_left[i] * per_kw)
        unbarred[i] = wish[i] * min(money_left[i] * per_P, space_left[i] * per_kw)
        legal[i] = number[i] * wish[i] * affordable[i]
        own_bar[i] = mandate[i] * (1 - p.own_frontier_share[i])  # 5.1
        kept_out[i] = own_bar[i] + import_block[i] * (1 - p.own_frontier_share[i]) * (1 - own_bar[i])  # 5.2
        permitted[i] = legal[i] * (1 - kept_out[i])
        forward[i] = p.stockpile_response * react.rise[i] * permitted[i] if on.chip_controls else 0  # 3.6
        drawn[i] = ahead[i] * per_stockpile
        ahead_now[i] = ahead[i] + dt * (forward[i] - pick(drawn[i] > 0, min(drawn[i], permitted[i] + forward[i]), 0))
        wished[i] = min(max(0, permitted[i] + forward[i] - drawn[i]), affordable[i])  # 3.5
    for i, j in AGENTS:
        quota[i] = pick((barred[i] > 0) & (in_effect.licence_quota[j] < 1), in_effect.licence_quota[j] * square(1 - barred[i]) * wished[j], inf)  # 3.14
        orders[i] = min(wished[i], quota[i])
    if on.world_supply:
        ordered_power = max(1e-6, 1e-6 * kw_now * (orders[US] * (1 + p.rest_of_world_ratio * p.own_frontier_share[US]) + orders[CN] * (1 + p.rest_of_world_ratio * p.own_frontier_share[CN])))
        lost = pick(month >= taiwan_month, p.taiwan_loss * exp((taiwan_month - month) * taiwan_step), 0) if on.taiwan else 0  # 3.15
        makeable = supply * (1 - lost) * (1 - p.material_bite * (counter_controls[US] + counter_controls[CN]))  # 3.12
        cover = makeable / ordered_power
        served = min(1, cover)
        log_short = -log(cover)
        log_scarcity_now = clamp(log_scarcity + scarcity_step * log_short, 0, log_3)  # 3.10
        scarcity_now = exp(log_scarcity_now)
        log_supply_now = log_supply + dt * clamp(4 * (log_short + log_1_1), -1 / 2, exp(log_growth_of_supply - p.supply_slowing * (log_supply - log_supply_2023)))  # 3.11
        supply_now = exp(log_supply_now)
    else:
        served = 1
        scarcity_now = scarcity
    for i, j in AGENTS:
        I_now[i] = served * orders[i]
        unmet[i] = max(0, demand[i] - I_now[i] - bought[i])  # 3.7
        G[i] = (1 - in_effect.enforcement[j]) * min(p.leak_share * max(0, unbarred[i] - min(legal[i], quota[i])), p.diverted_share * I[j]) * (1 - p.own_frontier_share[i])  # 3.8
        G[i] = pick(G[i] > 0, max(0, min(G[i], min((money_left[i] - 1e-6 * P * licensed[i] * I_now[i]) * per_P * (1 / p.smuggling_premium), (space_left[i] - 1e-6 * kw_now * I_now[i]) * per_kw))), 0)
        prevented[i] = max(0, served * unbarred[i] - I_now[i])
        chip_spending[i] = 1e-6 * P * (p.domestic_price_ratio * bought[i] + licensed[i] * I_now[i] + p.smuggling_premium * G[i])
        fees[i] = 1e-6 * P * (licensed[i] - dearer[i]) * I_now[i]  # 18.5
        I_sum_now[i] = I_sum[i] + dt * I_now[i]
        G_sum_now[i] = G_sum[i] + dt * G[i]
        carried_now[i] = max(0, carried[i] + dt * (M_now[i] - paid[i] - facilities[i] - chip_spending[i] - carried[i] * per_carried))  # 20.3
    # 8 build fabs
    for i, j in AGENTS:
        bank_now[i] = bank[i] - dt * bank[i] * per_bank[i]  # 4.6
        bank2_now[i] = bank2[i] + dt * (bank[i] - bank2[i]) * per_bank[i]
        X_sum_now[i] = X_sum[i] + dt * bought[i]
        if on.fabs:
            effort[i] = p.effort_unmet_weight * unmet[i] * per_demand[i] + p.effort_mandate_weight * own_bar[i] + p.effort_mobilisation_weight * mobilised_now[i]  # 4.1
            effort_years_now[i] = effort_years[i] + dt * effort[i]
            escaped_now[i] = max(escaped[i], pick((F[i] > 0) & (z.ToolBreakthrough[i] < chance(p.tool_escape_per_year * square(effort_years_now[i]))), 1, 0))  # 4.8
            binding[i] = min(1, tool_controls[j] * (1 + p.allied_tool_share * (in_effect.allied_compliance[j] - 1)))  # 4.12
            memory_bar[i] = min(1, memory_controls[j] * (1 + p.allied_memory_share * (in_effect.allied_compliance[j] - 1)))
            openness[i] = 1 - p.tool_bite * binding[i] * (1 - escaped_now[i])  # 4.2
            q_now[i] = clamp(q[i] + dt * (p.frontier_chip_rate_per_year - p.own_chip_rate_per_year[i] * (1 + p.own_rate_effort_response * effort[i]) * (1 - p.own_rate_exposure * (1 - openness[i])) - p.chip_catch_up_per_year * node[i] * q[i]) - gap_noise * z.Fabs[i], 0, 4)  # 4.7
            denser[i] = p.frontier_chip_rate_per_year - (q_now[i] - q[i]) * 12
            F_now[i] = F[i] * exp(clamp((p.fab_growth_per_year[i] * openness[i] * (1 + p.fab_effort_response * effort[i]) + p.fab_density_share * denser[i]) * (1 - F[i] * y[i] * per_headroom * min(per_demand[i], 1 / 1000)) * dt + fab_noise[i] * z.Fabs[i], -1 / 2, 1 / 2))  # 4.3
            y_now[i] = p.yield_highest - (p.yield_highest - p.yield_2023) * power_of(1 + X_sum[i] * per_yield, -p.yield_learning)  # 4.4
            node_now[i] = node[i] * per_node + pick((F[i] > 0) & (z.Node[i] < chance(p.node_step_per_year * openness[i] * (1 + p.node_effort_response * effort[i]))), 1, 0)  # 4.10
            penalty_now[i] = min(8, exp(log_penalty[i] * q_now[i] * per_gap))  # 4.9
        else:
            q_now[i] = q[i]
            F_now[i] = F[i]
            y_now[i] = y[i]
        counted[i] = exp(-p.cluster_gap_response * q_now[i])  # 4.11
        wafers[i] = F_now[i] * y_now[i] + bank2[i] * per_bank[i]  # 4.5
        if on.fabs:
            of_stack_now[i] = of_stack[i] * (1 + dt * p.fab_density_share * denser[i])  # 4.13
            own_memory_now[i] = own_memory[i] * (1 + clamp(dt * p.memory_growth_per_year * openness[i] * (1 + p.fab_effort_response * effort[i]) * (1 - own_memory[i] / max(wafers[i] / of_stack_now[i], 1000)), -1 / 2, 1 / 2))  # 4.14
            store_now[i] = store[i] - dt * min(store[i] * per_store, max(0, memory_bar[i] * bought[i] / of_stack[i] - own_memory[i]))  # 4.15
            offer_now[i] = min(wafers[i], (1 - memory_bar[i]) * wafers[i] + of_stack_now[i] * (own_memory_now[i] + store_now[i] * per_store))  # 4.16
        else:
            offer_now[i] = wafers[i]
    # 9 build compute
    P_now = price_now * kw_now * scarcity_now  # 3.1
    rent = 1e-6 * p.rent_share_per_year * (P_now + p.facility_cost * kw_now)  # 20.6
    for i, j in AGENTS:
        frontier_now[i] = frontier[i] * kept + dt * I_now[i]  # 6.1
        smuggled_now[i] = smuggled[i] * kept + dt * G[i]
        domestic_now[i] = domestic[i] * kept + dt * bought[i]
        need_now[i] = need[i] * kept + dt * 1e-6 * kw_now * (I_now[i] + G[i] + penalty[i] * bought[i])  # 6.2
        needed[i] = max(need_now[i], 1e-6)
    per_needed = 1 / (needed[US] * needed[CN])
    for i, j in AGENTS:
        powered[i] = min(1, W_ai_now[i] * needed[j] * per_needed) if on.power else 1  # 6.4
        rentable[i] = p.rentable_share * (1 - in_effect.enforcement[j]) * p.rest_of_world_ratio * installed[j] * (1 - p.own_frontier_share[i]) * (1 - remote_access[j])  # 20.8, 17.3
        rented_now[i] = rented[i] + dt * p.rent_adjustment_per_year * (pick(rentable[i] > 0, min(max(0, chip_money[i] - chip_spending[i]) / rent + rented[i], rentable[i]), 0) - rented[i])  # 20.7
        running_now[i] = 8.766 * p.energy_price[i] * p.ai_load * (1 + p.operation_overhead) * need_now[i] * powered[i] + rent * rented_now[i]  # 6.5
        installed_now[i] = frontier_now[i] + smuggled_now[i] + domestic_now[i]
        C_now[i] = installed_now[i] * powered[i] + rented_now[i]
        log_C_now[i] = log(max(1, C_now[i]))
    for i, j in AGENTS:
        if on.division:
            serving_now[i] = serving[i] + division_step[i] * (min(9 / 10, in_effect.inference_priority[i] * p.usual_inference_share[i]) - serving[i])  # 22.1
            training_part_now[i] = training_part[i] + division_step[i] * (min(9 / 10, in_effect.training_priority[i] * p.usual_training_part[i]) - training_part[i])
            k_training[i] = max(1 / 100, training_part_now[i] * (1 - serving_now[i]) / usual_training[i])  # 22.2, 22.3
            log_k_research_now[i] = log(max(1 / 100, (1 - training_part_now[i]) * (1 - serving_now[i]) / usual_research[i]))
            log_k_serving[i] = log(max(1 / 100, serving_now[i] / p.usual_inference_share[i]))
            served[i] = exp(p.serving_returns * log_k_serving[i])  # 22.4
        else:
            serving_now[i] = serving[i]
            training_part_now[i] = training_part[i]
            k_training[i] = 1
            log_k_research_now[i] = 0
            log_k_serving[i] = 0
            served[i] = 1
    # 10 move talent
    for i, j in AGENTS:
        reward[i] = (K[i] + S[i]) * L[j]
    for i, j in AGENTS:
        drawn_here[i] = p.emigration_per_year[j] * in_effect.immigration_openness[i] * L[j] * (reward[i] / (reward[US] + reward[CN]))
        returning[i] = p.return_per_year[i] * in_effect.talent_return[i] * p.diaspora_share[i] * L[j]
    for i, j in AGENTS:
        arrivals[i] = drawn_here[i] + returning[i] + p.world_arrivals[i] * in_effect.immigration_openness[i]  # 7.3
        net_arrivals[i] = arrivals[i] - drawn_here[j] - returning[j]  # 7.1
        if on.talent:
            L_now[i] = max(1, L[i] + dt * (p.researcher_growth_per_year[i] * L[i] * (1 - L[i] * per_researchers[i]) + net_arrivals[i]))  # 7.2
            log_L_now[i] = log(L_now[i])
    # 11 pool data
    for i, j in AGENTS:
        d_now[i] = d[i] + dt * p.data_adjustment_per_year * (p.data_base[i] * (1 + p.pooling_response * in_effect.data_pooling[i]) * (1 - p.data_regulation_response * R_now[i]) - d[i]) if on.data else d[i]  # 8.1
    # 12 improve algorithms
    pace = 1 - p.treaty_pace_cost * treaty  # 17.4
    for i, j in AGENTS:
        open_share[i] = 1 - p.absorption_open_share + p.absorption_open_share * in_effect.open_weights[j]
        if on.breakthroughs:
            rate[i] = min(p.breakthrough_highest_per_year, exp(log_breakthroughs[i] + log_L[i] / 2 + p.breakthrough_scarcity * (log_L[i] - log_L[j] + log_C[j] - log_C[i])))  # 10.1
            jump[i] = pick(z.Breakthrough[i] < chance(rate[i]), exp(log_mean_jump - p.algorithm_difficulty * log_A[i]) * min(4, -log(1 - z.BreakthroughSize[i])), 0)  # 10.2, 10.3
        else:
            jump[i] = 0
    if on.breakthroughs and on.r1:
        jump[CN] = jump[CN] + pick(month == event.r1, p.r1_jump, 0)
    for i, j in AGENTS:
        model_base[i] = 1 + exp((p.threshold_log10 - E[i]) * automation)
    per_models = 1 / (model_base[US] * model_base[CN])
    for i, j in AGENTS:
        if on.algorithms:
            models[i] = model_base[j] * per_models  # 9.2
            own[i] = exp(log_base + quality[i] + p.parallel_returns * log_L[i] + p.research_compute_exponent * (log_C[i] + log_k_research[i]) - p.algorithm_difficulty * log_A[i]) * (1 - p.algorithm_regulation_cost * R_now[i]) * (1 + p.automation_gain * models[i])  # 9.1
            absorbed[i] = p.absorption_per_year * open_share[i] * min(3 / 2, exp(-p.secrecy_response * (h[j] - 1))) * max(0, log_A[j] - log_A[i] - p.absorption_friction) * (1 - p.theft_share * in_effect.lab_security[j])  # 9.3, 9.6
        else:
            own[i] = 0
            absorbed[i] = 0
        used[i] = known[i] * publish
        log_A_now[i] = log_A[i] + dt * (own[i] * pace + absorbed[i]) + used[i] + jump[i]  # 9.4
        known_now[i] = known[i] + open_share[i] * jump[j] - used[i]  # 10.4
        quality_now[i] = quality[i] * quality_left + quality_noise * z.Research[i]  # 9.5
    # 13 train and release
    for i, j in AGENTS:
        training_compute[i] = (frontier_now[i] + smuggled_now[i] + counted[i] * domestic_now[i]) * powered[i] + rented_now[i]
        log_T_now[i] = log_T[i] + training_step * (log_run[i] + p.run_share_growth_per_year * min((month + 1) / 12, 8) + log((1 + p.run_mobilisation_response * mobilised_now[i]) * k_training[i] * training_compute[i]) - log_T[i])  # 19.1
        E_now[i] = (log_T_now[i] + log_A_now[i] + p.data_exponent * log(d_now[i])) * (1 / ln10)  # 19.2
        Z_now[i] = p.eci_at_reference + p.eci_per_decade * (E_now[i] - p.reference_log10)  # 19.3
        own_pace_now[i] = max(0, own_pace[i] + remember * ((Z_now[i] - Z[i]) * 12 - own_pace[i]))  # 0.3
        due[i] = waiting[i] + dt
        released[i] = z.Release[i] < 1 - exp(-half_pi * square(p.releases_per_year[i] * (1 - p.release_regulation_delay * R_now[i])) * due[i] * dt)  # 19.4
        released[i] = released[i] | (month == event.r1) if on.r1 and china[i] else released[i]
        X_now[i] = pick(released[i], max(X[i], Z_now[i] + p.release_quality_sd * z.ReleaseQuality[i]), X[i])  # 19.5
        X_now[i] = pick((month >= p.pipeline_month[i]) & (month < p.pipeline_month[i] + 1), max(X_now[i], p.pipeline_release[i]), X_now[i])
        waiting_now[i] = pick(released[i], 0, due[i])
        surprise[i] = pick(X_now[i] > X[i], clamp((X_now[i] - seen_now[j] - p.surprise_expected) * per_surprise, 0, 1), 0) if on.rally else 0  # 11.1
        rally_now[i] = rally[i] * rally_left + p.rally_gain_per_year * surprise[i]  # 11.2
        alarm_now[j] = min(2, alarm[j] * rally_left + p.alarm_gain * surprise[i])  # 11.3
        passed_now[i] = max(passed[i], pick(E_now[i] >= p.threshold_log10, 1, 0)) if on.threshold else 0  # 15.1
    # 14 produce
    for i, j in AGENTS:
        output_base[i] = 1 + exp((p.threshold_log10 - E_now[i]) * output_slope)
    per_output = 1 / (output_base[US] * output_base[CN])
    for i, j in AGENTS:
        output_now[i] = output[i] + output_step * (p.output_full_share * min(1, served[i] * output_base[j] * per_output) - output[i]) if on.output else 0  # 21.1, 21.2
    # 15 distrust
    per_Ys = 1 / (Y_now[US] * Y_now[CN])
    for i, j in AGENTS:
        acts[i] = chip_controls_now[i] + max(tool_controls[i], memory_controls[i]) + mandate[i] + import_block[i] * (1 - mandate[i]) + counter_controls[i]  # 13.1
    for i, j in AGENTS:
        if on.distrust and on.rivalry:
            h_now[i] = max(0, h[i] + dt * (p.distrust_threat_response * threat[i] + p.distrust_acts_response * acts[j] + p.distrust_echo * h[j] - (p.distrust_fatigue_per_year + p.distrust_cost_fatigue * ((K_now[i] + S_now[i]) * Y_now[j] * per_Ys)) * h[i] + p.grievance_per_year[i] - p.treaty_distrust_relief_per_year * treaty * h[i]) + distrust_noise * z.Distrust[i])  # 13.2
        else:
            h_now[i] = h[i]
    # 16 keep safe
    for i, j in AGENTS:
        if on.safety:
            lead[i] = X_now[i] - seen_now[i]
            enmity[i] = max(h[i], 1 / 20)
            per_enmities[i] = 1 / ((1 + h[i]) * enmity[i])
            trust[i] = enmity[i] * per_enmities[i]  # 14.2
            left[i] = p.safety_norm[i] * pick(lead[i] > 0, max(trust[i], min(1, lead[i] * per_enmity * (1 + h[i]) * per_enmities[i])), 1 - exp(min(lead[i], 0) * per_enmity) * h[i] * trust[i])  # 14.1
            s_now[i] = clamp(s[i] + dt * p.safety_adjustment_per_year * (1 - (1 - left[i]) * (1 - p.safety_rules_effect * in_effect.safety_regulation[i]) * (1 - p.safety_treaty_effect * treaty) - s[i]), 0, 1)  # 14.3
            expected[i] = p.incidents_per_year[i] * exp(p.incident_elasticity * (log_C_now[i] + log_k_serving[i] - log_incident_compute)) * (1 - p.incident_safety_effect * s_now[i])  # 14.5
            incidents[i] = max(0, expected[i] + sqrt(expected[i] * 12) * z.Incidents[i])  # 14.6
            log_hazard[i] = log_catastrophe + catastrophe_slope * (E_now[i] - p.threshold_log10) + p.catastrophe_safety_exponent * log(max(1 - s_now[i], 1e-6))
            catastrophe[i] = pick(z.Catastrophe[i] < chance(min(p.catastrophe_highest_per_year, exp(min(log_hazard[i], 50)))), 1, 0)  # 14.7
        else:
            s_now[i] = s[i]
            expected[i] = 0
            incidents[i] = 0
            catastrophe[i] = 0
    for i, j in AGENTS:
        J_now[i] = clamp(J[i] * alarm_left + dt * p.incident_alarm_per_year * max(0, (expected[US] + expected[CN]) / habit - 1) * (1 / 10) + catastrophe[i], 0, 1)  # 14.4
    habit_now = habit + habit_step * (expected[US] + expected[CN] - habit)  # 14.8
    # 17 align the world
    mean_distrust = (h_now[US] + h_now[CN]) / 2
    if on.world:
        for i, j in AGENTS:
            cost[i] = p.energy_price[i] * (1 + (p.domestic_energy_penalty[i] - 1) * (domestic_now[i] / installed_now[i])) * per_energy / 2 + p.labour_cost_ratio[i] / 2  # 16.2
        cheaper = log(cost[CN] * (1 / cost[US]))
        better = (X_now[US] - X_now[CN]) * (1 / 10)
        attract[US] = p.alignment_capability_weight * better + p.alignment_price_weight * cheaper + p.alignment_supply_weight * (log_C_now[US] + log_k_serving[US] - log_C_now[CN] - log_k_serving[CN]) + p.alignment_noise * z.Alignment / 2  # 16.4
        attract[CN] = -attract[US]
        prefer[US] = p.usage_capability_weight * better + p.usage_price_weight * cheaper
        for i, j in AGENTS:
            utility[i] = exp(p.alignment_appeal[i] + attract[i] + p.alignment_openness_weight * in_effect.open_weights[i] + p.alignment_outreach_weight * in_effect.outreach[i] + p.alignment_network_weight * W[i] + p.alignment_standards_weight * standards[i] + p.alignment_usage_weight * usage[i])  # 16.1
        utility_un = exp(p.alignment_network_weight * W_un + p.alignment_standards_weight * standards_un + p.alignment_unaligned_appeal - p.alignment_pressure * mean_distrust)
        per_utility = 1 / (utility[US] + utility[CN] + utility_un)  # 16.3
        favour = logistic(2 * prefer[US] + p.usage_appeal[US] - p.usage_appeal[CN] + p.usage_openness_weight * (in_effect.open_weights[US] - in_effect.open_weights[CN]) + p.serving_returns * (log_k_serving[US] - log_k_serving[CN]))  # 16.7
        for i, j in AGENTS:
            W_now[i] = W[i] + dt * p.alignment_speed_per_year * (utility[i] * per_utility - W[i])  # 16.5
            standards_now[i] = standards[i] + dt * p.standards_speed_per_year * (W[i] - standards[i])
        usage_now[US] = usage[US] + dt * p.usage_speed_per_year * (favour - usage[US])
        usage_now[CN] = usage[CN] + dt * p.usage_speed_per_year * (1 - favour - usage[CN])
        W_un_now = W_un + dt * p.alignment_speed_per_year * (utility_un * per_utility - W_un)
        standards_un_now = standards_un + dt * p.standards_speed_per_year * (W_un - standards_un)
        fragmentation_now = clamp((1 - W_un_now) * 4 * W_now[US] * W_now[CN] / square(max(W_now[US] + W_now[CN], 1e-9)) * (1 - exp(-(mean_distrust / 2 + (acts[US] + acts[CN]) / 8))), 0, 1)  # 16.6
    else:
        for i, j in AGENTS:
            W_now[i] = W[i]
        W_un_now = W_un
        fragmentation_now = 0
    # 18 govern
    if on.treaty:
        agree = p.treaty_base_per_year * in_effect.treaty_stance[US] * in_effect.treaty_stance[CN] * exp(-p.treaty_distrust_response * (mean_distrust - 1)) * (1 + p.treaty_alarm_response * (J_now[US] + J_now[CN]) / 2)  # 17.1
        part = p.treaty_break_per_year * (1 + p.treaty_break_distrust * mean_distrust) * (1 + exp(-abs(X_now[US] - X_now[CN]) * per_closeness)) * (2 - in_effect.treaty_stance[US] - in_effect.treaty_stance[CN]) / 2 + p.treaty_break_floor_per_year  # 17.2
        treaty_now = pick((month >= 45) & (z.Treaty < chance(pick(treaty > 0, part, agree))), 1 - treaty, treaty)
    else:
        treaty_now = 0
    # 19 account
    v_now = v * discount
    if on.cost:
        for i, j in AGENTS:
            loss = p.catastrophe_cost * (catastrophe[US] + catastrophe[CN]) / 2
            subsidy_now[i] = subsidy[i] + v_now * dt * max(0, S_now[i] - state_share[i] * Y_now[i])  # 18.1
            trade_loss_now[i] = trade_loss[i] + v_now * dt * (1e-6 * P_now * (p.buyer_loss * prevented[i] + p.seller_loss * prevented[j]) + fees[i] - fees[j])  # 18.2, 18.6
            incident_loss_now[i] = incident_loss[i] + v_now * (dt * p.incident_cost * incidents[i] + loss)  # 18.3
            benefit_now[i] = benefit[i] + v_now * dt * output_now[i] * Y_now[i]
        third_cost_now = third_cost + v_now * dt * p.fragmentation_cost_per_year * fragmentation_now
