//! A fact that an overlay set names the overlay.

use crate::testing::little_registry;

use super::why;

#[test]
fn an_overlay_names_itself() {
    let registry = little_registry();
    let text = r#"
        [[model]]
        name = "house"
        extends = "quill"
        limits = [{ output = 2000 }]

        [[model]]
        name = "own"
        surfaces = { "azure_openai.chat" = "little_chat/plain" }

        [[deployment]]
        name = "fast"
        model = "quill"
        tier = "priority"
    "#;
    registry.add_overlay("llmanac.toml", text).unwrap();
    let snapshot = registry.snapshot();
    insta::assert_snapshot!(why(&snapshot, "house", "limits.output"), @r"
    limits.output of azure_openai/house@2025-08-01 on global/standard: 2000
      held since ?, set by llmanac.toml
      in_force: limits.output 2000 (the narrowest that speaks of 2025-08-01, global/standard on 2026-11-23) by llmanac.toml
    ");
    assert_eq!(snapshot.why("house", "price.input.text").unwrap().layer, "catalog");
    assert_eq!(snapshot.why("own", "display_name").unwrap().layer, "llmanac.toml");
    insta::assert_snapshot!(why(&snapshot, "fast", "price.output.text"), @r#"
    price.output.text of azure_openai/quill@2025-08-01 on global/priority: null
      known not to be sold as global/priority
      held since 2026-09-01, set by catalog
      in_force: price.output.text false (the narrowest that speaks of 2025-08-01, global/priority on 2026-11-23) by page
      other_offer: price.output.text {"meter":"output.text","rate":"12","per":1000000,"unit":"token"} (speaks of global/standard) by ledger, gazette
      other_offer: price.output.text {"meter":"output.text","rate":"5","per":1000000,"unit":"token"} (speaks of */batch) by ledger
      other_offer: price.output.text {"meter":"output.text","rate":"13.2","per":1000000,"unit":"token"} (speaks of zone:us/standard) by ledger
      other_version: price.output.text {"meter":"output.text","rate":"15","per":1000000,"unit":"token"} (speaks of 2025-01-10) by ledger
      ended: price.output.text {"meter":"output.text","rate":"12","per":1000000,"unit":"token"} (held until 2026-03-01) by ledger
    "#);
}
