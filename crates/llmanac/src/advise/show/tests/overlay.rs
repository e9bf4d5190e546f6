//! What an overlay sets bears its name.

use crate::testing::little_registry;

use super::json;

#[test]
fn an_overlay_is_named_by_what_it_set() {
    let registry = little_registry();
    let text = r#"
        [[model]]
        name = "house"
        extends = "quill"
        limits = [{ output = 2000 }]

        [[deployment]]
        name = "prod"
        model = "quill"
        version = "2025-08-01"
        scope = "zone:us"

        [[discount]]
        name = "contract"
        model = "house"
        percent = "10"
    "#;
    registry.add_overlay("llmanac.toml", text).unwrap();
    let snapshot = registry.snapshot();
    let house = json(&snapshot, "house");
    assert_eq!(house["layer"], "llmanac.toml");
    assert_eq!(house["layers"], serde_json::json!({ "limits": "llmanac.toml" }));
    assert_eq!(house["discount"], serde_json::json!({ "name": "contract", "percent_left": "90" }));
    assert_eq!(house["overlays"], serde_json::json!(["llmanac.toml"]));
    assert_eq!(house["max_output_tokens"], 2000);
    let prod = json(&snapshot, "prod");
    assert_eq!((&prod["deployment"], &prod["offer"]), (&"prod".into(), &"zone:us/standard".into()));
    assert_eq!(prod["cost_per_1k_input_tokens"], "0.00275");
}
