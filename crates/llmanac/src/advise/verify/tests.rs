//! Stored answers that hold, and those that were changed, or whose catalog was.

use serde_json::{Value, json};

use crate::advise::{Call, CostAnswer, VerifyError};
use crate::cost::Usage;
use crate::model::{Meter, Scope};
use crate::registry::Snapshot;
use crate::testing::{little, little_on, little_registry};

const DISCOUNT: &str = "[[discount]]\nname = \"contract\"\nprovider = \"azure_openai\"\npercent = \"10\"\n";

fn call(meters: &[Meter]) -> Usage {
    meters.iter().fold(Usage::new(), |usage, meter| usage.with(*meter, 123_457))
}

fn stored(answer: &CostAnswer) -> Value {
    serde_json::to_value(answer).unwrap()
}

/// The fields that differ, with both values.
fn told(snapshot: &Snapshot, answer: &Value) -> String {
    let verified = match snapshot.verify_cost(answer) {
        Ok(verified) => verified,
        Err(error) => return error.to_string(),
    };
    assert_eq!(verified.same, verified.differences.is_empty());
    let differences = verified.differences.iter();
    let mut lines: Vec<String> =
        differences.map(|own| format!("{}: {} -> {}", own.field, own.stored, own.computed)).collect();
    lines.extend(verified.overlays_missing.iter().map(|own| format!("missing {own}")));
    lines.extend(verified.overlays_added.iter().map(|own| format!("added {own}")));
    lines.extend(verified.prices_gone.iter().map(|own| format!("gone {}", own.meter)));
    if lines.is_empty() { "same".to_owned() } else { lines.join("\n") }
}

#[test]
fn every_kind_of_answer_is_the_same_again_whatever_day_it_is_now() {
    use Meter as M;
    let then = little_on("2026-09-01");
    let both = call(&[M::InputText, M::OutputText]);
    let calls = [
        ("quill", both, Call::new()),
        ("quill@2025-01-10", both, Call::new()),
        ("plume", both, Call::new().on("2025-05-01".parse().unwrap())),
        ("quill", both, Call::new().scope("zone:us".parse::<Scope>().unwrap())),
        ("sage", both, Call::new().region("us-east-1".parse().unwrap())),
        // Incomplete, unknown, and nothing at all.
        ("quill", call(&[M::InputText, M::WebSearch]), Call::new()),
        ("quill-old", both, Call::new()),
        ("sage", Usage::new(), Call::new()),
    ];
    for (name, usage, call) in calls {
        for answer in [then.cost(name, &usage, &call), then.cost_bounds(name, &usage, &call)] {
            let answer = stored(&answer.unwrap());
            assert_eq!(told(&little(), &answer), "same", "{name} {usage}");
        }
    }
}

#[test]
fn what_was_changed_in_a_stored_answer_is_named() {
    let snapshot = little();
    let usage = call(&[Meter::InputText, Meter::OutputText]);
    let answer = stored(&snapshot.cost("quill", &usage, &Call::new()).unwrap());
    let changed = |pointer: &str, value: Value| {
        let mut answer = answer.clone();
        *answer.pointer_mut(pointer).unwrap() = value;
        told(&snapshot, &answer)
    };
    insta::assert_snapshot!(changed("/total", json!("1.7")), @r#"total: "1.7" -> "1.7901265""#);
    insta::assert_snapshot!(changed("/total", json!(null)), @r#"total: null -> "1.7901265""#);
    insta::assert_snapshot!(changed("/lines/1/amount", json!("0")), @r#"lines.output.text.amount: "0" -> "1.481484""#);
    insta::assert_snapshot!(changed("/totals/input", json!("0")), @r#"totals.input: "0" -> "0.3086425""#);
    insta::assert_snapshot!(changed("/usage/output.text", json!(123_456)), @r#"
    total: "1.7901265" -> "1.7901145"
    totals.output: "1.481484" -> "1.481472"
    lines.output.text.quantity: 123457 -> 123456
    lines.output.text.amount: "1.481484" -> "1.481472"
    "#);
    insta::assert_snapshot!(changed("/lines/0/price", json!("0123456789abcdef")), @"gone input.text");
    // A line twice, and a line too many.
    insta::assert_snapshot!(changed("/lines", json!([answer["lines"][0], answer["lines"][0], answer["lines"][1]])), @"lines: 3 -> 2");
    insta::assert_snapshot!(changed("/lines", json!([answer["lines"][0]])), @r#"
    lines: 1 -> 2
    lines.output.text.quantity: null -> 123457
    lines.output.text.unit: null -> "token"
    lines.output.text.rate: null -> "12"
    lines.output.text.per: null -> 1000000
    lines.output.text.amount: null -> "1.481484"
    "#);
}

#[test]
fn overlays_that_are_missing_or_new_are_named_beside_what_they_change() {
    let registry = little_registry();
    registry.add_overlay("terms.toml", DISCOUNT).unwrap();
    let discounted = registry.snapshot();
    let usage = call(&[Meter::InputText]);
    let with = stored(&discounted.cost("quill", &usage, &Call::new()).unwrap());
    let without = stored(&little().cost("quill", &usage, &Call::new()).unwrap());
    assert_eq!(told(&discounted, &with), "same");
    insta::assert_snapshot!(told(&little(), &with), @r#"
    total: "0.27777825" -> "0.3086425"
    totals.input: "0.27777825" -> "0.3086425"
    lines.input.text.rate: "2.25" -> "2.5"
    lines.input.text.amount: "0.27777825" -> "0.3086425"
    lines.input.text.list_rate: "2.5" -> null
    lines.input.text.discount: "contract" -> null
    missing terms.toml
    "#);
    assert!(told(&discounted, &without).ends_with("added terms.toml"));
    // An own price list in place of the catalog's: its rows are other prices.
    let own = "[[model]]\nname = \"quill\"\nextends = \"quill\"\nreplace = true\nprice = [{ usd_per_1M = { input.text = \"2.5\" } }]\n";
    let registry = little_registry();
    registry.add_overlay("own.toml", own).unwrap();
    insta::assert_snapshot!(told(&registry.snapshot(), &without), @"
    added own.toml
    gone input.text
    ");
}

#[test]
fn what_cannot_be_computed_again_says_why() {
    let snapshot = little();
    let answer = stored(&snapshot.cost("quill", &call(&[Meter::InputText]), &Call::new()).unwrap());
    let with = |pointer: &str, value: Value| {
        let mut answer = answer.clone();
        *answer.pointer_mut(pointer).unwrap() = value;
        told(&snapshot, &answer)
    };
    for (pointer, value, wanted) in [
        ("/model", json!("azure_openai/nib"), "the registry has no model azure_openai/nib any more"),
        ("/model", json!("nib"), "this is no answer of `cost --json`: a model id is `provider/name`"),
        ("/version", json!("1999"), "azure_openai/quill has no version 1999 any more"),
        ("/offer", json!("global/priority"), "azure_openai/quill is not sold as global/priority"),
        (
            "/at",
            json!("2026-02-30"),
            "this is no answer of `cost --json`: there is no such day in the calendar",
        ),
        (
            "/usage",
            json!({"input.txt": 1}),
            "this is no answer of `cost --json`: no meter `input.txt`; did you mean `input.text`?",
        ),
    ] {
        assert_eq!(with(pointer, value), wanted, "{pointer}");
    }
    for odd in
        [json!(null), json!([1]), json!({"model": "a/b"}), json!("x".repeat(1_000_000)), json!({"model": 1})]
    {
        let error = snapshot.verify_cost(&odd).unwrap_err();
        assert!(matches!(error, VerifyError::NoAnswer(_)) && error.to_string().len() < 400, "{error}");
    }
}
