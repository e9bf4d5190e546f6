use super::named::named;

named! {
    /// One disjoint count of what a call consumed.
    ///
    /// ```
    /// use llmanac::model::{Meter, MeterKind};
    /// assert_eq!(Meter::CacheReadText.as_str(), "cache_read.text");
    /// assert_eq!("output.text".parse::<Meter>()?.kind(), MeterKind::Output);
    /// # Ok::<(), llmanac::model::UnknownName>(())
    /// ```
    "meter" Meter {
        /// Text tokens read, not from a cache.
        InputText = "input.text",
        /// Image tokens read.
        InputImage = "input.image",
        /// Audio tokens read.
        InputAudio = "input.audio",
        /// Video tokens read.
        InputVideo = "input.video",
        /// Document tokens read, where the provider counts them apart.
        InputDocument = "input.document",
        /// Tokens of a tool's prompt, added by the provider.
        InputTool = "input.tool",
        /// Text tokens read from a cache.
        CacheReadText = "cache_read.text",
        /// Image tokens read from a cache.
        CacheReadImage = "cache_read.image",
        /// Audio tokens read from a cache.
        CacheReadAudio = "cache_read.audio",
        /// Video tokens read from a cache.
        CacheReadVideo = "cache_read.video",
        /// Tokens written to a cache, their lifetime not stated.
        CacheWriteText = "cache_write.text",
        /// Tokens written to a cache for five minutes.
        CacheWrite5mText = "cache_write_5m.text",
        /// Tokens written to a cache for thirty minutes.
        CacheWrite30mText = "cache_write_30m.text",
        /// Tokens written to a cache for an hour.
        CacheWrite1hText = "cache_write_1h.text",
        /// Tokens written to a cache for twelve hours.
        CacheWrite12hText = "cache_write_12h.text",
        /// Tokens kept in a cache, by the hour.
        CacheStorageText = "cache_storage.text",
        /// Text tokens answered.
        OutputText = "output.text",
        /// Tokens of thinking.
        OutputReasoning = "output.reasoning",
        /// Image tokens answered.
        OutputImage = "output.image",
        /// Audio tokens answered.
        OutputAudio = "output.audio",
        /// Video tokens answered.
        OutputVideo = "output.video",
        /// Web searches by the provider.
        WebSearch = "web_search",
        /// Prompts grounded in a search.
        Grounding = "grounding",
        /// Prompts grounded in maps.
        MapsGrounding = "maps_grounding",
        /// Sessions of a code interpreter.
        CodeSession = "code_session",
        /// Searches in the caller's files.
        FileSearch = "file_search",
        /// Document tokens read from a cache.
        CacheReadDocument = "cache_read.document",
        /// Tokens read whose modality the provider does not state.
        InputUnattributed = "input.unattributed",
        /// Tokens answered that only the provider's total contains.
        OutputUnattributed = "output.unattributed",
        /// Tokens answered, thinking included, of a call whose share of thinking is not stated.
        OutputUnsplit = "output.unsplit",
        /// Images read, by the piece.
        InputImages = "input.images",
        /// Images made, by the piece.
        OutputImages = "output.images",
        /// Seconds of sound heard.
        InputAudioSeconds = "input.audio_seconds",
        /// Seconds of sound made.
        OutputAudioSeconds = "output.audio_seconds",
        /// Seconds of video seen.
        InputVideoSeconds = "input.video_seconds",
        /// Seconds of video made.
        OutputVideoSeconds = "output.video_seconds",
        /// Characters read, where the provider counts no tokens.
        InputCharacters = "input.characters",
        /// Characters answered, where the provider counts no tokens.
        OutputCharacters = "output.characters",
        /// Pages of documents read.
        InputPages = "input.pages",
        /// Queries whose documents are ranked.
        Rerank = "rerank",
    }
}

/// The direction of a meter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum MeterKind {
    /// Read, not from a cache.
    Input,
    /// Read from a cache.
    CacheRead,
    /// Written to a cache.
    CacheWrite,
    /// Kept in a cache over time: a cost of capacity, never part of a call.
    CacheStorage,
    /// Answered.
    Output,
    /// A fee by the piece.
    Fee,
    /// Read and not counted in tokens: images, seconds, characters, pages.
    InputMedia,
    /// Answered and not counted in tokens: images, seconds, characters.
    OutputMedia,
}

impl Meter {
    /// How many meters there are.
    pub const COUNT: usize = Self::ALL.len();

    /// The meter's place in tables of all meters.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its direction.
    pub const fn kind(self) -> MeterKind {
        match self {
            Self::InputText
            | Self::InputImage
            | Self::InputAudio
            | Self::InputVideo
            | Self::InputDocument
            | Self::InputTool
            | Self::InputUnattributed => MeterKind::Input,
            Self::CacheReadText
            | Self::CacheReadImage
            | Self::CacheReadAudio
            | Self::CacheReadVideo
            | Self::CacheReadDocument => MeterKind::CacheRead,
            Self::CacheWriteText
            | Self::CacheWrite5mText
            | Self::CacheWrite30mText
            | Self::CacheWrite1hText
            | Self::CacheWrite12hText => MeterKind::CacheWrite,
            Self::CacheStorageText => MeterKind::CacheStorage,
            Self::OutputText
            | Self::OutputReasoning
            | Self::OutputImage
            | Self::OutputAudio
            | Self::OutputVideo
            | Self::OutputUnattributed
            | Self::OutputUnsplit => MeterKind::Output,
            Self::WebSearch
            | Self::Grounding
            | Self::MapsGrounding
            | Self::CodeSession
            | Self::FileSearch
            | Self::Rerank => MeterKind::Fee,
            Self::InputImages
            | Self::InputAudioSeconds
            | Self::InputVideoSeconds
            | Self::InputCharacters
            | Self::InputPages => MeterKind::InputMedia,
            Self::OutputImages
            | Self::OutputAudioSeconds
            | Self::OutputVideoSeconds
            | Self::OutputCharacters => MeterKind::OutputMedia,
        }
    }

    /// Whether it counts tokens of a call, which decide the band of context.
    pub const fn is_of_tokens(self) -> bool {
        matches!(
            self.kind(),
            MeterKind::Input | MeterKind::CacheRead | MeterKind::CacheWrite | MeterKind::Output
        )
    }

    /// The unit that its quantity counts.
    ///
    /// ```
    /// use llmanac::model::Meter;
    /// assert_eq!(Meter::InputText.unit(), "token");
    /// assert_eq!(Meter::OutputVideoSeconds.unit(), "second");
    /// ```
    pub const fn unit(self) -> &'static str {
        match self {
            Self::InputImages | Self::OutputImages => "image",
            Self::InputAudioSeconds
            | Self::OutputAudioSeconds
            | Self::InputVideoSeconds
            | Self::OutputVideoSeconds => "second",
            Self::InputCharacters | Self::OutputCharacters => "character",
            Self::InputPages => "page",
            Self::Rerank => "query",
            _ => match self.kind() {
                MeterKind::Fee => "request",
                MeterKind::CacheStorage => "token_hour",
                _ => "token",
            },
        }
    }

    /// The same for several: `queries`.
    pub const fn units(self) -> &'static str {
        match self {
            Self::InputImages | Self::OutputImages => "images",
            Self::InputAudioSeconds
            | Self::OutputAudioSeconds
            | Self::InputVideoSeconds
            | Self::OutputVideoSeconds => "seconds",
            Self::InputCharacters | Self::OutputCharacters => "characters",
            Self::InputPages => "pages",
            Self::Rerank => "queries",
            _ => match self.kind() {
                MeterKind::Fee => "requests",
                MeterKind::CacheStorage => "token_hours",
                _ => "tokens",
            },
        }
    }
}
