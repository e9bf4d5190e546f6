//! Issues as people read them, with the place in the file.

use std::ops::Range;

use llmanac::params::{Issue, Severity};

use crate::input::Source;
use crate::locate::locate;
use crate::text::{Page, plain, style};

/// `1 error, 2 warnings`.
pub fn counted(issues: &[Issue]) -> String {
    let errors = issues.iter().filter(|issue| issue.is_error()).count();
    let warnings = issues.len() - errors;
    let said = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    match (errors, warnings) {
        (errors, 0) => said(errors, "error"),
        (0, warnings) => said(warnings, "warning"),
        (errors, warnings) => format!("{}, {}", said(errors, "error"), said(warnings, "warning")),
    }
}

/// Adds issues, each with its place where it has one in a file.
pub fn write(page: &mut Page, issues: &[Issue], source: &Source) {
    for issue in issues {
        let look = if issue.severity == Severity::Error { style::ERROR } else { style::WARNING };
        let label = look.paint(format_args!("{}[{}]:", issue.severity, issue.code));
        page.sentence(&format!("{label} "), &style::PLAIN.paint(&issue.message));
        let fix = issue.fix.as_ref().map(ToString::to_string);
        let place = issue.parameter.as_deref().and_then(|path| Frame::of(source, path));
        match (place, fix) {
            (Some(frame), fix) => frame.write(page, source, fix.as_deref().unwrap_or_default()),
            // The message may say it already.
            (None, Some(fix)) if issue.message.contains(&fix) => {}
            (None, Some(fix)) => page.line(format!("  {}", style::HINT.paint(fix))),
            (None, None) => {}
        }
    }
}

/// A line of a file, and the part of it that is pointed at.
struct Frame {
    number: usize,
    column: usize,
    width: usize,
    line: String,
}

impl Frame {
    fn of(source: &Source, path: &str) -> Option<Self> {
        if !source.is_file {
            return None;
        }
        let place = locate(&source.text, path)?;
        let before = source.text.get(..place.start)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = source.text.get(start..)?.lines().next()?;
        let number = before.matches('\n').count() + 1;
        let (line, at) = excerpt(line, place.start - start..(place.end - start).min(line.len()));
        let width = |text: Option<&str>| text.map_or(0, |text| text.chars().count());
        Some(Self { number, column: width(line.get(..at.start)), width: width(line.get(at)).max(1), line })
    }

    fn write(&self, page: &mut Page, source: &Source, fix: &str) {
        let number = self.number.to_string();
        let margin = " ".repeat(number.len());
        page.line(style::FAINT.paint(format_args!("  {}:{number}", source.name)));
        page.line(format!("  {} {}", style::FAINT.paint(format_args!("{number} |")), plain(&self.line)));
        let mark = format!("{}{}", " ".repeat(self.column), "^".repeat(self.width));
        page.line(format!(
            "  {} {} {}",
            style::FAINT.paint(format_args!("{margin} |")),
            mark,
            style::HINT.paint(fix)
        ));
    }
}

/// A line, its surroundings cut where it is very long, and where the part is then.
fn excerpt(line: &str, part: Range<usize>) -> (String, Range<usize>) {
    const LONGEST: usize = 100;
    const AROUND: usize = 30;
    const PART: usize = 40;
    const MARK: &str = "...";
    if line.len() <= LONGEST {
        return (line.to_owned(), part);
    }
    let floor = |mut at: usize| {
        at = at.min(line.len());
        while !line.is_char_boundary(at) {
            at -= 1;
        }
        at
    };
    let start = floor(part.start.saturating_sub(AROUND));
    let part = part.start..floor(part.end.min(part.start + PART));
    let end = floor(part.end + AROUND);
    let before = if start > 0 { MARK } else { "" };
    let after = if end < line.len() { MARK } else { "" };
    let shown = format!("{before}{}{after}", line.get(start..end).unwrap_or_default());
    (shown, part.start - start + before.len()..part.end - start + before.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_is_cut_around_the_part() {
        let line = format!("{{\"messages\": \"{}\", \"max_tokens\": 20000}}", "é".repeat(500));
        let at = line.find("20000").unwrap_or_default();
        let (shown, part) = excerpt(&line, at..at + 5);
        assert_eq!(shown.get(part), Some("20000"));
        assert!(shown.len() < 100, "{shown}");
        assert!(shown.starts_with("..."), "{shown}");
    }
}
