//! What the changes excuse when a request comes back from the wire.

use std::collections::BTreeSet;

use llmanac::advise::WireRequest;
use llmanac::params::ChangeKind;

use super::parameters::is_another_form;
use crate::inverse::{Read, Said};

/// The changes, as excuses: each for its own place and what is below, and for what it says was done there.
pub(super) struct Excuses {
    /// Left out, clamped, set: what stands there may be gone or differ.
    pub(super) differ: Vec<String>,
    /// Said otherwise: nothing may be gone.
    pub(super) converted: Vec<(String, String)>,
    /// Ids of calls that go under others, and with them the results that name them.
    pub(super) ids: BTreeSet<String>,
}

impl Excuses {
    /// A rename or a move excuses nothing: the value is the same in its new place. Nor does another shape.
    pub(super) fn of(wire: &WireRequest, before: &Read) -> Self {
        let mut own = Self { differ: Vec::new(), converted: Vec::new(), ids: BTreeSet::new() };
        for change in &wire.changes {
            let place = change.parameter.clone();
            match change.kind {
                ChangeKind::Renamed | ChangeKind::Moved => {}
                ChangeKind::Converted if is_another_form(change) => {}
                ChangeKind::Clamped if place == "tools" => {}
                // With a value before it is a parameter that was brought into its type.
                ChangeKind::Converted if place.starts_with("messages[") => {
                    own.converted.push((place, change.reason().to_owned()));
                }
                _ => own.differ.push(place),
            }
        }
        let is_renamed = |said: &&Said| {
            let place = format!("{}.id", said.place);
            wire.changes.iter().any(|change| change.kind == ChangeKind::Renamed && change.parameter == place)
        };
        let id = |said: &Said| Some(said.fields.get("id")?.as_str()?.to_owned());
        own.ids = before.said.iter().filter(is_renamed).filter_map(id).collect();
        own
    }

    /// Whether a change that leaves out or alters names a place, or one that it lies in.
    pub(super) fn cover(&self, place: &str) -> bool {
        self.differ.iter().any(|own| {
            place
                .strip_prefix(own.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Whether a change names a place within this one.
    pub(super) fn within(&self, place: &str) -> bool {
        self.differ.iter().any(|own| {
            own.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    }

    /// Whether a message, or this place in it, is said otherwise in a way that the words tell.
    pub(super) fn says(&self, place: &str, words: &str) -> bool {
        self.converted.iter().any(|(own, why)| own == place && why.contains(words))
    }
}
