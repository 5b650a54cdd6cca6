//! M15 Decisive threshold (F8): transformative capability.

use crate::numeric::{Mask, Num};

/// Whether the agent's effective training compute reaches the transformative threshold.
///
/// Eq. (15.1): `passed where log10 E >= theta`
///
/// `log10_effective` log10 E (FLOP at January 2023 algorithms); `threshold_log10` theta, uncertain. Source: MODEL001, FORE006, FORE008.
#[inline(always)]
pub fn passed<const W: usize>(log10_effective: Num<W>, threshold_log10: Num<W>) -> Mask<W> {
    log10_effective.ge(threshold_log10)
}
