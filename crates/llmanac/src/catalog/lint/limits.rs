//! Limits fit into each other.

use crate::model::{Asked, Fact, LimitFacts, ModelData, Tokens, pick};

use super::{Found, days, offers, versions};

pub(super) fn check(found: &mut Found, model: &ModelData) {
    for day in days(&model.limits) {
        for version in versions(model) {
            for offer in offers(model) {
                let asked = Asked { version, offer: &offer, day };
                let limit = |get: fn(&LimitFacts) -> Fact<Tokens>| {
                    pick(&model.limits, asked, |limits| get(limits).known()).map(|(tokens, _)| tokens)
                };
                let window = limit(|limits| limits.window);
                for (name, part) in [("input", limit(|l| l.input)), ("output", limit(|l| l.output))] {
                    if let (Some(window), Some(part)) = (window, part)
                        && part > window
                    {
                        found.error(
                            "limit_within_window",
                            &model.id,
                            format_args!("{name} {part} is more than the window {window}"),
                        );
                    }
                }
            }
        }
    }
    let budget = &model.base.reasoning;
    if let (Some(min), Some(max)) = (budget.budget_min, budget.budget_max)
        && min > max
    {
        found.error(
            "budget_order",
            &model.id,
            format_args!("the thinking budget's least {min} is over its most {max}"),
        );
    }
    if let (Some(levels), Some(default)) = (&budget.effort, &budget.effort_default)
        && !levels.contains(default)
    {
        found.error(
            "effort_default",
            &model.id,
            format_args!("the default effort `{default}` is not among its levels"),
        );
    }
}
