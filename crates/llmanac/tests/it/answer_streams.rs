//! A stream and the whole answer come to the same, however the bytes are cut; and nothing panics.

mod writers;

use llmanac::advise::AnswerContext;
use llmanac::model::Surface;
use llmanac::registry;
use llmanac::wire::{Answer, AnswerChunk, AnswerError, ProviderError, ResponseHead, ToolNames};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};

use writers::{FORMS, reply};

fn context() -> AnswerContext {
    let names: ToolNames = [("tide_of".to_owned(), "tide.of".to_owned())].into_iter().collect();
    AnswerContext::new().names(names)
}

/// Server-sent events with line ends of a kind.
fn sent(events: &[Value], end: &str) -> Vec<u8> {
    let events = events.iter().map(|event| format!("event: message{end}data: {event}{end}{end}"));
    events.collect::<String>().into_bytes()
}

fn by_bytes(surface: Surface, bytes: &[u8], split: usize) -> (Vec<AnswerChunk>, Result<Answer, AnswerError>) {
    let mut stream = registry().snapshot().answer_stream(surface, context()).unwrap();
    let mut chunks = Vec::new();
    for part in bytes.chunks(split.max(1)) {
        chunks.extend(stream.push_bytes(part).into_iter().flatten());
    }
    (chunks, stream.finish())
}

/// Text, thoughts, calls by id, name and arguments, reason of the end.
type Told = (String, String, Vec<(String, String, String)>, Option<String>);

/// What the chunks of the only choice come to.
fn told(chunks: &[AnswerChunk]) -> Told {
    let (mut text, mut thought, mut calls, mut finish) = (String::new(), String::new(), Vec::new(), None);
    for choice in chunks.iter().flat_map(|chunk| &chunk.choices) {
        text.push_str(choice.delta.content.as_deref().unwrap_or_default());
        thought.push_str(choice.delta.reasoning_content.as_deref().unwrap_or_default());
        for call in &choice.delta.tool_calls {
            let at = call.index as usize;
            calls.resize(calls.len().max(at + 1), (String::new(), String::new(), String::new()));
            calls[at].0.push_str(call.id.as_deref().unwrap_or_default());
            calls[at].1.push_str(call.function.name.as_deref().unwrap_or_default());
            calls[at].2.push_str(&call.function.arguments);
        }
        finish = choice.finish_reason.as_ref().map(ToString::to_string).or(finish);
    }
    (text, thought, calls, finish)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn a_stream_comes_to_the_whole_answer_however_its_bytes_are_cut(
        reply in reply(),
        split in prop_oneof![1..7usize, 7..400usize],
        end in prop_oneof![Just("\n"), Just("\r\n"), Just("\r")],
    ) {
        let snapshot = registry().snapshot();
        for (surface, write) in FORMS {
            let (whole, events) = write(&reply);
            let answer = snapshot.parse_answer(surface, &whole, &context());
            let answer = answer.map_err(|error| TestCaseError::fail(format!("{surface}: {error}\n{whole}")))?;
            prop_assert!(answer.usage.is_some(), "{surface}: {:?}", answer.notes);
            let (chunks, streamed) = by_bytes(surface, &sent(&events, end), split);
            prop_assert_eq!(streamed.as_ref(), Ok(&answer), "{} by bytes", surface);
            let again = snapshot.parse_answer(surface, &Value::Array(events), &context());
            prop_assert_eq!(again.as_ref(), Ok(&answer), "{} by events", surface);

            let message = &answer.choices[0].message;
            let calls = message.tool_calls.iter();
            let calls = calls.map(|call| (call.id.clone(), call.function.name.clone(), call.function.arguments.clone()));
            let wanted = (
                message.content.clone().unwrap_or_default(),
                message.reasoning_content.clone().unwrap_or_default(),
                calls.collect::<Vec<_>>(),
                answer.choices[0].finish_reason.as_ref().map(ToString::to_string),
            );
            prop_assert_eq!(told(&chunks), wanted, "the chunks of {}", surface);
            let texts: Vec<String> = message.tool_calls.iter().map(|call| call.function.arguments.clone()).collect();
            prop_assert_eq!(&texts, &reply.arguments(), "the order of {}", surface);
            let parsed = message.tool_calls.iter().filter_map(|call| call.parsed.clone());
            let parsed: Vec<String> = parsed.map(|own| Value::Object(own).to_string()).collect();
            prop_assert_eq!(parsed, texts, "the order of {} as it is read", surface);
            prop_assert_eq!(message.content.clone(), reply.text());
            prop_assert_eq!(message.reasoning_content.clone(), reply.thought());
        }
    }

    #[test]
    fn a_stream_that_is_cut_says_so_and_keeps_what_had_come(reply in reply(), at in any::<prop::sample::Index>()) {
        for (surface, write) in FORMS {
            let (_, mut events) = write(&reply);
            // The usage may follow the end of the answer.
            let last = events.len() - if matches!(surface, Surface::AzureOpenaiChat | Surface::BedrockConverse) { 2 } else { 1 };
            events.truncate(at.index(last + 1));
            let (chunks, streamed) = by_bytes(surface, &sent(&events, "\n"), 50);
            let Err(error) = streamed else { return Err(TestCaseError::fail(format!("{surface}: no error"))) };
            let AnswerError::Cut { answer, .. } = &error else {
                return Err(TestCaseError::fail(format!("{surface}: {error}")));
            };
            let had = answer.choices.first().and_then(|choice| choice.message.content.clone()).unwrap_or_default();
            prop_assert_eq!(told(&chunks).0, had, "{}", surface);
        }
    }
}

/// The keys that answers, events and errors have, so that random ones come near real ones.
const KEYS: &[&str] = &[
    "choices",
    "message",
    "delta",
    "content",
    "tool_calls",
    "function",
    "arguments",
    "index",
    "id",
    "name",
    "type",
    "role",
    "finish_reason",
    "output",
    "stopReason",
    "toolUse",
    "input",
    "reasoningContent",
    "citationsContent",
    "citations",
    "contentBlockDelta",
    "contentBlockStart",
    "contentBlockIndex",
    "messageStop",
    "metadata",
    "text",
    "thinking",
    "signature",
    "candidates",
    "parts",
    "functionCall",
    "args",
    "finishReason",
    "groundingMetadata",
    "groundingSupports",
    "groundingChunks",
    "groundingChunkIndices",
    "segment",
    "startIndex",
    "endIndex",
    "response",
    "item",
    "output_index",
    "content_index",
    "status",
    "error",
    "code",
    "details",
    "retryDelay",
    "seconds",
    "annotations",
    "start_index",
    "promptFeedback",
    "blockReason",
    "body",
    "events",
    "chunk",
    "bytes",
    "usage",
    "content_block",
    "partial_json",
    "function_call",
    "ResponseMetadata",
    "HTTPStatusCode",
    "throttlingException",
];
const WORDS: &[&str] = &[
    "text",
    "tool_use",
    "assistant",
    "message_start",
    "content_block_start",
    "content_block_delta",
    "message_delta",
    "message_stop",
    "text_delta",
    "input_json_delta",
    "response.completed",
    "response.output_item.added",
    "response.output_text.delta",
    "function_call",
    "message",
    "output_text",
    "reasoning",
    "stop",
    "é€",
    "{\"a\":",
    "",
    "1m2.5s",
    "[DONE]",
    "eyJhIjogMX0=",
];

fn soup() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        prop_oneof![0..3u64, Just(1_000_000_000u64), Just(u64::MAX)].prop_map(Value::from),
        (-5.0..5.0f64).prop_map(Value::from),
        prop::sample::select(WORDS).prop_map(Value::from),
    ];
    leaf.prop_recursive(6, 60, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((prop::sample::select(KEYS), inner), 0..6).prop_map(|entries| entries
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

proptest! {
    #[test]
    fn no_payload_is_a_panic(payload in soup(), status in 100..600u16) {
        let snapshot = registry().snapshot();
        for surface in Surface::ALL {
            match snapshot.parse_answer(*surface, &payload, &context()) {
                Ok(answer) => drop(serde_json::to_string(&answer).unwrap()),
                Err(error) => prop_assert!((1..2_000).contains(&error.to_string().len())),
            }
            if let Ok(mut stream) = snapshot.answer_stream(*surface, context()) {
                let events = payload.as_array().cloned().unwrap_or_else(|| vec![payload.clone()]);
                for event in &events {
                    let _ = stream.push_event(event);
                }
                let _ = stream.finish();
            }
        }
        let error = ProviderError::of(&payload, &ResponseHead::new().status(status));
        prop_assert!(!error.to_string().is_empty());
    }

    #[test]
    fn no_bytes_are_a_panic(bytes in vec(prop_oneof![any::<u8>(), prop::sample::select(b"data: {}[]\"\r\n,:".to_vec())], 0..200)) {
        for (surface, _) in FORMS {
            prop_assert!(by_bytes(surface, &bytes, 3).1.is_err());
        }
    }
}

/// Places of a billion, what is nested without end, and two answers in one.
#[test]
fn what_is_too_large_or_too_much_is_refused_by_name() {
    let snapshot = registry().snapshot();
    let deep = (0..200).fold(json!(1), |inner, _| json!([inner]));
    let many: Vec<Value> = (0..10_001).map(|_| json!({"text": "x"})).collect();
    for (surface, payload, wanted) in [
        (
            Surface::AzureOpenaiChat,
            json!({"choices": [{"index": 1_000_000_000, "delta": {}}]}),
            "choice 1000000000 exceeds the limit of 128 choices",
        ),
        (
            Surface::GeminiGenerateContent,
            json!({"candidates": [{"index": 128}]}),
            "choice 128 exceeds the limit of 128 choices",
        ),
        (
            Surface::AzureOpenaiChat,
            json!({"choices": [{"index": 0, "delta": {"tool_calls": [{"index": 1_000_000_000}]}}]}),
            "the answer has more than 10000 blocks",
        ),
        (
            Surface::BedrockConverse,
            json!([{"messageStart": {}}, {"contentBlockDelta": {"contentBlockIndex": 1_000_000_000, "delta": {"text": "x"}}}]),
            "the stream cannot be read on: the answer has more than 10000 blocks",
        ),
        (
            Surface::BedrockMessages,
            json!({"type": "content_block_start", "index": 1_000_000_000, "content_block": {}}),
            "the answer has more than 10000 blocks",
        ),
        (
            Surface::AzureOpenaiResponses,
            json!({"type": "response.output_text.delta", "output_index": 0, "content_index": 1_000_000_000, "delta": "x"}),
            "the answer has more than 10000 blocks",
        ),
        (
            Surface::BedrockConverse,
            json!({"output": {"message": {"content": many}}}),
            "the answer has more than 10000 blocks",
        ),
        (Surface::AzureOpenaiChat, json!({"choices": deep}), "nested deeper than 128"),
        (
            Surface::AzureOpenaiChat,
            json!([{"id": "a", "choices": [{"delta": {"content": "x"}}]}, {"id": "b", "choices": []}]),
            "the stream cannot be read on: an event of the stream cannot be placed: it belongs to the answer `b`, those before it to `a`; read one at a time",
        ),
        (
            Surface::BedrockConverse,
            json!([{"messageStart": {"role": "assistant"}}, {"messageStart": {"role": "assistant"}}]),
            "the stream cannot be read on: an event of the stream cannot be placed: a second answer begins; read one at a time",
        ),
    ] {
        let error = snapshot.parse_answer(surface, &payload, &AnswerContext::new()).unwrap_err();
        assert_eq!(error.to_string(), wanted, "{surface}");
    }
}
