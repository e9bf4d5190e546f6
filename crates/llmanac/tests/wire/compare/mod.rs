//! A request beside what is read back from the wire: what differs, and no change names.

mod excuses;
mod parameters;
mod schema;
mod talk;

use llmanac::advise::WireRequest;
use serde_json::{Map, Value};

use crate::inverse::{self, Read, Said, standard};

use excuses::Excuses;
use parameters::parameters;
use talk::{Boundaries, follow};

/// What was lost without a word; nothing, where all is well.
pub fn lost(form: &str, request: &Map<String, Value>, wire: &WireRequest) -> Vec<String> {
    let (before, after) = (standard::read(request), inverse::read(form, wire));
    let excuses = Excuses::of(wire, &before);
    let mut lost = Vec::new();
    let apart = !matches!(form, "chat" | "responses");
    let is_system = |said: &&Said| matches!(said.role, "system" | "developer");
    let split = |read: &Read, systems: bool| -> Vec<Said> {
        read.said.iter().filter(|said| is_system(said) == systems).cloned().collect()
    };
    if apart {
        // Where the system stands apart, its words and those of a developer are one.
        let mut before = split(&before, true);
        let speaks_as = |said: &&mut Said| {
            excuses.says(&format!("messages[{}]", said.message), "a developer speaks as the system")
        };
        before.iter_mut().filter(speaks_as).for_each(|said| said.role = "system");
        follow(&before, &split(&after, true), &excuses, Boundaries::Free, &mut lost);
        follow(
            &split(&standard::read(request), false),
            &split(&after, false),
            &excuses,
            Boundaries::Kept,
            &mut lost,
        );
    } else {
        follow(&before.said, &after.said, &excuses, Boundaries::Kept, &mut lost);
    }
    parameters(form, &before, after.parameters, wire, &excuses, &mut lost);
    lost
}
