//! Whether a prompt, of so many tokens as estimated, fits the model's window.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};

use crate::model::Tokens;

use super::code::{IssueCode, Severity};
use super::fix::Fix;
use super::issue::Issue;
use super::number::Number;
use super::subject::Subject;
use super::table::{Bound, Entry, Fill, Pointer};

/// What is wrong with a prompt of so many tokens, and the output that is asked for beside it.
///
/// The lower end of the band decides on errors, the upper end on warnings. A limit that is not known refuses nothing.
pub(crate) fn check(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    input: &RangeInclusive<u64>,
) -> Vec<Issue> {
    let place = if subject.table.inputs.is_some() { "input" } else { "messages" };
    let mut issues = Vec::new();
    let output = asked_output(subject, parameters);
    let mut is_hopeless = false;
    if let Some(window) = subject.limits.window().known() {
        is_hopeless = *input.start() > window.get();
        issues.extend(exceeds_window(window, input, output.filter(|_| !is_hopeless), place));
    }
    if let Some(limit) = subject.limits.input().known().filter(|_| !is_hopeless) {
        issues.extend(severity(input, limit.get()).map(|severity| Issue {
            severity,
            ..too_long(IssueCode::ExceedsInputLimit, input, "input limit", limit, place)
        }));
    }
    issues
}

/// How sure it is that a number of tokens is over a limit.
fn severity(tokens: &RangeInclusive<u64>, limit: u64) -> Option<Severity> {
    if *tokens.start() > limit {
        Some(Severity::Error)
    } else if *tokens.end() > limit {
        Some(Severity::Warning)
    } else {
        None
    }
}

/// The parameter that limits the output, and its value: stated, or filled in.
#[derive(Clone, Copy)]
struct Output<'a> {
    name: &'a str,
    tokens: u64,
    is_stated: bool,
}

fn asked_output<'a>(subject: &'a Subject<'_>, parameters: &Map<String, Value>) -> Option<Output<'a>> {
    let limit = Some(Bound::Model(Pointer::LimitsOutput));
    let rows = || {
        subject.parameters.iter().zip(&subject.table.entries).filter_map(|(standard, entry)| match entry {
            Entry::Row(row) if row.max == limit => Some((standard.name.as_str(), row)),
            _ => None,
        })
    };
    let tokens = |value: &Value| u64::try_from(Number::of(value)?.whole()?).ok();
    rows()
        .find_map(|(name, _)| Some(Output { name, tokens: tokens(parameters.get(name)?)?, is_stated: true }))
        .or_else(|| {
            rows().find_map(|(name, row)| {
                let Some(Fill::Model(pointer)) = row.fill else { return None };
                let tokens = u64::try_from(subject.pointer(pointer)?).ok()?;
                Some(Output { name, tokens, is_stated: false })
            })
        })
}

fn exceeds_window(
    window: Tokens,
    input: &RangeInclusive<u64>,
    output: Option<Output<'_>>,
    place: &str,
) -> Option<Issue> {
    let Some(output) = output else {
        let severity = severity(input, window.get())?;
        return Some(Issue {
            severity,
            ..too_long(IssueCode::ExceedsWindow, input, "window", window, place)
        });
    };
    let both = input.start().saturating_add(output.tokens)..=input.end().saturating_add(output.tokens);
    let severity = severity(&both, window.get())?;
    let Output { name, tokens, is_stated } = output;
    let stated = if is_stated { "" } else { ", which is filled in," };
    let message = format!(
        "{} input tokens and {name} {tokens}{stated} exceed the window of {}",
        Band(input),
        window.get(),
    );
    let room = window.get().checked_sub(*input.end()).filter(|room| *room > 0).map(Value::from);
    let fix = room.map(|room| match is_stated {
        true => Fix::use_value(name, room),
        false => Fix::Set { parameter: name.to_owned(), value: room },
    });
    Some(Issue {
        severity,
        ..Issue::error(IssueCode::ExceedsWindow, message)
            .at(name)
            .value(&Value::from(tokens))
            .limit(window.get())
            .fix(fix)
    })
}

fn too_long(code: IssueCode, input: &RangeInclusive<u64>, what: &str, limit: Tokens, place: &str) -> Issue {
    let message = format!("{} input tokens exceed the {what} of {}", Band(input), limit.get());
    Issue::error(code, message).at(place).value(&Value::from(*input.end())).limit(limit.get())
}

/// A band of tokens in a sentence.
struct Band<'a>(&'a RangeInclusive<u64>);

impl std::fmt::Display for Band<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match (self.0.start(), self.0.end()) {
            (low, high) if low == high => write!(f, "{low}"),
            (low, high) => write!(f, "{low} to {high}"),
        }
    }
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use super::super::testing::Bench;
    use super::*;
    use serde_json::json;

    const PROFILE: &str = r#"
        max_tokens = { to = "max_tokens", min = 1, max = "model.limits.output" }
        max_completion_tokens = { same_as = "max_tokens" }
    "#;
    const FILLED: &str = r#"
        max_tokens = { to = "max_tokens", max = "model.limits.output", required = true, fill = "model.limits.output" }
    "#;

    fn bench(rows: &str) -> Bench {
        Bench::new(rows).window(1000).input_limit(900).output_limit(200)
    }

    #[test]
    fn the_lower_end_of_the_estimate_decides_on_errors_and_the_upper_on_warnings() {
        for (rows, parameters, input, wanted) in [
            (PROFILE, json!({}), 1..=900, vec![]),
            (PROFILE, json!({"max_tokens": 100}), 800..=900, vec![]),
            (
                PROFILE,
                json!({"max_tokens": 200}),
                750..=850,
                vec![
                    "warning[exceeds_window]: 750 to 850 input tokens and max_tokens 200 exceed the window of 1000 (use 150)",
                ],
            ),
            (
                PROFILE,
                json!({"max_completion_tokens": 200}),
                850..=850,
                vec![
                    "error[exceeds_window]: 850 input tokens and max_completion_tokens 200 exceed the window of 1000 (use 150)",
                ],
            ),
            (
                PROFILE,
                json!({}),
                850..=950,
                vec!["warning[exceeds_input_limit]: 850 to 950 input tokens exceed the input limit of 900"],
            ),
            (
                PROFILE,
                json!({"max_tokens": 200}),
                2000..=2500,
                vec!["error[exceeds_window]: 2000 to 2500 input tokens exceed the window of 1000"],
            ),
            (
                FILLED,
                json!({}),
                900..=900,
                vec![
                    "error[exceeds_window]: 900 input tokens and max_tokens 200, which is filled in, exceed the window of 1000 (set max_tokens to 100)",
                ],
            ),
            (
                PROFILE,
                json!({"max_tokens": u64::MAX}),
                1..=u64::MAX,
                vec![
                    "warning[exceeds_window]: 1 to 18446744073709551615 input tokens exceed the window of 1000",
                    "warning[exceeds_input_limit]: 1 to 18446744073709551615 input tokens exceed the input limit of 900",
                ],
            ),
        ] {
            let bench = bench(rows);
            let found: Vec<String> = check(&bench.subject(), parameters.as_object().unwrap(), &input)
                .iter()
                .map(|issue| match &issue.fix {
                    Some(fix) => format!("{issue} ({fix})"),
                    None => issue.to_string(),
                })
                .collect();
            assert_eq!(found, wanted, "{parameters} {input:?}");
        }
    }

    #[test]
    fn an_unknown_limit_refuses_nothing() {
        let bench = Bench::new(PROFILE);
        let parameters = json!({"max_tokens": 5});
        assert!(check(&bench.subject(), parameters.as_object().unwrap(), &(u64::MAX..=u64::MAX)).is_empty());
    }
}
