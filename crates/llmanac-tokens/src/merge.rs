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
    let end = word.len();
    let rank = |from: usize, to: usize| word.get(from..to).and_then(|pair| vocabulary.rank(pair));
    // Of each byte that begins a part: where the part before begins, and where its own ends. 0: begins none.
    let mut parts: Vec<(usize, usize)> = (0..end).map(|at| (at.saturating_sub(1), at + 1)).collect();
    let end_of = |parts: &[(usize, usize)], at: usize| parts.get(at).map_or(0, |(_, end)| *end);
    let mut heap: BinaryHeap<Reverse<(u32, usize, usize)>> =
        (0..end.saturating_sub(1)).filter_map(|at| Some(Reverse((rank(at, at + 2)?, at, at + 2)))).collect();
    let mut count = end;
    while let Some(Reverse((_, at, joined))) = heap.pop() {
        let next = end_of(&parts, at);
        // A pair whose parts have been joined to others meanwhile is none any more.
        if next == 0 || next >= end || end_of(&parts, next) != joined {
            continue;
        }
        let before = parts.get(at).map_or(0, |(before, _)| *before);
        if let Some(part) = parts.get_mut(at) {
            part.1 = joined;
        }
        if let Some(part) = parts.get_mut(next) {
            part.1 = 0;
        }
        if let Some(part) = parts.get_mut(joined) {
            part.0 = at;
        }
        count -= 1;
        if joined < end {
            let after = end_of(&parts, joined);
            heap.extend(rank(at, after).map(|rank| Reverse((rank, at, after))));
        }
        if at > 0 {
            heap.extend(rank(before, joined).map(|rank| Reverse((rank, before, joined))));
        }
    }
    count
}
