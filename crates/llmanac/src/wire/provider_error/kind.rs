//! What kinds of errors there are.

use crate::model::named;

named! {
    /// What kind of error a provider answered with.
    "kind of error" ErrorKind {
        /// Too many requests or tokens for a short while.
        RateLimit = "rate_limit",
        /// An allowance is used up: of a day, of money, of an account.
        Quota = "quota",
        /// The request is longer than the model's window.
        ContextTooLong = "context_too_long",
        /// A filter refused the prompt or the answer.
        ContentFilter = "content_filter",
        /// Who calls is not known: no key, a wrong one, one that expired.
        Authentication = "authentication",
        /// Who calls is known, and may not.
        Permission = "permission",
        /// No such model, deployment or path; retired ones among them.
        NotFound = "not_found",
        /// The provider has no capacity just now.
        Overloaded = "overloaded",
        /// The answer took too long.
        Timeout = "timeout",
        /// The request is not built as it must be.
        InvalidRequest = "invalid_request",
        /// The body is larger than the provider takes.
        TooLarge = "too_large",
        /// The model is being loaded.
        ModelNotReady = "model_not_ready",
        /// Another request is in the way.
        Conflict = "conflict",
        /// The provider's own fault.
        Server = "server",
        /// Nobody has written down what it means.
        Unknown = "unknown",
    }
}

named! {
    /// Whether the same request may succeed later.
    "answer" Retryable {
        /// It may.
        Yes = "yes",
        /// It will not, unless something is changed.
        No = "no",
        /// Nobody knows.
        Unknown = "unknown",
    }
}
