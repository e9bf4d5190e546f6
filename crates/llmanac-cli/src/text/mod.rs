//! Pages for people: lines, aligned tables, wrapped lists.

mod footer;
mod number;
mod page;
pub mod style;
mod table;
mod warnings;

pub use footer::footer;
pub use number::{days, rate_of, rate_per_million, unknown};
pub use page::Page;
pub use table::{Cell, Table};
pub use warnings::warnings;

/// A text without the control characters that would steer a terminal; line breaks stay, and what is very long is cut.
pub fn plain_lines(text: &str) -> String {
    const LONGEST: usize = 2_000;
    const MOST: usize = 40;
    let mut lines: Vec<String> = text.lines().take(MOST).map(|line| cut(line, LONGEST)).collect();
    let more = text.lines().count().saturating_sub(MOST);
    if more > 0 {
        lines.push(format!("... and {more} more"));
    }
    lines.join("\n")
}

fn cut(line: &str, longest: usize) -> String {
    match line.char_indices().nth(longest) {
        Some((at, _)) => format!("{}...", plain(line.get(..at).unwrap_or_default())),
        None => plain(line),
    }
}

/// A text without control characters.
pub fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// JSON in which the control characters that it may hold as they are stand as escapes: a terminal obeys them, and output that
/// is made plain for a pipe would lose them.
pub fn json_in_escapes(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' => text.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => text.push(c),
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_means_the_same_with_its_control_characters_escaped() {
        let text = "a\u{7f}b\u{9b}c \u{e9} \n";
        let escaped = json_in_escapes(&serde_json::to_string(text).unwrap_or_default());
        assert_eq!(escaped, "\"a\\u007fb\\u009bc \u{e9} \\n\"");
        assert_eq!(serde_json::from_str::<String>(&escaped).ok().as_deref(), Some(text));
    }
}
