//! Results of tools: behind their calls, errors among them, and what they may hold.

use serde_json::{Value, json};

use super::every_form;

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
