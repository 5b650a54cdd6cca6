//! A sketch as bytes and back; two sketches are equal if their bytes are.

use super::{MAGNITUDES, Sketch};
use crate::numeric::bytes::{Cursor, put_float, put_number};

impl Sketch {
    /// Appends the sketch to `bytes`. Equal contents give equal bytes.
    pub fn encode(&self, bytes: &mut Vec<u8>) {
        for count in [
            self.most_few,
            self.missing,
            self.zeros,
            self.infinite[0],
            self.infinite[1],
        ] {
            put_number(bytes, count.into());
        }
        put_float(bytes, self.range.0);
        put_float(bytes, self.range.1);
        match &self.few {
            Some(few) => {
                put_number(bytes, few.len() as u64);
                for &(value, count) in few {
                    put_float(bytes, value);
                    put_number(bytes, count.into());
                }
            }
            None => {
                put_number(bytes, u64::from(self.most_few) + 1);
                for side in &self.sides {
                    put_number(bytes, side.filled().count() as u64);
                    let mut last = 0;
                    for (bin, count) in side.filled() {
                        put_number(bytes, (bin - last).into());
                        put_number(bytes, count.into());
                        last = bin;
                    }
                }
            }
        }
    }

    /// Reads what [`Sketch::encode`] wrote; `None` if the bytes are damaged or cut short.
    pub fn decode(cursor: &mut Cursor<'_>) -> Option<Self> {
        let most_few = cursor.count()?;
        let mut sketch = Self {
            missing: cursor.count()?,
            zeros: cursor.count()?,
            infinite: [cursor.count()?, cursor.count()?],
            range: (cursor.float()?, cursor.float()?),
            ..Self::with_exact(most_few)
        };
        let few = cursor.number()?;
        if few <= most_few.into() {
            // They stand in order: what does not is damage.
            let mut read: Vec<(f64, u32)> = Vec::with_capacity(usize::try_from(few).ok()?);
            for _ in 0..few {
                let value = cursor.float()?;
                let ascends = read.last().is_none_or(|(last, _)| last.total_cmp(&value).is_lt());
                read.push((value, ascends.then(|| cursor.count())??));
            }
            sketch.few = Some(read);
        } else {
            sketch.few = None;
            for side in &mut sketch.sides {
                let mut bin = 0_u32;
                for _ in 0..cursor.count()? {
                    bin = bin.checked_add(cursor.count()?).filter(|&bin| bin < MAGNITUDES)?;
                    side.add(bin, cursor.count()?);
                }
            }
        }
        Some(sketch)
    }
}

/// Equal contents: how much room was made for bins does not count.
impl PartialEq for Sketch {
    fn eq(&self, other: &Self) -> bool {
        let bytes = |sketch: &Self| {
            let mut bytes = Vec::new();
            sketch.encode(&mut bytes);
            bytes
        };
        bytes(self) == bytes(other)
    }
}
