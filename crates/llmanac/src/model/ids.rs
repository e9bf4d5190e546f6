use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// Why a text cannot be an id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum IdError {
    /// The text is empty.
    #[error("an id cannot be empty")]
    Empty,
    /// The text is longer than 200 bytes.
    #[error("an id of {0} bytes is too long; 200 are the most")]
    TooLong(usize),
    /// The text has white space or a control character.
    #[error("an id cannot have white space or control characters")]
    Character,
    /// A model id has no `/` between the provider and the name.
    #[error("a model id is `provider/name`")]
    NoProvider,
}

fn check(text: &str) -> Result<(), IdError> {
    const LONGEST: usize = 200;
    if text.is_empty() {
        Err(IdError::Empty)
    } else if text.len() > LONGEST {
        Err(IdError::TooLong(text.len()))
    } else if text.chars().any(|c| c.is_whitespace() || c.is_control()) {
        Err(IdError::Character)
    } else {
        Ok(())
    }
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident, $check:path { $($(#[$cdoc:meta])* $const:ident = $value:literal;)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        pub struct $name(Cow<'static, str>);

        impl $name {
            $($(#[$cdoc])* pub const $const: $name = $name(Cow::Borrowed($value));)*

            /// An id from a text.
            ///
            /// # Errors
            ///
            /// An empty or overlong text, or one with white space or control characters.
            pub fn new(text: impl Into<String>) -> Result<Self, IdError> {
                let text = text.into();
                $check(&text)?;
                Ok(Self(Cow::Owned(text)))
            }

            /// The id as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.pad(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = IdError;
            fn from_str(text: &str) -> Result<Self, IdError> {
                Self::new(text)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.as_str() == other
            }
        }

        impl PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.as_str() == *other
            }
        }
    };
}

id! {
    /// Who serves a model. An open id: a custom provider needs no release.
    ///
    /// ```
    /// use llmanac::model::Provider;
    /// assert_eq!(Provider::AZURE_OPENAI.as_str(), "azure_openai");
    /// assert_eq!("my_gateway".parse::<Provider>()?, "my_gateway");
    /// # Ok::<(), llmanac::model::IdError>(())
    /// ```
    Provider, check {
        /// Azure OpenAI.
        AZURE_OPENAI = "azure_openai";
        /// Amazon Bedrock.
        BEDROCK = "bedrock";
        /// The Gemini API.
        GEMINI = "gemini";
        /// Vertex AI.
        VERTEX = "vertex";
    }
}

id! {
    /// Who trained a model.
    MakerId, check {
        /// OpenAI.
        OPENAI = "openai";
        /// Anthropic.
        ANTHROPIC = "anthropic";
        /// Google.
        GOOGLE = "google";
    }
}

id! {
    /// Models that share characteristics. An open id: a custom family needs no release.
    ///
    /// ```
    /// use llmanac::ModelFamily;
    /// assert_eq!(ModelFamily::AZURE_GPT_4O.as_str(), "azure_gpt_4o");
    /// ```
    ModelFamily, check {
        /// GPT-4o models on Azure OpenAI.
        AZURE_GPT_4O = "azure_gpt_4o";
        /// GPT-4 models on Azure OpenAI.
        AZURE_GPT_4 = "azure_gpt_4";
        /// GPT-4.1 on Azure OpenAI.
        AZURE_GPT_4_1 = "azure_gpt_4_1";
        /// GPT-4.1 mini on Azure OpenAI.
        AZURE_GPT_4_1_MINI = "azure_gpt_4_1_mini";
        /// GPT-3.5 models on Azure OpenAI.
        AZURE_GPT_35 = "azure_gpt_35";
        /// Claude 3 models on Amazon Bedrock.
        BEDROCK_CLAUDE_3 = "bedrock_claude_3";
        /// Claude 3.5 models on Amazon Bedrock.
        BEDROCK_CLAUDE_35 = "bedrock_claude_35";
        /// Gemini Pro models of the first generation.
        GEMINI_PRO = "gemini_pro";
        /// Gemini 1.5 models.
        GEMINI_1_5 = "gemini_1_5";
    }
}

id! {
    /// A region of a provider, such as `eastus` or `us-east-1`.
    RegionId, check {}
}

id! {
    /// A data zone of Azure or a geography of Bedrock, such as `us` or `eu`.
    ZoneId, check {}
}

id! {
    /// What capacity is bought by: an open id, since providers name their own units.
    ///
    /// ```
    /// use llmanac::model::CapacityUnit;
    /// assert_eq!(CapacityUnit::PTU.as_str(), "ptu");
    /// ```
    CapacityUnit, check {
        /// A provisioned throughput unit of Azure.
        PTU = "ptu";
        /// A model unit of Bedrock.
        MODEL_UNIT = "model_unit";
    }
}

id! {
    /// A source of facts, as `catalog/sources.toml` names it.
    SourceId, check {}
}

id! {
    /// A task: named needs and a workload, such as `chat`.
    TaskId, check {}
}

fn check_model_id(text: &str) -> Result<(), IdError> {
    check(text)?;
    match text.split_once('/') {
        Some((provider, name)) if !provider.is_empty() && !name.is_empty() => Ok(()),
        _ => Err(IdError::NoProvider),
    }
}

id! {
    /// The id of a model: `provider/name`.
    ///
    /// ```
    /// use llmanac::model::ModelId;
    /// let id: ModelId = "azure_openai/gpt-4o".parse()?;
    /// assert_eq!((id.provider_name(), id.name()), ("azure_openai", "gpt-4o"));
    /// assert!("gpt-4o".parse::<ModelId>().is_err());
    /// # Ok::<(), llmanac::model::IdError>(())
    /// ```
    ModelId, check_model_id {}
}

impl ModelId {
    /// An id as it stands in a compiled catalog, which held it as one before.
    pub(crate) fn compiled(text: Cow<'static, str>) -> Self {
        Self(text)
    }

    /// The provider's part.
    pub fn provider_name(&self) -> &str {
        self.0.split_once('/').map_or("", |(provider, _)| provider)
    }

    /// Whether the provider's part is this one.
    pub(crate) fn is_at(&self, provider: &str) -> bool {
        self.0.strip_prefix(provider).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The name's part.
    pub fn name(&self) -> &str {
        // Asked before each validation: for a text so short quicker than a search by words.
        let slash = self.0.bytes().position(|byte| byte == b'/');
        slash.and_then(|slash| self.0.get(slash + 1..)).unwrap_or(&self.0)
    }
}
