//! A model: from words to facts, alone or on top of the model that it extends.

use std::collections::BTreeMap;

use crate::catalog::authored;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::model::{
    Layered, LimitFacts, MakerId, ModelData, ModelFamily, ModelId, ModelPart, Offer, Provider, VersionData,
};

use super::capacity;
use super::context::Context;
use super::facts;
use super::inherit;
use super::rows::{offer, rows};
use super::value;
use super::version::{self, Known};

/// Compiles one model. `None` where it cannot be one; what is wrong stands in `problems`.
pub(crate) fn model(
    context: &Context<'_>,
    problems: &mut Problems,
    prefix: &str,
    id: &ModelId,
    authored: &authored::Model,
) -> Option<ModelData> {
    let before = problems.count();
    let base = match &authored.extends {
        None => None,
        Some(name) => match context.models.find(name) {
            Some(base) => Some(base),
            None => {
                problems.hint(
                    format_args!("{prefix}extends"),
                    format_args!("no model `{}` to extend", short(name)),
                    did_you_mean(name, context.models.names()),
                );
                return None;
            }
        },
    };
    let mut model = match base {
        Some(base) => extended(base, id),
        None => fresh(context, problems, prefix, id, authored)?,
    };
    if context.layer.is_none() {
        for (key, is_stated) in
            [("body_patch", authored.body_patch.is_some()), ("body_without", authored.body_without.is_some())]
        {
            if is_stated {
                problems
                    .add(format_args!("{prefix}{key}"), "only models of overlays have bodies of their own");
            }
        }
    }
    let mut set = Set { layer: context.layer, layers: std::mem::take(&mut model.layers) };

    if let Some(name) = &authored.display_name {
        model.display_name.clone_from(name);
        set.part(ModelPart::Identity);
    }
    if let Some(maker) =
        authored.maker.as_deref().and_then(|m| problems.ok(format_args!("{prefix}maker"), MakerId::new(m)))
    {
        // A maker of the caller's own needs no entry; one of the catalog's files does.
        let makers = &context.tables.makers;
        if context.layer.is_none() && !makers.is_empty() && !makers.iter().any(|own| own.id == maker) {
            problems.hint(
                format_args!("{prefix}maker"),
                format_args!("no maker `{maker}` in makers.toml"),
                did_you_mean(maker.as_str(), makers.iter().map(|own| own.id.as_str())),
            );
        }
        model.maker = maker;
        set.part(ModelPart::Identity);
    }
    if let Some(name) = authored.family.as_deref()
        && let Some(family) = problems.ok(format_args!("{prefix}family"), ModelFamily::new(name))
    {
        // A family of the caller's own needs no entry; one of the catalog's files does.
        if context.layer.is_none() && !context.tables.families.iter().any(|f| f.id == family) {
            problems.hint(
                format_args!("{prefix}family"),
                format_args!("no family `{name}` in families.toml"),
                did_you_mean(name, context.tables.families.iter().map(|f| f.id.as_str())),
            );
        }
        model.family = family;
        set.part(ModelPart::Identity);
    }
    if let Some(aliases) = &authored.aliases {
        model.aliases.clone_from(aliases);
        set.part(ModelPart::Names);
    }
    if let Some(bare) = authored.bare {
        model.bare = bare;
        // In an overlay, a plain name that is stated to be no name is none, not even where nobody else has it.
        model.claims_own = bare || context.layer.is_none();
    }
    if let Some(on) = offer(problems, format_args!("{prefix}default_on"), authored.default_on.as_deref()) {
        model.default_on = on;
        set.part(ModelPart::Surfaces);
    }
    if let Some(table) = &authored.requirements {
        merge(&mut model.requirements, facts::scalars(problems, format_args!("{prefix}requirements"), table));
        set.part(ModelPart::Surfaces);
    }
    if let Some(stated) = &authored.billed_as {
        model.billed_as = facts::billed(context, problems, format_args!("{prefix}billed_as"), stated);
        set.part(ModelPart::Price);
    }

    if let Some(name) = &authored.tokenizer {
        model.tokenizer = Some(name.clone());
        set.part(ModelPart::Counting);
    }
    if let Some(name) = &authored.media {
        let lines = &context.tables.media;
        let place = lines.iter().position(|own| own.name == *name);
        if place.is_none() {
            let near = did_you_mean(name, lines.iter().map(|own| own.name.as_str()));
            problems.hint(
                format_args!("{prefix}media"),
                format_args!("no line `{}` in media.toml", short(name)),
                near,
            );
        }
        model.media = place.and_then(|place| u16::try_from(place).ok());
        set.part(ModelPart::Counting);
    }

    // The model's own facts, then those of its versions on top of them.
    let own = version::Stated::of_model(authored);
    if own.states_capabilities() {
        set.part(ModelPart::Capabilities);
    }
    if own.states_surfaces() {
        set.part(ModelPart::Surfaces);
    }
    if own.states_names() || authored.version.iter().flatten().any(|version| version.wire.is_some()) {
        model.claims_wire = true;
        set.part(ModelPart::Names);
    }
    let known = Known { context };
    let before_own = model.base.clone();
    version::apply(&known, problems, prefix, &own, &mut model.base);
    if authored.src.is_some() || model.base.src.is_empty() {
        model.base.src = context.sources(problems, prefix.trim_end_matches('.'), authored.src.as_deref());
    }
    if let Some(list) = &authored.version {
        set.part(ModelPart::Versions);
        let kept = std::mem::replace(
            &mut model.versions,
            version::versions(&known, problems, format_args!("{prefix}version"), &model.base, list),
        );
        if base.is_some() {
            keep_rows(problems, prefix, authored, &mut model, &kept);
        }
    } else if base.is_some() {
        // What the extending model states holds for the inherited versions too.
        let stated = version::difference(&before_own, &model.base);
        for inherited in &mut model.versions {
            stated.lay_over(inherited);
        }
    }
    if let Some(name) = authored.default_surface.as_deref() {
        model.default_surface = problems.ok(format_args!("{prefix}default_surface"), name.parse());
        set.part(ModelPart::Surfaces);
    }

    let versions: Vec<String> = model.versions.iter().map(|version| version.id.clone()).collect();
    if let Some(list) = &authored.default_version {
        set.part(ModelPart::Versions);
        model.default_version = rows(
            context,
            problems,
            format_args!("{prefix}default_version"),
            list,
            &versions,
            |problems, key, row| {
                let wanted = std::slice::from_ref(&row.version);
                super::rows::places(problems, format_args!("{key}.version"), Some(wanted), &versions)
                    .first()
                    .copied()
            },
        );
    }
    if let Some(list) = &authored.limits {
        set.part(ModelPart::Limits);
        let stated =
            rows(context, problems, format_args!("{prefix}limits"), list, &versions, |problems, key, row| {
                Some(LimitFacts {
                    window: value::tokens(problems, format_args!("{key}.window"), row.window.as_ref()),
                    input: value::tokens(problems, format_args!("{key}.input"), row.input.as_ref()),
                    output: value::tokens(problems, format_args!("{key}.output"), row.output.as_ref()),
                })
            });
        inherit::limits(&mut model.limits, stated);
    }
    if let Some(list) = &authored.price {
        set.part(ModelPart::Price);
        model.prices = rows(context, problems, format_args!("{prefix}price"), list, &versions, facts::price);
    }
    if let Some(list) = &authored.lifecycle {
        set.part(ModelPart::Lifecycle);
        let stated =
            rows(context, problems, format_args!("{prefix}lifecycle"), list, &versions, facts::lifecycle);
        inherit::lifecycle(&mut model.lifecycle, stated);
    }
    if let Some(list) = &authored.replacement {
        set.part(ModelPart::Replacement);
        model.replacement =
            rows(context, problems, format_args!("{prefix}replacement"), list, &versions, facts::replacement);
    }
    if let Some(list) = &authored.sold {
        set.part(ModelPart::Sold);
        model.sold =
            rows(context, problems, format_args!("{prefix}sold"), list, &versions, |problems, key, row| {
                facts::sold(context, problems, key, row)
            });
    }
    if let Some(list) = &authored.quota {
        set.part(ModelPart::Quota);
        model.quota = rows(context, problems, format_args!("{prefix}quota"), list, &versions, facts::quota);
    }
    if let Some(list) = &authored.capacity {
        set.part(ModelPart::Capacity);
        model.capacity =
            rows(context, problems, format_args!("{prefix}capacity"), list, &versions, capacity::facts);
    }
    if let Some(list) = &authored.benchmark {
        set.part(ModelPart::Benchmark);
        model.benchmarks =
            rows(context, problems, format_args!("{prefix}benchmark"), list, &versions, facts::benchmark);
    }
    if let Some(list) = &authored.sought {
        model.sought = list
            .iter()
            .enumerate()
            .filter_map(|(i, row)| facts::sought(context, problems, format_args!("{prefix}sought[{i}]"), row))
            .collect();
    }
    if let Some(list) = &authored.verdict {
        model.conflicts = list
            .iter()
            .enumerate()
            .filter_map(|(i, row)| {
                facts::conflict(context, problems, format_args!("{prefix}verdict[{i}]"), row, &versions)
            })
            .collect();
    }
    // An overlay may say that no API is known: `surfaces = {}`.
    let stated = authored.surfaces.as_ref().is_some_and(|own| !own.is_empty() || context.layer.is_some());
    if !stated && model.base.surfaces.is_empty() && model.versions.iter().all(|v| v.surfaces.is_empty()) {
        problems.hint(
            format_args!("{prefix}surfaces"),
            "no surface: which API serves the model?",
            Some(
                "write surfaces = { \"azure_openai.chat\" = \"azure_chat/sampling\" }, or `extends`"
                    .to_owned(),
            ),
        );
    }
    model.layers = set.layers;
    (problems.count() == before).then_some(model)
}

/// A copy of another model under a new id: its names stay its own.
fn extended(base: &ModelData, id: &ModelId) -> ModelData {
    let mut model = base.clone();
    model.id = id.clone();
    model.claims_wire = *id == base.id;
    model.claims_own = true;
    model.aliases = Vec::new();
    model.base.aliases = Vec::new();
    for version in &mut model.versions {
        version.aliases = Vec::new();
    }
    model
}

fn fresh(
    context: &Context<'_>,
    problems: &mut Problems,
    prefix: &str,
    id: &ModelId,
    authored: &authored::Model,
) -> Option<ModelData> {
    for (key, stated) in [
        ("display_name", authored.display_name.is_some()),
        ("maker", authored.maker.is_some()),
        ("family", authored.family.is_some()),
        ("default_on", authored.default_on.is_some()),
    ] {
        if !stated && context.layer.is_none() {
            problems.add(format_args!("{prefix}{key}"), format_args!("`{key}` is missing"));
        }
    }
    let provider = problems.ok(format_args!("{prefix}provider"), Provider::new(id.provider_name()))?;
    if context.layer.is_none() && context.tables.provider(&provider).is_none() {
        problems.hint(
            format_args!("{prefix}provider"),
            format_args!("no provider `{provider}` in providers.toml"),
            did_you_mean(provider.as_str(), context.tables.providers.iter().map(|p| p.id.as_str())),
        );
    }
    // A model of the caller's own may leave these out: it is its own family and maker.
    let own = |name: &str| name.to_owned();
    Some(ModelData {
        id: id.clone(),
        maker: MakerId::new(own(provider.as_str())).ok()?,
        family: ModelFamily::new(own(id.name())).ok()?,
        provider,
        display_name: own(id.name()),
        aliases: Vec::new(),
        bare: false,
        claims_wire: true,
        claims_own: true,
        default_on: Offer::GLOBAL_STANDARD,
        default_surface: None,
        billed_as: Vec::new(),
        requirements: Vec::new(),
        tokenizer: None,
        media: None,
        base: VersionData::default(),
        versions: Vec::new(),
        default_version: Vec::new(),
        limits: Vec::new(),
        prices: Vec::new(),
        lifecycle: Vec::new(),
        replacement: Vec::new(),
        sold: Vec::new(),
        quota: Vec::new(),
        capacity: Vec::new(),
        benchmarks: Vec::new(),
        conflicts: Vec::new(),
        sought: Vec::new(),
        layers: Vec::new(),
    })
}

/// Inherited rows name versions by place; new versions keep the rows of those with the same id.
fn keep_rows(
    problems: &mut Problems,
    prefix: &str,
    authored: &authored::Model,
    model: &mut ModelData,
    before: &[VersionData],
) {
    let moved: BTreeMap<u16, Option<u16>> = (0u16..)
        .zip(before)
        .map(|(old, version)| {
            let new = model.versions.iter().position(|own| own.id == version.id);
            (old, new.and_then(|new| u16::try_from(new).ok()))
        })
        .collect();
    let mut lost = Vec::new();
    macro_rules! keep {
        ($field:ident, $stated:expr, $name:literal) => {
            if $stated.is_none() {
                for row in &mut model.$field {
                    let kept: Vec<u16> =
                        row.versions.iter().filter_map(|v| moved.get(v).copied().flatten()).collect();
                    if kept.is_empty() && !row.versions.is_empty() && !lost.contains(&$name) {
                        lost.push($name);
                    }
                    row.versions = kept;
                }
            }
        };
    }
    keep!(limits, authored.limits, "limits");
    keep!(prices, authored.price, "price");
    keep!(lifecycle, authored.lifecycle, "lifecycle");
    keep!(replacement, authored.replacement, "replacement");
    keep!(sold, authored.sold, "sold");
    keep!(quota, authored.quota, "quota");
    keep!(benchmarks, authored.benchmark, "benchmark");
    keep!(capacity, authored.capacity, "capacity");
    if authored.default_version.is_none() {
        model.default_version.clear();
    }
    for name in lost {
        problems.add(
            format!("{prefix}version"),
            format_args!(
                "new versions leave inherited rows of `{name}` without a version; state `{name}` too"
            ),
        );
    }
}

fn merge<T>(own: &mut Vec<(String, T)>, by: Vec<(String, T)>) {
    for (key, value) in by {
        match own.iter_mut().find(|(name, _)| *name == key) {
            Some(entry) => entry.1 = value,
            None => own.push((key, value)),
        }
    }
}

/// Remembers which layer set a part.
struct Set<'m> {
    layer: Option<&'m str>,
    layers: Vec<Layered>,
}

impl Set<'_> {
    fn part(&mut self, part: ModelPart) {
        let Some(layer) = self.layer else { return };
        self.layers.retain(|own| own.part != part);
        self.layers.push(Layered { part, layer: layer.to_owned() });
    }
}

/// A name for a message, cut where it is longer than any name of ours.
pub(crate) fn short(name: &str) -> String {
    const LONGEST: usize = 80;
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    let mut text: String = name.chars().take(LONGEST).collect();
    text.push_str("...");
    text
}
