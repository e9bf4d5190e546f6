//! Random rows of LiteLLM's table: a slow reading of its rules against the price of the imported row.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use proptest::prelude::*;

use crate::advise::Call;
use crate::cost::{InclusiveUsage, Usage, UsageKey};
use crate::import::{Foreign, ForeignFormat};
use crate::model::Money;
use crate::testing::little_registry;

/// A component, and the one at whose rate it is billed where no tier states any.
const COMPONENTS: [(&str, Option<&str>); 10] = [
    ("input_cost_per_token", None),
    ("output_cost_per_token", None),
    ("cache_read_input_token_cost", Some("input_cost_per_token")),
    ("cache_creation_input_token_cost", Some("input_cost_per_token")),
    ("output_cost_per_reasoning_token", Some("output_cost_per_token")),
    ("input_cost_per_audio_token", Some("input_cost_per_token")),
    ("output_cost_per_audio_token", Some("output_cost_per_token")),
    ("input_cost_per_image_token", Some("input_cost_per_token")),
    ("output_cost_per_image_token", Some("output_cost_per_token")),
    ("cache_read_input_audio_token_cost", Some("cache_read_input_token_cost")),
];
const TTL: [&str; 3] = ["", "_above_1hr", "_above_12hr"];
const TIERS: [(&str, &str); 4] =
    [("standard", ""), ("batch", "_batches"), ("flex", "_flex"), ("priority", "_priority")];
const BANDS: [u64; 3] = [0, 2, 5];

/// The tables' own names, by how a usage counts them: a component and a lifetime.
const COUNTED: [(UsageKey, &str, usize, Side); 11] = [
    (UsageKey::InputTokens, "input_cost_per_token", 0, Side::Input),
    (UsageKey::OutputTokens, "output_cost_per_token", 0, Side::Output),
    (UsageKey::CacheReadTokens, "cache_read_input_token_cost", 0, Side::Input),
    (UsageKey::CacheWriteTokens, "cache_creation_input_token_cost", 0, Side::Input),
    (UsageKey::CacheWrite5mTokens, "cache_creation_input_token_cost", 0, Side::Input),
    (UsageKey::CacheWrite1hTokens, "cache_creation_input_token_cost", 1, Side::Input),
    (UsageKey::CacheWrite12hTokens, "cache_creation_input_token_cost", 2, Side::Input),
    (UsageKey::InputAudioTokens, "input_cost_per_audio_token", 0, Side::Input),
    (UsageKey::InputImageTokens, "input_cost_per_image_token", 0, Side::Input),
    (UsageKey::ReasoningTokens, "output_cost_per_reasoning_token", 0, Side::Output),
    (UsageKey::OutputAudioTokens, "output_cost_per_audio_token", 0, Side::Output),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Input,
    Output,
}

/// Component, lifetime, band in thousands, tier: tens of billionths of a dollar for a token.
type Cells = BTreeMap<(&'static str, usize, u64, usize), u64>;

fn cells() -> impl Strategy<Value = Cells> {
    let cell = (0..COMPONENTS.len(), 0..TTL.len(), 0..BANDS.len(), 0..TIERS.len(), 0u64..5_000);
    let cell = cell.prop_map(|(component, ttl, band, tier, rate)| {
        let (name, _) = COMPONENTS[component];
        let ttl = if name.starts_with("cache_creation") { ttl } else { 0 };
        ((name, ttl, BANDS[band], tier), rate)
    });
    // Most rows have a rate of input and output; in some a band, or a tier, has none.
    let base = (0u64..5_000, 0u64..5_000, prop::bool::weighted(0.9));
    (prop::collection::vec(cell, 0..24), base).prop_map(|(cells, (input, output, is_usual))| {
        let mut cells: Cells = cells.into_iter().collect();
        if is_usual {
            cells.insert(("input_cost_per_token", 0, 0, 0), input);
            cells.insert(("output_cost_per_token", 0, 0, 0), output);
        }
        cells
    })
}

/// The row as the table writes it.
fn file(cells: &Cells) -> String {
    let mut row = String::from(
        r#"{"house/quill": {"litellm_provider": "house", "max_input_tokens": 9000, "regional_processing_uplift_multiplier_eu": 1.1"#,
    );
    for ((component, ttl, band, tier), rate) in cells {
        let band = if *band == 0 { String::new() } else { format!("_above_{band}k_tokens") };
        let _ = write!(row, r#", "{component}{}{band}{}": {rate}e-8"#, TTL[*ttl], TIERS[*tier].1);
    }
    row.push_str("}}");
    row
}

/// What the rules make of a usage, in billionths of a dollar; `None` where they would take another cell's rate.
fn read(cells: &Cells, counts: &[u64], tier: usize, is_in_eu: bool) -> Option<i128> {
    let total: u64 =
        COUNTED.iter().zip(counts).filter(|(own, _)| own.3 == Side::Input).map(|(_, count)| count).sum();
    let opens = |component: &str| ["input_cost_per_token", "output_cost_per_token"].contains(&component);
    let bands: BTreeSet<u64> =
        cells.keys().filter(|cell| opens(cell.0)).map(|cell| cell.2).chain([0]).collect();
    let band = *bands.iter().filter(|band| **band == 0 || total > **band * 1_000).max()?;
    // A cell of a band that nothing opens is never reached, and is no rate.
    let is_priced = |component: &str, ttl: usize| {
        cells.keys().any(|cell| (cell.0, cell.1) == (component, ttl) && bands.contains(&cell.2))
    };
    // A tier of which no cell is ever reached is not sold.
    cells.keys().find(|cell| cell.3 == tier && bands.contains(&cell.2))?;
    let mut sum = 0i128;
    for ((_, component, ttl, _), count) in COUNTED.iter().zip(counts).filter(|(_, count)| **count > 0) {
        let (mut at, ttl) = (*component, *ttl);
        let has_tier = |component| cells.contains_key(&(component, 0, band, tier));
        if at == "output_cost_per_reasoning_token"
            && tier > 0
            && !has_tier(at)
            && has_tier("output_cost_per_token")
        {
            at = "output_cost_per_token";
        }
        while ttl == 0 && !is_priced(at, 0) {
            at = COMPONENTS.iter().find(|(own, _)| *own == at)?.1?;
        }
        let (at, _) = COMPONENTS.iter().find(|(own, _)| *own == at)?;
        let rate = *cells.get(&(*at, ttl, band, tier))?;
        sum += i128::from(*count) * i128::from(rate);
    }
    // Of ten billionths each; eleven tenths in the zone.
    Some(if is_in_eu { sum * 11 } else { sum * 10 })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(384))]

    #[test]
    fn a_row_costs_what_a_slow_reading_of_the_table_says_or_is_refused_where_that_takes_a_neighbour(
        cells in cells(),
        calls in prop::collection::vec(
            (prop::collection::vec(prop_oneof![3 => Just(0u64), 1 => 1..900u64, 1 => 900..3_000u64], COUNTED.len()), 0..TIERS.len(), any::<bool>()),
            1..6,
        ),
    ) {
        let text = file(&cells);
        let imported = Foreign::read(ForeignFormat::Litellm, &text).unwrap().to_overlay(ForeignFormat::Litellm);
        let registry = little_registry();
        registry.add_overlay("imported.toml", &imported.text).unwrap();
        let snapshot = registry.snapshot();
        for (counts, tier, is_in_eu) in calls {
            let sum = |side| COUNTED.iter().zip(&counts).filter(|(own, _)| own.3 == side).map(|(_, count)| count).sum();
            let told = InclusiveUsage::new(sum(Side::Input), sum(Side::Output));
            let parts = COUNTED.iter().zip(&counts).skip(2);
            let told = parts.fold(told, |told, ((key, ..), count)| told.with(*key, *count));
            let usage = Usage::from_inclusive(&told).unwrap();
            let mut call = Call::new().tier(TIERS[tier].0.parse().unwrap());
            if is_in_eu {
                call = call.scope("zone:eu".parse().unwrap());
            }
            let total = snapshot.cost("house/quill", &usage, &call).ok().and_then(|cost| cost.total);
            let wanted = read(&cells, &counts, tier, is_in_eu).map(|nano| Money::nano(nano, 1));
            prop_assert_eq!(total, wanted, "{} {:?} {} eu {}\n{}", text, counts, TIERS[tier].0, is_in_eu, imported.text);
        }
    }
}
