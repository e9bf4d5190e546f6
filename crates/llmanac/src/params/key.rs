//! What stands under a key, found by a look at the keys where there are few: that is sooner done than a hash.

use serde_json::{Map, Value};

/// So many keys are compared at most.
const FEW: usize = 8;

/// What an object has under a key.
pub(crate) fn get<'a>(object: &'a Map<String, Value>, key: &str) -> Option<&'a Value> {
    if object.len() > FEW {
        return object.get(key);
    }
    object.iter().find(|(own, _)| *own == key).map(|(_, value)| value)
}

/// What a value has under a key; nothing, where it is no object.
pub(crate) fn within<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    get(value.as_object()?, key)
}

/// What an object has under a key, to be changed.
pub(crate) fn get_mut<'a>(object: &'a mut Map<String, Value>, key: &str) -> Option<&'a mut Value> {
    if object.len() > FEW {
        return object.get_mut(key);
    }
    object.iter_mut().find(|(own, _)| *own == key).map(|(_, value)| value)
}
