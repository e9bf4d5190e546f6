use serde::{Deserialize, Serialize};

use crate::model::{Capability, Modality, UnknownName};

/// Something that a model must be able to do or to take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Need {
    /// A capability.
    Can(Capability),
    /// An input modality.
    Takes(Modality),
}

impl Need {
    /// Every need's name: capabilities, then modalities.
    pub fn names() -> Vec<&'static str> {
        let modalities = Modality::ALL.iter().filter(|m| **m != Modality::Text).map(|m| m.as_str());
        Capability::ALL.iter().map(|c| c.as_str()).chain(["vision"]).chain(modalities).collect()
    }
}

impl std::str::FromStr for Need {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        if name == "vision" {
            return Ok(Self::Takes(Modality::Image));
        }
        name.parse()
            .map(Self::Can)
            .or_else(|_| name.parse().map(Self::Takes))
            .map_err(|_: Self::Err| UnknownName::new("need", name, Self::names()))
    }
}

impl std::fmt::Display for Need {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Can(capability) => capability.fmt(f),
            Self::Takes(Modality::Image) => f.pad("vision"),
            Self::Takes(modality) => modality.fmt(f),
        }
    }
}
