//! Marks for caching.

use serde_json::json;

use super::every_form;

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
