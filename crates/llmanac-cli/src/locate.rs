//! Where in a JSON text a value stands, so that a message can point at it.

use std::ops::Range;

/// The bytes of the value at a path such as `max_tokens` or `messages[2].content[0]`; `None` where there is none.
///
/// The text must be JSON; in any other text nothing is found.
pub fn locate(text: &str, path: &str) -> Option<Range<usize>> {
    // A parameter's own name may hold any character.
    find(text, 0, &[Step::Key(path)])
        .or_else(|| find(text, 0, &steps(path).filter(|steps| !steps.is_empty())?))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step<'p> {
    Key(&'p str),
    At(usize),
}

/// `messages[2].content` in steps.
fn steps(path: &str) -> Option<Vec<Step<'_>>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, mut rest) = match part.find('[') {
            Some(at) => part.split_at(at),
            None => (part, ""),
        };
        if !key.is_empty() {
            steps.push(Step::Key(key));
        }
        while let Some((index, after)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            steps.push(Step::At(index.parse().ok()?));
            rest = after;
        }
    }
    Some(steps)
}

/// The value at some steps from the value that begins at or after a byte.
fn find(text: &str, from: usize, steps: &[Step<'_>]) -> Option<Range<usize>> {
    let start = skip_space(text, from);
    let Some((step, rest)) = steps.split_first() else {
        return Some(start..end_of(text, start)?);
    };
    let (open, close) = match step {
        Step::Key(_) => (b'{', b'}'),
        Step::At(_) => (b'[', b']'),
    };
    if byte(text, start)? != open {
        return None;
    }
    let mut at = skip_space(text, start + 1);
    let mut found = None;
    let mut count = 0;
    while byte(text, at)? != close {
        let is_wanted = match step {
            Step::Key(wanted) => {
                let end = end_of(text, at)?;
                let key: String = serde_json::from_str(text.get(at..end)?).ok()?;
                at = skip_space(text, end);
                if byte(text, at)? != b':' {
                    return None;
                }
                at = skip_space(text, at + 1);
                key == *wanted
            }
            Step::At(wanted) => count == *wanted,
        };
        // Of two keys of one name the last counts, as it does when the text is read.
        if is_wanted {
            found = find(text, at, rest).or(found);
        }
        count += 1;
        at = skip_space(text, end_of(text, at)?);
        if byte(text, at)? == b',' {
            at = skip_space(text, at + 1);
        }
    }
    found
}

/// The byte after a value that begins at one.
fn end_of(text: &str, start: usize) -> Option<usize> {
    match byte(text, start)? {
        b'"' => end_of_string(text, start),
        b'{' | b'[' => {
            let mut depth = 0usize;
            let mut at = start;
            loop {
                match byte(text, at)? {
                    b'"' => at = end_of_string(text, at)?,
                    b'{' | b'[' => {
                        depth += 1;
                        at += 1;
                    }
                    b'}' | b']' => {
                        depth = depth.checked_sub(1)?;
                        at += 1;
                        if depth == 0 {
                            return Some(at);
                        }
                    }
                    _ => at += 1,
                }
            }
        }
        _ => {
            let rest = text.as_bytes().get(start..)?;
            let ends = |byte: &u8| matches!(byte, b',' | b'}' | b']') || byte.is_ascii_whitespace();
            let length = rest.iter().position(ends).unwrap_or(rest.len());
            (length > 0).then_some(start + length)
        }
    }
}

fn end_of_string(text: &str, start: usize) -> Option<usize> {
    let mut at = start + 1;
    loop {
        match byte(text, at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

fn byte(text: &str, at: usize) -> Option<u8> {
    text.as_bytes().get(at).copied()
}

fn skip_space(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    from + rest.iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn values_are_found_by_their_paths() {
        let text = r#"{ "a": 1, "m" : [ {"c": "x]\"}"}, {"c": ["é", {"t": true}]} ], "a.b": null, "a": 20 }"#;
        for (path, wanted) in [
            ("a", Some("20")),
            ("m[0].c", Some(r#""x]\"}""#)),
            ("m[1].c[0]", Some("\"é\"")),
            ("m[1].c[1].t", Some("true")),
            ("a.b", Some("null")),
            ("m[2]", None),
            ("m[0].d", None),
            ("b", None),
            ("a[0]", None),
            ("m[x]", None),
            ("", None),
        ] {
            let found = locate(text, path).and_then(|range| text.get(range));
            assert_eq!(found, wanted, "{path}");
        }
        assert_eq!(locate("", "a"), None);
        assert_eq!(locate("{\"a\"", "a"), None);
        assert_eq!(locate("nonsense", "a"), None);
    }

    proptest! {
        #[test]
        fn no_text_and_no_path_makes_it_stumble(text in ".{0,80}", path in ".{0,20}") {
            let _ = locate(&text, &path);
        }

        #[test]
        fn what_is_found_is_the_value(key in "[a-z\"\\\\é.\\[]{0,6}", value: i64, pretty: bool) {
            let object = serde_json::json!({ "other": ["}", {}], key.clone(): value });
            let text = if pretty { serde_json::to_string_pretty(&object) } else { serde_json::to_string(&object) };
            let text = text.unwrap_or_default();
            let found = locate(&text, &key).and_then(|range| text.get(range));
            let wanted = value.to_string();
            prop_assert_eq!(found, Some(wanted.as_str()));
        }
    }
}
