//! A sketch in few bytes that are quickly counted into another sketch.
//!
//! A sketch of few numbers keeps each as it is, eight bytes apiece; but where others are counted in as well, all that comes of it is bins,
//! mostly. So the bins are written, and the numbers elsewhere, to be fetched by whoever still keeps numbers as they are.

use super::side::Side;
use super::{Sketch, bin_of};
use crate::numeric::bytes::{Cursor, put_float, put_number};

/// So many distinct values are not put elsewhere, however seldom each came.
const MOST_HERE: usize = 16;

/// Few distinct values, here.
const HERE: u8 = 0;
/// Too many of them: bins alone.
const BINS: u8 = 1;
/// Few distinct values, elsewhere; here their bins.
const ELSEWHERE: u8 = 2;
/// Bits of the form; those above say which of the other counts are there.
const FORM: u8 = 3;

impl Sketch {
    /// Appends the sketch to `bytes`, and its values to `values` where most of them came once. Equal contents give equal bytes. How many
    /// values are kept exactly is not written.
    pub fn pack(&self, bytes: &mut Vec<u8>, values: &mut Vec<u8>) {
        let counts = [self.zeros, self.infinite[0], self.infinite[1], self.missing];
        let form = match &self.few {
            None => BINS,
            Some(few) => {
                let ordinary = few.iter().map(|(_, count)| u64::from(*count)).sum::<u64>();
                let numbers = ordinary + counts.iter().map(|&count| u64::from(count)).sum::<u64>();
                if few.len() > MOST_HERE && few.len() as u64 * 2 > numbers {
                    ELSEWHERE
                } else {
                    HERE
                }
            }
        };
        let present = (0..).zip(counts).filter(|(_, count)| *count > 0);
        bytes.push(present.fold(form, |flags, (place, _)| flags | (4 << place)));
        counts
            .iter()
            .filter(|count| **count > 0)
            .for_each(|&count| put_number(bytes, count.into()));
        let few = self.few.as_deref().unwrap_or_default();
        if form == HERE {
            return put_few(bytes, few);
        }
        put_float(bytes, self.range.0);
        put_float(bytes, self.range.1);
        if form == BINS {
            return self.sides.iter().for_each(|side| side.pack(bytes));
        }
        let mut sides = [Side::EMPTY, Side::EMPTY];
        for &(value, count) in few {
            let (sign, bin) = bin_of(value);
            sides[sign].add(bin, count);
        }
        sides.iter().for_each(|side| side.pack(bytes));
        let before = values.len();
        put_few(values, few);
        put_number(bytes, (values.len() - before) as u64);
    }

    /// Counts in what [`Sketch::pack`] wrote of a sketch that kept equally many values exactly. The values that stand elsewhere begin at
    /// `place`, which moves on; `fetch` gives all of them, and is called only while this sketch keeps values as they are.
    ///
    /// `None` if the bytes are damaged or cut short, or if there is nothing to fetch; then the sketch means nothing.
    #[inline(always)]
    pub fn add_packed<'v>(
        &mut self,
        cursor: &mut Cursor<'_>,
        place: &mut usize,
        fetch: impl FnOnce() -> Option<&'v [u8]>,
    ) -> Option<()> {
        let flags = cursor.take(1)?[0];
        let [positive, negative] = &mut self.infinite;
        let counts = [&mut self.zeros, positive, negative, &mut self.missing];
        for (bit, own) in counts.into_iter().enumerate() {
            if flags & (4 << bit) != 0 {
                *own = own.checked_add(cursor.count()?)?;
            }
        }
        if flags & 4 != 0 {
            self.widen(0.0, 0.0);
        }
        let form = flags & FORM;
        if form == HERE {
            return self.add_few(cursor);
        }
        let range = (cursor.float()?, cursor.float()?);
        if form == ELSEWHERE && self.few.is_some() {
            let mut sides = [Side::EMPTY, Side::EMPTY];
            sides.iter_mut().try_for_each(|side| side.add_packed(cursor))?;
            let end = place.checked_add(cursor.count()? as usize)?;
            let values = fetch()?.get(*place..end)?;
            *place = end;
            return self.add_few(&mut Cursor(values));
        }
        self.widen(range.0, range.1);
        self.spill();
        self.sides.iter_mut().try_for_each(|side| side.add_packed(cursor))?;
        if form == ELSEWHERE {
            *place = place.checked_add(cursor.count()? as usize)?;
        }
        Some(())
    }

    /// Counts in some distinct values.
    fn add_few(&mut self, cursor: &mut Cursor<'_>) -> Option<()> {
        for _ in 0..cursor.count()? {
            let (value, count) = (cursor.float()?, cursor.count()?);
            // Others would be no value that a sketch keeps.
            if !value.is_finite() || count == 0 {
                return None;
            }
            self.insert_often(value, count);
        }
        Some(())
    }
}

/// Values with how often each came.
fn put_few(bytes: &mut Vec<u8>, few: &[(f64, u32)]) {
    put_number(bytes, few.len() as u64);
    for &(value, count) in few {
        put_float(bytes, value);
        put_number(bytes, count.into());
    }
}
