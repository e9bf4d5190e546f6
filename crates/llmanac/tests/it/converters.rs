//! Models with a conversion of their own.

use std::sync::Arc;

use llmanac::advise::Call;
use llmanac::model::Provider;
use llmanac::wire::{ConverterFn, Policy};
use llmanac::{ModelBuilder, ModelRegistry};
use serde_json::{Value, json};

fn registry(convert: ConverterFn) -> ModelRegistry {
    let registry = ModelRegistry::embedded();
    let model = ModelBuilder::new(Provider::AZURE_OPENAI, "own").extends("gpt-4o-mini").converter(convert);
    registry.register(model).unwrap();
    registry
}

fn converted(registry: &ModelRegistry) -> Result<Value, String> {
    let request = json!({ "messages": [{ "role": "user", "content": "hello" }], "max_tokens": 7 });
    let request = request.as_object().unwrap();
    let snapshot = registry.as_of("2026-11-23".parse().unwrap());
    let wire = snapshot.wire_request("own", request, &Call::new(), None, Policy::Strict);
    let prepared = snapshot.prepare("own", request, &Call::new(), None, Policy::Strict);
    match (wire, prepared) {
        (Ok(wire), Ok(prepared)) => {
            assert_eq!(prepared.send.unwrap().body, wire.send.body);
            assert_eq!(prepared.changes, wire.changes);
            let changes: Vec<String> = wire.changes.iter().map(ToString::to_string).collect();
            Ok(json!({ "body": wire.send.body, "changes": changes }))
        }
        (Err(wire), Err(prepared)) => {
            assert_eq!(wire.to_string(), prepared.to_string());
            Err(wire.to_string())
        }
        (wire, prepared) => panic!("{wire:?}\n{prepared:?}"),
    }
}

#[test]
fn a_conversion_of_the_models_own_sees_the_whole_request_and_writes_the_whole_body() {
    let registry = registry(Arc::new(|request| {
        let said = request["messages"][0]["content"].clone();
        Ok(json!({ "prompt": said, "n_predict": request["max_tokens"] }))
    }));
    let wanted = json!({
        "body": { "prompt": "hello", "n_predict": 7 },
        "changes": ["request converted: the model's own converter_fn wrote the body"],
    });
    assert_eq!(converted(&registry), Ok(wanted));
}

#[test]
fn what_a_conversion_of_the_models_own_refuses_is_told_in_its_words() {
    for (convert, said) in [
        (Arc::new(|_: &_| Err("no tides today".to_owned())) as ConverterFn, "no tides today"),
        (Arc::new(|_: &_| Ok(json!([]))) as ConverterFn, "a body is an object, and it gave none"),
    ] {
        let said = format!("the model's own conversion says: {said}");
        assert_eq!(converted(&registry(convert)), Err(said));
    }
}
