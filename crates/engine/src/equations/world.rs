//! M16 World alignment and standards (F16, F21, F22).

use crate::numeric::Num;

/// How attractive an agent is to third countries.
///
/// Eq. (16.1): `U = u_0 + w_c (X - X_rival)/10 + w_p ln(c_rival/c) + w_o w + w_s ln((k_S C)/(k_S C)_rival) + w_r outreach + w_n W + w_z Z + w_u S`
///
/// `appeal` u_0; released capability X in ECI; unit cost c of Eq. (16.2); open weights w; usable compute C (supply) and k_S of it that serves users over the usual part (Eq. 22.3); outreach in 0..1; adoption
/// share W (network effect); share Z of standards (market access for whoever sets the rules, F21); share S of the models in use, Eq. (16.7): who uses them builds on them. Source: ADOPT001-ADOPT020.
#[inline(always)]
pub fn utility<const W: usize>(weights: &Weights<W>, own: &Offer<W>, rival: &Offer<W>) -> Num<W> {
    own.appeal
        + weights.capability * (own.released_eci - rival.released_eci) / 10.0
        + weights.price * (rival.log_unit_cost - own.log_unit_cost)
        + weights.openness * own.open_weights
        + weights.supply * (own.log_compute - rival.log_compute)
        + weights.outreach * own.outreach
        + weights.network * own.share
        + weights.standards * own.standards
        + weights.usage * own.usage
}

/// What third countries weigh.
#[derive(Debug, Clone, Copy)]
pub struct Weights<const W: usize> {
    /// Per 10 ECI points.
    pub capability: Num<W>,
    pub price: Num<W>,
    pub openness: Num<W>,
    pub supply: Num<W>,
    pub outreach: Num<W>,
    pub network: Num<W>,
    pub standards: Num<W>,
    pub usage: Num<W>,
}

/// What an agent offers third countries.
#[derive(Debug, Clone, Copy)]
pub struct Offer<const W: usize> {
    pub appeal: Num<W>,
    pub released_eci: Num<W>,
    /// ln c.
    pub log_unit_cost: Num<W>,
    pub open_weights: Num<W>,
    /// ln(k_S C), C in H100e.
    pub log_compute: Num<W>,
    /// ln u.
    pub log_served: Num<W>,
    pub outreach: Num<W>,
    pub share: Num<W>,
    pub standards: Num<W>,
    /// S.
    pub usage: Num<W>,
}

/// Cost of serving one unit of AI work, index: half energy, half labour, at US 2023 prices.
///
/// Eq. (16.2): `c = (c_E/c_E0)/2 + (c_L/c_L0)/2`
///
/// `energy_ratio` c_E/c_E0: price of energy times the chips' energy need, over the US price of 2023; `labour_ratio` c_L/c_L0: cost of a
/// researcher over the US one. Source: ENERGY015, ENERGY016, CHIP029, TAL010.
#[inline(always)]
pub fn unit_cost<const W: usize>(energy_ratio: Num<W>, labour_ratio: Num<W>) -> Num<W> {
    0.5 * energy_ratio + 0.5 * labour_ratio
}

/// Shares that third countries move toward: United States, China, unaligned.
///
/// Eq. (16.3): `W*_k = exp(U_k)/sum_j exp(U_j), with U_0 = w_n W_0 + w_z Z_0 + (w_0 - p (h_US + h_CN)/2)`
///
/// `utilities` of the two agents; `unaligned_network` w_n W_0 + w_z Z_0; `unaligned_appeal` w_0; `pressure` p: how distrust of the two pushes third countries to
/// choose. Source: F22.
#[inline(always)]
pub fn target_shares<const W: usize>(
    utilities: [Num<W>; 2],
    unaligned_network: Num<W>,
    unaligned_appeal: Num<W>,
    pressure: Num<W>,
    mean_distrust: Num<W>,
) -> [Num<W>; 3] {
    let unaligned = unaligned_network + unaligned_appeal - pressure * mean_distrust;
    let top = utilities[0].max(utilities[1]).max(unaligned);
    let us = (utilities[0] - top).exp();
    let china = (utilities[1] - top).exp();
    let none = (unaligned - top).exp();
    let each = 1.0 / (us + china + none);
    [us * each, china * each, none * each]
}

/// Share of model use in third countries (tokens, downloads) that the United States' models move toward; China's is the rest.
///
/// Eq. (16.7): `S*_US = 1/(1 + exp(V_CN - V_US)), V = v_0 + v_c (X - X_rival)/10 + v_p ln(c_rival/c) + v_o w + ln u`
///
/// `appeal` v_0 and `weights` v_c, v_p, v_o of both offers, which are read as in Eq. (16.1); u of Eq. (22.4): whoever is not served goes elsewhere. Developers change models within months, without changing sides. Source: ADOPT001-ADOPT007.
#[inline(always)]
pub fn target_usage<const W: usize>(
    appeals: [Num<W>; 2],
    capability: Num<W>,
    price: Num<W>,
    openness: Num<W>,
    us: &Offer<W>,
    china: &Offer<W>,
) -> Num<W> {
    let better = 2.0 * capability * (us.released_eci - china.released_eci) / 10.0;
    let cheaper = 2.0 * price * (china.log_unit_cost - us.log_unit_cost);
    let opener = openness * (us.open_weights - china.open_weights);
    let served = us.log_served - china.log_served;
    (appeals[0] - appeals[1] + better + cheaper + opener + served).logistic()
}

/// Noise of alignment: moves the two agents' utilities in opposite directions.
///
/// Eq. (16.4): `U_US -> U_US + sigma_W eps/2, U_CN -> U_CN - sigma_W eps/2`
#[inline(always)]
pub fn shifted_utilities<const W: usize>(utilities: [Num<W>; 2], noise: Num<W>, shock: Num<W>) -> [Num<W>; 2] {
    let shift = 0.5 * noise * shock;
    [utilities[0] + shift, utilities[1] - shift]
}

/// A share one step later, on its way to a target share.
///
/// Eq. (16.5): `W' = W + dt r_W (W* - W); standards Z' = Z + dt r_Z (W - Z); model use S' = S + dt r_S (S* - S)`
#[inline(always)]
pub fn next_share<const W: usize>(share: Num<W>, target: Num<W>, speed_per_year: Num<W>, step_years: f64) -> Num<W> {
    share + step_years * speed_per_year * (target - share)
}

/// How far the world is split into two incompatible blocs, 0..1.
///
/// Eq. (16.6): `Phi = (1 - W_0) 4 W_US W_CN/(W_US + W_CN)^2 (1 - exp(-(h_m/2 + A_m/4)))`
///
/// `shares` of United States, China, unaligned; `mean_distrust` h_m; `mean_acts` A_m: mean of both sides' hostile acts of Eq. (13.1). Source: F22.
#[inline(always)]
pub fn fragmentation<const W: usize>(shares: [Num<W>; 3], mean_distrust: Num<W>, mean_acts: Num<W>) -> Num<W> {
    let aligned = (shares[0] + shares[1]).max(Num::splat(1e-9));
    let balance = 4.0 * shares[0] * shares[1] / (aligned * aligned);
    let incompatible = 1.0 - (-(0.5 * mean_distrust + 0.25 * mean_acts)).exp();
    ((1.0 - shares[2]) * balance * incompatible).clamp01()
}
