//! What the readers share: values that keep their text, each of another kind than is wanted told with its place.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde_json::value::RawValue;

use crate::model::{Meter, Modality, ServiceTier};

use super::amount::Amount;
use super::foreign::{ForeignPrice, Skipped};
use super::raw::{self, Doubtful, RawObject, cut, is_null, plain};

/// A whole number of tokens; `128000.0` is one, too.
pub(super) fn tokens(raw: Option<&&RawValue>) -> Option<u64> {
    let text = raw?.get();
    let text = text.trim_matches('"');
    let whole = text
        .split_once('.')
        .map_or(Some(text), |(whole, rest)| rest.bytes().all(|digit| digit == b'0').then_some(whole));
    // What a file of TOML can hold, too.
    whole?.parse().ok().filter(|count| i64::try_from(*count).is_ok())
}

/// Rates that a row states, and that could not be read: the meter, the tier, the band.
pub(super) type Lost = BTreeSet<(Meter, ServiceTier, u64)>;

/// Whether it is known where every band of context begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bands {
    Placed,
    /// Of some it is not: the rates below may end anywhere.
    Unplaced,
}

/// Collects what could not be taken.
///
/// A field that is absent or `null` says nothing, and there is nothing to tell. One of another kind than is wanted is
/// told with the row's key and its name, and says nothing either.
#[derive(Debug, Default)]
pub(super) struct Skips {
    pub list: Vec<Skipped>,
    /// Fields that have no place here, by how many rows have them.
    pub unread: BTreeMap<String, usize>,
    /// Keys of the object read last that are in doubt.
    pub doubted: Vec<String>,
    /// Rates of this row that could not be read.
    pub lost: Lost,
}

impl Skips {
    pub fn add(&mut self, place: impl Into<String>, why: impl ToString) {
        /// Of a key and a field, and of what is said; longer ones are nonsense, and named by their beginnings.
        const LONGEST: usize = 400;
        let place = cut(&plain(&place.into()), LONGEST);
        self.list.push(Skipped { place, why: cut(&plain(&why.to_string()), LONGEST) });
    }

    /// A field of another kind than is wanted.
    fn wrong(&mut self, key: &str, field: &str, raw: &RawValue, wanted: &str) {
        self.add(place(key, field), format_args!("`{}` is no {wanted}", raw::shown(raw)));
    }

    /// An object; what it states twice, each time in another way, is in doubt and not taken.
    pub fn object<'a>(
        &mut self,
        key: &str,
        field: &str,
        raw: Option<&&'a RawValue>,
    ) -> Option<RawObject<'a>> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let Some((object, doubtful)) = raw::object(raw) else {
            self.wrong(key, field, raw, "object");
            return None;
        };
        for own in &doubtful {
            self.doubt(&place(key, field), own);
        }
        self.doubted = doubtful.into_iter().map(|own| own.key).collect();
        Some(object)
    }

    /// A row, or another object that stands in a place of its own: `null` is none.
    pub fn row<'a>(&mut self, key: &str, raw: &'a RawValue) -> Option<RawObject<'a>> {
        if is_null(raw) {
            self.wrong(key, "", raw, "object");
        }
        self.object(key, "", Some(&raw))
    }

    /// What an object states twice.
    fn doubt(&mut self, place: &str, own: &Doubtful<'_>) {
        let at = if place.is_empty() { own.key.clone() } else { format!("{place}.{}", own.key) };
        let why = format!(
            "it is stated twice, as `{}` and as `{}`: neither is taken",
            raw::shown(own.first),
            raw::shown(own.second)
        );
        self.add(at, why);
    }

    pub fn list<'a>(
        &mut self,
        key: &str,
        field: &str,
        raw: Option<&&'a RawValue>,
    ) -> Option<Vec<&'a RawValue>> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let list = raw::list(raw);
        if list.is_none() {
            self.wrong(key, field, raw, "list");
        }
        list
    }

    pub fn text(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<String> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let text = serde_json::from_str(raw.get()).ok();
        if text.is_none() {
            self.wrong(key, field, raw, "text");
        }
        text
    }

    /// Texts; those that are none are told, and `null` says nothing.
    pub fn texts(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<Vec<String>> {
        let list = self.list(key, field, raw)?;
        let text = |(at, raw)| self.text(key, &format!("{field}[{at}]"), Some(raw));
        Some(list.iter().enumerate().filter_map(text).collect())
    }

    /// A text without which the object is nothing.
    pub fn needed_text(&mut self, key: &str, field: &str, fields: &RawObject<'_>) -> Option<String> {
        let stated = fields.get(field).filter(|raw| !is_null(raw));
        if stated.is_none() {
            self.add(key, format_args!("it has no `{field}`"));
        }
        self.text(key, field, stated)
    }

    pub fn flag(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<bool> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let flag = serde_json::from_str(raw.get()).ok();
        if flag.is_none() {
            self.wrong(key, field, raw, "truth value: true or false");
        }
        flag
    }

    /// A number of tokens.
    pub fn tokens(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<u64> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let count = tokens(Some(raw));
        if count.is_none() {
            self.wrong(key, field, raw, "whole number of tokens");
        }
        count
    }

    /// Modalities, in whatever words the file has for them; `None` where it says nothing.
    pub fn modalities(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<Vec<Modality>> {
        let mut found: Vec<Modality> = Vec::new();
        for (at, raw) in self.list(key, field, raw)?.iter().enumerate() {
            let Some(word) = self.text(key, &format!("{field}[{at}]"), Some(raw)) else { continue };
            let modality = match word.as_str() {
                "pdf" | "file" => Ok(Modality::Document),
                word => word.parse(),
            };
            match modality {
                Ok(modality) if found.contains(&modality) => {}
                Ok(modality) => found.push(modality),
                Err(error) => self.add(place(key, &format!("{field}[{at}]")), error),
            }
        }
        Some(found)
    }

    /// Counts the fields of a row that nobody read.
    pub fn unread<'f>(
        &mut self,
        fields: impl IntoIterator<Item = &'f String>,
        is_read: impl Fn(&str) -> bool,
    ) {
        /// Longer than any field that means something.
        const LONGEST: usize = 100;
        for field in fields.into_iter().filter(|field| !is_read(field)) {
            let field = cut(&plain(field), LONGEST);
            match self.unread.get_mut(&field) {
                Some(rows) => *rows += 1,
                None => {
                    self.unread.insert(field, 1);
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
                self.add(place(key, field), error);
                None
            }
        }
    }

    /// The rate of a meter, for a tier, over so many tokens; where it cannot be read, no other stands in its place.
    pub fn rate(
        &mut self,
        key: &str,
        field: &str,
        raw: &RawValue,
        (meter, tier, over): (Meter, ServiceTier, u64),
        units: u32,
    ) -> Option<Amount> {
        let amount = self.amount(key, field, raw, units);
        if amount.is_none() && !is_null(raw) {
            self.lost.insert((meter, tier, over));
        }
        amount
    }

    /// Gives up the rates of tokens of a tier: where a band begins that nobody can place, none is known to hold anywhere.
    pub fn lose_tier(&mut self, prices: &mut Vec<ForeignPrice>, tier: ServiceTier) {
        prices.retain(|price| {
            let is_lost = price.tier == tier && price.meter.is_of_tokens();
            if is_lost {
                self.lost.insert((price.meter, tier, 0));
            }
            !is_lost
        });
    }

    /// A factor on rates.
    pub fn factor(&mut self, key: &str, field: &str, raw: Option<&&RawValue>) -> Option<Decimal> {
        let raw = raw.filter(|raw| !is_null(raw))?;
        let factor = Decimal::from_str_exact(raw.get().trim_matches('"')).ok();
        let factor = factor.filter(|factor| *factor > Decimal::ZERO);
        if factor.is_none() {
            self.wrong(key, field, raw, "factor above zero");
        }
        factor
    }

    /// Whether a key can be a name; why it cannot is told.
    pub fn is_name(&mut self, key: &str) -> bool {
        /// The longest name that is ever looked up.
        const LONGEST: usize = 500;
        let why = match key {
            _ if key.trim().is_empty() => "a key without a letter is no name".to_owned(),
            _ if key.len() > LONGEST => {
                format!("a key of {} bytes is no name; {LONGEST} are the most", key.len())
            }
            _ if key.contains(char::is_control) => "a key with a control character is no name".to_owned(),
            _ => return true,
        };
        self.add(format!("\"{}\"", cut(key, 80)), why);
        false
    }
}

/// Where a field of a row is; without a field the row itself.
fn place(key: &str, field: &str) -> String {
    match (key, field) {
        (key, "") => key.to_owned(),
        ("", field) => field.to_owned(),
        (key, field) => format!("{key}.{field}"),
    }
}
