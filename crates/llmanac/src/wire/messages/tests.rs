//! One conversation in every form, and what each has no place for.

use serde_json::{Map, Value, json};

use super::write;
use crate::model::MessageForm;
use crate::wire::Policy;

fn request(messages: Value) -> Map<String, Value> {
    Map::from_iter([("messages".to_owned(), messages)])
}

/// What a form makes of messages, a line each: the body, then what was told.
fn told(form: MessageForm, messages: Value, policy: Policy) -> String {
    let written = write(form, &request(messages), policy);
    let issues = written.issues.iter().map(ToString::to_string);
    let changes = written.changes.iter().map(|change| format!("- {change}"));
    let body = written.body.iter().map(|(key, value)| match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| format!("\n    {item}")).collect();
            format!("{key}: {}", items.concat())
        }
        value => format!("{key}: {value}"),
    });
    body.chain(changes).chain(issues).collect::<Vec<_>>().join("\n")
}

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

#[test]
fn what_a_form_has_no_place_for_is_told_with_its_place() {
    let cases = [
        (
            "a picture elsewhere",
            json!([{ "role": "user", "content": [
            { "type": "image_url", "image_url": { "url": "https://example.com/a.png", "detail": "high" } }] }]),
        ),
        (
            "a document",
            json!([{ "role": "user", "content": [
            { "type": "file", "file": { "file_data": "data:application/pdf;base64,JVBERi0=", "filename": "A/B: report.pdf" } }] }]),
        ),
        (
            "a sound",
            json!([{ "role": "user", "content": [
            { "type": "input_audio", "input_audio": { "data": "UklGRg==", "format": "wav" } }] }]),
        ),
        ("a name", json!([{ "role": "user", "name": "ada", "content": "Hi" }])),
        ("an assistant first", json!([{ "role": "assistant", "content": "Hi" }])),
        (
            "broken arguments",
            json!([{ "role": "user", "content": "Hi" }, { "role": "assistant", "content": null,
            "tool_calls": [{ "id": "c", "type": "function", "function": { "name": "f", "arguments": "{" } }] }]),
        ),
        (
            "a result of no call",
            json!([{ "role": "user", "content": "Hi" }, { "role": "tool", "tool_call_id": "x", "content": "1" }]),
        ),
        (
            "blank texts",
            json!([{ "role": "user", "content": "Hi" }, { "role": "assistant", "content": "  " }, { "role": "user", "content": "Ho" }]),
        ),
    ];
    let forms = [MessageForm::Converse, MessageForm::Claude, MessageForm::Gemini, MessageForm::Responses];
    let mut lines = Vec::new();
    for (what, messages) in &cases {
        for form in forms {
            lines.push(format!("## {what}, {form}\n{}", told(form, messages.clone(), Policy::Fit)));
        }
    }
    insta::assert_snapshot!(lines.join("\n"), @r#"
    ## a picture elsewhere, converse
    messages: 
    - messages[0].content[0].image_url.detail dropped: images have no detail on this surface
    - messages[0] dropped: it says nothing
    error[not_expressible]: messages[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/a.png is a URL; send the data as base64
    ## a picture elsewhere, claude
    messages: 
    - messages[0].content[0].image_url.detail dropped: images have no detail on this surface
    - messages[0] dropped: it says nothing
    error[not_expressible]: messages[0].content[0] cannot be expressed: the surface wants the bytes, and https://example.com/a.png is a URL; send the data as base64
    ## a picture elsewhere, gemini
    contents: 
        {"role":"user","parts":[{"fileData":{"fileUri":"https://example.com/a.png","mimeType":"image/png"}}]}
    - messages[0].content[0].image_url.detail dropped: one media_resolution holds for the whole request on this surface
    ## a picture elsewhere, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_image","image_url":"https://example.com/a.png","detail":"high"}]}
    - messages moved to input
    ## a document, converse
    messages: 
        {"role":"user","content":[{"document":{"format":"pdf","source":{"bytes":"JVBERi0="},"name":"A B report"}}]}
    - messages[0].content[0].file.filename converted: the document is called `A B report`
    error[not_expressible]: messages cannot be expressed: a document stands beside a text of the same message on this surface
    ## a document, claude
    messages: 
        {"role":"user","content":[{"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERi0="},"title":"A/B: report.pdf"}]}
    ## a document, gemini
    contents: 
        {"role":"user","parts":[{"inlineData":{"mimeType":"application/pdf","data":"JVBERi0="}}]}
    - messages[0].content[0].file.filename dropped: files have no name on this surface
    ## a document, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_file","file_data":"data:application/pdf;base64,JVBERi0=","filename":"A/B: report.pdf"}]}
    - messages moved to input
    ## a sound, converse
    messages: 
        {"role":"user","content":[{"audio":{"format":"wav","source":{"bytes":"UklGRg=="}}}]}
    ## a sound, claude
    messages: 
    - messages[0] dropped: it says nothing
    error[not_expressible]: messages[0].content[0] cannot be expressed: this surface takes texts, images and documents
    ## a sound, gemini
    contents: 
        {"role":"user","parts":[{"inlineData":{"mimeType":"audio/wav","data":"UklGRg=="}}]}
    ## a sound, responses
    input: 
    - messages moved to input
    error[not_expressible]: messages[0].content[0] cannot be expressed: this surface takes texts, images and files
    ## a name, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
    - messages[0].name dropped: it has no place on this surface
    ## a name, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
    - messages[0].name dropped: it has no place on this surface
    ## a name, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
    - messages[0].name dropped: it has no place on this surface
    ## a name, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
    - messages[0].name dropped: it has no place on this surface
    - messages moved to input
    ## an assistant first, converse
    messages: 
        {"role":"assistant","content":[{"text":"Hi"}]}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, claude
    messages: 
        {"role":"assistant","content":[{"type":"text","text":"Hi"}]}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, gemini
    contents: 
        {"role":"model","parts":[{"text":"Hi"}]}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, responses
    input: 
        {"type":"message","role":"assistant","content":"Hi"}
    - messages moved to input
    ## broken arguments, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"c","name":"f","arguments":"{"}
    - messages moved to input
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    ## a result of no call, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"},{"toolResult":{"toolUseId":"x","content":[{"text":"1"}]}}]}
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"},{"type":"tool_result","tool_use_id":"x","content":[{"type":"text","text":"1"}]}]}
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call_output","call_id":"x","output":"1"}
    - messages moved to input
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## blank texts, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"},{"text":"Ho"}]}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Ho"}]}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"},{"text":"Ho"}]}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"message","role":"assistant","content":"  "}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Ho"}]}
    - messages moved to input
    "#);
}

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

fn every_form(cases: &[(&str, Value)]) -> String {
    let forms = [
        MessageForm::Chat,
        MessageForm::Responses,
        MessageForm::Converse,
        MessageForm::Claude,
        MessageForm::Gemini,
    ];
    let mut lines = Vec::new();
    for (what, messages) in cases {
        for form in forms {
            lines.push(format!("## {what}, {form}\n{}", told(form, messages.clone(), Policy::Fit)));
        }
    }
    lines.join("\n")
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

#[test]
fn results_stand_behind_their_calls() {
    let call =
        |id: &str| json!({ "id": id, "type": "function", "function": { "name": "f", "arguments": "{}" } });
    let result = |id: &str| json!({ "role": "tool", "tool_call_id": id, "content": id });
    let assistant = |calls: Value| json!({ "role": "assistant", "content": null, "tool_calls": calls });
    let user = json!({ "role": "user", "content": "Hi" });
    insta::assert_snapshot!(every_form(&[
        ("apart", json!([user, assistant(json!([call("a"), call("b")])), result("b"), user, result("a")])),
        ("missing and strange", json!([user, assistant(json!([call("a")])), result("x")])),
        ("one id twice", json!([user, assistant(json!([call("a")])), result("a"), assistant(json!([call("a")])), result("a")])),
    ]), @r#"
    ## apart, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},{"id":"b","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"b","content":"b"}
        {"role":"tool","tool_call_id":"a","content":"a"}
        {"role":"user","content":"Hi"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    ## apart, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call","call_id":"b","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"b","output":"b"}
        {"type":"function_call_output","call_id":"a","output":"a"}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages moved to input
    ## apart, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}},{"toolUse":{"toolUseId":"b","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"b","content":[{"text":"b"}]}},{"toolResult":{"toolUseId":"a","content":[{"text":"a"}]}},{"text":"Hi"}]}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## apart, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}},{"type":"tool_use","id":"b","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"b","content":[{"type":"text","text":"b"}]},{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"a"}]},{"type":"text","text":"Hi"}]}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## apart, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}},{"functionCall":{"id":"b","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"b","name":"f","response":{"result":"b"}}},{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}},{"text":"Hi"}]}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    - messages[4] converted: a result is an object on this surface: the text stands under `result`
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## missing and strange, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"x","content":"x"}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"x","output":"x"}
    - messages moved to input
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"x","content":[{"text":"x"}]}}]}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"x","content":[{"type":"text","text":"x"}]}]}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
    - messages[2] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## one id twice, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":"a"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":"a"}
    ## one id twice, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":"a"}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":"a"}
    - messages moved to input
    ## one id twice, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"a"}]}}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"a"}]}}]}
    ## one id twice, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"a"}]}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"a"}]}]}
    ## one id twice, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}}]}
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    - messages[4] converted: a result is an object on this surface: the text stands under `result`
    "#);
}

#[test]
fn marks_for_caching_have_a_time_and_stand_on_results_too() {
    let mark = json!({ "type": "ephemeral", "ttl": "1h" });
    insta::assert_snapshot!(every_form(&[("marks", json!([
        { "role": "system", "content": "Be brief.", "cache_control": mark },
        { "role": "user", "content": [{ "type": "text", "text": "Hi" }, { "type": "text", "text": "Ho" }], "cache_control": mark },
        { "role": "assistant", "content": null, "tool_calls": [
            { "id": "a", "type": "function", "function": { "name": "f", "arguments": "{}" } }] },
        { "role": "tool", "tool_call_id": "a", "content": [{ "type": "text", "text": "1", "cache_control": { "type": "ephemeral" } }] },
    ]))]), @r#"
    ## marks, chat
    messages: 
        {"role":"system","content":"Be brief."}
        {"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Ho"}]}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":[{"type":"text","text":"1"}]}
    - messages[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages[1].cache_control dropped: prompts are cached by themselves on this surface
    - messages[3].content[0].cache_control dropped: prompts are cached by themselves on this surface
    ## marks, responses
    input: 
        {"type":"message","role":"system","content":[{"type":"input_text","text":"Be brief."}]}
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"},{"type":"input_text","text":"Ho"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":"1"}
    - messages[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages[1].cache_control dropped: prompts are cached by themselves on this surface
    - messages[3].content[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages moved to input
    ## marks, converse
    system: 
        {"text":"Be brief."}
        {"cachePoint":{"type":"default","ttl":"1h"}}
    messages: 
        {"role":"user","content":[{"text":"Hi"},{"text":"Ho"},{"cachePoint":{"type":"default","ttl":"1h"}}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"text":"1"}]}},{"cachePoint":{"type":"default"}}]}
    - messages[0] moved to system
    ## marks, claude
    system: 
        {"type":"text","text":"Be brief.","cache_control":{"type":"ephemeral","ttl":"1h"}}
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"},{"type":"text","text":"Ho","cache_control":{"type":"ephemeral","ttl":"1h"}}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"1"}],"cache_control":{"type":"ephemeral"}}]}
    - messages[0] moved to system
    ## marks, gemini
    systemInstruction: {"parts":[{"text":"Be brief."}]}
    contents: 
        {"role":"user","parts":[{"text":"Hi"},{"text":"Ho"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"1"}}}]}
    - messages[0].cache_control dropped: prompts are cached by themselves here, or as a cachedContent made before
    - messages[1].cache_control dropped: prompts are cached by themselves here, or as a cachedContent made before
    - messages[3] converted: a result is an object on this surface: the text stands under `result`
    - messages[3].cache_control dropped: prompts are cached by themselves here, or as a cachedContent made before
    - messages[0] moved to systemInstruction
    "#);
}

#[test]
fn a_result_may_be_an_error_and_hold_a_picture() {
    let chat = |result: Value| {
        json!([
            { "role": "user", "content": "Hi" },
            { "role": "assistant", "content": null, "tool_calls": [
                { "id": "a", "type": "function", "function": { "name": "f", "arguments": "{}" } }] },
            result,
        ])
    };
    let picture =
        json!([{ "type": "image_url", "image_url": { "url": "data:image/png;base64,iVBORw0KGgo=" } }]);
    insta::assert_snapshot!(every_form(&[
        ("an error", chat(json!({ "role": "tool", "tool_call_id": "a", "is_error": true, "content": "no such port" }))),
        ("an error that says nothing", chat(json!({ "role": "tool", "tool_call_id": "a", "is_error": true, "content": "" }))),
        ("a picture", chat(json!({ "role": "tool", "tool_call_id": "a", "content": picture }))),
    ]), @r#"
    ## an error, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":"no such port"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    ## an error, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":"no such port"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    - messages moved to input
    ## an error, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","status":"error","content":[{"text":"no such port"}]}}]}
    ## an error, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"text","text":"no such port"}],"is_error":true}]}
    ## an error, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"error":"no such port"}}}]}
    ## an error that says nothing, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":""}
    - messages[2].is_error dropped: a result says itself here that it is an error
    ## an error that says nothing, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":""}
    - messages[2].is_error dropped: a result says itself here that it is an error
    - messages moved to input
    ## an error that says nothing, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","status":"error","content":[{"text":"error"}]}}]}
    - messages[2] converted: an error says something on this surface: that there was one
    ## an error that says nothing, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[],"is_error":true}]}
    ## an error that says nothing, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"error":""}}}]}
    ## a picture, chat
    messages: 
        {"role":"user","content":"Hi"}
        {"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"f","arguments":"{}"}}]}
        {"role":"tool","tool_call_id":"a","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,iVBORw0KGgo="}}]}
    error[not_expressible]: messages[2].content[0] cannot be expressed: a tool's result holds texts only on this surface
    ## a picture, responses
    input: 
        {"type":"message","role":"user","content":[{"type":"input_text","text":"Hi"}]}
        {"type":"function_call","call_id":"a","name":"f","arguments":"{}"}
        {"type":"function_call_output","call_id":"a","output":[{"type":"input_image","image_url":"data:image/png;base64,iVBORw0KGgo=","detail":"auto"}]}
    - messages moved to input
    ## a picture, converse
    messages: 
        {"role":"user","content":[{"text":"Hi"}]}
        {"role":"assistant","content":[{"toolUse":{"toolUseId":"a","name":"f","input":{}}}]}
        {"role":"user","content":[{"toolResult":{"toolUseId":"a","content":[{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}}]}}]}
    ## a picture, claude
    messages: 
        {"role":"user","content":[{"type":"text","text":"Hi"}]}
        {"role":"assistant","content":[{"type":"tool_use","id":"a","name":"f","input":{}}]}
        {"role":"user","content":[{"type":"tool_result","tool_use_id":"a","content":[{"type":"image","source":{"type":"base64","media_type":"image/png","data":"iVBORw0KGgo="}}]}]}
    ## a picture, gemini
    contents: 
        {"role":"user","parts":[{"text":"Hi"}]}
        {"role":"model","parts":[{"functionCall":{"id":"a","name":"f","args":{}}}]}
        {"role":"user","parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":""}}}]}
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    error[not_expressible]: messages[2].content[0] cannot be expressed: a tool's result holds texts only on this surface
    "#);
}

#[test]
fn converse_counts_pictures_and_documents() {
    let picture =
        json!({ "type": "image_url", "image_url": { "url": "data:image/png;base64,iVBORw0KGgo=" } });
    let document = json!({ "type": "file", "file": { "file_data": "data:application/pdf;base64,JVBERi0=", "filename": "a" } });
    let parts: Vec<Value> = std::iter::repeat_n(picture, 21).chain([document]).collect();
    let written =
        write(MessageForm::Converse, &request(json!([{ "role": "user", "content": parts }])), Policy::Fit);
    let said: Vec<String> = written.issues.iter().map(ToString::to_string).collect();
    insta::assert_snapshot!(said.join("\n"), @"
    error[not_expressible]: messages cannot be expressed: one message holds 21 images, and the surface takes 20
    error[not_expressible]: messages cannot be expressed: a document stands beside a text of the same message on this surface
    ");
}
