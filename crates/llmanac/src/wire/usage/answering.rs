//! Which model answered, and which lines of models it belongs to.

use crate::cost::Models;
use crate::model::{MakerId, ModelId};

/// Finds who trained a model and its id, by any of its names.
pub(crate) type FindModel<'a> = dyn Fn(&str) -> Option<(MakerId, ModelId)> + 'a;

/// Who answered, as far as that is told.
pub(super) struct Answering<'a> {
    /// The response's own word.
    pub stated: Option<&'a str>,
    /// The caller's.
    pub told: Option<&'a str>,
    pub find: &'a FindModel<'a>,
}

impl<'a> Answering<'a> {
    /// The name that an invocation carries.
    pub fn name(&self) -> Option<&'a str> {
        self.stated.or(self.told)
    }

    /// Whether the model is of a line. A name that means nothing here leaves it to the next one: responses
    /// name deployments, profiles and base models, and callers name pointers.
    pub fn is_of(&self, line: &Models) -> bool {
        for name in [self.stated, self.told].into_iter().flatten() {
            let found = (self.find)(name);
            let is_named = |name: &str| line.names.iter().any(|pattern| fits(pattern, name));
            let is = is_named(name)
                || found
                    .as_ref()
                    .is_some_and(|(maker, id)| line.makers.contains(maker) || is_named(id.name()));
            if is || found.is_some() {
                return is;
            }
        }
        false
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
    fn a_name_that_means_nothing_leaves_it_to_the_next() {
        let line = Models { makers: vec![MakerId::OPENAI], names: vec!["gpt-*".to_owned()] };
        let find = |name: &str| {
            let maker = match name {
                "quill" => MakerId::OPENAI,
                "sage" => MakerId::ANTHROPIC,
                _ => return None,
            };
            Some((maker, format!("house/{name}").parse().unwrap()))
        };
        for (stated, told, wanted) in [
            (None, None, false),
            (None, Some("quill"), true),
            (None, Some("sage"), false),
            (Some("sage"), Some("quill"), false),
            (Some("quill"), Some("sage"), true),
            (Some("a-profile"), Some("quill"), true),
            (Some("a-profile"), Some("gpt-9"), true),
            (Some("gpt-9"), Some("a-profile"), true),
            (Some("a-profile"), None, false),
        ] {
            let answering = Answering { stated, told, find: &find };
            assert_eq!(answering.is_of(&line), wanted, "{stated:?} {told:?}");
        }
    }
}
