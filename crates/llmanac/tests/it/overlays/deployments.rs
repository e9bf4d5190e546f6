//! Deployments: what they stand for, and what they lay over a body.

use llmanac::Matched;
use llmanac::advise::Call;

use super::with;

#[test]
fn a_deployment_stands_for_its_model_version_and_offer() {
    let registry = with(
        r#"
        [[deployment]]
        name = "prod-chat"
        model = "gpt-4o"
        version = "2024-08-06"
        scope = "zone:us"
        region = "eastus"
        "#,
    );
    let found = registry.resolve("PROD-chat").unwrap();
    assert_eq!(found.matched, Matched::Deployment);
    assert_eq!(found.model.id().as_str(), "azure_openai/gpt-4o");
    assert_eq!(found.model.version(), Some("2024-08-06"));
    assert_eq!(found.model.default_offer().to_string(), "zone:us/standard");
    assert_eq!(registry.model("prod-chat").unwrap().version(), Some("2024-08-06"));
}

#[test]
fn what_is_laid_over_a_body_stands_in_the_order_of_the_file() {
    let registry = with(
        r#"
        [[deployment]]
        name = "advice"
        model = "gpt-4o"
        body_patch = { routing = { zone = "b", after = { second = 1, first = 2 } }, cache = "off" }
        "#,
    );
    let request = serde_json::json!({ "messages": [{ "role": "user", "content": "Hi" }] });
    let request = request.as_object().unwrap();
    let snapshot = registry.snapshot();
    let wire =
        snapshot.wire_request("advice", request, &Call::new(), None, llmanac::wire::Policy::Fit).unwrap();
    assert_eq!(
        wire.send.body.iter().map(|(key, value)| format!("{key} {value}")).collect::<Vec<_>>(),
        [
            r#"messages [{"role":"user","content":"Hi"}]"#,
            r#"routing {"zone":"b","after":{"second":1,"first":2}}"#,
            r#"cache "off""#,
        ]
    );
}
