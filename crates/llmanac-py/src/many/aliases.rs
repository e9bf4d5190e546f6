//! The usual other names of what a table or a usage may state, and what each of them means here.

use arrow_schema::DataType;
use llmanac::cost::UsageKey;

/// What the columns of a type hold, as far as it tells what they mean.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Held {
    Texts,
    /// Days, and moments.
    Moments,
    Numbers,
    Truths,
    /// Structs, maps and lists.
    Nested,
}

impl Held {
    /// What columns of a type hold; `None` for what states none of ours.
    pub fn of(kind: &DataType) -> Option<Self> {
        match kind {
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Some(Self::Texts),
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => Some(Self::Moments),
            DataType::Boolean => Some(Self::Truths),
            DataType::Dictionary(_, values) => Self::of(values),
            DataType::RunEndEncoded(_, values) => Self::of(values.data_type()),
            DataType::Decimal128(..) | DataType::Decimal256(..) => Some(Self::Numbers),
            kind if kind.is_integer() || kind.is_floating() => Some(Self::Numbers),
            kind if kind.is_nested() => Some(Self::Nested),
            _ => None,
        }
    }
}

/// What is meant by a name.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Meant {
    /// The column that chooses the price; and how it is stated, where that is another way.
    Circumstance(&'static str, &'static str),
    Count(UsageKey),
    /// One of two counts.
    Either(UsageKey, UsageKey),
    /// Counts that stand within the column, such as this one, and are columns here.
    Within(UsageKey),
    /// Tokens of a kind that no count of ours is.
    Tokens,
}

use Held::{Moments, Nested, Numbers, Texts, Truths};
use Meant::{Circumstance, Count, Either, Within};
use UsageKey::{
    CacheReadTokens, CacheWriteTokens, InputImages, InputPages, InputTokens, OutputImages, OutputTokens,
    ReasoningTokens, WebSearchRequests,
};

const MODEL: Meant = Circumstance("model", "");
const DAY: Meant = Circumstance("day", "");
const EPOCH: Meant = Circumstance("day", ", a date, a timestamp or a text such as `2026-11-23`");
const TIER: Meant = Circumstance("tier", "");
const BATCH: Meant = Circumstance("tier", ", a text such as `batch`");
const SCOPE: Meant = Circumstance("scope", "");
const REGION: Meant = Circumstance("region", "");

/// Names in lower case with `_` between their words, what such a column holds, and what it means.
///
/// The names are those of providers' responses and of OpenTelemetry, and those that logs of calls usually have. Only names
/// that hardly mean anything else beside calls stand here: not `updated_at`, not `id`.
const ALIASES: [(&str, &[Held], Meant); 31] = [
    ("model models model_id model_name model_slug llm llm_name engine", &[Texts], MODEL),
    ("deployment deployment_id deployment_name azure_deployment", &[Texts], MODEL),
    ("day at date datetime date_time time timestamp ts", &[Moments, Texts], DAY),
    ("created created_at created_on created_date created_time", &[Moments, Texts], DAY),
    ("started_at start_time ended_at end_time completed_at finished_at", &[Moments, Texts], DAY),
    ("called_at invoked_at requested_at sent_at received_at logged_at occurred_at", &[Moments, Texts], DAY),
    ("event_time event_date event_timestamp log_time log_date call_time call_date", &[Moments, Texts], DAY),
    // Seconds since 1970, or 20261123. A number that is a `time` is as likely how long it took.
    ("at date timestamp ts created created_at start_time end_time event_timestamp", &[Numbers], EPOCH),
    ("tier tiers service_tier tier_name pricing_tier price_tier processing_tier", &[Texts], TIER),
    ("service_class class_of_service processing_mode", &[Texts], TIER),
    ("batch is_batch batched batch_api", &[Truths], BATCH),
    ("scope scopes deployment_scope deployment_type deployment_sku", &[Texts], SCOPE),
    ("inference_scope inference_geo data_zone", &[Texts], SCOPE),
    ("region regions region_id region_name region_code location", &[Texts], REGION),
    ("aws_region azure_region gcp_region cloud_region api_region", &[Texts], REGION),
    ("input prompt tokens_in in_tokens tokens_input tokens_prompt", &[Numbers], Count(InputTokens)),
    ("input_token input_token_count prompt_token prompt_token_count", &[Numbers], Count(InputTokens)),
    ("prompt_eval_count", &[Numbers], Count(InputTokens)),
    ("output completion tokens_out out_tokens tokens_output", &[Numbers], Count(OutputTokens)),
    ("tokens_completion completion_token completion_token_count", &[Numbers], Count(OutputTokens)),
    ("output_token output_token_count candidates_token_count eval_count", &[Numbers], Count(OutputTokens)),
    ("cached cache_read cache_reads cached_read cached_input", &[Numbers], Count(CacheReadTokens)),
    ("cached_token_count cached_content_token_count", &[Numbers], Count(CacheReadTokens)),
    ("cache_write cache_writes cached_write cache_creation", &[Numbers], Count(CacheWriteTokens)),
    ("reasoning thinking thoughts thoughts_token_count", &[Numbers], Count(ReasoningTokens)),
    ("images image_count num_images n_images", &[Numbers], Either(InputImages, OutputImages)),
    (
        "web_search web_searches web_search_count search_requests searches",
        &[Numbers],
        Count(WebSearchRequests),
    ),
    ("pages page_count num_pages", &[Numbers], Count(InputPages)),
    (
        "prompt_tokens_details input_tokens_details input_token_details",
        &[Nested, Texts],
        Within(CacheReadTokens),
    ),
    ("completion_tokens_details output_tokens_details", &[Nested, Texts], Within(ReasoningTokens)),
    ("usage usage_metadata usage_details token_usage", &[Nested], Within(InputTokens)),
];

/// Where a count or a circumstance stands in something larger: `gen_ai.request.model`, `usage_cached`.
const AROUND: [&str; 7] = ["ai", "llm", "usage", "request", "response", "call", "api"];

/// A name in lower case with `_` between its words: `Service Tier` and `serviceTier` are `service_tier`.
pub fn spelt(name: &str) -> String {
    let mut spelt = String::with_capacity(name.len() + 4);
    let mut is_after_small = false;
    for letter in name.chars() {
        let is_word = letter.is_alphanumeric();
        let is_new = !is_word || (is_after_small && letter.is_uppercase());
        if is_new && !spelt.is_empty() && !spelt.ends_with('_') {
            spelt.push('_');
        }
        if is_word {
            spelt.extend(letter.to_lowercase());
        }
        is_after_small = letter.is_lowercase() || letter.is_numeric();
    }
    spelt.truncate(spelt.trim_end_matches('_').len());
    spelt
}

/// The same without what stands around it.
pub fn within(spelt: &str) -> &str {
    let mut begins = spelt.match_indices('_').filter(|(at, _)| {
        let before = spelt.get(..*at).unwrap_or_default();
        AROUND.contains(&before.rsplit('_').next().unwrap_or(before))
    });
    begins.next_back().and_then(|(at, _)| spelt.get(at + 1..)).unwrap_or(spelt)
}

/// What a column means by its name, as [`spelt`], and by what it holds.
pub fn meant(spelt: &str, held: Held) -> Option<Meant> {
    let of = |name: &str| {
        let mut rows = ALIASES.iter().filter(|(_, holds, _)| holds.contains(&held));
        rows.find(|(names, ..)| names.split(' ').any(|own| own == name)).map(|(.., meant)| *meant)
    };
    of(spelt).or_else(|| of(within(spelt)))
}
