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
        {"content":[{"annotations":[],"text":"Four degrees, and calm.","type":"output_text"}],"role":"assistant","type":"message"}
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
        {"content":[{"annotations":[],"text":"Hi","type":"output_text"}],"role":"assistant","type":"message"}
    - messages moved to input
    ## broken arguments, converse
    messages: 
        {"content":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1].tool_calls[0] cannot be expressed: its arguments are no JSON object
    ## broken arguments, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"arguments":"{","call_id":"c","name":"f","type":"function_call"}
    - messages moved to input
    ## a result of no call, converse
    messages: 
        {"content":[{"text":"Hi"},{"toolResult":{"content":[{"text":"1"}],"toolUseId":"x"}}],"role":"user"}
    ## a result of no call, claude
    messages: 
        {"content":[{"text":"Hi","type":"text"},{"content":[{"text":"1","type":"text"}],"tool_use_id":"x","type":"tool_result"}],"role":"user"}
    ## a result of no call, gemini
    contents: 
        {"parts":[{"text":"Hi"}],"role":"user"}
    - messages[1] dropped: it says nothing
    error[not_expressible]: messages[1] cannot be expressed: it answers no call of an earlier message, whose function it must name here
    ## a result of no call, responses
    input: 
        {"content":[{"text":"Hi","type":"input_text"}],"role":"user","type":"message"}
        {"call_id":"x","output":"1","type":"function_call_output"}
    - messages moved to input
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
        {"content":[{"annotations":[],"text":"  ","type":"output_text"}],"role":"assistant","type":"message"}
        {"content":[{"text":"Ho","type":"input_text"}],"role":"user","type":"message"}
    - messages moved to input
    "#);
}
