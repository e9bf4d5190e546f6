//! Whether a model takes some parameters.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::model::Surface;
use crate::params::{self, Issue, content, messages, window};
use crate::registry::{Assumption, ModelMetadata, ModelRegistry, Snapshot};

use super::basis::Basis;
use super::show::{self, Warning};

/// What is wrong with some parameters for a model.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Validation {
    /// The model's id; the name as given where it means no model.
    pub model: String,
    /// The surface that the parameters were checked for.
    pub surface: Option<Surface>,
    /// Whether no issue is an error.
    pub valid: bool,
    /// What is wrong.
    pub issues: Vec<Issue>,
    /// What to mind about the model on the day.
    pub warnings: Vec<Warning>,
    /// What the answer rests on.
    #[serde(flatten)]
    pub basis: Basis,
}

impl ModelMetadata {
    /// What is wrong with some parameters, on the default surface; nothing is allocated where nothing is.
    ///
    /// ```
    /// let model = llmanac::registry().model("gpt-4o").ok_or("not found")?;
    /// let parameters = serde_json::json!({"temperature": 0.7, "max_tokens": 20000});
    /// let issues = model.validate(parameters.as_object().ok_or("an object")?);
    /// assert_eq!(issues[0].message, "max_tokens 20000 exceeds model limit 16384");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn validate(&self, parameters: &Map<String, Value>) -> Vec<Issue> {
        self.validate_on(None, parameters)
    }

    /// The same of a whole request: its parameters, and its messages or inputs where it has some.
    pub fn validate_request(&self, surface: Option<Surface>, request: &Map<String, Value>) -> Vec<Issue> {
        let Some(subject) = self.subject(surface) else { return Vec::new() };
        let is_whole = ["messages", "input"].iter().any(|key| request.contains_key(*key));
        if !is_whole && !request.contains_key("model") {
            return params::validate(&subject, request);
        }
        let parameters = messages::parameters_of(request);
        let mut issues = params::validate(&subject, &parameters);
        if is_whole {
            let input = self.estimate_input(&Value::Object(request.clone()));
            let tokens = self.longest(request, &input, None);
            issues.extend(window::check(&subject, &parameters, &tokens));
            issues.extend(content::check(&subject, request));
        }
        issues
    }

    /// The same, on a surface.
    pub fn validate_on(&self, surface: Option<Surface>, parameters: &Map<String, Value>) -> Vec<Issue> {
        match self.subject(surface) {
            Some(subject) => params::validate(&subject, parameters),
            None => Vec::new(),
        }
    }
}

impl Snapshot {
    /// What is wrong with some parameters for a named model; an unknown name is the one issue.
    pub fn validate_parameters(&self, name: &str, parameters: &Map<String, Value>) -> Vec<Issue> {
        match self.model(name) {
            Some(model) => model.validate(parameters),
            None => vec![Issue::model_not_found(name)],
        }
    }

    /// What is wrong with some parameters for a named model, with what the answer rests on.
    pub fn validate(
        &self,
        name: &str,
        surface: Option<Surface>,
        parameters: &Map<String, Value>,
    ) -> Validation {
        let mut basis = Basis::of(self);
        let Some(model) = self.model(name) else {
            let issues = vec![Issue::model_not_found(name)];
            let model = name.chars().take(80).collect();
            return Validation { model, surface, valid: false, issues, warnings: Vec::new(), basis };
        };
        basis =
            basis.assuming([Assumption::new("date", self.day(), "the day that the registry is seen from")]);
        basis = basis.assuming(assumed(&model, surface));
        if let Some(table) = model.table(surface) {
            basis.rest_on(&model, &format!("parameters of {}", table.name), &table.src);
        }
        if let (_, Some(row)) = model.limit(|limits| limits.output) {
            basis.rest_on(&model, "limits.output", &row.src);
        }
        let issues = model.validate_request(surface, parameters);
        Validation {
            model: model.id().to_string(),
            surface: surface.or_else(|| model.default_surface()),
            valid: !issues.iter().any(Issue::is_error),
            issues,
            warnings: show::warnings(&model),
            basis,
        }
    }
}

/// The version and the surface, where nobody stated them.
pub(crate) fn assumed(model: &ModelMetadata, surface: Option<Surface>) -> Vec<Assumption> {
    let mut assumed = Vec::new();
    if !model.is_version_named()
        && model.versions().next().is_some()
        && let Some(version) = model.version()
    {
        assumed.push(Assumption::new("version", version, "the default version on that day"));
    }
    if surface.is_none()
        && let Some(surface) = model.default_surface()
    {
        assumed.push(Assumption::new("surface", surface, "the model's default surface"));
    }
    assumed
}

impl ModelRegistry {
    /// What is wrong with some parameters for a named model; an unknown name is the one issue.
    ///
    /// ```
    /// let issues = llmanac::registry().validate_parameters("gpt-9", &serde_json::Map::new());
    /// assert_eq!(issues[0].message, "Model gpt-9 not found in registry");
    /// ```
    pub fn validate_parameters(&self, name: &str, parameters: &Map<String, Value>) -> Vec<Issue> {
        self.snapshot().validate_parameters(name, parameters)
    }
}
