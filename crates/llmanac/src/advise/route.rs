//! The operation that a call goes by, and the version of the API that it goes under.

use serde_json::{Map, Value};

use crate::catalog::{Operation, SurfaceData};
use crate::model::ApiVersion;
use crate::params::{Change, ChangeKind, Issue, IssueCode, NeedsVersion, ParamTable, cut, word};
use crate::wire::{Delivery, inputs};

/// The key of the query that names a version.
const VERSION: &str = "api-version";

/// An operation, with the version filled in.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Route {
    pub operation: Operation,
    /// The version was changed because the request needs another one.
    pub change: Option<Change>,
    /// What stands in the way under the version that the caller states.
    pub issues: Vec<Issue>,
}

impl Route {
    /// The operation for a body; where the caller states no version, one is taken that the body can go under.
    pub fn of(
        surface: &SurfaceData,
        table: &ParamTable,
        body: &Map<String, Value>,
        delivery: Delivery,
        stated: Option<ApiVersion>,
    ) -> Self {
        let stream = surface.stream_operation.as_ref().filter(|_| delivery == Delivery::Stream);
        let is_batch = table.inputs.is_some_and(|own| inputs::is_batch(own.form, body));
        let batch = surface.batch_operation.as_ref().filter(|_| is_batch);
        let own = stream.or(batch).or(surface.operation.as_ref()).cloned().unwrap_or_else(Operation::unknown);
        let usual = usual(&own, table);
        match (stated, usual) {
            (Some(ApiVersion::V1), Some(_)) => match &surface.v1_operation {
                Some(operation) => Self::plain(operation.clone(), table),
                None => {
                    let issue = refused(format!("{} has no route without dated versions", surface.surface));
                    Self { issues: vec![issue], ..Self::plain(own, table) }
                }
            },
            (Some(stated @ (ApiVersion::Stable(_) | ApiVersion::Preview(_))), None) => {
                let message =
                    format!("{} has no dated versions, and the call states {stated}", surface.surface);
                Self { issues: vec![refused(message)], ..Self::plain(own, table) }
            }
            (Some(stated), Some(_)) => {
                let issues = missing(table, body, stated).map(|need| too_old(need, table, surface, stated));
                Self { issues: issues.collect(), ..Self::under(own, table, stated) }
            }
            (None, Some(usual)) => Self::chosen(own, surface, table, body, usual),
            (Some(ApiVersion::V1) | None, None) => Self::plain(own, table),
        }
    }

    /// Under the usual version, or the preview that the body needs.
    fn chosen(
        own: Operation,
        surface: &SurfaceData,
        table: &ParamTable,
        body: &Map<String, Value>,
        usual: ApiVersion,
    ) -> Self {
        let Some(need) = missing(table, body, usual).next() else { return Self::under(own, table, usual) };
        let preview = surface.preview.map(ApiVersion::Preview);
        match preview.filter(|preview| missing(table, body, *preview).next().is_none()) {
            Some(preview) => {
                let change = Change::new(ChangeKind::Set, VERSION)
                    .from(&usual.to_string().into())
                    .to(&preview.to_string().into())
                    .note(format_args!("{} needs {} or later", needing(need, table), need.since));
                Self { change: Some(change), ..Self::under(own, table, preview) }
            }
            None => {
                let issues = missing(table, body, usual).map(|need| too_old(need, table, surface, usual));
                Self { issues: issues.collect(), ..Self::under(own, table, usual) }
            }
        }
    }

    fn under(own: Operation, table: &ParamTable, version: ApiVersion) -> Self {
        let mut route = Self::plain(own, table);
        for (key, value) in &mut route.operation.query {
            if key == VERSION {
                *value = version.to_string();
            }
        }
        route
    }

    fn plain(mut operation: Operation, table: &ParamTable) -> Self {
        for (key, value) in &mut operation.query {
            // A key that the operation has not is not added: streaming has keys of its own.
            if let Some((_, own)) = table.query.iter().find(|(own, _)| own == key) {
                value.clone_from(own);
            }
        }
        Self { operation, change: None, issues: Vec::new() }
    }
}

/// The version that calls go under where nobody states one.
fn usual(operation: &Operation, table: &ParamTable) -> Option<ApiVersion> {
    let stated = |query: &[(String, String)]| {
        query.iter().find(|(key, _)| key == VERSION).and_then(|(_, value)| value.parse().ok())
    };
    let own: Option<ApiVersion> = stated(&operation.query);
    own.map(|own| stated(&table.query).unwrap_or(own))
}

/// What of a body a version does not take.
fn missing<'t>(
    table: &'t ParamTable,
    body: &'t Map<String, Value>,
    version: ApiVersion,
) -> impl Iterator<Item = &'t NeedsVersion> {
    let is_there = |need: &&NeedsVersion| match (&need.key, &need.is) {
        (None, _) => true,
        (Some(key), None) => body.contains_key(key),
        (Some(key), Some(wanted)) => {
            body.get(key).is_some_and(|value| word_or_type(value) == Some(wanted.as_str()))
        }
    };
    table.since.iter().filter(is_there).filter(move |need| !need.since.is_in(version))
}

fn word_or_type(value: &Value) -> Option<&str> {
    value.get("type").and_then(Value::as_str).or_else(|| word(value))
}

fn needing<'n>(need: &'n NeedsVersion, table: &'n ParamTable) -> String {
    match (&need.key, &need.is) {
        (Some(key), Some(is)) => format!("{key} {is}"),
        (Some(key), None) => key.clone(),
        (None, _) => format!("the line {}", table.name),
    }
}

fn too_old(need: &NeedsVersion, table: &ParamTable, surface: &SurfaceData, version: ApiVersion) -> Issue {
    let what = needing(need, table);
    let NeedsVersion { since, .. } = need;
    let message = format!("{what} needs api-version {since} or later, and the call goes under {version}");
    let use_it = |other: Option<ApiVersion>| other.filter(|other| since.is_in(*other));
    let other = use_it(surface.preview.map(ApiVersion::Preview))
        .or_else(|| use_it(surface.v1_operation.as_ref().map(|_| ApiVersion::V1)));
    let issue = refused(match other {
        Some(other) => format!("{message}; use {other}"),
        None => message,
    });
    match &need.key {
        Some(key) => issue.at(cut(key)),
        None => issue,
    }
}

fn refused(message: String) -> Issue {
    Issue::error(IssueCode::NotExpressible, message)
}

#[cfg(all(test, feature = "embedded"))]
mod tests {
    use serde_json::json;

    use crate::advise::Call;
    use crate::wire::Policy;

    #[test]
    fn a_call_goes_under_a_version_that_takes_what_it_says() {
        let snapshot = crate::ModelRegistry::embedded().as_of("2026-11-23".parse().unwrap());
        let table = [
            ("gpt-4o", "", json!({})),
            ("gpt-4o", "", json!({ "parallel_tool_calls": false })),
            ("gpt-4o", "", json!({ "response_format": { "type": "json_object" } })),
            ("gpt-4o", "", json!({ "stream": true, "stream_options": { "include_usage": true } })),
            ("gpt-4o", "2024-10-21", json!({ "store": true })),
            ("gpt-4o", "2024-08-01-preview", json!({ "store": true })),
            ("gpt-4o", "2024-12-01-preview", json!({ "store": true })),
            ("gpt-4o", "v1", json!({ "store": true })),
            ("o3", "", json!({})),
            ("o3", "2024-10-21", json!({})),
            ("o3", "v1", json!({})),
            ("gemini-2.5-pro", "v1", json!({})),
            ("gemini-2.5-pro", "2024-10-21", json!({})),
        ];
        let lines = table.map(|(model, version, mut request)| {
            let asked = format!("{model} {version} {request}");
            request["messages"] = json!([{ "role": "user", "content": "hello" }]);
            let call = match version {
                "" => Call::new(),
                version => Call::new().api_version(version.parse().unwrap()),
            };
            let request = request.as_object().unwrap();
            let told = match snapshot.wire_request(model, request, &call, None, Policy::Strict) {
                Ok(wire) => wire.send.line(),
                Err(error) => error.to_string(),
            };
            format!("{asked}\n    {told}")
        });
        insta::assert_snapshot!(lines.join("\n"), @r#"
        gpt-4o  {}
            POST /openai/deployments/{deployment}/chat/completions?api-version=2024-10-21
        gpt-4o  {"parallel_tool_calls":false}
            error[requires]: parallel_tool_calls requires tools
        gpt-4o  {"response_format":{"type":"json_object"}}
            POST /openai/deployments/{deployment}/chat/completions?api-version=2024-10-21
        gpt-4o  {"stream":true,"stream_options":{"include_usage":true}}
            POST /openai/deployments/{deployment}/chat/completions?api-version=2025-03-01-preview
        gpt-4o 2024-10-21 {"store":true}
            error[not_expressible]: store needs api-version 2024-12-01-preview or later, and the call goes under 2024-10-21; use 2025-03-01-preview
        gpt-4o 2024-08-01-preview {"store":true}
            error[not_expressible]: store needs api-version 2024-12-01-preview or later, and the call goes under 2024-08-01-preview; use 2025-03-01-preview
        gpt-4o 2024-12-01-preview {"store":true}
            POST /openai/deployments/{deployment}/chat/completions?api-version=2024-12-01-preview
        gpt-4o v1 {"store":true}
            POST /openai/v1/chat/completions
        o3  {}
            POST /openai/deployments/{deployment}/chat/completions?api-version=2025-03-01-preview
        o3 2024-10-21 {}
            error[not_expressible]: the line azure_chat/o3 needs api-version 2024-12-01-preview or later, and the call goes under 2024-10-21; use 2025-03-01-preview
        o3 v1 {}
            POST /openai/v1/chat/completions
        gemini-2.5-pro v1 {}
            POST /v1beta/models/gemini-2.5-pro:generateContent
        gemini-2.5-pro 2024-10-21 {}
            error[not_expressible]: gemini.generate_content has no dated versions, and the call states 2024-10-21
        "#);
    }
}
