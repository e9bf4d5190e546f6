//! Lengths of lists and maps, and of the texts in them.

use serde_json::Value;

use super::code::IssueCode;
use super::echo::Plain;
use super::fix::Fix;
use super::issue::Issue;
use super::table::{ParamRow, ParameterType};

/// The issues of a list, map or text that is too short or too long.
pub(super) fn check(name: &str, row: &ParamRow, value: &Value, issues: &mut Vec<Issue>) {
    let is_text = value.is_string();
    let count = match value {
        Value::Array(items) => items.len(),
        Value::Object(entries) => entries.len(),
        Value::String(_) => 1,
        _ => return,
    };
    if !is_text && let Some(issue) = check_count(name, row, value, count) {
        issues.push(issue);
        if count == 0 {
            return;
        }
    }
    if row.item_min.is_some() || row.item_max.is_some() || row.refuses_blank {
        issues.extend(check_texts(name, row, value).into_iter().flatten());
    }
}

fn check_count(name: &str, row: &ParamRow, value: &Value, count: usize) -> Option<Issue> {
    if let Some(least) = row.min_items.filter(|least| count < size(*least)) {
        let message = format!("{name} has {count} items, at least {least} are needed");
        let fix = (count == 0).then(|| Fix::drop(name));
        return Some(issue(IssueCode::TooShort, &message, name, value, least).fix(fix));
    }
    let most = row.max_items.filter(|most| count > size(*most))?;
    let message = format!("{name} has {count} items, at most {most} are allowed");
    // Fewer stop texts is less than was asked for, but of the same kind; fewer tools would be another request.
    let fix = match value {
        Value::Array(items) if row.kind == ParameterType::Strings && most > 0 => {
            Some(Fix::use_value(name, items.iter().take(size(most)).cloned().collect()))
        }
        _ => None,
    };
    Some(issue(IssueCode::TooManyItems, &message, name, value, most).fix(fix))
}

/// The first text that is too short, and the first that is too long.
fn check_texts(name: &str, row: &ParamRow, value: &Value) -> [Option<Issue>; 2] {
    let least = row.item_min.map_or(0, size);
    let most = row.item_max.map_or(usize::MAX, size);
    let is_short = |text: &str| least > 0 && text.chars().take(least).count() < least;
    let is_blank = |text: &str| row.refuses_blank && text.trim().is_empty();
    // A text has at least as many bytes as characters.
    let is_long = |text: &str| text.len() > most && text.chars().nth(most).is_some();
    let says_nothing = |text: &str| is_short(text) || is_blank(text);
    let short = first(value, says_nothing).map(|place| {
        let message = match row.refuses_blank {
            true => format!("{name}{place} is blank: a character that is seen is needed"),
            false => format!("{name}{place} is too short: at least {least} characters are needed"),
        };
        issue(IssueCode::TooShort, &message, name, value, row.item_min.unwrap_or(1)).fix(without(
            name,
            value,
            says_nothing,
        ))
    });
    let long = first(value, is_long).map(|place| {
        let message = format!("{name}{place} is too long: at most {most} characters are allowed");
        issue(IssueCode::TooLong, &message, name, value, row.item_max.unwrap_or(0))
    });
    [short, long]
}

/// The place of the first text of which something holds: `[2]`, `.team`, or nothing for the value itself.
fn first(value: &Value, holds: impl Fn(&str) -> bool) -> Option<String> {
    let is_it = |value: &Value| value.as_str().is_some_and(&holds);
    match value {
        Value::String(text) => holds(text).then(String::new),
        Value::Array(items) => items.iter().position(is_it).map(|at| format!("[{at}]")),
        Value::Object(entries) => {
            entries.iter().find(|(_, value)| is_it(value)).map(|(key, _)| format!(".{}", Plain(key)))
        }
        _ => None,
    }
}

/// The value without the texts that are too short to mean anything.
fn without(name: &str, value: &Value, is_short: impl Fn(&str) -> bool) -> Option<Fix> {
    let keeps = |value: &&Value| !value.as_str().is_some_and(&is_short);
    match value {
        Value::String(_) => Some(Fix::drop(name)),
        Value::Array(items) => {
            let kept: Vec<Value> = items.iter().filter(keeps).cloned().collect();
            Some(match kept.is_empty() {
                true => Fix::drop(name),
                false => Fix::use_value(name, Value::Array(kept)),
            })
        }
        _ => None,
    }
}

fn issue(code: IssueCode, message: &str, name: &str, value: &Value, limit: u32) -> Issue {
    Issue::error(code, message).at(name).value(value).limit(limit)
}

fn size(count: u32) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
