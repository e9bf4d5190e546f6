//! The circumstances of a response: what it states itself, else what the call states.

use crate::advise::call::Call;
use crate::model::ServiceTier;
use crate::registry::Resolution;
use crate::wire::{NoteCode, RateContext, UsageNote};

use super::answer::ResponseCostError;

/// The call under which a response is priced.
pub(super) struct Circumstances {
    pub call: Call,
    /// The day is the response's own word.
    pub is_day_of_answer: bool,
}

impl Circumstances {
    /// A tier or a scope that the catalog does not know is an error: no other one's price stands in.
    pub fn of(
        call: &Call,
        context: &RateContext,
        found: &Resolution,
        notes: &mut Vec<UsageNote>,
    ) -> Result<Self, ResponseCostError> {
        refuse_unknown(call, found, notes)?;
        let mut settled = call.clone();
        let stated_tier = call.stated_tier();
        if let Some(served) = context.tier {
            let asked = stated_tier.unwrap_or(found.model.default_offer().tier);
            if is_served(asked, served, context) {
                settled = settled.tier(served);
                if let Some(stated) = stated_tier.filter(|stated| *stated != served) {
                    let message = format!(
                        "the call says {stated}, and the response says {served}: the latter is priced"
                    );
                    notes.push(UsageNote::new(NoteCode::TierDiffers, message));
                }
            }
        }
        let fixed = found.scope.as_ref().or_else(|| call.stated_scope());
        if let Some(served) = &context.scope {
            match fixed {
                None => settled = settled.scope(served.clone()),
                Some(fixed) if fixed == served => {}
                Some(fixed) => {
                    let message =
                        format!("the call is {fixed}, and the response says {served}: the former is priced");
                    notes.push(UsageNote::new(NoteCode::ScopeDiffers, message));
                }
            }
        }
        if call.stated_region().is_none()
            && found.region.is_none()
            && let Some(region) = &context.region
        {
            settled = settled.region(region.clone());
        }
        let is_day_of_answer = call.stated_day().is_none() && context.answered.is_some();
        if is_day_of_answer && let Some(day) = context.answered {
            settled = settled.on(day);
        }
        Ok(Self { call: settled, is_day_of_answer })
    }
}

/// Whether the tier that a response states is the one that is billed.
///
/// A response that says "standard" does not speak of what was bought ahead; where bought capacity was full, it does.
fn is_served(asked: ServiceTier, served: ServiceTier, context: &RateContext) -> bool {
    let is_spilled = asked.is_capacity() && context.spilled_over == Some(true);
    served != ServiceTier::Standard || !asked.is_bought_ahead() || is_spilled
}

/// The response names a tier or scope that is not known, and the call states none.
fn refuse_unknown(call: &Call, found: &Resolution, notes: &[UsageNote]) -> Result<(), ResponseCostError> {
    let is_tier_told = call.stated_tier().is_some();
    let is_scope_told = call.stated_scope().is_some() || found.scope.is_some();
    for (code, is_told, what) in
        [(NoteCode::TierUnknown, is_tier_told, "tier"), (NoteCode::ScopeUnknown, is_scope_told, "scope")]
    {
        if !is_told && let Some(note) = notes.iter().find(|note| note.code == code) {
            return Err(ResponseCostError::Circumstance { note: note.message.clone(), what });
        }
    }
    Ok(())
}
