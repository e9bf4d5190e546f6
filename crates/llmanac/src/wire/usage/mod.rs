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
//! Extracted   fees, context; whole: a stream that was cut, several responses in one; unread: counts of no row
//! ```
//! Which counts contain which is data: `catalog/usage.toml`, compiled to `cost::UsageForms`.

mod answering;
mod context;
mod day;
mod entries;
mod error;
mod extracted;
mod fees;
mod note;
mod number;
mod reading;
mod split;
mod stated;
mod total;
mod unread;
mod view;
mod whole;

#[cfg(all(test, feature = "embedded"))]
mod tests;

use serde_json::Value;

use crate::catalog::Tables;
use crate::cost::UsageForm;
use crate::model::Surface;
use crate::params::cut;
use crate::wire::decode;
use crate::wire::response::Response;
use crate::wire::spelling::Spelling;

use answering::{Answering, FindModel};
use entries::{Calls, Compared};
use note::Notes;
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
    let decoded = decode::decoded(payload);
    if let (Value::String(text), Value::String(_)) = (payload, decoded.as_ref()) {
        return Err(UsageExtractError::NoJson { beginning: cut(text).to_owned() });
    }
    let response = Response::of(&decoded, spelling(tables, surface));
    let all = || tables.usage.forms.iter().filter(|form| form.surfaces.contains(&surface));
    let forms = || all().filter(|form| form.beside.is_none());
    let is_in = |form: &&UsageForm| stated::is_in(form, &View::of(form, &response));
    let mut found = forms().filter(is_in).peekable();
    if found.peek().is_none() {
        let may_be = |form: &&UsageForm| !stated::is_another(form, &View::of(form, &response));
        let looked_for = forms()
            .filter(may_be)
            .filter_map(|form| Some(format!("{}{}", prefix(form), form.counts.first()?.key)));
        let like = like(tables, &decoded);
        return Err(UsageExtractError::NoUsage { surface, looked_for: looked_for.collect(), like });
    }
    let told = told.map(str::trim).filter(|name| !name.is_empty());
    let stated = forms().find_map(|form| response.text(&form.within, &form.model));
    let answering = Answering { stated, told, find };
    let mut notes = Notes::default();
    let (form, mut calls) = first(&mut found, &response, &answering, &mut notes)?;
    let mut read = vec![form];
    for witness in found {
        if calls.compare(form, witness, &response, &answering, &mut notes) == Compared::Read {
            read.push(witness);
        }
    }
    for form in all().filter(is_in) {
        if let Some(purpose) = &form.beside {
            calls.add_beside(form, purpose, &response, find, &mut notes)?;
        }
    }
    whole::check(form, &response, &mut notes);
    unread::check(&tables.usage, surface, &read, &response, &mut notes);
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

/// How clients spell the keys of a surface.
fn spelling(tables: &Tables, surface: Surface) -> Spelling {
    match tables.usage.snake_case.contains(&surface) {
        true => Spelling::SnakeCaseToo,
        false => Spelling::Exact,
    }
}

/// The surfaces in whose forms a response states its usage.
fn like(tables: &Tables, decoded: &Value) -> Vec<Surface> {
    let is_like = |surface: &&Surface| {
        let response = Response::of(decoded, spelling(tables, **surface));
        let mut forms = tables.usage.forms.iter().filter(|form| form.surfaces.contains(surface));
        forms.any(|form| stated::is_in(form, &View::of(form, &response)))
    };
    Surface::ALL.iter().filter(is_like).copied().collect()
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

/// What stands before a form's keys in messages.
fn prefix(form: &UsageForm) -> String {
    if form.at.is_empty() { String::new() } else { format!("{}.", form.at) }
}
