//! Meters that a foreign file has no word for, and those at whose rate it bills them.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Meter;

use super::foreign::ForeignPrice;
use super::reading::Lost;

/// What is billed as what where a row has no rate of it under any tier: all three formats do so.
///
/// An hour's write is not among them: who bills it at the rate of five minutes takes another lifetime's.
pub(crate) const BILLED_AS: &[(Meter, Meter)] = &[
    (Meter::InputImage, Meter::InputText),
    (Meter::InputAudio, Meter::InputText),
    (Meter::InputVideo, Meter::InputText),
    (Meter::CacheReadText, Meter::InputText),
    (Meter::CacheReadImage, Meter::CacheReadText),
    (Meter::CacheReadAudio, Meter::CacheReadText),
    (Meter::CacheWriteText, Meter::InputText),
    // A field without a lifetime is for the provider's shortest.
    (Meter::CacheWrite5mText, Meter::CacheWriteText),
    (Meter::OutputReasoning, Meter::OutputText),
    (Meter::OutputImage, Meter::OutputText),
    (Meter::OutputAudio, Meter::OutputText),
    (Meter::OutputVideo, Meter::OutputText),
];

/// The meters without a rate of their own among some prices, where the text of input or output has one.
///
/// A meter whose rate could not be read has one that is not known: nothing is billed as another in its place.
pub(super) fn billed_as(prices: &[ForeignPrice], lost: &Lost) -> BTreeMap<Meter, Meter> {
    let priced: BTreeSet<Meter> = prices.iter().map(|price| price.meter).collect();
    let stated: BTreeSet<Meter> =
        priced.iter().copied().chain(lost.iter().map(|(meter, ..)| *meter)).collect();
    let leads_to_rate = |meter: Meter| {
        let mut at = meter;
        while let Some((_, other)) = BILLED_AS.iter().find(|(own, _)| *own == at && !stated.contains(own)) {
            at = *other;
        }
        priced.contains(&at)
    };
    BILLED_AS.iter().copied().filter(|(own, _)| !stated.contains(own) && leads_to_rate(*own)).collect()
}
