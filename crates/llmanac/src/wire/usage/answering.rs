//! Which model answered, and which lines of models it belongs to.

use crate::cost::Models;
use crate::model::{MakerId, ModelId};
use crate::pattern::fits;

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

#[cfg(test)]
mod tests {
    use super::*;

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
