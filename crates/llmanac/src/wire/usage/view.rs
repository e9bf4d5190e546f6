//! Where counts are looked up: in the last part of a response that states them.

use serde_json::Value;

use crate::cost::UsageForm;

use super::prefix;
use crate::wire::response::Response;
use crate::wire::spelling::Spelling;

/// The counts of a response, or of one call within it.
#[derive(Debug)]
pub(super) struct View<'r, 'a> {
    /// Where counts are stated: of a long stream, few of its parts.
    roots: Vec<&'a Value>,
    /// The headers; a call within a response has none.
    headers: Option<&'r Response<'a>>,
    /// How keys are spelled.
    pub spelling: Spelling,
    /// What stands before a key in messages.
    before: String,
}

impl<'r, 'a> View<'r, 'a> {
    /// The counts of a response, as a form has them.
    pub fn of(form: &'r UsageForm, response: &'r Response<'a>) -> Self {
        let roots = response.roots(&form.within);
        Self {
            roots: roots.into_iter().filter_map(|root| counts(form, root, response.spelling)).collect(),
            headers: Some(response),
            spelling: response.spelling,
            before: prefix(form),
        }
    }

    /// The counts of one part of a response, its headers left out.
    pub fn of_root(form: &UsageForm, root: &'a Value, spelling: Spelling) -> Self {
        let roots = counts(form, root, spelling).into_iter().collect();
        Self { roots, headers: None, spelling, before: String::new() }
    }

    /// The counts of one call within a response.
    pub fn of_entry(entry: &'a Value, before: String, spelling: Spelling) -> Self {
        Self { roots: vec![entry], headers: None, spelling, before }
    }

    /// What a key states. Counts of a stream are cumulative: the last part that states one is right.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        if let Some(name) = key.strip_prefix("header:") {
            return self.headers?.header(name);
        }
        self.roots.iter().rev().find_map(|root| self.stated(root, key))
    }

    /// Whether the last part that states one key came before the last that states another.
    pub fn is_before(&self, key: &str, other: &str) -> bool {
        let last = |key| self.roots.iter().rposition(|root| self.stated(root, key).is_some());
        last(key).is_some_and(|at| last(other).is_some_and(|after| at < after))
    }

    fn stated(&self, root: &'a Value, key: &str) -> Option<&'a Value> {
        self.spelling.at(root, key).filter(|value| !value.is_null())
    }

    /// A key as messages name it.
    pub fn name(&self, key: &str) -> String {
        match key.strip_prefix("header:") {
            Some(name) => format!("header {name}"),
            None => format!("{}{key}", self.before),
        }
    }
}

/// What a part of a response has where a form's counts are, if it may state any.
fn counts<'a>(form: &UsageForm, root: &'a Value, spelling: Spelling) -> Option<&'a Value> {
    let counts = spelling.at(root, &form.at)?;
    let begins = |key: &String| {
        let step = key.split('.').next().unwrap_or(key);
        spelling.step(counts, step).is_some()
    };
    form.keys().any(begins).then_some(counts)
}
