use llmanac_tokens::Tokenizer;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::json;

use super::*;

/// A counter of letters, so that the tests need no tokenizer.
struct Letters;

impl TokenCounter for Letters {
    fn name(&self) -> &str {
        "letters"
    }

    fn text(&self, text: &str) -> Option<u64> {
        u64::try_from(text.chars().filter(|char| char.is_alphabetic()).count()).ok()
    }
}

fn shown(estimate: &InputEstimate) -> String {
    let lines = estimate.parts.iter().map(|part| {
        let at = part.at.as_deref().map_or_else(String::new, |at| format!(" at {at}"));
        format!("{} {}{at}: {} by {}", part.part, part.method, part.tokens(), part.by)
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn all_texts_of_a_request_count() {
    let plain = json!({ "messages": [{ "role": "user", "content": "one two three" }] });
    let parts = json!({ "messages": [{ "role": "user", "content": [
        { "type": "text", "text": "one two" }, { "type": "text", "text": "three" },
    ] }] });
    let tools = json!({
        "messages": [
            { "role": "system", "name": "boss", "content": "one two three" },
            { "role": "assistant", "content": null, "tool_calls": [{ "function": { "name": "f", "arguments": "{}" } }] },
        ],
        "tools": [{ "type": "function", "function": { "name": "f", "description": "does a thing" } }],
    });
    let schema = json!({
        "messages": [{ "role": "user", "content": "one two three" }],
        "response_format": { "type": "json_schema", "json_schema": { "name": "x", "schema": { "type": "object" } } },
    });
    let table = [
        (json!({}), "0..8", "0..8"),
        (json!({ "messages": [] }), "0..8", "0..8"),
        (plain, "3..23", "11..27"),
        (parts, "2..31", "11..35"),
        (tools, "9..720", "20..723"),
        (schema, "3..670", "11..674"),
    ];
    for (request, guessed, counted) in table {
        assert_eq!(InputEstimate::of(&request).tokens.to_string(), guessed, "{request}");
        assert_eq!(InputEstimate::by(&request, &Letters).tokens.to_string(), counted, "{request}");
    }
}

#[test]
fn each_part_says_who_counted_it() {
    let request = json!({
        "messages": [
            { "role": "user", "content": "one two three" },
            { "role": "assistant", "content": null, "tool_calls": [{ "function": { "name": "f", "arguments": "{}" } }] },
            { "role": "tool", "content": [{ "type": "text", "text": "done" }, { "type": "thinking", "thinking": "so" }] },
            { "role": "user", "content": [{ "type": "image_url", "image_url": { "url": "https://example.com/x.png" } }] },
        ],
        "tools": [{ "type": "function", "function": { "name": "f", "description": "does a thing" } }],
        "web_search_options": {},
    });
    insta::assert_snapshot!(shown(&InputEstimate::by(&request, &Letters)), @"
    text exact: 16 by letters
    framing band: 0..56 by 0 to 8 tokens a message, a further text of it and the request, 0 to 16 a call of a tool
    tools band: 4..667 by words and symbols; 0 to 16 tokens a tool, 0 to 600 for instructions on tools
    other band: 0..2 by shown to the model, or not
    image unknown at messages[3].content[0]: 0..? by no rule is known
    unknown unknown: 0..? by web searches
    ");
}

#[test]
fn what_cannot_be_counted_opens_the_high_end_and_says_why() {
    let request = json!({
        "messages": [{ "role": "user", "content": [
            { "type": "text", "text": "what is this" },
            { "type": "image_url", "image_url": { "url": "data:image/png;base64,AAAA" } },
            { "type": "image_url", "image_url": { "url": "data:image/png;base64,AAAA" } },
            { "type": "input_audio", "input_audio": { "data": "AAAA", "format": "wav" } },
            { "type": "hologram", "hologram": "AAAA" },
        ] }],
        "tools": [{ "type": "web_search" }],
        "web_search_options": {},
    });
    let estimate = InputEstimate::of(&request);
    assert_eq!(estimate.tokens.to_string(), "3..?");
    let why: Vec<String> = estimate.uncounted.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(why.join("\n"), @"
    images (2): what they take is not known before the call
    audio (1): what they take is not known before the call
    parts of type `hologram` (1): what they take is not known before the call
    tools of type `web_search` (1): what they take is not known before the call
    web searches (1): what they take is not known before the call
    ");
}

#[test]
fn a_counter_that_cannot_tell_leaves_its_texts_to_the_estimate() {
    struct Short;
    impl TokenCounter for Short {
        fn name(&self) -> &str {
            "short"
        }
        fn text(&self, text: &str) -> Option<u64> {
            (text.len() < 5).then_some(1)
        }
    }
    let request = json!({ "messages": [{ "content": "one" }, { "content": "four five" }] });
    let estimate = InputEstimate::by(&request, &Short);
    insta::assert_snapshot!(shown(&estimate), @"
    text exact: 1 by short
    text estimated: 2..4 by words and symbols
    framing band: 0..24 by 0 to 8 tokens a message, a further text of it and the request, 0 to 16 a call of a tool
    ");
    assert_eq!(estimate.text_method(), CountMethod::Estimated);
}

#[test]
fn texts_of_too_many_bytes_are_estimated_whatever_their_order() {
    let long = "x".repeat(MOST_BYTES);
    let two = [json!({ "content": long }), json!({ "content": "one two" })];
    let [first, second] = two.clone();
    let there = InputEstimate::by(&json!({ "messages": [first, second] }), &Letters);
    let [first, second] = two;
    let back = InputEstimate::by(&json!({ "messages": [second, first] }), &Letters);
    assert_eq!(there.text_method(), CountMethod::Estimated);
    assert_eq!(there.tokens, back.tokens);
}

#[test]
fn no_shape_of_request_is_too_odd_to_be_estimated() {
    let long = "x".repeat(1_000_000);
    let odd = [
        json!(null),
        json!([1, 2]),
        json!("text"),
        json!({ "messages": "hello" }),
        json!({ "messages": [1, null, "two", [3]] }),
        json!({ "messages": [{ "content": { "a": 1 } }, { "content": [[], 1, null, "text", {}] }] }),
        json!({ "tools": {}, "functions": [1], "response_format": 7 }),
        json!({ "messages": [{ "content": long }] }),
    ];
    for request in odd {
        for estimate in [InputEstimate::of(&request), InputEstimate::by(&request, &Letters)] {
            let tokens = estimate.tokens;
            assert!(tokens.high().is_some_and(|high| high >= tokens.low()), "{tokens}");
        }
    }
}

/// Texts of the kinds that people send, mixed: words of many scripts, code, data, and characters of any kind.
fn texts_of_all_kinds() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => proptest::sample::select(vec![
            "the", "don't", "it's", "Internationalisation", "überall", "naïve", "правительство", "пользователя",
            "人人生而自由", "ありがとうございます", "안녕하세요", "สวัสดี", "नमस्ते", "مرحبا", "γειά", "don’t", "ROCK'N'ROLL",
            "foo_bar(x, y)", "http://example.com/a?b=1", "3.14159", "1", "{\"k\": [1, 2]}", "----------", "🚀", "x", "AAAA",
            "—", "…", "½", "e\u{301}", "====", "\t\t", "\n\n", "    ", "\u{3000}", "\u{200b}",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[a-z]{1,12}",
        1 => "[A-Za-z0-9+/]{1,40}",
    ];
    let blank = prop_oneof![4 => Just(" "), 1 => Just(""), 1 => Just("\n"), 1 => Just(", ")];
    proptest::collection::vec((word, blank), 0..40)
        .prop_map(|words| words.into_iter().map(|(word, blank)| word + blank).collect())
}

/// Runs a property over cases that are the same each time.
fn each<T: fmt::Debug>(cases: u32, strategy: impl Strategy<Value = T>, check: impl Fn(T)) {
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let rng = proptest::test_runner::TestRng::deterministic_rng(config.rng_algorithm);
    let mut runner = TestRunner::new_with_rng(config, rng);
    let outcome = runner.run(&strategy, |value| {
        check(value);
        Ok(())
    });
    outcome.unwrap();
}

#[test]
fn the_band_of_a_message_holds_what_two_tokenizers_count() {
    each(1_000, texts_of_all_kinds(), |text| {
        let request = json!({ "messages": [{ "role": "user", "content": text }] });
        let band = InputEstimate::of(&request).tokens;
        for tokenizer in Tokenizer::ALL {
            let exact = tokenizer.count(&text);
            let high = band.high().unwrap();
            assert!(band.low() <= exact && exact <= high, "{exact} in {band} by {tokenizer:?}: {text:?}");
        }
    });
}

#[test]
fn texts_that_mean_harm_stay_within_their_band() {
    let patterns = [
        "a",
        " ",
        "\n",
        "\t",
        "=",
        "é",
        "人",
        "\u{301}",
        "\u{200b}",
        "😀",
        "a ",
        " \n",
        "don't ",
        "1 ",
        "'",
        "'s",
        "xq",
        " 微信公众号天天中彩票",
        " สำนักเลขานุการองค์กร",
        "пользователя ",
        "—",
        "————————————————",
        "\u{3000}",
        "\n\u{3000}",
        "abcdefghijklmnopqrstuvwxyz",
        ".translatesAutoresizingMaskIntoConstraints",
        "\r\n",
        "\0",
        "\u{7f}",
        "<|endoftext|>",
    ];
    for pattern in patterns {
        for times in [1, 2, 7, 64, 1_000] {
            let text = pattern.repeat(times);
            let band = InputEstimate::of_text(&text, None).tokens;
            for tokenizer in Tokenizer::ALL {
                let exact = tokenizer.count(&text);
                let high = band.high().unwrap();
                assert!(band.low() <= exact && exact <= high, "{exact} in {band}: {pattern:?} x {times}");
            }
        }
    }
}

#[test]
fn more_text_never_has_fewer_tokens() {
    each(300, (texts_of_all_kinds(), texts_of_all_kinds()), |(text, more)| {
        let short = InputEstimate::of_text(&text, None).tokens;
        let long = InputEstimate::of_text(&(text + &more), None).tokens;
        assert!(short.low() <= long.low(), "{short} then {long}");
        // What follows decides what a blank before it costs.
        assert!(short.high().unwrap() <= long.high().unwrap() + 1, "{short} then {long}");
    });
}

#[test]
fn the_order_of_messages_does_not_matter() {
    each(200, proptest::collection::vec(texts_of_all_kinds(), 0..6), |texts| {
        let request = |texts: &[String]| {
            let messages: Vec<Value> =
                texts.iter().map(|text| json!({ "role": "user", "content": text })).collect();
            json!({ "messages": messages })
        };
        let mut back = texts.clone();
        back.reverse();
        for counter in [None, Some(&Letters as &dyn TokenCounter)] {
            let there = InputEstimate::with(&request(&texts), counter, None).tokens;
            assert_eq!(there, InputEstimate::with(&request(&back), counter, None).tokens);
        }
    });
}
