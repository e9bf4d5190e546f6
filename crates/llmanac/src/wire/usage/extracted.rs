use std::collections::BTreeMap;

use serde::Serialize;

use crate::cost::Usage;
use crate::model::{Date, RegionId, Scope, ServiceTier};

use super::note::UsageNote;

/// The usage of one response, in disjoint meters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Extracted {
    /// The calls that are billed: most responses are one, some hold several, of several models.
    pub invocations: Vec<Invocation>,
    /// What is billed by the piece beside the tokens.
    pub fees: Usage,
    /// What the response tells of the rate.
    pub context: RateContext,
    /// Whether the total that the provider states is the sum of its parts; `None` where it states none.
    pub total_matches: Option<bool>,
    /// What is odd, or was taken for granted.
    pub notes: Vec<UsageNote>,
}

/// One billed call of one model.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Invocation {
    /// The model that answered, as the response names it, else as the caller does.
    pub model: Option<String>,
    /// The disjoint counts.
    pub meters: Usage,
    /// What the call was for, where a response holds several: `message`, `compaction`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purpose: Option<String>,
}

/// What a response tells of the rate that applies.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RateContext {
    /// The service tier that served the call.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier: Option<ServiceTier>,
    /// Where it was served.
    #[serde(skip_serializing_if = "Option::is_none", serialize_with = "scope")]
    pub scope: Option<Scope>,
    /// The region that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub region: Option<RegionId>,
    /// The day of the answer, in UTC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub answered: Option<Date>,
    /// Whether bought capacity was full and a deployment that is billed by the token answered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spilled_over: Option<bool>,
    /// The provider's own words that decided, by their names: `service_tier`, `traffic_type`, `speed`.
    #[serde(flatten)]
    pub stated: BTreeMap<String, String>,
}

fn scope<S: serde::Serializer>(scope: &Option<Scope>, serializer: S) -> Result<S::Ok, S::Error> {
    match scope {
        Some(scope) => serializer.collect_str(scope),
        None => serializer.serialize_none(),
    }
}
