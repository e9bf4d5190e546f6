//! The standard parameters, and their places by name.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use super::table::ParameterType;

/// A standard parameter, named as in OpenAI's chat completions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct StandardParameter {
    pub name: String,
    pub kind: ParameterType,
    pub summary: String,
    /// Spellings of other APIs, for suggestions only.
    pub spellings: Vec<String>,
    pub values: Vec<String>,
}

/// The standard parameters; tables and rules speak of them by place.
///
/// Their names are looked up for each parameter of each request: a few letters tell nearly all of them apart, so that
/// a table by those is quicker than a map that hashes the whole name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Vec<StandardParameter>", into = "Vec<StandardParameter>")]
pub(crate) struct Standard {
    list: Vec<StandardParameter>,
    /// The place of a name at its mark, or at one of the next slots; a power of two of them, most of them empty.
    slots: Vec<u16>,
}

/// A slot without a name: the list is never so long.
const EMPTY: u16 = u16::MAX;
/// So many slots for each name, so that few names are pushed on to a next slot.
const ROOM: usize = 4;

impl Standard {
    /// The place of a parameter by its name.
    pub fn place_of(&self, name: &str) -> Option<u16> {
        let mut at = mark(name);
        // Ends at an empty slot: there are more slots than names.
        loop {
            let place = *self.slots.get(at & self.slots.len().wrapping_sub(1))?;
            if self.list.get(usize::from(place))?.name == name {
                return Some(place);
            }
            at = at.wrapping_add(1);
        }
    }
}

/// A number made of a name's length and three of its letters.
fn mark(name: &str) -> usize {
    let bytes = name.as_bytes();
    let letter = |at: usize| bytes.get(at).copied().map_or(0, usize::from);
    let last = bytes.len().saturating_sub(1);
    letter(0) ^ (letter(last / 2) << 2) ^ (letter(last) << 4) ^ (bytes.len() << 3)
}

impl From<Vec<StandardParameter>> for Standard {
    fn from(list: Vec<StandardParameter>) -> Self {
        let count = (list.len() * ROOM).next_power_of_two();
        let mut slots = vec![EMPTY; count];
        for (place, parameter) in (0..EMPTY).zip(&list) {
            let mut at = mark(&parameter.name);
            while let Some(slot) = slots.get_mut(at & (count - 1)) {
                if *slot == EMPTY {
                    *slot = place;
                    break;
                }
                at = at.wrapping_add(1);
            }
        }
        Self { list, slots }
    }
}

impl From<Standard> for Vec<StandardParameter> {
    fn from(standard: Standard) -> Self {
        standard.list
    }
}

impl Deref for Standard {
    type Target = [StandardParameter];

    fn deref(&self) -> &[StandardParameter] {
        &self.list
    }
}

impl<'a> IntoIterator for &'a Standard {
    type Item = &'a StandardParameter;
    type IntoIter = std::slice::Iter<'a, StandardParameter>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standard(names: &[String]) -> Standard {
        let parameter = |name: &String| StandardParameter {
            name: name.clone(),
            kind: ParameterType::Any,
            summary: String::new(),
            spellings: Vec::new(),
            values: Vec::new(),
        };
        names.iter().map(parameter).collect::<Vec<_>>().into()
    }

    #[test]
    fn every_name_is_found_at_its_place_and_no_other_name_is() {
        let mut names: Vec<String> = (0..500).map(|number| format!("p{number}")).collect();
        // One mark for all of these.
        names.extend((0..20).map(|number| format!("same_{:04}_same", number * 10)));
        let standard = standard(&names);
        for (place, name) in names.iter().enumerate() {
            assert_eq!(standard.place_of(name).map(usize::from), Some(place), "{name}");
        }
        for name in ["", "p", "p500", "P1", "same_0001_same", "temperature"] {
            assert_eq!(standard.place_of(name), None, "{name}");
        }
    }

    #[test]
    fn no_name_is_found_where_there_are_none() {
        assert_eq!(Standard::default().place_of("temperature"), None);
        assert_eq!(standard(&[]).place_of(""), None);
    }
}
