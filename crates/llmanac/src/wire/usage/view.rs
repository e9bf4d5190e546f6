//! Where counts are looked up: in the last part of a response that states them.

use serde_json::Value;

use crate::cost::UsageForm;

use super::prefix;
use super::response::Response;

/// The value at a dotted path; the empty path is the value itself.
pub(super) fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    if path.is_empty() {
        return Some(value);
    }
    path.split('.').try_fold(value, |value, step| value.get(step))
}

/// The counts of a response, or of one call within it.
#[derive(Debug)]
pub(super) struct View<'r, 'a> {
    roots: Vec<&'a Value>,
    at: &'r str,
    /// The headers; a call within a response has none.
    headers: Option<&'r Response<'a>>,
    /// What stands before a key in messages.
    before: String,
}

impl<'r, 'a> View<'r, 'a> {
    /// The counts of a response, as a form has them.
    pub fn of(form: &'r UsageForm, response: &'r Response<'a>) -> Self {
        Self {
            roots: response.roots(&form.within),
            at: &form.at,
            headers: Some(response),
            before: prefix(form),
        }
    }

    /// The counts of one call within a response.
    pub fn of_entry(entry: &'a Value, before: String) -> Self {
        Self { roots: vec![entry], at: "", headers: None, before }
    }

    /// What a key states. Counts of a stream are cumulative: the last part that states one is right.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        if let Some(name) = key.strip_prefix("header:") {
            return self.headers?.header(name);
        }
        let stated = |root: &&'a Value| at(at(root, self.at)?, key).filter(|value| !value.is_null());
        self.roots.iter().rev().find_map(stated)
    }

    /// A key as messages name it.
    pub fn name(&self, key: &str) -> String {
        match key.strip_prefix("header:") {
            Some(name) => format!("header {name}"),
            None => format!("{}{key}", self.before),
        }
    }
}
