//! One conversation in every form.

use serde_json::{Value, json};

use super::{request, told, write};
use crate::model::MessageForm;
use crate::wire::Policy;

/// A chat with all that a chat has.
fn chat() -> Value {
    json!([
        { "role": "system", "content": "Be brief." },
        { "role": "user", "content": [
            { "type": "text", "text": "What is this, and how warm is it there?", "cache_control": { "type": "ephemeral" } },
            { "type": "image_url", "image_url": { "url": "data:image/png;base64,iVBORw0KGgo=" } },
        ] },
        { "role": "assistant", "content": "", "tool_calls": [
            { "id": "c1", "type": "function", "function": { "name": "warmth", "arguments": "{\"place\":\"Oslo\"}" } },
            { "id": "c2", "type": "function", "function": { "name": "wind", "arguments": "" } },
        ] },
        { "role": "tool", "tool_call_id": "c1", "content": "{\"celsius\":4}" },
        { "role": "tool", "tool_call_id": "c2", "content": "calm" },
        { "role": "assistant", "content": "Four degrees, and calm." },
        { "role": "user", "content": "Thanks." },
        { "role": "user", "content": "And tomorrow?" },
    ])
}

#[test]
fn a_chat_goes_to_converse() {
    insta::assert_snapshot!(told(MessageForm::Converse, chat(), Policy::Strict), @r#"
    system: 
        {"text":"Be brief."}
    messages: 
        {"role":"user","content":[{"text":"What is this, and how warm is it there?"},{"cachePoint":{"type":"default"}},{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"c1","name":"warmth","input":{"place":"Oslo"}}},{"toolUse":{"toolUseId":"c2","name":"wind","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"c1","content":[{"text":"{\"celsius\":4}"}]}},{"toolResult":{"toolUseId":"c2","content":[{"text":"calm"}]}}]}
        {"role":"assistant","content":[{"text":"Four degrees, and calm."}]}
        {"role":"user","content":[{"text":"Thanks."},{"text":"And tomorrow?"}]}
    - messages[7] converted: joined with messages[6]: roles take turns on this surface
    - messages[0] moved to system
    "#);
}

#[test]
fn a_chat_goes_to_claude() {
    insta::assert_snapshot!(told(MessageForm::Claude, chat(), Policy::Strict), @r#"
    system: 
        {"type":"text","text":"Be brief."}
    messages: 
        {"role":"user","content":[{"type":"text","text":"What is this, and how warm is it there?","cache_control":{"type":"ephemeral"}},{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"c1","name":"warmth","input":{"place":"Oslo"}},{"type":"tool_use","id":"c2","name":"wind","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"c1","content":[{"type":"text","text":"{\"celsius\":4}"}]},{"type":"tool_result","tool_use_id":"c2","content":[{"type":"text","text":"calm"}]}]}
        {"role":"assistant","content":[{"type":"text","text":"Four degrees, and calm."}]}
        {"role":"user","content":[{"type":"text","text":"Thanks."},{"type":"text","text":"And tomorrow?"}]}
    - messages[7] converted: joined with messages[6]: roles take turns on this surface
    - messages[0] moved to system
    "#);
}

#[test]
fn a_chat_goes_to_gemini() {
    insta::assert_snapshot!(told(MessageForm::Gemini, chat(), Policy::Strict), @r#"
    systemInstruction: {"parts":[{"text":"Be brief."}]}
    contents: 
        {"role":"user","parts":[{"text":"What is this, and how warm is it there?"},{"inlineData":{"mimeType":"image/png","data":"iVBORw0KGgo="}}]}
        {"role":"model","parts":[{"functionCall":{"id":"c1","name":"warmth","args":{"place":"Oslo"}}},{"functionCall":{"id":"c2","name":"wind","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"c1","name":"warmth","response":{"celsius":4}}},{"functionResponse":{"id":"c2","name":"wind","response":{"result":"calm"}}}]}
        {"role":"model","parts":[{"text":"Four degrees, and calm."}]}
        {"role":"user","parts":[{"text":"Thanks."},{"text":"And tomorrow?"}]}
    - messages[1].content[0].cache_control dropped: prompts are cached by themselves here, or as a cachedContent made before
    - messages[4] converted: a result is an object on this surface: the text stands under `result`
    - messages[7] converted: joined with messages[6]: roles take turns on this surface
    - messages[0] moved to systemInstruction
    "#);
}

#[test]
fn a_chat_goes_to_responses() {
    insta::assert_snapshot!(told(MessageForm::Responses, chat(), Policy::Strict), @r#"
    input: 
        {"type":"message","role":"system","content":[{"type":"input_text","text":"Be brief."}]}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"What is this, and how warm is it there?"},{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo=","detail":"auto"}]}
        {"type":"function_call","call_id":"c1","name":"warmth","arguments":"{\"place\":\"Oslo\"}"}
        {"type":"function_call","call_id":"c2","name":"wind","arguments":""}
        {"type":"function_call_output","call_id":"c1","output":"{\"celsius\":4}"}
        {"type":"function_call_output","call_id":"c2","output":"calm"}
        {"type":"message","role":"assistant","content":"Four degrees, and calm."}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Thanks."}]}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"And tomorrow?"}]}
    - messages[1].content[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages moved to input
    "#);
}

#[test]
fn chat_completions_read_the_standard_itself_but_for_hints_to_others() {
    let written = write(MessageForm::Chat, &request(chat()), Policy::Strict);
    let mut wanted = chat();
    wanted[1]["content"][0].as_object_mut().unwrap().shift_remove("cache_control");
    assert_eq!(written.body.get("messages"), Some(&wanted));
    assert_eq!(
        written.changes.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["messages[1].content[0].cache_control dropped: prompts are cached by themselves on this surface"]
    );
    assert!(written.issues.is_empty());
}
