//! A request for a model, as the verbs take it that convert one.

use llmanac::advise::{Call, PrepareError};
use llmanac::model::{ApiVersion, Surface};
use llmanac::wire::Policy;

use super::call::CallArgs;
use crate::complete;
use crate::error::CommandError;

/// The model, the request, and how it is to go.
#[derive(Debug, clap::Args)]
pub struct RequestArgs {
    /// The model, in any spelling
    #[arg(add = complete::models())]
    pub model: String,

    /// The request: a file, a JSON object, or - for standard input
    pub request: String,

    /// Mend what can be mended, and report each change
    #[arg(long)]
    fit: bool,

    /// For this surface [default: the model's own]
    #[arg(long, value_name = "SURFACE")]
    pub surface: Option<Surface>,

    /// Under this version of the API, where the provider has several: 2024-10-21, v1
    #[arg(long, value_name = "VERSION")]
    pub api_version: Option<ApiVersion>,

    #[command(flatten)]
    pub call: CallArgs,
}

impl RequestArgs {
    /// The circumstances of the call.
    pub fn call(&self) -> Call {
        let call = self.call.call();
        match self.api_version {
            Some(version) => call.api_version(version),
            None => call,
        }
    }

    /// What is done with what would be lost.
    pub fn policy(&self) -> Policy {
        if self.fit { Policy::Fit } else { Policy::Strict }
    }
}

/// Why the question is wrong.
pub fn failed(error: PrepareError) -> CommandError {
    match error {
        PrepareError::Resolve(error) => error.into(),
        PrepareError::Call(error) => CommandError::usage(error),
        other => CommandError::no(other),
    }
}
