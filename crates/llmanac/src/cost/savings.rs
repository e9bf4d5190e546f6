//! What caching saved a call.

use crate::model::{Meter, MeterKind, Money};

use super::band::Band;
use super::usage::Usage;

/// What a call's cache reads would have cost as fresh input, less what they did, less what its cache
/// writes cost above fresh input; `None` where one of these rates is not known, or the sum too large.
pub(super) fn savings(band: &Band, usage: &Usage) -> Option<Money> {
    usage.iter().filter_map(|(meter, count)| Some((meter, uncached(meter)?, count))).try_fold(
        Money::ZERO,
        |saved, (cached, fresh, count)| {
            let cached = Money::of(count, band.rate(cached)?.rate).ok()?;
            let fresh = Money::of(count, band.rate(fresh)?.rate).ok()?;
            saved.plus(fresh).ok()?.minus(cached).ok()
        },
    )
}

/// The meter of the same tokens without a cache; `None` for tokens that no cache holds.
fn uncached(meter: Meter) -> Option<Meter> {
    match (meter.kind(), meter) {
        (_, Meter::CacheReadImage) => Some(Meter::InputImage),
        (_, Meter::CacheReadAudio) => Some(Meter::InputAudio),
        (_, Meter::CacheReadVideo) => Some(Meter::InputVideo),
        (_, Meter::CacheReadDocument) => Some(Meter::InputDocument),
        (MeterKind::CacheRead | MeterKind::CacheWrite, _) => Some(Meter::InputText),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::cost::{PricePlan, Usage};
    use crate::model::{Meter, Rate};

    #[test]
    fn reads_save_and_writes_cost_what_they_are_above_input() {
        let rates = [
            (Meter::InputText, "3"),
            (Meter::InputAudio, "9"),
            (Meter::CacheReadText, "0.3"),
            (Meter::CacheReadAudio, "1"),
            (Meter::CacheReadVideo, "1"),
            (Meter::CacheWrite5mText, "3.75"),
            (Meter::CacheWrite12hText, "0"),
            (Meter::OutputText, "15"),
        ];
        let plan = PricePlan::of_rates(rates.map(|(meter, usd)| (meter, Rate::usd(usd, 1_000_000).unwrap())));
        let million = |meters: &[Meter]| {
            let usage = meters.iter().fold(Usage::new(), |usage, meter| usage.with(*meter, 1_000_000));
            let savings = plan.cost(&usage).unwrap().savings;
            savings.map_or("?".to_owned(), |saved| saved.to_string())
        };
        for (meters, saved) in [
            (&[][..], "0"),
            (&[Meter::InputText, Meter::OutputText], "0"),
            (&[Meter::CacheReadText], "2.7"),
            (&[Meter::CacheReadAudio, Meter::OutputText], "8"),
            // A write that is never read is money lost.
            (&[Meter::CacheWrite5mText], "-0.75"),
            (&[Meter::CacheReadText, Meter::CacheWrite5mText], "1.95"),
            // Free writes.
            (&[Meter::CacheWrite12hText], "3"),
            // No rate of its own, and no rate to compare with.
            (&[Meter::CacheReadText, Meter::CacheWrite1hText], "?"),
            (&[Meter::CacheReadVideo], "?"),
        ] {
            assert_eq!(million(meters), saved, "{meters:?}");
        }
    }
}
