//! Something that fitting or conversion did to a request.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use serde_json::Value;

use crate::model::named;

use super::echo::{PlainPlace, Said, cut_place, echo};

named! {
    /// What was done to a request.
    "change kind" ChangeKind {
        /// A parameter goes under another name.
        Renamed = "renamed",
        /// A parameter keeps its name and goes to another place: into an object, a header, or the choice of the operation.
        Moved = "moved",
        /// A required parameter that nobody stated was filled in.
        Defaulted = "defaulted",
        /// A parameter that does not exist here was brought about by others.
        Emulated = "emulated",
        /// A parameter was left out.
        Dropped = "dropped",
        /// A value was brought within its limits.
        Clamped = "clamped",
        /// A value was written in another form that means the same.
        Converted = "converted",
        /// A value was set so that a rule between parameters holds.
        Set = "set",
    }
}

impl ChangeKind {
    /// Why such a change is made, where no more is to be said.
    const fn reason(self) -> &'static str {
        match self {
            Self::Renamed => "the surface has another name for it",
            Self::Moved => "the surface has another place for it",
            Self::Defaulted => "the surface requires it",
            Self::Emulated => "the surface has no such parameter",
            Self::Dropped => "the surface has no place for it",
            Self::Clamped => "the value was outside its limits",
            Self::Converted => "the surface has another form for it",
            Self::Set => "another parameter requires it",
        }
    }
}

/// Something that was done to a request.
///
/// In JSON, what was changed stands under `parameter`, or under `path` where it is a place within one:
/// `messages[2].content[0]`. Every change has a `reason` there.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Change {
    /// What was done.
    pub kind: ChangeKind,
    /// The parameter as it was stated, or the place in one: `messages[2].content[0]`.
    pub parameter: String,
    /// The value before; of a rename the name before.
    pub from: Option<Value>,
    /// The value after; of a rename or a move the place after.
    pub to: Option<Value>,
    /// Why, where the kind does not say it.
    pub reason: Option<String>,
}

impl Change {
    pub(crate) fn new(kind: ChangeKind, parameter: &str) -> Self {
        Self { kind, parameter: cut_place(parameter).to_owned(), from: None, to: None, reason: None }
    }

    pub(crate) fn from(mut self, value: &Value) -> Self {
        self.from = echo(value);
        self
    }

    pub(crate) fn to(mut self, value: &Value) -> Self {
        self.to = echo(value);
        self
    }

    pub(crate) fn note(mut self, note: impl fmt::Display) -> Self {
        self.reason = Some(note.to_string());
        self
    }

    /// Why the change was made.
    #[must_use]
    pub fn reason(&self) -> &str {
        self.reason.as_deref().unwrap_or_else(|| self.kind.reason())
    }

    /// Whether a place within a parameter was changed, and not the whole of it.
    fn is_within(&self) -> bool {
        self.parameter.contains(['[', '.'])
    }

    /// A parameter that goes to another place, and under another name where the last step differs.
    pub(crate) fn placed(parameter: &str, path: &str) -> Self {
        let last = path.rsplit('.').next().unwrap_or(path);
        let kind = if last == parameter { ChangeKind::Moved } else { ChangeKind::Renamed };
        Self { to: Some(Value::from(path)), ..Self::renamed(kind, parameter) }
    }

    /// What goes to another place, whatever its last step is.
    pub(crate) fn moved(place: &str, to: &str) -> Self {
        Self { to: Some(Value::from(to)), ..Self::renamed(ChangeKind::Moved, place) }
    }

    pub(crate) fn renamed(kind: ChangeKind, parameter: &str) -> Self {
        Self { from: Some(Value::from(cut_place(parameter))), ..Self::new(kind, parameter) }
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut keys = serializer.serialize_struct("Change", 5)?;
        keys.serialize_field("kind", self.kind.as_str())?;
        keys.serialize_field(if self.is_within() { "path" } else { "parameter" }, &self.parameter)?;
        keys.serialize_field("from", &self.from)?;
        keys.serialize_field("to", &self.to)?;
        keys.serialize_field("reason", self.reason())?;
        keys.end()
    }
}

impl fmt::Display for Change {
    /// `max_tokens 20000 -> 16384`, `top_p 0.9 dropped: ...`, `stop renamed to stop_sequences`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, parameter, from, to, reason } = self;
        PlainPlace(parameter).fmt(f)?;
        match (kind, from, to) {
            (ChangeKind::Renamed | ChangeKind::Moved, _, Some(to)) => {
                write!(f, " {kind} to {}", Said(to))?;
            }
            (ChangeKind::Clamped | ChangeKind::Converted | ChangeKind::Set, Some(from), Some(to)) => {
                write!(f, " {} -> {}", Said(from), Said(to))?;
            }
            (_, _, Some(to)) => write!(f, " {kind} to {}", Said(to))?,
            (_, Some(from), None) => write!(f, " {} {kind}", Said(from))?,
            (_, None, None) => write!(f, " {kind}")?,
        }
        match reason {
            Some(reason) => write!(f, ": {reason}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn changes_read_as_a_person_would_say_them() {
        let change = Change::new;
        for (change, said) in [
            (
                change(ChangeKind::Clamped, "max_tokens").from(&json!(20000)).to(&json!(16384)),
                "max_tokens 20000 -> 16384",
            ),
            (
                change(ChangeKind::Dropped, "top_p").from(&json!(0.9)).note("no such parameter"),
                "top_p 0.9 dropped: no such parameter",
            ),
            (change(ChangeKind::Defaulted, "max_tokens").to(&json!(4096)), "max_tokens defaulted to 4096"),
            (change(ChangeKind::Set, "logprobs").to(&json!(true)), "logprobs set to true"),
            (Change::placed("stop", "stop_sequences"), "stop renamed to stop_sequences"),
            (
                Change::placed("temperature", "generationConfig.temperature"),
                "temperature moved to generationConfig.temperature",
            ),
            (
                change(ChangeKind::Emulated, "response_format").note("a forced tool"),
                "response_format emulated: a forced tool",
            ),
        ] {
            assert_eq!(change.to_string(), said);
        }
    }

    #[test]
    fn a_change_has_stable_keys_in_json() {
        let clamped = Change::new(ChangeKind::Clamped, "n").from(&json!(200)).to(&json!(128));
        let within = Change::new(ChangeKind::Dropped, "messages[1].name").note("nobody reads it");
        for (change, wanted) in [
            (
                clamped,
                json!({"kind": "clamped", "parameter": "n", "from": 200, "to": 128, "reason": "the value was outside its limits"}),
            ),
            (
                within,
                json!({"kind": "dropped", "path": "messages[1].name", "from": null, "to": null, "reason": "nobody reads it"}),
            ),
        ] {
            assert_eq!(serde_json::to_value(change).unwrap(), wanted);
        }
    }
}
