//! The tokens of one tokenizer, as bytes that are read where they lie.
//!
//! ```text
//! count      u32            how many tokens
//! longest    u32            of how many bytes at most
//! bits       u32            the table has 2^bits places
//! ends       u32 a token    where its bytes end, in the order of the ranks
//! places     u32 a place    0, or the rank plus 1 in the low 18 bits and 14 bits of the hash above
//! bytes                     of all tokens
//! ```
//! Integers are little-endian. A token stands at the place that the low bits of its hash name, or after it.

/// Bits of a place that hold the rank.
const RANK_BITS: u32 = 18;
const HEAD: usize = 12;

/// A vocabulary, read.
#[derive(Clone, Copy)]
pub(crate) struct Vocabulary {
    count: u32,
    longest: usize,
    mask: u32,
    ends: &'static [u8],
    places: &'static [u8],
    bytes: &'static [u8],
}

impl Vocabulary {
    /// Reads the head; of damaged bytes a vocabulary without tokens remains.
    pub fn of(data: &'static [u8]) -> Self {
        Self::read(data).unwrap_or(Self { count: 0, longest: 0, mask: 0, ends: &[], places: &[], bytes: &[] })
    }

    fn read(data: &'static [u8]) -> Option<Self> {
        let count = number(data, 0)?;
        let longest = usize::try_from(number(data, 1)?).ok()?;
        let size = 1u32.checked_shl(number(data, 2)?)?;
        let (ends, rest) =
            data.get(HEAD..)?.split_at_checked(usize::try_from(count).ok()?.checked_mul(4)?)?;
        let (places, bytes) = rest.split_at_checked(usize::try_from(size).ok()?.checked_mul(4)?)?;
        Some(Self { count, longest, mask: size - 1, ends, places, bytes })
    }

    /// How many tokens there are.
    pub fn len(self) -> u32 {
        self.count
    }

    /// The bytes of a token.
    pub fn token(self, rank: u32) -> Option<&'static [u8]> {
        let at = usize::try_from(rank).ok()?;
        let end = number(self.ends, at)?;
        let start = if at == 0 { 0 } else { number(self.ends, at - 1)? };
        self.bytes.get(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }

    /// The rank of a token, by its bytes.
    pub fn rank(self, token: &[u8]) -> Option<u32> {
        if token.len() > self.longest {
            return None;
        }
        let hash = hash(token);
        let mark = mark(hash);
        let mut place = low(hash) & self.mask;
        loop {
            let entry = number(self.places, usize::try_from(place).ok()?).filter(|entry| *entry != 0)?;
            if entry >> RANK_BITS == mark {
                let rank = (entry & ((1 << RANK_BITS) - 1)) - 1;
                if self.token(rank) == Some(token) {
                    return Some(rank);
                }
            }
            place = (place + 1) & self.mask;
        }
    }
}

/// Writes a vocabulary: its tokens in the order of their ranks. `None` where there are too many.
pub(crate) fn write(tokens: &[Vec<u8>]) -> Option<Vec<u8>> {
    let count = u32::try_from(tokens.len()).ok().filter(|count| count + 1 < 1 << RANK_BITS)?;
    let longest = u32::try_from(tokens.iter().map(Vec::len).max()?).ok()?;
    // At most four places in five are taken, so that a walk ends soon.
    let bits = (0..RANK_BITS + 2).find(|bits| u64::from(count) * 5 <= 4 << bits)?;
    let mask = (1u32 << bits) - 1;
    let mut places = vec![0u32; usize::try_from(mask).ok()? + 1];
    let mut ends = Vec::with_capacity(tokens.len());
    let mut bytes = Vec::new();
    for (rank, token) in (0u32..).zip(tokens) {
        let hash = hash(token);
        let mut place = low(hash) & mask;
        loop {
            let entry = places.get_mut(usize::try_from(place).ok()?)?;
            if *entry == 0 {
                *entry = (mark(hash) << RANK_BITS) | (rank + 1);
                break;
            }
            place = (place + 1) & mask;
        }
        bytes.extend_from_slice(token);
        ends.push(u32::try_from(bytes.len()).ok()?);
    }
    let mut out = Vec::new();
    for number in [count, longest, bits].iter().chain(&ends).chain(&places) {
        out.extend_from_slice(&number.to_le_bytes());
    }
    out.extend_from_slice(&bytes);
    Some(out)
}

fn number(data: &[u8], at: usize) -> Option<u32> {
    let from = at.checked_mul(4)?;
    let bytes = data.get(from..from.checked_add(4)?)?;
    Some(u32::from_le_bytes(bytes.try_into().ok()?))
}

fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut hash = FACTOR;
    for chunk in bytes.chunks(8) {
        let word =
            chunk.iter().rev().fold(u64::from(chunk.len() < 8), |word, byte| word << 8 | u64::from(*byte));
        hash = (hash ^ word).wrapping_mul(FACTOR);
        hash ^= hash >> 29;
    }
    hash
}

/// The low half of a hash.
fn low(hash: u64) -> u32 {
    u32::try_from(hash & u64::from(u32::MAX)).unwrap_or_default()
}

/// The highest bits of a hash, which tell most other tokens apart without looking at their bytes.
fn mark(hash: u64) -> u32 {
    u32::try_from(hash >> (64 - (32 - RANK_BITS))).unwrap_or_default()
}
