//! Which models are asked, and how strictly.

use crate::advise::Call;
use crate::model::{ModelFamily, Provider, Surface, named};
use crate::registry::ResolveError;

named! {
    /// Under which policies a request is tried.
    #[derive(Default)]
    "view" PortabilityView {
        /// Under the strict policy, and where that refuses under fit.
        #[default]
        StrictThenFit = "strict_then_fit",
        /// Under the strict policy alone: what would be lost or mended is refused.
        Strict = "strict",
        /// Under fit: what is not known to be supported is left out.
        Fit = "fit",
    }
}

named! {
    /// In which order models are listed.
    "order" PortabilityOrder {
        /// Those that take most requests unchanged first, then changed, then fitted.
        Fit = "fit",
        /// Those that take most requests at a known price first; of these the cheapest.
        Cost = "cost",
        /// By id and surface.
        Name = "name",
    }
}

/// Which models recorded requests are held against, and under which circumstances.
///
/// ```
/// use llmanac::advise::{PortabilityChoice, PortabilityView};
/// let choice = PortabilityChoice::new().model("gpt-4o").model("gemini-2.5-pro").view(PortabilityView::Strict);
/// # let _ = choice;
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct PortabilityChoice {
    pub(super) providers: Vec<Provider>,
    pub(super) families: Vec<ModelFamily>,
    pub(super) models: Vec<String>,
    pub(super) surfaces: Vec<Surface>,
    pub(super) view: PortabilityView,
    pub(super) call: Call,
}

impl PortabilityChoice {
    /// Every living model, on every surface that reads messages.
    pub fn new() -> Self {
        Self::default()
    }

    /// Of a provider; said more than once, of any of them.
    #[must_use]
    pub fn provider(mut self, provider: Provider) -> Self {
        self.providers.push(provider);
        self
    }

    /// Of a family; said more than once, of any of them.
    #[must_use]
    pub fn family(mut self, family: ModelFamily) -> Self {
        self.families.push(family);
        self
    }

    /// Only models that are named so, living or not: a version, an alias, a deployment.
    #[must_use]
    pub fn model(mut self, name: impl Into<String>) -> Self {
        self.models.push(name.into());
        self
    }

    /// On a surface; said more than once, on any of them.
    #[must_use]
    pub fn surface(mut self, surface: Surface) -> Self {
        self.surfaces.push(surface);
        self
    }

    /// Under which policies a request is tried.
    #[must_use]
    pub fn view(mut self, view: PortabilityView) -> Self {
        self.view = view;
        self
    }

    /// Under the circumstances of a call: its day, tier, scope, region and counter of tokens.
    #[must_use]
    pub fn call(mut self, call: Call) -> Self {
        self.call = call;
        self
    }
}

/// Why there is nothing to hold requests against.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PortabilityError {
    /// A name that means no model.
    #[error(transparent)]
    Resolve(#[from] ResolveError),
    /// A provider or a family that has no models here.
    #[error("no {what} `{name}` has models here{}", .near.as_ref().map_or_else(String::new, |near| format!("; did you mean `{near}`?")))]
    NoModels {
        /// `provider` or `family`.
        what: &'static str,
        /// The name.
        name: String,
        /// What was probably meant.
        near: Option<String>,
    },
}
