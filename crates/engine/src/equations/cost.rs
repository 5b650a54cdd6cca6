//! M18 Cost of the race (F11).

use crate::numeric::Num;

/// State funding beyond its share of the economy of January 2023, USD bn a year.
///
/// Eq. (18.1): `c_s = max(0, S - S_0 Y/Y_0)`
///
/// `state` S; `usual` S_0 Y/Y_0. Private spending is no cost here: it is an investment, and what rivalry adds to it shows only in a run without rivalry on the same worlds.
#[inline(always)]
pub fn race_subsidy_usd_bn_per_year<const W: usize>(
    state_usd_bn_per_year: Num<W>,
    usual_usd_bn_per_year: Num<W>,
) -> Num<W> {
    (state_usd_bn_per_year - usual_usd_bn_per_year).positive()
}

/// Loss from trade that controls and mandates prevent, USD bn a year.
///
/// Eq. (18.2): `c_t = 10^-6 P (v_b V + v_s V_rival)`
///
/// `price` P in USD thousand; V and V_rival: H100e a year that the agent and its rival would have bought abroad without controls and mandates and
/// did not; `buyer_loss` v_b and `seller_loss` v_s: dollars lost per dollar not traded.
#[inline(always)]
pub fn trade_loss_usd_bn_per_year<const W: usize>(
    price_usd_k_per_h100e: Num<W>,
    buyer_loss: Num<W>,
    not_bought_h100e_per_year: Num<W>,
    seller_loss: Num<W>,
    not_sold_h100e_per_year: Num<W>,
) -> Num<W> {
    1e-6 * price_usd_k_per_h100e * (buyer_loss * not_bought_h100e_per_year + seller_loss * not_sold_h100e_per_year)
}

/// Fees that an agent pays for licences, USD bn a year.
///
/// Eq. (18.5): `F_l = 10^-6 P (y_f - y) I`
///
/// `price` P in USD thousand; `licensed` y_f of Eq. (3.13) and `dearer` y of Eq. (3.3); `purchases` I in H100e a year.
#[inline(always)]
pub fn licence_fees_usd_bn_per_year<const W: usize>(
    price_usd_k_per_h100e: Num<W>,
    licensed: Num<W>,
    dearer: Num<W>,
    purchases_h100e_per_year: Num<W>,
) -> Num<W> {
    1e-6 * price_usd_k_per_h100e * (licensed - dearer) * purchases_h100e_per_year
}

/// Loss from trade, licence fees paid and taken included, USD bn a year: what one state takes the other pays.
///
/// Eq. (18.6): `c_t' = c_t + F_l - F_l,rival`
///
/// `loss` c_t of Eq. (18.2); `paid` and `taken` F_l of Eq. (18.5), the agent's own and its rival's. Below 0 where fees bring in more than is lost in sales.
#[inline(always)]
pub fn trade_loss_with_fees_usd_bn_per_year<const W: usize>(loss: Num<W>, paid: Num<W>, taken: Num<W>) -> Num<W> {
    loss + paid - taken
}

/// Discounted cost of the race one step later, USD bn.
///
/// Eq. (18.3): `B' = B + v (dt (c_s + c_t' + c_i i) + loss), where v' = v (1 - rho dt)`
///
/// `discount` v; `running` c_s + c_t' + c_i i in USD bn a year; `loss` USD bn at once.
#[inline(always)]
pub fn next_cost_usd_bn<const W: usize>(
    cost_usd_bn: Num<W>,
    discount: Num<W>,
    running_usd_bn_per_year: Num<W>,
    loss_usd_bn: Num<W>,
    step_years: f64,
) -> Num<W> {
    cost_usd_bn + discount * (step_years * running_usd_bn_per_year + loss_usd_bn)
}

/// Payoff of a state, score: what it may be taken to want, weighted.
///
/// Eq. (18.4): `V = w_1 clamp(lead, -24, 24)/12 + w_2 W + w_3 first - w_4 100 B/(Y_0 T) - w_5 catastrophe - w_6 (1 - s_m)`
///
/// `lead_months` lead at the end of the horizon; `third_country_share` W; `first` 1 if the state passed the threshold first, -1
/// if the rival did; `cost_share_percent` 100 B/(Y_0 T): cost in percent of the economy's output over the horizon; `catastrophe` 0 or 1; `mean_effort`
/// s_m: the lower of both sides' mean safety efforts. Weights are cards of their own.
#[inline(always)]
pub fn payoff<const W: usize>(
    weights: &PayoffWeights<W>,
    lead_months: Num<W>,
    third_country_share: Num<W>,
    first: Num<W>,
    cost_share_percent: Num<W>,
    catastrophe: Num<W>,
    mean_effort: Num<W>,
) -> Num<W> {
    weights.lead * lead_months.clamp(-24.0, 24.0) / 12.0
        + weights.third_countries * third_country_share
        + weights.threshold * first
        - weights.cost * cost_share_percent
        - weights.catastrophe * catastrophe
        - weights.neglect * (1.0 - mean_effort)
}

/// Weights of Eq. (18.4).
#[derive(Debug, Clone, Copy)]
pub struct PayoffWeights<const W: usize> {
    /// Per year of lead.
    pub lead: Num<W>,
    pub third_countries: Num<W>,
    pub threshold: Num<W>,
    /// Per percent of output.
    pub cost: Num<W>,
    pub catastrophe: Num<W>,
    pub neglect: Num<W>,
}
