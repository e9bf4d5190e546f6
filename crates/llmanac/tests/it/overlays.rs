//! Custom models, deployments and terms of the caller.

mod capacity;
mod deployments;
mod extending;
mod mistakes;
mod prices;
mod registering;

use llmanac::ModelRegistry;
use llmanac::advise::Call;
use llmanac::cost::Usage;
use llmanac::model::Meter;

fn with(overlay: &str) -> ModelRegistry {
    let registry = ModelRegistry::embedded();
    registry.add_overlay("llmanac.toml", overlay).unwrap_or_else(|error| panic!("{error}"));
    registry
}

fn refused(overlay: &str) -> String {
    ModelRegistry::embedded().add_overlay("llmanac.toml", overlay).unwrap_err().to_string()
}

fn million(registry: &ModelRegistry, model: &str) -> String {
    let usage = Usage::new().with(Meter::InputText, 1_000_000);
    let call = Call::new().on("2026-11-23".parse().unwrap());
    registry.snapshot().cost(model, &usage, &call).unwrap().total.unwrap().to_string()
}
