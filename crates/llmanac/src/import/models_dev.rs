//! models.dev: providers, each with its models; prices for a million tokens.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use crate::model::{Capability, Date, Meter, Scope, ServiceTier};

use super::billed_as::billed_as;
use super::foreign::{
    Foreign, ForeignLimits, ForeignPlace, ForeignPrice, ForeignReasoning, ForeignRow, OpenBand,
};
use super::raw::{self, RawObject};
use super::reading::{Bands, Skips};

/// The file's providers, and those here to which their models belong, the likeliest first.
pub(crate) const PROVIDERS: &[(&str, &[&str])] = &[
    ("azure", &["azure_openai", "azure_foundry"]),
    ("azure-cognitive-services", &["azure_openai", "azure_foundry"]),
    ("amazon-bedrock", &["bedrock"]),
    ("google", &["gemini"]),
    ("google-vertex", &["vertex"]),
    ("google-vertex-anthropic", &["vertex"]),
];

pub(crate) const RATES: &[(&str, Meter)] = &[
    ("input", Meter::InputText),
    ("output", Meter::OutputText),
    ("reasoning", Meter::OutputReasoning),
    ("cache_read", Meter::CacheReadText),
    ("cache_write", Meter::CacheWriteText),
    ("input_audio", Meter::InputAudio),
    ("output_audio", Meter::OutputAudio),
];

/// Keys of a price that are no rates.
const NO_RATES: [&str; 2] = ["tiers", "context_over_200k"];

pub(crate) const CAPABILITIES: &[(&str, Capability)] = &[
    ("tool_call", Capability::Tools),
    ("structured_output", Capability::JsonSchema),
    ("reasoning", Capability::Reasoning),
    ("open_weights", Capability::OpenWeights),
];

/// Fields that are read by themselves, beside those of capabilities.
const READ: [&str; 10] = [
    "id",
    "name",
    "family",
    "knowledge",
    "release_date",
    "modalities",
    "cost",
    "limit",
    "reasoning_options",
    "experimental",
];

/// What a mode adds to a request, and the tier that it is by that.
const TIERS: &[(&str, &str, ServiceTier)] = &[
    ("service_tier", "priority", ServiceTier::Priority),
    ("service_tier", "flex", ServiceTier::Flex),
    ("service_tier", "batch", ServiceTier::Batch),
    ("speed", "fast", ServiceTier::Fast),
];

const MILLION: u32 = 1_000_000;

/// Reads the file.
pub(super) fn read(whole: &RawValue) -> Result<Foreign, String> {
    let mut skips = Skips::default();
    let Some(providers) = skips.object("", "", Some(&whole)) else {
        return Err(format!("line 1: `{}` is no object of providers", raw::shown(whole)));
    };
    let mut rows = Vec::new();
    for (provider, raw) in providers {
        if !skips.is_name(&provider) {
            continue;
        }
        let Some(own) = skips.row(&provider, raw) else { continue };
        if own.get("models").is_none_or(|raw| raw::is_null(raw)) {
            skips.add(provider, "a provider without models");
            continue;
        }
        for (id, raw) in skips.object(&provider, "models", own.get("models")).unwrap_or_default() {
            let key = format!("{provider}/{id}");
            if id.is_empty() || !skips.is_name(&key) {
                if id.is_empty() {
                    skips.add(format!("{provider}.models"), "a model with an empty key has no name");
                }
                continue;
            }
            if let Some(fields) = skips.row(&key, raw) {
                skips.lost.clear();
                rows.push(row(&provider, key, &id, &fields, &mut skips));
            }
        }
    }
    Ok(Foreign { rows, skipped: skips.list, unread: skips.unread })
}

fn row(provider: &str, key: String, id: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let limits = skips.object(&key, "limit", fields.get("limit")).unwrap_or_default();
    let mut prices = Vec::new();
    if let Some(cost) = skips.object(&key, "cost", fields.get("cost")) {
        rates(&key, "cost", &cost, (ServiceTier::Standard, 0), &mut prices, skips);
        bands(&key, &cost, &mut prices, skips);
    }
    modes(&key, fields, &mut prices, skips);
    let capability = |(field, capability): &(&str, Capability)| {
        Some((*capability, skips.flag(&key, field, fields.get(*field))?))
    };
    let capabilities = CAPABILITIES.iter().filter_map(capability).collect();
    let modality = skips.object(&key, "modalities", fields.get("modalities")).unwrap_or_default();
    skips.unread(fields.keys(), |field| {
        READ.contains(&field) || CAPABILITIES.iter().any(|(own, _)| *own == field)
    });
    ForeignRow {
        place: place(provider, id),
        billed_as: billed_as(&prices, &skips.lost),
        display_name: skips.text(&key, "name", fields.get("name")),
        family: skips.text(&key, "family", fields.get("family")),
        released: released(&key, fields, skips),
        reasoning: reasoning(&key, fields, skips),
        knowledge_cutoff: cutoff(&key, fields, skips),
        input: skips.modalities(&key, "modalities.input", modality.get("input")),
        output: skips.modalities(&key, "modalities.output", modality.get("output")),
        limits: ForeignLimits {
            window: skips.tokens(&key, "limit.context", limits.get("context")),
            input: skips.tokens(&key, "limit.input", limits.get("input")),
            output: skips.tokens(&key, "limit.output", limits.get("output")),
        },
        unpriced: unpriced(&prices, skips),
        prices,
        retires: None,
        capabilities,
        key,
        provider: provider.to_owned(),
        ..ForeignRow::default()
    }
}

/// Bands of which a tier has no rate, or none that could be read: the rates below do not hold there.
fn unpriced(prices: &[ForeignPrice], skips: &Skips) -> BTreeSet<OpenBand> {
    let lost = skips.lost.iter().map(|(_, tier, over)| (*tier, *over));
    let stated: BTreeSet<(ServiceTier, u64)> =
        prices.iter().map(|price| (price.tier, price.over)).chain(lost).collect();
    let bands: BTreeSet<u64> = stated.iter().map(|(_, over)| *over).filter(|over| *over > 0).collect();
    let tiers: BTreeSet<ServiceTier> = stated.iter().map(|(tier, _)| *tier).collect();
    let has_rate = |tier, over| prices.iter().any(|price| (price.tier, price.over) == (tier, over));
    tiers
        .iter()
        .flat_map(|tier| bands.iter().map(|over| (*tier, *over)))
        .filter(|(tier, over)| !has_rate(*tier, *over))
        .map(|(tier, over)| OpenBand::new(tier, over))
        .collect()
}

/// The first day; a month alone is none.
fn released(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> Option<Date> {
    let text = skips.text(key, "release_date", fields.get("release_date"))?;
    let day = text.parse().ok();
    if day.is_none() {
        skips.add(format!("{key}.release_date"), format!("`{}` is no day", raw::cut(&text, 60)));
    }
    day
}

/// Levels of thinking, and the bounds of a budget for it; a level without a word is none.
fn reasoning(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignReasoning {
    const FIELD: &str = "reasoning_options";
    let mut own = ForeignReasoning::default();
    for (at, raw) in skips.list(key, FIELD, fields.get(FIELD)).unwrap_or_default().iter().enumerate() {
        let field = format!("{FIELD}[{at}]");
        let Some(option) = skips.row(&format!("{key}.{field}"), raw) else { continue };
        match skips.text(key, &format!("{field}.type"), option.get("type")).as_deref() {
            Some("effort") => {
                own.effort = skips.texts(key, &format!("{field}.values"), option.get("values"));
            }
            Some("budget_tokens") => {
                own.budget_min = skips.tokens(key, &format!("{field}.min"), option.get("min"));
                own.budget_max = skips.tokens(key, &format!("{field}.max"), option.get("max"));
            }
            _ => {}
        }
    }
    own
}

/// Rates of modes that are tiers here.
fn modes(key: &str, fields: &RawObject<'_>, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let own = skips.object(key, "experimental", fields.get("experimental")).unwrap_or_default();
    let modes = skips.object(key, "experimental.modes", own.get("modes")).unwrap_or_default();
    for (name, raw) in modes {
        let place = format!("experimental.modes.{name}");
        let Some(own) = skips.row(&format!("{key}.{place}"), raw) else { continue };
        let provider = skips.object(key, &format!("{place}.provider"), own.get("provider"));
        let body = provider.unwrap_or_default();
        let body = skips.object(key, &format!("{place}.provider.body"), body.get("body")).unwrap_or_default();
        let is_stated =
            |field: &str, word: &str| body.get(field).is_some_and(|raw| raw.get().trim_matches('"') == word);
        let tier = TIERS.iter().find(|(field, word, _)| is_stated(field, word)).map(|(.., tier)| *tier);
        let cost = skips.object(key, &format!("{place}.cost"), own.get("cost"));
        match (tier, cost) {
            (Some(tier), Some(cost)) => {
                rates(key, &format!("{place}.cost"), &cost, (tier, 0), prices, skips);
            }
            (None, Some(_)) => skips.add(format!("{key}.{place}"), "no tier that is known here"),
            (_, None) => {}
        }
    }
}

/// A month or a day; a year alone says neither.
fn cutoff(key: &str, fields: &RawObject<'_>, skips: &mut Skips) -> Option<String> {
    let text = skips.text(key, "knowledge", fields.get("knowledge"))?;
    let is_known = text.parse::<crate::model::Day>().is_ok();
    if !is_known {
        let shown = raw::cut(&text, 60);
        skips.add(format!("{key}.knowledge"), format!("`{shown}` is no month and no day"));
    }
    is_known.then_some(text)
}

/// The bands of context. Where one cannot be placed, the rates beside it may end anywhere, and none is taken.
fn bands(key: &str, cost: &RawObject<'_>, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    if read_bands(key, cost, prices, skips) == Bands::Unplaced {
        skips.lose_tier(prices, ServiceTier::Standard);
    }
}

/// The bands, where all can be placed; the older key for them has a wrong threshold in many rows, and counts only alone.
fn read_bands(key: &str, cost: &RawObject<'_>, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) -> Bands {
    let Some(tiers) = skips.list(key, "cost.tiers", cost.get("tiers")) else {
        const OVER: u64 = 200_000;
        let stated = cost.get("context_over_200k").filter(|raw| !raw::is_null(raw));
        match skips.object(key, "cost.context_over_200k", stated) {
            Some(above) => {
                rates(key, "cost.context_over_200k", &above, (ServiceTier::Standard, OVER), prices, skips);
            }
            // There is such a band, whatever its rates are.
            None if stated.is_some() => {
                skips.lost.insert((Meter::InputText, ServiceTier::Standard, OVER));
            }
            None => {}
        }
        // A list that is none may have said anything.
        let is_said = cost.get("tiers").is_some_and(|raw| !raw::is_null(raw));
        return if is_said { Bands::Unplaced } else { Bands::Placed };
    };
    let mut placed = Bands::Placed;
    for (at, raw) in tiers.iter().enumerate() {
        let field = format!("cost.tiers[{at}]");
        let Some(own) = skips.row(&format!("{key}.{field}"), raw) else {
            placed = Bands::Unplaced;
            continue;
        };
        let tier = skips.object(key, &format!("{field}.tier"), own.get("tier")).unwrap_or_default();
        let kind = skips.text(key, &format!("{field}.tier.type"), tier.get("type"));
        let size = skips.tokens(key, &format!("{field}.tier.size"), tier.get("size"));
        match (kind.as_deref(), size) {
            (Some("context"), Some(over)) if over > 0 => {
                rates(key, &field, &own, (ServiceTier::Standard, over), prices, skips);
            }
            _ => {
                placed = Bands::Unplaced;
                skips.add(format!("{key}.{field}"), "no band of context that is known here");
            }
        }
    }
    placed
}

fn rates(
    key: &str,
    place: &str,
    cost: &RawObject<'_>,
    (tier, over): (ServiceTier, u64),
    prices: &mut Vec<ForeignPrice>,
    skips: &mut Skips,
) {
    let subject = |meter: Meter| (meter, tier, over);
    for doubted in std::mem::take(&mut skips.doubted) {
        let own = RATES.iter().filter(|(own, _)| *own == doubted);
        skips.lost.extend(own.map(|(_, meter)| subject(*meter)));
    }
    for (field, raw) in cost {
        let Some((_, meter)) = RATES.iter().find(|(own, _)| own == field) else {
            if !NO_RATES.contains(&field.as_str()) && field != "tier" {
                skips.add(format!("{key}.{place}.{field}"), "no rate that is known here");
            }
            continue;
        };
        let field = format!("{place}.{field}");
        if let Some(amount) = skips.rate(key, &field, raw, subject(*meter), MILLION) {
            prices.push(ForeignPrice { tier, over, ..ForeignPrice::new(*meter, amount).stated(field) });
        }
    }
}

fn place(provider: &str, id: &str) -> Option<ForeignPlace> {
    let (_, ours) = PROVIDERS.iter().find(|(own, _)| *own == provider)?;
    let names = ours.iter().map(|own| format!("{own}/{id}")).collect();
    Some(ForeignPlace { names, scope: None::<Scope> })
}
