//! From a model's price rows to a plan.

use crate::model::{Asked, Meter, ModelData, PriceFacts, Rate, Row};

use super::band::{Band, PlanRate};
use super::discount::Discount;
use super::meters::MeterSet;
use super::plan::{PricePlan, is_capacity};
use super::plan_error::PlanError;
use super::query::Query;

impl PricePlan {
    /// The rates of a model for a version, an offer and a day.
    ///
    /// For each meter and band the narrowest row that states a rate wins; a row without a first day
    /// holds from the release. A meter without a rate is billed as the model says, or stays without.
    /// A band above the first states its own token rates: one that it lacks is missing there, never
    /// the lower band's. Rates of other things than tokens do not depend on the context and hold in every band. Of
    /// the discounts the first that applies is taken; they are never stacked.
    ///
    /// # Errors
    ///
    /// An offer that is not sold, or for which no price is known on that day. See [`PlanError`].
    pub fn select(model: &ModelData, asked: Asked<'_>, discounts: &[Discount]) -> Result<Self, PlanError> {
        Self::select_graded(model, asked, None, discounts)
    }

    /// The same for a quality, size or resolution, as price rows name it: `hd/1024x1792`.
    ///
    /// A meter that has prices by grade is priced by rows of that grade only, and without a grade not at all; what no
    /// row grades costs the same in every grade.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select), and an offer whose every price is of another grade.
    pub fn select_graded(
        model: &ModelData,
        asked: Asked<'_>,
        grade: Option<&str>,
        discounts: &[Discount],
    ) -> Result<Self, PlanError> {
        let query = Query::new(model, asked, grade);
        query.refuse_unsold()?;
        let mut found = query.found();
        if found.iter().all(|band| band.rows.is_empty()) {
            return Err(query.graded().unwrap_or_else(|| query.explain()));
        }
        let discount = discounts.iter().find(|own| own.applies(asked.offer, asked.day));
        carry_fees(&mut found);
        let mut bands =
            found.iter().map(|found| query.band(found, discount)).collect::<Result<Vec<_>, _>>()?.into_iter();
        let base = bands.next().unwrap_or_else(|| Band::new(0, Vec::new()));
        Ok(Self::of_bands(base, bands.collect()))
    }
}

/// The rates found for one band.
struct Found<'r> {
    over: u64,
    /// The meter, the narrowness of its row, the row's place, the row and the rate.
    rows: Vec<Stated<'r>>,
}

#[derive(Clone, Copy)]
struct Stated<'r> {
    meter: Meter,
    narrowness: u8,
    place: u16,
    row: &'r Row<PriceFacts>,
    rate: Rate,
}

/// What the first band states of other things than tokens holds in those above that do not state their own.
fn carry_fees(found: &mut [Found<'_>]) {
    let Some((base, above)) = found.split_first_mut() else {
        return;
    };
    for fee in base.rows.iter().filter(|stated| !stated.meter.is_of_tokens()) {
        for band in &mut *above {
            if band.rate(fee.meter).is_none() {
                band.rows.push(*fee);
            }
        }
    }
}

impl<'r> Found<'r> {
    fn rate(&self, meter: Meter) -> Option<&Stated<'r>> {
        self.rows.iter().find(|stated| stated.meter == meter)
    }

    /// The narrowest row that states a meter wins; of equals the first.
    fn offer(&mut self, stated: Stated<'r>) {
        match self.rows.iter_mut().find(|other| other.meter == stated.meter) {
            Some(other) if other.narrowness < stated.narrowness => *other = stated,
            Some(_) => {}
            None => self.rows.push(stated),
        }
    }
}

impl<'m> Query<'m> {
    /// A refusal, where the narrowest row that says anything says that the offer is not sold.
    fn refuse_unsold(&self) -> Result<(), PlanError> {
        let says = |row: &Row<PriceFacts>| row.facts.sold.or((!row.facts.rates.is_empty()).then_some(true));
        let narrowest = self
            .rows()
            .filter_map(|(place, row)| Some((self.narrowness(row)?, !says(row)?, place, row)))
            // Of equally narrow rows the refusal counts.
            .max_by_key(|(narrowness, refused, ..)| (*narrowness, *refused));
        match narrowest {
            Some((_, true, row, refusal)) => Err(PlanError::NotSold {
                model: self.model.id.clone(),
                offer: self.asked.offer.clone(),
                row,
                src: refusal.src.clone(),
            }),
            _ => Ok(()),
        }
    }

    /// The rates by band: the first band, then those above it as they come.
    fn found(&self) -> Vec<Found<'m>> {
        let mut bands = vec![Found { over: 0, rows: Vec::new() }];
        for (place, row) in self.rows() {
            let Some(narrowness) = self.narrowness(row) else {
                continue;
            };
            let over = row.facts.input_over;
            // A band without a rate is a band all the same: nothing is known of it, and the one below does not hold.
            let facts = &row.facts;
            let is_open = over > 0 && facts.rates.is_empty() && facts.free.is_empty() && facts.sold.is_none();
            if is_open && bands.iter().all(|band| band.over != over) {
                bands.push(Found { over, rows: Vec::new() });
            }
            for (meter, rate) in row.facts.rates.iter().filter(|(meter, _)| self.prices(row, *meter)) {
                let stated = Stated { meter: *meter, narrowness, place, row, rate: *rate };
                match bands.iter_mut().find(|band| band.over == over) {
                    Some(band) => band.offer(stated),
                    None => bands.push(Found { over, rows: vec![stated] }),
                }
            }
        }
        bands
    }

    /// The band's rates: own ones, and those of meters billed as others.
    fn band(&self, found: &Found<'_>, discount: Option<&Discount>) -> Result<Band, PlanError> {
        let own = found.rows.iter().map(|stated| stated.meter);
        let others = self.model.billed_as.iter().map(|(meter, _)| *meter);
        // The rest has no rate, and takes none.
        let meters: MeterSet = own.chain(others).collect();
        let mut rates = Vec::with_capacity(meters.len());
        for meter in meters.iter().filter(|meter| !is_capacity(*meter)) {
            let Some((as_meter, stated)) = self.billed(found, meter) else {
                continue;
            };
            let (rate, list) = match discount {
                None => (stated.rate, None),
                Some(discount) => {
                    let rate = stated.rate.thousandths(discount.left()).ok_or_else(|| {
                        PlanError::Discount { discount: discount.name().to_string(), meter }
                    })?;
                    (rate, Some((stated.rate, discount.name().clone())))
                }
            };
            rates.push(PlanRate {
                meter,
                billed_as: (as_meter != meter).then_some(as_meter),
                rate,
                list,
                row: Some(stated.place),
                source: stated.row.src.clone(),
                free: None,
            });
        }
        self.give_quotas(&mut rates);
        Ok(Band::new(found.over, rates))
    }

    /// The meter whose rate another takes, one hop at a time, and that rate.
    fn billed<'f>(&self, found: &'f Found<'m>, meter: Meter) -> Option<(Meter, &'f Stated<'m>)> {
        let mut at = meter;
        let mut seen = MeterSet::NONE;
        // A circle leads back to a meter already seen.
        while !seen.contains(at) {
            if let Some(stated) = found.rate(at) {
                return Some((at, stated));
            }
            seen = seen.with(at);
            (_, at) = *self.model.billed_as.iter().find(|(from, _)| *from == at)?;
        }
        None
    }
}
