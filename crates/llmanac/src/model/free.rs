use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::named::named;

named! {
    /// A calendar period.
    "period" Period {
        /// A calendar day.
        Day = "day",
        /// A calendar month.
        Month = "month",
    }
}

/// Why a text is no free quota.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no free quota; write \"1500/day\" or \"5000/month\"")]
pub struct FreeQuotaError(String);

/// So many pieces that are free in a calendar period, for a whole account.
///
/// One call cannot know how much of it is left.
///
/// ```
/// use llmanac::model::FreeQuota;
/// let quota: FreeQuota = "5000/month".parse()?;
/// assert_eq!((quota.count(), quota.to_string()), (5_000, "5000/month".to_owned()));
/// assert!("5000".parse::<FreeQuota>().is_err());
/// # Ok::<(), llmanac::model::FreeQuotaError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FreeQuota {
    count: u64,
    period: Period,
}

impl FreeQuota {
    /// So many in each period.
    pub const fn new(count: u64, period: Period) -> Self {
        Self { count, period }
    }

    /// How many.
    pub const fn count(self) -> u64 {
        self.count
    }

    /// In what time.
    pub const fn period(self) -> Period {
        self.period
    }
}

impl FromStr for FreeQuota {
    type Err = FreeQuotaError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let read = || {
            let (count, period) = text.split_once('/')?;
            let digits = count.bytes().all(|byte| byte.is_ascii_digit());
            Some(Self { count: count.parse().ok().filter(|_| digits)?, period: period.parse().ok()? })
        };
        read().filter(|own| own.count > 0).ok_or_else(|| FreeQuotaError(text.chars().take(40).collect()))
    }
}

impl fmt::Display for FreeQuota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.count, self.period)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_number_and_a_period_are_a_quota() {
        for (text, wanted) in [
            ("1500/day", Some("1500/day")),
            ("5000/month", Some("5000/month")),
            ("0/day", None),
            ("+5/day", None),
            ("5/1d", None),
            ("5", None),
            ("/day", None),
            ("99999999999999999999/day", None),
        ] {
            let told = text.parse::<FreeQuota>().ok().map(|quota| quota.to_string());
            assert_eq!(told.as_deref(), wanted, "{text}");
        }
    }
}
