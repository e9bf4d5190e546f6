//! The calls of a response that holds several, priced again.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::advise::cost::CostAnswer;
use crate::advise::response::{Priced, sum};
use crate::cost::Usage;
use crate::registry::Snapshot;

use super::{Stored, StoredBounds, VerifyError, usage};

/// What of a stored call is needed to compute it again.
#[derive(Deserialize)]
pub(super) struct StoredCall {
    model: String,
    version: Option<String>,
    /// Absent where the registry did not have the model.
    offer: Option<String>,
    at: Option<String>,
    purpose: Option<String>,
    usage: BTreeMap<String, u64>,
    reason: Option<String>,
    bounds: Option<StoredBounds>,
}

impl Snapshot {
    /// The sum of the stored calls; `head` where the answer is of one call.
    pub(super) fn calls_again(&self, read: &Stored, head: CostAnswer) -> Result<CostAnswer, VerifyError> {
        if read.calls.is_empty() {
            return Ok(head);
        }
        let priced =
            read.calls.iter().map(|call| self.call_again(read, call)).collect::<Result<Vec<_>, _>>()?;
        let (answer, _) = sum(|| Ok(head), priced)?;
        Ok(answer)
    }

    fn call_again(&self, read: &Stored, call: &StoredCall) -> Result<Priced, VerifyError> {
        let purpose = call.purpose.clone();
        let (Some(offer), Some(at)) = (&call.offer, &call.at) else {
            let counts: Usage = usage(&call.usage)?;
            let reason = call.reason.clone().unwrap_or_default();
            return Ok(Priced::unknown(call.model.clone(), purpose, counts, reason));
        };
        let placed = self.placed_as(read, &call.model, call.version.as_deref(), offer, at)?;
        let answer = self.priced_again(&placed, &call.usage, call.bounds.as_ref())?;
        Ok(Priced { purpose, answer: Ok(Box::new(answer)) })
    }
}
