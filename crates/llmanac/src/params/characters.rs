//! Which characters a text may have, where a surface takes only some.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::code::IssueCode;
use super::echo::{Plain, Said};
use super::fix::Fix;
use super::issue::Issue;

/// A set of characters, as spans of them: `a-z` is one, `_` is one of a single character.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Characters(Vec<(char, char)>);

/// A set that has no character, or a span that runs backwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoCharacters;

impl fmt::Display for NoCharacters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no set of characters: spans and signs are wanted, as in \"a-zA-Z0-9_\", a `-` of its own at the end")
    }
}

impl FromStr for Characters {
    type Err = NoCharacters;

    /// Reads what stands between the brackets of a character class: `a-zA-Z0-9_:-`.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut spans = Vec::new();
        let mut rest = text.chars().peekable();
        while let Some(first) = rest.next() {
            let mut ahead = rest.clone();
            match (ahead.next(), ahead.next()) {
                (Some('-'), Some(last)) if first <= last => {
                    spans.push((first, last));
                    rest = ahead;
                }
                (Some('-'), Some(_)) => return Err(NoCharacters),
                _ => spans.push((first, first)),
            }
        }
        if spans.is_empty() { Err(NoCharacters) } else { Ok(Self(spans)) }
    }
}

impl fmt::Display for Characters {
    /// `a-z, A-Z, 0-9, blanks and :_@`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (mut parts, mut signs, mut has_blanks) = (Vec::new(), String::new(), false);
        for (first, last) in &self.0 {
            match first {
                first if first.is_whitespace() => has_blanks = true,
                first if first == last => signs.push(*first),
                first => parts.push(format!("{first}-{last}")),
            }
        }
        if has_blanks {
            parts.push("blanks".to_owned());
        }
        f.write_str(&parts.join(", "))?;
        match (parts.is_empty(), signs.is_empty()) {
            (_, true) => Ok(()),
            (true, false) => f.write_str(&signs),
            (false, false) => write!(f, " and {signs}"),
        }
    }
}

impl Characters {
    fn has(&self, letter: char) -> bool {
        self.0.iter().any(|(first, last)| (*first..=*last).contains(&letter))
    }

    /// Whether a text has no other characters.
    pub fn take(&self, text: &str) -> bool {
        text.chars().all(|letter| self.has(letter))
    }
}

/// The first text of a value that has other characters; of a map the keys are looked at, too, and an empty one is told.
///
/// Texts are left out whole: one with other characters in their place is another person or another label.
pub(super) fn check(name: &str, allowed: &Characters, value: &Value) -> Option<Issue> {
    let takes = |value: &Value| value.as_str().is_none_or(|text| allowed.take(text));
    let takes_key = |key: &str| !key.is_empty() && allowed.take(key);
    let (place, what, fix) = match value {
        Value::String(_) if !takes(value) => (String::new(), value, Fix::drop(name)),
        Value::Array(items) => {
            let at = items.iter().position(|item| !takes(item))?;
            let kept: Vec<Value> = items.iter().filter(|item| takes(item)).cloned().collect();
            let fix = if kept.is_empty() { Fix::drop(name) } else { Fix::use_value(name, kept.into()) };
            (format!("[{at}]"), items.get(at)?, fix)
        }
        Value::Object(entries) => {
            let fits = |key: &str, value: &Value| takes_key(key) && takes(value);
            let (key, own) = entries.iter().find(|(key, own)| !fits(key, own))?;
            let kept = entries.iter().filter(|(key, own)| fits(key, own));
            let kept: Map<String, Value> = kept.map(|(key, own)| (key.clone(), own.clone())).collect();
            let fix = if kept.is_empty() { Fix::drop(name) } else { Fix::use_value(name, kept.into()) };
            if !takes_key(key) {
                let message = format!(
                    "{name} has the key {}: only {allowed} are allowed, and one at least",
                    Said(&Value::from(key.as_str()))
                );
                return Some(issue(name, message, value, allowed, fix));
            }
            (format!(".{}", Plain(key)), own, fix)
        }
        _ => return None,
    };
    let message = format!("{name}{place} {} has other characters than {allowed}", Said(what));
    Some(issue(name, message, what, allowed, fix))
}

fn issue(name: &str, message: String, value: &Value, allowed: &Characters, fix: Fix) -> Issue {
    let issue = Issue::error(IssueCode::ForbiddenCharacters, message).at(name).value(value);
    issue.limit(allowed.to_string()).fix(fix)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_set_is_read_and_said() {
        for (text, said) in [
            ("a-zA-Z0-9 \t:_@-", "a-z, A-Z, 0-9, blanks and :_@-"),
            ("a-z", "a-z"),
            ("_-", "_-"),
            ("+--", "+--"),
        ] {
            assert_eq!(text.parse::<Characters>().unwrap().to_string(), said);
        }
        for text in ["", "z-a"] {
            assert_eq!(text.parse::<Characters>(), Err(NoCharacters), "{text}");
        }
    }

    #[test]
    fn what_has_other_characters_is_told_with_its_place_and_left_out() {
        let allowed: Characters = "a-z ".parse().unwrap();
        for (value, message, fix) in [
            (json!("für"), "x für has other characters than a-z, blanks", json!({"drop": "x"})),
            (json!(["a", "B"]), "x[1] B has other characters than a-z, blanks", json!({"set": {"x": ["a"]}})),
            (json!({"a": "1"}), "x.a 1 has other characters than a-z, blanks", json!({"drop": "x"})),
            (
                json!({"A": "a", "b": ""}),
                "x has the key A: only a-z, blanks are allowed, and one at least",
                json!({"set": {"x": {"b": ""}}}),
            ),
            (
                json!({"": "a"}),
                "x has the key \"\": only a-z, blanks are allowed, and one at least",
                json!({"drop": "x"}),
            ),
        ] {
            let issue = check("x", &allowed, &value).unwrap();
            assert_eq!(issue.message, message);
            assert_eq!(serde_json::to_value(issue.fix).unwrap(), fix);
        }
        for value in [json!("a b"), json!(""), json!({"a": ""}), json!(["a"]), json!(5)] {
            assert_eq!(check("x", &allowed, &value), None, "{value}");
        }
    }
}
