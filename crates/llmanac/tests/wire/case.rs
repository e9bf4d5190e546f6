//! One case of the corpus: what it is about, a model, a standard request.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use llmanac::advise::{Call, WireRequest, WireRequestError};
use llmanac::model::Surface;
use llmanac::wire::Policy;
use llmanac::{Snapshot, registry};
use serde_json::{Map, Value};

/// The day of every case, so that no snapshot moves with the calendar.
pub fn snapshot() -> Snapshot {
    registry().as_of("2026-11-23".parse().unwrap())
}

/// The folder of this test.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/wire")
}

/// The forms of messages, a folder each.
pub const FORMS: [&str; 5] = ["chat", "claude", "converse", "gemini", "responses"];

/// A case.
pub struct Case {
    /// `chat/a_system_message_stays_where_it_is`.
    pub name: String,
    pub about: String,
    pub model: String,
    /// The model's default surface, where none is stated.
    pub surface: Option<Surface>,
    pub policy: Policy,
    /// The request; where it is no JSON that can be read, why.
    pub request: Result<Map<String, Value>, String>,
}

impl Case {
    /// Reads a case; a key that it does not know is a mistake of the file.
    pub fn read(form: &str, file: &Path) -> Self {
        let name = format!("{form}/{}", file.file_stem().unwrap().to_str().unwrap());
        let Value::Object(mut own) = serde_json::from_str(&fs::read_to_string(file).unwrap())
            .unwrap_or_else(|error| panic!("{name}: {error}"))
        else {
            panic!("{name} is no object");
        };
        let mut text = |key: &str| own.shift_remove(key).map(|value| value.as_str().unwrap().to_owned());
        let (about, model) = (text("about").unwrap(), text("model").unwrap());
        let surface = text("surface").map(|surface| surface.parse().unwrap());
        let policy = text("policy").unwrap().parse().unwrap();
        let request = match (text("text"), own.shift_remove("request")) {
            // A text is for what no JSON value can be.
            (Some(text), None) => serde_json::from_str(&text).map_err(|error| error.to_string()),
            (None, Some(Value::Object(request))) => Ok(request),
            _ => panic!("{name} has a request, or the text of one"),
        };
        assert!(own.is_empty(), "{name}: {own:?}");
        Self { name, about, model, surface, policy, request }
    }

    /// All cases of all forms, by name.
    pub fn all() -> Vec<Self> {
        let sorted = |folder: &Path| -> Vec<PathBuf> {
            let mut found: Vec<PathBuf> =
                fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
            found.sort();
            found
        };
        let mut cases = Vec::new();
        for form in FORMS {
            let files = sorted(&folder().join(form));
            let is_case = |file: &&PathBuf| file.extension().is_some_and(|ending| ending == "json");
            cases.extend(files.iter().filter(is_case).map(|file| Self::read(form, file)));
        }
        cases
    }

    /// The form of messages: the folder.
    pub fn form(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// The request on the wire, or why it does not go there.
    pub fn wire(&self, snapshot: &Snapshot) -> Result<WireRequest, String> {
        let request = self.request.as_ref().map_err(|error| format!("no JSON: {error}"))?;
        snapshot
            .wire_request(&self.model, request, &Call::new(), self.surface, self.policy)
            .map_err(|error| said(&error))
    }

    /// What the case comes to, as a person reads it.
    pub fn shown(&self, snapshot: &Snapshot) -> String {
        match self.wire(snapshot) {
            Ok(wire) => shown(&wire),
            Err(refused) => format!("refused\n{refused}\n"),
        }
    }
}

/// A refusal, a line an issue.
pub fn said(error: &WireRequestError) -> String {
    match error {
        WireRequestError::Refused(error) => {
            let lines: Vec<String> = error.issues().iter().map(|issue| format!("- {issue}")).collect();
            lines.join("\n")
        }
        other => format!("- {other}"),
    }
}

/// A request on the wire: line, headers, body, changes.
fn shown(wire: &WireRequest) -> String {
    let mut text = format!("{}\n", wire.send.line());
    for (name, value) in &wire.send.headers {
        writeln!(text, "{name}: {value}").unwrap();
    }
    writeln!(text, "\n{}", serde_json::to_string_pretty(&wire.send.body).unwrap()).unwrap();
    if !wire.changes.is_empty() {
        writeln!(text, "\nchanges").unwrap();
    }
    for change in &wire.changes {
        writeln!(text, "- {change}").unwrap();
    }
    text
}
