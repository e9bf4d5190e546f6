use crate::model::{Meter, UnknownName, named};

named! {
    /// A count of the inclusive form of usage.
    "usage key" UsageKey {
        /// Everything that was read, cached or not.
        InputTokens = "input_tokens",
        /// Everything that was answered, thinking included.
        OutputTokens = "output_tokens",
        /// The part of the input that was read from a cache.
        CacheReadTokens = "cache_read_tokens",
        /// The part of the input that was written to a cache, its lifetime not stated.
        CacheWriteTokens = "cache_write_tokens",
        /// The part of the input that was written to a cache for five minutes.
        CacheWrite5mTokens = "cache_write_5m_tokens",
        /// The part of the input that was written to a cache for thirty minutes.
        CacheWrite30mTokens = "cache_write_30m_tokens",
        /// The part of the input that was written to a cache for an hour.
        CacheWrite1hTokens = "cache_write_1h_tokens",
        /// The part of the input that was written to a cache for twelve hours.
        CacheWrite12hTokens = "cache_write_12h_tokens",
        /// The part of the input that is sound, cached or not.
        InputAudioTokens = "input_audio_tokens",
        /// The part of the output that is sound.
        OutputAudioTokens = "output_audio_tokens",
        /// The part of the cached input that is sound.
        CacheReadAudioTokens = "cache_read_audio_tokens",
        /// The part of the output that is thinking.
        ReasoningTokens = "reasoning_tokens",
        /// The part of the input that is images, cached or not.
        InputImageTokens = "input_image_tokens",
        /// The part of the output that is images.
        OutputImageTokens = "output_image_tokens",
        /// The part of the cached input that is images.
        CacheReadImageTokens = "cache_read_image_tokens",
        /// Web searches by the provider; no tokens.
        WebSearchRequests = "web_search_requests",
        /// Prompts grounded in a search, where the provider bills the prompt; no tokens.
        GroundedPrompts = "grounded_prompts",
        /// Prompts grounded in maps; no tokens.
        MapsGroundedPrompts = "maps_grounded_prompts",
        /// Images read, by the piece; no tokens, and in no total.
        InputImages = "input_images",
        /// Images made, by the piece; no tokens, and in no total.
        OutputImages = "output_images",
        /// Seconds of sound heard; in no total.
        InputAudioSeconds = "input_audio_seconds",
        /// Seconds of sound made; in no total.
        OutputAudioSeconds = "output_audio_seconds",
        /// Seconds of video seen; in no total.
        InputVideoSeconds = "input_video_seconds",
        /// Seconds of video made; in no total.
        OutputVideoSeconds = "output_video_seconds",
        /// Characters read, where no tokens are counted; in no total.
        InputCharacters = "input_characters",
        /// Characters answered, where no tokens are counted; in no total.
        OutputCharacters = "output_characters",
        /// Pages of documents read; in no total.
        InputPages = "input_pages",
        /// Queries whose documents are ranked; in no total.
        RerankQueries = "rerank_queries",
    }
}

/// What OpenTelemetry's conventions for generative AI call these counts, `cache_creation` until 2026.
const TELEMETRY: [(&str, UsageKey); 10] = [
    ("gen_ai.usage.input_tokens", UsageKey::InputTokens),
    ("gen_ai.usage.output_tokens", UsageKey::OutputTokens),
    ("gen_ai.usage.cache_read.input_tokens", UsageKey::CacheReadTokens),
    ("gen_ai.usage.cache_write.input_tokens", UsageKey::CacheWriteTokens),
    ("gen_ai.usage.cache_creation.input_tokens", UsageKey::CacheWriteTokens),
    ("gen_ai.usage.reasoning.output_tokens", UsageKey::ReasoningTokens),
    ("gen_ai.usage.audio.input_tokens", UsageKey::InputAudioTokens),
    ("gen_ai.usage.audio.output_tokens", UsageKey::OutputAudioTokens),
    ("gen_ai.usage.image.input_tokens", UsageKey::InputImageTokens),
    ("gen_ai.usage.image.output_tokens", UsageKey::OutputImageTokens),
];

/// What providers call similar counts. For suggestions only: not each of them contains the same parts.
const SIMILAR: [(&str, UsageKey); 15] = [
    ("prompt_tokens", UsageKey::InputTokens),
    ("inputTokens", UsageKey::InputTokens),
    ("promptTokenCount", UsageKey::InputTokens),
    ("completion_tokens", UsageKey::OutputTokens),
    ("outputTokens", UsageKey::OutputTokens),
    ("candidatesTokenCount", UsageKey::OutputTokens),
    ("thinking_tokens", UsageKey::ReasoningTokens),
    ("thoughtsTokenCount", UsageKey::ReasoningTokens),
    ("cached_tokens", UsageKey::CacheReadTokens),
    ("cached_input_tokens", UsageKey::CacheReadTokens),
    ("cached_prompt_tokens", UsageKey::CacheReadTokens),
    ("cache_read_input_tokens", UsageKey::CacheReadTokens),
    ("cachedContentTokenCount", UsageKey::CacheReadTokens),
    ("cache_creation_input_tokens", UsageKey::CacheWriteTokens),
    ("web_searches", UsageKey::WebSearchRequests),
];

impl UsageKey {
    /// The key of a name: our own, or that of OpenTelemetry's conventions.
    ///
    /// ```
    /// use llmanac::cost::UsageKey;
    /// assert_eq!(UsageKey::named("gen_ai.usage.reasoning.output_tokens")?, UsageKey::ReasoningTokens);
    /// let error = UsageKey::named("prompt_tokens").unwrap_err();
    /// assert_eq!(error.to_string(), "no usage key `prompt_tokens`; did you mean `input_tokens`?");
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Any other name, that of a [`Meter`] among them.
    pub fn named(name: &str) -> Result<Self, UnknownName> {
        let of = |table: &[(&str, Self)]| table.iter().find(|(own, _)| *own == name).map(|(_, key)| *key);
        match of(&TELEMETRY) {
            Some(key) => Ok(key),
            // A meter is disjoint from the others, and these contain each other: renamed, its tokens would be taken out twice.
            None if name.parse::<Meter>().is_ok() => Err(UnknownName::apart(
                "usage key",
                name,
                "that is a meter, and meters are disjoint: state meters alone, or these counts",
            )),
            None => name.parse().map_err(|error: UnknownName| error.meaning(of(&SIMILAR).map(Self::as_str))),
        }
    }
}
