//! Which model answered, and which lines of models it belongs to.

use crate::cost::Models;
use crate::model::MakerId;

/// Who answered, as far as that is told.
pub(super) struct Answering<'a> {
    /// The caller's word.
    pub told: Option<&'a str>,
    /// The response's own.
    pub stated: Option<&'a str>,
    /// Who trained a model, by any of its names.
    pub maker_of: &'a dyn Fn(&str) -> Option<MakerId>,
}

impl<'a> Answering<'a> {
    /// The name that an invocation carries.
    pub fn name(&self) -> Option<&'a str> {
        self.stated.or(self.told)
    }

    /// Whether the model is of a line. The caller's word decides, unless nobody knows the name.
    pub fn is_of(&self, line: &Models) -> bool {
        let of = |name: &str| {
            let maker = (self.maker_of)(name);
            let by_maker = maker.as_ref().is_some_and(|maker| line.makers.contains(maker));
            (by_maker || line.names.iter().any(|pattern| fits(pattern, name)), maker.is_some())
        };
        match self.told.map(of) {
            Some((is, known)) if is || known => is,
            _ => self.stated.is_some_and(|name| of(name).0),
        }
    }
}

/// Whether a name is of a pattern in lower case, in which `*` stands for any text.
pub(super) fn fits(pattern: &str, name: &str) -> bool {
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

    #[test]
    fn the_callers_word_decides_unless_nobody_knows_the_name() {
        let line = Models { makers: vec![MakerId::OPENAI], names: vec!["gpt-*".to_owned()] };
        let maker_of = |name: &str| match name {
            "quill" => Some(MakerId::OPENAI),
            "sage" => Some(MakerId::ANTHROPIC),
            _ => None,
        };
        for (told, stated, wanted) in [
            (None, None, false),
            (Some("quill"), None, true),
            (Some("quill"), Some("sage"), true),
            (Some("sage"), Some("quill"), false),
            (Some("prod-chat"), Some("quill"), true),
            (Some("prod-chat"), Some("gpt-9"), true),
            (Some("prod-chat"), None, false),
            (None, Some("sage"), false),
        ] {
            let answering = Answering { told, stated, maker_of: &maker_of };
            assert_eq!(answering.is_of(&line), wanted, "{told:?} {stated:?}");
        }
    }
}
