//! Patterns of names, in which `*` stands for any text.

/// Whether a name, in any case, is of a pattern in lower case, in which `*` stands for any text.
///
/// ```
/// use llmanac::catalog::fits;
/// assert!(fits("gpt-*", "GPT-4o") && fits("*openai.*", "us.openai.gpt-oss"));
/// assert!(!fits("gpt-*", "my-gpt-4o"));
/// ```
pub fn fits(pattern: &str, name: &str) -> bool {
    // No model's name is longer.
    const LONGEST: usize = 512;
    if name.len() > LONGEST {
        return false;
    }
    let name = name.to_ascii_lowercase();
    let mut pieces = pattern.split('*');
    let Some(mut rest) = pieces.next().and_then(|first| name.strip_prefix(first)) else { return false };
    let Some(last) = pieces.next_back() else { return rest.is_empty() };
    for piece in pieces {
        match rest.split_once(piece) {
            Some((_, after)) => rest = after,
            None => return false,
        }
    }
    rest.ends_with(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (pattern, name, wanted) in [
            ("gpt-*", "GPT-4o", true),
            ("gpt-*", "my-gpt-4o", false),
            ("*openai.*", "us.openai.gpt-oss", true),
            ("*openai.*", "openai", false),
            ("gpt", "gpt", true),
            ("gpt", "gpt-4", false),
            ("*", "", true),
            ("a*b*c", "a-b-b-c", true),
            ("a*b*c", "acb", false),
            ("ab*ba", "aba", false),
        ] {
            assert_eq!(fits(pattern, name), wanted, "{pattern} {name}");
        }
    }
}
