//! How many tokens one word has: of all neighbours the pair of lowest rank is joined, again and again.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::vocabulary::Vocabulary;

/// Words up to this length are searched for the lowest pair each time; longer ones keep a heap.
const SHORT: usize = 96;
/// No rank: the pair is no token.
const NONE: u32 = u32::MAX;

/// Counts words, with memory that is used again.
#[derive(Default)]
pub(crate) struct Merge {
    /// Of a short word: where each part begins, and the rank of it with the next.
    parts: Vec<(usize, u32)>,
}

impl Merge {
    /// How many tokens a word has.
    pub fn count(&mut self, vocabulary: Vocabulary, word: &[u8]) -> u64 {
        let parts = if word.len() < 2 || vocabulary.rank(word).is_some() {
            1
        } else if word.len() <= SHORT {
            self.short(vocabulary, word)
        } else {
            long(vocabulary, word)
        };
        u64::try_from(parts).unwrap_or(u64::MAX)
    }

    fn short(&mut self, vocabulary: Vocabulary, word: &[u8]) -> usize {
        let rank = |from: usize, to: usize| word.get(from..to).and_then(|pair| vocabulary.rank(pair));
        self.parts.clear();
        self.parts.extend((0..word.len()).map(|at| (at, rank(at, at + 2).unwrap_or(NONE))));
        loop {
            let lowest = self.parts.iter().enumerate().min_by_key(|(_, (_, rank))| *rank);
            let Some((at, _)) = lowest.filter(|(_, (_, rank))| *rank != NONE) else { break };
            self.parts.remove(at + 1);
            let begin = |at: usize| self.parts.get(at).map_or(word.len(), |(begin, _)| *begin);
            // A part and the next one: none follows the last.
            let pair = |at: usize| {
                if at + 1 < self.parts.len() { rank(begin(at), begin(at + 2)).unwrap_or(NONE) } else { NONE }
            };
            let (own, before) = (pair(at), at.checked_sub(1).map(|before| (before, pair(before))));
            for (at, rank) in before.into_iter().chain([(at, own)]) {
                if let Some(part) = self.parts.get_mut(at) {
                    part.1 = rank;
                }
            }
        }
        self.parts.len()
    }
}

/// The same for a word of any length: in time that grows with it, times its logarithm.
fn long(vocabulary: Vocabulary, word: &[u8]) -> usize {
    let rank = |from: u32, to: u32| {
        let pair = word.get(usize::try_from(from).ok()?..usize::try_from(to).ok()?)?;
        vocabulary.rank(pair)
    };
    // No text of more bytes than 32 bits count comes here; if one did, each byte would be a token.
    let Ok(end) = u32::try_from(word.len()) else { return word.len() };
    let mut parts: Vec<Part> = (0..end)
        .map(|at| Part {
            before: at.saturating_sub(1),
            end: at + 1,
            rank: rank(at, at + 2).filter(|_| at + 1 < end).unwrap_or(NONE),
        })
        .collect();
    let key = |rank: u32, at: u32| Reverse(u64::from(rank) << 32 | u64::from(at));
    let pairs = (0u32..).zip(&parts).filter(|(_, part)| part.rank != NONE);
    let mut heap: BinaryHeap<Reverse<u64>> = pairs.map(|(at, part)| key(part.rank, at)).collect();
    let mut count = word.len();
    while let Some(Reverse(lowest)) = heap.pop() {
        let (lowest, at) = (high(lowest), low(lowest));
        // A part that was joined to the one before, or whose pair is another one by now, is passed over.
        let Some(part) = get(&parts, at).filter(|part| part.rank == lowest) else { continue };
        let Some(next) = get(&parts, part.end) else { continue };
        let pair = |from: u32, middle: u32, to: u32| rank(from, to).filter(|_| middle < to).unwrap_or(NONE);
        let after = get(&parts, next.end).map_or(next.end, |after| after.end);
        let own = pair(at, next.end, after);
        set(&mut parts, part.end, Part { rank: NONE, ..next });
        set(&mut parts, at, Part { end: next.end, rank: own, ..part });
        if let Some(after) = get(&parts, next.end) {
            set(&mut parts, next.end, Part { before: at, ..after });
        }
        if own != NONE {
            heap.push(key(own, at));
        }
        if at > 0
            && let Some(before) = get(&parts, part.before)
        {
            let joined = pair(part.before, at, next.end);
            set(&mut parts, part.before, Part { rank: joined, ..before });
            if joined != NONE {
                heap.push(key(joined, part.before));
            }
        }
        count -= 1;
    }
    count
}

/// A part of a long word, at the place of its first byte.
#[derive(Clone, Copy)]
struct Part {
    /// Where the part before begins.
    before: u32,
    end: u32,
    /// The rank of it with the part after it.
    rank: u32,
}

fn get(parts: &[Part], at: u32) -> Option<Part> {
    parts.get(usize::try_from(at).ok()?).copied()
}

fn set(parts: &mut [Part], at: u32, part: Part) {
    if let Some(own) = usize::try_from(at).ok().and_then(|at| parts.get_mut(at)) {
        *own = part;
    }
}

fn high(key: u64) -> u32 {
    u32::try_from(key >> 32).unwrap_or(NONE)
}

fn low(key: u64) -> u32 {
    u32::try_from(key & u64::from(u32::MAX)).unwrap_or(NONE)
}
