//! What the readers share: objects whose numbers keep their text, and the list of what could not be taken.

use std::collections::BTreeMap;

use serde_json::value::RawValue;

use crate::model::Modality;

use super::amount::Amount;
use super::foreign::Skipped;

/// An object whose values are texts of JSON, so that no number goes through a binary fraction.
pub(super) type RawObject<'a> = BTreeMap<String, &'a RawValue>;

/// An object; `None` for another kind of value.
pub(super) fn object(raw: &RawValue) -> Option<RawObject<'_>> {
    serde_json::from_str(raw.get()).ok()
}

/// A list; `None` for another kind of value.
pub(super) fn list(raw: &RawValue) -> Option<Vec<&RawValue>> {
    serde_json::from_str(raw.get()).ok()
}

/// A string, a whole number, or a truth value.
pub(super) fn value<T: serde::de::DeserializeOwned>(raw: Option<&&RawValue>) -> Option<T> {
    serde_json::from_str(raw?.get()).ok()
}

/// A whole number of tokens; `128000.0` is one, too.
pub(super) fn tokens(raw: Option<&&RawValue>) -> Option<u64> {
    let text = raw?.get();
    let text = text.trim_matches('"');
    let whole = text
        .split_once('.')
        .map_or(Some(text), |(whole, rest)| rest.bytes().all(|digit| digit == b'0').then_some(whole));
    whole?.parse().ok()
}

/// Modalities, in whatever words the file has for them; `None` where it says nothing.
pub(super) fn modalities(raw: Option<&&RawValue>) -> Option<Vec<Modality>> {
    let words: Vec<String> = value(raw)?;
    let mut found: Vec<Modality> = Vec::new();
    for word in words {
        let modality = match word.as_str() {
            "pdf" | "file" => Ok(Modality::Document),
            word => word.parse(),
        };
        // A word that means nothing here is no modality of a model.
        if let Ok(modality) = modality
            && !found.contains(&modality)
        {
            found.push(modality);
        }
    }
    Some(found)
}

/// Collects what could not be taken.
#[derive(Debug, Default)]
pub(super) struct Skips {
    pub list: Vec<Skipped>,
    /// Fields that have no place here, by how many rows have them.
    pub unread: BTreeMap<String, usize>,
}

impl Skips {
    pub fn add(&mut self, place: impl Into<String>, why: impl ToString) {
        self.list.push(Skipped { place: place.into(), why: why.to_string() });
    }

    /// Counts the fields of a row that nobody read.
    pub fn unread<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f String>,
        is_read: impl Fn(&str) -> bool,
    ) {
        for field in fields.into_iter().filter(|field| !is_read(field)) {
            match self.unread.get_mut(field) {
                Some(rows) => *rows += 1,
                None => {
                    self.unread.insert(field.clone(), 1);
                }
            }
        }
    }

    /// A price; one that cannot be read is skipped.
    pub fn amount(&mut self, key: &str, field: &str, raw: &RawValue, units: u32) -> Option<Amount> {
        let text = raw.get().trim_matches('"');
        if text == "null" {
            return None;
        }
        match Amount::read(text, units) {
            Ok(amount) => Some(amount),
            Err(error) => {
                self.add(format!("{key}.{field}"), error);
                None
            }
        }
    }
}
