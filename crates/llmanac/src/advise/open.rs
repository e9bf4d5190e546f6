//! Amounts that are known only between two bounds, and what was taken for granted where one was settled.

use serde::Serialize;

use crate::cost::{Cost, FreeUse, OpenItem, OpenReason, PricePlan, Usage};
use crate::model::Meter;
use crate::registry::{Assumption, ModelMetadata};

use super::basis::Basis;
use super::call::Placed;
use super::cost::{Line, line};
use super::facts::ids;

/// A meter of a call whose amount is known only between two bounds.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct OpenLine {
    /// The meter.
    pub meter: Meter,
    /// How many.
    pub quantity: u64,
    /// Of what: `token`, `request`.
    pub unit: &'static str,
    /// Why the amount is open.
    pub reason: OpenReason,
    /// The same in a sentence.
    pub because: String,
    /// The quota of free pieces, where that is why: `5000/month`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub free_quota: Option<String>,
    /// The ids of the sources of the quota.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub free_source: Vec<String>,
    /// The line of the least that it costs.
    pub low: Line,
    /// The line of the most that it costs.
    pub high: Line,
}

impl OpenLine {
    pub(crate) fn new(model: &ModelMetadata, item: &OpenItem) -> Self {
        let free = item.free.as_ref();
        let because = match free {
            Some(free) => format!(
                "{} a {} are free for the whole account, and nobody stated how many of them are left",
                free.quota.count(),
                free.quota.period()
            ),
            None => NOT_STATED.to_owned(),
        };
        Self {
            meter: item.meter,
            quantity: item.quantity,
            unit: item.high.unit,
            reason: item.reason,
            because,
            free_quota: free.map(|free| free.quota.to_string()),
            free_source: free.map_or_else(Vec::new, |free| ids(model.tables(), &free.source)),
            low: line(model, &item.low),
            high: line(model, &item.high),
        }
    }
}

const NOT_STATED: &str = "the provider does not state of which kind these tokens are";

/// What is not stated of a call, and how it was taken.
pub(crate) fn assumed(
    model: &ModelMetadata,
    plan: &PricePlan,
    usage: &Usage,
    cost: &Cost,
) -> Vec<Assumption> {
    let kinds = plan
        .kinds_taken(usage)
        .map(|(meter, taken)| Assumption::new("split", format_args!("{meter} as {taken}"), NOT_STATED));
    let quotas = cost.open.iter().filter(|item| item.reason == OpenReason::FreeQuota).map(|item| {
        let own = OpenLine::new(model, item);
        let because = format!("{} ({})", own.because, own.free_source.join(", "));
        Assumption::new("free_quota", FreeUse::Unknown, &because)
    });
    kinds.chain(quotas).collect()
}

/// Adds the evidence of the quotas that the amount hangs on.
pub(crate) fn rest_on_quotas(basis: &mut Basis, placed: &Placed, plan: &PricePlan, usage: &Usage) {
    for (meter, free) in plan.free_quotas().filter(|(meter, _)| usage.count(*meter) > 0) {
        basis.rest_on(&placed.model, &format!("free.{meter}"), &free.source);
    }
}

#[cfg(all(test, feature = "overlay"))]
mod tests {
    use crate::advise::Call;
    use crate::cost::{CostStatus, FreeUse, Usage};
    use crate::model::Meter;
    use crate::registry::Snapshot;
    use crate::testing::little_registry;

    /// A model whose searches are free up to a quota, and whose sound is dearer than its text.
    fn snapshot() -> Snapshot {
        let registry = little_registry();
        let overlay = r#"
            [[model]]
            name = "seeker"
            extends = "quill"
            billed_as = { input.unattributed = "input.text" }
            price = [
              { usd_per_1M = { input.text = "1", input.audio = "4" } },
              { on = ["global/*"], usd_per_1k = { web_search = "10" }, free = { web_search = "2/day" } },
            ]
        "#;
        registry.add_overlay("own.toml", overlay).unwrap();
        registry.snapshot()
    }

    fn usage() -> Usage {
        Usage::new().with(Meter::InputUnattributed, 1_000_000).with(Meter::WebSearch, 3)
    }

    #[test]
    fn what_nobody_stated_is_told_with_the_bounds_and_can_be_computed_again() {
        let snapshot = snapshot();
        let cost = snapshot.cost("seeker", &usage(), &Call::new()).unwrap();
        let ends = [cost.low, cost.high].map(|end| end.unwrap().to_string());
        assert_eq!((cost.status, ends), (CostStatus::Bounded, ["1.01".to_owned(), "1.03".to_owned()]));
        assert_eq!((cost.lines.len(), cost.open[0].low.free), (1, 2));
        let assumed: Vec<String> = cost
            .basis
            .assumed
            .iter()
            .filter(|own| own.what == "split" || own.what == "free_quota")
            .map(|own| format!("{} {}: {}", own.what, own.value, own.because))
            .collect();
        insta::assert_snapshot!(assumed.join("\n"), @r"
        split input.unattributed as input.text: the provider does not state of which kind these tokens are
        free_quota unknown: 2 a day are free for the whole account, and nobody stated how many of them are left (own.toml)
        ");
        let stored = serde_json::to_value(&cost).unwrap();
        let again = snapshot.verify_cost(&stored).unwrap();
        assert!(again.same, "{:?}", again.differences);
    }

    #[test]
    fn a_quota_whose_state_is_stated_gives_one_amount() {
        let snapshot = snapshot();
        for (used, total) in [(FreeUse::Used, "1.03"), (FreeUse::Left, "1.01")] {
            let cost = snapshot.cost("seeker", &usage(), &Call::new().free_quota(used)).unwrap();
            assert_eq!(cost.total.unwrap().to_string(), total, "{used}");
            let again = snapshot.verify_cost(&serde_json::to_value(&cost).unwrap()).unwrap();
            assert!(again.same, "{:?}", again.differences);
        }
    }

    #[test]
    fn bounds_over_all_that_nobody_stated_hold_the_quota_and_the_kinds() {
        let cost = snapshot().cost_bounds("seeker", &usage(), &Call::new()).unwrap();
        let bounds = cost.bounds.unwrap();
        assert_eq!([bounds.low.amount, bounds.high.amount].map(|end| end.to_string()), ["1.01", "4.03"]);
        let told: Vec<String> = bounds
            .drivers
            .iter()
            .map(|own| {
                let [low, high] = [&own.low, &own.high].map(|end| format!("{} {}", end.amount, end.value));
                format!("{}: {low} .. {high}", own.what)
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        split: 1.01 input.text .. 4.03 input.audio
        date: 1.01 2026-11-23 .. 1.03 2026-11-23
        free_quota: 1.01 left .. 1.03 used
        ");
    }
}
