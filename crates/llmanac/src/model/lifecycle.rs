use super::named::named;

named! {
    /// Where a model stands in its life on one day.
    "status" Status {
        /// Not served yet.
        Unreleased = "unreleased",
        /// Served, not yet generally available.
        Preview = "preview",
        /// Generally available.
        Active = "active",
        /// Called legacy by the provider; still served to those who use it.
        Legacy = "legacy",
        /// No new use; calls of those who use it still succeed.
        Deprecated = "deprecated",
        /// Calls fail.
        Retired = "retired",
        /// Good sources name dates on both sides of this day; counts as living.
        Disputed = "disputed",
        /// No date is known.
        Unknown = "unknown",
    }
}

impl Status {
    /// Whether calls are expected to succeed.
    ///
    /// ```
    /// use llmanac::model::Status;
    /// assert!(Status::Disputed.is_living());
    /// assert!(!Status::Retired.is_living());
    /// ```
    pub fn is_living(self) -> bool {
        !matches!(self, Self::Retired | Self::Unreleased)
    }
}
