//! Counts in the inclusive form, and what is wrong with some.

use serde_json::json;

use super::*;

fn split(value: &Value) -> String {
    match InclusiveUsage::from_json(value).and_then(|told| told.split()) {
        Ok(usage) => usage.to_string(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn the_totals_contain_their_parts_and_the_writes_are_disjoint() {
    let table = [
        (json!({}), "nothing"),
        (json!({"input_tokens": 0, "output_tokens": 0}), "nothing"),
        (json!({"input_tokens": 1000, "output_tokens": 500}), "input.text 1000, output.text 500"),
        (json!({"input_tokens": 10, "cache_read_tokens": 10}), "cache_read.text 10"),
        (
            json!({"input_tokens": 100, "cache_write_tokens": 1, "cache_write_5m_tokens": 2, "cache_write_1h_tokens": 3}),
            "input.text 94, cache_write.text 1, cache_write_5m.text 2, cache_write_1h.text 3",
        ),
        (
            json!({"input_tokens": 100, "cache_write_30m_tokens": 4, "cache_write_12h_tokens": 5}),
            "input.text 91, cache_write_30m.text 4, cache_write_12h.text 5",
        ),
        (json!({"input_tokens": 100, "input_image_tokens": 60}), "input.text 40, input.image 60"),
        (
            json!({"input_tokens": 1000, "cache_read_tokens": 400, "input_audio_tokens": 250, "cache_read_audio_tokens": 100}),
            "input.text 450, input.audio 150, cache_read.text 300, cache_read.audio 100",
        ),
        (
            json!({"input_tokens": 1000, "cache_read_audio_tokens": 100}),
            "input.text 900, cache_read.audio 100",
        ),
        (
            json!({"output_tokens": 100, "reasoning_tokens": 50, "output_audio_tokens": 20, "output_image_tokens": 10}),
            "output.text 20, output.reasoning 50, output.image 10, output.audio 20",
        ),
        (json!({"web_search_requests": 3}), "web_search 3"),
        (
            json!({
                "gen_ai.usage.input_tokens": 900, "gen_ai.usage.cache_read.input_tokens": 500,
                "gen_ai.usage.cache_write.input_tokens": 200, "gen_ai.usage.image.input_tokens": 30,
                "gen_ai.usage.output_tokens": 80, "gen_ai.usage.reasoning.output_tokens": 64,
                "gen_ai.usage.audio.output_tokens": 6,
            }),
            "input.text 170, input.image 30, cache_read.text 500, cache_write.text 200, output.text 10, output.reasoning 64, output.audio 6",
        ),
        (
            json!({"input_tokens": 50, "gen_ai.usage.input_tokens": 50, "gen_ai.usage.cache_creation.input_tokens": 20}),
            "input.text 30, cache_write.text 20",
        ),
        (
            json!({"input_tokens": 10, "output_images": 2, "input_audio_seconds": 90, "rerank_queries": 1}),
            "input.text 10, output.images 2, input.audio_seconds 90, rerank 1",
        ),
        (json!({"input_tokens": i64::MAX}), "input.text 9223372036854775807"),
    ];
    for (told, expected) in table {
        assert_eq!(split(&told), expected, "{told}");
    }
}

#[test]
fn contradictions_name_both_numbers() {
    let table = [
        (
            json!({"input_tokens": 10, "cache_read_tokens": 20}),
            "cached 20 exceeds input 10; input contains cached",
        ),
        (
            json!({"input_tokens": 8, "cache_write_tokens": 4012}),
            "cache write 4012 exceeds input 8; input contains cache write",
        ),
        (
            json!({"output_tokens": 5, "reasoning_tokens": 6}),
            "reasoning 6 exceeds output 5; output contains reasoning",
        ),
        (
            json!({"input_tokens": 100, "cache_read_tokens": 10, "cache_read_audio_tokens": 20}),
            "cached audio 20 exceeds cached 10; cached contains cached audio",
        ),
        (
            json!({"input_tokens": 100, "input_audio_tokens": 10, "cache_read_audio_tokens": 20}),
            "cached audio 20 exceeds input audio 10; input audio contains cached audio",
        ),
        (
            json!({"input_tokens": 100, "cache_read_tokens": 60, "cache_write_1h_tokens": 30, "input_image_tokens": 20}),
            "the parts of input are 110 together (cached 60, input image 20, cache write of 1h 30), which exceeds input 100",
        ),
        (
            json!({"input_tokens": 1000, "cache_write_5m_tokens": 700, "cache_write_1h_tokens": 400}),
            "the parts of input are 1100 together (cache write of 5m 700, cache write of 1h 400), which exceeds input 1000",
        ),
        (
            json!({"input_tokens": 10, "gen_ai.usage.input_tokens": 20}),
            "input_tokens 10 and 20 are one count under two names",
        ),
        (
            json!({"cache_read_tokens": 20}),
            "cache_read_tokens 20 is part of input_tokens, which is not stated",
        ),
        (
            json!({"input_tokens": 1, "reasoning_tokens": 2}),
            "reasoning_tokens 2 is part of output_tokens, which is not stated",
        ),
    ];
    for (told, expected) in table {
        assert_eq!(split(&told), expected, "{told}");
    }
}

#[test]
fn what_is_no_count_is_refused_with_its_key_and_value() {
    let table = [
        (json!({"input_tokens": -5}), "input_tokens -5 is negative"),
        (json!({"input_tokens": -0.5}), "input_tokens -0.5 is negative"),
        (json!({"output_tokens": 1.5}), "output_tokens 1.5 is no whole number"),
        (
            json!({"output_tokens": 1000.0}),
            "output_tokens 1000.0 has a point or an exponent; write an integer",
        ),
        (
            json!({"output_tokens": "1000"}),
            "output_tokens \"1000\" is a text; write the number without quotes",
        ),
        (
            json!({"input_tokens": 9_223_372_036_854_775_808u64}),
            "input_tokens 9223372036854775808 is more than 2^63 - 1",
        ),
        (json!({"input_tokens": 1e300}), "input_tokens 1e+300 is more than 2^63 - 1"),
        (json!({"input_tokens": null}), "input_tokens null is no count; leave the key out"),
        (json!({"input_tokens": true}), "input_tokens true is no whole number"),
        (json!({"input_tokens": [1]}), "input_tokens [...] is no whole number"),
        (
            json!({"cache_read_token": 1}),
            "no usage key `cache_read_token`; did you mean `cache_read_tokens`?",
        ),
        (json!([]), "usage is an object such as {\"input_tokens\": 1000, \"output_tokens\": 500}, not [...]"),
    ];
    for (told, expected) in table {
        assert_eq!(split(&told), expected, "{told}");
    }
}

#[test]
fn a_megabyte_of_nonsense_is_cut_in_the_message() {
    let long = "x".repeat(1_000_000);
    for told in [json!({ &long: 1 }), json!({ "input_tokens": long }), json!(long)] {
        assert!(split(&told).len() < 700, "{}", split(&told).len());
    }
}
