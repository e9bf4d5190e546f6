//! What is known of a model beside the original's attributes.

use llmanac::ModelMetadata as CoreMetadata;
use llmanac::model::Meter;
use pyo3::prelude::*;

use super::{ModelMetadata, full_name};
use crate::answer::{self, Money};
use crate::{error, python};

#[pymethods]
impl ModelMetadata {
    /// The id: `azure_openai/gpt-4o`.
    #[getter]
    pub(super) fn id(&self) -> PyResult<String> {
        self.either(|own| format!("{}/{}", own.provider, own.model_name), |model| model.id().to_string())
    }

    /// The version that answers are for; `None` for a model without versions.
    #[getter]
    pub(super) fn version(&self) -> Option<&str> {
        self.core().and_then(CoreMetadata::version)
    }

    /// The versions, as the catalog lists them.
    #[getter]
    fn versions(&self) -> Vec<&str> {
        self.core().map_or_else(Vec::new, |model| model.versions().collect())
    }

    /// The other names of the model.
    #[getter]
    fn aliases(&self) -> Vec<String> {
        self.core().map_or_else(Vec::new, |model| model.aliases().to_vec())
    }

    /// Who trained it; `None` for a model that is not registered.
    #[getter]
    fn maker(&self) -> Option<&str> {
        self.core().map(|model| model.maker().as_str())
    }

    /// The tokenizer of its texts; `None`: not known, or not public.
    #[getter]
    fn tokenizer(&self) -> Option<&str> {
        self.core().and_then(CoreMetadata::tokenizer)
    }

    /// Where it stands in its life on the day: `active`, `deprecated`, `retired`, `disputed` ...
    #[getter]
    pub(super) fn status(&self) -> Option<&str> {
        self.core().map(|model| model.status().as_str())
    }

    /// The APIs that serve it: `azure_openai.chat`.
    #[getter]
    fn surfaces(&self) -> Vec<&'static str> {
        self.core().map_or_else(Vec::new, |model| model.surfaces().map(|surface| surface.as_str()).collect())
    }

    /// The day that answers are for; `None` for a model that is not registered.
    #[getter]
    fn day(&self) -> Option<String> {
        self.core().map(|model| model.day().to_string())
    }

    /// Where it comes from: `catalog`, an overlay's name, `program`.
    #[getter]
    fn layer(&self) -> Option<&str> {
        self.core().map(CoreMetadata::layer)
    }

    /// Whether a standard parameter is accepted; `None`: not known.
    fn supports_parameter(&self, name: &str) -> PyResult<Option<bool>> {
        Ok(self.registered()?.supports_parameter(name))
    }

    /// The exact rate for 1,000 units of a meter on the usual offer, as a `Decimal`; `None`: not known.
    pub(super) fn usd_per_1k<'py>(
        &self,
        py: Python<'py>,
        meter: &str,
    ) -> PyResult<Option<Bound<'py, PyAny>>> {
        let meter: Meter = meter.parse().map_err(|problem| error::call(py, problem))?;
        let rate = self.either(
            |own| match meter {
                Meter::InputText => own.cost_per_1k_input_tokens,
                Meter::OutputText => own.cost_per_1k_output_tokens,
                _ => None,
            },
            |model| model.rate(model.default_offer(), meter)?.amount_per(1_000),
        )?;
        rate.map(|rate| python::to_decimal(py, &rate.to_string())).transpose()
    }

    /// The same model in one version, by its id; `None` where it has none of that id.
    fn with_version(&self, id: &str) -> PyResult<Option<Self>> {
        let model = self.registered()?.with_version(id);
        Ok(model.zip(self.seen.as_ref()).map(|(model, (snapshot, _))| Self::of(snapshot.clone(), model)))
    }

    /// Everything known, as `llmanac show --json` prints it: limits, parameters, prices, dates, sources.
    fn show<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        let model = self.registered()?;
        let snapshot = self.seen.as_ref().map(|(snapshot, _)| snapshot.as_of(model.day()));
        let name = full_name(model);
        let shown = snapshot.map(|snapshot| snapshot.show(&name)).transpose();
        let shown = shown.map_err(|problem| error::resolve(py, &problem))?;
        answer::plain(py, &shown, Money::Nowhere)
    }
}
