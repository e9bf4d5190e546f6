use std::sync::LazyLock;

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::{Bench, map};
use crate::params::validate::validate_after;
use crate::params::{Issue, fit, messages, validate, window};

/// Any JSON, of few levels.
pub(crate) fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(1e300)),
        Just(json!(0)),
        "[a-z\u{e4}\u{1f600} ]{0,12}".prop_map(Value::from),
        prop::sample::select(vec!["auto", "none", "required", "low", "json_object", "function", "text"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let key = prop_oneof![
            "[a-z]{0,6}",
            prop::sample::select(vec![
                "type",
                "function",
                "name",
                "json_schema",
                "schema",
                "role",
                "content"
            ])
            .prop_map(str::to_owned),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(key, inner, 0..4).prop_map(|m| m.into_iter().collect()),
        ]
    })
}

/// Values that are right, or nearly right, for some parameter.
fn likely() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-2i64..200_000).prop_map(Value::from),
        prop::sample::select(vec![-1.5, -0.1, 0.0, 0.3, 0.7, 1.0, 1.2, 2.0, 2.1]).prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec![
            json!("auto"),
            json!("none"),
            json!("required"),
            json!("low"),
            json!("minimal"),
            json!("max"),
            json!("default"),
            json!("flex"),
            json!(["a"]),
            json!(["a", "b", "c", "d", "e", "f"]),
            json!([]),
            json!(""),
            json!({"type": "text"}),
            json!({"type": "json_object"}),
            json!({"type": "json_schema", "json_schema": {"name": "n", "schema": {"type": "object"}}}),
            json!([{"type": "function", "function": {"name": "f", "parameters": {}}}]),
            json!({"type": "function", "function": {"name": "f"}}),
            json!({"50256": -200}),
            json!({"team": "a"}),
        ]),
        any_json(),
    ]
}

/// Names of standard parameters, other spellings of them, and others.
fn name() -> impl Strategy<Value = String> {
    let bench = Bench::plain();
    let standard: Vec<String> = bench.subject().parameters.iter().map(|p| p.name.clone()).collect();
    let spellings: Vec<String> =
        bench.subject().parameters.iter().flat_map(|p| p.spellings.clone()).collect();
    prop_oneof![
        12 => prop::sample::select(standard),
        2 => prop::sample::select(spellings),
        1 => "[a-z_]{0,12}",
    ]
}

pub(crate) fn parameters() -> impl Strategy<Value = Map<String, Value>> {
    prop::collection::btree_map(name(), likely(), 0..8).prop_map(|map| map.into_iter().collect())
}

/// The catalog's own tables, on a model that has limits, levels and a budget.
pub(crate) static BENCHES: LazyLock<Vec<(String, Bench)>> = LazyLock::new(|| {
    let model = |bench: Bench| {
        bench
            .output_limit(16_384)
            .window(128_000)
            .effort(&["minimal", "low", "medium", "high"], Some("medium"))
            .budget(1024, 16_000, &[0, -1])
    };
    Bench::all_real().into_iter().map(|(name, bench)| (name, model(bench))).collect()
});

fn keys(issues: &[Issue]) -> Vec<String> {
    let mut keys: Vec<String> = issues.iter().map(super::told).collect();
    keys.sort();
    keys
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_validation_or_fitting_panic(parameters in parameters()) {
        for (_, bench) in BENCHES.iter() {
            let subject = bench.subject();
            let _ = window::check(&subject, &parameters, &(0..=u64::MAX));
            let _ = fit(&subject, &parameters);
        }
    }

    #[test]
    fn fitting_leaves_no_error_that_has_a_fix(parameters in parameters()) {
        for (name, bench) in BENCHES.iter() {
            let fitted = fit(&bench.subject(), &parameters);
            let left: Vec<&Issue> = fitted.remaining.iter().filter(|i| i.is_error() && i.fix.is_some()).collect();
            prop_assert!(left.is_empty(), "{name}: {left:?} of {parameters:?} after {:?}", fitted.changes);
            // And a second time there is nothing to do.
            let again = fit(&bench.subject(), &fitted.parameters);
            prop_assert_eq!(again.changes, vec![]);
        }
    }

    #[test]
    fn parameters_without_errors_are_left_alone(parameters in parameters()) {
        for (_, bench) in BENCHES.iter() {
            let subject = bench.subject();
            if validate(&subject, &parameters).iter().all(|issue| !issue.is_error()) {
                let fitted = fit(&subject, &parameters);
                let stated: Map<String, Value> =
                    parameters.clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
                prop_assert_eq!(fitted.parameters, stated);
                prop_assert_eq!(fitted.changes, vec![]);
            }
        }
    }

    #[test]
    fn a_glance_lets_nothing_pass_that_the_longer_way_refuses(parameters in parameters()) {
        for (name, bench) in BENCHES.iter() {
            let subject = bench.subject();
            let longer = validate_after(&subject, &parameters, |_| true, |_, _, _, _| false);
            prop_assert_eq!(validate(&subject, &parameters), longer, "{}", name);
        }
    }

    #[test]
    fn the_order_of_the_parameters_does_not_matter(entries in prop::collection::vec((name(), likely()), 0..8)) {
        let forth: Map<String, Value> = entries.iter().cloned().collect();
        // The same entries, inserted the other way round.
        let back: Map<String, Value> = forth.clone().into_iter().rev().collect();
        for (_, bench) in BENCHES.iter() {
            let subject = bench.subject();
            prop_assert_eq!(keys(&validate(&subject, &forth)), keys(&validate(&subject, &back)));
        }
    }

    #[test]
    fn no_json_makes_the_look_at_messages_panic(messages in any_json(), part in any_json()) {
        let bench = Bench::plain();
        for request in [
            json!({"messages": messages}),
            json!({"messages": [messages]}),
            json!({"messages": [{"role": "user", "content": part}]}),
            json!({"messages": [{"role": "user", "content": [part]}]}),
        ] {
            let _ = messages::check(&bench.subject(), &map(request));
        }
    }
}
