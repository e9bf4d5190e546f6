//! From a text to an authored struct, with the place of what does not fit.

use serde::de::DeserializeOwned;

use crate::catalog::place::line_of;
use crate::catalog::problem::{CatalogError, Problem, did_you_mean};

use super::model::short;

/// Reads one file.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogError> {
    toml::from_str(text).map_err(|error| {
        let (message, hint) = explain(error.message());
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
        let hint = message.ends_with("expected a string").then(|| "write it in quotes".to_owned());
        return (message.to_owned(), hint);
    };
    let Some((key, expected)) = rest.split_once('`') else {
        return (message.to_owned(), None);
    };
    let names: Vec<&str> = expected.split('`').skip(1).step_by(2).collect();
    let hint = did_you_mean(key, names.iter().copied())
        .or_else(|| (!names.is_empty()).then(|| format!("known keys: {}", names.join(", "))));
    (format!("unknown key `{}`", short(key)), hint)
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
