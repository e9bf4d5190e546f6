//! Counting before the call, with the catalog that ships.

use llmanac::advise::{Call, Countable};
use llmanac::cost::{CountMethod, InputEstimate, PartKind};
use llmanac::{ModelRegistry, Snapshot};
use serde_json::{Value, json};

fn today() -> Snapshot {
    llmanac::registry().as_of("2026-11-23".parse().unwrap())
}

/// A PNG of a size, as far as its head goes.
fn png(width: u32, height: u32) -> String {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR";
    let bytes = [head.as_slice(), &width.to_be_bytes(), &height.to_be_bytes(), b"\x08\x06"].concat();
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::from("data:image/png;base64,");
    for chunk in bytes.chunks(3) {
        let bits = (0..3).fold(0, |bits, at| bits << 8 | usize::from(*chunk.get(at).unwrap_or(&0)));
        text.extend((0..4).map(|place| char::from(DIGITS[(bits >> (18 - 6 * place)) & 63])));
    }
    text
}

fn with_image(url: &str, detail: &str) -> Value {
    json!({ "messages": [{ "role": "user", "content": [
        { "type": "image_url", "image_url": { "url": url, "detail": detail } },
    ] }] })
}

fn image_of(estimate: &InputEstimate) -> String {
    let image = estimate.parts.iter().find(|part| part.part == PartKind::Image).unwrap();
    format!("{} by {}", image.tokens(), image.by)
}

#[test]
fn images_are_counted_by_the_rule_of_the_models_line() {
    let (full_hd, far) = (png(1920, 1080), "https://example.com/x.png".to_owned());
    let table = [
        ("gpt-4o", &full_hd, "high", "1,105 by gpt_4o"),
        ("gpt-4o", &full_hd, "low", "85 by gpt_4o"),
        ("gpt-4o", &full_hd, "auto", "85..1,105 by gpt_4o"),
        ("gpt-4o", &far, "auto", "85..1,445 by gpt_4o"),
        ("gpt-4o-mini", &full_hd, "high", "36,835 by gpt_4o_mini"),
        ("gpt-5.1", &full_hd, "high", "910 by gpt_5"),
        ("gpt-5.5", &full_hd, "high", "2,447..2,449 by gpt_5_5"),
        ("gpt-6-astra", &full_hd, "original", "2,447..2,449 by gpt_6"),
        ("gpt-6-astra", &far, "auto", "1..36,001 by gpt_6"),
        ("claude-sonnet-4-5", &full_hd, "auto", "1,560 by claude_standard"),
        ("claude-sonnet-5", &full_hd, "auto", "2,691 by claude_high"),
        ("claude-sonnet-5", &far, "auto", "1..4,784 by claude_high"),
        ("gemini-2.5-pro", &full_hd, "auto", "256..1,548 by gemini_2"),
        ("gemini-3.8-flash", &far, "auto", "258..1,120 by gemini_3"),
        // Of what no source states nothing is guessed.
        ("gpt-6-sol", &full_hd, "high", "0..? by no rule is known"),
    ];
    for (model, url, detail, expected) in table {
        let model = today().model(model).unwrap();
        let found = image_of(&model.estimate_input(&with_image(url, detail)));
        assert_eq!(found, expected, "{} {detail}", model.id());
    }
}

#[test]
fn an_image_is_priced_as_the_model_bills_images() {
    let request = with_image(&png(1024, 1024), "high");
    let count =
        today().tokens("gpt-4o", Countable::Request(request.as_object().unwrap()), &Call::new()).unwrap();
    assert_eq!((count.input.input.low, count.input.input.high), (765, Some(765 + 16)));
    assert_eq!(count.cost.answer.low.unwrap().to_string(), "0.0019125");
    let assumed: Vec<&str> = count.basis.assumed.iter().map(|assumed| assumed.what.as_str()).collect();
    assert!(assumed.contains(&"media"), "{assumed:?}");
}

#[test]
fn every_tokenizer_that_the_catalog_names_is_here() {
    let today = today();
    let names: Vec<String> =
        today.models().iter().filter_map(|model| model.tokenizer().map(str::to_owned)).collect();
    assert!(names.len() > 10, "{names:?}");
    for name in names {
        assert!(llmanac_tokens::Tokenizer::named(&name).is_some(), "{name}");
    }
}

#[test]
fn models_of_the_callers_own_count_as_the_model_that_they_extend() {
    let registry = ModelRegistry::embedded();
    let overlay = r#"
        [[model]]
        name = "support-bot"
        extends = "azure_openai/gpt-4o-mini"

        [[model]]
        name = "other-bot"
        extends = "azure_openai/gpt-4o-mini"
        tokenizer = "cl100k_base"
        media = "gpt_4o"

        [[model]]
        name = "strange-bot"
        extends = "azure_openai/gpt-4o-mini"
        tokenizer = "of-our-own"
    "#;
    registry.add_overlay("llmanac.toml", overlay).unwrap();
    let model = |name: &str| registry.model(name).unwrap();
    let request = with_image(&png(512, 512), "high");
    assert_eq!(image_of(&model("support-bot").estimate_input(&request)), "8,500 by gpt_4o_mini");
    assert_eq!(image_of(&model("other-bot").estimate_input(&request)), "255 by gpt_4o");
    assert_eq!(model("other-bot").tokenizer(), Some("cl100k_base"));
    // A tokenizer that is not here leaves an estimate, and says so.
    let text = json!({ "messages": [{ "role": "user", "content": "hello" }] });
    assert_eq!(model("strange-bot").estimate_input(&text).text_method(), CountMethod::Estimated);

    let wrong = "[[model]]\nname = \"x\"\nextends = \"gpt-4o\"\nmedia = \"gpt_4oo\"\n";
    let error = registry.add_overlay("wrong.toml", wrong).unwrap_err().to_string();
    assert!(error.contains("no line `gpt_4oo` in media.toml; did you mean `gpt_4o`?"), "{error}");
}

#[cfg(feature = "tokens")]
#[test]
fn texts_of_models_with_a_public_tokenizer_are_exact() {
    let text = "Why is the sky blue? Почему небо голубое?";
    for (model, tokens) in [("gpt-4o", 12), ("gpt-5.5", 12), ("gpt-4", 18)] {
        let count = today().tokens(model, Countable::Text(text), &Call::new()).unwrap();
        assert_eq!(count.input.text, CountMethod::Exact, "{model}");
        assert_eq!((count.input.input.low, count.input.input.high), (tokens, Some(tokens)), "{model}");
    }
    let count = today().tokens("claude-opus-5", Countable::Text(text), &Call::new()).unwrap();
    assert_eq!(count.input.text, CountMethod::Estimated);
    let band = count.input.input;
    assert!(band.low <= 12 && band.high.is_some_and(|high| high >= 18), "{band:?}");
}
