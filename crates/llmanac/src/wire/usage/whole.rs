//! Whether what was handed over is one whole response: not the beginning of a stream, and not several responses.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::cost::UsageForm;
use crate::params::cut;

use super::note::{NoteCode, Notes};
use super::stated;
use super::view::View;
use crate::wire::response::Response;

/// Tells of a stream whose last counts are missing, and of several responses in one.
pub(super) fn check(form: &UsageForm, response: &Response<'_>, notes: &mut Notes) {
    if is_unfinished(form, response) || is_cut(form, response) {
        let ends = if form.ends.is_empty() { &form.finished } else { &form.ends }.join(" or ");
        notes.add(
            NoteCode::StreamUnfinished,
            format_args!("the stream has no {ends}; its counts are not the last"),
        );
    }
    if let Some(several) = several(form, response) {
        notes.add(
            NoteCode::SeveralResponses,
            format_args!("{several}; the counts are those of the last, not of all: read them one at a time"),
        );
    }
}

/// Whether the first counts are there and the last are not.
fn is_unfinished(form: &UsageForm, response: &Response<'_>) -> bool {
    let Some(begins) = &form.begins else { return false };
    let kinds = || response.parts.iter().filter_map(|part| part.get("type")?.as_str());
    let begun = kinds().any(|kind| kind == begins);
    let ended = kinds().any(|kind| form.ends.iter().any(|end| end == kind));
    begun && !ended
}

/// Whether a stream has events of the sort that would say that it is finished, and none does.
fn is_cut(form: &UsageForm, response: &Response<'_>) -> bool {
    let spelling = response.spelling;
    let states = |part: &Value, path: &str| {
        let mut found = Vec::new();
        spelling.things(part, path, &mut found);
        !found.is_empty()
    };
    let lists = || form.finished.iter().filter_map(|path| path.split_once("[]"));
    let is_stream = response.parts.len() > 1
        && response.parts.iter().any(|part| lists().any(|(list, _)| spelling.at(part, list).is_some()));
    is_stream && !response.parts.iter().any(|part| form.finished.iter().any(|path| states(part, path)))
}

/// What shows that there are several responses.
fn several(form: &UsageForm, response: &Response<'_>) -> Option<String> {
    let spelling = response.spelling;
    let roots = response.roots(&form.within);
    let ids =
        form.ids.iter().flat_map(|path| roots.iter().filter_map(|root| spelling.at(root, path)?.as_str()));
    let ids: BTreeSet<&str> = ids.filter(|id| !id.is_empty()).collect();
    let mut named = ids.iter().take(2).map(|id| format!("`{}`", cut(id)));
    if let (Some(one), Some(other)) = (named.next(), named.next()) {
        return Some(format!("there are {} responses here, {one} and {other}", ids.len()));
    }
    let stating =
        roots.iter().filter(|root| stated::is_in(form, &View::of_root(form, root, spelling))).count();
    (form.once && stating > 1).then(|| format!("there are {stating} responses here"))
}
