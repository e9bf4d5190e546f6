//! Prices of one's own: discounts, lists, what is billed as what, grades of images.

use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::model::Meter;

use super::{million, refused, with};

#[test]
fn own_terms_come_off_the_list_price_and_say_so() {
    let registry = with(
        r#"
        [[discount]]
        name = "enterprise agreement"
        provider = "azure_openai"
        percent = "10"
        on = ["global/standard"]
        "#,
    );
    assert_eq!(million(&registry, "gpt-4o"), "2.25");
    assert_eq!(million(&registry, "gemini-2.5-flash"), "0.3");
    let usage = Usage::new().with(Meter::InputText, 1);
    let cost = registry.snapshot().cost("gpt-4o", &usage, &Call::new()).unwrap();
    assert_eq!(cost.lines[0].discount.as_deref(), Some("enterprise agreement"));
    assert_eq!(cost.lines[0].list_rate.as_deref(), Some("2.5"));
    assert_eq!(cost.basis.overlays, ["llmanac.toml"]);
}

#[test]
fn an_own_price_list_stands_in_place_of_ours() {
    let registry = with(
        r#"
        [[model]]
        id = "azure_openai/gpt-4o"
        extends = "azure_openai/gpt-4o-mini"
        replace = true
        price = [{ usd_per_1M = { input.text = "7" } }]
        "#,
    );
    assert_eq!(million(&registry, "gpt-4o"), "7");
    // What the own list does not state is unknown, not ours.
    let usage = Usage::new().with(Meter::OutputText, 1);
    let cost = registry.snapshot().cost("gpt-4o", &usage, &Call::new()).unwrap();
    assert_eq!((cost.status.as_str(), cost.total), ("incomplete", None));
}

#[test]
fn models_name_a_table_of_what_is_billed_as_what() {
    let registry = with(
        r#"
        [billed_as]
        plain = { output.reasoning = "output.text" }

        [[model]]
        id = "house/quill"
        surfaces = {}
        billed_as = "plain"
        price = [{ usd_per_1M = { output.text = "2" } }]
        "#,
    );
    let usage = Usage::new().with(Meter::OutputReasoning, 500_000);
    let cost = registry.snapshot().cost("house/quill", &usage, &Call::new()).unwrap();
    assert_eq!(cost.total.unwrap().to_string(), "1");
    assert_eq!(cost.lines[0].billed_as, Some(Meter::OutputText));
    let table = [
        (
            "billed_as = \"plane\"",
            "llmanac.toml:6: model[0].billed_as: no table [billed_as.plane] in this file; did you mean `plain`?",
        ),
        (
            "billed_as = 5",
            "llmanac.toml:6: model[0].billed_as: a table from meters to meters, or the name of one",
        ),
        (
            "billed_as = { output.text = \"output.text\" }",
            "llmanac.toml:6: model[0].billed_as.output.text: a meter cannot be billed as itself",
        ),
    ];
    for (line, told) in table {
        let overlay = format!(
            "[billed_as]\nplain = {{ output.image = \"output.text\" }}\n[[model]]\nid = \"house/quill\"\nsurfaces = {{}}\n{line}\n"
        );
        assert_eq!(refused(&overlay), told);
    }
    assert_eq!(
        refused("[billed_as]\nplain = { output.img = \"output.text\" }\n"),
        "llmanac.toml:2: billed_as.plain.output.img: no meter `output.img`; did you mean `output.image`?"
    );
}

#[test]
fn images_are_priced_by_their_grade() {
    let registry = with(
        r#"
        [[model]]
        name = "painter"
        extends = "azure_openai/gpt-4o"
        price = [
          { grade = "standard/1024x1024", usd_per_1 = { output.images = "0.04" } },
          { grade = "hd/1024x1792", usd_per_1 = { output.images = "0.12" } },
          { usd_per_1k = { web_search = "10" } },
        ]
        "#,
    );
    let snapshot = registry.snapshot();
    let usage = Usage::new().with(Meter::OutputImages, 2).with(Meter::WebSearch, 1);
    let day = Call::new().on("2026-11-23".parse().unwrap());
    let cost = snapshot.cost("painter", &usage, &day.clone().grade("HD/1024x1792")).unwrap();
    assert_eq!(
        (cost.total.unwrap().to_string(), cost.grade.as_deref()),
        ("0.25".to_owned(), Some("hd/1024x1792"))
    );
    assert!(snapshot.verify_cost(&serde_json::to_value(&cost).unwrap()).unwrap().same);
    let cost = snapshot.cost("painter", &usage, &day).unwrap();
    assert_eq!((cost.total, cost.missing), (None, vec![Meter::OutputImages]));
    assert_eq!(
        cost.reason.unwrap(),
        "output.images has prices for the grades standard/1024x1024, hd/1024x1792; the call states none",
    );
    let error = snapshot.cost("painter", &usage, &day.grade("hd/1024x1791")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "azure_openai/painter has no prices for the grade `hd/1024x1791`; did you mean `hd/1024x1792`?",
    );
}
