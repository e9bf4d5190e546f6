//! Overlays: custom models, deployments and terms of the caller, on top of the catalog.

mod terms;

use std::any::Any;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::catalog::authored::{self, Overlay};
use crate::catalog::compile::{self, Context, FindModel, billed_as, own_word, short};
use crate::catalog::lint;
use crate::catalog::{CatalogError, DeploymentData, Problem, Problems, Tables};
use crate::model::{Meter, ModelData, ModelId, ModelPart, Offer, RegionId, Scope, ServiceTier};

use super::entry::Entry;
use super::error::taken;
use super::layer::Layer;
use super::metadata::ModelMetadata;
use super::own_parameters::{self, OwnParameter};
use super::shared::ModelRegistry;
use super::snapshot::Snapshot;

impl ModelRegistry {
    /// Lays an overlay on top: custom models, deployments, discounts, in the catalog's own format.
    ///
    /// `file` names the text in errors and in answers.
    ///
    /// ```
    /// use llmanac::ModelRegistry;
    /// let registry = ModelRegistry::embedded();
    /// registry.add_overlay("llmanac.toml", r#"
    ///     [[model]]
    ///     name = "support-bot"
    ///     extends = "azure_openai/gpt-4o-mini"
    ///     limits = [{ output = 2000 }]
    ///
    ///     [[deployment]]
    ///     name = "prod-chat"
    ///     model = "gpt-4o"
    ///     scope = "zone:eu"
    /// "#)?;
    /// assert_eq!(registry.model("support-bot").unwrap().max_output_tokens().unwrap().get(), 2_000);
    /// assert_eq!(registry.resolve("prod-chat").unwrap().model.id().as_str(), "azure_openai/gpt-4o");
    /// # Ok::<(), llmanac::OverlayError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Broken TOML, an unknown key, a fact that cannot be, a name that is taken: every reason, with its line.
    pub fn add_overlay(&self, file: &str, text: &str) -> Result<(), CatalogError> {
        let authored: Overlay = compile::read(file, text)?;
        self.publish(|snapshot| layer(snapshot, file, Some(text), &authored, Vec::new()))
    }
}

/// What a program gives beside the words of a model.
#[derive(Clone, Default)]
pub(super) struct Beside {
    pub converter: Option<crate::wire::ConverterFn>,
    pub parameters: BTreeMap<String, OwnParameter>,
    pub attached: Option<Arc<dyn Any + Send + Sync>>,
}

/// Builds a layer of what is authored; models of a program come with what stands beside them.
pub(super) fn layer(
    snapshot: &Snapshot,
    file: &str,
    text: Option<&str>,
    authored: &Overlay,
    beside: Vec<Beside>,
) -> Result<Layer, CatalogError> {
    let mut tables: Tables = snapshot.tables().clone();
    let own_place = match tables.sources.iter().position(|source| source.id == file) {
        Some(place) => place,
        None => {
            tables.sources.push(own_word(file));
            tables.sources.len() - 1
        }
    };
    let mut problems = Problems::default();
    let mut models = Cow::Borrowed(authored.model.as_slice());
    for (at, own) in beside.iter().enumerate().filter(|(_, own)| !own.parameters.is_empty()) {
        if let Some(model) = models.to_mut().get_mut(at) {
            own_parameters::apply(
                &mut tables,
                &mut problems,
                &format!("model[{at}]."),
                model,
                &own.parameters,
            );
        }
    }
    let tables = Arc::new(tables);
    let named = |(name, table): (&String, &BTreeMap<_, _>)| {
        (name.clone(), billed_as(&mut problems, format_args!("billed_as.{name}"), table))
    };
    let billed_as = authored.billed_as.iter().map(named).collect();
    let mut builder = Builder {
        snapshot,
        file,
        own_word: u16::try_from(own_place).unwrap_or(u16::MAX),
        layer: Layer::empty(file, Arc::clone(&tables)),
        tables,
        billed_as,
        problems,
        stated: BTreeMap::new(),
        ids: BTreeSet::new(),
    };
    let mut beside = beside.into_iter();
    for (at, model) in models.iter().enumerate() {
        builder.model(&format!("model[{at}]."), model, beside.next().unwrap_or_default());
    }
    for (at, deployment) in authored.deployment.iter().enumerate() {
        builder.deployment(&format!("deployment[{at}]"), deployment);
    }
    for (at, discount) in authored.discount.iter().enumerate() {
        builder.discount(&format!("discount[{at}]"), discount);
    }
    let problems: Vec<Problem> = builder.problems.placed(file, text);
    if problems.is_empty() { Ok(builder.layer) } else { Err(CatalogError::new(problems)) }
}

/// The models that an overlay may build on: the registry's, and its own above.
struct Below<'a> {
    /// Lookups return references, so what was found is kept.
    found: BTreeMap<String, ModelMetadata>,
    own: &'a BTreeMap<String, Arc<Entry>>,
    names: Vec<String>,
}

impl FindModel for Below<'_> {
    fn find(&self, name: &str) -> Option<&ModelData> {
        self.own
            .get(&name.to_ascii_lowercase())
            .map(|entry| &entry.data)
            .or_else(|| self.found.get(name).map(|model| &model.entry.data))
    }

    fn names(&self) -> Vec<&str> {
        self.names.iter().map(String::as_str).collect()
    }
}

struct Builder<'a> {
    snapshot: &'a Snapshot,
    file: &'a str,
    own_word: u16,
    tables: Arc<Tables>,
    layer: Layer,
    /// Its tables of what is billed as what, by name.
    billed_as: BTreeMap<String, Vec<(Meter, Meter)>>,
    problems: Problems,
    /// Models of this overlay by id and name, in lower case.
    stated: BTreeMap<String, Arc<Entry>>,
    /// Their ids, in lower case.
    ids: BTreeSet<String>,
}

impl Builder<'_> {
    fn model(&mut self, prefix: &str, authored: &authored::Model, beside: Beside) {
        let Some(id) = self.id(prefix, authored) else { return };
        let base = authored.extends.as_deref();
        // To replace a model by itself with differences is the one sense in which a model extends itself.
        let itself = |base: &str| [id.as_str(), id.name()].iter().any(|own| base.eq_ignore_ascii_case(own));
        if base.is_some_and(itself) && authored.replace != Some(true) {
            self.problems.hint(
                format!("{prefix}extends"),
                format_args!("the model `{}` extends itself", short(id.as_str())),
                Some("set replace = true to change it in place, or give this one another name".to_owned()),
            );
            return;
        }
        let found = base.and_then(|name| Some((name.to_owned(), self.snapshot.model(name)?)));
        let inherited = base.and_then(|name| match self.stated.get(&name.to_ascii_lowercase()) {
            Some(entry) => Some(entry.patch.clone()),
            None => found.as_ref().map(|(_, model)| model.entry.patch.clone()),
        });
        let below = Below {
            found: found.into_iter().collect(),
            own: &self.stated,
            names: if base.is_some() { self.names() } else { Vec::new() },
        };
        let sets = BTreeMap::new();
        let context = Context {
            tables: &self.tables,
            sets: &sets,
            models: &below,
            billed_as: &self.billed_as,
            own_word: Some(self.own_word),
            layer: Some(self.file),
        };
        let compiled = compile::model(&context, &mut self.problems, prefix, &id, authored);
        let Some(mut data) = compiled else { return };
        if authored.bare.is_none() {
            // The plain name means the caller's own model, unless it has a meaning already.
            data.bare = authored.replace == Some(true) || self.snapshot.model(id.name()).is_none();
        }
        let stated = (authored.body_patch.as_ref(), authored.body_without.as_deref());
        let patch = match stated {
            (None, None) => inherited.unwrap_or_default(),
            (set, without) => compile::body_patch(&mut self.problems, prefix, set, without),
        };
        self.check_facts(prefix, &data);
        self.check_names(prefix, authored, &data);
        let entry = Arc::new(Entry {
            data,
            tables: Arc::clone(&self.tables),
            layer: Arc::clone(&self.layer.name),
            converter: beside.converter,
            attached: beside.attached,
            patch,
        });
        // An id counts before the plain name of another.
        self.stated.entry(id.name().to_ascii_lowercase()).or_insert_with(|| Arc::clone(&entry));
        self.stated.insert(id.as_str().to_ascii_lowercase(), Arc::clone(&entry));
        self.ids.insert(id.as_str().to_ascii_lowercase());
        self.layer.push(entry);
    }

    /// What no single row can break alone: limits within the window, one row for one fact, a replacement that exists.
    fn check_facts(&mut self, prefix: &str, data: &ModelData) {
        let own = data.layers.iter().filter(|layered| layered.layer == self.file);
        let parts: Vec<ModelPart> = own.map(|layered| layered.part).collect();
        let place = prefix.trim_end_matches('.');
        for finding in lint::check_own(data, &parts) {
            self.problems.add(place, finding.message);
        }
        if !parts.contains(&ModelPart::Replacement) {
            return;
        }
        for (at, row) in data.replacement.iter().enumerate() {
            for id in &row.facts {
                let own = self.stated.contains_key(&id.as_str().to_ascii_lowercase());
                if !own && self.snapshot.by_id(id).is_none() {
                    self.problems.hint(
                        format!("{prefix}replacement[{at}].any_of"),
                        format_args!("no model `{id}` to replace it"),
                        crate::catalog::did_you_mean(id.name(), self.names().iter().map(String::as_str)),
                    );
                }
            }
        }
    }

    fn names(&self) -> Vec<String> {
        self.snapshot.models().iter().map(|model| model.model_name().to_owned()).collect()
    }

    /// The id: stated, or made of the provider and the name.
    fn id(&mut self, prefix: &str, authored: &authored::Model) -> Option<ModelId> {
        if let Some(id) = &authored.id {
            if authored.name.is_some() {
                self.problems.add(format!("{prefix}name"), "state an id or a name, not both");
            }
            return self.problems.ok(format_args!("{prefix}id"), ModelId::new(id.as_str()));
        }
        let Some(name) = &authored.name else {
            self.problems.add(prefix.trim_end_matches('.'), "a model has a name or an id");
            return None;
        };
        if name.is_empty() {
            self.problems.add(format!("{prefix}name"), "a name cannot be empty");
            return None;
        }
        let provider = match (&authored.provider, &authored.extends) {
            (Some(provider), _) => provider.clone(),
            (None, Some(base)) => {
                let own =
                    self.stated.get(&base.to_ascii_lowercase()).map(|entry| entry.data.provider.to_string());
                let below = || self.snapshot.model(base).map(|model| model.provider().to_string());
                own.or_else(below).unwrap_or_else(|| "custom".to_owned())
            }
            (None, None) => "custom".to_owned(),
        };
        self.problems.ok(format_args!("{prefix}name"), ModelId::new(format!("{provider}/{name}")))
    }

    /// A name taken is an error unless it is replaced on purpose.
    fn check_names(&mut self, prefix: &str, authored: &authored::Model, data: &ModelData) {
        let key = if authored.id.is_some() { "id" } else { "name" };
        if self.ids.contains(&data.id.as_str().to_ascii_lowercase()) {
            self.problems.add(format!("{prefix}{key}"), format_args!("the model `{}` stands twice", data.id));
        }
        if authored.replace == Some(true) {
            return;
        }
        let own = std::iter::once((key, data.id.as_str().to_owned()));
        let bare = data.bare.then(|| (key, data.id.name().to_owned()));
        let aliases = data.aliases.iter().map(|alias| ("aliases", alias.clone()));
        for (key, name) in own.chain(bare).chain(aliases) {
            if let Some(other) = self.snapshot.model(&name) {
                let problem = taken(self.file, None, key, &name, other.id());
                self.problems.hint(format!("{prefix}{key}"), problem.message, problem.hint);
                return;
            }
        }
    }

    fn deployment(&mut self, key: &str, authored: &authored::Deployment) {
        let at = |name: &str| format!("{key}.{name}");
        if authored.name.is_empty() {
            self.problems.add(at("name"), "a deployment has a name");
            return;
        }
        if authored.model.is_empty() {
            self.problems.add(at("model"), "a deployment names its model");
            return;
        }
        let own = self.stated.get(&authored.model.to_ascii_lowercase()).cloned();
        let resolved = match own {
            Some(entry) => Ok((ModelMetadata::new(entry, self.snapshot.day()), None)),
            None => self.snapshot.resolve(&authored.model).map(|found| (found.model, found.scope)),
        };
        let Some((model, scope)) = self.problems.ok(at("model"), resolved) else { return };
        let version = match &authored.version {
            None => model.is_version_named().then(|| model.version().unwrap_or_default().to_owned()),
            Some(version) => {
                // Azure prints `2024-11-20` and, for GPT-4 Turbo, `turbo-2024-04-09`.
                let known = model.data().versions.iter().find(|own| {
                    own.id == *version
                        || own.wire.as_ref().and_then(|wire| wire.version.as_deref()) == Some(version)
                });
                if known.is_none() {
                    let ids: Vec<&str> = model.versions().collect();
                    self.problems.hint(
                        at("version"),
                        format_args!("no version `{}` of {}", short(version), model.id()),
                        Some(format!("known: {}", ids.join(", "))),
                    );
                }
                known.map(|own| own.id.clone())
            }
        };
        let stated_scope: Option<Scope> =
            authored.scope.as_deref().and_then(|text| self.problems.ok(at("scope"), text.parse()));
        let tier: Option<ServiceTier> =
            authored.tier.as_deref().and_then(|text| self.problems.ok(at("tier"), text.parse()));
        let scope = stated_scope.or(scope);
        let offer = (scope.is_some() || tier.is_some()).then(|| {
            Offer::new(
                scope.unwrap_or_else(|| model.data().default_on.scope.clone()),
                tier.unwrap_or(model.data().default_on.tier),
            )
        });
        let region =
            authored.region.as_deref().and_then(|text| self.problems.ok(at("region"), RegionId::new(text)));
        let name = authored.name.to_ascii_lowercase();
        if authored.replace != Some(true)
            && (self.snapshot.model(&name).is_some() || self.stated.contains_key(&name))
            // A deployment is often named as its model; that changes nothing but the offer.
            && self.snapshot.model(&name).is_none_or(|other| other.id() != model.id())
        {
            self.problems.hint(
                at("name"),
                format_args!("the name `{}` is taken by a model", short(&authored.name)),
                Some("set replace = true to hide it on purpose".to_owned()),
            );
        }
        let set = authored.body_patch.as_ref();
        let without = authored.body_without.as_deref();
        let patch = compile::body_patch(&mut self.problems, &format!("{key}."), set, without);
        let data = DeploymentData {
            name: authored.name.clone(),
            model: model.id().clone(),
            version,
            offer,
            region,
            patch,
            layer: self.file.to_owned(),
        };
        if self.layer.deployments.insert(name.into(), Arc::new(data)).is_some() {
            self.problems
                .add(at("name"), format_args!("the deployment `{}` stands twice", short(&authored.name)));
        }
    }
}
