//! Readers of parameters, their defaults and names, and of the API's requirements.

use serde_json::{Map, Value};

use crate::advise::facts::Cited;
use crate::advise::show::{parameter, rules, sources_of};
use crate::model::{ModelPart, Scalar};
use crate::params::Subject;

use super::Standing;
use super::lookup::plain;
use super::rows::Seen;
use super::told::Told;

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
        entries.shift_remove(key);
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
