//! Versions: what a snapshot states on top of its model.

use std::collections::BTreeMap;
use std::fmt::{Arguments, Display};

use toml::Value;

use crate::catalog::authored;
use crate::catalog::deferred::Deferred;
use crate::catalog::problem::{Problems, did_you_mean};
use crate::model::{
    Capabilities, Capability, Fact, Modalities, Modality, Reasoning, Surface, SurfaceUse, VersionData, WireId,
};

use super::context::Context;
use super::facts;
use super::rows::date;

/// What the facts of a version are read against.
pub(crate) struct Known<'a> {
    pub context: &'a Context<'a>,
}

/// The keys that a model and its versions have in common.
pub(crate) struct Stated<'a> {
    released: Option<&'a str>,
    wire: Option<&'a authored::Wire>,
    aliases: Option<&'a [String]>,
    input: Option<&'a [String]>,
    output: Option<&'a [String]>,
    knowledge_cutoff: Option<&'a str>,
    capabilities: Option<&'a BTreeMap<String, bool>>,
    surfaces: Option<&'a BTreeMap<String, String>>,
    defaults: Option<&'a BTreeMap<String, Value>>,
    reasoning: Option<&'a authored::Reasoning>,
}

impl<'a> Stated<'a> {
    /// The keys of a model.
    pub fn of_model(model: &'a authored::Model) -> Self {
        Self {
            released: model.released.as_deref(),
            wire: model.wire.as_ref(),
            // A model's aliases stand beside it, not in its versions.
            aliases: None,
            input: model.input.as_deref(),
            output: model.output.as_deref(),
            knowledge_cutoff: model.knowledge_cutoff.as_deref(),
            capabilities: model.capabilities.as_ref(),
            surfaces: model.surfaces.as_ref(),
            defaults: model.defaults.as_ref(),
            reasoning: model.reasoning.as_ref(),
        }
    }

    fn of_version(version: &'a authored::Version) -> Self {
        Self {
            released: version.released.as_deref(),
            wire: version.wire.as_ref(),
            aliases: version.aliases.as_deref(),
            input: version.input.as_deref(),
            output: version.output.as_deref(),
            knowledge_cutoff: version.knowledge_cutoff.as_deref(),
            capabilities: version.capabilities.as_ref(),
            surfaces: version.surfaces.as_ref(),
            defaults: version.defaults.as_ref(),
            reasoning: version.reasoning.as_ref(),
        }
    }

    pub fn states_capabilities(&self) -> bool {
        self.input.is_some()
            || self.output.is_some()
            || self.capabilities.is_some()
            || self.knowledge_cutoff.is_some()
    }

    pub fn states_surfaces(&self) -> bool {
        self.surfaces.is_some() || self.defaults.is_some() || self.reasoning.is_some()
    }

    pub fn states_names(&self) -> bool {
        self.wire.is_some()
    }
}

/// Lays stated facts over a version's.
pub(crate) fn apply(
    known: &Known<'_>,
    problems: &mut Problems,
    prefix: &str,
    stated: &Stated<'_>,
    version: &mut VersionData,
) {
    if stated.released.is_some() {
        version.released = date(problems, format_args!("{prefix}released"), stated.released);
    }
    if let Some(wire) = stated.wire {
        version.wire = wire_id(problems, format_args!("{prefix}wire"), wire);
    }
    if let Some(aliases) = stated.aliases {
        version.aliases = aliases.to_vec();
    }
    if let Some(names) = stated.input {
        version.input = modalities(problems, format_args!("{prefix}input"), names);
    }
    if let Some(names) = stated.output {
        version.output = modalities(problems, format_args!("{prefix}output"), names);
    }
    if let Some(text) = stated.knowledge_cutoff {
        version.knowledge_cutoff = problems.ok(format_args!("{prefix}knowledge_cutoff"), text.parse());
    }
    if let Some(table) = stated.capabilities {
        version.capabilities = version.capabilities.overlaid(capabilities(
            problems,
            format_args!("{prefix}capabilities"),
            table,
        ));
    }
    if let Some(table) = stated.surfaces {
        for used in surfaces(known, problems, format_args!("{prefix}surfaces"), table) {
            version.surfaces.retain(|own| own.surface != used.surface);
            version.surfaces.push(used);
        }
        version.surfaces.sort_by_key(|used| used.surface);
    }
    if let Some(table) = stated.defaults {
        for (name, value) in facts::defaults(known.context, problems, format_args!("{prefix}defaults"), table)
        {
            version.defaults.retain(|(own, _)| *own != name);
            version.defaults.push((name, value));
        }
    }
    if let Some(reasoning) = stated.reasoning {
        lay_reasoning(&mut version.reasoning, &facts::reasoning(reasoning));
    }
}

fn lay_reasoning(own: &mut Reasoning, by: &Reasoning) {
    if by.effort.is_some() {
        own.effort.clone_from(&by.effort);
        own.effort_default.clone_from(&by.effort_default);
    }
    if by.effort_default.is_some() {
        own.effort_default.clone_from(&by.effort_default);
    }
    if by.budget_min.is_some() || by.budget_max.is_some() {
        own.budget_min = by.budget_min;
        own.budget_max = by.budget_max;
        own.budget_also.clone_from(&by.budget_also);
    }
}

/// The versions of a model, each with the model's facts filled in.
pub(crate) fn versions(
    known: &Known<'_>,
    problems: &mut Problems,
    key: impl Display,
    base: &VersionData,
    list: &[authored::Version],
) -> Vec<VersionData> {
    let mut compiled: Vec<VersionData> = Vec::with_capacity(list.len());
    for (at, version) in list.iter().enumerate() {
        let prefix = format!("{key}[{at}].");
        if version.id.is_empty() {
            problems.add(format!("{prefix}id"), "a version has an id");
        }
        if compiled.iter().any(|own| own.id == version.id) {
            problems.add(format!("{prefix}id"), format_args!("version `{}` stands twice", version.id));
        }
        let mut data = match &version.like {
            None => base.clone(),
            Some(like) => match compiled.iter().find(|own| own.id == *like) {
                Some(other) => VersionData { aliases: Vec::new(), ..other.clone() },
                None => {
                    problems.hint(
                        format!("{prefix}like"),
                        format_args!("no version `{like}` above this one"),
                        did_you_mean(like, list.iter().map(|v| v.id.as_str())),
                    );
                    base.clone()
                }
            },
        };
        data.id.clone_from(&version.id);
        // The template of the model's wire id is filled in for each version anew.
        if version.like.is_some() {
            data.wire.clone_from(&base.wire);
        }
        apply(known, problems, &prefix, &Stated::of_version(version), &mut data);
        data.wire = data.wire.map(|wire| filled(wire, &version.id));
        data.src = known.context.sources(problems, prefix.trim_end_matches('.'), version.src.as_deref());
        compiled.push(data);
    }
    compiled
}

fn filled(wire: WireId, version: &str) -> WireId {
    let fill = |text: String| text.replace("{version}", version);
    WireId { name: fill(wire.name), version: wire.version.map(fill) }
}

fn wire_id(problems: &mut Problems, key: Arguments<'_>, wire: &authored::Wire) -> Option<WireId> {
    match (&wire.id, &wire.name) {
        (Some(id), None) if wire.version.is_none() => Some(WireId { name: id.clone(), version: None }),
        (None, Some(name)) => Some(WireId { name: name.clone(), version: wire.version.clone() }),
        _ => {
            problems.add(key, "write { id = \"...\" }, or { name = \"...\", version = \"...\" }");
            None
        }
    }
}

fn modalities(problems: &mut Problems, key: Arguments<'_>, names: &[String]) -> Fact<Modalities> {
    let found: Modalities = names
        .iter()
        .enumerate()
        .filter_map(|(at, name)| problems.ok(format_args!("{key}[{at}]"), name.parse::<Modality>()))
        .collect();
    if names.is_empty() { Fact::Absent } else { Fact::Known(found) }
}

fn capabilities(problems: &mut Problems, key: Arguments<'_>, table: &BTreeMap<String, bool>) -> Capabilities {
    table.iter().fold(Capabilities::default(), |set, (name, can)| {
        match problems.ok(format_args!("{key}.{name}"), name.parse::<Capability>()) {
            Some(capability) => set.with(capability, *can),
            None => set,
        }
    })
}

fn surfaces(
    known: &Known<'_>,
    problems: &mut Problems,
    key: Arguments<'_>,
    table: &BTreeMap<String, String>,
) -> Vec<SurfaceUse> {
    let tables = || known.context.tables.tables.iter().filter_map(Deferred::get);
    let mut used = Vec::with_capacity(table.len());
    for (name, profile) in table {
        // Surfaces have a dot in their name, so the whole table is the nearest place.
        let Some(surface) = problems.ok(key, name.parse::<Surface>()) else { continue };
        match tables().position(|t| t.surface == surface && t.name == *profile) {
            Some(place) => {
                used.extend(u16::try_from(place).map(|table| SurfaceUse { surface, table }));
            }
            None => problems.hint(
                key,
                format_args!("no profile `{profile}` of {surface}"),
                did_you_mean(profile, tables().filter(|t| t.surface == surface).map(|t| t.name.as_str())),
            ),
        }
    }
    used
}

/// What changed between two states of a model's base, to be laid over inherited versions.
pub(crate) struct Difference {
    after: VersionData,
    released: bool,
    wire: bool,
    input: bool,
    output: bool,
    knowledge_cutoff: bool,
    capabilities: Capabilities,
    surfaces: Vec<SurfaceUse>,
    reasoning: bool,
    defaults: bool,
}

/// The difference between two states.
pub(crate) fn difference(before: &VersionData, after: &VersionData) -> Difference {
    let mut capabilities = Capabilities::default();
    for capability in Capability::ALL {
        if let Some(can) = after.capabilities.get(*capability).known()
            && before.capabilities.get(*capability) != Fact::Known(can)
        {
            capabilities = capabilities.with(*capability, can);
        }
    }
    Difference {
        released: before.released != after.released,
        wire: before.wire != after.wire,
        input: before.input != after.input,
        output: before.output != after.output,
        knowledge_cutoff: before.knowledge_cutoff != after.knowledge_cutoff,
        capabilities,
        surfaces: after.surfaces.iter().filter(|used| !before.surfaces.contains(used)).copied().collect(),
        reasoning: before.reasoning != after.reasoning,
        defaults: before.defaults != after.defaults,
        after: after.clone(),
    }
}

impl Difference {
    /// Lays the difference over a version.
    pub fn lay_over(&self, version: &mut VersionData) {
        if self.released {
            version.released = self.after.released;
        }
        if self.wire {
            version.wire = self.after.wire.clone().map(|wire| filled(wire, &version.id));
        }
        if self.input {
            version.input = self.after.input;
        }
        if self.output {
            version.output = self.after.output;
        }
        if self.knowledge_cutoff {
            version.knowledge_cutoff = self.after.knowledge_cutoff;
        }
        version.capabilities = version.capabilities.overlaid(self.capabilities);
        for used in &self.surfaces {
            version.surfaces.retain(|own| own.surface != used.surface);
            version.surfaces.push(*used);
        }
        if self.reasoning {
            version.reasoning.clone_from(&self.after.reasoning);
        }
        if self.defaults {
            version.defaults.clone_from(&self.after.defaults);
        }
    }
}
