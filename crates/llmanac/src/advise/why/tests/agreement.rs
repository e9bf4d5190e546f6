//! Where a page and `why` both name a field, they say the same.

use serde_json::Value;

use crate::advise::why::field;
use crate::advise::why::rows::Seen;
use crate::registry::Snapshot;
use crate::testing::{little, little_on};

fn assert_agrees_with_show(snapshot: &Snapshot, name: &str) {
    let shown = serde_json::to_value(snapshot.show(name).unwrap()).unwrap();
    let model = snapshot.model(name).unwrap();
    let seen = Seen { model: &model, offer: model.default_offer() };
    for field in field::names(&seen) {
        let why = snapshot.why(name, &field).unwrap();
        // Lists have an order of their own here and there.
        let sorted = |value: &Value| match value.as_array() {
            Some(items) => {
                let mut items: Vec<String> = items.iter().map(ToString::to_string).collect();
                items.sort();
                Value::from(items)
            }
            None => value.clone(),
        };
        let own = match field.split_once('.') {
            None => shown.get(&field),
            Some(("limits", key)) => shown["limits"].get(key),
            Some(("lifecycle", key)) => shown["lifecycle"].get(key),
            Some(_) => None,
        };
        if let Some(own) = own {
            assert_eq!(sorted(&why.value), sorted(own), "{field} of {name}");
        }
        // A profile may exist of which no parameter is known: its mappings are empty, and rest on nothing.
        let nothing = why.value.is_null() || why.value == serde_json::json!({});
        assert!(nothing || !why.rows.is_empty() || why.derived.is_some(), "{field} of {name}");
    }
}

#[test]
fn every_field_can_be_asked_for_and_agrees_with_the_page() {
    for name in ["quill", "quill@2025-01-10", "quill-old", "sage", "us.anthropic.sage-v1:0"] {
        assert_agrees_with_show(&little(), name);
    }
    for day in ["2023-01-01", "2025-01-01", "2025-09-01", "2027-01-01"] {
        assert_agrees_with_show(&little_on(day), "quill");
    }
}

#[cfg(feature = "embedded")]
#[test]
fn every_field_of_every_embedded_model_agrees_with_the_page() {
    let snapshot = crate::registry().snapshot();
    for model in snapshot.models() {
        assert_agrees_with_show(&snapshot, model.id().as_str());
    }
}
