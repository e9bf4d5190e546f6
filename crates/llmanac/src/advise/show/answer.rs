//! The answer to `show`, put together.

use rust_decimal::Decimal;

use crate::advise::Call;
use crate::advise::basis::Basis;
use crate::advise::call::Placed;
use crate::advise::facts::{SoughtFact, Verdict, amount_per, every_source};
use crate::cost::PlanError;
use crate::model::{Capability, Fact, Meter, MeterKind, Modalities, Status};
use crate::registry::{Assumption, Matched, ModelMetadata, Resolution, ResolveError, Snapshot};

use super::warning::{Known, NoPrice};
use super::{
    Shown, ShownCapabilities, ShownDiscount, ShownLimits, ShownReasoning, lifecycle, price, serve, surface,
    version,
};

impl Snapshot {
    /// Everything that is known of the model that a name means.
    ///
    /// ```
    /// let then = llmanac::registry().as_of("2024-06-01".parse()?);
    /// let shown = then.show("gpt-4o")?;
    /// assert_eq!(shown.cost_per_1k_input_tokens.unwrap().to_string(), "0.005");
    /// assert_eq!(serde_json::to_value(&shown)?["cost_per_1k_output_tokens"], "0.015");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// A name that means no model, or several.
    pub fn show(&self, name: &str) -> Result<Shown, ResolveError> {
        let found = self.resolve(name)?;
        let placed = self.placed(name, &found);
        Ok(self.shown(found, &placed))
    }

    /// The same of a model that is at hand, in its default version or the one that it is of.
    pub(crate) fn show_model(&self, model: &ModelMetadata) -> Shown {
        let found = Resolution {
            model: model.clone(),
            matched: Matched::Exact,
            geography: None,
            scope: None,
            region: None,
            also: Vec::new(),
        };
        let placed = self.placed(model.id().as_str(), &found);
        self.shown(found, &placed)
    }

    /// The ordinary circumstances of a call by a name, which may fix the scope and the region.
    pub(in crate::advise) fn placed(&self, name: &str, found: &Resolution) -> Placed {
        let mut placed = Call::new().place(self, name, found.clone()).unwrap_or_else(|_| Placed {
            // A region that nobody knows is no reason to show nothing.
            model: found.model.clone(),
            offer: found.model.default_offer().clone(),
            region: None,
            free_use: crate::cost::FreeUse::Unknown,
            grade: None,
            assumed: Vec::new(),
        });
        placed.assumed.retain(|assumed| assumed.what != "date");
        let date = Assumption::new("date", self.day(), "the day that the registry is seen from");
        placed.assumed.insert(0, date);
        placed
    }

    fn shown(&self, found: Resolution, placed: &Placed) -> Shown {
        let model = &placed.model;
        let (input, output) = (model.input(), model.output());
        let verdicts = Verdict::all(model);
        let lifecycle = lifecycle::lifecycle(model, &verdicts);
        let basis = basis(self, placed);
        let no_price = self.no_price(placed);
        let warnings = Known {
            model,
            disputes: &lifecycle.disputes,
            no_price: no_price.as_ref(),
            evidence: &basis.evidence,
        }
        .warnings();
        let mut cited = every_source(model);
        let parameters = surface::surfaces(model, &mut cited);
        let can = |fact: Fact<bool>| -> Vec<Capability> { model.facts().capabilities.known(fact).collect() };
        Shown {
            model_name: model.model_name().to_owned(),
            provider: model.provider().clone(),
            model_family: model.model_family().clone(),
            display_name: model.display_name().to_owned(),
            supported_input_types: known(input).map(|()| sorted(model.supported_input_types())),
            supported_output_types: known(output).map(|()| sorted(model.supported_output_types())),
            supports_streaming: model.supports_streaming(),
            supports_function_calling: model.supports_function_calling(),
            supports_vision: model.supports_vision(),
            supports_json_mode: model.supports_json_mode(),
            max_context_length: model.window().or(model.input_limit()),
            max_output_tokens: model.output_limit(),
            max_input_tokens: model.input_limit().or(model.window()),
            supports_temperature: model.supports_temperature(),
            supports_top_p: model.supports_top_p(),
            supports_frequency_penalty: model.supports_frequency_penalty(),
            supports_presence_penalty: model.supports_presence_penalty(),
            supports_stop_sequences: model.supports_stop_sequences(),
            parameter_mappings: model.parameter_mappings(),
            default_parameters: model.default_parameters(),
            api_requirements: model.api_requirements().to_json(),
            converter_fn: model.converter_fn().map(|_| "given by the program"),
            cost_per_1k_input_tokens: per_1k(placed, Meter::InputText),
            cost_per_1k_output_tokens: per_1k(placed, Meter::OutputText),
            is_deprecated: is_deprecated(model),
            deprecation_date: model.deprecation_date(),
            replacement_model: model.replacement_model().map(|id| id.name().to_owned()),
            id: model.id().clone(),
            maker: model.maker().clone(),
            status: model.status(),
            version: model.version().map(str::to_owned),
            versions: version::versions(model),
            aliases: model.aliases().iter().chain(&model.facts().aliases).cloned().collect(),
            matched: found.matched,
            geography: found.geography,
            scope: found.scope,
            region: found.region,
            deployment: model.deployment().map(str::to_owned),
            also: found.also,
            offer: placed.offer.clone(),
            limits: ShownLimits {
                window: model.window(),
                input: model.input_limit(),
                output: model.output_limit(),
            },
            capabilities: ShownCapabilities {
                yes: can(Fact::Known(true)),
                no: can(Fact::Known(false)),
                unknown: can(Fact::Unknown),
            },
            knowledge_cutoff: model.knowledge_cutoff(),
            reasoning: ShownReasoning::from(&model.facts().reasoning),
            default_surface: model.default_surface(),
            parameters,
            lifecycle,
            replacement: model.replacement_row().map(|row| row.facts.clone()),
            prices: price::prices(model),
            billed_as: model.data().billed_as.iter().copied().collect(),
            discount: self.discount(placed),
            regions: serve::regions(model),
            rate_limits: serve::quotas(model),
            capacities: serve::capacities(model),
            benchmarks: serve::benchmarks(model),
            warnings,
            verdicts,
            sought: model.data().sought.iter().map(|own| SoughtFact::of(model, own)).collect(),
            layer: model.layer().to_owned(),
            layers: model.data().layers.iter().map(|own| (own.part.as_str(), own.layer.clone())).collect(),
            sources: cited.listed(model.tables()),
            basis,
        }
    }

    /// Why the ordinary call has no price, where it has none.
    fn no_price(&self, placed: &Placed) -> Option<NoPrice> {
        let (error, src) = match self.plan(placed) {
            Err(error @ PlanError::NotSold { .. }) => {
                let PlanError::NotSold { src, .. } = &error else { return None };
                (error.to_string(), src.clone())
            }
            // There are prices, by grade.
            Err(PlanError::OtherGrades { .. }) => return None,
            Err(error) => (error.to_string(), Vec::new()),
            Ok(plan) => {
                let base = plan.band(0);
                if base.rate(Meter::InputText).is_some() || base.rate(Meter::OutputText).is_some() {
                    return None;
                }
                // What makes images or sound has a price by the piece.
                let is_media = |kind| matches!(kind, MeterKind::InputMedia | MeterKind::OutputMedia);
                if base.rates().iter().any(|rate| is_media(rate.meter.kind()))
                    || !placed.model.grades().is_empty()
                {
                    return None;
                }
                let offer = &placed.offer;
                (format!("no rate of {} for text is known for {offer}", placed.model.id()), Vec::new())
            }
        };
        Some(NoPrice { because: error, src })
    }

    /// The caller's own terms that hold for the ordinary call.
    fn discount(&self, placed: &Placed) -> Option<ShownDiscount> {
        let model = &placed.model;
        self.terms()
            .filter(|terms| terms.are_for(model.data()))
            .map(|terms| &terms.discount)
            .find(|discount| discount.applies(&placed.offer, model.day()))
            .map(|discount| ShownDiscount {
                name: discount.name().to_string(),
                percent_left: Decimal::new(discount.left().into(), 1).normalize(),
            })
    }
}

/// Whether no new use is let in, or calls fail; `None` where nothing is known of its life.
pub(in crate::advise) fn is_deprecated(model: &ModelMetadata) -> Option<bool> {
    (model.status() != Status::Unknown).then(|| model.is_deprecated())
}

fn known(fact: Fact<Modalities>) -> Option<()> {
    (!fact.is_unknown()).then_some(())
}

/// In the order of the names, whatever the order of the set.
fn sorted<T: Copy + std::fmt::Display>(set: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut all: Vec<T> = set.into_iter().collect();
    all.sort_by_cached_key(ToString::to_string);
    all
}

fn per_1k(placed: &Placed, meter: Meter) -> Option<Decimal> {
    amount_per(placed.model.rate(&placed.offer, meter)?, 1_000)
}

/// What the page rests on: the facts that a reader looks at first.
fn basis(snapshot: &Snapshot, placed: &Placed) -> Basis {
    let model = &placed.model;
    let mut basis = Basis::of(snapshot).assuming(placed.assumed.iter().cloned());
    basis.rest_on(model, "capabilities", &model.facts().src);
    for (fact, row) in [
        ("limits.window", model.limit(|limits| limits.window).1),
        ("limits.input", model.limit(|limits| limits.input).1),
        ("limits.output", model.limit(|limits| limits.output).1),
    ] {
        if let Some(row) = row {
            basis.rest_on(model, fact, &row.src);
        }
    }
    for meter in [Meter::InputText, Meter::OutputText] {
        if let Some((_, row)) = model.rate_row(&placed.offer, meter) {
            basis.rest_on(model, &format!("price.{meter}"), &row.src);
        }
    }
    basis.rest_on(model, "lifecycle", &model.lifecycle().src);
    if let Some(row) = model.replacement_row() {
        basis.rest_on(model, "replacement", &row.src);
    }
    if let Some(table) = model.table(None) {
        basis.rest_on(model, "parameters", &table.src);
    }
    basis
}
