use crate::advise::Call;
use crate::cost::Usage;
use crate::model::{Meter, ServiceTier};
use crate::testing::little;

use super::{CompareError, ComparedCost, Comparison, CostOrder};

fn told(compared: &Comparison) -> String {
    let lines: Vec<String> = compared
        .rows
        .iter()
        .map(|row| {
            let mark = match row.differs {
                Some(true) => "*",
                Some(false) => "=",
                None => "?",
            };
            let over = row.input_over.map_or_else(String::new, |over| format!(" over {over}"));
            let values: Vec<String> = row.values.iter().map(ToString::to_string).collect();
            format!("{mark} {}{over}: {}", row.field, values.join(" | "))
        })
        .collect();
    lines.join("\n")
}

#[test]
fn models_stand_side_by_side() {
    insta::assert_snapshot!(told(&little().compare(&["quill", "sage", "quill-old"]).unwrap()), @r#"
    * maker: "openai" | "anthropic" | "openai"
    * provider: "azure_openai" | "bedrock" | "azure_openai"
    * status: "disputed" | "active" | "retired"
    ? lifecycle.no_new_use: null | null | "2024-06-01"
    * lifecycle.retires: "2027-04-14" | null | "2025-06-01"
    ? knowledge_cutoff: "2024-06" | null | null
    * input: ["text","image"] | ["text"] | null
    ? output: ["text"] | ["text"] | null
    * limits.window: 128000 | 200000 | null
    ? limits.input: null | null | null
    * limits.output: 16384 | 64000 | "none"
    ? capabilities.streaming: true | true | null
    ? capabilities.tools: true | true | null
    * capabilities.json_mode: true | false | null
    ? capabilities.json_schema: true | null | null
    * capabilities.reasoning: false | true | null
    = parameter.max_tokens: true | true | true
    * parameter.max_tokens.range: {"min":1,"max":16384} | {"min":1,"max":64000} | {"min":1,"max":null}
    = parameter.seed: false | false | false
    = parameter.stop: true | true | true
    = parameter.temperature: true | true | true
    * parameter.temperature.range: {"min":0,"max":2} | {"min":0,"max":1} | {"min":0,"max":2}
    ? parameter.tool_choice: null | true | null
    ? parameter.top_p: true | null | true
    ? parameter.top_p.range: {"min":0,"max":1} | null | {"min":0,"max":1}
    * price.input.text: "2.5" | "3" | null
    * price.input.text over 100000: "2.5" | "6" | null
    ? price.input.image: "2.5" | null | null
    ? price.cache_read.text: "1.25" | null | null
    * price.output.text: "12" | "15" | null
    * price.output.text over 100000: "12" | "22.5" | null
    ? price.web_search: null | "10" | null
    "#);
}

#[test]
fn a_call_is_priced_on_each() {
    let usage = Usage::new().with(Meter::InputText, 150_000).with(Meter::OutputText, 1_000);
    let told = |call: &Call, order| {
        let compared = little().compare_calls(&["quill-old", "sage", "quill"], &usage, call, order).unwrap();
        let cost = |cost: &ComparedCost| {
            let total = cost.total.map_or_else(|| "?".to_owned(), |total| total.to_string());
            let offer = cost.offer.as_deref().unwrap_or("?");
            format!("{} {offer} {} {total} {}", cost.name, cost.status, cost.reason.as_deref().unwrap_or("-"))
        };
        compared.costs.iter().map(cost).collect::<Vec<_>>().join("\n")
    };
    let call = Call::new();
    insta::assert_snapshot!(told(&call, CostOrder::CheapestFirst), @r"
    quill global/standard exact 0.387 -
    sage region/standard exact 0.9225 -
    quill-old global/standard unknown ? no price of azure_openai/quill-old is known
    ");
    insta::assert_snapshot!(told(&call, CostOrder::AsGiven), @r"
    quill-old global/standard unknown ? no price of azure_openai/quill-old is known
    sage region/standard exact 0.9225 -
    quill global/standard exact 0.387 -
    ");
    // What one model does not have is said with it, and is no other's price.
    insta::assert_snapshot!(told(&call.clone().tier(ServiceTier::Batch), CostOrder::CheapestFirst), @r"
    quill global/batch exact 0.1925 -
    quill-old global/batch unknown ? no price of azure_openai/quill-old is known
    sage region/batch unknown ? no price of bedrock/sage is known for region/batch; prices are known for region/standard, zone:us/standard
    ");
    insta::assert_snapshot!(told(&call.region("eastus".parse().unwrap()), CostOrder::CheapestFirst), @r"
    quill global/standard exact 0.387 -
    quill-old global/standard unknown ? no price of azure_openai/quill-old is known
    sage ? unknown ? no region `eastus` of bedrock is known
    ");
}

#[test]
fn a_region_of_one_provider_leaves_the_prices_of_the_others_unknown() {
    let call = Call::new().region("eastus".parse().unwrap());
    let compared =
        little().compare_calls(&["quill", "sage"], &Usage::new(), &call, CostOrder::CheapestFirst).unwrap();
    let row = compared.rows.iter().find(|row| row.field == "price.input.text").unwrap();
    assert_eq!(row.values, ["2.5".into(), serde_json::Value::Null]);
    assert_eq!(compared.models[1].offer, None);
}

#[test]
fn a_price_of_each_model_has_its_lines_and_what_is_assumed_of_it() {
    let usage = Usage::new().with(Meter::InputText, 1_000).with(Meter::WebSearch, 1);
    let compared =
        little().compare_calls(&["quill", "sage"], &usage, &Call::new(), CostOrder::AsGiven).unwrap();
    let json = serde_json::to_value(&compared).unwrap();
    assert_eq!(json["costs_order"], "as_given");
    let quill = &json["costs"][0];
    assert_eq!((&quill["status"], &quill["total"]), (&"incomplete".into(), &serde_json::Value::Null));
    assert_eq!((&quill["subtotal"], &quill["missing"][0]), (&"0.0025".into(), &"web_search".into()));
    assert_eq!(quill["lines"][0]["amount"], "0.0025");
    let sage = &json["costs"][1];
    assert_eq!((&sage["total"], sage["lines"].as_array().unwrap().len()), (&"0.013".into(), 2));
    let assumed: Vec<&str> =
        sage["assumed"].as_array().unwrap().iter().filter_map(|own| own["what"].as_str()).collect();
    assert_eq!(assumed, ["date", "version", "scope", "tier"]);
}

#[test]
fn what_is_assumed_of_one_model_bears_its_id() {
    let compared = little().compare(&["quill", "sage"]).unwrap();
    let assumed: Vec<&str> = compared.basis.assumed.iter().map(|own| own.what.as_str()).collect();
    insta::assert_snapshot!(assumed.join("\n"), @r"
    date
    version of azure_openai/quill
    scope of azure_openai/quill
    tier of azure_openai/quill
    version of bedrock/sage
    scope of bedrock/sage
    tier of bedrock/sage
    ");
}

#[test]
fn names_that_mean_nothing_are_all_named() {
    let none: [&str; 0] = [];
    assert_eq!(little().compare(&none).unwrap_err(), CompareError::NoModels);
    let error = little().compare(&["quil", "quill", "sagee"]).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @r"
    Model quil not found in registry; did you mean one of quill, quill-2025-08-01?
    Model sagee not found in registry; did you mean one of sage, sage-v1:0?
    ");
}
