//! What a router bills on top of the model that it chose.

use crate::cost::Usage;
use crate::model::Meter;
use crate::registry::{Resolution, Snapshot};
use crate::wire::{Invocation, RateContext};

use super::circumstances::Circumstances;
use super::sum::Priced;
use super::{Bounding, ResponseCostError};

/// What the calls of routers are for, as the answer lists it.
const PURPOSE: &str = "router";

/// The router that a response went through.
pub(super) enum Router {
    Known(Box<Resolution>),
    /// The response's word for a router that the registry does not have.
    Unknown(String),
}

impl Snapshot {
    /// The router that the call names, or that the response does.
    pub(super) fn router(&self, found: &Resolution, context: &RateContext) -> Option<Router> {
        if found.model.is_router() {
            return Some(Router::Known(Box::new(found.clone())));
        }
        let word = context.stated.get("surcharge_model")?;
        let named = self.resolve(&format!("{}/{word}", found.model.provider())).ok();
        Some(match named.filter(|own| own.model.is_router()) {
            Some(own) => Router::Known(Box::new(own)),
            None => Router::Unknown(word.clone()),
        })
    }

    /// The router's own rate for everything that was read.
    pub(super) fn surcharge(
        &self,
        router: Router,
        calls: &[Invocation],
        settled: &Circumstances,
        bounding: Bounding,
    ) -> Result<Priced, ResponseCostError> {
        let total: u128 = calls.iter().map(|call| call.meters.total_input()).sum();
        let total = u64::try_from(total).map_err(|_| ResponseCostError::TooMany)?;
        let usage = Usage::new().with(Meter::InputText, total);
        let purpose = Some(PURPOSE.to_owned());
        match router {
            Router::Known(found) => {
                let name = found.model.id().to_string();
                let answer = self.answered(&name, *found, &usage, settled, bounding)?;
                Ok(Priced { purpose, answer: Ok(Box::new(answer)) })
            }
            Router::Unknown(name) => {
                let reason = format!("what `{name}` bills on top of the model that it chose is not known");
                Ok(Priced::unknown(name, purpose, usage, reason))
            }
        }
    }
}
