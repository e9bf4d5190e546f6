//! The targets: bytes in, and a panic where something that must hold does not.

mod answer;
mod catalog;
mod foreign;
mod names;
mod overlay;
mod request;
mod touch;
mod usage;

use std::fs;
use std::io;

use llmanac::import::ForeignFormat;

use crate::corpus::{Part, files, repository};

/// What can be fuzzed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Target {
    /// LiteLLM's table: read, made an overlay, loaded, priced.
    Litellm,
    /// The same with a file of models.dev.
    ModelsDev,
    /// The same with the data of genai-prices.
    GenaiPrices,
    /// An overlay: refused with a place, or loaded and asked.
    Overlay,
    /// The bytes of a compiled catalog.
    Catalog,
    /// A raw response on every surface: its usage, its cost.
    Usage,
    /// A request: validated, prepared.
    Request,
    /// A name.
    Names,
    /// A payload as an answer of every form.
    Answer,
    /// The bytes of a stream.
    Stream,
    /// A payload as a provider's error.
    ProviderError,
}

impl Target {
    /// All targets.
    pub const ALL: [Self; 11] = [
        Self::Litellm,
        Self::ModelsDev,
        Self::GenaiPrices,
        Self::Overlay,
        Self::Catalog,
        Self::Usage,
        Self::Request,
        Self::Names,
        Self::Answer,
        Self::Stream,
        Self::ProviderError,
    ];

    /// The name on the command line, and that of its file in `fuzz/fuzz_targets/`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Litellm => "litellm",
            Self::ModelsDev => "models_dev",
            Self::GenaiPrices => "genai_prices",
            Self::Overlay => "overlay",
            Self::Catalog => "catalog",
            Self::Usage => "usage",
            Self::Request => "request",
            Self::Names => "names",
            Self::Answer => "answer",
            Self::Stream => "stream",
            Self::ProviderError => "provider_error",
        }
    }

    /// What its inputs are.
    pub fn part(self) -> Part {
        match self {
            Self::Overlay => Part::Toml,
            Self::Catalog | Self::Stream => Part::Bytes,
            Self::Names => Part::Line,
            Self::Litellm | Self::ModelsDev | Self::GenaiPrices | Self::Usage | Self::Request => Part::Json,
            Self::Answer | Self::ProviderError => Part::Json,
        }
    }

    /// Runs the target.
    pub fn run(self, input: &[u8]) {
        match (self, std::str::from_utf8(input)) {
            (Self::Catalog, _) => catalog::run(input),
            (Self::Stream, _) => answer::stream(input),
            (Self::Litellm, Ok(text)) => foreign::run(ForeignFormat::Litellm, text),
            (Self::ModelsDev, Ok(text)) => foreign::run(ForeignFormat::ModelsDev, text),
            (Self::GenaiPrices, Ok(text)) => foreign::run(ForeignFormat::GenaiPrices, text),
            (Self::Overlay, Ok(text)) => overlay::run(text),
            (Self::Usage, Ok(text)) => usage::run(text),
            (Self::Request, Ok(text)) => request::run(text),
            (Self::Names, Ok(text)) => names::run(text),
            (Self::Answer, Ok(text)) => answer::run(text),
            (Self::ProviderError, Ok(text)) => answer::error(text),
            // That a text is UTF-8 is seen to by the command, and by the types of the library.
            (_, Err(_)) => {}
        }
    }

    /// The inputs to begin with, all from the repository.
    ///
    /// # Errors
    ///
    /// A folder that cannot be read.
    pub fn seeds(self) -> io::Result<Vec<Vec<u8>>> {
        let folders: &[&str] = match self {
            Self::Litellm => &["fuzz/seeds/litellm", "crates/llmanac/tests/broken/litellm"],
            Self::ModelsDev => &["fuzz/seeds/models_dev", "crates/llmanac/tests/broken/models.dev"],
            Self::GenaiPrices => &["fuzz/seeds/genai_prices", "crates/llmanac/tests/broken/genai-prices"],
            Self::Overlay => {
                &["fuzz/seeds/overlay", "crates/llmanac/tests/broken/overlay", "examples/llmanac.toml"]
            }
            Self::Usage => &["crates/llmanac/tests/usage", "examples/response.json"],
            Self::Request => &["fuzz/seeds/request", "examples/chat.json", "examples/chat-too-long.json"],
            Self::Catalog => return Ok(catalog::seeds()),
            Self::Names => return Ok(names::seeds()),
            Self::Answer | Self::Stream | Self::ProviderError => return answer::seeds(self),
        };
        let mut seeds = Vec::new();
        for folder in folders {
            for file in files(&repository(folder))? {
                seeds.push(fs::read(file)?);
            }
        }
        Ok(if self == Self::Usage { usage::responses(seeds) } else { seeds })
    }
}

impl std::str::FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|target| target.name() == text).ok_or_else(|| {
            let known: Vec<&str> = Self::ALL.iter().map(|target| target.name()).collect();
            format!("no target `{text}`; known: {}", known.join(", "))
        })
    }
}
