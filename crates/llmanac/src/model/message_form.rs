use super::named::named;

named! {
    /// How a surface reads the messages of a conversation.
    ///
    /// ```
    /// use llmanac::model::MessageForm;
    /// assert_eq!("converse".parse::<MessageForm>()?, MessageForm::Converse);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "form of messages" MessageForm {
        /// OpenAI's chat completions: the standard itself.
        Chat = "chat",
        /// OpenAI's responses: a list of items.
        Responses = "responses",
        /// Bedrock Converse.
        Converse = "converse",
        /// Anthropic's messages.
        Claude = "claude",
        /// Gemini's generateContent.
        Gemini = "gemini",
    }
}
