use super::named::named;

named! {
    /// When a surface refuses a conversation that ends with the assistant, for the model to go on from there.
    ///
    /// ```
    /// use llmanac::model::Prefill;
    /// assert_eq!("never".parse::<Prefill>()?, Prefill::Never);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "prefill" Prefill {
        /// It never goes on from there.
        Never = "never",
        /// It does not while it thinks.
        NotWhileThinking = "not_while_thinking",
    }
}
