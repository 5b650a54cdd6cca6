//! One program for all machines: the hot code is compiled once for each instruction set and chosen when it starts.
//!
//! The choice moves no byte of a result. All sets run the same additions, multiplications, divisions and square roots in
//! the same order; the wider ones only do more lanes at once. Fused multiply-adds are never used: the compiler does not
//! make them by itself, and the code does not ask for them.
//!
//! A build with debug assertions has the portable set alone: it compiles in a third of the time.

/// An instruction set that the hot code is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum InstructionSet {
    /// What every processor of the target platform has.
    Portable,
    /// x86-64 with AVX2: four numbers an instruction.
    Avx2,
    /// x86-64 with AVX-512 (foundation, VL, BW and DQ): eight numbers an instruction.
    Avx512,
}

impl InstructionSet {
    /// All sets, the widest last.
    pub const ALL: [Self; 3] = [Self::Portable, Self::Avx2, Self::Avx512];

    /// Name on the command line.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Portable => "portable",
            Self::Avx2 => "avx2",
            Self::Avx512 => "avx512",
        }
    }

    /// The set of this name.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|set| set.key() == key)
    }

    /// Those that this machine can run, the widest last.
    pub fn available() -> impl DoubleEndedIterator<Item = Self> {
        Self::ALL.into_iter().filter(|set| set.is_available())
    }

    /// Whether this machine can run it.
    pub fn is_available(self) -> bool {
        match self {
            Self::Portable => true,
            #[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
            Self::Avx2 => std::is_x86_feature_detected!("avx2"),
            #[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
            Self::Avx512 => {
                std::is_x86_feature_detected!("avx2")
                    && std::is_x86_feature_detected!("avx512f")
                    && std::is_x86_feature_detected!("avx512vl")
                    && std::is_x86_feature_detected!("avx512bw")
                    && std::is_x86_feature_detected!("avx512dq")
            }
            #[cfg(not(all(target_arch = "x86_64", not(debug_assertions))))]
            Self::Avx2 | Self::Avx512 => false,
        }
    }
}

/// Work that is compiled for every instruction set.
///
/// `call` and everything hot below it must be `#[inline(always)]`: only what is inlined into the chosen entry point is
/// compiled for its instruction set.
pub trait Kernel {
    /// What the work gives.
    type Output;
    /// Does the work.
    fn call(self) -> Self::Output;
}

/// An instruction set that this machine has been found to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Processor(InstructionSet);

impl Processor {
    /// The widest set of this machine.
    pub fn widest() -> Self {
        let set = InstructionSet::available().next_back();
        Self(set.unwrap_or(InstructionSet::Portable))
    }

    /// This set, if the machine has it.
    pub fn with(set: InstructionSet) -> Option<Self> {
        set.is_available().then_some(Self(set))
    }

    /// The set in use.
    pub const fn instruction_set(self) -> InstructionSet {
        self.0
    }

    /// Does the work with this set.
    #[inline]
    pub fn run<K: Kernel>(self, kernel: K) -> K::Output {
        match self.0 {
            InstructionSet::Portable => kernel.call(),
            // SAFETY: a `Processor` is only made for a set that this machine was asked for and has.
            #[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
            InstructionSet::Avx2 => unsafe { with_avx2(kernel) },
            // SAFETY: as above.
            #[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
            InstructionSet::Avx512 => unsafe { with_avx512(kernel) },
            #[cfg(not(all(target_arch = "x86_64", not(debug_assertions))))]
            InstructionSet::Avx2 | InstructionSet::Avx512 => kernel.call(),
        }
    }
}

#[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
#[target_feature(enable = "avx2")]
fn with_avx2<K: Kernel>(kernel: K) -> K::Output {
    kernel.call()
}

#[cfg(all(target_arch = "x86_64", not(debug_assertions)))]
#[target_feature(enable = "avx2,avx512f,avx512vl,avx512bw,avx512dq")]
fn with_avx512<K: Kernel>(kernel: K) -> K::Output {
    kernel.call()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::numeric::{Num, normal};

    struct Sample(f64);

    impl Kernel for Sample {
        type Output = [u64; 8];
        #[inline(always)]
        fn call(self) -> [u64; 8] {
            let x = Num([0.1, 0.7, 1.3, 2.9, 4.4, 11.0, 37.5, 1e6]) * self.0;
            let y = (x.ln() * 0.31 + x.sqrt() / 3.7).exp() + x.pow(Num::splat(-0.37)) - (-x).logistic();
            let z = normal::quantile(y / (y + 1.0));
            (y + z).0.map(f64::to_bits)
        }
    }

    #[test]
    fn every_instruction_set_gives_the_same_bytes() {
        for set in InstructionSet::ALL {
            let Some(processor) = Processor::with(set) else {
                continue;
            };
            for step in 1..2000 {
                let scale = f64::from(step) * 0.0173;
                assert_eq!(
                    processor.run(Sample(scale)),
                    Sample(scale).call(),
                    "{}, scale {scale}",
                    set.key()
                );
            }
        }
    }

    #[test]
    fn the_widest_set_is_one_that_the_machine_has() {
        assert!(Processor::widest().instruction_set().is_available());
        for set in InstructionSet::ALL {
            assert_eq!(InstructionSet::from_key(set.key()), Some(set));
        }
    }
}
