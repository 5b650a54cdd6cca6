//! M20 Output (F8): what AI adds to the economy, and what passing the threshold changes.

use crate::numeric::{Num, Scale};

/// Share of the economy that AI would add with its present abilities once they were fully taken up.
///
/// Eq. (21.1): `y* = y_1 min(1, u/(1 + exp(-4 (log10 E - theta)/w_y)))`
///
/// `log10_effective` log10 E of Eq. (19.2); `threshold_log10` theta; `full_share` y_1: what full automation of intellectual work adds, before it changes growth; `width_decades`
/// w_y: decades of effective compute from a tenth to nine tenths, roughly; `served` u of Eq. (22.4): what is served over what would be as compute is usually divided. Source: MODEL002 and published growth studies; a wide guess.
#[inline(always)]
pub fn reachable_share<const W: usize>(
    full_share: Num<W>,
    log10_effective: Num<W>,
    threshold_log10: Num<W>,
    width_decades: Scale<W>,
    served: Num<W>,
) -> Num<W> {
    let able = (4.0 * (log10_effective - threshold_log10) / width_decades).logistic();
    full_share * (served * able).min(Num::ONE)
}

/// Share of the economy that AI adds one step later: adoption takes years.
///
/// Eq. (21.2): `y' = y + dt (y* - y)/tau_y`
///
/// `years` tau_y.
#[inline(always)]
pub fn next_share<const W: usize>(share: Num<W>, reachable: Num<W>, years: Scale<W>, step_years: f64) -> Num<W> {
    share + step_years * (reachable - share) / years
}
