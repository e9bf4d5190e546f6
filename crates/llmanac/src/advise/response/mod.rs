//! What a provider's raw response cost.
//!
//! ```text
//! payload     surface         which API answered, where nobody stated it
//!   |         wire::usage     counts by meter, for each call that the response holds
//!   v         circumstances   tier, scope, region and day, as the response states them
//! calls       served          which model and version answered each call
//!   |         router          what the router bills that chose the model
//!   v         sum             the calls, priced one by one and summed
//! answer
//! ```

mod answer;
mod circumstances;
mod router;
mod served;
mod sum;
mod surface;

#[cfg(all(test, feature = "overlay"))]
mod tests;

use serde_json::Value;

use crate::advise::call::Call;
use crate::advise::cost::{CostAnswer, CostFailure};
use crate::cost::Usage;
use crate::model::Surface;
use crate::registry::{Assumption, Resolution, Snapshot};
use crate::wire::{Invocation, NoteCode, UsageNote};

use circumstances::Circumstances;
use served::Served;

pub use answer::{CallCost, ResponseCost, ResponseCostError};
pub(crate) use sum::{Priced, sum};

/// Whether bounds over what nobody stated are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bounding {
    /// What nobody stated is assumed, and told.
    #[default]
    Assume,
    /// The answer is bounded over all that nobody stated.
    Bound,
}

impl Snapshot {
    /// What a raw response of a named model cost.
    ///
    /// The response is read as [`usage`](Self::usage) reads it; without a surface the model's own are tried. What the
    /// response states of its tier, scope, region, version and day outweighs what the call states, and a difference is
    /// told in the notes. Several calls within one response are priced each by itself.
    ///
    /// ```
    /// use llmanac::advise::{Bounding, Call};
    /// let response = serde_json::json!({
    ///     "model": "gpt-4o-2024-08-06",
    ///     "service_tier": "default",
    ///     "usage": { "prompt_tokens": 1000, "completion_tokens": 500, "total_tokens": 1500 },
    /// });
    /// let snapshot = llmanac::registry().snapshot();
    /// let cost = snapshot.response_cost("gpt-4o", None, &response, &Call::new(), Bounding::Assume)?;
    /// assert_eq!(cost.answer.total.ok_or("not known")?.to_string(), "0.0075");
    /// assert_eq!(cost.answer.version.as_deref(), Some("2024-08-06"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, a response without usage or with counts that contradict each other, a stream that
    /// was cut, several responses in one, one that another model answered than the call names, and what
    /// [`cost`](Self::cost) refuses.
    pub fn response_cost(
        &self,
        name: &str,
        surface: Option<Surface>,
        response: &Value,
        call: &Call,
        bounding: Bounding,
    ) -> Result<ResponseCost, ResponseCostError> {
        let found = self.resolve(name)?;
        let (surface, extracted) = self.read_response(&found.model, surface, response, name)?;
        let mut notes = extracted.notes;
        let is_not_whole =
            |note: &&UsageNote| matches!(note.code, NoteCode::StreamUnfinished | NoteCode::SeveralResponses);
        if let Some(note) = notes.iter().find(is_not_whole) {
            return Err(ResponseCostError::NotWhole { note: note.message.clone() });
        }
        let settled = Circumstances::of(call, &extracted.context, &found, &mut notes)?;
        let mut priced = Vec::with_capacity(extracted.invocations.len());
        let mut fees = extracted.fees;
        for invocation in &extracted.invocations {
            // Fees by the piece belong to the response; they are billed with its first call.
            let usage = invocation.meters.plus(&std::mem::take(&mut fees)).ok_or(Self::TOO_MANY)?;
            let served = self.served(name, &found, invocation, &mut notes)?;
            priced.push(self.priced_call(name, served, invocation, &usage, &settled, bounding)?);
        }
        if let Some(router) = self.router(&found, &extracted.context) {
            priced.push(self.surcharge(router, &extracted.invocations, &settled, bounding)?);
        }
        let head = || self.answered(name, found, &Usage::new(), &settled, Bounding::Assume);
        let (answer, calls) = sum(head, priced)?;
        let mut cost = ResponseCost {
            answer,
            calls,
            surface: surface.surface,
            context: extracted.context,
            total_matches: extracted.total_matches,
            notes,
        };
        cost.answer.basis.assumed.extend(surface.assumed);
        Ok(cost)
    }

    const TOO_MANY: ResponseCostError = ResponseCostError::TooMany;

    /// One call of the response, priced where its model is known.
    fn priced_call(
        &self,
        name: &str,
        served: Served,
        invocation: &Invocation,
        usage: &Usage,
        settled: &Circumstances,
        bounding: Bounding,
    ) -> Result<Priced, CostFailure> {
        let purpose = invocation.purpose.clone();
        let found = match served {
            Served::Known(found) => *found,
            Served::Unknown { name, reason } => return Ok(Priced::unknown(name, purpose, *usage, reason)),
        };
        let answer = self.answered(name, found, usage, settled, bounding)?;
        Ok(Priced { purpose, answer: Ok(Box::new(answer)) })
    }

    /// The price on the day of the answer; on a day without a price, that of today.
    fn answered(
        &self,
        name: &str,
        found: Resolution,
        usage: &Usage,
        settled: &Circumstances,
        bounding: Bounding,
    ) -> Result<CostAnswer, CostFailure> {
        let mut placed = settled.call.place(self, name, found.clone())?;
        if settled.is_day_of_answer && self.plan(&placed).is_err() {
            // A day on which the model had no price is no day of this answer: clocks and recordings are off.
            let mut today = settled.call.clone().on(self.day()).place(self, name, found)?;
            today.assumed.push(Assumption::new(
                "date",
                self.day(),
                "the model has no price on the day that the response states",
            ));
            if self.plan(&today).is_ok() {
                placed = today;
            }
        }
        match bounding {
            Bounding::Assume => self.settled_cost(&placed, usage),
            Bounding::Bound => self.bounded(&placed, std::slice::from_ref(usage)),
        }
    }
}
