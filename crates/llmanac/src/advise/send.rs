//! What goes on the wire: method, path, query, headers without secrets, the body's parameters.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::SurfaceData;
use crate::model::{Scalar, Scope, Surface};
use crate::registry::ModelMetadata;
use crate::wire::{Converted, inputs, path};

use super::call::Placed;
use super::route::Route;

/// A request as a surface reads it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Send {
    /// The surface.
    pub surface: Surface,
    /// The HTTP method; `{method}` where the catalog does not know the operation.
    pub method: String,
    /// The path; what is not known yet stands in braces: `{deployment}`, and all of it as `{path}`.
    pub path: String,
    /// The query; what is not known yet stands in braces.
    pub query: BTreeMap<String, String>,
    /// Headers, without secrets.
    pub headers: BTreeMap<String, String>,
    /// How the caller proves who it is, in words.
    pub auth: String,
    /// Where the provider is called; `$NAME` stands for what only the caller knows. Absent: not known.
    pub endpoint: Option<String>,
    /// The header that lets a call in, with `$NAME` in place of the secret.
    #[serde(skip)]
    pub credential: Option<String>,
    /// The environment variables that the provider's own clients read, by placeholder.
    #[serde(skip)]
    pub variables: BTreeMap<String, String>,
    /// Keys of the body that hold a placeholder, since the name is not known.
    #[serde(skip)]
    pub(super) unnamed: BTreeSet<String>,
    /// The body: messages and parameters at their places on the wire.
    pub body: Map<String, Value>,
    /// The parameters under their native names, flat.
    pub native: Map<String, Value>,
}

impl Send {
    /// The request that converted parameters make on a route.
    pub(super) fn of(
        placed: &Placed,
        surface: &SurfaceData,
        geography: Option<&str>,
        converted: Converted,
        route: Route,
    ) -> Self {
        let fill = Fill { placed, geography };
        let mut headers: BTreeMap<String, String> = surface.headers.iter().cloned().collect();
        headers.extend(converted.headers);
        let operation = route.operation;
        let query = operation.query.into_iter().map(|(key, value)| (key, fill.in_path(&value)));
        let operation_keys: Vec<String> = operation.body.iter().map(|(key, _)| key.clone()).collect();
        let mut body: Map<String, Value> = operation
            .body
            .into_iter()
            .map(|(key, value)| (key, fill.filled(&value, str::to_owned).into()))
            .collect();
        body.extend(fill.constants(surface.surface, converted.body));
        let stated = placed.model.table(Some(surface.surface)).map_or(&[][..], |table| &table.constants);
        let names = operation_keys.into_iter().chain(stated.iter().map(|(path, _)| path.clone()));
        let is_placeholder = |value: &Value| value.as_str().is_some_and(|text| NAMES.contains(&text));
        let unnamed = names.filter(|key| body.get(key).is_some_and(is_placeholder)).collect();
        let tables = placed.model.tables();
        let provider = tables.provider(placed.model.provider());
        let region = placed.region.as_ref().and_then(|region| {
            tables.regions.iter().find(|own| own.provider == *placed.model.provider() && own.id == *region)
        });
        let endpoint = region.and_then(|own| own.endpoint.as_deref()).or(surface.endpoint.as_deref());
        Self {
            surface: surface.surface,
            method: operation.method,
            path: fill.in_path(&operation.path),
            query: query.collect(),
            headers,
            auth: surface.auth.clone(),
            endpoint: endpoint.map(|endpoint| fill.in_path(endpoint)),
            credential: surface.credential.clone(),
            variables: provider.map(|own| own.variables.iter().cloned().collect()).unwrap_or_default(),
            unnamed,
            body,
            native: converted.native,
        }
    }

    /// Method, path and query in a line.
    pub fn line(&self) -> String {
        let mut line = format!("{} {}", self.method, self.path);
        for (at, (key, value)) in self.query.iter().enumerate() {
            line.push(if at == 0 { '?' } else { '&' });
            line.push_str(key);
            line.push('=');
            line.push_str(value);
        }
        line
    }
}

/// What stands in a body for a name.
const NAMES: [&str; 3] = ["{deployment}", "{model_id}", "{model}"];

/// Fills templates of the catalog with what is known of a call.
struct Fill<'p> {
    placed: &'p Placed,
    geography: Option<&'p str>,
}

impl Fill<'_> {
    /// Constants of the profile that stand for a name, with the name where it is known; then each at each input.
    ///
    /// Only what the profile put there: a caller's text may look the same.
    fn constants(&self, surface: Surface, mut body: Map<String, Value>) -> Map<String, Value> {
        let Some(table) = self.placed.model.table(Some(surface)) else { return body };
        for (path, template) in &table.constants {
            if let (Some(Value::String(text)), Scalar::Text(template)) = (path::at(&mut body, path), template)
                && text == template
            {
                *text = self.filled(template, str::to_owned);
            }
        }
        if let Some(own) = table.inputs {
            inputs::spread(own.form, &mut body);
        }
        body
    }

    /// A template of a URL: what is filled in is percent-encoded.
    fn in_path(&self, template: &str) -> String {
        self.filled(template, percent_encoded)
    }

    fn filled(&self, template: &str, written: impl Fn(&str) -> String) -> String {
        // Most of what goes on the wire is no template.
        if !template.contains('{') {
            return template.to_owned();
        }
        let model = &self.placed.model;
        let mut text = template.to_owned();
        if let Some(deployment) = model.deployment() {
            text = text.replace("{deployment}", &written(deployment));
        }
        if let Some(region) = &self.placed.region {
            let region = written(region.as_str());
            text = text.replace("{region}", &region).replace("{location}", &region);
        }
        let provider = model.tables().provider(model.provider());
        let publishers = provider.map_or(&[][..], |own| &own.publishers);
        if let Some((_, word)) = publishers.iter().find(|(maker, _)| maker == model.maker()) {
            text = text.replace("{publisher}", word);
        }
        if let Some(id) = wire_id(model, self.geography, &self.placed.offer.scope) {
            let id = written(&id);
            text = text.replace("{model_id}", &id).replace("{model}", &id);
        }
        text
    }
}

/// A name as a segment of a path (RFC 3986); the colon of versions is allowed there.
fn percent_encoded(name: &str) -> String {
    let mut encoded = String::with_capacity(name.len());
    for byte in name.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b':' => {
                encoded.push(char::from(byte));
            }
            _ => {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

/// What the API wants to read, with the prefix of the profile that serves the scope.
pub(crate) fn wire_id(model: &ModelMetadata, geography: Option<&str>, scope: &Scope) -> Option<String> {
    let wire = model.facts().wire.as_ref()?;
    let by_scope = || {
        let provider = model.tables().provider(model.provider())?;
        provider.geographies.iter().find(|(_, own)| own == scope).map(|(prefix, _)| prefix.as_str())
    };
    match geography.or_else(by_scope) {
        Some(prefix) => Some(format!("{prefix}.{}", wire.name)),
        None => Some(wire.name.clone()),
    }
}
