//! Encoded payloads to JSON: texts, server-sent events, and the base64 chunks of an event stream.

use std::borrow::Cow;

use serde_json::{Map, Value};

/// The keys under which clients keep a body, or the events of a stream.
pub(super) const BODY: &str = "body";
pub(super) const EVENTS: [&str; 3] = ["events", "chunks", "stream"];
/// No wrapping is deeper.
pub(super) const DEEPEST: usize = 8;

/// The payload, with everything decoded that stands where a response or its events stand.
pub(super) fn decoded(payload: &Value) -> Cow<'_, Value> {
    match rewritten(payload, 0) {
        Some(own) => Cow::Owned(own),
        None => Cow::Borrowed(payload),
    }
}

/// The value decoded; `None` where there is nothing to decode.
fn rewritten(value: &Value, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    match value {
        Value::String(text) => of_text(text, depth),
        Value::Array(items) => {
            let decoded: Vec<Option<Value>> = items.iter().map(|item| rewritten(item, depth + 1)).collect();
            decoded.iter().any(Option::is_some).then(|| {
                let both = items.iter().zip(decoded);
                Value::Array(both.map(|(item, decoded)| decoded.unwrap_or_else(|| item.clone())).collect())
            })
        }
        Value::Object(entries) => of_chunk(entries, depth)
            .or_else(|| of_event(entries, depth))
            .or_else(|| of_wrapper(entries, depth)),
        _ => None,
    }
}

/// JSON in a text, lines of JSON, server-sent events, or one of these in base64.
fn of_text(text: &str, depth: usize) -> Option<Value> {
    if depth > DEEPEST {
        return None;
    }
    let text = text.trim();
    if let Ok(value) = serde_json::from_str::<Value>(text) {
        return match value {
            Value::Array(_) | Value::Object(_) => Some(rewritten(&value, depth + 1).unwrap_or(value)),
            _ => None,
        };
    }
    let events: Vec<Value> = sent_events(text).flat_map(|data| values(&data)).collect();
    if events.is_empty() {
        let text = String::from_utf8(base64(text)?).ok()?;
        return of_text(&text, depth + 1);
    }
    let events = Value::Array(events);
    Some(rewritten(&events, depth + 1).unwrap_or(events))
}

/// The data of server-sent events; a line of JSON by itself counts as one.
fn sent_events(text: &str) -> impl Iterator<Item = String> + '_ {
    let mut lines = text.lines();
    std::iter::from_fn(move || {
        let mut data: Option<String> = None;
        loop {
            let line = lines.next();
            let own = line.map(str::trim_end).unwrap_or_default();
            if let Some(more) = own.strip_prefix("data:") {
                let more = more.strip_prefix(' ').unwrap_or(more);
                match &mut data {
                    Some(data) => {
                        data.push('\n');
                        data.push_str(more);
                    }
                    None => data = Some(more.to_owned()),
                }
                continue;
            }
            match (line, data.take()) {
                // A line without data ends an event; field names such as `event:` and `id:` do not.
                (Some(_), Some(told)) if !own.is_empty() => data = Some(told),
                (_, Some(told)) => return Some(told),
                (Some(_), None) if own.starts_with('{') => return Some(own.to_owned()),
                (Some(_), None) => {}
                (None, None) => return None,
            }
        }
    })
}

/// The data of one event as JSON, or of several that no empty line parts.
fn values(data: &str) -> Vec<Value> {
    match serde_json::from_str(data) {
        Ok(value) => vec![value],
        Err(_) => data.lines().filter_map(|line| serde_json::from_str(line).ok()).collect(),
    }
}

/// `{"bytes": "<base64>"}`, by itself or under `chunk`; some clients write the text as it is.
fn of_chunk(entries: &Map<String, Value>, depth: usize) -> Option<Value> {
    let chunk = entries.get("chunk").and_then(Value::as_object).unwrap_or(entries);
    of_text(chunk.get("bytes")?.as_str()?, depth)
}

/// `{"event": "message_delta", "data": ...}`, as readers of server-sent events hand them over.
fn of_event(entries: &Map<String, Value>, depth: usize) -> Option<Value> {
    let data = entries.get("data")?;
    if !entries.keys().all(|key| matches!(key.as_str(), "data" | "event" | "id" | "retry")) {
        return None;
    }
    match data {
        Value::Object(_) => Some(rewritten(data, depth + 1).unwrap_or_else(|| data.clone())),
        Value::String(text) => of_text(text, depth),
        _ => None,
    }
}

fn of_wrapper(entries: &Map<String, Value>, depth: usize) -> Option<Value> {
    let mut own: Option<Map<String, Value>> = None;
    for key in EVENTS.into_iter().chain([BODY]) {
        if let Some(decoded) = entries.get(key).and_then(|value| rewritten(value, depth + 1)) {
            own.get_or_insert_with(|| entries.clone()).insert(key.to_owned(), decoded);
        }
    }
    own.map(Value::Object)
}

/// Standard and URL-safe base64, with or without padding; line breaks are left out.
fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut held) = (0u32, 0u32);
    for byte in text.bytes() {
        let six = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' | b'\r' | b'\n' => continue,
            _ => return None,
        };
        // Only the lowest bits count; the rest was handed out and falls off at the top.
        bits = bits << 6 | u32::from(six);
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.push((bits >> held & 0xFF) as u8);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn base64_is_read_in_each_of_its_forms() {
        for (text, wanted) in [
            ("", Some("")),
            ("Zg==", Some("f")),
            ("Zm8", Some("fo")),
            ("Zm9v\nYmFy", Some("foobar")),
            ("Pz8_", Some("???")),
            ("Pz8/", Some("???")),
            ("Z!", None),
        ] {
            assert_eq!(base64(text), wanted.map(|wanted| wanted.as_bytes().to_vec()), "{text}");
        }
    }

    #[test]
    fn whatever_holds_json_becomes_json() {
        for (payload, wanted) in [
            (json!("{\"a\": 1}"), json!({"a": 1})),
            (
                json!("event: x\ndata: {\"a\":\ndata: 1}\n\ndata: {\"b\": 2}\n\ndata: [DONE]\n"),
                json!([{"a": 1}, {"b": 2}]),
            ),
            (json!("data: {\"a\": 1}\ndata: {\"b\": 2}\n"), json!([{"a": 1}, {"b": 2}])),
            (json!("{\"a\": 1}\n{\"b\": 2}\n"), json!([{"a": 1}, {"b": 2}])),
            (json!({"body": "{\"a\": 1}", "headers": {}}), json!({"body": {"a": 1}, "headers": {}})),
            (
                json!({"chunks": [{"bytes": "eyJhIjogMX0="}, {"b": 2}]}),
                json!({"chunks": [{"a": 1}, {"b": 2}]}),
            ),
            (json!({"events": [{"chunk": {"bytes": "eyJhIjogMX0="}}]}), json!({"events": [{"a": 1}]})),
            (json!([{"event": "x", "data": "{\"a\": 1}"}]), json!([{"a": 1}])),
        ] {
            assert_eq!(*decoded(&payload), wanted, "{payload}");
        }
    }

    #[test]
    fn what_needs_no_decoding_is_not_copied() {
        for payload in
            [json!({"a": "{}"}), json!("plain"), json!("5"), json!([1]), json!({"bytes": "no base64!"})]
        {
            assert!(matches!(decoded(&payload), Cow::Borrowed(_)), "{payload}");
        }
    }
}
