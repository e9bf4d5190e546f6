//! Foreign rows as models of an overlay: what they are called, and what a call of them costs.

mod oracle;

use crate::advise::Call;
use crate::cost::{InclusiveUsage, Usage, UsageKey};
use crate::import::{Foreign, ForeignFormat, Imported};
use crate::registry::Snapshot;
use crate::testing::little_registry;

/// The little catalog under an overlay made of a file.
fn over(format: ForeignFormat, file: &str) -> (Snapshot, Imported) {
    let imported = Foreign::read(format, file).unwrap().to_overlay(format);
    let registry = little_registry();
    registry
        .add_overlay("imported.toml", &imported.text)
        .unwrap_or_else(|error| panic!("{error}\n{}", imported.text));
    (registry.snapshot(), imported)
}

/// A call in a line: the total, or what has no rate, or why there is none.
fn priced(snapshot: &Snapshot, name: &str, usage: &InclusiveUsage, call: &Call) -> String {
    let usage = Usage::from_inclusive(usage).unwrap();
    match snapshot.cost(name, &usage, call) {
        Ok(cost) => match cost.total {
            Some(total) => format!("{} {total}", cost.offer),
            None => format!(
                "{} {} {:?} {}",
                cost.offer,
                cost.status,
                cost.missing,
                cost.reason.unwrap_or_default()
            ),
        },
        Err(error) => format!("error: {error}"),
    }
}

const LITELLM: &str = r#"{
    "sample_spec": {},
    "azure/eu/quill": {
        "litellm_provider": "azure", "mode": "chat", "max_input_tokens": 1000000, "max_output_tokens": 8192,
        "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "cache_read_input_token_cost": 5e-07,
        "input_cost_per_token_above_200k_tokens": 4e-06, "output_cost_per_token_above_200k_tokens": 1.2e-05,
        "cache_read_input_token_cost_above_200k_tokens": 1e-06,
        "input_cost_per_token_batches": 1e-06, "output_cost_per_token_batches": 4e-06,
        "input_cost_per_token_priority": 3e-06, "output_cost_per_token_priority": 1.2e-05,
        "input_cost_per_token_above_200k_tokens_priority": 6e-06,
        "input_cost_per_token_balanced": 9e-06, "a_new_field": true
    },
    "quill": {
        "litellm_provider": "openai", "input_cost_per_token": 1.0000000000000001e-06, "output_cost_per_token": 2e-06,
        "output_cost_per_reasoning_token": 3e-06, "output_cost_per_token_flex": 1e-06, "input_cost_per_token_flex": 5e-07,
        "cache_creation_input_token_cost": 1.25e-06, "provider_specific_entry": {"us": 1.1, "fast": 2.0}
    }
}"#;

#[test]
fn a_key_of_the_file_means_its_row_and_its_rates_stand_in_place_of_ours() {
    let (snapshot, imported) = over(ForeignFormat::Litellm, LITELLM);
    let names = ["quill", "azure/eu/quill", "openai/quill", "azure_openai/quill"]
        .map(|name| format!("{name}: {}", snapshot.resolve(name).unwrap().model.id()));
    insta::assert_snapshot!(names.join("\n"), @"
    quill: openai/quill
    azure/eu/quill: azure/eu/quill
    openai/quill: openai/quill
    azure_openai/quill: azure_openai/quill
    ");
    let told: Vec<String> =
        imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    let repaired: Vec<String> =
        imported.repaired.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    insta::assert_snapshot!(
        format!(
            "{} taken, {} of {} whole\n{}\nrepaired\n{}",
            imported.taken, imported.priced_whole, imported.priced, told.join("\n"), repaired.join("\n")
        ),
        @"
    2 taken, 1 of 2 whole
    azure/eu/quill.input_cost_per_token_balanced: `_balanced` is no tier that is known here
    repaired
    quill.input_cost_per_token: 1 (usd_per_1M)
    "
    );
}

#[test]
fn a_call_costs_what_the_rates_of_the_file_say_and_a_missing_one_is_refused() {
    let (snapshot, _) = over(ForeignFormat::Litellm, LITELLM);
    let tier = |tier: &str| Call::new().tier(tier.parse().unwrap());
    let scope = |scope: &str| Call::new().scope(scope.parse().unwrap());
    let short = InclusiveUsage::new(100_000, 10_000);
    let cached = short.with(UsageKey::CacheReadTokens, 40_000);
    let long = InclusiveUsage::new(200_001, 0);
    let thinking = short.with(UsageKey::ReasoningTokens, 4_000);
    let written = short.with(UsageKey::CacheWrite5mTokens, 10_000);
    let hour = short.with(UsageKey::CacheWrite1hTokens, 10_000);
    let sound = short.with(UsageKey::InputAudioTokens, 1_000);
    let table = [
        ("azure/eu/quill", "short", &short, Call::new()),
        ("azure/eu/quill", "cached", &cached, Call::new()),
        ("azure/eu/quill", "long", &long, Call::new()),
        ("azure/eu/quill", "batch", &short, tier("batch")),
        // No rate of what is cached, in the batch's own list.
        ("azure/eu/quill", "batch, cached", &cached, tier("batch")),
        // A band holds for every tier, and the batch states no rate in it.
        ("azure/eu/quill", "batch, long", &long, tier("batch")),
        ("azure/eu/quill", "priority, long", &long, tier("priority")),
        ("azure/eu/quill", "flex", &short, tier("flex")),
        ("azure/eu/quill", "another zone", &short, scope("zone:us")),
        ("quill", "thinking", &thinking, Call::new()),
        // A tier's own rate of output holds for thinking.
        ("quill", "thinking, flex", &thinking, tier("flex")),
        ("quill", "written", &written, Call::new()),
        ("quill", "written for an hour", &hour, Call::new()),
        ("quill", "sound", &sound, Call::new()),
        ("quill", "in the zone", &short, scope("zone:us")),
        ("quill", "fast", &short, tier("fast")),
        ("quill", "fast in the zone", &short, scope("zone:us").tier("fast".parse().unwrap())),
    ];
    let lines = table.map(|(name, what, usage, call)| {
        format!("{name}, {what}: {}", priced(&snapshot, name, usage, &call))
    });
    insta::assert_snapshot!(lines.join("\n"), @"
    azure/eu/quill, short: zone:eu/standard 0.28
    azure/eu/quill, cached: zone:eu/standard 0.22
    azure/eu/quill, long: zone:eu/standard 0.800004
    azure/eu/quill, batch: zone:eu/batch 0.14
    azure/eu/quill, batch, cached: zone:eu/batch incomplete [cache_read.text] 
    azure/eu/quill, batch, long: zone:eu/batch incomplete [input.text] 
    azure/eu/quill, priority, long: zone:eu/priority 1.200006
    azure/eu/quill, flex: error: no price of azure/eu/quill is known for zone:eu/flex; prices are known for zone:eu/batch, zone:eu/priority, zone:eu/standard
    azure/eu/quill, another zone: error: no price of azure/eu/quill is known for zone:us/standard; prices are known for zone:eu/standard, zone:eu/batch, zone:eu/priority
    quill, thinking: global/standard 0.124
    quill, thinking, flex: global/flex 0.06
    quill, written: global/standard 0.1225
    quill, written for an hour: global/standard incomplete [cache_write_1h.text] 
    quill, sound: global/standard 0.12
    quill, in the zone: zone:us/standard 0.132
    quill, fast: global/fast 0.24
    quill, fast in the zone: zone:us/fast 0.264
    ");
}

#[test]
fn dates_bands_and_variants_of_genai_prices_hold_as_they_say() {
    let file = r#"[{ "id": "house", "models": [{
        "id": "quill-4", "match": { "or": [{ "equals": "quill-4" }, { "equals": "quill-latest" }, { "starts_with": "q" }] },
        "context_window": 400000,
        "prices": [
            { "prices": { "input_mtok": "4", "output_mtok": "16", "cache_read_mtok": "1" } },
            { "constraint": { "start_date": "2026-06-01" }, "prices": {
                "input_mtok": { "base": "2", "tiers": [{ "start": 200000, "price": "3" }] },
                "output_mtok": { "base": "8", "tiers": [{ "start": 200000, "price": "12" }] }, "cache_read_mtok": "0.5" } },
            { "constraint": { "start_time": "00:00", "end_time": "08:00" }, "prices": { "input_mtok": "1" } }
        ],
        "price_variants": [{ "when": { "processing": "batch" }, "prices": { "input_mtok": "1", "output_mtok": "4" } }]
    }]}]"#;
    let (snapshot, imported) = over(ForeignFormat::GenaiPrices, file);
    let on = |day: &str| Call::new().on(day.parse().unwrap());
    let short = InclusiveUsage::new(100_000, 10_000).with(UsageKey::CacheReadTokens, 50_000);
    let long = InclusiveUsage::new(300_000, 10_000).with(UsageKey::CacheReadTokens, 50_000);
    let table = [
        ("house/quill-4", &short, on("2026-05-31")),
        ("house/quill-4", &short, on("2026-06-01")),
        // A rate without bands of its own holds in all of them.
        ("house/quill-latest", &long, on("2026-06-01")),
        ("house/quill-4", &short, on("2026-06-01").tier("batch".parse().unwrap())),
    ];
    let lines = table.map(|(name, usage, call)| format!("{name}: {}", priced(&snapshot, name, usage, &call)));
    let told: Vec<String> =
        imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    insta::assert_snapshot!(format!("{}\n{}", lines.join("\n"), told.join("\n")), @"
    house/quill-4: global/standard 0.41
    house/quill-4: global/standard 0.205
    house/quill-latest: global/standard 0.895
    house/quill-4: global/batch incomplete [cache_read.text] 
    house/quill-4.prices[2].constraint: holds from 00:00 to 08:00 of each day: a price here holds for whole days
    ");
}

#[test]
fn facts_of_models_dev_stay_what_they_are_and_contradictions_are_told() {
    let file = r#"{ "house": { "models": { "Quill": {
        "id": "Quill", "name": "Quill", "knowledge": "2025-06", "tool_call": true, "reasoning": false,
        "modalities": { "input": ["text", "pdf"], "output": ["text"] }, "limit": { "context": 1000, "output": 2000 },
        "cost": { "input": 0.049999999999999996, "output": 1.5, "reasoning": 2 }, "release_date": "2025-09-01"
    }, "quill": { "id": "quill" } } } }"#;
    let (_, imported) = over(ForeignFormat::ModelsDev, file);
    let told: Vec<String> =
        imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    insta::assert_snapshot!(format!("{}\n{}", imported.text, told.join("\n")), @r#"
    # Made from a catalog of models.dev. Each of its keys means its row here while this overlay is loaded.

    # Meters without a rate of their own under any tier, and those at whose rate the file bills them.
    [billed_as]
    as-1 = { input.image = "input.text", input.audio = "input.text", input.video = "input.text", cache_read.text = "input.text", cache_read.image = "cache_read.text", cache_read.audio = "cache_read.text", cache_write.text = "input.text", cache_write_5m.text = "cache_write.text", output.image = "output.text", output.audio = "output.text", output.video = "output.text" }

    [[model]]
    id = "house/Quill"
    display_name = "Quill"
    aliases = ["house/Quill"]
    replace = true
    bare = false
    surfaces = {}
    released = "2025-09-01"
    input = ["text", "document"]
    output = ["text"]
    knowledge_cutoff = "2025-06"
    capabilities = { tools = true, reasoning = false }
    billed_as = "as-1"
    limits = [{ window = 1000 }]
    price = [
      { on = ["global/standard"], usd_per_1M = { input.text = "0.05", output.text = "1.5", output.reasoning = "2" } },
    ]

    house/Quill.limit.output: 2000 exceeds the window of 1000
    house/quill: another row has this key, whatever the case of its letters; the first of them is taken
    "#);
}

/// Prices a table of calls in lines.
fn lines(snapshot: &Snapshot, table: &[(&str, &str, InclusiveUsage, Call)]) -> String {
    let line = |(name, what, usage, call): &(&str, &str, InclusiveUsage, Call)| {
        format!("{name}, {what}: {}", priced(snapshot, name, usage, call))
    };
    table.iter().map(line).collect::<Vec<_>>().join("\n")
}

fn tier(tier: &str) -> Call {
    Call::new().tier(tier.parse().unwrap())
}

fn scope(scope: &str) -> Call {
    Call::new().scope(scope.parse().unwrap())
}

fn counted(key: UsageKey, count: u64) -> InclusiveUsage {
    InclusiveUsage::default().with(key, count)
}

#[test]
fn a_factor_multiplies_the_rates_of_a_scope_and_neither_its_fees_nor_its_gaps() {
    let file = r#"{ "quill": {
        "litellm_provider": "house", "mode": "chat", "regional_processing_uplift_multiplier_eu": 1.1,
        "regional_processing_uplift_multiplier_us": "much",
        "input_cost_per_token": 2e-06, "input_cost_per_token_above_200k_tokens": 4e-06,
        "input_cost_per_token_priority": 3e-06, "input_cost_per_token_ultrafast": 9e-06,
        "search_context_cost_per_query": { "search_context_size_low": 0.01, "search_context_size_high": 0.01 }
    } }"#;
    let (snapshot, imported) = over(ForeignFormat::Litellm, file);
    let short = InclusiveUsage::new(100_000, 0);
    let long = InclusiveUsage::new(200_001, 0);
    let searched = short.with(UsageKey::WebSearchRequests, 3);
    let eu = |call: Call| call.scope("zone:eu".parse().unwrap());
    let told = lines(
        &snapshot,
        &[
            ("quill", "searched", searched, Call::new()),
            ("quill", "searched in the zone", searched, eu(Call::new())),
            ("quill", "long in the zone", long, eu(Call::new())),
            ("quill", "priority in the zone", short, eu(tier("priority"))),
            ("quill", "ultrafast", short, tier("ultrafast")),
            // No rate of the band, here or there, and never that of the band below.
            ("quill", "long priority", long, tier("priority")),
            ("quill", "long priority in the zone", long, eu(tier("priority"))),
            ("quill", "another zone", short, scope("zone:us")),
        ],
    );
    insta::assert_snapshot!(format!("{told}\n{:?}", imported.skipped), @r#"
    quill, searched: global/standard 0.23
    quill, searched in the zone: zone:eu/standard 0.25
    quill, long in the zone: zone:eu/standard 0.8800044
    quill, priority in the zone: zone:eu/priority 0.33
    quill, ultrafast: global/ultrafast 0.9
    quill, long priority: global/priority incomplete [input.text] 
    quill, long priority in the zone: zone:eu/priority incomplete [input.text] 
    quill, another zone: error: no price of house/quill is known for zone:us/standard; prices are known for zone:eu/standard, zone:eu/priority, zone:eu/ultrafast, global/standard, global/priority, global/ultrafast
    [Skipped { place: "quill.regional_processing_uplift_multiplier_us", why: "`\"much\"` is no factor above zero" }]
    "#);
}

#[test]
fn what_is_counted_by_time_pages_and_queries_costs_what_is_quoted() {
    let file = r#"{
        "hear-both": { "litellm_provider": "house", "mode": "audio_transcription", "input_cost_per_second": 0.0001, "output_cost_per_second": 0.0001 },
        "hear-output": { "litellm_provider": "house", "mode": "audio_transcription", "input_cost_per_second": 0.0, "output_cost_per_second": 2.5e-05 },
        "hear-minute": { "litellm_provider": "house", "mode": "audio_transcription", "input_cost_per_second": 0.00028333333333333335 },
        "read": { "litellm_provider": "house", "mode": "ocr", "ocr_cost_per_page": 0.004, "ocr_cost_per_page_batches": 0.002 },
        "find": { "litellm_provider": "house", "mode": "search", "input_cost_per_query": 0.005 },
        "held": { "litellm_provider": "house", "mode": "chat", "input_cost_per_second": 0.01, "input_cost_per_token": 1e-06 },
        "found": { "litellm_provider": "house", "mode": "search", "tiered_pricing": [{ "input_cost_per_query": 0.005, "max_results_range": [0, 25] }] }
    }"#;
    let (snapshot, imported) = over(ForeignFormat::Litellm, file);
    let minute = counted(UsageKey::InputAudioSeconds, 60);
    let pages = counted(UsageKey::InputPages, 10);
    let told = lines(
        &snapshot,
        &[
            ("hear-both", "a minute", minute, Call::new()),
            ("hear-output", "a minute", minute, Call::new()),
            ("hear-minute", "a minute", minute, Call::new()),
            ("read", "ten pages", pages, Call::new()),
            ("read", "ten pages", pages, tier("batch")),
            ("find", "two queries", counted(UsageKey::WebSearchRequests, 2), Call::new()),
        ],
    );
    let skipped: Vec<String> =
        imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    insta::assert_snapshot!(format!("{told}\n{}", skipped.join("\n")), @"
    hear-both, a minute: global/standard 0.006
    hear-output, a minute: global/standard 0.0015
    hear-minute, a minute: global/standard 0.017
    read, ten pages: global/standard 0.04
    read, ten pages: global/batch 0.02
    find, two queries: global/standard 0.01
    found.tiered_pricing[0].input_cost_per_query: no range of input tokens, so that no band is known
    held.input_cost_per_second: the time that capacity is held is no part of a call
    ");
}

#[test]
fn a_rate_by_the_hour_a_twelfth_and_a_mode_are_held_as_they_are_quoted() {
    let genai = r#"[{ "id": "house", "models": [{
        "id": "Quill", "match": { "equals": "quill" }, "prices": {
            "input_mtok": "0.3", "cache_write_mtok": "0.08333333333333333", "audio_hours": "0.111", "input_audio_hours": "0.24" },
        "price_variants": [{ "when": { "service_tier": "default" }, "prices": {} },
            { "when": { "route": "house/eu" }, "prices": { "input_mtok": "1" } },
            { "when": { "processing": "batch" }, "constraint": { "start_date": "2026-06-01" }, "prices": { "input_mtok": "0.2" } },
            { "when": { "processing": "batch" }, "constraint": { "start_date": "2026-01-01" }, "prices": { "input_mtok": "0.1" } }]
    }]}]"#;
    let (snapshot, imported) = over(ForeignFormat::GenaiPrices, genai);
    let written = InclusiveUsage::new(1_000_000, 0).with(UsageKey::CacheWriteTokens, 120_000);
    let plain = InclusiveUsage::new(1_000_000, 0);
    let on = |day: &str| tier("batch").on(day.parse().unwrap());
    let told = lines(
        &snapshot,
        &[
            ("house/quill", "written", written, Call::new()),
            ("house/Quill", "heard for an hour", counted(UsageKey::InputAudioSeconds, 3_600), Call::new()),
            ("house/Quill", "spoken for an hour", counted(UsageKey::OutputAudioSeconds, 3_600), Call::new()),
            ("house/Quill", "batch", plain, on("2025-12-31")),
            ("house/Quill", "batch", plain, on("2026-05-31")),
            ("house/Quill", "batch", plain, on("2026-06-01")),
        ],
    );
    let modes = r#"{ "house": { "models": { "quill": {
        "id": "quill", "name": "Quill", "release_date": "2026-01-02", "family": "quill",
        "reasoning_options": [{ "type": "toggle" }, { "type": "effort", "values": ["low", null, "high"] }, { "type": "budget_tokens", "min": 1024 }],
        "cost": { "input": 2, "output": 8, "tiers": [{ "input": 4, "output": 12, "tier": { "type": "context", "size": 200000 } }] },
        "experimental": { "modes": {
            "fast": { "cost": { "input": 5, "output": 20 }, "provider": { "body": { "service_tier": "priority" } } },
            "loud": { "cost": { "input": 1 }, "provider": { "body": { "volume": "high" } } } } }
    } } } }"#;
    let (other, modal) = over(ForeignFormat::ModelsDev, modes);
    let fast = lines(
        &other,
        &[
            ("house/quill", "priority", plain.with(UsageKey::InputTokens, 200_000), tier("priority")),
            ("house/quill", "priority, long", plain.with(UsageKey::InputTokens, 200_001), tier("priority")),
        ],
    );
    let facts = modal
        .text
        .lines()
        .filter(|line| ["family", "released", "reasoning"].iter().any(|key| line.starts_with(key)));
    let skipped: Vec<String> = imported
        .skipped
        .iter()
        .chain(&modal.skipped)
        .map(|own| format!("{}: {}", own.place, own.why))
        .collect();
    insta::assert_snapshot!(
        format!("{told}\n{fast}\n{}\n{}", facts.collect::<Vec<_>>().join("\n"), skipped.join("\n")),
        @r#"
    house/quill, written: global/standard 0.274
    house/Quill, heard for an hour: global/standard 0.24
    house/Quill, spoken for an hour: global/standard 0.111
    house/Quill, batch: global/batch unknown [input.text] no price of house/Quill is known for global/batch on 2025-12-31; prices begin on 2026-01-01
    house/Quill, batch: global/batch 0.1
    house/Quill, batch: global/batch 0.2
    house/quill, priority: global/priority 1
    house/quill, priority, long: global/priority incomplete [input.text] 
    family = "quill"
    released = "2026-01-02"
    reasoning = { effort = ["low", "high"], budget = { min = 1024 } }
    house/Quill.price_variants[1]: route `house/eu` is no tier that is known here
    house/quill.experimental.modes.loud: no tier that is known here
    "#
    );
}

#[test]
fn what_was_not_taken_is_told_by_row_in_the_words_of_the_file() {
    // One key begins as another does, and has a dot.
    let file = r#"{
        "quill-4": { "litellm_provider": "house", "input_cost_per_token": 1e-06, "max_output_tokens": 0 },
        "quill-4.1": { "litellm_provider": "house", "input_cost_per_token": 1e-06, "input_cost_per_token_balanced": 2e-06,
            "output_cost_per_token_balanced": 3e-06, "input_cost_per_token_cache_hit": 5.0000000000000004e-07,
            "input_cost_per_request": 0.005, "input_dbu_cost_per_token": 1e-05, "output_cost_per_second": 0.0,
            "provider_specific_entry": { "us": 1.1, "frames": 2 },
            "off_peak_pricing": { "hours_utc": "16:00-00:00", "input_cost_per_token": 5e-07 } }
    }"#;
    let read = Foreign::read(ForeignFormat::Litellm, file).unwrap();
    let imported = read.to_overlay(ForeignFormat::Litellm);
    let told: Vec<String> = imported
        .untaken(&read)
        .iter()
        .chain(&imported.repairs(&read))
        .map(|own| {
            format!("{} | {} | {} | rates {}", own.row, own.fields.join(", "), own.why, own.is_of_rates)
        })
        .collect();
    let counts =
        format!("{} of {} whole, no place for {:?}", imported.priced_whole, imported.priced, read.unread);
    insta::assert_snapshot!(format!("{}\n{counts}", told.join("\n")), @r#"
    quill-4.1 | input_cost_per_token_balanced, output_cost_per_token_balanced | `_balanced` is no tier that is known here | rates true
    quill-4.1 | input_cost_per_request | no meter here counts it | rates true
    quill-4.1 | off_peak_pricing | rates by the hour of the day: a price here holds for whole days | rates true
    quill-4 | max_output_tokens | 0 is no number of tokens that a model can take | rates false
    quill-4.1 | input_cost_per_token_cache_hit | 0.5 (usd_per_1M) | rates true
    1 of 2 whole, no place for {"input_dbu_cost_per_token": 1, "output_cost_per_second": 1, "provider_specific_entry.frames": 1}
    "#);
}

#[test]
fn where_a_band_begins_that_nobody_can_place_no_rate_beside_it_holds() {
    let models_dev = |tiers: &str| {
        let file = r#"{ "house": { "models": { "quill": { "id": "quill", "cost": { "input": 2, "output": 8, "tiers": TIERS } } } } }"#;
        (ForeignFormat::ModelsDev, "house/quill", file.replace("TIERS", tiers))
    };
    let litellm = |tiers: &str| {
        let file = r#"{ "quill": { "litellm_provider": "house", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "tiered_pricing": TIERS } }"#;
        (ForeignFormat::Litellm, "quill", file.replace("TIERS", tiers))
    };
    let table = [
        models_dev(r#"[{ "input": 4, "output": 16, "tier": { "type": "context", "size": 1000 } }]"#),
        models_dev(r#"[{ "input": 4, "output": 16, "tier": { "type": "context", "size": "far" } }]"#),
        models_dev(r#"[5]"#),
        models_dev(r#"{ "input": 4 }"#),
        litellm(r#"[{ "range": [0, 1000], "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 }]"#),
        litellm(
            r#"[{ "range": [0, 1000], "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 }, { "input_cost_per_token": 2e-06 }]"#,
        ),
        litellm(r#"[5]"#),
    ];
    let call = InclusiveUsage::new(2_000, 1_000);
    let lines = table.map(|(format, name, file)| {
        let (snapshot, _) = over(format, &file);
        format!("{file}\n  {}", priced(&snapshot, name, &call, &Call::new()))
    });
    insta::assert_snapshot!(lines.join("\n"), @r#"
    { "house": { "models": { "quill": { "id": "quill", "cost": { "input": 2, "output": 8, "tiers": [{ "input": 4, "output": 16, "tier": { "type": "context", "size": 1000 } }] } } } } }
      global/standard 0.024
    { "house": { "models": { "quill": { "id": "quill", "cost": { "input": 2, "output": 8, "tiers": [{ "input": 4, "output": 16, "tier": { "type": "context", "size": "far" } }] } } } } }
      global/standard unknown [input.text, output.text] no price of house/quill is known
    { "house": { "models": { "quill": { "id": "quill", "cost": { "input": 2, "output": 8, "tiers": [5] } } } } }
      global/standard unknown [input.text, output.text] no price of house/quill is known
    { "house": { "models": { "quill": { "id": "quill", "cost": { "input": 2, "output": 8, "tiers": { "input": 4 } } } } } }
      global/standard unknown [input.text, output.text] no price of house/quill is known
    { "quill": { "litellm_provider": "house", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "tiered_pricing": [{ "range": [0, 1000], "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 }] } }
      global/standard 0.003
    { "quill": { "litellm_provider": "house", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "tiered_pricing": [{ "range": [0, 1000], "input_cost_per_token": 1e-06, "output_cost_per_token": 1e-06 }, { "input_cost_per_token": 2e-06 }] } }
      global/standard unknown [input.text, output.text] no price of house/quill is known
    { "quill": { "litellm_provider": "house", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06, "tiered_pricing": [5] } }
      global/standard unknown [input.text, output.text] no price of house/quill is known
    "#);
}
