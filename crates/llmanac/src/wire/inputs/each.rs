//! What parameters say of each input: paths that begin with `requests[]` lead into every entry of the list `requests`, and
//! into the body itself where one input stands without a list.

use serde_json::{Map, Value};

use crate::model::InputForm;
use crate::params::{Change, ChangeKind};

/// Puts what stands under `requests[]` into each entry of the list, or into the body of one input.
pub(crate) fn spread(form: InputForm, body: &mut Map<String, Value>) {
    let Some(list) = form.list() else { return };
    let Some(Value::Object(own)) = body.shift_remove(&each(list)) else { return };
    let Some(Value::Array(entries)) = body.get_mut(list) else {
        lay(body, own);
        return;
    };
    for entry in entries.iter_mut().filter_map(Value::as_object_mut) {
        lay(entry, own.clone());
    }
}

/// Whether several inputs stand in a list of the form.
pub(crate) fn is_batch(form: InputForm, body: &Map<String, Value>) -> bool {
    form.list().is_some_and(|list| body.contains_key(list))
}

/// Says of changes where a value stands indeed, when one input has no list.
pub(crate) fn settle(form: InputForm, body: &Map<String, Value>, changes: &mut Vec<Change>) {
    let Some(list) = form.list().filter(|list| !body.contains_key(*list)) else { return };
    let prefix = format!("{}.", each(list));
    for change in changes.iter_mut() {
        if let Some(Value::String(to)) = &mut change.to
            && let Some(rest) = to.strip_prefix(&prefix)
        {
            *to = rest.to_owned();
        }
    }
    changes.retain(|change| {
        change.kind != ChangeKind::Moved
            || change.to.as_ref() != Some(&Value::from(change.parameter.as_str()))
    });
}

fn each(list: &str) -> String {
    format!("{list}[]")
}

/// Adds keys; those that stand already stay.
fn lay(object: &mut Map<String, Value>, own: Map<String, Value>) {
    for (key, value) in own {
        object.entry(key).or_insert(value);
    }
}
