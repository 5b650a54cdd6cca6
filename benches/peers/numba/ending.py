"""The metrics of docs/ODD.md, section 4.11: month by month and after the run. `equations.py` says how to read it."""


def metrics_of_the_month():
    for i, j in AGENTS:
        passed_in_now[i] = pick((passed_in[i] < 0) & (passed_now[i] > 0), month, passed_in[i])
        lowest_safety_now[i] = min(lowest_safety[i], s_now[i])
        safety_sum_now[i] = safety_sum[i] + s_now[i]
    parity_in_now = pick((parity_in < 0) & (q_now[CN] <= log_parity), month, parity_in)
    sufficient_now = pick(bought[CN] >= 0.8 * max(I_now[CN] + G[CN] + bought[CN], 1e-6), sufficient + 1, 0)
    sufficient_in_now = pick((sufficient_in < 0) & (sufficient_now >= 12), month, sufficient_in)
    leading_now = pick((month >= 6) & (X_now[CN] > X_now[US]), leading + 1, 0)
    leading_in_now = pick((leading_in < 0) & (leading_now >= 6), month, leading_in)
    peak_distrust_now = max(peak_distrust, (h_now[US] + h_now[CN]) / 2)
    incident_sum_now = incident_sum + dt * (incidents[US] + incidents[CN])
    catastrophe_in_now = pick((catastrophe_in < 0) & (catastrophe[US] + catastrophe[CN] > 0), month, catastrophe_in)
    treaty_in_now = pick((treaty_in < 0) & (treaty_now > 0), month, treaty_in)
    treaty_months_now = treaty_months + treaty
    curtailed_now = curtailed + 1 - powered[US]


def on_dates():
    """After the months of December 2027, 2030 and 2035."""
    if month == 59:
        ratio_2027 = C[US] / C[CN]
    if month == 95:
        ratio_2030 = C[US] / C[CN]
    if month == 155:
        ratio_2035 = C[US] / C[CN]
        W_2035[US] = W[US]
        W_2035[CN] = W[CN]
        W_un_2035 = W_un
        fragmentation_2035 = fragmentation


def after():
    """Metrics that are made of the last month's values; `months` is the length of the run, `lag_at` of Eq. (19.7)."""
    first = pick((passed_in[US] < 0) & (passed_in[CN] < 0), 0, pick((passed_in[CN] < 0) | ((passed_in[US] >= 0) & (passed_in[US] <= passed_in[CN])), 1, 2))
    neglect = p.payoff_neglect * (1 - min(safety_sum[US], safety_sum[CN]) / months) + p.payoff_catastrophe * pick(catastrophe_in >= 0, 1, 0)
    sign = pick(first == 1, 1, pick(first == 2, -1, 0))
    last_lag = clamp(lag_at.end, -24, 24) / 12
    for i, j in AGENTS:
        race_cost[i] = subsidy[i] + trade_loss[i] + incident_loss[i]
        burden[i] = 100 * race_cost[i] / (p.gdp_2023[i] * months / 12)
    metric.compute_ratio_2027 = ratio_2027
    metric.compute_ratio_2030 = ratio_2030
    metric.compute_ratio_2035 = ratio_2035
    metric.china_lag_months_2027 = lag_at.y2027
    metric.china_lag_months_2030 = lag_at.y2030
    metric.china_lag_months_2035 = lag_at.y2035
    metric.china_lag_months_min = lag_at.least
    metric.china_chip_parity_year = year(parity_in)
    metric.china_self_sufficiency_year = year(sufficient_in)
    metric.china_first_lead_year = year(leading_in)
    metric.threshold_first = first
    metric.threshold_year = year(pick(first == 2, passed_in[CN], passed_in[US]))
    metric.threshold_margin_months = pick((passed_in[US] < 0) | (passed_in[CN] < 0), inf, abs(passed_in[US] - passed_in[CN]))
    metric.us_spending_usd_bn = spending[US]
    metric.china_spending_usd_bn = spending[CN]
    metric.us_race_cost_usd_bn = race_cost[US]
    metric.china_race_cost_usd_bn = race_cost[CN]
    metric.world_race_cost_usd_bn = race_cost[US] + race_cost[CN] + third_cost
    metric.us_race_subsidy_usd_bn = subsidy[US]
    metric.us_trade_loss_usd_bn = trade_loss[US]
    metric.us_incident_loss_usd_bn = incident_loss[US]
    metric.us_ai_benefit_usd_bn = benefit[US]
    metric.china_race_subsidy_usd_bn = subsidy[CN]
    metric.china_trade_loss_usd_bn = trade_loss[CN]
    metric.china_incident_loss_usd_bn = incident_loss[CN]
    metric.china_ai_benefit_usd_bn = benefit[CN]
    metric.peak_distrust = peak_distrust
    metric.us_lowest_safety = lowest_safety[US]
    metric.china_lowest_safety = lowest_safety[CN]
    metric.incidents = incident_sum
    metric.catastrophe_year = year(catastrophe_in)
    metric.treaty_year = year(treaty_in)
    metric.treaty_months = treaty_months
    metric.us_third_country_share_2035 = W_2035[US]
    metric.china_third_country_share_2035 = W_2035[CN]
    metric.unaligned_share_2035 = W_un_2035
    metric.fragmentation_2035 = fragmentation_2035
    metric.china_smuggled_share = G_sum[CN] / (I_sum[CN] + G_sum[CN] + X_sum[CN])
    metric.us_power_curtailed_share = curtailed / months
    metric.us_payoff = p.payoff_lead * last_lag + p.payoff_third_countries * W[US] + p.payoff_threshold * sign - p.payoff_cost * burden[US] - neglect
    metric.china_payoff = p.payoff_third_countries * W[CN] - p.payoff_lead * last_lag - p.payoff_threshold * sign - p.payoff_cost * burden[CN] - neglect
    metric.world_payoff = p.payoff_third_countries * (1 - fragmentation) - p.payoff_cost * (burden[US] + burden[CN]) / 2 - neglect
