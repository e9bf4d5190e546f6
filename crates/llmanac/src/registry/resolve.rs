//! Names to models: never a neighbour, always with the reason.

use std::sync::Arc;

use crate::catalog::names::NameKind;
use crate::catalog::{DeploymentData, ProviderData};
use crate::model::{ModelId, RegionId, Scope, Status};
use crate::suggest;

use super::arn;
use super::layer::{Claim, Claims, Layer};
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
        // Names are kept in lower case, and mostly asked for so. The common case needs no explanation, and no
        // allocation; one who asks like this needs no suggestions either.
        self.plain(name)
            .or_else(|| folded(name, |lower| self.plain(lower)))
            .or_else(|| self.explained(&searched(name).ok()?).ok().map(|found| found.model))
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
        self.resolve_plainly(name).map_err(|error| match (error.is_unknown(), searched(name)) {
            (true, Ok(lower)) => {
                let (near, suggestions) = self.suggestions(&lower);
                let error = ResolveError::new(name, Reason::Unknown, suggestions);
                if near { error } else { error.distant() }
            }
            _ => error,
        })
    }

    /// The same without suggestions, which take far longer than the search: for many names at once.
    ///
    /// ```
    /// let registry = llmanac::registry().snapshot();
    /// let error = registry.resolve_plainly("gpt-40").unwrap_err();
    /// assert_eq!(error.to_string(), "Model gpt-40 not found in registry");
    /// assert!(error.suggestions().is_empty());
    /// ```
    ///
    /// # Errors
    ///
    /// As [`resolve`](Self::resolve) has them.
    pub fn resolve_plainly(&self, name: &str) -> Result<Resolution, ResolveError> {
        let found = searched(name).and_then(|lower| self.explained(&lower));
        found.map_err(|reason| ResolveError::new(name, reason, Vec::new()))
    }

    /// What a name in lower case means where one model claims it; `None` leaves it to [`Self::explained`].
    fn plain(&self, name: &str) -> Option<ModelMetadata> {
        for layer in self.inner.layers.iter().rev() {
            if !layer.deployments.is_empty()
                && let Some(deployment) = layer.deployments.get(name)
            {
                return self.of_deployment(deployment);
            }
            match layer.named(name) {
                None => {}
                Some(Claims::Id(claim)) => return self.of_claim(layer, claim),
                Some(claims) => match claims.as_slice() {
                    [] => {}
                    [claim] if claim.kind != NameKind::Own => return self.of_claim(layer, claim),
                    // Of several, the one that is marked for the name is meant, whoever else has it.
                    claims => {
                        let claim =
                            one(claims.iter().filter(|claim| claim.kind == NameKind::Bare)).ok()??;
                        return self.of_claim(layer, claim);
                    }
                },
            }
            // Most names have no provider, and are found before anyone looks for a `/`.
            if let Some((provider, own)) = split_at_slash(name) {
                match one(layer.claims_at(own, provider)) {
                    Ok(None) => {}
                    Ok(Some(claim)) => return self.of_claim(layer, claim),
                    Err(Several) => return None,
                }
            }
        }
        self.plain_profile(name)
    }

    /// `us.` and a wire id.
    fn plain_profile(&self, name: &str) -> Option<ModelMetadata> {
        let (geography, wire_id) = name.split_once('.')?;
        let has_it = |provider: &&ProviderData| provider.geographies.iter().any(|(own, _)| own == geography);
        let provider = self.providers_data().iter().find(has_it)?;
        for layer in self.inner.layers.iter().rev() {
            match one(layer.claims_at(wire_id, provider.id.as_str())) {
                Ok(None) => {}
                Ok(Some(claim)) if claim.kind == NameKind::WireId => return self.of_claim(layer, claim),
                Ok(Some(_)) | Err(Several) => return None,
            }
        }
        None
    }

    fn of_deployment(&self, deployment: &Arc<DeploymentData>) -> Option<ModelMetadata> {
        let mut model = self.by_id(&deployment.model)?;
        if let Some(version) = &deployment.version {
            model = model.with_version(version)?;
        }
        model.deployment = Some(Arc::clone(deployment));
        Some(model)
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
        if let Some((first, rest)) = name.split_once('/') {
            let found = match self.providers_data().iter().find(|p| p.id == *first) {
                Some(provider) => self.of_provider(rest, provider)?,
                // A provider of the caller's own needs no entry.
                None => self.within(rest, Some(first))?,
            };
            if let Some(found) = found {
                return Ok(found);
            }
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
            // Another provider of the same prefix may have the model.
            Some(_) => match self.at_version(&format!("{id}/{last}")) {
                Err(Reason::Unknown) => Ok(None),
                found => found.map(Some),
            },
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
            let model = self.of_deployment(deployment).ok_or(Reason::Unmapped)?;
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
        // Models of this name that nobody has marked to be meant by it without the provider.
        let mut unmarked: Vec<(&Layer, &Claim)> = Vec::new();
        for layer in self.inner.layers.iter().rev() {
            let is_there = |claim: &&Claim| {
                provider.is_none_or(|provider| layer.id(claim.entry).is_some_and(|id| id.is_at(provider)))
            };
            let mut claims: Vec<&Claim> = layer.claims(name).iter().filter(is_there).collect();
            // The model that the catalog marks for the name, then the better kind of name.
            claims.sort_by_key(|claim| claim.kind);
            let Some(first) = claims.first() else { continue };
            if first.kind == NameKind::Own && provider.is_none() {
                // A lower layer may know whom the name means.
                unmarked.extend(claims.into_iter().map(|claim| (&**layer, claim)));
                continue;
            }
            let equal = claims.iter().filter(|claim| claim.kind == first.kind);
            let equal: Vec<ModelId> = equal.filter_map(|claim| layer.id(claim.entry).cloned()).collect();
            if equal.len() > 1 {
                return Err(Reason::Ambiguous(equal));
            }
            let others = unmarked.iter().copied().chain(claims.iter().map(|claim| (&**layer, *claim)));
            if let Some(found) = self.found(layer, first, others) {
                return Ok(Some(found));
            }
        }
        let mut ids: Vec<ModelId> = Vec::new();
        for id in unmarked.iter().filter_map(|(layer, claim)| layer.id(claim.entry)) {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
        match unmarked.first() {
            Some((layer, claim)) if ids.len() == 1 => Ok(self.found(layer, claim, std::iter::empty())),
            Some(_) => Err(Reason::Ambiguous(ids)),
            None => Ok(None),
        }
    }

    /// The model of a claim; others have the name too.
    fn found<'l>(
        &self,
        layer: &Layer,
        claim: &Claim,
        others: impl Iterator<Item = (&'l Layer, &'l Claim)>,
    ) -> Option<Resolution> {
        let model = self.of_claim(layer, claim)?;
        let others = others.filter_map(|(layer, claim)| layer.id(claim.entry));
        let also = others.filter(|id| *id != model.id()).cloned().collect();
        let matched = match claim.kind {
            NameKind::Bare | NameKind::Own => Matched::Exact,
            NameKind::Alias => Matched::Alias,
            NameKind::WireId => Matched::WireId,
            NameKind::Version => Matched::Version,
        };
        Some(Resolution { model, matched, geography: None, scope: None, region: None, also })
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
        if near.is_empty() {
            let distant = suggest::ranked_loosely(stem, names, DISTANT);
            return (false, self.usable(&distant, DISTANT));
        }
        (true, self.usable(&near, MOST))
    }

    /// Names that can be written as they are: in the place of one that means several, their ids.
    fn usable(&self, names: &[&str], most: usize) -> Vec<String> {
        let mut own: Vec<String> = Vec::with_capacity(most);
        for name in names {
            let usable = match self.explained(name) {
                Ok(_) => vec![(*name).to_owned()],
                Err(Reason::Ambiguous(ids)) => ids.iter().map(ToString::to_string).collect(),
                Err(_) => Vec::new(),
            };
            for name in usable {
                if own.len() < most && !own.contains(&name) {
                    own.push(name);
                }
            }
        }
        own
    }
}

/// What is before the first `/`, and what is behind it; for texts as short as names quicker than a search by words.
fn split_at_slash(name: &str) -> Option<(&str, &str)> {
    let at = name.bytes().position(|byte| byte == b'/')?;
    Some((name.get(..at)?, name.get(at + 1..)?))
}

/// More than one.
struct Several;

/// The only one of some, where there are any.
fn one<T>(mut some: impl Iterator<Item = T>) -> Result<Option<T>, Several> {
    let first = some.next();
    if some.next().is_some() { Err(Several) } else { Ok(first) }
}

/// A name as it is searched for: without blanks around it, in lower case.
fn searched(name: &str) -> Result<String, Reason> {
    let wanted = name.trim();
    match wanted.len() {
        0 => Err(Reason::Empty),
        length if length > LONGEST => Err(Reason::TooLong(length)),
        _ => Ok(wanted.to_ascii_lowercase()),
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

/// Calls with a name in lower case where it has capitals, without allocating where it is short.
pub(super) fn folded<T>(name: &str, call: impl FnOnce(&str) -> Option<T>) -> Option<T> {
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return None;
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
