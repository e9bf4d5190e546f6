//! The answer to `compare`, put together.

use crate::advise::basis::Basis;
use crate::advise::call::{Call, CallError, Placed};
use crate::cost::Usage;
use crate::model::Meter;
use crate::registry::{Assumption, ModelMetadata, Snapshot};

use super::{CompareError, ComparedModel, Comparison, CostOrder, costs, price, rows};

/// A model that is compared, and the circumstances of a call of it, where they are the model's.
pub(super) struct Column<'n> {
    pub name: &'n str,
    pub model: ModelMetadata,
    pub placed: Result<Placed, CallError>,
}

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
    /// A circumstance that one model does not have, and a price that nobody knows, are said with that model's cost:
    /// it has the status `unknown` and a reason, never the price of another tier, and the other models have theirs.
    ///
    /// ```
    /// use llmanac::advise::{Call, CostOrder};
    /// use llmanac::cost::Usage;
    /// use llmanac::model::Meter;
    ///
    /// let snapshot = llmanac::registry().as_of("2026-11-23".parse()?);
    /// let usage = Usage::new().with(Meter::InputText, 10_000).with(Meter::OutputText, 2_000);
    /// let names = ["gpt-4o", "gpt-4o-mini"];
    /// let compared = snapshot.compare_calls(&names, &usage, &Call::new(), CostOrder::CheapestFirst)?;
    /// assert_eq!(compared.costs[0].name, "gpt-4o-mini");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    ///
    /// No name at all; names that mean no model.
    pub fn compare_calls<N: AsRef<str>>(
        &self,
        names: &[N],
        usage: &Usage,
        call: &Call,
        order: CostOrder,
    ) -> Result<Comparison, CompareError> {
        self.compared(names, call, Some((usage, order)))
    }

    fn compared<N: AsRef<str>>(
        &self,
        names: &[N],
        call: &Call,
        priced: Option<(&Usage, CostOrder)>,
    ) -> Result<Comparison, CompareError> {
        if names.is_empty() {
            return Err(CompareError::NoModels);
        }
        let mut columns = Vec::with_capacity(names.len());
        let mut unknown = Vec::new();
        for name in names.iter().map(AsRef::as_ref) {
            match self.resolve(name) {
                Ok(found) => {
                    let ordinary = found.model.clone();
                    let placed = call.place(self, name, found);
                    let model = placed.as_ref().map_or(ordinary, |placed| placed.model.clone());
                    columns.push(Column { name, model, placed });
                }
                Err(error) => unknown.push(error),
            }
        }
        if !unknown.is_empty() {
            return Err(CompareError::Resolve(unknown));
        }
        let mut rows = rows::rows(&columns);
        rows.extend(price::rows(self, &columns));
        Ok(Comparison {
            models: columns.iter().map(model).collect(),
            rows,
            costs: priced.map_or_else(Vec::new, |(usage, order)| costs::costs(self, &columns, usage, order)),
            costs_order: priced.map(|(_, order)| order),
            basis: basis(self, &columns),
        })
    }
}

fn model(column: &Column<'_>) -> ComparedModel {
    let model = &column.model;
    ComparedModel {
        name: column.name.to_owned(),
        id: model.id().clone(),
        version: model.version().map(str::to_owned),
        display_name: model.display_name().to_owned(),
        offer: column.placed.as_ref().ok().map(|placed| placed.offer.clone()),
    }
}

fn basis(snapshot: &Snapshot, columns: &[Column<'_>]) -> Basis {
    let mut basis = Basis::of(snapshot);
    for column in columns {
        let model = &column.model;
        let placed = column.placed.as_ref().ok();
        // What is assumed of all models is said once, what is assumed of one with its id.
        for assumed in placed.iter().flat_map(|placed| &placed.assumed) {
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
        if let Some((_, row)) = placed.and_then(|placed| model.rate_row(&placed.offer, Meter::InputText)) {
            basis.rest_on(model, &format!("price.input.text of {}", model.id()), &row.src);
        }
        basis.rest_on(model, &format!("lifecycle of {}", model.id()), &model.lifecycle().src);
    }
    basis
}
