//! The circumstances of a call, and what is assumed where they are not stated.

use std::sync::Arc;

use crate::cost::{FreeUse, TokenCounter};
use crate::model::{ApiVersion, Date, ModelId, Offer, RegionId, Scope, ServiceTier};
use crate::registry::{Assumption, ModelMetadata, Resolution, Snapshot};
use crate::suggest;

/// The circumstances of a call; what is not stated is assumed, and the answer says so.
///
/// ```
/// use llmanac::advise::Call;
/// use llmanac::model::ServiceTier;
/// let call = Call::new().on("2024-06-01".parse()?).tier(ServiceTier::Batch);
/// # Ok::<(), llmanac::model::DateError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    day: Option<Date>,
    tier: Option<ServiceTier>,
    scope: Option<Scope>,
    region: Option<RegionId>,
    free_use: FreeUse,
    counter: Option<OwnCounter>,
    grade: Option<String>,
    api_version: Option<ApiVersion>,
}

/// The caller's own counter of tokens; two are one where they are the same object.
#[derive(Clone)]
struct OwnCounter(Arc<dyn TokenCounter>);

impl std::fmt::Debug for OwnCounter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("OwnCounter").field(&self.0.name()).finish()
    }
}

impl PartialEq for OwnCounter {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Eq for OwnCounter {}

/// A circumstance that the catalog does not know.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum CallError {
    /// A region that the provider does not have.
    #[error("no region `{region}` of {provider} is known{}", .near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    Region {
        /// The region.
        region: String,
        /// The provider.
        provider: String,
        /// What was probably meant.
        near: Option<String>,
    },
    /// A quality, size or resolution for which the model has no price.
    #[error("{model} has no prices for the grade `{grade}`; {}", grades_known(.known, .grade))]
    Grade {
        /// The model.
        model: String,
        /// The grade.
        grade: String,
        /// The grades that have prices.
        known: Vec<String>,
    },
    /// A region from which the scope is not reached.
    #[error("{scope} is not reached from {region}; known: {}", .known.join(", "))]
    Unreached {
        /// The region.
        region: String,
        /// The scope.
        scope: String,
        /// The regions from which it is.
        known: Vec<String>,
    },
    /// A scope that contradicts the name.
    #[error("`{name}` is {fixed}, and the call says {stated}")]
    Contradiction {
        /// The name of the model.
        name: String,
        /// The scope that the name fixes.
        fixed: String,
        /// The scope that the call states.
        stated: String,
    },
}

impl Call {
    /// A call of which nothing is stated.
    pub fn new() -> Self {
        Self::default()
    }

    /// On a day.
    #[must_use]
    pub fn on(mut self, day: Date) -> Self {
        self.day = Some(day);
        self
    }

    /// In a service tier.
    #[must_use]
    pub fn tier(mut self, tier: ServiceTier) -> Self {
        self.tier = Some(tier);
        self
    }

    /// In a scope.
    #[must_use]
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = Some(scope);
        self
    }

    /// To a region.
    #[must_use]
    pub fn region(mut self, region: RegionId) -> Self {
        self.region = Some(region);
        self
    }

    /// With so much of the account's free quotas used, such as those for grounding in a search.
    #[must_use]
    pub fn free_quota(mut self, used: FreeUse) -> Self {
        self.free_use = used;
        self
    }

    /// The day that is stated.
    pub fn stated_day(&self) -> Option<Date> {
        self.day
    }

    /// The tier that is stated.
    pub fn stated_tier(&self) -> Option<ServiceTier> {
        self.tier
    }

    /// The scope that is stated.
    pub fn stated_scope(&self) -> Option<&Scope> {
        self.scope.as_ref()
    }

    /// With the caller's own counter of tokens, in place of the model's tokenizer.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use llmanac::advise::{Call, Countable};
    /// use llmanac::cost::TokenCounter;
    ///
    /// /// A tokenizer that the program has from elsewhere.
    /// struct Own;
    ///
    /// impl TokenCounter for Own {
    ///     fn name(&self) -> &str {
    ///         "own"
    ///     }
    ///
    ///     fn text(&self, text: &str) -> Option<u64> {
    ///         u64::try_from(text.split_whitespace().count()).ok()
    ///     }
    /// }
    ///
    /// let call = Call::new().counter(Arc::new(Own));
    /// let today = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let count = today.tokens("claude-sonnet-4-5", Countable::Text("Why is the sky blue?"), &call)?;
    /// assert_eq!(count.input.input.high, Some(5));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn counter(mut self, counter: Arc<dyn TokenCounter>) -> Self {
        self.counter = Some(OwnCounter(counter));
        self
    }

    pub(crate) fn own_counter(&self) -> Option<&dyn TokenCounter> {
        self.counter.as_ref().map(|own| -> &dyn TokenCounter { &*own.0 })
    }

    /// Of a quality, size or resolution, in the words of the price rows: `hd/1024x1792`.
    ///
    /// Images and videos are priced so. A grade's price never stands for another's.
    #[must_use]
    pub fn grade(mut self, grade: impl Into<String>) -> Self {
        self.grade = Some(grade.into());
        self
    }

    /// Under a version of the provider's API, where it has several: Azure's `2024-10-21`, or `v1`.
    #[must_use]
    pub fn api_version(mut self, version: ApiVersion) -> Self {
        self.api_version = Some(version);
        self
    }

    /// The version of the API that is stated.
    pub fn stated_api_version(&self) -> Option<ApiVersion> {
        self.api_version
    }

    /// The region that is stated.
    pub fn stated_region(&self) -> Option<&RegionId> {
        self.region.as_ref()
    }

    /// Settles the circumstances for a model.
    pub(crate) fn place(
        &self,
        snapshot: &Snapshot,
        name: &str,
        found: Resolution,
    ) -> Result<Placed, CallError> {
        let mut assumed = Vec::new();
        let model = match self.day {
            None => {
                assumed.push(Assumption::new("date", snapshot.day(), "nobody stated the day of the call"));
                found.model.clone()
            }
            Some(day) => found.model.as_of(day),
        };
        if !found.also.is_empty() {
            let others: Vec<&str> = found.also.iter().map(ModelId::as_str).collect();
            let because =
                format!("nobody stated the provider, and the name is also that of {}", others.join(", "));
            assumed.push(Assumption::new("provider", model.provider(), &because));
        }
        let region = self.region.clone().or_else(|| found.region.clone());
        if let Some(region) = &region {
            check_region(&model, region)?;
        }
        if model.versions().next().is_some()
            && !model.is_version_named()
            && let Some(version) = model.version()
        {
            assumed.push(Assumption::new("version", version, "the default version on that day"));
        }
        let usual = model.default_offer().clone();
        let scope = match (&self.scope, &found.scope) {
            (Some(stated), Some(fixed)) if !agrees(stated, fixed) => {
                return Err(CallError::Contradiction {
                    name: name.chars().take(80).collect(),
                    fixed: fixed.to_string(),
                    stated: stated.to_string(),
                });
            }
            (Some(stated), _) => stated.clone(),
            (None, Some(fixed)) => fixed.clone(),
            (None, None) => {
                assumed.push(Assumption::new("scope", &usual.scope, "the provider's ordinary offer"));
                usual.scope.clone()
            }
        };
        // "The region that is called, whichever" becomes the one that is named.
        let scope = match (scope, &region) {
            (Scope::Region(None), Some(region)) => Scope::Region(Some(region.clone())),
            (scope, _) => scope,
        };
        if let Some(region) = &region {
            check_reach(&model, region, &scope)?;
        }
        let by_deployment = model.deployment.as_deref().is_some_and(|own| own.offer.is_some());
        let tier = self.tier.unwrap_or_else(|| {
            if !by_deployment {
                assumed.push(Assumption::new("tier", usual.tier, "the provider's ordinary offer"));
            }
            usual.tier
        });
        let grade = self.grade.as_deref().map(|grade| known_grade(&model, grade)).transpose()?;
        let offer = Offer::new(scope, tier);
        Ok(Placed { model, offer, region, grade, free_use: self.free_use, assumed })
    }
}

/// Whether a stated scope is the fixed one, or a region within it.
fn agrees(stated: &Scope, fixed: &Scope) -> bool {
    stated == fixed
        || matches!(
            (stated, fixed),
            (Scope::Region(_), Scope::Region(None)) | (Scope::Region(None), Scope::Region(_))
        )
}

/// A zone is called from its own regions: by what is known of where the model is sold in it, else by regions.toml.
fn check_reach(model: &ModelMetadata, region: &RegionId, scope: &Scope) -> Result<(), CallError> {
    let Scope::Zone(zone) = scope else { return Ok(()) };
    let pattern = format!("{scope}/");
    let sold: Vec<String> = model
        .sold()
        .into_iter()
        .filter(|sold| sold.on.iter().any(|on| on.starts_with(&pattern)))
        .flat_map(|sold| sold.regions)
        .collect();
    let of_zone = || -> Vec<String> {
        let regions = model.tables().regions.iter().filter(|own| own.provider == *model.provider());
        regions
            .filter(|own| own.zone.as_deref() == Some(zone.as_str()))
            .map(|own| own.id.to_string())
            .collect()
    };
    let known = if sold.is_empty() { of_zone() } else { sold };
    // A zone whose regions nobody recorded refuses none.
    if known.is_empty() || known.iter().any(|own| own == region.as_str()) {
        return Ok(());
    }
    Err(CallError::Unreached { region: region.to_string(), scope: scope.to_string(), known })
}

fn check_region(model: &ModelMetadata, region: &RegionId) -> Result<(), CallError> {
    let mut known = model.tables().regions.iter().filter(|own| own.provider == *model.provider()).peekable();
    // A provider whose regions nobody recorded refuses none.
    if known.peek().is_none() {
        return Ok(());
    }
    let names: Vec<&str> = known.map(|own| own.id.as_str()).collect();
    if names.contains(&region.as_str()) {
        return Ok(());
    }
    Err(CallError::Region {
        region: region.as_str().chars().take(80).collect(),
        provider: model.provider().to_string(),
        near: suggest::nearest(region.as_str(), names).map(str::to_owned),
    })
}

/// A grade as the model's price rows write it.
fn known_grade(model: &ModelMetadata, grade: &str) -> Result<String, CallError> {
    let known = model.grades();
    if let Some(own) = known.iter().find(|own| own.eq_ignore_ascii_case(grade)) {
        return Ok((*own).to_owned());
    }
    Err(CallError::Grade {
        model: model.id().to_string(),
        grade: grade.chars().take(80).collect(),
        known: known.into_iter().map(str::to_owned).collect(),
    })
}

fn grades_known(known: &[String], grade: &str) -> String {
    match suggest::nearest(grade, known.iter().map(String::as_str)) {
        _ if known.is_empty() => "none of its prices depends on a grade".to_owned(),
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("known: {}", known.join(", ")),
    }
}

/// A model under settled circumstances.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub model: ModelMetadata,
    pub offer: Offer,
    pub region: Option<RegionId>,
    /// How much of the account's free quotas is used.
    pub free_use: FreeUse,
    /// The quality, size or resolution, where one is stated.
    pub grade: Option<String>,
    pub assumed: Vec<Assumption>,
}
