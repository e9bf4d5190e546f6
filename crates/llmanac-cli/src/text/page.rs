//! A page in the making.

use super::table::Table;

/// A page: lines of styled text, wrapped only where it is said and the width is known.
#[derive(Debug)]
pub struct Page {
    text: String,
    width: Option<usize>,
}

impl Page {
    /// A page for a terminal of so many columns, or for a pipe.
    pub fn new(width: Option<usize>) -> Self {
        Self { text: String::new(), width }
    }

    /// Adds a line.
    pub fn line(&mut self, line: impl AsRef<str>) {
        self.text.push_str(line.as_ref().trim_end());
        self.text.push('\n');
    }

    /// Adds an empty line, where the last one is not empty.
    pub fn gap(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// Adds a table.
    pub fn table(&mut self, table: &Table) {
        for line in table.lines() {
            self.line(line);
        }
    }

    /// Adds a table whose lines are cut at the terminal's width; a pipe gets them whole.
    pub fn table_cut(&mut self, table: &Table) {
        const MARK: &str = "...";
        for line in table.lines() {
            match self.width {
                Some(width) if width_of(&line) > width => {
                    self.line(format!("{}{MARK}", cut(&line, width.saturating_sub(MARK.len()))));
                }
                _ => self.line(line),
            }
        }
    }

    /// Adds words after a label, broken between words and indented to the label's width where they are too long.
    pub fn wrapped(&mut self, label: &str, words: impl IntoIterator<Item = String>) {
        let indent = width_of(label);
        let mut line = label.to_owned();
        let mut at = indent;
        let mut first = true;
        for word in words {
            let own = width_of(&word);
            if !first && self.width.is_some_and(|width| at + 1 + own > width) {
                self.line(&line);
                line = " ".repeat(indent);
                at = indent;
                first = true;
            }
            if !first {
                line.push(' ');
                at += 1;
            }
            line.push_str(&word);
            at += own;
            first = false;
        }
        self.line(&line);
    }

    /// Adds a sentence after a label, as [`wrapped`](Self::wrapped) does.
    pub fn sentence(&mut self, label: &str, sentence: &str) {
        self.wrapped(label, sentence.split(' ').map(str::to_owned));
    }

    /// The whole page.
    pub fn into_text(self) -> String {
        self.text
    }
}

/// The columns that a text takes, its styles aside.
pub fn width_of(text: &str) -> usize {
    let mut width = 0;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            _ => width += 1,
        }
    }
    width
}

/// The first columns of a text, its styles whole.
fn cut(text: &str, columns: usize) -> String {
    let (mut kept, mut width, mut escaped) = (String::new(), 0, false);
    for c in text.chars() {
        match c {
            '\u{1b}' => escaped = true,
            'm' if escaped => {
                escaped = false;
                kept.push(c);
                continue;
            }
            _ => {}
        }
        if escaped {
            kept.push(c);
        } else if width < columns {
            width += 1;
            kept.push(c);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::style;

    fn page(width: Option<usize>) -> String {
        let mut page = Page::new(width);
        page.sentence(&format!("{} ", style::STRONG.paint("Takes")), "text, image, audio, video, document");
        page.into_text()
    }

    #[test]
    fn words_are_wrapped_on_a_terminal_and_never_in_a_pipe() {
        assert_eq!(page(None).lines().count(), 1);
        let narrow = anstream::adapter::strip_str(&page(Some(22))).to_string();
        assert_eq!(narrow, "Takes text, image,\n      audio, video,\n      document\n");
    }

    #[test]
    fn a_word_wider_than_the_terminal_is_not_cut() {
        let mut page = Page::new(Some(5));
        page.sentence("", "unbreakable word");
        assert_eq!(page.into_text(), "unbreakable\nword\n");
    }
}
