//! Parameters that do not exist here, and that others stand in for.

use serde_json::Value;

use super::code::IssueCode;
use super::echo::cut;
use super::issue::Issue;
use super::structure::{Format, format};
use super::subject::Subject;
use super::table::Emulation;

/// Whether a value asks for something that must be brought about at all.
pub(crate) fn asks(emulation: Emulation, value: &Value) -> bool {
    match emulation {
        // An answer of plain text is what comes anyhow.
        Emulation::ForcedTool => !matches!(format(value), Ok(Format::Text)),
    }
}

/// The warning that strict conversion refuses the parameter.
pub(super) fn issue(emulation: Emulation, subject: &Subject<'_>, name: &str) -> Issue {
    let how = match emulation {
        Emulation::ForcedTool => "a tool that must be called",
    };
    let model = cut(subject.model);
    Issue::warning(
        IssueCode::Emulated,
        format_args!(
            "Model {model} has no {name} parameter here; {how} stands in for it under fit, strict conversion refuses it"
        ),
    )
    .at(name)
}
