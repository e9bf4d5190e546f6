//! Versions of a provider's API, where a call names one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize, Serializer};

use super::date::Date;

/// A version of an API that a call goes under: `2024-10-21`, `2025-03-01-preview`, or `v1`, which has no dates.
///
/// ```
/// use llmanac::model::ApiVersion;
///
/// let preview: ApiVersion = "2025-03-01-preview".parse()?;
/// assert_eq!(preview.to_string(), "2025-03-01-preview");
/// assert_eq!("v1".parse::<ApiVersion>()?, ApiVersion::V1);
/// assert!("latest".parse::<ApiVersion>().is_err());
/// # Ok::<(), llmanac::model::ApiVersionError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ApiVersion {
    /// A dated version that is generally available.
    Stable(Date),
    /// A dated version with what is in preview on that day.
    Preview(Date),
    /// The API without dated versions.
    V1,
}

/// A text that is no version of an API.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an API version is written as 2024-10-21, 2025-03-01-preview or v1")]
#[non_exhaustive]
pub struct ApiVersionError;

impl FromStr for ApiVersion {
    type Err = ApiVersionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text == "v1" {
            return Ok(Self::V1);
        }
        let day = |text: &str| text.parse::<Date>().map_err(|_| ApiVersionError);
        match text.strip_suffix("-preview") {
            Some(text) => day(text).map(Self::Preview),
            None => day(text).map(Self::Stable),
        }
    }
}

impl fmt::Display for ApiVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stable(day) => day.fmt(f),
            Self::Preview(day) => write!(f, "{day}-preview"),
            Self::V1 => f.write_str("v1"),
        }
    }
}

impl Serialize for ApiVersion {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// The first versions of an API that take something.
///
/// What came with a preview is in every later preview, and in no version that is generally available until that is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Since {
    pub preview: Date,
    pub stable: Option<Date>,
}

impl Since {
    /// Whether a version takes it.
    pub fn is_in(&self, version: ApiVersion) -> bool {
        match version {
            ApiVersion::V1 => true,
            ApiVersion::Preview(day) => day >= self.preview,
            ApiVersion::Stable(day) => self.stable.is_some_and(|first| day >= first),
        }
    }
}

impl fmt::Display for Since {
    /// `2024-09-01-preview or 2024-10-21`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-preview", self.preview)?;
        self.stable.map_or(Ok(()), |day| write!(f, " or {day}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_came_with_a_preview_is_not_in_what_is_generally_available_until_that_is_said() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let preview_only = Since { preview: day("2024-09-01"), stable: None };
        let both = Since { preview: day("2024-08-01"), stable: Some(day("2024-10-21")) };
        for (version, in_preview_only, in_both) in [
            ("2024-06-01", false, false),
            ("2024-08-01-preview", false, true),
            ("2024-09-01-preview", true, true),
            ("2024-10-21", false, true),
            ("2025-04-01-preview", true, true),
            ("v1", true, true),
        ] {
            let version: ApiVersion = version.parse().unwrap();
            assert_eq!(preview_only.is_in(version), in_preview_only, "{version}");
            assert_eq!(both.is_in(version), in_both, "{version}");
        }
    }
}
