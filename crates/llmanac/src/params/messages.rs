//! The messages of a standard request: are they built as they must be, and does the model take what they hold.

use serde_json::{Map, Value};

use crate::model::{Capability, Fact, Modalities, Modality};

use super::code::IssueCode;
use super::echo::{Plain, Said, cut};
use super::issue::Issue;
use super::key::get;
use super::place::Place;
use super::subject::Subject;

/// A request with more faults than this is another kind of file.
const MOST: usize = 100;
const MESSAGES: Place = Place::whole("messages");
const ROLES: [&str; 6] = ["system", "developer", "user", "assistant", "tool", "function"];
const PARTS: [&str; 6] = ["text", "image_url", "input_audio", "file", "video_url", "refusal"];

/// What the messages of a request hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Messages {
    pub issues: Vec<Issue>,
    /// The kinds of content found.
    pub kinds: Modalities,
}

/// Whether a key of a request is a parameter: every one but `model`, `messages` and `input`.
pub(crate) fn is_parameter(key: &str) -> bool {
    !matches!(key, "model" | "messages" | "input")
}

/// The parameters of a whole request.
pub(crate) fn parameters_of(request: &Map<String, Value>) -> Map<String, Value> {
    let mut parameters = Map::with_capacity(request.len());
    for (key, value) in request.iter().filter(|(key, _)| is_parameter(key)) {
        parameters.insert(key.clone(), value.clone());
    }
    parameters
}

/// Looks at the messages of a request.
pub(crate) fn check(subject: &Subject<'_>, request: &Map<String, Value>) -> Messages {
    let mut reader = Reader::new(subject, IssueCode::InvalidMessages);
    match request.get("messages") {
        None | Some(Value::Null) => reader.fault(MESSAGES, "the request has no messages"),
        Some(Value::Array(messages)) if messages.is_empty() => {
            reader.fault(MESSAGES, "messages is empty");
        }
        Some(Value::Array(messages)) => {
            for (at, message) in messages.iter().enumerate() {
                if reader.is_full() {
                    break;
                }
                reader.message(at, message);
            }
        }
        Some(_) => reader.fault(MESSAGES, "messages must be a list of messages"),
    }
    reader.finish()
}

/// Reads parts, and tells what is wrong with them.
pub(super) struct Reader<'a> {
    subject: &'a Subject<'a>,
    /// What it is when something is not built as it must be.
    code: IssueCode,
    /// Each kind of content, where it was first found, and how often.
    found: Vec<(Modality, Place, usize)>,
    /// Where a system instruction was first found.
    system: Option<Place>,
    issues: Vec<Issue>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(subject: &'a Subject<'a>, code: IssueCode) -> Self {
        Self { subject, code, found: Vec::new(), system: None, issues: Vec::new() }
    }

    /// Whether so much is wrong that no more is looked at.
    pub(super) fn is_full(&self) -> bool {
        self.issues.len() >= MOST
    }

    pub(super) fn fault(&mut self, place: Place, message: &str) {
        self.issues.push(Issue::error(self.code, message).at(&place.to_string()));
    }

    fn message(&mut self, at: usize, message: &Value) {
        let place = Place::item("messages", at);
        let Some(message) = message.as_object() else {
            return self.fault(place, &format!("{place} must be an object"));
        };
        let role = match get(message, "role") {
            Some(Value::String(role)) if ROLES.contains(&role.as_str()) => role.as_str(),
            Some(other) => {
                let known = ROLES.join(", ");
                let text = format!("{place}.role {} is no role; known: {known}", Said(other));
                return self.fault(place, &text);
            }
            None => return self.fault(place, &format!("{place} has no role")),
        };
        if matches!(role, "system" | "developer") && self.system.is_none() {
            self.system = Some(place);
        }
        match get(message, "content") {
            Some(Value::String(_)) => self.kind(Modality::Text, place),
            Some(Value::Array(parts)) if parts.is_empty() => {
                self.fault(place, &format!("{place}.content is empty"));
            }
            Some(Value::Array(parts)) => {
                for (part_at, part) in parts.iter().enumerate() {
                    if self.is_full() {
                        return;
                    }
                    self.part(place.within("content", part_at), part);
                }
            }
            // An assistant that calls tools need not say anything.
            None | Some(Value::Null) if matches!(role, "assistant" | "function") => {}
            None | Some(Value::Null) => self.fault(place, &format!("{place} has no content")),
            Some(_) => {
                self.fault(place, &format!("{place}.content must be a text or a list of parts"));
            }
        }
    }

    pub(super) fn part(&mut self, place: Place, part: &Value) {
        let Some(entry) = part.as_object() else {
            return self.fault(place, &format!("{place} must be an object"));
        };
        let modality = match get(entry, "type").and_then(Value::as_str) {
            Some("text" | "refusal") => Modality::Text,
            Some("image_url") => Modality::Image,
            Some("input_audio") => Modality::Audio,
            Some("video_url") => Modality::Video,
            Some("file") => file_kind(part),
            Some(other) => {
                let known = PARTS.join(", ");
                let text = format!("{place}.type {} is no kind of part; known: {known}", Plain(other));
                return self.fault(place, &text);
            }
            None => return self.fault(place, &format!("{place} has no type")),
        };
        self.kind(modality, place);
    }

    pub(super) fn kind(&mut self, modality: Modality, place: Place) {
        match self.found.iter_mut().find(|(known, ..)| *known == modality) {
            Some((_, _, count)) => *count += 1,
            None => self.found.push((modality, place, 1)),
        }
    }

    pub(super) fn finish(mut self) -> Messages {
        let model = cut(self.subject.model);
        if let Some(place) = &self.system
            && self.subject.capabilities.get(Capability::System).is_no()
        {
            let message = format!("Model {model} does not support system messages: {place}");
            self.issues.push(Issue::error(IssueCode::UnsupportedRole, message).at(&place.to_string()));
        }
        for (modality, place, count) in &self.found {
            let takes = match self.subject.input {
                Fact::Known(kinds) => kinds.contains(*modality),
                Fact::Absent => false,
                // Unknown refuses nothing.
                Fact::Unknown => true,
            };
            if takes {
                continue;
            }
            let more = match count {
                1 => String::new(),
                count => format!(" and {} more", count - 1),
            };
            let message = format!("Model {model} does not support {modality} input: {place}{more}");
            self.issues.push(
                Issue::error(IssueCode::UnsupportedModality, message)
                    .at(&place.to_string())
                    .value(&Value::from(modality.as_str()))
                    .limit(
                        self.subject
                            .input
                            .known()
                            .map_or(Value::Null, |kinds| kinds.iter().map(Modality::as_str).collect()),
                    ),
            );
        }
        Messages { issues: self.issues, kinds: self.found.iter().map(|(kind, ..)| *kind).collect() }
    }
}

/// What a file is: what its data says, else a document.
fn file_kind(part: &Value) -> Modality {
    let data = part.pointer("/file/file_data").and_then(Value::as_str).unwrap_or_default();
    let media = data.strip_prefix("data:").unwrap_or_default();
    match media.split('/').next() {
        Some("image") => Modality::Image,
        Some("audio") => Modality::Audio,
        Some("video") => Modality::Video,
        _ => Modality::Document,
    }
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use serde_json::json;

    fn checked(bench: &Bench, request: Value) -> (Vec<String>, String) {
        let found = check(&bench.subject(), request.as_object().unwrap());
        let issues = found
            .issues
            .iter()
            .map(|issue| format!("{} {}", issue.parameter.as_deref().unwrap_or_default(), issue));
        (issues.collect(), found.kinds.to_string())
    }

    #[test]
    fn a_plain_chat_has_no_faults() {
        let bench = Bench::plain().takes([Modality::Text, Modality::Image]);
        let chat = json!({"messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": [
                {"type": "text", "text": "What is this?"},
                {"type": "image_url", "image_url": {"url": "https://example.com/a.png"}},
            ]},
            {"role": "assistant", "content": null, "tool_calls": []},
            {"role": "tool", "tool_call_id": "c", "content": "{}"},
        ]});
        assert_eq!(checked(&bench, chat), (vec![], "text, image".to_owned()));
    }

    #[test]
    fn each_fault_names_its_place() {
        let bench = Bench::plain();
        for (request, wanted) in [
            (json!({}), "messages error[invalid_messages]: the request has no messages"),
            (json!({"messages": []}), "messages error[invalid_messages]: messages is empty"),
            (
                json!({"messages": "hi"}),
                "messages error[invalid_messages]: messages must be a list of messages",
            ),
            (
                json!({"messages": ["hi"]}),
                "messages[0] error[invalid_messages]: messages[0] must be an object",
            ),
            (
                json!({"messages": [{"content": "hi"}]}),
                "messages[0] error[invalid_messages]: messages[0] has no role",
            ),
            (
                json!({"messages": [{"role": "bot", "content": "hi"}]}),
                "messages[0] error[invalid_messages]: messages[0].role bot is no role; known: system, developer, user, assistant, tool, function",
            ),
            (
                json!({"messages": [{"role": "user"}]}),
                "messages[0] error[invalid_messages]: messages[0] has no content",
            ),
            (
                json!({"messages": [{"role": "user", "content": 5}]}),
                "messages[0] error[invalid_messages]: messages[0].content must be a text or a list of parts",
            ),
            (
                json!({"messages": [{"role": "user", "content": [{"type": "gif"}]}]}),
                "messages[0].content[0] error[invalid_messages]: messages[0].content[0].type gif is no kind of part; known: text, image_url, input_audio, file, video_url, refusal",
            ),
            (
                json!({"messages": [{"role": "user", "content": ["hi"]}]}),
                "messages[0].content[0] error[invalid_messages]: messages[0].content[0] must be an object",
            ),
        ] {
            assert_eq!(checked(&bench, request).0, [wanted]);
        }
    }

    #[test]
    fn content_that_the_model_does_not_take_is_one_error_a_kind() {
        let bench = Bench::plain().takes([Modality::Text]);
        let image = json!({"type": "image_url", "image_url": {"url": "u"}});
        let pdf = json!({"type": "file", "file": {"file_data": "data:application/pdf;base64,AA"}});
        let video = json!({"type": "file", "file": {"file_data": "data:video/mp4;base64,AA"}});
        let request = json!({"messages": [
            {"role": "user", "content": "hi"},
            {"role": "user", "content": [image, pdf, image, video]},
        ]});
        let (issues, kinds) = checked(&bench, request);
        assert_eq!(kinds, "text, image, video, document");
        assert_eq!(
            issues,
            [
                "messages[1].content[0] error[unsupported_modality]: Model m does not support image input: messages[1].content[0] and 1 more",
                "messages[1].content[1] error[unsupported_modality]: Model m does not support document input: messages[1].content[1]",
                "messages[1].content[3] error[unsupported_modality]: Model m does not support video input: messages[1].content[3]",
            ]
        );
    }

    #[test]
    fn what_is_not_known_of_a_model_refuses_nothing() {
        let request = json!({"messages": [
            {"role": "system", "content": "hi"},
            {"role": "user", "content": [{"type": "input_audio", "input_audio": {}}]},
        ]});
        assert_eq!(checked(&Bench::plain(), request.clone()).0, Vec::<String>::new());
        let bench = Bench::plain().can(Capability::System, false);
        assert_eq!(
            checked(&bench, request).0,
            ["messages[0] error[unsupported_role]: Model m does not support system messages: messages[0]"]
        );
    }

    #[test]
    fn every_key_but_model_messages_and_input_is_a_parameter() {
        let request = json!({"model": "m", "messages": [], "input": "a", "n": 1, "stream": true});
        let parameters = parameters_of(request.as_object().unwrap());
        assert_eq!(Value::Object(parameters), json!({"n": 1, "stream": true}));
    }
}
