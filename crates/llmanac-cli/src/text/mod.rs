//! Pages for people: lines, aligned tables, wrapped lists.

mod footer;
mod number;
mod page;
pub mod style;
mod table;

pub use footer::footer;
pub use number::{days, rate_of, rate_per_million, unknown};
pub use page::Page;
pub use table::{Cell, Table};

/// A text without the control characters that would steer a terminal; line breaks stay.
pub fn plain_lines(text: &str) -> String {
    text.chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect()
}

/// A text without control characters.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
