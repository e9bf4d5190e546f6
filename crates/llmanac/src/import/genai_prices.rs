//! genai-prices: providers with models, prices as decimal strings, with start dates, bands and variants.

use std::collections::BTreeSet;

use serde_json::value::RawValue;

use crate::model::{Date, Meter, ServiceTier};

use super::amount::Amount;
use super::billed_as::billed_as;
use super::foreign::{Foreign, ForeignLimits, ForeignPlace, ForeignPrice, ForeignRow};
use super::reading::{RawObject, Skips, list, object, tokens, value};

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
    ("input_audio_hours", Meter::InputAudioSeconds, 3_600),
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

/// Fields that are read.
const READ: [&str; 6] = ["id", "name", "match", "context_window", "prices", "price_variants"];

const MILLION: u32 = 1_000_000;

/// Reads the file: a list of providers, or a table that has one.
pub(super) fn read(text: &str) -> Result<Foreign, serde_json::Error> {
    let raw: &RawValue = serde_json::from_str(text)?;
    let providers: Vec<&RawValue> = match object(raw) {
        Some(table) => serde_json::from_str(table.get("providers").map_or("null", |raw| raw.get()))?,
        None => serde_json::from_str(text)?,
    };
    let mut skips = Skips::default();
    let mut rows = Vec::new();
    for raw in providers {
        let own = object(raw).unwrap_or_default();
        let Some(provider) = value::<String>(own.get("id")) else {
            skips.add("providers", "a provider has an id");
            continue;
        };
        for raw in own.get("models").and_then(|raw| list(raw)).unwrap_or_default() {
            let fields = object(raw).unwrap_or_default();
            match value::<String>(fields.get("id")) {
                Some(id) => rows.push(row(&provider, &id, &fields, &mut skips)),
                None => skips.add(provider.clone(), "a model has an id"),
            }
        }
    }
    Ok(Foreign { rows, skipped: skips.list, unread: skips.unread })
}

fn row(provider: &str, id: &str, fields: &RawObject<'_>, skips: &mut Skips) -> ForeignRow {
    let key = format!("{provider}/{id}");
    let mut prices = Vec::new();
    if let Some(raw) = fields.get("prices") {
        match list(raw) {
            Some(dated) => dated.iter().for_each(|raw| conditional(&key, raw, &mut prices, skips)),
            None => {
                Sheet { place: &key, tier: ServiceTier::Standard, from: None }.read(raw, &mut prices, skips);
            }
        }
    }
    for (at, raw) in
        fields.get("price_variants").and_then(|raw| list(raw)).unwrap_or_default().iter().enumerate()
    {
        variant(&format!("{key}.price_variants[{at}]"), raw, &mut prices, skips);
    }
    skips.unread(fields.keys(), |field| READ.contains(&field));
    ForeignRow {
        place: place(provider, id),
        limits: ForeignLimits { window: tokens(fields.get("context_window")), ..ForeignLimits::default() },
        billed_as: billed_as(&prices),
        display_name: value(fields.get("name")),
        aliases: fields.get("match").map(|raw| equals(provider, id, raw)).unwrap_or_default(),
        prices,
        key,
        provider: provider.to_owned(),
        ..ForeignRow::default()
    }
}

/// The names that the row says are its own; patterns are no names.
fn equals(provider: &str, id: &str, raw: &RawValue) -> Vec<String> {
    let own = object(raw).unwrap_or_default();
    let one = value::<String>(own.get("equals"));
    let any = own.get("or").and_then(|raw| list(raw)).unwrap_or_default();
    let more = any.iter().filter_map(|raw| value(object(raw)?.get("equals")));
    one.into_iter().chain(more).filter(|name| name != id).map(|name| format!("{provider}/{name}")).collect()
}

/// Prices from a day on; those of hours of the day are no rate of a day.
fn conditional(key: &str, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let own = object(raw).unwrap_or_default();
    let from = match own.get("constraint").filter(|raw| raw.get() != "null") {
        None => None,
        Some(raw) => match start(raw) {
            Some(day) => Some(day),
            None => {
                skips.add(format!("{key}.prices"), "a constraint that is no first day");
                return;
            }
        },
    };
    match own.get("prices") {
        Some(raw) => Sheet { place: key, tier: ServiceTier::Standard, from }.read(raw, prices, skips),
        None => skips.add(format!("{key}.prices"), "a constraint without prices"),
    }
}

fn start(raw: &RawValue) -> Option<Date> {
    let own = object(raw)?;
    value::<String>(own.get("start_date"))?.parse().ok()
}

/// A tier's own rates; what a variant does not state is not stated.
fn variant(place: &str, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
    let own = object(raw).unwrap_or_default();
    let when = own.get("when").and_then(|raw| object(raw)).unwrap_or_default();
    let words: Vec<String> = when.values().filter_map(|raw| value(Some(raw))).collect();
    let tier = match words.as_slice() {
        [one] => TIERS.iter().find(|(word, _)| word == one).map(|(_, tier)| *tier),
        _ => None,
    };
    let from = match own.get("constraint").filter(|raw| raw.get() != "null") {
        None => None,
        Some(raw) => match start(raw) {
            Some(day) => Some(day),
            None => return skips.add(place, "a constraint that is no first day"),
        },
    };
    match (tier, own.get("prices")) {
        // The ordinary class stands in the row's own prices; a variant repeats them from its own first day.
        (Some(tier), Some(raw)) => Sheet { place, tier, from }.read(raw, prices, skips),
        _ => skips.add(place, format!("`{}` is no tier that is known here", words.join(", "))),
    }
}

/// One price list of a row: for a tier, from a day on.
struct Sheet<'a> {
    place: &'a str,
    tier: ServiceTier,
    from: Option<Date>,
}

impl Sheet<'_> {
    /// Rates, each one amount or one by bands of context. A rate that has no bands of its own holds in all of them.
    fn read(&self, raw: &RawValue, prices: &mut Vec<ForeignPrice>, skips: &mut Skips) {
        let mut rates: Vec<(Meter, Vec<(u64, Amount)>)> = Vec::new();
        for (field, raw) in object(raw).unwrap_or_default() {
            match RATES.iter().find(|(own, ..)| *own == field) {
                Some((_, meter, units)) => rates.push((*meter, self.bands(&field, raw, *units, skips))),
                None if raw.get() == "null" => {}
                None => skips.add(format!("{}.{field}", self.place), "no rate that is known here"),
            }
        }
        let starts: BTreeSet<u64> =
            rates.iter().flat_map(|(_, bands)| bands).map(|(over, _)| *over).collect();
        for (meter, bands) in rates {
            for over in &starts {
                let holding = bands.iter().filter(|(start, _)| start <= over).max_by_key(|(start, _)| *start);
                if let Some((_, amount)) = holding
                    && (*over == 0 || meter.is_of_tokens())
                {
                    let price = ForeignPrice::new(meter, *amount);
                    prices.push(ForeignPrice { tier: self.tier, over: *over, from: self.from, ..price });
                }
            }
        }
    }

    /// The first token over which each amount holds, and the amount.
    fn bands(&self, field: &str, raw: &RawValue, units: u32, skips: &mut Skips) -> Vec<(u64, Amount)> {
        let mut bands = Vec::new();
        let mut add = |raw: &RawValue, over: u64| {
            if let Some(amount) = skips.amount(self.place, field, raw, units) {
                bands.push((over, amount));
            }
        };
        let Some(tiered) = object(raw) else {
            add(raw, 0);
            return bands;
        };
        if let Some(base) = tiered.get("base") {
            add(base, 0);
        }
        for raw in tiered.get("tiers").and_then(|raw| list(raw)).unwrap_or_default() {
            let own = object(raw).unwrap_or_default();
            if let (Some(over), Some(price)) = (tokens(own.get("start")), own.get("price")) {
                add(price, over);
            }
        }
        bands
    }
}

fn place(provider: &str, id: &str) -> Option<ForeignPlace> {
    let (_, ours) = PROVIDERS.iter().find(|(own, _)| *own == provider)?;
    let names = ours.iter().map(|own| format!("{own}/{id}")).collect();
    Some(ForeignPlace { names, scope: None })
}
