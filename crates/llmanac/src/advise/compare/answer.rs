//! The answer to `compare`, put together.

use crate::advise::basis::Basis;
use crate::advise::call::{Call, Placed};
use crate::advise::cost::CostFailure;
use crate::cost::{Cost, CostStatus, Usage};
use crate::model::Meter;
use crate::registry::{Assumption, Resolution, Snapshot};

use super::{CompareError, ComparedCost, ComparedModel, Comparison, price, rows};

impl Snapshot {
    /// Models side by side, on their ordinary offers.
    ///
    /// ```
    /// let compared = llmanac::registry().snapshot().compare(&["gpt-4o", "gpt-4o-mini"])?;
    /// let output = compared.rows.iter().find(|row| row.field == "limits.output").ok_or("no row")?;
    /// assert_eq!((output.values.len(), output.differs), (2, Some(false)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No name at all; names that mean no model.
    pub fn compare<N: AsRef<str>>(&self, names: &[N]) -> Result<Comparison, CompareError> {
        self.compared(names, &Call::new(), None)
    }

    /// The same under stated circumstances, with what one call costs on each.
    ///
    /// # Errors
    ///
    /// No name at all; names that mean no model; a region that the provider does not have.
    pub fn compare_calls<N: AsRef<str>>(
        &self,
        names: &[N],
        usage: &Usage,
        call: &Call,
    ) -> Result<Comparison, CompareError> {
        self.compared(names, call, Some(usage))
    }

    fn compared<N: AsRef<str>>(
        &self,
        names: &[N],
        call: &Call,
        usage: Option<&Usage>,
    ) -> Result<Comparison, CompareError> {
        if names.is_empty() {
            return Err(CompareError::NoModels);
        }
        let mut found = Vec::with_capacity(names.len());
        let mut unknown = Vec::new();
        for name in names {
            match self.resolve(name.as_ref()) {
                Ok(resolution) => found.push((name.as_ref(), resolution)),
                Err(error) => unknown.push(error),
            }
        }
        if !unknown.is_empty() {
            return Err(CompareError::Resolve(unknown));
        }
        let placed = found
            .iter()
            .map(|(name, resolution)| call.place(self, name, resolution.clone()))
            .collect::<Result<Vec<_>, _>>()?;
        let models = found.iter().zip(&placed).map(|((name, _), placed)| model(name, placed)).collect();
        let costs = match usage {
            Some(usage) => {
                found.into_iter().map(|(name, found)| self.compared_cost(name, found, usage, call)).collect()
            }
            None => Vec::new(),
        };
        let mut rows = rows::rows(&placed);
        rows.extend(price::rows(self, &placed));
        Ok(Comparison { models, rows, costs, basis: basis(self, &placed) })
    }

    fn compared_cost(&self, name: &str, found: Resolution, usage: &Usage, call: &Call) -> ComparedCost {
        let model = found.model.id().clone();
        match self.cost_of(name, found, usage, call) {
            Ok(answer) => ComparedCost {
                model,
                total: answer.total,
                currency: answer.currency,
                status: answer.status,
                reason: answer.reason,
                missing: answer.missing,
            },
            Err(failure) => unpriced(model, &failure, usage),
        }
    }
}

/// An offer without a price says why; the other models still have theirs.
fn unpriced(model: crate::model::ModelId, failure: &CostFailure, usage: &Usage) -> ComparedCost {
    ComparedCost {
        model,
        total: None,
        currency: Cost::CURRENCY,
        status: CostStatus::Unknown,
        reason: Some(failure.to_string()),
        missing: usage.meters().iter().collect(),
    }
}

fn model(name: &str, placed: &Placed) -> ComparedModel {
    let model = &placed.model;
    ComparedModel {
        name: name.to_owned(),
        id: model.id().clone(),
        version: model.version().map(str::to_owned),
        display_name: model.display_name().to_owned(),
        offer: placed.offer.clone(),
    }
}

fn basis(snapshot: &Snapshot, placed: &[Placed]) -> Basis {
    let mut basis = Basis::of(snapshot);
    for own in placed {
        let model = &own.model;
        // What is assumed of all models is said once, what is assumed of one with its id.
        for assumed in &own.assumed {
            let assumed = match assumed.what.as_str() {
                "date" => assumed.clone(),
                what => {
                    Assumption::new(&format!("{what} of {}", model.id()), &assumed.value, &assumed.because)
                }
            };
            if !basis.assumed.contains(&assumed) {
                basis = basis.assuming([assumed]);
            }
        }
        basis.rest_on(model, &format!("capabilities of {}", model.id()), &model.facts().src);
        if let Some(row) = model.limit(|limits| limits.output).1 {
            basis.rest_on(model, &format!("limits.output of {}", model.id()), &row.src);
        }
        if let Some((_, row)) = model.rate_row(&own.offer, Meter::InputText) {
            basis.rest_on(model, &format!("price.input.text of {}", model.id()), &row.src);
        }
        basis.rest_on(model, &format!("lifecycle of {}", model.id()), &model.lifecycle().src);
    }
    basis
}
