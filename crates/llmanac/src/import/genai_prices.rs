//! genai-prices: providers with models, prices as decimal strings, with start dates, bands and variants.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use crate::model::{Date, Meter, ServiceTier};

use super::amount::Amount;
use super::billed_as::billed_as;
use super::foreign::{Foreign, ForeignLimits, ForeignPlace, ForeignPrice, ForeignRow};
use super::raw::{self, RawObject};
use super::reading::Skips;

/// The file's providers, and those here to which their models belong, the likeliest first.
const PROVIDERS: &[(&str, &[&str])] = &[
    ("azure", &["azure_openai", "azure_foundry"]),
    ("aws", &["bedrock"]),
    ("google", &["gemini", "vertex"]),
];

/// Rates and the number of units that each is for.
const RATES: &[(&str, Meter, u32)] = &[
    ("input_mtok", Meter::InputText, MILLION),
    ("output_mtok", Meter::OutputText, MILLION),
    ("cache_read_mtok", Meter::CacheReadText, MILLION),
    ("cache_write_mtok", Meter::CacheWriteText, MILLION),
    ("cache_write_5m_mtok", Meter::CacheWrite5mText, MILLION),
    ("cache_write_1h_mtok", Meter::CacheWrite1hText, MILLION),
    ("input_audio_mtok", Meter::InputAudio, MILLION),
    ("output_audio_mtok", Meter::OutputAudio, MILLION),
    ("cache_audio_read_mtok", Meter::CacheReadAudio, MILLION),
    ("input_image_mtok", Meter::InputImage, MILLION),
    ("output_image_mtok", Meter::OutputImage, MILLION),
    ("input_video_mtok", Meter::InputVideo, MILLION),
    ("output_video_mtok", Meter::OutputVideo, MILLION),
    ("output_reasoning_mtok", Meter::OutputReasoning, MILLION),
    ("web_searches_kcount", Meter::WebSearch, 1_000),
    ("storage_searches_kcount", Meter::FileSearch, 1_000),
    ("cache_image_read_mtok", Meter::CacheReadImage, MILLION),
    ("input_audio_hours", Meter::InputAudioSeconds, HOUR),
    // Of either direction; where one has a rate of its own, that counts.
    ("audio_hours", Meter::InputAudioSeconds, HOUR),
    ("audio_hours", Meter::OutputAudioSeconds, HOUR),
    ("input_document_kpages", Meter::InputPages, 1_000),
    ("input_mchars", Meter::InputCharacters, MILLION),
];

/// Conditions of a variant that are tiers.
const TIERS: &[(&str, ServiceTier)] = &[
    ("default", ServiceTier::Standard),
    ("batch", ServiceTier::Batch),
    ("flex", ServiceTier::Flex),
    ("priority", ServiceTier::Priority),
    ("fast", ServiceTier::Fast),
];

/// What a variant may be conditional on where that is a tier.
const CONDITIONS: [&str; 3] = ["processing", "service_tier", "speed"];

/// Fields that are read.
const READ: [&str; 6] = ["id", "name", "match", "context_window", "prices", "price_variants"];

const MILLION: u32 = 1_000_000;
const HOUR: u32 = 3_600;

/// Reads the file: a list of providers, or a table that has one.
pub(super) fn read(whole: &RawValue) -> Result<Foreign, String> {
    let mut skips = Skips::default();
    let providers = match raw::list(whole) {
        Some(providers) => providers,
        None => {
            let table = skips.object("", "", Some(&whole));
            let stated = table.as_ref().and_then(|table| table.get("providers"));
            match stated.and_then(|raw| raw::list(raw)) {
                Some(providers) => providers,
                None => {
                    let found = stated.map_or(whole, |raw| *raw);
                    return Err(format!("line 1: `{}` is no list of providers", raw::shown(found)));
                }
            }
        }
    };
    let mut rows = Vec::new();
    for (at, raw) in providers.iter().enumerate() {
        let place = format!("providers[{at}]");
        let Some(own) = skips.row(&place, raw) else { continue };
        let Some(provider) = named(&place, &own, &mut skips) else { continue };
        if own.get("models").is_none_or(|raw| raw::is_null(raw)) {
            skips.add(provider, "a provider without models");
            continue;
        }
        let models = skips.list(&provider, "models", own.get("models"));
        for (at, raw) in models.unwrap_or_default().iter().enumerate() {
            let place = format!("{provider}.models[{at}]");
            let Some(fields) = skips.row(&place, raw) else { continue };
            if let Some(id) = named(&place, &fields, &mut skips) {
                skips.lost.clear();
                rows.push(row(&provider, &id, &fields, &mut skips));
            }
        }
    }
    Ok(Foreign { rows, skipped: skips.list, unread: skips.unread })
}

/// The id of a provider or a model.
fn named(place: &str, fields: &RawObject<'_>, skips: &mut Skips) -> Option<String> {
    skips.needed_text(place, "id", fields).filter(|id| skips.is_name(id))
}

fn row(provider: &str, id: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let key = format!("{provider}/{id}");
    let mut prices = Vec::new();
    if let Some(raw) = fields.get("prices") {
        match raw::list(raw) {
            Some(dated) => {
                for (at, raw) in dated.iter().enumerate() {
                    conditional(&key, &format!("prices[{at}]"), raw, &mut prices, skips);
                }
            }
            None => {
                let sheet = Sheet { key: &key, field: "prices", tier: ServiceTier::Standard, from: None };
                sheet.read(raw, &mut prices, skips);
            }
        }
    }
    let variants = skips.list(&key, "price_variants", fields.get("price_variants"));
    for (at, raw) in variants.unwrap_or_default().iter().enumerate() {
        variant(&key, &format!("price_variants[{at}]"), raw, &mut prices, skips);
    }
    skips.unread(fields.keys(), |field| READ.contains(&field));
    ForeignRow {
        place: place(provider, id),
        limits: ForeignLimits {
            window: skips.tokens(&key, "context_window", fields.get("context_window")),
            ..ForeignLimits::default()
        },
        billed_as: billed_as(&prices, &skips.lost),
        display_name: skips.text(&key, "name", fields.get("name")),
        aliases: equals(provider, id, &key, fields.get("match"), skips),
        prices,
        key,
        provider: provider.to_owned(),
        ..ForeignRow::default()
    }
}

/// The names that the row says are its own; patterns are no names.
fn equals(provider: &str, id: &str, key: &str, raw: Option<&&RawValue>, skips: &mut Skips) -> Vec<String> {
    let own = skips.object(key, "match", raw).unwrap_or_default();
    let mut names: Vec<String> = Vec::new();
    names.extend(skips.text(key, "match.equals", own.get("equals")));
    let any = skips.list(key, "match.or", own.get("or")).unwrap_or_default();
    for (at, raw) in any.iter().enumerate() {
        let own = skips.object(key, &format!("match.or[{at}]"), Some(raw)).unwrap_or_default();
        names.extend(skips.text(key, &format!("match.or[{at}].equals"), own.get("equals")));
    }
    names
        .into_iter()
        // Names do not depend on case.
        .filter(|name| !name.eq_ignore_ascii_case(id) && skips.is_name(name))
        .map(|name| format!("{provider}/{name}"))
        .collect()
}

/// Prices from a day on; those of hours of the day are no rate of a day.
fn conditional(key: &str, field: &str, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let Some(own) = skips.row(&format!("{key}.{field}"), raw) else { return };
    let from = match first_day(&own) {
        Ok(from) => from,
        Err(why) => return skips.add(format!("{key}.{field}.constraint"), why),
    };
    match own.get("prices") {
        Some(raw) => {
            let field = &format!("{field}.prices");
            Sheet { key, field, tier: ServiceTier::Standard, from }.read(raw, prices, skips);
        }
        None => skips.add(format!("{key}.{field}"), "a constraint without prices"),
    }
}

/// The first day of a price list, where it has one; why it has none where its constraint is another.
fn first_day(own: &RawObject<'_>) -> Result<Option<Date>, String> {
    let Some(raw) = own.get("constraint").filter(|raw| !raw::is_null(raw)) else { return Ok(None) };
    if let Some(day) = start(raw) {
        return Ok(Some(day));
    }
    let stated = raw::object(raw).map(|(own, _)| own).unwrap_or_default();
    let time = |name: &str| Some(raw::cut(stated.get(name)?.get().trim_matches('"'), 40));
    Err(match (time("start_time"), time("end_time")) {
        (Some(start), Some(end)) => {
            format!("holds from {start} to {end} of each day: a price here holds for whole days")
        }
        _ => "a constraint that is no first day".to_owned(),
    })
}

fn start(raw: &RawValue) -> Option<Date> {
    let (own, _) = raw::object(raw)?;
    serde_json::from_str::<String>(own.get("start_date")?.get()).ok()?.parse().ok()
}

/// A tier's own rates; what a variant does not state is not stated.
fn variant(key: &str, field: &str, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let place = format!("{key}.{field}");
    let Some(own) = skips.row(&place, raw) else { return };
    let when = skips.object(&place, "when", own.get("when")).unwrap_or_default();
    let stated: Vec<(String, String)> = when
        .iter()
        .filter_map(|(name, raw)| {
            Some((name.clone(), skips.text(&place, &format!("when.{name}"), Some(raw))?))
        })
        .collect();
    let tier = match stated.as_slice() {
        [(name, word)] if CONDITIONS.contains(&name.as_str()) => {
            TIERS.iter().find(|(own, _)| own == word).map(|(_, tier)| *tier)
        }
        _ => None,
    };
    let from = match first_day(&own) {
        Ok(from) => from,
        Err(why) => return skips.add(place, why),
    };
    match (tier, own.get("prices")) {
        // The ordinary class stands in the row's own prices; a variant repeats them from its own first day.
        (Some(tier), Some(raw)) => {
            let field = &format!("{field}.prices");
            Sheet { key, field, tier, from }.read(raw, prices, skips);
        }
        (Some(_), None) => skips.add(place, "a variant without prices"),
        (None, _) if stated.is_empty() => skips.add(place, "a variant that says no tier"),
        (None, _) => {
            let words: Vec<String> = stated.iter().map(|(name, word)| format!("{name} `{word}`")).collect();
            let words = raw::cut(&words.join(", "), 100);
            skips.add(place, format!("{words} is no tier that is known here"));
        }
    }
}

/// One price list of a row: for a tier, from a day on.
struct Sheet<'a> {
    key: &'a str,
    field: &'a str,
    tier: ServiceTier,
    from: Option<Date>,
}

/// A rate, its field, and the first token over which each of its amounts holds.
struct Stated {
    meter: Meter,
    field: String,
    bands: Vec<(u64, Amount)>,
}

impl Sheet<'_> {
    /// Rates, each one amount or one by bands of context. A rate that has no bands of its own holds in all of them.
    fn read(&self, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
        let mut rates: Vec<Stated> = Vec::new();
        let own = skips.object(self.key, self.field, Some(&raw)).unwrap_or_default();
        for doubted in std::mem::take(&mut skips.doubted) {
            let own = RATES.iter().filter(|(own, ..)| *own == doubted);
            skips.lost.extend(own.map(|(_, meter, _)| (*meter, self.tier, 0)));
        }
        for (name, meter, units) in RATES {
            let Some(raw) = own.get(*name).filter(|raw| !raw::is_null(raw)) else { continue };
            // Of two fields for one meter the first of the table is the narrower.
            if rates.iter().all(|rate| rate.meter != *meter) {
                let field = format!("{}.{name}", self.field);
                let bands = self.bands(&field, raw, (*meter, *units), skips);
                rates.push(Stated { meter: *meter, field, bands });
            }
        }
        for (name, raw) in &own {
            if RATES.iter().all(|(own, ..)| own != name) && !raw::is_null(raw) {
                skips.add(format!("{}.{}.{name}", self.key, self.field), "no meter here counts it");
            }
        }
        let starts: BTreeSet<u64> =
            rates.iter().flat_map(|rate| &rate.bands).map(|(over, _)| *over).collect();
        for Stated { meter, field, bands } in rates {
            for over in &starts {
                let holding = bands.iter().filter(|(start, _)| start <= over).max_by_key(|(start, _)| *start);
                if let Some((_, amount)) = holding
                    && (*over == 0 || meter.is_of_tokens())
                {
                    let price = ForeignPrice::new(meter, *amount).stated(&field);
                    prices.push(ForeignPrice { tier: self.tier, over: *over, from: self.from, ..price });
                }
            }
        }
    }

    /// The first token over which each amount holds, and the amount; nothing where one of them cannot be read.
    fn bands(
        &self,
        field: &str,
        raw: &RawValue,
        (meter, units): (Meter, u32),
        skips: &mut Skips,
    ) -> Vec<(u64, Amount)> {
        if raw::is_null(raw) {
            return Vec::new();
        }
        let found = match raw::object(raw) {
            None => skips.amount(self.key, field, raw, units).map(|amount| vec![(0, amount)]),
            Some(_) => self.tiered(field, raw, units, skips),
        };
        if found.is_none() {
            // No band's rate stands in the place of another's.
            skips.lost.insert((meter, self.tier, 0));
        }
        found.unwrap_or_default()
    }

    /// Amounts by bands, all of them or none.
    fn tiered(
        &self,
        field: &str,
        raw: &RawValue,
        units: u32,
        skips: &mut Skips,
    ) -> Option<Vec<(u64, Amount)>> {
        let tiered = skips.object(self.key, field, Some(&raw))?;
        let mut is_whole = std::mem::take(&mut skips.doubted).is_empty();
        let mut bands = Vec::new();
        let mut add = |skips: &mut Skips, place: &str, over: Option<u64>, raw: Option<&&RawValue>| {
            let amount = match raw {
                Some(raw) if !raw::is_null(raw) => skips.amount(self.key, place, raw, units),
                _ => {
                    skips.add(format!("{}.{place}", self.key), "it has no price");
                    None
                }
            };
            match over.zip(amount) {
                Some(band) => bands.push(band),
                None => is_whole = false,
            }
        };
        add(skips, &format!("{field}.base"), Some(0), tiered.get("base"));
        let tiers = skips.list(self.key, &format!("{field}.tiers"), tiered.get("tiers"));
        let mut are_objects = true;
        let is_list = tiers.is_some() || tiered.get("tiers").is_none_or(|raw| raw::is_null(raw));
        for (at, raw) in tiers.unwrap_or_default().iter().enumerate() {
            let place = format!("{field}.tiers[{at}]");
            let Some(own) = skips.row(&format!("{}.{place}", self.key), raw) else {
                are_objects = false;
                continue;
            };
            let start = own.get("start").filter(|raw| !raw::is_null(raw));
            if start.is_none() {
                skips.add(format!("{}.{place}.start", self.key), "a band without a first token");
            }
            let start = skips.tokens(self.key, &format!("{place}.start"), start);
            add(skips, &format!("{place}.price"), start, own.get("price"));
        }
        (is_whole && is_list && are_objects).then_some(bands)
    }
}

fn place(provider: &str, id: &str) -> Option<ForeignPlace> {
    let (_, ours) = PROVIDERS.iter().find(|(own, _)| *own == provider)?;
    let names = ours.iter().map(|own| format!("{own}/{id}")).collect();
    Some(ForeignPlace { names, scope: None })
}
