//! Counts that stand among those of a form and are none of them: a new kind of token is not passed over in silence.

use std::borrow::Cow;

use serde_json::Value;

use crate::cost::{UsageForm, UsageForms};
use crate::model::Surface;
use crate::params::cut;

use super::note::{NoteCode, Notes};
use super::prefix;
use crate::wire::response::Response;
use crate::wire::spelling::Spelling;

/// So many objects within each other hold counts at most.
const DEEPEST: u8 = 8;
/// What has more counts that nobody knows is no usage.
const MOST: usize = 20;

/// Tells of whole numbers above zero that stand where the counts of the first form are, and that no row of the forms
/// which were read reads.
///
/// Not told of a form that reads the response itself: anything may stand there.
pub(super) fn check(
    usage: &UsageForms,
    surface: Surface,
    read: &[&UsageForm],
    response: &Response<'_>,
    notes: &mut Notes,
) {
    let Some(form) = read.first().filter(|form| !form.at.is_empty()) else { return };
    let mut reader = Reader {
        known: known(usage, surface, &form.at, read),
        spelling: response.spelling,
        found: Vec::new(),
    };
    // Counts of a stream are cumulative: the last part that states one is right.
    for root in response.roots(&form.within).into_iter().rev() {
        if let Some(counts) = response.spelling.at(root, &form.at) {
            reader.read(counts, "", DEEPEST);
        }
    }
    // Clients write the keys in an order of their own.
    reader.found.sort_unstable();
    let before = prefix(form);
    for (key, count) in reader.found {
        let key = format!("{before}{}", cut(&key));
        let told = format!("{key} {count} is a count that is not known here, and is in no amount");
        notes.unread(NoteCode::UnknownCount, key, told);
    }
}

/// The keys that something reads at a place, and those that say nothing of their own.
fn known<'f>(usage: &'f UsageForms, surface: Surface, at: &str, read: &[&'f UsageForm]) -> Vec<&'f str> {
    let here = read.iter().filter(|form| form.at == at);
    let counts = here.flat_map(|form| form.keys().chain(&form.ignored)).map(String::as_str);
    let fees = usage.fees.iter().filter(|fee| fee.surfaces.contains(&surface));
    let context = usage.context.iter().filter(|row| row.surfaces.contains(&surface));
    let beside = fees.filter_map(|fee| fee.number.as_ref()).chain(context.flat_map(|row| &row.keys));
    counts.chain(beside.filter_map(|path| path.strip_prefix(at)?.strip_prefix('.'))).collect()
}

struct Reader<'f> {
    known: Vec<&'f str>,
    spelling: Spelling,
    /// Each count by its path.
    found: Vec<(String, u64)>,
}

impl Reader<'_> {
    fn read(&mut self, value: &Value, path: &str, left: u8) {
        let (Some(entries), Some(left)) = (value.as_object(), left.checked_sub(1)) else { return };
        for (key, item) in entries {
            if self.found.len() >= MOST {
                return;
            }
            let count = item.as_u64().filter(|count| *count > 0);
            if count.is_none() && !item.is_object() {
                continue;
            }
            let path = match path {
                "" => Cow::Borrowed(key.as_str()),
                path => Cow::Owned(format!("{path}.{key}")),
            };
            if self.known.iter().any(|known| self.spelling.is_spelled(&path, known)) {
                continue;
            }
            match count {
                Some(count) if self.found.iter().all(|(known, _)| *known != path) => {
                    self.found.push((path.into_owned(), count));
                }
                Some(_) => {}
                None => self.read(item, &path, left),
            }
        }
    }
}
