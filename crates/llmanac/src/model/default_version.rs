//! The version that an unversioned call gets.

use super::data::ModelData;
use super::date::Date;

impl ModelData {
    /// The version that an unversioned call gets on a day: where the pointer leads, else the newest released, else
    /// the first.
    pub fn default_version(&self, day: Date) -> Option<u16> {
        // Pointer rows need not end where the next begins: the latest one counts.
        let rows = self.default_version.iter().filter(|row| row.holds_on(day));
        let stated = rows.max_by_key(|row| row.from).map(|row| row.facts);
        stated.or_else(|| self.newest(day)).or_else(|| (!self.versions.is_empty()).then_some(0))
    }

    /// The newest version released by a day.
    fn newest(&self, day: Date) -> Option<u16> {
        (0u16..)
            .zip(&self.versions)
            .filter(|(_, version)| version.released.is_some_and(|released| released <= day))
            .max_by_key(|(_, version)| version.released)
            .map(|(place, _)| place)
    }
}
