//! Counts of the bins of one sign.

mod packed;

/// Bins are added in pieces of this many.
const PIECE: u32 = 64;

/// Counts of the bins of one sign: place `i` belongs to the bin number `base + i`.
#[derive(Debug, Clone)]
pub struct Side {
    base: u32,
    /// Numbers in all bins together.
    total: u32,
    counts: Counts,
}

/// A count takes 16 bits as long as none can need more: half of a run's memory are counts.
#[derive(Debug, Clone)]
enum Counts {
    Narrow(Vec<u16>),
    Wide(Vec<u32>),
}

impl Side {
    /// Nothing counted yet.
    pub const EMPTY: Self = Self {
        base: 0,
        total: 0,
        counts: Counts::Narrow(Vec::new()),
    };

    /// Numbers in all bins together.
    pub const fn total(&self) -> u32 {
        self.total
    }

    /// Bins that there is room for.
    pub fn bins(&self) -> usize {
        match &self.counts {
            Counts::Narrow(counts) => counts.len(),
            Counts::Wide(counts) => counts.len(),
        }
    }

    /// Makes room for the bin.
    pub fn reach(&mut self, bin: u32) {
        let first = bin / PIECE * PIECE;
        match &mut self.counts {
            Counts::Narrow(counts) => reach(counts, &mut self.base, first),
            Counts::Wide(counts) => reach(counts, &mut self.base, first),
        }
    }

    /// Notes that so many numbers are about to be counted, and widens the counts before one could overflow.
    #[inline(always)]
    fn admit(&mut self, numbers: u32) {
        self.total = self.total.saturating_add(numbers);
        if self.total > u32::from(u16::MAX) && matches!(self.counts, Counts::Narrow(_)) {
            self.widen();
        }
    }

    #[cold]
    #[inline(never)]
    fn widen(&mut self) {
        if let Counts::Narrow(counts) = &self.counts {
            self.counts = Counts::Wide(counts.iter().map(|&count| u32::from(count)).collect());
        }
    }

    /// Counts one number in if there is room for its bin; says whether there was.
    #[inline(always)]
    pub fn add_known(&mut self, bin: u32) -> bool {
        let place = bin.wrapping_sub(self.base) as usize;
        let is_known = place < self.bins();
        if is_known {
            self.admit(1);
            match &mut self.counts {
                Counts::Narrow(counts) => counts[place] += 1,
                Counts::Wide(counts) => counts[place] += 1,
            }
        }
        is_known
    }

    /// Counts a number in several times.
    pub fn add(&mut self, bin: u32, count: u32) {
        self.reach(bin);
        self.admit(count);
        let place = (bin - self.base) as usize;
        match &mut self.counts {
            // Their sum has just been found small enough.
            Counts::Narrow(counts) => counts[place] += count as u16,
            Counts::Wide(counts) => counts[place] += count,
        }
    }

    /// Counts so many numbers in, whose bins there is room for.
    #[inline(always)]
    pub fn add_each(&mut self, bins: impl Iterator<Item = u32>, numbers: u32) {
        self.admit(numbers);
        let base = self.base;
        match &mut self.counts {
            Counts::Narrow(counts) => {
                let counts = &mut counts[..];
                bins.for_each(|bin| counts[(bin - base) as usize] += 1);
            }
            Counts::Wide(counts) => {
                let counts = &mut counts[..];
                bins.for_each(|bin| counts[(bin - base) as usize] += 1);
            }
        }
    }

    /// Adds the counts of bins in a row, the first of which is `bin`.
    #[inline(always)]
    pub fn add_all(&mut self, bin: u32, more: &[u16]) {
        self.reach(bin);
        self.reach(bin + more.len() as u32 - 1);
        self.admit(more.iter().map(|&count| u32::from(count)).sum());
        let places = (bin - self.base) as usize..(bin - self.base) as usize + more.len();
        match &mut self.counts {
            Counts::Narrow(counts) => {
                for (own, &more) in counts[places].iter_mut().zip(more) {
                    *own += more;
                }
            }
            Counts::Wide(counts) => {
                for (own, &more) in counts[places].iter_mut().zip(more) {
                    *own += u32::from(more);
                }
            }
        }
    }

    /// Bins that hold something, ascending, with their counts.
    pub fn filled(&self) -> impl DoubleEndedIterator<Item = (u32, u32)> {
        let all = (0..self.bins()).map(|place| {
            let count = match &self.counts {
                Counts::Narrow(counts) => u32::from(counts[place]),
                Counts::Wide(counts) => counts[place],
            };
            (self.base + place as u32, count)
        });
        all.filter(|(_, count)| *count > 0)
    }
}

/// Makes room for the piece that begins with bin `first`, and for no more than it.
fn reach<T: Copy + Default>(counts: &mut Vec<T>, base: &mut u32, first: u32) {
    if counts.is_empty() {
        *base = first;
    }
    if first < *base {
        let missing = (*base - first) as usize;
        counts.reserve_exact(missing);
        counts.splice(0..0, std::iter::repeat_n(T::default(), missing));
        *base = first;
    }
    let length = (first + PIECE - *base) as usize;
    if length > counts.len() {
        counts.reserve_exact(length - counts.len());
        counts.resize(length, T::default());
    }
}
