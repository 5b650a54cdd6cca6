//! Numbers as few bytes and back, for checkpoints.

/// Appends an unsigned number, seven bits a byte, the lowest first; small numbers take one byte.
pub fn put_number(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Appends the eight bytes of a floating-point number.
pub fn put_float(bytes: &mut Vec<u8>, value: f64) {
    bytes.extend(value.to_bits().to_le_bytes());
}

/// FNV-1a over words of eight bytes: finds torn and damaged files, not malice.
pub fn checksum(bytes: &[u8]) -> u64 {
    let step = |sum: u64, word: u64| (sum ^ word).wrapping_mul(0x0000_0100_0000_01b3);
    let words = bytes.chunks(8).map(|chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        u64::from_le_bytes(word)
    });
    words.fold(step(0xcbf2_9ce4_8422_2325, bytes.len() as u64), step)
}

/// Reads what the functions above wrote. Every reading gives `None` when the bytes end too early or make no sense.
#[derive(Debug, Clone, Copy)]
pub struct Cursor<'a>(pub &'a [u8]);

impl<'a> Cursor<'a> {
    /// The next `count` bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// The next unsigned number. Most are small.
    #[inline(always)]
    pub fn number(&mut self) -> Option<u64> {
        match self.0 {
            [byte, rest @ ..] if *byte < 0x80 => {
                self.0 = rest;
                Some((*byte).into())
            }
            _ => self.long_number(),
        }
    }

    fn long_number(&mut self) -> Option<u64> {
        let mut value = 0_u64;
        for shift in (0..u64::BITS).step_by(7) {
            let byte = self.take(1)?[0];
            let part = u64::from(byte & 0x7f);
            value |= part << shift;
            if byte < 0x80 {
                return (part << shift >> shift == part).then_some(value);
            }
        }
        None
    }

    /// The next number that must fit a count or an index.
    #[inline(always)]
    pub fn count(&mut self) -> Option<u32> {
        self.number()?.try_into().ok()
    }

    /// The next floating-point number.
    pub fn float(&mut self) -> Option<f64> {
        let bits = u64::from_le_bytes(self.take(8)?.try_into().ok()?);
        Some(f64::from_bits(bits))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back_and_cut_bytes_do_not() {
        let numbers = [0, 1, 127, 128, 300, u64::from(u32::MAX), 1 << 56, u64::MAX];
        let mut bytes = Vec::new();
        for number in numbers {
            put_number(&mut bytes, number);
        }
        put_float(&mut bytes, -0.1);
        let mut cursor = Cursor(&bytes);
        assert_eq!(numbers.map(|_| cursor.number().unwrap()), numbers);
        assert_eq!(cursor.float(), Some(-0.1));
        assert_eq!(cursor.number(), None);
        assert_eq!(Cursor(&bytes[..bytes.len() - 9]).take(bytes.len()), None);
        assert_eq!(Cursor(&[0x80; 20]).number(), None, "a number without an end");
    }
}
