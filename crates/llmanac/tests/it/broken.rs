//! Broken files of other catalogs, and broken overlays: each is refused or reported with its place.
//!
//! `tests/broken/<format>/` has a file a case, whose name says what is wrong; `tests/broken/said.snap` has what is said.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use llmanac::ModelRegistry;
use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::import::{Foreign, ForeignFormat};
use llmanac::model::Meter;

/// Longer than a line that a person reads.
const LONGEST: usize = 600;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken")
}

/// The files of a format: their names and bytes, by name.
fn files(format: &str) -> Vec<(String, Vec<u8>)> {
    let mut found: Vec<(String, Vec<u8>)> = std::fs::read_dir(folder().join(format))
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), std::fs::read(entry.path()).unwrap()))
        .collect();
    found.sort();
    assert!(!found.is_empty(), "{format}");
    found
}

/// What is said of a foreign file, a line a thing.
fn said_of_foreign(format: ForeignFormat, text: &str) -> Vec<String> {
    let read = match Foreign::read(format, text) {
        Ok(read) => read,
        Err(error) => return vec![format!("refused: {error}")],
    };
    let imported = read.to_overlay(format);
    ModelRegistry::embedded()
        .add_overlay("imported.toml", &imported.text)
        .unwrap_or_else(|error| panic!("{error}\n{}", imported.text));
    let mut lines = vec![format!("{} of {} rows taken", imported.taken, read.rows.len())];
    lines.extend(imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)));
    lines.extend(imported.repaired.iter().map(|own| format!("{} is repaired: {}", own.place, own.why)));
    lines.extend(read.unread.iter().map(|(field, rows)| format!("{field} has no place here, {rows} rows")));
    lines
}

/// What is said of an overlay.
fn said_of_overlay(file: &str, text: &str) -> Vec<String> {
    match ModelRegistry::embedded().add_overlay(file, text) {
        Ok(()) => vec!["taken".to_owned()],
        Err(error) => {
            for problem in error.problems() {
                assert!(problem.line.is_some(), "no line: {problem}");
            }
            error.problems().iter().map(|problem| format!("refused: {problem}")).collect()
        }
    }
}

#[test]
fn every_broken_file_is_refused_or_reported_with_its_place() {
    let mut all = String::new();
    let mut silent = Vec::new();
    for format in ["genai-prices", "litellm", "models.dev", "overlay"] {
        for (name, bytes) in files(format) {
            let place = format!("{format}/{name}");
            let lines = match (std::str::from_utf8(&bytes), format.parse::<ForeignFormat>()) {
                // No text reaches the library; what the command says of it stands in its own tests.
                (Err(_), _) => vec!["no UTF-8".to_owned()],
                (Ok(text), Ok(format)) => said_of_foreign(format, text),
                (Ok(text), Err(_)) => said_of_overlay(&name, text),
            };
            let is_told = lines.len() > 1
                || lines.iter().any(|line| line.starts_with("refused: ") || line == "no UTF-8");
            if !is_told {
                silent.push(place.clone());
            }
            writeln!(all, "{place}").unwrap();
            for line in lines {
                assert!(line.len() < LONGEST, "{place}: a line of {} bytes", line.len());
                assert!(!line.contains(char::is_control), "{place}: {line:?}");
                writeln!(all, "  {line}").unwrap();
            }
        }
    }
    let mut settings = insta::Settings::new();
    settings.set_snapshot_path(folder());
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("said", all));
    assert!(silent.is_empty(), "taken without a word: {silent:?}");
}

/// What a call of each line costs: the total, or what has no rate.
fn priced(format: ForeignFormat, file: &str, calls: &[(&str, Usage)]) -> String {
    let imported = Foreign::read(format, file).unwrap().to_overlay(format);
    let registry = ModelRegistry::embedded();
    registry.add_overlay("imported.toml", &imported.text).unwrap();
    let mut lines: Vec<String> =
        imported.skipped.iter().map(|own| format!("{}: {}", own.place, own.why)).collect();
    for (name, usage) in calls {
        let cost = registry.snapshot().cost(name, usage, &Call::new()).unwrap();
        let said =
            cost.total.map_or_else(|| format!("no rate of {:?}", cost.missing), |total| total.to_string());
        lines.push(format!("{usage} of {name}: {said}"));
    }
    lines.join("\n")
}

#[test]
fn no_other_rate_stands_for_one_that_cannot_be_read() {
    let of = |meter, count| Usage::new().with(meter, count);
    let (input, output, cached) = (Meter::InputText, Meter::OutputText, Meter::CacheReadText);
    let file = r#"{ "quill": {
        "litellm_provider": "openai", "input_cost_per_token": 2e-06, "output_cost_per_token": 8e-06,
        "input_cost_per_token_above_200k_tokens": "double", "cache_read_input_token_cost": 5e-07,
        "cache_read_input_token_cost": 5e-06, "output_cost_per_audio_token": null
    } }"#;
    let calls = [
        ("quill", of(input, 1_000).with(output, 10)),
        ("quill", of(input, 1_000).with(cached, 10)),
        ("quill", of(input, 300_000)),
        ("quill", of(Meter::OutputAudio, 10)),
    ];
    insta::assert_snapshot!(priced(ForeignFormat::Litellm, file, &calls), @"
    quill.cache_read_input_token_cost: it is stated twice, as `5e-07` and as `5e-06`: neither is taken
    quill.input_cost_per_token_above_200k_tokens: `double` is no number
    input.text 1000, output.text 10 of quill: 0.00208
    input.text 1000, cache_read.text 10 of quill: no rate of [cache_read.text]
    input.text 300000 of quill: no rate of [input.text]
    output.audio 10 of quill: 0.00008
    ");
    let file = r#"{ "acme": { "models": { "quill": { "cost": {
        "input": 2, "output": 8, "cache_read": "cheap", "context_over_200k": { "input": "double" }
    } } } } }"#;
    let calls = calls.map(|(_, usage)| ("acme/quill", usage));
    insta::assert_snapshot!(priced(ForeignFormat::ModelsDev, file, &calls), @"
    acme/quill.cost.cache_read: `cheap` is no number
    acme/quill.cost.context_over_200k.input: `double` is no number
    input.text 1000, output.text 10 of acme/quill: 0.00208
    input.text 1000, cache_read.text 10 of acme/quill: no rate of [cache_read.text]
    input.text 300000 of acme/quill: no rate of [input.text]
    output.audio 10 of acme/quill: 0.00008
    ");
    let file = r#"[{ "id": "acme", "models": [{ "id": "quill", "prices": {
        "input_mtok": { "base": "2", "tiers": [{ "start": 200000, "price": "double" }] }, "output_mtok": "8",
        "cache_read_mtok": [0.2]
    } }] }]"#;
    insta::assert_snapshot!(priced(ForeignFormat::GenaiPrices, file, &calls), @"
    acme/quill.prices.input_mtok.tiers[0].price: `double` is no number
    acme/quill.prices.cache_read_mtok: `[0.2]` is no number
    input.text 1000, output.text 10 of acme/quill: no rate of [input.text]
    input.text 1000, cache_read.text 10 of acme/quill: no rate of [input.text, cache_read.text]
    input.text 300000 of acme/quill: no rate of [input.text]
    output.audio 10 of acme/quill: 0.00008
    ");
}
