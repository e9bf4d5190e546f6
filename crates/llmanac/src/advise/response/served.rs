//! Which model and version answered a call of a response.

use crate::model::ModelId;
use crate::params::cut;
use crate::registry::{CATALOG_LAYER, Matched, Resolution, Snapshot};
use crate::wire::{Invocation, NoteCode, UsageNote};

use super::answer::ResponseCostError;

/// The model that answered.
pub(super) enum Served {
    Known(Box<Resolution>),
    /// The response's own word for a model that the registry does not have.
    Unknown {
        name: String,
        reason: String,
    },
}

impl Served {
    /// A model that the response does not name; `word` stands for it.
    fn unnamed(word: &str) -> Self {
        let reason = "the response does not name the model that answered".to_owned();
        Self::Unknown { name: cut(word).to_owned(), reason }
    }
}

impl Snapshot {
    /// The response's word counts where it means the model that the call names, or a version of it. Another model
    /// answers a call of its own within the response, or behind a pointer or a router; a name of the caller's own stands for
    /// whatever it stands for.
    pub(super) fn served(
        &self,
        name: &str,
        found: &Resolution,
        invocation: &Invocation,
        notes: &mut Vec<UsageNote>,
    ) -> Result<Served, ResponseCostError> {
        let known = |found: Resolution| Ok(Served::Known(Box::new(found)));
        // A call beside the response's own, by a model that it does not name, is not the called one's.
        if let (None, Some(purpose)) = (&invocation.model, &invocation.purpose) {
            return Ok(Served::unnamed(purpose));
        }
        let Some(stated) = invocation.model.as_deref().map(str::trim).filter(|stated| *stated != name) else {
            // A router never answers itself.
            return if found.model.is_router() { Ok(Served::unnamed(name)) } else { known(found.clone()) };
        };
        let is_own_call = invocation.purpose.is_some();
        let Some(served) = self.served_by(stated, found) else {
            let short = cut(stated);
            if is_own_call {
                let reason = format!("Model {short} not found in registry");
                return Ok(Served::Unknown { name: short.to_owned(), reason });
            }
            if found.model.is_router() {
                let reason = format!("Model {short} not found in registry");
                return Ok(Served::Unknown { name: short.to_owned(), reason });
            }
            let id = found.model.id();
            // A name of another model elsewhere is no spelling of this one.
            let elsewhere = self.resolve(stated).ok().map(|other| other.model);
            if let Some(other) = elsewhere.filter(|other| other.model_name() != found.model.model_name()) {
                return differing(found, stated, other.id(), notes);
            }
            tell(
                notes,
                NoteCode::ModelUnknown,
                format!("the response names `{short}`, which is no name of {id} here"),
            );
            return known(found.clone());
        };
        let fixed = Resolution { scope: found.scope.clone(), region: found.region.clone(), ..served.clone() };
        if served.model.id() == found.model.id() {
            if found.model.is_router() {
                return Ok(Served::unnamed(stated));
            }
            let Some(version) = served.model.version().filter(|_| served.model.is_version_named()) else {
                return known(found.clone());
            };
            let called = found.model.version().filter(|_| found.model.is_version_named());
            if let Some(called) = called.filter(|called| *called != version) {
                let message = format!(
                    "the call is of version {called}, and the response says {version}: the latter is priced"
                );
                tell(notes, NoteCode::ModelDiffers, message);
            }
            let model = found.model.with_version(version).unwrap_or_else(|| found.model.clone());
            return known(Resolution { model, ..found.clone() });
        }
        if is_own_call || found.matched == Matched::Pointer || found.model.is_router() {
            return known(fixed);
        }
        differing(found, stated, served.model.id(), notes)
    }

    /// What a response's word means at the provider that was called.
    fn served_by(&self, stated: &str, found: &Resolution) -> Option<Resolution> {
        let provider = found.model.provider();
        let own = self.resolve(&format!("{provider}/{stated}")).ok();
        own.or_else(|| self.resolve(stated).ok()).filter(|served| served.model.provider() == provider)
    }
}

/// Another model answered than the call names: an error, but where the call's name is the caller's own.
fn differing(
    found: &Resolution,
    stated: &str,
    served: &ModelId,
    notes: &mut Vec<UsageNote>,
) -> Result<Served, ResponseCostError> {
    let called = found.model.id();
    if found.matched == Matched::Deployment || found.model.layer() != CATALOG_LAYER {
        let message = format!("the response names `{}`, which is {served}; {called} is priced", cut(stated));
        tell(notes, NoteCode::ModelDiffers, message);
        return Ok(Served::Known(Box::new(found.clone())));
    }
    Err(ResponseCostError::OtherModel {
        stated: cut(stated).to_owned(),
        served: served.to_string(),
        called: called.to_string(),
    })
}

/// The same thing is told once.
fn tell(notes: &mut Vec<UsageNote>, code: NoteCode, message: String) {
    let note = UsageNote::new(code, message);
    if !notes.contains(&note) {
        notes.push(note);
    }
}
