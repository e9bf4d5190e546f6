use super::named::named;

named! {
    /// What a surface reads of JSON schemas; the keywords of each stand in one table of the library.
    ///
    /// ```
    /// use llmanac::model::SchemaDialect;
    /// assert_eq!("open_api".parse::<SchemaDialect>()?, SchemaDialect::OpenApi);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "dialect of schemas" SchemaDialect {
        /// OpenAI's: any schema of an object, and a closed subset where it is strict.
        OpenAi = "openai",
        /// Anthropic's, which Bedrock documents for all its models: the same, with another subset.
        Claude = "claude",
        /// Google's subset of JSON schema.
        Gemini = "gemini",
        /// Google's older subset of OpenAPI's schema.
        OpenApi = "open_api",
    }
}
