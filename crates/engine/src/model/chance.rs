//! Whether a rare event strikes, at little cost where it does not.

use crate::equations::chance;
use crate::numeric::{Mask, Num};

/// Whether an event can strike in any run if its hazard is not above `highest_per_year`: a chance is never above `hazard_per_year * step_years`.
#[inline(always)]
pub fn can_strike<const W: usize>(uniform: Num<W>, highest_per_year: Num<W>, step_years: f64) -> bool {
    /// More than what rounding can add to a chance.
    const ROUNDING: f64 = 1e-15;
    uniform.lt(highest_per_year * step_years + ROUNDING).any()
}

/// Whether an event strikes: `uniform` is below its chance, Eq. (0.6). The chance is only computed where the event can strike: for most events
/// in few months.
#[inline(always)]
pub fn strikes<const W: usize>(uniform: Num<W>, hazard_per_year: Num<W>, step_years: f64) -> Mask<W> {
    if can_strike(uniform, hazard_per_year, step_years) {
        uniform.lt(chance(hazard_per_year, step_years))
    } else {
        Mask::NONE
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::streams::Streams;

    /// The oracle is the chance itself. Hazards from next to nothing to very large, draws on both sides of the chance.
    #[test]
    fn an_event_strikes_where_the_draw_is_below_its_chance() {
        let mut reader = Streams::new(5).open(0, 0);
        for power in -12..3 {
            for _ in 0..500 {
                let hazard = Num(std::array::from_fn(|_| 10_f64.powi(power) * (0.1 + reader.uniform())));
                let near = chance(hazard, 1.0 / 12.0);
                let mut uniform: Num<8> = Num(std::array::from_fn(|_| reader.uniform()));
                uniform.0[0] = near.0[0];
                uniform.0[1] = f64::from_bits(near.0[1].to_bits() - 1);
                uniform.0[2] = f64::from_bits(near.0[2].to_bits() + 1);
                assert_eq!(strikes(uniform, hazard, 1.0 / 12.0), uniform.lt(near));
            }
        }
        assert_eq!(strikes(Num([0.5]), Num([f64::NAN]), 0.1), Mask::NONE);
    }
}
