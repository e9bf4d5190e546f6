//! What a fine-tune or a gateway wants in a body beyond its surface: the caller's own word, laid over what conversion made.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::change::{Change, ChangeKind};

/// Values to lay over a body, and paths to take out of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct BodyPatch {
    /// Laid over the body: objects are merged, everything else is replaced (as RFC 7396 does).
    pub set: Map<String, Value>,
    /// Dotted paths that come out.
    pub without: Vec<String>,
}

impl BodyPatch {
    /// Changes a body, and tells each change; `origin` is the overlay that says so.
    pub fn apply(&self, body: &mut Map<String, Value>, origin: &str) -> Vec<Change> {
        let mut changes = Vec::new();
        for path in &self.without {
            if let Some(old) = remove(body, path) {
                let change = Change::new(ChangeKind::Dropped, path).from(&old);
                changes.push(change.note(format_args!("body_without of {origin}")));
            }
        }
        lay(body, &self.set, "", &mut |path, old, new| {
            let change = Change::new(ChangeKind::Set, path).to(new);
            let change = old.iter().fold(change, |change, old| change.from(old));
            changes.push(change.note(format_args!("body_patch of {origin}")));
        });
        changes
    }
}

fn remove(body: &mut Map<String, Value>, path: &str) -> Option<Value> {
    match path.split_once('.') {
        None => body.shift_remove(path),
        Some((first, rest)) => remove(body.get_mut(first)?.as_object_mut()?, rest),
    }
}

fn lay(
    body: &mut Map<String, Value>,
    set: &Map<String, Value>,
    above: &str,
    tell: &mut impl FnMut(&str, Option<Value>, &Value),
) {
    for (key, new) in set {
        let path = if above.is_empty() { key.clone() } else { format!("{above}.{key}") };
        match (body.get_mut(key), new) {
            (Some(Value::Object(own)), Value::Object(new)) => lay(own, new, &path, tell),
            (Some(own), new) if own == new => {}
            (old, new) => {
                tell(&path, old.cloned(), new);
                body.insert(key.clone(), new.clone());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_merges_objects_replaces_the_rest_and_tells_what_it_changed() {
        let body = json!({ "a": 1, "deep": { "x": [1], "y": 2 }, "gone": true, "same": "s" });
        let patch = BodyPatch {
            set: json!({ "a": 2, "deep": { "x": [3], "z": null }, "new": { "b": 1 }, "same": "s" })
                .as_object()
                .unwrap()
                .clone(),
            without: vec!["gone".to_owned(), "deep.y".to_owned(), "not.there".to_owned(), "a.b".to_owned()],
        };
        let mut patched = body.as_object().unwrap().clone();
        let changes = patch.apply(&mut patched, "llmanac.toml");
        assert_eq!(
            Value::Object(patched),
            json!({ "a": 2, "deep": { "x": [3], "z": null }, "new": { "b": 1 }, "same": "s" })
        );
        let said: Vec<String> = changes.iter().map(ToString::to_string).collect();
        insta::assert_snapshot!(said.join("\n"), @"
        gone true dropped: body_without of llmanac.toml
        deep.y 2 dropped: body_without of llmanac.toml
        a 1 -> 2: body_patch of llmanac.toml
        deep.x (a list of 1) -> (a list of 1): body_patch of llmanac.toml
        deep.z set to null: body_patch of llmanac.toml
        new set to (a map of 1): body_patch of llmanac.toml
        ");
    }
}
