//! Readers of the facts that stand outside of rows: of versions, of the model itself.

use serde_json::Value;

use crate::model::{Capability, Fact, Modalities, Modality, ModelPart, VersionData};

use super::Standing;
use super::rows::Seen;
use super::told::{Told, ToldRow};

/// A row for what is stated outside of rows.
pub(super) fn plain(fact: &str, value: Value, standing: Standing, because: &str, src: &[u16]) -> ToldRow {
    ToldRow {
        fact: fact.to_owned(),
        value,
        standing,
        because: because.to_owned(),
        versions: Vec::new(),
        on: Vec::new(),
        from: None,
        to: None,
        assumed: None,
        note: None,
        src: src.to_vec(),
    }
}

/// A fact of a version, or of the model where the version does not differ.
fn of_version(
    seen: &Seen<'_>,
    fact: &str,
    part: ModelPart,
    get: impl Fn(&VersionData) -> Option<Value>,
) -> Told {
    let data = seen.model.data();
    let base = get(&data.base);
    let value = get(seen.model.facts());
    let mut rows = Vec::new();
    let mut push = |version: Option<&VersionData>, value: Option<Value>, standing, because: &str| {
        let Some(value) = value else { return };
        let src = version.map_or(&data.base.src, |version| &version.src);
        let mut row = plain(fact, value, standing, because, src);
        row.versions.extend(version.map(|version| version.id.clone()));
        rows.push(row);
    };
    if value == base {
        push(None, base.clone(), Standing::InForce, "stated for the model; the version does not differ");
    } else {
        push(Some(seen.model.facts()), value.clone(), Standing::InForce, "stated for the version");
        push(None, base.clone(), Standing::Wider, "stated for the model; the version differs");
    }
    for other in &data.versions {
        let said = get(other);
        if seen.model.version() != Some(other.id.as_str()) && said != base {
            push(Some(other), said, Standing::OtherVersion, &format!("speaks of {}", other.id));
        }
    }
    Told::fact(fact, part, value.into(), rows)
}

/// `capabilities.tools`
pub(super) fn capability(seen: &Seen<'_>, key: &str) -> Option<Told> {
    let capability: Capability = key.parse().ok()?;
    Some(of_version(seen, &format!("capabilities.{key}"), ModelPart::Capabilities, |facts| {
        facts.capabilities.get(capability).to_option().map(Value::from)
    }))
}

fn names(fact: Fact<Modalities>) -> Option<Value> {
    match fact {
        Fact::Known(types) => Some(types.iter().map(Modality::as_str).collect()),
        Fact::Absent => Some(Value::Array(Vec::new())),
        Fact::Unknown => None,
    }
}

/// `input`
pub(super) fn input(seen: &Seen<'_>) -> Option<Told> {
    Some(of_version(seen, "input", ModelPart::Capabilities, |facts| names(facts.input)))
}

/// `output`
pub(super) fn output(seen: &Seen<'_>) -> Option<Told> {
    Some(of_version(seen, "output", ModelPart::Capabilities, |facts| names(facts.output)))
}

/// The original's `supported_output_types`, with JSON among them.
pub(super) fn output_types(seen: &Seen<'_>) -> Option<Told> {
    let told = output(seen)?.and(capability(seen, "json_mode")?).and(capability(seen, "json_schema")?);
    let types: Value = seen.model.supported_output_types().iter().map(|own| own.as_str()).collect();
    let value = if told.value.is_null() { Value::Null } else { types };
    Some(told.shown(value).by("what comes out, and JSON where the model can be held to it"))
}

/// `knowledge_cutoff`
pub(super) fn cutoff(seen: &Seen<'_>) -> Option<Told> {
    Some(of_version(seen, "knowledge_cutoff", ModelPart::Capabilities, |facts| {
        facts.knowledge_cutoff.map(|day| day.to_string().into())
    }))
}

/// `lifecycle.released`
pub(super) fn released(seen: &Seen<'_>) -> Option<Told> {
    Some(of_version(seen, "lifecycle.released", ModelPart::Versions, |facts| {
        facts.released.map(|date| date.to_string().into())
    }))
}

/// The surface that is meant where nobody states one.
pub(super) fn surface(seen: &Seen<'_>) -> Option<Told> {
    let told = of_version(seen, "surfaces", ModelPart::Surfaces, |facts| {
        Some(facts.surfaces.iter().map(|used| used.surface.as_str()).collect())
    });
    let default = seen.model.default_surface().map(|surface| surface.as_str());
    Some(told.shown(default).by("the model's default surface, or the version's first"))
}

/// A plain key of the model itself.
pub(super) fn own(seen: &Seen<'_>, key: &str, part: ModelPart, value: impl Into<Value>) -> Option<Told> {
    let value = value.into();
    let row =
        plain(key, value.clone(), Standing::InForce, "stated for the model", &seen.model.data().base.src);
    Some(Told::fact(key, part, value, vec![row]))
}

/// Who counts its texts, and by which rules its images.
pub(super) fn counting(seen: &Seen<'_>, key: &str, value: Option<&str>) -> Option<Told> {
    let part = ModelPart::Counting;
    match value {
        Some(value) => own(seen, key, part, value),
        None => Some(Told::fact(key, part, Value::Null, Vec::new())),
    }
}

/// The other names, of the model and of the version.
pub(super) fn aliases(seen: &Seen<'_>) -> Option<Told> {
    let model = seen.model;
    let told = own(seen, "aliases", ModelPart::Names, model.aliases().to_vec())?;
    let of_version = of_version(seen, "aliases", ModelPart::Names, |facts| {
        (!facts.aliases.is_empty()).then(|| facts.aliases.clone().into())
    });
    let all: Vec<String> = model.aliases().iter().chain(&model.facts().aliases).cloned().collect();
    Some(told.and(of_version).shown(all))
}

/// What the program gave the model.
pub(super) fn converter(seen: &Seen<'_>) -> Option<Told> {
    let value = seen.model.converter_fn().map(|_| "given by the program");
    Some(Told::fact("converter_fn", ModelPart::Surfaces, value.into(), Vec::new()))
}
