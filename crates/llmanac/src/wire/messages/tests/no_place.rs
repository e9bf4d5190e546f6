//! What a form has no place for, or takes only so many of.

use serde_json::{Value, json};

use super::{request, told, write};
use crate::model::MessageForm;
use crate::wire::Policy;

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
