//! A place in what a request is about, written out only where something is told of it.

use std::fmt;

/// `messages[2]`, `messages[2].content[0]`, or `input`, where that stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    list: &'static str,
    at: Option<usize>,
    within: Within,
}

/// What is meant of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Whole,
    Key(&'static str),
    Item(&'static str, usize),
}

impl Place {
    /// A key of the request.
    pub const fn whole(key: &'static str) -> Self {
        Self { list: key, at: None, within: Within::Whole }
    }

    /// An item of a list of the request.
    pub const fn item(list: &'static str, at: usize) -> Self {
        Self { at: Some(at), ..Self::whole(list) }
    }

    /// A key of the item.
    pub const fn key(self, key: &'static str) -> Self {
        Self { within: Within::Key(key), ..self }
    }

    /// An item of a list of the item's.
    pub const fn within(self, list: &'static str, at: usize) -> Self {
        Self { within: Within::Item(list, at), ..self }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if let Some(at) = self.at {
            write!(f, "[{at}]")?;
        }
        match self.within {
            Within::Whole => Ok(()),
            Within::Key(key) => write!(f, ".{key}"),
            Within::Item(list, at) => write!(f, ".{list}[{at}]"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_as_one_would_write_it_in_a_program() {
        let message = Place::item("messages", 2);
        for (place, wanted) in [
            (Place::whole("input"), "input"),
            (message, "messages[2]"),
            (message.key("refusal"), "messages[2].refusal"),
            (message.within("content", 0), "messages[2].content[0]"),
            (Place::whole("input").within("content", 1), "input.content[1]"),
        ] {
            assert_eq!(place.to_string(), wanted);
        }
    }
}
