//! What the names of tools and the ids of their calls must be like, by the form of the messages.

use crate::model::MessageForm;

/// What a name must be like.
#[derive(Clone, Copy, Debug)]
pub(super) struct NameRule {
    /// Signs beside ASCII letters and digits.
    signs: &'static str,
    begins: Begins,
    /// Most characters.
    pub most: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Begins {
    Anyhow,
    /// With a letter or an underscore.
    WithLetter,
}

/// The rules of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rules {
    pub names: NameRule,
    /// None: any text is an id.
    pub ids: Option<NameRule>,
}

const fn rule(signs: &'static str, most: usize) -> NameRule {
    NameRule { signs, begins: Begins::Anyhow, most }
}

/// Sources: OpenAI's specification 2.3.0 (`FunctionObject.name`); botocore 1.44.5 (`ToolName`, `ToolUseId`); Anthropic's
/// API, which has 64 characters on one page and 128 on another, so that the smaller holds; the answers of Google's API
/// ("Must start with a letter or an underscore ... dots (.), colons (:), or dashes (-), with a maximum length of 64").
/// Ids have no rule in OpenAI's specification; the limits are those of its errors ("string too long. Expected a string
/// with maximum length 40", and 64 for `call_id`).
const RULES: [(MessageForm, Rules); 5] = [
    (MessageForm::Chat, Rules { names: rule("_-", 64), ids: Some(rule(ANY, 40)) }),
    (MessageForm::Responses, Rules { names: rule("_-", 64), ids: Some(rule(ANY, 64)) }),
    (MessageForm::Converse, Rules { names: rule("_-", 64), ids: Some(rule("_.:-", 64)) }),
    (MessageForm::Claude, Rules { names: rule("_-", 64), ids: Some(rule("_-", 64)) }),
    (
        MessageForm::Gemini,
        Rules { names: NameRule { begins: Begins::WithLetter, ..rule("_.:-", 64) }, ids: None },
    ),
];

/// Every printable sign of ASCII.
const ANY: &str = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

/// The rules of a form; none for one that the table does not have.
pub(super) fn of(form: MessageForm) -> Option<Rules> {
    RULES.iter().find(|(own, _)| *own == form).map(|(_, rules)| *rules)
}

impl NameRule {
    /// Whether a name is fine as it is.
    pub fn takes(self, name: &str) -> bool {
        let count = name.chars().count();
        (1..=self.most).contains(&count)
            && name.chars().all(|letter| self.has(letter))
            && self.begins_well(name)
    }

    fn has(self, letter: char) -> bool {
        letter.is_ascii_alphanumeric() || self.signs.contains(letter)
    }

    fn begins_well(self, name: &str) -> bool {
        let first = name.chars().next();
        self.begins == Begins::Anyhow || first.is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
    }

    /// The nearest name that the rule takes and that is not taken: `weather.of` as `weather_of`.
    pub fn mended(self, name: &str, is_taken: impl Fn(&str) -> bool) -> String {
        let kept = name.chars().map(|letter| if self.has(letter) { letter } else { '_' });
        let mut whole: String = kept.take(self.most).collect();
        if whole.is_empty() || !self.begins_well(&whole) {
            whole.insert(0, '_');
        }
        let own = first(&whole, self.most);
        if !is_taken(own) {
            return own.to_owned();
        }
        let numbered = (2_u64..).map(|number| {
            let end = format!("_{number}");
            format!("{}{end}", first(&whole, self.most.saturating_sub(end.len())))
        });
        // There are more numbers than names that could be taken.
        numbered.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
    }
}

/// The first characters of a text that is ASCII.
fn first(text: &str, most: usize) -> &str {
    text.get(..most).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_that_fits_is_left_alone_and_another_is_mended() {
        let long = "x".repeat(70);
        let cut = "x".repeat(64);
        for (form, name, wanted) in [
            (MessageForm::Chat, "weather", None),
            (MessageForm::Chat, "weather.of", Some("weather_of")),
            (MessageForm::Claude, "Wetter für", Some("Wetter_f_r")),
            (MessageForm::Gemini, "weather.of", None),
            (MessageForm::Gemini, "3d", Some("_3d")),
            (MessageForm::Chat, "3d", None),
            (MessageForm::Converse, &long, Some(cut.as_str())),
            (MessageForm::Chat, "天气", Some("__")),
        ] {
            let rule = of(form).unwrap().names;
            assert_eq!(rule.takes(name), wanted.is_none(), "{form} {name}");
            if let Some(wanted) = wanted {
                assert_eq!(rule.mended(name, |_| false), wanted);
            }
        }
    }

    #[test]
    fn names_that_would_become_one_get_numbers() {
        let rule = of(MessageForm::Chat).unwrap().names;
        assert_eq!(rule.mended("a.b", |name| name == "a_b"), "a_b_2");
        let cut = "x".repeat(64);
        assert_eq!(rule.mended(&cut, |name| name == cut), format!("{}_2", "x".repeat(62)));
    }

    proptest! {
        #[test]
        fn a_mended_name_fits(name in ".{0,90}", form in 0_usize..5) {
            let (_, rules) = RULES[form];
            prop_assert!(rules.names.takes(&rules.names.mended(&name, |_| false)));
        }
    }
}
