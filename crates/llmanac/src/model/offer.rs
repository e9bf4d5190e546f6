use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::ids::{IdError, RegionId, ZoneId};
use super::named::{UnknownName, named};

named! {
    /// The class of service that a call is sold under.
    "tier" ServiceTier {
        /// The ordinary class.
        Standard = "standard",
        /// Asynchronous batches.
        Batch = "batch",
        /// Cheaper and slower.
        Flex = "flex",
        /// Dearer and faster.
        Priority = "priority",
        /// Capacity reserved by contract.
        Reserved = "reserved",
        /// Capacity bought by the hour.
        Provisioned = "provisioned",
        /// Optimized for latency.
        LatencyOptimized = "latency_optimized",
        /// The maker's fast mode.
        Fast = "fast",
        /// Faster and dearer than priority.
        Ultrafast = "ultrafast",
    }
}

impl ServiceTier {
    /// Whether it is capacity, which is paid for over time and not by the token.
    ///
    /// ```
    /// use llmanac::model::ServiceTier;
    /// assert!(ServiceTier::Provisioned.is_capacity() && !ServiceTier::Batch.is_capacity());
    /// ```
    pub const fn is_capacity(self) -> bool {
        matches!(self, Self::Provisioned | Self::Reserved)
    }

    /// Whether it is settled before the request is sent, so that an answer's word for the ordinary class is not about it.
    ///
    /// ```
    /// use llmanac::model::ServiceTier;
    /// assert!(ServiceTier::Batch.is_bought_ahead() && !ServiceTier::Priority.is_bought_ahead());
    /// ```
    pub const fn is_bought_ahead(self) -> bool {
        self.is_capacity() || matches!(self, Self::Batch)
    }
}

/// Where a call may be served.
///
/// ```
/// use llmanac::model::Scope;
/// assert_eq!("zone:eu".parse::<Scope>()?.to_string(), "zone:eu");
/// assert!("galaxy".parse::<Scope>().is_err());
/// # Ok::<(), llmanac::model::OfferError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum Scope {
    /// Anywhere: Azure Global, a `global.` profile of Bedrock, the Gemini API.
    Global,
    /// Within an Azure data zone or a Bedrock geography.
    Zone(ZoneId),
    /// In the region that is called, whichever it is, or in a named one.
    Region(Option<RegionId>),
}

/// Why a text is no scope or offer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OfferError {
    /// No scope has this form.
    #[error("no scope `{0}`; a scope is global, zone:<name>, region or region:<name>")]
    Scope(String),
    /// No tier has this name.
    #[error(transparent)]
    Tier(#[from] UnknownName),
    /// A zone's or region's name cannot be one.
    #[error(transparent)]
    Id(#[from] IdError),
    /// No `/` between scope and tier.
    #[error("an offer is written `scope/tier`, as in global/standard")]
    NoSlash,
}

impl FromStr for Scope {
    type Err = OfferError;

    fn from_str(text: &str) -> Result<Self, OfferError> {
        match text.split_once(':') {
            None if text == "global" => Ok(Self::Global),
            None if text == "region" => Ok(Self::Region(None)),
            Some(("zone", name)) => Ok(Self::Zone(name.parse()?)),
            Some(("region", name)) => Ok(Self::Region(Some(name.parse()?))),
            _ => Err(OfferError::Scope(text.chars().take(80).collect())),
        }
    }
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Global => f.pad("global"),
            Self::Zone(name) => f.pad(&format!("zone:{name}")),
            Self::Region(None) => f.pad("region"),
            Self::Region(Some(name)) => f.pad(&format!("region:{name}")),
        }
    }
}

/// A scope and a tier: what exactly is sold.
///
/// ```
/// use llmanac::model::Offer;
/// let offer: Offer = "zone:us/batch".parse()?;
/// assert_eq!(offer.to_string(), "zone:us/batch");
/// # Ok::<(), llmanac::model::OfferError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Offer {
    /// Where it is served.
    pub scope: Scope,
    /// The class of service.
    pub tier: ServiceTier,
}

impl Offer {
    /// The ordinary offer: global, standard.
    pub const GLOBAL_STANDARD: Self = Self { scope: Scope::Global, tier: ServiceTier::Standard };

    /// A scope and a tier.
    pub fn new(scope: Scope, tier: ServiceTier) -> Self {
        Self { scope, tier }
    }
}

impl FromStr for Offer {
    type Err = OfferError;

    fn from_str(text: &str) -> Result<Self, OfferError> {
        let (scope, tier) = text.split_once('/').ok_or(OfferError::NoSlash)?;
        Ok(Self { scope: scope.parse()?, tier: tier.parse()? })
    }
}

impl fmt::Display for Offer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.scope, self.tier)
    }
}

/// Which scopes a row speaks of.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ScopePattern {
    /// `*`
    Any,
    /// `global`
    Global,
    /// `zone:*`
    AnyZone,
    /// `zone:us`
    Zone(ZoneId),
    /// `region` and `region:*`: whichever region is called.
    AnyRegion,
    /// `region:eastus`
    Region(RegionId),
}

/// Which tiers a row speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TierPattern {
    /// `*`
    Any,
    /// One tier.
    One(ServiceTier),
}

/// Which offers a row speaks of: `global/standard`, `zone:*/*`, `*/batch`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct OfferPattern {
    /// The scopes.
    pub scope: ScopePattern,
    /// The tiers.
    pub tier: TierPattern,
}

impl OfferPattern {
    /// How narrowly the pattern matches an offer; `None` where it does not. The narrower row wins.
    pub fn narrowness(&self, offer: &Offer) -> Option<u8> {
        let scope = match (&self.scope, &offer.scope) {
            (ScopePattern::Any, _) => 0,
            (ScopePattern::AnyZone, Scope::Zone(_)) => 2,
            (ScopePattern::Global, Scope::Global) => 4,
            (ScopePattern::Zone(name), Scope::Zone(zone)) if name == zone => 4,
            (ScopePattern::AnyRegion, Scope::Region(_)) => 4,
            (ScopePattern::Region(name), Scope::Region(Some(region))) if name == region => 6,
            _ => return None,
        };
        match self.tier {
            TierPattern::Any => Some(scope),
            TierPattern::One(tier) if tier == offer.tier => Some(scope + 1),
            TierPattern::One(_) => None,
        }
    }

    /// An offer that the pattern matches, the plainest one.
    pub fn example(&self) -> Option<Offer> {
        let scope = match &self.scope {
            ScopePattern::Global => Scope::Global,
            ScopePattern::Zone(name) => Scope::Zone(name.clone()),
            ScopePattern::AnyRegion => Scope::Region(None),
            ScopePattern::Region(name) => Scope::Region(Some(name.clone())),
            ScopePattern::Any | ScopePattern::AnyZone => return None,
        };
        match self.tier {
            TierPattern::One(tier) => Some(Offer { scope, tier }),
            TierPattern::Any => None,
        }
    }
}

impl FromStr for OfferPattern {
    type Err = OfferError;

    fn from_str(text: &str) -> Result<Self, OfferError> {
        let (scope, tier) = text.split_once('/').ok_or(OfferError::NoSlash)?;
        let scope = match scope {
            "*" => ScopePattern::Any,
            "zone:*" => ScopePattern::AnyZone,
            "region:*" => ScopePattern::AnyRegion,
            _ => match scope.parse()? {
                Scope::Global => ScopePattern::Global,
                Scope::Zone(name) => ScopePattern::Zone(name),
                Scope::Region(None) => ScopePattern::AnyRegion,
                Scope::Region(Some(name)) => ScopePattern::Region(name),
            },
        };
        let tier = match tier {
            "*" => TierPattern::Any,
            name => TierPattern::One(name.parse()?),
        };
        Ok(Self { scope, tier })
    }
}

impl fmt::Display for OfferPattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.scope {
            ScopePattern::Any => f.write_str("*")?,
            ScopePattern::Global => f.write_str("global")?,
            ScopePattern::AnyZone => f.write_str("zone:*")?,
            ScopePattern::Zone(name) => write!(f, "zone:{name}")?,
            ScopePattern::AnyRegion => f.write_str("region")?,
            ScopePattern::Region(name) => write!(f, "region:{name}")?,
        }
        match self.tier {
            TierPattern::Any => f.write_str("/*"),
            TierPattern::One(tier) => write!(f, "/{tier}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_pattern_wins() {
        let narrowness = |pattern: &str, offer: &str| {
            pattern.parse::<OfferPattern>().unwrap().narrowness(&offer.parse().unwrap())
        };
        assert_eq!(narrowness("*/*", "global/batch"), Some(0));
        assert_eq!(narrowness("*/batch", "global/batch"), Some(1));
        assert_eq!(narrowness("global/*", "global/batch"), Some(4));
        assert_eq!(narrowness("zone:*/*", "zone:us/batch"), Some(2));
        assert_eq!(narrowness("zone:us/batch", "zone:us/batch"), Some(5));
        assert_eq!(narrowness("zone:eu/batch", "zone:us/batch"), None);
        assert_eq!(narrowness("region/standard", "region:eastus/standard"), Some(5));
        assert_eq!(narrowness("region:eastus/standard", "region:eastus/standard"), Some(7));
        assert_eq!(narrowness("region:eastus/standard", "region/standard"), None);
        assert_eq!(narrowness("global/standard", "region/standard"), None);
    }

    #[test]
    fn patterns_print_as_they_are_written() {
        for text in [
            "*/*",
            "*/batch",
            "global/*",
            "zone:*/standard",
            "zone:us/flex",
            "region/standard",
            "region:eastus/priority",
        ] {
            assert_eq!(text.parse::<OfferPattern>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "global",
            "/",
            "global/",
            "global/standrad",
            "zone:/standard",
            "planet/standard",
            "zone/standard",
        ] {
            assert!(text.parse::<OfferPattern>().is_err(), "{text}");
        }
    }
}
