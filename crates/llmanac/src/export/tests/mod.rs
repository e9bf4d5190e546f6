//! What is written, read back: by our own importer, by a reader of CSV, by the shapes' rules on keys and types.

#[cfg(feature = "embedded")]
mod catalog;
mod csv;
#[cfg(feature = "embedded")]
mod schema;
mod shapes;

use crate::advise::Call;
use crate::cost::{InclusiveUsage, Usage, UsageKey as K};
use crate::import::{Foreign, ForeignFormat};
use crate::model::{Meter, Offer, ServiceTier};
use crate::registry::{ModelMetadata, ModelRegistry, Snapshot};

use super::{ExportChoice, ExportFormat, Exported};

/// A registry under an overlay that an import makes of a file.
fn over(registry: ModelRegistry, format: ForeignFormat, file: &str) -> Snapshot {
    let imported = Foreign::read(format, file).unwrap().to_overlay(format);
    registry.add_overlay("imported.toml", &imported.text).unwrap_or_else(|error| panic!("{error}"));
    registry.snapshot()
}

fn export(snapshot: &Snapshot, format: ExportFormat) -> Exported {
    snapshot.export(format, &ExportChoice::new()).unwrap()
}

/// What is not said, a line each.
fn unsaid(exported: &Exported) -> String {
    let lines = exported.unsaid.iter().map(|own| format!("{}: {}", own.place, own.why));
    lines.collect::<Vec<_>>().join("\n")
}

/// A model in the version that a key stands for.
fn version(snapshot: &Snapshot, name: &str, version: Option<&str>) -> ModelMetadata {
    let model = snapshot.model(name).unwrap();
    version.map_or_else(|| model.clone(), |version| model.with_version(version).unwrap())
}

/// Calls of every kind of token that the shapes have words for, below and above some thresholds.
fn calls() -> Vec<Usage> {
    const PARTS: [&[(K, u64)]; 9] = [
        &[],
        &[(K::CacheReadTokens, 4_321)],
        &[(K::CacheWrite5mTokens, 3_210)],
        &[(K::CacheWrite1hTokens, 2_109)],
        &[(K::CacheWrite12hTokens, 1_098)],
        &[(K::ReasoningTokens, 765)],
        &[(K::InputAudioTokens, 654), (K::OutputAudioTokens, 123)],
        &[(K::InputImageTokens, 543), (K::OutputImageTokens, 321)],
        &[(K::CacheReadTokens, 432), (K::CacheReadAudioTokens, 210), (K::InputAudioTokens, 654)],
    ];
    let inputs = [9_876, 100_001, 128_001, 200_000, 200_001, 272_000, 272_001];
    let call = |input: u64, parts: &[(K, u64)]| {
        let totals = InclusiveUsage::new(input, 1_357);
        Usage::from_inclusive(&parts.iter().fold(totals, |call, (key, count)| call.with(*key, *count)))
            .unwrap()
    };
    inputs.iter().flat_map(|input| PARTS.iter().map(|parts| call(*input, parts))).collect()
}

/// Meters that models.dev has no word for; where they have a rate of their own, that is not said.
const WORDLESS: [Meter; 5] = [
    Meter::CacheWrite1hText,
    Meter::CacheWrite12hText,
    Meter::InputImage,
    Meter::OutputImage,
    Meter::CacheReadAudio,
];

/// Holds each call of an exported key that has a price against the same call of the row that was read back.
///
/// Gives the number of calls.
fn held(
    ours: &Snapshot,
    exported: &Exported,
    back: &Snapshot,
    tiers: &[ServiceTier],
    wordless: &[Meter],
) -> usize {
    let mut held = 0;
    for own in &exported.keys {
        let model = version(ours, own.model.as_str(), own.version.as_deref());
        let row = back.model(&own.key).unwrap_or_else(|| panic!("{} is read back", own.key));
        for tier in tiers {
            let (offer, there) =
                (Offer::new(own.scope.clone(), *tier), Offer::new(row.default_offer().scope.clone(), *tier));
            for usage in calls() {
                let Ok(total) = ours.total(&model, &offer, &usage) else { continue };
                if wordless.iter().any(|meter| usage.count(*meter) > 0) {
                    continue;
                }
                let read = back.total(&row, &there, &usage);
                assert_eq!(read.as_ref().ok(), Some(&total), "{} {tier} {usage}: {read:?}", own.key);
                held += 1;
            }
        }
    }
    held
}
