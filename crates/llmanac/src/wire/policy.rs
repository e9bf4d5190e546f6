use crate::model::named;

named! {
    /// What conversion does with what would be lost.
    ///
    /// ```
    /// use llmanac::wire::Policy;
    /// assert_eq!("fit".parse::<Policy>()?, Policy::Fit);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "policy" Policy {
        /// A loss is an error.
        Strict = "strict",
        /// A loss is a change, and what can be mended is mended.
        Fit = "fit",
    }
}
