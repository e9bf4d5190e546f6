//! What units cost, held for a time.

use crate::cost::{CapacityTime, Discount, HOUR};
use crate::model::{MoneyError, Rate, Term, TimeUnit, UnitRate};
use crate::registry::{Assumption, Snapshot};

use super::answer::{CapacityCost, CapacityLine};
use super::offered::Offered;
use super::question::CapacityQuestion;
use super::{CapacityError, Draft};
use crate::advise::facts::ids;
use crate::advise::show::WarningCode;

/// The source of what the caller states.
const CALLER: &str = "caller";

/// Seconds in a day.
const DAY: u64 = 86_400;

/// The rate that is charged for a unit, and whose word it is.
pub(super) struct Charged {
    pub rate: UnitRate,
    term: Option<Term>,
    /// The list rate and the discount's name.
    list: Option<(Rate, String)>,
    source: Vec<String>,
    /// Whether a part of an hour is charged as a part; absent: not known.
    prorated: Option<bool>,
}

impl Charged {
    /// The caller's rate, else the one that is known for the term.
    pub fn of(
        snapshot: &Snapshot,
        question: &CapacityQuestion,
        offered: &Offered<'_>,
        draft: &mut Draft<'_>,
    ) -> Result<Option<Self>, CapacityError> {
        let prorated = offered.pick(|facts| facts.prorated);
        if let Some(rate) = question.rate {
            let source = vec![CALLER.to_owned()];
            let prorated = prorated.map(|(prorated, _)| prorated);
            return Ok(Some(Self { rate, term: question.term, list: None, source, prorated }));
        }
        let term = question.term.unwrap_or(Term::Hourly);
        if question.term.is_none() {
            draft.assume(Assumption::new("term", term, "nobody stated a commitment"));
        }
        let model = &draft.placed.model;
        if let Some((known, _)) =
            offered.pick(|facts| facts.terms.as_ref()).filter(|(known, _)| !known.contains(&term))
        {
            return Err(CapacityError::Term {
                model: model.id().to_string(),
                unit: offered.name(),
                term,
                known: known.clone(),
            });
        }
        let stated = offered.pick(|facts| facts.rate.filter(|_| facts.term == Some(term)));
        let Some((stated, row)) = stated else {
            draft.gap(format!(
                "no price of a {} of {} is known for {} on the term {term}; state it as a rate, or in an overlay",
                offered.name(),
                model.id(),
                draft.placed.offer,
            ));
            return Ok(None);
        };
        let source = ids(model.tables(), &row.src);
        draft.rest_on("capacity.rate", &row.src);
        if let Some((_, row)) = prorated {
            draft.rest_on("capacity.prorated", &row.src);
        }
        let (rate, list) = discounted(stated.rate(), &snapshot.discounts(&draft.placed.model), draft)?;
        let rate = UnitRate::new(rate, stated.time());
        Ok(Some(Self {
            rate,
            term: Some(term),
            list,
            source,
            prorated: prorated.map(|(prorated, _)| prorated),
        }))
    }

    /// The time as it is charged.
    fn charged_time(&self, time: CapacityTime, draft: &mut Draft<'_>) -> Result<CapacityTime, MoneyError> {
        let part = time.seconds().is_some_and(|seconds| seconds % HOUR != 0);
        if self.rate.time() != TimeUnit::Hour || !part {
            return Ok(time);
        }
        match self.prorated {
            Some(true) => Ok(time),
            Some(false) => {
                let whole = time.in_whole_hours().ok_or(MoneyError::Overflow)?;
                draft.warn(
                    WarningCode::WholeHours,
                    format!("begun hours are charged whole: {time} as {whole}"),
                );
                Ok(whole)
            }
            None => {
                draft.assume(part_of_an_hour());
                Ok(time)
            }
        }
    }
}

/// What is taken for granted where no source says how a part of an hour is charged.
pub(super) fn part_of_an_hour() -> Assumption {
    Assumption::new("part_of_an_hour", "as a part", "no source says that begun hours are charged whole")
}

/// A rate after the caller's discount, and the list rate with the discount's name.
pub(super) fn discounted(
    list: Rate,
    discounts: &[Discount],
    draft: &Draft<'_>,
) -> Result<(Rate, Option<(Rate, String)>), MoneyError> {
    let (offer, day) = (&draft.placed.offer, draft.placed.model.day());
    match discounts.iter().find(|own| own.applies(offer, day)) {
        None => Ok((list, None)),
        Some(own) => {
            let rate = list.thousandths(own.left()).ok_or(MoneyError::Overflow)?;
            Ok((rate, Some((list, own.name().to_string()))))
        }
    }
}

/// What the units cost for the time.
pub(super) fn cost(
    snapshot: &Snapshot,
    question: &CapacityQuestion,
    offered: &Offered<'_>,
    held: Option<(u64, CapacityTime)>,
    draft: &mut Draft<'_>,
) -> Result<CapacityCost, CapacityError> {
    let Some(charged) = Charged::of(snapshot, question, offered, draft)? else {
        return Ok(CapacityCost::unknown());
    };
    // Without units the gap was told where they were looked for.
    let Some((units, time)) = held else { return Ok(CapacityCost::unknown()) };
    warn_of_a_short_time(charged.term, time, draft);
    let time = charged.charged_time(time, draft)?;
    let Some(amount) = time.cost(units, charged.rate)? else {
        let (of_rate, own) = match time {
            CapacityTime::Months(_) => (charged.rate.time(), "hours or seconds"),
            _ => (charged.rate.time(), "months"),
        };
        draft.gap(format!(
            "the rate is by the {of_rate}, and a month has no fixed number of hours; state the time in {own}"
        ));
        return Ok(CapacityCost::unknown());
    };
    let rate = charged.rate;
    Ok(CapacityCost::of_line(CapacityLine {
        item: offered.name(),
        quantity: units,
        seconds: time.seconds(),
        months: match time {
            CapacityTime::Months(months) => Some(months),
            _ => None,
        },
        term: charged.term,
        rate: rate.rate().amount().to_string(),
        per: rate.rate().per(),
        per_time: rate.time(),
        amount,
        list_rate: charged.list.as_ref().map(|(list, _)| list.amount().to_string()),
        discount: charged.list.map(|(_, name)| name),
        source: charged.source,
    }))
}

/// A commitment is paid for its whole length.
fn warn_of_a_short_time(term: Option<Term>, time: CapacityTime, draft: &mut Draft<'_>) {
    let Some(term) = term else { return };
    let least = u64::from(term.least_days()) * DAY;
    if time.seconds().is_some_and(|seconds| seconds < least) {
        let message = format!("a commitment of {term} is paid for its whole length, and {time} are shorter");
        draft.warn(WarningCode::ShortTerm, message);
    }
}
