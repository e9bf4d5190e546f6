//! The catalog that ships: whole, of our format, and right where the original's figures were true.

use llmanac::catalog::OpenError;
use llmanac::{ModelRegistry, registry};

#[test]
fn the_embedded_catalog_matches_its_digest_and_every_row_reads() {
    let checked = ModelRegistry::from_bytes(llmanac_catalog::CATALOG.to_vec()).unwrap();
    assert_eq!(checked.models(), registry().models());
    assert!(registry().models().len() >= 40);
}

#[test]
fn damaged_and_foreign_bytes_are_refused() {
    let bytes = llmanac_catalog::CATALOG;
    assert_eq!(ModelRegistry::from_bytes(Vec::new()).unwrap_err(), OpenError::NoCatalog);
    assert_eq!(ModelRegistry::from_bytes(b"{}".to_vec()).unwrap_err(), OpenError::NoCatalog);
    let mut other = bytes.to_vec();
    other[8] = 99;
    assert_eq!(ModelRegistry::from_bytes(other).unwrap_err(), OpenError::Format { found: 99 });
    for at in [12, 44, 60, bytes.len() / 2, bytes.len() - 1] {
        let mut damaged = bytes.to_vec();
        damaged[at] ^= 1;
        assert_eq!(ModelRegistry::from_bytes(damaged).unwrap_err(), OpenError::Damaged, "{at}");
    }
    for length in [0, 7, 11, 43, 47, 1000, bytes.len() - 1] {
        assert!(ModelRegistry::from_bytes(bytes[..length].to_vec()).is_err(), "{length}");
    }
}

#[test]
fn the_original_figures_come_out_where_they_were_true() {
    for (day, model, input, output) in [
        ("2024-06-01", "gpt-4o", "0.005", "0.015"),
        ("2024-07-01", "claude-3-5-sonnet", "0.003", "0.015"),
        ("2025-09-15", "gemini-1.5-pro", "0.00125", "0.005"),
        ("2026-11-23", "gpt-4o", "0.0025", "0.01"),
    ] {
        let model = registry().as_of(day.parse().unwrap()).model(model).unwrap();
        let costs = (model.cost_per_1k_input_tokens(), model.cost_per_1k_output_tokens());
        let costs = (costs.0.unwrap().to_string(), costs.1.unwrap().to_string());
        assert_eq!(costs, (input.to_owned(), output.to_owned()), "{} on {day}", model.id());
    }
    let limit = |name: &str| registry().model(name).unwrap().max_context_length().unwrap().get();
    assert_eq!(limit("gpt-4o"), 128_000);
    assert_eq!(limit("claude-3-opus"), 200_000);
    assert_eq!(limit("gemini-1.5-pro"), 2_097_152);
    assert_eq!(limit("gpt-4"), 8_192);
}

#[test]
fn a_model_has_no_price_before_it_exists() {
    let early = registry().as_of("2024-01-01".parse().unwrap()).model("gpt-4o").unwrap();
    assert_eq!(early.cost_per_1k_input_tokens(), None);
    assert_eq!(early.status().as_str(), "unreleased");
}

#[test]
fn every_model_answers_every_question_without_a_panic() {
    for day in ["0001-01-01", "2024-06-01", "2026-11-23", "9999-12-31"] {
        let snapshot = registry().as_of(day.parse().unwrap());
        for model in snapshot.models() {
            let _ = (model.status(), model.disputes(), model.conflicts(), model.lifecycle());
            let _ = (model.parameter_mappings(), model.default_parameters(), model.api_requirements());
            let _ = (model.prices(), model.price_history(), model.quotas(), model.sold());
            let _ = (model.supported_input_types(), model.supported_output_types());
            let plan = snapshot.migrate(model.id().as_str()).unwrap();
            assert_eq!(plan.chain.first().map(String::as_str), Some(model.id().as_str()));
        }
    }
}
