//! An id for each row, and its key as a name.

use std::collections::BTreeSet;

use crate::model::ModelId;

use super::Imported;
use crate::import::foreign::ForeignRow;

/// How a row is called in the overlay.
pub(super) struct Named {
    pub id: ModelId,
    /// The key, and the row's other names.
    pub aliases: Vec<String>,
}

/// The names that are given, in lower case: names do not depend on case.
pub(super) struct Names {
    /// Keys of the file, ids and other names.
    given: BTreeSet<String>,
    /// Keys whose row has its name.
    named: BTreeSet<String>,
}

impl Names {
    /// The keys come first: no row's id or other name takes the key of another.
    pub fn of(rows: &[ForeignRow]) -> Self {
        Self { given: rows.iter().map(|row| row.key.to_ascii_lowercase()).collect(), named: BTreeSet::new() }
    }

    /// The row's own name and its aliases; `None` where it cannot have one.
    pub fn name(&mut self, row: &ForeignRow, report: &mut Imported) -> Option<Named> {
        let lower = row.key.to_ascii_lowercase();
        if !self.named.insert(lower) {
            report.skip(
                &row.key,
                "another row has this key, whatever the case of its letters; the first of them is taken",
            );
            return None;
        }
        let prefix = format!("{}/", row.provider);
        let own = if row.key.starts_with(&prefix) { row.key.clone() } else { format!("{prefix}{}", row.key) };
        let own = if own == row.key { own } else { self.free(own) };
        let id = match ModelId::new(own) {
            Ok(id) => id,
            Err(error) => {
                report.skip(&row.key, error);
                return None;
            }
        };
        self.given.insert(id.as_str().to_ascii_lowercase());
        // Even where it is the id: a name is found before any prefix is taken off, an id after that.
        let mut aliases = vec![row.key.clone()];
        for alias in &row.aliases {
            if self.given.insert(alias.to_ascii_lowercase()) {
                aliases.push(alias.clone());
            } else if !aliases.contains(alias) {
                report.skip(format!("{}.{alias}", row.key), "another row has this name");
            }
        }
        Some(Named { id, aliases })
    }

    /// The id, with as many marks as it takes to be nobody else's.
    fn free(&self, mut id: String) -> String {
        while self.given.contains(&id.to_ascii_lowercase()) {
            id.push('~');
        }
        id
    }
}
