//! A stream and the whole answer come to the same, however the bytes are cut; and nothing panics.

use llmanac::advise::AnswerContext;
use llmanac::model::Surface;
use llmanac::registry;
use llmanac::wire::{Answer, AnswerChunk, AnswerError, ProviderError, ResponseHead, ToolNames};
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A block of what a model says.
#[derive(Clone, Debug)]
enum Block {
    Text(String),
    Thought(String),
    Call { name: &'static str, arguments: Map<String, Value> },
}

/// What a model says, and how its texts are cut in a stream.
#[derive(Clone, Debug)]
struct Reply {
    blocks: Vec<Block>,
    piece: usize,
    input: u32,
    output: u32,
}

fn words() -> impl Strategy<Value = String> {
    "[a-zé€😀\"\\\\ \n\r:{}]{1,24}"
}

fn block() -> impl Strategy<Value = Block> {
    let value = prop_oneof![
        any::<i32>().prop_map(Value::from),
        words().prop_map(Value::from),
        Just(json!([null, {}]))
    ];
    let arguments = proptest::collection::btree_map("[a-z]{1,4}", value, 0..4);
    prop_oneof![
        words().prop_map(Block::Text),
        words().prop_map(Block::Thought),
        (prop_oneof![Just("tide_of"), Just("wind")], arguments)
            .prop_map(|(name, arguments)| Block::Call { name, arguments: arguments.into_iter().collect() }),
    ]
}

fn reply() -> impl Strategy<Value = Reply> {
    (vec(block(), 0..6), 1..9usize, 0..9_000u32, 0..9_000u32).prop_map(
        |(mut blocks, piece, input, output)| {
            // Two texts in a row are one text, for forms that send no borders between blocks.
            blocks.dedup_by(|next, last| {
                matches!(
                    (next, last),
                    (Block::Text(_), Block::Text(_)) | (Block::Thought(_), Block::Thought(_))
                )
            });
            Reply { blocks, piece, input, output }
        },
    )
}

impl Reply {
    fn pieces(&self, text: &str) -> Vec<String> {
        let letters: Vec<char> = text.chars().collect();
        letters.chunks(self.piece).map(|piece| piece.iter().collect()).collect()
    }

    fn calls(&self) -> Vec<(usize, &'static str, String)> {
        let calls = self.blocks.iter().filter_map(|block| match block {
            Block::Call { name, arguments } => Some((*name, Value::Object(arguments.clone()).to_string())),
            _ => None,
        });
        calls.enumerate().map(|(at, (name, arguments))| (at, name, arguments)).collect()
    }

    fn joined(&self, of: fn(&Block) -> Option<&str>) -> Option<String> {
        let texts: Vec<&str> = self.blocks.iter().filter_map(of).collect();
        (!texts.is_empty()).then(|| texts.concat())
    }

    fn text(&self) -> Option<String> {
        self.joined(|block| if let Block::Text(text) = block { Some(text) } else { None })
    }

    fn thought(&self) -> Option<String> {
        self.joined(|block| if let Block::Thought(text) = block { Some(text) } else { None })
    }
}

/// The whole answer in a form, and the events of its stream.
type Written = (Value, Vec<Value>);

fn chat(reply: &Reply) -> Written {
    let head = json!({"id": "c", "created": 5, "model": "gpt-4o"});
    let usage = json!({"prompt_tokens": reply.input, "completion_tokens": reply.output});
    let calls = reply.calls();
    let word = if calls.is_empty() { "stop" } else { "tool_calls" };
    let whole: Vec<Value> = calls
        .iter()
        .map(|(at, name, arguments)| {
            json!({"id": format!("call_{at}"), "type": "function", "function": {"name": name, "arguments": arguments}})
        })
        .collect();
    let with = |head: &Value, more: Value| {
        let mut own = head.as_object().unwrap().clone();
        own.extend(more.as_object().unwrap().clone());
        Value::Object(own)
    };
    let message = json!({"role": "assistant", "content": reply.text(), "reasoning_content": reply.thought(), "tool_calls": whole});
    let choice = json!({"index": 0, "message": message, "finish_reason": word});
    let answer = with(&head, json!({"object": "chat.completion", "choices": [choice], "usage": usage}));
    let chunk = |delta: Value, word: Option<&str>| {
        with(
            &head,
            json!({"object": "chat.completion.chunk", "choices": [{"index": 0, "delta": delta, "finish_reason": word}]}),
        )
    };
    let mut events = vec![chunk(json!({"role": "assistant"}), None)];
    for (key, text) in [("reasoning_content", reply.thought()), ("content", reply.text())] {
        let pieces = reply.pieces(&text.unwrap_or_default());
        events.extend(pieces.into_iter().map(|piece| chunk(json!({key: piece}), None)));
    }
    // All calls begin, and then their arguments come in turns.
    for (at, name, _) in &calls {
        let call = json!({"index": at, "id": format!("call_{at}"), "type": "function", "function": {"name": name, "arguments": ""}});
        events.push(chunk(json!({"tool_calls": [call]}), None));
    }
    let all: Vec<Vec<String>> = calls.iter().map(|(_, _, arguments)| reply.pieces(arguments)).collect();
    for turn in 0..all.iter().map(Vec::len).max().unwrap_or(0) {
        for (at, pieces) in all.iter().enumerate() {
            if let Some(piece) = pieces.get(turn) {
                events.push(chunk(
                    json!({"tool_calls": [{"index": at, "function": {"arguments": piece}}]}),
                    None,
                ));
            }
        }
    }
    events.push(chunk(json!({}), Some(word)));
    events.push(with(&head, json!({"object": "chat.completion.chunk", "choices": [], "usage": usage})));
    (answer, events)
}

fn claude(reply: &Reply) -> Written {
    let (mut content, mut events) = (Vec::new(), Vec::new());
    let message = |content: &[Value], word: Option<&str>, output: u32| {
        json!({"id": "msg", "type": "message", "role": "assistant", "model": "claude-opus-4-5", "content": content,
            "stop_reason": word, "usage": {"input_tokens": reply.input, "output_tokens": output}})
    };
    events.push(json!({"type": "message_start", "message": message(&[], None, 1)}));
    let mut calls = 0;
    for (at, block) in reply.blocks.iter().enumerate() {
        let delta = |delta: Value| json!({"type": "content_block_delta", "index": at, "delta": delta});
        let (begin, whole, deltas): (Value, Value, Vec<Value>) = match block {
            Block::Text(text) => (
                json!({"type": "text", "text": ""}),
                json!({"type": "text", "text": text}),
                reply.pieces(text).iter().map(|piece| json!({"type": "text_delta", "text": piece})).collect(),
            ),
            Block::Thought(text) => {
                let pieces = reply.pieces(text);
                let pieces = pieces.iter().map(|piece| json!({"type": "thinking_delta", "thinking": piece}));
                (
                    json!({"type": "thinking", "thinking": "", "signature": ""}),
                    json!({"type": "thinking", "thinking": text, "signature": "c2ln"}),
                    pieces.chain([json!({"type": "signature_delta", "signature": "c2ln"})]).collect(),
                )
            }
            Block::Call { name, arguments } => {
                let id = format!("toolu_{calls}");
                calls += 1;
                let pieces = reply.pieces(&Value::Object(arguments.clone()).to_string());
                (
                    json!({"type": "tool_use", "id": id, "name": name, "input": {}}),
                    json!({"type": "tool_use", "id": id, "name": name, "input": arguments}),
                    pieces
                        .iter()
                        .map(|piece| json!({"type": "input_json_delta", "partial_json": piece}))
                        .collect(),
                )
            }
        };
        content.push(whole);
        events.push(json!({"type": "content_block_start", "index": at, "content_block": begin}));
        events.extend(deltas.into_iter().map(delta));
        events.push(json!({"type": "content_block_stop", "index": at}));
    }
    let word = if calls == 0 { "end_turn" } else { "tool_use" };
    events.push(json!({"type": "message_delta", "delta": {"stop_reason": word}, "usage": {"output_tokens": reply.output}}));
    events.push(json!({"type": "message_stop"}));
    (message(&content, Some(word), reply.output), events)
}

fn converse(reply: &Reply) -> Written {
    let (mut content, mut events) = (Vec::new(), vec![json!({"messageStart": {"role": "assistant"}})]);
    let mut calls = 0;
    for (at, block) in reply.blocks.iter().enumerate() {
        let mut delta = |delta: Value| {
            events.push(json!({"contentBlockDelta": {"contentBlockIndex": at, "delta": delta}}));
        };
        match block {
            Block::Text(text) => {
                content.push(json!({"text": text}));
                reply.pieces(text).iter().for_each(|piece| delta(json!({"text": piece})));
            }
            Block::Thought(text) => {
                content.push(
                    json!({"reasoningContent": {"reasoningText": {"text": text, "signature": "c2ln"}}}),
                );
                reply
                    .pieces(text)
                    .iter()
                    .for_each(|piece| delta(json!({"reasoningContent": {"text": piece}})));
                delta(json!({"reasoningContent": {"signature": "c2ln"}}));
            }
            Block::Call { name, arguments } => {
                let id = format!("tooluse_{calls}");
                calls += 1;
                content.push(json!({"toolUse": {"toolUseId": id, "name": name, "input": arguments}}));
                let start = json!({"toolUse": {"toolUseId": id, "name": name}});
                events.push(json!({"contentBlockStart": {"contentBlockIndex": at, "start": start}}));
                for piece in reply.pieces(&Value::Object(arguments.clone()).to_string()) {
                    let delta = json!({"toolUse": {"input": piece}});
                    events.push(json!({"contentBlockDelta": {"contentBlockIndex": at, "delta": delta}}));
                }
            }
        }
        events.push(json!({"contentBlockStop": {"contentBlockIndex": at}}));
    }
    let word = if calls == 0 { "end_turn" } else { "tool_use" };
    let usage = json!({"inputTokens": reply.input, "outputTokens": reply.output});
    events.push(json!({"messageStop": {"stopReason": word}}));
    events.push(json!({"metadata": {"usage": usage, "metrics": {"latencyMs": 9}}}));
    let answer = json!({"output": {"message": {"role": "assistant", "content": content}}, "stopReason": word,
        "usage": usage, "metrics": {"latencyMs": 9}});
    (answer, events)
}

fn gemini(reply: &Reply) -> Written {
    let usage = json!({"promptTokenCount": reply.input, "candidatesTokenCount": reply.output});
    let written = |parts: &[Value], word: Option<&str>, usage: Option<&Value>| {
        json!({"candidates": [{"content": {"role": "model", "parts": parts}, "finishReason": word, "index": 0}],
            "usageMetadata": usage, "modelVersion": "gemini-2.5-flash", "responseId": "r"})
    };
    let (mut parts, mut events) = (Vec::new(), Vec::new());
    for block in &reply.blocks {
        let (part, pieces): (Value, Vec<Value>) = match block {
            Block::Text(text) => (
                json!({"text": text}),
                reply.pieces(text).iter().map(|piece| json!({"text": piece})).collect(),
            ),
            Block::Thought(text) => (
                json!({"text": text, "thought": true}),
                reply.pieces(text).iter().map(|piece| json!({"text": piece, "thought": true})).collect(),
            ),
            Block::Call { name, arguments } => {
                let call =
                    json!({"functionCall": {"name": name, "args": arguments}, "thoughtSignature": "c2ln"});
                (call.clone(), vec![call])
            }
        };
        parts.push(part);
        events.extend(pieces.iter().map(|piece| written(std::slice::from_ref(piece), None, None)));
    }
    events.push(written(&[], Some("STOP"), Some(&usage)));
    (written(&parts, Some("STOP"), Some(&usage)), events)
}

fn responses(reply: &Reply) -> Written {
    let whole = |status: &str, output: &[Value]| {
        json!({"id": "resp", "object": "response", "created_at": 5, "status": status, "model": "gpt-5",
            "output": output, "usage": {"input_tokens": reply.input, "output_tokens": reply.output}})
    };
    let mut events = vec![json!({"type": "response.created", "response": whole("in_progress", &[])})];
    let mut output = Vec::new();
    let mut calls = 0;
    for (at, block) in reply.blocks.iter().enumerate() {
        let (begin, item, deltas): (Value, Value, Vec<Value>) = match block {
            Block::Text(text) => {
                let message = |content: &[Value]| json!({"type": "message", "id": "m", "role": "assistant", "content": content});
                let deltas = reply.pieces(text).into_iter().map(|piece| {
                    json!({"type": "response.output_text.delta", "output_index": at, "content_index": 0, "delta": piece})
                });
                (
                    message(&[]),
                    message(&[json!({"type": "output_text", "text": text, "annotations": []})]),
                    deltas.collect(),
                )
            }
            Block::Thought(text) => {
                let reasoning =
                    |summary: &[Value]| json!({"type": "reasoning", "id": "rs", "summary": summary});
                let deltas = reply.pieces(text).into_iter().map(|piece| {
                    json!({"type": "response.reasoning_summary_text.delta", "output_index": at, "summary_index": 0, "delta": piece})
                });
                (
                    reasoning(&[]),
                    reasoning(&[json!({"type": "summary_text", "text": text})]),
                    deltas.collect(),
                )
            }
            Block::Call { name, arguments } => {
                let id = format!("call_{calls}");
                calls += 1;
                let own = Value::Object(arguments.clone()).to_string();
                let call = |arguments: &str| json!({"type": "function_call", "call_id": id, "name": name, "arguments": arguments});
                let deltas = reply.pieces(&own).into_iter().map(|piece| {
                    json!({"type": "response.function_call_arguments.delta", "output_index": at, "delta": piece})
                });
                (call(""), call(&own), deltas.collect())
            }
        };
        events.push(json!({"type": "response.output_item.added", "output_index": at, "item": begin}));
        events.extend(deltas);
        events.push(json!({"type": "response.output_item.done", "output_index": at, "item": item}));
        output.push(item);
    }
    events.push(json!({"type": "response.completed", "response": whole("completed", &output)}));
    (whole("completed", &output), events)
}

type Write = fn(&Reply) -> Written;
const FORMS: [(Surface, Write); 5] = [
    (Surface::AzureOpenaiChat, chat),
    (Surface::AzureOpenaiResponses, responses),
    (Surface::BedrockConverse, converse),
    (Surface::BedrockMessages, claude),
    (Surface::GeminiGenerateContent, gemini),
];

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
