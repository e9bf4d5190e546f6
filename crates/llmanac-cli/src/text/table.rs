//! Plain aligned tables: no boxes, so that they can be searched and cut.

use super::page::width_of;
use super::style::{self, Look};

/// What stands in one place of a table.
#[derive(Clone, Debug)]
pub struct Cell {
    text: String,
    side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
}

impl Cell {
    /// A text.
    pub fn text(text: impl std::fmt::Display) -> Self {
        Self::styled(style::PLAIN, text)
    }

    /// A text in some look.
    pub fn styled(look: Look, text: impl std::fmt::Display) -> Self {
        Self { text: look.paint(text), side: Side::Left }
    }

    /// A number, on the right.
    pub fn number(text: impl std::fmt::Display) -> Self {
        Self { side: Side::Right, ..Self::text(text) }
    }

    /// The same, on the right.
    #[must_use]
    pub fn on_the_right(self) -> Self {
        Self { side: Side::Right, ..self }
    }
}

/// Rows of cells, aligned in columns.
#[derive(Clone, Debug, Default)]
pub struct Table {
    rows: Vec<Vec<Cell>>,
    indent: usize,
}

impl Table {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// A table with a row of headings; those that begin with `>` stand on the right.
    pub fn with_headings<'a>(headings: impl IntoIterator<Item = &'a str>) -> Self {
        let mut table = Self::new();
        table.row(headings.into_iter().map(|heading| match heading.strip_prefix('>') {
            Some(heading) => Cell::styled(style::FAINT, heading).on_the_right(),
            None => Cell::styled(style::FAINT, heading),
        }));
        table
    }

    /// The same, so many columns from the left.
    #[must_use]
    pub fn indented(self, indent: usize) -> Self {
        Self { indent, ..self }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        self.rows.push(cells.into_iter().collect());
    }

    /// The lines; the last cell of a row is not filled up.
    pub fn lines(&self) -> Vec<String> {
        let mut widths: Vec<usize> = Vec::new();
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                let own = width_of(&cell.text);
                match widths.get_mut(at) {
                    Some(width) => *width = own.max(*width),
                    None => widths.push(own),
                }
            }
        }
        self.rows.iter().map(|row| self.line(row, &widths)).collect()
    }

    fn line(&self, row: &[Cell], widths: &[usize]) -> String {
        const BETWEEN: &str = "  ";
        let mut line = " ".repeat(self.indent);
        for (at, (cell, width)) in row.iter().zip(widths).enumerate() {
            if at > 0 {
                line.push_str(BETWEEN);
            }
            let filling = " ".repeat(width.saturating_sub(width_of(&cell.text)));
            match cell.side {
                Side::Left => {
                    line.push_str(&cell.text);
                    line.push_str(&filling);
                }
                Side::Right => {
                    line.push_str(&filling);
                    line.push_str(&cell.text);
                }
            }
        }
        line.trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_as_wide_as_their_widest_cell_whatever_its_style() {
        let mut table = Table::with_headings(["MODEL", ">USD"]);
        table.row([Cell::text("gpt-4o"), Cell::number("2.50")]);
        table.row([Cell::styled(style::STRONG, "o3"), Cell::number("10.00")]);
        let lines: Vec<String> =
            table.lines().iter().map(|line| anstream::adapter::strip_str(line).to_string()).collect();
        assert_eq!(lines, ["MODEL     USD", "gpt-4o   2.50", "o3      10.00"]);
    }
}
