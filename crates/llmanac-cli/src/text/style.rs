//! The few styles that pages have; a pipe and `NO_COLOR` see none of them.

use anstyle::{AnsiColor, Style};

use super::plain;

/// How a piece of text looks.
#[derive(Clone, Copy, Debug)]
pub struct Look(Style);

/// As it is.
pub const PLAIN: Look = Look(Style::new());
/// A heading, a name.
pub const STRONG: Look = Look(Style::new().bold());
/// Something beside the matter.
pub const FAINT: Look = Look(Style::new().dimmed());
/// All is well.
pub const GOOD: Look = Look(AnsiColor::Green.on_default());
/// Something to mind.
pub const WARNING: Look = Look(AnsiColor::Yellow.on_default().bold());
/// Something that fails.
pub const ERROR: Look = Look(AnsiColor::Red.on_default().bold());
/// What to do next.
pub const HINT: Look = Look(AnsiColor::Cyan.on_default().bold());

impl Look {
    /// A text in this look, without the control characters that it may hold.
    pub fn paint(self, text: impl std::fmt::Display) -> String {
        let text = plain(&text.to_string());
        let style = self.0;
        if style.is_plain() || text.is_empty() { text } else { format!("{style}{text}{style:#}") }
    }
}
