//! What a model says, written as a whole answer and as the events of a stream, in each form.

use llmanac::model::Surface;
use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// A block of what a model says.
#[derive(Clone, Debug)]
pub enum Block {
    Text(String),
    Thought(String),
    Call { name: &'static str, arguments: Map<String, Value> },
}

/// What a model says, and how its texts are cut in a stream.
#[derive(Clone, Debug)]
pub struct Reply {
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
    // In any order, as a model writes them.
    let arguments = vec(("[a-z]{1,4}", value), 0..5);
    prop_oneof![
        words().prop_map(Block::Text),
        words().prop_map(Block::Thought),
        (prop_oneof![Just("tide_of"), Just("wind")], arguments)
            .prop_map(|(name, arguments)| Block::Call { name, arguments: arguments.into_iter().collect() }),
    ]
}

pub fn reply() -> impl Strategy<Value = Reply> {
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

    /// The arguments of all calls, as the model wrote them.
    pub fn arguments(&self) -> Vec<String> {
        self.calls().into_iter().map(|(_, _, arguments)| arguments).collect()
    }

    pub fn text(&self) -> Option<String> {
        self.joined(|block| if let Block::Text(text) = block { Some(text) } else { None })
    }

    pub fn thought(&self) -> Option<String> {
        self.joined(|block| if let Block::Thought(text) = block { Some(text) } else { None })
    }
}

/// The whole answer in a form, and the events of its stream.
pub type Written = (Value, Vec<Value>);

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

pub type Write = fn(&Reply) -> Written;
pub const FORMS: [(Surface, Write); 5] = [
    (Surface::AzureOpenaiChat, chat),
    (Surface::AzureOpenaiResponses, responses),
    (Surface::BedrockConverse, converse),
    (Surface::BedrockMessages, claude),
    (Surface::GeminiGenerateContent, gemini),
];
