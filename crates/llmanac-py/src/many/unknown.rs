//! Names that mean no model: why, in words that do not take long.

use llmanac::Snapshot as Core;

/// The names that had suggestions so far.
///
/// Suggestions compare a name with every other, which takes milliseconds: a table of deployments that nobody has told us
/// of would take minutes, and its reader has understood after a few.
#[derive(Default)]
pub struct UnknownNames(Vec<(String, String)>);

/// So many names of a table have suggestions.
const MOST: usize = 16;

impl UnknownNames {
    /// Why a name means no model; `None` where it means one. Of one name the words are always the same.
    pub fn why(&mut self, snapshot: &Core, name: &str) -> Option<String> {
        let plain = snapshot.resolve_plainly(name).err()?;
        if let Some((_, why)) = self.0.iter().find(|(own, _)| own == name) {
            return Some(why.clone());
        }
        if self.0.len() >= MOST || !plain.is_unknown() {
            return Some(plain.to_string());
        }
        let why = snapshot.resolve(name).err()?.to_string();
        self.0.push((name.to_owned(), why.clone()));
        Some(why)
    }
}
