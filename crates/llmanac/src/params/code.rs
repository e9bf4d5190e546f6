//! What kind of thing is wrong, under a name that stays.

use crate::model::named;

named! {
    /// How much an issue matters.
    "severity" Severity {
        /// The provider refuses the request, or takes it otherwise than it says.
        Error = "error",
        /// The request may work, but something is not known or is done in another way.
        Warning = "warning",
    }
}

named! {
    /// What kind of thing is wrong. The names are stable.
    "issue code" IssueCode {
        /// No model has the name.
        ModelNotFound = "model_not_found",
        /// No standard parameter has the name.
        UnknownParameter = "unknown_parameter",
        /// The model is known not to take the parameter.
        UnsupportedParameter = "unsupported_parameter",
        /// Whether the model takes the parameter is not known.
        UnverifiedParameter = "unverified_parameter",
        /// The value is of another JSON type.
        WrongType = "wrong_type",
        /// The value is of the right type, but not built as it must be.
        Malformed = "malformed",
        /// More tokens are asked for than the model gives.
        MaxTokensExceedsLimit = "max_tokens_exceeds_limit",
        /// The number is too small or too large.
        OutOfRange = "out_of_range",
        /// The list or map has too many elements.
        TooManyItems = "too_many_items",
        /// The text, list or map is too short.
        TooShort = "too_short",
        /// The text is too long.
        TooLong = "too_long",
        /// The value is none of those allowed.
        ValueNotAllowed = "value_not_allowed",
        /// The provider's API has no words for the value.
        NotExpressible = "not_expressible",
        /// The parameter does not exist here; others stand in for it under fit.
        Emulated = "emulated",
        /// Parameters that exclude each other are stated together.
        ConflictsWith = "conflicts_with",
        /// A parameter needs another one, or another value of it.
        Requires = "requires",
        /// A rule between parameters refuses the value.
        Rule = "rule",
        /// Whether the surface minds a keyword of a JSON schema is not known.
        UnverifiedSchema = "unverified_schema",
        /// A parameter that must be there is not.
        MissingParameter = "missing_parameter",
        /// Whether a rule holds depends on something that is not known.
        Undecidable = "undecidable",
        /// The messages are missing, or not built as they must be.
        InvalidMessages = "invalid_messages",
        /// The model takes no messages of the role.
        UnsupportedRole = "unsupported_role",
        /// The model does not take the kind of content.
        UnsupportedModality = "unsupported_modality",
        /// Input and output together are more than the window holds.
        ExceedsWindow = "exceeds_window",
        /// The input is more than the model takes.
        ExceedsInputLimit = "exceeds_input_limit",
        /// What is to be embedded is missing, or not built as it must be.
        InvalidInput = "invalid_input",
        /// A text has characters that the surface does not take.
        ForbiddenCharacters = "forbidden_characters",
    }
}
