//! From a text to an authored struct, with the place of what does not fit.

use serde::de::DeserializeOwned;

use crate::catalog::place::line_of;
use crate::catalog::problem::{CatalogError, Problem, did_you_mean};

use super::model::short;

/// Reads one file.
pub(crate) fn read<T: DeserializeOwned>(file: &str, text: &str) -> Result<T, CatalogError> {
    toml::from_str(text).map_err(|error| {
        let message = error.message().to_owned();
        let (message, hint) = explain(&message);
        CatalogError::new(vec![Problem {
            file: file.to_owned(),
            line: error.span().map(|span| line_of(text, span.start)),
            key: String::new(),
            message,
            hint,
        }])
    })
}

/// Serde lists what it expected of an unknown key; people want the nearest one.
fn explain(message: &str) -> (String, Option<String>) {
    let Some(rest) = message.strip_prefix("unknown field `") else {
        return (message.to_owned(), None);
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
        assert_eq!(error.to_string(), "o.toml:2: invalid type: integer `5`, expected a string");
        let error = read::<Overlay>("o.toml", "\n[[model]\n").unwrap_err();
        assert!(error.to_string().starts_with("o.toml:2: "), "{error}");
    }
}
