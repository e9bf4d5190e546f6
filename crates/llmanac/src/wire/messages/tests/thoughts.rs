//! Thoughts of earlier turns, on their way back to the surface.

use serde_json::{Value, json};

use super::{every_form, request, write};
use crate::model::MessageForm;
use crate::wire::Policy;

/// A chat with a call, in which a model thought.
fn thinking(thought: Value) -> Value {
    let mut assistant = json!({ "role": "assistant", "content": "Wait.", "tool_calls": [
        { "id": "c1", "type": "function", "function": { "name": "f", "arguments": "{}" } },
    ] });
    for (key, value) in thought.as_object().unwrap() {
        assistant[key.as_str()] = value.clone();
    }
    json!([
        { "role": "user", "content": "Hi" }, assistant,
        { "role": "tool", "tool_call_id": "c1", "name": "f", "content": "1" },
    ])
}

#[test]
fn thoughts_go_back_where_the_surface_takes_them() {
    insta::assert_snapshot!(every_form(&[
        ("blocks", thinking(json!({ "thinking_blocks": [
            { "type": "thinking", "thinking": "Hm.", "signature": "c2ln" }, { "type": "redacted_thinking", "data": "eHg=" },
        ] }))),
        ("a text alone", thinking(json!({ "reasoning_content": "Hm." }))),
    ]), @r#"
    ## blocks, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":"Wait.","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"c1","content":"1"}
    - messages[1].thinking_blocks dropped: the surface keeps no thoughts of earlier turns
    - messages[2].name dropped: the call has it
    ## blocks, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"message","role":"assistant","content":"Wait."}
        {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"c1","output":"1"}
    - messages[1].thinking_blocks[0] dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages[1].thinking_blocks[1] dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages moved to input
    ## blocks, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"Hm.","signature":"c2ln"}}},{"reasoningContent":{"redactedContent":"eHg="}},{"text":"Wait."},{"toolUse":{"toolUseId":"c1","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"c1","content":[{"text":"1"}]}}]}
    ## blocks, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"thinking","thinking":"Hm.","signature":"c2ln"},{"type":"redacted_thinking","data":"eHg="},{"type":"text","text":"Wait."},{"type":"tool_use","id":"c1","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"1"}]}]}
    ## blocks, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"text":"Hm.","thought":true,"thoughtSignature":"c2ln"},{"text":"Wait."},{"functionCall":{"id":"c1","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"f","response":{"result":"1"}}}]}
    - messages[1].thinking_blocks[1] dropped: the surface has no hidden thoughts
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    ## a text alone, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":"Wait.","tool_calls":[{"id":"c1","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"c1","content":"1"}
    - messages[1].reasoning_content dropped: the surface keeps no thoughts of earlier turns
    - messages[2].name dropped: the call has it
    ## a text alone, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"message","role":"assistant","content":"Wait."}
        {"type":"function_call","call_id":"c1","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"c1","output":"1"}
    - messages[1].reasoning_content dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages moved to input
    ## a text alone, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"text":"Wait."},{"toolUse":{"toolUseId":"c1","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"c1","content":[{"text":"1"}]}}]}
    - messages[1].reasoning_content dropped: the surface takes back only thoughts with their signature
    ## a text alone, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"text","text":"Wait."},{"type":"tool_use","id":"c1","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"1"}]}]}
    - messages[1].reasoning_content dropped: the surface takes back only thoughts with their signature
    ## a text alone, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"text":"Hm.","thought":true},{"text":"Wait."},{"functionCall":{"id":"c1","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"f","response":{"result":"1"}}}]}
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    "#);
}

/// Whether a value stands somewhere in another one.
fn holds(within: &Value, wanted: &Value) -> bool {
    let below = match within {
        Value::Array(items) => items.iter().any(|item| holds(item, wanted)),
        Value::Object(entries) => entries.values().any(|item| holds(item, wanted)),
        _ => false,
    };
    below || within == wanted
}

#[test]
fn thoughts_of_an_answer_that_was_parsed_go_back_as_they_came() {
    let block = |value: Value| {
        thinking(
            json!({ "reasoning": [{ "path": "content[0]", "value": value }], "reasoning_content": "Hm." }),
        )
    };
    for (form, value) in [
        (MessageForm::Claude, json!({ "type": "thinking", "thinking": "Hm.", "signature": "c2ln" })),
        (MessageForm::Claude, json!({ "type": "redacted_thinking", "data": "eHg=" })),
        (
            MessageForm::Converse,
            json!({ "reasoningContent": { "reasoningText": { "text": "Hm.", "signature": "c2ln" } } }),
        ),
        (MessageForm::Converse, json!({ "reasoningContent": { "redactedContent": "eHg=" } })),
        (MessageForm::Gemini, json!({ "text": "Hm.", "thought": true, "thoughtSignature": "c2ln" })),
        (
            MessageForm::Responses,
            json!({ "type": "reasoning", "id": "rs_1", "encrypted_content": "c2ln",
            "summary": [{ "type": "summary_text", "text": "Hm." }] }),
        ),
    ] {
        let written = write(form, &request(block(value.clone())), Policy::Strict);
        assert!(written.issues.is_empty(), "{form}: {:?}", written.issues);
        let body = Value::Object(written.body);
        assert!(holds(&body, &value), "{form}: {value} in {body}");
    }
    let mut chat = thinking(json!({}));
    chat[1]["tool_calls"][0]["extra"] = json!({ "thoughtSignature": "c2ln" });
    let body = Value::Object(write(MessageForm::Gemini, &request(chat), Policy::Strict).body).to_string();
    assert!(body.contains(r#""thoughtSignature":"c2ln""#), "{body}");
}
