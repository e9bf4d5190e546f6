//! Every source that an answer names is among its sources.

use serde_json::Value;

use crate::registry::Snapshot;
use crate::testing::little;

use super::json;

/// Every text under a key `sources`, wherever it stands.
fn named(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| named(item, found)),
        Value::Object(entries) => {
            for (key, value) in entries {
                match value.as_array().filter(|_| key == "sources") {
                    Some(ids) => found.extend(ids.iter().filter_map(Value::as_str).map(str::to_owned)),
                    None => named(value, found),
                }
            }
        }
        _ => {}
    }
}

fn assert_sources_are_listed(snapshot: &Snapshot, name: &str) {
    let shown = json(snapshot, name);
    let listed: Vec<&str> =
        shown["sources"].as_array().unwrap().iter().filter_map(|own| own["id"].as_str()).collect();
    let mut found = Vec::new();
    named(&Value::Object(shown.clone()), &mut found);
    assert!(!found.is_empty(), "{name}");
    for id in found {
        assert!(listed.contains(&id.as_str()), "{name}: {id} is named and not listed");
    }
}

#[test]
fn every_source_that_the_answer_names_is_listed() {
    for name in ["quill", "quill-old", "sage"] {
        assert_sources_are_listed(&little(), name);
    }
}

#[cfg(feature = "embedded")]
#[test]
fn every_embedded_model_can_be_shown_with_its_sources() {
    let snapshot = crate::registry().snapshot();
    for model in snapshot.models() {
        assert_sources_are_listed(&snapshot, model.id().as_str());
    }
}
