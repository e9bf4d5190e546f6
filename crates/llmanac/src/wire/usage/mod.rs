//! From a provider's raw response to disjoint meters.
//!
//! ```text
//! payload     decode     texts, server-sent events and base64 chunks become JSON
//!   |         response   what wraps the response comes off: body and headers, events
//!   v
//! counts      stated     the counts and lists that a form of usage.toml knows are read
//!   |         entries    calls within one response get counts of their own
//!   |         split      parts are taken out of what contains them
//!   v         total      the provider's total is held against its parts
//! Extracted   fees, context
//! ```
//! Which counts contain which is data: `catalog/usage.toml`, compiled to `cost::UsageForms`.

mod answering;
mod context;
mod day;
mod decode;
mod entries;
mod error;
mod extracted;
mod fees;
mod note;
mod number;
mod reading;
mod response;
mod split;
mod stated;
mod total;
mod view;

use serde_json::Value;

use crate::catalog::Tables;
use crate::cost::UsageForm;
use crate::model::Surface;

use answering::{Answering, FindModel};
use entries::Calls;
use note::Notes;
use response::Response;
use view::View;

pub use error::UsageExtractError;
pub use extracted::{Extracted, Invocation, RateContext};
pub use note::{NoteCode, UsageNote};

/// Extracts the usage of a response.
///
/// `told` is the model that the caller says answered; `find` finds a model by any of its names.
pub(crate) fn extract(
    tables: &Tables,
    surface: Surface,
    payload: &Value,
    told: Option<&str>,
    find: &FindModel<'_>,
) -> Result<Extracted, UsageExtractError> {
    let payload = decode::decoded(payload);
    let response = Response::of(&payload);
    let forms = || tables.usage.forms.iter().filter(|form| form.surfaces.contains(&surface));
    let mut found = forms().filter(|form| stated::is_in(form, &View::of(form, &response))).peekable();
    if found.peek().is_none() {
        let looked_for =
            forms().filter_map(|form| Some(format!("{}{}", prefix(form), form.counts.first()?.key)));
        return Err(UsageExtractError::NoUsage { surface, looked_for: looked_for.collect() });
    }
    let told = told.map(str::trim).filter(|name| !name.is_empty());
    let stated = forms().find_map(|form| response.text(&form.within, &form.model));
    let answering = Answering { stated, told, find };
    let mut notes = Notes::default();
    let (form, calls) = first(&mut found, &response, &answering, &mut notes)?;
    for witness in found {
        calls.compare(form, witness, &response, &answering, &mut notes);
    }
    unfinished(form, &response, &mut notes);
    let fees = fees::fees(&tables.usage.fees, surface, &response, &answering, &mut notes)?;
    let context = context::context(tables, surface, &response, &mut notes);
    Ok(Extracted {
        invocations: calls.invocations,
        fees,
        context,
        total_matches: calls.total_matches,
        notes: notes.into_list(),
    })
}

/// Reads the first form that has all that it needs; a stream may have lost the beginning of one.
fn first<'f>(
    found: &mut impl Iterator<Item = &'f UsageForm>,
    response: &Response<'_>,
    answering: &Answering<'_>,
    notes: &mut Notes,
) -> Result<(&'f UsageForm, Calls), UsageExtractError> {
    let mut missing: Option<UsageExtractError> = None;
    for form in found {
        let mut own = Notes::default();
        match Calls::of(form, response, answering, &mut own) {
            Ok(calls) => {
                if let Some(error) = missing {
                    notes.add(
                        NoteCode::CountsDiffer,
                        format_args!("{error}; the counts are those of {}", form.name),
                    );
                }
                notes.extend(own);
                return Ok((form, calls));
            }
            Err(error @ UsageExtractError::Missing { .. }) => missing = missing.or(Some(error)),
            Err(error) => return Err(error),
        }
    }
    Err(missing.unwrap_or_else(|| UsageExtractError::Missing { key: "usage".to_owned() }))
}

/// Tells of a stream whose last counts are missing: the first ones are only a beginning.
fn unfinished(form: &UsageForm, response: &Response<'_>, notes: &mut Notes) {
    let Some(begins) = &form.begins else { return };
    let kinds = || response.parts.iter().filter_map(|part| part.get("type")?.as_str());
    let begun = kinds().any(|kind| kind == begins);
    let ended = kinds().any(|kind| form.ends.iter().any(|end| end == kind));
    if begun && !ended {
        let ends = form.ends.join(" or ");
        notes.add(
            NoteCode::StreamUnfinished,
            format_args!("the stream has no {ends}; its counts are not the last"),
        );
    }
}

/// What stands before a form's keys in messages.
fn prefix(form: &UsageForm) -> String {
    if form.at.is_empty() { String::new() } else { format!("{}.", form.at) }
}
