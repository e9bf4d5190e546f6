//! Names that no standard parameter has, and which one was meant.

use serde_json::{Map, Value};

use super::code::IssueCode;
use super::echo::Plain;
use super::fix::Fix;
use super::issue::Issue;
use super::kind;
use super::standard::StandardParameter;
use super::subject::Subject;

/// A name longer than this is nobody's slip; the fix does not repeat it.
const LONGEST: usize = 200;

/// The issue of an unknown name.
///
/// A name that is written another way, or that another API uses, is renamed by the fix; one that is merely near is only
/// suggested, since a guess must not change what a request means.
pub(super) fn check(
    subject: &Subject<'_>,
    parameters: &Map<String, Value>,
    name: &str,
    value: &Value,
) -> Issue {
    if name.len() > LONGEST {
        return bare(name, value);
    }
    let drop = Fix::drop(name);
    let (meant, is_sure) = match spelled(subject, name) {
        Some(meant) => (meant, !is_negated(name)),
        None => match near(subject, name) {
            Some(meant) => (meant, is_slip(name, &meant.name)),
            None => return bare(name, value),
        },
    };
    let is_free = parameters.get(&meant.name).is_none_or(Value::is_null);
    let rename = Fix::Rename { from: name.to_owned(), to: meant.name.clone() };
    let fix = if is_sure && is_free && kind::fits(meant.kind, value) { rename } else { drop };
    let message = format!("unknown parameter {}; did you mean {}?", Plain(name), meant.name);
    Issue::error(IssueCode::UnknownParameter, message).at(name).value(value).fix(fix)
}

/// The issue of an unknown name, with no suggestion.
pub(super) fn bare(name: &str, value: &Value) -> Issue {
    let fix = (name.len() <= LONGEST).then(|| Fix::drop(name));
    let message = format!("unknown parameter {}", Plain(name));
    Issue::error(IssueCode::UnknownParameter, message).at(name).value(value).fix(fix)
}

/// The parameter that has the name in another spelling, or as another API's own.
fn spelled<'a>(subject: &Subject<'a>, name: &str) -> Option<&'a StandardParameter> {
    let parameters = subject.parameters;
    parameters.iter().find(|parameter| is_same(&parameter.name, name)).or_else(|| {
        parameters.iter().find(|parameter| parameter.spellings.iter().any(|own| is_same(own, name)))
    })
}

/// The parameter with the nearest name or spelling.
fn near<'a>(subject: &Subject<'a>, name: &str) -> Option<&'a StandardParameter> {
    let parameters = subject.parameters;
    let names = parameters.iter().flat_map(|parameter| {
        std::iter::once(&parameter.name).chain(&parameter.spellings).map(String::as_str)
    });
    let nearest = crate::suggest::nearest(name, names)?;
    parameters
        .iter()
        .find(|parameter| parameter.name == nearest || parameter.spellings.iter().any(|s| s == nearest))
}

/// Whether two names differ in nothing but capitals, `_` and `-`.
fn is_same(a: &str, b: &str) -> bool {
    let letters = |text: &str| {
        text.bytes()
            .filter(|b| !matches!(b, b'_' | b'-' | b' '))
            .map(|b| b.to_ascii_lowercase())
            .collect::<Vec<u8>>()
    };
    letters(a) == letters(b)
}

/// Whether a name says the opposite of what it is a spelling of.
fn is_negated(name: &str) -> bool {
    ["disable", "no_", "without"].iter().any(|prefix| name.to_ascii_lowercase().starts_with(prefix))
}

/// Whether a name is one slip of the finger from another, and long enough that no other is as near.
fn is_slip(name: &str, meant: &str) -> bool {
    const SHORTEST: usize = 6;
    let apart = strsim::osa_distance(&name.to_ascii_lowercase(), meant);
    meant.len() >= SHORTEST && (apart <= 1 || (apart == 2 && meant.len() >= 2 * SHORTEST - 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_small_beside_the_name() {
        for (name, meant, wanted) in [
            ("temprature", "temperature", true),
            ("max_tokn", "max_tokens", true),
            ("max_token", "max_tokens", true),
            ("top_n", "top_p", false),
            ("top_q", "top_k", false),
            ("stopp", "stop", false),
            ("seeds", "seed", false),
        ] {
            assert_eq!(is_slip(name, meant), wanted, "{name}");
        }
    }

    #[test]
    fn spellings_ignore_capitals_and_underscores() {
        assert!(is_same("maxTokens", "max_tokens"));
        assert!(is_same("Top-P", "top_p"));
        assert!(!is_same("max_token", "max_tokens"));
    }
}
