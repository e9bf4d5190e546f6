//! Server-sent events out of bytes that may be cut anywhere.

use serde_json::Value;

use crate::params::cut;
use crate::wire::answer::error::AnswerError;
use crate::wire::answer::limits::MAX_EVENT_BYTES;

/// What was sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Sent {
    Event(Value),
    /// `[DONE]`, with which OpenAI's streams end.
    Done,
}

type Result<T> = std::result::Result<T, AnswerError>;

/// The bytes that are no whole event yet. Lines end with LF, CR or both, as the standard of the web has it.
#[derive(Debug, Default)]
pub(super) struct Sse {
    line: Vec<u8>,
    data: Option<Vec<u8>>,
    /// The last byte was a CR: an LF after it belongs to it.
    after_cr: bool,
    begun: bool,
}

impl Sse {
    /// Takes bytes, and gives the events that they end.
    pub fn push(&mut self, mut bytes: &[u8]) -> Vec<Result<Sent>> {
        let mut sent = Vec::new();
        if self.after_cr && !bytes.is_empty() {
            self.after_cr = false;
            bytes = bytes.strip_prefix(b"\n").unwrap_or(bytes);
        }
        while let Some(end) = bytes.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (head, tail) = bytes.split_at(end);
            self.extend(head, &mut sent);
            self.line(&mut sent);
            bytes = match tail {
                [b'\r', b'\n', rest @ ..] => rest,
                [b'\r'] => {
                    self.after_cr = true;
                    &[]
                }
                [_, rest @ ..] => rest,
                [] => &[],
            };
        }
        self.extend(bytes, &mut sent);
        sent
    }

    /// What is left when no more bytes come: a last event need not be followed by an empty line.
    pub fn end(&mut self) -> Vec<Result<Sent>> {
        let mut sent = Vec::new();
        self.line(&mut sent);
        self.dispatch(&mut sent);
        sent
    }

    fn extend(&mut self, bytes: &[u8], sent: &mut Vec<Result<Sent>>) {
        let held = self.line.len() + self.data.as_ref().map_or(0, Vec::len);
        if held + bytes.len() > MAX_EVENT_BYTES {
            self.line.clear();
            self.data = None;
            sent.push(Err(AnswerError::EventTooLarge));
            return;
        }
        self.line.extend_from_slice(bytes);
    }

    /// A line is whole.
    fn line(&mut self, sent: &mut Vec<Result<Sent>>) {
        let line = std::mem::take(&mut self.line);
        let mut line = line.as_slice();
        if !self.begun {
            self.begun = !line.is_empty();
            line = line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(line);
        }
        let own = line.trim_ascii();
        if own.is_empty() {
            return self.dispatch(sent);
        }
        if let Some(more) = line.strip_prefix(b"data:") {
            let more = more.strip_prefix(b" ").unwrap_or(more);
            match &mut self.data {
                Some(data) => {
                    data.push(b'\n');
                    data.extend_from_slice(more);
                }
                None => self.data = Some(more.to_vec()),
            }
        } else if own.starts_with(b"{") {
            // A line of JSON by itself is an event.
            self.dispatch(sent);
            self.data = Some(line.to_vec());
            self.dispatch(sent);
        } else if !is_field(line) {
            sent.push(Err(no_json(own)));
        }
    }

    /// An event is whole.
    fn dispatch(&mut self, sent: &mut Vec<Result<Sent>>) {
        let Some(data) = self.data.take() else { return };
        let text = match std::str::from_utf8(&data) {
            Ok(text) => text,
            Err(error) => return sent.push(Err(AnswerError::NoText { at: error.valid_up_to() })),
        };
        match value(text) {
            Ok(own) => sent.extend(own.map(Ok)),
            // Some servers leave out the empty line between two events.
            Err(_) if text.contains('\n') => {
                for line in text.lines() {
                    sent.extend(value(line).transpose());
                }
            }
            Err(error) => sent.push(Err(error)),
        }
    }
}

/// `event:`, `id:`, `retry:` and comments say nothing of the answer.
fn is_field(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    name.is_empty() || [&b"event"[..], b"id", b"retry", b"data"].contains(&name)
}

fn value(text: &str) -> Result<Option<Sent>> {
    match text.trim() {
        "" => Ok(None),
        "[DONE]" => Ok(Some(Sent::Done)),
        text => match serde_json::from_str(text) {
            Ok(value) => Ok(Some(Sent::Event(value))),
            Err(_) => Err(no_json(text.as_bytes())),
        },
    }
}

fn no_json(bytes: &[u8]) -> AnswerError {
    let beginning = String::from_utf8_lossy(bytes.get(..400).unwrap_or(bytes));
    AnswerError::NoJson { beginning: cut(&beginning).escape_debug().to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn read(text: &[u8], split: usize) -> Vec<Result<Sent>> {
        let mut sse = Sse::default();
        let mut sent = Vec::new();
        for part in text.chunks(split) {
            sent.extend(sse.push(part));
        }
        sent.extend(sse.end());
        sent
    }

    #[test]
    fn events_are_the_same_however_their_bytes_are_cut() {
        let event = |value: Value| Ok(Sent::Event(value));
        for (text, wanted) in [
            (
                "data: {\"a\": \"ü€😀\"}\n\ndata: [DONE]\n\n",
                vec![event(json!({"a": "ü€😀"})), Ok(Sent::Done)],
            ),
            ("event: x\r\nid: 1\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\n", vec![event(json!({"a": 1}))]),
            ("data:{\"a\": 1}\r\rdata: {\"a\": 2}", vec![event(json!({"a": 1})), event(json!({"a": 2}))]),
            ("data: {\"a\": 1}\ndata: {\"a\": 2}\n", vec![event(json!({"a": 1})), event(json!({"a": 2}))]),
            ("{\"a\": 1}\n{\"a\": 2}\n", vec![event(json!({"a": 1})), event(json!({"a": 2}))]),
            ("\u{feff}: ping\n\ndata:\n\ndata: 5\n\n", vec![event(json!(5))]),
            ("data: {\"a\": 1}\n\r\n", vec![event(json!({"a": 1}))]),
        ] {
            for split in 1..=text.len() {
                assert_eq!(read(text.as_bytes(), split), wanted, "{text:?} by {split}");
            }
        }
    }

    #[test]
    fn what_is_no_event_is_told() {
        for (text, wanted) in [
            (&b"data: {\"a\"\n\n"[..], "neither JSON nor an event of a stream: `{\\\"a\\\"`"),
            (b"<html>\n", "neither JSON nor an event of a stream: `<html>`"),
            (b"data: \"\xFF\"\n\n", "an event is not UTF-8 from its byte 1 on"),
        ] {
            let told: Vec<String> =
                read(text, 3).into_iter().filter_map(|sent| Some(sent.err()?.to_string())).collect();
            assert_eq!(told, [wanted]);
        }
    }

    #[test]
    fn an_event_without_an_end_does_not_grow_without_one() {
        let mut sse = Sse::default();
        let megabyte = vec![b'x'; 1 << 20];
        let told: Vec<_> = (0..40).flat_map(|_| sse.push(&megabyte)).collect();
        assert_eq!(told, [Err(AnswerError::EventTooLarge)]);
    }
}
