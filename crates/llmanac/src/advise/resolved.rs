//! The answer to "which model is meant by this name", for programs.

use serde::Serialize;

use crate::model::{Date, ModelFamily, ModelId, Offer, Provider, RegionId, Scope, Status};
use crate::registry::{Assumption, Matched, ResolveError, Snapshot};

use super::basis::Basis;
use super::facts::json;

/// Which model a name means, and how it matched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Resolved {
    /// The model's id.
    pub id: ModelId,
    /// The name without the provider.
    pub model_name: String,
    /// Who serves it.
    pub provider: Provider,
    /// The family.
    pub model_family: ModelFamily,
    /// The maker's name for people.
    pub display_name: String,
    /// The version that is meant; `None` for a model without versions.
    pub version: Option<String>,
    /// How the name matched.
    pub matched: Matched,
    /// The prefix of an inference profile in the name: `us`, `global`.
    pub geography: Option<String>,
    /// The scope that the name fixes.
    #[serde(serialize_with = "json::maybe_text")]
    pub scope: Option<Scope>,
    /// The region that the name fixes.
    pub region: Option<RegionId>,
    /// The user's deployment that the name means.
    pub deployment: Option<String>,
    /// The overlay that names the deployment.
    pub deployment_layer: Option<String>,
    /// The offer that is meant where a call states none.
    #[serde(serialize_with = "json::text")]
    pub offer: Offer,
    /// What the provider's API wants to read; of a pair that is deployed, the name.
    pub wire_id: Option<String>,
    /// The second half of that pair.
    pub wire_version: Option<String>,
    /// Where it stands in its life on the day.
    pub status: Status,
    /// From when calls fail.
    pub retires: Option<Date>,
    /// Others that serve a model of this name.
    pub also: Vec<ModelId>,
    /// The layer that the model comes from: `catalog`, an overlay's name, `program`.
    pub layer: String,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

impl Snapshot {
    /// Which model a name means, how it matched, and what that rests on.
    ///
    /// ```
    /// let snapshot = llmanac::registry().snapshot();
    /// let found = snapshot.resolved("us.anthropic.claude-3-5-sonnet-20241022-v2:0")?;
    /// assert_eq!(found.matched.as_str(), "profile");
    /// assert_eq!(found.wire_id.as_deref(), Some("us.anthropic.claude-3-5-sonnet-20241022-v2:0"));
    /// # Ok::<(), llmanac::ResolveError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, or several.
    pub fn resolved(&self, name: &str) -> Result<Resolved, ResolveError> {
        let found = self.resolve(name)?;
        let model = &found.model;
        let mut basis = Basis::of(self);
        if !model.is_version_named()
            && model.versions().next().is_some()
            && let Some(version) = model.version()
        {
            basis = basis.assuming([Assumption::new("version", version, "the default version on that day")]);
        }
        basis.rest_on(model, "names", &model.facts().src);
        let wire = model.facts().wire.as_ref();
        let usual = model.default_offer();
        let offer = Offer::new(found.scope.clone().unwrap_or_else(|| usual.scope.clone()), usual.tier);
        Ok(Resolved {
            id: model.id().clone(),
            model_name: model.model_name().to_owned(),
            provider: model.provider().clone(),
            model_family: model.model_family().clone(),
            display_name: model.display_name().to_owned(),
            version: model.version().map(str::to_owned),
            matched: found.matched,
            wire_id: super::send::wire_id(model, found.geography.as_deref(), &offer.scope),
            offer,
            geography: found.geography,
            scope: found.scope,
            region: found.region,
            deployment: model.deployment().map(str::to_owned),
            deployment_layer: model.deployment.as_deref().map(|own| own.layer.clone()),
            wire_version: wire.and_then(|wire| wire.version.clone()),
            status: model.status(),
            retires: model.lifecycle().retires,
            also: found.also,
            layer: model.layer().to_owned(),
            basis,
        })
    }
}
