//! Parameters of which a program says itself whether its model takes them: a profile of its own, made of the catalog's.

use std::collections::BTreeMap;

use crate::catalog::deferred::Deferred;
use crate::catalog::{Problems, Tables, authored};
use crate::params::{Entry, ParamRow, ParamTable, ParameterType, Values};

/// What a program says of one parameter of its model.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum OwnParameter {
    /// The model takes it, as its profile says, or as any value of the parameter's type.
    Taken,
    /// The model does not take it.
    Refused,
    /// The model takes it under a native name.
    Named(String),
}

/// Puts profiles of its own into a model's surfaces, one for each that something differs from.
///
/// Models that say the same share a profile, so that as many tables are kept as there are differences.
pub(super) fn apply(
    tables: &mut Tables,
    problems: &mut Problems,
    prefix: &str,
    model: &mut authored::Model,
    own: &BTreeMap<String, OwnParameter>,
) {
    if own.is_empty() {
        return;
    }
    let known = own.iter().filter_map(|(name, said)| match tables.parameters.place_of(name) {
        Some(place) => Some((usize::from(place), said)),
        None => {
            problems.add(format_args!("{prefix}parameter.{name}"), "no standard parameter");
            None
        }
    });
    let known: Vec<(usize, &OwnParameter)> = known.collect();
    for (surface, profile) in model.surfaces.iter_mut().flatten() {
        let named = |name: &str| {
            let mut all = tables.tables.iter().filter_map(Deferred::get);
            all.find(|table| table.surface.as_str() == surface.as_str() && table.name == name)
        };
        // A profile that is not known is told by the compiler.
        let Some(base) = named(profile) else { continue };
        let Some(table) = with(base, tables, &known) else { continue };
        if named(&table.name).is_none() {
            let name = table.name.clone();
            tables.tables.push(Deferred::from(table));
            *profile = name;
        } else {
            profile.clone_from(&table.name);
        }
    }
}

/// A table with some entries of its own; `None` where it says all of that already.
fn with(base: &ParamTable, tables: &Tables, own: &[(usize, &OwnParameter)]) -> Option<ParamTable> {
    let mut entries: Vec<Entry> = base.entries.to_vec();
    let mut name = base.name.clone();
    for &(place, said) in own {
        let (Some(entry), Some(standard)) = (entries.get_mut(place), tables.parameters.get(place)) else {
            continue;
        };
        let before = entry.clone();
        match (said, &mut *entry) {
            (OwnParameter::Refused, _) => *entry = Entry::Absent(None),
            (OwnParameter::Taken, Entry::Row(row)) if row.emulate.is_none() => {}
            (OwnParameter::Taken, _) => *entry = Entry::Row(Box::new(plain(&standard.name, standard.kind))),
            (OwnParameter::Named(native), Entry::Row(row)) => rename(row, &standard.name, native),
            (OwnParameter::Named(native), _) => {
                let mut row = plain(&standard.name, standard.kind);
                rename(&mut row, &standard.name, native);
                *entry = Entry::Row(Box::new(row));
            }
        }
        if *entry != before {
            let said = match said {
                OwnParameter::Taken => "taken",
                OwnParameter::Refused => "refused",
                OwnParameter::Named(native) => native,
            };
            name.push_str(&format!(" {}={said}", standard.name));
        }
    }
    (name != base.name).then(|| ParamTable { entries: entries.into(), name, ..base.clone() })
}

/// A parameter of which only the type is known; it stands at the top of the body.
fn plain(name: &str, kind: ParameterType) -> ParamRow {
    ParamRow {
        name: None,
        to: Some(name.to_owned()),
        same_as: None,
        kind,
        min: None,
        max: None,
        above: None,
        less_than: None,
        also: Vec::new(),
        also_model: false,
        min_items: None,
        max_items: None,
        item_min: None,
        item_max: None,
        values: Values::Any,
        default: None,
        required: false,
        fill: None,
        below: None,
        with: Vec::new(),
        invert: false,
        shape: None,
        emulate: None,
        selects: Vec::new(),
        header: None,
        refuses_blank: false,
        characters: None,
        src: Vec::new(),
    }
}

/// Another native name; the place on the wire stays, and only its last step is called so.
fn rename(row: &mut ParamRow, standard: &str, native: &str) {
    if row.name.as_deref().unwrap_or(standard) == native {
        return;
    }
    row.name = (native != standard).then(|| native.to_owned());
    if let Some(to) = &mut row.to {
        *to = match to.rsplit_once('.') {
            Some((before, _)) => format!("{before}.{native}"),
            None => native.to_owned(),
        };
    }
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use std::sync::Arc;

    use serde_json::{Map, Value, json};

    use super::OwnParameter::{self, Named, Refused, Taken};
    use crate::advise::Call;
    use crate::model::{Date, Provider, Surface};
    use crate::wire::Policy;
    use crate::{ModelBuilder, ModelRegistry};

    fn model(name: &str, said: &[(&str, OwnParameter)]) -> ModelBuilder {
        let model = ModelBuilder::new(Provider::GEMINI, name)
            .surface(Surface::GeminiGenerateContent, "gemini_generate/1.5")
            .max_output(100);
        said.iter().fold(model, |model, (parameter, said)| model.parameter(parameter, said.clone()))
    }

    fn request(parameters: Value) -> Map<String, Value> {
        let mut request = parameters.as_object().unwrap().clone();
        request.insert("messages".to_owned(), json!([{"role": "user", "content": "Hi"}]));
        request
    }

    #[test]
    fn a_parameter_is_taken_refused_or_renamed_as_the_program_says() {
        let registry = ModelRegistry::without_models();
        let renamed = Named("most_tokens".to_owned());
        // Gemini has no `logit_bias`.
        let said =
            [("temperature", Refused), ("logit_bias", Taken), ("top_p", Taken), ("max_tokens", renamed)];
        registry.register(model("own", &said)).unwrap();
        let own = registry.model("own").unwrap();
        for (parameter, is_taken) in [("temperature", false), ("logit_bias", true), ("top_p", true)] {
            assert_eq!(own.supports_parameter(parameter), Some(is_taken), "{parameter}");
        }
        assert_eq!(own.parameter_mapping("max_tokens"), "most_tokens");
        let issues = own.validate(&request(json!({"temperature": 0.5, "max_tokens": 200})));
        let issues: Vec<&str> = issues.iter().map(|issue| issue.message.as_str()).collect();
        assert!(issues.contains(&"Model own does not support temperature parameter"), "{issues:?}");
        assert!(issues.contains(&"max_tokens 200 exceeds model limit 100"), "{issues:?}");
        let request = request(json!({"max_tokens": 50, "logit_bias": {"1": 2}}));
        let wire =
            registry.snapshot().wire_request("own", &request, &Call::new(), None, Policy::Strict).unwrap();
        assert_eq!(wire.send.body["generationConfig"]["most_tokens"], 50);
        assert_eq!(wire.send.body["logit_bias"], json!({"1": 2}));
    }

    #[test]
    fn models_that_say_the_same_share_a_profile_and_those_that_say_nothing_new_have_none() {
        let registry = ModelRegistry::without_models();
        registry.register(model("one", &[("temperature", Refused)])).unwrap();
        let with_one = registry.snapshot().tables().tables.len();
        registry.register_all([model("two", &[("temperature", Refused)]), model("three", &[])]).unwrap();
        registry.register(model("four", &[("temperature", Taken)])).unwrap();
        assert_eq!(registry.snapshot().tables().tables.len(), with_one);
        assert_eq!(
            registry.model("one").unwrap().profile(None),
            registry.model("two").unwrap().profile(None)
        );
        assert_eq!(registry.model("four").unwrap().profile(None), Some("gemini_generate/1.5"));
    }

    #[test]
    fn what_is_no_standard_parameter_is_a_reason_to_refuse_the_model() {
        let registry = ModelRegistry::without_models();
        let error = registry.register(model("own", &[("temprature", Refused)])).unwrap_err();
        assert!(error.to_string().contains("temprature: no standard parameter"), "{error}");
        assert!(!registry.is_supported("own"));
    }

    #[test]
    fn what_the_program_attaches_and_says_of_its_life_comes_back() {
        let registry = ModelRegistry::without_models();
        registry.register(model("newer", &[])).unwrap();
        let since: Date = "2024-06-01".parse().unwrap();
        let newer = registry.model("newer").unwrap();
        let older = model("older", &[]).attach(Arc::new(7_u8)).no_new_use(since).replacement(newer.id());
        registry.register(older).unwrap();
        let older = registry.model("older").unwrap();
        assert_eq!(older.attached().unwrap().downcast_ref::<u8>(), Some(&7));
        assert!(newer.attached().is_none());
        assert_eq!((older.is_deprecated(), older.deprecation_date()), (true, Some(since)));
        assert_eq!(older.replacement_model(), Some(newer.id()));
    }
}
