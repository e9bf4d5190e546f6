use crate::model::named;

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
    }
}
