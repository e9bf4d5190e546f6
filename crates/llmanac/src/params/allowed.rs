//! Values against the values that a table allows.

use serde_json::Value;

use super::code::IssueCode;
use super::echo::{Said, cut};
use super::fix::Fix;
use super::issue::Issue;
use super::standard::StandardParameter;
use super::subject::Subject;
use super::table::{ParamRow, ParameterType, Values};
use super::word::word;

/// What a table says of one word.
enum Verdict {
    Allowed,
    NotAllowed,
    NotExpressible,
}

/// The issue of a value that is not allowed, or that the provider's API has no words for.
pub(super) fn check(
    subject: &Subject<'_>,
    standard: &StandardParameter,
    row: &ParamRow,
    value: &Value,
) -> Option<Issue> {
    // A number, where no words are listed: the common case.
    if value.is_number() && !has_words(subject, row) {
        return None;
    }
    if let (ParameterType::Strings, Value::Array(items)) = (row.kind, value) {
        let refused = |item: &Value| check(subject, standard, row, item);
        let issue = items.iter().find_map(refused)?;
        let kept: Vec<Value> = items.iter().filter(|item| refused(item).is_none()).cloned().collect();
        return Some(match kept.is_empty() {
            true => issue,
            false => issue.fix(Fix::use_value(&standard.name, Value::Array(kept))),
        });
    }
    let verdict = match word(value) {
        Some(word) => verdict(subject, standard, row, word, value),
        // A number, where only words are allowed; objects without a type are looked at elsewhere.
        None if value.is_number() && has_words(subject, row) => Verdict::NotAllowed,
        None => Verdict::Allowed,
    };
    let name = &standard.name;
    match verdict {
        Verdict::Allowed => None,
        Verdict::NotExpressible => Some(
            Issue::error(
                IssueCode::NotExpressible,
                format_args!("{name} {} cannot be expressed for model {}", Said(value), cut(subject.model)),
            )
            .at(name)
            .value(value)
            .fix(Fix::drop(name)),
        ),
        Verdict::NotAllowed => {
            let allowed = words(subject, standard, row);
            let message = format!(
                "{name} {} is not allowed; allowed: {}",
                Said(value),
                if allowed.is_empty() { "none".to_owned() } else { allowed.join(", ") },
            );
            Some(
                Issue::error(IssueCode::ValueNotAllowed, message)
                    .at(name)
                    .value(value)
                    .fix(mend(standard, row, value, &allowed))
                    .limit(allowed),
            )
        }
    }
}

/// Whether a table takes a word.
pub(super) fn is_allowed(
    subject: &Subject<'_>,
    standard: &StandardParameter,
    row: &ParamRow,
    value: &Value,
) -> bool {
    word(value).is_some_and(|word| matches!(verdict(subject, standard, row, word, value), Verdict::Allowed))
}

fn verdict(
    subject: &Subject<'_>,
    standard: &StandardParameter,
    row: &ParamRow,
    word: &str,
    value: &Value,
) -> Verdict {
    let listed = |words: &[String]| match words.iter().any(|own| own == word) {
        true => Verdict::Allowed,
        false => Verdict::NotAllowed,
    };
    match &row.values {
        Values::List(words) => listed(words),
        Values::Map(entries) => match entries.iter().find(|(own, _)| own == word) {
            Some((_, Some(_))) => Verdict::Allowed,
            Some((_, None)) => Verdict::NotExpressible,
            None => Verdict::NotAllowed,
        },
        Values::Effort => match &subject.reasoning.effort {
            Some(words) => listed(words),
            None => Verdict::Allowed,
        },
        // The table is silent: a word that no provider knows is a slip. Objects of a new type may be new.
        Values::Any if standard.values.is_empty() || !closed(row, value) => Verdict::Allowed,
        Values::Any => listed(&standard.values),
    }
}

/// Whether the words of the standard are all there are for a value of this form.
fn closed(row: &ParamRow, value: &Value) -> bool {
    value.is_string() || row.kind == ParameterType::Object
}

/// Whether the table lists the words that are allowed.
pub(super) fn has_words(subject: &Subject<'_>, row: &ParamRow) -> bool {
    match row.values {
        Values::Any => false,
        Values::Effort => subject.reasoning.effort.is_some(),
        Values::List(_) | Values::Map(_) => true,
    }
}

/// The words that are allowed.
fn words<'a>(subject: &'a Subject<'_>, standard: &'a StandardParameter, row: &'a ParamRow) -> Vec<&'a str> {
    match &row.values {
        Values::Any => standard.values.iter().map(String::as_str).collect(),
        Values::List(words) => words.iter().map(String::as_str).collect(),
        Values::Map(entries) => {
            entries.iter().filter(|(_, native)| native.is_some()).map(|(word, _)| word.as_str()).collect()
        }
        Values::Effort => subject.reasoning.effort.iter().flatten().map(String::as_str).collect(),
    }
}

/// A level gives way to the nearest one, a misspelt word to the right one; any other is left out.
fn mend(standard: &StandardParameter, row: &ParamRow, value: &Value, allowed: &[&str]) -> Fix {
    let name = &standard.name;
    let nearest = value.as_str().filter(|_| row.kind != ParameterType::Strings).and_then(|text| {
        if row.values == Values::Effort
            && let Some(level) = nearest_level(&standard.values, text, allowed)
        {
            // Where a level switches thinking on, no level is near to none.
            let switches_on = text == "none" && !row.with.is_empty();
            return Some(level).filter(|_| !switches_on);
        }
        allowed.iter().copied().find(|word| word.eq_ignore_ascii_case(text.trim()))
    });
    match nearest {
        Some(word) => Fix::use_value(name, Value::from(word)),
        None => Fix::drop(name),
    }
}

/// The allowed level that is nearest on the standard's scale, the lower one of two.
fn nearest_level<'a>(scale: &[String], level: &str, allowed: &[&'a str]) -> Option<&'a str> {
    let place = |word: &str| scale.iter().position(|own| own == word);
    let wanted = place(level)?;
    let known = allowed.iter().filter_map(|word| Some((place(word)?, *word)));
    known.min_by_key(|(place, _)| (place.abs_diff(wanted), *place)).map(|(_, word)| word)
}
