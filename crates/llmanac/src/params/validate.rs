//! Parameters of a request, held against the table.

use std::cmp::Ordering;

use serde_json::{Map, Value};

use super::code::IssueCode;
use super::echo::{Said, cut};
use super::fix::Fix;
use super::issue::Issue;
use super::messages::is_parameter;
use super::number::Number;
use super::standard::StandardParameter;
use super::stated::{Effective, IsMissing, Stated};
use super::subject::Subject;
use super::table::{Entry, Fill, ParamRow, ParameterType};
use super::word::means;
use super::{
    allowed, bounds, capable, characters, emulation, kind, length, plain, rules, structure, unknown,
};

/// So many unknown names get a suggestion: a request with more has other troubles.
const SUGGESTED: usize = 16;

/// What is wrong with some parameters: of each in the order they are stated, then of the rules between them.
///
/// Nothing is allocated where nothing is wrong.
pub(crate) fn validate(subject: &Subject<'_>, parameters: &Map<String, Value>) -> Vec<Issue> {
    validate_after(subject, parameters, |_| true, plain::is_fine)
}

/// The same of the parameters of a whole request: what it is about has checks of its own.
pub(crate) fn validate_beside(subject: &Subject<'_>, request: &Map<String, Value>) -> Vec<Issue> {
    validate_after(subject, request, is_parameter, plain::is_fine)
}

/// The same of the names that count, after a glance that lets values pass which are plainly fine.
#[inline]
pub(super) fn validate_after(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    counts: impl Fn(&str) -> bool,
    is_plainly_fine: impl Fn(&Subject<'_>, (u16, &StandardParameter), &ParamRow, &Value) -> bool,
) -> Vec<Issue> {
    let mut issues = Vec::new();
    let mut stated = Stated::new(subject, parameters);
    let mut suggestions = SUGGESTED;
    for (name, value) in stated_in(parameters, &counts) {
        let place = subject.place_of(name);
        if let Some((place, row)) = place.and_then(|place| Some((place, subject.table.row(place)?))) {
            stated.note(place);
            if let Some(standard) = subject.parameters.get(usize::from(place))
                && is_plainly_fine(subject, (place, standard), row, value)
            {
                continue;
            }
        }
        check_named(&stated, place, name, value, &mut suggestions, &mut issues);
    }
    let is_missing = stated.note_others();
    // Few requests state parameters that hang on each other: only now all of them are known.
    if subject.table.entries.hang_together(stated.noted()) {
        issues.clear();
        suggestions = SUGGESTED;
        for (name, value) in stated_in(parameters, &counts) {
            check_named(&stated, subject.place_of(name), name, value, &mut suggestions, &mut issues);
        }
    }
    rules::check(stated, &mut issues);
    if is_missing == IsMissing::Maybe {
        missing(stated, &mut issues);
    }
    issues
}

/// The parameters that state something, which `null` does not.
fn stated_in<'a>(
    parameters: &'a Map<String, Value>,
    counts: &impl Fn(&str) -> bool,
) -> impl Iterator<Item = (&'a String, &'a Value)> {
    parameters.iter().filter(|(name, value)| !value.is_null() && counts(name))
}

/// What is wrong with what is stated under a name.
fn check_named(
    stated: &Stated<'_>,
    place: Option<u16>,
    name: &str,
    value: &Value,
    suggestions: &mut usize,
    issues: &mut Vec<Issue>,
) {
    let subject = stated.subject;
    match place.and_then(|place| Some((place, subject.parameters.get(usize::from(place))?))) {
        Some((place, standard)) => check(*stated, place, standard, value, issues),
        None if *suggestions > 0 => {
            *suggestions -= 1;
            issues.push(unknown::check(subject, stated.parameters, name, value));
        }
        None => issues.push(unknown::bare(name, value)),
    }
}

/// What is wrong with one parameter.
fn check(
    stated: Stated<'_>,
    place: u16,
    standard: &StandardParameter,
    value: &Value,
    issues: &mut Vec<Issue>,
) {
    let subject = stated.subject;
    let name = &standard.name;
    match subject.table.entries.get(usize::from(place)) {
        Some(Entry::Row(row)) => accepted(stated, place, standard, row, value, issues),
        Some(Entry::Absent(neutral)) => {
            if !neutral.as_ref().is_some_and(|neutral| means(neutral, value)) {
                let issue = capable::unsupported(subject, name).value(value);
                issues.push(issue.fix(Fix::drop(leaving(stated, name, value))));
            }
        }
        Some(Entry::Silent) | None => issues.push(
            Issue::warning(
                IssueCode::UnverifiedParameter,
                format_args!("Model {} is not known to support {name} parameter", cut(subject.model)),
            )
            .at(name)
            .value(value),
        ),
    }
}

/// What is wrong with a parameter that the model takes.
fn accepted(
    stated: Stated<'_>,
    place: u16,
    standard: &StandardParameter,
    row: &ParamRow,
    value: &Value,
    issues: &mut Vec<Issue>,
) {
    let subject = stated.subject;
    let name = standard.name.as_str();
    if !kind::fits(row.kind, value) {
        let (wanted, is) = (kind::said(row.kind), kind::is(value));
        let message = match kind::is_flat(row.kind) {
            true => format!("{name} must be {wanted}, not {} ({is})", Said(value)),
            false => format!("{name} must be {wanted}"),
        };
        let meant = kind::meant(row.kind, value, &standard.values);
        let fix = meant.map(|meant| Fix::use_value(name, meant));
        issues.push(Issue::error(IssueCode::WrongType, message).at(name).value(value).fix(fix));
        return;
    }
    if let Some(malformed) = structure::check(row.kind, name, value) {
        issues.push(Issue::error(IssueCode::Malformed, malformed).at(name).value(value));
        return;
    }
    if name == TOOLS
        && let Some((first, second)) = structure::twins(value)
    {
        issues.push(one_name(first, second, value));
        return;
    }
    if let Some(emulation) = row.emulation(value) {
        if emulation::asks(emulation, value) {
            issues.push(emulation::issue(emulation, subject, name).value(value));
        }
        // What the surface has no form for is in none of its bounds.
        return;
    }
    if let Some(issue) = capable::check(subject, name, value) {
        issues.push(issue);
        return;
    }
    length::check(name, row, value, issues);
    if let Some(allowed) = &row.characters
        && let Some(issue) = characters::check(name, allowed, value)
    {
        issues.push(issue);
    }
    // An option that is `None` is looked at, and not moved about: this is the path of every fine parameter.
    let mut is_within = true;
    if is_number(row.kind)
        && let Some(issue) = bounds::check(subject, name, row, value)
    {
        is_within = false;
        issues.push(issue);
    }
    if let Some(issue) = allowed::check(subject, standard, row, value) {
        let fix = match leaving(stated, name, value) {
            own if own == name => issue.fix.clone(),
            other => Some(Fix::drop(other)),
        };
        issues.push(issue.fix(fix));
    }
    if is_within
        && let Some(other) = row.below
        && let Some(issue) = not_below(stated, name, row, value, other)
    {
        issues.push(issue);
    }
    if row.same_as.is_some()
        && let Some(issue) = twice(stated, place, name, value)
    {
        issues.push(issue);
    }
}

const TOOLS: &str = "tools";

/// Two functions of one name, which no surface tells apart; the same said twice is said once.
///
/// Anthropic: "Tool names must be unique"; Google: "Duplicate function declaration found".
fn one_name(first: usize, second: usize, value: &Value) -> Issue {
    let items = value.as_array().map_or(&[][..], Vec::as_slice);
    let (own, other) = (items.get(first), items.get(second));
    let name = other.and_then(|tool| tool.pointer("/function/name")).unwrap_or(&Value::Null);
    let message = format!("tools[{second}].function.name {} is the name of tools[{first}], too", Said(name));
    let others = items.iter().enumerate().filter(|(at, _)| *at != second);
    let fix = (own == other).then(|| Fix::use_value(TOOLS, others.map(|(_, tool)| tool.clone()).collect()));
    let place = format!("tools[{second}].function.name");
    Issue::error(IssueCode::ConflictsWith, message).at(&place).value(name).fix(fix)
}

/// What is to be left out for a value that cannot be said: where no tool is to be called, the tools.
fn leaving<'a>(stated: Stated<'_>, name: &'a str, value: &Value) -> &'a str {
    if structure::forbids_tools(name, value) && stated.raw("tools").is_some() { "tools" } else { name }
}

fn is_number(kind: ParameterType) -> bool {
    matches!(
        kind,
        ParameterType::Integer
            | ParameterType::Decimal
            | ParameterType::NumberMap
            | ParameterType::IntegerMap
    )
}

/// A value that is not less than another parameter's.
fn not_below(stated: Stated<'_>, name: &str, row: &ParamRow, value: &Value, other: u16) -> Option<Issue> {
    let subject = stated.subject;
    let number = Number::of(value)?;
    // The model's own lone values (none at all, as many as it likes) are no counts.
    if bounds::is_also(subject, row, number) {
        return None;
    }
    let (other_name, limit) = match (stated.meant(other), stated.effective(other)) {
        (Some((place, value)), _) => (subject.name_of(place), Number::of(value)?),
        (None, Effective::Number(own)) => (subject.name_of(other), Number::Whole(own)),
        (None, Effective::Own(own)) => (subject.name_of(other), Number::of(&own.to_json())?),
        _ => return None,
    };
    let limit = limit.decimal()?;
    if number.against(limit) == Ordering::Less {
        return None;
    }
    let limit = crate::model::decimal_to_json(limit);
    let least = limit.as_i64().and_then(|limit| limit.checked_sub(1)).map(Value::from);
    let fix = match least.filter(|least| bounds::check(subject, name, row, least).is_none()) {
        Some(least) => Fix::use_value(name, least),
        None => Fix::drop(name),
    };
    Some(
        Issue::error(
            IssueCode::ConflictsWith,
            format_args!("{name} {value} must be less than {other_name} {limit}"),
        )
        .at(name)
        .value(value)
        .limit(limit)
        .fix(fix),
    )
}

/// Two names of one parameter with two values, where no rule speaks of the pair.
fn twice(stated: Stated<'_>, place: u16, name: &str, value: &Value) -> Option<Issue> {
    let (other, other_value) = stated.others(place).next()?;
    let is_ruled = |both: &[u16]| both.contains(&place) && both.contains(&other);
    if other_value == value || stated.subject.table.rules.iter().any(|rule| is_ruled(&rule.not_together)) {
        return None;
    }
    let other_name = stated.subject.name_of(other);
    let message = format!(
        "{name} {} and {other_name} {} are one parameter with two values",
        Said(value),
        Said(other_value)
    );
    Some(
        Issue::error(IssueCode::ConflictsWith, message)
            .at(name)
            .value(value)
            .limit(other_value.clone())
            .fix(Fix::drop(name)),
    )
}

/// Parameters that must be there, that nobody stated, and that nothing fills in.
fn missing(stated: Stated<'_>, issues: &mut Vec<Issue>) {
    let subject = stated.subject;
    for (place, entry) in (0u16..).zip(&subject.table.entries) {
        let Entry::Row(row) = entry else { continue };
        if !row.required || stated.is_meant(place) {
            continue;
        }
        let is_filled = match &row.fill {
            Some(Fill::Value(_)) => true,
            Some(Fill::Model(pointer)) => subject.fact(*pointer).is_some(),
            None => false,
        };
        if !is_filled {
            let name = subject.name_of(place);
            issues.push(
                Issue::error(
                    IssueCode::MissingParameter,
                    format_args!("Model {} requires {name} parameter", cut(subject.model)),
                )
                .at(name),
            );
        }
    }
}
