//! What a surface takes, in which range, and under which name.

use llmanac::advise::{Shown, ShownParameter, ShownRange, ShownSurface};
use llmanac::model::Surface;
use serde_json::Value;

use super::label;
use crate::text::{Cell, Page, Table, style};

pub fn write(page: &mut Page, shown: &Shown, wanted: Option<Surface>) {
    let wanted = wanted.or(shown.default_surface);
    let found = shown.parameters.iter().find(|own| Some(own.surface) == wanted).or(shown.parameters.first());
    page.gap();
    let Some(surface) = found else {
        page.line(format!("{}  ?", style::STRONG.paint("Parameters")));
        return;
    };
    accepted(page, surface);
    for (name, wanted) in [("Refused", Some(false)), ("Unknown", None)] {
        let names: Vec<String> = surface
            .parameters
            .iter()
            .filter(|own| own.supported == wanted)
            .map(|own| match own.emulated_by {
                Some(means) => format!("{} (brought about by {})", own.name, means.replace('_', " ")),
                None => own.name.clone(),
            })
            .collect();
        if !names.is_empty() {
            page.sentence(&label(name), &style::PLAIN.paint(names.join(", ")));
        }
    }
    for (at, rule) in surface.rules.iter().enumerate() {
        let label = if at == 0 { label("Rules") } else { " ".repeat(super::LABEL) };
        page.sentence(&label, &style::PLAIN.paint(&rule.says));
    }
    let others: Vec<&str> = shown
        .parameters
        .iter()
        .map(|own| own.surface.as_str())
        .filter(|own| *own != surface.surface.as_str())
        .collect();
    if !others.is_empty() {
        page.sentence(&label("Also on"), &format!("{} (--surface shows it)", others.join(", ")));
    }
}

fn accepted(page: &mut Page, surface: &ShownSurface) {
    let mut table = Table::new();
    table.row([
        Cell::styled(style::STRONG, format_args!("Parameters on {}", surface.surface)),
        Cell::styled(style::FAINT, "takes"),
        Cell::styled(style::FAINT, "default"),
        Cell::styled(style::FAINT, "on the wire"),
    ]);
    for own in surface.parameters.iter().filter(|own| own.supported == Some(true)) {
        let required = if own.required { " (required)" } else { "" };
        table.row([
            Cell::text(format_args!("  {}{required}", own.name)),
            Cell::text(takes(own)),
            Cell::text(own.default.as_ref().map_or_else(|| "?".to_owned(), value)),
            Cell::text(place(own)),
        ]);
    }
    page.table(&table);
}

/// What values a parameter takes.
fn takes(own: &ShownParameter) -> String {
    let mut said = match (&own.values, &own.values_of) {
        (Some(words), _) => words.join(", "),
        (None, Some(_)) => "?".to_owned(),
        (None, None) => own.range.as_ref().map_or_else(|| own.kind.as_str().replace('_', " "), range),
    };
    if let Some(most) = own.max_items {
        said.push_str(&format!(", at most {most}"));
    }
    if let Some(other) = &own.below {
        said.push_str(&format!(", less than {other}"));
    }
    if let Some(other) = &own.same_as {
        said.push_str(&format!(" (the same as {other})"));
    }
    said
}

/// `0 .. 2`, `1 .. 16384`, `over 0 .. 1`, `-1, 0, or 1024 .. ?`.
fn range(range: &ShownRange) -> String {
    let (least, most) = (range.min.map(|own| own.to_string()), range.max.map(|own| own.to_string()));
    if least == Some(i64::MIN.to_string()) && most == Some(i64::MAX.to_string()) {
        return "any integer".to_owned();
    }
    let low = match (range.min, range.above, range.min_of) {
        (Some(min), ..) => Some(min.to_string()),
        (None, Some(above), _) => Some(format!("over {above}")),
        (None, None, Some(_)) => Some("?".to_owned()),
        (None, None, None) => None,
    };
    let high = match (range.max, range.less_than, range.max_of) {
        (Some(max), ..) => Some(max.to_string()),
        (None, Some(less_than), _) => Some(format!("under {less_than}")),
        (None, None, Some(_)) => Some("?".to_owned()),
        (None, None, None) => None,
    };
    let own = match (low, high) {
        (Some(low), Some(high)) => format!("{low} .. {high}"),
        (Some(low), None) => format!("{low} or more"),
        (None, Some(high)) => format!("{high} or less"),
        (None, None) => "any number".to_owned(),
    };
    if range.also.is_empty() {
        return own;
    }
    let also: Vec<String> = range.also.iter().map(ToString::to_string).collect();
    format!("{own}, or {}", also.join(", "))
}

/// Where it goes, if that is not its own name.
fn place(own: &ShownParameter) -> String {
    match (&own.header, &own.path) {
        (Some(header), _) => format!("header {header}"),
        (None, Some(path)) if *path != own.name => path.clone(),
        _ => String::new(),
    }
}

fn value(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
