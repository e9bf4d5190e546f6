//! Dotted paths into a response, and how their steps may be spelled there.

use serde_json::Value;

use crate::params::key::get;

/// How a response spells the steps of a path.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Spelling {
    /// As they stand.
    #[default]
    Exact,
    /// As they stand, or in snake case: clients in Python print `usageMetadata` as `usage_metadata`.
    SnakeCaseToo,
}

impl Spelling {
    /// What a value has under one step.
    pub fn step<'a>(self, value: &'a Value, step: &str) -> Option<&'a Value> {
        let entries = value.as_object()?;
        get(entries, step).or_else(|| match self {
            Self::Exact => None,
            Self::SnakeCaseToo => {
                entries.iter().find(|(key, _)| is_snake_of(key, step)).map(|(_, value)| value)
            }
        })
    }

    /// Whether a text is how a path is spelled.
    pub fn is_spelled(self, text: &str, path: &str) -> bool {
        text == path || self == Self::SnakeCaseToo && is_snake_of(text, path)
    }

    /// The value at a dotted path; the empty path is the value itself.
    pub fn at<'a>(self, value: &'a Value, path: &str) -> Option<&'a Value> {
        if path.is_empty() {
            return Some(value);
        }
        path.split('.').try_fold(value, |value, step| self.step(value, step))
    }

    /// The things at a path; after `[]` come the items of a list. What is null is none.
    pub fn things<'a>(self, value: &'a Value, path: &str, found: &mut Vec<&'a Value>) {
        let Some((list, rest)) = path.split_once("[]") else {
            found.extend(self.at(value, path).filter(|value| !value.is_null()));
            return;
        };
        let rest = rest.strip_prefix('.').unwrap_or(rest);
        for item in self.at(value, list).and_then(Value::as_array).into_iter().flatten() {
            self.things(item, rest, found);
        }
    }
}

/// Whether a key is a step of a path in snake case.
fn is_snake_of(key: &str, step: &str) -> bool {
    let mut rest = key.bytes();
    let same = step.bytes().all(|byte| {
        if byte.is_ascii_uppercase() {
            rest.next() == Some(b'_') && rest.next() == Some(byte.to_ascii_lowercase())
        } else {
            rest.next() == Some(byte)
        }
    });
    same && rest.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_step_may_be_spelled_in_snake_case_where_clients_do() {
        let value = json!({"usage_metadata": {"promptTokenCount": 1, "total_token_count": 2, "a": null}});
        for (path, exact, snake) in [
            ("usageMetadata.promptTokenCount", None, Some(json!(1))),
            ("usageMetadata.totalTokenCount", None, Some(json!(2))),
            ("usage_metadata.total_token_count", Some(json!(2)), Some(json!(2))),
            ("usageMetadata.totalTokenCounts", None, None),
            ("usageMetadata.total", None, None),
        ] {
            assert_eq!(Spelling::Exact.at(&value, path), exact.as_ref(), "{path}");
            assert_eq!(Spelling::SnakeCaseToo.at(&value, path), snake.as_ref(), "{path}");
        }
    }

    #[test]
    fn a_path_leads_through_lists() {
        let value = json!({"a": [{"b": [1, 2]}, {"b": null}, {}, {"b": [null, 3]}]});
        let mut found = Vec::new();
        Spelling::Exact.things(&value, "a[].b[]", &mut found);
        assert_eq!(found, [&json!(1), &json!(2), &json!(3)]);
    }
}
