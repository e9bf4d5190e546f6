use std::collections::BTreeSet;

use proptest::prelude::*;
use serde_json::{Map, Value};

use crate::params::tests::{BENCHES, any_json, parameters};
use crate::params::{Shape, validate};
use crate::wire::{Policy, convert, shapes};

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_json_makes_conversion_panic(parameters in parameters()) {
        for (_, bench) in BENCHES.iter() {
            let _ = convert(&bench.subject(), &parameters, Policy::Strict);
            let _ = convert(&bench.subject(), &parameters, Policy::Fit);
        }
    }

    #[test]
    fn every_stated_parameter_is_on_the_wire_or_among_the_changes(parameters in parameters()) {
        for (name, bench) in BENCHES.iter() {
            for policy in Policy::ALL {
                let Ok(made) = convert(&bench.subject(), &parameters, *policy) else { continue };
                // A change within a parameter tells of the parameter.
                let told: BTreeSet<&str> = made
                    .changes
                    .iter()
                    .filter_map(|change| change.parameter.split(['.', '[']).next())
                    .collect();
                for (parameter, value) in parameters.iter().filter(|(_, value)| !value.is_null()) {
                    prop_assert!(
                        told.contains(parameter.as_str()) || made.body.get(parameter) == Some(value),
                        "{name}: {parameter} {value} is lost in {made:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn fitted_parameters_convert_unless_something_remains(parameters in parameters()) {
        for (name, bench) in BENCHES.iter() {
            let subject = bench.subject();
            let fitted = crate::params::fit(&subject, &parameters);
            let made = convert(&subject, &parameters, Policy::Fit);
            let remains = fitted.remaining.iter().any(|issue| issue.is_error());
            prop_assert_eq!(made.is_err(), remains, "{}: {:?}", name, made);
        }
    }

    #[test]
    fn what_strict_takes_fit_takes_the_same_way(parameters in parameters()) {
        for (_, bench) in BENCHES.iter() {
            let subject = bench.subject();
            let Ok(strict) = convert(&subject, &parameters, Policy::Strict) else { continue };
            prop_assert!(validate(&subject, &parameters).iter().all(|issue| !issue.is_error()));
            prop_assert_eq!(convert(&subject, &parameters, Policy::Fit), Ok(strict));
        }
    }

    #[test]
    fn no_json_makes_a_shape_panic(value in any_json()) {
        for shape in Shape::ALL {
            let _ = shapes::shape(*shape, &value);
            let _ = shapes::shape(*shape, &Value::Array(vec![value.clone()]));
            let mut entry = Map::new();
            entry.insert("type".to_owned(), Value::from("function"));
            entry.insert("function".to_owned(), value.clone());
            entry.insert("json_schema".to_owned(), value.clone());
            let _ = shapes::shape(*shape, &Value::Array(vec![Value::Object(entry)]));
        }
    }
}
