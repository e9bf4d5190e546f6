//! What goes on the wire: method, path, query, headers without secrets, the body's parameters.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value};

use crate::catalog::Operation;
use crate::model::{Scalar, Scope, Surface};
use crate::registry::ModelMetadata;
use crate::wire::{Converted, Delivery, inputs, path};

use super::call::Placed;

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
    /// The body: messages and parameters at their places on the wire.
    pub body: Map<String, Value>,
    /// The parameters under their native names, flat.
    pub native: Map<String, Value>,
}

impl Send {
    /// The request that converted parameters make.
    pub(crate) fn of(
        placed: &Placed,
        surface: Surface,
        geography: Option<&str>,
        converted: Converted,
    ) -> Option<Self> {
        let model = &placed.model;
        let data = model.tables().surface(surface)?;
        let table = model.table(Some(surface));
        let form = table.and_then(|table| table.inputs).map(|own| own.form);
        let stream = data.stream_operation.as_ref().filter(|_| converted.delivery == Delivery::Stream);
        let is_batch = form.is_some_and(|form| inputs::is_batch(form, &converted.body));
        let batch = data.batch_operation.as_ref().filter(|_| is_batch);
        let unknown = Operation::unknown();
        let operation: &Operation = stream.or(batch).or(data.operation.as_ref()).unwrap_or(&unknown);
        let mut query: BTreeMap<String, String> = operation.query.iter().cloned().collect();
        if let Some(table) = table {
            for (key, value) in &table.query {
                // A key that the operation has not is not added: streaming has keys of its own.
                if let Some(own) = query.get_mut(key) {
                    own.clone_from(value);
                }
            }
        }
        for value in query.values_mut() {
            *value = filled(placed, geography, value);
        }
        let mut body = converted.body;
        // Only what the profile put there: a caller's text may look the same.
        for (path, template) in table.into_iter().flat_map(|table| &table.constants) {
            if let (Some(Value::String(text)), Scalar::Text(template)) = (path::at(&mut body, path), template)
                && text == template
            {
                *text = filled(placed, geography, template);
            }
        }
        if let Some(form) = form {
            inputs::spread(form, &mut body);
        }
        let mut headers: BTreeMap<String, String> = data.headers.iter().cloned().collect();
        headers.extend(converted.headers);
        Some(Self {
            surface,
            method: operation.method.clone(),
            path: filled(placed, geography, &operation.path),
            query,
            headers,
            auth: data.auth.clone(),
            body,
            native: converted.native,
        })
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

/// A template of the catalog with what is known filled in.
fn filled(placed: &Placed, geography: Option<&str>, template: &str) -> String {
    let model = &placed.model;
    let mut path = template.to_owned();
    if let Some(deployment) = model.deployment() {
        path = path.replace("{deployment}", deployment);
    }
    if let Some(region) = &placed.region {
        path = path.replace("{region}", region.as_str()).replace("{location}", region.as_str());
    }
    let provider = model.tables().provider(model.provider());
    let publishers = provider.map_or(&[][..], |own| &own.publishers);
    if let Some((_, word)) = publishers.iter().find(|(maker, _)| maker == model.maker()) {
        path = path.replace("{publisher}", word);
    }
    if let Some(id) = wire_id(model, geography, &placed.offer.scope) {
        path = path.replace("{model_id}", &id).replace("{model}", &id);
    }
    path
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
