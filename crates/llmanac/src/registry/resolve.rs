//! Names to models: never a neighbour, always with the reason.

use std::sync::Arc;

use crate::catalog::ProviderData;
use crate::catalog::names::NameKind;
use crate::model::{ModelId, RegionId, Scope, Status};
use crate::suggest;

use super::arn;
use super::layer::{Claim, Layer};
use super::metadata::ModelMetadata;
use super::resolution::{Matched, Reason, Resolution, ResolveError};
use super::snapshot::Snapshot;

/// No name of a model is longer; longer texts are not searched for.
const LONGEST: usize = 512;
/// Names of up to this length are folded to lower case without allocating.
const STACK: usize = 128;

impl Snapshot {
    /// The model that a name means; `None` where it means none. Never a neighbour.
    ///
    /// Accepts every form that [`resolve`](Self::resolve) accepts.
    pub fn model(&self, name: &str) -> Option<ModelMetadata> {
        if name.is_empty() || name.len() > LONGEST {
            return None;
        }
        // The common case needs no explanation, and no allocation.
        folded(name, |name| self.plain(name)).or_else(|| self.resolve(name).ok().map(|r| r.model))
    }

    /// Whether a name means a model.
    pub fn is_supported(&self, name: &str) -> bool {
        self.model(name).is_some()
    }

    /// The model that a name means, with how it matched.
    ///
    /// Accepts the id, a bare name, an alias, a wire id, a version, a Bedrock geography prefix, ARNs, and the
    /// prefixes that other tools use, ignoring ASCII case.
    ///
    /// ```
    /// use llmanac::Matched;
    /// let registry = llmanac::registry();
    /// let found = registry.resolve("us.anthropic.claude-3-5-sonnet-20241022-v2:0")?;
    /// assert_eq!(found.matched, Matched::Profile);
    /// assert_eq!(found.geography.as_deref(), Some("us"));
    /// assert!(registry.resolve("gpt-40").is_err());
    /// # Ok::<(), llmanac::ResolveError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, with up to five suggestions; a name that means several.
    pub fn resolve(&self, name: &str) -> Result<Resolution, ResolveError> {
        let error = |reason| Err(ResolveError::new(name, reason, Vec::new()));
        let wanted = name.trim();
        if wanted.is_empty() {
            return error(Reason::Empty);
        }
        if wanted.len() > LONGEST {
            return error(Reason::TooLong(wanted.len()));
        }
        let lower = wanted.to_ascii_lowercase();
        match self.explained(&lower) {
            Ok(found) => Ok(found),
            Err(Reason::Unknown) => {
                let (near, suggestions) = self.suggestions(&lower);
                let error = ResolveError::new(name, Reason::Unknown, suggestions);
                Err(if near { error } else { error.distant() })
            }
            Err(reason) => error(reason),
        }
    }

    /// A deployment, a bare name, an id, an alias or a wire id.
    fn plain(&self, name: &str) -> Option<ModelMetadata> {
        for layer in self.inner.layers.iter().rev() {
            if !layer.deployments.is_empty() && layer.deployments.contains_key(name) {
                return None; // Explained in full by the caller.
            }
            if let [claim] = layer.claims(name)
                && claim.kind != NameKind::Own
            {
                return self.of_claim(layer, claim);
            }
            if let Some((provider, own)) = name.split_once('/')
                && let [claim] = layer.claims(own)
                && layer.id(claim.entry).is_some_and(|id| id.provider_name() == provider)
            {
                return self.of_claim(layer, claim);
            }
        }
        None
    }

    fn of_claim(&self, layer: &Layer, claim: &Claim) -> Option<ModelMetadata> {
        let entry = layer.entry(claim.entry)?;
        let mut model = ModelMetadata::new(Arc::clone(entry), self.day);
        model.named = claim.version;
        Some(model)
    }

    fn explained(&self, name: &str) -> Result<Resolution, Reason> {
        if let Some(found) = self.deployed(name)? {
            return Ok(found);
        }
        if let Some(found) = self.within(name, None)? {
            return Ok(found);
        }
        if let Some(arn) = arn::parse(name) {
            return self.of_arn(&arn);
        }
        if let Some(found) = self.pointed(name, None)? {
            return Ok(found);
        }
        // `provider/name`, then what other tools put before a name; the longest prefix first.
        let mut rests: Vec<(&str, &ProviderData)> = self
            .providers_data()
            .iter()
            .flat_map(|provider| provider.prefixes.iter().map(move |prefix| (prefix, provider)))
            .filter_map(|(prefix, provider)| Some((after_prefix(name, prefix)?, provider)))
            .collect();
        rests.sort_by_key(|(rest, _)| rest.len());
        for (rest, provider) in rests {
            if let Some(found) = self.of_provider(rest, provider)? {
                return Ok(found);
            }
        }
        if let Some((first, rest)) = name.split_once('/')
            && let Some(provider) = self.providers_data().iter().find(|p| p.id == *first)
            && let Some(found) = self.of_provider(rest, provider)?
        {
            return Ok(found);
        }
        for provider in self.providers_data() {
            if let Some(found) = self.profile(name, provider)? {
                return Ok(found);
            }
        }
        self.at_version(name)
    }

    /// What a name means at one provider.
    fn of_provider(&self, name: &str, provider: &ProviderData) -> Result<Option<Resolution>, Reason> {
        let id = provider.id.as_str();
        if let Some(found) = self.within(name, Some(id))? {
            return Ok(Some(found));
        }
        if let Some(found) = self.pointed(name, Some(id))? {
            return Ok(Some(found));
        }
        if let Some(found) = self.profile(name, provider)? {
            return Ok(Some(found));
        }
        // A resource's path: the model is named last.
        let last = name.rsplit('/').next().unwrap_or(name);
        if last != name
            && let Some(found) = self.within(last, Some(id))?
        {
            return Ok(Some(found));
        }
        match last.split_once('@') {
            Some(_) => self.at_version(&format!("{id}/{last}")).map(Some),
            None => Ok(None),
        }
    }

    /// `name@version`, where the name is a model.
    fn at_version(&self, name: &str) -> Result<Resolution, Reason> {
        let Some((stem, version)) = name.rsplit_once('@') else { return Err(Reason::Unknown) };
        let found = self.explained(stem)?;
        let id = found.model.versions().find(|own| own.eq_ignore_ascii_case(version)).map(str::to_owned);
        match id.and_then(|id| found.model.with_version(&id)) {
            Some(model) => Ok(Resolution { model, matched: Matched::Version, ..found }),
            None => Err(Reason::NoVersion {
                model: found.model.id().to_string(),
                known: found.model.versions().map(str::to_owned).collect(),
            }),
        }
    }

    /// The user's own names.
    fn deployed(&self, name: &str) -> Result<Option<Resolution>, Reason> {
        for layer in self.inner.layers.iter().rev() {
            let Some(deployment) = layer.deployments.get(name) else { continue };
            let Some(mut model) = self.by_id(&deployment.model) else { return Err(Reason::Unmapped) };
            if let Some(version) = &deployment.version {
                model = model.with_version(version).ok_or(Reason::Unmapped)?;
            }
            model.deployment = Some(Arc::clone(deployment));
            return Ok(Some(Resolution {
                scope: deployment.offer.as_ref().map(|offer| offer.scope.clone()),
                region: deployment.region.clone(),
                matched: Matched::Deployment,
                geography: None,
                also: Vec::new(),
                model,
            }));
        }
        Ok(None)
    }

    /// What a name without a prefix means, among all providers or at one.
    fn within(&self, name: &str, provider: Option<&str>) -> Result<Option<Resolution>, Reason> {
        for layer in self.inner.layers.iter().rev() {
            let mut claims: Vec<&Claim> = layer
                .claims(name)
                .iter()
                .filter(|claim| match provider {
                    Some(provider) => layer.id(claim.entry).is_some_and(|id| id.provider_name() == provider),
                    None => true,
                })
                .collect();
            // The model that the catalog marks for the name, then the better kind of name.
            claims.sort_by_key(|claim| claim.kind);
            let Some(first) = claims.first() else { continue };
            if first.kind == NameKind::Own && provider.is_none() {
                // Served, but nobody is marked for the name without a provider.
                let ids: Vec<ModelId> = claims.iter().filter_map(|c| layer.id(c.entry).cloned()).collect();
                if ids.len() > 1 {
                    return Err(Reason::Ambiguous(ids));
                }
            }
            let equal: Vec<ModelId> = claims
                .iter()
                .filter(|claim| claim.kind == first.kind)
                .filter_map(|claim| layer.id(claim.entry).cloned())
                .collect();
            if equal.len() > 1 {
                return Err(Reason::Ambiguous(equal));
            }
            let Some(model) = self.of_claim(layer, first) else { continue };
            let also = claims
                .iter()
                .filter_map(|claim| layer.id(claim.entry))
                .filter(|id| *id != model.id())
                .cloned()
                .collect();
            let matched = match first.kind {
                NameKind::Bare | NameKind::Own => Matched::Exact,
                NameKind::Alias => Matched::Alias,
                NameKind::WireId => Matched::WireId,
                NameKind::Version => Matched::Version,
            };
            return Ok(Some(Resolution { model, matched, geography: None, scope: None, region: None, also }));
        }
        Ok(None)
    }

    /// `us.` and a wire id: an inference profile of a geography.
    fn profile(&self, name: &str, provider: &ProviderData) -> Result<Option<Resolution>, Reason> {
        for (prefix, scope) in &provider.geographies {
            let Some(rest) = name.strip_prefix(prefix.as_str()).and_then(|r| r.strip_prefix('.')) else {
                continue;
            };
            let Some(found) = self.within(rest, Some(provider.id.as_str()))? else { continue };
            // A profile is named by the wire id; `us.claude-...` is nobody's name.
            if found.matched != Matched::WireId {
                continue;
            }
            return Ok(Some(Resolution {
                matched: Matched::Profile,
                geography: Some(prefix.clone()),
                scope: Some(scope.clone()),
                ..found
            }));
        }
        Ok(None)
    }

    fn of_arn(&self, arn: &arn::Arn<'_>) -> Result<Resolution, Reason> {
        let region = RegionId::new(arn.region).ok();
        let of_service = |p: &&ProviderData| p.arn_service.as_deref() == Some(arn.service);
        let Some(provider) = self.providers_data().iter().find(of_service) else {
            return Err(Reason::Unknown);
        };
        let found = match arn.kind {
            arn::Kind::Model => self.within(arn.resource, Some(provider.id.as_str()))?,
            arn::Kind::Profile => self.profile(arn.resource, provider)?,
            arn::Kind::Own => return Err(Reason::Unmapped),
        };
        let mut found = found.ok_or(Reason::Unknown)?;
        if arn.kind == arn::Kind::Model {
            found.scope = Some(Scope::Region(region.clone()));
        }
        found.region = region;
        Ok(found)
    }

    /// A name whose target moves with time.
    fn pointed(&self, name: &str, provider: Option<&str>) -> Result<Option<Resolution>, Reason> {
        let pointers = self.tables().pointers.iter();
        let Some(pointer) = pointers
            .filter(|pointer| provider.is_none_or(|provider| pointer.provider == *provider))
            .find(|pointer| pointer.name.eq_ignore_ascii_case(name))
        else {
            return Ok(None);
        };
        let target = pointer
            .target
            .iter()
            .filter(|row| row.holds_on(self.day))
            .max_by_key(|row| row.from)
            .and_then(|row| self.by_id(&row.facts));
        match target {
            Some(model) => Ok(Some(Resolution {
                model,
                matched: Matched::Pointer,
                geography: None,
                scope: None,
                region: None,
                also: Vec::new(),
            })),
            None => Err(Reason::PointsNowhere),
        }
    }

    /// Up to five names near a misspelt one, no retired model among them; and whether they are near.
    fn suggestions(&self, name: &str) -> (bool, Vec<String>) {
        const MOST: usize = 5;
        const DISTANT: usize = 3;
        let stem = name.rsplit('/').next().unwrap_or(name);
        let mut names = Vec::new();
        for layer in &self.inner.layers {
            for (own, claims) in layer.names() {
                let living = claims.iter().any(|claim| {
                    self.of_claim(layer, claim).is_some_and(|model| model.held_status() != Status::Retired)
                });
                if living {
                    names.push(own);
                }
            }
            names.extend(layer.deployments.keys().map(|name| &**name));
        }
        let near = suggest::ranked(stem, names.iter().copied(), MOST);
        let own = |names: Vec<&str>| names.into_iter().map(str::to_owned).collect();
        if near.is_empty() {
            return (false, own(suggest::ranked_loosely(stem, names, DISTANT)));
        }
        (true, own(near))
    }
}

/// What follows a prefix; `*` in it stands for any text without `/`.
fn after_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    let mut rest = name;
    for (at, part) in prefix.split('*').enumerate() {
        if at > 0 {
            rest = rest.get(rest.find('/')?..)?;
        }
        rest = rest.strip_prefix(part)?;
    }
    Some(rest)
}

/// Calls with the name in lower case, without allocating where it is short.
fn folded<T>(name: &str, call: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return call(name);
    }
    let mut buffer = [0u8; STACK];
    match buffer.get_mut(..name.len()) {
        Some(buffer) => {
            buffer.copy_from_slice(name.as_bytes());
            buffer.make_ascii_lowercase();
            call(std::str::from_utf8(buffer).ok()?)
        }
        None => call(&name.to_ascii_lowercase()),
    }
}
