//! Readers of the facts that stand beside the rows: of versions, of the model itself, of its parameters.

use serde_json::{Map, Value};

use crate::advise::facts::Cited;
use crate::advise::show::{parameter, rules, sources_of};
use crate::model::{Capability, Fact, Modalities, Modality, ModelPart, Scalar, VersionData};
use crate::params::Subject;

use super::Standing;
use super::rows::Seen;
use super::told::{Told, ToldRow};

/// A row for what is stated outside of rows.
fn plain(fact: &str, value: Value, standing: Standing, because: &str, src: &[u16]) -> ToldRow {
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
    let row = plain(key, value.clone(), Standing::InForce, "stated for the model", &seen.model.data().base.src);
    Some(Told::fact(key, part, value, vec![row]))
}

/// What the program gave the model.
pub(super) fn converter(seen: &Seen<'_>) -> Option<Told> {
    let value = seen.model.converter_fn().map(|_| "given by the program");
    Some(Told::fact("converter_fn", ModelPart::Surfaces, value.into(), Vec::new()))
}

/// `parameter.temperature`, on every surface.
pub(super) fn parameter_on_surfaces(seen: &Seen<'_>, name: &str) -> Option<Told> {
    let model = seen.model;
    let place = model.tables().parameter(name)?;
    let fact = format!("parameter.{name}");
    let mut rows = Vec::new();
    for surface in model.surfaces() {
        let Some(subject) = model.subject(Some(surface)) else { continue };
        let (standing, because) = match model.default_surface() == Some(surface) {
            true => (Standing::InForce, format!("the profile {} of {surface}", subject.table.name)),
            false => (Standing::OtherSurface, format!("speaks of {surface}")),
        };
        let value = shown(seen, &subject, place)?;
        if value.get("supported").is_some_and(|supported| !supported.is_null()) {
            rows.push(plain(&fact, value, standing, &because, sources_of(subject.table, place)));
        }
    }
    rows.sort_by_key(|row| row.standing);
    let in_force = rows.iter().find(|row| row.standing == Standing::InForce);
    let value = in_force.map(|row| row.value.clone());
    let mut told = Told::fact(&fact, ModelPart::Surfaces, value.into(), rows);
    if let Some((_, own)) = model.facts().defaults.iter().find(|(own, _)| own == name) {
        let row = plain(
            &format!("defaults.{name}"),
            own.to_json(),
            Standing::InForce,
            "the model's own default, in place of the profile's",
            &model.facts().src,
        );
        told.rows.push(row);
    }
    Some(told)
}

/// What a table says of one parameter, without what is the same for all models.
fn shown(seen: &Seen<'_>, subject: &Subject<'_>, place: u16) -> Option<Value> {
    let standard = subject.parameters.get(usize::from(place))?;
    let mut cited = Cited::default();
    let rules = rules(seen.model, subject, &mut cited);
    let shown = parameter(seen.model, subject, place, standard, &rules, &mut cited);
    let mut value = serde_json::to_value(shown).ok()?;
    let entries = value.as_object_mut()?;
    for key in ["name", "summary", "sources"] {
        entries.remove(key);
    }
    Some(value)
}

/// The original's `supports_temperature` and its like.
pub(super) fn supports(seen: &Seen<'_>, name: &str) -> Option<Told> {
    let told = parameter_on_surfaces(seen, name)?;
    Some(told.shown(seen.model.supports_parameter(name)).by("whether the default surface takes it"))
}

/// One row a parameter, of those of which something is known on the default surface.
fn each_parameter(
    seen: &Seen<'_>,
    prefix: &str,
    get: impl Fn(&Subject<'_>, u16) -> Option<(Value, Vec<u16>, &'static str)>,
) -> Option<Told> {
    let subject = seen.model.subject(None)?;
    let mut values = Map::new();
    let mut rows = Vec::new();
    for (place, standard) in (0u16..).zip(subject.parameters) {
        if let Some((value, src, because)) = get(&subject, place) {
            values.insert(standard.name.clone(), value.clone());
            let fact = format!("{prefix}.{}", standard.name);
            rows.push(plain(&fact, value, Standing::InForce, because, &src));
        }
    }
    Some(Told::fact(prefix, ModelPart::Surfaces, values.into(), rows))
}

/// The original's `default_parameters`.
pub(super) fn defaults(seen: &Seen<'_>) -> Option<Told> {
    each_parameter(seen, "defaults", |subject, place| {
        let value = subject.default_of(place)?.to_json();
        Some(match subject.model_default(place) {
            Some(_) => (value, seen.model.facts().src.clone(), "stated for the model"),
            None => (value, sources_of(subject.table, place).to_vec(), "stated in the profile"),
        })
    })
}

/// The original's `parameter_mappings`.
pub(super) fn mappings(seen: &Seen<'_>) -> Option<Told> {
    let mappings = seen.model.parameter_mappings();
    each_parameter(seen, "parameter", |subject, place| {
        let native = mappings.get(subject.name_of(place))?;
        let src = sources_of(subject.table, place).to_vec();
        Some((native.as_str().into(), src, "the native name in the profile"))
    })
}

/// The original's `api_requirements`.
pub(super) fn requirements(seen: &Seen<'_>) -> Option<Told> {
    let model = seen.model;
    let own = &model.data().requirements;
    let provider = model.tables().provider(model.provider());
    let stated = |list: &[(String, Scalar)], name: &str, value: &Value| {
        list.iter().any(|(key, own)| key == name && own.to_json() == *value)
    };
    let values = model.api_requirements().to_json();
    let rows = values.iter().map(|(name, value)| {
        let (because, src): (&str, &[u16]) = if own.iter().any(|(key, _)| key == name) {
            ("stated for the model", &model.data().base.src)
        } else {
            match provider.filter(|provider| stated(&provider.requirements, name, value)) {
                Some(provider) => ("stated for the provider", &provider.src),
                None => ("follows from what the version can do", &model.facts().src),
            }
        };
        plain(&format!("requirements.{name}"), value.clone(), Standing::InForce, because, src)
    });
    let rows = rows.collect();
    Some(Told::fact("requirements", ModelPart::Surfaces, values.into(), rows))
}
