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
    messages: 
        {"content":[{"text":"What is this, and how warm is it there?"},{"cachePoint":{"type":"default"}},{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}}],"role":"user"}
        {"content":[{"toolUse":{"input":{"place":"Oslo"},"name":"warmth","toolUseId":"c1"}},{"toolUse":{"input":{},"name":"wind","toolUseId":"c2"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"{\"celsius\":4}"}],"toolUseId":"c1"}},{"toolResult":{"content":[{"text":"calm"}],"toolUseId":"c2"}}],"role":"user"}
        {"content":[{"text":"Four degrees, and calm."}],"role":"assistant"}
        {"content":[{"text":"Thanks."},{"text":"And tomorrow?"}],"role":"user"}
    system: 
        {"text":"Be brief."}
    - messages[7] converted: joined with messages[6]: roles take turns on this surface
    - messages[0] moved to system
    "#);
}

#[test]
fn a_chat_goes_to_claude() {
    insta::assert_snapshot!(told(MessageForm::Claude, chat(), Policy::Strict), @r#"
    messages: 
        {"content":[{"cache_control":{"type":"ephemeral"},"text":"What is this, and how warm is it there?","type":"text"},{"source":{"data":"iVBORw0KGgo=","media_type":"image/png","type":"base64"},"type":"image"}],"role":"user"}
        {"content":[{"id":"c1","input":{"place":"Oslo"},"name":"warmth","type":"tool_use"},{"id":"c2","input":{},"name":"wind","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"{\"celsius\":4}","type":"text"}],"tool_use_id":"c1","type":"tool_result"},{"content":[{"text":"calm","type":"text"}],"tool_use_id":"c2","type":"tool_result"}],"role":"user"}
        {"content":[{"text":"Four degrees, and calm.","type":"text"}],"role":"assistant"}
        {"content":[{"text":"Thanks.","type":"text"},{"text":"And tomorrow?","type":"text"}],"role":"user"}
    system: 
        {"text":"Be brief.","type":"text"}
    - messages[7] converted: joined with messages[6]: roles take turns on this surface
    - messages[0] moved to system
    "#);
}

#[test]
fn a_chat_goes_to_gemini() {
    insta::assert_snapshot!(told(MessageForm::Gemini, chat(), Policy::Strict), @r#"
    contents: 
        {"parts":[{"text":"What is this, and how warm is it there?"},{"inlineData":{"data":"iVBORw0KGgo=","mimeType":"image/png"}}],"role":"user"}
        {"parts":[{"functionCall":{"args":{"place":"Oslo"},"id":"c1","name":"warmth"}},{"functionCall":{"args":{},"id":"c2","name":"wind"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"c1","name":"warmth","response":{"celsius":4}}},{"functionResponse":{"id":"c2","name":"wind","response":{"result":"calm"}}}],"role":"user"}
        {"parts":[{"text":"Four degrees, and calm."}],"role":"model"}
        {"parts":[{"text":"Thanks."},{"text":"And tomorrow?"}],"role":"user"}
    systemInstruction: {"parts":[{"text":"Be brief."}]}
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
        {"content":[{"text":"Be brief.","type":"input_text"}],"role":"system","type":"message"}
        {"content":[{"text":"What is this, and how warm is it there?","type":"input_text"},{"detail":"auto","image_url":"data:image/png;base64,iVBORw0KGgo=","type":"input_image"}],"role":"user","type":"message"}
        {"arguments":"{\"place\":\"Oslo\"}","call_id":"c1","name":"warmth","type":"function_call"}
        {"arguments":"","call_id":"c2","name":"wind","type":"function_call"}
        {"call_id":"c1","output":"{\"celsius\":4}","type":"function_call_output"}
        {"call_id":"c2","output":"calm","type":"function_call_output"}
        {"content":"Four degrees, and calm.","role":"assistant","type":"message"}
        {"content":[{"text":"Thanks.","type":"input_text"}],"role":"user","type":"message"}
        {"content":[{"text":"And tomorrow?","type":"input_text"}],"role":"user","type":"message"}
    - messages[1].content[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages moved to input
    "#);
}

#[test]
fn chat_completions_read_the_standard_itself_but_for_hints_to_others() {
    let written = write(MessageForm::Chat, &request(chat()), Policy::Strict);
    let mut wanted = chat();
    wanted[1]["content"][0].as_object_mut().unwrap().remove("cache_control");
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
        {"parts":[{"fileData":{"fileUri":"https://example.com/a.png","mimeType":"image/png"}}],"role":"user"}
    - messages[0].content[0].image_url.detail dropped: one media_resolution holds for the whole request on this surface
    ## a picture elsewhere, responses
    input: 
        {"content":[{"detail":"high","image_url":"https://example.com/a.png","type":"input_image"}],"role":"user","type":"message"}
    - messages moved to input
    ## a document, converse
    messages: 
        {"content":[{"document":{"format":"pdf","name":"A B report","source":{"bytes":"JVBERi0="}}}],"role":"user"}
    - messages[0].content[0].file.filename converted: the document is called `A B report`
    error[not_expressible]: messages cannot be expressed: a document stands beside a text of the same message on this surface
    ## a document, claude
    messages: 
        {"content":[{"source":{"data":"JVBERi0=","media_type":"application/pdf","type":"base64"},"title":"A/B: report.pdf","type":"document"}],"role":"user"}
    ## a document, gemini
    contents: 
        {"parts":[{"inlineData":{"data":"JVBERi0=","mimeType":"application/pdf"}}],"role":"user"}
    - messages[0].content[0].file.filename dropped: files have no name on this surface
    ## a document, responses
    input: 
        {"content":[{"file_data":"data:application/pdf;base64,JVBERi0=","filename":"A/B: report.pdf","type":"input_file"}],"role":"user","type":"message"}
    - messages moved to input
    ## a sound, converse
    messages: 
        {"content":[{"audio":{"format":"wav","source":{"bytes":"UklGRg=="}}}],"role":"user"}
    ## a sound, claude
    messages: 
    - messages[0] dropped: it says nothing
    error[not_expressible]: messages[0].content[0] cannot be expressed: this surface takes texts, images and documents
    ## a sound, gemini
    contents: 
        {"parts":[{"inlineData":{"data":"UklGRg==","mimeType":"audio/wav"}}],"role":"user"}
    ## a sound, responses
    input: 
    - messages moved to input
    error[not_expressible]: messages[0].content[0] cannot be expressed: this surface takes texts, images and files
    ## a name, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
    - messages[0].name dropped: it has no place on this surface
    ## a name, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
    - messages[0].name dropped: it has no place on this surface
    ## a name, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
    - messages[0].name dropped: it has no place on this surface
    ## a name, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
    - messages[0].name dropped: it has no place on this surface
    - messages moved to input
    ## an assistant first, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"assistant"}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"assistant"}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"model"}
    error[not_expressible]: messages cannot be expressed: a conversation begins with the user on this surface
    ## an assistant first, responses
    input: 
        {"content":"Hi","role":"assistant","type":"message"}
    - messages moved to input
    ## broken arguments, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{","call_id":"c","name":"f","type":"function_call"}
    - messages moved to input
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    ## a result of no call, converse
    messages: 
        {"content":[{"text":"Hi"},{"toolResult":{"content":[{"text":"1"}],"toolUseId":"x"}}],"role":"user"}
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"},{"content":[{"text":"1","type":"text"}],"tool_use_id":"x","type":"tool_result"}],"role":"user"}
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## a result of no call, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"call_id":"x","output":"1","type":"function_call_output"}
    - messages moved to input
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message
    ## blank texts, converse
    messages: 
        {"content":[{"text":"Hi"},{"text":"Ho"}],"role":"user"}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"},{"text":"Ho","type":"text"}],"role":"user"}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, gemini
    contents: 
        {"parts":[{"text":"Hi"},{"text":"Ho"}],"role":"user"}
    - messages[1] dropped: a text that is blank is refused by this surface
    - messages[1] dropped: it says nothing
    - messages[2] converted: joined with messages[0]: roles take turns on this surface
    ## blank texts, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"content":"  ","role":"assistant","type":"message"}
        {"content":[{"text":"Ho","type":"input_text"}],"role":"user","type":"message"}
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
        {"content":"Hi","role":"user"}
        {"content":"Wait.","role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"c1","type":"function"}]}
        {"content":"1","role":"tool","tool_call_id":"c1"}
    - messages[1].thinking_blocks dropped: the surface keeps no thoughts of earlier turns
    - messages[2].name dropped: the call has it
    ## blocks, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"content":"Wait.","role":"assistant","type":"message"}
        {"arguments":"{}","call_id":"c1","name":"f","type":"function_call"}
        {"call_id":"c1","output":"1","type":"function_call_output"}
    - messages[1].thinking_blocks[0] dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages[1].thinking_blocks[1] dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages moved to input
    ## blocks, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"reasoningContent":{"reasoningText":{"signature":"c2ln","text":"Hm."}}},{"reasoningContent":{"redactedContent":"eHg="}},{"text":"Wait."},{"toolUse":{"input":{},"name":"f","toolUseId":"c1"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"1"}],"toolUseId":"c1"}}],"role":"user"}
    ## blocks, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"signature":"c2ln","thinking":"Hm.","type":"thinking"},{"data":"eHg=","type":"redacted_thinking"},{"text":"Wait.","type":"text"},{"id":"c1","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"1","type":"text"}],"tool_use_id":"c1","type":"tool_result"}],"role":"user"}
    ## blocks, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"text":"Hm.","thought":true,"thoughtSignature":"c2ln"},{"text":"Wait."},{"functionCall":{"args":{},"id":"c1","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"c1","name":"f","response":{"result":"1"}}}],"role":"user"}
    - messages[1].thinking_blocks[1] dropped: the surface has no hidden thoughts
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    ## a text alone, chat
    messages: 
        {"content":"Hi","role":"user"}
        {"content":"Wait.","role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"c1","type":"function"}]}
        {"content":"1","role":"tool","tool_call_id":"c1"}
    - messages[1].reasoning_content dropped: the surface keeps no thoughts of earlier turns
    - messages[2].name dropped: the call has it
    ## a text alone, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"content":"Wait.","role":"assistant","type":"message"}
        {"arguments":"{}","call_id":"c1","name":"f","type":"function_call"}
        {"call_id":"c1","output":"1","type":"function_call_output"}
    - messages[1].reasoning_content dropped: the surface takes back only items of its own, with id and encrypted_content
    - messages moved to input
    ## a text alone, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"text":"Wait."},{"toolUse":{"input":{},"name":"f","toolUseId":"c1"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"1"}],"toolUseId":"c1"}}],"role":"user"}
    - messages[1].reasoning_content dropped: the surface takes back only thoughts with their signature
    ## a text alone, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"text":"Wait.","type":"text"},{"id":"c1","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"1","type":"text"}],"tool_use_id":"c1","type":"tool_result"}],"role":"user"}
    - messages[1].reasoning_content dropped: the surface takes back only thoughts with their signature
    ## a text alone, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"text":"Hm.","thought":true},{"text":"Wait."},{"functionCall":{"args":{},"id":"c1","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"c1","name":"f","response":{"result":"1"}}}],"role":"user"}
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    "#);
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
        let body = Value::Object(written.body).to_string();
        assert!(body.contains(&value.to_string()), "{form}: {value} in {body}");
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
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"},{"function":{"arguments":"{}","name":"f"},"id":"b","type":"function"}]}
        {"content":"b","role":"tool","tool_call_id":"b"}
        {"content":"a","role":"tool","tool_call_id":"a"}
        {"content":"Hi","role":"user"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    ## apart, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"arguments":"{}","call_id":"b","name":"f","type":"function_call"}
        {"call_id":"b","output":"b","type":"function_call_output"}
        {"call_id":"a","output":"a","type":"function_call_output"}
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages moved to input
    ## apart, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}},{"toolUse":{"input":{},"name":"f","toolUseId":"b"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"b"}],"toolUseId":"b"}},{"toolResult":{"content":[{"text":"a"}],"toolUseId":"a"}},{"text":"Hi"}],"role":"user"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## apart, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"},{"id":"b","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"b","type":"text"}],"tool_use_id":"b","type":"tool_result"},{"content":[{"text":"a","type":"text"}],"tool_use_id":"a","type":"tool_result"},{"text":"Hi","type":"text"}],"role":"user"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## apart, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}},{"functionCall":{"args":{},"id":"b","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"b","name":"f","response":{"result":"b"}}},{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}},{"text":"Hi"}],"role":"user"}
    - messages[4] converted: it stands right behind messages[1], whose call it answers
    - messages[2] converted: a result is an object on this surface: the text stands under `result`
    - messages[4] converted: a result is an object on this surface: the text stands under `result`
    - messages[3] converted: joined with messages[2]: roles take turns on this surface
    ## missing and strange, chat
    messages: 
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":"x","role":"tool","tool_call_id":"x"}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"x","output":"x","type":"function_call_output"}
    - messages moved to input
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"x"}],"toolUseId":"x"}}],"role":"user"}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"x","type":"text"}],"tool_use_id":"x","type":"tool_result"}],"role":"user"}
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## missing and strange, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
    - messages[2] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: the call has no result, and the surface wants one of each
    error[not_expressible]: messages[2] cannot be expressed: it answers no call of an earlier message
    ## one id twice, chat
    messages: 
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":"a","role":"tool","tool_call_id":"a"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":"a","role":"tool","tool_call_id":"a"}
    ## one id twice, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":"a","type":"function_call_output"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":"a","type":"function_call_output"}
    - messages moved to input
    ## one id twice, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"a"}],"toolUseId":"a"}}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"a"}],"toolUseId":"a"}}],"role":"user"}
    ## one id twice, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"a","type":"text"}],"tool_use_id":"a","type":"tool_result"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"a","type":"text"}],"tool_use_id":"a","type":"tool_result"}],"role":"user"}
    ## one id twice, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"a"}}}],"role":"user"}
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
        {"content":"Be brief.","role":"system"}
        {"content":[{"text":"Hi","type":"text"},{"text":"Ho","type":"text"}],"role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":[{"text":"1","type":"text"}],"role":"tool","tool_call_id":"a"}
    - messages[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages[1].cache_control dropped: prompts are cached by themselves on this surface
    - messages[3].content[0].cache_control dropped: prompts are cached by themselves on this surface
    ## marks, responses
    input: 
        {"content":[{"text":"Be brief.","type":"input_text"}],"role":"system","type":"message"}
        {"content":[{"text":"Hi","type":"input_text"},{"text":"Ho","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":"1","type":"function_call_output"}
    - messages[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages[1].cache_control dropped: prompts are cached by themselves on this surface
    - messages[3].content[0].cache_control dropped: prompts are cached by themselves on this surface
    - messages moved to input
    ## marks, converse
    messages: 
        {"content":[{"text":"Hi"},{"text":"Ho"},{"cachePoint":{"ttl":"1h","type":"default"}}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"1"}],"toolUseId":"a"}},{"cachePoint":{"type":"default"}}],"role":"user"}
    system: 
        {"text":"Be brief."}
        {"cachePoint":{"ttl":"1h","type":"default"}}
    - messages[0] moved to system
    ## marks, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"},{"cache_control":{"ttl":"1h","type":"ephemeral"},"text":"Ho","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"cache_control":{"type":"ephemeral"},"content":[{"text":"1","type":"text"}],"tool_use_id":"a","type":"tool_result"}],"role":"user"}
    system: 
        {"cache_control":{"ttl":"1h","type":"ephemeral"},"text":"Be brief.","type":"text"}
    - messages[0] moved to system
    ## marks, gemini
    contents: 
        {"parts":[{"text":"Hi"},{"text":"Ho"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":"1"}}}],"role":"user"}
    systemInstruction: {"parts":[{"text":"Be brief."}]}
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
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":"no such port","role":"tool","tool_call_id":"a"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    ## an error, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":"no such port","type":"function_call_output"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    - messages moved to input
    ## an error, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"no such port"}],"status":"error","toolUseId":"a"}}],"role":"user"}
    ## an error, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"text":"no such port","type":"text"}],"is_error":true,"tool_use_id":"a","type":"tool_result"}],"role":"user"}
    ## an error, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"error":"no such port"}}}],"role":"user"}
    ## an error that says nothing, chat
    messages: 
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":"","role":"tool","tool_call_id":"a"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    ## an error that says nothing, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":"","type":"function_call_output"}
    - messages[2].is_error dropped: a result says itself here that it is an error
    - messages moved to input
    ## an error that says nothing, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"text":"error"}],"status":"error","toolUseId":"a"}}],"role":"user"}
    - messages[2] converted: an error says something on this surface: that there was one
    ## an error that says nothing, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[],"is_error":true,"tool_use_id":"a","type":"tool_result"}],"role":"user"}
    ## an error that says nothing, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"error":""}}}],"role":"user"}
    ## a picture, chat
    messages: 
        {"content":"Hi","role":"user"}
        {"content":null,"role":"assistant","tool_calls":[{"function":{"arguments":"{}","name":"f"},"id":"a","type":"function"}]}
        {"content":[{"image_url":{"url":"data:image/png;base64,iVBORw0KGgo="},"type":"image_url"}],"role":"tool","tool_call_id":"a"}
    error[not_expressible]: messages[2].content[0] cannot be expressed: a tool's result holds texts only on this surface
    ## a picture, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{}","call_id":"a","name":"f","type":"function_call"}
        {"call_id":"a","output":[{"detail":"auto","image_url":"data:image/png;base64,iVBORw0KGgo=","type":"input_image"}],"type":"function_call_output"}
    - messages moved to input
    ## a picture, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
        {"content":[{"toolUse":{"input":{},"name":"f","toolUseId":"a"}}],"role":"assistant"}
        {"content":[{"toolResult":{"content":[{"image":{"format":"png","source":{"bytes":"iVBORw0KGgo="}}}],"toolUseId":"a"}}],"role":"user"}
    ## a picture, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
        {"content":[{"id":"a","input":{},"name":"f","type":"tool_use"}],"role":"assistant"}
        {"content":[{"content":[{"source":{"data":"iVBORw0KGgo=","media_type":"image/png","type":"base64"},"type":"image"}],"tool_use_id":"a","type":"tool_result"}],"role":"user"}
    ## a picture, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
        {"parts":[{"functionCall":{"args":{},"id":"a","name":"f"}}],"role":"model"}
        {"parts":[{"functionResponse":{"id":"a","name":"f","response":{"result":""}}}],"role":"user"}
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
