//! The published ways to count the tokens of an image, in whole numbers.

use serde::{Deserialize, Serialize};

use super::super::attached::Size;
use super::super::span::TokenBand;

/// One way to count the tokens of an image.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ImageRule {
    /// The same for every image.
    Fixed { tokens: u32 },
    /// A base and so many for each tile, of the image made to fit a square, then a shorter side.
    Tiles { base: u32, each: u32, tile: u32, side: u32, short: u32 },
    /// A factor for each patch, of the image made to fit a square, then a budget of patches.
    Patches {
        patch: u32,
        side: Option<u32>,
        budget: Option<u32>,
        /// The provider refuses images of more patches.
        refused_over: Option<u32>,
        /// As a fraction.
        times: (u32, u32),
    },
    /// One for each patch, of the largest size whose padded sides and patches stay within limits.
    Padded { patch: u32, side: u32, budget: u32 },
    /// So many for each crop; the side of a crop is a fraction of the shorter side, within bounds.
    Crops { each: u32, small: u32, part: (u32, u32), within: Option<(u32, u32)> },
}

impl ImageRule {
    /// The tokens of an image of a size.
    pub(in crate::cost) fn of(&self, size: Size) -> TokenBand {
        let (width, height) = (u64::from(size.width), u64::from(size.height));
        let (long, short) = (u64::from(size.long()), u64::from(size.short()));
        match *self {
            Self::Fixed { tokens } => TokenBand::exactly(tokens.into()),
            Self::Tiles { base, each, tile, side, short: most } => {
                let (side, most) = (u64::from(side), u64::from(most));
                let (mut long, mut short) = (long, short);
                if long > side {
                    (long, short) = (side, scaled(short, side, long));
                }
                if short > most {
                    (long, short) = (scaled(long, most, short), most);
                }
                let tiles = covering(long, tile).saturating_mul(covering(short, tile));
                TokenBand::exactly(u64::from(each).saturating_mul(tiles).saturating_add(base.into()))
            }
            Self::Patches { patch, side, budget, times, .. } => {
                let fitted = match side.map(u64::from).filter(|side| long > *side) {
                    // Which way the shorter side is rounded is not said.
                    Some(side) => [(side, scaled(short, side, long)), (side, scaled_up(short, side, long))],
                    None => [(long, short); 2],
                };
                let counts = fitted.map(|(long, short)| {
                    let count = covering(long, patch).saturating_mul(covering(short, patch));
                    match budget.map(u64::from).filter(|budget| count > *budget) {
                        Some(budget) => shrunk(long, short, patch, budget),
                        None => count,
                    }
                });
                multiplied(
                    counts.into_iter().min().unwrap_or(1),
                    counts.into_iter().max().unwrap_or(1),
                    times,
                )
            }
            Self::Padded { patch, side, budget } => {
                TokenBand::exactly(padded(long, short, patch, side.into(), budget.into()))
            }
            Self::Crops { each, small, .. } if size.long() <= small => TokenBand::exactly(each.into()),
            Self::Crops { each, part, within, .. } => {
                let unit = scaled(short, part.0.into(), part.1.into());
                let unit =
                    within.map_or(unit, |(least, most)| unit.clamp(least.into(), most.max(least).into()));
                let crops = width.div_ceil(unit.max(1)).saturating_mul(height.div_ceil(unit.max(1)));
                TokenBand::exactly(crops.saturating_mul(each.into()))
            }
        }
    }

    /// The tokens of an image of any size.
    pub(in crate::cost) fn of_any(&self) -> TokenBand {
        match *self {
            Self::Fixed { tokens } => TokenBand::exactly(tokens.into()),
            Self::Tiles { base, each, tile, side, short } => {
                let most = covering(side.into(), tile).saturating_mul(covering(short.into(), tile));
                let of = |tiles: u64| u64::from(each).saturating_mul(tiles).saturating_add(base.into());
                TokenBand::new(of(1), Some(of(most)))
            }
            Self::Patches { patch, side, budget, refused_over, times } => {
                let square = side.map(|side| covering(side.into(), patch).saturating_pow(2));
                let limits = [square, budget.map(u64::from), refused_over.map(u64::from)];
                let most = limits.into_iter().flatten().min();
                let low = multiplied(1, 1, times).low();
                TokenBand::new(low, most.and_then(|most| multiplied(most, most, times).high()))
            }
            Self::Padded { budget, .. } => TokenBand::new(1, Some(budget.into())),
            Self::Crops { each, .. } => TokenBand::new(each.into(), None),
        }
    }
}

/// How many lengths cover a side.
fn covering(side: u64, length: u32) -> u64 {
    side.div_ceil(u64::from(length).max(1))
}

/// A side, scaled down and rounded down, but not to nothing.
fn scaled(side: u64, to: u64, from: u64) -> u64 {
    (side.saturating_mul(to) / from.max(1)).max(1)
}

fn scaled_up(side: u64, to: u64, from: u64) -> u64 {
    side.saturating_mul(to).div_ceil(from.max(1)).max(1)
}

/// The patches of an image that needs more than its budget.
///
/// As published, with `s = sqrt(patch^2 * budget / (width * height))`: scale by `s`, and again so that the side
/// which loses most has a whole number of patches. That side's patches are `floor(sqrt(budget * side / other))`.
fn shrunk(long: u64, short: u64, patch: u32, budget: u64) -> u64 {
    let patches = |side: u64, other: u64| (budget.saturating_mul(side) / other.max(1)).isqrt().max(1);
    let (of_long, of_short) = (patches(long, short), patches(short, long));
    // Of both ratios `floor(x) / x` the smaller one; `x` is in proportion to the side.
    let (whole, side, other) = if of_long.saturating_mul(short) <= of_short.saturating_mul(long) {
        (of_long, long, short)
    } else {
        (of_short, short, long)
    };
    let pixels = scaled(other, whole.saturating_mul(patch.into()), side);
    whole.saturating_mul(covering(pixels, patch)).min(budget)
}

/// Patches times a fraction, rounded up; a provider's rounding may differ by one.
fn multiplied(low: u64, high: u64, (by, per): (u32, u32)) -> TokenBand {
    let of = |patches: u64| patches.saturating_mul(by.into()).div_ceil(u64::from(per).max(1));
    if by == per {
        return TokenBand::new(low, Some(high));
    }
    TokenBand::new(of(low).saturating_sub(1), Some(of(high).saturating_add(1)))
}

/// The patches of the largest image of the same shape whose padded sides and patches stay within limits.
fn padded(long: u64, short: u64, patch: u32, side: u64, budget: u64) -> u64 {
    let length = u64::from(patch).max(1);
    let count = |long: u64, short: u64| long.div_ceil(length).saturating_mul(short.div_ceil(length));
    let fits = |long: u64, short: u64| {
        long.div_ceil(length) * length <= side
            && short.div_ceil(length) * length <= side
            && count(long, short) <= budget
    };
    if fits(long, short) {
        return count(long, short);
    }
    // The published reference searches along the longer side, and rounds the shorter one half to even.
    let other = |mid: u64| {
        let (whole, rest) = (mid * short / long.max(1), mid * short % long.max(1));
        let up = match (rest * 2).cmp(&long) {
            std::cmp::Ordering::Less => 0,
            std::cmp::Ordering::Equal => whole % 2,
            std::cmp::Ordering::Greater => 1,
        };
        (whole + up).max(1)
    };
    let (mut low, mut high) = (1, long);
    while low + 1 < high {
        let mid = low.midpoint(high);
        if fits(mid, other(mid)) {
            low = mid;
        } else {
            high = mid;
        }
    }
    count(low, other(low))
}
