//! Fields with prices of what is no token: images, seconds, characters, pages, queries, sessions.

use crate::import::amount::Amount;
use crate::import::foreign::ForeignPrice;
use crate::import::raw::RawObject;
use crate::import::reading::Skips;
use crate::model::{Meter, ServiceTier};

/// Fields with one amount, the modes of the rows in which they mean this meter (none: all), and the meter.
pub(crate) const FIELDS: &[(&str, &[&str], Meter)] = &[
    ("input_cost_per_image", &[], Meter::InputImages),
    ("output_cost_per_image", &[], Meter::OutputImages),
    ("input_cost_per_character", &[], Meter::InputCharacters),
    ("output_cost_per_character", &[], Meter::OutputCharacters),
    ("input_cost_per_audio_per_second", &[], Meter::InputAudioSeconds),
    ("input_cost_per_second", &[TRANSCRIPTION, "realtime"], Meter::InputAudioSeconds),
    ("output_cost_per_second", &["audio_speech"], Meter::OutputAudioSeconds),
    ("output_cost_per_second", &["video_generation"], Meter::OutputVideoSeconds),
    ("input_cost_per_video_per_second", &[], Meter::InputVideoSeconds),
    ("output_cost_per_video_per_second", &[], Meter::OutputVideoSeconds),
    ("ocr_cost_per_page", &[], Meter::InputPages),
    ("input_cost_per_query", &["rerank"], Meter::Rerank),
    ("input_cost_per_query", &["search"], Meter::WebSearch),
    ("google_maps_grounding_cost_per_query", &[], Meter::MapsGrounding),
    ("code_interpreter_cost_per_session", &[], Meter::CodeSession),
];

/// A rate of another tier than the ordinary one.
const BATCH_PAGES: &str = "ocr_cost_per_page_batches";

/// Where a transcription states a rate for each, it is this one that holds; both are for the seconds that are heard.
const HEARD: [&str; 2] = ["output_cost_per_second", "input_cost_per_second"];
const TRANSCRIPTION: &str = "audio_transcription";

/// What stands before a size or resolution at the end of a field.
pub(crate) const GRADED: &[(&str, Meter)] = &[
    ("output_cost_per_image_", Meter::OutputImages),
    ("output_cost_per_second_", Meter::OutputVideoSeconds),
];

/// Searches, by the size of the context that they bring; each of [`SEARCH_SIZES`] has a rate.
pub(crate) const SEARCHES: &str = "search_context_cost_per_query";

/// The sizes of a search's context.
pub(crate) const SEARCH_SIZES: [&str; 3] =
    ["search_context_size_low", "search_context_size_medium", "search_context_size_high"];

/// What the rate of a search is for, and the words.
pub(crate) const SEARCH_UNIT: &str = "web_search_billing_unit";
pub(crate) const PER_PROMPT: &str = "per_prompt";
pub(crate) const PER_QUERY: &str = "per_query";

/// Sizes and resolutions.
pub(crate) const GRADES: &[&str] =
    &["0.5K", "1K", "2K", "4K", "512", "1024", "1536", "480p", "720p", "768p", "1080p", "2k", "4k"];

/// The prices of a row; `read` collects the fields that were taken.
pub(super) fn prices<'f>(
    key: &str,
    fields: &'f RawObject<'_>,
    skips: &mut Skips,
    read: &mut Vec<&'f str>,
) -> Vec<ForeignPrice> {
    let mode = skips.text(key, "mode", fields.get("mode")).unwrap_or_default();
    let mut prices = Vec::new();
    let is_heard = |field: &&str| mode == TRANSCRIPTION && HEARD.contains(field);
    for (field, raw) in fields.iter().filter(|(field, _)| !is_heard(&field.as_str())) {
        let own = FIELDS
            .iter()
            .find(|(name, modes, _)| name == field && (modes.is_empty() || modes.contains(&&*mode)));
        let graded = || {
            GRADED.iter().find_map(|(prefix, meter)| {
                let grade = field.strip_prefix(prefix).filter(|grade| GRADES.contains(grade))?;
                Some((*meter, Some(grade.to_owned())))
            })
        };
        let Some((meter, grade)) = own.map(|(.., meter)| (*meter, None)).or_else(graded) else { continue };
        read.push(field);
        if let Some(amount) = skips.amount(key, field, raw, 1) {
            prices.push(ForeignPrice { grade, ..ForeignPrice::new(meter, amount).stated(field) });
        }
    }
    if let Some((field, raw)) = fields.get_key_value(BATCH_PAGES) {
        read.push(field);
        let amount = skips.amount(key, field, raw, 1);
        prices.extend(amount.map(|amount| ForeignPrice {
            tier: ServiceTier::Batch,
            ..ForeignPrice::new(Meter::InputPages, amount).stated(field)
        }));
    }
    if mode == TRANSCRIPTION {
        let stated = HEARD.iter().filter_map(|field| fields.get_key_value(*field));
        let mut stated: Vec<ForeignPrice> = stated
            .filter_map(|(field, raw)| {
                read.push(field);
                let amount = skips.amount(key, field, raw, 1)?;
                Some(ForeignPrice::new(Meter::InputAudioSeconds, amount).stated(field))
            })
            .collect();
        // Nothing stands for a rate only where there is no other.
        stated.sort_by_key(|price| price.amount == Amount::ZERO);
        stated.dedup_by(|other, own| other.amount == Amount::ZERO || other.amount == own.amount);
        prices.extend(stated);
    }
    searches(key, fields, skips, read, &mut prices);
    prices
}

/// Searches by the size of the context that they bring, or by the prompt.
fn searches<'f>(
    key: &str,
    fields: &'f RawObject<'_>,
    skips: &mut Skips,
    read: &mut Vec<&'f str>,
    prices: &mut Vec<ForeignPrice>,
) {
    let Some((field, raw)) = fields.get_key_value(SEARCHES) else { return };
    let sizes = skips.object(key, SEARCHES, Some(raw)).unwrap_or_default();
    let unit = skips.text(key, SEARCH_UNIT, fields.get(SEARCH_UNIT));
    // Of Google's models the field is for a grounded prompt unless the row says that it is for a query.
    let is_google = fields.contains_key("google_maps_grounding_cost_per_query");
    let meter = match unit.as_deref() {
        Some(PER_PROMPT) => Meter::Grounding,
        None if is_google => Meter::Grounding,
        _ => Meter::WebSearch,
    };
    read.extend([field.as_str(), SEARCH_UNIT]);
    let amounts: Vec<_> = sizes
        .iter()
        .filter_map(|(size, raw)| Some((size, skips.amount(key, &format!("{SEARCHES}.{size}"), raw, 1)?)))
        .collect();
    let is_one_rate = amounts.windows(2).all(|pair| matches!(pair, [(_, a), (_, b)] if a == b));
    if let Some((_, amount)) = amounts.first().filter(|_| is_one_rate) {
        prices.push(ForeignPrice::new(meter, *amount).stated(SEARCHES));
        return;
    }
    for (size, amount) in amounts {
        let field = format!("{SEARCHES}.{size}");
        prices.push(ForeignPrice {
            grade: Some(size.clone()),
            ..ForeignPrice::new(meter, amount).stated(field)
        });
    }
}
