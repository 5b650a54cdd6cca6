//! M8 Data pools and exchanges (F14).

use crate::numeric::Num;

/// Access to training data one step later, index (1 = United States in 2023).
///
/// Eq. (8.1): `d' = d + dt r_d (d_0 (1 + b_p pool) (1 - b_R R) - d)`
///
/// `base` d_0; `pooling` pool in 0..1 with response b_p; `regulation` R in 0..1 with response b_R; `adjustment_per_year` r_d.
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn next_data_access<const W: usize>(
    data_access: Num<W>,
    adjustment_per_year: Num<W>,
    base: Num<W>,
    pooling_response: Num<W>,
    pooling: Num<W>,
    regulation_response: Num<W>,
    regulation: Num<W>,
    step_years: f64,
) -> Num<W> {
    let target = base * (1.0 + pooling_response * pooling) * (1.0 - regulation_response * regulation);
    data_access + step_years * adjustment_per_year * (target - data_access)
}
