//! Which form the answers of a surface have.

use serde_json::{Map, Value};

use crate::model::{MessageForm, Surface};

use super::error::AnswerError;

/// The surfaces whose answers can be read, and their forms. InvokeModel speaks as the model's maker does: Claude's
/// body is read, those of others are an error.
const FORMS: &[(Surface, MessageForm)] = &[
    (Surface::AzureOpenaiChat, MessageForm::Chat),
    (Surface::AzureFoundryChat, MessageForm::Chat),
    (Surface::BedrockMantleChat, MessageForm::Chat),
    (Surface::VertexChat, MessageForm::Chat),
    (Surface::AzureOpenaiResponses, MessageForm::Responses),
    (Surface::AzureFoundryResponses, MessageForm::Responses),
    (Surface::BedrockMantleResponses, MessageForm::Responses),
    (Surface::BedrockConverse, MessageForm::Converse),
    (Surface::BedrockInvoke, MessageForm::Claude),
    (Surface::BedrockMessages, MessageForm::Claude),
    (Surface::AzureFoundryMessages, MessageForm::Claude),
    (Surface::VertexRawPredict, MessageForm::Claude),
    (Surface::GeminiGenerateContent, MessageForm::Gemini),
    (Surface::VertexGenerateContent, MessageForm::Gemini),
];

/// The form of a surface's answers.
pub(crate) fn form_of(surface: Surface) -> Result<MessageForm, AnswerError> {
    let found = FORMS.iter().find(|(own, _)| *own == surface).map(|(_, form)| *form);
    found.ok_or_else(|| AnswerError::NoForm { surface, known: FORMS.iter().map(|(own, _)| *own).collect() })
}

/// What a whole answer of a form has, in words.
pub(super) fn looked_for(form: MessageForm) -> &'static str {
    match form {
        MessageForm::Chat => "list of `choices`",
        MessageForm::Responses => "list of `output`",
        MessageForm::Converse => "`output.message`",
        MessageForm::Claude => "list of `content` with the role `assistant`, as Claude answers",
        MessageForm::Gemini => "`candidates`, `promptFeedback` or `usageMetadata`",
    }
}

/// Whether an object is a whole answer of a form.
pub(super) fn is_whole(form: MessageForm, object: &Map<String, Value>) -> bool {
    let list = |key| object.get(key).is_some_and(Value::is_array);
    match form {
        MessageForm::Chat => {
            let choices = object.get("choices").and_then(Value::as_array);
            choices.is_some_and(|choices| !choices.iter().any(|choice| choice.get("delta").is_some()))
                && object.get("object").and_then(Value::as_str) != Some("chat.completion.chunk")
        }
        MessageForm::Responses => list("output"),
        MessageForm::Converse => {
            object.get("output").and_then(|output| output.get("message")).is_some_and(Value::is_object)
        }
        MessageForm::Claude => {
            list("content") && object.get("role").and_then(Value::as_str) == Some("assistant")
        }
        MessageForm::Gemini => {
            list("candidates")
                || ["promptFeedback", "usageMetadata", "prompt_feedback", "usage_metadata"]
                    .iter()
                    .any(|key| object.get(*key).is_some_and(Value::is_object))
        }
    }
}

/// Whether an object is an event of a form's streams.
pub(super) fn is_event(form: MessageForm, object: &Map<String, Value>) -> bool {
    let kind = object.get("type").and_then(Value::as_str).unwrap_or_default();
    match form {
        MessageForm::Chat => object.get("choices").is_some_and(Value::is_array),
        MessageForm::Responses => kind.starts_with("response."),
        MessageForm::Converse => {
            let kinds = ["messageStart", "contentBlockStart", "contentBlockDelta", "messageStop", "metadata"];
            kinds.iter().any(|kind| object.get(*kind).is_some_and(Value::is_object))
        }
        MessageForm::Claude => {
            kind == "ping" || kind.starts_with("message_") || kind.starts_with("content_block_")
        }
        MessageForm::Gemini => is_whole(form, object),
    }
}

/// The form of which an object is a whole answer.
pub(super) fn like(object: &Map<String, Value>) -> Option<MessageForm> {
    MessageForm::ALL.iter().copied().find(|form| is_whole(*form, object))
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_surface_reads_and_what_it_answers_have_one_form() {
        let snapshot = crate::registry().snapshot();
        let tables = &snapshot.tables().tables;
        let mut seen = 0;
        for table in tables.iter().filter_map(|table| table.get()) {
            let Some(form) = table.messages else { continue };
            assert_eq!(form_of(table.surface).ok(), Some(form), "{}", table.surface);
            seen += 1;
        }
        assert!(seen > 10);
    }
}
