//! What a standard request wants to be embedded, as a surface reads it.
//!
//! ```text
//! request    read       the inputs with their places: texts, token ids, parts of a message
//!   |        form       one file a form of body: openai, titan, cohere, nova, gemini, vertex
//!   v        each       what parameters say of each input goes into each
//! Written    the keys of the body that inputs make
//! ```
//!
//! Which form a surface reads stands in the catalog. What a form has no place for is an issue under both policies: another
//! input makes another vector.

mod cohere;
mod each;
mod gemini;
mod nova;
mod openai;
mod read;
mod titan;
mod vertex;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde_json::{Map, Value};

use crate::model::InputForm;

use super::messages::{Report, Written};
use super::policy::Policy;

pub(crate) use each::{is_batch, settle, spread};

/// Writes the inputs of a request in a form; what is wrong with their build is told by validation, and not again.
pub(super) fn write(form: InputForm, request: &Map<String, Value>, policy: Policy) -> Written {
    let mut report = Report::new(policy);
    let inputs = read::inputs(request, &mut report);
    let report = &mut report;
    let body = match form {
        InputForm::Openai => openai::write(request, &inputs, report),
        InputForm::Texts => openai::texts(&inputs, report),
        InputForm::Titan => titan::write(&inputs, report),
        InputForm::Cohere => cohere::texts_or_image(&inputs, request, report),
        InputForm::CohereContent => cohere::texts_or_content(&inputs, report),
        InputForm::Nova => nova::write(&inputs, request, report),
        InputForm::Gemini => gemini::write(&inputs, report),
        InputForm::VertexText => vertex::texts(&inputs, report),
        InputForm::VertexMultimodal => vertex::multimodal(&inputs, report),
    };
    Written { body, issues: std::mem::take(&mut report.issues), changes: std::mem::take(&mut report.changes) }
}
