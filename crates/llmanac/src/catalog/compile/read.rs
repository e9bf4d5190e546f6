//! From a text to an authored struct, with the place of what does not fit.

use serde::de::DeserializeOwned;

use crate::catalog::place::line_of;
use crate::catalog::problem::{CatalogError, Problem, cut, did_you_mean};

use super::model::short;

/// Reads one file.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogError> {
    toml::from_str(text).map_err(|error| {
        let (message, hint) = explain(error.message());
        let hint = hint.or_else(|| looks_like_json(text).then(|| JSON_HINT.to_owned()));
        let line = error.span().map(|span| line_of(text, span.start));
        // An unknown key is named in the message; of a wrong value the line tells the key.
        let key =
            if message.starts_with("unknown key") { None } else { line.and_then(|line| key_on(text, line)) };
        CatalogError::new(vec![Problem {
            file: file.to_owned(),
            line,
            key: key.unwrap_or_default(),
            message,
            hint,
        }])
    })
}

const JSON_HINT: &str = "it looks like JSON, and TOML is wanted";

fn looks_like_json(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').trim_start().starts_with('{')
}

/// The key that a line sets, where it sets one in full.
fn key_on(text: &str, line: usize) -> Option<String> {
    let (key, _) = text.lines().nth(line.checked_sub(1)?)?.split_once('=')?;
    let key = key.trim();
    let is_key = !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_.-".contains(&b));
    is_key.then(|| short(key))
}

/// Serde lists what it expected of an unknown key; people want the nearest one.
fn explain(message: &str) -> (String, Option<String>) {
    let Some(rest) = message.strip_prefix("unknown field `") else {
        return (said(message), hint_of_kind(message).map(str::to_owned));
    };
    let Some((key, expected)) = rest.split_once('`') else {
        return (said(message), None);
    };
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let hint = did_you_mean(key, names.iter().copied())
        .or_else(|| (!names.is_empty()).then(|| format!("known keys: {}", names.join(", "))));
    (format!("unknown key `{}`", short(key)), hint)
}

/// The parser's message in the words of TOML, without the middle of what it echoes.
fn said(message: &str) -> String {
    /// What the parser echoes may be of any length.
    const LONGEST: usize = 240;
    let message = match message {
        "u64 value was too large" | "i64 value was too large" => "a number beyond 9223372036854775807",
        "cannot recurse further; max recursion depth met" => "nested too deeply",
        other => other,
    };
    let message = message.replacen("invalid type: map,", "invalid type: a table,", 1).replacen(
        "invalid type: sequence,",
        "invalid type: a list,",
        1,
    );
    let message = match message.strip_suffix("expected a sequence") {
        Some(head) => format!("{head}expected a list"),
        None => message,
    };
    let message = match message.strip_suffix("expected a map") {
        Some(head) => format!("{head}expected a table"),
        None => message,
    };
    cut(message, LONGEST)
}

/// What to do about a value of another kind.
fn hint_of_kind(message: &str) -> Option<&'static str> {
    if message.ends_with("expected a string") {
        Some("write it in quotes")
    } else if message == "invalid type: map, expected a sequence" {
        Some("a list of tables begins with [[...]], or is written as [{ ... }]")
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::authored::Overlay;

    #[test]
    fn an_unknown_key_is_named_with_its_line_and_a_suggestion() {
        let text = "[[model]]\nname = \"m\"\ndisplay_nmae = \"M\"\n";
        let error = read::<Overlay>("llmanac.toml", text).unwrap_err();
        assert_eq!(
            error.to_string(),
            "llmanac.toml:3: unknown key `display_nmae`; did you mean `display_name`?"
        );
    }

    #[test]
    fn a_wrong_type_and_broken_toml_are_named_with_their_line() {
        let error = read::<Overlay>("o.toml", "[[model]]\nname = 5\n").unwrap_err();
        assert_eq!(
            error.to_string(),
            "o.toml:2: name: invalid type: integer `5`, expected a string; write it in quotes"
        );
        let error = read::<Overlay>("o.toml", "\n[[model]\n").unwrap_err();
        assert!(error.to_string().starts_with("o.toml:2: "), "{error}");
    }
}
