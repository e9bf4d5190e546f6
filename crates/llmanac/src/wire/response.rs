//! What wraps a response comes off: body and headers, the events of a stream.

use serde_json::{Map, Value};

use super::decode::{BODY, DEEPEST, EVENTS};
use super::spelling::Spelling;

/// The response in a line of a batch's results: beside the id or the request that it answers.
fn of_batch(line: &Map<String, Value>) -> Option<&Value> {
    if let Some(output) = line.get("modelOutput") {
        return Some(output);
    }
    if let Some(message) = line.get("result").and_then(|result| result.get("message")) {
        return line.contains_key("custom_id").then_some(message);
    }
    let response = line.get("response")?;
    // An event of a stream holds a response, too, and is read as it is.
    let answers = ["custom_id", "request", "key"].iter().any(|key| line.contains_key(*key));
    (answers && !line.contains_key("type")).then_some(response)
}

/// A response, or the events of one, in order.
#[derive(Debug, Default)]
pub(super) struct Response<'a> {
    /// The whole response, or each event that came.
    pub parts: Vec<&'a Value>,
    /// What stood around it; asked for names only, never for counts.
    outer: Vec<&'a Value>,
    headers: Vec<(&'a str, &'a Value)>,
    /// How keys are spelled.
    pub spelling: Spelling,
}

impl<'a> Response<'a> {
    /// Takes the wrapping off.
    pub fn of(payload: &'a Value, spelling: Spelling) -> Self {
        let mut response = Self { spelling, ..Self::default() };
        response.add(payload, 0);
        response
    }

    fn add(&mut self, value: &'a Value, depth: usize) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.add(item, depth + 1)),
            Value::Object(entries) => {
                self.add_headers(entries.get("headers"));
                // As botocore and Google's clients hand them over.
                self.add_headers(Spelling::SnakeCaseToo.at(value, "sdkHttpResponse.headers"));
                self.add_headers(Spelling::Exact.at(value, "ResponseMetadata.HTTPHeaders"));
                let inner = EVENTS.into_iter().chain([BODY]).filter_map(|key| entries.get(key));
                let inner = inner.chain(of_batch(entries));
                let mut inner = inner.filter(|value| value.is_object() || value.is_array()).peekable();
                if inner.peek().is_none() {
                    self.parts.push(value);
                } else {
                    self.outer.push(value);
                    inner.for_each(|value| self.add(value, depth + 1));
                }
            }
            _ => {}
        }
    }

    /// An object of names and values, a list of pairs, or a list of objects with a name and a value each.
    fn add_headers(&mut self, headers: Option<&'a Value>) {
        match headers {
            Some(Value::Object(entries)) => {
                self.headers.extend(entries.iter().map(|(name, value)| (name.as_str(), value)));
            }
            Some(Value::Array(pairs)) => {
                let pairs = pairs.iter().filter_map(|pair| match pair {
                    Value::Array(pair) => match pair.as_slice() {
                        [Value::String(name), value] => Some((name.as_str(), value)),
                        _ => None,
                    },
                    pair => Some((pair.get("name")?.as_str()?, pair.get("value")?)),
                });
                self.headers.extend(pairs);
            }
            _ => {}
        }
    }

    /// The headers, with their values as they came.
    pub fn headers(&self) -> impl Iterator<Item = (&'a str, &'a Value)> + '_ {
        self.headers.iter().copied()
    }

    /// A header by its name in lower case; of several the first.
    pub fn header(&self, name: &str) -> Option<&'a Value> {
        let found = self.headers.iter().find(|(own, _)| own.eq_ignore_ascii_case(name))?.1;
        match found {
            Value::Array(items) => items.first(),
            value => Some(value),
        }
    }

    /// The parts, each followed by what it holds under some keys.
    pub fn roots(&self, within: &[String]) -> Vec<&'a Value> {
        let inside = |part: &'a Value| {
            let held = within.iter().filter_map(|key| part.get(key)).filter(|held| held.is_object());
            std::iter::once(part).chain(held)
        };
        self.parts.iter().copied().flat_map(inside).collect()
    }

    /// What wraps the response, the outermost first.
    pub fn outer(&self) -> &[&'a Value] {
        &self.outer
    }

    /// The first text at the first of some paths that is stated: in the response, else around it.
    pub fn text(&self, within: &[String], paths: &[String]) -> Option<&'a str> {
        let roots = self.roots(within);
        let text = |root: &'a Value, path: &str| {
            let mut found = Vec::new();
            self.spelling.things(root, path, &mut found);
            found.into_iter().filter_map(Value::as_str).find(|text| !text.trim().is_empty())
        };
        let inner = paths.iter().find_map(|path| roots.iter().rev().find_map(|root| text(root, path)));
        inner.or_else(|| {
            paths.iter().find_map(|path| self.outer.iter().rev().find_map(|root| text(root, path)))
        })
    }
}
