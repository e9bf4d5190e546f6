//! The circumstances of a call, as keywords of Python.

use std::str::FromStr;

use llmanac::advise::Call;
use llmanac::model::{ApiVersion, RegionId, Scope, ServiceTier, Surface};
use llmanac::wire::Policy;
use pyo3::prelude::*;

use crate::{day, error};

/// A word of a closed set, or an error that lists the known ones.
pub fn word<T>(py: Python<'_>, text: Option<&str>) -> PyResult<Option<T>>
where
    T: FromStr,
    T::Err: ToString,
{
    text.map(str::parse).transpose().map_err(|problem: T::Err| error::call(py, problem))
}

/// What a call states of itself.
#[derive(Default)]
pub struct Stated<'a, 'py> {
    pub at: Option<&'a Bound<'py, PyAny>>,
    pub tier: Option<&'a str>,
    pub scope: Option<&'a str>,
    pub region: Option<&'a str>,
    pub grade: Option<&'a str>,
    pub api_version: Option<&'a str>,
    pub free_quota: Option<&'a str>,
}

impl Stated<'_, '_> {
    /// The same as the core's call.
    pub fn call(&self, py: Python<'_>) -> PyResult<Call> {
        let mut call = Call::new();
        if let Some(at) = self.at.filter(|at| !at.is_none()) {
            call = call.on(day::of(at)?);
        }
        if let Some(tier) = word::<ServiceTier>(py, self.tier)? {
            call = call.tier(tier);
        }
        if let Some(scope) = word::<Scope>(py, self.scope)? {
            call = call.scope(scope);
        }
        if let Some(region) = word::<RegionId>(py, self.region)? {
            call = call.region(region);
        }
        if let Some(grade) = self.grade {
            call = call.grade(grade);
        }
        if let Some(version) = word::<ApiVersion>(py, self.api_version)? {
            call = call.api_version(version);
        }
        if let Some(used) = word(py, self.free_quota)? {
            call = call.free_quota(used);
        }
        Ok(call)
    }
}

/// The API that is meant.
pub fn surface(py: Python<'_>, name: Option<&str>) -> PyResult<Option<Surface>> {
    word(py, name)
}

/// What is done with what would be lost: `strict` or `fit`.
pub fn policy(py: Python<'_>, name: &str) -> PyResult<Policy> {
    Ok(word(py, Some(name))?.unwrap_or(Policy::Strict))
}
