//! A request as a surface reads it, and nothing else.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::Surface;
use crate::params::{Change, ChangeKind, Issue, ParamTable, Subject, content};
use crate::registry::{Assumption, ModelMetadata, Snapshot};
use crate::wire::messages::Written;
use crate::wire::{self, ConvertError, Converted, Policy, ToolNames};

use super::basis::Basis;
use super::call::Call;
use super::prepare::{PrepareError, not_served};
use super::route::Route;
use super::send::Send;

/// A request as a surface reads it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct WireRequest {
    /// The model's id.
    pub model: String,
    /// The version.
    pub version: Option<String>,
    /// Method, path, query, headers without secrets, body.
    #[serde(flatten)]
    pub send: Send,
    /// What was done to the request, in order.
    pub changes: Vec<Change>,
    /// The way back to the names of tools that had to change; for reading the answer.
    #[serde(skip_serializing_if = "ToolNames::is_empty")]
    pub tool_names: ToolNames,
    /// The tool whose arguments are the answer as JSON, where one stands in for the response format.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub json_tool: Option<String>,
    /// What does not stand in the way, and should be known.
    pub warnings: Vec<Issue>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

/// Why a request has no form on the wire.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum WireRequestError {
    /// The question is wrong: no such model, circumstance or surface.
    #[error(transparent)]
    Asked(#[from] PrepareError),
    /// Everything that stands in the way.
    #[error(transparent)]
    Refused(#[from] ConvertError),
    /// The catalog does not know the surface's operation.
    #[error("how {0} is called is not known")]
    NoOperation(Surface),
}

impl Snapshot {
    /// Converts a request in OpenAI's chat completions shape into what a surface reads.
    ///
    /// ```
    /// use llmanac::advise::Call;
    /// use llmanac::wire::Policy;
    ///
    /// let request = serde_json::json!({
    ///     "messages": [{ "role": "user", "content": "Why is the sky blue?" }],
    ///     "max_tokens": 200,
    /// });
    /// let request = request.as_object().ok_or("an object")?;
    /// let snapshot = llmanac::registry().snapshot();
    /// let wire = snapshot.wire_request("gemini-2.5-pro", request, &Call::new(), None, Policy::Strict)?;
    /// assert_eq!(wire.send.path, "/v1beta/models/gemini-2.5-pro:generateContent");
    /// assert_eq!(wire.send.body["generationConfig"]["maxOutputTokens"], 200);
    /// assert_eq!(wire.send.body["contents"][0]["parts"][0]["text"], "Why is the sky blue?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, a surface that does not serve it; under the strict policy every error and every
    /// loss, under fit what nothing mends.
    pub fn wire_request(
        &self,
        name: &str,
        request: &Map<String, Value>,
        call: &Call,
        surface: Option<Surface>,
        policy: Policy,
    ) -> Result<WireRequest, WireRequestError> {
        let found = self.resolve(name).map_err(PrepareError::from)?;
        let geography = found.geography.clone();
        let placed = call.place(self, name, found).map_err(PrepareError::from)?;
        let model = &placed.model;
        let is_assumed = surface.is_none();
        let Some(subject) = model.subject(surface) else { return Err(not_served(model, surface).into()) };
        let surface = subject.table.surface;
        let mut made = converted(model, &subject, request, policy)?;
        let mut changes = std::mem::take(&mut made.changes);
        let warnings = std::mem::take(&mut made.warnings);
        let tool_names = std::mem::take(&mut made.tool_names);
        let json_tool = made.json_tool.take();
        let mut basis = Basis::of(self).assuming(placed.assumed.iter().cloned());
        if is_assumed {
            basis = basis.assuming([Assumption::new("surface", surface, "the model's default surface")]);
        }
        basis.rest_on(model, &format!("parameters of {}", subject.table.name), &subject.table.src);
        let Some(data) = model.tables().surface(surface) else {
            return Err(WireRequestError::NoOperation(surface));
        };
        let route = Route::of(data, subject.table, &made.body, made.delivery, call.stated_api_version());
        if !route.issues.is_empty() {
            return Err(ConvertError::new(route.issues).into());
        }
        changes.extend(route.change.clone());
        Ok(WireRequest {
            model: model.id().to_string(),
            version: model.version().map(str::to_owned),
            send: Send::of(&placed, data, geography.as_deref(), made, route),
            changes,
            tool_names,
            json_tool,
            warnings,
            basis,
        })
    }
}

impl ModelMetadata {
    /// Converts a request into the body that a surface reads, and no more: for who knows where to send it.
    ///
    /// Where the profile puts a name into the body that is not known here, a placeholder stands: `{deployment}`.
    ///
    /// ```
    /// use llmanac::wire::Policy;
    ///
    /// let model = llmanac::registry().model("claude-sonnet-4-5").ok_or("not found")?;
    /// let request = serde_json::json!({ "messages": [{ "role": "user", "content": "Why is the sky blue?" }] });
    /// let request = request.as_object().ok_or("an object")?;
    /// let made = model.convert(request, None, Policy::Strict)?;
    /// assert_eq!(made.body["messages"][0]["content"][0]["text"], "Why is the sky blue?");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A surface that does not serve the model; under the strict policy every error and every loss, under fit what
    /// nothing mends.
    pub fn convert(
        &self,
        request: &Map<String, Value>,
        surface: Option<Surface>,
        policy: Policy,
    ) -> Result<Converted, WireRequestError> {
        let Some(subject) = self.subject(surface) else { return Err(not_served(self, surface).into()) };
        converted(self, &subject, request, policy)
    }
}

/// The whole body for a surface, with everything that was done to make it.
fn converted(
    model: &ModelMetadata,
    subject: &Subject<'_>,
    request: &Map<String, Value>,
    policy: Policy,
) -> Result<Converted, WireRequestError> {
    let adapted = wire::adapt(subject, request, policy);
    let written = content_of(model, subject.table, &adapted.request, policy);
    let adapted = match policy {
        // Nothing is changed, so that nothing needs to be taken out of the request.
        Policy::Strict => adapted,
        Policy::Fit => adapted.parameters(),
    };
    let mut issues = content::check(subject, request);
    issues.extend(written.issues);
    let (mut issues, mut warnings): (Vec<Issue>, Vec<Issue>) = issues.into_iter().partition(Issue::is_error);
    let converted = match wire::convert_adapted(subject, adapted, policy) {
        Ok(converted) => Some(converted),
        Err(refused) => {
            issues.splice(0..0, refused.into_issues());
            None
        }
    };
    let Some(mut made) = converted.filter(|_| issues.is_empty()) else {
        return Err(ConvertError::new(issues).into());
    };
    let mut changes = std::mem::take(&mut made.changes);
    changes.extend(written.changes);
    whole_body(model, request, &mut made, written.body, &mut changes)?;
    wire::content::settle(subject.table, &made.body, &mut changes);
    if let Some(issue) = wire::messages::without_tools(subject.table, &made.body) {
        return Err(ConvertError::new(vec![issue]).into());
    }
    warnings.splice(0..0, std::mem::take(&mut made.warnings));
    made.warnings = warnings;
    made.changes = changes;
    Ok(made)
}

/// The messages or inputs as the surface reads them; where the model has a conversion of its own, they are left to it.
pub(super) fn content_of(
    model: &ModelMetadata,
    table: &ParamTable,
    request: &Map<String, Value>,
    policy: Policy,
) -> Written {
    match model.converter_fn() {
        Some(_) => Written::default(),
        None => wire::content::of(table, request, policy),
    }
}

/// Puts the messages beside what the parameters made; a conversion of the model's own writes the body alone.
///
/// What overlays lay over bodies comes last, and is told in the changes.
pub(super) fn whole_body(
    model: &ModelMetadata,
    request: &Map<String, Value>,
    made: &mut Converted,
    content: Map<String, Value>,
    changes: &mut Vec<Change>,
) -> Result<(), PrepareError> {
    match model.converter_fn() {
        Some(converter) => {
            let Value::Object(body) = converter(request).map_err(PrepareError::Converter)? else {
                return Err(PrepareError::Converter("a body is an object, and it gave none".to_owned()));
            };
            made.body = body;
            let change = Change::new(ChangeKind::Converted, "request");
            *changes = vec![change.note("the model's own converter_fn wrote the body")];
        }
        None => {
            for (key, value) in content {
                wire::content::put(&mut made.body, key, value);
            }
        }
    }
    changes.extend(model.patched(&mut made.body));
    Ok(())
}
