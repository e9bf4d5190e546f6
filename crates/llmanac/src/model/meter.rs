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
            | Self::FileSearch => MeterKind::Fee,
        }
    }

    /// The unit that its quantity counts.
    pub const fn unit(self) -> &'static str {
        match self.kind() {
            MeterKind::Fee => "request",
            MeterKind::CacheStorage => "token_hour",
            _ => "token",
        }
    }
}
