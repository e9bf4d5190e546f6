//! Values at dotted paths of a JSON object.

use serde_json::{Map, Value};

use crate::params::echo;
use crate::params::key::{get, get_mut};

/// A place that another value has taken already.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Taken {
    /// The dotted path.
    pub path: String,
    /// The value that has no place, as far as messages show it.
    pub wanted: Option<Value>,
}

/// Puts a value at a dotted path. Objects on the way are made, objects at the end merged; nothing is overwritten.
///
/// Keys of paths contain no dots.
pub(super) fn place(body: &mut Map<String, Value>, path: &str, value: Value) -> Result<(), Taken> {
    let (mut object, mut left) = (body, path);
    while let (step, Some(rest)) = first(left) {
        object = match step_into(object, step) {
            Some(below) => below,
            None => return Err(Taken { path: path.to_owned(), wanted: echo(&value) }),
        };
        left = rest;
    }
    let Some(own) = get_mut(object, left) else {
        object.insert(left.to_owned(), value);
        return Ok(());
    };
    // Looked at before it is gone.
    let wanted = echo(&value);
    merge_into(own, value).map_err(|below| Taken {
        path: if below.is_empty() { path.to_owned() } else { format!("{path}.{below}") },
        wanted,
    })
}

/// The first step of a path, and what is left. Paths are short: a look at each byte is over before a search is set up.
fn first(path: &str) -> (&str, Option<&str>) {
    let dot = path.bytes().position(|byte| byte == b'.');
    match dot.and_then(|dot| Some((path.get(..dot)?, path.get(dot + 1..)?))) {
        Some((step, rest)) => (step, Some(rest)),
        None => (path, None),
    }
}

/// The object under a key, made where nothing stands; `None` where something else does.
fn step_into<'a>(object: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Map<String, Value>> {
    if get(object, key).is_none() {
        // Few parameters come alone.
        object.insert(key.to_owned(), Value::Object(Map::with_capacity(4)));
    }
    get_mut(object, key)?.as_object_mut()
}

/// Puts a value under a key; tells the path below the key that is taken.
fn merge(object: &mut Map<String, Value>, key: &str, value: Value) -> Result<(), String> {
    match get_mut(object, key) {
        None => {
            object.insert(key.to_owned(), value);
            Ok(())
        }
        Some(own) => merge_into(own, value),
    }
}

/// Puts a value where another stands; tells the path below it that is taken.
fn merge_into(own: &mut Value, value: Value) -> Result<(), String> {
    match (own, value) {
        (Value::Object(own), Value::Object(other)) => {
            for (key, value) in other {
                merge(own, &key, value).map_err(|below| match below.is_empty() {
                    true => key,
                    false => format!("{key}.{below}"),
                })?;
            }
            Ok(())
        }
        (own, value) if *own == value => Ok(()),
        _ => Err(String::new()),
    }
}

/// The value at a dotted path.
pub(crate) fn at<'a>(body: &'a mut Map<String, Value>, path: &str) -> Option<&'a mut Value> {
    let mut steps = path.split('.');
    let mut value = get_mut(body, steps.next()?)?;
    for step in steps {
        value = get_mut(value.as_object_mut()?, step)?;
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn placed(values: &[(&str, Value)]) -> Result<Value, String> {
        let mut body = Map::new();
        for (path, value) in values {
            place(&mut body, path, value.clone()).map_err(|taken| taken.path)?;
        }
        Ok(Value::Object(body))
    }

    #[test]
    fn values_go_where_their_paths_lead() {
        let values = [
            ("n", json!(1)),
            ("a.b.c", json!(2)),
            ("a.b.d", json!(3)),
            ("a.b", json!({"e": {"f": 4}})),
            ("a.b.e", json!({"g": 5})),
            ("n", json!(1)),
        ];
        let wanted = json!({"n": 1, "a": {"b": {"c": 2, "d": 3, "e": {"f": 4, "g": 5}}}});
        assert_eq!(placed(&values), Ok(wanted));
    }

    #[test]
    fn nothing_is_overwritten() {
        for (values, taken) in [
            ([("a", json!(1)), ("a", json!(2))], "a"),
            ([("a", json!(1)), ("a.b", json!(2))], "a.b"),
            ([("a.b", json!(1)), ("a", json!(2))], "a"),
            ([("a.b.c", json!(1)), ("a", json!({"b": {"c": 2}}))], "a.b.c"),
        ] {
            assert_eq!(placed(&values), Err(taken.to_owned()));
            let [(path, value), (second, wanted)] = values;
            let mut body = Map::new();
            place(&mut body, path, value).unwrap();
            let refused = place(&mut body, second, wanted.clone()).unwrap_err();
            assert_eq!(refused.wanted, echo(&wanted), "{second}");
        }
    }

    #[test]
    fn a_value_is_found_at_its_path() {
        let mut body = json!({"a": {"b": 1}}).as_object().unwrap().clone();
        assert_eq!(at(&mut body, "a.b"), Some(&mut json!(1)));
        assert_eq!(at(&mut body, "a.b.c"), None);
        assert_eq!(at(&mut body, "c"), None);
    }
}
