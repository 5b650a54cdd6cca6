//! Counts of bins in few bytes, which are added to other counts without being unpacked first.
//!
//! Few bins far apart are written one by one, with the way from each to the next. Bins that lie close together are written as a table of
//! four bits a bin, which is added up many at a time.

use super::super::MAGNITUDES;
use super::{Counts, Side};
use crate::numeric::bytes::{Cursor, put_number};

/// What four bits can say; what a bin holds beyond it stands behind the table.
const NIBBLE: u32 = 15;

impl Side {
    /// Appends the counts to `bytes`. Equal counts give equal bytes.
    pub fn pack(&self, bytes: &mut Vec<u8>) {
        put_number(bytes, self.total.into());
        let filled: Vec<(u32, u32)> = self.filled().collect();
        let (Some(&(first, _)), Some(&(last, _))) = (filled.first(), filled.last()) else {
            return;
        };
        put_number(bytes, first.into());
        let (mut gaps, mut table) = (Vec::new(), Vec::new());
        pack_gaps(&mut gaps, &filled);
        pack_table(&mut table, &filled, first, last);
        // A table is read several times as fast, which is worth a few bytes.
        let as_table = table.len() <= gaps.len() + gaps.len() / 4;
        put_number(bytes, (u64::from(last - first) << 1) | u64::from(as_table));
        bytes.extend(if as_table { table } else { gaps });
    }

    /// Adds what [`Side::pack`] wrote; `None` if the bytes are damaged or cut short, and then the counts mean nothing.
    pub fn add_packed(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        let total = cursor.count()?;
        if total == 0 {
            return Some(());
        }
        let (first, form) = (cursor.count()?, cursor.count()?);
        let last = first.checked_add(form >> 1).filter(|&last| last < MAGNITUDES)?;
        self.reach(first);
        self.reach(last);
        self.admit(total);
        let places = (first - self.base) as usize..=(last - self.base) as usize;
        let is_table = form & 1 == 1;
        let added = match &mut self.counts {
            Counts::Narrow(counts) => add(&mut counts[places], cursor, is_table, |own, more| {
                *own = own.wrapping_add(more as u16);
            }),
            Counts::Wide(counts) => add(&mut counts[places], cursor, is_table, |own, more| {
                *own = own.wrapping_add(more);
            }),
        }?;
        (added == u64::from(total)).then_some(())
    }
}

/// Each bin as twice its distance from the one before, and one more where it holds several numbers; how many then follows, less two.
fn pack_gaps(bytes: &mut Vec<u8>, filled: &[(u32, u32)]) {
    put_number(bytes, filled.len() as u64);
    let mut before = filled.first().map_or(0, |&(bin, _)| bin);
    for &(bin, count) in filled {
        put_number(bytes, (u64::from(bin - before) << 1) | u64::from(count > 1));
        if count > 1 {
            put_number(bytes, u64::from(count) - 2);
        }
        before = bin;
    }
}

/// The bins from `first` to `last`, of which the first half takes the low bits of the bytes, the second half the high ones; then the bins
/// that hold more, with their distance from the one before.
fn pack_table(bytes: &mut Vec<u8>, filled: &[(u32, u32)], first: u32, last: u32) {
    let half = (last - first + 1).div_ceil(2);
    let start = bytes.len();
    bytes.resize(start + half as usize, 0);
    for &(bin, count) in filled {
        let (place, shift) = match bin - first {
            place if place < half => (place, 0),
            place => (place - half, 4),
        };
        bytes[start + place as usize] |= (count.min(NIBBLE) as u8) << shift;
    }
    let larger = || filled.iter().filter(|(_, count)| *count > NIBBLE);
    put_number(bytes, larger().count() as u64);
    let mut before = first;
    for &(bin, count) in larger() {
        put_number(bytes, (bin - before).into());
        put_number(bytes, (count - NIBBLE).into());
        before = bin;
    }
}

/// Adds bins to the counts from the first to the last of them; gives the sum of what was added.
#[inline(always)]
fn add<T>(counts: &mut [T], cursor: &mut Cursor<'_>, is_table: bool, add: impl Fn(&mut T, u32)) -> Option<u64> {
    let (mut sum, mut place) = (0, 0);
    if is_table {
        let half = counts.len().div_ceil(2);
        let table = cursor.take(half)?;
        let (low, high) = counts.split_at_mut(half);
        let mut nibbles = 0_u32;
        for (own, byte) in low.iter_mut().zip(table) {
            let more = u32::from(byte & 0xf);
            nibbles += more;
            add(own, more);
        }
        for (own, byte) in high.iter_mut().zip(table) {
            let more = u32::from(byte >> 4);
            nibbles += more;
            add(own, more);
        }
        sum += u64::from(nibbles);
        for _ in 0..cursor.count()? {
            place += cursor.count()? as usize;
            let more = cursor.count()?;
            add(counts.get_mut(place)?, more);
            sum += u64::from(more);
        }
    } else {
        for _ in 0..cursor.count()? {
            let step = cursor.count()?;
            place += (step >> 1) as usize;
            let count = match step & 1 {
                0 => 1,
                _ => cursor.count()?.checked_add(2)?,
            };
            add(counts.get_mut(place)?, count);
            sum += u64::from(count);
        }
    }
    Some(sum)
}
