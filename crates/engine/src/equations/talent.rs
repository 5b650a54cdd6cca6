//! M7 Talent (F6): graduates, leavers, migration.

use crate::numeric::{Num, Scale};

/// Net arrivals of researchers, thousand a year.
///
/// Eq. (7.1): `N_i = mu_j o_i L_j w_i/(w_i + w_j) - mu_i o_j L_i w_j/(w_i + w_j) + rho_i z_i delta L_j - rho_j z_j delta L_i + a_i o_i`
///
/// For i with rival j: `emigration` mu a year, openness o in 0..1, researchers L (thousand), reward w (AI spending per researcher), return
/// programmes z in 0..1 with strength rho a year on the diaspora share delta of the other country's researchers, and
/// arrivals a_i from the rest of the world at full openness (thousand a year). Of Eq. (7.3) are `arrivals` A_i and `rival_arrivals` A_j, of whom only those from the rest of the world do not leave i.
/// Source: TAL001-TAL005.
#[inline(always)]
pub fn net_arrivals_thousand_per_year<const W: usize>(
    arrivals: Num<W>,
    rival_arrivals: Num<W>,
    rival: &Side<W>,
) -> Num<W> {
    let to_rival = rival_arrivals - rival.world_arrivals * rival.openness;
    arrivals - to_rival
}

/// All who arrive, from the rival, home from it, and from the rest of the world, thousand a year.
///
/// Eq. (7.3): `A_i = mu_j o_i L_j w_i/(w_i + w_j) + rho_i z_i delta L_j + a_i o_i`
///
/// Symbols as in Eq. (7.1). Source: TAL001-TAL005, TAL009.
#[inline(always)]
pub fn arrivals_thousand_per_year<const W: usize>(own: &Side<W>, rival: &Side<W>) -> Num<W> {
    let pull = own.reward / (own.reward + rival.reward);
    let from_rival = rival.emigration_per_year * own.openness * rival.researchers * pull;
    let back_home = own.return_per_year * own.return_programme * own.diaspora_share * rival.researchers;
    from_rival + back_home + own.world_arrivals * own.openness
}

/// What migration needs to know of one side.
#[derive(Debug, Clone, Copy)]
pub struct Side<const W: usize> {
    /// L, thousand.
    pub researchers: Num<W>,
    /// w, USD bn a year per thousand researchers.
    pub reward: Num<W>,
    /// o in 0..1.
    pub openness: Num<W>,
    /// mu, share of researchers a year that would leave for a fully open rival with all the reward.
    pub emigration_per_year: Num<W>,
    /// z in 0..1.
    pub return_programme: Num<W>,
    /// rho a year.
    pub return_per_year: Num<W>,
    /// delta: share of the rival's researchers who come from this side.
    pub diaspora_share: Num<W>,
    /// a, thousand a year at full openness.
    pub world_arrivals: Num<W>,
}

/// Researchers one step later, thousand.
///
/// Eq. (7.2): `L' = max(1, L + dt [g_L L (1 - L/L_max) + N])`
///
/// `graduates_per_year` g_L net of leavers; `ceiling` L_max thousand. Source: TAL007, TAL008.
#[inline(always)]
pub fn next_researchers_thousand<const W: usize>(
    researchers_thousand: Num<W>,
    graduates_per_year: Num<W>,
    ceiling_thousand: Scale<W>,
    net_arrivals_thousand_per_year: Num<W>,
    step_years: f64,
) -> Num<W> {
    let grown = graduates_per_year * researchers_thousand * (1.0 - researchers_thousand / ceiling_thousand);
    (researchers_thousand + step_years * (grown + net_arrivals_thousand_per_year)).max(Num::ONE)
}
