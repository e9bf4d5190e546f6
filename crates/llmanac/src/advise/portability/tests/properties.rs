use std::collections::BTreeMap;

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::testing::little;

use super::super::*;

/// Values of a few parameters, good and bad, and messages of several kinds.
fn request() -> impl Strategy<Value = Value> {
    let parameter = prop_oneof![
        (0u64..40_000).prop_map(|n| ("max_tokens", json!(n))),
        (-1i64..4).prop_map(|n| ("temperature", json!(n))),
        any::<bool>().prop_map(|yes| ("stream", json!(yes))),
        any::<i64>().prop_map(|n| ("seed", json!(n))),
        Just(("stop", json!(["a", "b"]))),
        Just(("top_p", json!(0.5))),
        Just(("tool_choice", json!("required"))),
        Just(("response_format", json!({ "type": "json_object" }))),
        Just(("made_up", json!(null))),
        "[a-z]{3}".prop_map(|text| ("user", json!(text))),
    ];
    let message = prop_oneof![
        ".{0,20}".prop_map(|text| json!({ "role": "user", "content": text })),
        Just(json!({ "role": "system", "content": "Be brief." })),
        Just(json!({ "role": "assistant", "content": null })),
        Just(json!({ "role": "user", "content": [{ "type": "image_url", "image_url": { "url": "u" } }] })),
        Just(json!("hi")),
    ];
    let model = prop_oneof![Just(None), Just(Some("quill")), Just(Some("sage")), Just(Some("nobody"))];
    let parts = (prop::collection::vec(parameter, 0..4), prop::collection::vec(message, 0..4), model);
    parts.prop_map(|(parameters, messages, model)| {
        let mut request: serde_json::Map<String, Value> =
            parameters.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
        request.insert("messages".to_owned(), messages.into());
        request.extend(model.map(|model| ("model".to_owned(), model.into())));
        request.into()
    })
}

fn all() -> Portability {
    Portability::new(&little(), &PortabilityChoice::new()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn the_order_of_the_requests_does_not_matter_to_what_they_come_to(
        (ordered, shuffled) in prop::collection::vec(request(), 1..12).prop_flat_map(|requests| {
            let lines: Vec<(u64, Value)> = (1..).zip(requests).collect();
            (Just(lines.clone()), Just(lines).prop_shuffle())
        })
    ) {
        let report = |lines: &[(u64, Value)]| {
            let mut portability = all();
            for (line, request) in lines {
                portability.add(&RecordedRequest::read(*line, request.clone()).unwrap());
            }
            serde_json::to_value(portability.finish()).unwrap()
        };
        prop_assert_eq!(report(&ordered), report(&shuffled));
    }

    #[test]
    fn what_a_model_comes_to_is_the_sum_of_its_cells(requests in prop::collection::vec(request(), 1..12)) {
        let mut portability = all();
        let mut sums: BTreeMap<(String, &str), (VerdictCounts, CostSum)> = BTreeMap::new();
        for (line, request) in (1..).zip(&requests) {
            for cell in portability.add(&RecordedRequest::read(line, request.clone()).unwrap()) {
                let sum = sums.entry((cell.model.clone(), cell.surface.as_str())).or_default();
                sum.0.add(cell.verdict);
                prop_assert_eq!(cell.cost.is_none(), cell.verdict == PortabilityVerdict::Refused);
                if let Some(cost) = cell.cost.filter(|_| cell.verdict.goes()) {
                    sum.1.add(cost.bounds());
                }
            }
        }
        let report = portability.finish();
        prop_assert_eq!(report.requests.count as usize, requests.len());
        for model in report.models {
            let (counts, cost) = sums[&(model.model.clone(), model.surface.as_str())];
            prop_assert_eq!(model.verdicts, counts, "{}", &model.model);
            prop_assert_eq!(model.cost, cost.told(), "{}", &model.model);
            let all = counts.going() + counts.refused + counts.unknown;
            prop_assert_eq!(all as usize, requests.len());
        }
    }
}
